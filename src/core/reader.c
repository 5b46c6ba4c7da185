/* SPDX-License-Identifier: MIT */
/* The cursor over data objects: two digits of ID, two digits of length, the value. */
#include "internal.h"

/* The end of `count` units of text, or NULL when `end` comes first or a character would be cut. */
static const char *reader_skip(const char *at, const char *end, unsigned count, unsigned unit)
{
    if (unit >= EMVQR_BYTES) {
        if (count > (size_t)(end - at)) {
            return NULL;
        }
        at += count;
        return unit == EMVQR_BYTES && at != end && ((unsigned char)*at & 0xC0u) == 0x80u ? NULL : at;
    }
    while (count != 0) {
        unsigned cost;
        if (at == end) {
            return NULL;
        }
        cost = unit == EMVQR_UTF16 && (unsigned char)*at >= 0xF0u ? 2u : 1u;
        if (cost > count) {
            return NULL;
        }
        count -= cost;
        do {
            at++;
        } while (at != end && ((unsigned char)*at & 0xC0u) == 0x80u);
    }
    return at;
}

void emvqr_reader_init(emvqr_reader *reader, const char *text, size_t len, emvqr_unit unit)
{
    reader->at = text;
    reader->end = len == 0 ? text : text + len;
    reader->value = text;
    reader->id = EMVQR__ID_UNKNOWN;
    reader->unit = (uint8_t)unit;
    reader->code = EMVQR_CODE_NONE;
}

/* Digit by digit: what the fast way leaves over, and all of it where code is to be small. */
static bool reader_slow(emvqr_reader *reader, unsigned *count)
{
    unsigned i, value = 0;
    reader->id = EMVQR__ID_UNKNOWN;
    reader->code = EMVQR_CODE_NONE;
    for (i = 0; i < 4u; i++) {
        unsigned digit;
        if (reader->at + i == reader->end) {
            if (i != 0) {
                reader->code = EMVQR_CODE_TRUNCATED;
            }
            return false;
        }
        digit = (unsigned)(unsigned char)reader->at[i] - '0';
        if (digit > 9u) {
            reader->code = i < 2u ? EMVQR_CODE_BAD_ID : EMVQR_CODE_BAD_LENGTH;
            return false;
        }
        value = value * 10u + digit;
        if (i == 1u) {
            reader->id = (uint8_t)value;
            value = 0;
        }
    }
    *count = value;
    return true;
}

bool emvqr_reader_next(emvqr_reader *reader)
{
    const char *after;
    unsigned count;
#if EMVQR_CFG_FAST
    unsigned id;
    if (reader->end - reader->at >= 4 && emvqr__header(reader->at, &id, &count)) {
        reader->id = (uint8_t)id;
    } else
#endif
    if (!reader_slow(reader, &count)) {
        return false;
    }
    after = reader_skip(reader->at + 4, reader->end, count, reader->unit);
    if (after == NULL) {
        reader->code = EMVQR_CODE_TRUNCATED;
        return false;
    }
    reader->value = reader->at + 4;
    reader->at = after;
    return true;
}

emvqr_span emvqr_reader_value(const emvqr_reader *reader)
{
    emvqr_span value;
    value.ptr = reader->value;
    value.len = (size_t)(reader->at - reader->value);
    return value;
}

void emvqr_reader_enter(emvqr_reader *child, const emvqr_reader *reader)
{
    child->at = reader->value;
    child->end = reader->at;
    child->value = reader->value;
    child->id = EMVQR__ID_UNKNOWN;
    child->unit = reader->unit;
    child->code = EMVQR_CODE_NONE;
}
