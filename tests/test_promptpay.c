/* SPDX-License-Identifier: MIT */
/* PromptPay and UnionPay as they are read: what is judged, of which type an account is, which fields it has and what
 * follows from them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/judged.h"
#include "support/payload.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define HEAD "00=01 01=11 "
#define TAIL "53=764 58=TH "
#define MOBILE "29.00=A000000677010111 29.01=0066812345678 "
#define BILL "30.00=A000000677010112 30.01=099400016550100 30.02=REF1 "
#define ABROAD "30.00=A000000677012006 30.01=099400016550100 30.02=REF1 "
#define ACQUIRER "31.00=A000000677010113 31.01=004 "
#define API "31.00=A000000677012004 31.01=001 "
#define PACKED "62.08=3920000003000.00JP "
#define CARD_NEEDS "52=5812 59=SHOP 60=BANGKOK "
#define UNIONPAY "1234567800520446ABC123456789012"

#define A20 "ABCDEFGHIJKLMNOPQRST"
#define D43 "0123456789012345678901234567890123456789012"

typedef struct row {
    const char *objects, *findings;
} row;

#define TABLE(name, ...) \
    static void name(void **state) \
    { \
        static const row rows[] = { __VA_ARGS__ }; \
        size_t i; \
        (void)state; \
        for (i = 0; i < COUNT(rows); i++) { \
            judged_as(rows[i].objects, rows[i].findings); \
        } \
    }

/* ---- judged ---- */

TABLE(transfers,
    { HEAD MOBILE TAIL, "" },
    /* two identifiers in one are none: 59 and 60 are asked for as of a stranger's account */
    { HEAD "29.00='A000000677010111 A000000677010114' 29.01=0066812345678 " TAIL,
      "missing-object:52:EW missing-object:59:EW missing-object:60:EW value-length:29.00:EW" },
    { HEAD "29.00=A000000677010111 29.02=1101700230708 " TAIL, "" },
    { HEAD "29.00=A000000677010111 29.02=0994000165501 " TAIL, "" },
    { HEAD "29.00=A000000677010111 29.02=1111111111111 " TAIL, "check-digit:29.02:WW" },
    { HEAD "29.00=A000000677010111 29.03=012345678901234 " TAIL, "" },
    { HEAD "29.00=A000000677010111 29.04=0141234567890 " TAIL, "reserved:29.04:WW" },
    { HEAD "29.00=A000000677010111 29.04=" D43 " " TAIL, "reserved:29.04:WW" },
    { HEAD "29.00=A000000677010111 29.04=" D43 "0 " TAIL, "value-length:29.04:EE" },
    { HEAD "29.00=A000000677010111 29.04=014-1234 " TAIL, "value-charset:29.04:EE" },
    { HEAD MOBILE "29.01=006681234567 " TAIL, "value-length:29.01:EE" },
    { HEAD MOBILE "29.01=00668123456789 " TAIL, "value-length:29.01:EE" },
    { HEAD MOBILE "29.01=0812345678 " TAIL, "value-length:29.01:EE" },
    { HEAD MOBILE "29.01=006681234567X " TAIL, "value-charset:29.01:EE" },
    { HEAD MOBILE "29.01=0066-81234567 " TAIL, "value-charset:29.01:EE" },
    { HEAD MOBILE "29.01=0065812345678 " TAIL, "value:29.01:WW" },
    { HEAD MOBILE "29.01=1234567890123 " TAIL, "value:29.01:WW" },
    { HEAD MOBILE "29.01= " TAIL, "zero-length:29.01:EE" },
    { HEAD "29.00=A000000677010111 29.02= " TAIL, "zero-length:29.02:EE" },
    { HEAD "29.00=A000000677010111 29.03= " TAIL, "zero-length:29.03:EE" },
    { HEAD "29.00=A000000677010111 29.04= " TAIL, "zero-length:29.04:EE" },
    { HEAD "29.00=A000000677010111 29.02=110170023070 " TAIL, "value-length:29.02:EE" },
    { HEAD "29.00=A000000677010111 29.02=110170023070X " TAIL, "value-charset:29.02:EE" },
    { HEAD "29.00=A000000677010111 29.03=01234567890123 " TAIL, "value-length:29.03:EE" },
    { HEAD "29.00=A000000677010111 29.03=0123456789O1234 " TAIL, "value-charset:29.03:EE" },
    { HEAD "29.00=A000000677010111 " TAIL, "missing-object:29:EE" },
    { HEAD "29.00=A000000677010111 29.05=1234567890 " TAIL, "missing-object:29:EE" },
    { HEAD MOBILE "29.02=1101700230708 " TAIL, "conflict:29.02:EE" },
    { HEAD MOBILE "29.03=012345678901234 " TAIL, "conflict:29.03:EE" },
    { HEAD "29.00=A000000677010114 29.01=0066812345678 29.05=1234567890 " TAIL, "" },
    { HEAD "29.00=A000000677010114 29.01=0066812345678 29.05=123456789 " TAIL, "value-length:29.05:EW" },
    { HEAD "29.00=A000000677010114 29.01=0066812345678 29.05=123456789X " TAIL, "value-charset:29.05:EW" },
    { HEAD "29.00=A000000677010114 29.01=0066812345678 " TAIL, "missing-object:29.05:EW" },
    { HEAD "29.00=a000000677010114 29.02=1101700200001 " TAIL, "missing-object:29.05:EW" },
    { HEAD "29.01=0066812345678 29.00=A000000677010114 29.05= " TAIL, "zero-length:29.05:EW" },
    { HEAD MOBILE "29.05=1234567890 " TAIL, "" },
    { HEAD MOBILE "29.06=x " TAIL, "" },
    { "00=01 " MOBILE TAIL, "" },
    { HEAD "53=764 54=50.00 58=TH 01=12 " MOBILE, "" }, /* any order behind 00 */
    { "00=01 58=TH " MOBILE "53=764 01=11", "" })

