/* SPDX-License-Identifier: MIT */
/* The tree of random payloads, and the unit that they count in, which the test that makes them knows. */
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

static void parse(const char *text, size_t len)
{
    emvqr_findings_init(&findings, items, COUNT(items), EMVQR_FIELD);
    emvqr_doc_init(&doc, nodes, COUNT(nodes), NULL);
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
    static const char *const letters[] = { "a", "Z", " ", "*",  "é", "ế", "ก", /* and a tone mark of Thai */ "้",
                                           "ຮ", "ក", "្",  "北", "🍜", "𠀀" };
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
        len =
            (size_t)snprintf(place, sizeof place, "%s%s%02u@%u", m->told == 0 ? "" : " ", below, id, (unsigned)header);
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

/* Which unit fits, once more: where the objects of the root begin when lengths count `unit`, and where the last ends.
 * 0: it does not reach an object 63 of 1 to 4. */
static size_t root_walk(const char *text, size_t end, emvqr_unit unit, uint16_t *begins)
{
    size_t at = 0, count = 0;

    while (at + 4u <= end && strspn(text + at, "0123456789") >= 4u) {
        unsigned id = (unsigned)(text[at] - '0') * 10u + (unsigned)(text[at + 1u] - '0');
        unsigned length = (unsigned)(text[at + 2u] - '0') * 10u + (unsigned)(text[at + 3u] - '0');
        size_t to = at + 4u;

        begins[count++] = (uint16_t)at;
        while (to < end && units(text + at + 4, to - at - 4u, unit) < length) {
            do {
                to++;
            } while (to < end && ((unsigned char)text[to] & 0xC0u) == 0x80u && unit != EMVQR_BYTES);
        }
        if (units(text + at + 4, to - at - 4u, unit) != length) {
            return 0;
        }
        at = to;
        if (id == 63u) {
            begins[count++] = (uint16_t)at;
            return length >= 1u && length <= 4u ? count : 0;
        }
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

static void assert_verdict(void)
{
    emvqr_span payload = { doc.text, doc.length };

    vectors_assert_verdict(&doc, &findings, payload);
}

static void random_payloads(void **state)
{
    static making m;
    unsigned n, seen[5] = { 0, 0, 0, 0, 0 };

    (void)state;
    for (n = 0; n < 30000u; n++) {
        unsigned unit;

        make_payload(&m);
        unit = unit_of(m.payload, m.len);
        seen[unit]++;
        parse(guard_place(&around, n % 2u == 0 ? GUARD_END : GUARD_START, m.payload, m.len), m.len);
        assert_verdict();
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
    static const char *const pieces[] = {
        "0002", "5901", "5902", "5403", "5404", "6304", "6301", "6305", "63",   "1",
        "0",    "04",   "02",   "ก",    "é",    "🍜",    "A",    "5905", "9901", "5900"
    };
    unsigned n, seen[5] = { 0, 0, 0, 0, 0 };

    (void)state;
    for (n = 0; n < 100000u; n++) {
        char text[160] = "000201";
        size_t len = 6, count = 1u + random_below(14);
        unsigned unit;

        while (count-- != 0) {
            const char *piece = pieces[random_below(COUNT(pieces))];

            memcpy(text + len, piece, strlen(piece));
            len += strlen(piece);
        }
        len = sign(text, len, text);
        unit = unit_of(text, len);
        seen[unit]++;
        parse(guard_place(&around, GUARD_END, text, len), len);
        assert_verdict();
        if (raised(EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT) != (unit == 3u) || (unit < 3u && doc.unit != unit)) {
            fail_msg("%s: unit %u, expected %u", text, doc.unit, unit);
        }
    }
    assert_true(seen[0] > 100u && seen[1] > 100u && seen[2] > 100u && seen[3] > 100u && seen[4] > 100u);
}

static size_t add_header(char *text, size_t len, unsigned id)
{
    return len + (size_t)sprintf(text + len, "%02u00", id);
}

/* Templates of random fragments, tiling or not, with and without GUIDs and duplicates: the verdict, which has no tree,
 * says what the tree says. */
static void random_templates(void **state)
{
    static const unsigned ids[] = { 2, 26, 51, 52, 59, 62, 62, 62, 64, 65, 80, 99 };
    static const char *const fragments[] = { "0002AB",
                                             "0000",
                                             "0102XY",
                                             "0102ZZ",
                                             "50060002AB",
                                             "51040102",
                                             "6304",
                                             "9903000",
                                             "9",
                                             "50110002AB0001C",
                                             "62260002AB50160002AB0101X0101Y",
                                             "60110002AB0001C",
                                             "0",
                                             "0502X",
                                             "62060002AB",
                                             "55120102AB0102" };
    unsigned n, sound = 0, duplicates = 0;

    (void)state;
    for (n = 0; n < 50000u; n++) {
        char text[512] = "000201";
        size_t len = 6, objects = 1u + random_below(3);

        while (objects-- != 0) {
            size_t header = len, count = random_below(5);

            len = add_header(text, len, ids[random_below(COUNT(ids))]);
            while (count-- != 0) {
                const char *fragment = fragments[random_below(COUNT(fragments))];

                memcpy(text + len, fragment, strlen(fragment));
                len += strlen(fragment);
            }
            text[header + 2u] = (char)('0' + (len - header - 4u) / 10u);
            text[header + 3u] = (char)('0' + (len - header - 4u) % 10u);
        }
        len = sign(text, len, text);
        parse(guard_place(&around, GUARD_END, text, len), len);
        assert_verdict();
        sound += findings.errors == 0;
        duplicates += raised(EMVQR_CODE_DUPLICATE_OBJECT);
    }
    assert_true(sound > 5000u && duplicates > 5000u);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_payloads),
        cmocka_unit_test(random_units),
        cmocka_unit_test(random_templates),
    };
    int failed;

    guard_open(&around, VECTORS_TEXT);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_close(&around);
    return failed;
}
