/* SPDX-License-Identifier: MIT */
/* The check's quick look hides nothing of tables that may say more than those of real networks do: with it and without
 * it the same findings, for random payloads of objects that are almost right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/odd.h"
#include "support/payload.h"
#include "support/same_finding.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { PAYLOADS = 20000, FINDINGS = 255, NOW = 1790000000 };

/* The odd networks among others, and the same without their quick looks. */
static const emvqr_network *const with_glance[] = {
    &emvqr_promptpay, &emvqr_odd, &emvqr_visa, &emvqr_spare, NULL
};
static emvqr_network copies[COUNT(with_glance) - 1];
static const emvqr_network *without_glance[COUNT(with_glance)];

static int copy_networks(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(copies); i++) {
        copies[i] = *with_glance[i];
        copies[i].glance = NULL;
        without_glance[i] = &copies[i];
    }
    return 0;
}

/* ---- the comparison ---------------------------------------------------------------------------------------------- */

typedef struct judged {
    emvqr_finding items[FINDINGS];
    emvqr_findings findings;
    emvqr_status status;
} judged;

static void judge(judged *j, const emvqr_network *const *networks, emvqr_policy policy, size_t capacity,
                  const char *text, size_t len)
{
    static emvqr_node nodes[EMVQR_NODES_MAX];
    emvqr_doc doc;

    emvqr_doc_init(&doc, nodes, EMVQR_NODES_MAX, networks);
    emvqr_findings_init(&j->findings, j->items, capacity, policy);
    j->status = emvqr_parse(&doc, text, len, &j->findings);
    if (j->status == EMVQR_OK) {
        emvqr_check(&doc, NOW, &j->findings);
    }
}

/* The same findings; those of one object may stand in any order. */
static bool same_items(const judged *a, const judged *b)
{
    size_t i;

    for (i = 0; i < a->findings.count; i++) {
        if (finding_count(&a->findings, &a->items[i]) != finding_count(&b->findings, &a->items[i])) {
            return false;
        }
    }
    return true;
}

static bool same_counts(const judged *a, const judged *b)
{
    return a->status == b->status && a->findings.count == b->findings.count && a->findings.total == b->findings.total &&
           a->findings.errors == b->findings.errors && a->findings.warnings == b->findings.warnings;
}

static void tell(const char *which, const judged *j)
{
    char path[EMVQR_PATH_TEXT];
    size_t i;

    print_error("%s:", which);
    for (i = 0; i < j->findings.count; i++) {
        const emvqr_finding *finding = &j->items[i];
        (void)emvqr_path_format(finding->path, path);
        print_error(" %u:%s@%u/%u.%u.%u", finding->code, path, finding->offset, finding->severity, finding->network,
                    finding->row);
    }
    print_error("\n");
}

/* Under both policies; returns how many the odd networks' rows have found. */
static unsigned assert_same(const char *text, size_t len)
{
    static judged with, without;
    unsigned odd = 0;
    int policy;
    size_t i;

    for (policy = 0; policy < 2; policy++) {
        judge(&with, with_glance, policy == 0 ? EMVQR_STRICT : EMVQR_FIELD, FINDINGS, text, len);
        judge(&without, without_glance, policy == 0 ? EMVQR_STRICT : EMVQR_FIELD, FINDINGS, text, len);
        if (!same_counts(&with, &without) || !same_items(&with, &without)) {
            print_error("%.*s\n", (int)len, text);
            tell("with", &with);
            tell("without", &without);
            fail();
        }
        for (i = 0; i < with.findings.count; i++) {
            odd += with.items[i].network == 2u || with.items[i].network == 4u;
        }
    }
    return odd;
}

/* With too few places for all findings they are counted alike, and each that is kept is one. */
static void assert_same_of_few(const char *text, size_t len, emvqr_policy policy, size_t capacity)
{
    static judged with, without, all;
    size_t i;

    judge(&with, with_glance, policy, capacity, text, len);
    judge(&without, without_glance, policy, capacity, text, len);
    judge(&all, without_glance, policy, FINDINGS, text, len);
    assert_true(same_counts(&with, &without));
    for (i = 0; i < with.findings.count; i++) {
        assert_true(finding_count(&all.findings, &with.items[i]) >= finding_count(&with.findings, &with.items[i]));
    }
}

