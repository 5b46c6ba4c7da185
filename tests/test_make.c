/* SPDX-License-Identifier: MIT */
/* Making: what people type and what is written, what is written unasked, and what is refused in which words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/payload.h"
#include "support/typed.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define HEAD "00=01 01=11 "
#define TAIL "53=764 58=TH "
#define MOBILE "29.00=A000000677010111 29.01=0066812345678 "
#define BILL "30.00=A000000677010112 30.01=099400016550100 30.02=REF1 "
#define CARD "00=01 01=11 02=4000123456789012 52=5251 53=840 58=US 59='ABC Hammers' 60='New York' "
#define CARD_KEYS "account=4000123456789012|category=5251|currency=USD|country=US|name=ABC Hammers|city=New York"

#define A20 "ABCDEFGHIJKLMNOPQRST"
#define A25 A20 "UVWXY"
#define THAI_TEXT "\xE0\xB8\xA3\xE0\xB9\x89\xE0\xB8\xB2\xE0\xB8\x99"

typedef struct row {
    const char *keys, *result; /* objects, or words of the message */
} row;

static void all_made(const char *network, const row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        typed_make(network, rows[i].keys, false);
        typed_is_made(rows[i].keys, payload_build(rows[i].result));
    }
}

static void all_refused(const char *network, const row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        typed_make(network, rows[i].keys, false);
        typed_is_refused(rows[i].keys, rows[i].result);
    }
}

#define MADE(name, network, ...) \
    static void name(void **state) \
    { \
        static const row rows[] = { __VA_ARGS__ }; \
        (void)state; \
        all_made(network, rows, COUNT(rows)); \
    }
#define REFUSED(name, network, ...) \
    static void name(void **state) \
    { \
        static const row rows[] = { __VA_ARGS__ }; \
        (void)state; \
        all_refused(network, rows, COUNT(rows)); \
    }

/* ---- PromptPay's keys ---- */

#define PHONE(text) { "mobile=" text, HEAD MOBILE TAIL }

MADE(phones_as_people_type_them, "promptpay",
    PHONE("0812345678"), PHONE("081-234-5678"), PHONE("081 234 5678"), PHONE("(081) 234-5678"), PHONE("08-1234-5678"),
    PHONE("+66812345678"), PHONE("+66 81 234 5678"), PHONE("+66 (0)81-234-5678"), PHONE("+66-0812345678"),
    PHONE("66812345678"), PHONE("660812345678"), PHONE("66 081 234 5678"), PHONE("0066812345678"),
    PHONE("00660812345678"), PHONE(" 0812345678 "),
    PHONE("\xE0\xB9\x90\xE0\xB9\x98\xE0\xB9\x91\xE0\xB9\x92\xE0\xB9\x93"
          "\xE0\xB9\x94\xE0\xB9\x95\xE0\xB9\x96\xE0\xB9\x97\xE0\xB9\x98"),
    { "mobile=0612345678", HEAD MOBILE "29.01=0066612345678 " TAIL },
    { "mobile=0668123456", HEAD MOBILE "29.01=0066668123456 " TAIL },
    { "mobile=0912345678", HEAD MOBILE "29.01=0066912345678 " TAIL })

REFUSED(phones_that_are_none, "promptpay",
    { "mobile=812345678", "is it 0812345678?" },
    { "mobile=81-234-5678", "is it 0812345678?" }, { "mobile=661234567", "is it 0661234567?" },
    { "mobile=081234567", "ten digits" }, { "mobile=08123456789", "ten digits" }, { "mobile=+65 9123 4567", "+66" },
    { "mobile=+1 202 555 0123", "+66" }, { "mobile=+856 20 5555 5555", "+66" }, { "mobile=+0812345678", "+66" },
    { "mobile=0065812345678", "ten digits" }, { "mobile=081234567O", "ten digits" }, { "mobile=", "081-234-5678" },
    { "mobile=*** ", "ten digits" }, { "mobile=0066081234567", "ten digits" },
    { "mobile=+66 81 234 567", "ten digits" },
    { "mobile=6681234567", "ten digits" }, { "mobile=081.234.5678", "ten digits" },
    { "mobile=08123456780812345678", "ten digits" }, { "mobile=\xEF\xBC\x90\xEF\xBC\x98", "ten digits" })