TABLE(broken_accounts,
    { HEAD MOBILE "29.!5 " TAIL, "truncated:29:EE@53" },
    { HEAD "29.00=A000000677010111 29.!0113006681234567 " TAIL, "truncated:29.01:EE@36" },
    { HEAD "29.00=A000000677010111 29.!01x30066812345678 " TAIL, "bad-length:29.01:EE@36" },
    { HEAD "29.00=A000000677010111 29.!0x130066812345678 " TAIL, "bad-id:29:EE@36" },
    { HEAD BILL "30.!0 " TAIL, "truncated:30:EE@63" },
    { HEAD ACQUIRER BILL "31.!xx00 " TAIL, "bad-id:31:EE@43" },
    /* Nobody's account may be broken: nobody reads it. */
    { HEAD MOBILE "27.00=com.example 27.!5 " CARD_NEEDS TAIL, "not-a-template:27:EW" })

TABLE(bills,
    { HEAD BILL TAIL, "" },
    { HEAD BILL "30.03=REF2 62.07=REF3 " TAIL, "" },
    { HEAD BILL "30.01=0994000165501 " TAIL, "value-length:30.01:EW" },
    { HEAD BILL "30.01=09940001655010 " TAIL, "value-length:30.01:EW" },
    { HEAD BILL "30.01=099400016550 " TAIL, "value-length:30.01:EE" },
    { HEAD BILL "30.01=0994000165501000 " TAIL, "value-length:30.01:EE" },
    { HEAD BILL "30.01=09940001655010X " TAIL, "value-charset:30.01:EE" },
    { HEAD BILL "30.01= " TAIL, "zero-length:30.01:EE" },
    { HEAD BILL "-30.01 " TAIL, "missing-object:30.01:EE" },
    { HEAD BILL "-30.02 " TAIL, "missing-object:30.02:EW" },
    { HEAD BILL "30.02= " TAIL, "zero-length:30.02:EW" },
    { HEAD BILL "30.02=" A20 " " TAIL, "" },
    { HEAD BILL "30.02=" A20 "U " TAIL, "value-length:30.02:EW" },
    { HEAD BILL "30.03=" A20 "U " TAIL, "value-length:30.03:EW" },
    { HEAD BILL "30.02=\xE0\xB8\x81 " TAIL, "value-charset:30.02:EW" },
    { HEAD BILL "30.02='a b-c/d' " TAIL, "" },
    { HEAD BILL "30.02=a\nb " TAIL, "control-character:30.02:EE" },
    { HEAD BILL "62.07=" A20 "UVWXY " TAIL, "" },
    { HEAD BILL "62.07=" A20 "UVWXYZ " TAIL, "value-length:62.07:EW" },
    { HEAD BILL "58=JP 53=764", "country-currency:58:EW" })

