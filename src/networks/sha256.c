/* SPDX-License-Identifier: MIT */
/* SHA-256 in one call. */
#include "sha256.h"

#include <emvqr/config.h>

#include <string.h>

/* FIPS 180-4, 4.2.2: the first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t sha_constants[64] = {
    0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
    0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
    0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
    0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
    0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
    0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
    0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
    0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
};

static uint32_t sha_turn(uint32_t word, unsigned by)
{
    return word >> by | word << (32u - by);
}

/* 6.2.2: what the message schedule adds to the word that stood 16 words before. */
static uint32_t sha_more(uint32_t w15, uint32_t w7, uint32_t w2)
{
    return w7 + (sha_turn(w15, 7) ^ sha_turn(w15, 18) ^ w15 >> 3) + (sha_turn(w2, 17) ^ sha_turn(w2, 19) ^ w2 >> 10);
}

/* One step. The standard then moves each variable on by a place; here the next step names them by their new places. */
#define SHA_STEP(a, b, c, d, e, f, g, h, constant, word) \
    h += (sha_turn(e, 6) ^ sha_turn(e, 11) ^ sha_turn(e, 25)) + (g ^ (e & (f ^ g))) + (constant) + (word); \
    d += h; \
    h += (sha_turn(a, 2) ^ sha_turn(a, 13) ^ sha_turn(a, 22)) + ((a & b) | (c & (a | b)));

#if EMVQR_CFG_FAST

static void sha_block(uint32_t state[8], const uint32_t block[16])
{
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7], words[64];
    unsigned i;
    memcpy(words, block, 16u * sizeof *words);
    for (i = 16; i < 64u; i++) {
        words[i] = words[i - 16u] + sha_more(words[i - 15u], words[i - 7u], words[i - 2u]);
    }
    for (i = 0; i < 64u; i += 8u) {
        SHA_STEP(a, b, c, d, e, f, g, h, sha_constants[i], words[i])
        SHA_STEP(h, a, b, c, d, e, f, g, sha_constants[i + 1u], words[i + 1u])
        SHA_STEP(g, h, a, b, c, d, e, f, sha_constants[i + 2u], words[i + 2u])
        SHA_STEP(f, g, h, a, b, c, d, e, sha_constants[i + 3u], words[i + 3u])
        SHA_STEP(e, f, g, h, a, b, c, d, sha_constants[i + 4u], words[i + 4u])
        SHA_STEP(d, e, f, g, h, a, b, c, sha_constants[i + 5u], words[i + 5u])
        SHA_STEP(c, d, e, f, g, h, a, b, sha_constants[i + 6u], words[i + 6u])
        SHA_STEP(b, c, d, e, f, g, h, a, sha_constants[i + 7u], words[i + 7u])
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
}

#else

/* Of the schedule only the last 16 words are kept, in the block's place. */
static void sha_block(uint32_t state[8], uint32_t block[16])
{
    uint32_t v[8], last;
    unsigned i;
    memcpy(v, state, sizeof v);
    for (i = 0; i < 64u; i++) {
        uint32_t *word = &block[i % 16u];
        if (i >= 16u) {
            *word += sha_more(block[(i + 1u) % 16u], block[(i + 9u) % 16u], block[(i + 14u) % 16u]);
        }
        SHA_STEP(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], sha_constants[i], *word)
        last = v[7];
        memmove(v + 1, v, 7u * sizeof *v);
        v[0] = last;
    }
    for (i = 0; i < 8u; i++) {
        state[i] += v[i];
    }
}

#endif

/* 5.1.1: behind the text a set bit, and at the end of the last block the number of the text's bits. */
void emvqr__sha256(const char *text, size_t len, uint8_t digest[32])
{
    /* 5.3.3: of the square roots of the first eight primes. */
    uint32_t state[8] = { 0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A,
                          0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19 };
    uint32_t block[16] = { 0 };
    size_t at = 0;
    unsigned i;
    do {
        for (i = 0; i < 64u; i++, at++) {
            uint32_t byte = at < len ? (unsigned char)text[at] : at == len ? 0x80u : 0u;
            block[i / 4u] = block[i / 4u] << 8 | byte;
        }
        if (at >= len + 9u) {
            block[14] = (uint32_t)((uint64_t)len >> 29);
            block[15] = (uint32_t)(len << 3);
        }
        sha_block(state, block);
    } while (at < len + 9u);
    for (i = 0; i < 32u; i++) {
        digest[i] = (uint8_t)(state[i / 4u] >> (24u - 8u * (i % 4u)));
    }
}
