/* SPDX-License-Identifier: MIT */
/* CRC-16/CCITT-FALSE without a table.
 *
 * * Over GF(2) squaring a polynomial doubles its exponents, so with P = x^16+x^12+x^5+1 the powers P^2, P^4 and P^16
 * have four terms too: x^32+x^24+x^10+1, x^64+x^48+x^20+1, x^256+x^192+x^80+1. A register that is congruent to the
 * message modulo one of them is congruent modulo P as well, so the fast form keeps 64 or 256 bits of it, takes as
 * many bits of message a step, and comes down to 16 bits once, at the end. In each width the quotient of the
 * register times x^width by the power of P is the register xored with a few shifts of itself, and the remainder
 * follows from the quotient by the power's inner terms. */
#include "internal.h"

#if EMVQR_CFG_FAST

/* What stands before the message in the register instead of an initial FFFFh: FFFFh divided by x^16 modulo P, times
 * x^(8k) modulo P when k bytes lead to a whole number of words. */
static const uint16_t crc_prefix[8] = { 0x84CF, 0x1E0C, 0xFFFF, 0xE1F0, 0x1D0F, 0xCC9C, 0x84C0, 0x110C };

static EMVQR__INLINE uint64_t crc_load(const unsigned char *at)
{
    return (uint64_t)at[0] << 56 | (uint64_t)at[1] << 48 | (uint64_t)at[2] << 40 | (uint64_t)at[3] << 32 |
           (uint64_t)at[4] << 24 | (uint64_t)at[5] << 16 | (uint64_t)at[6] << 8 | (uint64_t)at[7];
}

/* The register times x^64. */
static EMVQR__INLINE uint64_t crc_step(uint64_t r)
{
    uint64_t half = r ^ r >> 32, q = half ^ half >> 16 ^ r >> 44;
    return q ^ q << 20 ^ q << 48;
}

/* 64 bits to 16, and times x^16, which the CRC has and the register has not. */
static EMVQR__INLINE uint16_t crc_fold(uint64_t wide)
{
    uint32_t q = (uint32_t)(wide >> 32), r;
    q ^= q >> 8 ^ q >> 16 ^ q >> 22 ^ q >> 24;
    r = (uint32_t)wide ^ q ^ q << 10 ^ q << 24;
    q = r >> 16;
    q ^= q >> 4 ^ q >> 8 ^ q >> 11 ^ q >> 12;
    r = (r ^ q ^ q << 5 ^ q << 12) & 0xFFFFu;
    q = r ^ r >> 4 ^ r >> 8 ^ r >> 11 ^ r >> 12;
    return (uint16_t)(q ^ q << 5 ^ q << 12);
}

/* `blocks` times 32 bytes behind a register of 64 bits. */
static EMVQR__INLINE uint64_t crc_blocks(const unsigned char *at, size_t blocks, uint64_t r)
{
    uint64_t a = crc_load(at), b = crc_load(at + 8), c = crc_load(at + 16), d = crc_load(at + 24);
    a ^= r; /* r times x^256 is r times x^192+x^80+1 */
    b ^= r >> 48;
    c ^= r << 16;
    d ^= r;
    while (--blocks != 0) {
        uint64_t ab = a ^ b, abc = ab ^ c, qc = abc ^ a >> 48, qd = abc ^ d ^ (a << 16 | b >> 48);
        at += 32;
        b = crc_load(at + 8) ^ ab ^ (qc << 16 | qd >> 48);
        a ^= crc_load(at) ^ qd ^ (ab << 16 | qc >> 48);
        c = crc_load(at + 16) ^ qc ^ qd << 16;
        d = crc_load(at + 24) ^ qd;
    }
    return crc_step(crc_step(crc_step(a) ^ b) ^ c) ^ d;
}

uint16_t emvqr_crc16(const char *text, size_t len)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t words = len >> 3, lead = len & 7u;
    uint64_t r = 0;
    if (words != 0 && lead != 0) {
        r = crc_load(at) >> (64u - 8u * lead);
        at += lead;
    } else {
        for (; len != words << 3; len--) {
            r = r << 8 | *at++;
        }
    }
    r ^= crc_prefix[lead];
    for (; (words & 3u) != 0; words--) {
        r = crc_step(r) ^ crc_load(at);
        at += 8;
    }
    if (words != 0) {
        r = crc_blocks(at, words >> 2, r);
    }
    return crc_fold(r);
}

#else

uint16_t emvqr_crc16(const char *text, size_t len)
{
    const unsigned char *at = (const unsigned char *)text, *end = len == 0 ? at : at + len;
    unsigned crc = ~0u; /* what is above 16 bits is never looked at */
    while (at != end) {
        unsigned x = (uint8_t)(crc >> 8) ^ (unsigned)*at++;
        x ^= x >> 4;
        crc = crc << 8 ^ x << 12 ^ x << 5 ^ x;
    }
    return (uint16_t)crc;
}

#endif
