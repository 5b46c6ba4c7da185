/* SPDX-License-Identifier: MIT */
/* The split of a payload into segments of digits, capitals and bytes that takes the fewest bits. */
#ifndef EMVQR_QR_SEGMENTS_H
#define EMVQR_QR_SEGMENTS_H

#include <stddef.h>
#include <stdint.h>

enum { EMVQR__NUMERIC = 0, EMVQR__ALNUM = 1, EMVQR__BYTE = 2, EMVQR__MODES = 3 };

/* The versions whose segment headers are equally long: 1 to 9, 10 to 26, 27 to 40. */
enum { EMVQR__BANDS = 3 };

/* Writes the mode of each of `len` characters into `modes`, which has room for as many; equal neighbours are one
 * segment. Returns the bits of all segments with their headers. len is 1 to EMVQR_QR_LEN_DIGITS, band below
 * EMVQR__BANDS. Time is linear in len. */
uint32_t emvqr__qr_segments(const char *text, size_t len, unsigned band, uint8_t *modes);

#endif