TABLE(bills_abroad,
    { HEAD ABROAD "53=764 58=JP " PACKED, "" },
    { HEAD ABROAD "53=764 58=TH " PACKED, "" },
    { HEAD ABROAD "53=392 58=JP " PACKED, "country-currency:53:EE" },
    { HEAD ABROAD "53=764 58=JP ", "missing-object:62:EW" },
    { HEAD ABROAD "53=764 58=JP 62.07=T ", "missing-object:62.08:EW" },
    { HEAD ABROAD "53=764 58=JP 62.08=392000003000.00JP ", "value-length:62.08:EW" },
    { HEAD ABROAD "53=764 58=JP 62.08=JPY0000003000.00JP ", "value:62.08:EW" },
    { HEAD ABROAD "53=764 58=JP 62.08=0000000003000.00JP ", "value:62.08:EW" },
    { HEAD ABROAD "53=764 58=JP 62.08=3920000003,000.0JP ", "value:62.08:EW" },
    { HEAD ABROAD "53=764 58=JP 62.08=3920000000000.00JP ", "value:62.08:EW" },
    { HEAD ABROAD "53=764 58=JP 62.08=3920000003000.0011 ", "value:62.08:EW" },
    { HEAD ABROAD "53=764 58=jp " PACKED, "value:58:EW" },
    { HEAD ABROAD "53=764 58=JPN " PACKED, "value:58:EW" },
    { HEAD ABROAD "53=764 " PACKED, "missing-object:58:EW" })

TABLE(innovation,
    { HEAD ACQUIRER TAIL, "" },
    { HEAD ACQUIRER BILL "30.03=REF2 31.02=REF1 31.04=REF2 31.05=\x01 " TAIL, "" },
    { HEAD ACQUIRER BILL "31.02=REF2 " TAIL, "conflict:31.02:WW" },
    { HEAD ACQUIRER BILL "30.03=REF2 31.04=REF " TAIL, "conflict:31.04:WW" },
    { HEAD ACQUIRER BILL "31.03=REF2 31.04=OTHER " TAIL, "" },
    { HEAD ACQUIRER "-31.01 " TAIL, "missing-object:31.01:EE" },
    { HEAD ACQUIRER "31.01= " TAIL, "zero-length:31.01:EE" },
    { HEAD ACQUIRER "31.01=04 " TAIL, "value-length:31.01:EE" },
    { HEAD ACQUIRER "31.01=KBA " TAIL, "value-charset:31.01:EE" },
    { HEAD API TAIL, "" },
    { HEAD API "31.02=014 31.03=REF " TAIL, "" },
    { HEAD API "31.02=14 " TAIL, "value-length:31.02:EW" },
    { HEAD API "31.03=" A20 "UVWXYZ " TAIL, "value-length:31.03:EW" },
    { HEAD API "-31.01 " TAIL, "missing-object:31.01:EE" })

