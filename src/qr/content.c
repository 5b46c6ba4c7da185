/* SPDX-License-Identifier: MIT */
/* The segments in a symbol's data codewords: digits, capitals, bytes, Kanji (as Shift-JIS), and the headers between. */
#include "matrix.h"

typedef struct bits {
    const uint8_t *data;
    size_t at, end;
    bool short_of; /* more was asked for than there is */
} bits;

static unsigned take(bits *from, unsigned count)
{
    unsigned value = 0;

    if (count > from->end - from->at) {
        from->short_of = true;
        from->at = from->end;
        return 0;
    }
    for (; count > 0; count--, from->at++)
        value = value << 1 | (from->data[from->at / 8] >> (7 - from->at % 8) & 1u);
    return value;
}

static void put(emvqr__content *content, unsigned byte)
{
    if (content->len < EMVQR__CONTENT_MAX)
        content->bytes[content->len++] = (uint8_t)byte;
}

/* Groups of up to three digits in 10, 7 and 4 bits. */
static bool digits(bits *from, unsigned count, emvqr__content *content)
{
    static const unsigned width[4] = {0, 4, 7, 10}, scale[4] = {0, 1, 10, 100};

    while (count > 0 && !from->short_of) {
        unsigned group = count < 3 ? count : 3, value = take(from, width[group]), step = scale[group];

        if (value >= step * 10)
            return false;
        for (; step > 0; step /= 10)
            put(content, '0' + value / step % 10);
        count -= group;
    }
    return true;
}

/* Pairs in 11 bits, a last one in 6. */
static bool capitals(bits *from, unsigned count, emvqr__content *content)
{
    static const char table[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    while (count > 0 && !from->short_of) {
        unsigned group = count < 2 ? count : 2, value = take(from, group == 2 ? 11 : 6);

        if (value >= (group == 2 ? 45u * 45u : 45u))
            return false;
        if (group == 2)
            put(content, (unsigned char)table[value / 45]);
        put(content, (unsigned char)table[value % 45]);
        count -= group;
    }
    return true;
}

static void kanji(bits *from, unsigned count, emvqr__content *content)
{
    for (; count > 0 && !from->short_of; count--) {
        unsigned value = take(from, 13);

        value = value / 0xC0 << 8 | value % 0xC0;
        value += value < 0x1F00 ? 0x8140 : 0xC140;
        put(content, value >> 8);
        put(content, value & 0xFF);
    }
}

static int eci_number(bits *from)
{
    unsigned first = take(from, 8);

    if (first < 0x80)
        return (int)first;
    if (first < 0xC0)
        return (int)((first & 0x3F) << 8 | take(from, 8));
    return (int)((first & 0x1F) << 16 | take(from, 16));
}

/* One segment; false for a mode that there is not or digits that are none. */
static bool segment(bits *from, unsigned mode, unsigned band, emvqr__content *content)
{
    static const uint8_t counts[4][3] = {{10, 12, 14}, {9, 11, 13}, {8, 16, 16}, {8, 10, 12}};
    unsigned count;

    switch (mode) {
    case 1: return digits(from, take(from, counts[0][band]), content);
    case 2: return capitals(from, take(from, counts[1][band]), content);
    case 4:
        for (count = take(from, counts[2][band]); count > 0 && !from->short_of; count--)
            put(content, take(from, 8));
        return true;
    case 8: kanji(from, take(from, counts[3][band]), content); return true;
    case 7:
        content->plain = content->plain && content->eci < 0 && content->len == 0;
        content->eci = eci_number(from);
        return true;
    case 3: take(from, 16); content->plain = false; return true; /* structured append */
    case 9: take(from, 8); content->plain = false; return true;  /* FNC1 in the second position */
    case 5: content->plain = false; return true;                 /* FNC1 in the first */
    default: return false;
    }
}

bool emvqr__content_parse(const uint8_t *data, size_t len, unsigned version, emvqr__content *content)
{
    bits from = {data, 0, len * 8, false};
    unsigned band = version < 10 ? 0 : version < 27 ? 1 : 2;

    content->len = 0;
    content->eci = -1;
    content->plain = true;
    while (from.end - from.at >= 4) {
        unsigned mode = take(&from, 4);

        if (mode == 0)
            break;
        if (!segment(&from, mode, band, content) || from.short_of)
            return false;
    }
    return content->len > 0;
}
