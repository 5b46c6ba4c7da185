/* SPDX-License-Identifier: MIT */
/* emvqr draw: a payload as a QR symbol, in a file or on the terminal. */
#include "cli.h"

#include <stdio.h>

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
    emvqr__picture picture = { NULL, { NULL } };
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
        "error is refused, and so is a drawing that does not read back as the payload.\n"
        "\n"
        "Options\n"
        "  -o, --output FILE  draws into a file (- is standard output): png, svg, pbm, txt or zpl by its ending\n"
        "  --format FORMAT    the format, whatever the file's ending; for receipts escpos (a picture) and\n"
        "                     escpos-native (the printer's own command), for labels zpl\n"
        EMVQR__PICTURE_HELP
        "  --force            lets errors of content pass (a wrong CRC), never errors of structure\n"
        "\n"
        "Exit status: 0 drawn; 1 the payload has an error, and nothing is drawn; 2 wrong usage, no symbol\n"
        "holds it, or the file cannot be written.\n"
        "\n"
        "Examples\n"
        "  emvqr draw \"$CODE\"\n"
        "  emvqr edit \"$CODE\" --amount 75 | emvqr draw -o code.svg --module-mm 0.8\n"
        "  emvqr draw \"$CODE\" -o - --format escpos --paper 576 > /dev/usb/lp0\n",
    .run = run,
};