TABLE(the_root_of_a_thai_code,
    { HEAD MOBILE "53=764 ", "missing-object:58:EW" },
    { HEAD MOBILE "58=TH ", "missing-object:53:EW" },
    { HEAD MOBILE "53=840 58=TH ", "country-currency:53:EE" },
    { HEAD MOBILE "53=THB 58=TH ", "value:53:EE" },
    { HEAD MOBILE "53= 58=TH ", "zero-length:53:EE" },
    { HEAD MOBILE "53=764 58=US ", "country-currency:58:EW" },
    { HEAD MOBILE "53=764 58=th ", "value:58:EW" },
    { HEAD MOBILE TAIL "52=5812 59=SHOP 60=BANGKOK 61=10110 ", "" },
    { HEAD MOBILE TAIL "52=581 ", "value:52:EW" },
    { HEAD MOBILE TAIL "59=\xE0\xB8\x81 ", "value-charset:59:EW" },
    { HEAD MOBILE TAIL "55=01 ", "forbidden-object:55:EW" },
    { HEAD MOBILE TAIL "55=02 56=10 ", "forbidden-object:55:EW forbidden-object:56:EW" },
    { HEAD MOBILE TAIL "55=03 57=5 ", "forbidden-object:55:EW forbidden-object:57:EW" },
    /* Forbidden or not: a payer who meets these cannot know the sum. */
    { HEAD MOBILE TAIL "55=02 ", "conflict:55:EE" },
    { HEAD MOBILE TAIL "55=01 56=10 ", "conflict:55:EE forbidden-object:56:EW" },
    { HEAD MOBILE TAIL "56=10 ", "conflict:56:EE" },
    { HEAD MOBILE TAIL "55=02 56=1,5 ", "forbidden-object:55:EW bad-amount:56:EE" },
    { HEAD MOBILE TAIL "01=12 54=1.000 ", "bad-amount:54:EE" },
    { HEAD MOBILE TAIL "01=12 54=1.0000 ", "amount-decimals:54:EW" },
    { HEAD MOBILE TAIL "01=12 54=0040 ", "" },
    { HEAD MOBILE TAIL "01=12 54=10 ", "" },
    { HEAD MOBILE TAIL "39.00=A000000677030100 ",
      "missing-object:52:EW missing-object:59:EW missing-object:60:EW forbidden-object:39:EW" },
    { HEAD BILL TAIL "39.00=com.example " CARD_NEEDS, "forbidden-object:39:EW" },
    { HEAD ACQUIRER TAIL "39.00=com.example " CARD_NEEDS, "" },
    { HEAD MOBILE TAIL "26.00=com.example " CARD_NEEDS, "" })

TABLE(vat_and_message,
    { HEAD MOBILE TAIL "80.00=0001 80.01=7.00 80.02=7.00 ", "" },
    { HEAD BILL TAIL "80.00=0001 ", "" },
    { HEAD MOBILE TAIL "80.00=0001 80.01=7 80.02=0 ", "" },
    { HEAD MOBILE TAIL "80.00=001 ", "value:80.00:EW" },
    { HEAD MOBILE TAIL "80.00=AB01 ", "value:80.00:EW" },
    { HEAD MOBILE TAIL "80.00=0001 80.01=0 ", "value:80.01:EW" },
    { HEAD MOBILE TAIL "80.00=0001 80.01=100 ", "value:80.01:EW" },
    { HEAD MOBILE TAIL "80.00=0001 80.01=7% ", "value:80.01:EW" },
    { HEAD MOBILE TAIL "80.00=0001 80.02=7,00 ", "value:80.02:EW" },
    { HEAD MOBILE TAIL "80.01=7.00 ", "missing-object:80.00:EW" },
    { HEAD MOBILE TAIL "80=0001 ", "value:80:EW" },
    { HEAD MOBILE TAIL "80= ", "zero-length:80:EW" },
    { HEAD MOBILE TAIL "81=00480069 ", "" },
    { HEAD MOBILE TAIL "81=00e9 ", "" },
    { HEAD MOBILE TAIL "81=0048006 ", "value:81:EW" },
    { HEAD MOBILE TAIL "81=004G ", "value:81:EW" },
    { HEAD MOBILE TAIL "81=hi ", "value:81:EW" },
    { HEAD MOBILE TAIL "81= ", "zero-length:81:EW" },
    { HEAD BILL TAIL "81=00480069 ", "not-a-template:81:EW" },
    { HEAD MOBILE TAIL "82.00=com.example ", "" },
    { HEAD MOBILE TAIL "82=00480069 ", "not-a-template:82:EW" },
    /* 81 tiles by chance, and stands before the account, which moves when 81 is closed again. */
    { "00=01 01=11 81=000400AB0100020003000400050006000700080009001000110012001300140015001600170018001900200021002200 "
      MOBILE TAIL, "" },
    { "00=01 81=000400AB0100 80.01=7.00 62.08=x " MOBILE TAIL, "missing-object:80.00:EW" },
    { "00=01 80=01047.00 81=000400AB0100 62.07=x " MOBILE BILL ACQUIRER "31.02=x 29.05=1 " TAIL,
      "missing-object:80.00:EW value-length:29.05:EW conflict:31.02:WW" },
    /* 81 is closed and 80 opened, with as many objects: the account moves, and the document is as long as it was. */
    { "00=01 81=000400AB0100 " MOBILE TAIL "80.01=7.00 80.02=1.00 ", "missing-object:80.00:EW" },
    { "00=01 80.01=7.00 80.02=1.00 " MOBILE TAIL "81=000400AB0100 ", "missing-object:80.00:EW" })

