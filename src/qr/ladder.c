/* SPDX-License-Identifier: MIT */
/* A rung is a filter and a reader; the table below is the whole ladder. Where a symbol is large in a large picture, a
 * small copy shows it as well and in a fraction of the time: the first rungs go through the copies by size. */
#define _POSIX_C_SOURCE 199309L

#include "ladder.h"

#include "filters.h"
#include "zbar.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PIXELS_SMALL (800.0 * 600.0)
#define PIXELS_LARGE (1600.0 * 1200.0)
#define NEARLY 1.5            /* a picture that is at most so much larger than a copy needs none */
#define PIXELS_ENLARGED 1.2e6 /* of the largest level that is still enlarged */
#define ENLARGED 2.25

/* ---- rungs ---- */

typedef void (*filter)(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to);

static void halve(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to)
{
    (void)sums;
    (void)radius;
    to->width = (from->width + 1) / 2;
    to->height = (from->height + 1) / 2;
    emvqr__resize(from->grey, from->width, from->height, from->width, to);
}

static void enlarge(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to)
{
    bool enlarged = (double)from->width * from->height <= PIXELS_ENLARGED;

    (void)sums;
    (void)radius;
    to->width = enlarged ? from->width * 3 / 2 : from->width;
    to->height = enlarged ? from->height * 3 / 2 : from->height;
    emvqr__resize(from->grey, from->width, from->height, from->width, to);
}

typedef struct rung {
    const char *name;
    filter apply; /* NULL: none */
    uint8_t radius, profile;
    bool zbar; /* else our own reader, and: */
    uint8_t around;
    int8_t bias; /* what is dark: emvqr__binarise */
    emvqr__effort effort;
} rung;

#define ZBAR true, 0, 0, {0, false, false, false}

/* clang-format off */
static const rung rungs[] = {
    {"grid",               NULL,                    0, EMVQR_QR_FAST,     false, 40, 3, {8, false, false, false}},
    {"grid-smooth",        emvqr__filter_smooth,    1, EMVQR_QR_FAST,     false, 25, 2, {8, false, false, false}},
    {"zbar",               NULL,                    0, EMVQR_QR_FAST,     ZBAR},
    {"grid-near",          NULL,                    0, EMVQR_QR_NORMAL,   false, 12, 2, {8, true, false, false}},
    {"grid-smoother",      emvqr__filter_smooth,    2, EMVQR_QR_NORMAL,   false, 16, 0, {8, false, false, false}},
    {"grid-smooth-near",   emvqr__filter_smooth,    1, EMVQR_QR_NORMAL,   false, 12, 2, {8, true, false, false}},
    {"zbar-threshold",     emvqr__filter_threshold, 7, EMVQR_QR_NORMAL,   ZBAR},
    {"zbar-normalised",    emvqr__filter_normalise, 30, EMVQR_QR_NORMAL,  ZBAR},
    {"grid-mended",        NULL,                    0, EMVQR_QR_THOROUGH, false, 40, 3, {8, false, false, true}},
    {"grid-near-mended",   NULL,                    0, EMVQR_QR_THOROUGH, false, 12, 2, {8, false, false, true}},
    {"grid-bent",          NULL,                    0, EMVQR_QR_THOROUGH, false, 40, 3, {8, false, true, true}},
    {"grid-near-bent",     NULL,                    0, EMVQR_QR_THOROUGH, false, 12, 2, {12, true, true, true}},
    {"grid-smooth-bent",   emvqr__filter_smooth,    1, EMVQR_QR_THOROUGH, false, 25, 2, {12, false, true, true}},
    {"zbar-half",          halve,                   0, EMVQR_QR_THOROUGH, ZBAR},
    {"zbar-dark",          emvqr__filter_darken,    1, EMVQR_QR_THOROUGH, ZBAR},
    {"zbar-sharp",         emvqr__filter_sharpen,   2, EMVQR_QR_THOROUGH, ZBAR},
    {"zbar-large",         enlarge,                 0, EMVQR_QR_THOROUGH, ZBAR},
    {"zbar-negative",      emvqr__filter_negative,  0, EMVQR_QR_THOROUGH, ZBAR},
};
/* clang-format on */

