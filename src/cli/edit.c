/* SPDX-License-Identifier: MIT */
/* emvqr edit: some objects of a payload are changed, every other byte stays, and it is signed anew. */
#include "cli.h"
#include "making.h"

#include <string.h>

/* One change, as asked: a value for a key, or a path to remove. */
typedef struct change {
    const char *key, *value; /* key NULL: value is KEY=VALUE, or with `removes` nothing */
    emvqr_path path;
    bool removes;
} change;

typedef struct changes {
    change list[EMVQR_MAKING_EDITS];
    unsigned count;
    uint8_t seal;
    bool force, fold;
} changes;

static int add(changes *all, const char *key, const char *value, const char *removed)
{
    change one = { key, value, 0, removed != NULL };

    if (all->count == EMVQR_MAKING_EDITS) {
        emvqr__complain("edit: more than %u changes at once", EMVQR_MAKING_EDITS);
        return EMVQR__FAILED;
    }
    if (removed != NULL && !emvqr_path_parse(removed, strlen(removed), &one.path)) {
        emvqr__complain("--unset \"%.200s\" is no path: two-digit IDs joined by dots, as in 62.07", removed);
        return EMVQR__FAILED;
    }
    all->list[all->count++] = one;
    return -1;
}

enum { OPTION_SET = 400, OPTION_UNSET, OPTION_AMOUNT, OPTION_TIP, OPTION_DYNAMIC, OPTION_STATIC, OPTION_DIGEST,
       OPTION_FORCE, OPTION_FOLD };

static int set_seal(changes *all, const char *word)
{
    static const char *const words[] = { "auto", "keep", "drop", "remake" }; /* in the order of EMVQR_SEAL_* */

    for (uint8_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(word, words[i]) == 0) {
            all->seal = i;
            return -1;
        }
    }
    emvqr__complain("--digest \"%.200s\": it is auto, keep, drop or remake", word);
    return EMVQR__FAILED;
}

/* -1: go on. */
static int take_option(changes *all, int option, const char *argument)
{
    switch (option) {
    case OPTION_SET: return add(all, NULL, argument, NULL);
    case OPTION_UNSET: return add(all, NULL, NULL, argument);
    case OPTION_AMOUNT:
        return strcmp(argument, "none") == 0 ? add(all, NULL, NULL, "54") : add(all, "amount", argument, NULL);
    case OPTION_TIP: return add(all, "tip", argument, NULL);
    case OPTION_DYNAMIC: return add(all, "initiation", "dynamic", NULL);
    case OPTION_STATIC: return add(all, "initiation", "static", NULL);
    case OPTION_DIGEST: return set_seal(all, argument);
    case OPTION_FORCE: all->force = true; return -1;
    case OPTION_FOLD: all->fold = true; return -1;
    default: return EMVQR__FAILED;
    }
}

static int read_options(int argc, char **argv, changes *all)
{
    static const struct option options[] = {
        { "set", required_argument, NULL, OPTION_SET },
        { "unset", required_argument, NULL, OPTION_UNSET },
        { "amount", required_argument, NULL, OPTION_AMOUNT },
        { "tip", required_argument, NULL, OPTION_TIP },
        { "dynamic", no_argument, NULL, OPTION_DYNAMIC },
        { "static", no_argument, NULL, OPTION_STATIC },
        { "digest", required_argument, NULL, OPTION_DIGEST },
        { "force", no_argument, NULL, OPTION_FORCE },
        { "fold", no_argument, NULL, OPTION_FOLD },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    int option, status = -1;

    while (status == -1 && (option = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        if (option == 'h') {
            return emvqr__verb_help_text(&emvqr__verb_edit);
        }
        if (option == '?' || option == ':') {
            return emvqr__bad_option(&emvqr__verb_edit, option, argv);
        }
        status = take_option(all, option, optarg);
    }
    return status;
}

static int apply(emvqr_making *making, const change *one)
{
    if (one->removes) {
        if (emvqr_making_unset(making, one->path) == EMVQR_OK) {
            return EMVQR__DONE;
        }
        emvqr__complain("%s", making->message);
        return EMVQR__BAD;
    }
    return one->key != NULL ? emvqr__making_set(making, one->key, strlen(one->key), one->value)
                            : emvqr__making_setting(making, one->value);
}

/* Makes the changes; *payload becomes what they make of the document. */
static int make(const emvqr_doc *doc, const changes *all, emvqr_span *payload)
{
    static emvqr_making making;
    int status = EMVQR__DONE;

    emvqr_making_edit(&making, doc);
    making.seal = all->seal;
    making.force = all->force;
    making.fold = all->fold;
    for (unsigned i = 0; i < all->count && status == EMVQR__DONE; i++) {
        status = apply(&making, &all->list[i]);
    }
    return status == EMVQR__DONE ? emvqr__making_finish(&making, payload) : status;
}

static int run(int argc, char **argv)
{
    static emvqr__reading reading;
    static changes all;
    emvqr_span payload;
    int status = read_options(argc, argv, &all);

    if (status != -1) {
        return status;
    }
    if (argc - optind > 1) {
        emvqr__complain("edit: one payload at a time, and changes are options, as in --set name=SHOP");
        return emvqr__usage(&emvqr__verb_edit);
    }
    if (!emvqr__payload_argument(optind < argc ? argv[optind] : NULL, &payload)) {
        return EMVQR__FAILED;
    }
    emvqr__read_payload(&reading, payload, EMVQR_FIELD, 0);
    if (!emvqr__may_write(&reading, all.force)) {
        return EMVQR__BAD;
    }
    if (all.count > 0 || all.seal != EMVQR_SEAL_AUTO) {
        status = make(&reading.doc, &all, &payload);
        if (status != EMVQR__DONE) {
            return status;
        }
    }
    emvqr__put_payload(payload.ptr, payload.len);
    return EMVQR__DONE;
}

const emvqr__verb emvqr__verb_edit = {
    .name = "edit",
    .usage = "[PAYLOAD] CHANGE...",
    .summary = "changes some objects of a payload and signs it anew",
    .help =
        "Changes what is asked, keeps every other byte, makes a new CRC and prints the payload. Several\n"
        "changes are one: all are made, or none. Without PAYLOAD, or with \"-\", one line of standard input\n"
        "is read. Without a change the payload is printed as it is. A payload with an error is refused.\n"
        "\n"
        "Changes\n"
        "  --set KEY=VALUE    a key of the payload's networks or of all (`emvqr networks NETWORK`), or PATH=VALUE\n"
        "  --unset PATH       removes an object or a template: 62.07, 62\n"
        "  --amount A|none    sets or removes object 54, and nothing else\n"
        "  --tip T|none       prompt, a fee (2.50) or a percentage (5%)\n"
        "  --dynamic          for one payment (object 01 = 12)\n"
        "  --static           for many payments (object 01 = 11)\n"
        "\n"
        "Options\n"
        "  --digest HOW       for an object that signs the others (a digest): keep, drop or remake it;\n"
        "                     auto, the default, remakes one that fitted and refuses the edit otherwise\n"
        "  --fold             writes Latin letters without their accents where only ASCII is allowed\n"
        "  --force            lets errors of content pass (a wrong CRC), never errors of structure\n"
        "\n"
        "Exit status: 0 changed; 1 refused, and nothing is printed; 2 wrong usage, or input or output\n"
        "failed.\n"
        "\n"
        "Example: a shop's static code with a sum, for one customer\n"
        "  emvqr edit \"$CODE\" --amount 75 --dynamic\n",
    .run = run,
};
