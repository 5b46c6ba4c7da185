/* SPDX-License-Identifier: MIT */
/* Making: keys and values become edits, edits become a payload, and the payload is judged before it is handed out.
 *
 * A new code is an edit of an empty document. Its type is the first whose required objects are all there and whose keys
 * allow it; values that a table fixes (GUID, currency, country) are written unasked. */
#include <emvqr/make.h>

#include "../core/rules.h"
#include "inputs.h"
#include "judge.h"
#include "seal.h"

#include <string.h>

/* ---- edits ---- */

static void make_begin(emvqr_making *making)
{
    making->info = NULL;
    making->doc = NULL;
    making->account = NULL;
    making->count = making->text_used = 0;
    making->types = EMVQR_TYPES_ALL;
    making->seal = EMVQR_SEAL_AUTO;
    making->force = making->fold = false;
    making->message[0] = making->note[0] = '\0';
}

void emvqr_making_new(emvqr_making *making, const emvqr_network_info *info)
{
    make_begin(making);
    making->info = info;
}

/* The first account speaks for the code: how sums are written, which language; but not a card beside a network. */
void emvqr_making_edit(emvqr_making *making, const emvqr_doc *doc)
{
    const emvqr_node *node;
    make_begin(making);
    making->doc = doc;
    for (node = doc->nodes; node != doc->nodes + doc->count; node = emvqr__next(node)) {
        const emvqr_network_info *info = emvqr_account_info(node);
        if (info != NULL && (making->info == NULL || (node->id >= 26u && making->account->id < 26u))) {
            making->info = info;
            making->account = node;
        }
    }
}

emvqr_span emvqr_making_keep(emvqr_making *making, const char *text, size_t len)
{
    emvqr_span kept = { NULL, 0 };
    if (len <= EMVQR_MAKING_TEXT - making->text_used) {
        kept.ptr = making->text + making->text_used;
        kept.len = len;
        memcpy(making->text + making->text_used, text, len);
        making->text_used = (uint16_t)(making->text_used + len);
    }
    return kept;
}

/* Edits stay in ascending order of path. */
emvqr_status emvqr_making_put(emvqr_making *making, emvqr_path path, emvqr_span value)
{
    unsigned at = making->count, i;
    while (at != 0 && making->edits[at - 1u].path >= path) {
        at--;
    }
    if (at == making->count || making->edits[at].path != path) {
        if (making->count == EMVQR_MAKING_EDITS) {
            emvqr_making_say(making, "too many changes at once", NULL, NULL, NULL);
            return EMVQR_ERR_NO_SPACE;
        }
        for (i = making->count++; i > at; i--) {
            making->edits[i] = making->edits[i - 1u];
        }
        making->edits[at].path = path;
    }
    making->edits[at].value = value;
    return EMVQR_OK;
}

emvqr_span emvqr_making_get(const emvqr_making *making, emvqr_path path)
{
    emvqr_span absent = { NULL, 0 };
    unsigned i;
    for (i = 0; i < making->count; i++) {
        if (making->edits[i].path == path) {
            return making->edits[i].value;
        }
    }
    return absent;
}

/* A part of a packed value: the rest keeps what it has, or is zeros. */
static emvqr_status make_put_part(emvqr_making *making, const emvqr_key *key, emvqr_path path, emvqr_span part)
{
    char whole[100];
    size_t len = (size_t)key->at + key->length, i;
    emvqr_span old = emvqr_making_get(making, path);
    if (old.ptr == NULL && making->doc != NULL) {
        old = emvqr_get(making->doc, path);
    }
    len = old.len > len && old.len < sizeof whole ? old.len : len;
    for (i = 0; i < len; i++) {
        whole[i] = i < old.len ? old.ptr[i] : '0';
    }
    if (part.len > key->length) {
        return emvqr_making_say(making, key->name, " is too long: ", key->help, NULL);
    }
    memset(whole + key->at, '0', key->length);
    memcpy(whole + key->at + key->length - part.len, part.ptr, part.len);
    return emvqr_making_put(making, path, emvqr_making_keep(making, whole, len));
}

