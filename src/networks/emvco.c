/* SPDX-License-Identifier: MIT */
/* EMVCo's own tables: the root, the additional data, the language template and the templates of others. Sources are
 * clauses of EMV QRCPS Merchant-Presented Mode 1.0 (July 2017), and 1.1 for what it added. */
#include "inputs.h"
#include "table.h"

#include <string.h>

#define ALL EMVQR_TYPES_ALL

#define EMVCO_LEVELS(LEVEL) \
    LEVEL(emvco, root, EMVCO_ROOT) \
    LEVEL(emvco, additional, EMVCO_ADDITIONAL) \
    LEVEL(emvco, language, EMVCO_LANGUAGE) \
    LEVEL(emvco, foreign, EMVCO_FOREIGN)

/* 00: 02 is DuitNow's and 00 some generators'; a payload that says anything else is of a version nobody knows. */
#define EMVCO_ROOT(ROW) \
    ROW(0, 0, N, 2, 2, ALL, REQUIRED, LIST_emvco_format, 0, EMVQR_CODED | EMVQR_VITAL | EMVQR_MONEY, "Payload format indicator", "4.7.1") \
    ROW(1, 1, N, 2, 2, ALL, OPTIONAL, LIST_emvco_initiation, CHECK_emvco_initiation_fits, EMVQR_CODED, "Point of initiation method", "4.7.2") \
    ROW(2, 51, SOME_OF, 0, 0, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "Merchant account", "table 3.6") \
    ROW(2, 25, OPAQUE, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Card account", "4.7.10") \
    ROW(26, 51, TEMPLATE, AT_emvco_foreign, 0, ALL, OPTIONAL, 0, 0, 0, "Merchant account", "4.7.11") \
    ROW(52, 52, N, 4, 4, ALL, REQUIRED, 0, 0, EMVQR_CODED, "Merchant category code", "4.7.12") \
    ROW(53, 53, N, 3, 3, ALL, REQUIRED, 0, 0, EMVQR_CODED | EMVQR_MONEY, "Transaction currency", "4.7.13") \
    ROW(54, 54, AMOUNT, 1, 13, ALL, OPTIONAL, 0, 0, 0, "Transaction amount", "4.7.4") \
    ROW(55, 55, N, 2, 2, ALL, OPTIONAL, LIST_emvco_tip, CHECK_emvco_tip_agrees, EMVQR_CODED, "Tip or convenience indicator", "4.7.6") \
    ROW(56, 56, AMOUNT, 1, 13, ALL, OPTIONAL, 0, CHECK_emvco_fee_stands, 0, "Value of convenience fee fixed", "4.7.7") \
    ROW(57, 57, PERCENT, 1, 5, ALL, OPTIONAL, 0, CHECK_emvco_percentage_stands, 0, "Value of convenience fee percentage", "4.7.8") \
    ROW(58, 58, A, 2, 2, ALL, REQUIRED, 0, 0, EMVQR_CODED, "Country code", "4.7.14") \
    ROW(59, 59, ANS, 1, 25, ALL, REQUIRED, 0, 0, 0, "Merchant name", "4.7.15") \
    ROW(60, 60, ANS, 1, 15, ALL, REQUIRED, 0, 0, 0, "Merchant city", "4.7.16") \
    ROW(61, 61, ANS, 1, 10, ALL, OPTIONAL, 0, 0, 0, "Postal code", "4.7.17") \
    ROW(62, 62, TEMPLATE, AT_emvco_additional, 0, ALL, OPTIONAL, 0, 0, 0, "Additional data", "4.8.1") \
    ROW(63, 63, OPAQUE, 0, 99, ALL, OPTIONAL, 0, 0, 0, "CRC", "4.7.3") \
    ROW(64, 64, TEMPLATE, AT_emvco_language, 0, ALL, OPTIONAL, 0, 0, 0, "Merchant information, language", "4.9") \
    ROW(65, 79, RFU, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Reserved by EMVCo", "table 3.6") \
    ROW(80, 99, TEMPLATE, AT_emvco_foreign, 0, ALL, OPTIONAL, 0, 0, 0, "Unreserved template", "4.7.18")

