/* SPDX-License-Identifier: MIT */
/* QRIS: what is judged, whose an account is and what belongs to it, what is made and refused, and static codes that
 * become dynamic. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/make.h>

#include "support/payload.h"
#include "support/typed.h"

#define NETWORK "qris"
#define HEAD "00=01 01=11 "
#define SHOP "26.00=COM.GO-JEK.WWW 26.01=936009143000000018 26.02=G000000018 26.03=UMI "
#define NATIONAL "51.00=ID.CO.QRIS.WWW 51.02=ID1018000000019 51.03=UMI "
#define TAIL "52=5812 53=360 58=ID 59='WARUNG CONTOH' 60='JAKARTA PUSAT' 61=10110 "
#define PAYMENT HEAD SHOP NATIONAL TAIL
#define OTHER "27.00=ID.DANA.WWW 27.01=936009153000000024 27.02=000000024 27.03=UMI "
#define MOVE_HEAD "00=01 01=12 "
#define PAN "40.00=ID.CO.ASTRAPAY.WWW 40.01=9360082230000000177 40.02=0000000017 "
#define MOVE_TAIL "52=4829 53=360 58=ID 59='BUDI CONTOH' 60='JAKARTA PUSAT' 61=10220 62.08="
#define UNIQUE " 62.99.00=00 62.99.01=TX0000000001 "
#define TRANSFER MOVE_HEAD PAN MOVE_TAIL "DMCT" UNIQUE
#define A10 "ABCDEFGHIJ"

/* ---- judged ---- */

JUDGED(root,
    { PAYMENT, "" },
    { PAYMENT "62.07=A01 ", "" },
    { PAYMENT "00=02 ", "value:00:EW" },
    { PAYMENT "-01 ", "" },
    { PAYMENT "01=10 ", "value:01:EW" },
    { PAYMENT "01=12 54=15000 ", "" },
    { PAYMENT "01=12 54=15000.00 ", "" },
    { PAYMENT "01=12 54=1.000 ", "bad-amount:54:EE" },
    { PAYMENT "01=12 54=15,000 ", "bad-amount:54:EE" },
    { PAYMENT "01=12 54=0 ", "zero-amount:54:EW" },
    { PAYMENT "01=12 ", "initiation-amount:01:II" },
    { PAYMENT "54=15000 ", "initiation-amount:01:WW" },
    { PAYMENT "55=02 56=500 ", "initiation-amount:01:WW" },
    { PAYMENT "55=03 57=0.7 ", "initiation-amount:01:WW" },
    { PAYMENT "55=01 ", "" },
    { PAYMENT "01=12 54=15000 55=02 56=500 ", "" },
    { PAYMENT "01=12 54=15000 55=03 57=0.7 ", "" },
    { PAYMENT "01=12 54=15000 55=02 ", "conflict:55:EE" },
    { PAYMENT "-52 ", "missing-object:52:EW" },
    { PAYMENT "52=12 ", "value:52:EW" },
    { PAYMENT "53=458 ", "country-currency:53:EE" },
    { PAYMENT "53=IDR ", "value:53:EE" },
    { PAYMENT "-53 ", "missing-object:53:EW" },
    { PAYMENT "58=MY ", "country-currency:58:EW" },
    { PAYMENT "58=id ", "value:58:EW" },
    { PAYMENT "59=" A10 A10 "ABCDEF ", "value-length:59:EW" },
    { PAYMENT "59='Makan,  (Pak) * & / ' ", "" },
    { PAYMENT "60='Bandung Barat (' ", "" },
    { PAYMENT "60=" A10 "ABCDEF ", "value-length:60:EW" },
    { PAYMENT "-59 -60 -61 ", "missing-object:59:EW missing-object:60:EW missing-object:61:EW" },
    { PAYMENT "61=- ", "value:61:EW" },
    { PAYMENT "61=" A10 "K ", "value-length:61:EW" },
    { PAYMENT "61=40551 ", "" })

