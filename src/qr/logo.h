/* SPDX-License-Identifier: MIT */
/* What a square of a symbol takes from it: where emvqr_qr_logo_from says. */
#ifndef EMVQR_QR_LOGO_H
#define EMVQR_QR_LOGO_H

#include <emvqr/qr_encode.h>

/* Of the Reed-Solomon block that comes off worst: the codewords with a module under the square, and how many wrong ones
 * the block corrects. */
typedef struct emvqr__cover {
    unsigned touched, corrects;
    bool patterns; /* a pattern is covered: finder, timing, alignment, format or version */
} emvqr__cover;

/* For a square of `side` modules (odd, at most the symbol's width). Time grows with the symbol's modules. */
emvqr__cover emvqr__logo_cover(unsigned version, unsigned ecc, unsigned side);

/* Calls `visit` for each module that carries a bit of a codeword, in the order of the bits, with the codeword. */
typedef void (*emvqr__visit)(void *user, unsigned x, unsigned y, unsigned codeword);
void emvqr__logo_walk(unsigned version, emvqr__visit visit, void *user);

/* The block of a codeword, by its place in the symbol. */
unsigned emvqr__logo_block(unsigned version, unsigned ecc, unsigned codeword);

/* Where a logo lies in a rectangle of width by height when it is as large as can be and in the middle. */
typedef struct emvqr__frame {
    unsigned x, y, width, height; /* each side at least 1 */
} emvqr__frame;
emvqr__frame emvqr__logo_frame(const emvqr_logo *logo, unsigned width, unsigned height);

/* The colour (red, green, blue) of the pixel x, y of the frame, counted from its corner, above paper of 0xRRGGBB. */
void emvqr__logo_pixel(const emvqr_logo *logo, const emvqr__frame *frame, unsigned x, unsigned y, uint32_t paper,
                       uint8_t *rgb);

#endif
