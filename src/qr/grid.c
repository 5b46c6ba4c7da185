/* SPDX-License-Identifier: MIT */
/* Three finder patterns and the timing patterns between them give the perspective: three points and how far away they
 * are make a projection. All that is known of the symbol then pulls the grid into place, one number after the other. */
#include "grid.h"

#include <math.h>
#include <string.h>

#define HALF 0.34f       /* of the square that is taken for a module's colour, in modules */
#define AROUND 4.5f      /* of the square that tells what is light there */
#define LOOK_LEAST 0.4f   /* of three finder patterns; by chance it is hardly more than 0.3 */
#define LOOK_CERTAIN 0.8f /* needs no second look */
#define BULGE 10.4f      /* makes the greatest value of t (1 - t) (1 - 2 t) a 1 */

static void set_weights(emvqr__grid *grid)
{
    grid->weight_b = expf(grid->of[EMVQR__GRID_FAR_B]);
    grid->weight_c = expf(grid->of[EMVQR__GRID_FAR_C]);
}

void emvqr__grid_map(const emvqr__grid *grid, float u, float v, float *x, float *y)
{
    const float *of = grid->of;
    float t = (u - 3.5f) * grid->unit, s = (v - 3.5f) * grid->unit;
    float arch_t = 4 * t * (1 - t), arch_s = 4 * s * (1 - s), a, b, c, all;
    float du = of[EMVQR__GRID_BEND_U] * BULGE / 4 * arch_t * (1 - 2 * t) + of[EMVQR__GRID_SAG_V] * arch_s +
               of[EMVQR__GRID_TWIST_U] * t * s;
    float dv = of[EMVQR__GRID_BEND_V] * BULGE / 4 * arch_s * (1 - 2 * s) + of[EMVQR__GRID_SAG_U] * arch_t +
               of[EMVQR__GRID_TWIST_V] * t * s;

    t += du * grid->unit;
    s += dv * grid->unit;
    a = 1 - t - s;
    b = t * grid->weight_b;
    c = s * grid->weight_c;
    all = a + b + c;
    if (all < 0.05f)
        all = 0.05f;
    *x = (a * of[EMVQR__GRID_AX] + b * of[EMVQR__GRID_BX] + c * of[EMVQR__GRID_CX]) / all;
    *y = (a * of[EMVQR__GRID_AY] + b * of[EMVQR__GRID_BY] + c * of[EMVQR__GRID_CY]) / all;
}

static float around(const emvqr__grid *grid, const emvqr__integral *sums, float u, float v)
{
    float x, y;

    emvqr__grid_map(grid, u, v, &x, &y);
    return grid->sign * emvqr__integral_box(sums, x, y, grid->pixels * AROUND);
}

float emvqr__grid_sample(const emvqr__grid *grid, const emvqr__integral *sums, float u, float v)
{
    float x, y, half = grid->pixels * HALF;

    emvqr__grid_map(grid, u, v, &x, &y);
    return grid->sign * emvqr__integral_box(sums, x, y, half < 0.5f ? 0.5f : half);
}

/* ---- along the timing patterns ---- */

/* How well the timing pattern from the first finder to the second (or down to the third) alternates, at most 1. */
static float timing(const emvqr__grid *grid, const emvqr__integral *sums, bool down)
{
    float before = 0, here = 0, next, good = 0, all = 0;
    unsigned i;

    for (i = 7; i + 7 < grid->side; i++) {
        float along = (float)i + 0.5f;

        next = down ? emvqr__grid_sample(grid, sums, 6.5f, along) : emvqr__grid_sample(grid, sums, along, 6.5f);
        if (i > 8) { /* module i - 1, between its neighbours */
            float step = 2 * here - before - next;

            good += i % 2 ? -step : step;
            all += fabsf(step);
        }
        before = here;
        here = next;
    }
    return all > 0 ? good / all : 0;
}

/* Numbers that one search tries for one parameter: `count` of them, `step` apart, around what it is. */
typedef struct tries {
    unsigned parameter;
    int count;
    float step;
} tries;

/* Tries all combinations of `depth` parameters; leaves the best in the grid. */
static float best_timing(emvqr__grid *grid, const emvqr__integral *sums, bool down, const tries *of, unsigned depth)
{
    float best = -1, start[3];
    int at[3] = {0, 0, 0}, total = 1, best_at = 0, i;
    unsigned level;

    for (level = 0; level < depth; level++) {
        start[level] = grid->of[of[level].parameter] - of[level].step * (float)(of[level].count / 2);
        total *= of[level].count;
    }
    for (i = 0; i <= total; i++) { /* the last round sets what was best */
        int rest = i < total ? i : best_at;
        float score;

        for (level = 0; level < depth; level++, rest /= of[level - 1].count) {
            at[level] = rest % of[level].count;
            grid->of[of[level].parameter] = start[level] + of[level].step * (float)at[level];
        }
        set_weights(grid);
        if (i == total)
            break;
        score = timing(grid, sums, down);
        if (score > best) {
            best = score;
            best_at = i;
        }
    }
    return best;
}

