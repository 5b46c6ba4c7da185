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

/* The sum from the top left corner to a point between pixels, less that of the same row range at `x0`: two corners at
 * a time keep the differences small enough for a float. */
static float strip(const emvqr__integral *integral, float x, unsigned y0, float fy0, unsigned y1, float fy1)
{
    size_t line = (size_t)integral->width + 1;
    unsigned column = (unsigned)x;
    float part = x - (float)column, sum[2];
    unsigned i;

    for (i = 0; i < 2; i++) {
        const uint32_t *at = integral->sum + column + (column < integral->width ? i : 0);
        const uint32_t *top = at + y0 * line, *bottom = at + y1 * line;
        uint32_t under_top = fy0 > 0 ? top[line] - top[0] : 0, under_bottom = fy1 > 0 ? bottom[line] - bottom[0] : 0;

        sum[i] = (float)(int32_t)(bottom[0] - top[0]) - fy0 * (float)under_top + fy1 * (float)under_bottom;
    }
    return sum[0] + part * (sum[1] - sum[0]);
}

float emvqr__integral_box(const emvqr__integral *integral, float x, float y, float half)
{
    float x0 = clamp(x - half, (float)integral->width), x1 = clamp(x + half, (float)integral->width);
    float y0 = clamp(y - half, (float)integral->height), y1 = clamp(y + half, (float)integral->height);
    float area = (x1 - x0) * (y1 - y0);
    unsigned top = (unsigned)y0, bottom = (unsigned)y1;

    if (area <= 0)
        return 255;
    return (strip(integral, x1, top, y0 - (float)top, bottom, y1 - (float)bottom) -
            strip(integral, x0, top, y0 - (float)top, bottom, y1 - (float)bottom)) / area;
}

/* ---- sizes ---- */

/* Where pixel `i` of `to` begins among `from` pixels, in 256ths. */
static unsigned edge(unsigned i, unsigned from, unsigned to)
{
    return (unsigned)((uint64_t)i * from * 256u / to);
}

/* The mean over an area in 256ths of a pixel: whole pixels, and parts of those at the rims. */
static uint8_t area_mean(const uint8_t *grey, size_t stride, const unsigned x[2], const unsigned y[2])
{
    uint64_t sum = 0, weight = (uint64_t)(x[1] - x[0]) * (y[1] - y[0]);
    unsigned row, column;

    for (row = y[0] >> 8; row << 8 < y[1]; row++) {
        unsigned low = row << 8 > y[0] ? row << 8 : y[0], high = (row + 1) << 8 < y[1] ? (row + 1) << 8 : y[1];
        const uint8_t *line = grey + row * stride;
        uint32_t part = 0;

        for (column = x[0] >> 8; column << 8 < x[1]; column++) {
            unsigned left = column << 8 > x[0] ? column << 8 : x[0];
            unsigned right = (column + 1) << 8 < x[1] ? (column + 1) << 8 : x[1];

            part += line[column] * (right - left);
        }
        sum += (uint64_t)part * (high - low);
    }
    return (uint8_t)((sum + weight / 2) / weight);
}

/* Rows of a picture that is only read. */
typedef struct rows {
    const uint8_t *grey;
    unsigned width, height;
    size_t stride;
} rows;

static void shrink(const rows *from, emvqr__plane *to)
{
    unsigned x, y;

    for (y = 0; y < to->height; y++) {
        unsigned lines[2] = {edge(y, from->height, to->height), edge(y + 1, from->height, to->height)};

        for (x = 0; x < to->width; x++) {
            unsigned columns[2] = {edge(x, from->width, to->width), edge(x + 1, from->width, to->width)};

            to->grey[(size_t)y * to->width + x] = area_mean(from->grey, from->stride, columns, lines);
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
