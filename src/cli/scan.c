/* SPDX-License-Identifier: MIT */
/* emvqr scan: what the QR symbols in pictures hold, explained as `read` does. */
#include "cli.h"

typedef struct scanning {
    emvqr__report *report;
    const char *path;
} scanning;

static void found(void *user, emvqr_span payload)
{
    const scanning *scan = user;

    emvqr__report_payload(scan->report, payload, false, scan->path);
}

static int run(int argc, char **argv)
{
    static const struct option options[] = { EMVQR__REPORT_OPTIONS, { NULL, 0, NULL, 0 } };
    static emvqr__report report = { .policy = EMVQR_FIELD, .out = &emvqr__out };
    int option, status = EMVQR__DONE;

    while (option = getopt_long(argc, argv, ":h", options, NULL), option != -1) {
        if (option == 'h' || option == EMVQR__OPTION_HELP) {
            return emvqr__verb_help_text(&emvqr__verb_scan);
        }
        if (option == '?' || option == ':') {
            return emvqr__bad_option(&emvqr__verb_scan, option, argv);
        }
        if (!emvqr__report_option(&report, option, optarg)) {
            return EMVQR__FAILED;
        }
    }
    if (optind == argc) {
        emvqr__complain("scan: which picture? Name a PNG, JPEG or PNM file, or - for standard input");
        return emvqr__usage(&emvqr__verb_scan);
    }
    for (int i = optind; i < argc && emvqr__out.error == 0; i++) {
        scanning scan = { &report, argv[i] };
        status = emvqr__worse(status, emvqr__scan_picture(argv[i], found, &scan));
    }
    return emvqr__worse(status, report.status);
}

const emvqr__verb emvqr__verb_scan = {
    .name = "scan",
    .usage = "[--json] [--policy strict|field] [--now TIME] [--expect PAYLOAD] IMAGE...",
    .summary = "finds the QR symbols in pictures and explains them",
    .help =
        "Finds every QR symbol in PNG, JPEG and PNM pictures (- is standard input) and explains each as\n"
        "`emvqr read` does. With --json each symbol is one line, whose \"source\" names the picture. Each\n"
        "picture is decoded in a process of its own with limits on time and memory, so that a hostile one\n"
        "harms nothing but itself.\n"
        "\n"
        "Options\n"
        EMVQR__REPORT_HELP
        "\n"
        "Exit status: 0 no payload has an error; 1 at least one has; 2 wrong usage, or a picture cannot be\n"
        "read; 3 a picture was read and holds no QR symbol. Of several, 2 comes before 1, and 1 before 3.\n"
        "\n"
        "Example: whether a photo of the sticker at the door still shows the shop's own payee\n"
        "  emvqr scan --expect \"$(cat mine.txt)\" photo.jpg\n",
    .run = run,
};
