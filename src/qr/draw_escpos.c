/* SPDX-License-Identifier: MIT */
/* ESC/POS raster: GS v 0 m xL xH yL yH and the rows, a bit a dot. It is the one picture command that nearly all
 * thermal printers have. White on the left centres it: a justification would have to be set, and set back to nobody
 * knows what. */
#include "draw.h"

/* Rows of dots a command. Printers with little memory stop at larger ones; between commands there is no gap. */
enum { BAND = 64 };

static void put_head(emvqr__drawing *d, size_t bytes, unsigned rows)
{
    const uint8_t head[] = { 0x1D, 'v', '0', 0,
                             (uint8_t)(bytes & 0xFFu), (uint8_t)(bytes >> 8),
                             (uint8_t)(rows & 0xFFu), (uint8_t)(rows >> 8) };

    emvqr__draw_put(d, head, sizeof head);
}

void emvqr__draw_escpos(emvqr__drawing *d)
{
    uint8_t row[EMVQR__PAPER_ROW_MAX];
    size_t bytes = 0;

    emvqr__draw_fit(d);
    unsigned rows = d->side * d->module;
    for (unsigned y = 0; y < rows && d->status == EMVQR_OK; y++) {
        if (y % d->module == 0) {
            bytes = emvqr__draw_paper_row(d, y / d->module, row);
        }
        if (y % BAND == 0) {
            put_head(d, bytes, rows - y < BAND ? rows - y : BAND);
        }
        emvqr__draw_put(d, row, bytes);
    }
}

emvqr_status emvqr_qr_draw_escpos(const emvqr_qr *symbol, const emvqr_draw_options *options, emvqr_sink sink,
                                  void *user)
{
    emvqr__drawing d;

    if (!emvqr__draw_begin(&d, symbol, options, sink, user)) {
        return d.status;
    }
    emvqr__draw_escpos(&d);
    return emvqr__draw_end(&d);
}
