/* SPDX-License-Identifier: MIT */
/* Rows are searched for the ratio, what they give is checked across, and lines through one middle are one pattern. Ink
 * that runs or is faint moves every edge by as much, outwards or inwards: only distances between edges of the same kind
 * are compared. */
#include "finder.h"

#include <math.h>
#include <string.h>

#define CANDIDATES_MAX 512u
#define RETIRE_ROWS 16u

/* Rows are searched from above; patterns that no further row can meet leave the candidates, and the clearest of them
 * are kept. */
typedef struct search {
    const emvqr__plane *dark;
    bool open;
    unsigned count, kept;
    emvqr__finder candidate[CANDIDATES_MAX], *found;
} search;

void emvqr__binarise(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, int bias,
                     emvqr__plane *dark)
{
    unsigned x, y;

    dark->width = from->width;
    dark->height = from->height;
    for (y = 0; y < from->height; y++) {
        unsigned y0 = y > radius ? y - radius : 0, y1 = y + radius < from->height ? y + radius + 1 : from->height;
        const uint8_t *row = from->grey + (size_t)y * from->width;
        uint8_t *to = dark->grey + (size_t)y * from->width;

        for (x = 0; x < from->width; x++) {
            unsigned x0 = x > radius ? x - radius : 0, x1 = x + radius < from->width ? x + radius + 1 : from->width;

            /* The comparison with the mean, without its division. */
            to[x] = (row[x] + bias) * (int)((x1 - x0) * (y1 - y0)) < (int)emvqr__integral_sum(sums, x0, y0, x1, y1);
        }
    }
}

/* Five runs that alternate in colour, as a finder pattern's? Pairs of neighbours are 2, 4, 4 and 2 modules. */
static bool is_ratio(const unsigned run[5])
{
    unsigned a = run[0] + run[1], b = run[1] + run[2], c = run[2] + run[3], d = run[3] + run[4];
    unsigned module = a + b + c + d; /* in twelfths of a pixel */

    if (run[2] <= run[1] || run[2] <= run[3]) /* most of what a picture holds */
        return false;
    return 12 * a + 12 > module && 12 * a < 3 * module + 12 && 12 * d + 12 > module && 12 * d < 3 * module + 12 &&
           24 * b + 24 > 5 * module && 24 * b < 11 * module + 24 && 24 * c + 24 > 5 * module &&
           24 * c < 11 * module + 24;
}

/* The same with `open`, when one of the outer runs may go on into something of its colour; it is cut. */
static bool is_pattern(unsigned run[5], bool open)
{
    unsigned ring = (run[1] + run[3] + 1) / 2, *longer = run[0] > run[4] ? &run[0] : &run[4];

    if (is_ratio(run))
        return true;
    if (!open || *longer <= ring)
        return false;
    *longer = ring;
    return is_ratio(run);
}

static bool pixel(const emvqr__plane *dark, int x, int y, bool *is_dark)
{
    if (x < 0 || y < 0 || x >= (int)dark->width || y >= (int)dark->height)
        return false;
    *is_dark = dark->grey[(size_t)y * dark->width + (size_t)x] != 0;
    return true;
}

/* The lengths of the three runs from (x, y) on in steps of (dx, dy). The third ends after `most` pixels at the latest;
 * false when another is longer. */
static bool half_runs(const emvqr__plane *dark, int x, int y, int dx, int dy, unsigned most, unsigned run[3])
{
    bool colour, now;
    unsigned i = 0;

    memset(run, 0, 3 * sizeof *run);
    if (!pixel(dark, x, y, &colour))
        return false;
    for (; i < 3; x += dx, y += dy) {
        if (!pixel(dark, x, y, &now))
            return i == 2 && run[2] > 0; /* a pattern at the picture's rim */
        if (now != colour) {
            colour = now;
            if (++i == 3)
                break;
        }
        if (++run[i] > most)
            return i == 2;
    }
    return true;
}

/* Crosses a pattern along an axis; moves *middle to the middle of its core. */
static bool crosses(const search *in, int x, int y, bool down, float width, float *middle, float *module)
{
    const emvqr__plane *dark = in->dark;
    int dx = down ? 0 : 1, dy = down ? 1 : 0;
    unsigned most = (unsigned)(width * 1.2f) + 2, ahead[3], back[3], run[5];

    if (!half_runs(dark, x, y, dx, dy, most, ahead) || !half_runs(dark, x, y, -dx, -dy, most, back))
        return false;
    run[0] = back[2];
    run[1] = back[1];
    run[2] = back[0] + ahead[0] - 1;
    run[3] = ahead[1];
    run[4] = ahead[2];
    if (!is_pattern(run, in->open))
        return false;
    *module = (float)(run[0] + 2 * run[1] + 2 * run[2] + 2 * run[3] + run[4]) / 12.0f;
    *middle = (float)(down ? y : x) + 0.5f + ((float)ahead[0] - (float)back[0]) / 2.0f;
    return *module * 7 < width * 2.6f && *module * 7 * 2.6f > width;
}

