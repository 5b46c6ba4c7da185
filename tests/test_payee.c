/* SPDX-License-Identifier: MIT */
/* The payee's fingerprint: fixed ones, computed elsewhere; what is in it, what is not, and when there is none. */
#include <stdio.h>
#include <stdlib.h>

#include <emvqr/writer.h>

#include "../src/networks/sha256.h"
#include "support/payees.h"
#include "support/vectors.h"

static document one, two;

/* ---- fixed fingerprints: they are stored, so none may ever change ---- */

/* Of each text in the canonical form, what sha256sum says of it. */
static void fingerprints_are_fixed(void **state)
{
    static const struct { const char *objects, *form, *sum; } rows[] = {
        { HEAD MOBILE TAIL, "00=16:A00000067701011101=13:0066812345678\n",
          "dd8282363aa387f3e5745134f96c3aa571890501e035200136c7506d0585c8c2" },
        { HEAD BILL TAIL, "00=16:A00000067701011201=15:09940001655010002=5:SHOP1\n",
          "a13b77075dd1814caa3e24f470a6fc4925265450b1a44a6817e70231b763cd01" },
        { HEAD MOBILE BILL TAIL,
          "00=16:A00000067701011101=13:0066812345678\n"
          "00=16:A00000067701011201=15:09940001655010002=5:SHOP1\n",
          "35f21593bc2a4ecc8668560f4ca45d4b0c0df60bd0ad8574f4664dc92455dee9" },
        { HEAD VIET "53=704 58=VN ", "00=10:A00000072701=(00=6:97043601=10:0011223344)02=8:QRIBFTTA\n",
          "d037350d318908df68026d390b06bc79ea3fc5ee1b6e17f0520596a67d1adeb6" },
        { HEAD DUIT "52=5251 53=458 58=MY 59=A 60=MY ", "00=14:A000000615000101=6:56416002=3:ABC\n",
          "20e4da0b05c1af3085bd87f5027dac4340c8524542563d78f29fc0d50b9d5694" },
        { HEAD QRIS "52=5251 53=360 58=ID 59=A 60=B 61=10110 ",
          "00=14:ID.CO.QRIS.WWW02=15:ID101800000001903=3:UMI\n"
          "00=17:ID.CO.EXAMPLE.WWW01=18:93600914300000001802=1:103=3:UMI\n",
          "dd1f477b102eef7cdd0ae6ab7928a3169c9cea2a39faef0b3f740ab15862ceb1" },
        { HEAD LAO "53=418 58=LA ", "00=16:A00526628466257701=8:2771041802=3:00203=2:X1\n",
          "81bf4234048ac0ae82087a9d1543a4f4719a6b77be776bac215551b325d0dc76" },
        { HEAD ONEPAY "53=418 58=LA ", "00=4:BCEL01=6:ONEPAY02=16:mch0123456789abc\n",
          "080ab1afccb6d1cb7bc51314a714e4db917cc6994f63cfc271857a0945f97c94" },
        { HEAD "02=4000123456789012 15=1234567800520446ABC123456789012 27.00=x.Example 27.01=Kopi "
          "30=bare 80.00=com.alipay 80.01=u " TAIL,
          "00=10:COM.ALIPAY01=1:u\n00=9:X.EXAMPLE01=4:Kopi\n02=16:4000123456789012\n"
          "15=31:1234567800520446ABC123456789012\n30=4:bare\n",
          "936a48d307ca22903d8f344196972f9ec40cf589089e356d3a3b492ad97e1e19" },
    };
    char text[1024], print[EMVQR_PAYEE_TEXT], sum[65];
    uint8_t digest[32];
    size_t i, j;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        snprintf(text, sizeof text, "emvqr payee 1\n%s", rows[i].form);
        emvqr__sha256(text, strlen(text), digest);
        for (j = 0; j < sizeof digest; j++) {
            snprintf(sum + 2u * j, 3, "%02x", (unsigned)digest[j]);
        }
        assert_string_equal(sum, rows[i].sum);
        read_objects(&one, rows[i].objects);
        print_of(&one, print);
        assert_memory_equal(print, "01", 2);
        assert_string_equal(print + 2, rows[i].sum);
    }
}