/* Finds the perspective from both timing patterns; with `how` 1 also how far they bulge, with 2 the paper's bend. */
static float fit_timing(emvqr__grid *grid, const emvqr__integral *sums, unsigned how)
{
    static const tries across[3][3] = {
        {{EMVQR__GRID_FAR_B, 13, 0.04f}, {EMVQR__GRID_SAG_U, 1, 0}, {EMVQR__GRID_BEND_U, 1, 0}},
        {{EMVQR__GRID_FAR_B, 13, 0.04f}, {EMVQR__GRID_SAG_U, 5, 0.3f}, {EMVQR__GRID_BEND_U, 1, 0}},
        {{EMVQR__GRID_FAR_B, 9, 0.06f}, {EMVQR__GRID_SAG_U, 9, 0.5f}, {EMVQR__GRID_BEND_U, 7, 0.4f}}};
    static const tries down[3][3] = {
        {{EMVQR__GRID_FAR_C, 13, 0.04f}, {EMVQR__GRID_SAG_V, 1, 0}, {EMVQR__GRID_BEND_V, 1, 0}},
        {{EMVQR__GRID_FAR_C, 13, 0.04f}, {EMVQR__GRID_SAG_V, 5, 0.3f}, {EMVQR__GRID_BEND_V, 1, 0}},
        {{EMVQR__GRID_FAR_C, 9, 0.06f}, {EMVQR__GRID_SAG_V, 9, 0.5f}, {EMVQR__GRID_BEND_V, 7, 0.4f}}};

    return (best_timing(grid, sums, false, across[how], 3) + best_timing(grid, sums, true, down[how], 3)) / 2;
}

/* ---- over the whole symbol ---- */

static void list_fixed(emvqr__grid_work *work, unsigned side)
{
    unsigned x, y;

    if (work->side == side)
        return;
    work->side = side;
    work->count = 0;
    for (y = 0; y < side; y++)
        for (x = 0; x < side; x++) {
            int light = emvqr__fixed_module((side - 17) / 4, x, y);

            if (light && work->count < EMVQR__FIXED_MAX) {
                work->fixed[work->count].x = (uint8_t)x;
                work->fixed[work->count].y = (uint8_t)y;
                work->fixed[work->count].light = (int8_t)light;
                work->count++;
            }
        }
}

static void look_around(emvqr__grid_work *work, const emvqr__grid *grid, const emvqr__integral *sums)
{
    unsigned i;

    for (i = 0; i < work->count; i++)
        work->fixed[i].around =
            around(grid, sums, (float)work->fixed[i].x + 0.5f, (float)work->fixed[i].y + 0.5f);
}

/* The contrast at the modules that are known: what is as it should be less what is not. *all is its greatest value. */
static float contrast(const emvqr__grid_work *work, const emvqr__grid *grid, const emvqr__integral *sums, float *all)
{
    float good = 0;
    unsigned i;

    *all = 0;
    for (i = 0; i < work->count; i++) {
        float seen = emvqr__grid_sample(grid, sums, (float)work->fixed[i].x + 0.5f, (float)work->fixed[i].y + 0.5f) -
                     work->fixed[i].around;

        good += work->fixed[i].light < 0 ? -seen : seen;
        *all += fabsf(seen);
    }
    return good;
}

/* The same over all modules, those that hold data being right in any colour. */
static float contrast_of_all(const emvqr__grid_work *work, const emvqr__grid *grid, const emvqr__integral *sums)
{
    float sum, ignored;
    unsigned x, y;

    sum = 2 * contrast(work, grid, sums, &ignored);
    for (y = 8; y < grid->side; y++)
        for (x = y < 9 || y > grid->side - 9 ? 9 : 1 + y % 2; x < grid->side; x += 2)
            sum += fabsf(emvqr__grid_sample(grid, sums, (float)x + 0.5f, (float)y + 0.5f) -
                         around(grid, sums, (float)x + 0.5f, (float)y + 0.5f));
    return sum;
}

static float judge(const emvqr__grid_work *work, const emvqr__grid *grid, const emvqr__integral *sums, bool whole)
{
    float ignored;

    return whole ? contrast_of_all(work, grid, sums) : contrast(work, grid, sums, &ignored);
}

