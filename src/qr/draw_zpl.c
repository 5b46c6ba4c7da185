/* SPDX-License-Identifier: MIT */
/* ZPL: one label with a graphic field, ^GFA,bytes,bytes,bytes a row, and the rows in hexadecimal. ZPL's own short forms
 * keep it small: "," fills a row with white, ":" is the row before once more. */
#include "draw.h"

/* The row without the zeros at its end, which the comma stands for. */
static void put_row(emvqr__drawing *d, const uint8_t *row, size_t bytes)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t last = bytes;

    while (last > 0 && row[last - 1] == 0) {
        last--;
    }
    for (size_t i = 0; i < last; i++) {
        const char pair[] = { digits[row[i] >> 4], digits[row[i] & 0x0Fu] };
        emvqr__draw_put(d, pair, sizeof pair);
    }
    if (last < bytes) {
        emvqr__draw_puts(d, ",");
    }
}

static void put_head(emvqr__drawing *d, unsigned bytes, unsigned rows)
{
    emvqr__draw_puts(d, "^XA\n^FO0,0^GFA,");
    emvqr__draw_number(d, bytes * rows);
    emvqr__draw_puts(d, ",");
    emvqr__draw_number(d, bytes * rows);
    emvqr__draw_puts(d, ",");
    emvqr__draw_number(d, bytes);
    emvqr__draw_puts(d, ",\n");
}

void emvqr__draw_zpl(emvqr__drawing *d)
{
    uint8_t row[EMVQR__PAPER_ROW_MAX];

    emvqr__draw_fit(d);
    for (unsigned y = 0; y < d->side && d->status == EMVQR_OK; y++) {
        size_t bytes = emvqr__draw_paper_row(d, y, row);
        if (y == 0) {
            put_head(d, (unsigned)bytes, d->side * d->module);
        }
        put_row(d, row, bytes);
        for (unsigned i = 1; i < d->module; i++) {
            emvqr__draw_puts(d, ":");
        }
        emvqr__draw_puts(d, "\n");
    }
    if (d->status == EMVQR_OK) {
        emvqr__draw_puts(d, "^FS\n^XZ\n");
    }
}

emvqr_status emvqr_qr_draw_zpl(const emvqr_qr *symbol, const emvqr_draw_options *options, emvqr_sink sink, void *user)
{
    emvqr__drawing d;

    if (!emvqr__draw_begin(&d, symbol, options, sink, user)) {
        return d.status;
    }
    emvqr__draw_zpl(&d);
    return emvqr__draw_end(&d);
}