TABLE(several_accounts,
    { HEAD MOBILE BILL ACQUIRER TAIL, "" },
    { HEAD "02=4000123456789012 04=555544443333111 15=" UNIONPAY " " MOBILE BILL ACQUIRER
      "51.00=A0000000041010 51.01=416971 " CARD_NEEDS TAIL, "" },
    { HEAD "02=4000123456789012 15=" UNIONPAY " " MOBILE TAIL,
      "missing-object:52:EW missing-object:59:EW missing-object:60:EW" },
    { HEAD BILL ABROAD TAIL "30.00=A000000677010112 ", "" },
    /* another's place */
    { HEAD "26.00=A000000677010111 26.01=0066812345678 " TAIL, "misplaced-account:26:EW" },
    { HEAD "30.00=A000000677010111 30.01=0066812345678 " TAIL, "misplaced-account:30:EW" },
    { HEAD "29.00=A000000677010112 29.01=099400016550100 29.02=REF1 " TAIL, "misplaced-account:29:EW" },
    { HEAD "40.00=A000000677010113 40.01=004 " TAIL, "misplaced-account:40:EW" },
    { HEAD "29.00=com.example 29.01=x 53=764 58=TH " CARD_NEEDS, "" },
    /* two payees */
    { HEAD MOBILE "32.00=A000000677010111 32.01=0066812345678 " TAIL, "misplaced-account:32:EW" },
    { HEAD MOBILE "32.00=A000000677010111 32.01=0066812345679 " TAIL,
      "misplaced-account:32:EW conflicting-accounts:32:EE" },
    { HEAD MOBILE "32.00=a000000677010114 32.02=1101700230708 32.05=1234567890 " TAIL,
      "misplaced-account:32:EW conflicting-accounts:32:EE" },
    { HEAD "28.00=A000000677010111 28.01=0066812345679 " MOBILE TAIL,
      "misplaced-account:28:EW conflicting-accounts:29:EE" },
    { HEAD BILL "33.00=A000000677010112 33.01=099400016550101 33.02=REF1 " TAIL,
      "misplaced-account:33:EW conflicting-accounts:33:EE" },
    { HEAD BILL "33.00=A000000677010112 33.01=099400016550100 33.02=OTHER " TAIL, "misplaced-account:33:EW" },
    { HEAD ACQUIRER "32.00=A000000677012004 32.01=001 " TAIL, "misplaced-account:32:EW" },
    { HEAD MOBILE "+30.00=A000000677010112 +30.01=099400016550100 +30.02=REF1 +53=764 +58=TH "
      "| +29.00=A000000677010111 +29.01=0066812345679",
      "duplicate-object:29:EE conflicting-accounts:29:EE" },
    { HEAD MOBILE TAIL "| +29.00=A000000677010111 +29.01=0066812345678", "duplicate-object:29:EE" })

TABLE(identifiers_in_any_case,
    { HEAD MOBILE "29.00=a000000677010111 " TAIL, "" },
    { HEAD BILL "30.00=a000000677010112 " TAIL, "" },
    { HEAD "32.00=a000000677010111 32.01=0066812345678 " TAIL, "misplaced-account:32:EW" },
    /* near misses are nobody's */
    { HEAD MOBILE "29.00=A000000677010110 " CARD_NEEDS TAIL, "" },
    { HEAD MOBILE "29.00=A00000067701011 " CARD_NEEDS TAIL, "" },
    { HEAD MOBILE "29.00='A000000677010111 ' " CARD_NEEDS TAIL, "" })

