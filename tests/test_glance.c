/* SPDX-License-Identifier: MIT */
/* The check's quick look hides nothing: with it and without it (networks that have no glance) the same findings, for
 * every vector, every change of a character and every order of two objects; and the tables are as it needs them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/same_finding.h"
#include "support/vectors.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { FINDINGS = 64, NETWORKS = 32 };

/* ---- the look --------------------------------------------------------------------------------------------------- */

static emvqr_network copies[NETWORKS];
static const emvqr_network *without_glance[NETWORKS + 1];

static int copy_networks(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; emvqr_networks[i] != NULL; i++) {
        assert_true(i < NETWORKS);
        copies[i] = *emvqr_networks[i];
        copies[i].glance = NULL;
        without_glance[i] = &copies[i];
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

static void assert_same(const char *text, size_t len)
{
    judged with, without;
    int policy;
    size_t i;

    for (policy = 0; policy < 2; policy++) {
        judge(&with, emvqr_networks, policy == 0 ? EMVQR_STRICT : EMVQR_FIELD, text, len);
        judge(&without, without_glance, policy == 0 ? EMVQR_STRICT : EMVQR_FIELD, text, len);
        if (with.findings.total != without.findings.total) {
            print_error("%.*s\n", (int)len, text);
        }
        assert_int_equal(with.findings.total, without.findings.total);
        assert_int_equal(with.findings.errors, without.findings.errors);
        assert_int_equal(with.findings.warnings, without.findings.warnings);
        for (i = 0; i < with.findings.count; i++) {
            assert_int_equal(finding_count(&with.findings, &with.items[i]),
                             finding_count(&without.findings, &with.items[i]));
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

/* Swaps the two objects that stand at `a` and, right behind it, at `b`. */
static void swap_objects(char *text, const char *original, const emvqr_node *a, const emvqr_node *b)
{
    size_t first = a->length + 4u, second = b->length + 4u;

    memcpy(text + a->offset, original + b->offset, second);
    memcpy(text + a->offset + second, original + a->offset, first);
}

static void orders_are_judged_alike(void **state)
{
    static emvqr_node nodes[EMVQR_NODES_MAX];
    char text[EMVQR_PAYLOAD_MAX];
    emvqr_finding items[FINDINGS];
    emvqr_findings findings;
    emvqr_doc doc;
    size_t i, at;

    (void)state;
    emvqr_doc_init(&doc, nodes, EMVQR_NODES_MAX, emvqr_networks);
    for (i = 0; i < VECTORS; i++) {
        const char *original = vectors[i].payload.ptr;
        size_t len = vectors[i].payload.len;
        if (len > 512u) {
            continue;
        }
        emvqr_findings_init(&findings, items, FINDINGS, EMVQR_STRICT);
        assert_int_equal(emvqr_parse(&doc, original, len, &findings), EMVQR_OK);
        for (at = 0; at + 1u < doc.count; at++) {
            const emvqr_node *a = &nodes[at], *b = a + 1u + a->inside;
            if (b < nodes + doc.count && b->offset == a->offset + 4u + a->length && b->id != 63u) {
                memcpy(text, original, len);
                swap_objects(text, original, a, b);
                assert_same(text, len);
                memcpy(text + b->offset, original + a->offset, 2); /* and one ID twice */
                assert_same(text, len);
            }
        }
    }
}

/* ---- the tables ------------------------------------------------------------------------------------------------- */

/* The look takes for granted that EMVCo's table opens nothing but accounts below 62, and in templates nothing below
 * 50. */
static void emvco_opens_high_ids_only(void **state)
{
    unsigned level, row, templates = 0;

    (void)state;
    for (level = 0; level < emvqr_emvco.level_count; level++) {
        for (row = 0; row < emvqr_emvco.levels[level].count; row++) {
            const emvqr_rule *rule = &emvqr_emvco.levels[level].rules[row];
            bool account = level == 0 && rule->first >= 2 && rule->last <= 51;
            if (rule->kind == EMVQR_KIND_TEMPLATE && !account) {
                assert_true(rule->first >= (level == 0 ? 62 : 50));
                templates++;
            }
        }
    }
    assert_true(templates >= 4);
}

static void rows_ascend(void **state)
{
    const emvqr_network *network = &emvqr_emvco;
    size_t next = 0;
    unsigned level, row;

    (void)state;
    for (; network != NULL; network = emvqr_networks[next++]) {
        for (level = 0; level < network->level_count; level++) {
            const emvqr_rule *rules = network->levels[level].rules;
            for (row = 1; row < network->levels[level].count; row++) {
                assert_true(rules[row - 1u].first <= rules[row].first);
            }
        }
    }
}

/* What the look takes for granted when a value is of its row's list. */
static void words_have_their_rows_form(void **state)
{
    const emvqr_network *network = &emvqr_emvco;
    size_t next = 0, i;
    unsigned level, row, words = 0;

    (void)state;
    for (; network != NULL; network = emvqr_networks[next++]) {
        for (level = 0; level < network->level_count; level++) {
            for (row = 0; row < network->levels[level].count; row++) {
                const emvqr_rule *rule = &network->levels[level].rules[row];
                unsigned list = rule->list;
                const char *word = list == 0 ? "" : network->lists[list].values;
                size_t len;
                assert_true(list == 0 || (rule->kind != EMVQR_KIND_TEMPLATE && rule->kind <= EMVQR_KIND_S));
                assert_null(strstr(word, "  "));
                for (; *word != '\0' && *word != '|'; word += len + (word[len] == ' ')) {
                    len = strcspn(word, " ");
                    words += len != 0;
                    assert_true(len == 0 || (len >= rule->min && len <= rule->max));
                    for (i = 0; i < len; i++) {
                        assert_true(rule->kind != EMVQR_KIND_N || (word[i] >= '0' && word[i] <= '9'));
                        assert_true(rule->kind != EMVQR_KIND_A || (word[i] >= 'A' && word[i] <= 'Z'));
                        assert_true(word[i] > ' ' && word[i] <= '~');
                    }
                }
            }
        }
    }
    assert_true(words > 20u);
}

/* A chain of checks has at most three, and ends. */
static void check_chain(const emvqr_network *network, unsigned check)
{
    unsigned last = check;

    while (check != 0 && (network->checks[last].weight & EMVQR_ALSO) != 0) {
        last++;
        assert_true(last - check <= 2u && last <= 15u && network->checks[last].holds != NULL);
    }
}

/* A pass over the root never begins again inside, and does not look at 63, which may come behind higher IDs. */
static void levels_are_below_the_root(void **state)
{
    const emvqr_network *network = &emvqr_emvco;
    size_t next = 0;
    unsigned level, row;

    (void)state;
    for (; network != NULL; network = emvqr_networks[next++]) {
        for (level = 0; level < network->level_count; level++) {
            for (row = 0; row < network->levels[level].count; row++) {
                const emvqr_rule *rule = &network->levels[level].rules[row];
                bool crc = level == 0 && rule->kind < EMVQR_KIND_ONE_OF && rule->first <= 63u && rule->last >= 63u;
                check_chain(network, rule->check);
                assert_true(rule->kind != EMVQR_KIND_TEMPLATE || rule->min != 0 ||
                            (level == 0 && rule->first >= 2u && rule->last <= 51u)); /* accounts: by their forms */
                assert_true(!crc || (network == &emvqr_emvco && rule->kind == EMVQR_KIND_OPAQUE && rule->min == 0 &&
                                     rule->max == 99u && rule->presence == EMVQR_OPTIONAL && rule->check == 0 &&
                                     rule->first == rule->last));
            }
        }
        for (row = 0; row < network->form_count; row++) {
            assert_true(network->forms[row].level != 0 || network->forms[row].last < 26u);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors_are_judged_alike),
        cmocka_unit_test(changes_are_judged_alike),
        cmocka_unit_test(orders_are_judged_alike),
        cmocka_unit_test(emvco_opens_high_ids_only),
        cmocka_unit_test(rows_ascend),
        cmocka_unit_test(words_have_their_rows_form),
        cmocka_unit_test(levels_are_below_the_root),
    };
    return cmocka_run_group_tests_name("glance", tests, copy_networks, NULL);
}
