/* SPDX-License-Identifier: MIT */
/* How findings weigh, situation by situation: each row has a code in which the situation is met, and a near miss in
 * which it is not. Every finding code that there is must be raised by a row, and not by its near miss. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/judged.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* Findings as judged_as takes them: CODE:PATH:SEVERITIES under strict and under field. */
typedef struct situation {
    const char *met, *findings, *missed, *others;
} situation;

#define HEAD "00=01 01=11 "
#define ONCE "00=01 01=12 "
#define SHOP "59=SHOP 60=CITY "
#define A10 "ABCDEFGHIJ"
#define A25 A10 A10 "ABCDE"

/* ---- any network ---- */

#define ANY HEAD "26.00=com.example 26.01=1 52=5812 53=702 58=SG " SHOP
#define PAID ONCE "26.00=com.example 26.01=1 52=5812 53=702 54=1.00 58=SG " SHOP
#define RUPIAH ONCE "26.00=com.example 26.01=1 52=5812 53=360 54=1000 58=ID " SHOP
#define DONG ONCE "26.00=com.example 26.01=1 52=5812 53=704 54=1000 58=VN " SHOP
#define TIP ANY "55=02 56=1.00 "
#define TRANSFER "29.00=A000000677010111 29.01=0066812345678 "

static const situation structure[] = {
    { ANY "63=0000", "crc-mismatch:63:EE", ANY, "" },
    { ANY "63=none", "crc-missing:63:EE", ANY, "" },
    { ANY "63=* +63=0000", "trailing-data:EE@end-8", ANY, "" },
    { ANY "+58=SG", "duplicate-object:58:EE", ANY "+61=1", "" },
    { ANY "62.01=1 62.!01012", "duplicate-object:62.01:EE@82", ANY "62.01=1 62.!02012", "" },
    { "00=01 01=11 29.00=A000000677010111 29.01=0066812345678 53=764 58=TH 59=\360\237\215\234\360\237\215\234\360\237"
      "\215\234\360\237\215\234\360\237\215\234\360\237\215\234\360\237\215\234\360\237\215\23454049.99",
      "ambiguous-length-unit:EE value-charset:59:EW",
      "00=01 01=11 29.00=A000000677010111 29.01=0066812345678 53=764 58=TH 59=\360\237\215\234", "value-charset:59:EW" },
    { ANY "63=lower", "crc-lower-case:63:EW", ANY, "" },
    { ANY "$' '", "surrounding-space:EW", ANY "59=' SHOP '", "" },
    { ANY "64.00=vi 64.01=Qu\303\241n %bytes", "length-unit:EW", ANY "64.00=vi 64.01=Qu\303\241n", "" },
    { "01=11 00=01 26.00=com.example 26.01=1 52=5812 53=702 58=SG " SHOP, "order:00:EW", ANY, "" },
    { "!hello 63=none", "not-emv:EE", ANY, "" },
    { ANY "62.01=1 62.!0299x", "not-a-template:62:EW", ANY "62.01=1 62.02=x", "" },
    { ANY "59=SH\303OP %bytes", "invalid-utf8:59:EE", ANY "59=SHOP", "" },
    { ANY "61=1 !0x", "bad-id:EE@78", ANY "61=1", "" },
    { ANY "!61-4", "bad-length:61:EE@73", ANY "61=1234", "" },
    { ANY "!6199x", "truncated:61:EE@73", ANY "61=x", "" },
};

