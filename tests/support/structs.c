/* SPDX-License-Identifier: MIT */
/* The typed headers as a table, spelt out by hand: the members here are what a program may rely on. */
#include "structs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define OF(type, name) { #name, offsetof(type, name) }
#define C(name) OF(emvqr_common, name)

const member common_members[COMMON_MEMBERS] = {
    C(guid),     C(amount),       C(currency),      C(country),  C(initiation), C(tip),       C(tip_fixed),
    C(tip_percentage), C(name),   C(city),          C(category), C(postal_code), C(language), C(name_local),
    C(city_local), C(bill),       C(mobile_number), C(store),    C(loyalty),    C(reference), C(customer),
    C(terminal), C(purpose),      C(consumer_data), C(tax_id),   C(channel),
};

#define M(name) OF(emvqr_promptpay_code, name)
static const char *const promptpay_types[] = { "transfer", "bill", "bill-cross-border", "merchant", "api" };
static const member promptpay_members[] = {
    M(mobile), M(national_id), M(ewallet_id), M(bank_account), M(ota), M(message), M(biller_id), M(ref1), M(ref2),
    M(ref3), M(local_currency), M(local_amount), M(local_country), M(acquirer_id), M(api_id), M(provider_id),
    M(api_reference), M(vat_branch), M(vat_rate), M(vat_amount),
};
#undef M
#define M(name) OF(emvqr_vietqr_code, name)
static const char *const vietqr_types[] = { "account", "card", "merchant", "cash" };
static const member vietqr_members[] = { M(bank_bin), M(account), M(service), M(message) };
#undef M
#define M(name) OF(emvqr_lapnet_code, name)
static const char *const lapnet_types[] = { "transfer", "merchant", "bill", "other", "receipt" };
static const member lapnet_members[] = {
    M(iin), M(payment_type), M(receiver_id), M(expiry), M(action), M(ticket), M(bank_reference), M(slip_reference),
};
#undef M
#define M(name) OF(emvqr_onepay_code, name)
static const char *const onepay_types[] = { "merchant", "transfer", "lottery", "receipt" };
static const member onepay_members[] = {
    M(service), M(receiver_id), M(expiry), M(action), M(proof_type), M(ticket), M(proof_reference),
};
#undef M
#define M(name) OF(emvqr_umoney_code, name)
static const char *const umoney_types[] = { "transfer" };
static const member umoney_members[] = { M(mobile), M(holder) };
#undef M
#define M(name) OF(emvqr_vnpay_code, name)
static const char *const vnpay_types[] = { "payment" };
static const member vnpay_members[] = { M(merchant_code) };
#undef M
#define M(name) OF(emvqr_zalopay_code, name)
static const char *const zalopay_types[] = { "order", "personal" };
static const member zalopay_members[] = { M(app_id), M(token), M(kind), M(transaction_id) };
#undef M
#define M(name) OF(emvqr_airpay_code, name)
static const char *const airpay_types[] = { "payment" };
static const member airpay_members[] = { M(token) };
#undef M
#define M(name) OF(emvqr_duitnow_code, name)
static const char *const duitnow_types[] = { "bill", "cash-out", "payment" };
static const member duitnow_members[] = {
    M(acquirer_id), M(qr_id), M(biller_code), M(descriptor), M(mobile), M(ref1), M(ref2), M(coordinates), M(digest),
};
#undef M
#define M(name) OF(emvqr_qris_code, name)
static const char *const qris_types[] = { "payment", "transfer", "cash-out", "cash-in" };
static const member qris_members[] = {
    M(guid), M(merchant_pan), M(merchant_id), M(criteria), M(bic), M(nmid), M(national_guid), M(national_criteria),
    M(proprietary),
};
#undef M
#define M(name) OF(emvqr_alipay_code, name)
static const char *const alipay_types[] = { "code", "merchant" };
static const member alipay_members[] = { M(url), M(merchant_id) };
#undef M
#define M(name) OF(emvqr_wechat_code, name)
static const char *const wechat_types[] = { "payment" };
static const member wechat_members[] = { M(merchant_id), M(terminal_id) };
#undef M
static const char *const card_types[] = { "card", "card-template" };
static const member card_members[] = { OF(emvqr_card_code, account) };

#define CALLS(name, type) \
    static emvqr_status read_##name(const emvqr_doc *doc, const emvqr_node *account, void *code) \
    { \
        return emvqr_##name##_read(doc, account, (type *)code); \
    } \
    static emvqr_status write_##name(const void *code, char *buf, size_t cap, size_t *len) \
    { \
        return emvqr_##name##_write((const type *)code, buf, cap, len); \
    }
