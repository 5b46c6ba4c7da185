/* SPDX-License-Identifier: MIT */
/* DuitNow: what is judged, of which type a code is, what is made and refused, and what becomes of the digest in 82. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/make.h>

#include "support/typed.h"

#define NETWORK "duitnow"
#define HEAD "00=02 01=11 "
#define ID "26.00=A0000006150001 "
#define SHOP ID "26.01=564167 26.02=QRMID0000000225 "
#define JOMPAY ID "26.01=898989 26.02=1234 "
#define TAIL "52=8661 53=458 58=MY 59='KEDAI CONTOH' 60=AMPANG "
#define BILL_TAIL "52=1111 53=458 58=MY 59=CONTOH 60=KL 62.90=0120000000000 "
#define A15 "ABCDEFGHIJKLMNO"
#define A20 A15 "PQRST"

/* ---- judged ---- */

JUDGED(root,
    { HEAD SHOP TAIL, "" },
    { HEAD SHOP TAIL "00=01 ", "value:00:EW" },
    { HEAD SHOP TAIL "00=00 ", "value:00:EW" },
    { HEAD SHOP TAIL "00=03 ", "value:00:EE" },
    { HEAD SHOP TAIL "01=12 54=1.00 ", "" },
    { HEAD SHOP TAIL "01=13 ", "value:01:EW" },
    { HEAD SHOP TAIL "-01 ", "missing-object:01:EW" },
    { HEAD SHOP TAIL "01=12 ", "initiation-amount:01:II" },
    { HEAD SHOP TAIL "54=1.00 ", "initiation-amount:01:II" },
    { HEAD SHOP TAIL "54=00.00 ", "zero-amount:54:EW" },
    { HEAD SHOP TAIL "01=12 54=1 ", "" },
    { HEAD SHOP TAIL "01=12 54=98. ", "" },
    { HEAD SHOP TAIL "01=12 54=1,00 ", "bad-amount:54:EE" },
    { HEAD SHOP TAIL "01=12 54=1.005 ", "bad-amount:54:EE" },
    { HEAD SHOP TAIL "52=0000 ", "" },
    { HEAD SHOP TAIL "52=861 ", "value:52:EW" },
    { HEAD SHOP TAIL "-52 ", "missing-object:52:EW" },
    { HEAD SHOP TAIL "53=702 ", "country-currency:53:EE" },
    { HEAD SHOP TAIL "53=MYR ", "value:53:EE" },
    { HEAD SHOP TAIL "-53 ", "missing-object:53:EW" },
    { HEAD SHOP TAIL "58=SG ", "country-currency:58:EW" },
    { HEAD SHOP TAIL "58=my ", "value:58:EW" },
    { HEAD SHOP TAIL "-59 -60 ", "missing-object:59:EW missing-object:60:EW" },
    { HEAD SHOP TAIL "59=" A20 "UVWXYZ ", "value-length:59:EW" },
    { HEAD SHOP TAIL "59=' KEDAI`S ' ", "" },
    { HEAD SHOP TAIL "60=MY ", "" },
    { HEAD SHOP TAIL "60=" A15 "P ", "value-length:60:EW" },
    { HEAD SHOP TAIL "61=40150 ", "" },
    { HEAD SHOP TAIL "61=4015 ", "value:61:EW" },
    { HEAD SHOP TAIL "61=401500 ", "value:61:EW" },
    { HEAD SHOP TAIL "61=4015A ", "value:61:EW" },
    { HEAD SHOP TAIL "64.00=EN 64.01=SHOP ", "" },
    { HEAD SHOP TAIL "55=02 56=1.00 ", "" },
    { HEAD SHOP TAIL "55=02 ", "conflict:55:EE" },
    { HEAD TAIL "62.06=0000 " SHOP, "" }) /* 26 after 60 */

