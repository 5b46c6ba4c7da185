/* SPDX-License-Identifier: MIT */
/* PromptPay, Thai QR Payment. Sources: the Bank of Thailand's policy guideline "Standardized Thai QR Code for Payment
 * Transactions" of 17 April 2019, section 2.3 ("BOT"), and where it is silent what banks and wallets show. */
#include <emvqr/promptpay.h>

#include "inputs.h"
#include "table.h"
#include "value.h"

#include <string.h>

/* In the order of promptpay_types. */
#define TRANSFER EMVQR_TYPE(0)
#define BILL EMVQR_TYPE(1)
#define CROSS_BORDER EMVQR_TYPE(2)
#define MERCHANT EMVQR_TYPE(3)
#define API EMVQR_TYPE(4)
#define ALL EMVQR_TYPES_ALL
#define AT_HOME (ALL ^ CROSS_BORDER)

#define PROMPTPAY_LEVELS(LEVEL) \
    LEVEL(promptpay, root, PROMPTPAY_ROOT) \
    LEVEL(promptpay, transfer, PROMPTPAY_TRANSFER) \
    LEVEL(promptpay, bill, PROMPTPAY_BILL) \
    LEVEL(promptpay, innovation, PROMPTPAY_INNOVATION) \
    LEVEL(promptpay, additional, PROMPTPAY_ADDITIONAL) \
    LEVEL(promptpay, vat, PROMPTPAY_VAT)

/* BOT asks for 52 and 60 only where others than PromptPay are in the code, and payers' apps show the registered name
 * instead of 59. */
#define PROMPTPAY_ROOT(ROW) \
    ROW(39, 39, EITHER, 1, 99, TRANSFER | BILL | CROSS_BORDER, FORBIDDEN, 0, 0, 0, "Provider that is not connected yet", "BOT 2.3, 39") \
    ROW(52, 52, N, 4, 4, ALL, OPTIONAL, 0, 0, EMVQR_CODED, "Merchant category code", "BOT 2.3, 52") \
    ROW(53, 53, N, 3, 3, ALL, REQUIRED, LIST_promptpay_currency, 0, EMVQR_CODED | EMVQR_MONEY, "Transaction currency", "BOT 2.3, 53") \
    ROW(55, 55, N, 2, 2, ALL, FORBIDDEN, 0, 0, 0, "Tip or convenience indicator", "BOT 2.3, 55") \
    ROW(56, 56, AMOUNT, 1, 13, ALL, FORBIDDEN, 0, 0, 0, "Value of convenience fee fixed", "BOT 2.3, 56") \
    ROW(57, 57, PERCENT, 1, 5, ALL, FORBIDDEN, 0, 0, 0, "Value of convenience fee percentage", "BOT 2.3, 57") \
    ROW(58, 58, A, 2, 2, AT_HOME, REQUIRED, LIST_promptpay_country, 0, EMVQR_CODED, "Country code", "BOT 2.3, 58") \
    ROW(58, 58, A, 2, 2, CROSS_BORDER, REQUIRED, 0, 0, EMVQR_CODED, "Country where the code is shown", "BOT 2.3, 58") \
    ROW(59, 59, ANS, 1, 25, ALL, OPTIONAL, 0, 0, 0, "Merchant name", "BOT 2.3, 59") \
    ROW(60, 60, ANS, 1, 15, ALL, OPTIONAL, 0, 0, 0, "Merchant city", "BOT 2.3, 60") \
    ROW(62, 62, TEMPLATE, AT_promptpay_additional, 0, CROSS_BORDER, REQUIRED, 0, 0, 0, "Additional data", "BOT 2.3, 62") \
    ROW(62, 62, TEMPLATE, AT_promptpay_additional, 0, AT_HOME, OPTIONAL, 0, 0, 0, "Additional data", "BOT 2.3, 62") \
    ROW(80, 80, TEMPLATE, AT_promptpay_vat, 0, ALL, OPTIONAL, 0, 0, EMVQR_CODED, "VAT of the sale", "BOT 2.3, 80") \
    ROW(81, 81, OPAQUE, 4, 99, TRANSFER, OPTIONAL, 0, CHECK_promptpay_is_message, EMVQR_CODED, "Message to a TrueMoney wallet", "TrueMoney")