JUDGED(acquirers,
    { PAYMENT "26.00=com.go-jek.www ", "" },
    { PAYMENT "26.00=00 ", "" },
    { PAYMENT "26.00=COM.EXAMPLE.WWW ", "" },
    { PAYMENT "-26.00 ", "missing-object:26.00:EW" },
    { PAYMENT "26.00=ID.DANA.WWW ", "conflict:26.00:WW" },
    { PAYMENT "26.01=936009123000000018 ", "conflict:26.00:WW" },
    { PAYMENT "26.00=id.ovo 26.01=936009123000000018 ", "" },
    { PAYMENT "-26.01 ", "missing-object:26.01:EE" },
    { PAYMENT "26.01= ", "zero-length:26.01:EE" },
    { PAYMENT "26.01=93600914300000001X ", "value:26.01:EE" },
    { PAYMENT "26.01=ABC ", "value:26.01:EE" },
    { PAYMENT "26.01=93600914300000001800 ", "value:26.01:EE" },
    { PAYMENT "26.00=00 26.01=976409143000000018 ", "value:26.01:EW" },
    { PAYMENT "26.01=9360091430000000180 ", "" },
    { PAYMENT "26.01=9360091430000000181 ", "check-digit:26.01:WW" },
    { PAYMENT "26.01=936009143000000019 ", "" }, /* 18 digits have no check digit */
    { PAYMENT "26.00=00 26.01=936000010000000018 ", "unknown-code:26.01:II" },
    { PAYMENT "26.00=00 26.01=936081610000000018 ", "" },
    { PAYMENT "-26.02 ", "missing-object:26.02:EW" },
    { PAYMENT "26.02=" A10 "ABCDEF ", "value-length:26.02:EW" },
    { PAYMENT "-26.03 ", "missing-object:26.03:EW" },
    { PAYMENT "26.03=XXX ", "value:26.03:EW" },
    { PAYMENT "26.03=UM ", "value:26.03:EW" },
    { PAYMENT "26.03=UKE ", "conflict:26.03:WW" },
    { PAYMENT "26.03=BLU 51.03=BLU ", "" },
    { PAYMENT "26.!5 ", "truncated:26:EE@77" })

JUDGED(the_national_template,
    { PAYMENT "51.00=id.co.qris.www ", "" },
    { PAYMENT "51.00=ID.OR.GPNQR.WWW ", "value:51.00:II" },
    { PAYMENT "-51.03 ", "" },
    { PAYMENT "51.03=XXX ", "conflict:26.03:WW value:51.03:EW" },
    { PAYMENT "-51.02 ", "missing-object:51.02:EW" },
    { PAYMENT "51.02=ID1018000000010 ", "check-digit:51.02:WW" },
    { PAYMENT "51.02=802110116270010 ", "value:51.02:EW" },
    { PAYMENT "51.02=000000000000000 ", "value:51.02:EW" },
    { PAYMENT "51.02=ID101800000001X ", "value:51.02:EW" },
    { PAYMENT "51.02=ID101800000001 ", "value:51.02:EW" },
    { PAYMENT "51.02=ID220614113906351 ", "value:51.02:EW" },
    { HEAD SHOP TAIL, "missing-object:51:EW" },
    { "00=01 01=12 54=100 " SHOP TAIL, "" },
    { "00=01 " SHOP TAIL, "" },
    { HEAD NATIONAL TAIL, "missing-object:26:EW" }, /* stickers that the national repository printed */
    { HEAD NATIONAL TAIL "51.02=ID1018000000010 ", "missing-object:26:EW check-digit:51.02:WW" },
    { HEAD NATIONAL TAIL "51.02=ID101800000001X ", "missing-object:26:EE value:51.02:EW" }, /* nobody to pay */
    { HEAD NATIONAL TAIL "51.02=XD1018000000019 ", "missing-object:26:EE value:51.02:EW" },
    { HEAD NATIONAL TAIL "-51.02 ", "missing-object:26:EE missing-object:51.02:EW" },
    { HEAD "27.00=com.example 27.01=x " NATIONAL TAIL, "missing-object:26:EW" },
    { PAYMENT "51.00=ID.OR.QRNPG.WWW ", "" },
    { PAYMENT "51.00=ID.CO.JALIN.WWW ", "" }, /* an acquirer's identifier, with a national merchant ID */
    { PAYMENT "51.00=ID.CO.JALIN.WWW 51.02=ID101800000001 ", "" }, /* nobody's */
    { HEAD "02=4000123456789012 " NATIONAL TAIL, "" })

