/* SPDX-License-Identifier: MIT */
/* The ways of looking at a picture, in the order in which they are tried. */
#ifndef EMVQR_LADDER_H
#define EMVQR_LADDER_H

#include "detect.h"
#include "results.h"

/* The caller's picture. */
typedef struct emvqr__source {
    const uint8_t *grey;
    unsigned width, height;
    size_t stride;
} emvqr__source;

enum { EMVQR__LEVELS = 2 };

/* All that one picture needs, in one block of memory behind it. */
typedef struct emvqr__ladder {
    emvqr__detector detector;
    emvqr__results results;
    bool crowded[EMVQR__LEVELS]; /* a level is not worth looking at longer */
    emvqr__source source;
    emvqr__plane level[EMVQR__LEVELS], scratch, dark; /* copies of the picture, the smallest first */
    unsigned levels;
    emvqr__integral sums; /* of one level */
    int summed, squared;  /* which; -1: none */
    size_t bytes;         /* of the whole block */
} emvqr__ladder;

/* Checks limits and arguments as emvqr_qr_scan does, makes the block or takes `old` again (which may be NULL), and
 * fills the levels. *ladder NULL with EMVQR_OK: the picture is too small for a symbol; so is it when *ladder is `old`
 * and a side is below EMVQR__SIDE_MIN. `old` is freed when it is not taken. */
emvqr_status emvqr__ladder_make(emvqr__ladder **ladder, emvqr__ladder *old, const emvqr__source *source);

/* Begins to tell what is found to `found`. */
void emvqr__ladder_begin(emvqr__ladder *ladder, emvqr_qr_found found, void *user);

/* Climbs as the options say. */
emvqr_status emvqr__ladder_climb(emvqr__ladder *ladder, const emvqr_scan_options *options);

/* The first rung on the smallest level, and the `turn`-th of the further ones of the profile on the largest. */
emvqr_status emvqr__ladder_frame(emvqr__ladder *ladder, unsigned profile, unsigned turn);

#endif
