/* SPDX-License-Identifier: MIT */
/* VietQR: what is judged, what is read, what is made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/typed.h"

#define HEAD "00=01 01=11 "
#define DYNAMIC "00=01 01=12 "
#define TAIL "53=704 58=VN "
#define AID "38.00=A000000727 "
#define PAYEE "38.01.00=970436 38.01.01=0011000123456 "
#define ACCOUNT AID PAYEE "38.02=QRIBFTTA "
#define CARD AID "38.01.00=970436 38.01.01=9704031101234567 38.02=QRIBFTTC "
#define PUSH AID PAYEE "38.02=QRPUSH "
#define CASH AID PAYEE "38.02=QRCASH "
#define SHOP "52=5812 59=SHOP 60=HANOI "
#define ATM "52=6011 59=ATM 60=HANOI 62.05=1 62.07=2 "
#define UNIONPAY "15=1234567800520446ABC123456789012 "
#define A19 "ABCDEFGHIJKLMNOPQRS"
#define A25 A19 "TUVWXY"

/* ---- judged ---- */

JUDGED(transfers,
    { HEAD ACCOUNT TAIL, "" },
    { HEAD CARD TAIL, "" },
    { DYNAMIC ACCOUNT "53=704 54=180000 58=VN 62.01=NPS6869 62.08='thanh toan don hang'", "" },
    { HEAD ACCOUNT TAIL SHOP, "" },
    { HEAD ACCOUNT TAIL "52=0000 61=100000", "" },
    { "00=01 " ACCOUNT TAIL, "missing-object:01:EW" },
    { "00=01 " CARD TAIL, "missing-object:01:EW" },
    { "00=01 " AID PAYEE TAIL, "missing-object:01:EW missing-object:38.02:EW" },
    { "00=01 01=13 " ACCOUNT TAIL, "value:01:EW" },
    { "00=00 01=11 " ACCOUNT TAIL, "value:00:EW" },
    { "00=03 01=11 " ACCOUNT TAIL, "value:00:EE" },
    { HEAD ACCOUNT TAIL "52=58", "value:52:EW" },
    { HEAD ACCOUNT TAIL "59=" A25, "" },
    { HEAD ACCOUNT TAIL "59=" A25 "Z", "value-length:59:EW" },
    { HEAD ACCOUNT TAIL "59='Qu\303\241n'", "value-charset:59:EW" },
    { HEAD ACCOUNT TAIL "60=", "zero-length:60:EW" })

JUDGED(payees,
    { HEAD AID PAYEE "38.01.00=97043 38.02=QRIBFTTA " TAIL, "value-length:38.01.00:EE" },
    { HEAD AID PAYEE "38.01.00=9704360 38.02=QRIBFTTA " TAIL, "value-length:38.01.00:EE" },
    { HEAD AID PAYEE "38.01.00=VCB436 38.02=QRIBFTTA " TAIL, "value-charset:38.01.00:EE" },
    { HEAD AID PAYEE "38.01.00= 38.02=QRIBFTTA " TAIL, "zero-length:38.01.00:EE" },
    { HEAD AID "38.01.01=0011000123456 38.02=QRIBFTTA " TAIL, "missing-object:38.01.00:EE" },
    { HEAD AID "38.01.00=970436 38.02=QRIBFTTA " TAIL, "missing-object:38.01.01:EE" },
    { HEAD AID PAYEE "38.01.01= 38.02=QRIBFTTA " TAIL, "zero-length:38.01.01:EE" },
    { HEAD AID "38.02=QRIBFTTA " TAIL, "missing-object:38.01:EE" },
    { HEAD AID "38.01= 38.02=QRIBFTTA " TAIL, "zero-length:38.01:EE" },
    { HEAD AID PAYEE "38.01.01=" A19 " 38.02=QRIBFTTA " TAIL, "" },
    { HEAD AID PAYEE "38.01.01=" A19 "T 38.02=QRIBFTTA " TAIL, "value-length:38.01.01:EW" },
    { HEAD AID "38.01.00=970426 38.01.01=MOMO00000M0000000000 38.02=QRIBFTTA " TAIL, "value-length:38.01.01:EW" },
    { HEAD AID PAYEE "38.01.01=nguyen.van_a-1 38.02=QRIBFTTA " TAIL, "" },
    { HEAD AID PAYEE "38.01.01=Nguy\341\273\205n 38.02=QRIBFTTA " TAIL, "value-charset:38.01.01:EW" },
    { HEAD AID PAYEE "38.01.01=1\n2 38.02=QRIBFTTA " TAIL, "control-character:38.01.01:EE" },
    { HEAD AID PAYEE "38.01.00=970499 38.02=QRIBFTTA " TAIL, "unknown-code:38.01.00:II" },
    { HEAD AID "38.01.01=1 38.01.00=970436 38.02=QRIBFTTA " TAIL, "" })

