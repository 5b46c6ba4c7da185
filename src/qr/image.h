/* SPDX-License-Identifier: MIT */
/* What the picture readers share: limits checked in one place, and one rule for turning samples into grey. */
#ifndef EMVQR_QR_IMAGE_H
#define EMVQR_QR_IMAGE_H

#include <emvqr/qr_decode.h>

/* EMVQR_OK, EMVQR_ERR_IMAGE for an empty side, EMVQR_ERR_LIMIT. */
emvqr_status emvqr__image_check(unsigned long width, unsigned long height);

/* Checks, then gives *image uninitialised pixels. Also EMVQR_ERR_NO_MEMORY. The caller of the readers frees. */
emvqr_status emvqr__image_alloc(emvqr_image *image, unsigned long width, unsigned long height);

/* Turns `count` pixels of `channels` bytes each (grey, grey and alpha, RGB, RGBA for 1 to 4) into grey over white.
 * Pixels go to grey[0], grey[step], ... `samples` and `grey` may be the same place when step is 1. */
void emvqr__image_grey(uint8_t *grey, size_t step, const uint8_t *samples, size_t count, unsigned channels);

/* The readers. *image is empty on entry. On failure it may hold pixels, which emvqr_image_read gives back. */
emvqr_status emvqr__image_read_png(emvqr_image *image, const uint8_t *bytes, size_t len);
emvqr_status emvqr__image_read_jpeg(emvqr_image *image, const uint8_t *bytes, size_t len);
emvqr_status emvqr__image_read_pnm(emvqr_image *image, const uint8_t *bytes, size_t len);

#endif