static const situation everywhere[] = {
    { ANY "00=03", "value:00:EE", ANY "00=02", "value:00:EW" },
    { ANY "01=13", "value:01:EW", ANY "01=12", "initiation-amount:01:II" },
    { HEAD "52=5812 53=702 58=SG " SHOP, "missing-object:EE", ANY, "" },
    { ANY "26.01=", "zero-length:26.01:EW", ANY, "" },
    { ANY "27=hello", "not-a-template:27:EW", ANY "27.00=hello 27.01=x", "" },
    { ANY "-26.00", "missing-object:26.00:EW", ANY, "" },
    { ANY "62=hello", "not-a-template:62:EW", ANY "62.01=hello", "" },
    { ANY "64=hello", "not-a-template:64:EW", ANY "64.00=en 64.01=hello", "" },
    { ANY "80=hello", "not-a-template:80:EW", ANY "80.00=hello", "" },
    { HEAD "27.00=A000000677010111 27.01=0066812345678 53=764 58=TH", "misplaced-account:27:EW",
      HEAD TRANSFER "53=764 58=TH", "" },
    { HEAD TRANSFER "28.00=A000000677010111 28.01=0066812345679 53=764 58=TH",
      "misplaced-account:28:EW conflicting-accounts:28:EE",
      HEAD TRANSFER "28.00=A000000677010111 28.01=0066812345678 53=764 58=TH", "misplaced-account:28:EW" },
    { HEAD TRANSFER "28.00=A000000677010111 28.01=0066812345679 53=764 58=TH",
      "misplaced-account:28:EW conflicting-accounts:28:EE",
      HEAD "02=4000000000000002 03=4000000000000010 04=1 05=2 53=702 58=SG 52=5812 " SHOP, "" },
    { ANY "53=SGD", "value:53:EE", ANY "53=999", "" },
    { PAID "54=+1", "bad-amount:54:EE", PAID "54=1", "" },
    { PAID "54=1,00", "bad-amount:54:EE", PAID "54=1.0", "" },
    { PAID "54=1e3", "bad-amount:54:EE", PAID "54=103", "" },
    { PAID "54=1.0.0", "bad-amount:54:EE", PAID "54=10.0", "" },
    { PAID "54=.5", "bad-amount:54:EE", PAID "54=0.5", "" },
    { PAID "54=.", "bad-amount:54:EE", PAID "54=1.", "" },
    { PAID "54=", "bad-amount:54:EE", PAID "54=98.", "" },
    { PAID "54='1 '", "bad-amount:54:EE", PAID "54=0040", "" },
    { PAID "54=\331\241", "bad-amount:54:EE", PAID "54=1", "" },
    { PAID "54=12345678901234", "bad-amount:54:EE", PAID "54=1234567890.12", "" },
    { TIP "56=1,0", "bad-amount:56:EE", TIP "56=1.0", "" },
    { PAID "54=0.00", "zero-amount:54:EW", PAID "54=0.01", "" },
    { PAID "54=1.005", "bad-amount:54:EE", PAID "54=1.05", "" },
    { RUPIAH "54=1.000", "bad-amount:54:EE", RUPIAH "54=1.00", "" },
    { DONG "54=1.000", "bad-amount:54:EE", DONG "54=1000", "" },
    { DONG "54=10000.5", "bad-amount:54:EE", DONG "54=10000.0", "amount-decimals:54:EW" },
    { DONG "54=10000.00", "amount-decimals:54:EW", DONG "54=10000", "" },
    { PAID "-53", "missing-object:53:EE", ANY "-53", "missing-object:53:EW" },
    { TIP "55=03", "conflict:55:EE", TIP, "" },
    { TIP "55=01", "conflict:55:EE", ANY "55=01", "" },
    { TIP "56=0", "conflict:56:EE", TIP "56=0.01", "" },
    { ANY "55=03 57=0.00", "conflict:57:EE", ANY "55=03 57=0.01", "" },
    { ANY "55=03 57=100", "conflict:57:EE", ANY "55=03 57=99.99", "" },
    { ANY "55=04", "value:55:EW", ANY "55=01", "" },
    { ANY "-52 -58 -59 -60",
      "missing-object:52:EW missing-object:58:EW missing-object:59:EW missing-object:60:EW", ANY, "" },
    { ANY "59= 60= 61= 62.01=",
      "zero-length:59:EW zero-length:60:EW zero-length:61:EW zero-length:62.01:EW", ANY "61=1 62.01=1", "" },
    { ANY "59=" A25 "F", "value-length:59:EW", ANY "59=" A25, "" },
    { ANY "60=" A10 "ABCDEF", "value-length:60:EW", ANY "60=" A10 "ABCDE", "" },
    { ANY "61=" A10 "A", "value-length:61:EW", ANY "61=" A10, "" },
    { ANY "62.01=" A25 "F 62.08=" A25 "F", "value-length:62.01:EW value-length:62.08:EW",
      ANY "62.01=" A25 " 62.08=" A25, "" },
    { ANY "64.00=en 64.01=" A25 "F", "value-length:64.01:EW", ANY "64.00=en 64.01=" A25, "" },
    { ANY "59=Qu\303\241n", "value-charset:59:EW", ANY "64.00=vi 64.01=Qu\303\241n", "" },
    { ANY "59=SH\001OP", "control-character:59:EE", ANY "59=SH~OP", "" },
    { ANY "64.00=en 64.01=A\342\200\256B", "control-character:64.01:EE", ANY "64.00=en 64.01=A\342\200\230B", "" },
    { ANY "52=58", "value:52:EW", ANY "52=0000", "" },
    { ANY "58=sg", "value:58:EW", ANY "58=ZZ", "" },
    { ANY "62.09=AA 62.11=00", "value:62.09:EW value:62.11:EW", ANY "62.09=AME 62.11=000", "" },
    { ANY "70=x", "rfu-object:70:EW", ANY "80.00=x", "" },
    { ANY "62.00=x", "rfu-object:62.00:EW", ANY "62.01=x", "" },
    { ANY "62.12=x", "rfu-object:62.12:EW", ANY "62.11=001", "" },
    { ANY "54=1.00", "initiation-amount:01:II", PAID, "" },
    { PAID "-54", "initiation-amount:01:II", PAID, "" },
};

