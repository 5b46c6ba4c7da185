/* SPDX-License-Identifier: MIT */
/* Edits: the input's tail says which, its front is the payload and the stuff of new values. What is edited is there
 * afterwards, what is not keeps its bytes and its order, and the same edits again change nothing. */
#include "payees.h"

enum { EDITS_MAX = 12 };

/* The path of one of the document's objects, or one that an ID more or less makes of it, or any. */
static emvqr_path edit_path(const emvqr_doc *doc, input *tail)
{
    unsigned how = input_byte(tail), which = input_byte(tail), id = input_byte(tail) % 100u;
    emvqr_path path = doc->count == 0 ? 0 : emvqr_node_path(doc, doc->nodes + which % doc->count);
    switch (how % 8u) {
    case 0:
        return EMVQR_PATH1(id);
    case 1:
        return EMVQR_PATH2(which % 100u, id);
    case 2:
        return emvqr_path_depth(path) < EMVQR_DEPTH_MAX ? emvqr_path_join(path, id) : path;
    case 3:
        return emvqr_path_join(emvqr_path_parent(path), id);
    case 4:
        return emvqr_path_parent(path);
    default:
        return path;
    }
}

static emvqr_span edit_value(input front, input *tail)
{
    unsigned start = input_byte(tail), len = input_byte(tail);
    emvqr_span value = { NULL, 0 };
    if (len < 224u && front.len != 0) { /* else a removal */
        size_t from = start * front.len / 256u, most = front.len - from;
        value.ptr = front.text + from;
        value.len = len % 112u < most ? len % 112u : most;
    }
    return value;
}

/* Whether an edit is of the path, of what it lies in, or of something in it. */
static bool edits_overlap(const emvqr_edit *edits, size_t count, emvqr_path path)
{
    size_t i;
    for (i = 0; i < count; i++) {
        if (path == edits[i].path || emvqr_path_below(path, edits[i].path) || emvqr_path_below(edits[i].path, path)) {
            return true;
        }
    }
    return false;
}

/* In ascending order, without those that overlap, unless `raw`. */
static size_t edits_take(const emvqr_doc *doc, input front, input *tail, bool raw, emvqr_edit *edits)
{
    size_t count = 0;
    while (count < EDITS_MAX && tail->len >= 5u) {
        emvqr_path path = edit_path(doc, tail);
        emvqr_span value = edit_value(front, tail);
        size_t at = count;
        if (!raw && (path == 0 || emvqr_path_id(path, 0) == 63u || edits_overlap(edits, count, path))) {
            continue;
        }
        for (; !raw && at != 0 && edits[at - 1u].path > path; at--) {
            edits[at] = edits[at - 1u];
        }
        edits[at].path = path;
        edits[at].value = value;
        count++;
    }
    return count;
}

static bool edits_touch(const emvqr_edit *edits, size_t count, unsigned id)
{
    size_t i;
    for (i = 0; i < count; i++) {
        if (emvqr_path_id(edits[i].path, 0) == id) {
            return true;
        }
    }
    return false;
}

/* The first root object from `at` on that no edit is about, nor is it 63. */
static const emvqr_node *rest_from(const emvqr_node *at, const emvqr_node *end, const emvqr_edit *edits, size_t count)
{
    while (at != end && (at->id == 63u || edits_touch(edits, count, at->id))) {
        at += 1 + at->inside;
    }
    return at;
}

static void promise_rest_stays(const emvqr_doc *old, const emvqr_doc *new, const emvqr_edit *edits, size_t count)
{
    const emvqr_node *a_end = old->nodes + old->count, *a = rest_from(old->nodes, a_end, edits, count);
    const emvqr_node *b_end = new->nodes + new->count, *b = rest_from(new->nodes, b_end, edits, count);
    while (a != a_end && b != b_end) {
        PROMISE(a->length == b->length && memcmp(old->text + a->offset, new->text + b->offset, 4u + a->length) == 0,
                "what is not edited stays");
        a = rest_from(a + 1 + a->inside, a_end, edits, count);
        b = rest_from(b + 1 + b->inside, b_end, edits, count);
    }
    PROMISE(a == a_end && b == b_end, "nothing is lost and nothing appears");
}

/* A new object of the root goes behind the last one with a smaller ID, never behind 63. */
static void promise_place(const emvqr_doc *old, const emvqr_doc *new, unsigned id)
{
    const emvqr_node *at = new->nodes, *end = at + new->count;
    bool behind = false;
    if (emvqr_node_child(old, NULL, id) != NULL) {
        return;
    }
    for (; at != end; at += 1 + at->inside) {
        PROMISE(!behind || at->id > id || at->id == 63u, "a new object stands behind the last one with a smaller ID");
        behind = behind || at->id == id;
    }
}