#define PROMPTPAY_TRANSFER(ROW) \
    ROW(0, 0, ANS, 16, 16, ALL, REQUIRED, 0, 0, 0, "Application identifier", "BOT 2.3, 29.00") \
    ROW(1, 4, ONE_OF, 0, 0, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "Payee", "BOT 2.3, 29") \
    ROW(1, 1, N, 13, 13, ALL, OPTIONAL, 0, CHECK_promptpay_is_mobile, EMVQR_VITAL | EMVQR_MONEY, "Mobile number", "BOT 2.3, 29.01") \
    ROW(2, 2, N, 13, 13, ALL, OPTIONAL, 0, CHECK_promptpay_is_national_id, EMVQR_VITAL | EMVQR_MONEY, "National ID or tax ID", "BOT 2.3, 29.02") \
    ROW(3, 3, N, 15, 15, ALL, OPTIONAL, 0, 0, EMVQR_VITAL | EMVQR_MONEY, "E-wallet ID", "BOT 2.3, 29.03") \
    ROW(4, 4, N, 4, 43, ALL, OPTIONAL, 0, CHECK_promptpay_is_in_use, EMVQR_VITAL | EMVQR_MONEY, "Bank account", "BOT 2.3, 29.04") \
    ROW(5, 5, N, 10, 10, ALL, CONDITIONAL, 0, CHECK_promptpay_may_lack_authorization, 0, "One-time authorization", "BOT 2.3, 29.05")

/* 15 digits is the form; banks show codes with a biller of 13 or 14, which are read. */
#define PROMPTPAY_BILL(ROW) \
    ROW(0, 0, ANS, 16, 16, ALL, REQUIRED, 0, 0, 0, "Application identifier", "BOT 2.3, 30.00") \
    ROW(1, 1, N, 13, 15, ALL, REQUIRED, 0, CHECK_promptpay_has_suffix, EMVQR_VITAL | EMVQR_MONEY, "Biller ID", "BOT 2.3, 30.01") \
    ROW(2, 2, ANS, 1, 20, ALL, REQUIRED, 0, 0, 0, "Reference 1", "BOT 2.3, 30.02") \
    ROW(3, 3, ANS, 1, 20, ALL, OPTIONAL, 0, 0, 0, "Reference 2", "BOT 2.3, 30.03")

/* BOT prints 01 for the service provider too, which can only be 02. */
#define PROMPTPAY_INNOVATION(ROW) \
    ROW(0, 0, ANS, 16, 16, ALL, REQUIRED, 0, 0, 0, "Application identifier", "BOT 2.3, 31.00") \
    ROW(1, 1, N, 3, 3, MERCHANT, REQUIRED, 0, 0, EMVQR_VITAL | EMVQR_MONEY, "Acquirer ID", "BOT 2.3, 31.01") \
    ROW(1, 1, N, 3, 3, API, REQUIRED, 0, 0, EMVQR_VITAL | EMVQR_MONEY, "API ID", "BOT 2.3, 31.01") \
    ROW(2, 2, N, 3, 3, API, OPTIONAL, 0, 0, 0, "Service provider ID", "BOT 2.3, 31.02") \
    ROW(2, 2, OPAQUE, 1, 99, MERCHANT, OPTIONAL, 0, CHECK_promptpay_copy_agrees, 0, "Of the acquirer", "BOT 2.3, 31.02") \
    ROW(3, 3, ANS, 1, 25, API, OPTIONAL, 0, 0, 0, "Transaction reference", "BOT 2.3, 31.03") \
    ROW(3, 99, OPAQUE, 1, 99, MERCHANT, OPTIONAL, 0, CHECK_promptpay_copy_agrees, 0, "Of the acquirer", "BOT 2.3, 31.02")

#define PROMPTPAY_ADDITIONAL(ROW) \
    ROW(7, 7, ANS, 1, 25, BILL | CROSS_BORDER, OPTIONAL, 0, 0, 0, "Terminal label, reference 3", "BOT 2.3, 62.07") \
    ROW(8, 8, ANS, 18, 18, CROSS_BORDER, REQUIRED, 0, CHECK_promptpay_is_packed, 0, "Local currency, amount and country", "BOT 2.3, 62.08")