JUDGED(accounts,
    { HEAD SHOP TAIL "26.00=a0000006150001 ", "" },
    { HEAD SHOP TAIL "26.00=A0000006150002 ", "value:00:EW" }, /* nobody's: EMVCo's rules */
    { HEAD SHOP TAIL "-26.01 ", "missing-object:26.01:EE" },
    { HEAD SHOP TAIL "26.01= ", "zero-length:26.01:EE" },
    { HEAD SHOP TAIL "26.01=5641670 ", "value-length:26.01:EW" },
    { HEAD SHOP TAIL "26.01=111555 ", "unknown-code:26.01:II" },
    { HEAD "26=ABC | +" ID "+26.01=111555 +26.02=QR1 " TAIL,
      "not-a-template:26:EW@12 duplicate-object:26:EE unknown-code:26.01:II" },
    { HEAD "26.00=com.example 26.01=564167 | +" ID "+26.01=111555 +26.02=QR1 " TAIL,
      "duplicate-object:26:EE unknown-code:26.01:II" },
    { HEAD SHOP TAIL "-26.02 ", "missing-object:26.02:EE" },
    { HEAD SHOP TAIL "26.02= ", "zero-length:26.02:EE" },
    { HEAD SHOP TAIL "26.02=" A20 "ABCDEFGH ", "" },
    { HEAD SHOP TAIL "26.02=" A20 "ABCDEFGHI ", "value-length:26.02:EW" },
    { HEAD SHOP TAIL "26.03=" A20 " ", "" },
    { HEAD SHOP TAIL "26.03=" A20 "U ", "value-length:26.03:EW" },
    { HEAD SHOP TAIL "26.04=+60100000000 ", "" },
    { HEAD SHOP TAIL "26.04=" A15 " ", "" },
    { HEAD SHOP TAIL "26.04=" A15 "P ", "value-length:26.04:EW" },
    { HEAD "27.00=A0000006150001 27.01=564167 27.02=QRMID0000000225 " TAIL, "misplaced-account:27:EW" },
    { HEAD SHOP "27.00=A0000006150001 27.01=564167 27.02=QRMID0000000226 " TAIL,
      "misplaced-account:27:EW conflicting-accounts:27:EE" },
    { HEAD SHOP "27.00=A0000006150001 27.01=564167 27.02=QRMID0000000225 " TAIL, "misplaced-account:27:EW" },
    { HEAD SHOP "26.!5 " TAIL, "truncated:26:EE@63" },
    { HEAD "15=1234567800520446ABC123456789012 " SHOP TAIL, "" },
    { HEAD "02=4000123456789012 " SHOP TAIL "53=702 ", "country-currency:53:EE" })

JUDGED(additional,
    { HEAD SHOP TAIL "62.10=" A15 " ", "" },
    { HEAD SHOP TAIL "62.10=" A15 "P ", "value-length:62.10:EW" },
    { HEAD SHOP TAIL "62.11=000 ", "" },
    { HEAD SHOP TAIL "62.11=00 ", "value:62.11:EW" },
    { HEAD SHOP TAIL "62.90=" A20 " 62.91=" A20 "ABCDEFGHIJ ", "" },
    { HEAD SHOP TAIL "62.92=" A20 A15 " ", "" },
    { HEAD SHOP TAIL "62.90=" A20 "U ", "value-length:62.90:EW" },
    { HEAD SHOP TAIL "62.91=" A20 "ABCDEFGHIJK ", "value-length:62.91:EW" },
    { HEAD SHOP TAIL "62.92=" A20 A15 "P ", "value-length:62.92:EW" },
    { HEAD SHOP TAIL "62.90=000201 ", "" }, /* tiles, and is a value all the same */
    { HEAD SHOP TAIL "62.93=x ", "not-a-template:62.93:EW" },
    { HEAD SHOP TAIL "62.01=x 62.05=*** ", "" },
    { HEAD SHOP TAIL "62.09=AA ", "value:62.09:EW" })

JUDGED(bills,
    { HEAD JOMPAY BILL_TAIL, "" },
    { HEAD JOMPAY BILL_TAIL "62.91=x ", "" },
    { HEAD JOMPAY BILL_TAIL "-62.90 ", "missing-object:62:EW" },
    { HEAD JOMPAY BILL_TAIL "62.05=x -62.90 ", "missing-object:62.90:EW" },
    { HEAD SHOP BILL_TAIL "62.05=x -62.90 ", "" },
    { HEAD JOMPAY BILL_TAIL "-26.02 ", "missing-object:26.02:EE" },
    { HEAD JOMPAY BILL_TAIL "-52 ", "missing-object:52:EW" })