/* Whether an edit is about an object that may say who is paid. */
static bool edits_touch_payee(const emvqr_edit *edits, size_t count)
{
    unsigned id;
    for (id = 2; id < 100u; id++) {
        if ((id <= 51u || id >= 80u) && edits_touch(edits, count, id)) {
            return true;
        }
    }
    return false;
}

static void promise_payees(const reading *old, const reading *new, const emvqr_edit *edits, size_t count)
{
    promise_compare(old, new);
    if (old->doc.fault == EMVQR_CODE_NONE && new->doc.fault == EMVQR_CODE_NONE && !edits_touch_payee(edits, count)) {
        PROMISE(payee_same(old, new), "an edit elsewhere leaves the payee");
    }
}

/* Of an edit of the root. */
static void promise_set(const reading *old, const emvqr_doc *new, const emvqr_edit *edit)
{
    emvqr_span value = emvqr_get(new, edit->path);
    PROMISE((value.ptr == NULL) == (edit->value.ptr == NULL), "what is set is there, and only that");
    PROMISE(value.len == edit->value.len && (value.len == 0 || memcmp(value.ptr, edit->value.ptr, value.len) == 0),
            "what is set has its value");
    if (value.ptr != NULL && !reading_has(old, EMVQR_CODE_ORDER)) {
        promise_place(&old->doc, new, emvqr_path_id(edit->path, 0));
    }
}

static void promise_settled(const reading *new, const emvqr_edit *edits, size_t count)
{
    size_t asked = 0;
    if (emvqr_rewrite(&new->doc, edits, count, NULL, 0, &asked) == EMVQR_OK) {
        char *again = input_block(asked);
        PROMISE(emvqr_rewrite(&new->doc, edits, count, again, asked, &asked) == EMVQR_OK && asked == new->len &&
                    memcmp(again, new->text, new->len) == 0,
                "the same edits again change nothing");
        free(again);
    }
}

/* Whether there are two readings: which one was edited cannot be told. */
static bool edited_is_ambiguous(const reading *old, const reading *new)
{
    return reading_has(old, EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT) || reading_has(new, EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT) ||
           (old->doc.unit != EMVQR_CHARACTERS && reading_has(new, EMVQR_CODE_NOT_EMV));
}

static void promise_edited(const reading *old, const reading *new, const emvqr_edit *edits, size_t count)
{
    size_t i;
    promise_tree(new);
    if (edited_is_ambiguous(old, new)) {
        return;
    }
    PROMISE(new->doc.crc_ok && !reading_has(new, EMVQR_CODE_CRC_LOWER_CASE), "an edited payload is signed");
    PROMISE(!new->doc.broken && !reading_has(new, EMVQR_CODE_TRAILING_DATA), "an edited payload is whole");
    promise_rest_stays(&old->doc, &new->doc, edits, count);
    promise_payees(old, new, edits, count);
    for (i = 0; i < count; i++) {
        if (emvqr_path_depth(edits[i].path) == 1u) {
            promise_set(old, &new->doc, &edits[i]);
        }
    }
    if (new->doc.unit == old->doc.unit) {
        promise_settled(new, edits, count);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    input front, tail;
    emvqr_edit edits[EDITS_MAX];
    char *copy = input_copy((const char *)data, size), *buf;
    size_t count, asked = 0, len = 0;
    emvqr_status status;
    reading old, new;
    bool raw;
    front.text = copy;
    front.len = size;
    raw = input_byte(&front) % 16u == 0;
    tail = input_tail(&front);
    reading_open(&old, front.text, front.len, emvqr_networks, EMVQR_FIELD);
    promise_no_edit(&old);
    count = edits_take(&old.doc, front, &tail, raw, edits);
    status = emvqr_rewrite(&old.doc, edits, count, NULL, 0, &asked);
    PROMISE(status != EMVQR_ERR_STRUCTURE || old.findings.errors != 0, "what is ok can be edited");
    buf = input_block(asked);
    PROMISE(emvqr_rewrite(&old.doc, edits, count, buf, asked, &len) == status && len == asked,
            "the length that is asked for is the length that is written");
    if (status == EMVQR_OK && count != 0) {
        reading_open(&new, buf, len, emvqr_networks, EMVQR_FIELD);
        promise_edited(&old, &new, edits, count);
        reading_close(&new);
    }
    free(buf);
    reading_close(&old);
    free(copy);
    return 0;
}
