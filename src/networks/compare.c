/* SPDX-License-Identifier: MIT */
/* What differs between two documents, object by object. Accounts are matched by their line of the payee's canonical
 * form, and those that are left by their identifier, since an account may stand at another ID; all else by its path.
 * */
#include "payee_form.h"

#include "../core/internal.h"

#include <string.h>

static const struct {
    const char *name;
    uint8_t severity;
} aspect_infos[EMVQR_ASPECT_COUNT] = {
    { "payee", EMVQR_ERROR }, { "amount", EMVQR_WARNING }, { "terms", EMVQR_WARNING },
    { "shop", EMVQR_WARNING }, { "other", EMVQR_INFO },
};

const char *emvqr_aspect_name(emvqr_aspect aspect)
{
    return (unsigned)aspect < EMVQR_ASPECT_COUNT ? aspect_infos[aspect].name : "";
}

emvqr_severity emvqr_aspect_severity(emvqr_aspect aspect)
{
    return (unsigned)aspect < EMVQR_ASPECT_COUNT ? (emvqr_severity)aspect_infos[aspect].severity : EMVQR_NONE;
}

/* ---- the list ---- */

void emvqr_differences_init(emvqr_differences *differences, emvqr_difference *items, size_t capacity)
{
    memset(differences, 0, sizeof *differences);
    differences->items = items;
    differences->capacity = (uint16_t)(items == NULL ? 0 : capacity > UINT16_MAX ? UINT16_MAX : capacity);
}

static void compare_add(emvqr_differences *list, emvqr_path a, emvqr_path b, unsigned aspect)
{
    unsigned at = list->count;
    if (list->total == UINT16_MAX) {
        return;
    }
    list->total++;
    list->aspects[aspect]++;
    if (at == list->capacity) { /* a graver one takes the place of the last */
        if (at == 0 || list->items[at - 1u].aspect <= aspect) {
            return;
        }
        at--;
    } else {
        list->count++;
    }
    for (; at != 0 && list->items[at - 1u].aspect > aspect; at--) {
        list->items[at] = list->items[at - 1u];
    }
    list->items[at].a = a;
    list->items[at].b = b;
    list->items[at].aspect = (uint8_t)aspect;
}

/* ---- objects ---- */

/* Two documents, of which `to` is searched for the objects of `from`. */
typedef struct comparing {
    const emvqr_doc *from, *to;
    bool back; /* `from` is the caller's second document */
    emvqr_differences *list;
} comparing;

static void compare_tell(const comparing *c, emvqr_path from, emvqr_path to, unsigned aspect)
{
    compare_add(c->list, c->back ? to : from, c->back ? from : to, aspect);
}

static unsigned compare_aspect(const emvqr_doc *doc, const emvqr_node *root, emvqr_path path)
{
    if (emvqr__payee_is_account(doc, root)) {
        bool whole = emvqr_path_depth(path) < 2u;
        return whole || emvqr__payee_counts(doc, root, emvqr_path_id(path, 1)) ? EMVQR_ASPECT_PAYEE
                                                                               : EMVQR_ASPECT_OTHER;
    }
    switch (root->id) {
    case 53: case 54: return EMVQR_ASPECT_AMOUNT;
    case 1: case 55: case 56: case 57: return EMVQR_ASPECT_TERMS;
    case 52: case 58: case 59: case 60: case 61: case 64: return EMVQR_ASPECT_SHOP;
    default: return EMVQR_ASPECT_OTHER;
    }
}

static bool compare_same(const comparing *c, const emvqr_node *x, const emvqr_node *y)
{
    emvqr_span left = emvqr_node_value(c->from, x), right = emvqr_node_value(c->to, y);
    return left.len == right.len && memcmp(left.ptr, right.ptr, left.len) == 0;
}

/* Whether a leaf at `path` is the identifier of the account `root`: accounts are compared when they have the same. */
static bool compare_is_guid(const emvqr_doc *doc, const emvqr_node *root, emvqr_path path)
{
    return emvqr_path_depth(path) == 2u && emvqr_path_id(path, 1) == 0 && emvqr__payee_is_account(doc, root);
}

