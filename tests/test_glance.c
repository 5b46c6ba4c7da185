/* SPDX-License-Identifier: MIT */
/* The check's quick look hides nothing: with it and without it (networks that have no outlines) the same findings, for
 * every vector and every change of a character; and the outlines say what the levels' rows say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/vectors.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { FINDINGS = 64, NETWORKS = 32 };

/* ---- the look --------------------------------------------------------------------------------------------------- */

static emvqr_network copies[NETWORKS];
static const emvqr_network *without_outlines[NETWORKS + 1];

static int copy_networks(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; emvqr_networks[i] != NULL; i++) {
        assert_true(i < NETWORKS);
        copies[i] = *emvqr_networks[i];
        copies[i].outlines = NULL;
        without_outlines[i] = &copies[i];
    }
    return 0;
}

typedef struct judged {
    emvqr_finding items[FINDINGS];
    emvqr_findings findings;
} judged;

static void judge(judged *j, const emvqr_network *const *networks, emvqr_policy policy, const char *text, size_t len)
{
    static emvqr_node nodes[EMVQR_NODES_MAX];
    emvqr_doc doc;

    emvqr_doc_init(&doc, nodes, EMVQR_NODES_MAX, networks);
    emvqr_findings_init(&j->findings, j->items, FINDINGS, policy);
    assert_int_equal(emvqr_parse(&doc, text, len, &j->findings), EMVQR_OK);
    emvqr_check(&doc, 1790000000, &j->findings);
    assert_true(j->findings.total <= FINDINGS);
}

static bool same(const emvqr_finding *a, const emvqr_finding *b)
{
    return a->path == b->path && a->offset == b->offset && a->code == b->code && a->severity == b->severity &&
           a->network == b->network && a->row == b->row;
}

/* How often a list holds a finding; those of one offset may stand in any order. */
static unsigned held(const judged *j, const emvqr_finding *finding)
{
    unsigned count = 0;
    size_t i;

    for (i = 0; i < j->findings.count; i++) {
        count += same(&j->items[i], finding);
    }
    return count;
}

static void assert_same(const char *text, size_t len)
{
    judged with, without;
    int policy;
    size_t i;

    for (policy = 0; policy < 2; policy++) {
        judge(&with, emvqr_networks, policy == 0 ? EMVQR_STRICT : EMVQR_FIELD, text, len);
        judge(&without, without_outlines, policy == 0 ? EMVQR_STRICT : EMVQR_FIELD, text, len);
        if (with.findings.total != without.findings.total) {
            print_error("%.*s\n", (int)len, text);
        }
        assert_int_equal(with.findings.total, without.findings.total);
        assert_int_equal(with.findings.errors, without.findings.errors);
        assert_int_equal(with.findings.warnings, without.findings.warnings);
        for (i = 0; i < with.findings.count; i++) {
            assert_int_equal(held(&with, &with.items[i]), held(&without, &with.items[i]));
        }
    }
}

static void vectors_are_judged_alike(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < VECTORS; i++) {
        assert_same(vectors[i].payload.ptr, vectors[i].payload.len);
    }
}

static void changes_are_judged_alike(void **state)
{
    static const char others[] = "01579A- |.\x7F\0";
    char text[EMVQR_PAYLOAD_MAX];
    size_t i, at, next = 0;

    (void)state;
    for (i = 0; i < VECTORS; i++) {
        size_t len = vectors[i].payload.len;
        if (len > 512u) {
            continue;
        }
        memcpy(text, vectors[i].payload.ptr, len);
        for (at = 0; at < len; at++) {
            text[at] = others[next++ % (sizeof others - 1u)];
            assert_same(text, len);
            text[at] = vectors[i].payload.ptr[at];
        }
    }
}

/* ---- the outlines ------------------------------------------------------------------------------------------------ */

static bool has(const uint64_t ids[2], unsigned id)
{
    return (ids[id >> 6] >> (id & 63u) & 1u) != 0;
}

static bool is_group(const emvqr_rule *rule)
{
    return rule->first != rule->last && rule->kind >= EMVQR_KIND_ONE_OF;
}

/* What the rows say of one ID. */
static void assert_outlined(const emvqr_level *level, const emvqr_outline *outline, unsigned id)
{
    bool required = false, asked = false, told = false, one_of = false, some_of = false;
    unsigned i;

    for (i = 0; i < level->count; i++) {
        const emvqr_rule *rule = &level->rules[i];
        bool stands = id >= rule->first && id <= rule->last, all = rule->types == EMVQR_TYPES_ALL;
        if (is_group(rule)) {
            one_of = one_of || (stands && rule->kind == EMVQR_KIND_ONE_OF);
            some_of = some_of || (stands && rule->kind == EMVQR_KIND_SOME_OF);
            continue;
        }
        if (id == rule->first && (rule->presence & EMVQR_REQUIRED) != 0) {
            required = required || (rule->presence == EMVQR_REQUIRED && all);
            asked = asked || rule->presence == EMVQR_CONDITIONAL || !all;
        }
        if (stands && rule->kind < EMVQR_KIND_ONE_OF) {
            told = told || all;
            assert_true(outline->starts[id / 4u] <= i);
        }
    }
    assert_int_equal(has(outline->required, id), required);
    assert_int_equal(has(outline->asked, id), asked);
    assert_int_equal(has(outline->told, id), told);
    assert_int_equal(has(outline->one_of, id), one_of);
    assert_int_equal(has(outline->some_of, id), some_of);
}

static void assert_level_outlined(const emvqr_level *level, const emvqr_outline *outline)
{
    unsigned groups[2] = { 0, 0 }, id, i;

    for (id = 0; id < 100; id++) {
        assert_outlined(level, outline, id);
    }
    for (i = 0; i < level->count; i++) {
        groups[level->rules[i].kind == EMVQR_KIND_ONE_OF] += is_group(&level->rules[i]);
    }
    assert_true(groups[0] <= 1 && groups[1] <= 1);
    assert_int_equal(level->rules[level->count].first, 255);
    for (i = 0; i < COUNT(outline->starts); i++) {
        assert_true(outline->starts[i] <= level->count);
    }
}

static void outlines_say_what_rows_say(void **state)
{
    const emvqr_network *network = &emvqr_emvco;
    size_t i = 0;
    unsigned level;

    (void)state;
    for (; network != NULL; network = emvqr_networks[i++]) {
        for (level = 0; network->outlines != NULL && level < network->level_count; level++) {
            assert_level_outlined(&network->levels[level], &network->outlines[level]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_are_judged_alike),
        cmocka_unit_test(changes_are_judged_alike),
        cmocka_unit_test(outlines_say_what_rows_say),
    };
    return cmocka_run_group_tests_name("glance", tests, copy_networks, NULL);
}
