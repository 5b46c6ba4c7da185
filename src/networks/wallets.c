/* SPDX-License-Identifier: MIT */
/* China's wallets abroad: Alipay, whose identifier Alipay+ shares, and WeChat Pay. Their accounts stand beside others',
 * at whatever ID is free, and take the code's currency and country. No document of theirs is public; the sources are
 * codes in the field ("seen"). What is not known of an account is a value and nothing more. */
#include <emvqr/wallets.h>

#include "table.h"

#define ALL EMVQR_TYPES_ALL

/* They ask for nothing of their own: EMVCo's rows judge the rest of the payload. */
#define WALLET_ROOT(ROW) ROW(26, 51, EITHER, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Merchant account", "seen")

#define FIELD_CODES "no public document: codes in the field"

/* ---- Alipay ---- */

/* In the order of ALIPAY_TYPES. */
#define CODE EMVQR_TYPE(0)
#define MERCHANT EMVQR_TYPE(1)

#define ALIPAY_LEVELS(LEVEL) LEVEL(alipay, root, WALLET_ROOT) LEVEL(alipay, account, ALIPAY_ACCOUNT)

#define ALIPAY_ACCOUNT(ROW) \
    ROW(0, 0, ANS, 1, 32, ALL, REQUIRED, 0, 0, 0, "Identifier", "seen") \
    ROW(1, 1, ANS, 1, 99, CODE, REQUIRED, 0, 0, EMVQR_VITAL, "Address of the merchant's code", "seen") \
    ROW(1, 1, ANS, 1, 99, ALL ^ CODE, REQUIRED, 0, 0, EMVQR_VITAL, "Merchant ID", "seen") \
    ROW(2, 99, OPAQUE, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Of Alipay", "seen")

#define ALIPAY_LISTS(LIST) \
    LIST(alipay_code, "com.alipay", NONE, 0) \
    LIST(alipay_merchant, "COM.ALIPAY.OPENAPI", NONE, 0)

#define ALIPAY_TYPES(TYPE) \
    TYPE("code", 0, IN_ACCOUNT, 0, LIST_alipay_code, "the merchant's code in Alipay's own form") \
    TYPE("merchant", 0, IN_ACCOUNT, 0, LIST_alipay_merchant, "a merchant of a partner")

#define ALIPAY_KEYS(FIELD, PART, INPUT) \
    FIELD(url, alipay_account, 1, CODE, NULL, "the address in the merchant's code: https://qr.alipay.com/...") \
    FIELD(merchant_id, alipay_account, 1, MERCHANT, NULL, "the merchant's ID as the partner gave it")

EMVQR_PLAIN_NETWORK(alipay, ALIPAY_LEVELS, ALIPAY_LISTS, ALIPAY_TYPES, ALIPAY_KEYS, 26, 51,
                    EMVQR_NAMED('C', 10) | EMVQR_NAMED('C', 18), "com.alipay COM.ALIPAY.OPENAPI", "Alipay, Alipay+",
                    "worldwide", FIELD_CODES, NULL)

/* ---- WeChat Pay ---- */

#define WECHAT_LEVELS(LEVEL) LEVEL(wechat, root, WALLET_ROOT) LEVEL(wechat, account, WECHAT_ACCOUNT)

#define WECHAT_ACCOUNT(ROW) \
    ROW(0, 0, ANS, 17, 17, ALL, REQUIRED, 0, 0, 0, "Identifier", "seen") \
    ROW(1, 1, ANS, 1, 99, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "Merchant ID", "seen") \
    ROW(2, 2, ANS, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Terminal ID", "seen") \
    ROW(3, 99, OPAQUE, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Of WeChat Pay", "seen")

#define WECHAT_TYPES(TYPE) TYPE("payment", 0, IN_ACCOUNT, 0, 0, "payment to a merchant")

#define WECHAT_KEYS(FIELD, PART, INPUT) \
    FIELD(merchant_id, wechat_account, 1, ALL, NULL, "the merchant's ID as the partner gave it") \
    FIELD(terminal_id, wechat_account, 2, ALL, NULL, "the terminal's ID as the partner gave it")

EMVQR_PLAIN_NETWORK(wechat, WECHAT_LEVELS, EMVQR__NO_CHECKS, WECHAT_TYPES, WECHAT_KEYS, 26, 51, EMVQR_NAMED('C', 17),
                    "COM.QQ.WEIXIN.PAY", "WeChat Pay", "worldwide", FIELD_CODES, NULL)