JUDGED(names_and_places,
    { PAYMENT "59=WARUNG|CONTOH ", "value-charset:59:EW" },
    { PAYMENT "59=WARUNG/CONTOH ", "" },
    { PAYMENT "60=JAKARTA| ", "value-charset:60:EW" },
    { PAYMENT "60=JAKARTA! ", "" },
    { PAYMENT "62.01=A|B ", "" },
    { PAYMENT "-59 -60 ", "missing-object:59:EW missing-object:60:EW" },
    { PAYMENT "59=" A10 A10 "ABCDEF ", "value-length:59:EW" },
    { PAYMENT "60=" A10 "ABCDEF ", "value-length:60:EW" })

JUDGED(whose_accounts,
    { HEAD "51.00=ID.CO.JALIN.WWW 51.02=ID1018000000019 " TAIL, "missing-object:26:EW" },
    { HEAD "51.00=ID.CO.JALIN.WWW 51.02=ID1018000000019 " TAIL "58=MY ", "" }, /* nobody's, in another country */
    { HEAD "50.00=ID.CO.JALIN.WWW 50.02=ID1018000000019 " TAIL, "" },          /* nor at another ID */
    { HEAD "26.00=com.example 26.01=12 " TAIL, "" },           /* nobody's */
    { HEAD SHOP TAIL "58=MY ", "" },                           /* nobody's, in another country */
    { HEAD SHOP NATIONAL TAIL "58=MY ", "country-currency:58:EW" },
    { HEAD SHOP "27.00=com.alipay 27.01=https://example.com/x " NATIONAL TAIL, "" },
    { HEAD SHOP OTHER NATIONAL TAIL, "" },
    { HEAD SHOP OTHER TAIL, "missing-object:51:EW conflicting-accounts:27:EE" },
    { HEAD SHOP OTHER "27.00=COM.GO-JEK.WWW 27.01=936009143000000026 " NATIONAL TAIL, "conflicting-accounts:27:EE" },
    { HEAD SHOP OTHER "27.00=COM.GO-JEK.WWW 27.01=936009143000000018 " NATIONAL TAIL, "" },
    { HEAD "46.00=COM.GO-JEK.WWW 46.01=936009143000000018 " TAIL, "" },
    { HEAD SHOP "50.00=ID.CO.QRIS.WWW 50.02=ID1018000000019 " TAIL, "misplaced-account:50:EW missing-object:51:EW" },
    { HEAD "26.00=ID.CO.QRIS.WWW 26.02=ID1018000000019 " TAIL "51.00=com.example ", "misplaced-account:26:EW" })

JUDGED(additional,
    { PAYMENT "62.50=0210413050204ABC 62.07=A01 ", "" }, /* GoPay's */
    { PAYMENT "62.60=0123456789abcdef01234567 ", "not-a-template:62.60:EW" },
    { PAYMENT "62.99.00=00 62.99.01=DINAMIS ", "" },
    { PAYMENT "62.99.00=00 ", "missing-object:62.99.01:EW" },
    { PAYMENT "62.07= ", "zero-length:62.07:EW" },
    { PAYMENT "62.08=POSP ", "" })

JUDGED(transfers_and_cash,
    { TRANSFER, "" },
    { TRANSFER "54=100000 ", "" },
    { TRANSFER "62.08=CWDL ", "" },
    { TRANSFER "62.08=CDPT ", "" },
    { TRANSFER "40.04=ASTRIDJA ", "" },
    { TRANSFER "40.04=ASTRIDJ ", "value-length:40.04:EW" },
    { TRANSFER "40.01=9360082230000000178 ", "check-digit:40.01:WW" },
    { TRANSFER "01=11 ", "value:01:EW" },
    { TRANSFER "-01 ", "missing-object:01:EW" },
    { TRANSFER "52=5812 ", "value:52:EW" },
    { TRANSFER "-62.99 ", "missing-object:62.99:EW" },
    { TRANSFER "-40.02 ", "missing-object:40.02:EW" },
    { TRANSFER "40.01=936008223000000017X ", "value:40.01:EE" },
    { TRANSFER "62.08=POSP ", "initiation-amount:01:II missing-object:40.03:EW" }) /* a payment, then */

/* ---- read ---- */