JUDGED(broken_payees,
    { HEAD AID "38.01=000697040301120011012345678 38.02=QRIBFTTA " TAIL, "truncated:38.01:EE@60" },
    { HEAD AID "38.01=0006970403011x0011012345678 38.02=QRIBFTTA " TAIL, "bad-length:38.01.01:EE@44" },
    { HEAD AID "38.01=00069704030x120011012345678 38.02=QRIBFTTA " TAIL, "bad-id:38.01:EE@44" },
    { HEAD AID "38.01=00069704030199001101 38.02=QRIBFTTA " TAIL, "truncated:38.01.01:EE@44" },
    { HEAD ACCOUNT "38.!8 " TAIL, "truncated:38:EE@73" },
    /* nobody's 38.01 is a value */
    { HEAD "38.00=com.example 38.01=000697040301120011012345678 " SHOP TAIL, "" })

JUDGED(services,
    { HEAD AID PAYEE TAIL, "missing-object:38.02:EW" },
    { HEAD AID PAYEE TAIL SHOP, "missing-object:38.02:EW" },
    { HEAD AID PAYEE "38.02=QRADVERT " TAIL, "value:38.02:EW" },
    { HEAD AID PAYEE "38.02= " TAIL, "zero-length:38.02:EW" },
    { HEAD AID PAYEE "38.02=QRIBFTTA000 " TAIL, "value:38.02:EW" },
    { HEAD AID PAYEE "38.02=qribftta " TAIL, "" },
    { HEAD AID PAYEE "38.01.02=QRIBFTTA " TAIL, "missing-object:38.02:EW" })

JUDGED(payments,
    { HEAD PUSH SHOP TAIL, "" },
    { "00=01 " PUSH SHOP TAIL, "" }, /* 01 is for transfers */
    { HEAD PUSH TAIL, "missing-object:52:EW missing-object:59:EW missing-object:60:EW" },
    { HEAD PUSH SHOP TAIL "62=", "zero-length:62:EW" },
    { HEAD PUSH SHOP TAIL "52=ABCD ", "value:52:EW" },
    { DYNAMIC CASH ATM TAIL, "initiation-amount:01:II" },
    { DYNAMIC CASH ATM "54=500000 " TAIL, "" },
    { HEAD CASH ATM TAIL, "value:01:EW" },
    { "00=01 " CASH ATM TAIL, "missing-object:01:EW" },
    { DYNAMIC CASH ATM "54=1 52=5812 " TAIL, "value:52:EW" },
    { DYNAMIC CASH ATM "54=1 -52 " TAIL, "missing-object:52:EW" },
    { DYNAMIC CASH ATM "54=1 -59 " TAIL, "missing-object:59:EW" },
    { DYNAMIC CASH ATM "54=1 -60 " TAIL, "missing-object:60:EW" },
    { DYNAMIC CASH ATM "54=1 -62.05 " TAIL, "missing-object:62.05:EW" },
    { DYNAMIC CASH ATM "54=1 -62.07 " TAIL, "missing-object:62.07:EW" },
    { DYNAMIC CASH ATM "54=1 -62 " TAIL, "missing-object:62:EW" })

JUDGED(the_root_of_a_vietnamese_code,
    { HEAD ACCOUNT "58=VN ", "missing-object:53:EW" },
    { HEAD ACCOUNT "54=1000 58=VN ", "initiation-amount:01:II missing-object:53:EW" },
    { HEAD ACCOUNT "53=840 58=VN ", "country-currency:53:WW" },
    { HEAD ACCOUNT "53=764 58=VN ", "country-currency:53:WW" },
    { HEAD ACCOUNT "53=VND 58=VN ", "value:53:EE" },
    { HEAD ACCOUNT "53=704 ", "missing-object:58:EW" },
    { HEAD ACCOUNT "53=704 58=LA ", "country-currency:58:EW" },
    { HEAD ACCOUNT "53=704 58=vn ", "value:58:EW" },
    { HEAD ACCOUNT "53=704 58=VNM ", "value:58:EW" },
    { DYNAMIC ACCOUNT TAIL, "initiation-amount:01:II" },
    { HEAD ACCOUNT TAIL "54=20000 ", "initiation-amount:01:II" })

