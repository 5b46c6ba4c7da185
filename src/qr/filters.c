/* SPDX-License-Identifier: MIT */
/* Each filter is a rule for one pixel; what they share is the window around it. */
#include "filters.h"

#include <math.h>

/* A pixel's value and its window, cut at the picture's rim. */
typedef struct window {
    const emvqr__plane *from;
    const emvqr__integral *sums;
    unsigned x, y, x0, y0, x1, y1;
    int value;
} window;

typedef int (*rule)(const window *at);

static int mean(const window *at)
{
    return (int)emvqr__integral_mean(at->sums, at->x0, at->y0, at->x1, at->y1);
}

static void each_pixel(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to,
                       rule apply)
{
    window at;

    at.from = from;
    at.sums = sums;
    to->width = from->width;
    to->height = from->height;
    for (at.y = 0; at.y < from->height; at.y++) {
        const uint8_t *row = from->grey + (size_t)at.y * from->width;
        uint8_t *out = to->grey + (size_t)at.y * from->width;

        at.y0 = at.y > radius ? at.y - radius : 0;
        at.y1 = at.y + radius < from->height ? at.y + radius + 1 : from->height;
        for (at.x = 0; at.x < from->width; at.x++) {
            int value;

            at.x0 = at.x > radius ? at.x - radius : 0;
            at.x1 = at.x + radius < from->width ? at.x + radius + 1 : from->width;
            at.value = row[at.x];
            value = apply(&at);
            out[at.x] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
        }
    }
}

static int threshold(const window *at)
{
    return at->value + 2 < mean(at) ? 0 : 255;
}

/* Deviations below 2 are taken for noise. */
static int normalise(const window *at)
{
    const unsigned reach = 1;
    size_t line = (size_t)at->sums->width + 1;
    const uint32_t *top = at->sums->square + at->y0 * line, *bottom = at->sums->square + at->y1 * line;
    unsigned pixels = (at->x1 - at->x0) * (at->y1 - at->y0), x0 = at->x > reach ? at->x - reach : 0;
    unsigned y0 = at->y > reach ? at->y - reach : 0;
    unsigned x1 = at->x + reach < at->from->width ? at->x + reach + 1 : at->from->width;
    unsigned y1 = at->y + reach < at->from->height ? at->y + reach + 1 : at->from->height;
    float middle = (float)mean(at), square, deviation;

    square = (float)(uint32_t)(bottom[at->x1] - bottom[at->x0] - top[at->x1] + top[at->x0]) / (float)pixels;
    deviation = square > middle * middle + 4 ? sqrtf(square - middle * middle) : 2;
    return (int)(128 + 60 * ((float)emvqr__integral_mean(at->sums, x0, y0, x1, y1) - middle) / deviation);
}

static int sharpen(const window *at)
{
    return at->value + (at->value - mean(at)) * 3 / 2;
}

static int darken(const window *at)
{
    int darkest = 255;
    unsigned x, y;

    for (y = at->y0; y < at->y1; y++)
        for (x = at->x0; x < at->x1; x++) {
            int value = at->from->grey[(size_t)y * at->from->width + x];

            darkest = value < darkest ? value : darkest;
        }
    return darkest;
}

static int negative(const window *at)
{
    return 255 - at->value;
}

void emvqr__filter_smooth(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to)
{
    each_pixel(from, sums, radius, to, mean);
}

void emvqr__filter_threshold(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to)
{
    each_pixel(from, sums, radius, to, threshold);
}

void emvqr__filter_normalise(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to)
{
    each_pixel(from, sums, radius, to, normalise);
}

void emvqr__filter_sharpen(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to)
{
    each_pixel(from, sums, radius, to, sharpen);
}

void emvqr__filter_darken(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to)
{
    each_pixel(from, sums, radius, to, darken);
}

void emvqr__filter_negative(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to)
{
    each_pixel(from, sums, radius, to, negative);
}
