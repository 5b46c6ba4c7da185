/* SPDX-License-Identifier: MIT */
/* The tree: looked up by path, child and node; what is taken from the caller and what is given back; the limits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/network.h>

#include "support/guard.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static guard around;
static emvqr_node nodes[EMVQR_NODES_MAX];
static emvqr_finding items[64];
static emvqr_findings findings;
static emvqr_doc doc;

static void parse(const emvqr_network *const *networks, const char *text, size_t len)
{
    emvqr_findings_init(&findings, items, COUNT(items), EMVQR_FIELD);
    emvqr_doc_init(&doc, nodes, COUNT(nodes), networks);
    assert_int_equal(emvqr_parse(&doc, text, len, &findings), EMVQR_OK);
}

/* `text` up to its object 63, signed into `out`. */
static size_t sign(const char *text, size_t len, char *out)
{
    memcpy(out, text, len);
    memcpy(out + len, "6304", 4);
    len += 4u;
    return len + (size_t)sprintf(out + len, "%04X", (unsigned)emvqr_crc16(out, len));
}

/* ---- looking up ------------------------------------------------------------------------------------------------- */

/* 00, 01, 26 with 00 and an empty 01, 62 with 05, 50 (with 00 and 01) and 51, and 59 twice */
static const char nested[] = "00020101021126100002AB010062350501A50180003com0107meralco510401025901N5901M";

static emvqr_path path_of(const char *text)
{
    emvqr_path path;

    assert_true(emvqr_path_parse(text, strlen(text), &path));
    return path;
}

static void looked_up(void **state)
{
    static const struct {
        const char *path, *value; /* NULL: absent */
    } rows[] = {
        { "00", "01" },
        { "01", "11" },
        { "26.00", "AB" },
        { "26.01", "" },
        { "26", "0002AB0100" },
        { "62.05", "A" },
        { "62.50.00", "com" },
        { "62.50.01", "meralco" },
        { "62.50", "0003com0107meralco" },
        { "62.51", "0102" },
        { "59", "N" },
        { "02", NULL },
        { "26.02", NULL },
        { "26.00.00", NULL },
        { "62.51.01", NULL },
        { "62.50.02", NULL },
        { "00.01", NULL },
        { "62.50.01.00", NULL },
        { "99", NULL },
    };
    char text[256];
    size_t len = sign(nested, sizeof nested - 1u, text), i;

    (void)state;
    parse(NULL, text, len);
    for (i = 0; i < COUNT(rows); i++) {
        emvqr_span value = emvqr_get(&doc, path_of(rows[i].path));
        const emvqr_node *node = emvqr_find(&doc, path_of(rows[i].path));

        if (rows[i].value == NULL) {
            assert_null(node);
            assert_null(value.ptr);
            assert_int_equal(value.len, 0);
        } else {
            assert_non_null(node);
            assert_int_equal(value.len, strlen(rows[i].value));
            assert_memory_equal(value.ptr, rows[i].value, value.len);
            assert_true(value.ptr > text && value.ptr < text + len); /* it points into the text, an empty one too */
            assert_int_equal(emvqr_node_path(&doc, node), path_of(rows[i].path));
            assert_ptr_equal(emvqr_node_value(&doc, node).ptr, value.ptr);
            assert_int_equal(emvqr_node_type(node), -1);
            assert_int_equal(node->network, 0);
        }
    }
    assert_null(emvqr_find(&doc, 0));
}

static void children(void **state)
{
    char text[256];
    size_t len = sign(nested, sizeof nested - 1u, text);
    const emvqr_node *additional, *deep;

    (void)state;
    parse(NULL, text, len);
    additional = emvqr_node_child(&doc, NULL, 62);
    assert_non_null(additional);
    assert_true(emvqr_node_is_template(additional));
    assert_int_equal(additional->inside, 5);
    deep = emvqr_node_child(&doc, additional, 50);
    assert_int_equal(deep->inside, 2);
    assert_ptr_equal(emvqr_node_child(&doc, deep, 1), deep + 2);
    assert_int_equal(emvqr_node_child(&doc, NULL, 59)->length, 1);
    assert_ptr_equal(emvqr_node_child(&doc, NULL, 59) + 1, emvqr_find(&doc, EMVQR_PATH1(59)) + 1); /* the first */
    assert_null(emvqr_node_child(&doc, additional, 0));
    assert_null(emvqr_node_child(&doc, additional, 59)); /* its uncle */
    assert_null(emvqr_node_child(&doc, deep, 51));
    assert_null(emvqr_node_child(&doc, emvqr_node_child(&doc, NULL, 0), 1));
    assert_null(emvqr_node_child(&doc, NULL, 64));
    assert_false(emvqr_node_is_template(emvqr_node_child(&doc, additional, 51)));
}