/* ---- what the look once hid -------------------------------------------------------------------------------------- */

static void hidden_once(void **state)
{
    static const struct { const char *objects, *path; emvqr_code code; } rows[] = {
        /* a row that stands for accounts and for what is behind them: its other objects are nobody's account */
        { "00=01 26.00=NEAR 26.09=1234 52=5811 53=764", "52", EMVQR_CODE_CONFLICT },
        /* a value by the voter's own row that EMVCo's table opens: its rows judge the inside */
        { "00=01 26.00=NEAR 26.02=ABC 62.07=SIX 62.11=A", "62.11", EMVQR_CODE_VALUE },
        { "00=01 26.00=NEAR 26.01=1 64.00=TH1 64.01=A", "64.00", EMVQR_CODE_VALUE },
        /* a second object of a group whose first was taken by a row that comes before */
        { "00=01 26.00=AFTER 26.03=1 26.06=2 26.07=3 52=5812 53=702 58=TH 59=A 60=B", "26.07", EMVQR_CODE_CONFLICT },
        { "00=01 26.00=AFTER 26.01=1 26.02=2 26.07=3 52=5812 53=702 58=TH 59=A 60=B", "26.02", EMVQR_CODE_CONFLICT },
    };
    static judged j;
    emvqr_path path;
    size_t i, k, found;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        const char *text = payload_build(rows[i].objects);
        assert_true(emvqr_path_parse(rows[i].path, strlen(rows[i].path), &path));
        judge(&j, with_glance, EMVQR_STRICT, FINDINGS, text, strlen(text));
        for (k = found = 0; k < j.findings.count; k++) {
            found += j.items[k].path == path && j.items[k].code == rows[i].code;
        }
        assert_int_equal(found, 1);
        (void)assert_same(text, strlen(text));

    }
}

/* ---- random payloads --------------------------------------------------------------------------------------------- */

static uint32_t random_state;

static unsigned random_below(unsigned bound)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return (random_state >> 8) % bound;
}

static bool one_in(unsigned n)
{
    return random_below(n) == 0;
}

#define ANY_OF(array) (array)[random_below((unsigned)COUNT(array))]

typedef struct making {
    char text[EMVQR_PAYLOAD_MAX];
    size_t len;
} making;

static void put(making *m, unsigned id, const char *value, size_t len)
{
    if (len <= 99u && m->len + len + 12u < sizeof m->text) {
        m->len += (size_t)sprintf(m->text + m->len, "%02u%02u", id, (unsigned)len);
        memcpy(m->text + m->len, value, len);
        m->len += len;
    }
}

/* What lists, lengths, sums and checks have to tell apart. */
static void put_value(making *m, unsigned id)
{
    static const char *const values[] = {
        "01", "00", "02", "11", "12", "13", "AB12", "ab12", "cd", "ABC", "DEF", "abc", "764", "360", "840", "TH", "ID",
        "th", "THA", "IDN", "one", "1", "22", "2", "SIX", "NEAR", "ODD.FAR", "", " ", "0", "0.00", "1.00", "12.34",
        "1.234", "0.5", "00100", "9999999999999", "12345678901234", "99.99", "05.00", "A", "AB", "01 02", "|", "x\x7F",
        "\t", "\xE0\xB8\x81", "\xE2\x80\xAE", "\xE0", "0001A", "0101", "000101", "00011", "A000000677010111",
    };
    static const char characters[] = "0123456789012345678901234567ABCDxyz -.";
    char value[32];
    size_t i, len = random_below(14);

    if (one_in(2)) {
        const char *word = ANY_OF(values);
        put(m, id, word, strlen(word));
        return;
    }
    for (i = 0; i < len; i++) {
        value[i] = characters[random_below(one_in(2) ? 10 : (unsigned)sizeof characters - 1u)];
    }
    put(m, id, value, len);
}

static int ascending(const void *a, const void *b)
{
    return (int)*(const unsigned char *)a - (int)*(const unsigned char *)b;
}

