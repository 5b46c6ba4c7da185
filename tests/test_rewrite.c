/* SPDX-License-Identifier: MIT */
/* Rewriting: a table of payloads, edits and what must come out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/network.h>
#include <emvqr/writer.h>

#include "support/guard.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static guard around;
static emvqr_node nodes[EMVQR_NODES_MAX];

/* ---- the table -------------------------------------------------------------------------------------------------- */

#define PROMPTPAY "00020101021129370016A0000006770101110113006681234567853037645802TH"
#define SHOP "00020102164000123456789012520458125802TH5904NAME6004CITY62200501A0702T10805COFFE"
#define HEAD "000201010211"
#define NINETY "999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999"

typedef struct row {
    const char *name, *before; /* without object 63, which is added here, as the blanks are left out */
    const char *edits;         /* 54=10.00|-61: in the order given */
    const char *after;         /* signed here too; NULL: the status */
    emvqr_status status;
    emvqr_unit unit; /* that the payload is found to count */
} row;

static const row rows[] = {
    { "an amount for a static code", PROMPTPAY, "54=50.00",
      "000201 010211 29370016A00000067701011101130066812345678 5303764 540550.00 5802TH", 0, 0 },
    { "static to dynamic", PROMPTPAY, "01=12|54=50.00",
      "000201 010212 29370016A00000067701011101130066812345678 5303764 540550.00 5802TH", 0, 0 },
    { "a new 01 stands behind 00", "000201 5802TH", "01=11", "000201 010211 5802TH", 0, 0 },
    { "an existing object keeps its place", HEAD "5802TH 540210 5303764", "54=7.25", HEAD "5802TH 54047.25 5303764", 0,
      0 },
    { "behind the last with a smaller ID", HEAD "5802TH 5303764 5904NAME", "54=1", HEAD "5802TH 5303764 54011 5904NAME",
      0, 0 },
    { "behind the last, not the first", HEAD "5303764 6004CITY 5204 0000 5904NAME", "54=1",
      HEAD "5303764 6004CITY 52040000 54011 5904NAME", 0, 0 },
    { "none is smaller: first", "5802TH 5303764", "00=01|52=0000", "000201 52040000 5802TH 5303764", EMVQR_OK, 0 },
    { "two new ones at one place ascend", HEAD "5802TH", "52=0000|53=764|54=1", HEAD "52040000 5303764 54011 5802TH", 0,
      0 },
    { "the last of all stands before 63", PROMPTPAY, "99=X", PROMPTPAY "9901X", 0, 0 },
    { "64 stands before 63", PROMPTPAY, "64.00=th|64.01=AB", PROMPTPAY "64120002th0102AB", 0, 0 },
    { "within a template too", SHOP, "62.07=T22",
      "000201 02164000123456789012 52045812 5802TH 5904NAME 6004CITY 62210501A0703T220805COFFE", 0, 0 },
    { "new within a template", SHOP, "62.06=C|62.09=ME",
      "000201 02164000123456789012 52045812 5802TH 5904NAME 6004CITY 62310501A0601C0702T10805COFFE0902ME", 0, 0 },
    { "a template whose residue makes it opaque", HEAD "62160801X0501A0301Z0 5802TH", "62.04=L", NULL, EMVQR_ERR_PATH,
      0 },
    { "new within a template out of order", HEAD "62150801X0501A0301Z 5802TH", "62.04=L",
      HEAD "62200801X0501A0301Z0401L 5802TH", 0, 0 },
    { "an absent template is made", PROMPTPAY, "62.07=T1", PROMPTPAY "62060702T1", 0, 0 },
    { "an absent template within an absent template", PROMPTPAY, "62.50.00=com|62.50.01=X",
      PROMPTPAY "621650120003com0101X", 0, 0 },
    { "four levels", PROMPTPAY, "80.01.02.03=X", PROMPTPAY "8013 0109 0205 0301X", 0, 0 },
    { "removed", SHOP, "-60", "000201 02164000123456789012 52045812 5802TH 5904NAME 62200501A0702T10805COFFE", 0, 0 },
    { "removed from a template", SHOP, "-62.07",
      "000201 02164000123456789012 52045812 5802TH 5904NAME 6004CITY 62140501A0805COFFE", 0, 0 },
    { "a template's last child takes it along", HEAD "62060702T1 5802TH", "-62.07", HEAD "5802TH", 0, 0 },
    { "all children take it along", SHOP, "-62.05|-62.07|-62.08",
      "000201 02164000123456789012 52045812 5802TH 5904NAME 6004CITY", 0, 0 },
    { "the last child of the last child", HEAD "621250080004comx 5802TH", "-62.50.00", HEAD "5802TH", 0, 0 },
    { "the last child is replaced", HEAD "62060702T1 5802TH", "62.05=A|-62.07", HEAD "62050501A 5802TH", 0, 0 },
    { "a whole template", SHOP, "-62", "000201 02164000123456789012 52045812 5802TH 5904NAME 6004CITY", 0, 0 },
    { "a whole template is given a value", SHOP, "62=0501B",
      "000201 02164000123456789012 52045812 5802TH 5904NAME 6004CITY 62050501B", 0, 0 },
    { "what is absent is removed", PROMPTPAY, "-54|-61|-62.07", PROMPTPAY, 0, 0 },
    { "absent in a template is removed", SHOP, "-62.03", SHOP, 0, 0 },
    { "removed and set at once", PROMPTPAY, "-01|54=1|59=N",
      "000201 29370016A00000067701011101130066812345678 5303764 54011 5802TH 5901N", 0, 0 },
    { "everything is removed", "000201 5802TH", "-00|-58", "", 0, 0 },
    { "an empty value is written", SHOP,
      "60=", "000201 02164000123456789012 52045812 5802TH 5904NAME 6000 62200501A0702T10805COFFE", 0, 0 },
    { "63 within a template is an object like others", SHOP, "62.63=X",
      "000201 02164000123456789012 52045812 5802TH 5904NAME 6004CITY 62250501A0702T10805COFFE6301X", 0, 0 },
    /* length units: the payload's own is kept */
    { "characters", HEAD "5904\340\270\201\340\270\201\340\270\201\340\270\201 5802TH", "60=\340\270\201\340\270\201",
      HEAD "5904\340\270\201\340\270\201\340\270\201\340\270\201 5802TH 6002\340\270\201\340\270\201", 0, 0 },
    { "bytes", HEAD "5906\340\270\201\340\270\201 5802TH", "60=\340\270\202|62.07=\340\270\202",
      HEAD "5906\340\270\201\340\270\201 5802TH 6003\340\270\202 62070703\340\270\202", 0, EMVQR_BYTES },
    { "bytes stay when the last wide text goes", HEAD "5906\340\270\201\340\270\201 5802TH", "59=AB",
      HEAD "5902AB 5802TH", 0, EMVQR_BYTES },
    { "UTF-16", HEAD "5903\360\237\215\234! 5802TH", "60=\360\237\215\234",
      HEAD "5903\360\237\215\234! 5802TH 6002\360\237\215\234", 0, EMVQR_UTF16 },
    { "ASCII counts characters", PROMPTPAY, "59=\340\270\201", PROMPTPAY "5901\340\270\201", 0, 0 },
    { "bytes that are no text are kept", HEAD "5904Caf\351 5802TH", "54=1", HEAD "54011 5904Caf\351 5802TH", 0,
      EMVQR_BYTES },
    /* refused */
    { "not ascending", PROMPTPAY, "54=1|53=764", NULL, EMVQR_ERR_PATH, 0 },
    { "twice", PROMPTPAY, "54=1|54=2", NULL, EMVQR_ERR_PATH, 0 },
    { "twice, once removed", PROMPTPAY, "54=1|-54", NULL, EMVQR_ERR_PATH, 0 },
    { "one below the other", SHOP, "62=0501B|62.07=T", NULL, EMVQR_ERR_PATH, 0 },
    { "one below the other, removed", SHOP, "-62|62.07=T", NULL, EMVQR_ERR_PATH, 0 },
    { "63", PROMPTPAY, "63=0000", NULL, EMVQR_ERR_PATH, 0 },
    { "63 removed", PROMPTPAY, "-63", NULL, EMVQR_ERR_PATH, 0 },
    { "below 63", PROMPTPAY, "63.01=X", NULL, EMVQR_ERR_PATH, 0 },
    { "into an opaque value", PROMPTPAY "8102AB", "81.00=X", NULL, EMVQR_ERR_PATH, 0 },
    { "out of an opaque value", PROMPTPAY "8106 0102AB", "-81.01", NULL, EMVQR_ERR_PATH, 0 },
    { "into a card's account", HEAD "0206 0002AB 5802TH", "02.00=CD", NULL, EMVQR_ERR_PATH, 0 },
    { "into a template's leaf", SHOP, "62.07.01=X", NULL, EMVQR_ERR_PATH, 0 },
    { "a value of 100", PROMPTPAY, "59=" NINETY "9999999999", NULL, EMVQR_ERR_TOO_LONG, 0 },
    { "a value of 99", PROMPTPAY, "59=" NINETY "999999999", PROMPTPAY "5999" NINETY "999999999", 0, 0 },
    { "a template of 100", SHOP, "62.01=9999999999999999999999999999999999999999999999999999999999999999999999999999",
      NULL, EMVQR_ERR_TOO_LONG, 0 },
    { "a template of 99", SHOP, "62.01=999999999999999999999999999999999999999999999999999999999999999999999999999",
      "000201 02164000123456789012 52045812 5802TH 5904NAME 6004CITY "
      "62990175999999999999999999999999999999999999999999999999999999999999999999999999999 0501A0702T10805COFFE",
      0, 0 },
    { "text that is none", PROMPTPAY, "59=Caf\351", NULL, EMVQR_ERR_ARGUMENT, 0 },
    { "truncated", HEAD "5909NAME", "54=1", NULL, EMVQR_ERR_STRUCTURE, 0 },
    { "no IDs", HEAD "hello", "54=1", NULL, EMVQR_ERR_STRUCTURE, 0 },
};