/* ---- the call --------------------------------------------------------------------------------------------------- */

static void arguments(void **state)
{
    emvqr_reader reader;

    (void)state;
    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    emvqr_doc_init(&doc, nodes, COUNT(nodes), NULL);
    assert_int_equal(emvqr_parse(&doc, NULL, 0, &findings), EMVQR_OK);
    assert_int_equal(findings.errors, 1);
    assert_int_equal(emvqr_code_severity(emvqr_verify(NULL, 0, &reader), EMVQR_FIELD), EMVQR_ERROR);
    assert_null(reader.at);
    assert_int_equal(emvqr_parse(&doc, NULL, 5, &findings), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_parse(NULL, "0002", 4, &findings), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_parse(&doc, "0002", 4, NULL), EMVQR_ERR_ARGUMENT);
    emvqr_doc_init(&doc, NULL, 0, NULL);
    assert_int_equal(emvqr_parse(&doc, "000201", 6, &findings), EMVQR_ERR_NODES_FULL);
    assert_int_equal(doc.count, 0);
}

/* One document, many texts: nothing of the last one is left. */
static void used_again(void **state)
{
    static const char *const texts[] = { "00020101021129370016A0000006770101110113006681234567853037645802TH6304823E",
                                         "000201",
                                         "",
                                         "hello",
                                         "  00020101",
                                         "0002016304",
                                         "00020163040000x" };
    emvqr_doc fresh;
    emvqr_node own[32];
    size_t i, k;

    (void)state;
    emvqr_doc_init(&doc, nodes, COUNT(nodes), emvqr_networks);
    for (i = 0; i < COUNT(texts); i++) {
        for (k = 0; k < COUNT(texts); k++) {
            emvqr_findings_init(&findings, items, COUNT(items), EMVQR_FIELD);
            assert_int_equal(emvqr_parse(&doc, texts[i], strlen(texts[i]), &findings), EMVQR_OK);
            emvqr_findings_init(&findings, items, COUNT(items), EMVQR_FIELD);
            assert_int_equal(emvqr_parse(&doc, texts[k], strlen(texts[k]), &findings), EMVQR_OK);
            emvqr_doc_init(&fresh, own, COUNT(own), emvqr_networks);
            emvqr_findings_init(&findings, items, COUNT(items), EMVQR_FIELD);
            assert_int_equal(emvqr_parse(&fresh, texts[k], strlen(texts[k]), &findings), EMVQR_OK);
            assert_int_equal(doc.count, fresh.count);
            assert_int_equal(doc.length, fresh.length);
            assert_int_equal(doc.start, fresh.start);
            assert_int_equal(doc.end, fresh.end);
            assert_int_equal(doc.crc, fresh.crc);
            assert_int_equal(doc.unit, fresh.unit);
            assert_int_equal(doc.broken, fresh.broken);
            assert_int_equal(doc.has_crc, fresh.has_crc);
            assert_int_equal(doc.crc_ok, fresh.crc_ok);
        }
    }
}

/* What is signed and what is not. */
static void signatures(void **state)
{
    (void)state;
    parse(NULL, "00020101021129370016A0000006770101110113006681234567853037645802TH6304823e", 74);
    assert_true(doc.has_crc && doc.crc_ok && !doc.broken);
    assert_int_equal(doc.crc, 0x823E);
    parse(NULL, "00020101021129370016A0000006770101110113006681234567853037645802TH63048230", 74);
    assert_true(doc.has_crc && !doc.crc_ok && !doc.broken);
    assert_int_equal(doc.crc, 0x823E);
    parse(NULL, "00020101021129370016A0000006770101110113006681234567853037645802TH", 66);
    assert_true(!doc.has_crc && !doc.crc_ok && !doc.broken);
    parse(NULL, "00020101021129370016A0000006770101110113006681234567853037645802T", 65);
    assert_true(!doc.has_crc && !doc.crc_ok && doc.broken);
    assert_int_equal(doc.count, 6);
}