enum { ZBAR_ALONE = 2, FIRST = 3, RUNGS = sizeof rungs / sizeof *rungs }; /* the FIRST go through the copies */

const char *emvqr_qr_rung_name(unsigned number)
{
    return number < RUNGS ? rungs[number].name : NULL;
}

/* ---- memory ---- */

/* A copy's size, where it is worth having one of about that many pixels. */
static bool copy_size(const emvqr__source *source, double pixels, emvqr__plane *to)
{
    double all = (double)source->width * source->height, scale = sqrt(pixels / all);

    to->grey = NULL;
    to->width = (unsigned)(source->width * scale);
    to->height = (unsigned)(source->height * scale);
    return all > pixels * NEARLY && to->width >= EMVQR__SIDE_MIN && to->height >= EMVQR__SIDE_MIN;
}

/* The sizes of the levels, and how many there are. */
static unsigned level_sizes(const emvqr__source *source, emvqr__plane level[EMVQR__LEVELS])
{
    unsigned count = copy_size(source, PIXELS_SMALL, &level[0]);

    if (copy_size(source, PIXELS_LARGE, &level[count]))
        return count + 1;
    if ((double)source->width * source->height <= PIXELS_LARGE * NEARLY) {
        level[count].width = source->width;
        level[count].height = source->height;
        return count + 1;
    }
    return count;
}

static size_t pixels_of(const emvqr__plane *plane)
{
    return (size_t)plane->width * plane->height;
}

/* Hands out `bytes` of the block from *at on; every piece begins at a multiple of 8. */
static void *take(unsigned char *block, size_t *at, size_t bytes)
{
    void *piece = block ? block + *at : NULL;

    *at += (bytes + 7) / 8 * 8;
    return piece;
}

/* Lays out the block behind the ladder; with `ladder` NULL only tells its size. */
static size_t lay_out(emvqr__ladder *ladder, const emvqr__source *source)
{
    emvqr__ladder plan;
    unsigned char *block = (unsigned char *)ladder;
    size_t at = 0, most, table;
    unsigned i;

    take(NULL, &at, sizeof *ladder);
    plan.levels = level_sizes(source, plan.level);
    most = plan.levels ? pixels_of(&plan.level[plan.levels - 1]) : 0;
    for (i = 0; i < plan.levels; i++)
        plan.level[i].grey = take(block, &at, pixels_of(&plan.level[i]));
    plan.scratch.grey = take(block, &at, (double)most <= PIXELS_ENLARGED ? (size_t)((double)most * ENLARGED) : most);
    plan.dark.grey = take(block, &at, most);
    table = most ? ((size_t)plan.level[plan.levels - 1].width + 1) * (plan.level[plan.levels - 1].height + 1) : 0;
    plan.sums.sum = take(block, &at, table * sizeof *plan.sums.sum);
    plan.sums.square = take(block, &at, table * sizeof *plan.sums.square);
    if (ladder) {
        memcpy(ladder->level, plan.level, sizeof plan.level);
        ladder->levels = plan.levels;
        ladder->scratch = plan.scratch;
        ladder->dark = plan.dark;
        ladder->sums = plan.sums;
    }
    return at;
}

static void fill_levels(emvqr__ladder *ladder)
{
    const emvqr__source *source = &ladder->source;
    emvqr__plane *largest;
    unsigned y;

    if (ladder->levels == 0)
        return;
    largest = &ladder->level[ladder->levels - 1];
    if (largest->width == source->width)
        for (y = 0; y < source->height; y++)
            memcpy(largest->grey + (size_t)y * source->width, source->grey + y * source->stride, source->width);
    else
        emvqr__resize(source->grey, source->width, source->height, source->stride, largest);
    if (ladder->levels > 1)
        emvqr__resize(largest->grey, largest->width, largest->height, largest->width, &ladder->level[0]);
    ladder->summed = ladder->squared = -1;
}