/* IDs for a template: some of those that its rows are about, mostly in their order. */
static size_t choose_ids(unsigned char *ids, size_t max, const unsigned char *likely, size_t count)
{
    size_t i, chosen = 0;

    for (i = 0; i < count && chosen < max; i++) {
        if (!one_in(3)) {
            ids[chosen++] = likely[i];
        }
        if (one_in(12) && chosen < max) {
            ids[chosen++] = one_in(2) ? (unsigned char)random_below(100) : likely[random_below((unsigned)count)];
        }
    }
    if (!one_in(4)) {
        qsort(ids, chosen, 1, ascending);
    } else if (chosen > 1u) {
        size_t at = random_below((unsigned)chosen - 1u);
        unsigned char id = ids[at];
        ids[at] = ids[at + 1u];
        ids[at + 1u] = id;
    }
    return chosen;
}

/* IDs for a template that stands in the root at `id`, or (depth 1) in such a one. */
static size_t choose_inside(unsigned char ids[12], unsigned id, unsigned depth)
{
    static const unsigned char near[] = { 0, 1, 2, 3, 4, 5, 7, 8, 11, 63 }, few[] = { 0, 1, 3 },
                               system[] = { 0, 1, 2, 5, 50, 51, 60 };

    if (depth != 0) {
        return choose_ids(ids, 6, few, COUNT(few));
    }
    if (id == 62) {
        return choose_ids(ids, 12, system, COUNT(system));
    }
    return choose_ids(ids, one_in(2) ? 4 : 12, near, COUNT(near));
}

static bool may_nest(unsigned id)
{
    return id >= 50 || id == 7 || id == 8 || id == 11;
}

static void put_template(making *m, unsigned id, const char *guid, unsigned depth)
{
    unsigned char ids[12];
    making inside;
    size_t i, count = choose_inside(ids, id, depth);

    inside.len = 0;
    for (i = 0; i < count; i++) {
        if (ids[i] == 0 && guid != NULL) {
            put(&inside, 0, guid, strlen(guid));
        } else if (depth == 0 && may_nest(ids[i]) && !one_in(3)) {
            put_template(&inside, ids[i], one_in(2) ? "X" : NULL, depth + 1u);
        } else if (ids[i] == 7 && one_in(2)) {
            put(&inside, 7, "SIX", 3);
        } else {
            put_value(&inside, ids[i]);
        }
    }
    put(m, id, inside.text, inside.len > 99u ? 0 : inside.len);
}

/* A template of a few low IDs, whose values are plain. */
static void put_few(making *m, unsigned id, const char *guid, unsigned depth)
{
    making inside;
    unsigned at, strange = one_in(5) ? 1u + random_below(8) : 0; /* one may stand where it does not ascend */

    inside.len = 0;
    if (guid != NULL) {
        put(&inside, 0, guid, strlen(guid));
    }
    for (at = 1; at <= 9u; at++) {
        unsigned next = strange == at ? 1u + random_below(9) : at;
        if (one_in(3)) {
            if (depth == 0 && one_in(4)) {
                put_few(&inside, next, one_in(3) ? NULL : "X", 1);
            } else {
                put(&inside, next, "1234", random_below(5));
            }
        }
    }
    if (id == 62 && one_in(3)) {
        put_few(&inside, 50 + random_below(3), one_in(3) ? NULL : "X", 1);
    }
    put(m, id, inside.text, inside.len > 99u ? 0 : inside.len);
}

static void put_object(making *m, unsigned id)
{
    static const char *const guids[] = { "NEAR", "NEAR", "odd.near", "ODD.FAR", "A000000677010111", "com.example" };
    bool account = id >= 26 && id <= 51, other = id == 62 || id == 64 || id >= 80;

    if (account && !one_in(8)) {
        put_template(m, id, ANY_OF(guids), 0);
    } else if (other && !one_in(4)) {
        put_template(m, id, one_in(3) ? NULL : "X", 0);
    } else if (id == 0 && !one_in(16)) {
        put(m, id, "01", 2);
    } else if (id == 53 && !one_in(3)) {
        put(m, id, "764", 3);
    } else {
        put_value(m, id);
    }
}

