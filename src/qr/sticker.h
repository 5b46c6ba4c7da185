/* SPDX-License-Identifier: MIT */
/* The sticker's sheet, on any surface of cairo's. */
#ifndef EMVQR_QR_STICKER_H
#define EMVQR_QR_STICKER_H

#include <cairo.h>

#include <emvqr/sticker.h>

/* Where the symbol lies with its quiet zone, in points; side 0: there is no room for it. */
typedef struct emvqr__sheet {
    double x, y, side;
} emvqr__sheet;

/* Paints the sheet, in points, with its corner at 0, 0. `sheet` may be NULL. The sticker is one that emvqr_sticker_draw
 * takes. */
emvqr_status emvqr__sticker_paint(cairo_t *cairo, const emvqr_sticker *sticker, emvqr__sheet *sheet);

#endif
