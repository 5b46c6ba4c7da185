/* SPDX-License-Identifier: MIT */
/* Laos: LAO QR, BCEL's OnePay and U-Money, what is judged, what is read, what is made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "support/judged.h"
#include "support/typed.h"
#include "support/payload.h"

#define HEAD "00=01 01=11 "
#define DYNAMIC "00=01 01=12 "
#define TAIL "53=418 58=LA "
#define SHOP "52=5812 59=SHOP 60=VTE "
#define AID "38.00=A005266284662577 "
#define RECEIVER "EXAMPLEPROFILEABCDEFGHIJ"
#define PERSON AID "38.01=27710418 38.02=001 38.03=" RECEIVER " "
#define MERCHANT AID "38.01=27710418 38.02=002 38.03=mch0000000000001 "
#define UNIONPAY "15=2031041800520446mch000000000000 "
#define ONEPAY "33.00=BCEL 33.01=ONEPAY 33.02=mch0000000000001 "
#define UMONEY "29.00=UMONEY 29.01=8562055555555 29.02='Example Person' "
#define A25 "ABCDEFGHIJKLMNOPQRSTUVWXY"

/* ---- judged ---- */

JUDGED(transfers,
    { HEAD PERSON TAIL, "" },
    { "00=01 " PERSON TAIL, "" },
    { DYNAMIC PERSON TAIL "54=15000.00", "" },
    { DYNAMIC PERSON TAIL "54=15000", "" },
    { DYNAMIC PERSON TAIL "54=1.000", "bad-amount:54:EE" },
    { HEAD PERSON TAIL SHOP, "" },
    { HEAD PERSON TAIL "52=58 ", "value:52:EW" },
    { HEAD PERSON TAIL "59= ", "zero-length:59:EW" },
    { HEAD PERSON TAIL "59=" A25 "Z ", "value-length:59:EW" },
    { HEAD PERSON "58=LA ", "missing-object:53:EW" },
    { HEAD PERSON "53=764 58=LA ", "country-currency:53:WW" },
    { HEAD PERSON "53=LAK 58=LA ", "value:53:EE" },
    { HEAD PERSON "53=418 ", "missing-object:58:EW" },
    { HEAD PERSON "53=418 58=TH ", "country-currency:58:EW" },
    { HEAD PERSON "53=418 58=la ", "value:58:EW" },
    { HEAD PERSON "53=418 58=VTE 60=LA ", "value:58:EW" }) /* only OnePay's client is known for that */

JUDGED(members_and_receivers,
    { HEAD PERSON "38.01=2771041 " TAIL, "value:38.01:EW" },
    { HEAD PERSON "38.01=277104180 " TAIL, "value:38.01:EW" },
    { HEAD PERSON "38.01=CAMBODIA " TAIL, "value:38.01:EW" },
    { HEAD PERSON "38.01= " TAIL, "zero-length:38.01:EE" },
    { HEAD PERSON "-38.01 " TAIL, "missing-object:38.01:EE" },
    { HEAD PERSON "38.01=12345678 " TAIL, "unknown-code:38.01:II" },
    { HEAD PERSON "38.01=00000418 " TAIL, "" },
    { HEAD PERSON "38.03= " TAIL, "zero-length:38.03:EE" },
    { HEAD PERSON "-38.03 " TAIL, "missing-object:38.03:EE" },
    { HEAD PERSON "38.03=" A25 " " TAIL, "" },
    { HEAD PERSON "38.03=" A25 "Z " TAIL, "value-length:38.03:EW" },
    { HEAD PERSON "38.03='a_b-C 1' " TAIL, "" },
    { HEAD PERSON "38.03=\340\272\201 " TAIL, "value-charset:38.03:EW" },
    { HEAD PERSON "38.03=a\nb " TAIL, "control-character:38.03:EE" },
    { HEAD PERSON "38.!0 " TAIL SHOP, "truncated:38:EE@83" },
    { HEAD AID "38.01=27710418 38.02=001 38.!0325" RECEIVER " " TAIL SHOP, "truncated:38.03:EE@55" },
    { HEAD AID "38.01=27710418 38.!'02 3001' " TAIL SHOP, "bad-length:38.02:EE@48" })

