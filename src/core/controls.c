/* SPDX-License-Identifier: MIT */
/* Characters that a payer must not be shown: they move, hide or join others, so that a name looks like another one. */
#include "rules.h"

typedef struct control_range {
    uint32_t first, last;
} control_range;

/* Format characters of Unicode that change direction, have no width, or end a line; C0 and C1 apart. */
static const control_range control_ranges[] = {
    { 0x00AD, 0x00AD }, { 0x061C, 0x061C }, { 0x180E, 0x180E }, { 0x200B, 0x200F }, { 0x2028, 0x202E },
    { 0x2060, 0x206F }, { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB }, { 0xE0000, 0xE007F },
};

static bool control_is(uint32_t point)
{
    size_t i;
    if (point < 0x20u || (point >= 0x7Fu && point < 0xA0u)) {
        return true;
    }
    for (i = 0; i < sizeof control_ranges / sizeof control_ranges[0]; i++) {
        if (point >= control_ranges[i].first && point <= control_ranges[i].last) {
            return true;
        }
    }
    return false;
}

/* Thai and Lao, Burmese, Khmer: written without blanks, so that U+200B marks where a word ends. */
static bool control_is_spaceless(uint32_t point)
{
    return (point >= 0x0E00u && point <= 0x0EFFu) || (point >= 0x1000u && point <= 0x109Fu) ||
           (point >= 0x1780u && point <= 0x17FFu);
}

/* Scripts in which U+200C and U+200D choose a letter's form (Arabic, Syriac, the Indic ones, Burmese, Khmer,
 * Mongolian), and emoji, which U+200D joins. */
static bool control_is_joining(uint32_t point)
{
    return (point >= 0x0600u && point <= 0x08FFu) || (point >= 0x0900u && point <= 0x0DFFu) ||
           (point >= 0x1000u && point <= 0x109Fu) || (point >= 0x1780u && point <= 0x18AFu) || point == 0xFE0Fu ||
           (point >= 0x2600u && point <= 0x27BFu) || (point >= 0x1F000u && point <= 0x1FAFFu);
}

#if EMVQR_CFG_FAST
/* Of eight bytes, with what their upper bits tell: below 20h the difference borrows or has one, 7Fh and up the sum or the
 * difference. */
static EMVQR__INLINE uint64_t control_strange(const char *text)
{
    uint64_t word = emvqr__eight(text);
    return (word - UINT64_C(0x2020202020202020)) | (word + UINT64_C(0x0101010101010101));
}
#endif

bool emvqr__is_plain(const char *text, size_t len)
{
    const char *at = text, *end = text + len;
#if EMVQR_CFG_FAST
    if (len >= 8u) { /* the last eight may overlap those before */
        const char *last = end - 8;
        uint64_t strange = 0;
        for (; at < last; at += 8) {
            strange |= control_strange(at);
        }
        return ((strange | control_strange(last)) & EMVQR__WIDE_BITS) == 0;
    }
#endif
    while (at != end && (unsigned char)*at - 0x20u <= 0x7Eu - 0x20u) {
        at++;
    }
    return at == end;
}

unsigned emvqr__controls(const char *text, size_t len)
{
    const char *at = text, *end = text + len;
    uint32_t before = 0, point, after;
    unsigned worst = EMVQR__CONTROLS_NONE;
    while (at != end) {
        unsigned bytes = emvqr__utf8(at, end, &point);
        if (bytes == 0) {
            return EMVQR__CONTROLS_NOT_TEXT;
        }
        at += bytes;
        if (control_is(point)) {
            after = 0;
            if (at != end && emvqr__utf8(at, end, &after) == 0) {
                return EMVQR__CONTROLS_NOT_TEXT;
            }
            if (point == 0x200Bu && (control_is_spaceless(before) || control_is_spaceless(after))) {
                worst = worst == EMVQR__CONTROLS_NONE ? EMVQR__CONTROLS_SPACE : worst;
            } else if ((point != 0x200Cu && point != 0x200Du) || !control_is_joining(before)) {
                worst = EMVQR__CONTROLS_HIDING;
            }
        }
        before = point;
    }
    return worst;
}
