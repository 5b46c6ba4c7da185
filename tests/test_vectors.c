/* SPDX-License-Identifier: MIT */
/* Every payload of tests/vectors, through what must hold for each of them: it reads as the table says; no part of it
 * and no change of a character passes for it; what is read can be written again. Texts and buffers touch guarded
 * pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/network_info.h>
#include <emvqr/writer.h>

#include "support/guard.h"
#include "support/vectors.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { FINDINGS = 64, EDITS = EMVQR_NODES_MAX };

static guard text_guard, node_guard, buffer_guard;
static emvqr_node nodes[EMVQR_NODES_MAX];
static emvqr_finding items[FINDINGS];
static char told[VECTORS_TEXT];

/* ---- reading ---------------------------------------------------------------------------------------------------- */

typedef struct reading {
    emvqr_doc doc;
    emvqr_findings findings;
    emvqr_reader reader;
} reading;

static const emvqr_network *const *networks_of(const vector *v)
{
    return v->networks ? emvqr_networks : NULL;
}

static void read_with(reading *r, const emvqr_network *const *networks, const char *text, size_t len)
{
    emvqr_findings_init(&r->findings, items, FINDINGS, EMVQR_FIELD);
    emvqr_doc_init(&r->doc, nodes, EMVQR_NODES_MAX, networks);
    assert_int_equal(emvqr_parse(&r->doc, text, len, &r->findings), EMVQR_OK);
}

static const char *place(guard_side side, const vector *v)
{
    return guard_place(&text_guard, side, v->payload.ptr, v->payload.len);
}

/* Nodes tile their level and lie where their parent's value is. */
static void assert_tiles(const emvqr_doc *doc, size_t first, size_t end, size_t from, size_t to)
{
    size_t at = first;

    while (at < end) {
        const emvqr_node *node = &doc->nodes[at];

        assert_int_equal(node->offset, from);
        from += 4u + node->length;
        assert_true(from <= to && at + 1u + node->inside <= end);
        if (emvqr_node_is_template(node)) {
            assert_tiles(doc, at + 1u, at + 1u + node->inside, node->offset + 4u, from);
        } else {
            assert_int_equal(node->inside, 0);
        }
        at += 1u + node->inside;
    }
    assert_int_equal(at, end);
    if (first != 0 || (!doc->broken && doc->has_crc && doc->crc_ok && doc->end == to)) {
        assert_int_equal(from, to);
    }
}

static void reads_as_told(void **state)
{
    const vector *v = *state;
    unsigned side;

    for (side = 0; side < GUARD_SIDES; side++) {
        reading r;

        read_with(&r, networks_of(v), place((guard_side)side, v), v->payload.len);
        vectors_findings(&r.findings, told);
        assert_string_equal(told, v->findings);
        assert_int_equal(vectors_objects(&r.doc, told), v->objects.len);
        assert_memory_equal(told, v->objects.ptr, v->objects.len);
        assert_int_equal(r.doc.unit, v->unit);
        assert_int_equal(r.doc.length, v->payload.len);
        if (strstr(v->findings, "trailing-data") == NULL) {
            assert_tiles(&r.doc, 0, r.doc.count, r.doc.start, r.doc.end);
        }
        if (vectors_sound(v)) {
            assert_true(r.doc.crc_ok && r.doc.has_crc && !r.doc.broken);
        }
    }
}

/* emvqr_verify of the payload alone says what emvqr_parse says, as far as networks have no part in it. */
static void assert_agree(const char *text, size_t len)
{
    emvqr_span payload = emvqr_trim(text, len);
    reading r;

    read_with(&r, NULL, text, len);
    assert_int_equal(payload.len, r.doc.end - r.doc.start);
    assert_true(payload.len == 0 || payload.ptr == text + r.doc.start);
    vectors_assert_verdict(&r.doc, &r.findings, payload);
}

static void verify_agrees_with_parse(void **state)
{
    const vector *v = *state;
    unsigned side;

    for (side = 0; side < GUARD_SIDES; side++) {
        assert_agree(place((guard_side)side, v), v->payload.len);
    }
}

/* Where the payload stands in its line: a vector's blanks are not part of it. */
static void bounds(const vector *v, size_t *start, size_t *end)
{
    reading r;

    read_with(&r, networks_of(v), v->payload.ptr, v->payload.len);
    *start = r.doc.start;
    *end = r.doc.end;
}

