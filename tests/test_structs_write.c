/* SPDX-License-Identifier: MIT */
/* The typed headers: what is written against what make writes, what the tables fill in, and what is refused. */
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

static char buffer[EMVQR_PAYLOAD_MAX + 1];

/* What make writes of the account's keys, as they stand; 0 when it writes nothing. */
static size_t make_again(const emvqr_node *account, char *buf, size_t cap)
{
    static emvqr_making making;
    const emvqr_network_info *info = emvqr_account_info(account);
    const char *type = emvqr_account_type_name(account);
    emvqr_finding found[8];
    emvqr_findings list;
    size_t len;
    unsigned i, pass;

    emvqr_making_new(&making, info);
    if (type == NULL || emvqr_making_set(&making, "type", 4, type, strlen(type)) != EMVQR_OK) {
        return 0;
    }
    for (pass = 0; pass < 2; pass++) {
        const emvqr_network_info *of = pass == 0 ? &emvqr_emvco_info : info;
        for (i = 0; i < of->key_count; i++) {
            emvqr_span value = emvqr_key_value(&struct_doc, of, &of->keys[i], account);
            if (value.ptr != NULL && of->keys[i].group != EMVQR_KEY_INPUT) {
                assert_int_equal(emvqr_making_put_key(&making, &of->keys[i], value), EMVQR_OK);
            }
        }
    }
    for (i = 55; i <= 57; i++) {
        emvqr_span value = emvqr_get(&struct_doc, EMVQR_PATH1(i));
        if (value.ptr != NULL) {
            assert_int_equal(emvqr_making_put(&making, EMVQR_PATH1(i), value), EMVQR_OK);
        }
    }
    emvqr_findings_init(&list, found, COUNT(found), EMVQR_STRICT);
    return emvqr_making_finish(&making, buf, cap, &len, &list) == EMVQR_OK ? len : 0;
}

/* Every payload that make can make of its own keys is written again byte for byte, into a buffer that it just fits. */
static void structs_are_written_as_make_writes(void **state)
{
    static char made[EMVQR_PAYLOAD_MAX];
    unsigned written[NETWORKS] = { 0 }, total = 0;
    size_t i;

    (void)state;
    for (i = 0; i < VECTORS + MORE_PAYLOADS; i++) {
        const char *text = i < VECTORS ? vectors[i].payload.ptr : payload_build(more_payloads[i - VECTORS]);
        size_t len = i < VECTORS ? vectors[i].payload.len : strlen(text), needed;
        const emvqr_node *node;
        any_code it;

        struct_parse(text, len, EMVQR_STRICT);
        for (node = struct_doc.nodes; node != struct_doc.nodes + struct_doc.count; node += 1 + node->inside) {
            const network *n;
            if (node->network == 0 || emvqr_account_is_part(&struct_doc, node) ||
                make_again(node, made, sizeof made) != len || memcmp(made, text, len) != 0) {
                continue;
            }
            n = network_of(emvqr_account_info(node)->name);
            assert_int_equal(n->read(&struct_doc, node, &it), EMVQR_OK);
            assert_int_equal(n->write(&it, NULL, 0, &needed), EMVQR_OK);
            assert_int_equal(needed, len);
            memset(buffer, '#', sizeof buffer);
            assert_int_equal(n->write(&it, buffer, len - 1, &needed), EMVQR_ERR_NO_SPACE);
            assert_int_equal(needed, len);
            assert_int_equal(buffer[len - 1], '#');
            assert_int_equal(n->write(&it, buffer, len, &needed), EMVQR_OK);
            if (needed != len || memcmp(buffer, text, len) != 0) {
                fail_msg("%.*s\n  was written as %.*s", (int)len, text, (int)needed, buffer);
            }
            written[n - networks]++;
            total++;
        }
    }
    print_message("%u payloads were written again\n", total);
    assert_true(written[0] >= 20 && written[1] >= 10 && written[2] >= 8 && written[8] >= 5 && written[9] >= 5);
}