static emvqr_status check(const emvqr__source *source)
{
    if (!source->grey || source->stride < source->width)
        return EMVQR_ERR_ARGUMENT;
    if (source->width > EMVQR_IMAGE_SIDE_MAX || source->height > EMVQR_IMAGE_SIDE_MAX)
        return EMVQR_ERR_LIMIT;
    return (size_t)source->width * source->height > EMVQR_IMAGE_PIXELS_MAX ? EMVQR_ERR_LIMIT : EMVQR_OK;
}

emvqr_status emvqr__ladder_make(emvqr__ladder **ladder, emvqr__ladder *old, const emvqr__source *source)
{
    emvqr_status status = check(source);
    size_t bytes;

    *ladder = old;
    if (status || source->width < EMVQR__SIDE_MIN || source->height < EMVQR__SIDE_MIN)
        return status;
    bytes = lay_out(NULL, source);
    if (!old || old->bytes < bytes) {
        free(old);
        *ladder = malloc(bytes);
        if (!*ladder)
            return EMVQR_ERR_NO_MEMORY;
        (*ladder)->bytes = bytes;
        emvqr__field_init(&(*ladder)->detector.matrix.field);
        (*ladder)->detector.grid.side = 0;
    }
    (*ladder)->source = *source;
    lay_out(*ladder, source);
    fill_levels(*ladder);
    return EMVQR_OK;
}

void emvqr__ladder_begin(emvqr__ladder *ladder, emvqr_qr_found found, void *user)
{
    emvqr__results *results = &ladder->results;

    results->found = found;
    results->user = user;
    results->stopped = results->payment = false;
    results->count = 0;
    memset(ladder->crowded, 0, sizeof ladder->crowded);
}

/* ---- climbing ---- */

static bool detected(void *user, const emvqr__content *content, float corners[4][2], bool light)
{
    return emvqr__results_content(user, content, corners, light);
}

/* Makes the sums that a rung needs of a level, unless they are there. */
static void sum_up(emvqr__ladder *ladder, unsigned level, const rung *of)
{
    if (of->zbar && !of->apply)
        return;
    if (ladder->summed != (int)level) {
        emvqr__integral_sums(&ladder->sums, &ladder->level[level]);
        ladder->summed = (int)level;
    }
    if (of->apply == emvqr__filter_normalise && ladder->squared != (int)level) {
        emvqr__integral_squares(&ladder->sums, &ladder->level[level]);
        ladder->squared = (int)level;
    }
}

static void set_scale(emvqr__ladder *ladder, unsigned number, unsigned width, unsigned height)
{
    emvqr__results *results = &ladder->results;

    results->across = (double)width / ladder->source.width;
    results->down = (double)height / ladder->source.height;
    results->symbol.rung = number;
    results->symbol.scale = sqrt(results->across * results->down);
}

static emvqr_status step(emvqr__ladder *ladder, unsigned number, unsigned level)
{
    const rung *of = &rungs[number];
    const emvqr__plane *from = &ladder->level[level];

    sum_up(ladder, level, of);
    if (of->apply) {
        of->apply(from, &ladder->sums, of->radius, &ladder->scratch);
        from = &ladder->scratch;
    }
    set_scale(ladder, number, from->width, from->height);
    if (of->zbar)
        return emvqr__zbar_scan(from->grey, from->width, from->height, &ladder->results);
    emvqr__binarise(from, &ladder->sums, of->around, of->bias, &ladder->dark);
    if (emvqr__detect(&ladder->detector, &ladder->sums, &ladder->dark, &of->effort, detected, &ladder->results))
        ladder->crowded[level] = true;
    return EMVQR_OK;
}