static void phones_that_are_no_mobiles(void **state)
{
    (void)state;
    emvqr_making_new(&typed_result.making, emvqr_network_by_name("promptpay", 9));
    assert_int_equal(emvqr_making_set(&typed_result.making, "mobile", 6, "081\0002345678", 11), EMVQR_ERR_VALUE);
    typed_make("promptpay", "mobile=0212345678", false);
    typed_is_made("0212345678", payload_build(HEAD MOBILE "29.01=0066212345678 " TAIL));
    assert_non_null(strstr(typed_result.note, "06, 08 or 09"));
    typed_make("promptpay", "mobile=0812345678", false);
    assert_string_equal(typed_result.note, "");
}

MADE(other_payees, "promptpay",
    { "national_id=1101700230708", HEAD "29.00=A000000677010111 29.02=1101700230708 " TAIL },
    { "national_id=1-1017-00230-70-8", HEAD "29.00=A000000677010111 29.02=1101700230708 " TAIL },
    { "citizen_id=1 1017 00230 70 8", HEAD "29.00=A000000677010111 29.02=1101700230708 " TAIL },
    { "tax_id=0994000165501", HEAD "29.00=A000000677010111 29.02=0994000165501 " TAIL },
    { "ewallet_id=012345678901234", HEAD "29.00=A000000677010111 29.03=012345678901234 " TAIL },
    { "ewallet_id=0123-4567-8901-234", HEAD "29.00=A000000677010111 29.03=012345678901234 " TAIL },
    { "truemoney=081-234-5678", HEAD "29.00=A000000677010111 29.03=140000812345678 " TAIL },
    { "truemoney=+66812345678", HEAD "29.00=A000000677010111 29.03=140000812345678 " TAIL },
    { "bank_account=014-123456789-0", HEAD "29.00=A000000677010111 29.04=0141234567890 " TAIL },
    { "mobile=0812345678|ota=1234567890|amount=50",
      "00=01 01=12 29.00=A000000677010114 29.01=0066812345678 29.05=1234567890 53=764 54=50.00 58=TH" },
    { "ota=1234567890|mobile=0812345678", HEAD "29.00=A000000677010114 29.01=0066812345678 29.05=1234567890 " TAIL },
    { "truemoney=0812345678|message=Hi \xF0\x9F\x8D\x9C",
      HEAD "29.00=A000000677010111 29.03=140000812345678 " TAIL "81=004800690020D83CDF5C" },
    { "truemoney=0812345678|message=\xE0\xB8\x81\xC3\xA9",
      HEAD "29.00=A000000677010111 29.03=140000812345678 " TAIL "81=0E0100E9" },
    { "truemoney=0812345678|message=123456789012345678901234",
      HEAD "29.00=A000000677010111 29.03=140000812345678 " TAIL
      "81=003100320033003400350036003700380039003000310032003300340035003600370038003900300031003200330034" },
    { "biller_id=099400016550100|ref1=REF1", HEAD BILL TAIL },
    { "biller_id=0994000165501-00|ref1=REF1", HEAD BILL TAIL },
    { "ref1=REF1|biller_id=0994000165501 00|ref2=REF2|ref3=REF3", HEAD BILL "30.03=REF2 " TAIL "62.07=REF3" },
    { "biller_id=099400016550100|ref1=" A20 "|ref2=" A20 "|ref3=" A25,
      HEAD BILL "30.02=" A20 " 30.03=" A20 " " TAIL "62.07=" A25 },
    { "biller_id=099400016550100|ref1=ab c-1", HEAD BILL "30.02='ab c-1' " TAIL },
    { "acquirer_id=004", HEAD "31.00=A000000677010113 31.01=004 " TAIL },
    { "acquirer_id=004|31.02=REF1", HEAD "31.00=A000000677010113 31.01=004 31.02=REF1 " TAIL },
    { "api_id=001", HEAD "31.00=A000000677012004 31.01=001 " TAIL },
    { "api_id=001|provider_id=014|api_reference=" A25,
      HEAD "31.00=A000000677012004 31.01=001 31.02=014 31.03=" A25 " " TAIL },
    { "mobile=0812345678|vat_branch=0001|vat_rate=7.00|vat_amount=3.27|amount=50",
      "00=01 01=12 " MOBILE "53=764 54=50.00 58=TH 80.00=0001 80.01=7.00 80.02=3.27" })