JUDGED(digests,
    { HEAD SHOP TAIL "82=00ff ", "digest-unverified:82:II" },
    { HEAD SHOP TAIL "82=0002010102 ", "digest-unverified:82:II" }, /* a value, whatever it looks like */
    { HEAD SHOP TAIL "82= ", "zero-length:82:EW" },
    { HEAD SHOP TAIL "26.01=564160 82=00ff ", "stale-digest:82:WW" },
    { HEAD SHOP TAIL "26.01=501664 82=00ff ", "stale-digest:82:WW" },
    { HEAD SHOP TAIL "26.01=564160 ", "" },
    { HEAD SHOP TAIL "83=00ff ", "not-a-template:83:EW" })

/* ---- the digest ---- */

/* Sealed and signed by nothing of the library: 82 is the SHA-256 of what stands before it. */
#define STATIC \
    "00020201021126580014A000000615000101065641600226120000000000000RHBQR0000015204739953034585802MY5912K" \
    "EDAI CONTOH6002MY6105142008264D845E4E53893DE4C825CAE3A31992F7EA32547F9D06923E908C7B6B35B36E526630433" \
    "97"
#define STATIC_50 \
    "00020201021126580014A000000615000101065641600226120000000000000RHBQR000001520473995303458540550.0058" \
    "02MY5912KEDAI CONTOH6002MY6105142008264D39DA1D16EC0E4D984DE4FC7DC6CE9C9501D6DE6E3A58C33183B3BBCD0526" \
    "F3363041AEA"
#define DYNAMIC_50 \
    "00020201021226580014A000000615000101065641600226120000000000000RHBQR000001520473995303458540550.0058" \
    "02MY5912KEDAI CONTOH6002MY6105142008264EC6198D6E4C674B29F9147EED73BF5D36C0001193E5C7DBD3227B3CEC810D" \
    "B1A630425F7"
#define DYNAMIC_50_STALE \
    "00020201021226580014A000000615000101065641600226120000000000000RHBQR000001520473995303458540550.0058" \
    "02MY5912KEDAI CONTOH6002MY6105142008264D845E4E53893DE4C825CAE3A31992F7EA32547F9D06923E908C7B6B35B36E" \
    "5266304A6AA"
#define DYNAMIC_50_DROPPED \
    "00020201021226580014A000000615000101065641600226120000000000000RHBQR000001520473995303458540550.0058" \
    "02MY5912KEDAI CONTOH6002MY61051420063042E39"
#define REFERENCED \
    "00020201021126580014A000000615000101065641600226120000000000000RHBQR0000015204739953034585802MY5912K" \
    "EDAI CONTOH6002MY61051420062050501X826492DF0A5EE6C28D6F56FD7FFDF9A182C1C8FC7F55B8ED311B2B6B963168371" \
    "F4363040C2E"
#define AFFIN \
    "00020201021126580014A000000615000101065016640226120000000000000RHBQR0000015204739953034585802MY5912K" \
    "EDAI CONTOH6002MY610514200826406145B27A3DF347F6C71F7B4C817DB6B835F61797F6F66369F48A33186556A0063044B" \
    "FA"
#define OTHERS \
    "00020201021126580014A000000615000101065641670226120000000000000RHBQR0000015204739953034585802MY5912K" \
    "EDAI CONTOH6002MY6105142008264F5C29F59A550F71A04030A24A29F5F49FC41BE1C05486B9CB6EF5F6C1C1AE13E6304A5" \
    "2F"
#define LOWER \
    "00020201021126580014A000000615000101065641600226120000000000000RHBQR0000015204739953034585802MY5912K" \
    "EDAI CONTOH6002MY6105142008264d845e4e53893de4c825cae3a31992f7ea32547f9d06923e908c7b6b35b36e5266304E6" \
    "B0"
#define UNKNOWN \
    "00020201021126580014A000000615000101068900610226120000000000000RHBQR0000015204739953034585802MY5912K" \
    "EDAI CONTOH6002MY61051420082403c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c6304B89A"
#define UNKNOWN_50 \
    "00020201021126580014A000000615000101068900610226120000000000000RHBQR000001520473995303458540550.0058" \
    "02MY5912KEDAI CONTOH6002MY61051420082403c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c6304BCFC"