#define SHOP_TOLD "guid=COM.GO-JEK.WWW merchant_pan=936009143000000018 merchant_id=G000000018 criteria=UMI"
#define GOPAY " | acquirer=GoPay | merchant_pan_19=9360091430000000180"
#define NATIONAL_TOLD " nmid=ID1018000000019 national_guid=ID.CO.QRIS.WWW national_criteria=UMI"
#define PAN_TOLD "guid=ID.CO.ASTRAPAY.WWW merchant_pan=9360082230000000177 merchant_id=0000000017"

TELLS(types_and_fields,
    { PAYMENT, "qris payment 26 " SHOP_TOLD NATIONAL_TOLD GOPAY },
    { HEAD NATIONAL SHOP TAIL, "qris payment 26 " SHOP_TOLD NATIONAL_TOLD GOPAY },
    { HEAD SHOP TAIL, "qris payment 26 " SHOP_TOLD GOPAY },
    { HEAD NATIONAL TAIL, "qris null 51" NATIONAL_TOLD },
    { HEAD SHOP OTHER NATIONAL TAIL,
      "qris payment 26 " SHOP_TOLD NATIONAL_TOLD GOPAY "; qris payment 27 guid=ID.DANA.WWW merchant_pan=936009153000000024"
      " merchant_id=000000024 criteria=UMI" NATIONAL_TOLD " | acquirer=DANA | merchant_pan_19=9360091530000000245" },
    { HEAD "02=4000123456789012 27.00=com.alipay 27.01=https://example.com/x " SHOP NATIONAL TAIL,
      "visa card 02 account=4000123456789012; alipay code 27 url=https://example.com/x; qris payment 26 " SHOP_TOLD NATIONAL_TOLD GOPAY },
    { PAYMENT "62.99.00=00 62.99.01=DINAMIS ", "qris payment 26 " SHOP_TOLD NATIONAL_TOLD " proprietary=DINAMIS" GOPAY },
    { TRANSFER, "qris transfer 40 " PAN_TOLD " proprietary=TX0000000001 | acquirer=AstraPay" },
    { TRANSFER "62.08=CWDL 40.04=ASTRIDJA ",
      "qris cash-out 40 " PAN_TOLD " bic=ASTRIDJA proprietary=TX0000000001 | acquirer=AstraPay" },
    { TRANSFER "62.08=CDPT ", "qris cash-in 40 " PAN_TOLD " proprietary=TX0000000001 | acquirer=AstraPay" },
    { TRANSFER "62.08=BILL ", "qris payment 40 " PAN_TOLD " proprietary=TX0000000001 | acquirer=AstraPay" })

/* ---- made ---- */

#define SHOP_KEYS "guid=COM.GO-JEK.WWW|merchant_pan=936009143000000018|merchant_id=G000000018|criteria=UMI|"
#define NATIONAL_KEYS "nmid=ID1018000000019|national_criteria=UMI|"
#define PLACE_KEYS "category=5812|name=WARUNG CONTOH|city=JAKARTA PUSAT|postal_code=10110"
#define PAN_KEYS "guid=ID.CO.ASTRAPAY.WWW|merchant_pan=9360082230000000177|merchant_id=0000000017|" \
                 "name=BUDI CONTOH|city=JAKARTA PUSAT|postal_code=10220"

