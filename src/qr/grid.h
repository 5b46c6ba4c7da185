/* SPDX-License-Identifier: MIT */
/* Where the modules of a symbol lie in a picture: seen askew, and on paper that is bent. */
#ifndef EMVQR_GRID_H
#define EMVQR_GRID_H

#include "finder.h"
#include "matrix.h"

/* What is fitted. The middles of three finder patterns; how much nearer the second and third are than the first
 * (logarithms, which together make the perspective); and, in modules, how far lines between finders bulge along and
 * across themselves, and how far the fourth corner is off. */
enum {
    EMVQR__GRID_AX, EMVQR__GRID_AY, EMVQR__GRID_BX, EMVQR__GRID_BY, EMVQR__GRID_CX, EMVQR__GRID_CY,
    EMVQR__GRID_FAR_B, EMVQR__GRID_FAR_C, EMVQR__GRID_BEND_U, EMVQR__GRID_BEND_V, EMVQR__GRID_SAG_U,
    EMVQR__GRID_SAG_V, EMVQR__GRID_TWIST_U, EMVQR__GRID_TWIST_V, EMVQR__GRID_PARAMETERS
};

typedef struct emvqr__grid {
    unsigned side;                       /* modules */
    float unit;                          /* a module as a share of the way from finder to finder */
    float pixels;                        /* a module, about */
    float sign;                          /* 1, or -1 for a symbol in negative */
    float of[EMVQR__GRID_PARAMETERS];
    float weight_b, weight_c;            /* from the logarithms */
} emvqr__grid;

enum { EMVQR__FIXED_MAX = 1900 };

/* Room for the work on one grid. */
typedef struct emvqr__grid_work {
    unsigned side, count; /* of the modules listed, those that are the same in every symbol of this side */
    struct {
        uint8_t x, y;
        int8_t light;
        float around; /* the picture's brightness there */
    } fixed[EMVQR__FIXED_MAX];
} emvqr__grid_work;

/* The place of a point of the symbol, in modules from its top left corner. */
void emvqr__grid_map(const emvqr__grid *grid, float u, float v, float *x, float *y);

/* The picture at a module's middle, lighter is more whatever the symbol's polarity. */
float emvqr__grid_sample(const emvqr__grid *grid, const emvqr__integral *sums, float u, float v);

/* Lays a grid roughly over a symbol whose finder patterns are `corner` (top left, top right, bottom left). False: there
 * is none, for one of the three does not look like a finder pattern; that is cheap to see beside emvqr__grid_fit. */
bool emvqr__grid_begin(emvqr__grid *grid, const emvqr__integral *sums, const emvqr__plane *dark,
                       const emvqr__finder *const corner[3]);

/* Fits a grid that emvqr__grid_begin has laid, with `bent` also on paper that is. Returns how well it fits, at most 1;
 * below 0.5 there is hardly a symbol. */
float emvqr__grid_fit(emvqr__grid *grid, emvqr__grid_work *work, const emvqr__integral *sums, bool bent);

/* Moves a grid so that what it sees is as light or as dark as can be. */
void emvqr__grid_sharpen(emvqr__grid *grid, emvqr__grid_work *work, const emvqr__integral *sums);

#endif