static const emvqr_network_info *make_owner(const emvqr_making *making, const emvqr_key *key)
{
    const emvqr_network_info *info = making->info;
    return info != NULL && key >= info->keys && key < info->keys + info->key_count ? info : &emvqr_emvco_info;
}

emvqr_status emvqr_making_put_key(emvqr_making *making, const emvqr_key *key, emvqr_span value)
{
    const emvqr_network_info *info = make_owner(making, key);
    emvqr_path path = emvqr_key_path(info, key, info == making->info ? making->account : NULL);
    if (value.ptr == NULL) {
        emvqr_making_say(making, "the values are too long together", NULL, NULL, NULL);
        return EMVQR_ERR_NO_SPACE;
    }
    return key->length != 0 ? make_put_part(making, key, path, value) : emvqr_making_put(making, path, value);
}

/* ---- keys ---- */

/* The key of that name in the document's accounts, the first that can have it: *making turns to that account.
 * *elsewhere tells that a network here has the key, but none of its accounts. */
static const emvqr_key *make_key_of_account(emvqr_making *making, const char *name, size_t len, bool *elsewhere)
{
    const emvqr_node *node = making->doc->nodes, *end = node + making->doc->count;
    for (; node != end; node = emvqr__next(node)) {
        const emvqr_network_info *info = emvqr_account_info(node);
        const emvqr_key *key = info == NULL ? NULL : emvqr_key_of_types(info, name, len, emvqr__account_types(node));
        if (key != NULL && emvqr_key_path(info, key, node) != 0) {
            making->info = info;
            making->account = node;
            return key;
        }
        *elsewhere = *elsewhere || (info != NULL && emvqr_key_by_name(info, name, len) != NULL);
    }
    return NULL;
}

/* A key of the networks at hand, the first that knows it, or a shared one. */
static const emvqr_key *make_key(emvqr_making *making, const char *name, size_t len)
{
    const emvqr_key *key;
    bool elsewhere = false;
    if (making->doc != NULL) {
        key = make_key_of_account(making, name, len, &elsewhere);
    } else {
        key = making->info == NULL ? NULL : emvqr_key_of_types(making->info, name, len, making->types);
        if (key == NULL && making->info != NULL) { /* refused later, by its name */
            key = emvqr_key_by_name(making->info, name, len);
        }
    }
    if (key == NULL && !elsewhere) {
        key = emvqr_key_by_name(&emvqr_emvco_info, name, len);
    }
    if (key == NULL) {
        emvqr_making_say(making, elsewhere ? "this key is for another type of account than those of this code"
                                           : "no such key", NULL, NULL, NULL);
    }
    return key;
}

static emvqr_status make_set_type(emvqr_making *making, emvqr_span value)
{
    const emvqr_network_info *info = making->info;
    unsigned i;
    for (i = 0; making->doc == NULL && info != NULL && i < info->network->type_count; i++) {
        if (emvqr__is(value, info->types[i].name)) {
            making->types &= EMVQR_TYPE(i);
            return EMVQR_OK;
        }
    }
    if (making->doc != NULL) {
        emvqr_making_say(making, "an existing code keeps its type", NULL, NULL, NULL);
        return EMVQR_ERR_KEY;
    }
    return emvqr_making_say(making, "no such type", info == NULL ? NULL : ": see emvqr networks ",
                            info == NULL ? NULL : info->name, NULL);
}

static emvqr_status make_set_path(emvqr_making *making, emvqr_path path, emvqr_span value)
{
    if (emvqr_path_id(path, 0) == EMVQR__ID_CRC || (making->doc != NULL && path == EMVQR_PATH1(0))) {
        emvqr_making_say(making, "objects 00 and 63 are not set by hand: 63 is computed, and 00 says how to read the rest",
                         NULL, NULL, NULL);
        return EMVQR_ERR_PATH;
    }
    if (value.ptr != NULL && emvqr_path_depth(path) > 1u &&
        emvqr_network_rule(&emvqr_emvco, 0, emvqr_path_id(path, 0), EMVQR_TYPES_ALL)->kind != EMVQR_KIND_TEMPLATE) {
        emvqr_making_say(making, "that object holds a value: nothing stands inside it", NULL, NULL, NULL);
        return EMVQR_ERR_PATH;
    }
    return emvqr_making_put(making, path, value);
}

