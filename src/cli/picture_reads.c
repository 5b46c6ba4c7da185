/* SPDX-License-Identifier: MIT */
/* A drawing is read back before it is written: what a scanner does not read, or reads as something else, is no payment
 * code. The picture is our own, so no process of its own is needed. */
#include "cli.h"

#if EMVQR_HAVE_ENCODE

#include "picture.h"

#if EMVQR_HAVE_DECODE

#include <emvqr/qr_decode.h>

#include <stdlib.h>
#include <string.h>

/* Below this many pixels a module it is the camera's work to enlarge, and above so many a side more tell nothing. */
enum { MODULE_LEAST = 2, SIDE_MOST = 2000, MARGIN = 4 };

typedef struct bytes {
    unsigned char *data;
    size_t len, room;
} bytes;

static bool keep(void *user, const void *data, size_t len)
{
    bytes *b = user;

    if (len > b->room - b->len) {
        size_t room = 2 * (b->len + len);
        unsigned char *grown = realloc(b->data, room);
        if (grown == NULL) {
            return false;
        }
        b->data = grown;
        b->room = room;
    }
    memcpy(b->data + b->len, data, len);
    b->len += len;
    return true;
}

typedef struct comparison {
    emvqr_span payload;
    unsigned same, other;
} comparison;

static bool compare(void *user, const emvqr_qr_symbol *symbol)
{
    comparison *c = user;
    bool same = symbol->len == c->payload.len && memcmp(symbol->data, c->payload.ptr, symbol->len) == 0;

    c->same += same;
    c->other += !same;
    return true;
}

/* The look by which it is read: that of the picture itself, but for sizes that are no scanner's matter. A format that
 * has no pixels is read from its modules. A quiet zone that was left out is white paper to a scanner. */
static emvqr_draw_options look_of(const emvqr_qr *symbol, const emvqr__plan *plan)
{
    emvqr_draw_options look = plan->look;
    unsigned quiet = look.quiet == EMVQR_DRAW_NO_QUIET ? 0 : look.quiet, most;

    if (quiet < MARGIN || quiet > 10) {
        look.quiet = MARGIN;
    }
    most = SIDE_MOST / (symbol->width + 2u * look.quiet);
    look.module = look.module != 0 ? look.module : EMVQR_DRAW_MODULE;
    look.module = (uint16_t)(look.module > most ? most : look.module);
    look.module = (uint16_t)(look.module < MODULE_LEAST ? MODULE_LEAST : look.module);
    return look;
}

bool emvqr__picture_reads(const emvqr_qr *symbol, const emvqr__plan *plan, emvqr_span payload)
{
    emvqr_draw_options look = look_of(symbol, plan);
    bytes picture = { NULL, 0, 0 };
    comparison found = { payload, 0, 0 };
    emvqr_image image = { NULL, 0, 0 };
    emvqr_status status = emvqr_qr_draw(symbol, EMVQR_DRAW_PNG, &look, keep, &picture);

    if (status == EMVQR_OK) {
        status = emvqr_image_read(&image, picture.data, picture.len);
    }
    if (status == EMVQR_OK) {
        status = emvqr_qr_decode(image.grey, image.width, image.height, image.width, compare, &found);
    }
    emvqr_image_free(&image);
    free(picture.data);
    if (status != EMVQR_OK) {
        emvqr__complain("the drawing cannot be read back: %s; --no-check draws all the same",
                        emvqr_status_text(status));
        return false;
    }
    if (found.same != 1 || found.other > 0) {
        emvqr__complain("the drawing was read back and %s; larger modules, another --ecc or --eci may help, and "
                        "--no-check draws it all the same",
                        found.other > 0 ? "says something else" : "no scanner would find it");
    }
    return found.same == 1 && found.other == 0;
}

#else

bool emvqr__picture_reads(const emvqr_qr *symbol, const emvqr__plan *plan, emvqr_span payload)
{
    (void)symbol;
    (void)plan;
    (void)payload;
    return true;
}

#endif

#endif