/* ---- what is in it ---- */

static void the_payee_stays_the_same(void **state)
{
    static const struct { const char *a, *b; } rows[] = {
        { HEAD MOBILE TAIL, "00=01 01=12 " MOBILE TAIL "54=50.00 " },
        { HEAD MOBILE TAIL, "00=01 " MOBILE TAIL },
        { HEAD MOBILE TAIL, "00=01 54=1 58=TH " MOBILE "01=11 53=764 " },
        { HEAD MOBILE TAIL, HEAD "29.01=0066812345678 29.00=A000000677010111 " TAIL },
        { HEAD MOBILE TAIL, HEAD "29.00=a000000677010111 29.01=0066812345678 " TAIL },
        { HEAD MOBILE TAIL, HEAD "40.00=A000000677010111 40.01=0066812345678 " TAIL },
        { HEAD MOBILE TAIL, HEAD MOBILE "29.05=1234567890 " TAIL },
        { HEAD MOBILE TAIL, HEAD MOBILE TAIL "63=lower " },
        { HEAD MOBILE TAIL, "^\xEF\xBB\xBF " HEAD MOBILE TAIL },
        { HEAD MOBILE TAIL,
          HEAD MOBILE TAIL "59=A 60=B 61=10110 52=5251 62.05=R 64.00=th 64.01=\xE0\xB8\x81 80.00=0001 " },
        { HEAD MOBILE TAIL "59=\xE0\xB8\x81\xE0\xB8\x82 ", HEAD MOBILE TAIL "59=\xE0\xB8\x81\xE0\xB8\x82 %bytes " },
        { HEAD MOBILE TAIL, HEAD MOBILE TAIL "55=02 56=1.00 85.00=x.y 85.01=z 99=free " },
        { HEAD BILL TAIL, HEAD "30.00=A000000677010112 30.01=099400016550100 30.02=SHOP1 30.03=INV2 " TAIL },
        { HEAD BILL "31.00=A000000677010113 31.01=004 31.02=SHOP1 31.04=INV1 31.05=INV19 " TAIL,
          HEAD BILL "31.00=A000000677010113 31.01=004 31.02=SHOP1 31.04=INV2 31.05=INV28 " TAIL },
        { HEAD "31.00=A000000677012004 31.01=001 31.03=R1 " TAIL,
          HEAD "31.00=A000000677012004 31.01=001 31.03=R2 " TAIL },
        { HEAD VIET "53=704 58=VN ",
          HEAD "38.02=QRIBFTTA 38.01.01=0011223344 38.01.00=970436 38.00=A000000727 53=704 58=VN 54=1 " },
        { HEAD DUIT "53=458 ", HEAD "26.00=A0000006150001 26.01=564160 26.02=ABC 26.03=1 53=458 82=digest " },
        { HEAD LAO "53=418 ", HEAD "38.00=A005266284662577 38.01=27710418 38.02=002 38.03=X1 38.05=y 53=418 " },
        { HEAD ONEPAY "53=418 ", HEAD "33.00=BCEL 33.01=ONEPAY 33.02=mch0123456789abc 33.05=CLOSEWHENDONE 53=418 " },
        { HEAD QRIS "53=360 58=ID ",
          HEAD "51.00=id.co.qris.www 51.02=ID1018000000019 51.03=UMI 53=360 58=ID 44.03=UMI 44.02=1 "
               "44.01=936009143000000018 44.00=id.co.example.www " },
        { HEAD "27.00=x.unknown 27.01=\xE0\xB8\x81\xE0\xB8\x82 " TAIL,
          HEAD "27.00=X.UNKNOWN 27.01=\xE0\xB8\x81\xE0\xB8\x82 " TAIL "%bytes " },
        { HEAD "02=4 04=5 " TAIL, HEAD "04=5 02=4 " TAIL },
    };
    char a[EMVQR_PAYEE_TEXT], b[EMVQR_PAYEE_TEXT];
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        read_objects(&one, rows[i].a);
        read_objects(&two, rows[i].b);
        assert_string_not_equal(print_of(&one, a), "");
        assert_string_equal(a, print_of(&two, b));
    }
}