#define EMVCO_ADDITIONAL(ROW) \
    ROW(0, 0, RFU, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Reserved by EMVCo", "table 3.7") \
    ROW(1, 1, ANS, 1, 25, ALL, OPTIONAL, 0, 0, 0, "Bill number", "table 3.7") \
    ROW(2, 2, ANS, 1, 25, ALL, OPTIONAL, 0, 0, 0, "Mobile number", "table 3.7") \
    ROW(3, 3, ANS, 1, 25, ALL, OPTIONAL, 0, 0, 0, "Store label", "table 3.7") \
    ROW(4, 4, ANS, 1, 25, ALL, OPTIONAL, 0, 0, 0, "Loyalty number", "table 3.7") \
    ROW(5, 5, ANS, 1, 25, ALL, OPTIONAL, 0, 0, 0, "Reference label", "table 3.7") \
    ROW(6, 6, ANS, 1, 25, ALL, OPTIONAL, 0, 0, 0, "Customer label", "table 3.7") \
    ROW(7, 7, ANS, 1, 25, ALL, OPTIONAL, 0, 0, 0, "Terminal label", "table 3.7") \
    ROW(8, 8, ANS, 1, 25, ALL, OPTIONAL, 0, 0, 0, "Purpose of transaction", "table 3.7") \
    ROW(9, 9, ANS, 1, 3, ALL, OPTIONAL, 0, CHECK_emvco_is_data_request, EMVQR_CODED, "Additional consumer data request", "4.8.1.4") \
    ROW(10, 10, ANS, 1, 20, ALL, OPTIONAL, 0, 0, 0, "Merchant tax ID", "1.1, table 3.7") \
    ROW(11, 11, N, 3, 3, ALL, OPTIONAL, 0, 0, EMVQR_CODED, "Merchant channel", "1.1, table 3.7") \
    ROW(12, 49, RFU, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Reserved by EMVCo", "table 3.7") \
    ROW(50, 99, TEMPLATE, AT_emvco_foreign, 0, ALL, OPTIONAL, 0, 0, 0, "Payment system template", "4.8.1.5")