static size_t sign(const char *text, size_t len, char *out)
{
    memcpy(out, text, len);
    memcpy(out + len, "6304", 4);
    len += 4u;
    return len + (size_t)sprintf(out + len, "%04X", (unsigned)emvqr_crc16(out, len));
}

static void read_payload(emvqr_doc *doc, const char *text, size_t len)
{
    emvqr_findings findings;

    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    emvqr_doc_init(doc, nodes, COUNT(nodes), NULL);
    assert_int_equal(emvqr_parse(doc, text, len, &findings), EMVQR_OK);
}

static size_t read_edits(const char *text, emvqr_edit *edits)
{
    size_t count = 0;

    while (*text != '\0') {
        bool removes = *text == '-';
        size_t path = strcspn(text + removes, "=|"), len = strcspn(text, "|");

        assert_true(emvqr_path_parse(text + removes, path, &edits[count].path));
        edits[count].value.ptr = removes ? NULL : text + path + 1;
        edits[count].value.len = removes ? 0 : len - path - 1u;
        count++;
        text += len + (text[len] == '|');
    }
    return count;
}

/* Copies a payload of the table without the blanks between its objects; returns its length. */
static size_t without_blanks(const char *text, char *out)
{
    size_t len = 0;

    for (; *text != '\0'; text++) {
        if (*text != ' ') {
            out[len++] = *text;
        }
    }
    return len;
}

