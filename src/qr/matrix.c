/* SPDX-License-Identifier: MIT */
/* From modules to data codewords: format, mask, the zigzag of codewords, blocks, correction. Where correction alone
 * does not do, the codewords that were seen worst are given up one by one, which doubles what can be mended. */
#include "matrix.h"

#include "symbol.h"

#include <string.h>

#define FORMATS 32u
#define SPARE 4u /* parity codewords that erasures leave for errors */

/* ---- what is where ---- */

static unsigned alignment_count(unsigned version)
{
    return version == 1 ? 0 : version / 7 + 2;
}

/* The middles of the alignment patterns lie at 6, and from the far side in even steps: only the first gap differs.
 * Version 32 is the one that no formula gives. */
static unsigned alignment_step(unsigned version)
{
    unsigned gaps = version / 7 + 1;

    return version == 32 ? 26 : (4 * version + 4 + 2 * gaps - 1) / (2 * gaps) * 2;
}

/* Which of the middles is at most two modules from a coordinate, and how far it is; false: none. */
static bool near_alignment(unsigned version, unsigned at, unsigned *index, unsigned *distance)
{
    unsigned count = alignment_count(version), step = alignment_step(version), before_end = 4 * version + 12 - at;

    if (count > 0 && at - 4 < 5) {
        *index = 0;
        *distance = at > 6 ? at - 6 : 6 - at;
        return true;
    }
    if (before_end / step + 1 >= count || before_end % step > 4)
        return false;
    *index = count - 1 - before_end / step;
    *distance = before_end % step > 2 ? before_end % step - 2 : 2 - before_end % step;
    return true;
}

static int ring(unsigned distance, unsigned light)
{
    return distance == light || distance == 4 ? 1 : -1;
}

static unsigned further(unsigned x, unsigned y, unsigned cx, unsigned cy)
{
    unsigned dx = x > cx ? x - cx : cx - x, dy = y > cy ? y - cy : cy - y;

    return dx > dy ? dx : dy;
}

/* Finder patterns stand where three of the alignment patterns would. */
static bool is_taken(unsigned i, unsigned j, unsigned count)
{
    return (i == 0 && (j == 0 || j == count - 1)) || (i == count - 1 && j == 0);
}

static int alignment_module(unsigned version, unsigned x, unsigned y)
{
    unsigned column, row, dx, dy;

    if (!near_alignment(version, x, &column, &dx) || !near_alignment(version, y, &row, &dy) ||
        is_taken(column, row, alignment_count(version)))
        return 0;
    return (dx > dy ? dx : dy) == 1 ? 1 : -1;
}

/* The version's number in 18 bits, beside two of the finder patterns; 0 elsewhere. */
static int version_module(unsigned version, unsigned x, unsigned y)
{
    unsigned number = 4 * version + 6, across = (y < 6 ? x : y) - number, along = y < 6 ? y : x;
    unsigned long rest = version, i;

    if (version < 7 || along >= 6 || across >= 3)
        return 0;
    for (i = 0; i < 12; i++)
        rest = rest << 1 ^ (rest >> 11 & 1 ? 0x1F25 : 0);
    rest = (unsigned long)version << 12 | rest;
    return rest >> (along * 3 + across) & 1 ? -1 : 1;
}

/* A finder pattern and the light around it, in three corners; 0 elsewhere. */
static int finder_module(unsigned side, unsigned x, unsigned y)
{
    unsigned last = side - 8;

    if (y < 8)
        return x < 8 ? ring(further(x, y, 3, 3), 2) : x >= last ? ring(further(x, y, side - 4, 3), 2) : 0;
    return x < 8 && y >= last ? ring(further(x, y, 3, side - 4), 2) : 0;
}

int emvqr__fixed_module(unsigned version, unsigned x, unsigned y)
{
    int module = finder_module(17 + 4 * version, x, y);

    if (!module)
        module = version_module(version, x, y);
    if (module)
        return module;
    if (x == 6 || y == 6)
        return (x == 6 ? y : x) % 2 ? 1 : -1;
    return alignment_module(version, x, y);
}

/* The format's modules beside the finders. */
static bool is_format(unsigned side, unsigned x, unsigned y)
{
    return (x == 8 && (y < 9 || y >= side - 8)) || (y == 8 && (x < 9 || x >= side - 8));
}

static bool masked(unsigned mask, unsigned x, unsigned y)
{
    switch (mask) {
    case 0: return (x + y) % 2 == 0;
    case 1: return y % 2 == 0;
    case 2: return x % 3 == 0;
    case 3: return (x + y) % 3 == 0;
    case 4: return (y / 2 + x / 3) % 2 == 0;
    case 5: return x * y % 2 + x * y % 3 == 0;
    case 6: return (x * y % 2 + x * y % 3) % 2 == 0;
    default: return ((x + y) % 2 + x * y % 3) % 2 == 0;
    }
}

/* ---- the format ---- */

static unsigned format_code(unsigned format)
{
    unsigned rest = format, i;

    for (i = 0; i < 10; i++)
        rest = rest << 1 ^ (rest >> 9 & 1 ? 0x537 : 0);
    return (format << 10 | rest) ^ 0x5412;
}

static int seen(const emvqr__modules *modules, unsigned x, unsigned y)
{
    return modules->seen[y * modules->side + x];
}

/* What both copies say of bit i (0 is the lowest), dark counting as 1. */
static int format_bit(const emvqr__modules *modules, unsigned i)
{
    unsigned side = modules->side, near = i < 6 ? i : i < 8 ? i + 1 : i == 8 ? 7 : 14 - i;
    int first = i < 8 ? seen(modules, 8, near) : seen(modules, near, 8);
    int second = i < 8 ? seen(modules, side - 1 - i, 8) : seen(modules, 8, side - 15 + i);

    return -first - second;
}