JUDGED(payment_types,
    { HEAD PERSON "-38.02 " TAIL SHOP, "missing-object:38.02:EW" },
    { HEAD PERSON "38.02=1 " TAIL SHOP, "value:38.02:EW" },
    { HEAD PERSON "38.02=01A " TAIL SHOP, "value:38.02:EW" },
    { HEAD PERSON "38.02= " TAIL SHOP, "zero-length:38.02:EW" },
    { HEAD PERSON "38.02=099 " TAIL SHOP, "" },
    { HEAD MERCHANT TAIL SHOP, "" },
    { HEAD UNIONPAY MERCHANT TAIL SHOP, "" },
    { HEAD MERCHANT TAIL "59=A 60=B ", "missing-object:52:EW" },
    { HEAD MERCHANT TAIL "52=5812 60=B ", "missing-object:59:EW" },
    { HEAD MERCHANT TAIL "52=5812 59=A ", "missing-object:60:EW" },
    { HEAD MERCHANT "38.02=003 " TAIL, "missing-object:52:EW missing-object:59:EW missing-object:60:EW" },
    { HEAD MERCHANT "38.02=004 " TAIL, "missing-object:52:EW missing-object:59:EW missing-object:60:EW" },
    { HEAD MERCHANT "38.02=009 " TAIL, "missing-object:52:EW missing-object:59:EW missing-object:60:EW" },
    { HEAD MERCHANT "38.02=009 " TAIL SHOP, "" })

JUDGED(expiries,
    { HEAD PERSON "38.04=20261231235959 " TAIL, "" },
    { HEAD PERSON "38.04=20280229000000 " TAIL, "" },
    { HEAD PERSON "38.04=1798761599000 " TAIL, "" },
    { HEAD PERSON "38.04=20260229000000 " TAIL, "value:38.04:WW" },
    { HEAD PERSON "38.04=20261331000000 " TAIL, "value:38.04:WW" },
    { HEAD PERSON "38.04=20260031000000 " TAIL, "value:38.04:WW" },
    { HEAD PERSON "38.04=20261200000000 " TAIL, "value:38.04:WW" },
    { HEAD PERSON "38.04=20261231240000 " TAIL, "value:38.04:WW" },
    { HEAD PERSON "38.04=20261231236000 " TAIL, "value:38.04:WW" },
    { HEAD PERSON "38.04=20261231235960 " TAIL, "value:38.04:WW" },
    { HEAD PERSON "38.04=202612312359 " TAIL, "value:38.04:WW" },
    { HEAD PERSON "38.04=2026123123595X " TAIL, "value:38.04:WW" },
    { HEAD PERSON "38.04= " TAIL, "zero-length:38.04:WW" },
    { HEAD PERSON "38.05=CLOSEWHENDONE " TAIL, "" },
    { HEAD ONEPAY "33.03=20261231235959 " TAIL, "" },
    { HEAD ONEPAY "33.03=1798761599000 " TAIL, "value:33.03:WW" },
    { HEAD ONEPAY "33.03=20261331235959 " TAIL, "value:33.03:WW" })

static void judged_when(int64_t now, const char *objects, const char *findings)
{
    judged_now = now;
    judged_as(objects, findings);
    judged_now = 0;
}

/* 2026-12-31T23:59:59 in Vientiane is 16:59:59 in UTC: 1798736399. */
static void codes_expire(void **state)
{
    (void)state;
    judged_when(1798736399, HEAD PERSON "38.04=20261231235959 " TAIL, "");
    judged_when(1798736400, HEAD PERSON "38.04=20261231235959 " TAIL, "expired:38.04:WW");
    judged_when(1798736399, HEAD PERSON "38.04=1798736399999 " TAIL, "");
    judged_when(1798736400, HEAD PERSON "38.04=1798736399999 " TAIL, "expired:38.04:WW");
    judged_when(951801000, HEAD PERSON "38.04=20000229121000 " TAIL, ""); /* a leap day: 2000-02-29T05:10:00Z */
    judged_when(951801001, HEAD PERSON "38.04=20000229121000 " TAIL, "expired:38.04:WW");
    judged_when(1798736400, HEAD PERSON "38.04=20261331235959 " TAIL, "value:38.04:WW");
    judged_when(1798736399, HEAD ONEPAY "33.03=20261231235959 " TAIL, "");
    judged_when(1798736400, HEAD ONEPAY "33.03=20261231235959 " TAIL, "expired:33.03:WW");
}