MAKES(made, NETWORK,
    { SHOP_KEYS NATIONAL_KEYS PLACE_KEYS, PAYMENT },
    { NATIONAL_KEYS PLACE_KEYS "|" SHOP_KEYS "terminal=A01", PAYMENT "62.07=A01 " },
    { SHOP_KEYS NATIONAL_KEYS PLACE_KEYS "|criteria=umi", PAYMENT },
    { SHOP_KEYS "nmid=ID1018000000019|" PLACE_KEYS, PAYMENT "-51.03 " },
    { SHOP_KEYS NATIONAL_KEYS PLACE_KEYS "|national_guid=ID.OR.GPNQR.WWW", PAYMENT "51.00=ID.OR.GPNQR.WWW " },
    { "merchant_pan=936009143000000018|merchant_id=G000000018|criteria=UMI|" NATIONAL_KEYS PLACE_KEYS,
      PAYMENT "26.00=00 " },
    { SHOP_KEYS PLACE_KEYS "|amount=15000",
      "00=01 01=12 " SHOP "52=5812 53=360 54=15000 58=ID 59='WARUNG CONTOH' 60='JAKARTA PUSAT' 61=10110 " },
    { SHOP_KEYS PLACE_KEYS "|amount=15000.50|tip=0.7%",
      "00=01 01=12 " SHOP "52=5812 53=360 54=15000.50 55=03 57=0.7 58=ID 59='WARUNG CONTOH' 60='JAKARTA PUSAT' "
      "61=10110 " },
    { "type=transfer|" PAN_KEYS "|proprietary=TX0000000001", TRANSFER },
    { "type=transfer|" PAN_KEYS "|proprietary=TX0000000001|purpose=BOOK", TRANSFER "62.08=BOOK " },
    { "type=cash-out|" PAN_KEYS "|proprietary=TX0000000001", TRANSFER "62.08=CWDL " },
    { "type=cash-in|" PAN_KEYS "|proprietary=TX0000000001|bic=ASTRIDJA", TRANSFER "62.08=CDPT 40.04=ASTRIDJA " })

REFUSES(refused, NETWORK,
    { SHOP_KEYS PLACE_KEYS, "National merchant repository" }, /* a static code needs the NMID */
    { "merchant_pan=936009143000000018|merchant_id=G000000018|" NATIONAL_KEYS PLACE_KEYS, "criteria is missing" },
    { SHOP_KEYS NATIONAL_KEYS "name=X|city=Y|postal_code=10110", "category is missing" },
    { SHOP_KEYS NATIONAL_KEYS "category=5812|city=Y|postal_code=10110", "name is missing" },
    { SHOP_KEYS NATIONAL_KEYS "category=5812|name=X|postal_code=10110", "city is missing" },
    { SHOP_KEYS NATIONAL_KEYS "category=5812|name=X|city=Y", "postal_code is missing" },
    { "guid=00|merchant_id=1|criteria=UMI|" NATIONAL_KEYS PLACE_KEYS, "merchant_pan is missing" },
    { SHOP_KEYS NATIONAL_KEYS PLACE_KEYS "|criteria=XXX", "criteria" },
    { SHOP_KEYS NATIONAL_KEYS PLACE_KEYS "|criteria=micro", "UMI" },
    { SHOP_KEYS NATIONAL_KEYS PLACE_KEYS "|nmid=ID101800000001", "14 characters where exactly 15 are allowed" },
    { SHOP_KEYS NATIONAL_KEYS PLACE_KEYS "|merchant_pan=123", "Merchant PAN" },
    { SHOP_KEYS NATIONAL_KEYS PLACE_KEYS "|amount=1.000", "the amount is not understood" },
    { SHOP_KEYS NATIONAL_KEYS PLACE_KEYS "|amount=0", "zero" },
    { SHOP_KEYS NATIONAL_KEYS PLACE_KEYS "|currency=MYR", "currency" },
    { "type=transfer|" PAN_KEYS, "proprietary is missing" },
    { "type=cash-out|" PAN_KEYS "|proprietary=X|purpose=DMCT", "no type of qris has all these keys" },
    { "type=payment|bic=ASTRIDJA", "bic does not go together" })

/* ---- static to dynamic ---- */

#define WARUNG \
    "00020101021126610014COM.GO-JEK.WWW01189360091430000000180210G0000000180303UMI51440014ID.CO.QRIS.WWW0" \
    "215ID10180000000190303UMI5204581253033605802ID5913WARUNG CONTOH6013JAKARTA PUSAT61051011062070703A01" \
    "63041138"
#define WARUNG_15000 \
    "00020101021226610014COM.GO-JEK.WWW01189360091430000000180210G0000000180303UMI51440014ID.CO.QRIS.WWW0" \
    "215ID10180000000190303UMI5204581253033605405150005802ID5913WARUNG CONTOH6013JAKARTA PUSAT61051011062" \
    "070703A0163041DC1"
#define WARUNG_FEE \
    "00020101021226610014COM.GO-JEK.WWW01189360091430000000180210G0000000180303UMI51440014ID.CO.QRIS.WWW0" \
    "215ID10180000000190303UMI52045812530336054051500055020256035005802ID5913WARUNG CONTOH6013JAKARTA PUS" \
    "AT61051011062070703A016304371E"