/* By the parser, which leaves blanks out, and by the verdict on the payload that begins at `start`. */
static void assert_refused(const vector *v, const char *text, size_t start, size_t end, size_t len)
{
    reading r;
    emvqr_code code = emvqr_verify(text + start, end - start, &r.reader);

    assert_int_equal(emvqr_code_severity(code, EMVQR_FIELD), EMVQR_ERROR);
    assert_int_equal(emvqr_code_severity(code, EMVQR_STRICT), EMVQR_ERROR);
    read_with(&r, networks_of(v), text, len);
    assert_true(r.findings.errors != 0);
}

static void no_beginning_passes(void **state)
{
    const vector *v = *state;
    size_t start, end, len;
    unsigned side;

    bounds(v, &start, &end);
    for (len = 0; len < v->payload.len; len++) {
        for (side = 0; side < GUARD_SIDES; side++) {
            const char *text = guard_place(&text_guard, (guard_side)side, v->payload.ptr, len);

            if (len < end && vectors_sound(v)) {
                assert_refused(v, text, start < len ? start : len, len, len);
            }
            assert_agree(text, len);
        }
    }
}

/* For the verdict, what stands around a payload is a fault of it. */
static void no_blank_passes(void **state)
{
    static const char *const blanks[] = { " ", "\t", "\r", "\n", "\357\273\277" };
    const vector *v = *state;
    size_t start, end, i;

    if (!vectors_sound(v)) {
        return;
    }
    bounds(v, &start, &end);
    for (i = 0; i < COUNT(blanks); i++) {
        size_t len = end - start, blank = strlen(blanks[i]);
        char *text = guard_place(&text_guard, GUARD_END, NULL, len + blank);
        emvqr_reader reader;
        emvqr_span payload;

        memcpy(text, v->payload.ptr + start, len);
        memcpy(text + len, blanks[i], blank);
        assert_int_equal(emvqr_verify(text, len + blank, &reader), EMVQR_CODE_TRAILING_DATA);
        assert_ptr_equal(reader.at, text + len);
        payload = emvqr_trim(text, len + blank);
        assert_true(payload.ptr == text && payload.len == len);
        text = guard_place(&text_guard, GUARD_START, NULL, len + blank);
        memcpy(text, blanks[i], blank);
        memcpy(text + blank, v->payload.ptr + start, len);
        assert_int_equal(emvqr_code_severity(emvqr_verify(text, len + blank, &reader), EMVQR_FIELD), EMVQR_ERROR);
        payload = emvqr_trim(text, len + blank);
        assert_true(payload.ptr == text + blank && payload.len == len);
    }
}

static char upper(char c)
{
    return c >= 'a' && c <= 'f' ? (char)(c - 'a' + 'A') : c;
}

/* A CRC of 16 bits notices every change within two bytes; the CRC's own digits may be in either case, nothing else. */
static void no_changed_character_passes(void **state)
{
    static const char others[] = { '0', '6', '9', 'A', ' ', '\0', '\xE0' };
    const vector *v = *state;
    size_t start, end, at, i;

    if (!vectors_sound(v)) {
        return;
    }
    bounds(v, &start, &end);
    for (at = start; at < end; at++) {
        char *text = guard_place(&text_guard, GUARD_END, v->payload.ptr, v->payload.len);
        char was = text[at];

        for (i = 0; i < COUNT(others) + 8u; i++) {
            char other = (char)((unsigned char)was ^ 1u << (i - COUNT(others)) % 8u);

            if (i < COUNT(others)) {
                other = others[i];
            }
            if (other == was) {
                continue;
            }
            text[at] = other;
            if (at + 4u >= end && upper(other) == upper(was)) {
                reading r;

                assert_int_equal(emvqr_verify(text + start, end - start, &r.reader), EMVQR_CODE_NONE);
                read_with(&r, networks_of(v), text, v->payload.len);
                assert_int_equal(r.findings.errors, 0);
            } else {
                assert_refused(v, text, start, end, v->payload.len);
            }
        }
    }
}

/* ---- writing ---------------------------------------------------------------------------------------------------- */

/* Whether the tree is the whole payload, so that it can be written again. */
static bool whole(const reading *r)
{
    return !r->doc.broken && r->doc.has_crc &&
           r->doc.nodes[r->doc.count - 1u].offset + 4u + r->doc.nodes[r->doc.count - 1u].length == r->doc.end;
}