/* The payload with the edits: the length alone, a buffer of that length between guard pages, and smaller ones. */
static void assert_rewrites(const emvqr_doc *doc, const emvqr_edit *edits, size_t count, const char *expected,
                            size_t expected_len)
{
    size_t len = 77777, cap;

    assert_int_equal(emvqr_rewrite(doc, edits, count, NULL, 0, &len), EMVQR_OK);
    assert_int_equal(len, expected_len);
    for (cap = 0; cap <= expected_len + 1u; cap += cap < 30u || cap + 10u > expected_len ? 1u : 9u) {
        char *buf = guard_place(&around, cap % 2u == 0 ? GUARD_END : GUARD_START, NULL, cap);

        len = 77777;
        assert_int_equal(emvqr_rewrite(doc, edits, count, buf, cap, &len),
                         cap < expected_len ? EMVQR_ERR_NO_SPACE : EMVQR_OK);
        assert_int_equal(len, expected_len);
        if (cap >= expected_len) {
            assert_memory_equal(buf, expected, expected_len);
        }
    }
}

static void a_row(void **state)
{
    const row *r = *state;
    char before[512], after[512], buf[512];
    size_t before_len, len, count;
    emvqr_edit edits[16];
    emvqr_doc doc;

    len = without_blanks(r->before, after);
    before_len = sign(after, len, before);
    count = read_edits(r->edits, edits);
    read_payload(&doc, before, before_len);
    assert_int_equal(doc.unit, r->unit);
    if (r->after == NULL) {
        assert_int_equal(emvqr_rewrite(&doc, edits, count, buf, sizeof buf, &len), r->status);
        assert_int_equal(emvqr_rewrite(&doc, edits, count, NULL, 0, &len), r->status);
        return;
    }
    len = without_blanks(r->after, buf);
    len = sign(buf, len, after);
    assert_rewrites(&doc, edits, count, after, len);
}

/* ---- the document as a whole ------------------------------------------------------------------------------------ */

