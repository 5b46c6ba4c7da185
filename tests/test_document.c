/* SPDX-License-Identifier: MIT */
/* The tree: looked up by path, child and node; what is taken from the caller and what is given back; and random payloads
 * whose tree and length unit are known to the test that made them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/network.h>

#include "support/guard.h"
#include "support/vectors.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static guard around;
static emvqr_node nodes[EMVQR_NODES_MAX];
static emvqr_finding items[64];
static emvqr_findings findings;
static emvqr_doc doc;
static char told[VECTORS_TEXT];

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

static const char nested[] = "000201" "010211" "2610" "0002AB" "0100" "6239" "0501A" "5018" "0003com" "0107meralco"
                             "5104" "0102" "5901N" "5901M";

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
        { "00", "01" }, { "01", "11" }, { "26.00", "AB" }, { "26.01", "" }, { "26", "0002AB0100" }, { "62.05", "A" },
        { "62.50.00", "com" }, { "62.50.01", "meralco" }, { "62.50", "0003com0107meralco" }, { "62.51", "0102" },
        { "59", "N" }, { "02", NULL }, { "26.02", NULL }, { "26.00.00", NULL }, { "62.51.01", NULL }, { "62.50.02", NULL },
        { "00.01", NULL }, { "62.50.01.00", NULL }, { "99", NULL },
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
    (void)state;
    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    emvqr_doc_init(&doc, nodes, COUNT(nodes), NULL);
    assert_int_equal(emvqr_parse(&doc, NULL, 0, &findings), EMVQR_OK);
    assert_int_equal(findings.errors, 1);
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
                                         "000201", "", "hello", "  00020101", "0002016304", "00020163040000x" };
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
    assert_int_equal(doc.count, 4);
}

/* 2953 bytes are a payload, blanks around them not counted; one more is not, however long the text. */
static void longest(void **state)
{
    static char body[EMVQR_PAYLOAD_MAX + 8u], text[EMVQR_PAYLOAD_MAX + 16u], far_away[70000];
    size_t len = 0, values = 0, i;
    emvqr_verdict verdict;

    (void)state;
    len += (size_t)sprintf(body, "000201");
    for (i = 1; EMVQR_PAYLOAD_MAX - 8u - len > 103u + 4u; i++) {
        len += (size_t)sprintf(body + len, "%02u99%099u", 1u + (unsigned)i, 7u);
        values++;
    }
    i = EMVQR_PAYLOAD_MAX - 8u - len - 4u;
    len += (size_t)sprintf(body + len, "90%02u%0*u", (unsigned)i, (int)i, 7u);
    assert_int_equal(sign(body, len, text + 2), EMVQR_PAYLOAD_MAX);
    parse(NULL, text + 2, EMVQR_PAYLOAD_MAX);
    assert_true(doc.crc_ok && findings.errors == 0);
    assert_int_equal(doc.count, values + 3u);
    assert_int_equal(emvqr_verify(text + 2, EMVQR_PAYLOAD_MAX, &verdict), EMVQR_CODE_NONE);
    text[0] = text[1] = ' ';
    parse(NULL, text, EMVQR_PAYLOAD_MAX + 2u);
    assert_true(doc.crc_ok && findings.errors == 0);
    assert_int_equal(doc.start, 2);
    memcpy(text, body, len);
    text[len] = '6';
    memcpy(text + len, "91000000", 8); /* an empty object more: eight bytes over */
    i = sign(text, len + 4u, far_away);
    assert_int_equal(i, EMVQR_PAYLOAD_MAX + 4u);
    parse(NULL, far_away, i);
    assert_int_equal(findings.errors, 1);
    assert_int_equal(items[0].code, EMVQR_CODE_TOO_LONG);
    assert_int_equal(doc.count, 0);
    assert_int_equal(emvqr_verify(far_away, i, &verdict), EMVQR_CODE_TOO_LONG);
    memset(far_away, '0', sizeof far_away);
    for (i = EMVQR_PAYLOAD_MAX + 1u; i <= sizeof far_away; i += 1 + i / 16u) {
        parse(NULL, far_away, i);
        assert_int_equal(items[0].code, EMVQR_CODE_TOO_LONG);
        assert_int_equal(doc.count, 0);
        assert_int_equal(emvqr_verify(far_away, i, &verdict), EMVQR_CODE_TOO_LONG);
    }
    memset(far_away, ' ', sizeof far_away);
    parse(NULL, far_away, sizeof far_away);
    assert_int_equal(findings.errors, 1);
    memcpy(far_away + sizeof far_away - 8u, "63041D0F", 8); /* a payload behind 65535 bytes has no offsets */
    parse(NULL, far_away, sizeof far_away);
    assert_int_equal(findings.errors, 1);
    assert_int_equal(doc.count, 0);
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

/* ---- networks --------------------------------------------------------------------------------------------------- */

/* A wallet's message in 81 is opaque where its network is known, and what its place makes of it elsewhere. */
static void a_network_closes_what_tiles_by_chance(void **state)
{
    static const emvqr_network *const none[] = { NULL };
    static const char body[] = "00020129390016A000000677010111031514000080000000053037645802TH"
                               "81360032002000630061006600650073002000310032";
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

/* ---- random payloads -------------------------------------------------------------------------------------------- */

static uint32_t random_state = 2463534242u;

static unsigned random_below(unsigned bound)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return (random_state >> 8) % bound;
}

/* A payload in the making, with the text that its tree must give. Values have no digits, so that none tiles. */
typedef struct making {
    char payload[1024], objects[4096];
    size_t len, told;
    emvqr_unit unit;
} making;

static size_t units(const char *text, size_t len, emvqr_unit unit)
{
    size_t i, count = 0;

    for (i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];

        count += unit == EMVQR_BYTES || (c & 0xC0u) != 0x80u;
        count += unit == EMVQR_UTF16 && c >= 0xF0u;
    }
    return count;
}