static void payees_that_are_doubtful(void **state)
{
    (void)state;
    typed_make("promptpay", "bank_account=0141234567890", false);
    assert_int_equal(typed_result.status, EMVQR_OK);
    assert_non_null(strstr(typed_result.note, "reserved"));
    typed_make("promptpay", "national_id=1111111111111", false);
    assert_int_equal(typed_result.status, EMVQR_OK);
    assert_int_equal(typed_result.findings.warnings, 1);
    assert_int_equal(typed_result.items[0].code, EMVQR_CODE_CHECK_DIGIT);
    typed_make("promptpay", "national_id=1101700230708", false);
    assert_int_equal(typed_result.findings.total, 0);
}

REFUSED(payees_that_are_none, "promptpay",
    { "national_id=110170023070", "13 digits" }, { "national_id=11017002307081", "13 digits" },
    { "national_id=110170023070X", "13 digits" }, { "citizen_id=1", "national_id" }, { "tax_id=0.994", "13 digits" },
    { "ewallet_id=0812345678", "truemoney=" }, { "ewallet_id=01234567890123", "15 digits" },
    { "ewallet_id=0123456789012345", "15 digits" }, { "truemoney=812345678", "is it 0812345678?" },
    { "bank_account=12", "three digits" }, { "bank_account=014-12A", "three digits" },
    { "mobile=0812345678|ota=123", "10 digits" },
    { "ota=1234567890", "is missing" },
    { "biller_id=0994000165501|ref1=A", "suffix" }, { "biller_id=09940001655010|ref1=A", "15 digits" },
    { "biller_id=099400016550100", "ref1 is missing" }, { "ref1=A", "biller_id is missing" },
    { "biller_id=099400016550100|ref1=" A20 "U", "21 characters where at most 20 are allowed" },
    { "biller_id=099400016550100|ref1=A|ref2=" A20 "UV", "22 characters where at most 20 are allowed" },
    { "biller_id=099400016550100|ref1=A|ref3=" A25 "Z", "26 characters where at most 25 are allowed" },
    { "biller_id=099400016550100|ref1=\xE0\xB8\x81", "Reference 1" },
    { "biller_id=099400016550100|ref1=", "ref1 is empty" },
    { "truemoney=0812345678|message=1234567890123456789012345", "25 characters where at most 24 are allowed" },
    { "truemoney=0812345678|message=\xFF", "UTF-8" },
    { "acquirer_id=04", "3 digits" }, { "acquirer_id=KBANK", "3 digits" }, { "api_id=1", "3 digits" },
    { "api_id=001|api_reference=" A25 "Z", "26 characters where at most 25 are allowed" },
    { "mobile=0812345678|vat_rate=7.00", "vat_branch is missing" },
    { "mobile=0812345678|vat_branch=1", "1 character where exactly 4 are allowed" },
    { "mobile=0812345678|vat_branch=0001|vat_rate=100", "VAT rate" },
    { "mobile=0812345678|vat_branch=0001|vat_amount=7,00", "VAT amount" },
    { "amount=50", "is missing" },
    { "mobile=0812345678|29.01=0812345678", "10 characters where exactly 13 are allowed" },
    { "mobile=0812345678|29.00=com.example", "" })

MADE(bills_shown_abroad, "promptpay",
    { "biller_id=099400016550100|ref1=121234567890|ref2=REF2|amount=650.25|local_currency=JPY"
      "|local_amount=3000.00|local_country=JP",
      "00=01 01=12 30.00=A000000677012006 30.01=099400016550100 30.02=121234567890 30.03=REF2 53=764 54=650.25 58=JP "
      "62.08=3920000003000.00JP" },
    { "local_country=jp|local_amount=3000|local_currency=392|ref1=R|biller_id=099400016550100",
      HEAD "30.00=A000000677012006 30.01=099400016550100 30.02=R 53=764 58=JP 62.08=3920000003000.00JP" },
    { "biller_id=099400016550100|ref1=R|local_country=JP|local_currency=392|local_amount=3000|local_amount=5",
      HEAD "30.00=A000000677012006 30.01=099400016550100 30.02=R 53=764 58=JP 62.08=3920000000005.00JP" },
    { "type=bill-cross-border|biller_id=099400016550100|ref1=R|local_country=JP|local_amount=3000.5"
      "|local_currency=392|ref3=T",
      HEAD "30.00=A000000677012006 30.01=099400016550100 30.02=R 53=764 58=JP 62.07=T 62.08=39200000003000.5JP" })

