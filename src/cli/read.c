/* SPDX-License-Identifier: MIT */
/* emvqr read: payloads from arguments, or a stream of lines that never ends early. */
#include "cli.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- progress: for a person who waits, where standard output is not in the way ---- */

enum { PROGRESS_EVERY_MS = 300, PROGRESS_LOOK = 1024 }; /* payloads between two looks at the clock */

static bool progress_shown;

static bool progress_is_wanted(void)
{
    return emvqr__err.terminal && !emvqr__out.terminal && !isatty(0);
}

static void progress_show(uint64_t payloads, uint64_t bad)
{
    progress_shown = true;
    emvqr__putf(&emvqr__err, "\r%llu payloads, %llu with errors", (unsigned long long)payloads,
                (unsigned long long)bad);
    emvqr__flush(&emvqr__err);
}

static void progress_step(struct timespec *last, const emvqr__report *report)
{
    struct timespec now;

    if (report->payloads % PROGRESS_LOOK != 0) {
        return;
    }
    clock_gettime(CLOCK_MONOTONIC, &now);
    if ((now.tv_sec - last->tv_sec) * 1000 + (now.tv_nsec - last->tv_nsec) / 1000000 >= PROGRESS_EVERY_MS) {
        *last = now;
        progress_show(report->payloads, report->bad);
    }
}

static void progress_erase(void)
{
    if (progress_shown) {
        emvqr__puts(&emvqr__err, "\r\033[K");
        emvqr__flush(&emvqr__err);
    }
}

/* ---- the verb ---- */

static int read_lines(emvqr__report *report)
{
    static emvqr__lines lines;
    struct timespec last;
    bool wanted = progress_is_wanted();
    emvqr_span line;
    int answer;

    emvqr__lines_init(&lines, 0);
    clock_gettime(CLOCK_MONOTONIC, &last);
    while (answer = emvqr__line_next(&lines, &line), answer == EMVQR__LINE || answer == EMVQR__LINE_CUT) {
        emvqr__report_payload(report, line, answer == EMVQR__LINE_CUT, NULL, NULL);
        if (wanted) {
            progress_step(&last, report);
        }
        if (emvqr__out.error != 0) {
            break;
        }
    }
    if (answer == EMVQR__LINE_ERROR) {
        emvqr__complain("standard input cannot be read: %s", strerror(errno));
        return EMVQR__FAILED;
    }
    return report->status;
}

static int read_input(emvqr__report *report, unsigned jobs)
{
    int status;

    if (isatty(0)) {
        emvqr__complain("reading payloads from the terminal, one a line; Ctrl-D ends it");
    }
    status = jobs > 1 ? emvqr__read_parallel(report, jobs, progress_is_wanted() ? progress_show : NULL)
                      : read_lines(report);
    progress_erase();
    return status;
}

/* A number of threads; 0 is as many as the machine has cores. */
static bool read_jobs(const char *text, unsigned *jobs)
{
    size_t len = strspn(text, "0123456789");
    unsigned long number = len == 0 || len > 3 || text[len] != '\0' ? EMVQR__JOBS_MAX + 1 : strtoul(text, NULL, 10);
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    if (number > EMVQR__JOBS_MAX) {
        emvqr__complain("-j \"%.20s\" is no number of threads: write 1 to %u, or 0 for as many as there are cores",
                        text, EMVQR__JOBS_MAX);
        return false;
    }
    *jobs = number != 0 ? (unsigned)number : cores < 1 ? 1 : cores > (long)EMVQR__JOBS_MAX ? EMVQR__JOBS_MAX
                                                                                          : (unsigned)cores;
    return true;
}

/* -1: go on. */
static int read_options(int argc, char **argv, emvqr__report *report, unsigned *jobs)
{
    static const struct option options[] = {
        EMVQR__REPORT_OPTIONS, { "jobs", required_argument, NULL, 'j' }, { NULL, 0, NULL, 0 }
    };
    int option;

    while (option = getopt_long(argc, argv, ":hj:", options, NULL), option != -1) {
        if (option == 'h' || option == EMVQR__OPTION_HELP) {
            return emvqr__verb_help_text(&emvqr__verb_read);
        }
        if (option == '?' || option == ':') {
            return emvqr__bad_option(&emvqr__verb_read, option, argv);
        }
        if (option == 'j' ? !read_jobs(optarg, jobs) : !emvqr__report_option(report, option, optarg)) {
            return EMVQR__FAILED;
        }
    }
    return -1;
}

static int run(int argc, char **argv)
{
    static emvqr__report report = { .policy = EMVQR_FIELD, .out = &emvqr__out };
    unsigned jobs = 1;
    int status = read_options(argc, argv, &report, &jobs);

    if (status != -1) {
        return status;
    }
    if (optind == argc || (optind + 1 == argc && strcmp(argv[optind], "-") == 0)) {
        return read_input(&report, jobs);
    }
    for (int i = optind; i < argc; i++) {
        emvqr_span payload = { argv[i], strlen(argv[i]) };
        emvqr__report_payload(&report, payload, false, NULL, NULL);
    }
    return report.status;
}

const emvqr__verb emvqr__verb_read = {
    .name = "read",
    .usage = "[--json] [--policy strict|field] [--now TIME] [--expect PAYLOAD] [-j N] [PAYLOAD...]",
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
        "  -j, --jobs N       reads lines with N threads, in their order; 0: one for each core; default 1\n"
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
