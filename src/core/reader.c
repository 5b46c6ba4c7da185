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
        if ((word & EMVQR__WIDE_BITS) == 0) { /* most are ASCII */
            taken = count < 8u ? count : 8u;
            at += taken;
            count -= taken;
            continue;
        }
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

/* Behind `count` units, or NULL. What is not UTF-8 is not noticed. */
static EMVQR__INLINE const char *reader_skip(const char *at, const char *end, unsigned count, unsigned unit)
{
    if (unit == EMVQR_BYTES) {
        return count > (size_t)(end - at) ? NULL : at + count;
    }
    if (unit == EMVQR_CHARACTERS && reader_skip_words(&at, end, &count)) {
        return at;
    }
    for (; at != end; at++) {
        unsigned c = (unsigned char)*at;
        /* A continuation counts nothing; from F0h on UTF-16 needs two units. */
        unsigned cost = c >> 6 == 2u ? 0 : 1u + ((c + 0x10u) >> 8 & unit);
        if (cost > count) {
            break;
        }
        count -= cost;
    }
    return count == 0 ? at : NULL;
}

/* The usual object, all of whose header is digits. False when it is another; *stepped is what next answers. */
static EMVQR__INLINE bool reader_fast(emvqr_reader *reader, bool *stepped)
{
    const char *value = reader->at, *after;
    unsigned id, count;
    if (reader->end - value < 4 || !emvqr__header(value, &id, &count)) {
        return false;
    }
    value += 4;
    after = reader_skip(value, reader->end, count, reader->unit);
    reader->id = (uint8_t)id;
    reader->length = (uint8_t)count;
    reader->code = after == NULL ? EMVQR_CODE_TRUNCATED : EMVQR_CODE_NONE;
    if (after != NULL) {
        reader->value = value;
        reader->at = after;
    }
    *stepped = after != NULL;
    return true;
}

#endif

/* Behind a sequence of several bytes at `at`, or NULL when it is not UTF-8. */
static EMVQR__INLINE const char *reader_sequence(const char *at, const char *end)
{
    const char *start = at++;
    unsigned c = (unsigned char)*start, both;
    do { /* each set bit below the first announces a continuation */
        if (at == end || (unsigned char)*at >> 6 != 2u) {
            return NULL;
        }
        at++;
        c <<= 1;
    } while ((c & 0x40u) != 0);
    /* Two bytes as one number, in sixteenths of the second's range: C2 80 is 0, F4 8F is C8h. Between these are not
     * UTF-8: F0 8x, E0 8x and 9x (overlong), ED Ax and Bx (surrogates). */
    both = ((unsigned char)start[0] - 0xC4u) * 4u + ((unsigned)(unsigned char)start[1] >> 4);
    return both > 0xC8u || both == 0xB8u || both >> 1 == 0x3Cu || both >> 1 == 0x57u ? NULL : at;
}

size_t emvqr__skip(emvqr_reader *reader, size_t count)
{
    const char *at = reader->at;
#if EMVQR_CFG_FAST
    for (; count >= 8u && reader->end - at >= 8 && (emvqr__eight(at) & EMVQR__WIDE_BITS) == 0; count -= 8u) {
        at += 8;
    }
#endif
    for (; (reader->at = at) != reader->end;) {
        unsigned c = (unsigned char)*at, cost = 1u + ((c + 0x10u) >> 8 & reader->unit); /* UTF-16: two from F0h on */
        if (cost > count) {
            break;
        }
        if (c < 0x80u || reader->unit == EMVQR_BYTES) {
            at++;
        } else if ((at = reader_sequence(at, reader->end)) == NULL) {
            break;
        }
        count -= cost;
    }
    return count;
}

EMVQR__NOINLINE void emvqr_reader_init(emvqr_reader *reader, const char *text, size_t len, emvqr_unit unit)
{
    reader->at = text;
    reader->end = len == 0 ? text : text + len;
    reader->value = text;
    reader->id = EMVQR__ID_UNKNOWN;
    reader->unit = (uint8_t)unit;
    reader->length = 0;
    reader->code = EMVQR_CODE_NONE;
}

bool emvqr_reader_next(emvqr_reader *reader)
{
    const char *start = reader->at, *at = start;
    unsigned number = 0, code = EMVQR_CODE_NONE;
#if EMVQR_CFG_FAST
    bool stepped;
    if (reader_fast(reader, &stepped)) {
        return stepped;
    }
#endif
    reader->id = EMVQR__ID_UNKNOWN;
    do { /* digit by digit */
        unsigned digit;
        if (at == reader->end) {
            goto stop;
        }
        digit = (unsigned)(unsigned char)*at - '0';
        if (digit > 9u) {
            code = EMVQR_CODE_BAD_ID + ((unsigned)(at - start) >> 1); /* or BAD_LENGTH, the next code */
            goto stop;
        }
        code = EMVQR_CODE_TRUNCATED;
        number = number * 10u + digit;
        if (++at == start + 2) {
            reader->id = (uint8_t)number;
            number = 0;
        }
    } while (at != start + 4);
    reader->length = (uint8_t)number;
    reader->at = at;
    if (emvqr__skip(reader, number) == 0) {
        reader->value = at;
        reader->code = EMVQR_CODE_NONE;
        return true;
    }
    reader->at = start;
stop:
    reader->code = (uint8_t)code;
    return false;
}

EMVQR__NOINLINE bool emvqr__seek(emvqr_reader *reader, unsigned id)
{
    while (emvqr_reader_next(reader)) {
        if (reader->id == id) {
            return true;
        }
    }
    return false;
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
    child->length = 0;
    child->code = EMVQR_CODE_NONE;
}