emvqr_status emvqr_making_set(emvqr_making *making, const char *name, size_t name_len, const char *value,
                              size_t value_len)
{
    emvqr_span text, word;
    const emvqr_key *key;
    emvqr_path path;
    text.ptr = value;
    text.len = value_len;
    word.ptr = name;
    word.len = name_len;
    making->message[0] = '\0';
    if (emvqr_path_parse(name, name_len, &path)) {
        return make_set_path(making, path, text);
    }
    if (emvqr__is(word, "type")) {
        return make_set_type(making, text);
    }
    key = make_key(making, name, name_len);
    if (key == NULL) {
        return EMVQR_ERR_KEY;
    }
    if (value_len == 0) {
        return emvqr_making_say(making, key->name, " is empty: ", key->help, NULL);
    }
    if (make_owner(making, key) != &emvqr_emvco_info && making->doc == NULL) {
        if ((making->types & key->types) == 0) {
            emvqr_making_say(making, key->name, " does not go together with the keys before it", NULL, NULL);
            return EMVQR_ERR_KEY;
        }
        making->types &= key->types;
    }
    return key->input != NULL ? key->input(making, key, text) : emvqr_making_put_key(making, key, text);
}

emvqr_status emvqr_making_unset(emvqr_making *making, emvqr_path path)
{
    emvqr_span absent = { NULL, 0 };
    making->message[0] = '\0';
    return path == 0 || path == EMVQR_PATH1(0) ? make_set_path(making, EMVQR_PATH1(EMVQR__ID_CRC), absent)
                                               : make_set_path(making, path, absent);
}

/* ---- a new code ---- */

static bool make_has(const emvqr_making *making, emvqr_path path)
{
    unsigned i;
    for (i = 0; i < making->count; i++) {
        if (making->edits[i].value.ptr != NULL &&
            (making->edits[i].path == path || emvqr_path_below(making->edits[i].path, path))) {
            return true;
        }
    }
    return false;
}

static emvqr_span make_first_word(const char *list)
{
    emvqr_span word;
    word.ptr = list;
    word.len = strcspn(list, " ");
    return word;
}

/* What the rows of one level of a new code's type ask for: fills in what is fixed, names what is not there. */
typedef struct make_level {
    const emvqr_network_info *info;
    unsigned level, types;
    emvqr_path path;
    const emvqr_network *before; /* its root rows go before these */
    const emvqr_form *form;
} make_level;

static const char *make_key_name(const make_level *at, const emvqr_rule *rule)
{
    unsigned i;
    for (i = 0; i < at->info->key_count; i++) {
        const emvqr_key *key = &at->info->keys[i];
        if (key->level == at->level && key->id >= rule->first && key->id <= rule->last && key->group != EMVQR_KEY_INPUT &&
            (key->types & at->types) != 0) {
            return key->name;
        }
    }
    for (i = 0; at->path == 0 && i < emvqr_emvco_info.key_count; i++) { /* a shared key of the root */
        const emvqr_key *key = &emvqr_emvco_info.keys[i];
        if (key->level == 0 && key->id == rule->first) {
            return key->name;
        }
    }
    return at->info->rows[at->level][rule - at->info->network->levels[at->level].rules].name;
}

static bool make_group_is_there(const emvqr_making *making, const make_level *at, const emvqr_rule *rule)
{
    unsigned id;
    for (id = rule->first; id <= rule->last; id++) {
        if (make_has(making, emvqr_path_join(at->path, id))) {
            return true;
        }
    }
    return false;
}

/* Whether the type's deciding object is the one that a row stands for. */
static bool make_is_deciding(const make_level *at, const emvqr_rule *rule, const emvqr_type *type)
{
    bool here = type->where == EMVQR_IN_ACCOUNT ? at->form != NULL
                : type->where == EMVQR_IN_ROOT  ? at->form == NULL && at->path == 0
                                                : at->path == EMVQR_PATH1(62);
    return here && type->list != 0 && type->id == rule->first;
}

/* Whether what was typed leaves one type only. */
static bool make_type_is_told(const emvqr_making *making)
{
    unsigned left = making->types & ((1u << making->info->network->type_count) - 1u);
    return (left & (left - 1u)) == 0;
}

