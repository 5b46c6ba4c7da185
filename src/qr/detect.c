/* SPDX-License-Identifier: MIT */
/* Which three finder patterns are one symbol's is guessed from their sizes and places, and settled by trying: a grid
 * that fits shows the timing patterns. What is read off the grid is then taken as it is, or less blurred, or with its
 * worst part left out. */
#include "detect.h"

#include <math.h>
#include <string.h>

#define MARGIN 2u      /* modules around the symbol that are looked at too */
#define FIT_LEAST 0.55f
#define TRIPLES_MAX 64u
#define CROWD 36u /* finder patterns that are no symbol's: as many as twelve symbols have */
#define PENALTY_OF_MORE (-3.0f) /* beside a symbol that was read only what looks like one too is tried */

typedef struct triple {
    const emvqr__finder *corner[3];
    float penalty;
} triple;

/* ---- the likeliest triples ---- */

static float ratio(float a, float b)
{
    return a > b ? a / b : b / a;
}

/* Two distances between finder patterns, in modules, as they are in symbols; they are roughly measured. */
static bool is_likely(float wide, float high)
{
    return ratio(wide, high) < 2 && wide > 9 && high > 9 && wide < 200 && high < 200;
}

/* Makes a triple of three patterns with `a` as the corner; the other two so that the symbol is not a mirror image.
 * The penalty grows with what is unlike a square seen from above, and a little with the distance: on a sheet of labels
 * the nearest patterns belong together. */
static bool make_triple(triple *to, const emvqr__finder *a, const emvqr__finder *b, const emvqr__finder *c)
{
    float ux = b->x - a->x, uy = b->y - a->y, vx = c->x - a->x, vy = c->y - a->y;
    float u = sqrtf(ux * ux + uy * uy), v = sqrtf(vx * vx + vy * vy), cosine, wide, high;
    float sizes = ratio(a->module, b->module) * ratio(a->module, c->module);

    if (a->light != b->light || a->light != c->light || sizes >= 6 || u < 1 || v < 1)
        return false;
    cosine = fabsf(ux * vx + uy * vy) / (u * v);
    wide = u / sqrtf(a->module * b->module); /* in modules: perspective hardly changes that */
    high = v / sqrtf(a->module * c->module);
    if (cosine >= 0.8f || !is_likely(wide, high))
        return false;
    to->penalty = cosine + logf(sizes) / 2 + 2 * logf(ratio(wide, high)) + 0.1f * logf(wide * high / 200) -
                  1.7f * (emvqr__finder_clarity(a) + emvqr__finder_clarity(b) + emvqr__finder_clarity(c));
    to->corner[0] = a;
    to->corner[1] = ux * vy > uy * vx ? b : c;
    to->corner[2] = ux * vy > uy * vx ? c : b;
    return true;
}

/* Triples in the order of their penalties. */
typedef struct ranking {
    triple list[TRIPLES_MAX];
    unsigned count;
} ranking;

static void rank(ranking *in, const triple *one)
{
    unsigned i;

    for (i = in->count; i > 0 && in->list[i - 1].penalty > one->penalty; i--)
        if (i < TRIPLES_MAX)
            in->list[i] = in->list[i - 1];
    if (i < TRIPLES_MAX) {
        in->list[i] = *one;
        in->count += in->count < TRIPLES_MAX;
    }
}

static void rank_all(ranking *in, const emvqr__finder *found, unsigned count)
{
    unsigned a, b, c;

    for (a = 0; a < count; a++)
        for (b = 0; b < count; b++)
            for (c = b + 1; c < count; c++) {
                triple one;

                if (a != b && a != c && make_triple(&one, &found[a], &found[b], &found[c]))
                    rank(in, &one);
            }
}

/* ---- modules from brightness ---- */

static unsigned line_of(unsigned side)
{
    return side + 2 * MARGIN;
}

static void look(emvqr__detector *work, const emvqr__grid *grid, const emvqr__integral *sums)
{
    unsigned line = line_of(grid->side), x, y;

    for (y = 0; y < line; y++)
        for (x = 0; x < line; x++)
            work->seen[y * line + x] = emvqr__grid_sample(grid, sums, (float)x - (float)MARGIN + 0.5f,
                                                          (float)y - (float)MARGIN + 0.5f);
}