static bool is_kept(emvqr_span was, emvqr_span is)
{
    return was.ptr == NULL || (was.len == is.len && (was.len == 0 || memcmp(was.ptr, is.ptr, was.len) == 0));
}

/* Every struct that was read, of sound codes and others: where it can be written at all, it reads as it was. */
static void what_was_written_reads_the_same(void **state)
{
    static char copy[EMVQR_PAYLOAD_MAX + 1];
    unsigned total = 0;
    size_t i, k, len, spans;

    (void)state;
    for (i = 0; i < VECTORS; i++) {
        const emvqr_node *node;
        unsigned at = 0, account;

        for (;; at++) { /* the account of that number, as writing needs the document again */
            const network *n;
            any_code was, is;

            struct_parse(vectors[i].payload.ptr, vectors[i].payload.len, EMVQR_FIELD);
            node = struct_doc.nodes;
            for (account = 0; node != struct_doc.nodes + struct_doc.count; node += 1 + node->inside) {
                if (node->network != 0 && !emvqr_account_is_part(&struct_doc, node) && account++ == at) {
                    break;
                }
            }
            if (node == struct_doc.nodes + struct_doc.count) {
                break;
            }
            n = network_of(emvqr_account_info(node)->name);
            assert_int_equal(n->read(&struct_doc, node, &was), EMVQR_OK);
            if (n->write(&was, copy, sizeof copy, &len) != EMVQR_OK) {
                continue;
            }
            struct_parse(copy, len, EMVQR_FIELD);
            assert_true(struct_doc.crc_ok && !struct_doc.broken);
            if (n->read(&struct_doc, NULL, &is) != EMVQR_OK) {
                fail_msg("%s: %.*s is another network's", vectors[i].name, (int)len, copy);
            }
            spans = (n->size - offsetof(any_code, head.common)) / sizeof(emvqr_span);
            for (k = 0; k < spans; k++) {
                size_t place = offsetof(any_code, head.common) + k * sizeof(emvqr_span);
                if (!is_kept(*span_at(&was, place), *span_at(&is, place))) {
                    fail_msg("%s: member %u of %.*s", vectors[i].name, (unsigned)k, (int)len, copy);
                }
            }
            assert_int_equal(is.head.type, was.head.type);
            assert_int_equal(is.head.id, was.head.id);
            total++;
        }
    }
    print_message("%u structs were written and read\n", total);
    assert_true(total >= 250);
}

static emvqr_span text_of(const char *text)
{
    emvqr_span span;
    span.ptr = text;
    span.len = strlen(text);
    return span;
}

/* "mobile=0066812345678 amount=50": a member of the network, else a common one. */
static void fill(const network *n, any_code *it, unsigned type, unsigned id, const char *members)
{
    static char kept[2048];
    char *at = kept;

    memset(it, 0, sizeof *it);
    it->head.type = (uint8_t)type;
    it->head.id = (uint8_t)id;
    assert_true(strlen(members) < sizeof kept);
    strcpy(kept, members);
    for (at = strtok(at, " "); at != NULL; at = strtok(NULL, " ")) {
        char *value = strchr(at, '=');
        emvqr_span *span;
        assert_non_null(value);
        *value++ = '\0';
        span = strncmp(at, "common.", 7) == 0 ? common_of(it, at + 7) : member_of(n, it, at);
        span = span != NULL ? span : common_of(it, at);
        if (span == NULL) {
            fail_msg("%s has no member %s", n->name, at);
        } else {
            *span = text_of(value);
        }
    }
}

typedef struct written_row {
    const char *network;
    unsigned type, id;
    const char *members, *objects;
} written_row;