/* The first word that a row fixes: its type's, its list's, or the GUID of the account's form. */
static emvqr_span make_fixed(const emvqr_making *making, const make_level *at, const emvqr_rule *rule)
{
    emvqr_span none = { NULL, 0 };
    const emvqr_network *network = at->info->network;
    unsigned i;
    if ((rule->weight & EMVQR_ASKED) != 0 && !make_type_is_told(making)) {
        return none;
    }
    for (i = 0; i < network->type_count; i++) {
        if ((EMVQR_TYPE(i) & at->types) != 0 && make_is_deciding(at, rule, &network->types[i])) {
            return make_first_word(network->lists[network->types[i].list].values);
        }
    }
    if (rule->list != 0 && *network->lists[rule->list].values != ' ') {
        return make_first_word(network->lists[rule->list].values);
    }
    return at->form != NULL && rule->first == 0 && at->form->guids != NULL ? make_first_word(at->form->guids) : none;
}

/* Fills in (when `fill`) and returns the name of the first required key that is absent, or NULL. A network's templates
 * that are required or begun are gone through with it; they nest at most EMVQR_DEPTH_MAX deep. */
static const char *make_complete_level(emvqr_making *making, const make_level *at, bool fill)
{
    const emvqr_level *level = &at->info->network->levels[at->level];
    unsigned i;
    for (i = 0; i < level->count; i++) {
        const emvqr_rule *rule = &level->rules[i];
        emvqr_path path = emvqr_path_join(at->path, rule->first);
        emvqr_span fixed;
        if (at->before == NULL && rule->kind == EMVQR_KIND_TEMPLATE && rule->min != 0 &&
            (rule->types & at->types) != 0 &&
            (rule->presence == EMVQR_REQUIRED || make_has(making, path))) {
            make_level inside = *at;
            const char *missing;
            inside.level = rule->min;
            inside.path = path;
            inside.form = NULL;
            missing = make_complete_level(making, &inside, fill);
            if (missing != NULL) {
                return missing;
            }
            continue;
        }
        if ((rule->types & at->types) == 0 || rule->presence != EMVQR_REQUIRED ||
            (at->before != NULL && emvqr_network_rule(at->before, 0, rule->first, at->types) != NULL)) {
            continue;
        }
        if (rule->kind >= EMVQR_KIND_ONE_OF ? make_group_is_there(making, at, rule) || at->path == 0
                                            : make_has(making, path)) {
            continue;
        }
        fixed = make_fixed(making, at, rule);
        if (fixed.ptr == NULL) {
            return make_key_name(at, rule);
        }
        if (fill && emvqr_making_put(making, path, fixed) != EMVQR_OK) {
            return NULL;
        }
    }
    return NULL;
}

/* The key of an account that is one value (02 to 25) and absent, or NULL. */
static const char *make_lacks_account(const emvqr_making *making, const emvqr_form *form)
{
    const emvqr_key *key = making->info->keys;
    unsigned id;
    for (id = form->first; id <= form->last; id++) {
        if (make_has(making, EMVQR_PATH1(id))) {
            return NULL;
        }
    }
    while (key->level != EMVQR_LEVEL_ACCOUNT) {
        key++;
    }
    return key->name;
}

/* The levels of a new code of one type: the account, the network's root rows and their templates, EMVCo's root rows. */
static const char *make_complete(emvqr_making *making, unsigned type, bool fill)
{
    const emvqr_network *network = making->info->network;
    const emvqr_form *form = &network->forms[network->types[type].form];
    make_level at;
    const char *missing;
    at.info = making->info;
    at.types = EMVQR_TYPE(type);
    at.before = NULL;
    at.form = form;
    at.level = form->level;
    at.path = EMVQR_PATH1(form->usual);
    missing = form->level == 0 ? make_lacks_account(making, form) : make_complete_level(making, &at, fill);
    at.form = NULL;
    at.level = 0;
    at.path = 0;
    missing = missing != NULL ? missing : make_complete_level(making, &at, fill);
    at.info = &emvqr_emvco_info;
    at.before = network;
    at.level = 0;
    at.path = 0;
    return missing != NULL ? missing : make_complete_level(making, &at, fill);
}

