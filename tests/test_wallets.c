/* SPDX-License-Identifier: MIT */
/* Accounts told by an identifier among 26 to 51, wherever they stand: Alipay, WeChat Pay, cards by their AID. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/typed.h"

#define HEAD "00=01 01=11 "
#define TAIL "52=5812 53=702 58=SG 59=SHOP 60=SINGAPORE "
#define ALIPAY "27.00=com.alipay 27.01=https://qr.alipay.com/example "
#define PARTNER "29.00=COM.ALIPAY.OPENAPI 29.01=0100000033 29.02=0000 29.99=02 "
#define WECHAT "28.00=COM.QQ.WEIXIN.PAY 28.01=0100000033 28.02=0000 28.03=0001 28.04=0000 28.99=02 "
#define UNIONPAY "26.00=A000000333010101 26.01=416971 26.02=12345678901 "

JUDGED(alipay,
    { HEAD ALIPAY TAIL, "" },
    { HEAD PARTNER TAIL, "" },
    { HEAD "51.00=COM.ALIPAY 51.01=x " TAIL, "" },
    { HEAD ALIPAY TAIL "53=360 58=ID ", "" }, /* of any country */
    { HEAD ALIPAY "-27.01 " TAIL, "missing-object:27.01:EE" },
    { HEAD PARTNER "-29.01 " TAIL, "missing-object:29.01:EE" },
    { HEAD ALIPAY "27.01= " TAIL, "zero-length:27.01:EE" },
    { HEAD PARTNER "29.02= " TAIL, "zero-length:29.02:EW" },
    { HEAD ALIPAY "27.!5 " TAIL, "truncated:27:EE@63" },
    { HEAD ALIPAY "28.00=com.alipay 28.01=https://qr.alipay.com/other " TAIL, "conflicting-accounts:28:EE" },
    { HEAD ALIPAY "28.00=com.alipay 28.01=https://qr.alipay.com/example " TAIL, "" },
    { HEAD ALIPAY PARTNER TAIL, "" },
    { HEAD ALIPAY "-27.01 27.00=com.alipays " TAIL, "" }, /* nobody's */
    { HEAD ALIPAY "53=702 58=SG ", "missing-object:52:EW missing-object:59:EW missing-object:60:EW" },
    { HEAD ALIPAY TAIL "80.00=com.alipay 80.01=x ", "" })

JUDGED(wechat,
    { HEAD WECHAT TAIL, "" },
    { HEAD WECHAT ALIPAY PARTNER TAIL, "" },
    { HEAD "50.00=com.qq.weixin.pay 50.01=x " TAIL, "" },
    { HEAD WECHAT "-28.02 " TAIL, "" },
    { HEAD WECHAT "-28.01 " TAIL, "missing-object:28.01:EE" },
    { HEAD WECHAT "28.01= " TAIL, "zero-length:28.01:EE" },
    { HEAD WECHAT "30.00=COM.QQ.WEIXIN.PAY 30.01=1 " TAIL, "conflicting-accounts:30:EE" },
    { HEAD WECHAT "-28.01 28.00=COM.QQ.WEIXIN.PA " TAIL, "" })

JUDGED(cards_by_their_aid,
    { HEAD UNIONPAY TAIL, "" },
    { HEAD "15=1234567800520446ABC123456789012 " UNIONPAY TAIL, "" },
    { HEAD "15=1234567800520446ABC12345678901 " UNIONPAY TAIL, "value-length:15:EW" },
    { HEAD UNIONPAY "-26.01 " TAIL, "" },
    { HEAD UNIONPAY "-26.01 -26.02 " TAIL, "missing-object:26:EW" },
    { HEAD UNIONPAY "26.01= " TAIL, "zero-length:26.01:EW" },
    { HEAD "04=555555555555444 51.00=A0000000041010 51.01=416971 51.02=12345678901 " TAIL, "" },
    { HEAD "02=4000123456789012 26.00=a0000000031010 26.01=x 27.00=A0000000031010 27.01=y " TAIL, "" },
    { HEAD "26.00=A000000333 26.!5 " TAIL, "truncated:26:EE@30" })