JUDGED(receipts,
    { HEAD "37.00=ESLIP 37.01=T1 37.02=F1 37.03=R1 ", "not-a-payment:37.00:WW" },
    { HEAD "37.00=eslip 37.01=T1 " TAIL SHOP, "not-a-payment:37.00:WW" },
    { HEAD "37.00=ESLIPS 37.01=T1 " TAIL SHOP, "" },
    { HEAD "33.00=BCEL 33.01=ONEPROOF 33.02=1 33.03=T 33.04=R ", "not-a-payment:33.01:WW" },
    { HEAD "33.00=BCEL 33.01=ONEPROO 33.02=1 " TAIL, "value:33.01:EW" })

JUDGED(onepay,
    { HEAD ONEPAY TAIL, "" },
    { HEAD ONEPAY TAIL SHOP, "" },
    { HEAD "33.00=BCEL 33.01=TRANSFER 33.02=" RECEIVER " " TAIL, "" },
    { HEAD "33.00=BCEL 33.01=ONEPAYLOTTO 33.02=mch1 " TAIL, "" },
    { HEAD "33.00=bcel 33.01=onepay 33.02=mch1 " TAIL, "" },
    { HEAD "33.00=BCELX 33.01=ONEPAY 33.02=mch1 " TAIL SHOP, "" },
    { HEAD ONEPAY "-33.01 " TAIL, "missing-object:33.01:EW" },
    { HEAD ONEPAY "33.01=SHOP " TAIL, "value:33.01:EW" },
    { HEAD ONEPAY "-33.02 " TAIL, "missing-object:33.02:EE" },
    { HEAD ONEPAY "33.02= " TAIL, "zero-length:33.02:EE" },
    { HEAD ONEPAY "53=418 58=VTE 60=LA ", "country-currency:58:EW" },
    { HEAD ONEPAY "53=418 58=TH ", "country-currency:58:EW" },
    { HEAD ONEPAY "53=418 58=VT1 ", "value:58:EW" },
    { HEAD ONEPAY "53=418 58=VTES ", "value:58:EW" },
    { HEAD ONEPAY "53=840 58=LA ", "country-currency:53:WW" },
    { HEAD ONEPAY TAIL "62.05=00000000-0000-4000-8000-000000000001 ", "value-length:62.05:EW" },
    { HEAD "34.00=BCEL 34.01=ONEPAY 34.02=mch1 " TAIL, "misplaced-account:34:EW" },
    { HEAD ONEPAY "34.00=BCEL 34.01=ONEPAY 34.02=mch1 " TAIL, "misplaced-account:34:EW conflicting-accounts:34:EE" },
    { HEAD ONEPAY MERCHANT TAIL SHOP, "" })

JUDGED(umoney,
    { HEAD UMONEY TAIL SHOP, "" },
    { HEAD UMONEY TAIL, "missing-object:52:EW missing-object:59:EW missing-object:60:EW" },
    { HEAD UMONEY "-29.01 " TAIL SHOP, "missing-object:29.01:EE" },
    { HEAD UMONEY "29.01=856-205555555 " TAIL SHOP, "value-charset:29.01:EW" },
    { HEAD UMONEY "53=418 58=TH " SHOP, "country-currency:58:EW" },
    { HEAD UMONEY "53=840 58=LA " SHOP, "country-currency:53:WW" })

JUDGED(several_accounts,
    { HEAD PERSON "39.00=A005266284662577 39.01=27710418 39.02=001 39.03=OTHER " TAIL,
      "misplaced-account:39:EW conflicting-accounts:39:EE" },
    { HEAD PERSON "39.00=A005266284662577 39.01=32170418 39.02=001 39.03=" RECEIVER " " TAIL,
      "misplaced-account:39:EW conflicting-accounts:39:EE" },
    { HEAD PERSON "39.00=A005266284662577 39.01=27710418 39.02=001 39.03=" RECEIVER " " TAIL, "misplaced-account:39:EW" },
    /* 38 is VietQR's too: the identifier decides */
    { HEAD "38.00=A000000727 38.01.00=970436 38.01.01=1 38.02=QRIBFTTA " TAIL,
      "country-currency:53:WW country-currency:58:EW" },
    { HEAD "38.00=A005266284662578 38.01=27710418 38.02=001 38.03=A " TAIL SHOP, "" })

/* ---- the CRC without its leading zeros ---- */