/* The picture itself, where it is too large to be a level. */
static emvqr_status step_whole(emvqr__ladder *ladder)
{
    const emvqr__source *source = &ladder->source;
    uint8_t *packed = NULL;
    emvqr_status status;
    unsigned y;

    if (source->stride != source->width) {
        packed = malloc((size_t)source->width * source->height);
        if (!packed)
            return EMVQR_ERR_NO_MEMORY;
        for (y = 0; y < source->height; y++)
            memcpy(packed + (size_t)y * source->width, source->grey + y * source->stride, source->width);
    }
    set_scale(ladder, ZBAR_ALONE, source->width, source->height);
    status = emvqr__zbar_scan(packed ? packed : source->grey, source->width, source->height, &ladder->results);
    free(packed);
    return status;
}

static bool in_profile(const rung *of, unsigned profile)
{
    return of->profile == EMVQR_QR_FAST || profile == EMVQR_QR_THOROUGH || of->profile == profile;
}

static double milliseconds(void)
{
#ifdef CLOCK_MONOTONIC
    struct timespec now;

    if (clock_gettime(CLOCK_MONOTONIC, &now) == 0)
        return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
#endif
    return (double)clock() * 1e3 / CLOCKS_PER_SEC;
}

typedef struct climb {
    const emvqr_scan_options *options;
    double begun;
    emvqr_status status;
} climb;

static bool goes_on(const emvqr__ladder *ladder, const climb *at)
{
    const emvqr__results *results = &ladder->results;

    return at->status == EMVQR_OK && !results->stopped &&
           !(results->payment && at->options->until == EMVQR_QR_UNTIL_PAYMENT) &&
           !(results->count > 0 && at->options->until == EMVQR_QR_UNTIL_SYMBOL) &&
           !(at->options->milliseconds > 0 && milliseconds() - at->begun > at->options->milliseconds);
}

/* Whether a rung is left out: most are where a level is crowded. zbar's time grows much faster than the number of
 * finder patterns; it sees those of the smallest level alone. */
static bool left_out(const emvqr__ladder *ladder, unsigned number, unsigned level)
{
    return ladder->crowded[level] && (number >= FIRST || (rungs[number].zbar && level > 0));
}

/* The rungs [from, to) on every level, the smallest first. */
static void climb_levels(emvqr__ladder *ladder, climb *at, unsigned from, unsigned to)
{
    unsigned level, number;

    for (level = 0; level < ladder->levels; level++)
        for (number = from; number < to && goes_on(ladder, at); number++)
            if (in_profile(&rungs[number], at->options->profile) && !left_out(ladder, number, level))
                at->status = step(ladder, number, level);
}

emvqr_status emvqr__ladder_climb(emvqr__ladder *ladder, const emvqr_scan_options *options)
{
    climb at;
    bool whole = ladder->levels > 0 && ladder->level[ladder->levels - 1].width == ladder->source.width;

    at.options = options;
    at.begun = milliseconds();
    at.status = EMVQR_OK;
    climb_levels(ladder, &at, 0, FIRST);
    if (!whole && goes_on(ladder, &at) && !(ladder->levels > 0 && ladder->crowded[ladder->levels - 1]))
        at.status = step_whole(ladder);
    climb_levels(ladder, &at, FIRST, RUNGS);
    return at.status;
}

emvqr_status emvqr__ladder_frame(emvqr__ladder *ladder, unsigned profile, unsigned turn)
{
    unsigned further = 0, number = 1;
    emvqr_status status;

    if (ladder->levels == 0)
        return step_whole(ladder);
    status = step(ladder, 0, 0);
    for (; number < RUNGS; number++)
        further += in_profile(&rungs[number], profile);
    for (number = 1, turn %= further; turn > 0 || !in_profile(&rungs[number], profile); number++)
        turn -= in_profile(&rungs[number], profile);
    if (status || ladder->results.stopped || ladder->results.payment || ladder->crowded[0])
        return status;
    return step(ladder, number, ladder->levels - 1);
}
