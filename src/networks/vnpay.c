/* SPDX-License-Identifier: MIT */
/* Vietnamese networks beside VietQR that share its currency and its codes: VNPAY-QR, ZaloPay and AirPay (ShopeePay). No
 * document of theirs is public; the sources are codes in the field and the gateways' clients ("seen"). */
#include <emvqr/vnpay.h>

#include "table.h"

#define ALL EMVQR_TYPES_ALL

#define VIETNAM(ROW, name) EMVQR_PLACE_ROWS(ROW, LIST_##name##_currency, LIST_##name##_country, "seen")
#define VIETNAM_LISTS(LIST, name) \
    LIST(name##_currency, "704", COUNTRY_CURRENCY, EMVQR_WEIGHT(EMVQR_WARNING, EMVQR_WARNING)) \
    LIST(name##_country, "VN", COUNTRY_CURRENCY, 0)

#define FIELD_CODES "no public document: codes in the field"

#define PAYMENT_TYPES(TYPE) TYPE("payment", 0, IN_ACCOUNT, 0, 0, "payment to a merchant")

/* ---- VNPAY-QR ---- */

#define VNPAY_LEVELS(LEVEL) LEVEL(vnpay, root, VNPAY_ROOT) LEVEL(vnpay, account, VNPAY_ACCOUNT)

#define VNPAY_ROOT(ROW) VIETNAM(ROW, vnpay)

#define VNPAY_ACCOUNT(ROW) \
    ROW(0, 0, ANS, 6, 10, ALL, REQUIRED, 0, 0, 0, "Identifier", "seen") \
    ROW(1, 1, ANS, 1, 99, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "Merchant code", "seen: a tax code, or the gateway's own")

#define VNPAY_LISTS(LIST) VIETNAM_LISTS(LIST, vnpay)

#define VNPAY_KEYS(FIELD, PART, INPUT) \
    FIELD(merchant_code, vnpay_account, 1, ALL, NULL, "the merchant's tax code, or what the gateway gave it")

/* 908405 is what older codes have. */
EMVQR_PLAIN_NETWORK(vnpay, VNPAY_LEVELS, VNPAY_LISTS, PAYMENT_TYPES, VNPAY_KEYS, 26, 26,
                    EMVQR_NAMED('A', 10) | EMVQR_NAMED('9', 6), "A000000775 908405", "VNPAY-QR", "Vietnam",
                    FIELD_CODES, "vi")

/* ---- ZaloPay ---- */

/* In the order of ZALOPAY_TYPES. */
#define ORDER EMVQR_TYPE(0)
#define PERSON EMVQR_TYPE(1)

#define ZALOPAY_LEVELS(LEVEL) LEVEL(zalopay, root, ZALOPAY_ROOT) LEVEL(zalopay, account, ZALOPAY_ACCOUNT)

/* Its codes hold a VietQR account too, and name no shop. */
#define ZALOPAY_ROOT(ROW) \
    ROW(52, 52, N, 4, 4, ALL, OPTIONAL, 0, 0, EMVQR_CODED, "Merchant category code", "seen") \
    VIETNAM(ROW, zalopay) \
    ROW(59, 59, ANS, 1, 25, ALL, OPTIONAL, 0, 0, 0, "Merchant name", "seen") \
    ROW(60, 60, ANS, 1, 15, ALL, OPTIONAL, 0, 0, 0, "Merchant city", "seen")

/* Codes of a shop's terminal are met that are an order without its transaction. */
#define ZALOPAY_ACCOUNT(ROW) \
    ROW(0, 0, ANS, 10, 10, ALL, REQUIRED, 0, 0, 0, "Identifier", "seen") \
    ROW(1, 1, ANS, 1, 99, ORDER, REQUIRED, 0, 0, EMVQR_VITAL, "Application ID", "seen, 6 digits, or a terminal's code") \
    ROW(1, 1, ANS, 1, 99, ALL ^ ORDER, REQUIRED, 0, 0, EMVQR_VITAL, "Token of the person", "seen, 15 characters") \
    ROW(2, 2, N, 3, 3, ALL, REQUIRED, LIST_zalopay_kind, 0, EMVQR_CODED, "Kind of code", "seen") \
    ROW(3, 3, ANS, 1, 99, ORDER, REQUIRED, 0, 0, 0, "Transaction ID", "seen, 17 or 18 digits")

#define ZALOPAY_LISTS(LIST) \
    VIETNAM_LISTS(LIST, zalopay) \
    LIST(zalopay_kind, "001 002", VALUE, 0) \
    LIST(zalopay_order, "001", VALUE, 0) \
    LIST(zalopay_person, "002", VALUE, 0)

#define ZALOPAY_TYPES(TYPE) \
    TYPE("order", 0, IN_ACCOUNT, 2, LIST_zalopay_order, "payment of an order (001)") \
    TYPE("personal", 0, IN_ACCOUNT, 2, LIST_zalopay_person, "to a person (002)")

#define ZALOPAY_KEYS(FIELD, PART, INPUT) \
    FIELD(app_id, zalopay_account, 1, ORDER, NULL, "the shop's application, 6 digits, or its terminal's code") \
    FIELD(token, zalopay_account, 1, PERSON, NULL, "the person's token as ZaloPay gave it") \
    FIELD(kind, zalopay_account, 2, ALL, NULL, "001 an order, 002 a person") \
    FIELD(transaction_id, zalopay_account, 3, ORDER, NULL, "the order's transaction as ZaloPay gave it")

EMVQR_PLAIN_NETWORK(zalopay, ZALOPAY_LEVELS, ZALOPAY_LISTS, ZALOPAY_TYPES, ZALOPAY_KEYS, 26, 26, EMVQR_NAMED('V', 10),
                    "vn.zalopay", "ZaloPay", "Vietnam", FIELD_CODES, "vi")

/* ---- AirPay ---- */

#define AIRPAY_LEVELS(LEVEL) LEVEL(airpay, root, AIRPAY_ROOT) LEVEL(airpay, account, AIRPAY_ACCOUNT)

#define AIRPAY_ROOT(ROW) VIETNAM(ROW, airpay)

#define AIRPAY_ACCOUNT(ROW) \
    ROW(0, 0, ANS, 13, 13, ALL, REQUIRED, 0, 0, 0, "Identifier", "seen") \
    ROW(1, 1, ANS, 1, 99, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "Token of the merchant", "seen, 40 characters")

#define AIRPAY_LISTS(LIST) VIETNAM_LISTS(LIST, airpay)

#define AIRPAY_KEYS(FIELD, PART, INPUT) \
    FIELD(token, airpay_account, 1, ALL, NULL, "the merchant's token as AirPay gave it, 40 characters")

EMVQR_PLAIN_NETWORK(airpay, AIRPAY_LEVELS, AIRPAY_LISTS, PAYMENT_TYPES, AIRPAY_KEYS, 26, 26, EMVQR_NAMED('V', 13),
                    "vn.airpay.www", "AirPay (ShopeePay)", "Vietnam", FIELD_CODES, "vi")