REFUSED(bills_shown_nowhere, "promptpay",
    { "biller_id=099400016550100|ref1=R|local_country=JP|local_amount=3000", "Local currency" },
    { "biller_id=099400016550100|ref1=R|local_country=JP|local_currency=JPY", "Local currency" },
    { "biller_id=099400016550100|ref1=R|local_amount=3000|local_currency=JPY", "ountry" },
    { "biller_id=099400016550100|ref1=R|local_country=Japan", "two letters" },
    { "biller_id=099400016550100|ref1=R|local_currency=YEN", "3" },
    { "biller_id=099400016550100|ref1=R|local_amount=3,000", "3000.00" },
    { "biller_id=099400016550100|ref1=R|local_amount=0", "3000.00" },
    { "biller_id=099400016550100|ref1=R|local_amount=12345678901234", "3000.00" },
    { "type=bill-cross-border|biller_id=099400016550100|ref1=R", "is missing" },
    { "type=bill|biller_id=099400016550100|ref1=R|local_country=JP", "local_country does not go together" },
    { "mobile=0812345678|local_country=JP", "local_country does not go together" })

REFUSED(keys_that_do_not_go_together, "promptpay",
    { "mobile=0812345678|biller_id=099400016550100", "biller_id does not go together" },
    { "mobile=0812345678|national_id=1101700230708", "" },
    { "mobile=0812345678|truemoney=0812345678", "" },
    { "acquirer_id=004|api_id=001", "api_id does not go together" },
    { "type=bill|mobile=0812345678", "mobile does not go together" },
    { "type=nothing", "no such type" }, { "type=", "no such type" },
    { "biller_id=099400016550100|ref1=A|message=Hi", "message does not go together" },
    { "nonsense=1", "no such key" }, { "Mobile=0812345678", "no such key" }, { "mobil=0812345678", "no such key" },
    { "=1", "no such key" }, { "29.1=x", "no such key" }, { "129=x", "no such key" },
    { "29.01.02.03.04=x", "no such key" },
    { "account=x", "no such key" })

MADE(types_are_chosen, "promptpay",
    { "type=transfer|mobile=0812345678", HEAD MOBILE TAIL },
    { "type=TRANSFER|mobile=0812345678", HEAD MOBILE TAIL },
    { "type=bill|biller_id=099400016550100|ref1=REF1", HEAD BILL TAIL },
    { "type=merchant|acquirer_id=004", HEAD "31.00=A000000677010113 31.01=004 " TAIL },
    { "type=api|api_id=001", HEAD "31.00=A000000677012004 31.01=001 " TAIL })

/* ---- shared keys ---- */

#define THB(typed, written) \
    { "mobile=0812345678|amount=" typed, "00=01 01=12 " MOBILE "53=764 54=" written " 58=TH" }

MADE(sums_in_baht, "promptpay",
    THB("50", "50.00"), THB("50.0", "50.00"), THB("50.5", "50.50"), THB("50.05", "50.05"), THB("50.", "50.00"),
    THB("0040", "40.00"), THB("0.01", "0.01"), THB("9999999999.99", "9999999999.99"), THB("9999999999",
    "9999999999.00"),
    THB("99999999999", "99999999999"))

REFUSED(sums_that_are_none, "promptpay",
    { "amount=0", "zero" }, { "amount=0.00", "zero" }, { "amount=1,000", "no commas" },
    { "amount=1.000,00", "no commas" },
    { "amount=1e3", "digits" }, { "amount=1.000", "digits" }, { "amount=1.005", "decimals" },
    { "amount=-1", "digits" },
    { "amount=+1", "digits" }, { "amount= 1", "no blanks" }, { "amount=1 ", "no blanks" }, { "amount=.5", "digits" },
    { "amount=.", "digits" }, { "amount=\xE0\xB9\x95\xE0\xB9\x90", "digits" }, { "amount=\xEF\xBC\x95", "digits" },
    { "amount=50THB", "digits" }, { "amount=10000000000000", "13" }, { "amount=", "amount is empty" },
    { "amount=1.0000", "decimals" }, { "amount=none", "digits" }, { "amount=NaN", "digits" },
    { "amount=0x1F", "digits" },
    { "mobile=0812345678|54=0", "zero" }, { "mobile=0812345678|54=1,5", "point" },
    { "mobile=0812345678|54=", "point" },
    { "mobile=0812345678|54=1.000", "point" })

