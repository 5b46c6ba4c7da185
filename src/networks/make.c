/* SPDX-License-Identifier: MIT */
/* Making: keys and values become edits, edits become a payload, and the payload is judged before it is handed out. A
 * new code is an edit of an empty document. Each edit remembers for which of its accounts it was made. */
#include <emvqr/make.h>

#include "../core/rules.h"
#include "inputs.h"
#include "judge.h"
#include "making.h"
#include "seal.h"

#include <string.h>

/* ---- accounts ---- */

static void make_begin(emvqr_making *making)
{
    making->info = NULL;
    making->doc = NULL;
    making->account = NULL;
    making->count = making->text_used = 0;
    making->account_count = making->at = 0;
    making->seal = EMVQR_SEAL_AUTO;
    making->force = making->fold = false;
    making->message[0] = making->note[0] = '\0';
}

void emvqr_making_new(emvqr_making *making, const emvqr_network_info *info)
{
    make_begin(making);
    (void)emvqr_making_also(making, info);
}

emvqr_status emvqr_making_also(emvqr_making *making, const emvqr_network_info *info)
{
    if (info == NULL || making->doc != NULL) {
        return EMVQR_ERR_ARGUMENT;
    }
    if (making->account_count == EMVQR_MAKING_ACCOUNTS) {
        emvqr_making_say(making, "too many accounts for one code", NULL, NULL, NULL);
        return EMVQR_ERR_NO_SPACE;
    }
    making->accounts[making->account_count].info = info;
    making->accounts[making->account_count].types = EMVQR_TYPES_ALL;
    making->accounts[making->account_count].type = 0;
    return emvqr_making_turn(making, making->account_count++);
}

