/* SPDX-License-Identifier: MIT */
/* Looking up what a person sees: networks and keys by name, values by key, objects and findings in words. */
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
        path = emvqr__level_path(network, level, &network->forms[i], network->forms[i].usual);
    }
    return path != 0 ? path : emvqr__level_path(network, level, NULL, 0);
}

emvqr_path emvqr_key_path(const emvqr_network_info *info, const emvqr_key *key, const emvqr_node *account)
{
    emvqr_path level;
    if (key->level == EMVQR_LEVEL_ACCOUNT) {
        return EMVQR_PATH1(account != NULL ? account->id : info->network->forms[0].usual);
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

/* ---- objects and findings in words ---- */

static const char *info_row_name(const emvqr_network_info *info, unsigned level, unsigned id, unsigned types)
{
    const emvqr_rule *rule = emvqr_network_rule(info->network, level, id, types);
    return rule == NULL ? NULL : info->rows[level][rule - info->network->levels[level].rules].name;
}

/* A name by one network's table, walked along the path; NULL when the table does not reach it. */
static const char *info_name_by(const emvqr_network_info *info, emvqr_path path, unsigned types, const emvqr_node *account)
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

/* `top`: the object of the root that the path goes through, or NULL. */
static const char *info_path_name(const emvqr_doc *doc, emvqr_path path, const emvqr_node *top)
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
    name = info_path_name(doc, top == node ? EMVQR_PATH1(node->id) : emvqr_node_path(doc, node), top);
    return name == NULL ? "" : name;
}

typedef struct info_text {
    char *text;
    size_t used, cap;
} info_text;

static void info_say(info_text *out, const char *more)
{
    for (; *more != '\0' && out->used + 1u < out->cap; more++) {
        out->text[out->used++] = *more;
    }
}

const char *emvqr__number(size_t number, char text[EMVQR__NUMBER_TEXT])
{
    size_t at = EMVQR__NUMBER_TEXT - 1u;
    text[at] = '\0';
    do {
        text[--at] = (char)('0' + number % 10u);
        number /= 10u;
    } while (number != 0);
    return text + at;
}

static void info_say_number(info_text *out, size_t number)
{
    char text[EMVQR__NUMBER_TEXT];
    info_say(out, emvqr__number(number, text));
}

/* An ID as it stands in a payload. */
static void info_say_id(info_text *out, unsigned id)
{
    char text[EMVQR_PATH_TEXT];
    emvqr_path_format(EMVQR_PATH1(id), text);
    info_say(out, text);
}

static const emvqr_rule *info_finding_rule(const emvqr_network_info *info, unsigned row)
{
    unsigned level;
    for (level = 0; level < info->network->level_count && row != EMVQR_ROW_NONE; level++) {
        if (row < info->network->levels[level].count) {
            return &info->network->levels[level].rules[row];
        }
        row -= info->network->levels[level].count;
    }
    return NULL;
}

/* What a text's form is, when that is what is wrong with it; false: nothing to say. */
static bool info_say_form(info_text *out, const emvqr_doc *doc, const emvqr_finding *finding, const emvqr_rule *rule)
{
    emvqr_span value = emvqr_get(doc, finding->path);
    size_t length = emvqr_text_length(value.ptr, value.len, (emvqr_unit)(doc->unit == EMVQR_BYTES ? EMVQR_CHARACTERS : doc->unit));
    bool coded = finding->code == EMVQR_CODE_VALUE && (rule->weight & EMVQR_CODED) != 0 && rule->list == 0;
    bool text = rule->kind == EMVQR_KIND_N || rule->kind == EMVQR_KIND_A ||
                rule->kind == EMVQR_KIND_ANS || rule->kind == EMVQR_KIND_S || rule->kind == EMVQR_KIND_OPAQUE;
    if (text && (coded || finding->code == EMVQR_CODE_VALUE_LENGTH) && (length < rule->min || length > rule->max)) {
        info_say_number(out, length);
        info_say(out, length == 1u ? " character where " : " characters where ");
        info_say(out, rule->min == rule->max ? "exactly " : length > rule->max ? "at most " : "at least ");
        info_say_number(out, length < rule->min ? rule->min : rule->max);
        info_say(out, rule->max == 1u ? " is allowed" : " are allowed");
        return true;
    }
    if ((rule->kind == EMVQR_KIND_N || rule->kind == EMVQR_KIND_A) &&
        (coded || finding->code == EMVQR_CODE_VALUE_CHARSET)) {
        info_say(out, rule->kind == EMVQR_KIND_N ? "only the digits 0 to 9 are allowed"
                                                 : "only the capital letters A to Z are allowed");
        return true;
    }
    return false;
}

/* The values before the bar: ": it is 764", ": one of 11 12". */
static void info_say_values(info_text *out, const emvqr_network_info *info, const emvqr_rule *rule)
{
    const char *values = info->network->lists[rule->list].values;
    size_t len = strcspn(values, "|");
    for (; len != 0 && values[len - 1u] == ' '; len--) {
    }
    if (len != 0 && *values == ' ') { /* no default */
        values++;
        len--;
    }
    info_say(out, memchr(values, ' ', len) == NULL ? ": it is " : ": one of ");
    for (; len != 0 && out->used + 1u < out->cap; len--) {
        out->text[out->used++] = *values++;
    }
}

/* What software on the way does to whole payloads. It is said, and never repaired. */
static const char *info_crc_hint(const emvqr_doc *doc)
{
    const emvqr_node *crc = doc->nodes + doc->count - 1;
    const char *at = doc->text + doc->start;
    char text[EMVQR_PAYLOAD_MAX];
    size_t i, len = crc->offset + 4u - doc->start;
    bool folded = false, lower;
    memcpy(text, at, len);
    for (i = 0; i < len; i++) {
        folded = folded || (unsigned)(unsigned char)at[i] - 'a' <= 25u;
        text[i] = at[i] == '+' ? ' ' : at[i];
    }
    for (i = 0; i < len; i++) {
        folded = folded && (unsigned)(unsigned char)at[i] - 'A' > 25u;
    }
    if (emvqr__crc_says(at + len, crc->length, emvqr_crc16(text, len), &lower)) {
        return "; it would fit with blanks for the plus signs, which web forms put in their place";
    }
    return folded ? "; all letters are in lower case, as some software makes them" : "";
}

/* 0 to 15, or 16 for what is no hexadecimal digit. */
static unsigned info_hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? (unsigned)(c - '0')
           : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10u
           : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10u
                                  : 16u;
}

