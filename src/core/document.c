/* SPDX-License-Identifier: MIT */
/* The document: one pass over the objects into the caller's nodes. */
#include "rules.h"

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
    return emvqr__value(doc, node);
}

const emvqr_node *emvqr_node_child(const emvqr_doc *doc, const emvqr_node *node, unsigned id)
{
    const emvqr_node *at = emvqr__children(doc, node), *end = emvqr__children_end(doc, node);
    while (at != end && at->id != id) {
        at = emvqr__next(at);
    }
    return at == end ? NULL : at;
}

const emvqr_node *emvqr__behind(const emvqr_doc *doc, const emvqr_node *at, unsigned first, unsigned last)
{
    const emvqr_node *end = doc->nodes + doc->count;
    bool ascend = EMVQR_CFG_FAST && (doc->unordered & EMVQR__ROOT) == 0;
    at = ascend ? at : doc->nodes;
    while (at != end && (at->id < first || (!ascend && at->id > last))) {
        at = emvqr__next(at);
    }
    return at != end && at->id <= last ? at : NULL;
}

const emvqr_node *emvqr_find(const emvqr_doc *doc, emvqr_path path)
{
    const emvqr_node *node = NULL;
    for (; path >> 24 != 0; path <<= 8) {
        node = emvqr_node_child(doc, node, (path >> 24) - 1u);
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
    return node == NULL ? absent : emvqr__value(doc, node);
}

emvqr_path emvqr_node_path(const emvqr_doc *doc, const emvqr_node *node)
{
    const emvqr_node *at = doc->nodes;
    emvqr_path path = 0;
    unsigned shift = 32;
    while (at <= node) {
        if (node <= at + at->inside) {
            shift -= 8u;
            path |= (emvqr_path)(at->id + 1u) << shift;
            at++;
        } else {
            at = emvqr__next(at);
        }
    }
    return path;
}

/* ---- reading ---- */

/* The reading of one payload. Where the text is ASCII, a length is as many bytes, whatever the unit. */
typedef struct doc_reading {
    emvqr_reader reader;  /* for what is not plain; after a root that broke, at the place */
    emvqr__wide wide;
    bool plain;           /* all is ASCII, so `wide` is not set */
    bool chosen;          /* the unit is decided */
    uint8_t code;         /* AMBIGUOUS_LENGTH_UNIT, INVALID_UTF8, LENGTH_UNIT or none */
    uint8_t unordered;    /* as in emvqr_doc: there an ID may stand twice */
} doc_reading;

/* Up to where objects from `at` on may be taken as ASCII; at most the level's end. */
static EMVQR__INLINE size_t doc_sure(const emvqr_doc *doc, const doc_reading *in, size_t at, size_t end)
{
    if (EMVQR_CFG_FAST && !in->plain && at < (size_t)(in->wide.until - doc->text)) {
        size_t from = (size_t)(in->wide.from - doc->text);
        return at >= from ? at : end < from ? end : from;
    }
    return end;
}

/* One object by the careful way: any unit, any fault. False at the level's end and before a fault. */
static EMVQR__NOINLINE bool doc_step(const emvqr_doc *doc, doc_reading *in, size_t at, size_t end)
{
    in->reader.at = doc->text + at;
    in->reader.end = doc->text + end;
    if (!in->plain && !in->chosen && in->reader.end > in->wide.from) {
        in->chosen = true; /* no template that is not ASCII was opened yet, so this level is the root */
        in->code = (uint8_t)emvqr__choose_unit(in->reader.at, in->reader.end, &in->wide, &in->reader.unit);
    }
    return emvqr_reader_next(&in->reader);
}

/* Where the reading stands; all of it can live in registers. */
typedef struct doc_place {
    emvqr_node *node;           /* the next free one */
    emvqr_node *parent, *outer; /* whose inside is read, NULL: the root; and whose inside that is in */
    size_t at, end, sure;       /* the next object; its level's end; up to there it may be taken as ASCII */
    unsigned next;              /* the ID behind the level's last */
    unsigned id, length;        /* of the object that was read */
} doc_place;

/* Reads the object at its place. False at the level's end and before a fault. */
static EMVQR__INLINE bool doc_read(const emvqr_doc *doc, doc_reading *in, doc_place *p)
{
    size_t value = p->at + 4u;
    size_t sure = EMVQR_CFG_FAST ? p->sure : in->plain ? p->end : 0;
    if (value <= sure && emvqr__header(doc->text + p->at, &p->id, &p->length) && value + p->length <= sure) {
        return true;
    }
    if (p->at == p->end || !doc_step(doc, in, p->at, p->end)) {
        return false;
    }
    p->id = in->reader.id;
    p->length = (unsigned)(in->reader.at - in->reader.value);
    p->sure = doc_sure(doc, in, value + p->length, p->end);
    return true;
}

static EMVQR__INLINE void doc_put(doc_place *p)
{
    p->node->offset = (uint16_t)p->at;
    p->node->length = (uint16_t)p->length;
    p->node->id = (uint8_t)p->id;
    p->node->inside = 0;
    p->node->shape = EMVQR_LEAF;
    p->node->network = 0;
    p->node++;
    p->at += 4u + p->length;
}

/* Notes when an ID is not above the one before it; 63 is always the root's last. Small builds look everywhere. */
static EMVQR__INLINE void doc_order(doc_reading *in, doc_place *p)
{
    if (EMVQR_CFG_FAST && p->id < p->next && (p->id != EMVQR__ID_CRC || p->parent != NULL)) {
        in->unordered |= p->parent == NULL ? EMVQR__ROOT : EMVQR__BELOW;
    }
    p->next = p->id + 1u;
}

/* Most objects are told to be mere values by a look at the ID. */
static EMVQR__INLINE bool doc_is_value(const doc_place *p)
{
    return EMVQR_CFG_FAST && (p->id < 26u || (p->id - 52u < 10u && p->parent == NULL));
}

/* Whether the object may be a template by its place: 26 to 51, 62 and 64 of the root when their inside tiles; 80 to 99
 * of the root and 50 to 99 of 62 when it also holds a GUID, since opaque values are met there too (decisions by place:
 * EMVCo MPM tables 3.6, 4.3 and 4.5). 02 to 25 never. */
static EMVQR__INLINE bool doc_opens(const doc_place *p)
{
    if (p->parent == NULL) {
        return p->id - 26u <= 51u - 26u || p->id == 62u || p->id == 64u || p->id >= 80u;
    }
    return p->id >= 50u && p->parent->id == 62u && p->outer == NULL;
}

/* Goes into the value of the object that was put. */
static EMVQR__INLINE void doc_enter(const emvqr_doc *doc, const doc_reading *in, doc_place *p)
{
    p->outer = p->parent;
    p->parent = p->node - 1;
    p->parent->shape = EMVQR_TEMPLATE_SHAPE;
    p->end = p->at;
    p->at -= p->length;
    p->sure = doc_sure(doc, in, p->at, p->end);
    p->next = 0;
}

/* Ends a template's level: it is one when its inside tiled (and holds a GUID where its place asks for one), else a
 * leaf again, and what was read of its inside is forgotten. */
static EMVQR__INLINE void doc_leave(const emvqr_doc *doc, const doc_reading *in, doc_place *p)
{
    emvqr_node *node = p->parent;
    bool tiles = p->at == p->end;
    node->inside = (uint8_t)(p->node - node - 1);
    p->parent = p->outer;
    p->outer = NULL;
    if (tiles && (node->id >= 80u || p->parent != NULL)) {
        const emvqr_node *guid = emvqr_node_child(doc, node, 0);
        tiles = guid != NULL && guid->length - 1u < 32u;
    }
    if (!tiles) {
        node->inside = 0;
        node->shape = EMVQR_LEAF;
        p->node = node + 1;
    }
    p->at = p->end;
    p->next = node->id + 1u;
    p->end = p->parent == NULL ? doc->end : p->parent->offset + 4u + p->parent->length;
    p->sure = doc_sure(doc, in, p->at, p->end);
}

/* Fills the nodes. */
static EMVQR__INLINE emvqr_status doc_index(emvqr_doc *doc, doc_reading *in)
{
    doc_place p;
    const emvqr_node *full = doc->nodes + doc->capacity;
    p.parent = p.outer = NULL;
    p.node = doc->nodes;
    p.at = doc->start;
    p.end = doc->end;
    p.sure = doc_sure(doc, in, p.at, p.end);
    p.next = 0;
    for (;;) {
        if (!doc_read(doc, in, &p)) {
            if (p.parent == NULL) {
                doc->broken = p.at != p.end;
                break;
            }
            doc_leave(doc, in, &p);
            continue;
        }
        if (p.node == full) {
            return EMVQR_ERR_NODES_FULL;
        }
        doc_put(&p);
        doc_order(in, &p);
        if (doc_is_value(&p)) {
            continue;
        }
        if (p.id == EMVQR__ID_CRC && p.parent == NULL) {
            doc->has_crc = true;
            break;
        }
        if (p.length != 0 && doc_opens(&p)) {
            doc_enter(doc, in, &p);
        }
    }
    doc->count = (uint16_t)(p.node - doc->nodes);
    return EMVQR_OK;
}

/* Four characters at once, the first in the highest byte. */
static EMVQR__INLINE uint32_t doc_four(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

bool emvqr__seen_twice(emvqr__seen *seen, unsigned id)
{
    uint32_t bit = (uint32_t)1u << (id & 31u);
    uint32_t *word = &seen->words[id >> 5];
    bool twice = (*word & bit) != 0;
    *word |= bit;
    return twice;
}

/* ---- findings of structure ---- */

static void doc_raise(emvqr_doc *doc, emvqr_findings *findings, emvqr_code code, emvqr_path path, size_t offset)
{
    emvqr__note_fault(doc, code);
    emvqr__raise(findings, code, 0, path, offset);
}

static void doc_raise_node(emvqr_doc *doc, emvqr_findings *findings, emvqr_code code, const emvqr_node *node)
{
    doc_raise(doc, findings, code, emvqr_node_path(doc, node), node->offset);
}

/* Of the siblings from `at` to `end`. */
static void doc_raise_duplicates(emvqr_doc *doc, const emvqr_node *at, const emvqr_node *end, emvqr_findings *findings)
{
    emvqr__seen seen = { { 0, 0, 0, 0 } };
    for (; at != end; at = emvqr__next(at)) {
        if (emvqr__seen_twice(&seen, at->id)) {
            doc_raise_node(doc, findings, EMVQR_CODE_DUPLICATE_OBJECT, at);
        }
    }
}

static EMVQR__NOINLINE void doc_raise_unordered(emvqr_doc *doc, emvqr_findings *findings)
{
    const emvqr_node *node = doc->nodes, *end = node + doc->count;
    if ((doc->unordered & EMVQR__ROOT) != 0) {
        doc_raise_duplicates(doc, node, end, findings);
    }
    for (; (doc->unordered & EMVQR__BELOW) != 0 && node != end; node++) {
        if (emvqr__is_template(node)) {
            doc_raise_duplicates(doc, node + 1, emvqr__next(node), findings);
        }
    }
}

/* Every leaf that is not UTF-8; false when there is none, and the bytes lie between the objects that could be read. */
static bool doc_raise_utf8(emvqr_doc *doc, emvqr_findings *findings)
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
    return raised;
}

static bool doc_is_unpadded(emvqr_doc *doc)
{
    const emvqr_network *const *at = doc->networks;
    while (at != NULL && *at != NULL && ((*at)->unpadded == NULL || !(*at)->unpadded(doc, *at))) {
        at++;
    }
    return at != NULL && *at != NULL;
}

/* How the root ended. */
static void doc_raise_end(emvqr_doc *doc, const emvqr_reader *reader, bool lower, emvqr_findings *findings)
{
    const emvqr_node *crc = doc->nodes + doc->count - 1;
    if (doc->broken) {
        emvqr_path path = reader->id == EMVQR__ID_UNKNOWN ? 0 : EMVQR_PATH1(reader->id);
        doc_raise(doc, findings, (emvqr_code)reader->code, path, (size_t)(reader->at - doc->text));
        return;
    }
    if (!doc->has_crc) {
        doc_raise(doc, findings, EMVQR_CODE_CRC_MISSING, EMVQR_PATH1(EMVQR__ID_CRC), 0);
        return;
    }
    if (!doc->crc_ok || lower) {
        emvqr_code code = doc->crc_ok                   ? EMVQR_CODE_CRC_LOWER_CASE
                          : doc_is_unpadded(doc) ? EMVQR_CODE_CRC_UNPADDED
                                                        : EMVQR_CODE_CRC_MISMATCH;
        doc_raise(doc, findings, code, EMVQR_PATH1(EMVQR__ID_CRC), crc->offset);
    }
    if (crc->offset + 4u + crc->length != doc->end) {
        doc_raise(doc, findings, EMVQR_CODE_TRAILING_DATA, 0, crc->offset + 4u + crc->length);
    }
}

/* Whether the text has more characters than EMVCo advises; most texts have not even as many bytes. */
static bool doc_is_long(const emvqr_doc *doc)
{
    size_t len = (size_t)doc->end - doc->start;
    return len > EMVQR_PAYLOAD_ADVISED &&
           emvqr_text_length(doc->text + doc->start, len, EMVQR_CHARACTERS) > EMVQR_PAYLOAD_ADVISED;
}

static void doc_raise_structure(emvqr_doc *doc, const doc_reading *in, bool lower, emvqr_findings *findings)
{
    const emvqr_node *first = emvqr_node_child(doc, NULL, 0);
    if (doc->start != 0 || doc->end != doc->length) {
        doc_raise(doc, findings, EMVQR_CODE_SURROUNDING_SPACE, 0, 0);
    }
    doc_raise_end(doc, &in->reader, lower, findings);
    if (in->code != EMVQR_CODE_NONE && !(in->code == EMVQR_CODE_INVALID_UTF8 && doc_raise_utf8(doc, findings))) {
        doc_raise(doc, findings, (emvqr_code)in->code, 0, doc->start);
    }
    if (doc_is_long(doc)) {
        doc_raise(doc, findings, EMVQR_CODE_OVER_512, 0, doc->start);
    }
    if (first != NULL && first != doc->nodes) {
        doc_raise_node(doc, findings, EMVQR_CODE_ORDER, first);
    }
}

/* Whether it is worth telling what is wrong with it: it begins as a payload does, or it is signed as one. */
static bool doc_is_emv(const emvqr_doc *doc)
{
    return doc->crc_ok || (doc->end - doc->start >= 4 && memcmp(doc->text + doc->start, "0002", 4) == 0);
}

static void doc_refuse(emvqr_doc *doc, emvqr_findings *findings, emvqr_code code)
{
    doc->count = 0;
    doc->broken = true;
    doc->has_crc = false;
    doc_raise(doc, findings, code, 0, doc->start);
}

/* The usual case: nothing around it, object 00 first, and last the CRC that was computed over all but four bytes. */
static EMVQR__INLINE bool doc_is_sound(const emvqr_doc *doc, const doc_reading *in, size_t len, uint16_t crc)
{
    const emvqr_node *last;
    if (!doc->has_crc || in->code != EMVQR_CODE_NONE || doc->start != 0 || len > EMVQR_PAYLOAD_ADVISED) {
        return false;
    }
    last = doc->nodes + doc->count - 1;
    return last->length == 4u && last->offset + 8u == len && doc->nodes->id == 0 &&
           doc_four(doc->text + last->offset + 4) == emvqr__crc_digits(crc);
}

/* Judges a payload that is not the usual case: the CRC is not the text's end, or something is wrong. False: refused. */
static EMVQR__NOINLINE bool doc_judge(emvqr_doc *doc, const doc_reading *in, emvqr_findings *findings)
{
    unsigned says = 0;
    if (doc->has_crc) {
        const emvqr_node *crc = doc->nodes + doc->count - 1;
        size_t value = crc->offset + 4u;
        doc->crc = emvqr_crc16(doc->text + doc->start, value - doc->start);
        says = crc->length == 4u ? emvqr__crc_says(doc->text + value, doc->crc) : 0;
        doc->crc_ok = says != 0;
    }
    if (!doc_is_emv(doc)) {
        doc_refuse(doc, findings, EMVQR_CODE_NOT_EMV);
        return false;
    }
    doc_raise_structure(doc, in, (says & EMVQR__CRC_LOWER) != 0, findings);
    return true;
}

static uint16_t doc_offset(size_t offset)
{
    return (uint16_t)(offset > UINT16_MAX ? UINT16_MAX : offset);
}

/* A text that does not begin and end as plain payloads do: blanks around it, nothing, too much. False: refused. */
static EMVQR__NOINLINE bool doc_trim(emvqr_doc *doc, const char *text, size_t len, emvqr_findings *findings)
{
    emvqr_span payload = emvqr_trim(text, len);
    size_t start = (size_t)(payload.ptr - text), end = start + payload.len;
    doc->length = doc_offset(len);
    doc->start = doc_offset(start);
    doc->end = doc_offset(end);
    if (payload.len == 0 || payload.len > EMVQR_PAYLOAD_MAX || end > UINT16_MAX) {
        doc_refuse(doc, findings, payload.len == 0 ? EMVQR_CODE_NOT_EMV : EMVQR_CODE_TOO_LONG);
        return false;
    }
    return true;
}

/* Looks at a text that may not be ASCII. */
static EMVQR__NOINLINE void doc_survey_wide(const emvqr_doc *doc, doc_reading *in)
{
    const char *end = doc->text + doc->end;
    bool text = emvqr__survey(doc->text + doc->start, end, &in->wide);
    in->plain = text && in->wide.from == end;
    if (!text) {
        in->chosen = true;
        in->code = EMVQR_CODE_INVALID_UTF8;
    }
}

static EMVQR__INLINE void doc_survey(const emvqr_doc *doc, doc_reading *in, bool wide)
{
    in->reader.unit = EMVQR_BYTES; /* as good as any for what is plain */
    in->plain = true;
    in->chosen = false;
    in->code = EMVQR_CODE_NONE;
    in->unordered = 0;
    if (wide) {
        doc_survey_wide(doc, in);
    }
}

/* Sets the document to a text without objects, and *crc to the CRC of all but its last four bytes, where these may be
 * one's digits. False when it is refused. */
static EMVQR__INLINE bool doc_start(emvqr_doc *doc, const char *text, size_t len, uint16_t *crc,
                                    emvqr_findings *findings)
{
    doc->text = text;
    doc->crc = doc->count = doc->start = 0;
    doc->fault = EMVQR_CODE_NONE;
    doc->broken = doc->has_crc = doc->crc_ok = doc->plain = false;
    doc->unit = EMVQR_CHARACTERS;
    doc->length = doc->end = (uint16_t)len;
    if (EMVQR_CFG_FAST && len - 8u <= EMVQR_PAYLOAD_MAX - 8u && text[0] == '0' &&
        (unsigned)(unsigned char)text[len - 1u] - '0' <= 'z' - '0') { /* nothing to trim */
        *crc = emvqr_crc16(text, len - 4u);
        doc->plain = emvqr__is_plain(text, len);
        return true;
    }
    *crc = 0;
    return doc_trim(doc, text, len, findings);
}

/* Raises what the structure shows. False when there is nothing for networks to read: no payload, or no networks. */
static EMVQR__INLINE bool doc_conclude(emvqr_doc *doc, const doc_reading *in, size_t len, uint16_t crc,
                                       emvqr_findings *findings)
{
    if (EMVQR_CFG_FAST && doc_is_sound(doc, in, len, crc)) {
        doc->crc = crc;
        doc->crc_ok = true;
    } else if (!doc_judge(doc, in, findings)) {
        return false;
    }
    return true;
}

/* Half a tree would be taken for one. */
static EMVQR__NOINLINE emvqr_status doc_full(emvqr_doc *doc)
{
    doc->count = 0;
    doc->broken = true;
    doc->has_crc = doc->crc_ok = false;
    return EMVQR_ERR_NODES_FULL;
}

emvqr_status emvqr_parse(emvqr_doc *doc, const char *text, size_t len, emvqr_findings *findings)
{
    doc_reading in;
    uint16_t crc;
    if (doc == NULL || findings == NULL || (text == NULL && len != 0)) {
        return EMVQR_ERR_ARGUMENT;
    }
    if (!doc_start(doc, text, len, &crc, findings)) {
        return EMVQR_OK;
    }
    doc_survey(doc, &in, !doc->plain);
    if (doc->nodes == NULL || doc_index(doc, &in) != EMVQR_OK) {
        return doc_full(doc);
    }
    if (in.chosen) {
        doc->unit = in.reader.unit;
    }
    if (!doc_conclude(doc, &in, len, crc, findings)) {
        return EMVQR_OK;
    }
    /* Only then is it known which values are templates, and where an ID may not stand twice. */
    doc->unordered = EMVQR_CFG_FAST ? in.unordered : EMVQR__ROOT | EMVQR__BELOW; /* small builds look everywhere */
    if (doc->networks != NULL && emvqr__resolve(doc, findings) != EMVQR_OK) {
        return doc_full(doc);
    }
    if (doc->unordered != 0) {
        doc_raise_unordered(doc, findings);
    }
    return EMVQR_OK;
}