#define PROMPTPAY_VAT(ROW) \
    ROW(0, 0, N, 4, 4, ALL, REQUIRED, 0, 0, EMVQR_CODED, "Tax branch", "BOT 2.3, 80.00") \
    ROW(1, 1, PERCENT, 1, 5, ALL, OPTIONAL, 0, 0, EMVQR_CODED, "VAT rate", "BOT 2.3, 80.01") \
    ROW(2, 2, AMOUNT, 1, 13, ALL, OPTIONAL, 0, 0, EMVQR_CODED, "VAT amount", "BOT 2.3, 80.02")

#define PROMPTPAY_LISTS(LIST) \
    LIST(promptpay_currency, "764", COUNTRY_CURRENCY, EMVQR_MONEY) \
    LIST(promptpay_country, "TH", COUNTRY_CURRENCY, 0) \
    LIST(promptpay_bill_id, "A000000677010112", VALUE, 0) \
    LIST(promptpay_cross_border_id, "A000000677012006", VALUE, 0) \
    LIST(promptpay_merchant_id, "A000000677010113", VALUE, 0) \
    LIST(promptpay_api_id, "A000000677012004", VALUE, 0)

#define WARN EMVQR_WEIGHT(EMVQR_WARNING, EMVQR_WARNING)

#define PROMPTPAY_CHECKS(CHECK) \
    CHECK(promptpay_is_message, VALUE, 0) \
    CHECK(promptpay_may_lack_authorization, MISSING_OBJECT, 0) \
    CHECK(promptpay_is_mobile, VALUE, WARN) \
    CHECK(promptpay_is_national_id, CHECK_DIGIT, WARN) \
    CHECK(promptpay_is_in_use, RESERVED, 0) \
    CHECK(promptpay_has_suffix, VALUE_LENGTH, 0) \
    CHECK(promptpay_copy_agrees, CONFLICT, WARN) \
    CHECK(promptpay_is_packed, VALUE, 0)

EMVQR_TABLES(promptpay, PROMPTPAY_LEVELS, PROMPTPAY_LISTS, PROMPTPAY_CHECKS)

static const char promptpay_guids_transfer[] EMVQR__CLOSE = "A000000677010111 A000000677010114";
static const char promptpay_guids_bill[] EMVQR__CLOSE = "A000000677010112 A000000677012006";
static const char promptpay_guids_innovation[] EMVQR__CLOSE = "A000000677010113 A000000677012004";
static const emvqr_form promptpay_forms[] = {
    EMVQR_FORM(29, 29, AT_promptpay_transfer, promptpay_guids_transfer),
    EMVQR_FORM(30, 30, AT_promptpay_bill, promptpay_guids_bill),
    EMVQR_FORM(31, 31, AT_promptpay_innovation, promptpay_guids_innovation),
};

#define PROMPTPAY_TYPES(TYPE) \
    TYPE("transfer", 0, IN_ACCOUNT, 0, 0, "credit transfer") \
    TYPE("bill", 1, IN_ACCOUNT, 0, LIST_promptpay_bill_id, "bill payment") \
    TYPE("bill-cross-border", 1, IN_ACCOUNT, 0, LIST_promptpay_cross_border_id, "bill payment shown abroad") \
    TYPE("merchant", 2, IN_ACCOUNT, 0, LIST_promptpay_merchant_id, "an acquirer's own data") \
    TYPE("api", 2, IN_ACCOUNT, 0, LIST_promptpay_api_id, "payment innovation API")

static const emvqr_type promptpay_types[] = { PROMPTPAY_TYPES(EMVQR__TYPE) };

const emvqr_network emvqr_promptpay = {
    promptpay_levels, promptpay_forms, promptpay_types, promptpay_lists, promptpay_checks, NULL,
    promptpay_level_count, EMVQR__COUNT(promptpay_forms), EMVQR__COUNT(promptpay_types), 0, EMVQR_NAMED('A', 16), NULL,
    EMVQR_GLANCE_OF(promptpay),
};

/* ---- checks ---- */

/* UTF-16BE in upper-case hexadecimal, four digits a unit. */
static bool promptpay_is_message(const emvqr_checking *checking, const emvqr_node *node)
{
    emvqr_span value = emvqr__value(checking->doc, node);
    size_t i;
    for (i = 0; i < value.len; i++) {
        unsigned c = (unsigned char)value.ptr[i];
        if (c - '0' > 9u && (c | 0x20u) - 'a' > 5u) {
            return false;
        }
    }
    return value.len % 4u == 0;
}

