/* SPDX-License-Identifier: MIT */
/* emvqr read: payloads from arguments, or a stream of lines that never ends early. */
#include "cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- progress: for a person who waits, where standard output is not in the way ---- */

typedef struct progress {
    bool wanted, shown;
    struct timespec last;
} progress;

enum { PROGRESS_EVERY_MS = 300, PROGRESS_LOOK = 1024 }; /* payloads between two looks at the clock */

static void progress_init(progress *p)
{
    p->wanted = emvqr__err.terminal && !emvqr__out.terminal && !isatty(0);
    p->shown = false;
    clock_gettime(CLOCK_MONOTONIC, &p->last);
}

static void progress_step(progress *p, const emvqr__report *report)
{
    struct timespec now;

    if (!p->wanted || report->payloads % PROGRESS_LOOK != 0) {
        return;
    }
    clock_gettime(CLOCK_MONOTONIC, &now);
    if ((now.tv_sec - p->last.tv_sec) * 1000 + (now.tv_nsec - p->last.tv_nsec) / 1000000 < PROGRESS_EVERY_MS) {
        return;
    }
    p->last = now;
    p->shown = true;
    emvqr__putf(&emvqr__err, "\r%llu payloads, %llu with errors", (unsigned long long)report->payloads,
                (unsigned long long)report->bad);
    emvqr__flush(&emvqr__err);
}

static void progress_erase(const progress *p)
{
    if (p->shown) {
        emvqr__puts(&emvqr__err, "\r\033[K");
        emvqr__flush(&emvqr__err);
    }
}

/* ---- the verb ---- */

static int read_lines(emvqr__report *report)
{
    static emvqr__lines lines;
    progress shown;
    emvqr_span line;
    int answer;

    if (isatty(0)) {
        emvqr__complain("reading payloads from the terminal, one a line; Ctrl-D ends it");
    }
    emvqr__lines_init(&lines, 0);
    progress_init(&shown);
    while (answer = emvqr__line_next(&lines, &line), answer == EMVQR__LINE || answer == EMVQR__LINE_CUT) {
        emvqr__report_payload(report, line, answer == EMVQR__LINE_CUT, NULL);
        progress_step(&shown, report);
        if (emvqr__out.error != 0) {
            break;
        }
    }
    progress_erase(&shown);
    if (answer == EMVQR__LINE_ERROR) {
        emvqr__complain("standard input cannot be read: %s", strerror(errno));
        return EMVQR__FAILED;
    }
    return report->status;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = { EMVQR__REPORT_OPTIONS, { NULL, 0, NULL, 0 } };
    static emvqr__report report = { .policy = EMVQR_FIELD };
    int option;

    while (option = getopt_long(argc, argv, ":h", options, NULL), option != -1) {
        if (option == 'h' || option == EMVQR__OPTION_HELP) {
            return emvqr__verb_help_text(&emvqr__verb_read);
        }
        if (option == '?' || option == ':') {
            return emvqr__bad_option(&emvqr__verb_read, option, argv);
        }
        if (!emvqr__report_option(&report, option, optarg)) {
            return EMVQR__FAILED;
        }
    }
    if (optind == argc || (optind + 1 == argc && strcmp(argv[optind], "-") == 0)) {
        return read_lines(&report);
    }
    for (int i = optind; i < argc; i++) {
        emvqr_span payload = { argv[i], strlen(argv[i]) };
        emvqr__report_payload(&report, payload, false, NULL);
    }
    return report.status;
}

const emvqr__verb emvqr__verb_read = {
    .name = "read",
    .usage = "[--json] [--policy strict|field] [--now TIME] [--expect PAYLOAD] [PAYLOAD...]",
    .summary = "explains payloads",
    .help =
        "Explains each PAYLOAD: who is paid, how much, what else it says, and what is wrong with it.\n"
        "Without PAYLOAD (or with \"-\"), one payload a line is read from standard input, and each line is\n"
        "answered before the next one is waited for; every line gets an answer, an empty one too. Of a line\n"
        "of more than 65535 bytes, which is no payload, the rest is skipped. A payload that begins with -\n"
        "stands behind --.\n"
        "\n"
        "Options\n"
        EMVQR__REPORT_HELP
        "\n"
        "Exit status: 0 no payload has an error; 1 at least one has; 2 wrong usage, or input or output\n"
        "failed.\n"
        "\n"
        "Examples\n"
        "  emvqr read \"$CODE\"\n"
        "  emvqr read --json < payloads.txt | jq .networks\n"
        "  emvqr read --expect \"$(cat mine.txt)\" \"$CODE\"\n",
    .run = run,
};