TABLE(unionpay,
    { HEAD "15=" UNIONPAY " " CARD_NEEDS TAIL, "" },
    { HEAD "16=" UNIONPAY " " CARD_NEEDS TAIL, "" },
    { HEAD "15=" UNIONPAY " 16=" UNIONPAY " " CARD_NEEDS TAIL, "" },
    { HEAD "15=" UNIONPAY "3 " CARD_NEEDS TAIL, "value-length:15:EW" },
    { HEAD "15=123456780052044 " CARD_NEEDS TAIL, "value-length:15:EW" },
    { HEAD "15= " CARD_NEEDS TAIL, "zero-length:15:EE" },
    /* digits that would tile as objects are still one value */
    { HEAD "15=0002010102020303040404040501502 " CARD_NEEDS TAIL, "" })

/* ---- read ---- */

static judged it;

static const emvqr_node *account(const char *objects, unsigned id)
{
    const char *text = payload_build(objects);

    judged_read(&it, text, strlen(text), EMVQR_FIELD);
    assert_non_null(emvqr_find(&it.doc, EMVQR_PATH1(id)));
    return emvqr_find(&it.doc, EMVQR_PATH1(id));
}

/* "mobile=0066812345678 ota=1234567890": every field of an account, in the order of its network's keys; derived values
 * behind a bar. */
static void fields_of(const emvqr_node *node, char *text)
{
    const emvqr_network_info *info = emvqr_account_info(node);
    char derived[256];
    size_t used = 0, len;
    unsigned i;

    text[0] = '\0';
    for (i = 0; i < info->key_count; i++) {
        emvqr_span value = emvqr_key_value(&it.doc, info, &info->keys[i], node);
        if (info->keys[i].group == EMVQR_KEY_FIELD && value.ptr != NULL) {
            used += (size_t)sprintf(text + used,
            "%s%s=%.*s", used == 0 ? "" : " ", info->keys[i].name, (int)value.len,
                                    value.ptr);
        }
    }
    for (i = 0; i < info->derived_count; i++) {
        len = info->derived[i].derive(&it.doc, node, derived, sizeof derived);
        if (len != 0) {
            used += (size_t)sprintf(text + used, " | %s=%.*s", info->derived[i].name, (int)len, derived);
        }
    }
}

