/* SPDX-License-Identifier: MIT */
/* Reading and writing structs by tables: EMVCo's, for what all payloads have, and one network's. Writing goes through
 * the objects in ascending order, by asking all members and all that the tables fix for the least path that is still to
 * come; so no list of what to write is kept. */
#include "typed.h"

#include <emvqr/network_info.h>
#include <emvqr/writer.h>

#include "../core/rules.h"
#include "levels.h"

#include <string.h>

enum { TYPED_EMVCO = 0, TYPED_OWN = 1, TYPED_TABLES = 2 };
#define TYPED_LEVELS 8u /* of a network, at most */
#define TYPED_PACKED 32u
#define TYPED_GUID 0u /* common.guid among the spans */

const emvqr_node *emvqr_next_account(const emvqr_doc *doc, const emvqr_network *network, const emvqr_node *after)
{
    const emvqr_node *node = after == NULL ? emvqr__children(doc, NULL) : emvqr__next(after);
    const emvqr_node *end = emvqr__children_end(doc, NULL);
    for (; node != end; node = emvqr__next(node)) {
        if (node->network != 0 && doc->networks[node->network - 1u] == network && !emvqr_account_is_part(doc, node)) {
            return node;
        }
    }
    return NULL;
}

emvqr_status emvqr_judge(emvqr_doc *doc, const char *text, size_t len, int64_t now, emvqr_findings *findings)
{
    emvqr_status status = emvqr_parse(doc, text, len, findings);
    if (status != EMVQR_OK) {
        return status;
    }
    emvqr_check(doc, now, findings);
    return findings->errors == 0 ? EMVQR_OK : EMVQR_ERR_VALUE;
}

/* ---- reading ---- */

static emvqr_span *typed_spans(void *code)
{
    return (emvqr_span *)(void *)((char *)code + offsetof(emvqr__typed_head, common));
}

/* Sets the members whose value this object is; the first object of an ID counts. */
static void typed_take(const emvqr__typed *typed, const emvqr_doc *doc, const emvqr_node *node, unsigned level,
                       unsigned types, emvqr_span *spans)
{
    const emvqr__field *field = typed->fields, *end = field + typed->count;
    emvqr_span value = emvqr_node_value(doc, node);
    for (; field != end; field++) {
        emvqr_span *span = &spans[field->span];
        if (field->level != level || (field->types & types) == 0 || span->ptr != NULL ||
            (field->id != node->id && level != EMVQR_LEVEL_ACCOUNT) || value.len < (size_t)field->at + field->length) {
            continue;
        }
        span->ptr = value.ptr + field->at;
        span->len = field->length != 0 ? field->length : value.len;
    }
}

/* The template at a level's path. An ID that stands twice is an error; of the account, what was asked for counts. */
static const emvqr_node *typed_template(const emvqr_doc *doc, const emvqr_node *account, emvqr_path path)
{
    if (emvqr_path_id(path, 0) != account->id) {
        return emvqr_find(doc, path);
    }
    return emvqr_path_depth(path) == 1u ? account : emvqr_node_child(doc, account, emvqr_path_id(path, 1));
}

/* The members of one table. */
static void typed_take_all(const emvqr__typed *typed, const emvqr_doc *doc, const emvqr_node *account, unsigned types,
                           emvqr_span *spans)
{
    const emvqr_form *form = typed == &emvqr__common ? NULL : &typed->network->forms[emvqr__node_form(account)];
    unsigned level;
    for (level = 0; level < typed->network->level_count; level++) {
        emvqr_path path = emvqr__level_path(typed->network, level, form, account->id);
        const emvqr_node *parent = path == 0 ? NULL : typed_template(doc, account, path), *node, *end;
        if (parent == NULL && level != 0) {
            continue;
        }
        end = emvqr__children_end(doc, parent);
        for (node = emvqr__children(doc, parent); node != end; node = emvqr__next(node)) {
            typed_take(typed, doc, node, level, types, spans);
        }
    }
}