#define EMVCO_LANGUAGE(ROW) \
    ROW(0, 0, ANS, 2, 2, ALL, REQUIRED, 0, CHECK_emvco_is_language, EMVQR_CODED, "Language preference", "table 3.8") \
    ROW(1, 1, S, 1, 25, ALL, REQUIRED, 0, 0, 0, "Merchant name in that language", "table 3.8") \
    ROW(2, 2, S, 1, 15, ALL, OPTIONAL, 0, 0, 0, "Merchant city in that language", "table 3.8") \
    ROW(3, 99, RFU, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Reserved by EMVCo", "table 3.8")

#define EMVCO_FOREIGN(ROW) \
    ROW(0, 0, ANS, 1, 32, ALL, REQUIRED, 0, 0, 0, "Globally unique identifier", "tables 4.2, 4.4, 4.5") \
    ROW(1, 99, OPAQUE, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Of that identifier", "tables 4.2, 4.4, 4.5")

#define EMVCO_LISTS(LIST) \
    LIST(emvco_format, "01 | 00 02", VALUE, EMVQR_MONEY) \
    LIST(emvco_initiation, "11 12", VALUE, 0) \
    LIST(emvco_tip, "01 02 03", VALUE, 0)

#define EMVCO_CHECKS(CHECK) \
    CHECK(emvco_initiation_fits, INITIATION_AMOUNT, 0) \
    CHECK(emvco_tip_agrees, CONFLICT, 0) \
    CHECK(emvco_fee_stands, CONFLICT, 0) \
    CHECK(emvco_percentage_stands, CONFLICT, 0) \
    CHECK(emvco_is_data_request, VALUE, 0) \
    CHECK(emvco_is_language, VALUE, 0)

EMVQR__TABLES(emvco, EMVCO_LEVELS, EMVCO_LISTS, EMVCO_CHECKS)
EMVQR__GLANCE(emvco, EMVCO_LEVELS, true)

const emvqr_network emvqr_emvco = {
    emvco_levels, NULL, NULL, emvco_lists, emvco_checks, NULL, emvco_level_count, 0, 0, 0, 0, NULL,
    EMVQR_GLANCE_OF(emvco),
};

#if EMVQR_CFG_FAST
#define EMVCO_INSIDE(first, last, kind, min, ...) \
    if (EMVQR_KIND_##kind == EMVQR_KIND_TEMPLATE && id - (first) <= (last) - (unsigned)(first)) { \
        return (min); \
    }
#define EMVCO_LEVEL_INSIDE(network, level, ROWS) \
    case AT_##network##_##level: \
        ROWS(EMVCO_INSIDE) \
        break;
int emvqr__emvco_inside(int level, unsigned id)
{
    switch (level) {
        EMVCO_LEVELS(EMVCO_LEVEL_INSIDE)
    default:
        break;
    }
    return EMVQR__NO_LEVEL;
}
#endif

/* ---- checks ---- */

static bool emvco_has(const emvqr_checking *checking, unsigned id)
{
    return emvqr_node_child(checking->doc, NULL, id) != NULL;
}

/* A static code is for many payments, a dynamic one for one; either may be otherwise, so this is only said. */
bool emvqr__initiation_fits(const emvqr_doc *doc, const emvqr_node *initiation)
{
    const emvqr_node *amount = emvqr__behind(doc, initiation, 54, 54);
    bool is_static = emvqr__is_static(doc, initiation);
    if (amount == NULL || !is_static) {
        return (amount == NULL) == is_static;
    }
    return emvqr__amount_judge(emvqr__value(doc, amount), EMVQR_EXPONENT_ANY) == EMVQR_CODE_ZERO_AMOUNT;
}

static bool emvco_initiation_fits(const emvqr_checking *checking, const emvqr_node *node)
{
    return emvqr__initiation_fits(checking->doc, node);
}

/* Which of 56 and 57 the indicator wants: 01 none, 02 the first, 03 the second (4.7.6 to 4.7.8). */
static bool emvco_tip_agrees(const emvqr_checking *checking, const emvqr_node *node)
{
    emvqr_span value = emvqr__value(checking->doc, node);
    char wants = value.len == 2u && value.ptr[0] == '0' ? value.ptr[1] : '0';
    return (emvqr__behind(checking->doc, node, 56, 56) != NULL) == (wants == '2') &&
           (emvqr__behind(checking->doc, node, 57, 57) != NULL) == (wants == '3');
}

static bool emvco_fee_stands(const emvqr_checking *checking, const emvqr_node *node)
{
    emvqr_code code = emvqr__amount_judge(emvqr__value(checking->doc, node), EMVQR_EXPONENT_ANY);
    return code != EMVQR_CODE_ZERO_AMOUNT && emvco_has(checking, 55);
}

static bool emvco_percentage_stands(const emvqr_checking *checking, const emvqr_node *node)
{
    (void)node;
    return emvco_has(checking, 55);
}

/* The specification prints both cases (annex B: ZH, Guidance table 3-9: es). */
static bool emvco_is_language(const emvqr_checking *checking, const emvqr_node *node)
{
    emvqr_span value = emvqr__value(checking->doc, node);
    while (value.len != 0) {
        if ((unsigned)(unsigned char)(value.ptr[--value.len] | 0x20) - 'a' > 25u) {
            return false;
        }
    }
    return true;
}

/* Address, mobile number, e-mail: any of A, M and E, each once. */
static bool emvco_is_data_request(const emvqr_checking *checking, const emvqr_node *node)
{
    emvqr_span value = emvqr__value(checking->doc, node);
    unsigned left = 1u | 1u << ('E' - 'A') | 1u << ('M' - 'A');
    while (value.len != 0) {
        unsigned letter = (unsigned)(unsigned char)value.ptr[--value.len] - 'A';
        if (letter > 'M' - 'A' || (left >> letter & 1u) == 0) {
            return false;
        }
        left ^= 1u << letter;
    }
    return true;
}

/* ---- the struct of what all payloads have, and the keys of its members ---- */

/* The groups' order is the order in which a reader shows them. */
#define EMVCO_KEYS(KEY) \
    KEY(PAYMENT, amount, root, 54, emvqr__input_amount, "the sum: 50 or 50.00; without it the payer types one") \
    KEY(PAYMENT, currency, root, 53, emvqr__input_currency, "ISO 4217 letters or digits: THB or 764") \
    KEY(PAYMENT, country, root, 58, emvqr__input_country, "ISO 3166 letters: TH") \
    KEY(PAYMENT, initiation, root, 1, emvqr__input_initiation, "static (shown for many payments) or dynamic (for one)") \
    KEY(PAYMENT, tip, root, 55, emvqr__input_tip, "prompt, none, a fee such as 2.50, or a percentage such as 5%") \
    KEY(MERCHANT, name, root, 59, emvqr__input_name, "the merchant's name in ASCII, up to 25 characters") \
    KEY(MERCHANT, city, root, 60, emvqr__input_name, "the merchant's city in ASCII, up to 15 characters") \
    KEY(MERCHANT, category, root, 52, NULL, "merchant category code, four digits (ISO 18245): 5812") \
    KEY(MERCHANT, postal_code, root, 61, NULL, "up to 10 characters") \
    KEY(MERCHANT, language, language, 0, NULL, "two letters (ISO 639) of the language of name_local: th") \
    KEY(MERCHANT, name_local, language, 1, emvqr__input_local, "the name in its own script, up to 25 characters") \
    KEY(MERCHANT, city_local, language, 2, emvqr__input_local, "the city in its own script, up to 15 characters") \
    KEY(ADDITIONAL, bill, additional, 1, emvqr__input_text, "bill or invoice number; *** asks the payer for it, here and in the following") \
    KEY(ADDITIONAL, mobile_number, additional, 2, emvqr__input_text, "the payer's mobile number, for top-ups and the like") \
    KEY(ADDITIONAL, store, additional, 3, emvqr__input_text, "the store's label") \
    KEY(ADDITIONAL, loyalty, additional, 4, emvqr__input_text, "a loyalty card's number") \
    KEY(ADDITIONAL, reference, additional, 5, emvqr__input_text, "the merchant's or acquirer's reference") \
    KEY(ADDITIONAL, customer, additional, 6, emvqr__input_text, "the customer's label, such as a subscriber number") \
    KEY(ADDITIONAL, terminal, additional, 7, emvqr__input_text, "the terminal's label") \
    KEY(ADDITIONAL, purpose, additional, 8, emvqr__input_text, "what the payment is for") \
    KEY(ADDITIONAL, consumer_data, additional, 9, emvqr__input_text, "what the payer is asked for: A address, M mobile number, E e-mail: AME") \
    KEY(ADDITIONAL, tax_id, additional, 10, emvqr__input_text, "the merchant's tax ID, up to 20 characters") \
    KEY(ADDITIONAL, channel, additional, 11, emvqr__input_text, "three digits: medium, place, presence: 000 is a sticker on the premises, attended")

#define MEMBER(name, level, id) \
    { (uint8_t)(offsetof(emvqr_common, name) / sizeof(emvqr_span)), AT_emvco_##level, id, 0, 0, ALL },
#define KEY_MEMBER(group, name, level, id, input, help) MEMBER(name, level, id)
static const emvqr__field emvco_fields[] = {
    EMVCO_KEYS(KEY_MEMBER) MEMBER(tip_fixed, root, 56) MEMBER(tip_percentage, root, 57)
};

const emvqr__typed emvqr__common = {
    &emvqr_emvco, emvco_fields, EMVQR__COUNT(emvco_fields), sizeof(emvqr_common) / sizeof(emvqr_span),
};

#if EMVQR_CFG_TEXTS

EMVQR_INFO_TABLES(emvco, EMVCO_LEVELS)

#define KEY(group, name, level, id, input, help) \
    { #name, AT_emvco_##level, id, 0, 0, ALL, EMVQR_KEY_##group, input, help },
static const emvqr_key emvco_keys[] = { EMVCO_KEYS(KEY) };

/* An object of the root of exactly `len` characters, or an absent span. */
static emvqr_span emvco_code(const emvqr_doc *doc, unsigned id, size_t len)
{
    emvqr_span value = emvqr_get(doc, EMVQR_PATH1(id)), none = { NULL, 0 };
    return value.len == len ? value : none;
}

static size_t emvco_derive_name(const char *name, char *text, size_t cap)
{
    return name == NULL ? 0 : emvqr__copy(text, cap, name, strlen(name));
}

static size_t emvco_derive_category(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    emvqr_span value = emvco_code(doc, 52, 4);
    char digits[4];
    unsigned number = 0, i;
    (void)account;
    if (value.ptr == NULL || emvqr__digits(value, "", digits, sizeof digits) != 4) {
        return 0;
    }
    for (i = 0; i < sizeof digits; i++) {
        number = number * 10u + (unsigned)(digits[i] - '0');
    }
    return emvco_derive_name(emvqr_category_name(number), text, cap);
}

static size_t emvco_derive_country(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    emvqr_span value = emvco_code(doc, 58, 2);
    (void)account;
    return emvco_derive_name(emvqr_country_name(value.ptr, value.len), text, cap);
}

/* Named as the keys that they put into words. */
static const emvqr_derived emvco_derived[] = {
    { "category_name", emvco_derive_category, "category" },
    { "country_name", emvco_derive_country, NULL },
};

const emvqr_network_info emvqr_emvco_info = {
    &emvqr_emvco, "emvco", "EMVCo", "worldwide", "EMV QRCPS Merchant-Presented Mode 1.1 (November 2020)",
    emvco_rows, NULL, emvco_keys, emvco_derived, EMVQR__COUNT(emvco_keys), EMVQR__COUNT(emvco_derived), false, NULL, 0,
    NULL, NULL,
};

#endif
