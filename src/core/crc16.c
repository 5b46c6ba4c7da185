/* SPDX-License-Identifier: MIT */
/* CRC-16/CCITT-FALSE without a table.
 *
 * Over GF(2) squaring a polynomial doubles its exponents, so with P = x^16+x^12+x^5+1 the powers P^2 and P^4 have four
 * terms too: x^32+x^24+x^10+1 and x^64+x^48+x^20+1. A register that is congruent to the message modulo P^4 is
 * congruent modulo P as well, so the fast form keeps 64 bits of it, takes 64 bits of message a step, and comes down to
 * 16 bits once, at the end. In each width the quotient of the register times x^width by the power of P is the register
 * xored with a few shifts of itself, and the remainder follows from the quotient by the power's inner terms. */
#include "internal.h"

uint16_t emvqr_crc16(const char *text, size_t len)
{
    uint8_t seen = 0;
    return emvqr__crc16(text, len, &seen);
}

bool emvqr__crc_says(const char *value, size_t len, uint16_t crc, bool *lower)
{
    const unsigned char *at = (const unsigned char *)value;
    uint32_t wanted = emvqr__crc_digits(crc), found;
    *lower = false;
    if (len != 4u) {
        return false;
    }
    found = (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
    if (found == wanted) {
        return true;
    }
    /* Letters have the bit 40h, digits have not: the case bit, 20h, may differ where a letter is wanted. */
    *lower = (found & ~(wanted >> 1 & 0x20202020u)) == wanted;
    return *lower;
}

#if EMVQR_CFG_FAST

/* What stands before the message in the register instead of an initial FFFFh: FFFFh divided by x^16 modulo P, times
 * x^(8k) modulo P when k bytes lead to a whole number of words. */
static const uint16_t crc_prefix[8] = { 0x84CF, 0x1E0C, 0xFFFF, 0xE1F0, 0x1D0F, 0xCC9C, 0x84C0, 0x110C };

static EMVQR__INLINE uint64_t crc_load(const unsigned char *at)
{
    return (uint64_t)at[0] << 56 | (uint64_t)at[1] << 48 | (uint64_t)at[2] << 40 | (uint64_t)at[3] << 32 |
           (uint64_t)at[4] << 24 | (uint64_t)at[5] << 16 | (uint64_t)at[6] << 8 | (uint64_t)at[7];
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

uint16_t emvqr__crc16(const char *text, size_t len, uint8_t *seen)
{
    const unsigned char *at = (const unsigned char *)text;
    size_t words = len >> 3, lead = len & 7u;
    uint64_t r = 0, all;
    if (words != 0 && lead != 0) {
        r = crc_load(at) >> (64u - 8u * lead);
        at += lead;
    } else {
        for (; len != words << 3; len--) {
            r = r << 8 | *at++;
        }
    }
    all = r;
    r ^= crc_prefix[lead];
    for (; words != 0; words--) {
        uint64_t w = crc_load(at);
        uint64_t half = r ^ r >> 32, q = half ^ half >> 16 ^ r >> 44;
        r = w ^ q ^ q << 20 ^ q << 48;
        all |= w;
        at += 8;
    }
    all |= all >> 32;
    all |= all >> 16;
    *seen = (uint8_t)(all | all >> 8);
    return crc_fold(r);
}

#else

uint16_t emvqr__crc16(const char *text, size_t len, uint8_t *seen)
{
    unsigned crc = 0xFFFFu, all = 0;
    const unsigned char *at = (const unsigned char *)text;
    for (; len != 0; len--) {
        unsigned x = crc >> 8 ^ *at;
        all |= *at++;
        x ^= x >> 4;
        crc = (crc << 8 ^ x << 12 ^ x << 5 ^ x) & 0xFFFFu;
    }
    *seen = (uint8_t)all;
    return (uint16_t)crc;
}

#endif