/* Whether a leaf is not the same, or is none, or is not there, in the other document. On the way back only what the
 * way there could not see: what is a leaf in both was compared. */
static bool compare_differs(const comparing *c, const emvqr_node *leaf, const emvqr_node *other)
{
    return other == NULL || emvqr_node_is_template(other) || (!c->back && !compare_same(c, leaf, other));
}

/* Tells of the leaves of `x` that differ from those of `y` (NULL: there is none), from the aspect `least` on. */
static void compare_leaves(const comparing *c, const emvqr_node *x, const emvqr_node *y, unsigned least)
{
    const emvqr_node *node, *other = NULL;
    emvqr_path its = 0;
    for (node = x; node != emvqr__next(x); node++) {
        emvqr_path path = emvqr_node_path(c->from, node);
        unsigned aspect = compare_aspect(c->from, x, path);
        if (emvqr_node_is_template(node) || aspect < least || compare_is_guid(c->from, x, path)) {
            continue;
        }
        if (y != NULL) {
            its = (path & 0x00FFFFFFu) | EMVQR_PATH1(y->id);
            other = emvqr_find(c->to, its);
        }
        if (compare_differs(c, node, other)) {
            compare_tell(c, path, other == NULL ? 0 : its, aspect);
        }
    }
}

/* The root object with that ID, unless it is an account. */
static const emvqr_node *compare_plain(const emvqr_doc *doc, unsigned id)
{
    const emvqr_node *node = emvqr_node_child(doc, NULL, id);
    return node == NULL || emvqr__payee_is_account(doc, node) ? NULL : node;
}

static void compare_rest(const comparing *c)
{
    const emvqr_node *node = c->from->nodes, *end = emvqr__children_end(c->from, NULL);
    for (; node != end; node = emvqr__next(node)) {
        if (node->id != EMVQR__ID_CRC && !emvqr__payee_is_account(c->from, node)) {
            compare_leaves(c, node, compare_plain(c->to, node->id), 0);
        }
    }
}

/* ---- accounts ---- */

/* Root objects whose counterpart was found. */
typedef struct matched {
    emvqr__seen from, to;
} matched;

static bool compare_equal_lines(const comparing *c, const emvqr_node *x, const emvqr_node *y)
{
    char left[EMVQR__PAYEE_LINE], right[EMVQR__PAYEE_LINE];
    size_t len = emvqr__payee_line(c->from, x, left);
    return emvqr__payee_line(c->to, y, right) == len && memcmp(left, right, len) == 0;
}

/* The same identifier, or none and the same ID. */
static bool compare_same_name(const comparing *c, const emvqr_node *x, const emvqr_node *y)
{
    emvqr_span left = emvqr__payee_guid(c->from, x), right = emvqr__payee_guid(c->to, y);
    size_t i;
    if (left.ptr == NULL || right.ptr == NULL) {
        return left.ptr == right.ptr && x->id == y->id;
    }
    for (i = 0; left.len == right.len && i < left.len; i++) {
        unsigned a = (unsigned char)left.ptr[i], b = (unsigned char)right.ptr[i];
        if (a != b && ((a ^ b) != 0x20u || (a | 0x20u) - 'a' > 25u)) {
            return false;
        }
    }
    return left.len == right.len;
}

/* The first account of the other document that `fits` and has no counterpart yet, or NULL. */
static const emvqr_node *compare_counterpart(const comparing *c, const emvqr_node *x, matched *met,
                                             bool (*fits)(const comparing *, const emvqr_node *, const emvqr_node *))
{
    const emvqr_node *y = c->to->nodes, *end = emvqr__children_end(c->to, NULL);
    for (; y != end; y = emvqr__next(y)) {
        if (emvqr__payee_is_account(c->to, y) && !emvqr__seen_has(&met->to, y->id) && fits(c, x, y)) {
            (void)emvqr__seen_twice(&met->from, x->id);
            (void)emvqr__seen_twice(&met->to, y->id);
            return y;
        }
    }
    return NULL;
}

