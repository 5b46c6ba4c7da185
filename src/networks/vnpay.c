/* SPDX-License-Identifier: MIT */
/* Vietnamese networks beside VietQR that share its currency and its codes: VNPAY-QR, ZaloPay and AirPay (ShopeePay). No
 * document of theirs is public; the sources are codes in the field and the gateways' clients ("seen"). */
#include "table.h"

#define ALL EMVQR_TYPES_ALL
#define WARN EMVQR_WEIGHT(EMVQR_WARNING, EMVQR_WARNING)
#define NONE(X)

/* ---- VNPAY-QR ---- */

#define VNPAY_LEVELS(LEVEL) \
    LEVEL(vnpay_root, VNPAY_ROOT) \
    LEVEL(vnpay_account, VNPAY_ACCOUNT)

#define VNPAY_ROOT(ROW) \
    ROW(53, 53, N, 3, 3, ALL, REQUIRED, LIST_vnpay_currency, 0, EMVQR_CODED | EMVQR_MONEY, "Transaction currency", "seen") \
    ROW(58, 58, A, 2, 2, ALL, REQUIRED, LIST_vnpay_country, 0, EMVQR_CODED, "Country code", "seen")

#define VNPAY_ACCOUNT(ROW) \
    ROW(0, 0, ANS, 6, 10, ALL, REQUIRED, 0, 0, 0, "Identifier", "seen") \
    ROW(1, 1, ANS, 1, 99, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "Merchant code", "seen: a tax code, or the gateway's own")

#define VNPAY_LISTS(LIST) \
    LIST(vnpay_currency, "704", COUNTRY_CURRENCY, WARN) \
    LIST(vnpay_country, "VN", COUNTRY_CURRENCY, 0)

EMVQR_TABLES(vnpay, VNPAY_LEVELS, VNPAY_LISTS, NONE)
EMVQR_INFO_TABLES(vnpay, VNPAY_LEVELS)

/* 908405 is what older codes have. */
static const char vnpay_guids[] = "A000000775 908405";
static const emvqr_form vnpay_forms[] = { { 26, 26, 26, AT_vnpay_account, vnpay_guids } };
static const emvqr_type vnpay_types[] = { { 0, EMVQR_IN_ACCOUNT, 0, 0 } };
static const emvqr_type_info vnpay_type_infos[] = { { "payment", "payment to a merchant" } };

const emvqr_network emvqr_vnpay = {
    vnpay_levels, vnpay_forms, vnpay_types, vnpay_lists, vnpay_checks, NULL, vnpay_level_count,
    EMVQR__COUNT(vnpay_forms), EMVQR__COUNT(vnpay_types), 0,
};

#define VNPAY_KEYS(FIELD, PART, INPUT) \
    FIELD(merchant_code, vnpay_account, 1, ALL, NULL, "the merchant's tax code, or what the gateway gave it")

EMVQR_KEYS(vnpay, VNPAY_KEYS)

extern const emvqr_network_info emvqr_vnpay_info;
const emvqr_network_info emvqr_vnpay_info = {
    &emvqr_vnpay, "vnpay", "VNPAY-QR", "Vietnam", "no public document: codes in the field",
    vnpay_rows, vnpay_type_infos, vnpay_keys, NULL, EMVQR__COUNT(vnpay_keys), 0, false, "vi", 0, NULL, NULL,
};

/* ---- ZaloPay ---- */

/* In the order of zalopay_types. */
#define ORDER EMVQR_TYPE(0)
#define PERSON EMVQR_TYPE(1)

#define ZALOPAY_LEVELS(LEVEL) \
    LEVEL(zalopay_root, ZALOPAY_ROOT) \
    LEVEL(zalopay_account, ZALOPAY_ACCOUNT)

/* Its codes hold a VietQR account too, and name no shop. */
#define ZALOPAY_ROOT(ROW) \
    ROW(52, 52, N, 4, 4, ALL, OPTIONAL, 0, 0, EMVQR_CODED, "Merchant category code", "seen") \
    ROW(53, 53, N, 3, 3, ALL, REQUIRED, LIST_zalopay_currency, 0, EMVQR_CODED | EMVQR_MONEY, "Transaction currency", "seen") \
    ROW(58, 58, A, 2, 2, ALL, REQUIRED, LIST_zalopay_country, 0, EMVQR_CODED, "Country code", "seen") \
    ROW(59, 59, ANS, 1, 25, ALL, OPTIONAL, 0, 0, 0, "Merchant name", "seen") \
    ROW(60, 60, ANS, 1, 15, ALL, OPTIONAL, 0, 0, 0, "Merchant city", "seen")

#define ZALOPAY_ACCOUNT(ROW) \
    ROW(0, 0, ANS, 10, 10, ALL, REQUIRED, 0, 0, 0, "Identifier", "seen") \
    ROW(1, 1, ANS, 1, 99, ORDER, REQUIRED, 0, 0, EMVQR_VITAL, "Application ID", "seen, 6 digits") \
    ROW(1, 1, ANS, 1, 99, ALL ^ ORDER, REQUIRED, 0, 0, EMVQR_VITAL, "Token of the person", "seen, 15 characters") \
    ROW(2, 2, N, 3, 3, ALL, REQUIRED, LIST_zalopay_kind, 0, EMVQR_CODED, "Kind of code", "seen") \
    ROW(3, 3, ANS, 1, 99, ORDER, REQUIRED, 0, 0, EMVQR_VITAL, "Transaction ID", "seen, 17 or 18 digits")