static void another_payee_shows(void **state)
{
    static const struct { const char *a, *b; } rows[] = {
        { HEAD MOBILE TAIL, HEAD "29.00=A000000677010111 29.01=0066812345679 " TAIL },
        { HEAD MOBILE TAIL, HEAD "29.00=A000000677010111 29.02=0066812345678 " TAIL },
        { HEAD MOBILE TAIL, HEAD "29.00=A000000677010114 29.01=0066812345678 " TAIL },
        { HEAD MOBILE TAIL, HEAD MOBILE "29.06=x " TAIL },
        { HEAD MOBILE TAIL, HEAD MOBILE "02=4000123456789012 " TAIL },
        { HEAD MOBILE TAIL, HEAD MOBILE "30.00=A000000677010111 30.01=0066812345678 " TAIL },
        { HEAD MOBILE TAIL, HEAD MOBILE "51.00=x.y 51.01=z " TAIL },
        { HEAD MOBILE TAIL, HEAD MOBILE "51=bare " TAIL },
        { HEAD MOBILE TAIL, HEAD MOBILE TAIL "88.00=Com.Alipay 88.01=https://example " },
        { HEAD MOBILE BILL TAIL, HEAD BILL TAIL },
        { HEAD BILL TAIL, HEAD "30.00=A000000677010112 30.01=099400016550100 30.02=SHOP2 30.03=INV1 " TAIL },
        { HEAD BILL TAIL, HEAD "30.00=A000000677010112 30.01=099400016550101 30.02=SHOP1 30.03=INV1 " TAIL },
        { HEAD VIET, HEAD "38.00=A000000727 38.01.00=970436 38.01.01=0011223345 38.02=QRIBFTTA " },
        { HEAD VIET, HEAD "38.00=A000000727 38.01.00=970437 38.01.01=0011223344 38.02=QRIBFTTA " },
        { HEAD VIET, HEAD "38.00=A000000727 38.01.00=970436 38.01.01=0011223344 38.02=QRIBFTTC " },
        { HEAD DUIT, HEAD "26.00=A0000006150001 26.01=564161 26.02=ABC " },
        { HEAD LAO, HEAD "38.00=A005266284662577 38.01=27710418 38.02=002 38.03=X2 " },
        { HEAD ONEPAY, HEAD "33.00=BCEL 33.01=ONEPAY 33.02=mch0123456789abd " },
        { HEAD "02=4000 " TAIL, HEAD "03=4000 " TAIL },
        { HEAD "02=ab " TAIL, HEAD "02=aB " TAIL },
        { HEAD "27.00=x.y 27.01=Ab " TAIL, HEAD "27.00=x.y 27.01=AB " TAIL },
        { HEAD "27.00=x.y 27.01=A 27.02=B " TAIL, HEAD "27.00=x.y 27.01=A02=1:B " TAIL },
        /* what is no template and what has no identifier counts as it stands, at its ID */
        { HEAD "27=bare " TAIL, HEAD "28=bare " TAIL },
        { HEAD "27.01=a 27.02=b " TAIL, HEAD "27.02=b 27.01=a " TAIL },
        /* an object of an opaque value is no object: only VietQR's bank and account are known to be two */
        { HEAD "27.00=x.y 27.01.00=a 27.01.01=b ", HEAD "27.00=x.y 27.01.01=b 27.01.00=a " },
    };
    char a[EMVQR_PAYEE_TEXT], b[EMVQR_PAYEE_TEXT];
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        read_objects(&one, rows[i].a);
        read_objects(&two, rows[i].b);
        assert_string_not_equal(print_of(&one, a), "");
        assert_string_not_equal(print_of(&two, b), "");
        assert_string_not_equal(a, b);
    }
}

