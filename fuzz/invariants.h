/* SPDX-License-Identifier: MIT */
/* What the library promises about hostile input (the README's security section), each promise as an assertion.
 *
 * For any bytes of any length:
 *  1. nothing is read outside the text, nothing is written outside the capacity (blocks of exact size, a sanitizer);
 *  2. the objects tile their parent at each level, and the payload at the root, up to where it breaks;
 *  3. a finding's offset and path lie within; findings are in the order of offsets; the counters are right for every
 *     capacity; a strict error may be a field warning, never the other way round;
 *  4. parse then write is the identity, and so is a rewrite without edits;
 *  5. what the writer writes is read back without a structural finding, as it was written;
 *  6. the length that a query answers is the length that is written;
 *  7. a wrong CRC, an object that stands twice, trailing data, a truncated tail and lengths that can be counted in two
 *     ways are never ok, by a reader of our own that is as plain as can be;
 *  8. the verdict without a tree is that of the tree, but for what stands twice deep inside;
 *  9. no message contains a byte of the payload or a line end;
 * 10. nodes and findings are linear in the length (that time is, the fuzzer's -timeout tells);
 * 11. what a fast build passes at a look, the rules pass.
 */
#ifndef EMVQR_FUZZ_INVARIANTS_H
#define EMVQR_FUZZ_INVARIANTS_H

#include <emvqr/network_info.h>
#include <emvqr/writer.h>

#include "../tests/support/verdict.h"
#include "plain.h"
#include "reading.h"

/* ---- 2: the tree ------------------------------------------------------------------------------------------------- */

/* Where the objects of a level end. */
static inline size_t promise_level(const emvqr_doc *doc, const emvqr_node *parent)
{
    const emvqr_node *at = tree_first(doc, parent), *stop = tree_stop(doc, parent);
    size_t offset = parent == NULL ? doc->start : parent->offset + 4u;
    for (; at < stop; at += 1 + at->inside) {
        const char *head = doc->text + at->offset;
        PROMISE(at->offset == offset, "objects tile their parent");
        offset += 4u + at->length;
        PROMISE(offset <= doc->end, "objects lie within the payload");
        PROMISE(plain_number(head) == at->id, "an object's ID is the text's");
        PROMISE(plain_number(head + 2) == emvqr_text_length(head + 4, at->length, (emvqr_unit)doc->unit),
                "an object's length is the text's");
        PROMISE(emvqr_node_is_template(at) == (at->inside != 0), "templates have children, leaves have none");
        PROMISE(parent != NULL || at->id != 63u || at + 1 == stop, "object 63 ends the payload");
    }
    return offset;
}

/* Below an object that stands twice a path leads into the first. */
static inline void promise_path(const reading *r, const emvqr_node *node)
{
    const emvqr_doc *doc = &r->doc;
    emvqr_path path = r->paths[node - r->nodes], again = 0;
    const emvqr_node *found = emvqr_find(doc, path), *parent = emvqr_find(doc, emvqr_path_parent(path));
    bool second = parent != NULL && (node < parent || node > parent + parent->inside);
    char text[EMVQR_PATH_TEXT];
    size_t len = emvqr_path_format(path, text);
    PROMISE(found != NULL ? found <= node && r->paths[found - r->nodes] == path : parent == NULL || second,
            "a path leads to its object");
    PROMISE(emvqr_node_path(doc, node) == path, "the path of an object is that of its place");
    PROMISE(emvqr_path_parse(text, len, &again) && again == path, "a path's text is read back");
}