/* Of the form's two identifiers the one that ends in 4 is for a code that the customer shows, and goes with 05. */
static bool promptpay_may_lack_authorization(const emvqr_checking *checking, const emvqr_node *node)
{
    const emvqr_node *guid = emvqr_node_child(checking->doc, checking->parent, 0);
    return node != NULL || guid == NULL || guid->length != 16u || emvqr__value(checking->doc, guid).ptr[15] != '4';
}

/* 0066 and nine digits: the country's prefix, filled up to thirteen. */
static bool promptpay_is_mobile(const emvqr_checking *checking, const emvqr_node *node)
{
    emvqr_span value = emvqr__value(checking->doc, node);
    return memcmp(value.ptr, "0066", 4) == 0;
}

/* Weights 13 down to 2, modulo 11 (the rule of Thai national and tax IDs; BOT does not repeat it). */
static bool promptpay_is_national_id(const emvqr_checking *checking, const emvqr_node *node)
{
    emvqr_span value = emvqr__value(checking->doc, node);
    unsigned i, digits = 0, sum = 0;
    for (i = 0; i < 12u; i++) { /* each digit is in the sums of all those behind it */
        digits += (unsigned)(unsigned char)value.ptr[i] - '0';
        sum += digits;
    }
    sum += digits;
    while (sum >= 11u) { /* there may be no division */
        sum -= 11u;
    }
    return (sum > 1u ? 11u - sum : 1u - sum) == (unsigned)(unsigned char)value.ptr[12] - '0';
}

static bool promptpay_is_in_use(const emvqr_checking *checking, const emvqr_node *node)
{
    (void)checking;
    (void)node;
    return false;
}

static bool promptpay_has_suffix(const emvqr_checking *checking, const emvqr_node *node)
{
    (void)checking;
    return node->length == 15u;
}

/* Acquirers repeat 30's references in 31, as 02 and 04. */
static bool promptpay_copy_agrees(const emvqr_checking *checking, const emvqr_node *node)
{
    const emvqr_node *bill = emvqr_node_child(checking->doc, NULL, 30), *reference = NULL;
    if (bill != NULL && bill->network != 0 && (node->id == 2u || node->id == 4u)) {
        reference = emvqr_node_child(checking->doc, bill, node->id == 2u ? 2u : 3u);
    }
    return reference == NULL || emvqr__is_same_value(checking->doc, reference, node);
}

/* Currency in 3 digits, amount in 13 characters filled up with zeros, country in 2 letters. */
static bool promptpay_is_packed(const emvqr_checking *checking, const emvqr_node *node)
{
    const char *packed = emvqr__value(checking->doc, node).ptr;
    emvqr_span currency = { packed, 3 }, amount = { packed + 3, 13 }, country = { packed + 16, 2 };
    return emvqr__is_all(currency, '0', 9) && emvqr__is_all(country, 'A', 25) &&
           memcmp(packed, "000", 3) != 0 && /* no currency; a code in the making has zeros until it is given one */
           emvqr__amount_judge(amount, EMVQR_EXPONENT_ANY) == EMVQR_CODE_NONE;
}

/* ---- the struct, and the keys of its members ---- */

