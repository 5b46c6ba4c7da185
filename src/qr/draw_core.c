/* SPDX-License-Identifier: MIT */
/* The table of formats, and what all of them draw with: modules, rows of pixels, a buffered sink. */
#include "draw.h"

#include <string.h>

/* A new format is a row here, a number in qr_encode.h, and a function. Without a name it cannot be asked for by one. */
static const struct format {
    const char *name;
    void (*draw)(emvqr__drawing *);
} formats[] = {
    [EMVQR_DRAW_PNG] = { "png", emvqr__draw_png },
    [EMVQR_DRAW_SVG] = { "svg", emvqr__draw_svg },
    [EMVQR_DRAW_PBM] = { "pbm", emvqr__draw_pbm },
    [EMVQR_DRAW_TERMINAL] = { "", emvqr__draw_terminal },
    [EMVQR_DRAW_TEXT] = { "txt", emvqr__draw_text },
};

enum { FORMATS = sizeof formats / sizeof formats[0] };

/* Names are lower-case ASCII, whatever the locale. */
static bool same_name(const char *name, const char *typed, size_t len)
{
    if (len == 0 || strlen(name) != len) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        char c = typed[i] >= 'A' && typed[i] <= 'Z' ? (char)(typed[i] - 'A' + 'a') : typed[i];
        if (c != name[i]) {
            return false;
        }
    }
    return true;
}

int emvqr_draw_format(const char *name, size_t len)
{
    for (int format = 0; format < FORMATS; format++) {
        if (same_name(formats[format].name, name, len)) {
            return format;
        }
    }
    return -1;
}

const char *emvqr_draw_format_name(unsigned format)
{
    return format < FORMATS ? formats[format].name : NULL;
}

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

/* True when the options are within bounds; fills in the sizes. */
static bool measure(emvqr__drawing *d, const emvqr_draw_options *options)
{
    unsigned module = options != NULL ? options->module : 0;
    unsigned quiet = options != NULL ? options->quiet : 0;

    d->module = module != 0 ? module : EMVQR_DRAW_MODULE;
    d->quiet = quiet == EMVQR_DRAW_NO_QUIET ? 0 : quiet != 0 ? quiet : EMVQR_DRAW_QUIET;
    d->side = d->symbol->width + 2u * d->quiet;
    return d->module <= EMVQR_DRAW_MODULE_MAX && d->quiet <= EMVQR_DRAW_QUIET_MAX;
}

static bool is_sound(const emvqr_qr *symbol)
{
    return symbol != NULL && symbol->bits != NULL && symbol->version >= 1 && symbol->version <= 40 &&
           symbol->width == EMVQR_QR_WIDTH_FOR(symbol->version);
}

emvqr_status emvqr_qr_draw(const emvqr_qr *symbol, unsigned format, const emvqr_draw_options *options,
                           emvqr_sink sink, void *user)
{
    emvqr__drawing d;

    if (!is_sound(symbol) || format >= FORMATS || sink == NULL) {
        return EMVQR_ERR_ARGUMENT;
    }
    d.symbol = symbol;
    d.sink = sink;
    d.user = user;
    d.status = EMVQR_OK;
    d.used = 0;
    if (!measure(&d, options)) {
        return EMVQR_ERR_ARGUMENT;
    }
    formats[format].draw(&d);
    flush(&d);
    return d.status;
}
