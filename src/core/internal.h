/* SPDX-License-Identifier: MIT */
/* What the core's files share and nobody else sees. */
#ifndef EMVQR_INTERNAL_H
#define EMVQR_INTERNAL_H

#include <emvqr/core.h>

/* For the few functions of the inner loops that gcc would leave as calls, where instructions count more than bytes; and
 * for those that it should leave as calls, for the sake of the loops' registers and of the stack. */
#if EMVQR_CFG_FAST && defined(__GNUC__)
#define EMVQR__INLINE inline __attribute__((always_inline))
#else
#define EMVQR__INLINE inline
#endif
#if defined(__GNUC__)
#define EMVQR__NOINLINE __attribute__((noinline))
#else
#define EMVQR__NOINLINE
#endif
/* For what is only a few instructions in fast builds, and worth a call in small ones. */
#if EMVQR_CFG_FAST
#define EMVQR__SHORT EMVQR__INLINE
#else
#define EMVQR__SHORT EMVQR__NOINLINE
#endif

/* Where IDs do not ascend (emvqr_doc.unordered). */
enum { EMVQR__ROOT = 1, EMVQR__BELOW = 2 };

enum { EMVQR__ID_CRC = 63, EMVQR__ID_UNKNOWN = 255 };

/* Whether four characters are the hexadecimal digits of `crc`: EMVQR__CRC_SAID, and EMVQR__CRC_LOWER (the bit by which
 * letters' cases differ) when one of them is in lower case; or 0. */
enum { EMVQR__CRC_SAID = 1, EMVQR__CRC_LOWER = 0x20 };
static inline unsigned emvqr__crc_says(const char *digits, uint16_t crc)
{
    uint32_t number = (uint32_t)crc << 16;
    unsigned says = EMVQR__CRC_SAID, i = 4;
    do {
        unsigned digit = (unsigned)(number >> 28), c = (unsigned char)*digits++;
        if (digit > 9u) {
            digit += 'A' - '0' - 10u;
            says |= c & EMVQR__CRC_LOWER;
            c &= ~(unsigned)EMVQR__CRC_LOWER;
        }
        if (c != digit + '0') {
            return 0;
        }
        number <<= 4;
    } while (--i != 0);
    return says;
}

/* Where a text is not ASCII, and its first character that is two units of UTF-16. */
typedef struct emvqr__wide {
    const char *from, *until, *astral;
} emvqr__wide;

/* Looks for it; what there is none of stands at the end. False when it is not UTF-8. */
bool emvqr__survey(const char *text, const char *end, emvqr__wide *wide);

/* Decides what the lengths count by walks of the root from `at`, an object of it before which all is ASCII.
 * AMBIGUOUS_LENGTH_UNIT, LENGTH_UNIT or none. */
emvqr_code emvqr__choose_unit(const char *at, const char *end, const emvqr__wide *wide, uint8_t *unit);

/* Steps to the next object with an ID; false when there is none. */
bool emvqr__seek(emvqr_reader *reader, unsigned id);

/* Moves the cursor over `count` units of text and answers how many are left over: none, unless the level's end or a
 * character that would be cut comes first or, where bytes are not counted, what is not UTF-8. It stays before these. */
size_t emvqr__skip(emvqr_reader *reader, size_t count);