JUDGED(amounts_in_dong,
    { DYNAMIC ACCOUNT TAIL "54=50000", "" },
    { DYNAMIC ACCOUNT TAIL "54=50000.", "" },
    { DYNAMIC ACCOUNT TAIL "54=0050000", "" },
    { DYNAMIC ACCOUNT TAIL "54=10000.0", "amount-decimals:54:EW" },
    { DYNAMIC ACCOUNT TAIL "54=10000.00", "amount-decimals:54:EW" },
    { DYNAMIC ACCOUNT TAIL "54=1.000", "bad-amount:54:EE" },
    { DYNAMIC ACCOUNT TAIL "54=200000.12", "bad-amount:54:EE" },
    { DYNAMIC ACCOUNT TAIL "54='50 000'", "bad-amount:54:EE" },
    { DYNAMIC ACCOUNT TAIL "54=50,000", "bad-amount:54:EE" },
    { DYNAMIC ACCOUNT TAIL "54=12345678901234", "bad-amount:54:EE" },
    { DYNAMIC ACCOUNT TAIL "54=0", "zero-amount:54:EW" })

JUDGED(additional_data,
    { HEAD ACCOUNT TAIL "62.08=" A25, "" },
    { HEAD ACCOUNT TAIL "62.08=" A25 "Z", "value-length:62.08:EW" },
    { HEAD ACCOUNT TAIL "62.08='h\303\263a \304\221\306\241n'", "value-charset:62.08:EW" },
    { HEAD ACCOUNT TAIL "62.08='h\303\263a \304\221\306\241n' %bytes", "length-unit:EW@0 value-charset:62.08:EW" },
    { HEAD ACCOUNT TAIL "62.08=***", "" },
    { HEAD ACCOUNT TAIL "62.08=", "zero-length:62.08:EW" },
    { HEAD ACCOUNT TAIL "80=046", "" },
    { HEAD ACCOUNT TAIL "80=0466", "not-a-template:80:EW" },
    { HEAD ACCOUNT TAIL "80=04a", "not-a-template:80:EW" },
    { HEAD ACCOUNT TAIL "80=", "zero-length:80:EW" },
    { HEAD ACCOUNT TAIL "80.00=vn.com.example 80.01=a", "" },
    { HEAD ACCOUNT TAIL "80.01=a", "not-a-template:80:EW" },
    { HEAD ACCOUNT TAIL "81=046", "not-a-template:81:EW" },
    { HEAD ACCOUNT TAIL "87=CLASSIC", "not-a-template:87:EW" })

JUDGED(several_accounts,
    { HEAD UNIONPAY ACCOUNT SHOP TAIL, "" },
    { HEAD UNIONPAY ACCOUNT TAIL, "missing-object:52:EW missing-object:59:EW missing-object:60:EW" },
    { HEAD "26.00=A000000727 26.01.00=970436 26.01.01=1 26.02=QRIBFTTA " TAIL, "misplaced-account:26:EW" },
    { HEAD ACCOUNT "39.00=A000000727 39.01.00=970436 39.01.01=0011000123456 39.02=QRIBFTTA " TAIL,
      "misplaced-account:39:EW" },
    { HEAD ACCOUNT "39.00=A000000727 39.01.00=970436 39.01.01=0011000123457 39.02=QRIBFTTA " TAIL,
      "misplaced-account:39:EW conflicting-accounts:39:EE" },
    { HEAD ACCOUNT "39.00=A000000727 39.01.00=970415 39.01.01=0011000123456 39.02=QRIBFTTA " TAIL,
      "misplaced-account:39:EW conflicting-accounts:39:EE" },
    { HEAD ACCOUNT "39.00=A000000727 39.01.00=970415 39.01.01=2 39.02=QRPUSH " SHOP TAIL, "misplaced-account:39:EW" },
    { HEAD "38.00=a000000727 " PAYEE "38.02=QRIBFTTA " TAIL, "" },
    { HEAD "38.00=A000000728 " PAYEE "38.02=QRIBFTTA " SHOP TAIL, "" },
    /* each country votes for its own */
    { HEAD "29.00=A000000677010111 29.01=0066812345678 " ACCOUNT TAIL, "country-currency:53:EE" })

/* ---- read ---- */