MADE(what_is_written_unasked, "promptpay",
    { "mobile=0812345678", HEAD MOBILE TAIL },
    { "mobile=0812345678|amount=1", "00=01 01=12 " MOBILE "53=764 54=1.00 58=TH" },
    { "mobile=0812345678|amount=1|initiation=static", HEAD MOBILE "53=764 54=1.00 58=TH" },
    { "mobile=0812345678|initiation=dynamic", "00=01 01=12 " MOBILE TAIL },
    { "mobile=0812345678|initiation=12|01=11", HEAD MOBILE TAIL },
    { "mobile=0812345678|54=7", "00=01 01=12 " MOBILE "53=764 54=7 58=TH" },
    { "mobile=0812345678|currency=THB|country=TH", HEAD MOBILE TAIL },
    { "mobile=0812345678|currency=764|country=th", HEAD MOBILE TAIL },
    { "mobile=0812345678|currency=thb", HEAD MOBILE TAIL },
    { "mobile=0812345678|tip=none", HEAD MOBILE TAIL },
    { "mobile=0812345678|mobile=0812345679", HEAD MOBILE "29.01=0066812345679 " TAIL }, /* the last counts */
    { "mobile=0812345678|29.00=a000000677010111", HEAD "29.00=a000000677010111 29.01=0066812345678 " TAIL })

MADE(the_shop, "promptpay",
    { "mobile=0812345678|name=ABC Shop|city=Bangkok|category=5812|postal_code=10110",
      HEAD MOBILE "52=5812 53=764 58=TH 59='ABC Shop' 60=Bangkok 61=10110" },
    { "mobile=0812345678|name_local=" THAI_TEXT, HEAD MOBILE TAIL "64.00=th 64.01=" THAI_TEXT },
    { "mobile=0812345678|name_local=" THAI_TEXT "|city_local=" THAI_TEXT,
      HEAD MOBILE TAIL "64.00=th 64.01=" THAI_TEXT " 64.02=" THAI_TEXT },
    { "mobile=0812345678|language=en|name_local=Shop", HEAD MOBILE TAIL "64.00=en 64.01=Shop" },
    { "mobile=0812345678|name_local=Shop|language=en", HEAD MOBILE TAIL "64.00=en 64.01=Shop" },
    { "mobile=0812345678|bill=B|mobile_number=***|store=S|loyalty=***|reference=R|customer=C|terminal=T|purpose=P"
      "|consumer_data=AME|channel=000|62.10=TAX",
      HEAD MOBILE TAIL "62.01=B 62.02=*** 62.03=S 62.04=*** 62.05=R 62.06=C 62.07=T 62.08=P 62.09=AME 62.10=TAX "
      "62.11=000" },
    { "mobile=0812345678|bill=" A25, HEAD MOBILE TAIL "62.01=" A25 },
    { "mobile=0812345678|80.00=0001|82.00=com.example|82.01=x",
      HEAD MOBILE TAIL "80.00=0001 82.00=com.example 82.01=x" })

REFUSED(shops_that_do_not_fit, "promptpay",
    { "mobile=0812345678|currency=JPY", "764" }, { "mobile=0812345678|currency=BAHT", "THB or 764" },
    { "mobile=0812345678|currency=7", "THB or 764" }, { "mobile=0812345678|currency=764 ", "THB or 764" },
    { "mobile=0812345678|country=JP", "TH" }, { "mobile=0812345678|country=THA", "two letters" },
    { "mobile=0812345678|country=T1", "two letters" },
    { "mobile=0812345678|initiation=once", "static" }, { "mobile=0812345678|initiation=13", "dynamic" },
    { "mobile=0812345678|name=" A25 "ABCDEF", "31 characters where at most 25 are allowed" },
    { "mobile=0812345678|name=" THAI_TEXT, "name_local=" }, { "mobile=0812345678|name=Caf\xC3\xA9", "name_local=" },
    { "mobile=0812345678|name=A\nB", "invisible" },
    { "mobile=0812345678|city=ABCDEFGHIJKLMNOP", "16 characters where at most 15 are allowed" },
    { "mobile=0812345678|city=" THAI_TEXT, "city_local=" },
    { "mobile=0812345678|category=581", "3 characters where exactly 4 are allowed" },
    { "mobile=0812345678|category=food", "digits" },
    { "mobile=0812345678|postal_code=12345678901", "11 characters where at most 10 are allowed" },
    { "mobile=0812345678|language=th", "Merchant name in that language" },
    { "mobile=0812345678|language=thai|name_local=A", "4 characters where exactly 2 are allowed" },
    { "mobile=0812345678|city_local=A", "Merchant name in that language" },
    { "mobile=0812345678|name_local=" A25 "Z", "26 characters where at most 25 are allowed" },
    { "mobile=0812345678|name_local=A\xE2\x80\xAE" "B", "invisible" },
    { "mobile=0812345678|bill=" A25 "Z", "26 characters where at most 25 are allowed" },
    { "mobile=0812345678|consumer_data=X", "consumer data" }, { "mobile=0812345678|channel=12", "exactly 3" },
    { "mobile=0812345678|62.12=x", "reserved" }, { "mobile=0812345678|65=x", "reserved" },
    { "mobile=0812345678|tip=prompt", "must not be used" }, { "mobile=0812345678|tip=5%", "must not be used" },
    { "mobile=0812345678|63=ABCD", "63" }, { "mobile=0812345678|00=02", "01" },
    { "mobile=0812345678|62=x|62.01=y", "overlap" },
    { "mobile=0812345678|29.01.00=x", "overlap" }, { "mobile=0812345678|59.01=x", "nothing stands inside" },
    { "mobile=0812345678|02.00=x", "nothing stands inside" },
    { "mobile=0812345678|65.00=x", "nothing stands inside" })

