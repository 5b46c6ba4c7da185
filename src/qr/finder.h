/* SPDX-License-Identifier: MIT */
/* Finder patterns: squares within squares, which any line through their middle crosses as 1 : 1 : 3 : 1 : 1. */
#ifndef EMVQR_FINDER_H
#define EMVQR_FINDER_H

#include "plane.h"

enum { EMVQR__FINDERS_MAX = 48 };

typedef struct emvqr__finder {
    float x, y;      /* the middle, in pixels; (0.5, 0.5) is the middle of the first pixel */
    float module;    /* pixels */
    unsigned votes;  /* lines that crossed it */
    bool light;      /* a light square on dark: the symbol is in negative */
} emvqr__finder;

/* 1 where the picture is darker than the mean of its surroundings of 2 * radius + 1 pixels a side less `bias`. */
void emvqr__binarise(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, int bias,
                     emvqr__plane *dark);

/* How much a pattern looks like one, at most 1: of the rows that meet its core, and three more, the share that saw it.
 * The three are doubt, which weighs more on what is small. */
float emvqr__finder_clarity(const emvqr__finder *of);

/* Finds patterns of both colours in a picture of 0 and 1, the clearest first. `open`: one side may lack the light
 * (or in negative the dark) around it. */
unsigned emvqr__find_finders(const emvqr__plane *dark, bool open, emvqr__finder found[EMVQR__FINDERS_MAX]);

/* Whether lines crosswise to (dx, dy) and (-dy, dx) cross the pattern as any other does: what rows and columns show may
 * be mere stripes. */
bool emvqr__finder_is_square(const emvqr__plane *dark, const emvqr__finder *finder, float dx, float dy);

/* Modules in pixels at a pattern along a direction, measured between its edges; 0: it does not look like one. */
float emvqr__finder_module(const emvqr__plane *dark, const emvqr__finder *finder, float dx, float dy);

#endif
