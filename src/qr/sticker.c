/* SPDX-License-Identifier: MIT */
/* The sticker's formats: cairo writes them, the sheet is painted elsewhere. */
#include "sticker.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>

#define POINTS_PER_MM (72.0 / 25.4)

typedef struct outlet {
    emvqr_sink sink;
    void *user;
    bool refused;
} outlet;

static cairo_status_t emit(void *user, const unsigned char *data, unsigned len)
{
    outlet *o = user;

    if (len > 0 && !o->refused) {
        o->refused = !o->sink(o->user, data, len);
    }
    return o->refused ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static emvqr_status status_of(cairo_status_t status)
{
    return status == CAIRO_STATUS_SUCCESS ? EMVQR_OK
           : status == CAIRO_STATUS_NO_MEMORY ? EMVQR_ERR_NO_MEMORY
                                              : EMVQR_ERR_BACKEND;
}

static bool nothing(void *user, const void *data, size_t len)
{
    (void)user;
    (void)data;
    (void)len;
    return true;
}

/* What emvqr_qr_draw refuses is refused here too, and the sheet has a size that paper has. */
static emvqr_status check(const emvqr_sticker *s, unsigned format, emvqr_sink sink)
{
    if (s == NULL || sink == NULL || format > EMVQR_STICKER_PDF) {
        return EMVQR_ERR_ARGUMENT;
    }
    bool a6 = s->width == 0 && s->height == 0;
    bool sized = s->width >= EMVQR_STICKER_LEAST && s->width <= EMVQR_STICKER_MOST &&
                 s->height >= EMVQR_STICKER_LEAST && s->height <= EMVQR_STICKER_MOST;
    return a6 || sized ? emvqr_qr_draw(s->symbol, EMVQR_DRAW_SVG, &s->look, nothing, NULL) : EMVQR_ERR_ARGUMENT;
}

static cairo_surface_t *open_surface(const emvqr_sticker *s, unsigned format, outlet *out)
{
    double width = (s->width != 0 ? s->width : EMVQR_STICKER_A6_WIDTH) * POINTS_PER_MM;
    double height = (s->height != 0 ? s->height : EMVQR_STICKER_A6_HEIGHT) * POINTS_PER_MM;

    return format == EMVQR_STICKER_PDF ? cairo_pdf_surface_create_for_stream(emit, out, width, height)
                                       : cairo_svg_surface_create_for_stream(emit, out, width, height);
}

emvqr_status emvqr_sticker_draw(const emvqr_sticker *sticker, unsigned format, emvqr_sink sink, void *user)
{
    outlet out = { sink, user, false };
    emvqr_status status = check(sticker, format, sink);

    if (status != EMVQR_OK) {
        return status;
    }
    cairo_surface_t *surface = open_surface(sticker, format, &out);
    cairo_t *cairo = cairo_create(surface);
    status = emvqr__sticker_paint(cairo, sticker, NULL);
    if (status == EMVQR_OK) {
        status = status_of(cairo_status(cairo));
    }
    out.refused = out.refused || status != EMVQR_OK; /* half a sheet is none */
    bool failed = status != EMVQR_OK;
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    if (!failed) {
        status = out.refused ? EMVQR_ERR_FILE : status_of(cairo_surface_status(surface));
    }
    cairo_surface_destroy(surface);
    return status;
}
