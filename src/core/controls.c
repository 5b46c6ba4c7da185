/* SPDX-License-Identifier: MIT */
/* Characters that a payer must not be shown: they move, hide or join others, so that a name looks like another one. */
#include "rules.h"

enum {
    CONTROL = 1,   /* changes direction, has no width, or ends a line: C0, C1 and Unicode's format characters */
    SPACELESS = 2, /* Thai and Lao, Burmese, Khmer: written without blanks, so that U+200B marks where a word ends */
    JOINING = 4    /* scripts in which U+200C and U+200D choose a letter's form (Arabic, Syriac, the Indic ones, Burmese,
                    * Khmer, Mongolian), and emoji, which U+200D joins */
};

/* In ascending order; what has no row has none of these. */
static const struct control_range {
    uint16_t first, last;
    uint8_t kinds;
} control_ranges[] = {
    { 0x0000, 0x001F, CONTROL },           { 0x007F, 0x009F, CONTROL },           { 0x00AD, 0x00AD, CONTROL },
    { 0x0600, 0x061B, JOINING },           { 0x061C, 0x061C, JOINING | CONTROL }, { 0x061D, 0x0DFF, JOINING },
    { 0x0E00, 0x0EFF, SPACELESS },         { 0x1000, 0x109F, SPACELESS | JOINING },
    { 0x1780, 0x17FF, SPACELESS | JOINING }, { 0x1800, 0x180D, JOINING },         { 0x180E, 0x180E, JOINING | CONTROL },
    { 0x180F, 0x18AF, JOINING },           { 0x200B, 0x200F, CONTROL },           { 0x2028, 0x202E, CONTROL },
    { 0x2060, 0x206F, CONTROL },           { 0x2600, 0x27BF, JOINING },           { 0xFE0F, 0xFE0F, JOINING },
    { 0xFEFF, 0xFEFF, CONTROL },           { 0xFFF9, 0xFFFB, CONTROL },
};

static unsigned control_kinds(uint32_t point)
{
    const struct control_range *at = control_ranges;
    const struct control_range *end = at + sizeof control_ranges / sizeof control_ranges[0];
    if (point > 0xFFFFu) {
        return point - 0x1F000u <= 0xAFFu ? JOINING : point - 0xE0000u <= 0x7Fu ? CONTROL : 0;
    }
    while (at != end && at->last < point) {
        at++;
    }
    return at != end && at->first <= point ? at->kinds : 0;
}

#if EMVQR_CFG_FAST && defined(__SSE2__)
#include <emmintrin.h>

/* Of sixteen bytes: as signed numbers the plain ones are above 1Fh and below 7Fh. */
static EMVQR__INLINE __m128i control_plain(const char *text)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)text);
    return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(0x1F)), _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x7F)));
}

static EMVQR__INLINE bool control_plain_blocks(const char *text, size_t len)
{
    const char *at = text, *last = text + len - 16; /* the last sixteen may overlap those before */
    __m128i plain = control_plain(last);
    for (; at < last; at += 16) {
        plain = _mm_and_si128(plain, control_plain(at));
    }
    return _mm_movemask_epi8(plain) == 0xFFFF;
}
enum { CONTROL_BLOCK = 16 };
#elif EMVQR_CFG_FAST
/* Of eight bytes, with what their upper bits tell: below 20h the difference borrows or has one, 7Fh and up the sum or the
 * difference. */
static EMVQR__INLINE uint64_t control_strange(const char *text)
{
    uint64_t word = emvqr__eight(text);
    return (word - UINT64_C(0x2020202020202020)) | (word + UINT64_C(0x0101010101010101));
}

static EMVQR__INLINE bool control_plain_blocks(const char *text, size_t len)
{
    const char *at = text, *last = text + len - 8; /* the last eight may overlap those before */
    uint64_t strange = control_strange(last);
    for (; at < last; at += 8) {
        strange |= control_strange(at);
    }
    return (strange & EMVQR__WIDE_BITS) == 0;
}
enum { CONTROL_BLOCK = 8 };
#endif

bool emvqr__is_plain(const char *text, size_t len)
{
    const char *at = text, *end = text + len;
#if EMVQR_CFG_FAST
    if (len >= CONTROL_BLOCK) {
        return control_plain_blocks(text, len);
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
    unsigned worst = EMVQR__CONTROLS_NONE, before = 0, space = EMVQR__CONTROLS_NONE;
    while (at != end) {
        uint32_t point;
        unsigned kinds;
        at = emvqr__sequence(at, end, &point);
        if (at == NULL) {
            return EMVQR__CONTROLS_NOT_TEXT;
        }
        kinds = control_kinds(point);
        if ((kinds & SPACELESS) != 0 && space == EMVQR__CONTROLS_HIDING) {
            space = EMVQR__CONTROLS_SPACE;
        }
        worst = space > worst ? space : worst;
        space = EMVQR__CONTROLS_NONE;
        if (point == 0x200Bu) { /* what it does is known when both its neighbours are */
            space = (before & SPACELESS) != 0 ? EMVQR__CONTROLS_SPACE : EMVQR__CONTROLS_HIDING;
        } else if ((kinds & CONTROL) != 0 && !(point - 0x200Cu <= 1u && (before & JOINING) != 0)) {
            worst = EMVQR__CONTROLS_HIDING;
        }
        before = kinds;
    }
    return space > worst ? space : worst;
}