/* ---- PromptPay ---- */

#define THAI HEAD TRANSFER "53=764 58=TH "
#define THAI_BILL HEAD "30.00=A000000677010112 30.01=099400016550100 30.02=A 53=764 58=TH "
#define ABROAD HEAD "30.00=A000000677012006 30.01=099400016550100 30.02=A 53=764 58=JP 62.08=3920000003000.00JP "

static const situation promptpay[] = {
    { THAI "53=840", "country-currency:53:EE", THAI, "" },
    { THAI "58=LA", "country-currency:58:EW", ABROAD "58=LA", "" },
    { THAI "-29.01", "missing-object:29:EE", THAI, "" },
    { THAI "29.01=", "zero-length:29.01:EE", THAI, "" },
    { THAI "29.02=0994000165501", "conflict:29.02:EE", THAI "-29.01 29.02=0994000165501", "" },
    { THAI "29.01=006681234567", "value-length:29.01:EE", THAI, "" },
    { THAI "29.01=006681234567X", "value-charset:29.01:EE", THAI, "" },
    { THAI "-29.01 29.03=14000081234567", "value-length:29.03:EE", THAI "-29.01 29.03=140000812345678", "" },
    { THAI_BILL "30.01=099400016550", "value-length:30.01:EE", THAI_BILL, "" },
    { THAI_BILL "30.01=0994000165501", "value-length:30.01:EW", THAI_BILL, "" },
    { THAI_BILL "-30.02", "missing-object:30.02:EW", THAI_BILL, "" },
    { THAI_BILL "30.03=" A10 A10 "A", "value-length:30.03:EW", THAI_BILL "30.03=" A10 A10, "" },
    { THAI "29.00=A000000677010114", "missing-object:29.05:EW", THAI "29.00=A000000677010114 29.05=0000000001", "" },
    { ABROAD "-62.08", "missing-object:62:EW", ABROAD, "" },
    { THAI "55=02 56=1.00", "forbidden-object:55:EW forbidden-object:56:EW", THAI, "" },
    { THAI "52=5812 " SHOP "39.00=x", "forbidden-object:39:EW", THAI "52=5812 " SHOP "40.00=x", "" },
    { THAI "80.00=1", "value:80.00:EW", THAI "80.00=0001", "" },
    { THAI "-29.01 29.03=140000812345678 81=0E0", "value:81:EW", THAI "-29.01 29.03=140000812345678 81=0E01", "" },
    { THAI "-29.01 29.02=0994000165502", "check-digit:29.02:WW", THAI "-29.01 29.02=0994000165501", "" },
    { THAI "29.01=0065812345678", "value:29.01:WW", THAI, "" },
    { THAI "-29.01 29.04=1234567890", "reserved:29.04:WW", THAI, "" },
    { THAI_BILL "31.00=A000000677010113 31.01=004 31.02=B", "conflict:31.02:WW",
      THAI_BILL "31.00=A000000677010113 31.01=004 31.02=A", "" },
};