static size_t random_value(char *text, unsigned most)
{
    static const char *const letters[] = { "a", "Z", " ", "*", "é", "ế", "ก", "้", "ຮ", "ក", "្", "北", "🍜", "𠀀" };
    size_t len = 0, count = 1u + random_below(most), wide = random_below(3) == 0 ? COUNT(letters) : 4u;

    while (count-- != 0) {
        const char *letter = letters[random_below((unsigned)wide)];

        memcpy(text + len, letter, strlen(letter));
        len += strlen(letter);
    }
    return len;
}

static void tell(making *m, const char *text, size_t len)
{
    assert_true(m->told + len < sizeof m->objects);
    memcpy(m->objects + m->told, text, len);
    m->told += len;
    m->objects[m->told] = '\0';
}

/* `below` is the path so far with its point; objects of one level in random order, each ID once. */
static void make_level(making *m, const char *below, unsigned first, unsigned last, unsigned count)
{
    uint8_t used[100] = { 0 };

    while (count-- != 0) {
        unsigned id = first + random_below(last - first + 1u);
        bool account = below[0] == '\0' && ((id >= 26u && id <= 51u) || id == 62u || id == 64u);
        size_t header = m->len, len;
        char place[32], value[128], length[3];

        if (used[id] != 0 || id == 63u) {
            continue;
        }
        used[id] = 1;
        len = (size_t)snprintf(place, sizeof place, "%s%s%02u@%u", m->told == 0 ? "" : " ", below, id, (unsigned)header);
        tell(m, place, len);
        m->len += (size_t)sprintf(m->payload + m->len, "%02u00", id);
        if (account && random_below(4) != 0) {
            snprintf(place, sizeof place, "%s%02u.", below, id);
            make_level(m, place, 1, 20, 1u + random_below(4));
        } else {
            len = random_value(value, below[0] == '\0' ? 20 : 5);
            memcpy(m->payload + m->len, value, len);
            m->len += len;
            tell(m, "=\"", 2);
            tell(m, value, len);
            tell(m, "\"", 1);
        }
        len = units(m->payload + header + 4, m->len - header - 4u, m->unit);
        assert_true(len < 100u);
        sprintf(length, "%02u", (unsigned)len);
        memcpy(m->payload + header + 2, length, 2);
    }
}

static void make_payload(making *m)
{
    char crc[32];
    size_t len;

    m->unit = (emvqr_unit)random_below(3);
    m->len = 6;
    memcpy(m->payload, "000201", 6);
    m->told = 0;
    tell(m, "00@0=\"01\"", 9);
    make_level(m, "", 1, 99, 1u + random_below(9));
    m->len = sign(m->payload, m->len, m->payload);
    len = (size_t)snprintf(crc, sizeof crc, " 63@%u=\"%.4s\"", (unsigned)m->len - 8u, m->payload + m->len - 4);
    tell(m, crc, len);
}

