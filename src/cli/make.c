/* SPDX-License-Identifier: MIT */
/* emvqr make: a payload from keys and values; and what `edit` shares with it, saying what came of a making. */
#include "cli.h"
#include "making.h"

#include <string.h>

/* ---- for both ---- */

static bool knows(const emvqr_making *making, const char *key, size_t len)
{
    const emvqr_doc *doc = making->doc;
    emvqr_path path;
    bool known = emvqr_path_parse(key, len, &path) || emvqr_key_by_name(&emvqr_emvco_info, key, len) != NULL ||
                 (len == 4 && memcmp(key, "type", 4) == 0) ||
                 (making->info != NULL && emvqr_key_by_name(making->info, key, len) != NULL);

    for (unsigned i = 0; !known && doc != NULL && i < doc->count; i++) {
        const emvqr_network_info *info = emvqr_account_info(&doc->nodes[i]);
        known = info != NULL && emvqr_key_by_name(info, key, len) != NULL;
    }
    return known;
}

static void offer_keys(emvqr__nearest *nearest, const emvqr_network_info *info, bool print)
{
    for (unsigned i = 0; i < info->key_count; i++) {
        emvqr__nearest_offer(nearest, info->keys[i].name);
        if (print) {
            emvqr__putf(&emvqr__err, " %s", info->keys[i].name);
        }
    }
}

static void tell_keys(const emvqr_making *making, const char *key, size_t len)
{
    emvqr__nearest nearest;

    emvqr__nearest_init(&nearest, key, len);
    if (making->info != NULL) {
        offer_keys(&nearest, making->info, false);
    }
    offer_keys(&nearest, &emvqr_emvco_info, false);
    emvqr__no_such(&nearest, "key");
    if (making->info != NULL) {
        emvqr__putf(&emvqr__err, "Keys of %s:", making->info->name);
        offer_keys(&nearest, making->info, true);
        emvqr__puts(&emvqr__err, "\n");
    }
    emvqr__puts(&emvqr__err, "Keys of all networks:");
    offer_keys(&nearest, &emvqr_emvco_info, true);
    emvqr__puts(&emvqr__err, "\nor any object by its path, as in 62.07=A1\n");
    emvqr__flush(&emvqr__err);
}

int emvqr__making_set(emvqr_making *making, const char *key, size_t key_len, const char *value)
{
    emvqr_status status = emvqr_making_set(making, key, key_len, value, strlen(value));

    if (status == EMVQR_OK) {
        return EMVQR__DONE;
    }
    if (status == EMVQR_ERR_KEY && !knows(making, key, key_len)) {
        tell_keys(making, key, key_len);
        return EMVQR__FAILED;
    }
    emvqr__complain("%s", *making->message != '\0' ? making->message : emvqr_status_text(status));
    return EMVQR__BAD;
}

int emvqr__making_setting(emvqr_making *making, const char *setting)
{
    const char *equals = strchr(setting, '=');

    if (equals == NULL || equals == setting) {
        emvqr__complain("\"%.200s\" is not KEY=VALUE", setting);
        return EMVQR__FAILED;
    }
    return emvqr__making_set(making, setting, (size_t)(equals - setting), equals + 1);
}

/* What is odd about a new code, though no rule forbids it. */
static void tell_warnings(const emvqr__reading *reading)
{
    for (unsigned i = 0; i < reading->findings.count; i++) {
        const emvqr_finding *finding = &reading->findings.items[i];
        char message[512], path[EMVQR_PATH_TEXT];
        if (finding->severity == EMVQR_WARNING) {
            emvqr_path_format(finding->path, path);
            emvqr_finding_message(&reading->doc, finding, message, sizeof message);
            emvqr__complain("warning at %s: %s", *path != '\0' ? path : "the whole", message);
        }
    }
}

int emvqr__making_finish(emvqr_making *making, emvqr_span *payload)
{
    static char text[EMVQR_PAYLOAD_MAX];
    static emvqr_finding items[64];
    static emvqr__reading reading;
    emvqr_findings refusing;
    emvqr_status status;
    size_t len = 0;

    emvqr_findings_init(&refusing, items, sizeof items / sizeof items[0], EMVQR_STRICT);
    status = emvqr_making_finish(making, text, sizeof text, &len, &refusing);
    if (*making->note != '\0') {
        emvqr__complain("note: %s", making->note);
    }
    if (status != EMVQR_OK && refusing.count == 0) {
        emvqr__complain("%s", *making->message != '\0' ? making->message : emvqr_status_text(status));
        return EMVQR__BAD;
    }
    payload->ptr = text;
    payload->len = len;
    emvqr__read_payload(&reading, *payload, EMVQR_STRICT, 0);
    if (status != EMVQR_OK) {
        emvqr__complain("refused: what this would make breaks a rule");
        emvqr__explain_findings(&emvqr__err, &reading.doc, &refusing, EMVQR_ERROR);
        emvqr__flush(&emvqr__err);
        return EMVQR__BAD;
    }
    if (making->doc == NULL) {
        tell_warnings(&reading);
    }
    return EMVQR__DONE;
}

/* ---- the verb ---- */

typedef struct making_options {
    emvqr__picture picture;
    bool draw, force, fold;
} making_options;

