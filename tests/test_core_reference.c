/* SPDX-License-Identifier: MIT */
/* emvqr_parse and emvqr_verify against a plain reference (support/core_reference.h). Payloads are generated, sound and
 * broken, in every unit and several scripts, and each lies in a heap block of its exact size. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/core_reference.h"
#include "support/verdict.h"

enum { ROUNDS = 60000 };

/* ---- comparison ---- */

static reference ref; /* big */

static void fail_with(const char *what, const char *text, size_t len)
{
    size_t i;
    fprintf(stderr, "%s: \"", what);
    for (i = 0; i < len; i++) {
        bool shown = text[i] >= ' ' && text[i] <= '~';
        fprintf(stderr, shown ? "%c" : "\\x%02X", (unsigned char)text[i]);
    }
    fprintf(stderr, "\"\n");
    fail_msg("%s", what);
}

static bool found(unsigned code, size_t offset)
{
    size_t i;
    for (i = 0; i < ref.total; i++) {
        if (ref.found[i].code == code && ref.found[i].offset == offset) {
            return true;
        }
    }
    return false;
}

static bool same_nodes(const emvqr_node *nodes, size_t count)
{
    size_t i;
    for (i = 0; i < count; i++) {
        const emvqr_node *a = &nodes[i], *b = &ref.nodes[i];
        if (a->offset != b->offset || a->length != b->length || a->id != b->id || a->inside != b->inside ||
            a->shape != b->shape || a->network != 0) {
            return false;
        }
    }
    return count == ref.total_nodes;
}

/* The same nodes, the same facts, the same findings, in the order of offsets. */
static void compare_parse(const emvqr_doc *doc, const emvqr_findings *findings, const char *text, size_t len)
{
    size_t i;
    if (!same_nodes(doc->nodes, doc->count)) {
        fail_with("nodes", text, len);
    }
    if (doc->unit != ref.unit && doc->count != 0) {
        fail_with("unit", text, len);
    }
    if (doc->start != ref.start || doc->end != ref.end || doc->broken != ref.broken || doc->has_crc != ref.has_crc ||
        doc->crc_ok != (ref.crc_ok && ref.has_crc) || (doc->has_crc && doc->crc != ref.crc)) {
        fail_with("document", text, len);
    }
    if (findings->total != ref.total || findings->count != ref.total) {
        fail_with("number of findings", text, len);
    }
    for (i = 0; i < findings->count; i++) {
        if (!found(findings->items[i].code, findings->items[i].offset) ||
            (i != 0 && findings->items[i].offset < findings->items[i - 1].offset)) {
            fail_with("finding", text, len);
        }
    }
}

/* The verdict is that of the parse, as far as it goes. */
static void compare_verify(const emvqr_findings *findings, const char *text, size_t len)
{
    emvqr_reader reader;
    emvqr_span payload;
    char *exact;
    emvqr_code code;
    payload.len = ref.end - ref.start;
    payload.ptr = exact = malloc(payload.len == 0 ? 1 : payload.len);
    assert_non_null(exact);
    memcpy(exact, text + ref.start, payload.len);
    code = emvqr_verify(exact, payload.len, &reader);
    if (!verdict_agrees(findings, ref.start, payload, code, &reader)) {
        fail_with("verdict", text, len);
    }
    if (code == EMVQR_CODE_NONE && reader.unit != ref.unit) {
        fail_with("verdict's unit", text, len);
    }
    free(exact);
}

/* Every smaller array: refused, and nothing written behind its end. */
static void compare_capacities(const char *text, size_t len)
{
    size_t capacity, step = ref.total_nodes > 40 ? 7 : 1;
    for (capacity = 0; capacity < ref.total_nodes; capacity += step) {
        emvqr_node *nodes = malloc((capacity == 0 ? 1 : capacity) * sizeof *nodes);
        emvqr_findings findings;
        emvqr_doc doc;
        assert_non_null(nodes);
        emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
        emvqr_doc_init(&doc, nodes, capacity, NULL);
        if (emvqr_parse(&doc, text, len, &findings) != EMVQR_ERR_NODES_FULL || doc.count != 0) {
            fail_with("capacity", text, len);
        }
        free(nodes);
    }
}

