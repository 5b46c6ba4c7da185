/* SPDX-License-Identifier: MIT */
/* Several accounts in one new code: where each is written, what they share, and what does not go together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/payload.h"
#include "support/typed.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define MOBILE "mobile=0812345678"
#define TRANSFER "29.00=A000000677010111 29.01=0066812345678 "
#define BILL_KEYS "biller_id=099400016550100|ref1=REF1"
#define BILL "30.00=A000000677010112 30.01=099400016550100 30.02=REF1 "
#define UNIONPAY "1234567812345678123456789012345"
#define SHOP_KEYS "category=5812|name=Example|city=Bangkok"
#define SHOP "58=TH 59=Example 60=Bangkok"
#define CARD_SHOP_KEYS "category=5812|currency=USD|country=US|name=Example|city=Bangkok"
#define CARD_SHOP "52=5812 53=840 58=US 59=Example 60=Bangkok"
#define DUITNOW_KEYS "acquirer_id=890053|qr_id=ABC|name=Example|category=5812"
#define DUITNOW "26.00=A0000006150001 26.01=890053 26.02=ABC "
#define QRIS_KEYS(pan) "guid=COM.EXAMPLE.WWW|merchant_pan=" pan "|merchant_id=M1|criteria=UMI"
#define QRIS(id, pan) id ".00=COM.EXAMPLE.WWW " id ".01=" pan " " id ".02=M1 " id ".03=UMI "
#define QRIS_SHOP_KEYS "category=5812|name=Contoh|city=Jakarta|postal_code=10220"
#define QRIS_SHOP "52=5812 53=360 58=ID 59=Contoh 60=Jakarta 61=10220"
#define PAN1 "9360009100000000012"
#define PAN2 "9360001400000000015"

typedef struct row {
    const char *network, *keys, *result; /* objects, or words of the message */
} row;

