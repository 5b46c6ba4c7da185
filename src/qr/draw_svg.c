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

/* The picture's side: in millimetres where a module's size on paper is known, else in pixels. */
static void size(const emvqr__drawing *d, char *text, size_t room)
{
    uint64_t nanometres = (uint64_t)d->options.nanometres * d->side;

    if (nanometres == 0) {
        (void)snprintf(text, room, "%u", d->side * d->module);
    } else {
        (void)snprintf(text, room, "%lu.%03lumm", (unsigned long)(nanometres / 1000000u),
                       (unsigned long)(nanometres / 1000u % 1000u));
    }
}

void emvqr__draw_svg(emvqr__drawing *d)
{
    char side[40], head[400];

    size(d, side, sizeof side);
    (void)snprintf(head, sizeof head,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %u %u\""
                   " shape-rendering=\"crispEdges\">\n"
                   "<rect width=\"%u\" height=\"%u\" fill=\"#%06lx\"/>\n"
                   "<path fill=\"#%06lx\" d=\"",
                   side, side, d->side, d->side, d->side, d->side, (unsigned long)d->options.light,
                   (unsigned long)d->options.dark);
    emvqr__draw_puts(d, head);
    for (unsigned y = d->quiet; y < d->side - d->quiet && d->status == EMVQR_OK; y++) {
        put_row(d, y);
    }
    emvqr__draw_puts(d, "\"/>\n</svg>\n");
}