static size_t add_object(char *text, size_t len, unsigned id, unsigned length)
{
    text[len] = (char)('0' + id / 10u);
    text[len + 1u] = (char)('0' + id % 10u);
    text[len + 2u] = (char)('0' + length / 10u);
    text[len + 3u] = (char)('0' + length % 10u);
    memset(text + len + 4, 'A', length);
    return len + 4u + length;
}

/* 2953 bytes are a payload, blanks around them not counted; one more is not, however long the text. */
static void longest(void **state)
{
    static char body[EMVQR_PAYLOAD_MAX + 8u], text[EMVQR_PAYLOAD_MAX + 16u], far_away[70000];
    size_t len, values, i;
    emvqr_reader reader;

    (void)state;
    memcpy(body, "000201", 6);
    len = 6;
    for (values = 0; EMVQR_PAYLOAD_MAX - 8u - len > 103u + 4u; values++) {
        len = add_object(body, len, 2u + (unsigned)values, 99);
    }
    len = add_object(body, len, 90, (unsigned)(EMVQR_PAYLOAD_MAX - 8u - len - 4u));
    assert_int_equal(sign(body, len, text + 2), EMVQR_PAYLOAD_MAX);
    parse(NULL, text + 2, EMVQR_PAYLOAD_MAX);
    assert_true(doc.crc_ok && findings.errors == 0);
    assert_int_equal(doc.count, values + 3u);
    assert_int_equal(emvqr_verify(text + 2, EMVQR_PAYLOAD_MAX, &reader), EMVQR_CODE_NONE);
    text[0] = text[1] = ' ';
    parse(NULL, text, EMVQR_PAYLOAD_MAX + 2u);
    assert_true(doc.crc_ok && findings.errors == 0);
    assert_int_equal(doc.start, 2);
    memcpy(text, body, len);
    memcpy(text + len, "9100", 4); /* an empty object more */
    i = sign(text, len + 4u, far_away);
    assert_int_equal(i, EMVQR_PAYLOAD_MAX + 4u);
    parse(NULL, far_away, i);
    assert_int_equal(findings.errors, 1);
    assert_int_equal(items[0].code, EMVQR_CODE_TOO_LONG);
    assert_int_equal(doc.count, 0);
    assert_int_equal(emvqr_verify(far_away, i, &reader), EMVQR_CODE_TOO_LONG);
    memset(far_away, '0', sizeof far_away);
    for (i = EMVQR_PAYLOAD_MAX + 1u; i <= sizeof far_away; i += 1 + i / 16u) {
        parse(NULL, far_away, i);
        assert_int_equal(items[0].code, EMVQR_CODE_TOO_LONG);
        assert_int_equal(doc.count, 0);
        assert_int_equal(emvqr_verify(far_away, i, &reader), EMVQR_CODE_TOO_LONG);
    }
    memset(far_away, ' ', sizeof far_away);
    parse(NULL, far_away, sizeof far_away);
    assert_int_equal(findings.errors, 1);
    for (i = 65400; i < sizeof far_away - 74u; i += 13) { /* what ends behind 65535 bytes has no offsets */
        memcpy(far_away + i, "00020101021129370016A0000006770101110113006681234567853037645802TH6304823E", 74);
        parse(NULL, far_away, i + 74u);
        assert_int_equal(findings.errors, i + 74u > 65535u);
        assert_int_equal(doc.count != 0, i + 74u <= 65535u);
        memset(far_away + i, ' ', 74);
    }
}

/* A byte that is no text is found wherever it stands, in the CRC's own digits too. */
static void no_text_anywhere(void **state)
{
    static const char bytes[] = { '\x80', '\xBF', '\xC3', '\xE0', '\xFF' };
    char text[160] = "0002015999";
    size_t len, at, i, k;

    (void)state;
    memset(text + 10, 'N', 99);
    len = sign(text, 109, text);
    for (at = 10; at < len; at++) {
        for (i = 0; i < COUNT(bytes); i++) {
            char was = text[at];
            emvqr_reader reader;

            text[at] = bytes[i];
            if (at < 109u) {
                sign(text, 109, text);
            }
            parse(NULL, guard_place(&around, GUARD_END, text, len), len);
            for (k = 0; k < findings.count && items[k].code != EMVQR_CODE_INVALID_UTF8; k++) {
            }
            assert_true(k != findings.count);
            assert_int_equal(doc.unit, EMVQR_BYTES);
            assert_int_equal(emvqr_verify(doc.text, len, &reader), EMVQR_CODE_INVALID_UTF8);
            text[at] = was;
            sign(text, 109, text);
        }
    }
}