#define PROMPTPAY_KEYS(FIELD, PART, INPUT) \
    FIELD(mobile, promptpay_transfer, 1, TRANSFER, promptpay_input_mobile, "a Thai mobile number: 081-234-5678 or +66 81 234 5678") \
    FIELD(national_id, promptpay_transfer, 2, TRANSFER, promptpay_input_id, "13 digits: 1-2345-67890-12-1") \
    INPUT(citizen_id, promptpay_transfer, 2, TRANSFER, promptpay_input_id, "the same as national_id") \
    INPUT(tax_id, promptpay_transfer, 2, TRANSFER, promptpay_input_id, "a company's tax ID, 13 digits; written as national_id") \
    FIELD(ewallet_id, promptpay_transfer, 3, TRANSFER, promptpay_input_wallet, "15 digits") \
    INPUT(truemoney, promptpay_transfer, 3, TRANSFER, promptpay_input_truemoney, "a TrueMoney wallet by its phone number") \
    FIELD(bank_account, promptpay_transfer, 4, TRANSFER, promptpay_input_account, "bank code in three digits and the account number; not in use yet") \
    FIELD(ota, promptpay_transfer, 5, TRANSFER, promptpay_input_authorization, "one-time authorization, 10 digits") \
    FIELD(message, promptpay_root, 81, TRANSFER, promptpay_input_message, "a message to a TrueMoney wallet, up to 24 characters") \
    FIELD(biller_id, promptpay_bill, 1, BILL | CROSS_BORDER, promptpay_input_biller, "15 digits: tax ID and a suffix of two") \
    FIELD(ref1, promptpay_bill, 2, BILL | CROSS_BORDER, NULL, "reference 1, up to 20 characters; many banks want A to Z and digits only") \
    FIELD(ref2, promptpay_bill, 3, BILL | CROSS_BORDER, NULL, "reference 2, up to 20 characters") \
    FIELD(ref3, promptpay_additional, 7, BILL | CROSS_BORDER, NULL, "reference 3, up to 25 characters; it is the terminal's label") \
    PART(local_currency, promptpay_additional, 8, 0, 3, CROSS_BORDER, promptpay_input_local_currency, "currency where the code is shown: JPY or 392") \
    PART(local_amount, promptpay_additional, 8, 3, 13, CROSS_BORDER, promptpay_input_local_amount, "the sum in that currency: 3000.00") \
    PART(local_country, promptpay_additional, 8, 16, 2, CROSS_BORDER, promptpay_input_local_country, "country where the code is shown: JP") \
    FIELD(acquirer_id, promptpay_innovation, 1, MERCHANT, promptpay_input_code, "3 digits") \
    FIELD(api_id, promptpay_innovation, 1, API, promptpay_input_code, "3 digits: 001 verifies a transaction") \
    FIELD(provider_id, promptpay_innovation, 2, API, promptpay_input_code, "3 digits") \
    FIELD(api_reference, promptpay_innovation, 3, API, NULL, "up to 25 characters") \
    FIELD(vat_branch, promptpay_vat, 0, ALL, NULL, "the seller's tax branch, 4 digits") \
    FIELD(vat_rate, promptpay_vat, 1, ALL, NULL, "VAT rate: 7.00") \
    FIELD(vat_amount, promptpay_vat, 2, ALL, NULL, "VAT amount: 7.00")

EMVQR_TYPED(promptpay, emvqr_promptpay_code, PROMPTPAY_KEYS)

#if EMVQR_CFG_TEXTS

/* ---- what people type ---- */

/* The digits of Thailand's prefix in front, 0 without one. Without + or 00, 66 also begins numbers of nine digits. */
static int promptpay_country(const char *digits, int count, bool plus)
{
    if (count >= 4 && memcmp(digits, "0066", 4) == 0) {
        return 4;
    }
    return count >= 2 && memcmp(digits, "66", 2) == 0 && (plus || count >= 11) ? 2 : 0;
}

/* The digits in front of the nine that are the holder's own: the country's and the 0 of calls within Thailand, or
 * either. 0: neither is there. */
static int promptpay_prefix(const char *digits, int count, bool plus)
{
    int country = promptpay_country(digits, count, plus);
    bool zero = count > country && digits[country] == '0';
    if (country == 0) {
        return zero && count == 10 && !plus ? 1 : 0;
    }
    return zero ? country + 1 : country;
}

/* Nine digits, as they are behind +66. */
static emvqr_status promptpay_offer(emvqr_making *making, const char *digits)
{
    char offer[11] = "0";
    memcpy(offer + 1, digits, 9);
    offer[10] = '\0';
    return emvqr_making_say(making, "a mobile number has ten digits here: is it ", offer, "?", NULL);
}

/* And over blanks; whether there was a +. */
static bool promptpay_step_over_plus(emvqr_span *text)
{
    bool plus = false;
    while (text->len != 0 && (*text->ptr == ' ' || *text->ptr == '+')) {
        plus = plus || *text->ptr == '+';
        text->ptr++;
        text->len--;
    }
    return plus;
}

