/* SPDX-License-Identifier: MIT */
/* The verdict: what a device must know before it trusts a payload, without a tree. Written for few bytes of code and
 * of stack: the caller's cursor is all the memory, each unit is simply tried, and what stands twice is looked for
 * by going on from each object. */
#include "internal.h"

/* Steps to the next object with an ID. */
static EMVQR__NOINLINE bool verify_find(emvqr_reader *reader, unsigned id)
{
    while (emvqr_reader_next(reader)) {
        if (reader->id == id) {
            return true;
        }
    }
    return false;
}

/* Whether four characters are the hexadecimal digits of a number, in either case. */
static inline bool verify_digits(const char *text, uint32_t number)
{
    const char *end = text + 4;
    number <<= 16;
    do {
        unsigned digit = (unsigned)(number >> 28), c = (unsigned char)*text++;
        if (digit > 9u) {
            digit += 'A' - '0' - 10u;
            c &= ~0x20u;
        }
        if (c != digit + '0') {
            return false;
        }
        number <<= 4;
    } while (text != end);
    return true;
}

/* Whether an object stands twice in its level: the root and its templates. The payload must tile up to the reader's
 * end. A template is entered only when it tiles, so behind its last object the reader is at its next sibling. */
static inline bool verify_twice(emvqr_reader *reader, const char *text)
{
    const char *end = reader->end;
    reader->at = text;
    for (;;) {
        emvqr_reader ahead;
        if (!emvqr_reader_next(reader)) {
            if (reader->end == end) {
                return false;
            }
            reader->end = end;
            continue;
        }
        ahead = *reader;
        if (verify_find(&ahead, ahead.id)) {
            return true;
        }
        if (reader->end == end && (reader->id - 26u <= 51u - 26u || reader->id - 62u <= 64u - 62u)) {
            ahead.at = reader->value;
            ahead.end = reader->at;
            verify_find(&ahead, EMVQR__ID_UNKNOWN);
            if (ahead.code == EMVQR_CODE_NONE) {
                reader->at = reader->value;
                reader->end = ahead.end;
            }
        }
    }
}

emvqr_code emvqr_verify(const char *text, size_t len, emvqr_reader *reader)
{
    unsigned fits = 0, unit = EMVQR_CHARACTERS, each = EMVQR_CHARACTERS;
    size_t less, before = len;
    reader->at = text;
    if (len > EMVQR_PAYLOAD_MAX) {
        return EMVQR_CODE_TOO_LONG;
    }
    reader->end = len == 0 ? text : text + len; /* NULL and 0 are no sum in C */
    do {
        reader->at = text;
        reader->unit = (uint8_t)each;
        less = emvqr__skip(reader, len);
        if (reader->at != reader->end) {
            return EMVQR_CODE_INVALID_UTF8;
        }
        if (less != before) {
            before = less;
            reader->at = text;
            if (verify_find(reader, EMVQR__ID_CRC) && reader->length - 1u < 4u && fits++ == 0) {
                unit = each;
            }
        }
        each++;
    } while (less != 0);
    reader->at = text;
    reader->unit = (uint8_t)unit;
    verify_find(reader, EMVQR__ID_CRC);
    if (reader->code != EMVQR_CODE_NONE) {
        return (emvqr_code)reader->code;
    }
    if (reader->id != EMVQR__ID_CRC) {
        return EMVQR_CODE_CRC_MISSING;
    }
    if (reader->at != reader->end) {
        return EMVQR_CODE_TRAILING_DATA;
    }
    if (fits > 1u) {
        return EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT;
    }
    if (reader->value + 4 != reader->end || !verify_digits(reader->value, emvqr_crc16(text, len - 4u))) {
        return EMVQR_CODE_CRC_MISMATCH;
    }
    if (verify_twice(reader, text)) {
        return EMVQR_CODE_DUPLICATE_OBJECT;
    }
    reader->at = text;
    return EMVQR_CODE_NONE;
}
