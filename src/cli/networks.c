/* SPDX-License-Identifier: MIT */
/* emvqr networks: what the networks' tables say, for people and as JSON. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

static const char *kind_name(unsigned kind)
{
    static const char *const names[] = {
        [EMVQR_KIND_OPAQUE] = "any",
        [EMVQR_KIND_TEMPLATE] = "template",
        [EMVQR_KIND_EITHER] = "any",
        [EMVQR_KIND_N] = "digits",
        [EMVQR_KIND_A] = "capitals",
        [EMVQR_KIND_ANS] = "ascii",
        [EMVQR_KIND_S] = "text",
        [EMVQR_KIND_AMOUNT] = "amount",
        [EMVQR_KIND_PERCENT] = "percent",
        [EMVQR_KIND_RFU] = "reserved",
        [EMVQR_KIND_ONE_OF] = "exactly one",
        [EMVQR_KIND_SOME_OF] = "at least one",
    };

    return kind < sizeof names / sizeof names[0] ? names[kind] : "";
}

static const char *presence_name(const emvqr_rule *rule)
{
    bool group = rule->kind >= EMVQR_KIND_ONE_OF;

    return rule->presence == EMVQR_FORBIDDEN           ? "forbidden"
           : group || rule->presence == EMVQR_REQUIRED ? "required"
           : rule->presence == EMVQR_CONDITIONAL       ? "if needed"
                                                       : "optional";
}

static const char *group_name(unsigned group)
{
    static const char *const names[] = {
        [EMVQR_KEY_FIELD] = "field",     [EMVQR_KEY_MERCHANT] = "merchant", [EMVQR_KEY_ADDITIONAL] = "additional",
        [EMVQR_KEY_PAYMENT] = "payment", [EMVQR_KEY_INPUT] = "input",
    };

    return group < sizeof names / sizeof names[0] ? names[group] : "";
}

/* ---- the rows of a network, level by level ---- */

enum { PREFIX_TEXT = 24 };

/* One row as it is told: where it stands, under what the network calls it. */
typedef struct row {
    const emvqr_network_info *info;
    const emvqr_rule *rule;
    const emvqr_row_info *words;
    char path[PREFIX_TEXT];
} row;

typedef void (*row_teller)(void *user, const row *one);

static const char *row_values(const row *one)
{
    const emvqr_list *list = &one->info->network->lists[one->rule->list];

    /* A list that is only a default forbids nothing; a leading blank says that there is no default. */
    return one->rule->list == 0 || list->code == EMVQR_CODE_NONE ? "" : list->values + (*list->values == ' ');
}

/* The types that a mask names, joined by blanks; "" for all of them. */
static void type_names(const emvqr_network_info *info, unsigned types, char *text, size_t cap)
{
    unsigned count = info->network->type_count, all = (1u << count) - 1u;
    size_t used = 0;

    text[0] = '\0';
    for (unsigned i = 0; i < count && (types & all) != all; i++) {
        if ((types & EMVQR_TYPE(i)) != 0 && used + strlen(info->types[i].name) + 2 < cap) {
            used += (size_t)snprintf(text + used, cap - used, "%s%s", used == 0 ? "" : " ", info->types[i].name);
        }
    }
}

/* Whether a row before this one opened the same template, for other types. */
static bool is_open(const emvqr_level *rows, unsigned index)
{
    for (unsigned i = 0; i < index; i++) {
        const emvqr_rule *rule = &rows->rules[i];
        if (rule->kind == EMVQR_KIND_TEMPLATE && rule->first == rows->rules[index].first &&
            rule->min == rows->rules[index].min) {
            return true;
        }
    }
    return false;
}

static void tell_level(const emvqr_network_info *info, unsigned level, const char *prefix, row_teller tell, void *user)
{
    const emvqr_level *rows = &info->network->levels[level];

    for (unsigned i = 0; i < rows->count; i++) {
        row one = { info, &rows->rules[i], &info->rows[level][i], "" };
        const emvqr_rule *rule = one.rule;
        if (rule->first == rule->last) {
            snprintf(one.path, sizeof one.path, "%s%02u", prefix, (unsigned)rule->first);
        } else {
            snprintf(one.path, sizeof one.path, "%s%02u-%02u", prefix, (unsigned)rule->first, (unsigned)rule->last);
        }
        tell(user, &one);
        /* Deeper levels come later in a table, so this ends. */
        if (rule->kind == EMVQR_KIND_TEMPLATE && rule->min > level && !is_open(rows, i)) {
            char below[PREFIX_TEXT + 1];
            snprintf(below, sizeof below, "%s.", one.path);
            tell_level(info, rule->min, below, tell, user);
        }
    }
}

