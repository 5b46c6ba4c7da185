/* SPDX-License-Identifier: MIT */
/* PNG through libpng: one bit a pixel, grey or of two colours, a row at a time.
 *
 * libpng leaves by longjmp. No variable that changes lives in the frame that it returns to: what went wrong is kept in
 * the drawing's status, and both of libpng's structs belong to the caller of that frame. */
#include "draw.h"

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
    bool grey = o->dark == 0 && o->light == 0xFFFFFFu;

    png_set_IHDR(png, info, d->side * d->module, d->side * d->module, 1,
                 grey ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (!grey) {
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

static void write_all(png_structp png, png_infop info, emvqr__drawing *d)
{
    if (setjmp(png_jmpbuf(png)) != 0) {
        return;
    }
    png_set_write_fn(png, d, emit, no_flush);
    write_head(png, info, d);
    write_rows(png, d);
    png_write_end(png, NULL);
}

void emvqr__draw_png(emvqr__drawing *d)
{
    png_structp png = png_create_write_struct_2(PNG_LIBPNG_VER_STRING, d, fail, hush, d, take, give);
    png_infop info = png != NULL ? png_create_info_struct(png) : NULL;

    if (info != NULL) {
        write_all(png, info, d);
    } else if (d->status == EMVQR_OK) {
        d->status = EMVQR_ERR_BACKEND;
    }
    png_destroy_write_struct(&png, &info);
}