/* Moves each parameter in turn up or down by what moves the grid by at most `modules`, while it gets better. */
static void climb(emvqr__grid *grid, const emvqr__grid_work *work, const emvqr__integral *sums, float modules,
                  unsigned rounds, bool whole)
{
    float best = judge(work, grid, sums, whole), span = (float)grid->side - 7.0f;
    bool moved = true;
    unsigned i;

    for (; rounds > 0 && moved; rounds--) {
        moved = false;
        for (i = 0; i < EMVQR__GRID_PARAMETERS; i++) {
            float step = i < EMVQR__GRID_FAR_B ? modules * grid->pixels
                         : i < EMVQR__GRID_BEND_U ? modules * 4 / span
                                                  : modules;
            float old = grid->of[i], score;
            int way;

            for (way = 0; way < 2; way++) {
                grid->of[i] = way ? old - step : old + step;
                set_weights(grid);
                score = judge(work, grid, sums, whole);
                if (score > best) {
                    best = score;
                    moved = true;
                    break;
                }
                grid->of[i] = old;
            }
            set_weights(grid);
        }
    }
}

static float fit_all(emvqr__grid *grid, emvqr__grid_work *work, const emvqr__integral *sums)
{
    static const float step[] = {0.4f, 0.2f, 0.1f, 0.05f};
    float good, all;
    unsigned i;

    list_fixed(work, grid->side);
    look_around(work, grid, sums);
    good = contrast(work, grid, sums, &all);
    if (good < all * 0.3f)
        return 0;
    for (i = good > all * 0.95f ? 2 : good > all * 0.8f ? 1 : 0; i < sizeof step / sizeof *step; i++) {
        look_around(work, grid, sums);
        climb(grid, work, sums, step[i], 4, false);
    }
    look_around(work, grid, sums);
    good = contrast(work, grid, sums, &all);
    return all > 0 ? good / all : 0;
}

void emvqr__grid_sharpen(emvqr__grid *grid, emvqr__grid_work *work, const emvqr__integral *sums)
{
    climb(grid, work, sums, 0.2f, 2, true);
    climb(grid, work, sums, 0.1f, 2, true);
}

/* ---- the beginning ---- */

/* What the places and sizes of finder patterns tell. Returns modules on a side, 0: it cannot be. */
static float measure(emvqr__grid *grid, const emvqr__plane *dark, const emvqr__finder *const corner[3])
{
    const emvqr__finder *a = corner[0], *b = corner[1], *c = corner[2];
    float ux = b->x - a->x, uy = b->y - a->y, vx = c->x - a->x, vy = c->y - a->y;
    float u = sqrtf(ux * ux + uy * uy), v = sqrtf(vx * vx + vy * vy), au, bu, av, cv;

    memset(grid, 0, sizeof *grid);
    grid->sign = a->light ? -1.0f : 1.0f;
    if (u < 1 || v < 1)
        return 0;
    ux /= u;
    uy /= u;
    vx /= v;
    vy /= v;
    au = emvqr__finder_module(dark, a, ux, uy);
    bu = emvqr__finder_module(dark, b, ux, uy);
    av = emvqr__finder_module(dark, a, vx, vy);
    cv = emvqr__finder_module(dark, c, vx, vy);
    if (au <= 0 || bu <= 0 || av <= 0 || cv <= 0)
        return 0;
    grid->of[EMVQR__GRID_AX] = a->x;
    grid->of[EMVQR__GRID_AY] = a->y;
    grid->of[EMVQR__GRID_BX] = b->x;
    grid->of[EMVQR__GRID_BY] = b->y;
    grid->of[EMVQR__GRID_CX] = c->x;
    grid->of[EMVQR__GRID_CY] = c->y;
    /* Along a line a module's size falls with the square of the distance. */
    grid->of[EMVQR__GRID_FAR_B] = logf(au / bu) / 2;
    grid->of[EMVQR__GRID_FAR_C] = logf(av / cv) / 2;
    set_weights(grid);
    return (u / sqrtf(au * bu) + v / sqrtf(av * cv)) / 2 + 7;
}

/* The light ring of a finder pattern. */
static bool in_ring(unsigned x, unsigned y)
{
    return x > 0 && y > 0 && x < 6 && y < 6 && (x == 1 || y == 1 || x == 5 || y == 5);
}

/* How much the 7 by 7 modules from (x, y) on look like a finder pattern: 1 when all are on the right side of the mean
 * of light and dark, and about 0 by chance. */
