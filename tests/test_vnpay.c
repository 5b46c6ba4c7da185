/* SPDX-License-Identifier: MIT */
/* VNPAY-QR, ZaloPay and AirPay: what is judged, what is read, what is made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/typed.h"

#define HEAD "00=01 01=11 "
#define TAIL "53=704 58=VN "
#define SHOP "52=5812 59=SHOP 60=HANOI "
#define VNPAY "26.00=A000000775 26.01=0100000001 "
#define ORDER "26.00=vn.zalopay 26.02=001 26.01=000001 26.03=00000000000000001 "
#define PERSON "26.00=vn.zalopay 26.01=abcdefghijklmno 26.02=002 "
#define VIETQR "38.00=A000000727 38.01.00=970454 38.01.01=99ZP24000M00000000 38.02=QRIBFTTA "
#define TOKEN "0000000000000000000000example00example00"
#define AIRPAY "26.00=vn.airpay.www 26.01=" TOKEN " "

JUDGED(vnpay,
    { HEAD VNPAY SHOP TAIL, "" },
    { "00=01 " VNPAY SHOP TAIL, "" },
    { HEAD "26.00=908405 26.01=01000000001 " SHOP TAIL, "" },
    { HEAD "26.00=a000000775 26.01=VNPAY001 " SHOP TAIL, "" },
    { HEAD VNPAY TAIL, "missing-object:52:EW missing-object:59:EW missing-object:60:EW" },
    { HEAD VNPAY SHOP "53=704 58=LA ", "country-currency:58:EW" },
    { HEAD VNPAY SHOP "53=840 58=VN ", "country-currency:53:WW" },
    { HEAD VNPAY SHOP "53=VND 58=VN ", "value:53:EE" },
    { HEAD VNPAY "-26.01 " SHOP TAIL, "missing-object:26.01:EE" },
    { HEAD VNPAY "26.01= " SHOP TAIL, "zero-length:26.01:EE" },
    { HEAD VNPAY "26.!5 " SHOP TAIL, "truncated:26:EE@44" },
    { HEAD "27.00=A000000775 27.01=0100000001 " SHOP TAIL, "misplaced-account:27:EW" },
    { HEAD VNPAY "27.00=908405 27.01=0100000002 " SHOP TAIL, "misplaced-account:27:EW conflicting-accounts:27:EE" },
    { HEAD VNPAY "27.00=908405 27.01=0100000001 " SHOP TAIL, "misplaced-account:27:EW" },
    { HEAD "26.00=A000000776 26.01=1 " SHOP TAIL, "" })

JUDGED(zalopay,
    { "00=01 01=12 " ORDER VIETQR "52=7399 " TAIL "54=90000 ", "" },
    { HEAD PERSON VIETQR TAIL, "" },
    { HEAD PERSON TAIL, "" },
    { HEAD PERSON "-26.02 " TAIL, "missing-object:26.02:EW" },
    { HEAD PERSON "26.02=003 " TAIL, "value:26.02:EW" },
    { HEAD PERSON "26.02=2 " TAIL, "value:26.02:EW" },
    { HEAD PERSON "-26.01 " TAIL, "missing-object:26.01:EE" },
    { HEAD ORDER "-26.03 " TAIL, "missing-object:26.03:EW" },
    { HEAD ORDER "26.03= " TAIL, "zero-length:26.03:EW" },
    { HEAD ORDER "26.01=ZP-00000AA00000 -26.03 " TAIL, "missing-object:26.03:EW" }, /* a shop's terminal */
    { HEAD ORDER "26.01= " TAIL, "zero-length:26.01:EE" },
    { HEAD ORDER "53=704 58=LA ", "country-currency:58:EW" },
    { HEAD ORDER "27.00=vn.zalopay 27.02=001 27.01=000002 27.03=00000000000000001 " TAIL,
      "misplaced-account:27:EW conflicting-accounts:27:EE" })

JUDGED(airpay,
    { HEAD AIRPAY SHOP TAIL, "" },
    { HEAD AIRPAY TAIL, "missing-object:52:EW missing-object:59:EW missing-object:60:EW" },
    { HEAD AIRPAY "-26.01 " SHOP TAIL, "missing-object:26.01:EE" },
    { HEAD AIRPAY SHOP "53=840 58=VN ", "country-currency:53:WW" },
    { HEAD AIRPAY SHOP "53=704 58=TH ", "country-currency:58:EW" })

TELLS(types_and_fields,
    { HEAD VNPAY SHOP TAIL, "vnpay payment 26 merchant_code=0100000001" },
    { HEAD "26.00=908405 26.01=X " SHOP TAIL, "vnpay payment 26 merchant_code=X" },
    { HEAD ORDER TAIL, "zalopay order 26 app_id=000001 kind=001 transaction_id=00000000000000001" },
    { HEAD PERSON TAIL, "zalopay personal 26 token=abcdefghijklmno kind=002" },
    { HEAD PERSON "26.02=003 " TAIL, "zalopay null 26 kind=003" },
    { HEAD AIRPAY TAIL, "airpay payment 26 token=" TOKEN },
    { HEAD "26.00=vn.zalopays 26.01=x " TAIL, "null null 26" },
    { HEAD "26.00=00 26.01=0100000006-01 " TAIL, "null null 26" })

MAKES(vnpay_is_made, "vnpay",
    { "merchant_code=0100000001|category=5812|name=SHOP|city=HANOI", HEAD VNPAY "52=5812 " TAIL "59=SHOP 60=HANOI" })

MAKES(zalopay_is_made, "zalopay",
    { "app_id=000001|transaction_id=00000000000000001|amount=90000",
      "00=01 01=12 26.00=vn.zalopay 26.01=000001 26.02=001 26.03=00000000000000001 53=704 54=90000 58=VN" },
    { "token=abcdefghijklmno", HEAD PERSON TAIL })

MAKES(airpay_is_made, "airpay",
    { "token=" TOKEN "|category=5812|name=SHOP|city=HANOI", HEAD AIRPAY "52=5812 " TAIL "59=SHOP 60=HANOI" })

REFUSES(zalopay_is_refused, "zalopay",
    { "app_id=000001", "transaction_id is missing" },
    { "app_id=000001|token=x", "does not go together" },
    { "token=x|kind=001", "no type" },
    { "amount=5000", "app_id is missing" })

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vnpay),
        cmocka_unit_test(zalopay),
        cmocka_unit_test(airpay),
        cmocka_unit_test(types_and_fields),
        cmocka_unit_test(vnpay_is_made),
        cmocka_unit_test(zalopay_is_made),
        cmocka_unit_test(airpay_is_made),
        cmocka_unit_test(zalopay_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