static inline void promise_tree(const reading *r)
{
    const emvqr_doc *doc = &r->doc;
    const emvqr_node *node, *stop = doc->nodes + doc->count;
    size_t end = promise_level(doc, NULL);
    PROMISE(doc->start <= doc->end && doc->end <= doc->length, "the payload lies within the text");
    PROMISE(doc->count <= EMVQR_NODES_FOR((size_t)doc->end - doc->start), "the number of nodes is linear");
    PROMISE(doc->broken || doc->has_crc || end == doc->end, "objects tile the payload");
    PROMISE(!doc->has_crc || (!doc->broken && doc->count != 0), "a payload that reaches object 63 is not broken");
    PROMISE(!doc->crc_ok || doc->has_crc || doc->count == 0, "only an object 63 can be right");
    for (node = doc->nodes; node != stop; node++) {
        promise_path(r, node);
        if (emvqr_node_is_template(node)) {
            PROMISE(promise_level(doc, node) == node->offset + 4u + node->length, "objects tile their template");
        }
    }
}

/* ---- 3: findings ------------------------------------------------------------------------------------------------- */

/* At the object of its path, in it where not even an ID could be read, or in the one that should hold its object. */
static inline bool finding_is_at(const emvqr_finding *f, const emvqr_node *node, emvqr_path path)
{
    bool within = f->offset >= node->offset && f->offset <= node->offset + 4u + node->length;
    if (path == f->path) {
        bool no_id = f->code == EMVQR_CODE_BAD_ID || f->code == EMVQR_CODE_TRUNCATED;
        return f->offset == node->offset || (within && no_id);
    }
    return path == emvqr_path_parent(f->path) && within;
}

/* At one of the objects; of one of the root that is absent, at the beginning, or where the payload breaks. */
static inline bool finding_is_placed(const reading *r, const emvqr_finding *f)
{
    const emvqr_doc *doc = &r->doc;
    size_t i;
    bool there = false;
    for (i = 0; i < doc->count; i++) {
        if (finding_is_at(f, doc->nodes + i, r->paths[i])) {
            return true;
        }
        there = there || r->paths[i] == f->path;
    }
    if (f->path == 0) {
        return f->offset <= r->len;
    }
    return emvqr_path_parent(f->path) == 0 &&
           ((f->offset == 0 && !there) || (doc->broken && f->offset == promise_level(doc, NULL)));
}

static inline void promise_findings(const reading *r)
{
    const emvqr_findings *list = &r->findings;
    unsigned errors = 0, warnings = 0;
    size_t i;
    PROMISE(list->count == list->total, "what there is room for is stored");
    for (i = 0; i < list->count; i++) {
        const emvqr_finding *f = &list->items[i];
        errors += f->severity == EMVQR_ERROR;
        warnings += f->severity == EMVQR_WARNING;
        PROMISE(f->code != EMVQR_CODE_NONE && f->code < EMVQR_CODE_COUNT, "a finding has a code");
        PROMISE(f->severity > EMVQR_NONE && f->severity <= EMVQR_ERROR, "a finding has a severity");
        PROMISE(i == 0 || list->items[i - 1u].offset <= f->offset, "findings are in the order of offsets");
        PROMISE(finding_is_placed(r, f), "a finding's path and offset lie within the payload");
    }
    PROMISE(errors == list->errors && warnings == list->warnings, "the counters are right");
    PROMISE(!r->doc.broken || list->errors != 0, "a broken payload has an error");
}

static inline bool finding_is_same(const emvqr_finding *a, const emvqr_finding *b)
{
    return a->path == b->path && a->offset == b->offset && a->code == b->code && a->network == b->network &&
           a->row == b->row;
}

/* Every field finding is among the strict ones, in the same order, and there no milder. */
static inline void promise_policies(const reading *strict, const reading *field)
{
    size_t i, at = 0;
    for (i = 0; i < field->findings.count; i++, at++) {
        while (at < strict->findings.count && !finding_is_same(&strict->items[at], &field->items[i])) {
            at++;
        }
        PROMISE(at < strict->findings.count, "a field finding is a strict one too");
        PROMISE(field->items[i].severity <= strict->items[at].severity, "field is never more severe than strict");
    }
}

