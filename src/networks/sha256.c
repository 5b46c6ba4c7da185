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

/* 6.2.2: the message schedule. */
static void sha_schedule(uint32_t words[64], const uint8_t block[64])
{
    unsigned i;
    for (i = 0; i < 16u; i++) {
        words[i] = (uint32_t)block[4u * i] << 24 | (uint32_t)block[4u * i + 1u] << 16 |
                   (uint32_t)block[4u * i + 2u] << 8 | block[4u * i + 3u];
    }
    for (; i < 64u; i++) {
        uint32_t w15 = words[i - 15u], w2 = words[i - 2u];
        words[i] = words[i - 16u] + words[i - 7u] + (sha_turn(w15, 7) ^ sha_turn(w15, 18) ^ w15 >> 3) +
                   (sha_turn(w2, 17) ^ sha_turn(w2, 19) ^ w2 >> 10);
    }
}

/* One step. The standard then moves each variable on by a place; here the next step names them by their new places. */
#define SHA_STEP(a, b, c, d, e, f, g, h, i) \
    h += (sha_turn(e, 6) ^ sha_turn(e, 11) ^ sha_turn(e, 25)) + (g ^ (e & (f ^ g))) + sha_constants[i] + words[i]; \
    d += h; \
    h += (sha_turn(a, 2) ^ sha_turn(a, 13) ^ sha_turn(a, 22)) + ((a & b) | (c & (a | b)));

#if EMVQR_CFG_FAST

static void sha_block(uint32_t state[8], const uint8_t block[64])
{
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7], words[64];
    unsigned i;
    sha_schedule(words, block);
    for (i = 0; i < 64u; i += 8u) {
        SHA_STEP(a, b, c, d, e, f, g, h, i)
        SHA_STEP(h, a, b, c, d, e, f, g, i + 1u)
        SHA_STEP(g, h, a, b, c, d, e, f, i + 2u)
        SHA_STEP(f, g, h, a, b, c, d, e, i + 3u)
        SHA_STEP(e, f, g, h, a, b, c, d, i + 4u)
        SHA_STEP(d, e, f, g, h, a, b, c, i + 5u)
        SHA_STEP(c, d, e, f, g, h, a, b, i + 6u)
        SHA_STEP(b, c, d, e, f, g, h, a, i + 7u)
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

static void sha_block(uint32_t state[8], const uint8_t block[64])
{
    uint32_t words[64], v[8], last;
    unsigned i;
    sha_schedule(words, block);
    memcpy(v, state, sizeof v);
    for (i = 0; i < 64u; i++) {
        SHA_STEP(v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], i)
        last = v[7];
        memmove(v + 1, v, 7u * sizeof *v);
        v[0] = last;
    }
    for (i = 0; i < 8u; i++) {
        state[i] += v[i];
    }
}

#endif

/* 5.1.1: behind the text a set bit, and at a block's end the number of the text's bits. */
void emvqr__sha256(const char *text, size_t len, uint8_t digest[32])
{
    /* 5.3.3: of the square roots of the first eight primes. */
    uint32_t state[8] = { 0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A,
                          0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19 };
    uint64_t bits = (uint64_t)len * 8u;
    uint8_t block[64], mark = 0x80;
    size_t part;
    unsigned i;
    do {
        part = len < sizeof block ? len : sizeof block;
        memset(block, 0, sizeof block);
        if (part != 0) {
            memcpy(block, text, part);
        }
        text += part;
        len -= part;
        if (part < sizeof block) {
            block[part] = mark;
            mark = 0;
        }
        if (part < 56u) {
            for (i = 64; bits != 0; bits >>= 8) {
                block[--i] = (uint8_t)bits;
            }
        }
        sha_block(state, block);
    } while (part >= 56u);
    for (i = 0; i < 32u; i++) {
        digest[i] = (uint8_t)(state[i / 4u] >> (24u - 8u * (i % 4u)));
    }
}