/* ---- VietQR ---- */

#define VIET HEAD "38.00=A000000727 38.01.00=970436 38.01.01=0011000123456 38.02=QRIBFTTA 53=704 58=VN "
#define CASH ONCE "38.00=A000000727 38.01.00=970436 38.01.01=1 38.02=QRCASH 52=6011 53=704 54=1000 58=VN " SHOP \
             "62.05=1 62.07=2 "

static const situation vietqr[] = {
    { VIET "-01", "missing-object:01:EW", VIET "-01 38.02=QRPUSH 52=5812 " SHOP, "" },
    { VIET "53=418", "country-currency:53:WW", VIET, "" },
    { VIET "58=LA", "country-currency:58:EW", VIET, "" },
    { VIET "38.01.00=97043", "value-length:38.01.00:EE", VIET, "" },
    { VIET "38.01.01=" A10 A10, "value-length:38.01.01:EW", VIET "38.01.01=" A10 "ABCDEFGHI", "" },
    { VIET "-38.02", "missing-object:38.02:EW", VIET, "" },
    { VIET "38.02=QRIBFTTX", "value:38.02:EW", VIET "38.02=QRIBFTTC", "" },
    { VIET "-38.01.01", "missing-object:38.01.01:EE", VIET, "" },
    { CASH "01=11", "value:01:EW", CASH, "" },
    { CASH "-52 -59 -60 -62.05", "missing-object:52:EW missing-object:59:EW missing-object:60:EW missing-object:62.05:EW",
      CASH, "" },
    { CASH "-62.07", "missing-object:62.07:EW", CASH, "" },
    { VIET "38.01.00=970499", "unknown-code:38.01.00:II", VIET, "" },
};

/* ---- QRIS ---- */

#define ACQUIRER "26.00=COM.GO-JEK.WWW 26.01=936009143000000018 26.02=G1 26.03=UMI "
#define NATIONAL "51.00=ID.CO.QRIS.WWW 51.02=ID1018000000019 51.03=UMI "
#define QRIS_TAIL "52=5812 53=360 58=ID " SHOP "61=10110 "
#define QRIS HEAD ACQUIRER NATIONAL QRIS_TAIL
#define MOVE ONCE "40.00=ID.CO.ASTRAPAY.WWW 40.01=9360082230000000177 40.02=1 52=4829 53=360 58=ID " SHOP \
             "61=10220 62.08=DMCT 62.99.00=00 62.99.01=TX0000000001 "

static const situation qris[] = {
    { QRIS "53=458", "country-currency:53:EE", QRIS, "" },
    { QRIS "58=MY", "country-currency:58:EW", QRIS, "" },
    { QRIS "-61", "missing-object:61:EW", QRIS, "" },
    { QRIS "61=-", "value:61:EW", QRIS, "" },
    { QRIS "26.01=93600914300000001X", "value:26.01:EE", QRIS, "" },
    { QRIS "26.01=93600914300000001800", "value:26.01:EE", QRIS "26.01=9360091430000000180", "" },
    { QRIS "26.01=936109143000000018", "value:26.01:EW", QRIS, "" },
    { QRIS "26.01=9360091430000000181", "check-digit:26.01:WW", QRIS "26.01=9360091430000000180", "" },
    { QRIS "26.01=", "zero-length:26.01:EE", QRIS, "" },
    { HEAD ACQUIRER QRIS_TAIL, "missing-object:51:EW", ONCE ACQUIRER QRIS_TAIL "54=1000", "" },
    { QRIS "51.02=ID10180000000190", "value:51.02:EW", QRIS, "" },
    { QRIS "51.02=000000000000000", "value:51.02:EW", QRIS, "" },
    { QRIS "51.02=ID1018000000010", "check-digit:51.02:WW", QRIS, "" },
    { QRIS "26.03=XXX 51.03=XXX", "value:26.03:EW value:51.03:EW", QRIS "26.03=UBE 51.03=UBE", "" },
    { QRIS "26.03=UBE", "conflict:26.03:WW", QRIS, "" },
    { QRIS "26.00=ID.DANA.WWW", "conflict:26.00:WW", QRIS "26.00=COM.EXAMPLE.WWW", "" },
    { QRIS "51.00=ID.OR.GPNQR.WWW", "value:51.00:II", QRIS, "" },
    { QRIS "54=1000", "initiation-amount:01:WW", ONCE ACQUIRER NATIONAL QRIS_TAIL "54=1000", "" },
    { QRIS "26.01=936099993000000018", "unknown-code:26.01:II conflict:26.00:WW", QRIS, "" },
    { QRIS "59=A|B", "value-charset:59:EW", QRIS, "" },
    { MOVE "01=11", "value:01:EW", MOVE, "" },
    { MOVE "52=5812", "value:52:EW", MOVE, "" },
    { MOVE "-62.99", "missing-object:62.99:EW", MOVE, "" },
};