/* Light and dark around a module: the means of what is above and below `level`. */
static bool two_means(const float *value, unsigned side, unsigned x, unsigned y, float level, float mean[2])
{
    enum { REACH = 5 };
    unsigned line = line_of(side), x0 = x > REACH ? x - REACH : 0, y0 = y > REACH ? y - REACH : 0;
    unsigned x1 = x + REACH < side ? x + REACH + 1 : side, y1 = y + REACH < side ? y + REACH + 1 : side, i, j;
    float sum[2] = {0, 0}, count[2] = {0, 0};

    for (j = y0; j < y1; j++)
        for (i = x0; i < x1; i++) {
            float one = value[(j + MARGIN) * line + i + MARGIN];
            unsigned light = one > level;

            sum[light] += one;
            count[light] += 1;
        }
    if (count[0] <= 0 || count[1] <= 0)
        return false;
    mean[0] = sum[0] / count[0];
    mean[1] = sum[1] / count[1];
    return true;
}

/* Decides each module between the light and the dark of its surroundings. */
static void decide(emvqr__modules *modules, const float *value, unsigned side)
{
    unsigned line = line_of(side), x, y, i;

    modules->side = side;
    for (y = 0; y < side; y++)
        for (x = 0; x < side; x++) {
            float one = value[(y + MARGIN) * line + x + MARGIN], mean[2] = {-1e9f, 1e9f}, level = one, seen = 0;

            for (i = 0; i < 3 && two_means(value, side, x, y, level, mean); i++)
                level = (mean[0] + mean[1]) / 2;
            if (mean[1] > mean[0])
                seen = (one - level) / (mean[1] - mean[0]) * 200;
            modules->seen[y * side + x] = (int8_t)(seen > 120 ? 120 : seen < -120 ? -120 : seen);
        }
}

/* ---- less blurred ---- */

/* A line of `count` values, `step` apart, blurred by a bell curve that is cut off after two modules. */
static void blur_line(float *to, const float *from, unsigned count, unsigned step, const float weight[3])
{
    unsigned last = count - 1, i;

    for (i = 0; i < count; i++)
        to[i * step] = weight[0] * from[i * step] +
                       weight[1] * (from[(i > 0 ? i - 1 : 0) * step] + from[(i < last ? i + 1 : last) * step]) +
                       weight[2] * (from[(i > 1 ? i - 2 : 0) * step] + from[(i + 1 < last ? i + 2 : last) * step]);
}

static void blur(float *to, const float *from, float *scratch, unsigned line, float sigma)
{
    float beside = expf(-0.5f / (sigma * sigma)), beyond = expf(-2.0f / (sigma * sigma));
    float all = 1 + 2 * (beside + beyond), weight[3];
    unsigned i;

    weight[0] = 1 / all;
    weight[1] = beside / all;
    weight[2] = beyond / all;
    for (i = 0; i < line; i++)
        blur_line(scratch + i * line, from + i * line, line, 1, weight);
    for (i = 0; i < line; i++)
        blur_line(to + i, scratch + i, line, line, weight);
}

/* What is dark and light at all, about. */
static void extremes(const float *value, unsigned count, float *low, float *high)
{
    float mean = 0, deviation = 0;
    unsigned i;

    for (i = 0; i < count; i++)
        mean += value[i] / (float)count;
    for (i = 0; i < count; i++)
        deviation += fabsf(value[i] - mean) / (float)count;
    *low = mean - deviation * 2.5f;
    *high = mean + deviation * 2.5f;
}

/* Looks for the modules that, blurred, give what was seen: what is missing is added again and again, within what is
 * light and dark at all. The result is in `plain`. */
static void unblur(emvqr__detector *work, unsigned side, float sigma, unsigned rounds)
{
    unsigned line = line_of(side), count = line * line, i;
    float low, high;

    extremes(work->seen, count, &low, &high);
    memcpy(work->plain, work->seen, count * sizeof *work->plain);
    for (; rounds > 0; rounds--) {
        blur(work->blurred, work->plain, work->scratch, line, sigma);
        for (i = 0; i < count; i++) {
            float value = work->plain[i] + 1.5f * (work->seen[i] - work->blurred[i]);

            work->plain[i] = value < low ? low : value > high ? high : value;
        }
    }
}

/* ---- reading ---- */

static void mirror(emvqr__modules *to, const emvqr__modules *from)
{
    unsigned x, y;

    to->side = from->side;
    for (y = 0; y < from->side; y++)
        for (x = 0; x < from->side; x++)
            to->seen[y * from->side + x] = from->seen[x * from->side + y];
}

/* Where a square in the middle may hide `percent` of the width, its modules are not known. */
static void hide(emvqr__modules *modules, unsigned percent)
{
    unsigned side = modules->side, half = side * percent / 200, from = side / 2 - half, to = side / 2 + half, x, y;

    for (y = from; y <= to; y++)
        for (x = from; x <= to; x++)
            modules->seen[y * side + x] = 0;
}

