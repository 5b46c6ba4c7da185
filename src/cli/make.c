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

/* Whether an earlier key of a network has the same name: one key may stand in several templates. */
static bool told_before(const emvqr_network_info *info, unsigned index)
{
    unsigned i;

    for (i = 0; i < index && strcmp(info->keys[i].name, info->keys[index].name) != 0; i++) {
    }
    return i < index;
}

static void offer_keys(emvqr__nearest *nearest, const emvqr_network_info *info, bool print)
{
    for (unsigned i = 0; i < info->key_count; i++) {
        emvqr__nearest_offer(nearest, info->keys[i].name);
        if (print && !told_before(info, i)) {
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

/* Why a key was refused; of several accounts, for which. */
static void tell(const emvqr_making *making, emvqr_status status)
{
    const char *message = *making->message != '\0' ? making->message : emvqr_status_text(status);

    if (making->account_count > 1) {
        emvqr__complain("%s: %s", making->info->name, message);
    } else {
        emvqr__complain("%s", message);
    }
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
    tell(making, status);
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

/* The keys that write what a new code lacks. */
static void tell_missing(const emvqr_making *making, const emvqr_findings *refusing)
{
    for (unsigned i = 0; i < refusing->count; i++) {
        emvqr_path lacking = refusing->items[i].path;
        bool told = false;
        for (unsigned k = 0; refusing->items[i].code == EMVQR_CODE_MISSING_OBJECT && k < making->info->key_count; k++) {
            emvqr_path path = emvqr_making_path(making, &making->info->keys[k]);
            if (lacking != 0 && (path == lacking || emvqr_path_below(path, lacking))) {
                emvqr__putf(&emvqr__err, "%s %s", told ? "" : "  keys for it:", making->info->keys[k].name);
                told = true;
            }
        }
        emvqr__puts(&emvqr__err, told ? "\n" : "");
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
        if (making->doc == NULL) {
            tell_missing(making, &refusing);
        }
        emvqr__flush(&emvqr__err);
        return EMVQR__BAD;
    }
    if (making->doc == NULL) {
        tell_warnings(&reading);
    }
    return EMVQR__DONE;
}

/* ---- the verb ---- */

/* What is asked for one account: its settings stand behind each other. */
typedef struct wanted_account {
    const emvqr_network_info *info; /* NULL: not told yet */
    char **settings;
    int count;
} wanted_account;

typedef struct making_options {
    emvqr__picture picture;
    bool draw, force, fold;
    wanted_account accounts[EMVQR_MAKING_ACCOUNTS];
    unsigned count; /* of accounts */
} making_options;

enum { OPTION_DRAW = 400, OPTION_FORCE, OPTION_FOLD, OPTION_ALSO, OPTION_PLAIN = 1 };

/* Begins an account of the network that is named. Here and in what follows, -1: go on. */
static int want_account(making_options *asked, const char *network, char **settings)
{
    wanted_account *account = &asked->accounts[asked->count];

    if (asked->count == EMVQR_MAKING_ACCOUNTS) {
        emvqr__complain("make: one code has at most %u accounts", EMVQR_MAKING_ACCOUNTS);
        return EMVQR__FAILED;
    }
    account->info = emvqr__network_argument(network);
    account->settings = settings;
    account->count = 0;
    asked->count++;
    return account->info == NULL ? EMVQR__FAILED : -1;
}

/* One argument that is no option: the first is a network, the others are settings for the last one named. They are kept
 * at *end, where the arguments that were handled leave room. */
static int want(making_options *asked, char *argument, char ***end)
{
    if (asked->count == 0) {
        return want_account(asked, argument, *end);
    }
    *(*end)++ = argument;
    asked->accounts[asked->count - 1].count++;
    return -1;
}

static int want_another(making_options *asked, const char *network, char **end)
{
    if (asked->count == 0) {
        emvqr__complain("make: --also adds to a network: name the first before it");
        return emvqr__usage(&emvqr__verb_make);
    }
    return want_account(asked, network, end);
}

static int take_option(making_options *asked, int option, char **argv, char ***end)
{
    switch (option) {
    case OPTION_PLAIN: return want(asked, optarg, end);
    case OPTION_ALSO: return want_another(asked, optarg, *end);
    case OPTION_DRAW: asked->draw = true; return -1;
    case OPTION_FORCE: asked->force = true; return -1;
    case OPTION_FOLD: asked->fold = true; return -1;
    case 'h': return emvqr__verb_help_text(&emvqr__verb_make);
    default:
        return emvqr__picture_option(&asked->picture, option, optarg)
                   ? -1
                   : emvqr__bad_option(&emvqr__verb_make, option, argv);
    }
}

static int read_options(int argc, char **argv, making_options *asked)
{
    static const struct option options[] = {
        EMVQR__PICTURE_OPTIONS,
        { "also", required_argument, NULL, OPTION_ALSO },
        { "draw", no_argument, NULL, OPTION_DRAW },
        { "force", no_argument, NULL, OPTION_FORCE },
        { "fold", no_argument, NULL, OPTION_FOLD },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    char **end = argv;
    int option, status = -1;

    /* "-": in order, because a setting is for the network before it. */
    while (status == -1 && (option = getopt_long(argc, argv, "-:ho:", options, NULL)) != -1) {
        status = take_option(asked, option, argv, &end);
    }
    for (; status == -1 && optind < argc; optind++) { /* behind -- */
        status = want(asked, argv[optind], &end);
    }
    return status;
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
    emvqr__picture_for_terminal(&asked->picture);
    return emvqr__picture_draw(&asked->picture, payload, emvqr__out.terminal ? &emvqr__out : &emvqr__err);
}

/* The settings of one account. The type first: it tells where a key stands that several types have. */
static int set_account(emvqr_making *making, unsigned index, const wanted_account *account)
{
    int status = EMVQR__DONE;

    (void)emvqr_making_turn(making, index);
    for (int i = 0; i < 2 * account->count && status == EMVQR__DONE; i++) {
        const char *setting = account->settings[i % account->count];
        if ((strncmp(setting, "type=", 5) == 0) == (i < account->count)) {
            status = emvqr__making_setting(making, setting);
        }
    }
    return status;
}

static int make_it(making_options *asked)
{
    static emvqr_making making;
    emvqr_span payload;
    int status = check_pictures(asked);

    emvqr_making_new(&making, asked->accounts[0].info);
    for (unsigned i = 1; i < asked->count; i++) {
        (void)emvqr_making_also(&making, asked->accounts[i].info);
    }
    making.force = asked->force;
    making.fold = asked->fold;
    for (unsigned i = 0; i < asked->count && status == EMVQR__DONE; i++) {
        status = set_account(&making, i, &asked->accounts[i]);
    }
    status = status == EMVQR__DONE ? emvqr__making_finish(&making, &payload) : status;
    return status == EMVQR__DONE ? put_out(asked, payload) : status;
}

static int run(int argc, char **argv)
{
    making_options asked;
    int status;

    memset(&asked, 0, sizeof asked);
    status = read_options(argc, argv, &asked);
    if (status != -1) {
        return status;
    }
    if (asked.count == 0) {
        emvqr__complain("make: for which network?");
        return emvqr__usage(&emvqr__verb_make);
    }
    for (unsigned i = 0; i < asked.count; i++) {
        if (asked.accounts[i].count == 0) {
            emvqr__complain("make: what is to be in it? See `emvqr networks %s`", asked.accounts[i].info->name);
            return emvqr__usage(&emvqr__verb_make);
        }
    }
    return make_it(&asked);
}

const emvqr__verb emvqr__verb_make = {
    .name = "make",
    .usage = "NETWORK KEY=VALUE... [--also NETWORK KEY=VALUE...]... [-o FILE] [--draw]",
    .summary = "builds a payload and prints it",
    .help =
        "Builds a payload for a network and prints it, one line. `emvqr networks NETWORK` lists the keys,\n"
        "those of the network and those that all networks share. PATH=VALUE sets any object (62.07=A1);\n"
        "type=TYPE chooses among the network's types, otherwise the first that fits the keys is taken. What\n"
        "breaks a rule is not made.\n"
        "\n"
        "Options\n"
        "  --also NETWORK     puts another account into the same code; the KEY=VALUE behind it are for it, but for\n"
        "                     keys that all networks share: amount, name, city... are said once, anywhere\n"
        "  -o, --output FILE  also draws it into a file: png, svg, pbm, txt, zpl by its ending or by --format\n"
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
        "  emvqr make NETWORK KEY=VALUE amount=50 bill=A1 -o code.png\n"
        "  emvqr make NETWORK KEY=VALUE amount=50 --also NETWORK KEY=VALUE\n",
    .run = run,
};