/* The byte that "%20" or the like stands for at the beginning of [at, end), or -1. */
static int info_escaped_byte(const char *at, const char *end)
{
    unsigned high, low;
    if (end - at < 3 || *at != '%') {
        return -1;
    }
    high = info_hex_digit(at[1]);
    low = info_hex_digit(at[2]);
    return high > 15u || low > 15u ? -1 : (int)(high << 4 | low);
}

/* Whether the payload would be right with each %20 as the byte that it stands for: it comes out of an address. */
static bool info_is_escaped(const emvqr_doc *doc)
{
    const char *at, *end;
    char text[EMVQR_PAYLOAD_MAX];
    emvqr_reader reader;
    size_t len = 0, escapes = 0;
    if (doc->start == doc->end) { /* the text may be NULL */
        return false;
    }
    at = doc->text + doc->start;
    end = doc->text + doc->end;
    for (; at != end && len != sizeof text; len++) {
        int byte = info_escaped_byte(at, end);
        text[len] = byte < 0 ? *at : (char)byte;
        at += byte < 0 ? 1 : 3;
        escapes += byte < 0 ? 0u : 1u;
    }
    return at == end && escapes != 0 && emvqr_verify(text, len, &reader) == EMVQR_CODE_NONE;
}

/* What probably happened to the payload, behind the finding that it broke with. */
static void info_say_cause(info_text *out, const emvqr_doc *doc, const emvqr_finding *finding)
{
    if (finding->code == EMVQR_CODE_CRC_MISMATCH && doc->has_crc) {
        info_say(out, info_crc_hint(doc));
    }
    if ((finding->code == EMVQR_CODE_CRC_MISMATCH || finding->code == doc->fault) && info_is_escaped(doc)) {
        info_say(out, "; it would fit with the characters for which %20 and the like stand, as in a web address");
    }
}

size_t emvqr_finding_message(const emvqr_doc *doc, const emvqr_finding *finding, char *text, size_t cap)
{
    const emvqr_network_info *info =
        finding->network == 0 ? &emvqr_emvco_info : emvqr_network_infos[finding->network - 1u];
    const emvqr_rule *rule = info_finding_rule(info, finding->row);
    const emvqr_node *top = finding->path == 0 ? NULL : emvqr_node_child(doc, NULL, emvqr_path_id(finding->path, 0));
    const char *name = finding->path == 0 ? NULL : info_path_name(doc, finding->path, top);
    info_text out = { text, 0, cap };
    if (cap == 0) {
        return 0;
    }
    if (name != NULL && *name != '\0') {
        info_say(&out, name);
        info_say(&out, ": ");
    }
    if (rule != NULL && rule->kind >= EMVQR_KIND_ONE_OF && rule->first != rule->last &&
        finding->code == EMVQR_CODE_MISSING_OBJECT) {
        info_say(&out, "none of the objects ");
        info_say_id(&out, rule->first);
        info_say(&out, " to ");
        info_say_id(&out, rule->last);
        info_say(&out, " is there, so nobody can be paid");
    } else if (rule == NULL || !info_say_form(&out, doc, finding, rule)) {
        info_say(&out, emvqr_code_meaning((emvqr_code)finding->code));
        if (rule != NULL && rule->list != 0 && rule->kind < EMVQR_KIND_ONE_OF &&
            (finding->code == EMVQR_CODE_VALUE || finding->code == EMVQR_CODE_COUNTRY_CURRENCY)) {
            info_say_values(&out, info, rule);
        }
        info_say_cause(&out, doc, finding);
    }
    text[out.used] = '\0';
    return out.used;
}