/* The payload as a writer signs it: upper case, and right. */
static size_t signed_anew(const reading *r, char *text)
{
    size_t len = (size_t)r->doc.nodes[r->doc.count - 1u].offset - r->doc.start;

    memcpy(text, r->doc.text + r->doc.start, len);
    memcpy(text + len, "6304", 4);
    len += 4u;
    return len + (size_t)sprintf(text + len, "%04X", (unsigned)emvqr_crc16(text, len));
}

static void write_objects(emvqr_writer *writer, const emvqr_doc *doc, size_t first, size_t end)
{
    size_t at = first;

    while (at < end) {
        const emvqr_node *node = &doc->nodes[at];

        if (emvqr_node_is_template(node)) {
            emvqr_open(writer, node->id);
            write_objects(writer, doc, at + 1u, at + 1u + node->inside);
            emvqr_close(writer);
        } else {
            emvqr_span value = emvqr_node_value(doc, node);

            emvqr_put(writer, node->id, value.ptr, value.len);
        }
        at += 1u + node->inside;
    }
}

static emvqr_status write_again(const emvqr_doc *doc, char *buf, size_t cap, size_t *len)
{
    emvqr_writer writer;

    emvqr_writer_init(&writer, buf, cap, (emvqr_unit)doc->unit);
    write_objects(&writer, doc, 0, doc->count - 1u);
    return emvqr_writer_finish(&writer, len);
}

static int by_path(const void *a, const void *b)
{
    emvqr_path p = ((const emvqr_edit *)a)->path, q = ((const emvqr_edit *)b)->path;

    return (p > q) - (p < q);
}

/* Each leaf set to the value that it has; 0 when there is none but 63. */
static size_t own_values(const emvqr_doc *doc, emvqr_edit *edits)
{
    size_t i, count = 0;

    for (i = 0; i + 1u < doc->count; i++) {
        if (!emvqr_node_is_template(&doc->nodes[i])) {
            edits[count].path = emvqr_node_path(doc, &doc->nodes[i]);
            edits[count++].value = emvqr_node_value(doc, &doc->nodes[i]);
        }
    }
    qsort(edits, count, sizeof edits[0], by_path);
    return count;
}

static emvqr_status rewrite_again(const emvqr_doc *doc, char *buf, size_t cap, size_t *len)
{
    static emvqr_edit edits[EDITS];

    return emvqr_rewrite(doc, edits, own_values(doc, edits), buf, cap, len);
}

static emvqr_status rewrite_nothing(const emvqr_doc *doc, char *buf, size_t cap, size_t *len)
{
    return emvqr_rewrite(doc, NULL, 0, buf, cap, len);
}

typedef emvqr_status (*writing)(const emvqr_doc *doc, char *buf, size_t cap, size_t *len);

/* The same bytes into a buffer that is just large enough, the length alone without one, and into every smaller buffer
 * nothing that matters: NO_SPACE, the length, and not a byte beside it. */
static void assert_writes(const emvqr_doc *doc, writing write, const char *expected, size_t expected_len)
{
    size_t len = 0, cap;
    unsigned side;

    assert_int_equal(write(doc, NULL, 0, &len), EMVQR_OK);
    assert_int_equal(len, expected_len);
    for (side = 0; side < GUARD_SIDES; side++) {
        char *buf = guard_place(&buffer_guard, (guard_side)side, NULL, expected_len);

        len = 0;
        assert_int_equal(write(doc, buf, expected_len, &len), EMVQR_OK);
        assert_int_equal(len, expected_len);
        assert_memory_equal(buf, expected, expected_len);
        for (cap = 0; cap<expected_len; cap += expected_len - cap> 40u && cap > 40u ? 7u : 1u) {
            buf = guard_place(&buffer_guard, (guard_side)side, NULL, cap);
            len = 0;
            assert_int_equal(write(doc, buf, cap, &len), EMVQR_ERR_NO_SPACE);
            assert_int_equal(len, expected_len);
        }
    }
}

static void writes_again(void **state)
{
    static char expected[EMVQR_PAYLOAD_MAX + 1u];
    const vector *v = *state;
    const char *text = place(GUARD_END, v);
    reading r;
    size_t len;

    read_with(&r, networks_of(v), text, v->payload.len);
    if (!whole(&r)) {
        assert_false(vectors_sound(v));
        return;
    }
    len = signed_anew(&r, expected);
    assert_writes(&r.doc, write_again, expected, len);
    assert_writes(&r.doc, rewrite_nothing, r.doc.text + r.doc.start, (size_t)r.doc.end - r.doc.start);
    if (strstr(v->findings, "duplicate") == NULL) {
        if (r.doc.count > 1u) {
            assert_writes(&r.doc, rewrite_again, expected, len);
        }
    }
}