/* The same with no room for findings, and with less room for nodes. */
static inline void promise_capacities(const reading *r, size_t room)
{
    emvqr_node *nodes = input_block(room * sizeof *nodes);
    emvqr_findings counted;
    emvqr_doc doc;
    emvqr_status status;
    emvqr_doc_init(&doc, nodes, room, r->doc.networks);
    emvqr_findings_init(&counted, NULL, 0, (emvqr_policy)r->findings.policy);
    status = emvqr_parse(&doc, r->text, r->len, &counted);
    if (status == EMVQR_OK) {
        size_t bytes = doc.count * sizeof *nodes;
        PROMISE(doc.count == r->doc.count && (bytes == 0 || memcmp(nodes, r->nodes, bytes) == 0),
                "the tree does not depend on the room for it");
        if (doc.networks != NULL) {
            emvqr_check(&doc, 0, &counted);
        }
        PROMISE(counted.errors == r->findings.errors && counted.warnings == r->findings.warnings &&
                    counted.total == r->findings.total && counted.count == 0,
                "findings are counted without room for them");
    } else {
        PROMISE(status == EMVQR_ERR_NODES_FULL && room < EMVQR_NODES_FOR(r->len), "only small arrays are too small");
        PROMISE(doc.count == 0, "the tree is empty when it has no room");
    }
    free(nodes);
}

/* ---- 4 and 6: writing back --------------------------------------------------------------------------------------- */

/* The document's objects through the writer, but for object 63, which it makes. */
static inline emvqr_status tree_write(const emvqr_doc *doc, char *buf, size_t cap, size_t *len)
{
    const emvqr_node *node = doc->nodes, *stop = doc->nodes + doc->count - doc->has_crc, *ends[4];
    unsigned depth = 0;
    emvqr_writer writer;
    emvqr_writer_init(&writer, buf, cap, (emvqr_unit)doc->unit);
    for (;;) {
        for (; depth != 0 && ends[depth - 1u] == node; depth--) {
            emvqr_close(&writer);
        }
        if (node == stop) {
            return emvqr_writer_finish(&writer, len);
        }
        if (emvqr_node_is_template(node)) {
            PROMISE(depth < 4u, "a path has at most four IDs");
            emvqr_open(&writer, node->id);
            ends[depth++] = node + 1 + node->inside;
        } else {
            emvqr_span value = emvqr_node_value(doc, node);
            emvqr_put(&writer, node->id, value.ptr, value.len);
        }
        node++;
    }
}

static inline void promise_identity(const reading *r)
{
    const emvqr_doc *doc = &r->doc;
    size_t same = promise_level(doc, NULL) - doc->start, asked = 0, len = 0;
    emvqr_status status = tree_write(doc, NULL, 0, &asked);
    char *buf;
    if (doc->has_crc) {
        same -= doc->nodes[doc->count - 1u].length + 4u;
    }
    PROMISE(status == (same + 8u > EMVQR_PAYLOAD_MAX ? EMVQR_ERR_TOO_LONG : EMVQR_OK), "what was read can be written");
    if (status != EMVQR_OK) {
        return;
    }
    buf = input_block(asked);
    PROMISE(tree_write(doc, buf, asked, &len) == EMVQR_OK && len == asked && len == same + 8u,
            "the length that is asked for is the length that is written");
    PROMISE(same == 0 || memcmp(buf, doc->text + doc->start, same) == 0, "parse then write is the identity");
    free(buf);
}