#define ROW(name, type, table) \
    { #name, read_##name, write_##name, sizeof(type), table##_types, table##_members, COUNT(table##_types), \
      COUNT(table##_members) },
#define EACH(X) \
    X(promptpay, emvqr_promptpay_code, promptpay) \
    X(vietqr, emvqr_vietqr_code, vietqr) \
    X(lapnet, emvqr_lapnet_code, lapnet) \
    X(onepay, emvqr_onepay_code, onepay) \
    X(umoney, emvqr_umoney_code, umoney) \
    X(vnpay, emvqr_vnpay_code, vnpay) \
    X(zalopay, emvqr_zalopay_code, zalopay) \
    X(airpay, emvqr_airpay_code, airpay) \
    X(duitnow, emvqr_duitnow_code, duitnow) \
    X(qris, emvqr_qris_code, qris) \
    X(alipay, emvqr_alipay_code, alipay) \
    X(wechat, emvqr_wechat_code, wechat) \
    X(visa, emvqr_card_code, card) \
    X(mastercard, emvqr_card_code, card) \
    X(discover, emvqr_card_code, card) \
    X(amex, emvqr_card_code, card) \
    X(jcb, emvqr_card_code, card) \
    X(unionpay, emvqr_card_code, card)

#define CALLS_OF(name, type, table) CALLS(name, type)
EACH(CALLS_OF)
const network networks[NETWORKS] = { EACH(ROW) };

const network *network_of(const char *name)
{
    size_t i;

    for (i = 0; i < NETWORKS; i++) {
        if (strcmp(networks[i].name, name) == 0) {
            return &networks[i];
        }
    }
    return NULL;
}

emvqr_span *span_at(any_code *it, size_t at)
{
    return (emvqr_span *)(void *)((char *)it + at);
}

emvqr_span *member_of(const network *n, any_code *it, const char *name)
{
    size_t i;

    for (i = 0; i < n->member_count; i++) {
        if (strcmp(n->members[i].name, name) == 0) {
            return span_at(it, n->members[i].at);
        }
    }
    return NULL;
}

emvqr_span *common_of(any_code *it, const char *name)
{
    size_t i;

    for (i = 0; i < COUNT(common_members); i++) {
        if (strcmp(common_members[i].name, name) == 0) {
            return span_at(it, offsetof(any_code, head.common) + common_members[i].at);
        }
    }
    return NULL;
}

static emvqr_node nodes[EMVQR_NODES_MAX];
emvqr_doc struct_doc;

void struct_parse(const char *text, size_t len, emvqr_policy policy)
{
    emvqr_findings findings;

    emvqr_findings_init(&findings, NULL, 0, policy);
    emvqr_doc_init(&struct_doc, nodes, COUNT(nodes), emvqr_networks);
    assert_int_equal(emvqr_parse(&struct_doc, text, len, &findings), EMVQR_OK);
    emvqr_check(&struct_doc, 0, &findings);
}

const char *const more_payloads[MORE_PAYLOADS] = {
    "00=01 02=4000123456789012 04=5000123456789012 09=6000123456789012 11=340000000000000 13=3500000000000000"
    " 15=2738041827380418000000000000001 52=5812 53=764 58=TH 59=A 60=B",
    "00=01 01=12 29.00=A000000677010114 29.03=140000812345678 29.05=1234567890 53=764 58=TH 81=0E2A 80.00=0001 80.01=7.00"
    " 80.02=7.00",
    "00=01 01=11 29.00=A000000677010111 29.04=0041234567890 53=764 58=TH",
    "00=01 01=11 31.00=A000000677010113 31.01=004 31.02=1 53=764 58=TH",
    "00=01 01=11 31.00=A000000677012004 31.01=001 31.02=014 31.03=REF 53=764 58=TH",
    "00=01 01=12 30.00=A000000677012006 30.01=099400016550100 30.02=1 30.03=2 53=764 58=JP 62.07=T1"
    " 62.08=3920000003000.00JP",
    "00=01 26.00=vn.zalopay 26.01=T 26.02=002 53=704 58=VN",
    "00=01 26.00=vn.zalopay 26.01=123456 26.02=001 26.03=240000000000001 53=704 58=VN",
    "00=01 26.00=vn.airpay.www 26.01=T 53=704 58=VN",
    "00=01 26.00=A000000775 26.01=0100000001 53=704 58=VN",
    "00=01 29.00=UMONEY 29.01=8562055555555 29.02=N 53=418 58=LA",
    "00=01 33.00=BCEL 33.01=ONEPROOF 33.02=K 33.03=T 33.04=R",
    "00=01 37.00=ESLIP 37.01=T 37.02=B 37.03=R",
    "00=01 01=12 40.00=ID.CO.EXAMPLE.WWW 40.01=936000990000000001 40.02=1 40.04=EXAMIDJA 52=4829 53=360 58=ID 59=A 60=B"
    " 61=10000 62.08=DMCT 62.99.00=00 62.99.01=X",
    "00=02 01=11 26.00=A0000006150001 26.01=898989 26.02=12345 26.03=D 26.04=60123456789 52=1111 53=458 58=MY 59=A"
    " 60=MY 62.90=1 62.91=2 62.92=3 82=X",
    "00=01 26.00=com.alipay 26.01=https://example 53=764 58=TH",
    "00=01 27.00=COM.ALIPAY.OPENAPI 27.01=1 53=764 58=TH",
    "00=01 28.00=COM.QQ.WEIXIN.PAY 28.01=1 28.02=2 53=764 58=TH",
    "00=01 26.00=A0000000031010 26.01=1 53=764 58=TH",
};
