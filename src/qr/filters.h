/* SPDX-License-Identifier: MIT */
/* Filters that make a symbol plainer: `to` gets the size of `from`, whose sums are `sums`; the two do not overlap. */
#ifndef EMVQR_FILTERS_H
#define EMVQR_FILTERS_H

#include "plane.h"

/* The mean over 2 * radius + 1 pixels a side. */
void emvqr__filter_smooth(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to);
/* Black where the picture is darker than the mean of its surroundings less 2, else white. */
void emvqr__filter_threshold(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to);
/* Smoothed, and with the same mean and contrast everywhere; needs the sums of squares. */
void emvqr__filter_normalise(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to);
/* What differs from the surroundings, enlarged. */
void emvqr__filter_sharpen(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to);
/* The darkest of 3 x 3 pixels. */
void emvqr__filter_darken(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to);
/* Black is white. */
void emvqr__filter_negative(const emvqr__plane *from, const emvqr__integral *sums, unsigned radius, emvqr__plane *to);

#endif