static inline void promise_no_edit(const reading *r)
{
    const emvqr_doc *doc = &r->doc;
    size_t end = promise_level(doc, NULL), asked = 0, len = 0;
    emvqr_status status = emvqr_rewrite(doc, NULL, 0, NULL, 0, &asked);
    bool whole = !doc->broken && end == doc->end;
    PROMISE(status == (whole ? EMVQR_OK : EMVQR_ERR_STRUCTURE), "a whole payload can be rewritten, a broken one not");
    if (status == EMVQR_OK) {
        char *buf = input_block(asked);
        if (asked != 0) {
            char *less = input_block(asked - 1u);
            char one;
            status = emvqr_rewrite(doc, NULL, 0, less == NULL ? &one : less, asked - 1u, &len);
            PROMISE(status == EMVQR_ERR_NO_SPACE && len == asked, "a small buffer answers the length");
            status = emvqr_rewrite(doc, NULL, 0, buf, asked, &len);
            PROMISE(status == EMVQR_OK && len == asked, "the length that is asked for is the length that is written");
            PROMISE(memcmp(buf, doc->text + doc->start, len) == 0, "a rewrite without edits is the identity");
            free(less);
        }
        PROMISE(asked == (size_t)doc->end - doc->start, "a rewrite without edits keeps the length");
        free(buf);
    }
}

/* ---- 7 and 8: what is ok ----------------------------------------------------------------------------------------- */

static inline emvqr_code verify_copy(const char *text, size_t len)
{
    char *copy = input_copy(text, len);
    emvqr_reader reader;
    emvqr_code code = emvqr_verify(copy, len, &reader);
    free(copy);
    return code;
}

/* What the verdict finds no fault with is ok to a plain reader, and the other way round but for what stands twice. */
static inline void promise_plain(const reading *structure, emvqr_code code)
{
    const emvqr_doc *doc = &structure->doc;
    const emvqr_findings *list = &structure->findings;
    bool ok = doc->start != doc->end && plain_is_ok(doc->text, doc->start, doc->end);
    size_t i;
    PROMISE(code != EMVQR_CODE_NONE || ok, "ok is ok to a plain reader");
    for (i = 0; i < list->count && ok; i++) {
        PROMISE(list->items[i].severity != EMVQR_ERROR || list->items[i].code == EMVQR_CODE_DUPLICATE_OBJECT,
                "what a plain reader reads is refused for an inner duplicate alone");
    }
}

/* `structure` was read without networks under the field policy. */
static inline void promise_verdict(const reading *structure)
{
    const emvqr_doc *doc = &structure->doc;
    emvqr_span payload = emvqr_trim(structure->text, structure->len);
    char *text = input_copy(payload.ptr, payload.len);
    emvqr_span copy = { text, payload.len };
    emvqr_reader reader;
    emvqr_code code = emvqr_verify(text, payload.len, &reader);
    PROMISE(verdict_agrees(&structure->findings, doc->start, copy, code, &reader), "the verdict is that of the tree");
    free(text);
    PROMISE(payload.len == (size_t)doc->end - doc->start &&
                (payload.len == 0 || payload.ptr == structure->text + doc->start),
            "the verdict is about the same text");
    PROMISE(payload.len == structure->len || verify_copy(structure->text, structure->len) != EMVQR_CODE_NONE,
            "blanks around a payload are not part of it");
    PROMISE(code != EMVQR_CODE_NONE || reader.unit == doc->unit, "the verdict counts as the tree does");
    PROMISE(!doc->has_crc || doc->crc == plain_crc(doc->text + doc->start,
                                                   doc->nodes[doc->count - 1u].offset + 4u - (size_t)doc->start),
            "the CRC is right");
    promise_plain(structure, code);
}