/* A Thai mobile number as people write it, in ten digits: 0812345678. */
static emvqr_status promptpay_phone(emvqr_making *making, emvqr_span text, char local[10])
{
    char digits[16];
    bool plus = promptpay_step_over_plus(&text);
    int count = emvqr__digits(text, " -()", digits, sizeof digits);
    int prefix = promptpay_prefix(digits, count, plus);
    if (prefix == 0 && plus) {
        return emvqr_making_say(making, "PromptPay has Thai mobile numbers only: one that begins with +66 or 0", NULL,
                                NULL, NULL);
    }
    if (prefix == 0 && count == 9 && digits[0] != '0') {
        return promptpay_offer(making, digits);
    }
    if (prefix == 0 || count - prefix != 9) {
        return emvqr_making_say(making, "the mobile number is not understood: write its ten digits, such as "
                                "081-234-5678, or +66 81 234 5678", NULL, NULL, NULL);
    }
    local[0] = '0';
    memcpy(local + 1, digits + prefix, 9);
    if (memchr("689", local[1], 3) == NULL) {
        emvqr_making_remark(making, "Thai mobile numbers begin with 06, 08 or 09; this one does not", NULL, NULL);
    }
    return EMVQR_OK;
}

static emvqr_status promptpay_input_mobile(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    char local[10], value[13] = { '0', '0', '6', '6', 0 };
    emvqr_status status = promptpay_phone(making, text, local);
    if (status != EMVQR_OK) {
        return status;
    }
    memcpy(value + 4, local + 1, 9);
    return emvqr_making_put_key(making, key, emvqr_making_keep(making, value, sizeof value));
}

static emvqr_status promptpay_put_digits(emvqr_making *making, const emvqr_key *key, emvqr_span text, int wanted)
{
    char digits[48];
    int count = emvqr__digits(text, " -", digits, sizeof digits);
    if (count != wanted) {
        return emvqr_making_say(making, key->name, " is not understood: ", key->help, NULL);
    }
    return emvqr_making_put_key(making, key, emvqr_making_keep(making, digits, (size_t)count));
}

static emvqr_status promptpay_input_code(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    return promptpay_put_digits(making, key, text, 3);
}

static emvqr_status promptpay_input_id(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    return promptpay_put_digits(making, key, text, 13);
}

/* TrueMoney's wallets are 14000 and the phone number in ten digits. */
static emvqr_status promptpay_input_truemoney(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    char value[15] = { '1', '4', '0', '0', '0', 0 };
    emvqr_status status = promptpay_phone(making, text, value + 5);
    return status != EMVQR_OK ? status
                              : emvqr_making_put_key(making, key, emvqr_making_keep(making, value, sizeof value));
}

static emvqr_status promptpay_input_wallet(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    char digits[16];
    if (emvqr__digits(text, " -+()", digits, sizeof digits) < 13) {
        return emvqr_making_say(making, "an e-wallet ID has 15 digits: for a TrueMoney wallet give its phone number "
                                "with truemoney=", NULL, NULL, NULL);
    }
    return promptpay_put_digits(making, key, text, 15);
}

static emvqr_status promptpay_input_account(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    char digits[43];
    int count = emvqr__digits(text, " -", digits, sizeof digits);
    if (count < 4) {
        return emvqr_making_say(making, key->name, " is not understood: ", key->help, NULL);
    }
    emvqr_making_remark(making, "bank accounts in PromptPay codes are reserved for later: "
                                "banks' apps refuse them today", NULL, NULL);
    return emvqr_making_put_key(making, key, emvqr_making_keep(making, digits, (size_t)count));
}

static emvqr_status promptpay_input_biller(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    char digits[16];
    if (emvqr__digits(text, " -", digits, sizeof digits) == 13) {
        return emvqr_making_say(making, "a biller ID has 15 digits: the tax ID and a suffix of two, such as 00 or 01; "
                                "ask the bank which", NULL, NULL, NULL);
    }
    return promptpay_put_digits(making, key, text, 15);
}

static emvqr_status promptpay_input_authorization(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    static const emvqr_span shown_by_customer = EMVQR_SPAN("A000000677010114");
    emvqr_status status = emvqr_making_put(making, emvqr_path_join(emvqr_path_parent(
                              emvqr_making_path(making, key)), 0), shown_by_customer);
    return status != EMVQR_OK ? status : promptpay_put_digits(making, key, text, 10);
}

#define MESSAGE_UNITS 24u /* four digits each in the 99 of object 81 */

