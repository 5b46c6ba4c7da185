/* SPDX-License-Identifier: MIT */
/* emvqr help: what a verb does, and what every finding means. */
#include "cli.h"

#include <string.h>

int emvqr__verb_help_text(const emvqr__verb *verb)
{
    emvqr__putf(&emvqr__out, "emvqr %s %s\n\n", verb->name, verb->usage);
    emvqr__puts(&emvqr__out, verb->help);
    return EMVQR__DONE;
}

int emvqr__usage(const emvqr__verb *verb)
{
    emvqr__putf(&emvqr__err, "Usage: emvqr %s %s\nMore:  emvqr help %s\n", verb->name, verb->usage, verb->name);
    emvqr__flush(&emvqr__err);
    return EMVQR__FAILED;
}

/* A letter that is no option is in optopt; a long option is the argument just passed. (Letters that are options are in
 * optopt too, when their long form has a value that it does not take.) */
int emvqr__bad_option(const emvqr__verb *verb, int answer, char **argv)
{
    const char *typed = argv[optind - 1];

    if (answer == ':') {
        emvqr__complain("%s: %s needs a value", verb->name, typed);
    } else if (optopt > 0 && optopt < 256 && optopt != 'h' && optopt != 'o') {
        emvqr__complain("%s: there is no option -%c; what begins with - and is none goes behind --", verb->name,
                        optopt);
    } else {
        emvqr__complain("%s: there is no option %.200s, or not in this form; what begins with - and is none goes "
                        "behind --",
                        verb->name, typed);
    }
    return emvqr__usage(verb);
}

static void help_findings(void)
{
    emvqr__puts(&emvqr__out, "Findings: their name, their severity under --policy strict and under --policy field (a "
                             "network's own rule may differ),\nwhat they mean, and what to do.\n");
    for (int i = EMVQR_CODE_NONE + 1; i < EMVQR_CODE_COUNT; i++) {
        emvqr_code code = (emvqr_code)i;
        emvqr__putf(&emvqr__out, "\n%s (strict: %s, field: %s)\n", emvqr_code_name(code),
                    emvqr__severity_name(emvqr_code_severity(code, EMVQR_STRICT)),
                    emvqr__severity_name(emvqr_code_severity(code, EMVQR_FIELD)));
        emvqr__putf(&emvqr__out, "  %s\n  %s\n", emvqr_code_meaning(code), emvqr_code_advice(code));
    }
}

static void help_all(emvqr__stream *to)
{
    emvqr__puts(to,
                "emvqr reads, checks, makes, edits and draws QR payment codes (EMVCo merchant-presented).\n\nUsage\n");
    for (const emvqr__verb *const *at = emvqr__verbs; *at != NULL; at++) {
        emvqr__putf(to, "  emvqr %-9s %s\n", (*at)->name, (*at)->summary);
    }
    emvqr__puts(to,
                "  emvqr --version\n\n"
                "`emvqr help VERB` or `emvqr VERB --help` tells more, `emvqr help findings` what each finding means.\n"
                "\n"
                "Exit status: 0 done, and no payload has an error; 1 a payload has an error, or what was to be made\n"
                "breaks a rule; 2 wrong usage, or a file cannot be read or written, standard output too (also when\n"
                "its reader went away); 3 a picture without a QR symbol.\n");
}

static int run(int argc, char **argv)
{
    const emvqr__verb *verb;

    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        return emvqr__verb_help_text(&emvqr__verb_help);
    }
    if (argc > 2) {
        emvqr__complain("help: one topic at a time");
        return emvqr__usage(&emvqr__verb_help);
    }
    if (argc == 1) {
        help_all(&emvqr__out);
        return EMVQR__DONE;
    }
    if (strcmp(argv[1], "findings") == 0) {
        help_findings();
        return EMVQR__DONE;
    }
    verb = emvqr__verb_by_name(argv[1]);
    return verb == NULL ? EMVQR__FAILED : emvqr__verb_help_text(verb);
}

const emvqr__verb emvqr__verb_help = {
    .name = "help",
    .usage = "[VERB | findings]",
    .summary = "tells more of a verb, or what each finding means",
    .help = "Without an argument, lists the verbs.\n",
    .run = run,
};
