/* SPDX-License-Identifier: MIT */
/* The typed headers: every member against the key of its name, and what reads into them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/payload.h"
#include "support/structs.h"
#include "support/vectors.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- the headers and the keys ---- */

static void each_network_has_a_struct(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; emvqr_network_infos[i] != NULL; i++) {
        if (network_of(emvqr_network_infos[i]->name) == NULL) {
            fail_msg("%s has no struct", emvqr_network_infos[i]->name);
        }
    }
    assert_int_equal(i, NETWORKS);
}

/* No member is left out of this test's tables, and each is a key. */
static void members_are_keys(void **state)
{
    static any_code it;
    size_t i, k;

    (void)state;
    assert_int_equal(sizeof(emvqr_common), COMMON_MEMBERS * sizeof(emvqr_span));
    for (i = 0; i < emvqr_emvco_info.key_count; i++) {
        assert_non_null(common_of(&it, emvqr_emvco_info.keys[i].name));
    }
    assert_int_equal(COMMON_MEMBERS, emvqr_emvco_info.key_count + 3u); /* guid, and the values of a tip */
    for (i = 0; i < NETWORKS; i++) {
        const network *n = &networks[i];
        const emvqr_network_info *info = emvqr_network_by_name(n->name, strlen(n->name));

        assert_int_equal(n->size, offsetof(any_code, head.common) + sizeof(emvqr_common) +
                                      n->member_count * sizeof(emvqr_span));
        for (k = 0; k < info->key_count; k++) {
            if (info->keys[k].group == EMVQR_KEY_FIELD && member_of(n, &it, info->keys[k].name) == NULL) {
                fail_msg("%s has no member %s", n->name, info->keys[k].name);
            }
        }
        for (k = 0; k < n->member_count; k++) {
            const emvqr_key *key = emvqr_key_by_name(info, n->members[k].name, strlen(n->members[k].name));
            assert_true(key != NULL && key->group == EMVQR_KEY_FIELD);
        }
    }
}

static void types_are_numbered_as_the_tables_have_them(void **state)
{
    size_t i, k;

    (void)state;
    for (i = 0; i < NETWORKS; i++) {
        const emvqr_network_info *info = emvqr_network_by_name(networks[i].name, strlen(networks[i].name));

        assert_int_equal(networks[i].type_count, info->network->type_count);
        for (k = 0; k < networks[i].type_count; k++) {
            assert_string_equal(networks[i].types[k], info->types[k].name);
        }
    }
    assert_int_equal(EMVQR_PROMPTPAY_TRANSFER, 1);
    assert_int_equal(EMVQR_PROMPTPAY_API, network_of("promptpay")->type_count);
    assert_int_equal(EMVQR_PROMPTPAY_BILL_CROSS_BORDER, 3);
    assert_int_equal(EMVQR_VIETQR_ACCOUNT, 1);
    assert_int_equal(EMVQR_VIETQR_CASH, network_of("vietqr")->type_count);
    assert_int_equal(EMVQR_LAPNET_TRANSFER, 1);
    assert_int_equal(EMVQR_LAPNET_OTHER, 4);
    assert_int_equal(EMVQR_LAPNET_RECEIPT, network_of("lapnet")->type_count);
    assert_int_equal(EMVQR_ONEPAY_MERCHANT, 1);
    assert_int_equal(EMVQR_ONEPAY_RECEIPT, network_of("onepay")->type_count);
    assert_int_equal(EMVQR_ZALOPAY_ORDER, 1);
    assert_int_equal(EMVQR_ZALOPAY_PERSONAL, network_of("zalopay")->type_count);
    assert_int_equal(EMVQR_DUITNOW_BILL, 1);
    assert_int_equal(EMVQR_DUITNOW_PAYMENT, network_of("duitnow")->type_count);
    assert_int_equal(EMVQR_ALIPAY_CODE, 1);
    assert_int_equal(EMVQR_ALIPAY_MERCHANT, network_of("alipay")->type_count);
    assert_int_equal(EMVQR_CARD_PRIMITIVE, 1);
    assert_int_equal(EMVQR_CARD_TEMPLATE, network_of("visa")->type_count);
    assert_int_equal(EMVQR_QRIS_PAYMENT, 1);
    assert_int_equal(EMVQR_QRIS_CASH_IN, network_of("qris")->type_count);
}

/* What the engine takes for granted of every table. */
static void levels_stand_behind_what_opens_them(void **state)
{
    size_t i;
    unsigned level, row;

    (void)state;
    for (i = 0; emvqr_networks[i] != NULL; i++) {
        const emvqr_network *n = emvqr_networks[i];

        assert_in_range(n->level_count, 1, 8);
        for (level = 0; level < n->level_count; level++) {
            for (row = 0; row < n->levels[level].count; row++) {
                const emvqr_rule *rule = &n->levels[level].rules[row];
                assert_true(rule->kind != EMVQR_KIND_TEMPLATE || rule->min == 0 || rule->min > level);
            }
        }
    }
}