static void sign(making *m)
{
    memcpy(m->text + m->len, "6304", 4);
    m->len += 4u;
    m->len += (size_t)sprintf(m->text + m->len, "%04X", payload_crc(m->text, m->len));
}

static void make(making *m)
{
    static const unsigned char rest[] = { 1, 52, 53, 54, 55, 57, 58, 59, 60, 62, 64, 65, 66, 80, 81, 90 },
                               accounts[] = { 2, 3, 20, 21, 26, 28, 29, 30, 35, 36, 45, 51 };
    unsigned char likely[32], ids[40];
    size_t i, count = 1;

    likely[0] = 0;
    for (i = 1u + random_below(one_in(3) ? 4 : 1); i != 0; i--) {
        likely[count++] = ANY_OF(accounts);
    }
    memcpy(likely + count, rest, sizeof rest);
    count = choose_ids(ids, COUNT(ids), likely, count + sizeof rest);
    m->len = 0;
    for (i = 0; i < count; i++) {
        if (ids[i] != 63) {
            put_object(m, ids[i]);
        }
    }
    if (one_in(40) && m->len > 8u) {
        m->len -= 1u + random_below(8);
    }
    sign(m);
}

static void random_payloads_are_judged_alike(void **state)
{
    making m;
    unsigned i, odd = 0;

    (void)state;
    random_state = 2463534242u;
    for (i = 0; i < PAYLOADS; i++) {
        make(&m);
        odd += assert_same(m.text, m.len) != 0;
    }
    assert_true(odd > PAYLOADS / 4);
}

/* What EMVCo's table asks for; one object may be left out, and two may be swapped. */
static void put_rest(making *m)
{
    static const struct { unsigned id; const char *value; } rest[] = {
        { 52, "5812" }, { 53, "702" }, { 58, "TH" }, { 59, "A" }, { 60, "B" },
    };
    size_t i, left_out = one_in(2) ? random_below(5) : 5u, swapped = one_in(6) ? random_below(4) : 5u;

    for (i = 0; i < COUNT(rest); i++) {
        size_t at = i == swapped ? i + 1u : i == swapped + 1u ? i - 1u : i;
        if (i != left_out) {
            put(m, rest[at].id, rest[at].value, strlen(rest[at].value));
        }
    }
}

/* A code of the spare network in which little is amiss. */
static void make_spare(making *m)
{
    static const char *const guids[] = { "AFTER", "AMONG", "LATE", "NEST" };
    unsigned i, first = 26u + random_below(8), accounts = one_in(3) ? 1u + random_below(3) : 1u;

    m->len = 0;
    put(m, 0, "01", 2);
    for (i = 0; i < accounts; i++) {
        put_few(m, first + i * (1u + random_below(6)), ANY_OF(guids), 0);
    }
    put_rest(m);
    if (one_in(8)) {
        put(m, 61, "1", one_in(2));
    }
    if (one_in(2)) {
        put_few(m, 62, NULL, 0);
    }
    if (one_in(4)) {
        put_few(m, one_in(2) ? 64 : 80 + random_below(20), one_in(3) ? NULL : "X", 0);
    }
    sign(m);
}

static void little_amiss_is_judged_alike(void **state)
{
    making m;
    unsigned i, silent = 0;

    (void)state;
    random_state = 521288629u;
    for (i = 0; i < PAYLOADS; i++) {
        make_spare(&m);
        silent += assert_same(m.text, m.len) == 0;
    }
    assert_in_range(silent, PAYLOADS / 32, PAYLOADS / 2);
}

static void few_findings_are_counted_alike(void **state)
{
    making m;
    unsigned i;

    (void)state;
    random_state = 88172645u;
    for (i = 0; i < PAYLOADS / 8; i++) {
        make(&m);
        assert_same_of_few(m.text, m.len, i % 2 == 0 ? EMVQR_STRICT : EMVQR_FIELD, i % 8 / 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hidden_once),
        cmocka_unit_test(random_payloads_are_judged_alike),
        cmocka_unit_test(little_amiss_is_judged_alike),
        cmocka_unit_test(few_findings_are_counted_alike),
    };
    return cmocka_run_group_tests_name("glance-rows", tests, copy_networks, NULL);
}
