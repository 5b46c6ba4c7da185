/* SPDX-License-Identifier: MIT */
/* Sums over rectangles, and pictures of another size. */
#include "plane.h"

#include <string.h>

static void integrate(uint32_t *table, const emvqr__plane *from, bool squares)
{
    size_t line = (size_t)from->width + 1;
    unsigned x, y;

    memset(table, 0, line * sizeof *table);
    for (y = 0; y < from->height; y++) {
        const uint8_t *row = from->grey + (size_t)y * from->width;
        const uint32_t *above = table + y * line;
        uint32_t *sum = table + (y + 1) * line, run = 0;

        sum[0] = 0;
        for (x = 0; x < from->width; x++) {
            run += squares ? (uint32_t)row[x] * row[x] : row[x];
            sum[x + 1] = above[x + 1] + run;
        }
    }
}

void emvqr__integral_sums(emvqr__integral *integral, const emvqr__plane *from)
{
    integral->width = from->width;
    integral->height = from->height;
    integrate(integral->sum, from, false);
}

void emvqr__integral_squares(emvqr__integral *integral, const emvqr__plane *from)
{
    integrate(integral->square, from, true);
}

unsigned emvqr__integral_sum(const emvqr__integral *integral, unsigned x0, unsigned y0, unsigned x1, unsigned y1)
{
    size_t line = (size_t)integral->width + 1;
    const uint32_t *top = integral->sum + y0 * line, *bottom = integral->sum + y1 * line;

    return bottom[x1] - bottom[x0] - top[x1] + top[x0];
}

unsigned emvqr__integral_mean(const emvqr__integral *integral, unsigned x0, unsigned y0, unsigned x1, unsigned y1)
{
    return emvqr__integral_sum(integral, x0, y0, x1, y1) / ((x1 - x0) * (y1 - y0));
}

static float clamp(float value, float most)
{
    return value < 0 ? 0 : value > most ? most : value;
}

/* A box's lines from above to below: the rows of the table at its rims, and what lies below them counts how much. */
typedef struct rims {
    const uint32_t *top, *bottom;
    size_t below_top, below_bottom; /* 0 at the table's end, where nothing lies below */
    float top_part, bottom_part;
} rims;

static float column_sum(const rims *of, unsigned column)
{
    const uint32_t *top = of->top + column, *bottom = of->bottom + column;

    /* Differences down a column are small enough for a float. */
    return (float)(int32_t)(*bottom - *top) - of->top_part * (float)(int32_t)(top[of->below_top] - *top) +
           of->bottom_part * (float)(int32_t)(bottom[of->below_bottom] - *bottom);
}

/* The sum from the table's left end to x. */
static float sum_to(const rims *of, unsigned width, float x)
{
    unsigned column = (unsigned)x;
    float whole = column_sum(of, column);

    return whole + (x - (float)column) * (column_sum(of, column < width ? column + 1 : column) - whole);
}

float emvqr__integral_box(const emvqr__integral *integral, float x, float y, float half)
{
    float width = (float)integral->width, height = (float)integral->height;
    float x0 = clamp(x - half, width), x1 = clamp(x + half, width);
    float y0 = clamp(y - half, height), y1 = clamp(y + half, height), area = (x1 - x0) * (y1 - y0);
    size_t line = (size_t)integral->width + 1;
    unsigned top, bottom;
    rims of;

    if (!(area > 0)) /* outside, or not a number */
        return 255;
    top = (unsigned)y0;
    bottom = (unsigned)y1;
    of.top = integral->sum + top * line;
    of.bottom = integral->sum + bottom * line;
    of.below_top = top < integral->height ? line : 0;
    of.below_bottom = bottom < integral->height ? line : 0;
    of.top_part = y0 - (float)top;
    of.bottom_part = y1 - (float)bottom;
    return (sum_to(&of, integral->width, x1) - sum_to(&of, integral->width, x0)) / area;
}

/* ---- sizes ---- */

