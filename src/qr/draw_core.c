/* SPDX-License-Identifier: MIT */
/* What every format draws with: modules, rows of pixels, a buffered sink. Fit for a device: no heap, no stdio. */
#include "draw.h"

#include <string.h>

static void flush(emvqr__drawing *d)
{
    if (d->status == EMVQR_OK && d->used > 0 && !d->sink(d->user, d->buffer, d->used)) {
        d->status = EMVQR_ERR_FILE;
    }
    d->used = 0;
}

void emvqr__draw_put(emvqr__drawing *d, const void *data, size_t len)
{
    const char *from = data;

    while (len > 0 && d->status == EMVQR_OK) {
        size_t part = sizeof d->buffer - d->used;
        part = len < part ? len : part;
        memcpy(d->buffer + d->used, from, part);
        d->used += part;
        from += part;
        len -= part;
        if (d->used == sizeof d->buffer) {
            flush(d);
        }
    }
}

void emvqr__draw_puts(emvqr__drawing *d, const char *text)
{
    emvqr__draw_put(d, text, strlen(text));
}

void emvqr__draw_number(emvqr__drawing *d, unsigned number)
{
    char digits[3u * sizeof number];
    size_t at = sizeof digits;

    do {
        digits[--at] = (char)('0' + number % 10u);
        number /= 10u;
    } while (number > 0);
    emvqr__draw_put(d, digits + at, sizeof digits - at);
}

bool emvqr__draw_dark(const emvqr__drawing *d, unsigned x, unsigned y)
{
    /* Left of and above the symbol the difference wraps round, and that is outside too. */
    return emvqr_qr_dark(d->symbol, x - d->quiet, y - d->quiet);
}

size_t emvqr__draw_row(const emvqr__drawing *d, unsigned y, uint8_t *row)
{
    size_t bytes = ((size_t)d->side * d->module + 7u) / 8u;

    memset(row, 0, bytes);
    for (unsigned x = 0; x < d->side; x++) {
        if (emvqr__draw_dark(d, x, y)) {
            for (unsigned pixel = x * d->module; pixel < (x + 1u) * d->module; pixel++) {
                row[pixel / 8u] |= (uint8_t)(0x80u >> pixel % 8u);
            }
        }
    }
    return bytes;
}

/* ---- paper ---- */

static unsigned paper_of(const emvqr__drawing *d)
{
    return d->options.paper != 0 ? d->options.paper : EMVQR_DRAW_PAPER;
}

void emvqr__draw_fit(emvqr__drawing *d)
{
    unsigned most = paper_of(d) / d->side;

    if (d->options.module == 0 && d->module > most) {
        d->module = most;
    }
    if ((d->module == 0 || d->module > most) && d->status == EMVQR_OK) {
        d->status = EMVQR_ERR_LIMIT;
    }
}

size_t emvqr__draw_paper_row(const emvqr__drawing *d, unsigned y, uint8_t *row)
{
    size_t left = (paper_of(d) - d->side * d->module) / 16u; /* whole bytes of half of what is free */

    memset(row, 0, left);
    return left + emvqr__draw_row(d, y, row + left);
}

/* ---- beginning and end ---- */

static bool is_sound(const emvqr_qr *symbol)
{
    return symbol != NULL && symbol->bits != NULL && symbol->version >= 1 && symbol->version <= 40 &&
           symbol->width == EMVQR_QR_WIDTH_FOR(symbol->version);
}

/* True when the options are within bounds; fills in the sizes. */
static bool measure(emvqr__drawing *d)
{
    const emvqr_draw_options *o = &d->options;

    d->module = o->module != 0 ? o->module : EMVQR_DRAW_MODULE;
    d->quiet = o->quiet == EMVQR_DRAW_NO_QUIET ? 0 : o->quiet != 0 ? o->quiet : EMVQR_DRAW_QUIET;
    d->side = d->symbol->width + 2u * d->quiet;
    return d->module <= EMVQR_DRAW_MODULE_MAX && d->quiet <= EMVQR_DRAW_QUIET_MAX && paper_of(d) >= 8u &&
           paper_of(d) <= EMVQR_DRAW_PAPER_MAX;
}

bool emvqr__draw_begin(emvqr__drawing *d, const emvqr_qr *symbol, const emvqr_draw_options *options, emvqr_sink sink,
                       void *user)
{
    static const emvqr_draw_options defaults = { 0, 0, 0, 0, 0, 0, NULL, 0 };

    d->symbol = symbol;
    d->options = options != NULL ? *options : defaults;
    d->sink = sink;
    d->user = user;
    d->used = 0;
    d->status = is_sound(symbol) && sink != NULL && measure(d) ? EMVQR_OK : EMVQR_ERR_ARGUMENT;
    return d->status == EMVQR_OK;
}

emvqr_status emvqr__draw_end(emvqr__drawing *d)
{
    flush(d);
    return d->status;
}