static void types_and_fields(void **state)
{
    static const struct { const char *objects; unsigned id; const char *network, *type, *fields; } rows[] = {
        { HEAD MOBILE TAIL, 29, "promptpay", "transfer", "mobile=0066812345678 | phone=0812345678" },
        { HEAD MOBILE "29.01=0065812345678 " TAIL, 29, "promptpay", "transfer", "mobile=0065812345678" },
        { HEAD MOBILE "29.01=006681234567 " TAIL, 29, "promptpay", "transfer", "mobile=006681234567" },
        { HEAD MOBILE "29.01=0066\x1b[2Jabcde " TAIL, 29, "promptpay", "transfer", "mobile=0066\x1b[2Jabcde" },
        { HEAD "29.00=a000000677010111 29.02=0994000165501 " TAIL, 29, "promptpay", "transfer",
          "national_id=0994000165501" },
        { HEAD "29.00=A000000677010111 29.03=140000812345678 " TAIL, 29, "promptpay", "transfer",
          "ewallet_id=140000812345678 | phone=0812345678 | wallet=TrueMoney" },
        { HEAD "29.00=A000000677010111 29.03=140000812345678 81=00480069D83CDF5C " TAIL, 29, "promptpay", "transfer",
          "ewallet_id=140000812345678 message=00480069D83CDF5C | phone=0812345678 | wallet=TrueMoney"
          " | message=Hi\xF0\x9F\x8D\x9C" },
        { HEAD "29.00=A000000677010111 29.03=140000812345678 81=0E01D83C0041 " TAIL, 29, "promptpay", "transfer",
          "ewallet_id=140000812345678 message=0E01D83C0041 | phone=0812345678 | wallet=TrueMoney" },
        { HEAD "29.00=A000000677010111 29.03=140000812345678 81=0e0100e9 " TAIL, 29, "promptpay", "transfer",
          "ewallet_id=140000812345678 message=0e0100e9 | phone=0812345678 | wallet=TrueMoney"
          " | message=\xE0\xB8\x81\xC3\xA9" },
        { HEAD "29.00=A000000677010111 29.03=140000812345678 81=D83CE001 " TAIL, 29, "promptpay", "transfer",
          "ewallet_id=140000812345678 message=D83CE001 | phone=0812345678 | wallet=TrueMoney" },
        { HEAD "29.00=A000000677010111 29.03=140001234567890 " TAIL, 29, "promptpay", "transfer",
          "ewallet_id=140001234567890 | wallet=TrueMoney" },
        { HEAD "29.00=A000000677010111 29.03=004123456789012 " TAIL, 29, "promptpay", "transfer",
          "ewallet_id=004123456789012" },
        { HEAD "29.00=A000000677010111 29.04=0141234567890 " TAIL, 29, "promptpay", "transfer",
          "bank_account=0141234567890" },
        { HEAD "29.00=A000000677010114 29.01=0066812345678 29.05=1234567890 " TAIL, 29, "promptpay", "transfer",
          "mobile=0066812345678 ota=1234567890 | phone=0812345678" },
        { HEAD BILL "30.03=REF2 62.07=REF3 80.00=0001 80.01=7.00 80.02=3.50 " TAIL, 30, "promptpay", "bill",
          "biller_id=099400016550100 ref1=REF1 ref2=REF2 ref3=REF3 vat_branch=0001 vat_rate=7.00 vat_amount=3.50" },
        { HEAD BILL TAIL PACKED, 30, "promptpay", "bill", "biller_id=099400016550100 ref1=REF1" },
        { HEAD ABROAD "53=764 58=JP " PACKED, 30, "promptpay", "bill-cross-border",
          "biller_id=099400016550100 ref1=REF1 local_currency=392 local_amount=0000003000.00 local_country=JP" },
        { HEAD ABROAD "53=764 58=JP 62.08=3920000003000 ", 30, "promptpay", "bill-cross-border",
          "biller_id=099400016550100 ref1=REF1 local_currency=392" },
        { HEAD ACQUIRER "31.02=x " TAIL, 31, "promptpay", "merchant", "acquirer_id=004" },
        { HEAD API "31.02=014 31.03=REF " TAIL, 31, "promptpay", "api",
          "api_id=001 provider_id=014 api_reference=REF" },
        { HEAD "32.00=A000000677010112 32.01=099400016550100 32.02=R " TAIL, 32, "promptpay", "bill",
          "biller_id=099400016550100 ref1=R" },
        { HEAD MOBILE BILL TAIL "62.07=T 81=0048 ", 29, "promptpay", "transfer",
          "mobile=0066812345678 message=0048 | phone=0812345678 | message=H" },
        { HEAD MOBILE BILL TAIL "62.07=T 81=0048 ", 30, "promptpay", "bill",
          "biller_id=099400016550100 ref1=REF1 ref3=T" },
        { HEAD "02=4000123456789012 " TAIL, 2, "visa", "card", "account=4000123456789012" },
        { HEAD "03=x " TAIL, 3, "visa", "card", "account=x" },
        { HEAD "04=x " TAIL, 4, "mastercard", "card", "account=x" },
        { HEAD "05=x " TAIL, 5, "mastercard", "card", "account=x" },
        { HEAD "09=x " TAIL, 9, "discover", "card", "account=x" },
        { HEAD "10=x " TAIL, 10, "discover", "card", "account=x" },
        { HEAD "11=x " TAIL, 11, "amex", "card", "account=x" },
        { HEAD "12=x " TAIL, 12, "amex", "card", "account=x" },
        { HEAD "13=x " TAIL, 13, "jcb", "card", "account=x" },
        { HEAD "14=x " TAIL, 14, "jcb", "card", "account=x" },
        { HEAD "15=" UNIONPAY " " TAIL, 15, "unionpay", "card", "account=" UNIONPAY },
        { HEAD "16=x " TAIL, 16, "unionpay", "card", "account=x" },
    };
    char text[512];
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        const emvqr_node *node = account(rows[i].objects, rows[i].id);
        assert_non_null(emvqr_account_info(node));
        assert_string_equal(emvqr_account_info(node)->name, rows[i].network);
        assert_string_equal(emvqr_account_type_name(node), rows[i].type);
        fields_of(node, text);
        assert_string_equal(text, rows[i].fields);
    }
}

