/* SPDX-License-Identifier: MIT */
/* The document: one pass over the objects into the caller's nodes. */
#include "internal.h"

#include <string.h>

void emvqr_doc_init(emvqr_doc *doc, emvqr_node *nodes, size_t capacity, const struct emvqr_network *const *networks)
{
    memset(doc, 0, sizeof *doc);
    doc->nodes = nodes;
    doc->capacity = (uint16_t)(nodes == NULL ? 0 : capacity > UINT16_MAX ? UINT16_MAX : capacity);
    doc->networks = networks;
}

/* ---- looking up ---- */

bool emvqr_node_is_template(const emvqr_node *node)
{
    return (node->shape & 1u) != 0;
}

int emvqr_node_type(const emvqr_node *node)
{
    return (int)(node->shape >> 4) - 1;
}

emvqr_span emvqr_node_value(const emvqr_doc *doc, const emvqr_node *node)
{
    emvqr_span value;
    value.ptr = doc->text + node->offset + 4;
    value.len = node->length;
    return value;
}

const emvqr_node *emvqr_node_child(const emvqr_doc *doc, const emvqr_node *node, unsigned id)
{
    const emvqr_node *at = emvqr__children(doc, node), *end = emvqr__children_end(doc, node);
    while (at != end && at->id != id) {
        at = emvqr__next(at);
    }
    return at == end ? NULL : at;
}

const emvqr_node *emvqr_find(const emvqr_doc *doc, emvqr_path path)
{
    const emvqr_node *node = NULL;
    unsigned level, depth = emvqr_path_depth(path);
    for (level = 0; level < depth; level++) {
        node = emvqr_node_child(doc, node, emvqr_path_id(path, level));
        if (node == NULL) {
            break;
        }
    }
    return node;
}

emvqr_span emvqr_get(const emvqr_doc *doc, emvqr_path path)
{
    const emvqr_node *node = emvqr_find(doc, path);
    emvqr_span absent = { NULL, 0 };
    return node == NULL ? absent : emvqr_node_value(doc, node);
}

emvqr_path emvqr_node_path(const emvqr_doc *doc, const emvqr_node *node)
{
    const emvqr_node *at = doc->nodes;
    emvqr_path path = 0;
    while (at <= node) {
        if (node <= at + at->inside) {
            path = emvqr_path_join(path, at->id);
            at++;
        } else {
            at = emvqr__next(at);
        }
    }
    return path;
}

/* ---- reading ---- */

/* A level whose objects are being read; levels[0] is the root. */
typedef struct doc_level {
    const char *end;
    uint16_t node;   /* whose inside this is */
    uint8_t within;  /* emvqr__opens's view of it */
} doc_level;

/* The reading of one payload. For the next `sure` bytes a length is as many bytes, whatever the unit, and there is room
 * for the nodes, so most objects need neither a look at their value nor at the array's end. */
typedef struct doc_indexing {
    emvqr_reader reader;
    doc_level levels[3];
    const char *plain_until, *plain_from; /* where text is not ASCII */
    bool ascending;                       /* no level went back to a smaller or the same ID, so none stands twice */
} doc_indexing;

static EMVQR__INLINE size_t doc_sure(const doc_indexing *in, const char *at, const char *end)
{
    if (at < in->plain_from) {
        end = end < in->plain_until ? end : in->plain_until;
        return at < end ? (size_t)(end - at) : 0;
    }
    return (size_t)(end - at);
}

/* Ends a template's level: it is one when its inside tiled (and holds a GUID where its place asks for one), else a leaf
 * again, and what was read of its inside is forgotten. Returns the next free node. */
static emvqr_node *doc_close(emvqr_doc *doc, const doc_level *level, emvqr_node *next, bool tiles)
{
    emvqr_node *node = doc->nodes + level->node;
    node->inside = (uint8_t)(next - node - 1);
    if (tiles && emvqr__opens(level[-1].within, node->id) == EMVQR__WITH_GUID) {
        const emvqr_node *guid = emvqr_node_child(doc, node, 0);
        tiles = guid != NULL && guid->length - 1u < 32u;
    }
    if (!tiles) {
        node->inside = 0;
        node->shape = EMVQR_LEAF;
        next = node + 1;
    }
    return next;
}

/* One object by the careful way: any unit, any fault. False at the level's end and before a fault. */
static EMVQR__NOINLINE bool doc_step(doc_indexing *in, const char *at, const char *end, unsigned *id, unsigned *length)
{
    in->reader.at = at;
    in->reader.end = end;
    if (!emvqr_reader_next(&in->reader)) {
        return false;
    }
    *id = in->reader.id;
    *length = (unsigned)(in->reader.at - in->reader.value);
    return true;
}

