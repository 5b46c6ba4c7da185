/* SPDX-License-Identifier: MIT */
/* Text of strangers on a terminal: characters are looked at one by one, and what a terminal would obey, or an eye would
 * miss, is shown as its number. */
#include "cli.h"

/* Unicode table 3-7: for lead bytes up to `last`, how many bytes follow, and in which range the first of them lies. */
static const struct lead {
    uint8_t last, more, low, high;
} leads[] = {
    { 0x7F, 0, 0x00, 0x00 }, { 0xC1, 3, 0x01, 0x00 }, { 0xDF, 1, 0x80, 0xBF }, { 0xE0, 2, 0xA0, 0xBF },
    { 0xEC, 2, 0x80, 0xBF }, { 0xED, 2, 0x80, 0x9F }, { 0xEF, 2, 0x80, 0xBF }, { 0xF0, 3, 0x90, 0xBF },
    { 0xF3, 3, 0x80, 0xBF }, { 0xF4, 3, 0x80, 0x8F }, { 0xFF, 3, 0x01, 0x00 }, /* no byte is in an empty range */
};

size_t emvqr__utf8_step(const char *text, size_t len, uint32_t *point)
{
    const unsigned char *at = (const unsigned char *)text;
    const struct lead *lead = leads;

    while (at[0] > lead->last) {
        lead++;
    }
    uint32_t value = lead->more == 0 ? at[0] : at[0] & (0x3Fu >> lead->more);
    *point = EMVQR__NO_POINT;
    for (size_t i = 1; i <= lead->more; i++) {
        unsigned low = i == 1 ? lead->low : 0x80, high = i == 1 ? lead->high : 0xBF;
        if (i == len || at[i] < low || at[i] > high) {
            return i;
        }
        value = value << 6 | (at[i] & 0x3Fu);
    }
    *point = value;
    return lead->more + 1u;
}

bool emvqr__is_unsafe(uint32_t point)
{
    static const struct range {
        uint32_t first, last;
    } ranges[] = {
        { 0x0000, 0x001F },   /* C0 */
        { 0x007F, 0x009F },   /* DEL, C1 */
        { 0x00AD, 0x00AD },   /* soft hyphen */
        { 0x034F, 0x034F },   /* combining grapheme joiner */
        { 0x061C, 0x061C },   /* Arabic letter mark */
        { 0x115F, 0x1160 },   /* Hangul fillers */
        { 0x180B, 0x180F },   /* Mongolian selectors and vowel separator */
        { 0x200B, 0x200F },   /* zero width, direction marks */
        { 0x2028, 0x202E },   /* line and paragraph separators, direction */
        { 0x2060, 0x206F },   /* word joiner, invisible operators, isolates */
        { 0x3164, 0x3164 },   /* Hangul filler */
        { 0xFE00, 0xFE0F },   /* variation selectors */
        { 0xFEFF, 0xFEFF },   /* byte order mark */
        { 0xFFA0, 0xFFA0 },   /* halfwidth Hangul filler */
        { 0xFFF0, 0xFFFB },   /* unassigned, interlinear annotation */
        { 0xE0000, 0xE0FFF }, /* tags and further selectors */
    };

    if (point >= 0x20 && point < 0x7F) {
        return false;
    }
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
        if (point <= ranges[i].last) {
            return point >= ranges[i].first;
        }
    }
    return point > 0x10FFFF;
}

void emvqr__put_safe(emvqr__stream *stream, const char *text, size_t len)
{
    size_t clean = 0; /* bytes before `at` that are not yet written, and may be as they are */

    for (size_t at = 0; at < len;) {
        uint32_t point;
        size_t bytes = emvqr__utf8_step(text + at, len - at, &point);
        if (!emvqr__is_unsafe(point)) {
            clean += bytes;
            at += bytes;
            continue;
        }
        emvqr__put(stream, text + at - clean, clean);
        clean = 0;
        if (point != EMVQR__NO_POINT) {
            emvqr__putf(stream, "\\u{%lX}", (unsigned long)point);
        } else {
            for (size_t i = 0; i < bytes; i++) {
                emvqr__putf(stream, "\\x{%02X}", (unsigned)(unsigned char)text[at + i]);
            }
        }
        at += bytes;
    }
    if (clean > 0) {
        emvqr__put(stream, text + len - clean, clean);
    }
}

void emvqr__put_payload(const char *text, size_t len)
{
    if (emvqr__out.terminal) {
        emvqr__put_safe(&emvqr__out, text, len);
    } else {
        emvqr__put(&emvqr__out, text, len);
    }
    emvqr__put(&emvqr__out, "\n", 1);
}
