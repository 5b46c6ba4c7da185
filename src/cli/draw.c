/* SPDX-License-Identifier: MIT */
/* emvqr draw: a payload as a QR symbol, in a file or on the terminal; and what `make` shares with it. */
#include "cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#if EMVQR_HAVE_ENCODE
#include <emvqr/qr_encode.h>
#endif

bool emvqr__picture_option(emvqr__picture *picture, int option, const char *argument)
{
    switch (option) {
    case 'o': picture->file = argument; return true;
    case EMVQR__OPTION_FORMAT: picture->format = argument; return true;
    case EMVQR__OPTION_ECC: picture->ecc = argument; return true;
    case EMVQR__OPTION_MODULE: picture->module = argument; return true;
    case EMVQR__OPTION_QUIET: picture->quiet = argument; return true;
    case EMVQR__OPTION_SEGMENTS: picture->segments = argument; return true;
    case EMVQR__OPTION_ECI: picture->eci = argument; return true;
    default: return false;
    }
}

#if EMVQR_HAVE_ENCODE

/* ---- options, understood ---- */

typedef struct drawing {
    emvqr_qr_options symbol;
    emvqr_draw_options look;
    int format;
} drawing;

/* The place of a word among others that are joined by blanks; -1 with a message. NULL is `usual`. */
static int one_of(const char *option, const char *typed, const char *words, int usual)
{
    const char *word = words;

    if (typed == NULL) {
        return usual;
    }
    for (int place = 0; *word != '\0'; place++) {
        size_t len = strcspn(word, " ");
        if (len == strlen(typed) && strncasecmp(word, typed, len) == 0) {
            return place;
        }
        word += len + (word[len] == ' ');
    }
    emvqr__complain("%s \"%.100s\" is none of: %s", option, typed, words);
    return -1;
}

/* A number in decimal digits; -1 with a message. NULL is `usual`. */
static int number(const char *option, const char *typed, long least, long most, int usual)
{
    char *end;
    long value;

    if (typed == NULL) {
        return usual;
    }
    value = strtol(typed, &end, 10);
    if (typed[0] < '0' || typed[0] > '9' || *end != '\0' || value < least || value > most) {
        emvqr__complain("%s \"%.100s\" is no number from %ld to %ld", option, typed, least, most);
        return -1;
    }
    return (int)value;
}

static void complain_format(const char *start, const char *name)
{
    char formats[128] = "";
    size_t used = 0;

    for (unsigned i = 0; emvqr_draw_format_name(i) != NULL; i++) {
        const char *format = emvqr_draw_format_name(i);
        if (*format != '\0' && used + strlen(format) + 2 < sizeof formats) {
            used += (size_t)snprintf(formats + used, sizeof formats - used, " %s", format);
        }
    }
    emvqr__complain("%s \"%.200s\": this build draws%s", start, name, formats);
}

/* What follows the last dot of a file's name; "" without one. */
static const char *ending(const char *file)
{
    const char *dot = strrchr(file, '.');

    return dot != NULL && strchr(dot, '/') == NULL ? dot + 1 : "";
}

/* By --format, else by the file's ending, else for a terminal; -1 with a message. */
static int format_of(const emvqr__picture *picture)
{
    const char *name = picture->format, *start = "--format", *told = picture->format;
    int format;

    if (name == NULL && picture->file == NULL) {
        return EMVQR_DRAW_TERMINAL;
    }
    if (name == NULL && strcmp(picture->file, "-") == 0) {
        emvqr__complain("-o - has no ending that tells the format: add --format, as in --format png");
        return -1;
    }
    if (name == NULL) {
        name = ending(picture->file);
        start = "the file's ending tells no format:";
        told = picture->file;
    }
    format = emvqr_draw_format(name, strlen(name));
    if (format < 0) {
        complain_format(start, told);
    }
    return format;
}

