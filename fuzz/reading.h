/* SPDX-License-Identifier: MIT */
/* A payload that was read into blocks of exact size, so that a sanitizer sees what is touched outside them; and how a
 * promise is kept. */
#ifndef EMVQR_FUZZ_READING_H
#define EMVQR_FUZZ_READING_H

#include <emvqr/network.h>

#include "input.h"

static inline void promise_broken(const char *promise, const char *file, int line)
{
    fprintf(stderr, "%s:%d: broken promise: %s\n", file, line, promise);
    abort();
}

#define PROMISE(holds, promise) ((holds) ? (void)0 : promise_broken(promise, __FILE__, __LINE__))

typedef struct reading {
    char *text; /* exact-size copies and blocks, all of them */
    size_t len;
    emvqr_node *nodes;
    emvqr_path *paths; /* of the nodes, composed here once */
    emvqr_finding *items;
    emvqr_doc doc;
    emvqr_findings findings;
} reading;

/* Promise 10. A template of n objects lacks at most its table's rows, and each object breaks at most one row and a few
 * rules of structure. */
static inline size_t reading_findings_for(size_t len)
{
    return 8u * EMVQR_NODES_FOR(len) + 128u;
}

static inline const emvqr_node *tree_first(const emvqr_doc *doc, const emvqr_node *parent)
{
    return parent == NULL ? doc->nodes : parent + 1;
}

static inline const emvqr_node *tree_stop(const emvqr_doc *doc, const emvqr_node *parent)
{
    return parent == NULL ? doc->nodes + doc->count : parent + 1 + parent->inside;
}

/* A parent stands before its children. */
static inline void reading_compose(reading *r, const emvqr_node *parent)
{
    const emvqr_node *at = tree_first(&r->doc, parent), *stop = tree_stop(&r->doc, parent);
    emvqr_path path = parent == NULL ? 0 : r->paths[parent - r->nodes];
    for (; at < stop; at += 1 + at->inside) {
        PROMISE(emvqr_path_depth(path) < EMVQR_DEPTH_MAX && at->id <= 99u, "every object has a path");
        r->paths[at - r->nodes] = emvqr_path_join(path, at->id);
    }
    PROMISE(at == stop, "children lie within their parent");
}

static inline void reading_open(reading *r, const char *text, size_t len, const emvqr_network *const *networks,
                                emvqr_policy policy)
{
    size_t room = EMVQR_NODES_FOR(len), most = reading_findings_for(len), i;
    r->text = input_copy(text, len);
    r->len = len;
    r->nodes = input_block(room * sizeof *r->nodes);
    r->items = input_block(most * sizeof *r->items);
    emvqr_doc_init(&r->doc, r->nodes, room, networks);
    emvqr_findings_init(&r->findings, r->items, most, policy);
    PROMISE(emvqr_parse(&r->doc, r->text, len, &r->findings) == EMVQR_OK, "EMVQR_NODES_FOR is enough for any text");
    if (networks != NULL) {
        emvqr_check(&r->doc, 0, &r->findings);
    }
    PROMISE(r->findings.total <= most, "the number of findings is linear in the length");
    r->paths = input_block(room * sizeof *r->paths);
    reading_compose(r, NULL);
    for (i = 0; i < r->doc.count; i++) {
        if (r->nodes[i].inside != 0) {
            reading_compose(r, r->nodes + i);
        }
    }
}

static inline void reading_close(reading *r)
{
    free(r->text);
    free(r->nodes);
    free(r->paths);
    free(r->items);
}

static inline bool reading_has(const reading *r, unsigned code)
{
    size_t i;
    for (i = 0; i < r->findings.count; i++) {
        if (r->items[i].code == code) {
            return true;
        }
    }
    return false;
}

#endif