#define UNKNOWN_50_REMADE \
    "00020201021126580014A000000615000101068900610226120000000000000RHBQR000001520473995303458540550.0058" \
    "02MY5912KEDAI CONTOH6002MY6105142008264DF252AF35D6895B7464294F3F33DDB6856A91DD14A24DB0C3C9F669199843" \
    "8F16304141E"
#define UNKNOWN_50_DROPPED \
    "00020201021126580014A000000615000101068900610226120000000000000RHBQR000001520473995303458540550.0058" \
    "02MY5912KEDAI CONTOH6002MY610514200630453DD"
#define UNKNOWN_BEHIND \
    "00020201021126580014A000000615000101068900610226120000000000000RHBQR0000015204739953034585802MY5912K" \
    "EDAI CONTOH6002MY61051420082403c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c84200011com.example0101A6304D0" \
    "09"
#define UNKNOWN_CHANGED_BEHIND \
    "00020201021126580014A000000615000101068900610226120000000000000RHBQR0000015204739953034585802MY5912K" \
    "EDAI CONTOH6002MY61051420082403c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c84200011com.example0101B63043E" \
    "DB"

#define WHOLE(payload, findings) judged_text_as(payload, strlen(payload), findings)

static void digests_are_verified(void **state)
{
    (void)state;
    WHOLE(STATIC, "");
    WHOLE(AFFIN, "");
    WHOLE(DYNAMIC_50, "");
    WHOLE(OTHERS, "");
    WHOLE(STATIC_50, "initiation-amount:01:II@6");
    WHOLE(LOWER, "stale-digest:82:WW@126");
    WHOLE(DYNAMIC_50_STALE, "stale-digest:82:WW@135");
    WHOLE(UNKNOWN, "digest-unverified:82:II@126");
}

static void digests_are_made_anew(void **state)
{
    (void)state;
    typed_edits(STATIC, "amount=50|initiation=dynamic", EMVQR_SEAL_AUTO, DYNAMIC_50);
    typed_edits(STATIC, "amount=50|initiation=dynamic", EMVQR_SEAL_REMAKE, DYNAMIC_50);
    typed_edits(STATIC, "amount=50|initiation=dynamic", EMVQR_SEAL_KEEP, DYNAMIC_50_STALE);
    typed_edits(STATIC, "amount=50|initiation=dynamic", EMVQR_SEAL_DROP, DYNAMIC_50_DROPPED);
    typed_edits(STATIC, "amount=50|initiation=dynamic|-82", EMVQR_SEAL_AUTO, DYNAMIC_50_DROPPED);
    typed_edits(DYNAMIC_50, "-54|initiation=static", EMVQR_SEAL_AUTO, STATIC);
    typed_edits(STATIC, "62.05=X", EMVQR_SEAL_AUTO, REFERENCED);
    typed_edits(STATIC, "name=KEDAI CONTOH", EMVQR_SEAL_AUTO, STATIC);
    typed_edits(STATIC, "", EMVQR_SEAL_AUTO, STATIC);
    typed_edits(STATIC, "", EMVQR_SEAL_REMAKE, STATIC);
    typed_edits(DYNAMIC_50_STALE, "", EMVQR_SEAL_REMAKE, DYNAMIC_50);
}

static void digests_of_others_stop_an_edit(void **state)
{
    (void)state;
    typed_edit_refused(UNKNOWN, "amount=50", EMVQR_SEAL_AUTO, "stale-digest");
    typed_edit_refused(DYNAMIC_50_STALE, "amount=51", EMVQR_SEAL_AUTO, "stale-digest");
    typed_edits(UNKNOWN, "amount=50", EMVQR_SEAL_KEEP, UNKNOWN_50);
    typed_edits(UNKNOWN, "amount=50", EMVQR_SEAL_DROP, UNKNOWN_50_DROPPED);
    typed_edits(UNKNOWN, "amount=50", EMVQR_SEAL_REMAKE, UNKNOWN_50_REMADE);
    typed_edits(UNKNOWN, "name=KEDAI CONTOH", EMVQR_SEAL_AUTO, UNKNOWN);
    typed_edits(UNKNOWN_BEHIND, "84.01=B", EMVQR_SEAL_AUTO, UNKNOWN_CHANGED_BEHIND);
}