/* Two accounts of one name. Of equal lines only what is not in them can differ; of others something in them does. */
static void compare_pair(const comparing *c, const emvqr_node *x, const emvqr_node *y, bool equal)
{
    comparing back = { c->to, c->from, true, c->list };
    unsigned before = c->list->aspects[EMVQR_ASPECT_PAYEE];
    unsigned least = equal ? EMVQR_ASPECT_PAYEE + 1u : EMVQR_ASPECT_PAYEE;
    compare_leaves(c, x, y, least);
    compare_leaves(&back, y, x, least);
    if (!equal && c->list->aspects[EMVQR_ASPECT_PAYEE] == before) {
        compare_tell(c, EMVQR_PATH1(x->id), EMVQR_PATH1(y->id), EMVQR_ASPECT_PAYEE);
    }
}

/* Equal accounts first, in all of the document, so that a new one is not taken for the change of an old one. */
static void compare_accounts(const comparing *c, matched *met, bool equal)
{
    const emvqr_node *x = c->from->nodes, *end = emvqr__children_end(c->from, NULL);
    for (; x != end; x = emvqr__next(x)) {
        if (emvqr__payee_is_account(c->from, x) && !emvqr__seen_has(&met->from, x->id)) {
            const emvqr_node *y = compare_counterpart(c, x, met, equal ? compare_equal_lines : compare_same_name);
            if (y != NULL) {
                compare_pair(c, x, y, equal);
            }
        }
    }
}

static void compare_unmatched(const comparing *c, const emvqr__seen *met)
{
    const emvqr_node *node = c->from->nodes, *end = emvqr__children_end(c->from, NULL);
    for (; node != end; node = emvqr__next(node)) {
        if (emvqr__payee_is_account(c->from, node) && !emvqr__seen_has(met, node->id)) {
            compare_tell(c, EMVQR_PATH1(node->id), 0, EMVQR_ASPECT_PAYEE);
        }
    }
}

static bool compare_is_whole(const emvqr_doc *doc)
{
    return !doc->broken && doc->fault == EMVQR_CODE_NONE;
}

emvqr_status emvqr_compare(const emvqr_doc *a, const emvqr_doc *b, emvqr_differences *differences)
{
    comparing there = { a, b, false, differences }, back = { b, a, true, differences };
    matched met;
    if (a == NULL || b == NULL || differences == NULL) {
        return EMVQR_ERR_ARGUMENT;
    }
    if (!compare_is_whole(a) || !compare_is_whole(b)) {
        return EMVQR_ERR_STRUCTURE;
    }
    memset(&met, 0, sizeof met);
    compare_accounts(&there, &met, true);
    compare_accounts(&there, &met, false);
    compare_unmatched(&there, &met.from);
    compare_unmatched(&back, &met.to);
    compare_rest(&there);
    compare_rest(&back);
    return EMVQR_OK;
}

/* ---- as findings ---- */

#define COMPARE_FINDINGS 32u

void emvqr_check_payee(const emvqr_doc *doc, const emvqr_doc *expected, emvqr_findings *findings)
{
    emvqr_difference items[COMPARE_FINDINGS];
    emvqr_differences list;
    unsigned i;
    emvqr_differences_init(&list, items, COMPARE_FINDINGS);
    if (emvqr_compare(doc, expected, &list) != EMVQR_OK) {
        return;
    }
    for (i = 0; i < list.count && items[i].aspect == EMVQR_ASPECT_PAYEE; i++) {
        emvqr_path path = items[i].a != 0 ? items[i].a : items[i].b;
        const emvqr_node *node = emvqr_find(doc, items[i].a != 0 ? path : emvqr_path_parent(path));
        emvqr__raise(findings, EMVQR_CODE_PAYEE_DIFFERS, 0, path, node == NULL ? 0 : node->offset);
    }
}