static void rewrite_text(const char *text, const char *edit_text, emvqr_status status, const char *after)
{
    char expected[512], buf[512];
    emvqr_edit edits[16];
    emvqr_doc doc;
    size_t len = 0, count = read_edits(edit_text, edits);

    read_payload(&doc, text, strlen(text));
    if (status != EMVQR_OK) {
        assert_int_equal(emvqr_rewrite(&doc, edits, count, buf, sizeof buf, &len), status);
        return;
    }
    if (count == 0) {
        assert_rewrites(&doc, NULL, 0, after, strlen(after));
    } else {
        len = sign(after, strlen(after), expected);
        assert_rewrites(&doc, edits, count, expected, len);
    }
}

#define SIGNED PROMPTPAY "6304823E"
#define WITH_1                                  \
    "000201"                                    \
    "010211"                                    \
    "29370016A00000067701011101130066812345678" \
    "5303764"                                   \
    "54011"                                     \
    "5802TH"

static void what_stands_around_and_behind(void **state)
{
    (void)state;
    rewrite_text(SIGNED, "", EMVQR_OK, SIGNED);
    rewrite_text(PROMPTPAY "6304823e", "", EMVQR_OK, PROMPTPAY "6304823e"); /* its CRC too */
    rewrite_text(PROMPTPAY "63040000", "", EMVQR_OK, PROMPTPAY "63040000");
    rewrite_text(PROMPTPAY, "", EMVQR_OK, PROMPTPAY);
    rewrite_text(" \t" SIGNED "\r\n", "", EMVQR_OK, SIGNED);
    rewrite_text("\357\273\277" SIGNED " ", "54=1", EMVQR_OK, WITH_1);
    rewrite_text(PROMPTPAY "6304823e", "54=1", EMVQR_OK, WITH_1);
    rewrite_text(PROMPTPAY "6304823e", "53=764", EMVQR_OK, PROMPTPAY); /* signed anew, in upper case */
    rewrite_text(PROMPTPAY "6304823e", "-54", EMVQR_OK, PROMPTPAY);
    rewrite_text(PROMPTPAY "63040000", "54=1", EMVQR_OK, WITH_1);
    rewrite_text(PROMPTPAY, "54=1", EMVQR_OK, WITH_1); /* it was never signed */
    rewrite_text(SIGNED "x", "54=1", EMVQR_ERR_STRUCTURE, NULL);
    rewrite_text(SIGNED "5901N", "54=1", EMVQR_ERR_STRUCTURE, NULL);
    rewrite_text(SIGNED "x", "", EMVQR_ERR_STRUCTURE, NULL);
    rewrite_text(PROMPTPAY "590", "", EMVQR_ERR_STRUCTURE, NULL);
    rewrite_text(PROMPTPAY "590", "54=1", EMVQR_ERR_STRUCTURE, NULL);
    rewrite_text("hello", "54=1", EMVQR_ERR_STRUCTURE, NULL);
    rewrite_text("", "54=1", EMVQR_ERR_STRUCTURE, NULL);
}

static void arguments(void **state)
{
    static const emvqr_path wrong[] = {
        EMVQR_PATH1(100), EMVQR_PATH1(254), EMVQR_PATH2(62, 100), EMVQR_PATH3(62, 50, 200), 1, 0x00010000
    };
    emvqr_edit edit = { EMVQR_PATH1(54), { "1", 1 } };
    emvqr_doc doc;
    char buf[256];
    size_t len, i;

    (void)state;
    read_payload(&doc, SIGNED, sizeof SIGNED - 1u);
    assert_int_equal(emvqr_rewrite(NULL, &edit, 1, buf, sizeof buf, &len), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_rewrite(&doc, NULL, 1, buf, sizeof buf, &len), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_rewrite(&doc, &edit, 1, buf, sizeof buf, NULL), EMVQR_ERR_ARGUMENT);
    for (i = 0; i < COUNT(wrong); i++) { /* no path leads there: nothing is quietly left out */
        edit.path = wrong[i];
        assert_int_equal(emvqr_rewrite(&doc, &edit, 1, buf, sizeof buf, &len), EMVQR_ERR_ARGUMENT);
    }
    edit.path = 0;
    assert_int_equal(emvqr_rewrite(&doc, &edit, 1, buf, sizeof buf, &len), EMVQR_ERR_PATH);
}