emvqr_status emvqr__typed_read(const emvqr__typed *typed, const emvqr_doc *doc, const emvqr_node *account, void *code)
{
    emvqr__typed_head *head = code;
    emvqr_span *spans;
    const emvqr_node *guid;
    unsigned i;
    if (code == NULL) {
        return EMVQR_ERR_ARGUMENT;
    }
    spans = typed_spans(code);
    head->type = head->id = 0;
    for (i = 0; i < typed->spans; i++) {
        spans[i].ptr = NULL;
        spans[i].len = 0;
    }
    if (doc == NULL) {
        return EMVQR_ERR_ARGUMENT;
    }
    if (account == NULL) {
        account = emvqr_next_account(doc, typed->network, NULL);
    }
    if (account == NULL || account->network == 0 || doc->networks[account->network - 1u] != typed->network) {
        return EMVQR_ERR_ACCOUNT;
    }
    head->type = (uint8_t)(emvqr_node_type(account) + 1);
    head->id = account->id;
    guid = account->id < 26u ? NULL : emvqr_node_child(doc, account, 0);
    if (guid != NULL) {
        spans[TYPED_GUID] = emvqr_node_value(doc, guid);
    }
    typed_take_all(&emvqr__common, doc, account, EMVQR_TYPES_ALL, spans);
    typed_take_all(typed, doc, account, emvqr__account_types(account), spans);
    typed_take(typed, doc, account, EMVQR_LEVEL_ACCOUNT, emvqr__account_types(account), spans);
    return EMVQR_OK;
}

/* ---- writing ---- */

/* A table at work: where its levels stand, and which of them are written. */
typedef struct typed_table {
    const emvqr__typed *typed;
    emvqr_path paths[TYPED_LEVELS];
    unsigned begun; /* mask of levels */
    unsigned types;
} typed_table;

/* What comes next. */
typedef struct typed_next {
    emvqr_path after, path; /* the least path behind `after` */
    emvqr_span value;
    const typed_table *packed; /* the table whose members make up the value, NULL: the value is whole */
} typed_next;

typedef struct typed_writing {
    typed_table tables[TYPED_TABLES];
    const emvqr_span *spans;
    const emvqr_form *form;
    unsigned id;
    emvqr_writer writer;
} typed_writing;

static bool typed_has(const typed_writing *tw, const typed_table *table, const emvqr__field *field)
{
    return tw->spans[field->span].ptr != NULL && (field->types & table->types) != 0;
}

static emvqr_path typed_path(const typed_writing *tw, const typed_table *table, const emvqr__field *field)
{
    return field->level == EMVQR_LEVEL_ACCOUNT ? EMVQR_PATH1(tw->id)
                                               : emvqr_path_join(table->paths[field->level], field->id);
}

/* Whether each member that is there has a place in an account of this type. */
static bool typed_fits(const typed_writing *tw)
{
    const typed_table *own = &tw->tables[TYPED_OWN];
    const emvqr__field *field = own->typed->fields, *end = field + own->typed->count, *other;
    for (; field != end; field++) {
        if (tw->spans[field->span].ptr == NULL) {
            continue;
        }
        for (other = own->typed->fields; other != end && !(other->span == field->span && typed_has(tw, own, other));
             other++) {
        }
        if (other == end) {
            return false;
        }
    }
    return true;
}

/* Adds the levels that the rows of `level` ask for; `opens`: adds `level` where a row of it opens a written one. */
static void typed_begin_level(typed_table *table, unsigned level, bool opens)
{
    const emvqr_level *rows = &table->typed->network->levels[level];
    unsigned i;
    for (i = 0; i < rows->count; i++) {
        const emvqr_rule *rule = &rows->rules[i];
        if (rule->kind != EMVQR_KIND_TEMPLATE || rule->min == 0 || (rule->types & table->types) == 0) {
            continue;
        }
        if (opens && (table->begun >> rule->min & 1u) != 0) {
            table->begun |= 1u << level;
        } else if (!opens && (table->begun >> level & 1u) != 0 && rule->presence == EMVQR_REQUIRED) {
            table->begun |= 1u << rule->min;
        }
    }
}

/* Which levels are written: the root, the account's, those of members, what these lie in, and what is required inside.
 * A level stands behind the one that opens it. */