static void compare(const char *bytes, size_t len)
{
    static emvqr_finding items[REFERENCE_FINDINGS_MAX];
    char *text = malloc(len == 0 ? 1 : len);
    emvqr_node *nodes;
    emvqr_findings findings;
    emvqr_doc doc;
    assert_non_null(text);
    memcpy(text, bytes, len);
    reference_read(&ref, text, len);
    nodes = malloc(EMVQR_NODES_FOR(len) * sizeof *nodes);
    assert_non_null(nodes);
    emvqr_findings_init(&findings, items, REFERENCE_FINDINGS_MAX, EMVQR_FIELD);
    emvqr_doc_init(&doc, nodes, EMVQR_NODES_FOR(len), NULL);
    assert_int_equal(emvqr_parse(&doc, text, len, &findings), EMVQR_OK);
    compare_parse(&doc, &findings, text, len);
    compare_verify(&findings, text, len);
    if (len % 16 == 0) {
        compare_capacities(text, len);
    }
    free(nodes);
    free(text);
}

/* ---- payloads ---- */

static uint64_t state = 1;

static unsigned below(unsigned limit)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state >> 32) % limit;
}

typedef struct draft {
    char text[REFERENCE_TEXT_MAX];
    size_t len;
    unsigned unit;
} draft;

static size_t draft_units(const draft *d, size_t from)
{
    return emvqr_text_length(d->text + from, d->len - from, (emvqr_unit)d->unit);
}

static void draft_text(draft *d, unsigned least)
{
    static const char *const pieces[] = {
        "0", "7", "A", "z", " ", "63", "04", "5404", "00", /* then Thai, Lao, Chinese, accents, emoji, and edges */
        "\xE0\xB8\x81", "\xE0\xBA\xA5", "\xE5\x8C\x97", "\xC3\xA9", "\xE1\xBB\x9F", "\xF0\x9F\x8D\x9C",
        "\xEF\xBF\xBD", "\xED\x9F\xBF", "\xF4\x8F\xBF\xBF",
    };
    unsigned wide = below(3), many = least + below(below(4) == 0 ? 30 : 9);
    for (; many != 0; many--) {
        const char *piece = pieces[below(wide == 0 ? sizeof pieces / sizeof pieces[0] : 9)];
        memcpy(d->text + d->len, piece, strlen(piece));
        d->len += strlen(piece);
    }
}

static void draft_object(draft *d, unsigned id, unsigned depth)
{
    size_t from = d->len + 4, units;
    char header[8];
    bool opens = depth == 0 ? id >= 26 && id != 63 && !(id >= 52 && id <= 61) : id >= 50;
    d->len = from;
    if (opens && depth < 3 && below(4) != 0) {
        unsigned next = 0, children = 1 + below(4);
        for (; children != 0; children--) {
            draft_object(d, next, depth + 1);
            next = below(12) == 0 ? next : next + 1 + below(depth == 0 && id == 62 ? 40 : 3);
            next = next > 99 ? 99 : next;
        }
    } else {
        draft_text(d, below(20) == 0 ? 0 : 1);
    }
    units = draft_units(d, from);
    if (units > 99) { /* too long to be counted: try a short one */
        d->len = from;
        draft_text(d, 1);
        units = draft_units(d, from);
    }
    snprintf(header, sizeof header, "%02u%02u", id % 100, (unsigned)(units % 100));
    memcpy(d->text + from - 4, header, 4);
}

static void draft_sign(draft *d)
{
    char crc[16];
    snprintf(crc, sizeof crc, "6304");
    memcpy(d->text + d->len, crc, 4);
    d->len += 4;
    snprintf(crc, sizeof crc, below(16) == 0 ? "%04x" : "%04X", reference_crc(d->text, d->len));
    memcpy(d->text + d->len, crc, 4);
    d->len += 4;
}

static void draft_make(draft *d)
{
    unsigned id = 1, objects = below(40) == 0 ? 60 : 2 + below(14);
    d->len = 0;
    d->unit = below(4) == 0 ? 1 + below(2) : EMVQR_CHARACTERS;
    memcpy(d->text, "000201", 6);
    d->len = 6;
    for (; objects != 0 && d->len < 2500; objects--) {
        draft_object(d, id == 63 ? 64 : id, 0);
        id = below(12) == 0 ? below(100) : below(40) == 0 ? id : (id + 1 + below(12)) % 100;
    }
    draft_sign(d);
}

static void draft_insert(draft *d, size_t at, const char *bytes, size_t n)
{
    memmove(d->text + at + n, d->text + at, d->len - at);
    if (bytes != NULL) { /* else what stood there stands twice */
        memcpy(d->text + at, bytes, n);
    }
    d->len += n;
}