/* Adds a crossing to the pattern that it belongs to, or as a new one. */
static void add(search *in, const emvqr__finder *one)
{
    unsigned i;

    for (i = 0; i < in->count; i++) {
        emvqr__finder *old = &in->candidate[i];
        float near = old->module * 1.5f, dx = old->x - one->x, dy = old->y - one->y;

        if (old->light == one->light && dx < near && -dx < near && dy < near && -dy < near &&
            one->module < old->module * 1.6f && old->module < one->module * 1.6f) {
            float share = 1.0f / (float)++old->votes;

            old->x -= dx * share;
            old->y -= dy * share;
            old->module += (one->module - old->module) * share;
            return;
        }
    }
    if (in->count < CANDIDATES_MAX)
        in->candidate[in->count++] = *one;
}

/* Five runs of a row end before column `end`: is their middle a pattern's? */
static void consider(search *in, const unsigned runs[5], unsigned end, unsigned y, bool light)
{
    emvqr__finder one;
    unsigned run[5], x = end - runs[4] - runs[3] - (runs[2] + 1) / 2;
    float width, across, down;

    memcpy(run, runs, sizeof run);
    if (!is_pattern(run, in->open))
        return;
    width = (float)(run[0] + run[1] + run[2] + run[3] + run[4]);
    if (!crosses(in, (int)x, (int)y, true, width, &one.y, &down) ||
        !crosses(in, (int)x, (int)one.y, false, width, &one.x, &across))
        return;
    one.module = (across + down) / 2;
    one.votes = 1;
    one.light = light;
    add(in, &one);
}

static void search_row(search *in, unsigned y)
{
    const uint8_t *row = in->dark->grey + (size_t)y * in->dark->width;
    unsigned run[5] = {0, 0, 0, 0, 0}, runs = 0, x, begin = 0;

    for (x = 1; x <= in->dark->width; x++) {
        if (x < in->dark->width && row[x] == row[x - 1])
            continue;
        memmove(run, run + 1, 4 * sizeof *run);
        run[4] = x - begin;
        begin = x;
        if (++runs >= 5)
            consider(in, run, x, y, row[x - 1] == 0);
    }
}

float emvqr__finder_clarity(const emvqr__finder *of)
{
    float rows = (float)of->votes / (3 * of->module + 3);

    return rows > 1 ? 1 : rows;
}

static void keep(search *in, const emvqr__finder *one)
{
    float clarity = emvqr__finder_clarity(one);
    unsigned i;

    if (clarity < 0.15f || (one->votes < 2 && one->module > 2))
        return;
    for (i = in->kept; i > 0 && emvqr__finder_clarity(&in->found[i - 1]) < clarity; i--)
        if (i < EMVQR__FINDERS_MAX)
            in->found[i] = in->found[i - 1];
    if (i < EMVQR__FINDERS_MAX) {
        in->found[i] = *one;
        in->kept += in->kept < EMVQR__FINDERS_MAX;
    }
}

/* Keeps or forgets the candidates that lie too far above row y to meet it. */
static void retire(search *in, float y)
{
    unsigned left = 0, i;

    for (i = 0; i < in->count; i++) {
        const emvqr__finder *one = &in->candidate[i];

        if (one->y + one->module * 4 < y)
            keep(in, one);
        else
            in->candidate[left++] = *one;
    }
    in->count = left;
}

unsigned emvqr__find_finders(const emvqr__plane *dark, bool open, emvqr__finder found[EMVQR__FINDERS_MAX])
{
    search in;
    unsigned y;

    in.dark = dark;
    in.open = open;
    in.count = in.kept = 0;
    in.found = found;
    for (y = 0; y < dark->height; y++) {
        if (y % RETIRE_ROWS == 0)
            retire(&in, (float)y);
        search_row(&in, y);
    }
    retire(&in, INFINITY);
    return in.kept;
}

/* How far from the middle the core and the light ring end, in their mean: ink that runs does not move that. */
static float half_width(const emvqr__plane *dark, const emvqr__finder *finder, float dx, float dy)
{
    const float step = 0.25f;
    float far = finder->module * 8, distance, sum = 0;
    bool colour = !finder->light, now;
    unsigned edges = 0;

    for (distance = 0; distance < far; distance += step) {
        if (!pixel(dark, (int)(finder->x + dx * distance), (int)(finder->y + dy * distance), &now))
            return 0;
        if (now != colour) {
            colour = now;
            sum += distance - step / 2;
            if (++edges == 2)
                return sum / 2;
        }
    }
    return 0;
}

float emvqr__finder_module(const emvqr__plane *dark, const emvqr__finder *finder, float dx, float dy)
{
    float ahead = half_width(dark, finder, dx, dy), back = half_width(dark, finder, -dx, -dy);

    if (ahead > 0 && back > 0)
        return ahead < back * 2 && back < ahead * 2 ? (ahead + back) / 4 : (ahead < back ? ahead : back) / 2;
    return (ahead + back) / 2;
}

static bool is_alike(const emvqr__plane *dark, const emvqr__finder *finder, float dx, float dy)
{
    float length = sqrtf(dx * dx + dy * dy), module = emvqr__finder_module(dark, finder, dx / length, dy / length);

    return module > finder->module * 0.6f && module < finder->module * 2.2f; /* 1.4 at the corners of the square */
}

bool emvqr__finder_is_square(const emvqr__plane *dark, const emvqr__finder *finder, float dx, float dy)
{
    return is_alike(dark, finder, dx - dy, dx + dy) && is_alike(dark, finder, dx + dy, dy - dx);
}