static const row made[] = {
    /* PromptPay and a card: what the one fixes serves the other, in either order */
    { "promptpay", MOBILE "|+unionpay|account=" UNIONPAY "|" SHOP_KEYS,
      "00=01 01=11 15=" UNIONPAY " " TRANSFER "52=5812 53=764 " SHOP },
    { "unionpay", "account=" UNIONPAY "|" SHOP_KEYS "|+promptpay|" MOBILE,
      "00=01 01=11 15=" UNIONPAY " " TRANSFER "52=5812 53=764 " SHOP },
    /* the sum is the code's: given for the card, it is written as PromptPay writes it */
    { "unionpay", "account=" UNIONPAY "|amount=50|+promptpay|" MOBILE "|" SHOP_KEYS,
      "00=01 01=12 15=" UNIONPAY " " TRANSFER "52=5812 53=764 54=50.00 " SHOP },
    { "promptpay", "amount=50|" SHOP_KEYS "|" MOBILE "|+unionpay|account=" UNIONPAY,
      "00=01 01=12 15=" UNIONPAY " " TRANSFER "52=5812 53=764 54=50.00 " SHOP },
    { "promptpay", MOBILE "|amount=50|" SHOP_KEYS "|+unionpay|amount=50|account=" UNIONPAY, /* said twice, alike */
      "00=01 01=12 15=" UNIONPAY " " TRANSFER "52=5812 53=764 54=50.00 " SHOP },
    { "visa", "account=V|name_local=\xE0\xB8\x81|" SHOP_KEYS "|+promptpay|" MOBILE,
      "00=01 01=11 02=V " TRANSFER "52=5812 53=764 " SHOP " 64.00=th 64.01=\xE0\xB8\x81" },
    /* two types of one network: a payer chooses */
    { "promptpay", MOBILE "|+promptpay|" BILL_KEYS, "00=01 01=11 " TRANSFER BILL "53=764 58=TH" },
    { "promptpay", BILL_KEYS "|ref3=T1|+promptpay|" MOBILE "|amount=1",
      "00=01 01=12 " TRANSFER BILL "53=764 54=1.00 58=TH 62.07=T1" },
    { "promptpay", BILL_KEYS "|+promptpay|acquirer_id=004|31.02=REF1",
      "00=01 01=11 " BILL "31.00=A000000677010113 31.01=004 31.02=REF1 53=764 58=TH" },
    { "promptpay", "type=transfer|" MOBILE "|+promptpay|type=bill|" BILL_KEYS "|+promptpay|api_id=001",
      "00=01 01=11 " TRANSFER BILL "31.00=A000000677012004 31.01=001 53=764 58=TH" },
    /* cards: each scheme has its IDs, and a second account of one takes the next */
    { "visa", "account=V1|" CARD_SHOP_KEYS "|+visa|account=V2|+mastercard|account=M",
      "00=01 01=11 02=V1 03=V2 04=M " CARD_SHOP },
    { "mastercard", "account=M|+visa|account=V1|+visa|account=V2|" CARD_SHOP_KEYS,
      "00=01 01=11 02=V1 03=V2 04=M " CARD_SHOP },
    { "visa", "03=V1|" CARD_SHOP_KEYS "|+visa|account=V2", "00=01 01=11 02=V2 03=V1 " CARD_SHOP },
    { "visa", "account=V1|account=V2|" CARD_SHOP_KEYS "|+jcb|account=J", "00=01 01=11 02=V2 13=J " CARD_SHOP },
    /* DuitNow's own format indicator, before EMVCo's, in either order */
    { "duitnow", DUITNOW_KEYS "|+visa|account=V", "00=02 01=11 02=V " DUITNOW "52=5812 53=458 58=MY 59=Example 60=MY" },
    { "visa", "account=V|+duitnow|" DUITNOW_KEYS, "00=02 01=11 02=V " DUITNOW "52=5812 53=458 58=MY 59=Example 60=MY" },
    /* QRIS: several acquirers under one 51 */
    { "qris", QRIS_KEYS(PAN1) "|nmid=ID1018000000019|" QRIS_SHOP_KEYS "|+qris|" QRIS_KEYS(PAN2),
      "00=01 01=11 " QRIS("26", PAN1) QRIS("27", PAN2) "51.00=ID.CO.QRIS.WWW 51.02=ID1018000000019 " QRIS_SHOP },
    { "qris", QRIS_KEYS(PAN1) "|+qris|nmid=ID1018000000019|" QRIS_KEYS(PAN2) "|" QRIS_SHOP_KEYS,
      "00=01 01=11 " QRIS("26", PAN1) QRIS("27", PAN2) "51.00=ID.CO.QRIS.WWW 51.02=ID1018000000019 " QRIS_SHOP },
    { "qris", QRIS_KEYS(PAN1) "|26.04=X|nmid=ID1018000000019|" QRIS_SHOP_KEYS "|+qris|" QRIS_KEYS(PAN2)
      "|27.04=Y|nmid=ID1018000000019|+qris|" QRIS_KEYS(PAN1),
      "00=01 01=11 " QRIS("26", PAN1) "26.04=X " QRIS("27", PAN2) "27.04=Y " QRIS("28", PAN1)
      "51.00=ID.CO.QRIS.WWW 51.02=ID1018000000019 " QRIS_SHOP },
    { "visa", "account=V|+qris|" QRIS_KEYS(PAN1) "|amount=15000|" QRIS_SHOP_KEYS,
      "00=01 01=12 02=V " QRIS("26", PAN1) "52=5812 53=360 54=15000 58=ID 59=Contoh 60=Jakarta 61=10220" },
    /* Alipay and WeChat Pay stand where there is room */
    { "duitnow", DUITNOW_KEYS "|+alipay|url=https://qr.example/1|+wechat|merchant_id=W1",
      "00=02 01=11 " DUITNOW "27.00=com.alipay 27.01=https://qr.example/1 28.00=COM.QQ.WEIXIN.PAY 28.01=W1 52=5812 53=458 "
      "58=MY 59=Example 60=MY" },
    { "wechat", "merchant_id=W1|+promptpay|" MOBILE "|+alipay|type=merchant|merchant_id=A1|" SHOP_KEYS,
      "00=01 01=11 26.00=COM.QQ.WEIXIN.PAY 26.01=W1 27.00=COM.ALIPAY.OPENAPI 27.01=A1 " TRANSFER "52=5812 53=764 " SHOP },
    /* Laos: LAO QR and UnionPay, as its banks print them */
    { "lapnet", "iin=27710418|payment_type=002|receiver_id=M1|category=5812|name=Example|city=Vientiane|+unionpay|account="
      UNIONPAY, "00=01 01=11 15=" UNIONPAY " 38.00=A005266284662577 38.01=27710418 38.02=002 38.03=M1 52=5812 53=418 "
      "58=LA 59=Example 60=Vientiane" },
};