#define ZALOPAY_LISTS(LIST) \
    LIST(zalopay_currency, "704", COUNTRY_CURRENCY, WARN) \
    LIST(zalopay_country, "VN", COUNTRY_CURRENCY, 0) \
    LIST(zalopay_kind, "001 002", VALUE, 0) \
    LIST(zalopay_order, "001", VALUE, 0) \
    LIST(zalopay_person, "002", VALUE, 0)

EMVQR_TABLES(zalopay, ZALOPAY_LEVELS, ZALOPAY_LISTS, NONE)
EMVQR_INFO_TABLES(zalopay, ZALOPAY_LEVELS)

static const char zalopay_guids[] = "vn.zalopay";
static const emvqr_form zalopay_forms[] = { { 26, 26, 26, AT_zalopay_account, zalopay_guids } };

#define ZALOPAY_TYPES(TYPE) \
    TYPE("order", 0, IN_ACCOUNT, 2, LIST_zalopay_order, "payment of an order (001)") \
    TYPE("personal", 0, IN_ACCOUNT, 2, LIST_zalopay_person, "to a person (002)")

static const emvqr_type zalopay_types[] = { ZALOPAY_TYPES(EMVQR__TYPE) };
static const emvqr_type_info zalopay_type_infos[] = { ZALOPAY_TYPES(EMVQR__TYPE_INFO) };

const emvqr_network emvqr_zalopay = {
    zalopay_levels, zalopay_forms, zalopay_types, zalopay_lists, zalopay_checks, NULL, zalopay_level_count,
    EMVQR__COUNT(zalopay_forms), EMVQR__COUNT(zalopay_types), 0,
};

#define ZALOPAY_KEYS(FIELD, PART, INPUT) \
    FIELD(app_id, zalopay_account, 1, ORDER, NULL, "the shop's application, 6 digits") \
    FIELD(token, zalopay_account, 1, PERSON, NULL, "the person's token as ZaloPay gave it") \
    FIELD(kind, zalopay_account, 2, ALL, NULL, "001 an order, 002 a person") \
    FIELD(transaction_id, zalopay_account, 3, ORDER, NULL, "the order's transaction as ZaloPay gave it")

EMVQR_KEYS(zalopay, ZALOPAY_KEYS)

extern const emvqr_network_info emvqr_zalopay_info;
const emvqr_network_info emvqr_zalopay_info = {
    &emvqr_zalopay, "zalopay", "ZaloPay", "Vietnam", "no public document: codes in the field",
    zalopay_rows, zalopay_type_infos, zalopay_keys, NULL, EMVQR__COUNT(zalopay_keys), 0, false, "vi", 0, NULL, NULL,
};

/* ---- AirPay ---- */

#define AIRPAY_LEVELS(LEVEL) \
    LEVEL(airpay_root, AIRPAY_ROOT) \
    LEVEL(airpay_account, AIRPAY_ACCOUNT)

#define AIRPAY_ROOT(ROW) \
    ROW(53, 53, N, 3, 3, ALL, REQUIRED, LIST_airpay_currency, 0, EMVQR_CODED | EMVQR_MONEY, "Transaction currency", "seen") \
    ROW(58, 58, A, 2, 2, ALL, REQUIRED, LIST_airpay_country, 0, EMVQR_CODED, "Country code", "seen")

#define AIRPAY_ACCOUNT(ROW) \
    ROW(0, 0, ANS, 13, 13, ALL, REQUIRED, 0, 0, 0, "Identifier", "seen") \
    ROW(1, 1, ANS, 1, 99, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "Token of the merchant", "seen, 40 characters")

#define AIRPAY_LISTS(LIST) \
    LIST(airpay_currency, "704", COUNTRY_CURRENCY, WARN) \
    LIST(airpay_country, "VN", COUNTRY_CURRENCY, 0)

EMVQR_TABLES(airpay, AIRPAY_LEVELS, AIRPAY_LISTS, NONE)
EMVQR_INFO_TABLES(airpay, AIRPAY_LEVELS)

static const char airpay_guids[] = "vn.airpay.www";
static const emvqr_form airpay_forms[] = { { 26, 26, 26, AT_airpay_account, airpay_guids } };
static const emvqr_type airpay_types[] = { { 0, EMVQR_IN_ACCOUNT, 0, 0 } };
static const emvqr_type_info airpay_type_infos[] = { { "payment", "payment to a merchant" } };

const emvqr_network emvqr_airpay = {
    airpay_levels, airpay_forms, airpay_types, airpay_lists, airpay_checks, NULL, airpay_level_count,
    EMVQR__COUNT(airpay_forms), EMVQR__COUNT(airpay_types), 0,
};

#define AIRPAY_KEYS(FIELD, PART, INPUT) \
    FIELD(token, airpay_account, 1, ALL, NULL, "the merchant's token as AirPay gave it, 40 characters")

EMVQR_KEYS(airpay, AIRPAY_KEYS)

extern const emvqr_network_info emvqr_airpay_info;
const emvqr_network_info emvqr_airpay_info = {
    &emvqr_airpay, "airpay", "AirPay (ShopeePay)", "Vietnam", "no public document: codes in the field",
    airpay_rows, airpay_type_infos, airpay_keys, NULL, EMVQR__COUNT(airpay_keys), 0, false, "vi", 0, NULL, NULL,
};