/* Fills the nodes. in->reader tells, after it, how the root ended. */
static EMVQR__NOINLINE emvqr_status doc_index(emvqr_doc *doc, doc_indexing *in)
{
    const char *text = doc->text, *at = text + doc->start;
    doc_level *level = in->levels;
    emvqr_node *node = doc->nodes;
    unsigned next = 0;
    size_t sure = doc_sure(in, at, text + doc->end);
    level->end = text + doc->end;
    level->within = EMVQR__IN_ROOT;
    in->ascending = true;
    for (;;) {
        unsigned id, length;
#if EMVQR_CFG_FAST
        if (sure >= 4u && emvqr__header(at, &id, &length) && length <= sure - 4u) {
            sure -= 4u + length;
        } else
#endif
        if (at != level->end && doc_step(in, at, level->end, &id, &length)) {
            sure = doc_sure(in, at + 4 + length, level->end);
            if (node == doc->nodes + doc->capacity) {
                return EMVQR_ERR_NODES_FULL;
            }
        } else if (level == in->levels) {
            break;
        } else {
            node = doc_close(doc, level, node, at == level->end);
            at = level->end;
            next = doc->nodes[level->node].id + 1u;
            level--;
            sure = doc_sure(in, at, level->end);
            continue;
        }
        node->offset = (uint16_t)(at - text);
        node->length = (uint16_t)length;
        node->id = (uint8_t)id;
        node->inside = 0;
        node->shape = EMVQR_LEAF;
        node->network = 0;
        node++;
        at += 4 + length;
        if (id < next) {
            in->ascending = false;
        }
        next = id + 1u;
        if (id < 26u) {
            continue;
        }
        if (emvqr__opens(level->within, id) != EMVQR__NEVER && length != 0) {
            level[1].within = (uint8_t)(level == in->levels ? id : EMVQR__ID_UNKNOWN);
            level++;
            level->node = (uint16_t)(node - 1 - doc->nodes);
            level->end = at;
            node[-1].shape = EMVQR_TEMPLATE_SHAPE;
            at -= length;
            sure = doc_sure(in, at, level->end);
            next = 0;
        } else if (id == EMVQR__ID_CRC && level == in->levels) {
            doc->has_crc = true;
            break;
        }
    }
    doc->count = (uint16_t)(node - doc->nodes);
    doc->broken = !doc->has_crc && at != level->end;
    return EMVQR_OK;
}

/* ---- findings of structure ---- */

static void doc_raise_node(const emvqr_doc *doc, emvqr_findings *findings, emvqr_code code, const emvqr_node *node)
{
    emvqr__raise(findings, code, 0, emvqr_node_path(doc, node), node->offset);
}

static void doc_raise_duplicates(const emvqr_doc *doc, const emvqr_node *parent, emvqr_findings *findings)
{
    const emvqr_node *at = emvqr__children(doc, parent), *end = emvqr__children_end(doc, parent);
    emvqr__seen seen = { { 0, 0, 0, 0 } };
    for (; at != end; at = emvqr__next(at)) {
        if (emvqr__seen_twice(&seen, at->id)) {
            doc_raise_node(doc, findings, EMVQR_CODE_DUPLICATE_OBJECT, at);
        }
    }
}

static void doc_raise_all_duplicates(const emvqr_doc *doc, emvqr_findings *findings)
{
    const emvqr_node *node, *end = doc->nodes + doc->count;
    doc_raise_duplicates(doc, NULL, findings);
    for (node = doc->nodes; node != end; node++) {
        if (emvqr_node_is_template(node)) {
            doc_raise_duplicates(doc, node, findings);
        }
    }
}

/* Every leaf that is not UTF-8; the payload as a whole when the bytes lie between the objects that could be read. */
static void doc_raise_utf8(const emvqr_doc *doc, emvqr_findings *findings)
{
    const emvqr_node *node, *end = doc->nodes + doc->count;
    bool raised = false;
    for (node = doc->nodes; node != end; node++) {
        if (!emvqr_node_is_template(node) &&
            emvqr_text_valid(doc->text + node->offset + 4, node->length) != node->length) {
            doc_raise_node(doc, findings, EMVQR_CODE_INVALID_UTF8, node);
            raised = true;
        }
    }
    if (!raised) {
        emvqr__raise(findings, EMVQR_CODE_INVALID_UTF8, 0, 0, doc->start);
    }
}

static void doc_raise_crc(const emvqr_doc *doc, bool lower, emvqr_findings *findings)
{
    const emvqr_node *crc = doc->nodes + doc->count - 1;
    if (!doc->crc_ok || lower) {
        emvqr__raise(findings, doc->crc_ok ? EMVQR_CODE_CRC_LOWER_CASE : EMVQR_CODE_CRC_MISMATCH, 0,
                     EMVQR_PATH1(EMVQR__ID_CRC), crc->offset);
    }
    if (crc->offset + 4u + crc->length != doc->end) {
        emvqr__raise(findings, EMVQR_CODE_TRAILING_DATA, 0, 0, crc->offset + 4u + crc->length);
    }
}