static bool understand(const emvqr__picture *picture, drawing *draw)
{
    int ecc = one_of("--ecc", picture->ecc, "L M Q H", EMVQR_QR_M);
    int segments = one_of("--segments", picture->segments, "byte optimal", EMVQR_QR_SEGMENTS_BYTE);
    int eci = one_of("--eci", picture->eci, "auto none utf8", EMVQR_QR_ECI_AUTO);
    int module = number("--module", picture->module, 1, EMVQR_DRAW_MODULE_MAX, EMVQR_DRAW_MODULE);
    int quiet = number("--quiet", picture->quiet, 0, EMVQR_DRAW_QUIET_MAX, EMVQR_DRAW_QUIET);

    draw->format = format_of(picture);
    if (ecc < 0 || segments < 0 || eci < 0 || module < 0 || quiet < 0 || draw->format < 0) {
        return false;
    }
    draw->symbol.ecc = (uint8_t)ecc;
    draw->symbol.segments = (uint8_t)segments;
    draw->symbol.eci = (uint8_t)eci;
    draw->symbol.version = 0;
    draw->look.module = (uint16_t)module;
    draw->look.quiet = (uint16_t)(quiet == 0 ? EMVQR_DRAW_NO_QUIET : (unsigned)quiet);
    return true;
}

int emvqr__picture_check(const emvqr__picture *picture)
{
    drawing draw;

    if (!understand(picture, &draw)) {
        return EMVQR__FAILED;
    }
    if (draw.format == EMVQR_DRAW_PNG && emvqr__out.terminal &&
        (picture->file == NULL || strcmp(picture->file, "-") == 0)) {
        emvqr__complain("a terminal cannot show PNG: name a file with -o, or leave --format out");
        return EMVQR__FAILED;
    }
    return EMVQR__DONE;
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

static int say_drawing_failed(emvqr_status status)
{
    emvqr__complain("the symbol cannot be drawn: %s", emvqr_status_text(status));
    return EMVQR__FAILED;
}

/* A file that was not finished is no picture; what is no plain file (a device, a pipe) stays. */
static void remove_part(const char *path)
{
    struct stat info;

    if (lstat(path, &info) == 0 && S_ISREG(info.st_mode)) {
        (void)remove(path);
    }
}

static int draw_file(const char *path, const emvqr_qr *symbol, const drawing *draw)
{
    FILE *file = fopen(path, "wb");
    emvqr_status status;
    int error;

    if (file == NULL) {
        emvqr__complain("%s cannot be written: %s", path, strerror(errno));
        return EMVQR__FAILED;
    }
    errno = 0;
    status = emvqr_qr_draw(symbol, (unsigned)draw->format, &draw->look, to_file, file);
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
        return say_drawing_failed(status);
    }
    emvqr__complain("%s cannot be written: %s", path, strerror(error));
    return EMVQR__FAILED;
}

