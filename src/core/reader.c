/* SPDX-License-Identifier: MIT */
/* The cursor over data objects: two digits of ID, two digits of length, the value. */
#include "internal.h"

#if EMVQR_CFG_FAST
/* Steps over characters eight bytes at a time; true when all of them were stepped over. */
static EMVQR__INLINE bool reader_skip_words(const char **from, const char *end, unsigned *left)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const char *at = *from;
    unsigned count = *left, taken = 8;
    while (end - at >= 8 && taken == 8u) {
        uint64_t word = emvqr__eight(at), sums;
        /* A character begins at every byte but 80h to BFh. In each byte of sums: how many have begun up to there; the
         * bytes where these are not more than are wanted can be taken. */
        sums = (~(word >> 7 & ~word >> 6) & ones) * ones;
        taken = (unsigned)((((count | 0x80u) * ones - sums) >> 7 & ones) * ones >> 56);
        at += taken;
        count -= (unsigned)(sums >> 56);
    }
    *from = at;
    *left = count;
    return taken != 8u;
}
#endif

static EMVQR__INLINE const char *reader_skip(const char *at, const char *end, unsigned count, unsigned unit)
{
#if EMVQR_CFG_FAST
    if (unit == EMVQR_BYTES) {
        return count > (size_t)(end - at) ? NULL : at + count;
    }
    if (unit == EMVQR_CHARACTERS && reader_skip_words(&at, end, &count)) {
        return at;
    }
#endif
    for (; at != end; at++) {
        unsigned c = (unsigned char)*at;
        /* A continuation counts in bytes alone; from F0h on UTF-16 needs two units. */
        unsigned cost = c >> 6 == 2u ? unit >> 1 : 1u + ((c + 0x10u) >> 8 & unit);
        if (cost > count) {
            break;
        }
        count -= cost;
    }
    return count == 0 ? at : NULL;
}

const char *emvqr__skip(const char *at, const char *end, unsigned count, unsigned unit)
{
    return reader_skip(at, end, count, unit);
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
    const char *at = reader->at;
    unsigned i, value = 0;
    reader->id = EMVQR__ID_UNKNOWN;
    reader->code = EMVQR_CODE_NONE;
    for (i = 0; i < 4u; i++) {
        unsigned digit;
        if (at == reader->end) {
            return false;
        }
        digit = (unsigned)(unsigned char)*at++ - '0';
        if (digit > 9u) {
            reader->code = (uint8_t)(EMVQR_CODE_BAD_ID + (i >> 1)); /* or BAD_LENGTH, the next code */
            return false;
        }
        value = value * 10u + digit;
        if (i == 1u) {
            reader->id = (uint8_t)value;
            value = 0;
        }
        reader->code = EMVQR_CODE_TRUNCATED;
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
        reader->code = EMVQR_CODE_TRUNCATED;
    } else
#endif
    if (!reader_slow(reader, &count)) {
        return false;
    }
    after = reader_skip(reader->at + 4, reader->end, count, reader->unit);
    if (after == NULL) {
        return false;
    }
    reader->code = EMVQR_CODE_NONE;
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