static emvqr_status promptpay_input_message(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    static const char hex[] = "0123456789ABCDEF";
    const char *at = text.ptr, *end = text.ptr + text.len;
    char value[4u * MESSAGE_UNITS], number[EMVQR__NUMBER_TEXT];
    size_t count = 0;
    while (at != end) {
        uint32_t point = 0, units[2];
        unsigned bytes = emvqr__utf8(at, end, &point), more = point > 0xFFFFu ? 2u : 1u, i;
        if (bytes == 0) {
            return emvqr_making_say(making, "the message is not UTF-8", NULL, NULL, NULL);
        }
        units[0] = more == 2u ? 0xD800u + ((point - 0x10000u) >> 10) : point;
        units[1] = 0xDC00u + (point & 0x3FFu);
        for (i = 0; i < 4u * more && count + more <= MESSAGE_UNITS; i++) {
            value[4u * count + i] = hex[units[i / 4u] >> (12u - 4u * (i % 4u)) & 0xFu];
        }
        count += more;
        at += bytes;
    }
    if (count > MESSAGE_UNITS) {
        return emvqr_making_say(making, "the message is too long: ", emvqr__number(count, number),
                                " characters where at most 24 are allowed (an emoji counts twice)", NULL);
    }
    return emvqr_making_put_key(making, key, emvqr_making_keep(making, value, 4u * count));
}

static emvqr_status promptpay_input_local_currency(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    unsigned number = emvqr_currency_number(text.ptr, text.len);
    char digits[3];
    if (number == 0) {
        return promptpay_put_digits(making, key, text, 3);
    }
    digits[0] = (char)('0' + number / 100u);
    digits[1] = (char)('0' + number / 10u % 10u);
    digits[2] = (char)('0' + number % 10u);
    return emvqr_making_put_key(making, key, emvqr_making_keep(making, digits, sizeof digits));
}

/* The country is where the code is shown, which is 58 as well. */
static emvqr_status promptpay_input_local_country(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    emvqr_status status = emvqr__input_country(making, key, text);
    emvqr_span packed = emvqr_making_get(making, emvqr_making_path(making, key)), country;
    if (status != EMVQR_OK) {
        return status;
    }
    country.ptr = packed.ptr + key->at;
    country.len = key->length;
    return emvqr_making_put(making, EMVQR_PATH1(58), country);
}

/* The bank's table shows it with decimals even in yen. */
static emvqr_status promptpay_input_local_amount(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    char padded[EMVQR_AMOUNT_MAX];
    if (emvqr__amount_judge(text, EMVQR_EXPONENT_ANY) != EMVQR_CODE_NONE) {
        return emvqr_making_say(making, key->name, " is not understood: ", key->help, NULL);
    }
    if (memchr(text.ptr, '.', text.len) == NULL && text.len + 3u <= sizeof padded) {
        memcpy(padded, text.ptr, text.len);
        memcpy(padded + text.len, ".00", 3);
        text = emvqr_making_keep(making, padded, text.len + 3u);
    }
    return emvqr_making_put_key(making, key, text);
}

/* ---- what follows ---- */

/* A number behind its prefix, whose last digit makes room for the 0 that is dialled within Thailand. */
static size_t promptpay_dialled(emvqr_span value, const char *prefix, char *text, size_t cap)
{
    size_t len = strlen(prefix);
    char digits[15];
    if (value.len != len + 9u || emvqr__digits(value, "", digits, sizeof digits) != (int)value.len ||
        memcmp(digits, prefix, len) != 0) {
        return 0;
    }
    digits[len - 1u] = '0';
    return emvqr__copy(text, cap, digits + len - 1u, 10);
}

/* 0066812345678 and a TrueMoney wallet's 140000812345678 as the number that a Thai dials. */
static size_t promptpay_derive_phone(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    const emvqr_node *mobile = emvqr_node_child(doc, account, 1), *wallet = emvqr_node_child(doc, account, 3);
    if (emvqr_node_type(account) != 0 || (mobile == NULL && wallet == NULL)) {
        return 0;
    }
    return mobile != NULL ? promptpay_dialled(emvqr_node_value(doc, mobile), "0066", text, cap)
                          : promptpay_dialled(emvqr_node_value(doc, wallet), "140000", text, cap);
}