static void nobodys_accounts(void **state)
{
    static const struct { const char *objects; unsigned id; } rows[] = {
        { HEAD "29.00=com.example 29.01=0066812345678 " TAIL, 29 },
        { HEAD "29.01=0066812345678 " TAIL, 29 },
        { HEAD "06=A000000677010111 " TAIL, 6 },
        { HEAD "17.00=A000000677010111 17.01=0066812345678 " TAIL, 17 },
        { HEAD MOBILE TAIL "80.00=A000000677010111 80.01=0066812345678 ", 80 },
        { HEAD MOBILE TAIL "52=5812 ", 52 },
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        const emvqr_node *node = account(rows[i].objects, rows[i].id);
        assert_null(emvqr_account_info(node));
        assert_null(emvqr_account_type_name(node));
    }
}

static void derived_values_fit_or_are_nothing(void **state)
{
    const emvqr_node *node = account(HEAD "29.00=A000000677010111 29.03=140000812345678 81=0E010E02 " TAIL, 29);
    const emvqr_network_info *info = emvqr_account_info(node);
    unsigned i;
    size_t cap, whole;

    (void)state;
    for (i = 0; i < info->derived_count; i++) {
        char *text;
        char room[64];
        whole = info->derived[i].derive(&it.doc, node, room, sizeof room);
        assert_true(whole > 0 && whole < sizeof room);
        for (cap = 0; cap <= whole; cap++) {
            text = malloc(cap == 0 ? 1 : cap);
            assert_non_null(text);
            assert_int_equal(info->derived[i].derive(&it.doc, node, text, cap), cap == whole ? whole : 0);
            free(text);
        }
    }
}

/* Values that are no UTF-8, or shorter than the form that a check looks at, at the very end of the text. */
static void checks_stay_inside_the_text(void **state)
{
    static const char *const tails[] = {
        "58=\xFF", "58=J", "58=A\xFF", "62.08=392\xFF", "62.08=3920000003000.00\xFF", "81=\xFF", "52=\xFF",
        "53=7\xFF",
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(tails); i++) {
        char objects[256], *exact;
        const char *text;
        size_t len;
        sprintf(objects, "00=01 %s%s 63=none %%bytes", ABROAD, tails[i]);
        text = payload_build(objects);
        len = strlen(text);
        exact = malloc(len);
        assert_non_null(exact);
        memcpy(exact, text, len);
        judged_read(&it, exact, len, EMVQR_FIELD);
        assert_true(it.findings.errors > 0);
        free(exact);
    }
    judged_as(HEAD ABROAD "53=764 58=JP 62.08=392\xFF %bytes", "invalid-utf8:62.08:EE");
    judged_as(HEAD MOBILE TAIL "81=\xFF %bytes", "invalid-utf8:81:EE");
    judged_as(HEAD MOBILE "29.01=006681234567\xFF " TAIL "%bytes", "invalid-utf8:29.01:EE");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(transfers),
        cmocka_unit_test(broken_accounts),
        cmocka_unit_test(bills),
        cmocka_unit_test(bills_abroad),
        cmocka_unit_test(innovation),
        cmocka_unit_test(the_root_of_a_thai_code),
        cmocka_unit_test(vat_and_message),
        cmocka_unit_test(several_accounts),
        cmocka_unit_test(identifiers_in_any_case),
        cmocka_unit_test(unionpay),
        cmocka_unit_test(types_and_fields),
        cmocka_unit_test(nobodys_accounts),
        cmocka_unit_test(derived_values_fit_or_are_nothing),
        cmocka_unit_test(checks_stay_inside_the_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