/* The accounts first, as they are what makes a network. */
static void tell_rows(const emvqr_network_info *info, row_teller tell, void *user)
{
    const emvqr_network *network = info->network;

    for (unsigned i = 0; i < network->form_count; i++) {
        const emvqr_form *form = &network->forms[i];
        bool seen = form->level == 0;
        for (unsigned before = 0; before < i; before++) {
            seen = seen || (network->forms[before].level == form->level && network->forms[before].first == form->first);
        }
        if (!seen) {
            char prefix[PREFIX_TEXT];
            snprintf(prefix, sizeof prefix, "%02u.", (unsigned)form->first);
            tell_level(info, form->level, prefix, tell, user);
        }
    }
    tell_level(info, 0, "", tell, user);
}

/* ---- for people ---- */

static void text_list(void)
{
    emvqr__stream *to = &emvqr__out;

    for (const emvqr_network_info *const *at = emvqr_network_infos; *at != NULL; at++) {
        const emvqr_network_info *info = *at;
        emvqr__putf(to, "%-12s %s, %s", info->name, info->title, info->place);
        for (unsigned i = 0; i < info->network->type_count; i++) {
            emvqr__putf(to, "%s%s", i == 0 ? ": " : ", ", info->types[i].name);
        }
        emvqr__puts(to, "\n");
    }
    emvqr__puts(to, "\n`emvqr networks NETWORK` tells a network's keys and objects.\n");
}

static void text_keys(const emvqr_network_info *info, const emvqr_network_info *owner)
{
    for (unsigned i = 0; i < owner->key_count; i++) {
        const emvqr_key *key = &owner->keys[i];
        char path[EMVQR_PATH_TEXT], types[128];
        if (owner != info && emvqr_key_by_name(info, key->name, strlen(key->name)) != NULL) {
            continue; /* the network's own meaning wins */
        }
        emvqr_path_format(emvqr_key_path(owner, key, NULL), path);
        type_names(owner, key->types, types, sizeof types);
        emvqr__putf(&emvqr__out, "  %-16s %-9s %s", key->name, path, key->help);
        emvqr__putf(&emvqr__out, *types == '\0' ? "%s\n" : " [%s]\n", types);
    }
}

static void text_row(void *user, const row *one)
{
    const emvqr_rule *rule = one->rule;
    char types[128], length[16] = "";

    (void)user;
    type_names(one->info, rule->types, types, sizeof types);
    if (rule->kind != EMVQR_KIND_TEMPLATE && rule->kind < EMVQR_KIND_ONE_OF) {
        snprintf(length, sizeof length, rule->min == rule->max ? "%u" : "%u-%u", (unsigned)rule->min,
                 (unsigned)rule->max);
    }
    emvqr__putf(&emvqr__out, "  %-12s %-9s %-12s %-6s %s", one->path, presence_name(rule), kind_name(rule->kind),
                length, one->words->name);
    if (*row_values(one) != '\0') {
        emvqr__putf(&emvqr__out, ": %s", row_values(one));
    }
    emvqr__putf(&emvqr__out, *types == '\0' ? "%s\n" : " [%s]\n", types);
}

static void text_network(const emvqr_network_info *info)
{
    emvqr__stream *to = &emvqr__out;

    emvqr__putf(to, "%s: %s, %s\n", info->name, info->title, info->place);
    emvqr__putf(to, "Made from: %s\n", info->document);
    if (info->network->type_count > 0) {
        emvqr__puts(to, "\nTypes (type=...)\n");
    }
    for (unsigned i = 0; i < info->network->type_count; i++) {
        emvqr__putf(to, "  %-20s %s\n", info->types[i].name, info->types[i].title);
    }
    emvqr__puts(to, "\nKeys of this network\n");
    text_keys(info, info);
    if (info != &emvqr_emvco_info) {
        emvqr__puts(to, "\nKeys of all networks\n");
        text_keys(info, &emvqr_emvco_info);
    }
    emvqr__puts(to, info == &emvqr_emvco_info ? "\nObjects: presence, kind, characters\n"
                                              : "\nObjects, where this network says more than EMVCo (`emvqr networks "
                                                "emvco`): presence, kind, characters\n");
    tell_rows(info, text_row, NULL);
}

/* ---- as JSON ---- */

static void json_pair(emvqr__json *json, const char *key, const char *value)
{
    emvqr__json_key(json, key);
    emvqr__json_text(json, value);
}

static void json_types(emvqr__json *json, const emvqr_network_info *info, unsigned types)
{
    emvqr__json_key(json, "types");
    emvqr__json_begin(json, '[');
    for (unsigned i = 0; i < info->network->type_count; i++) {
        if ((types & EMVQR_TYPE(i)) != 0) {
            emvqr__json_text(json, info->types[i].name);
        }
    }
    emvqr__json_end(json, ']');
}

static void json_key(emvqr__json *json, const emvqr_network_info *info, const emvqr_key *key)
{
    char path[EMVQR_PATH_TEXT];

    emvqr_path_format(emvqr_key_path(info, key, NULL), path);
    emvqr__json_begin(json, '{');
    json_pair(json, "key", key->name);
    json_pair(json, "path", path);
    json_pair(json, "group", group_name(key->group));
    json_types(json, info, key->types);
    json_pair(json, "help", key->help);
    emvqr__json_end(json, '}');
}

