/* SPDX-License-Identifier: MIT */
/* The verdict: what a device must know before it trusts a payload, without a tree. Written for few bytes of code and
 * of stack: one way through the levels with two cursors, and each unit is simply tried. */
#include "internal.h"

/* What the steps of the verdict share. Only the fields are set that a step reads: a cursor's `id` and `code` come
 * with the first step. */
typedef struct verify {
    emvqr_reader reader, other;
    const char *text, *where;        /* the payload; where the code applies */
    const char *inside, *inside_end; /* of a template 62 whose own templates are still to be read; or NULL */
} verify;

/* Steps to the first object with an ID. */
static EMVQR__NOINLINE bool verify_find(emvqr_reader *reader, unsigned id)
{
    while (emvqr_reader_next(reader)) {
        if (reader->id == id) {
            return true;
        }
    }
    return false;
}

/* Whether the reader's object has the ID of one before it in its level. No list of IDs is kept: they are looked
 * through again, at most a hundred times in a level, for then one stands twice. */
static inline bool verify_again(verify *v, const char *level)
{
    v->other.at = level;
    v->other.end = v->reader.value - 4;
    return verify_find(&v->other, v->reader.id);
}

/* Whether the reader's object is a template: its inside tiles, and holds a GUID where its place asks for one. */
static inline bool verify_opens(verify *v, unsigned within)
{
    unsigned how = emvqr__opens(within, v->reader.id);
    v->other.at = v->reader.value;
    v->other.end = v->reader.at;
    if (how == EMVQR__NEVER || (how == EMVQR__WITH_GUID && (!verify_find(&v->other, 0) ||
                                                            (size_t)(v->other.at - v->other.value) - 1u >= 32u))) {
        return false;
    }
    verify_find(&v->other, EMVQR__ID_UNKNOWN);
    return v->other.code == EMVQR_CODE_NONE;
}

/* Whether an object stands twice in its level: first the root and its templates, then 62 and its. The payload must
 * tile up to reader.end. A template is entered only when it tiles, so behind its last object the reader is at its
 * next sibling. */
static inline bool verify_twice(verify *v)
{
    const char *outer = v->text, *level = outer, *back = NULL;
    unsigned within = EMVQR__IN_ROOT;
    v->inside = NULL;
    v->reader.at = outer;
    for (;;) {
        if (v->reader.at == back) {
            level = outer;
        }
        if (!emvqr_reader_next(&v->reader)) {
            outer = level = v->inside;
            if (outer == NULL) {
                return false;
            }
            v->inside = NULL;
            v->reader.at = outer;
            v->reader.end = v->inside_end;
            within = 62;
            continue;
        }
        if (verify_again(v, level)) {
            v->where = v->other.end;
            return true;
        }
        if (level == outer && verify_opens(v, within)) {
            back = v->reader.at;
            v->reader.at = level = v->reader.value;
            if (v->reader.id == 62u && within == EMVQR__IN_ROOT) {
                v->inside = level;
                v->inside_end = back;
            }
        }
    }
}

/* Whether four characters are the hexadecimal digits of a number, in either case. */
static EMVQR__NOINLINE bool verify_digits(const char *text, unsigned number)
{
    const char *end = text + 4;
    do {
        unsigned digit = number >> 12 & 15u, c = (unsigned char)*text++;
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

/* Walks the root in a unit. 1 when it fits: the walk reaches an object 63 of 1 to 4 and that cuts no character. */
static EMVQR__NOINLINE unsigned verify_fits(verify *v, unsigned unit)
{
    v->reader.at = v->text;
    v->reader.unit = v->other.unit = (uint8_t)unit;
    return verify_find(&v->reader, EMVQR__ID_CRC) && v->reader.value[-2] == '0' &&
           (unsigned)(unsigned char)v->reader.value[-1] - '1' < 4u &&
           (v->reader.at == v->reader.end || !emvqr__continues(*v->reader.at));
}

/* Leaves the reader at object 63, or where the root ends otherwise, in the unit that the lengths count: characters
 * before UTF-16 before bytes. Returns how many of the units fit that count this text differently: below F0h UTF-16
 * counts as characters do, below 80h all are one, and what is not UTF-8 has only bytes. */
static inline unsigned verify_units(verify *v, unsigned largest)
{
    unsigned fits = 0, unit = largest > 255u ? EMVQR_BYTES : EMVQR_CHARACTERS;
    unsigned each = largest < 0x80u ? EMVQR_CHARACTERS : EMVQR_BYTES, last = unit;
    for (;;) {
        if (verify_fits(v, each)) {
            fits++;
            unit = each;
        }
        if (each == last) {
            break;
        }
        each -= largest < 0xF0u ? 2u : 1u;
    }
    verify_fits(v, unit);
    return fits;
}

/* Whether the reader's object is the CRC, and right. */
static inline bool verify_crc(const verify *v, emvqr_verdict *verdict)
{
    verdict->crc = emvqr_crc16(v->text, (size_t)(v->reader.value - v->text));
    return v->reader.at - v->reader.value == 4 && verify_digits(v->reader.value, verdict->crc);
}

/* The code, and v->where, of a payload whose root reached object 63. That more than one unit fits says that their
 * trees differ when the text ends there: then all its characters lie before it. */
static inline unsigned verify_whole(verify *v, unsigned fits, bool right)
{
    if (v->where != v->reader.end) {
        return EMVQR_CODE_TRAILING_DATA;
    }
    v->where = v->text;
    if (fits > 1u) {
        return EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT;
    }
    if (!right) {
        v->where = v->reader.value - 4;
        return EMVQR_CODE_CRC_MISMATCH;
    }
    return verify_twice(v) ? EMVQR_CODE_DUPLICATE_OBJECT : EMVQR_CODE_NONE;
}

static inline unsigned verify_judge(verify *v, emvqr_verdict *verdict)
{
    unsigned largest = emvqr__largest(v->text, v->reader.end), fits = verify_units(v, largest), code = v->reader.code;
    bool right = false;
    if (code == EMVQR_CODE_NONE && v->reader.id != EMVQR__ID_CRC) {
        code = EMVQR_CODE_CRC_MISSING;
    }
    if (code == EMVQR_CODE_NONE) {
        right = verify_crc(v, verdict);
    }
    if (!right && !verify_digits(v->text, 0x0002)) { /* "0002" */
        return EMVQR_CODE_NOT_EMV;
    }
    if (largest > 255u) {
        return EMVQR_CODE_INVALID_UTF8;
    }
    v->where = v->reader.at;
    return code != EMVQR_CODE_NONE ? code : verify_whole(v, fits, right);
}

emvqr_code emvqr_verify(const char *text, size_t len, emvqr_verdict *verdict)
{
    verify v;
    unsigned code = EMVQR_CODE_TOO_LONG;
    v.text = v.where = text;
    v.reader.end = len == 0 ? text : text + len;
    v.reader.unit = EMVQR_CHARACTERS;
    verdict->crc = 0;
    if (len < 4u) {
        code = EMVQR_CODE_NOT_EMV;
    } else if (len <= EMVQR_PAYLOAD_MAX) {
        code = verify_judge(&v, verdict);
    }
    verdict->offset = (uint16_t)(v.where - text);
    verdict->unit = v.reader.unit;
    verdict->code = (uint8_t)code;
    return (emvqr_code)code;
}