static void no_fingerprint_of_what_readers_differ_in(void **state)
{
    static const struct { const char *objects; emvqr_status status; emvqr_code fault; } rows[] = {
        { HEAD MOBILE TAIL "63=0000 ", EMVQR_ERR_STRUCTURE, EMVQR_CODE_CRC_MISMATCH },
        { HEAD MOBILE TAIL "63=none ", EMVQR_ERR_STRUCTURE, EMVQR_CODE_CRC_MISSING },
        { HEAD MOBILE TAIL "$54041.00", EMVQR_ERR_STRUCTURE, EMVQR_CODE_TRAILING_DATA },
        { HEAD MOBILE TAIL "+58=LA ", EMVQR_ERR_STRUCTURE, EMVQR_CODE_DUPLICATE_OBJECT },
        { HEAD MOBILE "+29.01=0066812345679 " TAIL, EMVQR_ERR_STRUCTURE, EMVQR_CODE_DUPLICATE_OBJECT },
        { HEAD "27.00=x.y 27.01=a +27.01=b " TAIL, EMVQR_ERR_STRUCTURE, EMVQR_CODE_DUPLICATE_OBJECT },
        { HEAD MOBILE "!59-1 " TAIL, EMVQR_ERR_STRUCTURE, EMVQR_CODE_BAD_LENGTH },
        { HEAD MOBILE TAIL "!5999abc ", EMVQR_ERR_STRUCTURE, EMVQR_CODE_TRUNCATED },
        { HEAD MOBILE TAIL "59=\xFF ", EMVQR_ERR_STRUCTURE, EMVQR_CODE_INVALID_UTF8 },
        { HEAD MOBILE "29.!0299 " TAIL, EMVQR_ERR_STRUCTURE, EMVQR_CODE_TRUNCATED },
        { HEAD "38.00=A000000727 38.01=0006970436 38.02=QRIBFTTA " TAIL, EMVQR_OK, EMVQR_CODE_NONE },
        { HEAD "38.00=A000000727 38.01=00069704 38.02=QRIBFTTA " TAIL, EMVQR_ERR_STRUCTURE, EMVQR_CODE_TRUNCATED },
        { HEAD TAIL, EMVQR_ERR_VALUE, EMVQR_CODE_NONE },
        { HEAD TAIL "80.00=x.y 80.01=z ", EMVQR_ERR_VALUE, EMVQR_CODE_NONE },
        { HEAD MOBILE TAIL "63=lower ", EMVQR_OK, EMVQR_CODE_NONE },
    };
    /* nine ninety-nine to who counts UTF-16 units, no sum to who counts characters */
    static const char ambiguous[] = "00020101021129370016A0000006770101110113006681234567853037645802TH5916"
                                    "\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C"
                                    "\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C"
                                    "54049.996304EAEF";
    uint8_t bytes[EMVQR_PAYEE_BYTES];
    emvqr_differences list;
    size_t i;

    (void)state;
    read_objects(&two, HEAD MOBILE TAIL);
    for (i = 0; i < COUNT(rows); i++) {
        read_objects(&one, rows[i].objects);
        assert_int_equal(one.doc.fault, rows[i].fault);
        assert_int_equal(emvqr_payee_fingerprint(&one.doc, bytes), rows[i].status);
        emvqr_differences_init(&list, NULL, 0);
        assert_int_equal(emvqr_compare(&one.doc, &two.doc, &list),
                         rows[i].fault == EMVQR_CODE_NONE ? EMVQR_OK : EMVQR_ERR_STRUCTURE);
        assert_int_equal(emvqr_compare(&two.doc, &one.doc, &list),
                         rows[i].fault == EMVQR_CODE_NONE ? EMVQR_OK : EMVQR_ERR_STRUCTURE);
    }
    read_text(&one, ambiguous, sizeof ambiguous - 1u, true);
    assert_int_equal(one.doc.fault, EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT);
    assert_int_equal(emvqr_payee_fingerprint(&one.doc, bytes), EMVQR_ERR_STRUCTURE);
    read_text(&one, "", 0, true);
    assert_int_equal(emvqr_payee_fingerprint(&one.doc, bytes), EMVQR_ERR_STRUCTURE);
    emvqr_doc_init(&one.doc, one.nodes, 3, emvqr_networks);
    i = strlen(payload_build(HEAD MOBILE TAIL));
    assert_int_equal(emvqr_parse(&one.doc, payload_build(HEAD MOBILE TAIL), i, &one.findings), EMVQR_ERR_NODES_FULL);
    assert_int_equal(emvqr_payee_fingerprint(&one.doc, bytes), EMVQR_ERR_STRUCTURE);
    assert_int_equal(emvqr_payee_fingerprint(NULL, bytes), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_payee_fingerprint(&two.doc, NULL), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_compare(NULL, &two.doc, &list), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_compare(&two.doc, NULL, &list), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_compare(&two.doc, &two.doc, NULL), EMVQR_ERR_ARGUMENT);
}