static float look(const emvqr__grid *grid, const emvqr__integral *sums, float x, float y)
{
    enum { SIDE = 7, LIGHT = 16, DARK = SIDE * SIDE - LIGHT };
    float value[SIDE * SIDE], sum[2] = {0, 0}, level, good = 0, all = 0;
    unsigned i;

    for (i = 0; i < SIDE * SIDE; i++) {
        value[i] = emvqr__grid_sample(grid, sums, x + (float)(i % SIDE) + 0.5f, y + (float)(i / SIDE) + 0.5f);
        sum[in_ring(i % SIDE, i / SIDE)] += value[i];
    }
    level = (sum[0] / DARK + sum[1] / LIGHT) / 2;
    for (i = 0; i < SIDE * SIDE; i++) {
        float above = value[i] - level;

        good += in_ring(i % SIDE, i / SIDE) ? above : -above;
        all += fabsf(above);
    }
    return all > 0 ? good / all : 0;
}

/* The same for the one of the three that looks least like one. */
static float look_at_all(const emvqr__grid *grid, const emvqr__integral *sums)
{
    float far = (float)grid->side - 7.0f, a = look(grid, sums, 0, 0), b = look(grid, sums, far, 0);
    float c = look(grid, sums, 0, far);

    return a < b ? (a < c ? a : c) : b < c ? b : c;
}

static float length(const emvqr__grid *grid, unsigned from, unsigned to)
{
    return hypotf(grid->of[to] - grid->of[from], grid->of[to + 1] - grid->of[from + 1]);
}

static void set_side(emvqr__grid *grid, unsigned version)
{
    grid->side = 17 + 4 * version;
    grid->unit = 1 / (float)(grid->side - 7);
    grid->pixels = (length(grid, EMVQR__GRID_AX, EMVQR__GRID_BX) + length(grid, EMVQR__GRID_AX, EMVQR__GRID_CX)) / 2 /
                   (float)(grid->side - 7);
}

static unsigned nearest_version(float side)
{
    return side < 21 ? 1 : side > 177 ? 40 : (unsigned)((side - 17) / 4 + 0.5f);
}

static bool are_square(const emvqr__plane *dark, const emvqr__finder *const corner[3])
{
    unsigned i;

    for (i = 0; i < 3; i++) {
        const emvqr__finder *from = corner[i], *to = corner[i == 0 ? 1 : 0];

        if (!emvqr__finder_is_square(dark, from, to->x - from->x, to->y - from->y))
            return false;
    }
    return true;
}

bool emvqr__grid_begin(emvqr__grid *grid, const emvqr__integral *sums, const emvqr__plane *dark,
                       const emvqr__finder *const corner[3])
{
    float side = measure(grid, dark, corner), best;
    unsigned version, i;
    emvqr__grid one;

    if (!(side > 18 && side < 190) || !are_square(dark, corner))
        return false;
    version = nearest_version(side);
    set_side(grid, version);
    best = look_at_all(grid, sums);
    if (best >= LOOK_CERTAIN)
        return true;
    /* Where noise or small modules spoil the measure, the symbol is likelier to be seen straight on. */
    one = *grid;
    one.of[EMVQR__GRID_FAR_B] = one.of[EMVQR__GRID_FAR_C] = 0;
    set_weights(&one);
    for (i = version > 1 ? version - 1 : 1; i <= version + 1 && i <= 40; i++) {
        float score;

        set_side(&one, i);
        score = look_at_all(&one, sums);
        if (score > best) {
            best = score;
            *grid = one;
        }
    }
    return best >= LOOK_LEAST;
}

/* Tries the sides around that of `from`, which is not quite certain; leaves the best in the grid. */
static float fit_side(emvqr__grid *grid, const emvqr__grid *from, const emvqr__integral *sums, unsigned how)
{
    int version = (int)(from->side - 17) / 4, reach = 1 + version / 6 + (how == 2), i;
    float best = -1;

    for (i = version - reach; i <= version + reach; i++) {
        emvqr__grid one = *from;
        float score;

        if (i < 1 || i > 40)
            continue;
        set_side(&one, (unsigned)i);
        score = fit_timing(&one, sums, how);
        if (score > best) {
            best = score;
            *grid = one;
        }
    }
    return best;
}

float emvqr__grid_fit(emvqr__grid *grid, emvqr__grid_work *work, const emvqr__integral *sums, bool bent)
{
    emvqr__grid from = *grid;
    float best = fit_side(grid, &from, sums, bent ? 2 : 0);

    if (!bent && best < 0.7f)
        best = fit_side(grid, &from, sums, 1);
    return best < 0.3f ? best : fit_all(grid, work, sums);
}