/* The first code of a row of receivers whose CRC has `digits` digits without leading zeros (0: it is 0), and it. */
static unsigned code_with_short_crc(const char *before, unsigned digits, char *text, const char *behind)
{
    unsigned n = 0, crc;

    for (;; n++) {
        char objects[256];
        sprintf(objects, "%s%07u %s63=none", before, n, behind);
        strcpy(text, payload_build(objects));
        strcat(text, "6304");
        crc = payload_crc(text, strlen(text));
        if (crc >> (4 * digits) == 0 && (digits <= 1 || crc >> (4 * digits - 4) != 0)) {
            text[strlen(text) - 4] = '\0';
            return crc;
        }
    }
}

static void onepay_crc_may_be_short(void **state)
{
    static const char onepay[] = HEAD "33.00=BCEL 33.01=ONEPAY 33.02=mch";
    char text[256], whole[300], findings[64];
    unsigned significant, digits, crc;
    judged it;

    (void)state;
    for (significant = 0; significant <= 3; significant++) {
        digits = significant == 0 ? 1 : significant;
        crc = code_with_short_crc(onepay, significant, text, TAIL);
        sprintf(findings, "crc-unpadded:63:EW@%u", (unsigned)strlen(text));
        sprintf(whole, "%s63%02u%0*X", text, digits, (int)digits, crc);
        judged_text_as(whole, strlen(whole), findings);
        judged_read(&it, whole, strlen(whole), EMVQR_FIELD);
        assert_false(it.doc.crc_ok);
        assert_int_equal(it.doc.crc, crc);
        sprintf(whole, "%s63%02u%0*x", text, digits, (int)digits, crc);
        judged_text_as(whole, strlen(whole), findings);
        sprintf(whole, "%s6304%04X", text, crc);
        judged_text_as(whole, strlen(whole), "");
        /* near misses */
        sprintf(findings, "crc-mismatch:63:EE@%u", (unsigned)strlen(text));
        sprintf(whole, "%s63%02u%0*X", text, digits, (int)digits, crc ^ 1u);
        judged_text_as(whole, strlen(whole), findings);
        if (digits < 3) { /* only some of the zeros are missing */
            sprintf(whole, "%s6303%03X", text, crc);
            judged_text_as(whole, strlen(whole), findings);
        }
        sprintf(findings, "crc-mismatch:63:EE@%u trailing-data:EE@%u", (unsigned)strlen(text),
                (unsigned)strlen(text) + 4 + digits);
        sprintf(whole, "%s63%02u%0*X5", text, digits, (int)digits, crc);
        judged_text_as(whole, strlen(whole), findings);
        /* another network's codes are not met so */
        crc = code_with_short_crc(HEAD AID "38.01=27710418 38.02=001 38.03=", significant, text, TAIL);
        sprintf(findings, "crc-mismatch:63:EE@%u", (unsigned)strlen(text));
        sprintf(whole, "%s63%02u%0*X", text, digits, (int)digits, crc);
        judged_text_as(whole, strlen(whole), findings);
    }
}

/* ---- read ---- */