MADE(tips, "visa",
    { CARD_KEYS, CARD },
    { CARD_KEYS "|tip=prompt", CARD "-58 -59 -60 55=01 58=US 59='ABC Hammers' 60='New York'" },
    { CARD_KEYS "|tip=PROMPT", CARD "-58 -59 -60 55=01 58=US 59='ABC Hammers' 60='New York'" },
    { CARD_KEYS "|tip=2.50", CARD "-58 -59 -60 55=02 56=2.50 58=US 59='ABC Hammers' 60='New York'" },
    { CARD_KEYS "|tip=2", CARD "-58 -59 -60 55=02 56=2 58=US 59='ABC Hammers' 60='New York'" },
    { CARD_KEYS "|tip=5%", CARD "-58 -59 -60 55=03 57=5 58=US 59='ABC Hammers' 60='New York'" },
    { CARD_KEYS "|tip=0.01%", CARD "-58 -59 -60 55=03 57=0.01 58=US 59='ABC Hammers' 60='New York'" },
    { CARD_KEYS "|tip=99.99%", CARD "-58 -59 -60 55=03 57=99.99 58=US 59='ABC Hammers' 60='New York'" },
    { CARD_KEYS "|tip=5%|tip=2.50", CARD "-58 -59 -60 55=02 56=2.50 58=US 59='ABC Hammers' 60='New York'" },
    { CARD_KEYS "|tip=2.50|tip=prompt", CARD "-58 -59 -60 55=01 58=US 59='ABC Hammers' 60='New York'" },
    { CARD_KEYS "|tip=5%|tip=none", CARD })

REFUSED(tips_that_are_none, "visa",
    { CARD_KEYS "|tip=0", "prompt, none, a fee" }, { CARD_KEYS "|tip=0%", "0.01% to 99.99%" },
    { CARD_KEYS "|tip=100%", "0.01% to 99.99%" }, { CARD_KEYS "|tip=%", "0.01% to 99.99%" },
    { CARD_KEYS "|tip=5 %", "0.01% to 99.99%" }, { CARD_KEYS "|tip=0.001%", "0.01% to 99.99%" },
    { CARD_KEYS "|tip=000.01%", "0.01% to 99.99%" },
    { CARD_KEYS "|tip=-1", "prompt, none, a fee" }, { CARD_KEYS "|tip=2,50", "prompt, none, a fee" },
    { CARD_KEYS "|tip=yes", "prompt, none, a fee" }, { CARD_KEYS "|tip=1.000", "prompt, none, a fee" },
    { CARD_KEYS "|55=02", "contradict" }, { CARD_KEYS "|56=1", "contradict" },
    { CARD_KEYS "|tip=prompt|57=5", "contradict" })

REFUSED(cards_that_lack_something, "visa",
    { "account=x", "is missing" },
    { "account=x|category=5251|currency=USD|country=US|name=A", "city is missing" },
    { "account=x|category=5251|currency=USD|country=US|city=A", "name is missing" },
    { "account=x|category=5251|currency=USD|name=A|city=A", "country is missing" },
    { "account=x|category=5251|country=US|name=A|city=A", "currency is missing" },
    { "account=x|currency=USD|country=US|name=A|city=A", "category is missing" },
    { "category=5251|currency=USD|country=US|name=A|city=A", "account is missing" })