TELLS(types_and_fields,
    { HEAD ACCOUNT TAIL "62.08=hi", "vietqr account 38 bank_bin=970436 account=0011000123456 service=QRIBFTTA message=hi | bank=Vietcombank" },
    { HEAD CARD TAIL, "vietqr card 38 bank_bin=970436 account=9704031101234567 service=QRIBFTTC | bank=Vietcombank" },
    { HEAD PUSH TAIL, "vietqr merchant 38 bank_bin=970436 account=0011000123456 service=QRPUSH | bank=Vietcombank" },
    { HEAD CASH TAIL, "vietqr cash 38 bank_bin=970436 account=0011000123456 service=QRCASH | bank=Vietcombank" },
    { HEAD AID PAYEE TAIL, "vietqr null 38 bank_bin=970436 account=0011000123456 | bank=Vietcombank" },
    { HEAD AID PAYEE "38.02=QRADVERTISE " TAIL, "vietqr null 38 bank_bin=970436 account=0011000123456 service=QRADVERTISE | bank=Vietcombank" },
    { HEAD "26.00=A000000727 26.01.00=970499 26.01.01=1 26.02=QRIBFTTA " TAIL, "vietqr account 26 bank_bin=970499 account=1 service=QRIBFTTA" },
    { HEAD AID "38.01=000697040301120011012345678 38.02=QRIBFTTA " TAIL, "vietqr account 38 service=QRIBFTTA" },
    { HEAD AID "38.01.00=971025 38.01.01=PSP000000000000001 38.02=QRIBFTTA " TAIL, "vietqr account 38 bank_bin=971025 account=PSP000000000000001 service=QRIBFTTA | bank=MoMo | wallet=MoMo" },
    { HEAD AID "38.01.00=970454 38.01.01=99MM24011M00000000 38.02=QRIBFTTA " TAIL "80=000", "vietqr account 38 bank_bin=970454 account=99MM24011M00000000 service=QRIBFTTA | bank=BVBank | wallet=MoMo" },
    { HEAD AID "38.01.00=970426 38.01.01=MOMO00000M0000000000 38.02=QRIBFTTA " TAIL, "vietqr account 38 bank_bin=970426 account=MOMO00000M0000000000 service=QRIBFTTA | bank=MSB | wallet=MoMo" },
    { HEAD AID "38.01.00=970454 38.01.01=99ZP24000M00000000 38.02=QRIBFTTA " TAIL, "vietqr account 38 bank_bin=970454 account=99ZP24000M00000000 service=QRIBFTTA | bank=BVBank | wallet=ZaloPay" },
    { HEAD AID "38.01.00=970454 38.01.01=99M 38.02=QRIBFTTA " TAIL, "vietqr account 38 bank_bin=970454 account=99M service=QRIBFTTA | bank=BVBank" },
    { HEAD AID "38.01.00=971005 38.01.01=1 38.02=QRIBFTTA " TAIL, "vietqr account 38 bank_bin=971005 account=1 service=QRIBFTTA | bank=ViettelMoney (lists disagree)" },
    { HEAD "38.00=A000000726 " PAYEE TAIL, "null null 38" })

/* ---- made ---- */

MAKES(vietqr_is_made, "vietqr",
    { "bank_bin=970436|account=0011000123456", HEAD ACCOUNT TAIL },
    { "bank=970436|account=0011-0001 23456", HEAD ACCOUNT TAIL },
    { "bank=VCB|account=0011000123456", HEAD ACCOUNT TAIL },
    { "bank=vietcom bank|account=0011000123456", HEAD ACCOUNT TAIL },
    { "bank=IBK-HN|account=1", HEAD AID "38.01.00=970455 38.01.01=1 38.02=QRIBFTTA " TAIL },
    { "bank=ibkhcm|account=1", HEAD AID "38.01.00=970456 38.01.01=1 38.02=QRIBFTTA " TAIL },
    { "bank_bin=971011|account=1", HEAD AID "38.01.00=971011 38.01.01=1 38.02=QRIBFTTA " TAIL },
    { "bank=VCB|account=nguyen van", HEAD AID "38.01.00=970436 38.01.01='nguyen van' 38.02=QRIBFTTA " TAIL },
    { "bank=VCB|card=9704 0311 0123 4567", HEAD CARD TAIL },
    { "bank=VCB|account=0011000123456|amount=180000|message=thanh toan",
      DYNAMIC ACCOUNT "53=704 54=180000 58=VN 62.08='thanh toan'" },
    { "bank=VCB|account=0011000123456|amount=180000|initiation=static", HEAD ACCOUNT "53=704 54=180000 58=VN" },
    { "bank=VCB|account=0011000123456|service=QRPUSH|category=5812|name=SHOP|city=HANOI",
      HEAD PUSH "52=5812 " TAIL "59=SHOP 60=HANOI" },
    { "type=merchant|bank=VCB|account=0011000123456|category=5812|name=SHOP|city=HANOI",
      HEAD PUSH "52=5812 " TAIL "59=SHOP 60=HANOI" },
    { "type=cash|bank=VCB|account=0011000123456|name=ATM|city=HANOI|reference=1|terminal=2",
      DYNAMIC CASH "52=6011 " TAIL "59=ATM 60=HANOI 62.05=1 62.07=2" },
    { "service=QRCASH|bank=VCB|account=0011000123456|name=ATM|city=HANOI|reference=1|terminal=2|amount=500000",
      DYNAMIC CASH "52=6011 53=704 54=500000 58=VN 59=ATM 60=HANOI 62.05=1 62.07=2" },
    { "fold|bank=VCB|account=0011000123456|message=\304\220\306\260\341\273\235ng \304\221i \303\240",
      HEAD ACCOUNT TAIL "62.08='Duong di a'" },
    { "fold|bank=VCB|account=0011000123456|message=hoa\314\201 \304\221o\314\233n", HEAD ACCOUNT TAIL "62.08='hoa don'" },
    { "fold|bank=VCB|account=0011000123456|name=\306\257\306\240\341\273\266 \341\272\276|city=\304\220\303\240 N\341\272\265ng",
      HEAD ACCOUNT TAIL "59='UOY E' 60='Da Nang'" },
    { "bank=VCB|account=0011000123456|name=QUAN|name_local=Qu\303\241n",
      HEAD ACCOUNT TAIL "59=QUAN 64.00=vi 64.01=Qu\303\241n" },
    { "bank=VCB|account=0011000123456|80=046", HEAD ACCOUNT TAIL "80=046" })