/* ---- DuitNow ---- */

#define KEDAI "00=02 01=11 26.00=A0000006150001 26.01=564167 26.02=QRMID0000000225 52=8661 53=458 58=MY " SHOP
#define JOMPAY "00=02 01=11 26.00=A0000006150001 26.01=898989 26.02=1234 52=1111 53=458 58=MY " SHOP "62.90=1 "

static const situation duitnow[] = {
    { KEDAI "00=01", "value:00:EW", KEDAI, "" },
    { KEDAI "-01", "missing-object:01:EW", KEDAI, "" },
    { KEDAI "53=702", "country-currency:53:EE", KEDAI, "" },
    { KEDAI "58=SG", "country-currency:58:EW", KEDAI, "" },
    { KEDAI "26.02=" A25 "ABCD", "value-length:26.02:EW", KEDAI "26.02=" A25 "ABC", "" },
    { KEDAI "26.02=", "zero-length:26.02:EE", KEDAI, "" },
    { KEDAI "26.03=" A10 A10 "A", "value-length:26.03:EW", KEDAI "26.03=" A10 A10, "" },
    { KEDAI "26.04=" A10 "ABCDEF", "value-length:26.04:EW", KEDAI "26.04=" A10 "ABCDE", "" },
    { KEDAI "61=4015", "value:61:EW", KEDAI "61=40150", "" },
    { KEDAI "62.10=" A10 "ABCDEF", "value-length:62.10:EW", KEDAI "62.10=" A10 "ABCDE", "" },
    { JOMPAY "62.01=1 -62.90", "missing-object:62.90:EW", JOMPAY, "" },
    { KEDAI "26.01=564160 82=00ff", "stale-digest:82:WW", KEDAI "26.01=564160", "" },
    { KEDAI "82=00ff", "digest-unverified:82:II", KEDAI, "" },
    { KEDAI "83=00ff", "not-a-template:83:EW", KEDAI "60=MY 52=0000 62.90=1", "" },
    { KEDAI "26.01=111555", "unknown-code:26.01:II", KEDAI, "" },
};

/* ---- Laos, cards ---- */

#define LAO HEAD "38.00=A005266284662577 38.01=27710418 38.02=001 38.03=ABCDEFGHIJKLMNOPQRSTUVWX 53=418 58=LA "
#define LAO_SHOP HEAD "38.00=A005266284662577 38.01=27710418 38.02=002 38.03=mch1 52=5812 53=418 58=LA " SHOP
#define ONEPAY HEAD "33.00=BCEL 33.01=ONEPAY 33.02=mch1 53=418 58=LA "
#define UNIONPAY HEAD "15=1234567800520446ABC123456789012 52=5812 53=702 58=SG " SHOP