static const row refused[] = {
    /* currencies and countries */
    { "promptpay", MOBILE "|+duitnow|" DUITNOW_KEYS, "promptpay and duitnow ask for different currencies" },
    { "vietqr", "bank=VCB|account=1|+promptpay|" MOBILE, "vietqr and promptpay ask for different currencies" },
    { "visa", "account=V|+vietqr|bank=VCB|account=1|" SHOP_KEYS "|+promptpay|" MOBILE,
      "vietqr and promptpay ask for different currencies" },
    { "promptpay", MOBILE "|" CARD_SHOP_KEYS "|+visa|account=V", "Transaction currency" },
    /* a place that is taken */
    { "vietqr", "bank=VCB|account=1|+lapnet|iin=27710418|payment_type=001|receiver_id=X",
      "stands where lapnet is written" },
    { "promptpay", MOBILE "|+promptpay|mobile=0898765432", "stands where promptpay is written" },
    { "promptpay", MOBILE "|+umoney|mobile=8562055555555", "stands where umoney is written" },
    { "visa", "account=1|+visa|account=2|+visa|account=3", "stands where visa is written" },
    { "alipay", "url=https://qr.example/1|+duitnow|" DUITNOW_KEYS, "stands where duitnow is written: name this one first" },
    { "duitnow", DUITNOW_KEYS "|+vnpay", "" },
    { "promptpay", MOBILE "|+promptpay", "a place that no other account has is missing" },
    { "promptpay", MOBILE "|+visa|account=V|29.05=1234567890", "object 29.05 is set for another account" },
    /* what is the code's is said once */
    { "promptpay", MOBILE "|amount=50|+unionpay|amount=60", "object 54 is set for another account" },
    { "visa", "account=V|currency=USD|+jcb|currency=JPY", "object 53 is set for another account" },
    { "qris", QRIS_KEYS(PAN1) "|nmid=ID1018000000019|" QRIS_SHOP_KEYS "|+qris|nmid=ID1018000000027", "object 51.02" },
    /* each account asks for its own */
    { "promptpay", MOBILE "|+unionpay|" SHOP_KEYS, "account is missing: see emvqr networks unionpay" },
    { "promptpay", MOBILE "|+unionpay|account=" UNIONPAY, "category is missing: see emvqr networks unionpay" },
    { "unionpay", "account=" UNIONPAY "|" SHOP_KEYS "|+promptpay|amount=1", "is missing: see emvqr networks promptpay" },
    { "visa", "account=V|" SHOP_KEYS "|+jcb|account=J", "currency is missing: see emvqr networks visa" },
    { "promptpay", MOBILE "|+unionpay|account=1|" SHOP_KEYS, "1 character where exactly 31 are allowed" },
    { "promptpay", MOBILE "|+unionpay|mobile=0812345678", "no such key" },
    { "promptpay", MOBILE "|+unionpay|type=bill", "no such type" },
    /* what one network forbids is forbidden */
    { "promptpay", MOBILE "|tip=5%|+visa|account=V|" SHOP_KEYS, "must not be used" },
    { "visa", "account=V|+promptpay|" MOBILE "|" SHOP_KEYS "|amount=1.005", "decimals" },
};

static void accounts_side_by_side(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(made); i++) {
        typed_make(made[i].network, made[i].keys, false);
        typed_is_made(made[i].keys, payload_build(made[i].result));
    }
}

static void accounts_that_do_not_go_together(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(refused); i++) {
        typed_make(refused[i].network, refused[i].keys, false);
        typed_is_refused(refused[i].keys, refused[i].result);
    }
}