/* ---- reading ---- */

static bool same(emvqr_span a, emvqr_span b)
{
    return (a.ptr == NULL) == (b.ptr == NULL) && a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Whether any key of that name is there, of the account or of all payloads, and which value it has. */
static emvqr_span value_of(const emvqr_network_info *info, const char *name, const emvqr_node *account)
{
    emvqr_span value = { NULL, 0 };
    unsigned k;

    for (k = 0; k < info->key_count && value.ptr == NULL; k++) {
        if (strcmp(info->keys[k].name, name) == 0) {
            value = emvqr_key_value(&struct_doc, info, &info->keys[k], account);
        }
    }
    return value;
}

/* Members that no payload here had. */
static bool met[NETWORKS][32];

static void compare_account(const char *what, const emvqr_node *account)
{
    const emvqr_network_info *info = emvqr_account_info(account);
    const network *n = network_of(info->name);
    const emvqr_node *guid = account->id < 26 ? NULL : emvqr_node_child(&struct_doc, account, 0);
    emvqr_span none = { NULL, 0 };
    any_code it;
    size_t i;

    memset(&it, 0xA5, sizeof it);
    assert_int_equal(n->read(&struct_doc, account, &it), EMVQR_OK);
    assert_int_equal(it.head.type, emvqr_node_type(account) + 1);
    assert_int_equal(it.head.id, account->id);
    for (i = 0; i < n->member_count; i++) {
        emvqr_span *span = span_at(&it, n->members[i].at);
        if (!same(*span, value_of(info, n->members[i].name, account))) {
            fail_msg("%s: %s", what, n->members[i].name);
        }
        met[n - networks][i] = met[n - networks][i] || span->ptr != NULL;
    }
    for (i = 0; i < COMMON_MEMBERS; i++) {
        const char *name = common_members[i].name;
        emvqr_span wanted = strcmp(name, "guid") == 0 ? guid == NULL ? none : emvqr_node_value(&struct_doc, guid)
                            : strcmp(name, "tip_fixed") == 0 ? emvqr_get(&struct_doc, EMVQR_PATH1(56))
                            : strcmp(name, "tip_percentage") == 0 ? emvqr_get(&struct_doc, EMVQR_PATH1(57))
                                                                  : value_of(&emvqr_emvco_info, name, NULL);
        if (!same(*span_at(&it, offsetof(any_code, head.common) + common_members[i].at), wanted)) {
            fail_msg("%s: %s", what, name);
        }
    }
}

static void compare_accounts(const char *what)
{
    const emvqr_node *node = struct_doc.nodes, *end = node + struct_doc.count, *first;
    any_code one, other;

    for (; node != end; node += 1 + node->inside) {
        const network *n;
        if (node->network == 0) {
            continue;
        }
        if (node == emvqr_find(&struct_doc, EMVQR_PATH1(node->id))) { /* the keys know the first */
            compare_account(what, node);
        }
        n = network_of(emvqr_account_info(node)->name);
        first = emvqr_next_account(&struct_doc, emvqr_networks[node->network - 1], NULL);
        memset(&one, 0, sizeof one);
        memset(&other, 0, sizeof other);
        assert_non_null(first);
        assert_int_equal(n->read(&struct_doc, NULL, &one), EMVQR_OK);
        assert_int_equal(n->read(&struct_doc, first, &other), EMVQR_OK);
        assert_memory_equal(&one, &other, n->size);
    }
}

static void structs_have_what_the_keys_have(void **state)
{
    size_t i, k;

    (void)state;
    for (i = 0; i < VECTORS; i++) {
        struct_parse(vectors[i].payload.ptr, vectors[i].payload.len, EMVQR_FIELD);
        compare_accounts(vectors[i].name);
    }
    for (i = 0; i < MORE_PAYLOADS; i++) {
        const char *text = payload_build(more_payloads[i]);
        struct_parse(text, strlen(text), EMVQR_FIELD);
        compare_accounts(more_payloads[i]);
    }
    for (i = 0; i < NETWORKS; i++) {
        for (k = 0; k < networks[i].member_count; k++) {
            if (!met[i][k]) {
                fail_msg("no payload has %s of %s", networks[i].members[k].name, networks[i].name);
            }
        }
    }
}

static void accounts_are_found(void **state)
{
    const char *text = payload_build("00=01 02=1 03=2 29.00=A000000677010111 29.01=0066812345678"
                                     " 30.00=A000000677010112 30.01=099400016550100 30.02=1 53=764 58=TH");
    const emvqr_node *at;
    emvqr_promptpay_code pay;
    emvqr_vietqr_code viet;
    emvqr_card_code card;
    emvqr_node nodes[32];
    emvqr_findings findings;
    emvqr_doc doc;

    (void)state;
    struct_parse(text, strlen(text), EMVQR_FIELD);
    at = emvqr_next_account(&struct_doc, &emvqr_promptpay, NULL);
    assert_int_equal(at->id, 29);
    at = emvqr_next_account(&struct_doc, &emvqr_promptpay, at);
    assert_int_equal(at->id, 30);
    assert_int_equal(emvqr_promptpay_read(&struct_doc, at, &pay), EMVQR_OK);
    assert_int_equal(pay.type, EMVQR_PROMPTPAY_BILL);
    assert_true(pay.mobile.ptr == NULL && pay.ref1.len == 1);
    assert_null(emvqr_next_account(&struct_doc, &emvqr_promptpay, at));
    at = emvqr_next_account(&struct_doc, &emvqr_visa, emvqr_next_account(&struct_doc, &emvqr_visa, NULL));
    assert_int_equal(emvqr_visa_read(&struct_doc, at, &card), EMVQR_OK);
    assert_true(card.id == 3 && *card.account.ptr == '2');
    assert_null(emvqr_next_account(&struct_doc, &emvqr_vietqr, NULL));
    memset(&viet, 0xA5, sizeof viet);
    assert_int_equal(emvqr_vietqr_read(&struct_doc, NULL, &viet), EMVQR_ERR_ACCOUNT);
    assert_true(viet.type == 0 && viet.id == 0 && viet.bank_bin.ptr == NULL && viet.common.currency.ptr == NULL);
    assert_int_equal(emvqr_vietqr_read(&struct_doc, at, &viet), EMVQR_ERR_ACCOUNT);
    assert_int_equal(emvqr_vietqr_read(&struct_doc, emvqr_find(&struct_doc, EMVQR_PATH1(53)), &viet),
                     EMVQR_ERR_ACCOUNT);
    assert_int_equal(emvqr_vietqr_read(NULL, NULL, &viet), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_vietqr_read(&struct_doc, NULL, NULL), EMVQR_ERR_ARGUMENT);
    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    emvqr_doc_init(&doc, nodes, COUNT(nodes), NULL);
    assert_int_equal(emvqr_parse(&doc, text, strlen(text), &findings), EMVQR_OK);
    assert_null(emvqr_next_account(&doc, &emvqr_promptpay, NULL));
    assert_int_equal(emvqr_promptpay_read(&doc, NULL, &pay), EMVQR_ERR_ACCOUNT);
    emvqr_doc_init(&doc, NULL, 0, emvqr_networks);
    assert_int_equal(emvqr_parse(&doc, text, strlen(text), &findings), EMVQR_ERR_NODES_FULL);
    assert_int_equal(emvqr_promptpay_read(&doc, NULL, &pay), EMVQR_ERR_ACCOUNT);
}

static void both_steps_in_one(void **state)
{
    const char *good = payload_build("00=01 01=11 29.00=A000000677010111 29.01=0066812345678 53=764 58=TH");
    const char *bad = payload_build("00=01 01=11 29.00=A000000677010111 53=764 58=TH");
    emvqr_node nodes[16];
    emvqr_finding items[4];
    emvqr_findings findings;
    emvqr_doc doc;

    (void)state;
    emvqr_doc_init(&doc, nodes, COUNT(nodes), emvqr_networks);
    emvqr_findings_init(&findings, items, COUNT(items), EMVQR_STRICT);
    assert_int_equal(emvqr_judge(&doc, good, strlen(good), 0, &findings), EMVQR_OK);
    assert_int_equal(findings.total, 0);
    assert_int_equal(emvqr_judge(&doc, bad, strlen(bad), 0, &findings), EMVQR_ERR_VALUE);
    assert_int_equal(findings.errors, 1);
    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    assert_int_equal(emvqr_judge(&doc, good, strlen(good) - 1, 0, &findings), EMVQR_ERR_VALUE);
    assert_int_equal(emvqr_judge(&doc, NULL, 1, 0, &findings), EMVQR_ERR_ARGUMENT);
    emvqr_doc_init(&doc, nodes, 3, emvqr_networks);
    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    assert_int_equal(emvqr_judge(&doc, good, strlen(good), 0, &findings), EMVQR_ERR_NODES_FULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_network_has_a_struct),
        cmocka_unit_test(members_are_keys),
        cmocka_unit_test(types_are_numbered_as_the_tables_have_them),
        cmocka_unit_test(levels_stand_behind_what_opens_them),
        cmocka_unit_test(structs_have_what_the_keys_have),
        cmocka_unit_test(accounts_are_found),
        cmocka_unit_test(both_steps_in_one),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
