/* SPDX-License-Identifier: MIT */
/* What the core's files share and nobody else sees. */
#ifndef EMVQR_INTERNAL_H
#define EMVQR_INTERNAL_H

#include <emvqr/core.h>

/* For the few functions of the inner loops that gcc would leave as calls. */
#if defined(__GNUC__) && EMVQR_CFG_FAST
#define EMVQR__INLINE inline __attribute__((always_inline))
#define EMVQR__NOINLINE __attribute__((noinline))
#else
#define EMVQR__INLINE inline
#define EMVQR__NOINLINE
#endif

/* A length unit of our own: bytes that are taken as they come. All units are this one in ASCII, and it is what is left
 * when the text is not UTF-8. */
enum { EMVQR__RAW = 3 };

enum { EMVQR__ID_CRC = 63, EMVQR__ID_UNKNOWN = 255, EMVQR__IN_ROOT = 100 };

/* What can be said of a text before its objects are read. */
typedef struct emvqr__survey {
    size_t start, end;  /* the payload without the blanks around it */
    size_t wide, wide_end; /* from the first to behind the last byte that is not ASCII; 0, 0: units agree everywhere */
    uint16_t crc;       /* over all but the last four bytes: the CRC of a payload that ends as it should */
    uint8_t walk;       /* the unit to walk in: EMVQR__RAW when the text is ASCII or no UTF-8 */
    uint8_t unit;       /* the unit to report */
    uint8_t code;       /* AMBIGUOUS_LENGTH_UNIT, INVALID_UTF8, LENGTH_UNIT or none */
} emvqr__survey;

/* Trims; false when nothing is left or it is longer than EMVQR_PAYLOAD_MAX (start and end are set all the same). */
bool emvqr__trim(const char *text, size_t len, emvqr__survey *survey);
/* Decides the unit of a trimmed text and computes the CRC on the way. */
void emvqr__survey_units(const char *text, emvqr__survey *survey);

/* The CRC, and in *seen the OR of all bytes (bit 7 tells text that is not ASCII). */
uint16_t emvqr__crc16(const char *text, size_t len, uint8_t *seen);
/* The CRC that belongs into the last object, whose value begins at `value`. */
static inline uint16_t emvqr__crc_before(const char *text, const emvqr__survey *survey, size_t value)
{
    return value + 4u == survey->end ? survey->crc : emvqr_crc16(text + survey->start, value - survey->start);
}
/* Whether `value` is four hexadecimal digits that say `crc`; *lower when one of them is lower case. */
bool emvqr__crc_says(const char *value, size_t len, uint16_t crc, bool *lower);

/* ID and length at once; false when the four bytes at `text` are not digits. A byte is a digit when it is 30h to 39h:
 * 0 to 9 after the xor, and then 6 more does not reach the upper half. Each byte times ten plus the byte behind it is at
 * most 99, so no sum reaches into its neighbour. */
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

/* The CRC's four digits as text, the first in the highest byte. */
static EMVQR__INLINE uint32_t emvqr__crc_digits(uint16_t crc)
{
    uint32_t x = crc;
    x = (x << 8 & 0x00FF0000u) | (x & 0x000000FFu);
    x = (x << 4 & 0x0F000F00u) | (x & 0x000F000Fu);
    return x + 0x30303030u + (((x + 0x06060606u) >> 4) & 0x01010101u) * 7u;
}

/* How a value may be a template by its place alone: not at all, when its inside tiles, or when it also holds a GUID. */
enum { EMVQR__NEVER, EMVQR__WHEN_IT_TILES, EMVQR__WITH_GUID };

/* 26 to 51, 62 and 64 of the root when their inside tiles; 80 to 99 of the root and 50 to 99 of 62 when it also holds a
 * GUID, since opaque values are met there too (decisions by place: EMVCo MPM tables 3.6, 4.3 and 4.5). 02 to 25 never. */
static EMVQR__INLINE unsigned emvqr__opens(unsigned within, unsigned id)
{
    if (within == EMVQR__IN_ROOT) {
        if (id - 26u <= 51u - 26u || id == 62u || id == 64u) {
            return EMVQR__WHEN_IT_TILES;
        }
        return id >= 80u ? EMVQR__WITH_GUID : EMVQR__NEVER;
    }
    return within == 62u && id >= 50u ? EMVQR__WITH_GUID : EMVQR__NEVER;
}

/* IDs met at one level. */
typedef struct emvqr__seen {
    uint32_t words[4];
} emvqr__seen;

/* Notes an ID; true when it was noted before. */
static EMVQR__INLINE bool emvqr__seen_twice(emvqr__seen *seen, unsigned id)
{
    uint32_t bit = (uint32_t)1u << (id & 31u);
    uint32_t *word = &seen->words[id >> 5];
    bool twice = (*word & bit) != 0;
    *word |= bit;
    return twice;
}

static inline bool emvqr__seen_has(const emvqr__seen *seen, unsigned id)
{
    return (seen->words[id >> 5] >> (id & 31u) & 1u) != 0;
}

/* Raises a finding. weight 0: the code's own severity, else EMVQR_WEIGHT(strict, field). */
void emvqr__raise(emvqr_findings *findings, emvqr_code code, unsigned weight, emvqr_path path, size_t offset);
/* The same, from a row of a network's table. */
void emvqr__raise_row(emvqr_findings *findings, const emvqr_finding *finding, unsigned weight);

/* Bytes of one UTF-8 sequence at `at`, 0 when it is not valid; *point is its code point. `at` must be before `end`. */
unsigned emvqr__utf8(const char *at, const char *end, uint32_t *point);

/* Finds the networks of the accounts, and opens and closes values as their tables say (accounts.c). */
emvqr_status emvqr__resolve(emvqr_doc *doc, emvqr_findings *findings);

/* A node's place in its template, for loops: the next sibling. */
static inline const emvqr_node *emvqr__next(const emvqr_node *node)
{
    return node + 1u + node->inside;
}

static inline const emvqr_node *emvqr__children_end(const emvqr_doc *doc, const emvqr_node *parent)
{
    return parent == NULL ? doc->nodes + doc->count : parent + 1u + parent->inside;
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