#if EMVQR_CFG_FAST
/* Four bytes, the first in the lowest. */
static EMVQR__INLINE uint32_t emvqr__four(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

/* Eight bytes, the first in the lowest byte; and the bits by which bytes are told from ASCII. */
#define EMVQR__WIDE_BITS UINT64_C(0x8080808080808080)
static EMVQR__INLINE uint64_t emvqr__eight(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    return (uint64_t)at[7] << 56 | (uint64_t)at[6] << 48 | (uint64_t)at[5] << 40 | (uint64_t)at[4] << 32 |
           (uint64_t)at[3] << 24 | (uint64_t)at[2] << 16 | (uint64_t)at[1] << 8 | (uint64_t)at[0];
}
#endif

/* The first byte from `at` on that is not ASCII, or `end`. */
static inline const char *emvqr__skip_ascii(const char *at, const char *end)
{
#if EMVQR_CFG_FAST
    while (end - at >= 8 && (emvqr__eight(at) & EMVQR__WIDE_BITS) == 0) {
        at += 8;
    }
#endif
    while (at != end && (unsigned char)*at < 0x80u) {
        at++;
    }
    return at;
}

static EMVQR__INLINE bool emvqr__continues(char c)
{
    return ((unsigned char)c & 0xC0u) == 0x80u;
}

/* ID and length at once; false when the four bytes at `text` are not digits. A byte is a digit when it is 30h to
 * 39h: 0 to 9 after the xor, and then 6 more does not reach the upper half. Each byte times ten plus the byte behind
 * it is at most 99, so no sum reaches into its neighbour. */
static EMVQR__INLINE bool emvqr__header(const char *text, unsigned *id, unsigned *length)
{
    const unsigned char *at = (const unsigned char *)text;
    uint32_t digits = ((uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0]) ^ 0x30303030u;
    if (((digits + 0x06060606u) | digits) & 0xF0F0F0F0u) {
        return false;
    }
    digits = digits * 10u + (digits >> 8);
    *id = digits & 0xFFu;
    *length = digits >> 16 & 0xFFu;
    return true;
}

/* Behind one sequence at `at`, which must be before `end`; NULL when it is not valid. */
static EMVQR__INLINE const char *emvqr__sequence(const char *at, const char *end, uint32_t *point)
{
    uint32_t c = (unsigned char)*at++, bit = 0x40;
    if (c >= 0x80u) {
        if (c - 0xC2u > 0xF4u - 0xC2u) {
            return NULL;
        }
        /* Each set bit below the first announces one more byte. Six bits come in, and the next such bit moves up
         * five. */
        do {
            uint32_t more;
            if (at == end || (more = (uint32_t)(unsigned char)*at++ ^ 0x80u) > 0x3Fu) {
                return NULL;
            }
            c = c << 6 | more;
            bit <<= 5;
        } while ((c & bit) != 0);
        c &= bit - 1u;
        if (c < bit >> 5 || c > 0x10FFFFu || c >> 11 == 0x1Bu) { /* overlong, beyond Unicode, a surrogate */
            return NULL;
        }
    }
    *point = c;
    return at;
}

/* The CRC's four digits as text, the first in the highest byte. */
static EMVQR__INLINE uint32_t emvqr__crc_digits(uint16_t crc)
{
    uint32_t x = crc;
    x = (x << 8 & 0x00FF0000u) | (x & 0x000000FFu);
    x = (x << 4 & 0x0F000F00u) | (x & 0x000F000Fu);
    return x + 0x30303030u + (((x + 0x06060606u) >> 4) & 0x01010101u) * 7u;
}

/* IDs met at one level. */
typedef struct emvqr__seen {
    uint32_t words[4];
} emvqr__seen;

/* Notes an ID; true when it was noted before. */
bool emvqr__seen_twice(emvqr__seen *seen, unsigned id);

static inline bool emvqr__seen_has(const emvqr__seen *seen, unsigned id)
{
    return (seen->words[id >> 5] >> (id & 31u) & 1u) != 0;
}

/* The severity of a code of that weight under a policy. */
unsigned emvqr__severity(unsigned code, unsigned weight, unsigned policy);

/* Raises a finding. weight 0: the code's own severity, else EMVQR_WEIGHT(strict, field). */
void emvqr__raise(emvqr_findings *findings, emvqr_code code, unsigned weight, emvqr_path path, size_t offset);
/* The same, from a row of a network's table. */
void emvqr__raise_row(emvqr_findings *findings, const emvqr_finding *finding, unsigned weight);

/* Remembers the first fault of structure that is an error under both policies. */
void emvqr__note_fault(emvqr_doc *doc, emvqr_code code);

/* Whether all bytes are from 20h to 7Eh: each is a character, valid, of EMV's common ones and no control. */
bool emvqr__is_plain(const char *text, size_t len);

/* Bytes of one UTF-8 sequence at `at`, 0 when it is not valid; *point is its code point. `at` must be before `end`. */
unsigned emvqr__utf8(const char *at, const char *end, uint32_t *point);

/* Finds the networks of the accounts, and opens and closes values as their tables say (accounts.c); where IDs of one
 * that was opened do not ascend, doc->unordered says so. */
emvqr_status emvqr__resolve(emvqr_doc *doc, emvqr_findings *findings);

/* emvqr_node_value, which is less than its call. */
static inline emvqr_span emvqr__value(const emvqr_doc *doc, const emvqr_node *node)
{
    emvqr_span value;
    value.ptr = doc->text + node->offset + 4;
    value.len = node->length;
    return value;
}

static inline bool emvqr__is_template(const emvqr_node *node)
{
    return (node->shape & EMVQR_TEMPLATE_SHAPE) != 0;
}

/* A node's place in its template, for loops: the next sibling. */
static inline const emvqr_node *emvqr__next(const emvqr_node *node)
{
    return node + 1u + node->inside;
}

static inline const emvqr_node *emvqr__children_end(const emvqr_doc *doc, const emvqr_node *parent)
{
    return parent != NULL ? parent + 1u + parent->inside : doc->count == 0 ? doc->nodes : doc->nodes + doc->count;
}

static inline const emvqr_node *emvqr__children(const emvqr_doc *doc, const emvqr_node *parent)
{
    return parent == NULL ? doc->nodes : parent + 1;
}

static inline unsigned emvqr__node_form(const emvqr_node *node)
{
    return (unsigned)node->shape >> 2 & 3u;
}

#endif