/* As many nodes as the macro says are enough for any text of that length. */
static void densest(void **state)
{
    static char text[EMVQR_PAYLOAD_MAX];
    size_t len, i;

    (void)state;
    for (i = 0; i + 4u <= sizeof text; i += 4u) {
        text[i] = text[i + 1u] = '0' + (i % 5u == 0 ? 2 : 0);
        text[i + 2u] = text[i + 3u] = '0';
    }
    for (len = 0; len <= sizeof text; len += len < 64u ? 1u : 61u) {
        emvqr_node *array = (void *)guard_place(&around, GUARD_END, NULL, EMVQR_NODES_FOR(len) * sizeof(emvqr_node));

        emvqr_findings_init(&findings, items, COUNT(items), EMVQR_FIELD);
        emvqr_doc_init(&doc, array, EMVQR_NODES_FOR(len), NULL);
        assert_int_equal(emvqr_parse(&doc, text, len, &findings), EMVQR_OK);
    }
}

/* Fast builds know of a text without blanks around it whether every byte is from 20h to 7Eh: for every length, with
 * every byte at every place, against guard pages. */
static void every_byte_is_plain_or_not(void **state)
{
    static char text[80];
    size_t len, at;
    unsigned byte;

    (void)state;
    memset(text, '0', sizeof text);
    emvqr_doc_init(&doc, nodes, COUNT(nodes), NULL);
    for (len = 8; len <= sizeof text; len++) {
        char *placed = guard_place(&around, GUARD_END, text, len);
        for (at = 1; at + 1u < len; at++) {
            for (byte = 0; byte < 256u; byte++) {
                bool plain = byte >= 0x20u && byte <= 0x7Eu;
                placed[at] = (char)byte;
                emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
                assert_int_equal(emvqr_parse(&doc, placed, len, &findings), EMVQR_OK);
                if (doc.plain != (plain && EMVQR_CFG_FAST)) {
                    fail_msg("%u bytes, %02X at %u", (unsigned)len, byte, (unsigned)at);
                }
            }
            placed[at] = '0';
        }
    }
}

/* ---- networks --------------------------------------------------------------------------------------------------- */

/* A wallet's message in 81 is opaque where its network is known, and what its place makes of it elsewhere. */
static void a_network_closes_what_tiles_by_chance(void **state)
{
    static const emvqr_network *const none[] = { NULL };
    static const char body[] =
        "00020129390016A000000677010111031514000080000000053037645802TH8136003200200063006100660065007300200031";
    char text[256];
    size_t len = sign(body, sizeof body - 1u, text);

    (void)state;
    parse(NULL, text, len);
    assert_true(emvqr_node_is_template(emvqr_find(&doc, EMVQR_PATH1(81))));
    assert_int_equal(emvqr_find(&doc, EMVQR_PATH1(29))->network, 0);
    parse(none, text, len);
    assert_true(emvqr_node_is_template(emvqr_find(&doc, EMVQR_PATH1(81))));
    parse(emvqr_networks, text, len);
    assert_false(emvqr_node_is_template(emvqr_find(&doc, EMVQR_PATH1(81))));
    assert_null(emvqr_find(&doc, EMVQR_PATH2(81, 0)));
    assert_int_equal(emvqr_get(&doc, EMVQR_PATH1(81)).len, 36);
    assert_true(emvqr_find(&doc, EMVQR_PATH1(29))->network != 0);
    assert_true(emvqr_node_type(emvqr_find(&doc, EMVQR_PATH1(29))) >= 0);
    assert_true(emvqr_find(&doc, EMVQR_PATH2(29, 3)) != NULL);
    assert_int_equal(emvqr_node_path(&doc, &doc.nodes[doc.count - 1u]), EMVQR_PATH1(63));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(looked_up),
        cmocka_unit_test(children),
        cmocka_unit_test(arguments),
        cmocka_unit_test(used_again),
        cmocka_unit_test(signatures),
        cmocka_unit_test(longest),
        cmocka_unit_test(no_text_anywhere),
        cmocka_unit_test(densest),
        cmocka_unit_test(every_byte_is_plain_or_not),
        cmocka_unit_test(a_network_closes_what_tiles_by_chance),
    };
    int failed;

    guard_open(&around, sizeof nodes);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_close(&around);
    return failed;
}