static void typed_begin(const typed_writing *tw, typed_table *table)
{
    const emvqr__field *field = table->typed->fields, *end = field + table->typed->count;
    unsigned count = table->typed->network->level_count, level;
    table->begun = table == &tw->tables[TYPED_OWN] ? 1u | 1u << tw->form->level : 1u;
    for (; field != end; field++) {
        if (field->level != EMVQR_LEVEL_ACCOUNT && typed_has(tw, table, field)) {
            table->begun |= 1u << field->level;
        }
    }
    for (level = count; level-- != 0;) {
        typed_begin_level(table, level, true);
    }
    for (level = 0; level < count; level++) {
        typed_begin_level(table, level, false);
    }
}

/* ---- the next object ---- */

/* Whether an object at `path` would be the next one. The first that offers a path decides its value. */
static bool typed_is_next(const typed_next *next, emvqr_path path)
{
    return path > next->after && path < next->path;
}

static void typed_offer(typed_next *next, emvqr_path path, emvqr_span value, const typed_table *packed)
{
    if (value.ptr != NULL && typed_is_next(next, path)) {
        next->path = path;
        next->value = value;
        next->packed = packed;
    }
}

static void typed_offer_members(const typed_writing *tw, const typed_table *table, typed_next *next)
{
    const emvqr__field *field = table->typed->fields, *end = field + table->typed->count;
    for (; field != end; field++) {
        if (typed_has(tw, table, field)) {
            typed_offer(next, typed_path(tw, table, field), tw->spans[field->span], field->length != 0 ? table : NULL);
        }
    }
}

static void typed_offer_level(const typed_writing *tw, const typed_table *table, unsigned level, typed_next *next)
{
    const emvqr_network *network = table->typed->network;
    const emvqr_level *rows = &network->levels[level];
    emvqr_path at = table->paths[level];
    const emvqr_form *form = at == EMVQR_PATH1(tw->id) ? tw->form : NULL;
    unsigned i;
    for (i = 0; i < rows->count; i++) {
        const emvqr_rule *rule = &rows->rules[i];
        emvqr_path path = emvqr_path_join(at, rule->first);
        if (rule->presence == EMVQR_REQUIRED && (rule->types & table->types) != 0 && rule->kind < EMVQR_KIND_ONE_OF &&
            typed_is_next(next, path)) {
            const char *values = emvqr__fixed_values(network, rule, table->types, at, form);
            if (values != NULL) {
                typed_offer(next, path, emvqr__first_word(values), NULL);
            }
        }
    }
}

static void typed_offer_defaults(const typed_writing *tw, const typed_table *table, typed_next *next)
{
    unsigned level;
    for (level = 0; level < table->typed->network->level_count; level++) {
        if ((table->begun >> level & 1u) != 0) {
            typed_offer_level(tw, table, level, next);
        }
    }
}

/* Finds the object behind next->after; false: there is none. */
static bool typed_find(const typed_writing *tw, typed_next *next)
{
    const typed_table *own = &tw->tables[TYPED_OWN], *emvco = &tw->tables[TYPED_EMVCO];
    static const char once[] = { '1', '2' }, often[] = { '1', '1' };
    const emvqr_common *common = (const emvqr_common *)tw->spans;
    emvqr_span initiation;
    initiation.ptr = common->amount.ptr != NULL ? once : often;
    initiation.len = sizeof once;
    next->path = UINT32_MAX;
    typed_offer_members(tw, own, next);
    typed_offer_members(tw, emvco, next);
    if (tw->form->level != 0) {
        typed_offer(next, EMVQR_PATH2(tw->id, 0), common->guid, NULL);
    }
    typed_offer(next, EMVQR_PATH1(1), emvqr__usual_initiation(own->typed->network, own->types, initiation), NULL);
    typed_offer_defaults(tw, own, next);
    typed_offer_defaults(tw, emvco, next);
    return next->path != UINT32_MAX;
}

/* ---- the payload ---- */