TELLS(types_and_fields,
    { HEAD ALIPAY TAIL, "alipay code 27 url=https://qr.alipay.com/example" },
    { HEAD PARTNER TAIL, "alipay merchant 29 merchant_id=0100000033" },
    { HEAD WECHAT TAIL, "wechat payment 28 merchant_id=0100000033 terminal_id=0000" },
    { HEAD UNIONPAY TAIL, "unionpay card-template 26" },
    { HEAD "26.00=A000000333 26.01=x " TAIL, "unionpay card-template 26" },
    { HEAD "51.00=A0000000041010 51.01=x " TAIL, "mastercard card-template 51" },
    { HEAD "26.00=A0000000031010 26.01=x " TAIL, "visa card-template 26" },
    { HEAD "26.00=A0000001523010 26.01=x " TAIL, "discover card-template 26" },
    { HEAD "26.00=A00000002501 26.01=x " TAIL, "amex card-template 26" },
    { HEAD "26.00=A0000000651010 26.01=x " TAIL, "jcb card-template 26" },
    { HEAD "26.00=A0000000031099 26.01=x " TAIL, "null null 26" },
    { HEAD "26.00=A00000033301 26.01=x " TAIL, "null null 26" },
    /* beside QRIS, whose accounts have any identifier */
    { HEAD "26.00=COM.EXAMPLE.WWW 26.01=936009143000000018 26.02=1 26.03=UMI 27.00=A000000333 27.01=9360 "
      "51.00=ID.CO.QRIS.WWW 51.02=ID1018000000019 " TAIL "53=360 58=ID ", "qris payment 26 guid=COM.EXAMPLE.WWW merchant_pan=936009143000000018 merchant_id=1 criteria=UMI"
      " nmid=ID1018000000019 national_guid=ID.CO.QRIS.WWW | acquirer=GoPay | merchant_pan_19=9360091430000000180;"
      " unionpay card-template 27" })

MAKES(alipay_is_made, "alipay",
    { "url=https://qr.alipay.com/example|category=5812|name=SHOP|city=SINGAPORE|currency=SGD|country=SG",
      HEAD "26.00=com.alipay 26.01=https://qr.alipay.com/example " TAIL },
    { "merchant_id=0100000033|category=5812|name=SHOP|city=SINGAPORE|currency=SGD|country=SG",
      HEAD "26.00=COM.ALIPAY.OPENAPI 26.01=0100000033 " TAIL })

MAKES(wechat_is_made, "wechat",
    { "merchant_id=1|terminal_id=2|category=5812|name=SHOP|city=SINGAPORE|currency=SGD|country=SG",
      HEAD "26.00=COM.QQ.WEIXIN.PAY 26.01=1 26.02=2 " TAIL })

MAKES(unionpay_is_made, "unionpay",
    { "type=card-template|26.01=416971|category=5812|name=SHOP|city=SINGAPORE|currency=SGD|country=SG",
      HEAD "26.00=A000000333 26.01=416971 " TAIL })

REFUSES(alipay_is_refused, "alipay",
    { "category=5812|name=SHOP|city=SINGAPORE|currency=SGD|country=SG", "url is missing" },
    { "url=x|category=5812|name=SHOP|city=SINGAPORE|country=SG", "currency is missing" },
    { "url=x|merchant_id=y", "does not go together" })

REFUSES(unionpay_is_refused, "unionpay",
    { "type=card-template|category=5812|name=SHOP|city=SINGAPORE|currency=SGD|country=SG", "is missing" },
    { "category=5812|name=SHOP|city=SINGAPORE|currency=SGD|country=SG", "account is missing" },
    { "account=1|category=5812|name=SHOP|city=SINGAPORE|currency=SGD|country=SG", "exactly 31" })

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alipay),
        cmocka_unit_test(wechat),
        cmocka_unit_test(cards_by_their_aid),
        cmocka_unit_test(types_and_fields),
        cmocka_unit_test(alipay_is_made),
        cmocka_unit_test(wechat_is_made),
        cmocka_unit_test(unionpay_is_made),
        cmocka_unit_test(alipay_is_refused),
        cmocka_unit_test(unionpay_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