static void tables_fill_in_what_is_fixed(void **state)
{
    static const written_row rows[] = {
        { "promptpay", EMVQR_PROMPTPAY_TRANSFER, 0, "mobile=0066812345678",
          "00=01 01=11 29.00=A000000677010111 29.01=0066812345678 53=764 58=TH" },
        { "promptpay", EMVQR_PROMPTPAY_TRANSFER, 30, "national_id=1234567890121 amount=50.00",
          "00=01 01=12 30.00=A000000677010111 30.02=1234567890121 53=764 54=50.00 58=TH" },
        { "promptpay", EMVQR_PROMPTPAY_TRANSFER, 0, "guid=A000000677010114 ewallet_id=140000812345678 ota=1234567890",
          "00=01 01=11 29.00=A000000677010114 29.03=140000812345678 29.05=1234567890 53=764 58=TH" },
        { "promptpay", EMVQR_PROMPTPAY_BILL, 0, "biller_id=099400016550100 ref1=A ref3=C vat_branch=0001",
          "00=01 01=11 30.00=A000000677010112 30.01=099400016550100 30.02=A 53=764 58=TH 62.07=C 80.00=0001" },
        { "promptpay", EMVQR_PROMPTPAY_BILL, 0, "biller_id=099400016550100 ref1=A terminal=C",
          "00=01 01=11 30.00=A000000677010112 30.01=099400016550100 30.02=A 53=764 58=TH 62.07=C" },
        { "promptpay", EMVQR_PROMPTPAY_BILL, 0, "biller_id=099400016550100 ref1=A ref3=own terminal=common",
          "00=01 01=11 30.00=A000000677010112 30.01=099400016550100 30.02=A 53=764 58=TH 62.07=own" },
        { "promptpay", EMVQR_PROMPTPAY_BILL_CROSS_BORDER, 0,
          "biller_id=099400016550100 ref1=A country=JP local_currency=392 local_amount=3000.00 local_country=JP",
          "00=01 01=11 30.00=A000000677012006 30.01=099400016550100 30.02=A 53=764 58=JP 62.08=3920000003000.00JP" },
        { "promptpay", EMVQR_PROMPTPAY_BILL_CROSS_BORDER, 0, "biller_id=099400016550100 ref1=A local_amount=5 purpose=X",
          "00=01 01=11 30.00=A000000677012006 30.01=099400016550100 30.02=A 53=764 62.08=000000000000000500" },
        { "promptpay", EMVQR_PROMPTPAY_MERCHANT, 0, "acquirer_id=004",
          "00=01 01=11 31.00=A000000677010113 31.01=004 53=764 58=TH" },
        { "promptpay", EMVQR_PROMPTPAY_API, 0, "api_id=001 provider_id=014 initiation=12",
          "00=01 01=12 31.00=A000000677012004 31.01=001 31.02=014 53=764 58=TH" },
        { "vietqr", EMVQR_VIETQR_ACCOUNT, 0, "bank_bin=970436 account=0011001234567 amount=1000 message=hi",
          "00=01 01=12 38.00=A000000727 38.01.00=970436 38.01.01=0011001234567 38.02=QRIBFTTA 53=704 54=1000 58=VN"
          " 62.08=hi" },
        { "vietqr", EMVQR_VIETQR_CARD, 0, "bank_bin=970436 account=9704360000000001",
          "00=01 01=11 38.00=A000000727 38.01.00=970436 38.01.01=9704360000000001 38.02=QRIBFTTC 53=704 58=VN" },
        { "vietqr", EMVQR_VIETQR_CASH, 0, "bank_bin=970436 account=1 name=A city=B reference=R terminal=T",
          "00=01 01=12 38.00=A000000727 38.01.00=970436 38.01.01=1 38.02=QRCASH 52=6011 53=704 58=VN 59=A 60=B 62.05=R"
          " 62.07=T" },
        { "lapnet", EMVQR_LAPNET_MERCHANT, 0, "iin=27710418 receiver_id=mch1 category=5812 name=A city=VTE",
          "00=01 01=11 38.00=A005266284662577 38.01=27710418 38.02=002 38.03=mch1 52=5812 53=418 58=LA 59=A 60=VTE" },
        { "lapnet", EMVQR_LAPNET_OTHER, 0, "iin=27710418 receiver_id=1 payment_type=006 currency=840",
          "00=01 01=11 38.00=A005266284662577 38.01=27710418 38.02=006 38.03=1 53=840 58=LA" },
        { "onepay", EMVQR_ONEPAY_TRANSFER, 0, "receiver_id=abc",
          "00=01 01=11 33.00=BCEL 33.01=TRANSFER 33.02=abc 53=418 58=LA" },
        { "umoney", 0, 0, "mobile=8562055555555", "00=01 01=11 29.00=UMONEY 29.01=8562055555555 53=418 58=LA" },
        { "vnpay", 1, 0, "merchant_code=0100000001 guid=908405",
          "00=01 01=11 26.00=908405 26.01=0100000001 53=704 58=VN" },
        { "zalopay", EMVQR_ZALOPAY_PERSONAL, 27, "token=T", "00=01 01=11 27.00=vn.zalopay 27.01=T 27.02=002 53=704 58=VN" },
        { "airpay", 0, 0, "token=T", "00=01 01=11 26.00=vn.airpay.www 26.01=T 53=704 58=VN" },
        { "duitnow", EMVQR_DUITNOW_BILL, 0, "biller_code=12345 ref1=R name=A amount=5.00",
          "00=02 01=12 26.00=A0000006150001 26.01=898989 26.02=12345 52=1111 53=458 54=5.00 58=MY 59=A 60=MY 62.90=R" },
        { "duitnow", EMVQR_DUITNOW_CASH_OUT, 0, "acquirer_id=501664 qr_id=Q name=A postal_code=50000 digest=X",
          "00=02 01=11 26.00=A0000006150001 26.01=501664 26.02=Q 52=6010 53=458 58=MY 59=A 60=MY 61=50000 82=X" },
        { "qris", EMVQR_QRIS_PAYMENT, 0,
          "merchant_pan=936000990000000001 merchant_id=1 criteria=UMI nmid=ID1018000000019 category=5812 name=A city=B"
          " postal_code=10000 tip=03 tip_percentage=5.00",
          "00=01 01=11 26.00=00 26.01=936000990000000001 26.02=1 26.03=UMI 51.00=ID.CO.QRIS.WWW 51.02=ID1018000000019"
          " 52=5812 53=360 55=03 57=5.00 58=ID 59=A 60=B 61=10000" },
        { "qris", EMVQR_QRIS_PAYMENT, 27, "guid=ID.CO.EXAMPLE.WWW merchant_pan=936000990000000001 amount=1000",
          "00=01 01=12 27.00=ID.CO.EXAMPLE.WWW 27.01=936000990000000001 53=360 54=1000 58=ID" },
        { "qris", EMVQR_QRIS_CASH_OUT, 0, "merchant_pan=936000990000000001 merchant_id=1 bic=EXAMIDJA proprietary=X",
          "00=01 01=12 40.00=00 40.01=936000990000000001 40.02=1 40.04=EXAMIDJA 52=4829 53=360 58=ID 62.08=CWDL"
          " 62.99.00=00 62.99.01=X" },
        { "visa", EMVQR_CARD_PRIMITIVE, 0, "account=4000123456789012 category=5812 currency=764 country=TH name=A city=B",
          "00=01 01=11 02=4000123456789012 52=5812 53=764 58=TH 59=A 60=B" },
        { "visa", 1, 3, "account=4000123456789012", "00=01 01=11 03=4000123456789012" },
        { "visa", EMVQR_CARD_TEMPLATE, 0, "", "00=01 01=11 26.00=A0000000031010" },
        { "alipay", EMVQR_ALIPAY_MERCHANT, 0, "merchant_id=1 currency=764",
          "00=01 01=11 26.00=COM.ALIPAY.OPENAPI 26.01=1 53=764" },
        { "alipay", EMVQR_ALIPAY_CODE, 30, "url=U", "00=01 01=11 30.00=com.alipay 30.01=U" },
        { "wechat", 0, 0, "merchant_id=1 terminal_id=2", "00=01 01=11 26.00=COM.QQ.WEIXIN.PAY 26.01=1 26.02=2" },
        { "unionpay", 1, 0, "account=2738041827380418000000000000001 language=th name_local=\340\270\201 bill=1 channel=000",
          "00=01 01=11 15=2738041827380418000000000000001 62.01=1 62.11=000 64.00=th 64.01=\340\270\201" },
    };
    size_t i, len;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        const network *n = network_of(rows[i].network);
        const char *wanted = payload_build(rows[i].objects);
        any_code it;

        fill(n, &it, rows[i].type, rows[i].id, rows[i].members);
        assert_int_equal(n->write(&it, buffer, sizeof buffer, &len), EMVQR_OK);
        buffer[len] = '\0';
        assert_string_equal(buffer, wanted);
    }
}