/* A payload that is ok, damaged: the last bytes gone, one byte changed, something behind it, an object twice. */
static inline void promise_damage_shows(const reading *r, size_t where)
{
    const emvqr_doc *doc = &r->doc;
    size_t len = (size_t)doc->end - doc->start, cut;
    const emvqr_node *twice = doc->nodes + where % doc->count;
    char *text = input_copy(doc->text + doc->start, len);
    char *more = input_block(len + 104u * 4u);
    for (cut = 1; cut <= 8u && !reading_has(r, EMVQR_CODE_LENGTH_UNIT); cut++) {
        PROMISE(verify_copy(text, len - cut) != EMVQR_CODE_NONE, "a truncated tail is never ok");
    }
    text[where % len] ^= 1;
    PROMISE(verify_copy(text, len) != EMVQR_CODE_NONE, "a changed byte is never ok");
    text[where % len] ^= 1;
    memcpy(more, text, len);
    more[len] = (char)('0' + where % 10u);
    PROMISE(verify_copy(more, len + 1u) != EMVQR_CODE_NONE, "trailing data are never ok");
    while (emvqr_path_depth(r->paths[twice - doc->nodes]) != 1u) {
        twice--;
    }
    if (len + 4u + twice->length <= EMVQR_PAYLOAD_MAX && twice->id != 63u) {
        size_t own = 4u + twice->length, at = (size_t)twice->offset - doc->start;
        char digits[5];
        memcpy(more, text, at + own);
        memcpy(more + at + own, text + at, len - at);
        snprintf(digits, sizeof digits, "%04X", plain_crc(more, len + own - 4u));
        memcpy(more + len + own - 4u, digits, 4);
        PROMISE(verify_copy(more, len + own) != EMVQR_CODE_NONE, "an object that stands twice is never ok");
    }
    free(more);
    free(text);
}

/* ---- 9: texts ---------------------------------------------------------------------------------------------------- */

static inline void promise_line(const char *text, size_t len, bool of_payload)
{
    size_t i;
    PROMISE(strlen(text) == len && emvqr_text_valid(text, len) == len, "a message is text");
    for (i = 0; i < len; i++) {
        PROMISE((unsigned char)text[i] >= 0x20u && text[i] != 0x7F, "a message is one line without controls");
        PROMISE(of_payload || text[i] != '~', "no message contains a byte of the payload");
    }
}

/* No text of ours has a tilde. When every byte of the payload is one, a message that repeats any of it shows. This
 * spoils the reading's text. */
static inline void promise_messages(reading *r)
{
    unsigned pass;
    size_t i, cap = 300;
    for (pass = 0; pass < 2u; pass++) {
        for (i = 0; i < r->findings.count; i++) {
            char *text = input_block(cap);
            size_t len = emvqr_finding_message(&r->doc, &r->items[i], text, cap);
            PROMISE(len < cap, "a message stays within its buffer");
            promise_line(text, len, false);
            free(text);
            cap = cap <= 1u ? 300u : cap / 2u;
        }
        if (r->len != 0) {
            memset(r->text, '~', r->len);
        }
    }
}

/* What a reader of the payload is shown: keys, types and derived values lie within their texts and buffers. */
static inline void promise_views(const reading *r)
{
    const emvqr_node *node = r->doc.nodes, *stop = r->doc.nodes + r->doc.count;
    size_t i;
    (void)emvqr_format_name(emvqr_format_of(&r->doc));
    for (; node != stop; node++) {
        const emvqr_network_info *info = emvqr_account_info(node);
        PROMISE(emvqr_object_name(&r->doc, node) != NULL, "every object has a name");
        PROMISE(info == NULL || emvqr_node_type(node) < (int)info->network->type_count, "a type is of its network");
        for (i = 0; info != NULL && i < info->key_count; i++) {
            emvqr_span value = emvqr_key_value(&r->doc, info, &info->keys[i], node);
            PROMISE(value.ptr == NULL || (value.ptr >= r->text && value.ptr + value.len <= r->text + r->len),
                    "a key's value lies within the text");
        }
        for (i = 0; info != NULL && i < info->derived_count; i++) {
            size_t cap = 1u + (node->offset + i) % 64u, len;
            char *text = input_block(cap);
            len = info->derived[i].derive(&r->doc, node, text, cap);
            PROMISE(len <= cap && emvqr_text_valid(text, len) == len, "a derived value is text within its buffer");
            free(text);
        }
    }
}

/* Errors of the structure alone that the networks' tables do not excuse: they may say that a value is plain text, and
 * then no ID stands twice in it. */