static size_t promptpay_derive_wallet(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    const emvqr_node *wallet = emvqr_node_child(doc, account, 3);
    if (emvqr_node_type(account) != 0 || wallet == NULL || wallet->length != 15u ||
        memcmp(emvqr_node_value(doc, wallet).ptr, "140", 3) != 0) {
        return 0;
    }
    return emvqr__copy(text, cap, "TrueMoney", 9);
}

static int32_t promptpay_unit(const char *hex)
{
    int32_t unit = 0;
    unsigned i;
    for (i = 0; i < 4u; i++) {
        unsigned c = (unsigned char)hex[i], digit = c - '0' <= 9u ? c - '0' : (c | 0x20u) - 'a' + 10u;
        if (digit > 15u) {
            return -1;
        }
        unit = unit << 4 | (int32_t)digit;
    }
    return unit;
}

static size_t promptpay_put_point(char *text, size_t cap, uint32_t point)
{
    unsigned more = point < 0x80u ? 0u : point < 0x800u ? 1u : point < 0x10000u ? 2u : 3u, i;
    static const unsigned char heads[] = { 0x00, 0xC0, 0xE0, 0xF0 };
    if (cap <= more) {
        return 0;
    }
    text[0] = (char)(heads[more] | point >> (6u * more));
    for (i = 1; i <= more; i++) {
        text[i] = (char)(0x80u | (point >> (6u * (more - i)) & 0x3Fu));
    }
    return more + 1u;
}

/* The first character of UTF-16 in hexadecimal, and how many digits it takes: 0 when it is not whole. */
static size_t promptpay_take_point(const char *hex, size_t len, uint32_t *point)
{
    int32_t unit = promptpay_unit(hex), low = -1;
    *point = (uint32_t)unit;
    if (unit < 0xD800 || unit > 0xDFFF) {
        return unit < 0 ? 0 : 4;
    }
    if (unit <= 0xDBFF && len >= 8u) {
        low = promptpay_unit(hex + 4);
    }
    *point = 0x10000u + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
    return low >= 0xDC00 && low <= 0xDFFF ? 8 : 0;
}

/* The message of 81 in UTF-8; nothing when it is not whole UTF-16. */
static size_t promptpay_derive_message(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    emvqr_span value = emvqr_get(doc, EMVQR_PATH1(81));
    size_t at, used = 0, taken, put;
    if (emvqr_node_type(account) != 0 || value.ptr == NULL || value.len % 4u != 0) {
        return 0;
    }
    for (at = 0; at < value.len; at += taken) {
        uint32_t point;
        taken = promptpay_take_point(value.ptr + at, value.len - at, &point);
        put = taken == 0 ? 0 : promptpay_put_point(text + used, cap - used, point);
        if (put == 0) {
            return 0;
        }
        used += put;
    }
    return used;
}

/* ---- for people ---- */

EMVQR_INFO_TABLES(promptpay, PROMPTPAY_LEVELS)

static const emvqr_type_info promptpay_type_infos[] = { PROMPTPAY_TYPES(EMVQR__TYPE_INFO) };

EMVQR_KEYS(promptpay, PROMPTPAY_KEYS)

static const emvqr_derived promptpay_derived[] = {
    { "phone", promptpay_derive_phone, NULL },
    { "wallet", promptpay_derive_wallet, NULL },
    { "message", promptpay_derive_message, NULL },
};

static const emvqr_partner promptpay_partners[] = {
    { EMVQR_PATH1(54), EMVQR_PATH2(62, 8), CROSS_BORDER }, /* the sum in the other currency */
    { EMVQR_PATH1(54), EMVQR_PATH2(80, 2), ALL }, /* the VAT in it */
};

extern const emvqr_network_info emvqr_promptpay_info;
const emvqr_network_info emvqr_promptpay_info = {
    &emvqr_promptpay, "promptpay", "PromptPay (Thai QR Payment)", "Thailand",
    "Bank of Thailand, Standardized Thai QR Code for Payment Transactions (17 April 2019)",
    promptpay_rows, promptpay_type_infos, promptpay_keys, promptpay_derived, EMVQR__COUNT(promptpay_keys),
    EMVQR__COUNT(promptpay_derived), true, "th", EMVQR__COUNT(promptpay_partners), promptpay_partners, NULL,
};

#endif