/* decisions on units, once more: where the objects of the root begin when lengths count `unit`. 0: it does not fit. */
static size_t root_walk(const char *text, size_t end, emvqr_unit unit, uint16_t *begins)
{
    size_t at = 0, count = 0;

    while (at + 4u <= end && strspn(text + at, "0123456789") >= 4u) {
        unsigned id = (unsigned)(text[at] - '0') * 10u + (unsigned)(text[at + 1u] - '0');
        unsigned length = (unsigned)(text[at + 2u] - '0') * 10u + (unsigned)(text[at + 3u] - '0');
        size_t to = at + 4u;

        begins[count++] = (uint16_t)at;
        if (id == 63u) {
            return length >= 1u && length <= 4u ? count : 0;
        }
        while (to <= end && units(text + at + 4, to - at - 4u, unit) < length) {
            do {
                to++;
            } while (to < end && ((unsigned char)text[to] & 0xC0u) == 0x80u && unit != EMVQR_BYTES);
        }
        if (to > end || units(text + at + 4, to - at - 4u, unit) != length ||
            (to < end && ((unsigned char)text[to] & 0xC0u) == 0x80u)) {
            return 0;
        }
        at = to;
    }
    return 0;
}

/* The unit that the payload counts; 3: ambiguous; 4: none fits. */
static unsigned unit_of(const char *text, size_t len)
{
    uint16_t begins[3][512];
    size_t counts[3], unit, other;
    unsigned found = 4;

    if (units(text, len, EMVQR_CHARACTERS) == len) {
        return EMVQR_CHARACTERS;
    }
    for (unit = 0; unit < 3u; unit++) {
        counts[unit] = root_walk(text, len, (emvqr_unit)unit, begins[unit]);
        for (other = 0; other < unit && counts[unit] != 0; other++) {
            if (counts[other] != 0 && (counts[other] != counts[unit] ||
                                       memcmp(begins[other], begins[unit], counts[unit] * sizeof begins[0][0]) != 0)) {
                return 3;
            }
        }
        found = found == 4u && counts[unit] != 0 ? (unsigned)unit : found;
    }
    return found;
}

static bool raised(emvqr_code code)
{
    size_t i;

    for (i = 0; i < findings.count; i++) {
        if (items[i].code == code) {
            return true;
        }
    }
    return false;
}

static void random_payloads(void **state)
{
    static making m;
    unsigned n, seen[5] = { 0, 0, 0, 0, 0 };

    (void)state;
    for (n = 0; n < 60000u; n++) {
        unsigned unit;

        make_payload(&m);
        unit = unit_of(m.payload, m.len);
        seen[unit]++;
        parse(NULL, guard_place(&around, n % 2u == 0 ? GUARD_END : GUARD_START, m.payload, m.len), m.len);
        assert_int_equal(raised(EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT), unit == 3u);
        if (unit == 3u) {
            continue;
        }
        if (doc.unit != unit || findings.errors != 0 || !doc.crc_ok) {
            fail_msg("%.*s: unit %u, expected %u", (int)m.len, m.payload, doc.unit, unit);
        }
        assert_int_equal(raised(EMVQR_CODE_LENGTH_UNIT), unit != EMVQR_CHARACTERS);
        vectors_objects(&doc, told);
        assert_string_equal(told, m.objects);
    }
    assert_true(seen[0] > 100u && seen[1] > 100u && seen[2] > 100u && seen[3] > 10u && seen[4] == 0);
}

/* Random text that is hardly ever a payload, but often fits two units: the unit found is the unit that fits. */
static void random_units(void **state)
{
    static const char *const pieces[] = { "0002", "5901", "5902", "5403", "5404", "6304", "6301", "63", "1", "0", "04", "02",
                                          "ก", "é", "🍜", "A", "5905", "9901", "5900" };
    unsigned n, seen[5] = { 0, 0, 0, 0, 0 };

    (void)state;
    for (n = 0; n < 300000u; n++) {
        char text[160] = "000201";
        size_t len = 6, count = 1u + random_below(14);
        unsigned unit;

        while (count-- != 0) {
            const char *piece = pieces[random_below(COUNT(pieces))];

            memcpy(text + len, piece, strlen(piece));
            len += strlen(piece);
        }
        memcpy(text + len, "63040000", 9);
        len += 8u;
        unit = unit_of(text, len);
        seen[unit]++;
        parse(NULL, text, len);
        if (raised(EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT) != (unit == 3u) || (unit < 3u && doc.unit != unit)) {
            fail_msg("%s: unit %u, expected %u", text, doc.unit, unit);
        }
    }
    assert_true(seen[0] > 100u && seen[1] > 100u && seen[2] > 100u && seen[3] > 100u && seen[4] > 100u);
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
        cmocka_unit_test(densest),
        cmocka_unit_test(a_network_closes_what_tiles_by_chance),
        cmocka_unit_test(random_payloads),
        cmocka_unit_test(random_units),
    };
    int failed;

    guard_open(&around, sizeof nodes);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_close(&around);
    return failed;
}
