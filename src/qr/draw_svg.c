/* SPDX-License-Identifier: MIT */
/* SVG: the dark modules as one path, so that no renderer leaves hairlines between them, above a light square. A logo's
 * file is carried along in base64. */
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

static void put_base64(emvqr__drawing *d, const uint8_t *data, size_t len)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < len && d->status == EMVQR_OK; i += 3) {
        unsigned more = len - i < 3 ? (unsigned)(len - i) : 3u;
        uint32_t second = more > 1 ? data[i + 1] : 0u, third = more > 2 ? data[i + 2] : 0u;
        uint32_t bits = (uint32_t)data[i] << 16 | second << 8 | third;
        const char four[] = { digits[bits >> 18], digits[bits >> 12 & 63u], more > 1 ? digits[bits >> 6 & 63u] : '=',
                              more > 2 ? digits[bits & 63u] : '=' };
        emvqr__draw_put(d, four, sizeof four);
    }
}

/* A light square, and the logo in it with half a module left on each side; the viewer keeps its proportions. */
static void put_logo(emvqr__drawing *d)
{
    const emvqr_logo *logo = d->options.logo;
    unsigned side = d->options.logo_side, from = d->quiet + emvqr_qr_logo_from(d->symbol->width, side);
    char text[320];

    (void)snprintf(text, sizeof text,
                   "<rect x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\" fill=\"#%06lx\"/>\n"
                   "<image x=\"%u.5\" y=\"%u.5\" width=\"%u\" height=\"%u\" xlink:href=\"data:image/png;base64,",
                   from, from, side, side, (unsigned long)d->options.light, from, from, side - 1u, side - 1u);
    emvqr__draw_puts(d, text);
    put_base64(d, logo->png, logo->len);
    emvqr__draw_puts(d, "\"/>\n");
}

void emvqr__draw_svg(emvqr__drawing *d)
{
    const char *links = d->options.logo != NULL ? " xmlns:xlink=\"http://www.w3.org/1999/xlink\"" : "";
    char side[40], head[480];

    size(d, side, sizeof side);
    (void)snprintf(head, sizeof head,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<svg xmlns=\"http://www.w3.org/2000/svg\"%s width=\"%s\" height=\"%s\" viewBox=\"0 0 %u %u\""
                   " shape-rendering=\"crispEdges\">\n"
                   "<rect width=\"%u\" height=\"%u\" fill=\"#%06lx\"/>\n"
                   "<path fill=\"#%06lx\" d=\"",
                   links, side, side, d->side, d->side, d->side, d->side, (unsigned long)d->options.light,
                   (unsigned long)d->options.dark);
    emvqr__draw_puts(d, head);
    for (unsigned y = d->quiet; y < d->side - d->quiet && d->status == EMVQR_OK; y++) {
        put_row(d, y);
    }
    emvqr__draw_puts(d, "\"/>\n");
    if (d->options.logo != NULL) {
        put_logo(d);
    }
    emvqr__draw_puts(d, "</svg>\n");
}
