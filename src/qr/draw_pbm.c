/* SPDX-License-Identifier: MIT */
/* PBM, binary: the shared rows of pixels are already its format. */
#include "draw.h"

#include <stdio.h>

void emvqr__draw_pbm(emvqr__drawing *d)
{
    uint8_t row[EMVQR__ROW_MAX];
    char head[40];
    unsigned pixels = d->side * d->module;

    (void)snprintf(head, sizeof head, "P4\n%u %u\n", pixels, pixels);
    emvqr__draw_puts(d, head);
    for (unsigned y = 0; y < d->side && d->status == EMVQR_OK; y++) {
        size_t bytes = emvqr__draw_row(d, y, row);
        for (unsigned i = 0; i < d->module; i++) {
            emvqr__draw_put(d, row, bytes);
        }
    }
}