MADE(cards_in_other_currencies, "jcb",
    { "account=1|category=5251|currency=JPY|country=JP|name=A|city=B|amount=1000",
      "00=01 01=12 13=1 52=5251 53=392 54=1000 58=JP 59=A 60=B" },
    { "account=1|category=5251|currency=KWD|country=KW|name=A|city=B|amount=1.234",
      "00=01 01=12 13=1 52=5251 53=414 54=1.234 58=KW 59=A 60=B" },
    { "account=1|category=5251|currency=036|country=AU|name=A|city=B|amount=1.5",
      "00=01 01=12 13=1 52=5251 53=036 54=1.5 58=AU 59=A 60=B" })

REFUSED(sums_that_do_not_fit_a_currency, "jcb",
    { "currency=JPY|amount=1000.50", "this currency has none" },
    { "currency=JPY|amount=1.000", "this currency has none" },
    { "currency=IDR|amount=1.000", "decimals" }, { "currency=VND|amount=1.000", "this currency has none" },
    { "currency=VND|amount=1000.00", "this currency has none" },
    /* typed in the other order, it is found at the end */
    { "account=1|category=5251|country=JP|name=A|city=B|amount=1000.50|currency=JPY", "amount" })

/* ---- force: lengths and character sets, never money ---- */

static void what_force_passes(void **state)
{
    static const row passed[] = {
        { "mobile=0812345678|name=" A25 "ABCDEF", HEAD MOBILE TAIL "59=" A25 "ABCDEF" },
        { "mobile=0812345678|name=" THAI_TEXT, HEAD MOBILE TAIL "59=" THAI_TEXT },
        { "mobile=0812345678|city=" THAI_TEXT, HEAD MOBILE TAIL "60=" THAI_TEXT },
        { "biller_id=099400016550100|ref1=" A20 "U", HEAD BILL "30.02=" A20 "U " TAIL },
        { "biller_id=099400016550100|ref1=REF1|30.01=0994000165501", HEAD BILL "30.01=0994000165501 " TAIL },
    };
    static const char *const refused[] = {
        "mobile=0812345678|54=1,5", "mobile=0812345678|54=0", "mobile=0812345678|53=840",
        "mobile=0812345678|29.01=0812345678",
        "mobile=0812345678|29.01=006681234567X", "mobile=0812345678|29.02=1101700230708",
        "mobile=0812345678|tip=2.50",
        "mobile=0812345678|name=A\xE2\x80\xAE", "mobile=0812345678|00=02", "mobile=0812345678|58=JP",
        "mobile=0812345678|52=12", "mobile=0812345678|30.00=A000000677010111|30.01=0066812345679",
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(passed); i++) {
        typed_make("promptpay", passed[i].keys, false);
        assert_int_not_equal(typed_result.status, EMVQR_OK);
        typed_make("promptpay", passed[i].keys, true);
        typed_is_made(passed[i].keys, payload_build(passed[i].result));
    }
    for (i = 0; i < COUNT(refused); i++) {
        typed_make("promptpay", refused[i], true);
        typed_is_refused(refused[i], "");
    }
}

/* ---- golden payloads, signed elsewhere ---- */

