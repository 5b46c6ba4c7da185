/* SPDX-License-Identifier: MIT */
/* The verdict: what a device must know before it trusts a payload, without a tree. Written for few bytes of code and
 * of stack: the caller's cursor is all the memory, each unit is simply tried, and what stands twice is looked for
 * by going on from each object. */
#include "internal.h"

/* Whether an object stands twice in its level: the root and its templates. The payload must tile up to the reader's
 * end. A template is entered only when it tiles; behind its last object, and behind a value that does not tile, the
 * reader is at the end of a level and at the next object of the root. */
static inline bool verify_twice(emvqr_reader *reader, const char *text)
{
    const char *end = reader->end;
    reader->at = text;
    for (;;) {
        const char *value, *after;
        unsigned id;
        if (!emvqr_reader_next(reader)) {
            if (reader->end == end) {
                return false;
            }
            reader->end = end;
            continue;
        }
        value = reader->value;
        after = reader->at;
        id = reader->id;
        if (emvqr__seek(reader, id)) {
            return true;
        }
        reader->at = after;
        if (reader->end == end && (id - 26u <= 51u - 26u || id - 62u <= 64u - 62u)) {
            reader->end = after;
            reader->at = value;
            emvqr__seek(reader, EMVQR__ID_UNKNOWN);
            reader->at = reader->code == EMVQR_CODE_NONE ? value : after;
        }
    }
}

/* Walks the root in the one unit in which it reaches an object 63 of 1 to 4, which must end it; in characters when there
 * is none. Units that count the whole text alike are one; bytes, the last, fall short of bytes by nothing. */
static inline unsigned verify_root(emvqr_reader *reader, const char *text, size_t len)
{
    size_t less, before = len;
    uint8_t unit = EMVQR_CHARACTERS;
    bool fits = false;
    reader->unit = EMVQR_CHARACTERS;
    do {
        reader->at = text;
        less = emvqr__skip(reader, len);
        if (reader->at != reader->end) {
            return EMVQR_CODE_INVALID_UTF8;
        }
        if (less != before) {
            before = less;
            reader->at = text;
            if (emvqr__seek(reader, EMVQR__ID_CRC) && reader->length - 1u < 4u) {
                if (fits) {
                    return EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT;
                }
                if (reader->at != reader->end) {
                    return EMVQR_CODE_TRAILING_DATA;
                }
                fits = true;
                unit = reader->unit;
            }
        }
        reader->unit++;
    } while (less != 0);
    reader->at = text;
    reader->unit = unit;
    emvqr__seek(reader, EMVQR__ID_CRC);
    return reader->code;
}

emvqr_code emvqr_verify(const char *text, size_t len, emvqr_reader *reader)
{
    unsigned code;
    reader->at = text;
    if (len > EMVQR_PAYLOAD_MAX) {
        return EMVQR_CODE_TOO_LONG;
    }
    reader->end = len == 0 ? text : text + len; /* NULL and 0 are no sum in C */
    code = verify_root(reader, text, len);
    if (code != EMVQR_CODE_NONE) {
        return (emvqr_code)code;
    }
    if (reader->id != EMVQR__ID_CRC) {
        return EMVQR_CODE_CRC_MISSING;
    }
    if (reader->length != 4u || emvqr__crc_says(reader->value, emvqr_crc16(text, len - 4u)) == 0) {
        return EMVQR_CODE_CRC_MISMATCH;
    }
    if (verify_twice(reader, text)) {
        return EMVQR_CODE_DUPLICATE_OBJECT;
    }
    reader->at = text;
    return EMVQR_CODE_NONE;
}
