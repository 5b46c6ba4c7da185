/* SPDX-License-Identifier: MIT */
/* What the standard fixes about a symbol of a version and a level. */
#ifndef EMVQR_QR_SYMBOL_H
#define EMVQR_QR_SYMBOL_H

#include <emvqr/qr_encode.h>

/* The Reed-Solomon blocks. When codewords does not divide by count, the last blocks have one of data more. */
typedef struct emvqr__blocks {
    uint8_t count;
    uint8_t correction;       /* codewords of correction in each block */
    uint16_t codewords, data; /* of the whole symbol */
} emvqr__blocks;

/* version 1 to 40, ecc EMVQR_QR_L to EMVQR_QR_H. */
emvqr__blocks emvqr__qr_blocks(unsigned version, unsigned ecc);

#endif