static void draft_break(draft *d)
{
    size_t at = below((unsigned)d->len), n = 1 + below(4);
    switch (below(9)) {
    case 0: d->text[at] = (char)below(256); break;
    case 1: d->text[at] = (char)('0' + below(10)); break;
    case 2:
        n = d->len - at < n ? d->len - at : n;
        d->len -= n;
        memmove(d->text + at, d->text + at + n, d->len - at);
        break;
    case 3: draft_insert(d, at, NULL, n); break;
    case 4: d->len = at + 1; break;
    case 5:
        d->len -= 8 < d->len ? 8 : 0;
        draft_object(d, below(100), 0);
        draft_sign(d);
        break;
    case 6: draft_text(d, 1); break;
    case 7: draft_insert(d, d->len, "\xEF\xBB\xBF\r\n", below(6)); break;
    default: draft_insert(d, 0, " \t\r\n", n); break;
    }
}

static void sound_and_broken(void **unused)
{
    static draft d;
    unsigned round, faults;
    (void)unused;
    for (round = 0; round < ROUNDS; round++) {
        draft_make(&d);
        compare(d.text, d.len);
        for (faults = below(4); faults != 0 && d.len != 0; faults--) {
            draft_break(&d);
            if (below(3) == 0 && d.len > 8) {
                d.len -= 8;
                draft_sign(&d);
            }
            compare(d.text, d.len);
        }
    }
}

/* Short strings over the symbols that structure is made of. */
static void noise(void **unused)
{
    static const char *const symbols[] = {
        "0", "1", "2", "4", "6", "3", "00", "0002", "6304", "6202", "26", "80", "62", "A", " ",
        "\xE0\xB8\x81", "\xC3\xA9", "\xF0\x9F\x8D\x9C", "\x80", "\xED\xA0\x80",
    };
    char text[256];
    unsigned round, many;
    (void)unused;
    for (round = 0; round < 4u * ROUNDS; round++) {
        size_t len = 0;
        if (below(2) == 0) {
            memcpy(text, "000201", len = 6);
        }
        for (many = below(24); many != 0; many--) {
            const char *symbol = symbols[below(sizeof symbols / sizeof symbols[0])];
            memcpy(text + len, symbol, strlen(symbol));
            len += strlen(symbol);
        }
        compare(text, len);
    }
}

static void edges(void **unused)
{
    static char text[REFERENCE_TEXT_MAX];
    static draft d;
    size_t i;
    (void)unused;
    compare("", 0);
    for (i = 1; i < 4; i++) {
        compare("00020", i);
        compare(" \r\n\t", i);
        compare("\xEF\xBB\xBF", i);
    }
    for (i = 0; i < REFERENCE_TEXT_MAX; i += 6) {
        memcpy(text + i, "000201", 6);
    }
    for (i = 2940; i < 2960; i++) {
        compare(text, i);
    }
    memset(text, ' ', sizeof text);
    memcpy(text, "000201", 6);
    compare(text, 5000);
    memset(text, '0', sizeof text); /* empty objects: as many nodes as bytes allow */
    compare(text, 2952);
    memcpy(text, "000201629962956291628762836279", 30); /* 62 inside 62: only two levels of it are templates */
    compare(text, 110);
    memcpy(text, "00020162246220000001626212000000016300", 38);
    compare(text, 38);
    d.len = (size_t)snprintf(d.text, sizeof d.text, "000201622862240001X55150001Y0101a0101b"); /* a leaf */
    draft_sign(&d);
    compare(d.text, d.len);
}

/* Two readings, one CRC: another sum in characters, UTF-16 and bytes. */
static void ambiguity(void **unused)
{
    static const char noodles[] = "00020101021129370016A0000006770101110113006681234567853037645802TH5916🍜🍜🍜🍜🍜🍜🍜🍜"
                                  "54049.996304EAEF";
    static const char thai[] = "00020101021129370016A0000006770101110113006681234567853037645802TH5912กกกก"
                               "5404111163042292";
    emvqr_reader reader;
    (void)unused;
    compare(noodles, sizeof noodles - 1);
    compare(thai, sizeof thai - 1);
    assert_int_equal(emvqr_verify(noodles, sizeof noodles - 1, &reader), EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT);
    assert_int_equal(emvqr_verify(thai, sizeof thai - 1, &reader), EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ambiguity),
        cmocka_unit_test(edges),
        cmocka_unit_test(noise),
        cmocka_unit_test(sound_and_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