enum { OPTION_DRAW = 400, OPTION_FORCE, OPTION_FOLD };

/* -1: go on. */
static int read_options(int argc, char **argv, making_options *asked)
{
    static const struct option options[] = {
        EMVQR__PICTURE_OPTIONS,
        { "draw", no_argument, NULL, OPTION_DRAW },
        { "force", no_argument, NULL, OPTION_FORCE },
        { "fold", no_argument, NULL, OPTION_FOLD },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    int option;

    while (option = getopt_long(argc, argv, ":ho:", options, NULL), option != -1) {
        if (option == 'h') {
            return emvqr__verb_help_text(&emvqr__verb_make);
        } else if (option == OPTION_DRAW) {
            asked->draw = true;
        } else if (option == OPTION_FORCE) {
            asked->force = true;
        } else if (option == OPTION_FOLD) {
            asked->fold = true;
        } else if (!emvqr__picture_option(&asked->picture, option, optarg)) {
            return emvqr__bad_option(&emvqr__verb_make, option, argv);
        }
    }
    return -1;
}

/* Where and how it is drawn; asked before anything is written. */
static int check_pictures(const making_options *asked)
{
    const char *file = asked->picture.file;

    if (file != NULL && strcmp(file, "-") == 0) {
        emvqr__complain("make prints the payload on standard output: pipe it into `emvqr draw -o - --format png`");
        return EMVQR__FAILED;
    }
    return file != NULL || asked->draw ? emvqr__picture_check(&asked->picture) : EMVQR__DONE;
}

/* The file first: what cannot be drawn is not printed either. */
static int put_out(making_options *asked, emvqr_span payload)
{
    int status = asked->picture.file == NULL ? EMVQR__DONE : emvqr__picture_draw(&asked->picture, payload, NULL);

    if (status != EMVQR__DONE) {
        return status;
    }
    emvqr__put_payload(payload.ptr, payload.len);
    if (!asked->draw) {
        return EMVQR__DONE;
    }
    /* Into a pipe goes the payload alone. */
    asked->picture.file = asked->picture.format = NULL;
    return emvqr__picture_draw(&asked->picture, payload, emvqr__out.terminal ? &emvqr__out : &emvqr__err);
}

static int make_one(const emvqr_network_info *info, making_options *asked, char *const *settings, int count)
{
    static emvqr_making making;
    emvqr_span payload;
    int status = check_pictures(asked);

    emvqr_making_new(&making, info);
    making.force = asked->force;
    making.fold = asked->fold;
    /* The type first: it tells where a key stands that several types have. */
    for (int i = 0; i < 2 * count && status == EMVQR__DONE; i++) {
        const char *setting = settings[i % count];
        if ((strncmp(setting, "type=", 5) == 0) == (i < count)) {
            status = emvqr__making_setting(&making, setting);
        }
    }
    status = status == EMVQR__DONE ? emvqr__making_finish(&making, &payload) : status;
    return status == EMVQR__DONE ? put_out(asked, payload) : status;
}

static int run(int argc, char **argv)
{
    making_options asked = { { NULL, NULL, NULL, NULL, NULL, NULL, NULL }, false, false, false };
    const emvqr_network_info *info;
    int status = read_options(argc, argv, &asked);

    if (status != -1) {
        return status;
    }
    if (optind == argc) {
        emvqr__complain("make: for which network?");
        return emvqr__usage(&emvqr__verb_make);
    }
    info = emvqr__network_argument(argv[optind]);
    if (info == NULL) {
        return EMVQR__FAILED;
    }
    if (optind + 1 == argc) {
        emvqr__complain("make: what is to be in it? See `emvqr networks %s`", info->name);
        return emvqr__usage(&emvqr__verb_make);
    }
    return make_one(info, &asked, argv + optind + 1, argc - optind - 1);
}

const emvqr__verb emvqr__verb_make = {
    .name = "make",
    .usage = "NETWORK KEY=VALUE... [-o FILE] [--draw]",
    .summary = "builds a payload and prints it",
    .help =
        "Builds a payload for a network and prints it, one line. `emvqr networks NETWORK` lists the keys,\n"
        "those of the network and those that all networks share. PATH=VALUE sets any object (62.07=A1);\n"
        "type=TYPE chooses among the network's types, otherwise the first that fits the keys is taken. What\n"
        "breaks a rule is not made.\n"
        "\n"
        "Options\n"
        "  -o, --output FILE  also draws it into a file: png, svg, pbm, txt by its ending or by --format\n"
        "  --draw             also draws it on the terminal (on standard error where standard output is none)\n"
        "  --fold             writes Latin letters without their accents where only ASCII is allowed\n"
        "  --force            lets lengths and character sets pass that the network's document forbids\n"
        "  --format FORMAT    the file's format, whatever its ending\n"
        EMVQR__PICTURE_HELP
        "\n"
        "Exit status: 0 made; 1 what was asked for breaks a rule, and nothing is printed; 2 wrong usage, or\n"
        "a file cannot be written.\n"
        "\n"
        "Example, with the keys that the network names\n"
        "  emvqr make NETWORK KEY=VALUE amount=50 bill=A1 -o code.png\n",
    .run = run,
};