/* One leaf alone set to its own value leaves everything else where it is; removed, it is gone, and nothing else. */
static void edits_one_at_a_time(void **state)
{
    static char expected[EMVQR_PAYLOAD_MAX + 1u], buf[EMVQR_PAYLOAD_MAX];
    static emvqr_edit edits[EDITS];
    static emvqr_node nodes_after[EMVQR_NODES_MAX];
    const vector *v = *state;
    reading r;
    emvqr_findings ignored;
    emvqr_doc after;
    size_t i, len, count, expected_len;

    read_with(&r, networks_of(v), v->payload.ptr, v->payload.len);
    if (!vectors_sound(v)) {
        return;
    }
    expected_len = signed_anew(&r, expected);
    count = own_values(&r.doc, edits);
    for (i = 0; i < count; i++) {
        assert_int_equal(emvqr_rewrite(&r.doc, &edits[i], 1, buf, sizeof buf, &len), EMVQR_OK);
        assert_int_equal(len, expected_len);
        assert_memory_equal(buf, expected, len);
        edits[i].value.ptr = NULL;
        assert_int_equal(emvqr_rewrite(&r.doc, &edits[i], 1, buf, sizeof buf, &len), EMVQR_OK);
        emvqr_findings_init(&ignored, NULL, 0, EMVQR_FIELD);
        emvqr_doc_init(&after, nodes_after, EMVQR_NODES_MAX, NULL);
        assert_int_equal(emvqr_parse(&after, buf, len, &ignored), EMVQR_OK);
        assert_true(after.crc_ok);
        assert_null(emvqr_get(&after, edits[i].path).ptr);
        assert_true(len < expected_len);
    }
}

/* Whether a value that is a leaf may have looked like a template for a while: its objects needed nodes meanwhile. */
static bool tried_in_vain(const emvqr_doc *doc)
{
    size_t i;

    for (i = 0; i < doc->count; i++) {
        emvqr_path path = emvqr_node_path(doc, &doc->nodes[i]);
        unsigned top = emvqr_path_id(path, 0);

        if (!emvqr_node_is_template(&doc->nodes[i]) && doc->nodes[i].length >= 4u && top >= 26u &&
            (emvqr_path_depth(path) == 1u || (top == 62u && doc->nodes[i].id >= 50u))) {
            return true;
        }
    }
    return false;
}

static void needs_as_many_nodes_as_it_has(void **state)
{
    const vector *v = *state;
    reading r;
    size_t count, capacity;
    bool exact, enough = false;

    read_with(&r, networks_of(v), v->payload.ptr, v->payload.len);
    count = r.doc.count;
    exact = !tried_in_vain(&r.doc) && strstr(v->findings, "not-emv") == NULL;
    assert_true(count <= EMVQR_NODES_FOR(v->payload.len));
    for (capacity = 0; capacity <= EMVQR_NODES_FOR(v->payload.len); capacity++) {
        void *array = guard_place(&node_guard, GUARD_END, NULL, capacity * sizeof(emvqr_node));
        emvqr_status status;

        emvqr_findings_init(&r.findings, items, FINDINGS, EMVQR_FIELD);
        emvqr_doc_init(&r.doc, array, capacity, networks_of(v));
        status = emvqr_parse(&r.doc, v->payload.ptr, v->payload.len, &r.findings);
        if (exact) {
            assert_int_equal(status, capacity < count ? EMVQR_ERR_NODES_FULL : EMVQR_OK);
        }
        if (status == EMVQR_OK) {
            assert_true(capacity >= count);
            enough = true;
            assert_int_equal(vectors_objects(&r.doc, told), v->objects.len);
            assert_memory_equal(told, v->objects.ptr, v->objects.len);
        } else {
            assert_int_equal(status, EMVQR_ERR_NODES_FULL);
            assert_int_equal(r.doc.count, 0);
            assert_false(enough);
        }
    }
    assert_true(enough);
}

/* ---- all of them ------------------------------------------------------------------------------------------------ */

static const struct {
    const char *name;
    CMUnitTestFunction run;
} properties[] = {
    { "reads as told", reads_as_told },
    { "verify agrees with parse", verify_agrees_with_parse },
    { "no beginning passes", no_beginning_passes },
    { "no blank passes", no_blank_passes },
    { "no changed character passes", no_changed_character_passes },
    { "writes again", writes_again },
    { "edits one at a time", edits_one_at_a_time },
    { "needs as many nodes as it has", needs_as_many_nodes_as_it_has },
};