/* The two formats that agree best with what was seen. */
static void read_format(const emvqr__modules *modules, unsigned best[2])
{
    int bit[15], score[2] = {-32768, -32768};
    unsigned i, format;

    for (i = 0; i < 15; i++)
        bit[i] = format_bit(modules, i);
    for (format = 0; format < FORMATS; format++) {
        unsigned code = format_code(format);
        int sum = 0;

        for (i = 0; i < 15; i++)
            sum += code >> i & 1 ? bit[i] : -bit[i];
        if (sum > score[0]) {
            score[1] = score[0];
            best[1] = best[0];
            score[0] = sum;
            best[0] = format;
        } else if (sum > score[1]) {
            score[1] = sum;
            best[1] = format;
        }
    }
}

/* ---- codewords ---- */

/* Adds a module to codeword number bit / 8. */
static void take_module(emvqr__matrix_work *work, unsigned bit, int value, bool flip)
{
    uint8_t *codeword = &work->codeword[bit / 8], *worst = &work->doubt[bit / 8];
    uint8_t doubt = (uint8_t)(127 - (value < 0 ? -(value + 1) : value));

    *codeword = (uint8_t)(*codeword << 1 | ((value < 0) != flip));
    if (*worst < doubt)
        *worst = doubt;
}

/* Collects the codewords along the zigzag: pairs of columns from the right, upwards and downwards in turn. The timing
 * column belongs to no pair. */
static void read_codewords(emvqr__matrix_work *work, const emvqr__modules *modules, unsigned version, unsigned mask,
                           unsigned total)
{
    unsigned side = modules->side, right = side - 1, bit = 0, i;
    bool up = true;

    memset(work->doubt, 0, sizeof work->doubt);
    for (; right < side; right -= right == 8 ? 3 : 2, up = !up)
        for (i = 0; i < 2 * side; i++) {
            unsigned x = right - i % 2, y = up ? side - 1 - i / 2 : i / 2;

            if (bit / 8 < total && !emvqr__fixed_module(version, x, y) && !is_format(side, x, y)) {
                take_module(work, bit, seen(modules, x, y), masked(mask, x, y));
                bit++;
            }
        }
}

/* ---- blocks ---- */

typedef struct block {
    uint8_t codeword[255], doubt[255];
    unsigned len, parity;
} block;

/* Takes block `number` out of the interleaved codewords: its data first, then its parity. */
static void take_block(const emvqr__matrix_work *work, const emvqr__blocks *blocks, unsigned number, block *to)
{
    unsigned count = blocks->count, total = blocks->codewords, longer_from = count - total % count, i;
    unsigned shorter = total / count - blocks->correction, data = shorter + (number >= longer_from);

    to->parity = blocks->correction;
    to->len = data + to->parity;
    for (i = 0; i < to->len; i++) {
        unsigned at = i < shorter ? i * count + number
                      : i < data  ? shorter * count + number - longer_from
                                  : total - (to->len - i) * count + number;

        to->codeword[i] = work->codeword[at];
        to->doubt[i] = work->doubt[at];
    }
}

/* Lists the places of a block, the most doubtful first, as many as may be erased. */
static unsigned doubtful(const block *in, uint8_t *places)
{
    unsigned most = in->parity > SPARE ? in->parity - SPARE : 0, count = 0, i, j;

    for (i = 0; i < in->len && most > 0; i++) {
        for (j = count; j > 0 && in->doubt[places[j - 1]] < in->doubt[i]; j--)
            if (j < most)
                places[j] = places[j - 1];
        if (j < most)
            places[j] = (uint8_t)i;
        if (count < most)
            count++;
    }
    return count;
}

static bool correct(const emvqr__field *field, block *in, bool erase, bool *unsure)
{
    uint8_t places[EMVQR__PARITY_MAX];
    unsigned most, erasures;

    if (emvqr__rs_correct(field, in->codeword, in->len, in->parity, NULL, 0) >= 0)
        return true;
    if (!erase)
        return false;
    *unsure = true;
    most = doubtful(in, places);
    for (erasures = 2; erasures <= most; erasures += 2)
        if (emvqr__rs_correct(field, in->codeword, in->len, in->parity, places, erasures) >= 0)
            return true;
    return false;
}

static bool read_level(emvqr__matrix_work *work, const emvqr__blocks *blocks, unsigned version, bool erase,
                       emvqr__content *content)
{
    unsigned at = 0, i;
    block one;

    content->unsure = false;
    for (i = 0; i < blocks->count; i++) {
        take_block(work, blocks, i, &one);
        if (!correct(&work->field, &one, erase, &content->unsure))
            return false;
        memcpy(work->data + at, one.codeword, one.len - one.parity);
        at += one.len - one.parity;
    }
    return emvqr__content_parse(work->data, at, version, content);
}

bool emvqr__matrix_read(emvqr__matrix_work *work, const emvqr__modules *modules, bool erase, emvqr__content *content)
{
    static const uint8_t level[4] = {EMVQR_QR_M, EMVQR_QR_L, EMVQR_QR_H, EMVQR_QR_Q}; /* the format's order */
    unsigned version = (modules->side - 17) / 4, format[2] = {0, 0}, i;

    read_format(modules, format);
    for (i = 0; i < 2; i++) {
        emvqr__blocks blocks = emvqr__qr_blocks(version, level[format[i] >> 3]);

        read_codewords(work, modules, version, format[i] & 7, blocks.codewords);
        if (read_level(work, &blocks, version, erase, content))
            return true;
    }
    return false;
}