/* ---- read ---- */

TELLS(types_and_fields,
    { HEAD SHOP TAIL, "duitnow payment 26 acquirer_id=564167 qr_id=QRMID0000000225 | acquirer=Bank Muamalat" },
    { HEAD SHOP TAIL "26.03=x 26.04=+60100000000 62.90=R1 62.91=R2 62.92=3.1,101.7 82=00 ",
      "duitnow payment 26 acquirer_id=564167 qr_id=QRMID0000000225 descriptor=x mobile=+60100000000 ref1=R1 ref2=R2"
      " coordinates=3.1,101.7 digest=00 | acquirer=Bank Muamalat" },
    { HEAD SHOP TAIL "52=6010 54=1 ",
      "duitnow cash-out 26 acquirer_id=564167 qr_id=QRMID0000000225 | acquirer=Bank Muamalat" },
    { HEAD JOMPAY BILL_TAIL, "duitnow bill 26 acquirer_id=898989 biller_code=1234 ref1=0120000000000 | acquirer=JomPAY" },
    { HEAD JOMPAY BILL_TAIL "52=6010 ",
      "duitnow bill 26 acquirer_id=898989 biller_code=1234 ref1=0120000000000 | acquirer=JomPAY" },
    { HEAD SHOP TAIL "26.01=111555 ", "duitnow payment 26 acquirer_id=111555 qr_id=QRMID0000000225" },
    { HEAD SHOP TAIL "26.01=420709 ",
      "duitnow payment 26 acquirer_id=420709 qr_id=QRMID0000000225 | acquirer=Bank Simpanan Nasional" },
    { HEAD SHOP TAIL "26.01=56416 ", "duitnow payment 26 acquirer_id=56416 qr_id=QRMID0000000225" },
    { HEAD ID "26.01=588734 26.02=MAEPP111000000000001 26.03=1700000000000 " TAIL,
      "duitnow payment 26 acquirer_id=588734 qr_id=MAEPP111000000000001 descriptor=1700000000000"
      " | acquirer=Maybank | made=2023-11-14T22:13:20Z" },
    { HEAD ID "26.01=588734 26.02=MAEPP111000000000001 26.03=0951782400999 " TAIL,
      "duitnow payment 26 acquirer_id=588734 qr_id=MAEPP111000000000001 descriptor=0951782400999"
      " | acquirer=Maybank | made=2000-02-29T00:00:00Z" },
    { HEAD ID "26.01=588734 26.02=MAEPP111000000000001 26.03=1735689599000 " TAIL,
      "duitnow payment 26 acquirer_id=588734 qr_id=MAEPP111000000000001 descriptor=1735689599000"
      " | acquirer=Maybank | made=2024-12-31T23:59:59Z" },
    { HEAD ID "26.01=588734 26.02=MBBQR1200000 26.03=1700000000000 " TAIL,
      "duitnow payment 26 acquirer_id=588734 qr_id=MBBQR1200000 descriptor=1700000000000"
      " | acquirer=Maybank" },
    { HEAD "02=4000123456789012 " SHOP TAIL,
      "visa card 02 account=4000123456789012; duitnow payment 26 acquirer_id=564167 qr_id=QRMID0000000225"
      " | acquirer=Bank Muamalat" })

/* ---- made ---- */

