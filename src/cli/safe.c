/* SPDX-License-Identifier: MIT */
/* Text of strangers on a terminal: characters are looked at one by one, and what a terminal would obey, or an eye would
 * miss, is shown as its number. */
#include "cli.h"

size_t emvqr__utf8_step(const char *text, size_t len, uint32_t *point)
{
    const unsigned char *at = (const unsigned char *)text;
    unsigned lead = at[0], low = 0x80, high = 0xBF;
    size_t more = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;

    if (lead < 0x80) {
        *point = lead;
        return 1;
    }
    *point = EMVQR__NO_POINT;
    if (lead < 0xC2 || lead > 0xF4) {
        return 1;
    }
    /* Unicode table 3-7: only the second byte's range depends on the first. */
    low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : low;
    high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : high;
    uint32_t value = lead & (0x3Fu >> more);
    for (size_t i = 1; i <= more; i++) {
        if (i == len || at[i] < low || at[i] > high) {
            return i;
        }
        value = value << 6 | (at[i] & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    *point = value;
    return more + 1;
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