/* The whole value of which members are parts: each at the end of its place, zeros elsewhere. */
static emvqr_span typed_pack(typed_writing *tw, const typed_next *next, char whole[TYPED_PACKED])
{
    const emvqr__field *field = next->packed->typed->fields, *end = field + next->packed->typed->count;
    emvqr_span value;
    value.ptr = whole;
    value.len = 0;
    memset(whole, '0', TYPED_PACKED);
    for (; field != end; field++) {
        emvqr_span part = tw->spans[field->span];
        unsigned behind = (unsigned)field->at + field->length;
        if (field->length == 0 || (field->types & next->packed->types) == 0 ||
            typed_path(tw, next->packed, field) != next->path) {
            continue;
        }
        value.len = behind > value.len ? behind : value.len;
        if (part.len > field->length) {
            tw->writer.status = EMVQR_ERR_TOO_LONG;
        } else if (part.len != 0) {
            memcpy(whole + behind - part.len, part.ptr, part.len);
        }
    }
    return value;
}

static emvqr_status typed_put_all(typed_writing *tw, size_t *len)
{
    char whole[TYPED_PACKED];
    emvqr_path open = 0;
    typed_next next;
    emvqr_status status;
    for (next.after = 0; typed_find(tw, &next); next.after = next.path) {
        for (; !emvqr_path_below(next.path, open); open = emvqr_path_parent(open)) {
            emvqr_close(&tw->writer);
        }
        while (open != emvqr_path_parent(next.path)) {
            unsigned id = emvqr_path_id(next.path, emvqr_path_depth(open));
            emvqr_open(&tw->writer, id);
            open = emvqr_path_join(open, id);
        }
        if (next.packed != NULL) {
            next.value = typed_pack(tw, &next, whole);
        }
        if (emvqr_text_valid(next.value.ptr, next.value.len) != next.value.len) {
            return EMVQR_ERR_ARGUMENT;
        }
        emvqr_put(&tw->writer, emvqr_path_id(next.path, emvqr_path_depth(next.path) - 1u), next.value.ptr,
                  next.value.len);
    }
    for (; open != 0; open = emvqr_path_parent(open)) {
        emvqr_close(&tw->writer);
    }
    status = emvqr_writer_finish(&tw->writer, len);
    if (status != EMVQR_OK && status != EMVQR_ERR_NO_SPACE) {
        *len = 0;
    }
    return status;
}

/* The type that a struct says, or the only one; -1: none. */
static int typed_type(const emvqr_network *network, unsigned type)
{
    if (type == 0 && network->type_count == 1u) {
        return 0;
    }
    return type <= network->type_count ? (int)type - 1 : -1;
}

/* Whether an account of that form may be written at `id`: a GUID names it anywhere from 26 on. */
static bool typed_stands(const emvqr_form *form, unsigned id)
{
    return form->level == 0 ? id >= form->first && id <= form->last : id >= 26u && id <= 51u;
}

static void typed_start(typed_writing *tw, unsigned index, const emvqr__typed *typed, unsigned types)
{
    typed_table *table = &tw->tables[index];
    unsigned level, count = typed->network->level_count;
    const emvqr_form *form = index == TYPED_OWN ? tw->form : NULL;
    table->typed = typed;
    table->types = types;
    for (level = 0; level < count; level++) {
        table->paths[level] = emvqr__level_path(typed->network, level, form, tw->id);
    }
    typed_begin(tw, table);
}

emvqr_status emvqr__typed_write(const emvqr__typed *typed, const void *code, char *buf, size_t cap, size_t *len)
{
    const emvqr__typed_head *head = code;
    typed_writing tw;
    int type;
    if (code == NULL || len == NULL) {
        return EMVQR_ERR_ARGUMENT;
    }
    *len = 0;
    type = typed_type(typed->network, head->type);
    if (type < 0) {
        return EMVQR_ERR_KEY;
    }
    tw.spans = (const emvqr_span *)(const void *)((const char *)code + offsetof(emvqr__typed_head, common));
    tw.form = &typed->network->forms[typed->network->types[type].form];
    tw.id = head->id != 0 ? head->id : tw.form->first;
    if (!typed_stands(tw.form, tw.id)) {
        return EMVQR_ERR_ARGUMENT;
    }
    typed_start(&tw, TYPED_EMVCO, &emvqr__common, EMVQR_TYPES_ALL);
    typed_start(&tw, TYPED_OWN, typed, EMVQR_TYPE((unsigned)type));
    if (!typed_fits(&tw)) {
        return EMVQR_ERR_KEY;
    }
    emvqr_writer_init(&tw.writer, buf, cap, EMVQR_CHARACTERS);
    return typed_put_all(&tw, len);
}