static void json_row(void *user, const row *one)
{
    emvqr__json *json = user;

    emvqr__json_begin(json, '{');
    json_pair(json, "path", one->path);
    json_pair(json, "name", one->words->name);
    json_pair(json, "presence", presence_name(one->rule));
    json_pair(json, "kind", kind_name(one->rule->kind));
    if (one->rule->kind != EMVQR_KIND_TEMPLATE && one->rule->kind < EMVQR_KIND_ONE_OF) {
        emvqr__json_key(json, "min");
        emvqr__json_integer(json, one->rule->min);
        emvqr__json_key(json, "max");
        emvqr__json_integer(json, one->rule->max);
    }
    json_types(json, one->info, one->rule->types);
    json_pair(json, "values", *row_values(one) == '\0' ? NULL : row_values(one));
    json_pair(json, "source", one->words->source);
    emvqr__json_end(json, '}');
}

static void json_all_keys(emvqr__json *json, const emvqr_network_info *info)
{
    for (unsigned i = 0; i < info->key_count; i++) {
        json_key(json, info, &info->keys[i]);
    }
    for (unsigned i = 0; i < emvqr_emvco_info.key_count; i++) {
        const emvqr_key *key = &emvqr_emvco_info.keys[i];
        if (emvqr_key_by_name(info, key->name, strlen(key->name)) == NULL) {
            json_key(json, &emvqr_emvco_info, key);
        }
    }
}

static void json_network(const emvqr_network_info *info)
{
    emvqr__json json = { &emvqr__out, false };

    emvqr__json_begin(&json, '{');
    json_pair(&json, "network", info->name);
    json_pair(&json, "title", info->title);
    json_pair(&json, "place", info->place);
    json_pair(&json, "document", info->document);
    emvqr__json_key(&json, "types");
    emvqr__json_begin(&json, '[');
    for (unsigned i = 0; i < info->network->type_count; i++) {
        emvqr__json_begin(&json, '{');
        json_pair(&json, "type", info->types[i].name);
        json_pair(&json, "title", info->types[i].title);
        emvqr__json_end(&json, '}');
    }
    emvqr__json_end(&json, ']');
    emvqr__json_key(&json, "keys");
    emvqr__json_begin(&json, '[');
    json_all_keys(&json, info);
    emvqr__json_end(&json, ']');
    emvqr__json_key(&json, "objects");
    emvqr__json_begin(&json, '[');
    tell_rows(info, json_row, &json);
    emvqr__json_end(&json, ']');
    emvqr__json_end(&json, '}');
    emvqr__puts(&emvqr__out, "\n");
}

/* ---- the verb ---- */

static void tell_all(bool json)
{
    if (!json) {
        text_list();
    }
    for (const emvqr_network_info *const *at = emvqr_network_infos; json && *at != NULL; at++) {
        json_network(*at);
    }
}

/* One network, or what all of them share. */
static int tell_one(const char *name, bool json)
{
    const emvqr_network_info *info =
        strcmp(name, emvqr_emvco_info.name) == 0 ? &emvqr_emvco_info : emvqr__network_argument(name);

    if (info == NULL) {
        return EMVQR__FAILED;
    }
    if (json) {
        json_network(info);
    } else {
        text_network(info);
    }
    return EMVQR__DONE;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "json", no_argument, NULL, EMVQR__OPTION_JSON },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    bool json = false;
    int option;

    while (option = getopt_long(argc, argv, ":h", options, NULL), option != -1) {
        if (option == 'h') {
            return emvqr__verb_help_text(&emvqr__verb_networks);
        }
        if (option != EMVQR__OPTION_JSON) {
            return emvqr__bad_option(&emvqr__verb_networks, option, argv);
        }
        json = true;
    }
    if (argc - optind > 1) {
        emvqr__complain("networks: one network at a time, or none for all of them");
        return emvqr__usage(&emvqr__verb_networks);
    }
    if (optind < argc) {
        return tell_one(argv[optind], json);
    }
    tell_all(json);
    return EMVQR__DONE;
}

const emvqr__verb emvqr__verb_networks = {
    .name = "networks",
    .usage = "[NETWORK] [--json]",
    .summary = "lists the networks, or one network's keys and objects",
    .help =
        "Without NETWORK, lists the networks that this build knows. With it, tells the keys that `make` and\n"
        "`edit` take, what each means, and which objects the network's document asks for. NETWORK emvco\n"
        "tells what all networks share.\n"
        "\n"
        "Options\n"
        "  --json             one JSON object for each network, one a line\n"
        "\n"
        "Exit status: 0; 2 no such network, or wrong usage.\n",
    .run = run,
};