#define WARUNG_PERCENT \
    "00020101021226610014COM.GO-JEK.WWW01189360091430000000180210G0000000180303UMI51440014ID.CO.QRIS.WWW0" \
    "215ID10180000000190303UMI52045812530336054051500055020357030.75802ID5913WARUNG CONTOH6013JAKARTA PUS" \
    "AT61051011062070703A01630422C5"
#define WARUNG_PROMPT \
    "00020101021226610014COM.GO-JEK.WWW01189360091430000000180210G0000000180303UMI51440014ID.CO.QRIS.WWW0" \
    "215ID10180000000190303UMI5204581253033605405150005502015802ID5913WARUNG CONTOH6013JAKARTA PUSAT61051" \
    "011062070703A0163040E39"
#define KOPI \
    "00020101021126680016ID.CO.TELKOM.WWW011893600898000000009602150000000000000960303UMI51440014ID.CO.QR" \
    "IS.WWW0215ID10180000000920303UMI5204549953033605502015802ID5911KOPI CONTOH6011KAB. MALANG61056516862" \
    "2005090000000010703A0363046404"
#define KOPI_2500 \
    "00020101021226680016ID.CO.TELKOM.WWW011893600898000000009602150000000000000960303UMI51440014ID.CO.QR" \
    "IS.WWW0215ID10180000000920303UMI520454995303360540425005802ID5911KOPI CONTOH6011KAB. MALANG610565168" \
    "622005090000000010703A036304C874"

static void static_to_dynamic(void **state)
{
    (void)state;
    typed_edits(WARUNG, "amount=15000|initiation=dynamic", EMVQR_SEAL_AUTO, WARUNG_15000);
    typed_edits(WARUNG, "amount=15000|initiation=dynamic|tip=500", EMVQR_SEAL_AUTO, WARUNG_FEE);
    typed_edits(WARUNG, "amount=15000|initiation=dynamic|tip=0.7%", EMVQR_SEAL_AUTO, WARUNG_PERCENT);
    typed_edits(WARUNG, "amount=15000|initiation=dynamic|tip=prompt", EMVQR_SEAL_AUTO, WARUNG_PROMPT);
    typed_edits(KOPI, "amount=2500|initiation=dynamic|tip=none", EMVQR_SEAL_AUTO, KOPI_2500);
    typed_edits(WARUNG_FEE, "-54|initiation=static|tip=none", EMVQR_SEAL_AUTO, WARUNG);
    typed_edits(WARUNG_15000, "", EMVQR_SEAL_AUTO, WARUNG_15000);
    typed_edits(WARUNG, "nmid=ID1018000000019|merchant_id=G000000018", EMVQR_SEAL_AUTO, WARUNG);
    typed_edit_refused(WARUNG, "amount=1.000", EMVQR_SEAL_AUTO, "not understood");
    typed_edit_refused(WARUNG, "merchant_pan=93600914300000001X", EMVQR_SEAL_AUTO, "Merchant PAN");
}

/* An order number added to 62 stands in its place, and all else is kept: blanks, text that looks like objects. */
static void references_are_added(void **state)
{
    char before[1024];

    (void)state;
    strcpy(before, payload_build(PAYMENT "59='TOKO  5802ID 6304 ' 62.03=x 62.07=A01 "));
    typed_edits(before, "reference=REF6304ABCD|amount=16304", EMVQR_SEAL_AUTO,
                payload_build(HEAD SHOP NATIONAL "52=5812 53=360 54=16304 58=ID 59='TOKO  5802ID 6304 ' "
                              "60='JAKARTA PUSAT' 61=10110 62.03=x 62.05=REF6304ABCD 62.07=A01 "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(root),
        cmocka_unit_test(acquirers),
        cmocka_unit_test(the_national_template),
        cmocka_unit_test(names_and_places),
        cmocka_unit_test(whose_accounts),
        cmocka_unit_test(additional),
        cmocka_unit_test(transfers_and_cash),
        cmocka_unit_test(types_and_fields),
        cmocka_unit_test(made),
        cmocka_unit_test(refused),
        cmocka_unit_test(static_to_dynamic),
        cmocka_unit_test(references_are_added),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
