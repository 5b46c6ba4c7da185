/* SPDX-License-Identifier: MIT */
/* PNG through libpng, a row at a time: one bit a pixel, grey or of two colours, and with a logo three bytes.
 *
 * libpng leaves by longjmp. No variable that changes lives in the frame that it returns to: what went wrong is kept in
 * the drawing's status, and both of libpng's structs belong to the caller of that frame. */
#include "draw.h"
#include "logo.h"

#include <setjmp.h>
#include <stdlib.h>

#include <png.h>

static png_voidp take(png_structp png, png_alloc_size_t size)
{
    emvqr__drawing *d = png_get_mem_ptr(png);
    void *memory = malloc(size);

    if (memory == NULL && d->status == EMVQR_OK) {
        d->status = EMVQR_ERR_NO_MEMORY;
    }
    return memory;
}

static void give(png_structp png, png_voidp memory)
{
    (void)png;
    free(memory);
}

static void fail(png_structp png, png_const_charp message)
{
    emvqr__drawing *d = png_get_error_ptr(png);

    (void)message;
    if (d->status == EMVQR_OK) {
        d->status = EMVQR_ERR_BACKEND;
    }
    png_longjmp(png, 1);
}

static void hush(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void emit(png_structp png, png_bytep data, size_t len)
{
    emvqr__drawing *d = png_get_io_ptr(png);

    emvqr__draw_put(d, data, len);
    if (d->status != EMVQR_OK) {
        png_error(png, "stopped");
    }
}

/* Without it, a libpng that flushes at the end would take the drawing for a FILE. */
static void no_flush(png_structp png)
{
    (void)png;
}

static void write_rows(png_structp png, const emvqr__drawing *d)
{
    uint8_t row[EMVQR__ROW_MAX];

    for (unsigned y = 0; y < d->side; y++) {
        (void)emvqr__draw_row(d, y, row);
        for (unsigned i = 0; i < d->module; i++) {
            png_write_row(png, row);
        }
    }
}

/* ---- with a logo ---- */

static void paint(uint8_t *rgb, uint32_t colour)
{
    rgb[0] = (uint8_t)(colour >> 16 & 0xFFu);
    rgb[1] = (uint8_t)(colour >> 8 & 0xFFu);
    rgb[2] = (uint8_t)(colour & 0xFFu);
}

/* The part of row y that lies in the logo's square: light, and the logo with half a module left on each side. */
static void paint_logo(const emvqr__drawing *d, unsigned y, uint8_t *row)
{
    const emvqr_draw_options *o = &d->options;
    unsigned side = o->logo_side * d->module, from;
    unsigned margin = (d->module + 1u) / 2u, room = side - 2u * margin;
    emvqr__frame frame = emvqr__logo_frame(o->logo, room, room);

    from = (d->quiet + emvqr_qr_logo_from(d->symbol->width, o->logo_side)) * d->module;
    if (y < from || y >= from + side) {
        return;
    }
    for (unsigned x = from; x < from + side; x++) {
        paint(row + 3u * (size_t)x, o->light);
    }
    y -= from + margin + frame.y; /* above it the difference wraps round, and that is outside too */
    for (unsigned x = 0; x < frame.width && y < frame.height; x++) {
        emvqr__logo_pixel(o->logo, &frame, x, y, o->light, row + 3u * (size_t)(from + margin + frame.x + x));
    }
}

static void write_coloured_rows(png_structp png, const emvqr__drawing *d, uint8_t *row)
{
    unsigned pixels = d->side * d->module;

    for (unsigned y = 0; y < pixels; y++) {
        for (unsigned x = 0; x < pixels; x++) {
            bool dark = emvqr__draw_dark(d, x / d->module, y / d->module);
            paint(row + 3u * (size_t)x, dark ? d->options.dark : d->options.light);
        }
        paint_logo(d, y, row);
        png_write_row(png, row);
    }
}

/* ---- all of it ---- */

static png_color colour(uint32_t rgb)
{
    png_color c;

    c.red = (png_byte)(rgb >> 16 & 0xFFu);
    c.green = (png_byte)(rgb >> 8 & 0xFFu);
    c.blue = (png_byte)(rgb & 0xFFu);
    return c;
}

static void write_head(png_structp png, png_infop info, const emvqr__drawing *d)
{
    const emvqr_draw_options *o = &d->options;
    const png_color palette[] = { colour(o->light), colour(o->dark) };
    bool full = o->logo != NULL, grey = !full && o->dark == 0 && o->light == 0xFFFFFFu;

    png_set_IHDR(png, info, d->side * d->module, d->side * d->module, full ? 8 : 1,
                 full ? PNG_COLOR_TYPE_RGB : grey ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (!grey && !full) {
        png_set_PLTE(png, info, palette, 2);
    }
    if (o->nanometres != 0) {
        png_uint_32 density = (png_uint_32)((UINT64_C(1000000000) * d->module + o->nanometres / 2u) / o->nanometres);
        png_set_pHYs(png, info, density, density, PNG_RESOLUTION_METER);
    }
    png_write_info(png, info);
    if (grey) {
        png_set_invert_mono(png); /* a set bit is dark here and white in a PNG */
    }
}

/* `row` has room for three bytes a pixel when there is a logo, and is not needed otherwise. */
static void write_all(png_structp png, png_infop info, emvqr__drawing *d, uint8_t *row)
{
    if (setjmp(png_jmpbuf(png)) != 0) {
        return;
    }
    png_set_write_fn(png, d, emit, no_flush);
    write_head(png, info, d);
    if (row != NULL) {
        write_coloured_rows(png, d, row);
    } else {
        write_rows(png, d);
    }
    png_write_end(png, NULL);
}

void emvqr__draw_png(emvqr__drawing *d)
{
    png_structp png = png_create_write_struct_2(PNG_LIBPNG_VER_STRING, d, fail, hush, d, take, give);
    png_infop info = png != NULL ? png_create_info_struct(png) : NULL;
    bool full = d->options.logo != NULL;
    uint8_t *row = full ? malloc((size_t)3u * d->side * d->module) : NULL;

    if (full && row == NULL) {
        d->status = EMVQR_ERR_NO_MEMORY;
    } else if (info != NULL) {
        write_all(png, info, d, row);
    } else if (d->status == EMVQR_OK) {
        d->status = EMVQR_ERR_BACKEND;
    }
    png_destroy_write_struct(&png, &info);
    free(row);
}
