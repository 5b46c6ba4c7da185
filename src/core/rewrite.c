/* SPDX-License-Identifier: MIT */
/* Rewriting: the document's objects in their own order, with a few changed, added or left out.
 *
 * At each level the objects are gone through once. A new one belongs behind the last of its siblings with a smaller ID:
 * between two siblings stand the new IDs above the one just written and below all that are still to come. Building from
 * nothing is the same with a document that has no objects. */
#include <emvqr/writer.h>

#include "internal.h"

#include <string.h>

/* A template that is being written; levels[0] is the root. One that the edits make has no objects of the document. */
typedef struct rewrite_level {
    const emvqr_node *first, *at, *end; /* the document's objects: all, those still to come */
    emvqr_path path;
    int last;                           /* the ID just written, -1: none */
} rewrite_level;

typedef struct rewriting {
    emvqr_writer writer;
    const emvqr_doc *doc;
    const emvqr_edit *edits;
    size_t count;
    rewrite_level levels[EMVQR_DEPTH_MAX];
    rewrite_level *level;
} rewriting;

static bool rewrite_is_under(emvqr_path path, emvqr_path top)
{
    return path == top || emvqr_path_below(path, top);
}

/* The first edit of `top` or of something below it, or NULL; of those that `set` something only when asked so. */
static const emvqr_edit *rewrite_edit(const rewriting *rw, emvqr_path top, bool set)
{
    size_t i;
    for (i = 0; i < rw->count; i++) {
        if (rewrite_is_under(rw->edits[i].path, top) && !(set && rw->edits[i].value.ptr == NULL)) {
            return &rw->edits[i];
        }
    }
    return NULL;
}

/* Whether the edits remove `path` or what it lies in. */
static bool rewrite_removes(const rewriting *rw, emvqr_path path)
{
    size_t i;
    for (i = 0; i < rw->count; i++) {
        if (rw->edits[i].value.ptr == NULL && rewrite_is_under(path, rw->edits[i].path)) {
            return true;
        }
    }
    return false;
}

/* Whether anything is left in a template of the document. */
static bool rewrite_leaves(const rewriting *rw, const emvqr_node *node, emvqr_path path)
{
    const emvqr_node *at, *end = emvqr__next(node);
    if (rewrite_edit(rw, path, true) != NULL) {
        return true;
    }
    for (at = node + 1; at != end; at++) {
        if (at->inside == 0 && !rewrite_removes(rw, emvqr_node_path(rw->doc, at))) {
            return true;
        }
    }
    return false;
}

/* The smallest ID among the level's objects that are still to come, or 100. */
static unsigned rewrite_least_to_come(const rewrite_level *level)
{
    unsigned least = 100;
    const emvqr_node *node;
    for (node = level->at; node != level->end; node = emvqr__next(node)) {
        least = node->id < least ? node->id : least;
    }
    return least;
}

/* The next new ID of the level that belongs here, or 100. */
static unsigned rewrite_new_id(const rewriting *rw)
{
    const rewrite_level *level = rw->level;
    unsigned depth = emvqr_path_depth(level->path), least = rewrite_least_to_come(level), found = 100;
    emvqr__seen there = { { 0, 0, 0, 0 } }; /* those have their place already */
    const emvqr_node *node;
    size_t i;
    for (node = level->first; node != level->at; node = emvqr__next(node)) {
        (void)emvqr__seen_twice(&there, node->id);
    }
    for (i = 0; i < rw->count; i++) {
        emvqr_path path = rw->edits[i].path;
        if (rw->edits[i].value.ptr != NULL && emvqr_path_below(path, level->path)) {
            unsigned id = emvqr_path_id(path, depth);
            if ((int)id > level->last && id < least && !emvqr__seen_has(&there, id)) {
                found = least = id;
            }
        }
    }
    return found;
}

static void rewrite_enter(rewriting *rw, const emvqr_node *node, unsigned id, emvqr_path path)
{
    rewrite_level *level = ++rw->level;
    emvqr_open(&rw->writer, id);
    level->first = level->at = node == NULL ? NULL : node + 1;
    level->end = node == NULL ? NULL : emvqr__next(node);
    level->path = path;
    level->last = -1;
}

/* An object that only the edits know. */
static void rewrite_add(rewriting *rw, unsigned id)
{
    emvqr_path path = emvqr_path_join(rw->level->path, id);
    const emvqr_edit *edit = rewrite_edit(rw, path, false);
    rw->level->last = (int)id;
    if (edit != NULL && edit->path == path) {
        emvqr_put(&rw->writer, id, edit->value.ptr, edit->value.len);
    } else {
        rewrite_enter(rw, NULL, id, path);
    }
}