typedef struct attempt {
    emvqr__detector *work;
    const emvqr__grid *grid;
    emvqr__detected detected;
    void *user;
} attempt;

static bool report(const attempt *at)
{
    float corners[4][2], n = (float)at->grid->side;

    emvqr__grid_map(at->grid, 0, 0, &corners[0][0], &corners[0][1]);
    emvqr__grid_map(at->grid, 0, n, &corners[1][0], &corners[1][1]);
    emvqr__grid_map(at->grid, n, n, &corners[2][0], &corners[2][1]);
    emvqr__grid_map(at->grid, n, 0, &corners[3][0], &corners[3][1]);
    return at->detected(at->user, &at->work->content, corners, at->grid->sign < 0);
}

static bool read_modules(const attempt *at, bool erase)
{
    emvqr__detector *work = at->work;

    if (emvqr__matrix_read(&work->matrix, &work->modules, erase, &work->content) && report(at))
        return true;
    mirror(&work->turned, &work->modules);
    return emvqr__matrix_read(&work->matrix, &work->turned, erase, &work->content) && report(at);
}

static bool read_mended(const attempt *at)
{
    static const float sigma[] = {0.45f, 0.6f, 0.75f, 0.9f};
    emvqr__detector *work = at->work;
    unsigned side = at->grid->side, i;

    decide(&work->modules, work->seen, side);
    if (read_modules(at, true))
        return true;
    for (i = 0; i < sizeof sigma / sizeof *sigma; i++) {
        unblur(work, side, sigma[i], 12 + 8 * i);
        decide(&work->modules, work->plain, side);
        if (read_modules(at, false) || read_modules(at, true))
            return true;
    }
    for (i = 20; i <= 50; i += 5) {
        decide(&work->modules, work->seen, side);
        hide(&work->modules, i);
        if (read_modules(at, true))
            return true;
    }
    return false;
}

static bool read_grid(const attempt *at, const emvqr__integral *sums)
{
    look(at->work, at->grid, sums);
    decide(&at->work->modules, at->work->seen, at->grid->side);
    return read_modules(at, false);
}

/* Reads the symbol under a grid that has been begun. */
static bool read_symbol(const attempt *at, emvqr__grid *grid, const emvqr__integral *sums, const emvqr__effort *effort)
{
    emvqr__detector *work = at->work;

    if (emvqr__grid_fit(grid, &work->grid, sums, effort->bent) < FIT_LEAST)
        return false;
    if (read_grid(at, sums))
        return true;
    if (!effort->mend)
        return false;
    emvqr__grid_sharpen(grid, &work->grid, sums);
    return read_grid(at, sums) || read_mended(at);
}

static bool is_used(const bool *used, const emvqr__finder *found, const triple *of)
{
    return used[of->corner[0] - found] || used[of->corner[1] - found] || used[of->corner[2] - found];
}

static bool is_crowd(const emvqr__plane *dark, const emvqr__finder *found, const bool *used, unsigned count)
{
    unsigned squares = 0, i;

    for (i = 0; i < count; i++)
        squares += !used[i] && emvqr__finder_clarity(&found[i]) > 0.5f &&
                   emvqr__finder_is_square(dark, &found[i], 1, 0);
    return squares >= CROWD;
}

bool emvqr__detect(emvqr__detector *work, const emvqr__integral *sums, const emvqr__plane *dark,
                   const emvqr__effort *effort, emvqr__detected detected, void *user)
{
    emvqr__finder found[EMVQR__FINDERS_MAX];
    bool used[EMVQR__FINDERS_MAX] = {false};
    ranking in;
    emvqr__grid grid;
    attempt at = {work, &grid, detected, user};
    unsigned count = emvqr__find_finders(dark, effort->open, found), vain = 0, read = 0, i, j;

    in.count = 0;
    rank_all(&in, found, count);
    for (i = 0; i < in.count && vain < effort->triples; i++) {
        const triple *of = &in.list[i];

        if (read > 0 && of->penalty > PENALTY_OF_MORE)
            break;
        if (is_used(used, found, of) || !emvqr__grid_begin(&grid, sums, dark, of->corner))
            continue;
        if (!read_symbol(&at, &grid, sums, effort)) {
            vain++;
            continue;
        }
        read++;
        for (j = 0; j < 3; j++)
            used[of->corner[j] - found] = true;
    }
    return is_crowd(dark, found, used, count);
}
