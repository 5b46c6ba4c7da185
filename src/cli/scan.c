/* SPDX-License-Identifier: MIT */
/* emvqr scan: what the QR symbols in pictures hold, explained as `read` does. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

typedef struct scanning {
    emvqr__report *report;
    const char *path;
} scanning;

static void found(void *user, emvqr_span payload, const emvqr__sighting *sighting)
{
    const scanning *scan = user;

    emvqr__report_payload(scan->report, payload, false, scan->path, sighting);
}

enum { OPTION_PROFILE = 400, OPTION_ALL, OPTION_TIME, OPTION_ISOLATE, OPTION_NO_ISOLATE, OPTION_CAMERA };

static bool profile_option(emvqr__looking *how, const char *argument)
{
    static const char *const names[] = { "normal", "fast", "thorough" }; /* in the order of EMVQR_QR_NORMAL ... */

    for (uint8_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(argument, names[i]) == 0) {
            how->profile = i;
            return true;
        }
    }
    emvqr__complain("--profile is fast, normal or thorough, not \"%s\"", argument);
    return false;
}

static bool time_option(emvqr__looking *how, const char *argument)
{
    char *end;
    unsigned long number = strtoul(argument, &end, 10);

    if (argument[0] < '0' || argument[0] > '9' || *end != '\0' || number == 0 || number > 3600000) {
        emvqr__complain("--time is milliseconds, 1 to 3600000, not \"%s\"", argument);
        return false;
    }
    how->milliseconds = (uint32_t)number;
    return true;
}

/* One option of the verb's own, or of the report; false with a message. */
static bool take_option(emvqr__report *report, emvqr__looking *how, int option, const char *argument)
{
    switch (option) {
    case OPTION_PROFILE: return profile_option(how, argument);
    case OPTION_ALL: how->until = 2; return true; /* EMVQR_QR_UNTIL_NEVER */
    case OPTION_TIME: return time_option(how, argument);
    case OPTION_ISOLATE: how->here = false; return true;
    case OPTION_CAMERA: how->camera = true; return true;
    case OPTION_NO_ISOLATE: how->here = true; return true;
    default: return emvqr__report_option(report, option, argument);
    }
}

/* With --camera the only argument, if there is one, is the device. */
static int watch_camera(emvqr__report *report, const emvqr__looking *how, int count, char **arguments)
{
    scanning scan = { report, count > 0 ? arguments[0] : "/dev/video0" };
    int status;

    if (count > 1 || how->until != 0 || how->here) {
        emvqr__complain("scan: --camera watches one device, always in a process of its own, until the first payment "
                        "code: it takes no pictures, no --all and no --no-isolate");
        return emvqr__usage(&emvqr__verb_scan);
    }
    status = emvqr__scan_camera(scan.path, how, found, &scan);
    return emvqr__worse(status, report->status);
}

static int scan_pictures(emvqr__report *report, const emvqr__looking *how, int count, char **paths)
{
    int status = EMVQR__DONE;

    if (count == 0) {
        emvqr__complain("scan: which picture? Name a PNG, JPEG or PNM file, or - for standard input");
        return emvqr__usage(&emvqr__verb_scan);
    }
    for (int i = 0; i < count && emvqr__out.error == 0; i++) {
        scanning scan = { report, paths[i] };
        status = emvqr__worse(status, emvqr__scan_picture(paths[i], how, found, &scan));
    }
    return emvqr__worse(status, report->status);
}

static int run(int argc, char **argv)
{
    static const struct option options[] = { EMVQR__REPORT_OPTIONS,
                                             { "profile", required_argument, NULL, OPTION_PROFILE },
                                             { "all", no_argument, NULL, OPTION_ALL },
                                             { "time", required_argument, NULL, OPTION_TIME },
                                             { "isolate", no_argument, NULL, OPTION_ISOLATE },
                                             { "no-isolate", no_argument, NULL, OPTION_NO_ISOLATE },
                                             { "camera", no_argument, NULL, OPTION_CAMERA },
                                             { NULL, 0, NULL, 0 } };
    static emvqr__report report = { .policy = EMVQR_FIELD, .out = &emvqr__out };
    emvqr__looking how = { 0, 0, 0, false, false };
    int option;

    while (option = getopt_long(argc, argv, ":h", options, NULL), option != -1) {
        if (option == 'h' || option == EMVQR__OPTION_HELP) {
            return emvqr__verb_help_text(&emvqr__verb_scan);
        }
        if (option == '?' || option == ':') {
            return emvqr__bad_option(&emvqr__verb_scan, option, argv);
        }
        if (!take_option(&report, &how, option, optarg)) {
            return EMVQR__FAILED;
        }
    }
    return how.camera ? watch_camera(&report, &how, argc - optind, argv + optind)
                      : scan_pictures(&report, &how, argc - optind, argv + optind);
}

const emvqr__verb emvqr__verb_scan = {
    .name = "scan",
    .usage = "[--json] [--policy strict|field] [--now TIME] [--expect PAYLOAD] [--profile PROFILE] [--all]"
             " IMAGE... | --camera [DEVICE]",
    .summary = "finds the QR symbols in pictures and explains them",
    .help =
        "Finds every QR symbol in PNG, JPEG and PNM pictures (- is standard input) and explains each as\n"
        "`emvqr read` does. With --json each symbol is one line, whose \"source\" names the picture. Each\n"
        "picture is decoded in a process of its own with limits on time and memory, which on Linux can do\n"
        "nothing else, so that a hostile one harms nothing but itself.\n"
        "\n"
        "The search ends with the step that finds a payment code with a right CRC. \"corners\" are where\n"
        "the symbol lies, from the top left one anticlockwise, \"rung\" the step that found it, \"scale\" of\n"
        "which copy; \"repair\" is \"eci\" when the symbol names a charset that its CRC shows to be wrong.\n"
        "\n"
        "With --camera the frames of a camera (Linux; /dev/video0) are watched until one shows a payment\n"
        "code with a right CRC, until --time is over, or a signal comes; each frame is looked at in the\n"
        "fastest way and in one further way. DEVICE may also be a file, or - for standard input, of PGM\n"
        "pictures (P5) one behind the other.\n"
        "\n"
        "Options\n"
        EMVQR__REPORT_HELP
        "  --profile PROFILE  fast, normal (the default) or thorough: also what is blurred, bent or damaged\n"
        "  --all              every step of the search, also after a payment code was found\n"
        "  --time MS          begin no further step after so many milliseconds\n"
        "  --camera           watch a camera, or a recording of its frames\n"
        "  --no-isolate       decode in this process, for pictures of your own; --isolate is the default\n"
        "\n"
        "Exit status: 0 no payload has an error; 1 at least one has; 2 wrong usage, or a picture cannot be\n"
        "read; 3 a picture was read and holds no QR symbol. Of several, 2 comes before 1, and 1 before 3.\n"
        "\n"
        "Example: whether a photo of the sticker at the door still shows the shop's own payee\n"
        "  emvqr scan --expect \"$(cat mine.txt)\" photo.jpg\n",
    .run = run,
};
