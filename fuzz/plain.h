/* SPDX-License-Identifier: MIT */
/* Whether a payload is ok, by a reader of our own that is as plain as can be and shares nothing with the library's but
 * the look at UTF-8. */
#ifndef EMVQR_FUZZ_PLAIN_H
#define EMVQR_FUZZ_PLAIN_H

#include <emvqr/core.h>

#include <stdlib.h>
#include <string.h>

/* Two digits; 100 when they are none. */
static inline unsigned plain_number(const char *digits)
{
    unsigned tens = (unsigned)(unsigned char)digits[0] - '0', ones = (unsigned)(unsigned char)digits[1] - '0';
    return tens > 9u || ones > 9u ? 100u : tens * 10u + ones;
}

/* Bit by bit. */
static inline unsigned plain_crc(const char *text, size_t len)
{
    unsigned crc = 0xFFFF, bit;
    size_t i;
    for (i = 0; i < len; i++) {
        crc ^= (unsigned)(unsigned char)text[i] << 8;
        for (bit = 0; bit < 8u; bit++) {
            crc = (crc << 1 ^ ((crc & 0x8000u) != 0 ? 0x1021u : 0)) & 0xFFFFu;
        }
    }
    return crc;
}

/* The bytes of the character that begins with `lead`. */
static inline size_t plain_bytes(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* The end of `count` units of text, 0 when they do not end at one. */
static inline size_t plain_skip(const char *text, size_t at, size_t end, unsigned count, unsigned unit)
{
    while (count != 0 && at < end) {
        size_t bytes = unit == EMVQR_BYTES ? 1 : plain_bytes((unsigned char)text[at]);
        unsigned cost = bytes == 4 && unit == EMVQR_UTF16 ? 2u : 1u;
        if (cost > count || bytes > end - at) {
            return 0;
        }
        count -= cost;
        at += bytes;
    }
    return count != 0 ? 0 : at;
}

/* The end of the object at `at`, 0 when it is none. An object 63 has 1 to 4 units. */
static inline size_t plain_next(const char *text, size_t at, size_t end, unsigned unit)
{
    unsigned id = plain_number(text + at), length = plain_number(text + at + 2);
    if (id > 99u || length > 99u || (id == 63u && (length == 0 || length > 4u))) {
        return 0;
    }
    return plain_skip(text, at + 4u, end, length, unit);
}

/* Whether the value of an object 63 is the CRC of all that stands from `start` to it. */
static inline bool plain_signs(const char *text, size_t start, size_t value, size_t end)
{
    char digits[5] = { 0 };
    if (end - value != 4u) {
        return false;
    }
    memcpy(digits, text + value, 4);
    return strspn(digits, "0123456789ABCDEFabcdef") == 4u &&
           strtoul(digits, NULL, 16) == plain_crc(text + start, value - start);
}

/* What text[start, end) is in a unit. */
typedef struct plain {
    bool fits, right; /* it reaches an object 63 of 1 to 4; that is the end, says the CRC, and no ID stands twice */
    size_t places;    /* of the objects, as one number */
} plain;

static inline plain plain_read(const char *text, size_t start, size_t end, unsigned unit)
{
    bool seen[100] = { false }, twice = false;
    plain is = { false, false, 0 };
    size_t at = start;
    while (end - at >= 4u && !is.fits) {
        unsigned id = plain_number(text + at);
        size_t value = at + 4u;
        at = plain_next(text, at, end, unit);
        if (at == 0) {
            return is;
        }
        twice = twice || seen[id];
        seen[id] = true;
        is.places = is.places * 31u + at;
        if (id == 63u) {
            is.fits = true;
            is.right = !twice && at == end && plain_signs(text, start, value, end);
        }
    }
    return is;
}

/* One reading, or several that are the same, and that one is right. */
static inline bool plain_is_ok(const char *text, size_t start, size_t end)
{
    plain found = { false, false, 0 };
    unsigned unit;
    if (end - start > EMVQR_PAYLOAD_MAX || emvqr_text_valid(text + start, end - start) != end - start) {
        return false;
    }
    for (unit = EMVQR_CHARACTERS; unit <= EMVQR_BYTES; unit++) {
        plain is = plain_read(text, start, end, unit);
        if (is.fits && found.fits && is.places != found.places) {
            return false;
        }
        found = is.fits ? is : found;
    }
    return found.right;
}

#endif
