/* SPDX-License-Identifier: MIT */
/* Cards: 02 to 25 belong to the schemes by EMVCo's own table (MPM 4.1). Their values are the schemes' and opaque; only
 * UnionPay's has a form that is known (31 characters: acquirer IIN 8, forwarding IIN 8, merchant 15). Among 26 to 51 a
 * template whose identifier is a scheme's own AID (ISO 7816-5) is the scheme's too, and as opaque. */
#include <emvqr/cards.h>

#include "table.h"

/* The first of card_types. */
#define PRIMITIVE EMVQR_TYPE(0)

#define CARD_LEVELS(LEVEL) LEVEL(card, root, CARD_ROOT) LEVEL(card, template, CARD_TEMPLATE)
#define CARD_ROOT(ROW) \
    ROW(2, 25, OPAQUE, 1, 99, EMVQR_TYPES_ALL, OPTIONAL, 0, 0, EMVQR_VITAL, "Card account", "4.7.10")
#define CARD_TEMPLATE(ROW) \
    ROW(0, 0, ANS, 5, 32, EMVQR_TYPES_ALL, REQUIRED, 0, 0, 0, "Application identifier", "4.7.11") \
    ROW(1, 99, SOME_OF, 0, 0, EMVQR_TYPES_ALL, REQUIRED, 0, 0, 0, "Card account", "4.7.11") \
    ROW(1, 99, OPAQUE, 1, 99, EMVQR_TYPES_ALL, OPTIONAL, 0, 0, 0, "Of the scheme", "4.7.11")

#define UNIONPAY_LEVELS(LEVEL) LEVEL(unionpay, root, UNIONPAY_ROOT) LEVEL(unionpay, template, CARD_TEMPLATE)
#define UNIONPAY_ROOT(ROW) \
    ROW(15, 16, OPAQUE, 31, 31, EMVQR_TYPES_ALL, OPTIONAL, 0, 0, EMVQR_VITAL, "UnionPay account", "4.7.10")

EMVQR_TABLES(card, CARD_LEVELS, EMVQR__NO_CHECKS, EMVQR__NO_CHECKS)
EMVQR_TABLES(unionpay, UNIONPAY_LEVELS, EMVQR__NO_CHECKS, EMVQR__NO_CHECKS)

#define CARD_TYPES(TYPE) \
    TYPE("card", 0, IN_ACCOUNT, 0, 0, "card") \
    TYPE("card-template", 1, IN_ACCOUNT, 0, 0, "card, by its application's identifier")

static const emvqr_type card_types[] = { CARD_TYPES(EMVQR__TYPE) };

enum { AT_card_account = EMVQR_LEVEL_ACCOUNT };

#define CARD_KEYS(FIELD, PART, INPUT) \
    FIELD(account, card_account, 0, PRIMITIVE, NULL, "the account as the scheme gave it, up to 99 characters")
#define UNIONPAY_KEYS(FIELD, PART, INPUT) \
    FIELD(account, card_account, 0, PRIMITIVE, NULL, "the account as the scheme gave it: 31 characters")

#if EMVQR_CFG_TEXTS
EMVQR_INFO_TABLES(card, CARD_LEVELS)
EMVQR_INFO_TABLES(unionpay, UNIONPAY_LEVELS)
static const emvqr_type_info card_type_infos[] = { CARD_TYPES(EMVQR__TYPE_INFO) };
EMVQR_KEYS(card, CARD_KEYS)
EMVQR_KEYS(unionpay, UNIONPAY_KEYS)
#define CARD_INFO(name, table, title) \
    extern const emvqr_network_info emvqr_##name##_info; \
    const emvqr_network_info emvqr_##name##_info = { \
        &emvqr_##name, #name, title, "worldwide", "EMV QRCPS Merchant-Presented Mode 1.0, table 4.1", table##_rows, \
        card_type_infos, table##_keys, NULL, 1, 0, false, NULL, 0, NULL, NULL, \
    };
#else
#define CARD_INFO(name, table, title)
#endif

/* A scheme of one pair of IDs and its AIDs: the descriptor for devices, and the one for people. */
#define CARD_NETWORK(name, table, first, last, named, aids, title) \
    static const char name##_aids[] = aids; \
    static const emvqr_form name##_forms[] = { \
        { first, last, 0, 0, NULL }, EMVQR_FORM(26, 51, AT_##table##_template, name##_aids) \
    }; \
    const emvqr_network emvqr_##name = { \
        table##_levels, name##_forms, card_types, table##_lists, table##_checks, NULL, table##_level_count, 2, 2, \
        EMVQR_SEVERAL, EMVQR_PLACED(first) | EMVQR_PLACED(last) | (named), NULL, EMVQR_GLANCE_OF(table), \
    }; \
    EMVQR_TYPED(name, emvqr_card_code, CARD_KEYS) \
    CARD_INFO(name, table, title)

CARD_NETWORK(visa, card, 2, 3, EMVQR_NAMED('A', 14), "A0000000031010 A0000000032010 A0000000032020", "Visa")
CARD_NETWORK(mastercard, card, 4, 5, EMVQR_NAMED('A', 14), "A0000000041010 A0000000043060", "Mastercard")
CARD_NETWORK(discover, card, 9, 10, EMVQR_NAMED('A', 14), "A0000001523010", "Discover")
CARD_NETWORK(amex, card, 11, 12, EMVQR_NAMED('A', 12), "A00000002501", "American Express")
CARD_NETWORK(jcb, card, 13, 14, EMVQR_NAMED('A', 14), "A0000000651010", "JCB")
CARD_NETWORK(unionpay, unionpay, 15, 16, EMVQR_NAMED('A', 10) | EMVQR_NAMED('A', 16),
             "A000000333 A000000333010101 A000000333010102 A000000333010103 A000000333010106 A000000333010108", "UnionPay")