/* Whether a terminal is wide enough; a wrapped symbol is read by nobody. */
static bool fits(const emvqr__stream *stream, const emvqr_qr *symbol, const drawing *draw)
{
    unsigned quiet = draw->look.quiet == EMVQR_DRAW_NO_QUIET ? 0 : draw->look.quiet;
    unsigned columns = (symbol->width + 2 * quiet) * (draw->format == EMVQR_DRAW_TEXT ? 2u : 1u);
    struct winsize size;

    if ((draw->format != EMVQR_DRAW_TERMINAL && draw->format != EMVQR_DRAW_TEXT) || !stream->terminal ||
        ioctl(stream->fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_col >= columns) {
        return true;
    }
    emvqr__complain("the terminal is too narrow: the symbol takes %u columns, there are %u; widen it, or draw into a "
                    "file with -o code.png",
                    columns, (unsigned)size.ws_col);
    return false;
}

int emvqr__picture_draw(const emvqr__picture *picture, emvqr_span payload, emvqr__stream *stream)
{
    static uint8_t bits[EMVQR_QR_BYTES_MAX];
    drawing draw;
    emvqr_qr symbol;
    emvqr_status status;

    if (!understand(picture, &draw)) {
        return EMVQR__FAILED;
    }
    status = emvqr_qr_encode(payload.ptr, payload.len, &draw.symbol, bits, sizeof bits, &symbol);
    if (status == EMVQR_ERR_TOO_LONG) {
        emvqr__complain("no QR symbol holds %lu bytes with this error correction; --ecc L holds most",
                        (unsigned long)payload.len);
        return EMVQR__FAILED;
    }
    if (status != EMVQR_OK) {
        return say_drawing_failed(status);
    }
    if (picture->file != NULL && strcmp(picture->file, "-") != 0) {
        return draw_file(picture->file, &symbol, &draw);
    }
    if (!fits(stream, &symbol, &draw)) {
        return EMVQR__FAILED;
    }
    status = emvqr_qr_draw(&symbol, (unsigned)draw.format, &draw.look, to_stream, stream);
    /* What a stream could not write is told at its end. */
    return status == EMVQR_OK || status == EMVQR_ERR_FILE ? EMVQR__DONE : say_drawing_failed(status);
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

/* ---- the verb ---- */

enum { OPTION_FORCE = 400 };

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        EMVQR__PICTURE_OPTIONS,
        { "force", no_argument, NULL, OPTION_FORCE },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    static emvqr__reading reading;
    emvqr__picture picture = { NULL, NULL, NULL, NULL, NULL, NULL, NULL };
    emvqr_span payload;
    bool force = false;
    int option, status;

    while (option = getopt_long(argc, argv, ":ho:", options, NULL), option != -1) {
        if (option == 'h') {
            return emvqr__verb_help_text(&emvqr__verb_draw);
        } else if (option == OPTION_FORCE) {
            force = true;
        } else if (!emvqr__picture_option(&picture, option, optarg)) {
            return emvqr__bad_option(&emvqr__verb_draw, option, argv);
        }
    }
    if (argc - optind > 1) {
        emvqr__complain("draw: one payload at a time");
        return emvqr__usage(&emvqr__verb_draw);
    }
    status = emvqr__picture_check(&picture);
    if (status != EMVQR__DONE) {
        return status;
    }
    if (!emvqr__payload_argument(optind < argc ? argv[optind] : NULL, &payload)) {
        return EMVQR__FAILED;
    }
    emvqr__read_payload(&reading, payload, EMVQR_FIELD, 0);
    if (!emvqr__may_write(&reading, force)) {
        return EMVQR__BAD;
    }
    payload.ptr += reading.doc.start;
    payload.len = (size_t)reading.doc.end - reading.doc.start;
    return emvqr__picture_draw(&picture, payload, &emvqr__out);
}

const emvqr__verb emvqr__verb_draw = {
    .name = "draw",
    .usage = "[PAYLOAD] [-o FILE]",
    .summary = "draws a payload as a QR symbol",
    .help =
        "Draws a payload, or without PAYLOAD (or with \"-\") the line on standard input, as a QR symbol.\n"
        "Without -o it is drawn on the terminal. Blanks around the payload are not drawn. A payload with an\n"
        "error is refused.\n"
        "\n"
        "Options\n"
        "  -o, --output FILE  draws into a file (- is standard output): png, svg, pbm or txt by its ending\n"
        "  --format FORMAT    the format, whatever the file's ending\n"
        EMVQR__PICTURE_HELP
        "  --force            lets errors of content pass (a wrong CRC), never errors of structure\n"
        "\n"
        "Exit status: 0 drawn; 1 the payload has an error, and nothing is drawn; 2 wrong usage, no symbol\n"
        "holds it, or the file cannot be written.\n"
        "\n"
        "Examples\n"
        "  emvqr draw \"$CODE\"\n"
        "  emvqr edit \"$CODE\" --amount 75 | emvqr draw -o code.svg --module 4\n",
    .run = run,
};
