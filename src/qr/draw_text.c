/* SPDX-License-Identifier: MIT */
/* Plain text: two characters a module, since a character is about twice as high as wide. */
#include "draw.h"

void emvqr__draw_text(emvqr__drawing *d)
{
    for (unsigned y = 0; y < d->side && d->status == EMVQR_OK; y++) {
        for (unsigned x = 0; x < d->side; x++) {
            emvqr__draw_puts(d, emvqr__draw_dark(d, x, y) ? "##" : "  ");
        }
        emvqr__draw_puts(d, "\n");
    }
}