/* Where pixel `i` of `to` begins among `from` pixels, in 256ths. */
static unsigned edge(unsigned i, unsigned from, unsigned to)
{
    return (unsigned)((uint64_t)i * from * 256u / to);
}

/* The sum of a line's pixels from x[0] to x[1], in 256ths of a pixel, which the first and the last take part of. */
static uint32_t line_sum(const uint8_t *line, const unsigned x[2])
{
    unsigned first = x[0] >> 8, last = x[1] >> 8, rest = x[1] & 255, i;
    uint32_t sum = 0;

    if (first == last)
        return line[first] * (x[1] - x[0]);
    for (i = first + 1; i < last; i++)
        sum += line[i];
    sum = (sum << 8) + line[first] * (256 - (x[0] & 255));
    return rest ? sum + line[last] * rest : sum;
}

/* The mean over an area in 256ths of a pixel: whole pixels, and parts of those at the rims. */
static uint8_t area_mean(const uint8_t *grey, size_t stride, const unsigned x[2], const unsigned y[2])
{
    uint64_t sum = 0, weight = (uint64_t)(x[1] - x[0]) * (y[1] - y[0]);
    unsigned row;

    for (row = y[0] >> 8; row << 8 < y[1]; row++) {
        unsigned low = row << 8 > y[0] ? row << 8 : y[0], high = (row + 1) << 8 < y[1] ? (row + 1) << 8 : y[1];

        sum += (uint64_t)line_sum(grey + row * stride, x) * (high - low);
    }
    sum += weight / 2;
    /* Divisions of 32 bits are several times as fast. */
    return (uint8_t)((sum | weight) <= UINT32_MAX ? (uint32_t)sum / (uint32_t)weight : sum / weight);
}

/* Rows of a picture that is only read. */
typedef struct rows {
    const uint8_t *grey;
    unsigned width, height;
    size_t stride;
} rows;

static void shrink(const rows *from, emvqr__plane *to)
{
    uint8_t *grey = to->grey;
    unsigned x, y;

    for (y = 0; y < to->height; y++) {
        unsigned lines[2] = {edge(y, from->height, to->height), edge(y + 1, from->height, to->height)};
        unsigned columns[2] = {0, 0};

        for (x = 0; x < to->width; x++) {
            columns[0] = columns[1];
            columns[1] = edge(x + 1, from->width, to->width);
            *grey++ = area_mean(from->grey, from->stride, columns, lines);
        }
    }
}

/* The two pixels around the middle of pixel `i`, and how much the second counts in 256ths. */
static void between(unsigned i, unsigned from, unsigned to, unsigned at[2], unsigned *part)
{
    uint64_t middle = (2u * (uint64_t)i + 1) * from * 128u / to;
    unsigned place = middle < 128 ? 0 : (unsigned)(middle - 128);

    at[0] = place >> 8;
    at[1] = at[0] + 1 < from ? at[0] + 1 : at[0];
    *part = place & 255u;
}

static void grow(const rows *from, emvqr__plane *to)
{
    unsigned x, y;

    for (y = 0; y < to->height; y++) {
        unsigned lines[2], down;
        const uint8_t *upper, *lower;

        between(y, from->height, to->height, lines, &down);
        upper = from->grey + lines[0] * from->stride;
        lower = from->grey + lines[1] * from->stride;
        for (x = 0; x < to->width; x++) {
            unsigned columns[2], right, top, bottom;

            between(x, from->width, to->width, columns, &right);
            top = upper[columns[0]] * (256 - right) + upper[columns[1]] * right;
            bottom = lower[columns[0]] * (256 - right) + lower[columns[1]] * right;
            to->grey[(size_t)y * to->width + x] = (uint8_t)((top * (256 - down) + bottom * down + 32768u) >> 16);
        }
    }
}

void emvqr__resize(const uint8_t *grey, unsigned width, unsigned height, size_t stride, emvqr__plane *to)
{
    rows from;

    from.grey = grey;
    from.width = width;
    from.height = height;
    from.stride = stride;
    if (to->width <= width && to->height <= height)
        shrink(&from, to);
    else
        grow(&from, to);
}