TELLS(types_and_fields,
    { HEAD PERSON TAIL, "lapnet transfer 38 iin=27710418 payment_type=001 receiver_id=" RECEIVER " | bank=BCEL" },
    { HEAD MERCHANT "38.04=20261231235959 38.05=CLOSEWHENDONE " TAIL, "lapnet merchant 38 iin=27710418 payment_type=002 receiver_id=mch0000000000001 expiry=20261231235959 action=CLOSEWHENDONE"
      " | bank=BCEL | expires=2026-12-31T23:59:59+07:00" },
    { HEAD MERCHANT "38.01=12345678 38.04=1798736399999 " TAIL, "lapnet merchant 38 iin=12345678 payment_type=002 receiver_id=mch0000000000001 expiry=1798736399999"
      " | expires=2026-12-31T23:59:59+07:00" },
    { HEAD MERCHANT "38.04=1798736400000 " TAIL, "lapnet merchant 38 iin=27710418 payment_type=002 receiver_id=mch0000000000001 expiry=1798736400000"
      " | bank=BCEL | expires=2027-01-01T00:00:00+07:00" },
    { HEAD MERCHANT "38.04=20000229000000 " TAIL, "lapnet merchant 38 iin=27710418 payment_type=002 receiver_id=mch0000000000001 expiry=20000229000000"
      " | bank=BCEL | expires=2000-02-29T00:00:00+07:00" },
    { HEAD MERCHANT "38.04=soon " TAIL, "lapnet merchant 38 iin=27710418 payment_type=002 receiver_id=mch0000000000001 expiry=soon | bank=BCEL" },
    { HEAD MERCHANT "38.02=003 " TAIL, "lapnet bill 38 iin=27710418 payment_type=003 receiver_id=mch0000000000001 | bank=BCEL" },
    { HEAD MERCHANT "38.02=007 " TAIL, "lapnet other 38 iin=27710418 payment_type=007 receiver_id=mch0000000000001 | bank=BCEL" },
    { HEAD MERCHANT "-38.02 " TAIL, "lapnet other 38 iin=27710418 receiver_id=mch0000000000001 | bank=BCEL" },
    { HEAD "38.00=a005266284662577 38.01=70030418 38.02=001 38.03=X " TAIL, "lapnet transfer 38 iin=70030418 payment_type=001 receiver_id=X | bank=Lao Development Bank" },
    { HEAD "37.00=ESLIP 37.01=T1 37.02=F1 37.03=R1 ", "lapnet receipt 37 ticket=T1 bank_reference=F1 slip_reference=R1" },
    { HEAD "37.00=ESLIP 37.01=27710418 37.04=20261231235959 ", "lapnet receipt 37 ticket=27710418" },
    { HEAD ONEPAY "33.03=20240327190959 33.05=CLOSEWHENDONE " TAIL, "onepay merchant 33 service=ONEPAY receiver_id=mch0000000000001 expiry=20240327190959 action=CLOSEWHENDONE"
      " | expires=2024-03-27T19:09:59+07:00" },
    { HEAD "33.00=BCEL 33.01=TRANSFER 33.02=" RECEIVER " " TAIL, "onepay transfer 33 service=TRANSFER receiver_id=" RECEIVER },
    { HEAD "33.00=BCEL 33.01=ONEPAYLOTTO 33.02=mch1 " TAIL, "onepay lottery 33 service=ONEPAYLOTTO receiver_id=mch1" },
    { HEAD "33.00=BCEL 33.01=ONEPROOF 33.02=1 33.03=20240327190959 33.04=R ", "onepay receipt 33 service=ONEPROOF proof_type=1 ticket=20240327190959 proof_reference=R" },
    { HEAD "33.00=BCEL 33.01=ELSE 33.02=x " TAIL, "onepay null 33 service=ELSE receiver_id=x" },
    { HEAD UMONEY TAIL, "umoney transfer 29 mobile=8562055555555 holder=Example Person" },
    { HEAD UNIONPAY MERCHANT TAIL, "unionpay card 15 account=2031041800520446mch000000000000; lapnet merchant 38 iin=27710418 payment_type=002"
      " receiver_id=mch0000000000001 | bank=BCEL" })

/* ---- made ---- */

MAKES(lapnet_is_made, "lapnet",
    { "iin=27710418|payment_type=001|receiver_id=" RECEIVER, HEAD PERSON TAIL },
    { "bank=BCEL|type=transfer|receiver_id=" RECEIVER, HEAD PERSON TAIL },
    { "bank=lao development bank|payment_type=001|receiver_id=X",
      HEAD AID "38.01=70030418 38.02=001 38.03=X " TAIL },
    { "bank=BCEL|payment_type=001|receiver_id=" RECEIVER "|amount=15000", DYNAMIC PERSON "53=418 54=15000 58=LA" },
    { "bank=BCEL|payment_type=001|receiver_id=" RECEIVER "|amount=15000.00", DYNAMIC PERSON "53=418 54=15000.00 58=LA" },
    { "bank=BCEL|type=merchant|receiver_id=mch0000000000001|category=5812|name=SHOP|city=VTE",
      HEAD MERCHANT "52=5812 " TAIL "59=SHOP 60=VTE" },
    { "bank=BCEL|payment_type=002|receiver_id=mch0000000000001|category=5812|name=SHOP|city=VTE|expiry=2026-12-31|"
      "action=CLOSEWHENDONE",
      HEAD MERCHANT "38.04=20261231235959 38.05=CLOSEWHENDONE 52=5812 " TAIL "59=SHOP 60=VTE" },
    { "bank=BCEL|payment_type=001|receiver_id=" RECEIVER "|expiry=2026-12-31T08:30:00", HEAD PERSON "38.04=20261231083000 " TAIL },
    { "bank=BCEL|payment_type=001|receiver_id=" RECEIVER "|expiry=20261231083000", HEAD PERSON "38.04=20261231083000 " TAIL },
    { "bank=BCEL|payment_type=001|receiver_id=" RECEIVER "|expiry=1798736399999", HEAD PERSON "38.04=1798736399999 " TAIL },
    { "payment_type=004|bank=JDB|receiver_id=1|category=8661|name=A|city=B",
      HEAD AID "38.01=32170418 38.02=004 38.03=1 52=8661 " TAIL "59=A 60=B" },
    { "type=other|payment_type=006|bank=JDB|receiver_id=1|category=4900|name=A|city=B",
      HEAD AID "38.01=32170418 38.02=006 38.03=1 52=4900 " TAIL "59=A 60=B" },
    { "15=2031041800520446mch000000000000|bank=BCEL|payment_type=002|receiver_id=mch0000000000001|category=5812|name=SHOP|city=VTE",
      HEAD UNIONPAY MERCHANT "52=5812 " TAIL "59=SHOP 60=VTE" },
    { "bank=BCEL|payment_type=001|receiver_id=" RECEIVER "|name=A|name_local=\340\272\201",
      HEAD PERSON TAIL "59=A 64.00=lo 64.01=\340\272\201" })