/* Every account of what was made is read as what was asked for. */
static void they_are_read_back(void **state)
{
    (void)state;
    typed_make("visa", "account=V1|+visa|account=V2|+promptpay|" MOBILE "|+promptpay|" BILL_KEYS "|" SHOP_KEYS, false);
    assert_int_equal(typed_result.status, EMVQR_OK);
    assert_string_equal(typed_accounts(typed_result.text),
                        "visa card 02 account=V1; visa card 03 account=V2; promptpay transfer 29 mobile=0066812345678 | "
                        "phone=0812345678; promptpay bill 30 biller_id=099400016550100 ref1=REF1");
}

/* A key may be set for an account before or after others have theirs; what was set for it counts last. */
static void turning_between_accounts(void **state)
{
    emvqr_making *making = &typed_result.making;
    emvqr_findings findings;
    size_t len;

    (void)state;
    emvqr_making_new(making, emvqr_network_by_name("promptpay", 9));
    assert_int_equal(emvqr_making_also(making, emvqr_network_by_name("visa", 4)), EMVQR_OK);
    assert_int_equal(emvqr_making_set(making, "account", 7, "V", 1), EMVQR_OK);
    assert_int_equal(emvqr_making_set(making, "mobile", 6, "0812345678", 10), EMVQR_ERR_KEY);
    assert_int_equal(emvqr_making_turn(making, 0), EMVQR_OK);
    assert_int_equal(emvqr_making_set(making, "mobile", 6, "0812345678", 10), EMVQR_OK);
    assert_int_equal(emvqr_making_set(making, "amount", 6, "5", 1), EMVQR_OK);
    assert_int_equal(emvqr_making_turn(making, 1), EMVQR_OK);
    assert_int_equal(emvqr_making_set(making, "account", 7, "W", 1), EMVQR_OK);
    assert_int_equal(emvqr_making_set(making, "amount", 6, "6", 1), EMVQR_ERR_KEY);
    assert_int_equal(emvqr_making_set(making, "name", 4, "A", 1), EMVQR_OK);
    assert_int_equal(emvqr_making_set(making, "city", 4, "B", 1), EMVQR_OK);
    assert_int_equal(emvqr_making_set(making, "category", 8, "5812", 4), EMVQR_OK);
    assert_int_equal(emvqr_making_turn(making, 0), EMVQR_OK);
    assert_int_equal(emvqr_making_set(making, "amount", 6, "6", 1), EMVQR_OK);
    emvqr_findings_init(&findings, NULL, 0, EMVQR_STRICT);
    assert_int_equal(emvqr_making_finish(making, typed_result.text, EMVQR_PAYLOAD_MAX, &len, &findings), EMVQR_OK);
    typed_result.text[len] = '\0';
    assert_string_equal(typed_result.text,
                        payload_build("00=01 01=12 02=W " TRANSFER "52=5812 53=764 54=6.00 58=TH 59=A 60=B"));
}

static void limits(void **state)
{
    emvqr_making *making = &typed_result.making;
    const emvqr_network_info *visa = emvqr_network_by_name("visa", 4);
    unsigned i;

    (void)state;
    emvqr_making_new(making, visa);
    assert_int_equal(emvqr_making_turn(making, 1), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_making_also(making, NULL), EMVQR_ERR_ARGUMENT);
    for (i = 1; i < EMVQR_MAKING_ACCOUNTS; i++) {
        assert_int_equal(emvqr_making_also(making, visa), EMVQR_OK);
    }
    assert_int_equal(emvqr_making_also(making, visa), EMVQR_ERR_NO_SPACE);
    assert_string_not_equal(making->message, "");
    typed_edit(payload_build("00=01 29.00=A000000677010111 29.01=0066812345678 53=764 58=TH"), "", false);
    assert_int_equal(emvqr_making_also(making, visa), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_making_turn(making, 0), EMVQR_ERR_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accounts_side_by_side),
        cmocka_unit_test(accounts_that_do_not_go_together),
        cmocka_unit_test(they_are_read_back),
        cmocka_unit_test(turning_between_accounts),
        cmocka_unit_test(limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