/* Without VietQR among the networks its bank and account are one value. It is taken for two objects only where no other
 * reader could see others: what stands twice would hide one of the two. */
static void what_is_not_two_objects_counts_whole(void **state)
{
    static const char *const values[] = {
        "38.01.00=970436 38.01.01=1 ", "38.01.00=970436 38.01.01=2 ", "38.01.00=970436 38.01.01=1 +38.01.01=2 ",
        "38.01.00=970436 38.01.01=1 +38.01.01=3 ", "38.01=0006970436019 ", "38.01= ",
    };
    char prints[COUNT(values)][EMVQR_PAYEE_TEXT], objects[256];
    size_t i, j;

    (void)state;
    for (i = 0; i < COUNT(values); i++) {
        const char *text;
        sprintf(objects, HEAD "38.00=A000000727 %s38.02=QRIBFTTA 53=704 58=VN ", values[i]);
        text = payload_build(objects);
        read_text(&one, text, strlen(text), false);
        assert_int_equal(one.doc.fault, EMVQR_CODE_NONE);
        assert_string_not_equal(print_of(&one, prints[i]), "");
        for (j = 0; j < i; j++) {
            assert_string_not_equal(prints[i], prints[j]);
        }
    }
}

/* As many accounts, objects and bytes as a payload may have. */
static void the_longest_payloads_have_room(void **state)
{
    static const char zeros[] = "00000000000000000000000000000000000000000000000000"
                                "0000000000000000000000000000000000000000000000000";
    static char text[EMVQR_PAYLOAD_MAX + 1u], full[100] = "0001A";
    const char *const values[] = { zeros + 99, zeros + 98, zeros + 90, zeros + 89, zeros, full };
    char print[EMVQR_PAYEE_TEXT];
    size_t i, len;
    unsigned id;

    (void)state;
    for (id = 1; id <= 23; id++) { /* empty objects */
        sprintf(full + strlen(full), "%02u00", id);
    }
    for (i = 0; i < COUNT(values); i++) {
        size_t used = (size_t)sprintf(text, "000201");
        len = strlen(values[i]);
        for (id = 51; id >= 2 && used + 4u + len + 8u <= EMVQR_PAYLOAD_MAX; id--) {
            used += (size_t)sprintf(text + used, "%02u%02u%s", id, (unsigned)len, values[i]);
        }
        used += (size_t)sprintf(text + used, "6304");
        used += (size_t)sprintf(text + used, "%04X", payload_crc(text, used));
        read_text(&one, text, used, true);
        assert_int_equal(one.doc.fault, EMVQR_CODE_NONE);
        assert_string_not_equal(print_of(&one, print), "");
    }
}

/* ---- all payloads of the tables ---- */

/* Which networks a document was read with has no part in the fingerprint, as far as they find no fault. */
static void fingerprints_know_no_networks(void **state)
{
    char with[EMVQR_PAYEE_TEXT], without[EMVQR_PAYEE_TEXT];
    size_t i, count = 0;

    (void)state;
    for (i = 0; i < VECTORS; i++) {
        read_text(&one, vectors[i].payload.ptr, vectors[i].payload.len, true);
        read_text(&two, vectors[i].payload.ptr, vectors[i].payload.len, false);
        if (one.doc.fault == two.doc.fault) {
            assert_string_equal(print_of(&one, with), print_of(&two, without));
            count += with[0] != '\0';
        }
    }
    assert_true(count > VECTORS / 2);
}

