/* SPDX-License-Identifier: MIT */
/* The program emvqr: its verbs, and the statuses with which it ends. */
#include "cli.h"

#include <signal.h>
#include <string.h>

const emvqr__verb *const emvqr__verbs[] = {
    &emvqr__verb_make, &emvqr__verb_read,     &emvqr__verb_scan, &emvqr__verb_edit,
    &emvqr__verb_draw, &emvqr__verb_networks, &emvqr__verb_help, NULL,
};

int emvqr__worse(int a, int b)
{
    static const int rank[] = { [EMVQR__DONE] = 0, [EMVQR__NO_SYMBOL] = 1, [EMVQR__BAD] = 2, [EMVQR__FAILED] = 3 };

    return rank[a] > rank[b] ? a : b;
}

const emvqr__verb *emvqr__verb_by_name(const char *name)
{
    emvqr__nearest nearest;

    emvqr__nearest_init(&nearest, name, strlen(name));
    for (const emvqr__verb *const *at = emvqr__verbs; *at != NULL; at++) {
        if (strcmp((*at)->name, name) == 0) {
            return *at;
        }
        emvqr__nearest_offer(&nearest, (*at)->name);
    }
    emvqr__no_such(&nearest, "verb");
    emvqr__puts(&emvqr__err, "`emvqr help` lists them.\n");
    emvqr__flush(&emvqr__err);
    return NULL;
}

static void usage(void)
{
    emvqr__puts(&emvqr__err, "Usage: emvqr VERB ...\n\n");
    for (const emvqr__verb *const *at = emvqr__verbs; *at != NULL; at++) {
        emvqr__putf(&emvqr__err, "  %-9s %s\n", (*at)->name, (*at)->summary);
    }
    emvqr__puts(&emvqr__err, "\n`emvqr help VERB` tells more.\n");
}

static int run(int argc, char **argv)
{
    const emvqr__verb *verb;

    if (argc < 2) {
        usage();
        return EMVQR__FAILED;
    }
    if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0) {
        emvqr__puts(&emvqr__out, "emvqr " EMVQR_VERSION "\n");
        return EMVQR__DONE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
        return emvqr__verb_help.run(1, argv + 1);
    }
    if (argv[1][0] == '-') {
        emvqr__complain("there is no option %.200s here; options stand behind the verb", argv[1]);
        usage();
        return EMVQR__FAILED;
    }
    verb = emvqr__verb_by_name(argv[1]);
    opterr = 0; /* what getopt_long says is neither safe for a terminal nor of use */
    return verb == NULL ? EMVQR__FAILED : verb->run(argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
#ifdef SIGPIPE
    /* A reader that goes away is a failed write, which every verb ends by. */
    signal(SIGPIPE, SIG_IGN);
#endif
#ifdef SIGXFSZ
    signal(SIGXFSZ, SIG_IGN); /* and so is a file larger than this user's may be */
#endif
    emvqr__streams_init();
    return emvqr__finish(run(argc, argv));
}
