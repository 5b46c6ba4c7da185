/* SPDX-License-Identifier: MIT */
/* A planned drawing, made: encoded, read back, and written to a file or a stream. */
#include "cli.h"

#if EMVQR_HAVE_ENCODE

#include "picture.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool goes_to_stream(const emvqr__picture *picture)
{
    return picture->file == NULL || strcmp(picture->file, "-") == 0;
}

/* What a terminal would take for commands, or for nothing at all. */
static bool is_binary(int format)
{
    return format == EMVQR_DRAW_PNG || format == EMVQR_DRAW_ESCPOS || format == EMVQR__FORMAT_NATIVE ||
           format == EMVQR__FORMAT_PDF;
}

int emvqr__picture_check(const emvqr__picture *picture)
{
    emvqr__plan plan;

    if (!emvqr__picture_plan(picture, &plan)) {
        return EMVQR__FAILED;
    }
    if (is_binary(plan.format) && emvqr__out.terminal && goes_to_stream(picture)) {
        emvqr__complain("a terminal cannot show this format: name a file with -o, or leave --format out");
        return EMVQR__FAILED;
    }
    return EMVQR__DONE;
}

static int say_drawing_failed(emvqr_status status)
{
    emvqr__complain("the symbol cannot be drawn: %s", emvqr_status_text(status));
    return EMVQR__FAILED;
}

/* ---- what does not fit ---- */

static unsigned modules_across(const emvqr_qr *symbol, const emvqr__plan *plan)
{
    return symbol->width + 2u * (plan->look.quiet == EMVQR_DRAW_NO_QUIET ? 0u : plan->look.quiet);
}

