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
