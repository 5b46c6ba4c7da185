/* SPDX-License-Identifier: MIT */
/* Looking up what a person sees: networks and keys by name, values by key, the names of objects. */
#include <emvqr/network_info.h>

#include "../core/rules.h"
#include "inputs.h"
#include "levels.h"

#include <string.h>

static bool info_is(const char *name, const char *text, size_t len)
{
    return len != 0 && *name == *text && strlen(name) == len && memcmp(name, text, len) == 0;
}

const emvqr_network_info *emvqr_network_by_name(const char *name, size_t len)
{
    unsigned i;
    for (i = 0; emvqr_network_infos[i] != NULL; i++) {
        if (info_is(emvqr_network_infos[i]->name, name, len)) {
            return emvqr_network_infos[i];
        }
    }
    return NULL;
}

const emvqr_network_info *emvqr_account_info(const emvqr_node *account)
{
    return account->network == 0 ? NULL : emvqr_network_infos[account->network - 1u];
}

const char *emvqr_account_type_name(const emvqr_node *account)
{
    const emvqr_network_info *info = emvqr_account_info(account);
    int type = emvqr_node_type(account);
    return info == NULL || type < 0 ? NULL : info->types[type].name;
}

/* ---- keys ---- */

const emvqr_key *emvqr_key_by_name(const emvqr_network_info *info, const char *name, size_t len)
{
    unsigned i;
    for (i = 0; i < info->key_count; i++) {
        if (info_is(info->keys[i].name, name, len)) {
            return &info->keys[i];
        }
    }
    return NULL;
}

const emvqr_key *emvqr_key_of_types(const emvqr_network_info *info, const char *name, size_t len, unsigned types)
{
    unsigned i;
    for (i = 0; i < info->key_count; i++) {
        if ((info->keys[i].types & types) != 0 && info_is(info->keys[i].name, name, len)) {
            return &info->keys[i];
        }
    }
    return NULL;
}

/* The path of a level in an account, or where the network usually writes it. */
static emvqr_path info_level_path(const emvqr_network *network, unsigned level, const emvqr_node *account)
{
    emvqr_path path = 0;
    unsigned i;
    if (account != NULL && network->form_count != 0) {
        return emvqr__level_path(network, level, &network->forms[emvqr__node_form(account)], account->id);
    }
    for (i = 0; i < network->form_count && path == 0; i++) {
        path = emvqr__level_path(network, level, &network->forms[i], network->forms[i].first);
    }
    return path != 0 ? path : emvqr__level_path(network, level, NULL, 0);
}

emvqr_path emvqr_key_path(const emvqr_network_info *info, const emvqr_key *key, const emvqr_node *account)
{
    emvqr_path level;
    if (key->level == EMVQR_LEVEL_ACCOUNT) {
        return EMVQR_PATH1(account != NULL ? account->id : info->network->forms[0].first);
    }
    if (key->level == 0) {
        return EMVQR_PATH1(key->id);
    }
    level = info_level_path(info->network, key->level, account);
    return level == 0 ? 0 : emvqr_path_join(level, key->id);
}

/* Most keys stand in the account itself, where no path has to be made. */
static const emvqr_node *info_key_node(const emvqr_doc *doc, const emvqr_network_info *info, const emvqr_key *key,
                                       const emvqr_node *account)
{
    const emvqr_network *network = info->network;
    emvqr_path path;
    if (account != NULL && key->level != 0 && network->form_count != 0 &&
        key->level == network->forms[emvqr__node_form(account)].level) {
        return emvqr_node_child(doc, account, key->id);
    }
    path = emvqr_key_path(info, key, account);
    return path == 0 ? NULL : emvqr_find(doc, path);
}

emvqr_span emvqr_key_value(const emvqr_doc *doc, const emvqr_network_info *info, const emvqr_key *key,
                           const emvqr_node *account)
{
    emvqr_span value = { NULL, 0 };
    unsigned types = account == NULL ? EMVQR_TYPES_ALL : emvqr__account_types(account);
    const emvqr_node *node = (key->types & types) == 0 ? NULL : info_key_node(doc, info, key, account);
    if (node == NULL) {
        return value;
    }
    value = emvqr_node_value(doc, node);
    if (key->length != 0) {
        if (value.len < (size_t)key->at + key->length) {
            value.ptr = NULL;
            value.len = 0;
        } else {
            value.ptr += key->at;
            value.len = key->length;
        }
    }
    return value;
}

/* ---- codes of lists ---- */

const char *emvqr__list_name(const emvqr__list_row *rows, size_t count, emvqr_span code)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2u, len = strlen(rows[middle].code);
        int order = memcmp(rows[middle].code, code.ptr, len < code.len ? len : code.len);
        if (order == 0 && len == code.len) {
            return rows[middle].name;
        }
        if (order < 0 || (order == 0 && len < code.len)) {
            low = middle + 1u;
        } else {
            high = middle;
        }
    }
    return NULL;
}