/* Whether a terminal is wide enough; a wrapped symbol is read by nobody. */
static bool fits_terminal(const emvqr__stream *stream, const emvqr_qr *symbol, const emvqr__plan *plan)
{
    unsigned columns = modules_across(symbol, plan) * (plan->format == EMVQR_DRAW_TEXT ? 2u : 1u);
    struct winsize size;

    if ((plan->format != EMVQR_DRAW_TERMINAL && plan->format != EMVQR_DRAW_TEXT) || !stream->terminal ||
        ioctl(stream->fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_col >= columns) {
        return true;
    }
    emvqr__complain("the terminal is too narrow: the symbol takes %u columns, there are %u; widen it, or draw into a "
                    "file with -o code.png",
                    columns, (unsigned)size.ws_col);
    return false;
}

static bool fits_paper(const emvqr_qr *symbol, const emvqr__plan *plan)
{
    unsigned across = modules_across(symbol, plan), paper = plan->look.paper, most = paper / across;
    unsigned usual = EMVQR_DRAW_MODULE < most ? EMVQR_DRAW_MODULE : most;
    unsigned module = plan->look.module != 0 ? plan->look.module : usual;
    bool native = plan->format == EMVQR__FORMAT_NATIVE;
    const char *smaller = native ? "--format escpos with --segments optimal" : "--segments optimal";

    if (most == 0) {
        emvqr__complain("the symbol takes %u modules with its quiet zone, and the paper has %u dots: %s makes it "
                        "smaller, --paper tells of wider paper",
                        across, paper, smaller);
        return false;
    }
    if (native && module > EMVQR_DRAW_NATIVE_MODULE_MAX) {
        emvqr__complain("the printer's own command knows modules of 1 to %u dots; --format escpos has larger ones",
                        EMVQR_DRAW_NATIVE_MODULE_MAX);
        return false;
    }
    if (module > most) {
        emvqr__complain("%u modules of %u dots take %u, and the paper has %u: --module %u is the most that fits",
                        across, module, across * module, paper, most);
        return false;
    }
    if (module < 3) {
        emvqr__complain("a module is %u of the printer's dots; fewer than 3 smear on thermal paper. %s makes a smaller "
                        "symbol",
                        module, smaller);
    }
    return true;
}

/* A module is a whole number of dots, which may be far from the size that was asked for. */
static void tell_size(const emvqr__plan *plan)
{
    long asked = plan->nanometres, real = (long)plan->look.nanometres;

    if (asked > 0 && labs(real - asked) * 20 > asked) {
        emvqr__complain("a module is %u whole dots at %u dpi: %ld.%03ld mm instead of %ld.%03ld",
                        (unsigned)plan->look.module, plan->dpi, real / EMVQR__MILLIMETRE,
                        real % EMVQR__MILLIMETRE / 1000, asked / EMVQR__MILLIMETRE, asked % EMVQR__MILLIMETRE / 1000);
    }
}

/* ---- where it goes ---- */

static bool to_stream(void *user, const void *data, size_t len)
{
    emvqr__stream *stream = user;

    emvqr__put(stream, data, len);
    return stream->error == 0;
}

static bool to_file(void *user, const void *data, size_t len)
{
    FILE *file = user;

    return fwrite(data, 1, len, file) == len;
}

static emvqr_status draw(const emvqr_qr *symbol, const emvqr__plan *plan, emvqr_span payload, emvqr_sink sink,
                         void *user)
{
    if (plan->sticker) {
        return emvqr__picture_sticker(plan, symbol, payload, sink, user);
    }
    return plan->format == EMVQR__FORMAT_NATIVE
               ? emvqr_qr_draw_native(payload.ptr, payload.len, symbol->ecc, &plan->look, sink, user)
               : emvqr_qr_draw(symbol, (unsigned)plan->format, &plan->look, sink, user);
}

/* A file that was not finished is no picture; what is no plain file (a device, a pipe) stays. */
static void remove_part(const char *path)
{
    struct stat info;

    if (lstat(path, &info) == 0 && S_ISREG(info.st_mode)) {
        (void)remove(path);
    }
}

static int draw_file(const char *path, const emvqr_qr *symbol, const emvqr__plan *plan, emvqr_span payload)
{
    FILE *file = fopen(path, "wb");
    emvqr_status status;
    int error;

    if (file == NULL) {
        emvqr__complain("%s cannot be written: %s", path, strerror(errno));
        return EMVQR__FAILED;
    }
    errno = 0;
    status = draw(symbol, plan, payload, to_file, file);
    error = errno;
    if (fclose(file) != 0 && status == EMVQR_OK) {
        status = EMVQR_ERR_FILE;
        error = errno;
    }
    if (status == EMVQR_OK) {
        return EMVQR__DONE;
    }
    remove_part(path);
    if (status != EMVQR_ERR_FILE) {
        return plan->sticker ? EMVQR__FAILED : say_drawing_failed(status);
    }
    emvqr__complain("%s cannot be written: %s", path, strerror(error));
    return EMVQR__FAILED;
}

/* ---- the whole way ---- */

int emvqr__picture_not_encoded(emvqr_status status, emvqr_span payload)
{
    if (status != EMVQR_ERR_TOO_LONG) {
        return say_drawing_failed(status);
    }
    emvqr__complain("no QR symbol holds %lu bytes with this error correction; --ecc L holds most",
                    (unsigned long)payload.len);
    return EMVQR__FAILED;
}

static int encode(emvqr__plan *plan, emvqr_span payload, emvqr_qr *symbol)
{
    static uint8_t bits[EMVQR_QR_BYTES_MAX];
    emvqr_status status;

    if (plan->logo != NULL) {
        return emvqr__picture_encode_logo(plan, payload, bits, sizeof bits, symbol);
    }
    status = emvqr_qr_encode(payload.ptr, payload.len, &plan->symbol, bits, sizeof bits, symbol);

    return status == EMVQR_OK ? EMVQR__DONE : emvqr__picture_not_encoded(status, payload);
}

/* A printer's own command: ASCII alone, one segment of bytes, the size that the printer may need at most. */
static int encode_native(emvqr__plan *plan, emvqr_span payload, emvqr_qr *symbol)
{
    for (size_t i = 0; i < payload.len; i++) {
        if ((unsigned char)payload.ptr[i] >= 0x80u || plan->symbol.eci == EMVQR_QR_ECI_UTF8) {
            emvqr__complain("the printer's own command cannot say that text is UTF-8, and may take it for Kanji: use "
                            "--format escpos, which prints the modules");
            return EMVQR__FAILED;
        }
    }
    plan->symbol.segments = EMVQR_QR_SEGMENTS_BYTE;
    plan->symbol.eci = EMVQR_QR_ECI_NONE;
    plan->check = false; /* its modules are the printer's work */
    return encode(plan, payload, symbol);
}

static bool fits(const emvqr_qr *symbol, const emvqr__plan *plan, const emvqr__picture *picture,
                 const emvqr__stream *stream)
{
    bool prints = plan->format == EMVQR_DRAW_ESCPOS || plan->format == EMVQR_DRAW_ZPL ||
                  plan->format == EMVQR__FORMAT_NATIVE;

    return (!prints || fits_paper(symbol, plan)) &&
           (!goes_to_stream(picture) || fits_terminal(stream, symbol, plan));
}

/* A symbol that fits where it goes and says what it should. */
static bool make_symbol(emvqr__plan *plan, const emvqr__picture *picture, emvqr_span payload,
                        const emvqr__stream *stream, emvqr_qr *symbol)
{
    int answer = plan->format == EMVQR__FORMAT_NATIVE ? encode_native(plan, payload, symbol)
                                                      : encode(plan, payload, symbol);

    return answer == EMVQR__DONE && fits(symbol, plan, picture, stream) &&
           (!plan->check || emvqr__picture_reads(symbol, plan, payload));
}

int emvqr__picture_draw(const emvqr__picture *picture, emvqr_span payload, emvqr__stream *stream)
{
    emvqr__plan plan;
    emvqr_qr symbol;
    emvqr_status status;

    if (!emvqr__picture_plan(picture, &plan) || !make_symbol(&plan, picture, payload, stream, &symbol)) {
        return EMVQR__FAILED;
    }
    tell_size(&plan);
    if (!goes_to_stream(picture)) {
        return draw_file(picture->file, &symbol, &plan, payload);
    }
    status = draw(&symbol, &plan, payload, to_stream, stream);
    if (status == EMVQR_OK || status == EMVQR_ERR_FILE) {
        return EMVQR__DONE; /* what a stream could not write is told at its end */
    }
    return plan.sticker ? EMVQR__FAILED : say_drawing_failed(status);
}

#else

int emvqr__picture_check(const emvqr__picture *picture)
{
    (void)picture;
    emvqr__complain("this build draws no symbols: it was made without libqrencode (EMVQR_ENCODE=OFF)");
    return EMVQR__FAILED;
}

int emvqr__picture_draw(const emvqr__picture *picture, emvqr_span payload, emvqr__stream *stream)
{
    (void)payload;
    (void)stream;
    return emvqr__picture_check(picture);
}

#endif
