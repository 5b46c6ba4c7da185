/* SPDX-License-Identifier: MIT */
/* A receipt with a payment code on it, as ESC/POS. */
#ifndef POS_RECEIPT_H
#define POS_RECEIPT_H

#include <emvqr/core.h>

/* How the code is printed; both is the default, since some printers ignore the native command, and a few the raster. */
enum { RECEIPT_RASTER = 1, RECEIPT_NATIVE = 2 };

/* Prints a receipt for a sound payload with a sum. NULL, or why there is none: then nothing was printed. */
const char *receipt_print(const emvqr_doc *doc, unsigned number, unsigned forms);

#endif