static void names_are_unique(void **state)
{
    size_t i, k;

    (void)state;
    for (i = 0; i < VECTORS; i++) {
        for (k = 0; k < i; k++) {
            assert_false(vectors[i].table == vectors[k].table && strcmp(vectors[i].name, vectors[k].name) == 0);
        }
    }
}

/* How many vectors hold an account of a network. */
static size_t count_of(const emvqr_network *network)
{
    size_t i, k, count = 0;

    for (i = 0; i < VECTORS; i++) {
        bool met = false;
        reading r;

        read_with(&r, networks_of(&vectors[i]), vectors[i].payload.ptr, vectors[i].payload.len);
        for (k = 0; k < r.doc.count && vectors[i].networks; k++) {
            met = met || (nodes[k].network != 0 && emvqr_networks[nodes[k].network - 1u] == network);
        }
        count += met;
    }
    return count;
}

static void networks_have_their_vectors(void **state)
{
    static const struct { const char *network; size_t wanted; } rows[] = {
        { "promptpay", 40 }, { "vietqr", 40 }, { "qris", 40 }, { "duitnow", 40 }, { "lapnet", 40 },
        { "onepay", 12 }, { "umoney", 12 }, { "vnpay", 12 }, { "zalopay", 12 }, { "airpay", 12 }, { "alipay", 12 },
        { "wechat", 12 }, { "unionpay", 12 }, { "visa", 10 }, { "mastercard", 10 },
        { "discover", 3 }, { "amex", 3 }, { "jcb", 3 }, /* which no region of ours prints */
    };
    size_t i, k;

    (void)state;
    for (i = 0; emvqr_networks[i] != NULL; i++) {
        for (k = 0; k < COUNT(rows) && strcmp(rows[k].network, emvqr_network_infos[i]->name) != 0; k++) {
        }
        if (k == COUNT(rows) || count_of(emvqr_networks[i]) < rows[k].wanted) {
            fail_msg("%s has %u vectors", emvqr_network_infos[i]->name, (unsigned)count_of(emvqr_networks[i]));
        }
    }
}

/* Other countries' codes are nobody's: every account is told, and nothing in them is an error. */
static void foreign_codes_are_read(void **state)
{
    size_t i, k, count = 0;

    (void)state;
    for (i = 0; i < VECTORS; i++) {
        reading r;

        if (strcmp(vectors[i].table, "foreign") != 0) {
            continue;
        }
        read_with(&r, emvqr_networks, vectors[i].payload.ptr, vectors[i].payload.len);
        emvqr_check(&r.doc, 0, &r.findings);
        if (r.findings.errors != 0) {
            vectors_findings(&r.findings, told);
            fail_msg("%s: %s", vectors[i].name, told);
        }
        for (k = 0; k < r.doc.count; k++) {
            assert_true(nodes[k].network == 0 || nodes[k].id < 26u); /* a card may be there */
        }
        count++;
    }
    assert_true(count >= 35);
}

int main(void)
{
    enum { FIRST = 3 };
    static struct CMUnitTest tests[FIRST + VECTORS * COUNT(properties)];
    static char names[FIRST + VECTORS * COUNT(properties)][96];
    size_t i, k, n = FIRST;
    int failed;

    tests[0].name = "names are unique";
    tests[0].test_func = names_are_unique;
    tests[1].name = "networks have their vectors";
    tests[1].test_func = networks_have_their_vectors;
    tests[2].name = "foreign codes are read";
    tests[2].test_func = foreign_codes_are_read;
    for (i = 0; i < VECTORS; i++) {
        for (k = 0; k < COUNT(properties); k++, n++) {
            static vector rows[VECTORS];

            rows[i] = vectors[i];
            snprintf(names[n], sizeof names[n], "%s/%s: %s", vectors[i].table, vectors[i].name, properties[k].name);
            tests[n].name = names[n];
            tests[n].test_func = properties[k].run;
            tests[n].initial_state = &rows[i];
        }
    }
    guard_open(&text_guard, VECTORS_TEXT);
    guard_open(&buffer_guard, VECTORS_TEXT);
    guard_open(&node_guard, sizeof nodes);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_close(&node_guard);
    guard_close(&buffer_guard);
    guard_close(&text_guard);
    return failed;
}