static inline unsigned errors_stand(const reading *structure, const reading *judged)
{
    unsigned i, errors = 0;
    for (i = 0; i < structure->findings.count; i++) {
        const emvqr_finding *finding = &structure->findings.items[i];
        const emvqr_node *node = judged->doc.nodes, *stop = node + judged->doc.count;
        bool excused = false;
        for (; node != stop && finding->code == EMVQR_CODE_DUPLICATE_OBJECT; node++) {
            excused = excused || (!emvqr_node_is_template(node) && finding->offset > node->offset &&
                              finding->offset < node->offset + 4u + node->length);
        }
        errors += finding->severity == EMVQR_ERROR && !excused;
    }
    return errors;
}

/* ---- 11: the quick look ------------------------------------------------------------------------------------------ */

/* The networks without their quick look, so that the check judges alone. */
static inline const emvqr_network *const *networks_without_glance(void)
{
    static emvqr_network copies[32];
    static const emvqr_network *list[33];
    size_t i;
    for (i = 0; i < 32u && list[0] == NULL && emvqr_networks[i] != NULL; i++) {
        copies[i] = *emvqr_networks[i];
        copies[i].glance = NULL;
    }
    for (; i != 0; i--) {
        list[i - 1u] = &copies[i - 1u];
    }
    return list;
}

static inline bool is_same_finding(const emvqr_finding *a, const emvqr_finding *b)
{
    return a->path == b->path && a->offset == b->offset && a->code == b->code && a->severity == b->severity &&
           a->network == b->network && a->row == b->row;
}

static inline void promise_same_findings(const reading *r)
{
    reading alone;
    size_t i, j;
    reading_open(&alone, r->text, r->len, networks_without_glance(), (emvqr_policy)r->findings.policy);
    PROMISE(alone.findings.total == r->findings.total && alone.findings.errors == r->findings.errors &&
                alone.findings.warnings == r->findings.warnings,
            "a quick look hides no finding");
    for (i = 0; i < r->findings.count; i++) { /* those of one offset may stand in any order */
        for (j = i; j > 0 && alone.items[j].offset == alone.items[j - 1u].offset; j--) {
        }
        while (j < alone.findings.count && !is_same_finding(&alone.items[j], &r->items[i])) {
            j++;
        }
        PROMISE(j < alone.findings.count, "a quick look changes no finding");
    }
    reading_close(&alone);
}

/* ---- all of them ------------------------------------------------------------------------------------------------- */

static inline void promises_hold(const char *text, size_t len)
{
    reading structure, strict, field;
    size_t where = len < 6u ? 0 : plain_crc(text + len - 4u, 4);
    reading_open(&structure, text, len, NULL, EMVQR_FIELD);
    reading_open(&strict, text, len, emvqr_networks, EMVQR_STRICT);
    reading_open(&field, text, len, emvqr_networks, EMVQR_FIELD);
    promise_tree(&structure);
    promise_tree(&strict);
    promise_findings(&structure);
    promise_findings(&strict);
    promise_findings(&field);
    promise_same_findings(&strict);
    promise_same_findings(&field);
    promise_policies(&strict, &field);
    promise_capacities(&strict, where % EMVQR_NODES_FOR(len));
    promise_capacities(&field, EMVQR_NODES_FOR(len));
    promise_identity(&structure);
    promise_identity(&strict);
    promise_no_edit(&strict);
    promise_verdict(&structure);
    if (field.findings.errors == 0 && !reading_has(&field, EMVQR_CODE_CRC_UNPADDED)) { /* which networks may excuse */
        PROMISE(errors_stand(&structure, &field) == 0, "rules add findings, they take none away");
        promise_damage_shows(&field, where);
    }
    promise_views(&field);
    emvqr_check_codes(&strict.doc, &strict.findings);
    promise_findings(&strict);
    promise_messages(&strict);
    reading_close(&structure);
    reading_close(&strict);
    reading_close(&field);
}

#endif
