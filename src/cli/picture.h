/* SPDX-License-Identifier: MIT */
/* A drawing as the program plans it: the options, understood. */
#ifndef EMVQR_CLI_PICTURE_H
#define EMVQR_CLI_PICTURE_H

#include "cli.h"

#include <emvqr/qr_encode.h>

/* Formats that are none of emvqr_qr_draw's. */
enum { EMVQR__FORMAT_NATIVE = 100, EMVQR__FORMAT_PDF = 101 };

/* In nanometres. */
enum { EMVQR__MILLIMETRE = 1000000, EMVQR__INCH = 25400000 };

typedef struct emvqr__plan {
    emvqr_qr_options symbol;
    emvqr_draw_options look;
    int format;      /* EMVQR_DRAW_* or EMVQR__FORMAT_* */
    unsigned dpi;    /* 0: nobody said */
    long nanometres; /* a module's size as it was asked for, 0: it was not */
    bool check;      /* read it back before it is written */
    const char *logo; /* a PNG file, NULL: none */
    unsigned percent; /* of the symbol's width that the logo may take */
    bool sticker;     /* a sheet of this many millimetres, instead of the symbol alone */
    uint16_t width, height;
} emvqr__plan;

/* Understands what was typed; false with a message. */
bool emvqr__picture_plan(const emvqr__picture *picture, emvqr__plan *plan);

/* Says why a payload has no symbol; answers EMVQR__FAILED. */
int emvqr__picture_not_encoded(emvqr_status status, emvqr_span payload);

/* ---- with a logo (picture_logo.c) ---- */

/* Reads the plan's file. It stands until the program ends. False with a message. */
bool emvqr__picture_load_logo(const char *path, emvqr_logo *logo);
/* Encodes so that the symbol bears the logo, and puts it into the plan's look. Answers an exit status. */
int emvqr__picture_encode_logo(emvqr__plan *plan, emvqr_span payload, uint8_t *bits, size_t cap, emvqr_qr *symbol);

/* ---- on a sheet (picture_sticker.c) ---- */

/* Draws the sheet; the payload tells what stands on it. Says why it cannot, but for what the sink refused. */
emvqr_status emvqr__picture_sticker(const emvqr__plan *plan, const emvqr_qr *symbol, emvqr_span payload,
                                    emvqr_sink sink, void *user);

/* ---- read back (picture_reads.c) ---- */

/* Whether the drawing, read back by the decode front end, holds exactly the payload; false with a message. True, and
 * nothing is done, where this build has no such front end. */
bool emvqr__picture_reads(const emvqr_qr *symbol, const emvqr__plan *plan, emvqr_span payload);

#endif