/* Whether a new code may be of a type: what decides it has such a value, or will be filled in. What stands outside the
 * account is filled in only when no other type is left: a category or a purpose is not for us to choose. */
static bool make_may_be(const emvqr_making *making, unsigned index)
{
    const emvqr_network *network = making->info->network;
    const emvqr_type *type = &network->types[index];
    emvqr_path path = type->where == EMVQR_IN_ACCOUNT ? EMVQR_PATH2(network->forms[type->form].usual, type->id)
                      : type->where == EMVQR_IN_ROOT  ? EMVQR_PATH1(type->id)
                                                      : EMVQR_PATH2(62, type->id);
    emvqr_span value = emvqr_making_get(making, path);
    if ((making->types & EMVQR_TYPE(index)) == 0) {
        return false;
    }
    if (value.ptr == NULL || type->list == 0) {
        return type->list == 0 || type->where == EMVQR_IN_ACCOUNT || making->types == EMVQR_TYPE(index);
    }
    return emvqr__word(network->lists[type->list].values, value) != 0;
}

/* Object 01, when it was not typed: for one payment where there is an amount, unless the network has only the other. */
static void make_put_initiation(emvqr_making *making, unsigned types)
{
    static const emvqr_span fixed = EMVQR_SPAN("11"), once = EMVQR_SPAN("12");
    const emvqr_network *network = making->info->network;
    const emvqr_rule *rule = emvqr_network_rule(network, 0, 1, types);
    emvqr_span value = make_has(making, EMVQR_PATH1(54)) ? once : fixed;
    if (rule != NULL && rule->list != 0 && emvqr__word(network->lists[rule->list].values, value) != 1u) {
        value = make_first_word(network->lists[rule->list].values);
    }
    if (!make_has(making, EMVQR_PATH1(1))) {
        emvqr_making_put(making, EMVQR_PATH1(1), value);
    }
}

/* The first type that is allowed and complete; else the first that is allowed, and what it lacks. */
static emvqr_status make_choose_type(emvqr_making *making)
{
    const emvqr_network_info *info = making->info;
    const char *missing = NULL, *lacks = NULL;
    unsigned i, first = info->network->type_count;
    for (i = 0; i < info->network->type_count; i++) {
        if (!make_may_be(making, i)) {
            continue;
        }
        missing = make_complete(making, i, false);
        if (missing == NULL) {
            make_put_initiation(making, EMVQR_TYPE(i));
            make_complete(making, i, true);
            return EMVQR_OK;
        }
        if (first == info->network->type_count) {
            first = i;
            lacks = missing;
        }
    }
    if (lacks == NULL) {
        emvqr_making_say(making, "no type of ", info->name, " has all these keys", NULL);
    } else {
        emvqr_making_say(making, lacks, " is missing: see emvqr networks ", info->name, NULL);
    }
    return EMVQR_ERR_KEY;
}

emvqr_status emvqr_making_finish(emvqr_making *making, char *buf, size_t cap, size_t *len, emvqr_findings *findings)
{
    emvqr_status status = EMVQR_OK;
    bool changes;
    *len = 0;
    making->message[0] = '\0';
    if (making->doc == NULL) {
        status = making->info == NULL ? EMVQR_ERR_ARGUMENT : make_choose_type(making);
    }
    changes = making->count != 0 || making->seal != EMVQR_SEAL_AUTO;
    if (status == EMVQR_OK && changes && making->doc != NULL && !making->doc->crc_ok && !making->force) {
        emvqr_making_say(making, "the payload's CRC is wrong or absent: what was broken is not signed anew", NULL, NULL,
                         NULL);
        return EMVQR_ERR_STRUCTURE;
    }
    if (status == EMVQR_OK) {
        status = emvqr__rewrite_sealed(making, buf, cap, len, findings);
    }
    if (status == EMVQR_OK && buf != NULL && changes) {
        status = emvqr__making_judge(making, buf, *len, findings);
    }
    if (status != EMVQR_OK && making->message[0] == '\0') {
        emvqr_making_say(making, emvqr_status_text(status), NULL, NULL, NULL);
    }
    return status;
}