static void golden_payloads(void **state)
{
    static const row rows[] = {
        /* what other PromptPay libraries make of the same */
        { "mobile=0812345678", "00020101021129370016A0000006770101110113006681234567853037645802TH6304823E" },
        { "mobile=0812223333", "00020101021129370016A0000006770101110113006681222333353037645802TH63041DCF" },
        { "truemoney=0801111111", "00020101021129390016A000000677010111031514000080111111153037645802TH63047C0F" },
        { "bank_account=0141234567890|amount=100",
          "00020101021229370016A0000006770101110413014123456789053037645406100.005802TH6304901D" },
        { "mobile=0812345678|ota=1234567890|amount=50",
          "00020101021229510016A00000067701011401130066812345678051012345678905303764540550.005802TH63048856" },
        { "biller_id=099999999999990|ref1=111222333444",
          "00020101021130550016A0000006770101120115099999999999990021211122233344453037645802TH63043EE7" },
        { "biller_id=010753700088205|ref1=0000000000000000002|ref2=SAMPLESHOP|ref3=0000",
          "0002010102113076" "0016A0000006770101120115010753700088205" "02190000000000000000002" "0310SAMPLESHOP"
          "53037645802TH62080704000063047FA6" },
        /* a bill shown in Japan, VAT, the API, and a bank with a terminal */
        { "biller_id=099400016550100|ref1=123456789012|ref2=REF2|amount=650.25|local_currency=JPY"
      "|local_amount=3000.00|local_country=JP|01=12",
          "00020101021230630016A00000067701200601150994000165501000212123456789012"
          "0304REF253037645406650.255802JP622208183920000003000.00JP6304C3DF" },
        { "biller_id=099400016550100|ref1=INV0001|amount=107|vat_branch=0001|vat_rate=7.00|vat_amount=7.00",
          "00020101021230500016A00000067701011201150994000165501000207INV000153037645406107.005802TH"
          "80240004000101047.0002047.0063044DD1" },
        { "api_id=001|01=12", "00020101021231270016A000000677012004010300153037645802TH6304178C" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        typed_make("promptpay", rows[i].keys, false);
        typed_is_made(rows[i].keys, rows[i].result);
    }
}

/* ---- limits ---- */

static void too_much_at_once(void **state)
{
    char keys[4096] = "mobile=0812345678", value[200];
    unsigned i;

    (void)state;
    memset(value, 'x', sizeof value);
    value[100] = '\0';
    sprintf(keys + strlen(keys), "|62.05=%s", value);
    typed_make("promptpay", keys, false);
    typed_is_refused(keys, "length field");
    strcpy(keys, "mobile=0812345678");
    for (i = 0; i < 50; i++) {
        sprintf(keys + strlen(keys), "|%u.00=a|%u.01=b", 80 + i % 20, 80 + i % 20);
    }
    typed_make("promptpay", keys, false);
    assert_int_not_equal(typed_result.status, EMVQR_OK); /* 80 and 81 are PromptPay's own */
    emvqr_making_new(&typed_result.making, emvqr_network_by_name("visa", 4));
    for (i = 0; i < EMVQR_MAKING_EDITS; i++) {
        assert_int_equal(emvqr_making_put(&typed_result.making, EMVQR_PATH2(90, i), (emvqr_span){ "x", 1 }),
        EMVQR_OK);
    }
    assert_int_equal(emvqr_making_put(&typed_result.making, EMVQR_PATH1(98), (emvqr_span){ "x", 1 }),
    EMVQR_ERR_NO_SPACE);
    assert_string_not_equal(typed_result.making.message, "");
}

static void kept_texts_do_not_overflow(void **state)
{
    unsigned i;

    (void)state;
    emvqr_making_new(&typed_result.making, emvqr_network_by_name("promptpay", 9));
    for (i = 0; i < 1000; i++) { /* each keeps 13 bytes */
        emvqr_status status = emvqr_making_set(&typed_result.making, "mobile", 6, "0812345678", 10);
        if (status != EMVQR_OK) {
            assert_int_equal(status, EMVQR_ERR_NO_SPACE);
            assert_string_not_equal(typed_result.making.message, "");
            break;
        }
    }
    assert_true(i >= 300 && i < 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(phones_as_people_type_them),
        cmocka_unit_test(phones_that_are_none),
        cmocka_unit_test(phones_that_are_no_mobiles),
        cmocka_unit_test(other_payees),
        cmocka_unit_test(payees_that_are_doubtful),
        cmocka_unit_test(payees_that_are_none),
        cmocka_unit_test(bills_shown_abroad),
        cmocka_unit_test(bills_shown_nowhere),
        cmocka_unit_test(keys_that_do_not_go_together),
        cmocka_unit_test(types_are_chosen),
        cmocka_unit_test(sums_in_baht),
        cmocka_unit_test(sums_that_are_none),
        cmocka_unit_test(what_is_written_unasked),
        cmocka_unit_test(the_shop),
        cmocka_unit_test(shops_that_do_not_fit),
        cmocka_unit_test(tips),
        cmocka_unit_test(tips_that_are_none),
        cmocka_unit_test(cards_that_lack_something),
        cmocka_unit_test(cards_in_other_currencies),
        cmocka_unit_test(sums_that_do_not_fit_a_currency),
        cmocka_unit_test(what_force_passes),
        cmocka_unit_test(golden_payloads),
        cmocka_unit_test(too_much_at_once),
        cmocka_unit_test(kept_texts_do_not_overflow),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