/* The next object of the document. */
static emvqr_status rewrite_copy(rewriting *rw)
{
    const emvqr_node *node = rw->level->at;
    emvqr_path path = emvqr_path_join(rw->level->path, node->id);
    const emvqr_edit *edit = rewrite_edit(rw, path, false);
    emvqr_span value = emvqr_node_value(rw->doc, node);
    rw->level->at = emvqr__next(node);
    rw->level->last = node->id;
    if (edit != NULL && edit->path != path) {
        if (!emvqr_node_is_template(node)) {
            return EMVQR_ERR_PATH;
        }
        if (rewrite_leaves(rw, node, path)) {
            rewrite_enter(rw, node, node->id, path);
        }
        return EMVQR_OK;
    }
    if (edit != NULL) {
        value = edit->value;
    }
    if (value.ptr != NULL) {
        emvqr_put(&rw->writer, node->id, value.ptr, value.len);
    }
    return EMVQR_OK;
}

/* Whether each byte of it is an ID + 1, up to the first zero. */
static bool rewrite_is_path(emvqr_path path)
{
    for (; path != 0; path <<= 8) {
        if ((path >> 24) - 1u > 99u) {
            return false;
        }
    }
    return true;
}

/* Each edit's path and value by themselves, then whether the paths ascend and none lies in another. */
static emvqr_status rewrite_judge_edits(const emvqr_edit *edits, size_t count, unsigned unit)
{
    emvqr_path before = 0;
    size_t i;
    for (i = 0; i < count; i++) {
        const emvqr_span *value = &edits[i].value;
        emvqr_path path = edits[i].path;
        bool text = value->ptr == NULL || unit == EMVQR_BYTES || emvqr_text_valid(value->ptr, value->len) == value->len;
        if (!text || !rewrite_is_path(path)) {
            return EMVQR_ERR_ARGUMENT;
        }
        if (path <= before || emvqr_path_id(path, 0) == EMVQR__ID_CRC || (i != 0 && emvqr_path_below(path, before))) {
            return EMVQR_ERR_PATH;
        }
        before = path;
    }
    return EMVQR_OK;
}

static emvqr_status rewrite_verbatim(const emvqr_doc *doc, char *buf, size_t cap, size_t *len)
{
    *len = (size_t)doc->end - doc->start;
    if (buf == NULL) {
        return EMVQR_OK;
    }
    if (*len > cap) {
        return EMVQR_ERR_NO_SPACE;
    }
    if (*len != 0) {
        memcpy(buf, doc->text + doc->start, *len);
    }
    return EMVQR_OK;
}

/* Behind the last object that is written again; object 63 is made anew. */
static const emvqr_node *rewrite_end(const emvqr_doc *doc)
{
    return doc->count == 0 ? doc->nodes : doc->nodes + doc->count - doc->has_crc;
}

/* Whether the document's objects are all of the payload. */
static bool rewrite_is_whole(const emvqr_doc *doc, const emvqr_node *crc)
{
    return !doc->broken && (!doc->has_crc || crc->offset + 4u + crc->length == doc->end);
}

static emvqr_status rewrite_objects(rewriting *rw, size_t *len)
{
    for (;;) {
        unsigned id = rewrite_new_id(rw);
        if (id < 100u) {
            rewrite_add(rw, id);
        } else if (rw->level->at != rw->level->end) {
            emvqr_status status = rewrite_copy(rw);
            if (status != EMVQR_OK) {
                return status;
            }
        } else if (rw->level != rw->levels) {
            emvqr_close(&rw->writer);
            rw->level--;
        } else {
            return emvqr_writer_finish(&rw->writer, len);
        }
    }
}

emvqr_status emvqr_rewrite(const emvqr_doc *doc, const emvqr_edit *edits, size_t count, char *buf, size_t cap,
                           size_t *len)
{
    rewriting rw;
    const emvqr_node *end;
    emvqr_status status;
    if (doc == NULL || len == NULL || (edits == NULL && count != 0)) {
        return EMVQR_ERR_ARGUMENT;
    }
    *len = 0;
    end = rewrite_end(doc);
    if (!rewrite_is_whole(doc, end)) {
        return EMVQR_ERR_STRUCTURE;
    }
    if (count == 0) {
        return rewrite_verbatim(doc, buf, cap, len);
    }
    status = rewrite_judge_edits(edits, count, doc->unit);
    if (status != EMVQR_OK) {
        return status;
    }
    rw.doc = doc;
    rw.edits = edits;
    rw.count = count;
    rw.level = rw.levels;
    rw.level->first = rw.level->at = doc->nodes;
    rw.level->end = end;
    rw.level->path = 0;
    rw.level->last = -1;
    emvqr_writer_init(&rw.writer, buf, cap, (emvqr_unit)doc->unit);
    return rewrite_objects(&rw, len);
}