size_t emvqr__copy(char *text, size_t cap, const char *from, size_t len)
{
    if (len > cap) {
        return 0;
    }
    memcpy(text, from, len);
    return len;
}

static bool info_is_found(const emvqr_findings *findings, emvqr_path path)
{
    unsigned i;
    for (i = 0; i < findings->count; i++) {
        if (findings->items[i].path == path) {
            return true;
        }
    }
    return false;
}

static void info_check_code(const emvqr_doc *doc, const emvqr_network_info *info, const emvqr_node *account,
                            const emvqr_derived *derived, emvqr_findings *findings)
{
    const emvqr_key *key = emvqr_key_by_name(info, derived->looks_up, strlen(derived->looks_up));
    const emvqr_node *node = info_key_node(doc, info, key, account); /* its path may lead into another of that ID */
    emvqr_finding finding;
    char text[256];
    if (node == NULL || emvqr_key_value(doc, info, key, account).len == 0 ||
        derived->derive(doc, account, text, sizeof text) != 0) {
        return;
    }
    finding.path = emvqr_node_path(doc, node);
    finding.offset = node->offset;
    finding.code = EMVQR_CODE_UNKNOWN_CODE;
    finding.severity = EMVQR_NONE;
    finding.network = account == NULL ? 0 : account->network;
    finding.row = EMVQR_ROW_NONE;
    if (!info_is_found(findings, finding.path)) {
        emvqr__raise_row(findings, &finding, 0);
    }
}

static void info_check_codes(const emvqr_doc *doc, const emvqr_network_info *info, const emvqr_node *account,
                             emvqr_findings *findings)
{
    unsigned i;
    for (i = 0; info != NULL && i < info->derived_count; i++) {
        if (info->derived[i].looks_up != NULL) {
            info_check_code(doc, info, account, &info->derived[i], findings);
        }
    }
}

void emvqr_check_codes(const emvqr_doc *doc, emvqr_findings *findings)
{
    const emvqr_node *node = doc->nodes, *end = emvqr__children_end(doc, NULL);
    for (; node != end; node = emvqr__next(node)) {
        info_check_codes(doc, emvqr_account_info(node), node, findings);
    }
    info_check_codes(doc, &emvqr_emvco_info, NULL, findings);
}

/* ---- names of objects ---- */

static const char *info_row_name(const emvqr_network_info *info, unsigned level, unsigned id, unsigned types)
{
    const emvqr_rule *rule = emvqr_network_rule(info->network, level, id, types);
    return rule == NULL ? NULL : info->rows[level][rule - info->network->levels[level].rules].name;
}

/* A name by one network's table, walked along the path; NULL when the table does not reach it. */
static const char *info_name_by(const emvqr_network_info *info, emvqr_path path, unsigned types,
                                const emvqr_node *account)
{
    unsigned level = 0;
    if (account != NULL && path << 8 != 0) {
        level = info->network->forms[emvqr__node_form(account)].level;
        path <<= 8;
    }
    for (; path << 8 != 0; path <<= 8) {
        const emvqr_rule *rule = emvqr_network_rule(info->network, level, (path >> 24) - 1u, types);
        if (rule == NULL || rule->kind != EMVQR_KIND_TEMPLATE) {
            return NULL;
        }
        level = rule->min;
    }
    return info_row_name(info, level, (path >> 24) - 1u, types);
}

const char *emvqr__path_name(const emvqr_doc *doc, emvqr_path path, const emvqr_node *top)
{
    const emvqr_node *node;
    const char *name = NULL;
    if (top != NULL && top->network != 0) {
        const emvqr_network_info *info = emvqr_account_info(top);
        return path << 8 == 0 ? info->title : info_name_by(info, path, emvqr__account_types(top), top);
    }
    for (node = doc->nodes; node != doc->nodes + doc->count && name == NULL; node = emvqr__next(node)) {
        if (node->network != 0) {
            name = info_name_by(emvqr_account_info(node), path, emvqr__account_types(node), NULL);
        }
    }
    return name != NULL ? name : info_name_by(&emvqr_emvco_info, path, EMVQR_TYPES_ALL, NULL);
}

const char *emvqr_object_name(const emvqr_doc *doc, const emvqr_node *node)
{
    const emvqr_node *top = doc->nodes;
    const char *name;
    while (top + top->inside < node) {
        top = emvqr__next(top);
    }
    name = emvqr__path_name(doc, top == node ? EMVQR_PATH1(node->id) : emvqr_node_path(doc, node), top);
    return name == NULL ? "" : name;
}