MAKES(onepay_is_made, "onepay",
    { "receiver_id=mch0000000000001", HEAD ONEPAY TAIL },
    { "service=TRANSFER|receiver_id=" RECEIVER, HEAD "33.00=BCEL 33.01=TRANSFER 33.02=" RECEIVER " " TAIL },
    { "type=transfer|receiver_id=" RECEIVER, HEAD "33.00=BCEL 33.01=TRANSFER 33.02=" RECEIVER " " TAIL })

MAKES(umoney_is_made, "umoney",
    { "mobile=8562055555555|holder=Example Person|category=5331|name=N/A|city=N/A",
      HEAD UMONEY "52=5331 " TAIL "59=N/A 60=N/A" })

REFUSES(lapnet_is_refused, "lapnet",
    { "bank=BCEL|receiver_id=A", "payment_type is missing" },
    { "bank=BCEL|receiver_id=A|type=other|category=4900|name=A|city=B", "payment_type is missing" },
    { "payment_type=001|receiver_id=A", "iin is missing" },
    { "bank=BCEL|payment_type=001", "receiver_id is missing" },
    { "amount=1000", "iin is missing" },
    { "bank=BCEL|payment_type=002|receiver_id=A", "category is missing" },
    { "bank=BCE|payment_type=001|receiver_id=A", "not in this version's list" },
    { "iin=2771041|payment_type=001|receiver_id=A", "exactly 8" },
    { "bank=BCEL|payment_type=1|receiver_id=A|category=4900|name=A|city=B", "exactly 3" },
    { "bank=BCEL|payment_type=001|receiver_id=" A25 "Z", "at most 25" },
    { "bank=BCEL|payment_type=001|receiver_id=A|type=merchant|category=4900|name=A|city=B", "no type" },
    { "bank=BCEL|payment_type=001|receiver_id=A|expiry=2026-13-31", "expiry is not understood" },
    { "bank=BCEL|payment_type=001|receiver_id=A|expiry=soon", "expiry is not understood" },
    { "bank=BCEL|payment_type=001|receiver_id=A|ticket=1", "does not go together" },
    { "bank=BCEL|payment_type=001|receiver_id=A|amount=1.000", "not understood" },
    { "bank=BCEL|payment_type=001|receiver_id=A|name=\340\272\201", "name_local=" })

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(transfers),
        cmocka_unit_test(members_and_receivers),
        cmocka_unit_test(payment_types),
        cmocka_unit_test(expiries),
        cmocka_unit_test(codes_expire),
        cmocka_unit_test(receipts),
        cmocka_unit_test(onepay),
        cmocka_unit_test(umoney),
        cmocka_unit_test(several_accounts),
        cmocka_unit_test(onepay_crc_may_be_short),
        cmocka_unit_test(types_and_fields),
        cmocka_unit_test(lapnet_is_made),
        cmocka_unit_test(onepay_is_made),
        cmocka_unit_test(umoney_is_made),
        cmocka_unit_test(lapnet_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
