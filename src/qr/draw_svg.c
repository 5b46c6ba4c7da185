/* SPDX-License-Identifier: MIT */
/* SVG: the dark modules as one path, so that no renderer leaves hairlines between them, above a white square. */
#include "draw.h"

#include <stdio.h>

static void put_run(emvqr__drawing *d, unsigned x, unsigned y, unsigned length)
{
    char run[64];

    (void)snprintf(run, sizeof run, "M%u %uh%uv1h-%uz", x, y, length, length);
    emvqr__draw_puts(d, run);
}

/* The row's dark runs as rectangles of one module's height; a line of text for each row. */
static void put_row(emvqr__drawing *d, unsigned y)
{
    unsigned length = 0;

    for (unsigned x = 0; x <= d->side; x++) { /* one beyond the end: light, which ends the last run */
        if (emvqr__draw_dark(d, x, y)) {
            length++;
        } else if (length > 0) {
            put_run(d, x - length, y, length);
            length = 0;
        }
    }
    emvqr__draw_puts(d, "\n");
}

void emvqr__draw_svg(emvqr__drawing *d)
{
    char head[320];
    unsigned pixels = d->side * d->module;

    (void)snprintf(head, sizeof head,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\" viewBox=\"0 0 %u %u\""
                   " shape-rendering=\"crispEdges\">\n"
                   "<rect width=\"%u\" height=\"%u\" fill=\"#fff\"/>\n"
                   "<path fill=\"#000\" d=\"",
                   pixels, pixels, d->side, d->side, d->side, d->side);
    emvqr__draw_puts(d, head);
    for (unsigned y = d->quiet; y < d->side - d->quiet && d->status == EMVQR_OK; y++) {
        put_row(d, y);
    }
    emvqr__draw_puts(d, "\"/>\n</svg>\n");
}