/* The same payload with another last character in one value; false when it cannot be written. */
static bool change(const emvqr_node *node, char *text, size_t *len)
{
    static char value[512];
    emvqr_edit edit;
    emvqr_span old = emvqr_node_value(&one.doc, node);

    memcpy(value, old.ptr, old.len);
    value[old.len - 1u] = value[old.len - 1u] == '7' ? '8' : '7';
    edit.path = emvqr_node_path(&one.doc, node);
    edit.value.ptr = value;
    edit.value.len = old.len;
    return emvqr_rewrite(&one.doc, &edit, 1, text, EMVQR_PAYLOAD_MAX, len) == EMVQR_OK;
}

/* Whether a network's table says that an object of one of its accounts names the payee. */
static bool is_vital(const emvqr_node *node)
{
    const emvqr_node *account = emvqr_find(&one.doc, EMVQR_PATH1(emvqr_path_id(emvqr_node_path(&one.doc, node), 0)));
    const emvqr_network *network = account->network == 0 ? NULL : emvqr_networks[account->network - 1u];
    emvqr_path path = emvqr_node_path(&one.doc, node);
    unsigned level = 0, depth, types;

    if (network == NULL || emvqr_path_depth(path) < 2u) {
        return network != NULL;
    }
    types = emvqr_node_type(account) < 0 ? EMVQR_TYPE_UNKNOWN : 1u << emvqr_node_type(account);
    level = network->forms[account->shape >> 2 & 3u].level;
    for (depth = 1;; depth++) {
        const emvqr_rule *rule = emvqr_network_rule(network, level, emvqr_path_id(path, depth), types);
        if (depth + 1u == emvqr_path_depth(path) || rule == NULL) {
            return rule != NULL && (rule->weight & EMVQR_VITAL) != 0;
        }
        level = rule->min;
    }
}

static void what_names_a_payee_is_in_the_fingerprint(void **state)
{
    static char text[EMVQR_PAYLOAD_MAX];
    char before[EMVQR_PAYEE_TEXT], after[EMVQR_PAYEE_TEXT];
    size_t i, j, len, vital = 0, elsewhere = 0;

    (void)state;
    for (i = 0; i < VECTORS; i++) {
        read_text(&one, vectors[i].payload.ptr, vectors[i].payload.len, true);
        if (*print_of(&one, before) == '\0') {
            continue;
        }
        for (j = 0; j < one.doc.count; j++) {
            const emvqr_node *node = &one.nodes[j];
            unsigned id = emvqr_path_id(emvqr_node_path(&one.doc, node), 0);
            bool account = id >= 2u && id <= 51u;
            bool outside = id < 2u || (id > 51u && id < 80u && id != 63u);
            if (emvqr_node_is_template(node) || node->length == 0 || !(outside || (account && is_vital(node))) ||
                !change(node, text, &len)) {
                continue;
            }
            read_text(&two, text, len, true);
            if (two.doc.fault != EMVQR_CODE_NONE) {
                continue;
            }
            assert_int_equal(strcmp(before, print_of(&two, after)) == 0, outside);
            vital += account;
            elsewhere += outside;
        }
    }
    assert_true(vital > 200 && elsewhere > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fingerprints_are_fixed),
        cmocka_unit_test(the_payee_stays_the_same),
        cmocka_unit_test(another_payee_shows),
        cmocka_unit_test(no_fingerprint_of_what_readers_differ_in),
        cmocka_unit_test(what_is_not_two_objects_counts_whole),
        cmocka_unit_test(the_longest_payloads_have_room),
        cmocka_unit_test(fingerprints_know_no_networks),
        cmocka_unit_test(what_names_a_payee_is_in_the_fingerprint),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