typedef struct refused_row {
    const char *network;
    unsigned type, id;
    const char *members;
    emvqr_status status;
} refused_row;

#define A25 "AAAAAAAAAAAAAAAAAAAAAAAAA"

static void what_cannot_be_written_is_refused(void **state)
{
    static const refused_row rows[] = {
        { "promptpay", 0, 0, "mobile=0066812345678", EMVQR_ERR_KEY },
        { "promptpay", 6, 0, "mobile=0066812345678", EMVQR_ERR_KEY },
        { "promptpay", 255, 0, "mobile=0066812345678", EMVQR_ERR_KEY },
        { "umoney", 2, 0, "mobile=1", EMVQR_ERR_KEY },
        { "visa", 0, 0, "account=1", EMVQR_ERR_KEY },
        { "visa", EMVQR_CARD_TEMPLATE, 0, "account=1", EMVQR_ERR_KEY },
        { "promptpay", EMVQR_PROMPTPAY_TRANSFER, 0, "biller_id=099400016550100", EMVQR_ERR_KEY },
        { "promptpay", EMVQR_PROMPTPAY_BILL, 0, "biller_id=099400016550100 ref1=A local_amount=1", EMVQR_ERR_KEY },
        { "duitnow", EMVQR_DUITNOW_PAYMENT, 0, "biller_code=1", EMVQR_ERR_KEY },
        { "qris", EMVQR_QRIS_TRANSFER, 0, "criteria=UMI", EMVQR_ERR_KEY },
        { "promptpay", EMVQR_PROMPTPAY_TRANSFER, 25, "mobile=1", EMVQR_ERR_ARGUMENT },
        { "promptpay", EMVQR_PROMPTPAY_TRANSFER, 52, "mobile=1", EMVQR_ERR_ARGUMENT },
        { "promptpay", EMVQR_PROMPTPAY_TRANSFER, 255, "mobile=1", EMVQR_ERR_ARGUMENT },
        { "visa", 1, 4, "account=1", EMVQR_ERR_ARGUMENT },
        { "visa", 1, 1, "account=1", EMVQR_ERR_ARGUMENT },
        { "visa", 1, 26, "account=1", EMVQR_ERR_ARGUMENT },
        { "visa", 1, 0, "account=1 name=\300", EMVQR_ERR_ARGUMENT },
        { "visa", 1, 0, "account=" A25 A25 A25 A25, EMVQR_ERR_TOO_LONG },
        { "promptpay", EMVQR_PROMPTPAY_BILL_CROSS_BORDER, 0, "local_currency=0392", EMVQR_ERR_TOO_LONG },
        { "promptpay", EMVQR_PROMPTPAY_BILL, 0, "ref1=" A25 A25 " ref2=" A25, EMVQR_ERR_TOO_LONG },
    };
    size_t i, len;
    any_code it;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        const network *n = network_of(rows[i].network);
        fill(n, &it, rows[i].type, rows[i].id, rows[i].members);
        len = 1;
        if (n->write(&it, buffer, sizeof buffer, &len) != rows[i].status || len != 0) {
            fail_msg("%s %u %s", rows[i].network, rows[i].type, rows[i].members);
        }
    }
    assert_int_equal(emvqr_visa_write(NULL, buffer, sizeof buffer, &len), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_visa_write(&it.card, buffer, sizeof buffer, NULL), EMVQR_ERR_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(structs_are_written_as_make_writes),
        cmocka_unit_test(what_was_written_reads_the_same),
        cmocka_unit_test(tables_fill_in_what_is_fixed),
        cmocka_unit_test(what_cannot_be_written_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