/* A tree that found no room is none, and no empty payload either. */
static void without_room_for_the_tree(void **state)
{
    emvqr_edit edit = { EMVQR_PATH1(54), { "1", 1 } };
    emvqr_findings findings;
    emvqr_doc doc;
    char buf[256];
    size_t len;

    (void)state;
    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    emvqr_doc_init(&doc, nodes, 3, NULL);
    assert_int_equal(emvqr_parse(&doc, SIGNED, sizeof SIGNED - 1u, &findings), EMVQR_ERR_NODES_FULL);
    assert_int_equal(doc.count, 0);
    assert_int_equal(emvqr_rewrite(&doc, &edit, 1, buf, sizeof buf, &len), EMVQR_ERR_STRUCTURE);
}

/* What a network knows to be opaque is opaque here, and what it opens is open. */
static void as_the_networks_read_it(void **state)
{
    static const char before[] =
        "00020129390016A000000677010111031514000080000000053037645802TH8136003200200063006100660065007300200031";
    emvqr_findings findings;
    emvqr_edit edit = { EMVQR_PATH2(81, 0), { "X", 1 } };
    emvqr_doc doc;
    char text[256], buf[256];
    size_t len = sign(before, sizeof before - 1u, text);

    (void)state;
    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    emvqr_doc_init(&doc, nodes, COUNT(nodes), emvqr_networks);
    assert_int_equal(emvqr_parse(&doc, text, len, &findings), EMVQR_OK);
    assert_int_equal(emvqr_rewrite(&doc, &edit, 1, buf, sizeof buf, &len), EMVQR_ERR_PATH);
    emvqr_doc_init(&doc, nodes, COUNT(nodes), NULL);
    assert_int_equal(emvqr_parse(&doc, text, strlen(text), &findings), EMVQR_OK);
    assert_int_equal(emvqr_rewrite(&doc, &edit, 1, buf, sizeof buf, &len), EMVQR_OK);
}

static void built_from_nothing(void **state)
{
    static const char edits_text[] =
        "00=01|01=12|29.00=A000000677010111|29.01=0066812345678|53=764|54=50.00|58=TH|62.07=\340\270\201";
    static const char expected_text[] =
        "00020101021229370016A000000677010111011300668123456785303764540550.005802TH62050701\340\270\201";
    emvqr_edit edits[16];
    emvqr_doc doc;
    char expected[256];
    size_t count = read_edits(edits_text, edits), len = sign(expected_text, sizeof expected_text - 1u, expected);

    (void)state;
    emvqr_doc_init(&doc, nodes, COUNT(nodes), NULL);
    assert_rewrites(&doc, edits, count, expected, len);
    memset(&doc, 0, sizeof doc);
    doc.nodes = nodes;
    assert_rewrites(&doc, edits, count, expected, len);
    assert_rewrites(&doc, edits, 0, "", 0);
}

/* A payload that would be longer than any symbol holds. */
static void longest(void **state)
{
    static char values[99];
    emvqr_edit edits[30];
    emvqr_doc doc;
    size_t i, len;

    (void)state;
    memset(values, 'A', sizeof values);
    for (i = 0; i < COUNT(edits); i++) {
        edits[i].path = EMVQR_PATH1(i);
        edits[i].value.ptr = values;
        edits[i].value.len = 99;
    }
    emvqr_doc_init(&doc, nodes, COUNT(nodes), NULL);
    for (i = 0; i <= 99u; i++) {
        size_t total = 28u * 103u + 4u + i + 8u;

        edits[28].value.len = i;
        assert_int_equal(emvqr_rewrite(&doc, edits, 29, NULL, 0, &len),
                         total <= EMVQR_PAYLOAD_MAX ? EMVQR_OK : EMVQR_ERR_TOO_LONG);
    }
    assert_int_equal(emvqr_rewrite(&doc, edits, 30, NULL, 0, &len), EMVQR_ERR_TOO_LONG);
}

int main(void)
{
    static struct CMUnitTest tests[COUNT(rows) + 6];
    static row copies[COUNT(rows)];
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(what_stands_around_and_behind), cmocka_unit_test(arguments),
        cmocka_unit_test(as_the_networks_read_it),       cmocka_unit_test(built_from_nothing),
        cmocka_unit_test(without_room_for_the_tree),     cmocka_unit_test(longest),
    };
    size_t i;
    int failed;

    memcpy(tests, others, sizeof others);
    for (i = 0; i < COUNT(rows); i++) {
        copies[i] = rows[i];
        tests[COUNT(others) + i].name = rows[i].name;
        tests[COUNT(others) + i].test_func = a_row;
        tests[COUNT(others) + i].initial_state = &copies[i];
    }
    guard_open(&around, 8192);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_close(&around);
    return failed;
}