MAKES(made, NETWORK,
    { "acquirer=Bank Muamalat|qr_id=QRMID0000000225|name=KEDAI CONTOH|city=AMPANG|category=8661", HEAD SHOP TAIL },
    { "acquirer=bank-muamalat|qr_id=QRMID0000000225|name=KEDAI CONTOH|city=AMPANG|category=8661", HEAD SHOP TAIL },
    { "acquirer=BMMBMYKL|qr_id=QRMID0000000225|name=KEDAI CONTOH|city=AMPANG|category=8661", HEAD SHOP TAIL },
    { "acquirer=564167|qr_id=QRMID0000000225|name=KEDAI CONTOH|city=AMPANG|category=8661", HEAD SHOP TAIL },
    { "acquirer=JomPAY|biller_code=1234|ref1=0120000000000|name=CONTOH|city=KL", HEAD JOMPAY BILL_TAIL },
    { "acquirer_id=564167|qr_id=QRMID0000000225|name=KEDAI CONTOH|city=AMPANG|category=8661", HEAD SHOP TAIL },
    { "acquirer_id=564167|qr_id=QRMID0000000225|name=KEDAI CONTOH|category=8661", HEAD SHOP TAIL "60=MY " },
    { "amount=5|acquirer_id=564167|qr_id=QRMID0000000225|name=KEDAI CONTOH|city=AMPANG|category=8661|postal_code=68000",
      "00=02 01=12 " SHOP "52=8661 53=458 54=5.00 58=MY 59='KEDAI CONTOH' 60=AMPANG 61=68000 " },
    { "biller_code=1234|ref1=0120000000000|name=CONTOH|city=KL", HEAD JOMPAY BILL_TAIL },
    { "type=bill|biller_code=1234|ref1=0120000000000|name=CONTOH|city=KL", HEAD JOMPAY BILL_TAIL },
    { "type=cash-out|acquirer_id=564167|qr_id=QRMID0000000225|name=KEDAI CONTOH|city=AMPANG",
      HEAD SHOP TAIL "52=6010 " },
    { "acquirer_id=564167|qr_id=QRMID0000000225|name=KEDAI CONTOH|city=AMPANG|category=6010",
      HEAD SHOP TAIL "52=6010 " },
    { "acquirer_id=564167|qr_id=QRMID0000000225|name=KEDAI CONTOH|city=AMPANG|category=8661|digest=00ff|coordinates=3,1",
      HEAD SHOP TAIL "62.92=3,1 82=00ff " },
    { "acquirer_id=564167|qr_id=QRMID0000000225|name=KEDAI CONTOH|city=AMPANG|category=8661|name_local=KEDAI",
      HEAD SHOP TAIL "64.00=ms 64.01=KEDAI " })

REFUSES(refused, NETWORK,
    { "acquirer=RHB|qr_id=1|name=X|category=8661", "acquirer is not in this version's list" }, /* no part of a name */
    { "acquirer=111555|qr_id=1|name=X|category=8661", "acquirer is not in this version's list" },
    { "acquirer=|qr_id=1|name=X|category=8661", "acquirer is empty" },
    { "acquirer_id=564167|qr_id=QRMID0000000225|name=KEDAI CONTOH", "category is missing" },
    { "acquirer_id=564167|qr_id=QRMID0000000225|category=8661", "name is missing" },
    { "acquirer_id=564167|name=KEDAI CONTOH|category=8661", "qr_id is missing" },
    { "qr_id=QRMID0000000225|name=KEDAI CONTOH|category=8661", "acquirer_id is missing" },
    { "biller_code=1234|name=CONTOH", "ref1 is missing" },
    { "biller_code=1234|qr_id=1", "qr_id does not go together" },
    { "type=cash-out|acquirer_id=564167|qr_id=1|name=X|category=8661", "no type of duitnow has all these keys" },
    { "acquirer_id=564167|qr_id=1|name=X|category=8661|amount=0", "zero" },
    { "acquirer_id=564167|qr_id=1|name=X|category=8661|postal_code=1234", "Postal code" },
    { "acquirer_id=5641670|qr_id=1|name=X|category=8661", "7 characters where at most 6 are allowed" },
    { "acquirer_id=564167|qr_id=" A20 "ABCDEFGHI|name=X|category=8661", "29 characters where at most 28 are allowed" },
    { "acquirer_id=564167|qr_id=1|name=X|category=8661|currency=SGD", "currency" },
    { "acquirer_id=564167|qr_id=1|name=X|category=8661|00=01", "Payload format indicator" })

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(root),
        cmocka_unit_test(accounts),
        cmocka_unit_test(additional),
        cmocka_unit_test(bills),
        cmocka_unit_test(digests),
        cmocka_unit_test(digests_are_verified),
        cmocka_unit_test(digests_are_made_anew),
        cmocka_unit_test(digests_of_others_stop_an_edit),
        cmocka_unit_test(types_and_fields),
        cmocka_unit_test(made),
        cmocka_unit_test(refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