emvqr_status emvqr_making_turn(emvqr_making *making, size_t account)
{
    if (account >= making->account_count) {
        return EMVQR_ERR_ARGUMENT;
    }
    making->at = (uint8_t)account;
    making->info = making->accounts[account].info;
    return EMVQR_OK;
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

/* Whether an account under this ID is a part of others of its network: no type has its form. */
static bool make_is_part(const emvqr_network *network, const emvqr_form *form)
{
    unsigned i;
    for (i = 0; i < network->type_count; i++) {
        if (&network->forms[network->types[i].form] == form) {
            return false;
        }
    }
    return true;
}

/* The form of the network at hand that usually stands under an ID, or NULL. */
static const emvqr_form *make_form(const emvqr_making *making, unsigned id)
{
    const emvqr_network *network = making->info->network;
    unsigned i;
    for (i = 0; i < network->form_count; i++) {
        if (network->forms[i].first == id) {
            return &network->forms[i];
        }
    }
    return NULL;
}

bool emvqr__making_is_taken(const emvqr_making *making, unsigned id)
{
    unsigned i;
    for (i = 0; i < making->count; i++) {
        if (emvqr_path_id(making->edits[i].path, 0) == id && making->edits[i].value.ptr != NULL &&
            making->owners[i] != making->at) {
            return true;
        }
    }
    return false;
}

unsigned emvqr__making_place(const emvqr_making *making, const emvqr_form *form)
{
    unsigned id;
    if (!emvqr__making_is_taken(making, form->first) || make_is_part(making->info->network, form)) {
        return form->first;
    }
    for (id = form->first; id <= form->last; id++) {
        if (!emvqr__making_is_taken(making, id)) {
            return id;
        }
    }
    return 0;
}

/* ---- edits ---- */

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

/* Whether a path leads into an account of a new code that is not the one at hand, nor a part of both. */
static bool make_is_anothers(const emvqr_making *making, emvqr_path path)
{
    unsigned id = emvqr_path_id(path, 0);
    const emvqr_form *form;
    if (id < 2u || id > 51u || !emvqr__making_is_taken(making, id)) {
        return false;
    }
    form = make_form(making, id);
    return form == NULL || !make_is_part(making->info->network, form);
}

static bool make_is_same(emvqr_span a, emvqr_span b)
{
    return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

/* Whether an object may be set for the account at hand: it is in no other one, and was not set otherwise for one. */
static bool make_may_put(const emvqr_making *making, const emvqr_edit *there, emvqr_path path, emvqr_span value)
{
    if (making->doc != NULL || value.ptr == NULL) {
        return true;
    }
    if (make_is_anothers(making, path)) {
        return false;
    }
    return there == NULL || there->value.ptr == NULL || making->owners[there - making->edits] == making->at ||
           make_is_same(there->value, value);
}

static emvqr_status make_refuse(emvqr_making *making, emvqr_path path)
{
    char text[EMVQR_PATH_TEXT];
    emvqr_path_format(path, text);
    emvqr_making_say(making, "object ", text, " is set for another account of this code, and not to the same: say it "
                     "once", NULL);
    return EMVQR_ERR_KEY;
}

/* Of a new code: an object that two keys set otherwise, such as bank= and bank_bin=, is one to look at. */
static void make_remark_twice(emvqr_making *making, const emvqr_edit *there, emvqr_span value)
{
    char text[EMVQR_PATH_TEXT];
    if (making->doc == NULL && there->value.ptr != NULL && value.ptr != NULL && !make_is_same(there->value, value)) {
        emvqr_path_format(there->path, text);
        emvqr_making_remark(making, "object ", text, " was set twice, and what was said last counts");
    }
}

/* Edits stay in ascending order of path. */
emvqr_status emvqr_making_put(emvqr_making *making, emvqr_path path, emvqr_span value)
{
    const emvqr_edit *there;
    unsigned at = making->count, i;
    while (at != 0 && making->edits[at - 1u].path >= path) {
        at--;
    }
    there = at == making->count || making->edits[at].path != path ? NULL : &making->edits[at];
    if (!make_may_put(making, there, path, value)) {
        return make_refuse(making, path);
    }
    if (there == NULL) {
        if (making->count == EMVQR_MAKING_EDITS) {
            emvqr_making_say(making, "too many changes at once", NULL, NULL, NULL);
            return EMVQR_ERR_NO_SPACE;
        }
        for (i = making->count++; i > at; i--) {
            making->edits[i] = making->edits[i - 1u];
            making->owners[i] = making->owners[i - 1u];
        }
        making->edits[at].path = path;
    } else {
        make_remark_twice(making, there, value);
    }
    making->edits[at].value = value;
    making->owners[at] = making->at;
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

emvqr_path emvqr_making_path(const emvqr_making *making, const emvqr_key *key)
{
    const emvqr_network_info *info = make_owner(making, key);
    emvqr_path path = emvqr_key_path(info, key, info == making->info ? making->account : NULL);
    const emvqr_form *form;
    unsigned id;
    if (making->doc != NULL || info == &emvqr_emvco_info || path == 0) {
        return path;
    }
    form = make_form(making, emvqr_path_id(path, 0));
    if (form == NULL) {
        return path;
    }
    id = emvqr__making_place(making, form);
    return id == 0 ? 0 : EMVQR_PATH1(id) | (path & 0xFFFFFFu);
}

emvqr_status emvqr_making_put_key(emvqr_making *making, const emvqr_key *key, emvqr_span value)
{
    emvqr_path path = emvqr_making_path(making, key);
    if (value.ptr == NULL) {
        emvqr_making_say(making, "the values are too long together", NULL, NULL, NULL);
        return EMVQR_ERR_NO_SPACE;
    }
    if (path == 0) {
        emvqr_making_say(making, "another account of this code stands where ", making->info->name, " is written: name "
                         "this one first, or give each a code of its own", NULL);
        return EMVQR_ERR_KEY;
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
        key = making->info == NULL ? NULL : emvqr_key_of_types(making->info, name, len,
                                                                   making->accounts[making->at].types);
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
            making->accounts[making->at].types &= EMVQR_TYPE(i);
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
        emvqr_making_say(making, "objects 00 and 63 are not set by hand: 63 is computed, "
                                 "and 00 says how to read the rest", NULL, NULL, NULL);
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
        uint8_t *types = &making->accounts[making->at].types;
        if ((*types & key->types) == 0) {
            emvqr_making_say(making, key->name, " does not go together with the keys before it", NULL, NULL);
            return EMVQR_ERR_KEY;
        }
        *types &= key->types;
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

/* Whether the CRC fits. One that only lacks its leading zeros, where a network has such codes, is no fault. */
static bool make_is_signed(const emvqr_doc *doc)
{
    return doc->crc_ok || (doc->has_crc && doc->fault == EMVQR_CODE_NONE);
}

/* A new code is completed; what was broken is not signed anew. */
static emvqr_status make_prepare(emvqr_making *making)
{
    if (making->doc == NULL) {
        return making->account_count == 0 ? EMVQR_ERR_ARGUMENT : emvqr__making_compose(making);
    }
    if ((making->count != 0 || making->seal != EMVQR_SEAL_AUTO) && !make_is_signed(making->doc) &&
        !making->force) {
        emvqr_making_say(making, "the payload's CRC is wrong or absent: what was broken is not signed anew", NULL, NULL,
                         NULL);
        return EMVQR_ERR_STRUCTURE;
    }
    return EMVQR_OK;
}

emvqr_status emvqr_making_finish(emvqr_making *making, char *buf, size_t cap, size_t *len, emvqr_findings *findings)
{
    emvqr_status status;
    *len = 0;
    making->message[0] = '\0';
    status = make_prepare(making);
    if (status == EMVQR_OK) {
        status = emvqr__rewrite_sealed(making, buf, cap, len, findings);
    }
    if (status == EMVQR_OK && buf != NULL && (making->count != 0 || making->seal != EMVQR_SEAL_AUTO)) {
        status = emvqr__making_judge(making, buf, *len, findings);
    }
    if (status != EMVQR_OK && making->message[0] == '\0') {
        emvqr_making_say(making, emvqr_status_text(status), NULL, NULL, NULL);
    }
    return status;
}
