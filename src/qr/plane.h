/* SPDX-License-Identifier: MIT */
/* Grey pictures in the work memory of one decoding, and the filters between them. Every filter writes a whole plane of
 * the size that it says; planes never overlap unless it says so. */
#ifndef EMVQR_PLANE_H
#define EMVQR_PLANE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct emvqr__plane {
    uint8_t *grey; /* rows without gaps, 0 is black */
    unsigned width, height;
} emvqr__plane;

/* Sums over every rectangle from the top left corner, (width + 1) * (height + 1) of them, of a plane's values and of
 * their squares. The squares' sums wrap around: a difference is right while its window has at most 65536 pixels. */
typedef struct emvqr__integral {
    uint32_t *sum, *square;
    unsigned width, height;
} emvqr__integral;

void emvqr__integral_sums(emvqr__integral *integral, const emvqr__plane *from);
void emvqr__integral_squares(emvqr__integral *integral, const emvqr__plane *from);

/* The sum, and the mean, over the rectangle of pixels [x0, x1) x [y0, y1), which must lie inside and not be empty. */
unsigned emvqr__integral_sum(const emvqr__integral *integral, unsigned x0, unsigned y0, unsigned x1, unsigned y1);
unsigned emvqr__integral_mean(const emvqr__integral *integral, unsigned x0, unsigned y0, unsigned x1, unsigned y1);

/* The mean of the picture around (x, y) over a square of 2 * half pixels a side, at most what is inside of the picture;
 * sides may fall between pixels. */
float emvqr__integral_box(const emvqr__integral *integral, float x, float y, float half);

/* A picture in another size, that of `to`: means of areas where it is smaller, straight lines between pixels where it
 * is larger. */
void emvqr__resize(const uint8_t *grey, unsigned width, unsigned height, size_t stride, emvqr__plane *to);

#endif
