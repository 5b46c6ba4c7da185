/* SPDX-License-Identifier: MIT */
/* A logo: its file, and the symbol that can do without what it covers. */
#include "cli.h"

#if EMVQR_HAVE_ENCODE

#include "picture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The whole file, at most one byte more than a logo may have; NULL with errno. */
static unsigned char *load(const char *path, size_t *len)
{
    FILE *file = fopen(path, "rb");
    unsigned char *bytes = file != NULL ? malloc(EMVQR_LOGO_FILE_MAX + 1u) : NULL;
    int error;

    *len = bytes != NULL ? fread(bytes, 1, EMVQR_LOGO_FILE_MAX + 1u, file) : 0;
    error = errno;
    if (bytes != NULL && ferror(file) != 0) {
        free(bytes);
        bytes = NULL;
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    errno = error;
    return bytes;
}

bool emvqr__picture_load_logo(const char *path, emvqr_logo *logo)
{
    static unsigned char *file;
    emvqr_status status;
    size_t len;

    emvqr_logo_free(logo);
    free(file);
    file = load(path, &len);
    if (file == NULL) {
        emvqr__complain("--logo: %s cannot be read: %s", path, strerror(errno));
        return false;
    }
    status = emvqr_logo_read(logo, file, len);
    if (status == EMVQR_ERR_IMAGE) {
        emvqr__complain("--logo: %s is no PNG picture, or a damaged one", path);
    } else if (status == EMVQR_ERR_LIMIT) {
        emvqr__complain("--logo: %s is too large: at most %u pixels a side and %u MiB", path, EMVQR_LOGO_SIDE_MAX,
                        EMVQR_LOGO_FILE_MAX >> 20);
    } else if (status != EMVQR_OK) {
        emvqr__complain("--logo: %s: %s", path, emvqr_status_text(status));
    }
    return status == EMVQR_OK;
}

/* What may still make the symbol smaller: nothing where it was asked for already. */
static const char *segments_advice(const emvqr__plan *plan, const char *advice)
{
    return plan->symbol.segments == EMVQR_QR_SEGMENTS_OPTIMAL ? "" : advice;
}

static void say_too_large(const emvqr__plan *plan, const emvqr_logo_room *room)
{
    if (room->percent > 0) {
        emvqr__complain("a logo of %u %% of the symbol's width leaves too little for scanners: --logo-size %u is the "
                        "most for this payload",
                        plan->percent, (unsigned)room->percent);
    } else {
        emvqr__complain("this payload's symbol has no room for a logo%s",
                        segments_advice(plan, "; --segments optimal may make some"));
    }
}

int emvqr__picture_encode_logo(emvqr__plan *plan, emvqr_span payload, uint8_t *bits, size_t cap, emvqr_qr *symbol)
{
    static uint8_t plain_bits[EMVQR_QR_BYTES_MAX];
    static emvqr_logo logo;
    emvqr_logo_room room;
    emvqr_qr plain;
    emvqr_status status;

    if (!emvqr__picture_load_logo(plan->logo, &logo)) {
        return EMVQR__FAILED;
    }
    status = emvqr_qr_encode_logo(payload.ptr, payload.len, &plan->symbol, plan->percent, bits, cap, symbol, &room);
    if (status == EMVQR_ERR_LIMIT) {
        say_too_large(plan, &room);
        return EMVQR__FAILED;
    }
    if (status != EMVQR_OK) {
        return emvqr__picture_not_encoded(status, payload);
    }
    plan->look.logo = &logo;
    plan->look.logo_side = room.side;
    if (emvqr_qr_encode(payload.ptr, payload.len, &plan->symbol, plain_bits, sizeof plain_bits, &plain) == EMVQR_OK &&
        plain.width < symbol->width) {
        emvqr__complain("for the logo the symbol has %u modules a side instead of %u; a smaller --logo-size%s may need "
                        "fewer",
                        (unsigned)symbol->width, (unsigned)plain.width,
                        segments_advice(plan, " or --segments optimal"));
    }
    return EMVQR__DONE;
}

#endif