static EMVQR__NOINLINE void doc_raise_structure(const emvqr_doc *doc, const emvqr__survey *survey,
                                                const emvqr_reader *reader, bool lower, emvqr_findings *findings)
{
    const emvqr_node *first = emvqr_node_child(doc, NULL, 0);
    if (doc->start != 0 || doc->end != doc->length) {
        emvqr__raise(findings, EMVQR_CODE_SURROUNDING_SPACE, 0, 0, 0);
    }
    if (doc->has_crc) {
        doc_raise_crc(doc, lower, findings);
    } else if (doc->broken) {
        emvqr_path path = reader->id == EMVQR__ID_UNKNOWN ? 0 : EMVQR_PATH1(reader->id);
        emvqr__raise(findings, (emvqr_code)reader->code, 0, path, (size_t)(reader->at - doc->text));
    } else {
        emvqr__raise(findings, EMVQR_CODE_CRC_MISSING, 0, EMVQR_PATH1(EMVQR__ID_CRC), 0);
    }
    if (survey->code == EMVQR_CODE_INVALID_UTF8) {
        doc_raise_utf8(doc, findings);
    } else if (survey->code != EMVQR_CODE_NONE) {
        emvqr__raise(findings, (emvqr_code)survey->code, 0, 0, doc->start);
    }
    if (doc->end - doc->start > (int)EMVQR_PAYLOAD_ADVISED &&
        emvqr_text_length(doc->text + doc->start, (size_t)doc->end - doc->start, EMVQR_CHARACTERS) >
            EMVQR_PAYLOAD_ADVISED) {
        emvqr__raise(findings, EMVQR_CODE_OVER_512, 0, 0, doc->start);
    }
    if (first != NULL && first != doc->nodes) {
        doc_raise_node(doc, findings, EMVQR_CODE_ORDER, first);
    }
}

/* Whether it is worth telling what is wrong with it: it begins as a payload does, or it is signed as one. */
static bool doc_is_emv(const emvqr_doc *doc)
{
    static const char head[4] = { '0', '0', '0', '2' };
    return doc->crc_ok || (doc->end - doc->start >= 4 && memcmp(doc->text + doc->start, head, sizeof head) == 0);
}

static void doc_refuse(emvqr_doc *doc, emvqr_findings *findings, emvqr_code code)
{
    doc->count = 0;
    doc->broken = true;
    doc->has_crc = false;
    emvqr__raise(findings, code, 0, 0, doc->start);
}

static uint16_t doc_offset(size_t offset)
{
    return (uint16_t)(offset > UINT16_MAX ? UINT16_MAX : offset);
}

static void doc_start(emvqr_doc *doc, const char *text, size_t len, const emvqr__survey *survey)
{
    doc->text = text;
    doc->count = 0;
    doc->length = doc_offset(len);
    doc->start = doc_offset(survey->start);
    doc->end = doc_offset(survey->end);
    doc->crc = 0;
    doc->unit = EMVQR_CHARACTERS;
    doc->broken = doc->has_crc = doc->crc_ok = false;
}

emvqr_status emvqr_parse(emvqr_doc *doc, const char *text, size_t len, emvqr_findings *findings)
{
    emvqr__survey survey;
    doc_indexing in;
    bool fits, lower = false;
    if (doc == NULL || findings == NULL || (text == NULL && len != 0)) {
        return EMVQR_ERR_ARGUMENT;
    }
    fits = emvqr__trim(text, len, &survey);
    doc_start(doc, text, len, &survey);
    if (!fits || survey.end > UINT16_MAX) {
        doc_refuse(doc, findings, survey.start == survey.end ? EMVQR_CODE_NOT_EMV : EMVQR_CODE_TOO_LONG);
        return EMVQR_OK;
    }
    emvqr__survey_units(text, &survey);
    doc->unit = survey.unit;
    in.reader.unit = survey.walk;
    in.plain_until = text + survey.wide;
    in.plain_from = text + survey.wide_end;
    if (doc->capacity < EMVQR_NODES_FOR(survey.end - survey.start)) {
        in.plain_until = text; /* every object by the careful way, which watches the array's end */
        in.plain_from = text + survey.end;
    }
    if (doc_index(doc, &in) != EMVQR_OK) {
        doc->count = 0;
        doc->broken = true;
        return EMVQR_ERR_NODES_FULL;
    }
    if (doc->has_crc) {
        const emvqr_node *crc = doc->nodes + doc->count - 1;
        doc->crc = emvqr__crc_before(text, &survey, crc->offset + 4u);
        doc->crc_ok = emvqr__crc_says(text + crc->offset + 4, crc->length, doc->crc, &lower);
    }
    if (!doc_is_emv(doc)) {
        doc_refuse(doc, findings, EMVQR_CODE_NOT_EMV);
        return EMVQR_OK;
    }
    /* All that doc_raise_structure can find shows in one of these. */
    if (!doc->crc_ok || lower || survey.code != EMVQR_CODE_NONE || survey.end - survey.start != len ||
        len > EMVQR_PAYLOAD_ADVISED || doc->nodes->id != 0 || doc->nodes[doc->count - 1].offset + 8u != len) {
        doc_raise_structure(doc, &survey, &in.reader, lower, findings);
    }
    if (!in.ascending) {
        doc_raise_all_duplicates(doc, findings);
    }
    return doc->networks == NULL ? EMVQR_OK : emvqr__resolve(doc, findings);
}
