/* SPDX-License-Identifier: MIT */
/* Cards: 02 to 25 belong to the schemes by EMVCo's own table (MPM 4.1). Their values are the schemes' and opaque; only
 * UnionPay's has a form that is known (31 characters: acquirer IIN 8, forwarding IIN 8, merchant 15). */
#include "table.h"

#define CARD_LEVELS(LEVEL) LEVEL(card_root, CARD_ROOT)
#define CARD_ROOT(ROW) \
    ROW(2, 25, OPAQUE, 1, 99, EMVQR_TYPES_ALL, OPTIONAL, 0, 0, EMVQR_VITAL, "Card account", "4.7.10")

#define UNIONPAY_LEVELS(LEVEL) LEVEL(unionpay_root, UNIONPAY_ROOT)
#define UNIONPAY_ROOT(ROW) \
    ROW(15, 16, OPAQUE, 31, 31, EMVQR_TYPES_ALL, OPTIONAL, 0, 0, EMVQR_VITAL, "UnionPay account", "4.7.10")

#define NONE(X)

EMVQR_TABLES(card, CARD_LEVELS, NONE, NONE)
EMVQR_TABLES(unionpay, UNIONPAY_LEVELS, NONE, NONE)
EMVQR_INFO_TABLES(card, CARD_LEVELS)
EMVQR_INFO_TABLES(unionpay, UNIONPAY_LEVELS)

static const emvqr_type card_types[] = { { 0, EMVQR_IN_ACCOUNT, 0, 0 } };
static const emvqr_type_info card_type_infos[] = { { "card", "card" } };

enum { AT_card_account = EMVQR_LEVEL_ACCOUNT };

/* A scheme of one pair of IDs: the descriptor for devices, and the one for people. */
#define CARD_NETWORK(name, table, first, last, title, help) \
    static const emvqr_form name##_forms[] = { { first, last, first, 0, NULL } }; \
    const emvqr_network emvqr_##name = { \
        table##_levels, name##_forms, card_types, table##_lists, table##_checks, NULL, table##_level_count, 1, 1, EMVQR_SEVERAL, \
    }; \
    static const emvqr_key name##_keys[] = { \
        EMVQR__FIELD_KEY(account, card_account, first, EMVQR_TYPES_ALL, NULL, help) \
    }; \
    extern const emvqr_network_info emvqr_##name##_info; \
    const emvqr_network_info emvqr_##name##_info = { \
        &emvqr_##name, #name, title, "worldwide", "EMV QRCPS Merchant-Presented Mode 1.0, table 4.1", table##_rows, \
        card_type_infos, name##_keys, NULL, 1, 0, false, NULL, 0, NULL, NULL, \
    };

#define OPAQUE_HELP "the account as the scheme gave it, up to 99 characters"

CARD_NETWORK(visa, card, 2, 3, "Visa", OPAQUE_HELP)
CARD_NETWORK(mastercard, card, 4, 5, "Mastercard", OPAQUE_HELP)
CARD_NETWORK(discover, card, 9, 10, "Discover", OPAQUE_HELP)
CARD_NETWORK(amex, card, 11, 12, "American Express", OPAQUE_HELP)
CARD_NETWORK(jcb, card, 13, 14, "JCB", OPAQUE_HELP)
CARD_NETWORK(unionpay, unionpay, 15, 16, "UnionPay", "the account as the scheme gave it: 31 characters")