REMARKS(vietqr_is_remarked, "vietqr",
    { "bank=vcb|account=1", "970436 (VCB, Vietcombank)" },
    { "bank=MoMo|account=1", "971025 (MOMO, MoMo)" })

REFUSES(vietqr_is_refused, "vietqr",
    { "account=1", "bank_bin is missing" },
    { "bank=VCB", "account is missing" },
    { "bank=VC|account=1", "not in this version's list" },
    { "bank=VCBX|account=1", "not in this version's list" },
    { "bank=-|account=1", "not in this version's list" },
    { "bank=970499|account=1", "not in this version's list" },
    { "bank=CIMB|account=1", "422589 (CIMB), 970459 (CIMB)" },
    { "bank=mafc|account=1", "970468 (MAFC), 977777 (MAFC)" },
    { "bank=ViettelMoney|account=1", "971005 (VTLMONEY, ViettelMoney)" },
    { "bank=971011|account=1", "971011 (VNPTMONEY, VNPTMoney)" },
    { "bank_bin=97043|account=1", "exactly 6" },
    { "bank=VCB|account=12345678901234567890", "20 characters where at most 19 are allowed" },
    { "bank=VCB|card=970403110123456", "card is not understood" },
    { "bank=VCB|card=9704031101234567|service=QRIBFTTA", "no type" },
    { "bank=VCB|account=1|service=QRADVERT", "no type" },
    { "bank=VCB|account=1|service=QRPUSH", "category is missing" },
    { "type=cash|bank=VCB|account=1|name=A|city=B|terminal=2", "reference is missing" },
    { "type=cash|bank=VCB|account=1|name=A|city=B|reference=1|terminal=2|initiation=static", "it is 12" },
    { "bank=VCB|account=1|amount=1.000", "no decimals" },
    { "bank=VCB|account=1|amount=10000.5", "no decimals" },
    { "bank=VCB|account=1|amount=50,000", "no commas" },
    { "bank=VCB|account=1|amount=0", "zero" },
    { "bank=VCB|account=1|message=\304\220\306\260\341\273\235ng \304\221i", "\"Duong di\", which --fold writes" },
    { "bank=VCB|account=1|name=Qu\303\241n", "\"Quan\", which --fold writes; name_local=" },
    { "bank=VCB|account=1|message=\340\270\201", "Latin letters" },
    { "fold|bank=VCB|account=1|message=\340\270\201", "Latin letters" },
    { "bank=VCB|account=1|message=" A25 "Z", "26 characters where at most 25 are allowed" })

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(transfers),
        cmocka_unit_test(payees),
        cmocka_unit_test(broken_payees),
        cmocka_unit_test(services),
        cmocka_unit_test(payments),
        cmocka_unit_test(the_root_of_a_vietnamese_code),
        cmocka_unit_test(amounts_in_dong),
        cmocka_unit_test(additional_data),
        cmocka_unit_test(several_accounts),
        cmocka_unit_test(types_and_fields),
        cmocka_unit_test(vietqr_is_made),
        cmocka_unit_test(vietqr_is_remarked),
        cmocka_unit_test(vietqr_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