static const situation lapnet[] = {
    { LAO "53=840", "country-currency:53:WW", LAO, "" },
    { LAO "58=TH", "country-currency:58:EW", LAO, "" },
    { LAO "38.01=2771041", "value:38.01:EW", LAO, "" },
    { LAO "38.01=", "zero-length:38.01:EE", LAO, "" },
    { LAO_SHOP "-38.02", "missing-object:38.02:EW", LAO_SHOP, "" },
    { LAO "-38.03", "missing-object:38.03:EE", LAO, "" },
    { LAO_SHOP "-52 -59 -60", "missing-object:52:EW missing-object:59:EW missing-object:60:EW", LAO, "" },
    { HEAD "37.00=ESLIP 37.01=T1 ", "not-a-payment:37.00:WW", HEAD "37.00=ESLIPS 37.01=T1 52=5812 53=418 58=LA " SHOP, "" },
    { HEAD "33.00=BCEL 33.01=ONEPROOF 33.02=1 33.03=T ", "not-a-payment:33.01:WW", ONEPAY, "" },
    { LAO "38.04=20261331235959", "value:38.04:WW", LAO "38.04=20261231235959", "" },
    { LAO "38.01=12345678", "unknown-code:38.01:II", LAO, "" },
    { ONEPAY "58=VTE 60=LA", "country-currency:58:EW", ONEPAY "58=LA 60=VTE", "" },
    { UNIONPAY "15=1234567800520446", "value-length:15:EW", UNIONPAY, "" },
};

/* Expiry in Vientiane's time: 1798736399 is 2026-12-31T23:59:59+07:00. */
static const situation in_time[] = {
    { LAO "38.04=20261231235958", "expired:38.04:WW", LAO "38.04=20261231235959", "" },
};

static const struct { const situation *rows; size_t count; int64_t now; } tables[] = {
    { structure, COUNT(structure), 0 }, { everywhere, COUNT(everywhere), 0 }, { promptpay, COUNT(promptpay), 0 },
    { vietqr, COUNT(vietqr), 0 },       { qris, COUNT(qris), 0 },             { duitnow, COUNT(duitnow), 0 },
    { lapnet, COUNT(lapnet), 0 },       { in_time, COUNT(in_time), 1798736399 },
};

static void situations_are_judged(void **state)
{
    size_t i, k;

    (void)state;
    for (i = 0; i < COUNT(tables); i++) {
        judged_now = tables[i].now;
        for (k = 0; k < tables[i].count; k++) {
            judged_as(tables[i].rows[k].met, tables[i].rows[k].findings);
            judged_as(tables[i].rows[k].missed, tables[i].rows[k].others);
        }
    }
    judged_now = 0;
}

/* A code among findings as the rows have them. */
static bool holds(const char *findings, const char *name)
{
    size_t len = strlen(name);

    while (*findings != '\0') {
        if (strncmp(findings, name, len) == 0 && findings[len] == ':') {
            return true;
        }
        findings += strcspn(findings, " ");
        findings += *findings == ' ';
    }
    return false;
}

/* What needs a text that is too long, or too odd, for a row: where it is tested. */
static const struct { emvqr_code code; const char *where; } elsewhere[] = {
    { EMVQR_CODE_TOO_LONG, "test_check.c" },
    { EMVQR_CODE_OVER_512, "test_check.c" },
    { EMVQR_CODE_CRC_UNPADDED, "test_lapnet.c" },
    { EMVQR_CODE_PAYEE_DIFFERS, "two codes that are compared: test_payee.c" },
};

static void every_code_is_raised_and_nearly_raised(void **state)
{
    unsigned code;
    size_t i, k;

    (void)state;
    for (code = 1; code < EMVQR_CODE_COUNT; code++) {
        const char *name = emvqr_code_name((emvqr_code)code);
        bool found = false;

        for (i = 0; i < COUNT(elsewhere); i++) {
            found = found || elsewhere[i].code == (emvqr_code)code;
        }
        for (i = 0; i < COUNT(tables); i++) {
            for (k = 0; k < tables[i].count; k++) {
                found = found || (holds(tables[i].rows[k].findings, name) && !holds(tables[i].rows[k].others, name));
            }
        }
        if (!found) {
            fail_msg("no row raises %s", name);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(situations_are_judged),
        cmocka_unit_test(every_code_is_raised_and_nearly_raised),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
