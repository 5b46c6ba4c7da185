/* SPDX-License-Identifier: MIT */
/* VietQR, the codes of NAPAS 247. Sources: NAPAS, "VietQR format in the NAPAS247 fast transfer service" 1.0 of
 * September 2021 ("NAPAS"), for transfers; for payments and cash what libraries quote of NAPAS's switching
 * specification 1.5.2 ("NAPAS 1.5.2, second hand"); and what banks and wallets show. */
#include <emvqr/vietqr.h>

#include "inputs.h"
#include "institutions.h"
#include "table.h"
#include "value.h"

#include <string.h>

/* In the order of vietqr_types. */
#define ACCOUNT EMVQR_TYPE(0)
#define CARD EMVQR_TYPE(1)
#define MERCHANT EMVQR_TYPE(2)
#define CASH EMVQR_TYPE(3)
#define ALL EMVQR_TYPES_ALL
#define TRANSFER (ALL ^ MERCHANT ^ CASH) /* and what does not say which service it is for */

#define VIETQR_LEVELS(LEVEL) \
    LEVEL(vietqr, root, VIETQR_ROOT) \
    LEVEL(vietqr, account, VIETQR_ACCOUNT) \
    LEVEL(vietqr, payee, VIETQR_PAYEE) \
    LEVEL(vietqr, additional, VIETQR_ADDITIONAL)

/* Transfers waive 52, 59 and 60, and ask for 01 instead; payments are as EMVCo's. */
#define VIETQR_ROOT(ROW) \
    ROW(1, 1, N, 2, 2, CASH, REQUIRED, LIST_vietqr_once, CHECK_vietqr_initiation_fits, EMVQR_CODED, "Point of initiation method", "NAPAS 1.5.2, second hand") \
    ROW(1, 1, SOME_OF, 0, 0, TRANSFER, REQUIRED, 0, 0, 0, "Point of initiation method", "NAPAS 5.1, table 1") \
    ROW(52, 52, N, 4, 4, TRANSFER, OPTIONAL, 0, 0, EMVQR_CODED, "Merchant category code", "NAPAS 5.1, table 1") \
    ROW(52, 52, N, 4, 4, CASH, REQUIRED, LIST_vietqr_cash_category, 0, EMVQR_CODED, "Merchant category code", "NAPAS 1.5.2, second hand") \
    ROW(53, 53, N, 3, 3, ALL, REQUIRED, LIST_vietqr_currency, 0, EMVQR_CODED | EMVQR_MONEY, "Transaction currency", "NAPAS 5.1, table 1") \
    ROW(58, 58, A, 2, 2, ALL, REQUIRED, LIST_vietqr_country, 0, EMVQR_CODED, "Country code", "NAPAS 5.1, table 1") \
    ROW(59, 59, ANS, 1, 25, TRANSFER, OPTIONAL, 0, 0, 0, "Merchant name", "NAPAS 5.1, table 1") \
    ROW(60, 60, ANS, 1, 15, TRANSFER, OPTIONAL, 0, 0, 0, "Merchant city", "NAPAS 5.1, table 1") \
    ROW(62, 62, TEMPLATE, AT_vietqr_additional, 0, CASH, REQUIRED, 0, 0, 0, "Additional data", "NAPAS 1.5.2, second hand") \
    ROW(62, 62, TEMPLATE, AT_vietqr_additional, 0, ALL ^ CASH, OPTIONAL, 0, 0, 0, "Additional data", "NAPAS 5.1, table 8") \
    ROW(80, 80, EITHER, 1, 99, ALL, OPTIONAL, 0, CHECK_vietqr_is_template_or_momo, 0, "Unreserved template, or MoMo's end of a phone number", "NAPAS 5.1, table 1; MoMo")

#define VIETQR_ACCOUNT(ROW) \
    ROW(0, 0, ANS, 10, 10, ALL, REQUIRED, 0, 0, 0, "Application identifier", "NAPAS 5.2.3, table 4") \
    ROW(1, 1, TEMPLATE, AT_vietqr_payee, 0, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "Payee", "NAPAS 5.2.3.2") \
    ROW(2, 2, ANS, 1, 10, ALL, REQUIRED, LIST_vietqr_service, 0, EMVQR_CODED, "Service code", "NAPAS 5.2.3.2.3")

/* Account numbers, cards, nicknames, virtual accounts, tax codes: whatever the bank has for an account. */
#define VIETQR_PAYEE(ROW) \
    ROW(0, 0, N, 6, 6, ALL, REQUIRED, 0, 0, EMVQR_VITAL | EMVQR_MONEY, "Bank (BIN)", "NAPAS 5.2.3.2.1") \
    ROW(1, 1, ANS, 1, 19, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "Account", "NAPAS 5.2.3.2.2")

#define VIETQR_ADDITIONAL(ROW) \
    ROW(5, 5, ANS, 1, 25, CASH, REQUIRED, 0, 0, 0, "Reference label", "NAPAS 1.5.2, second hand") \
    ROW(7, 7, ANS, 1, 25, CASH, REQUIRED, 0, 0, 0, "Terminal label", "NAPAS 1.5.2, second hand") \
    ROW(8, 8, ANS, 1, 25, ALL, OPTIONAL, 0, 0, 0, "Message to the payee", "NAPAS 5.1, table 8")

#define WARN EMVQR_WEIGHT(EMVQR_WARNING, EMVQR_WARNING)

/* NAPAS's table lists eight currencies, and its network moves dong. */
#define VIETQR_LISTS(LIST) \
    LIST(vietqr_once, "12", VALUE, 0) \
    LIST(vietqr_cash_category, "6011", VALUE, 0) \
    LIST(vietqr_currency, "704", COUNTRY_CURRENCY, WARN) \
    LIST(vietqr_country, "VN", COUNTRY_CURRENCY, 0) \
    LIST(vietqr_service, "QRIBFTTA QRIBFTTC QRPUSH QRCASH", VALUE, 0) \
    LIST(vietqr_account_service, "QRIBFTTA", VALUE, 0) \
    LIST(vietqr_card_service, "QRIBFTTC", VALUE, 0) \
    LIST(vietqr_merchant_service, "QRPUSH", VALUE, 0) \
    LIST(vietqr_cash_service, "QRCASH", VALUE, 0)

#define VIETQR_CHECKS(CHECK) \
    CHECK(vietqr_initiation_fits, INITIATION_AMOUNT, 0) \
    CHECK(vietqr_is_template_or_momo, NOT_A_TEMPLATE, 0)

EMVQR_TABLES(vietqr, VIETQR_LEVELS, VIETQR_LISTS, VIETQR_CHECKS)

static const char vietqr_guids[] EMVQR__CLOSE = "A000000727";
static const emvqr_form vietqr_forms[] = { EMVQR_FORM(38, 38, AT_vietqr_account, vietqr_guids) };

#define VIETQR_TYPES(TYPE) \
    TYPE("account", 0, IN_ACCOUNT, 2, LIST_vietqr_account_service, "transfer to an account") \
    TYPE("card", 0, IN_ACCOUNT, 2, LIST_vietqr_card_service, "transfer to a card") \
    TYPE("merchant", 0, IN_ACCOUNT, 2, LIST_vietqr_merchant_service, "payment to a merchant") \
    TYPE("cash", 0, IN_ACCOUNT, 2, LIST_vietqr_cash_service, "cash from an ATM")

static const emvqr_type vietqr_types[] = { VIETQR_TYPES(EMVQR__TYPE) };

const emvqr_network emvqr_vietqr = {
    vietqr_levels, vietqr_forms, vietqr_types, vietqr_lists, vietqr_checks, NULL,
    vietqr_level_count, EMVQR__COUNT(vietqr_forms), EMVQR__COUNT(vietqr_types), 0, EMVQR_NAMED('A', 10), NULL,
    EMVQR_GLANCE_OF(vietqr),
};

/* ---- checks ---- */

static bool vietqr_initiation_fits(const emvqr_checking *checking, const emvqr_node *node)
{
    return emvqr__initiation_fits(checking->doc, node);
}

/* MoMo writes the last three digits of the payee's phone into 80. */
static bool vietqr_is_template_or_momo(const emvqr_checking *checking, const emvqr_node *node)
{
    emvqr_span value = emvqr__value(checking->doc, node);
    return emvqr__is_template(node) || (value.len == 3u && emvqr__is_all(value, '0', 9));
}

/* ---- the struct, and the keys of its members ---- */

#define VIETQR_KEYS(FIELD, PART, INPUT) \
    FIELD(bank_bin, vietqr_payee, 0, ALL, NULL, "the bank's BIN, 6 digits: 970436") \
    INPUT(bank, vietqr_payee, 0, ALL, vietqr_input_bank, "a bank by its BIN, code or short name: 970436, VCB or Vietcombank") \
    FIELD(account, vietqr_payee, 1, ALL, vietqr_input_account, "account number, or a merchant's ID: up to 19 characters") \
    INPUT(card, vietqr_payee, 1, CARD, vietqr_input_card, "card number, 16 to 19 digits") \
    FIELD(service, vietqr_account, 2, ALL, NULL, "QRIBFTTA (to an account), QRIBFTTC (to a card), QRPUSH (payment) or QRCASH (ATM)") \
    FIELD(message, vietqr_additional, 8, ALL, emvqr__input_text, "message to the payee in ASCII, up to 25 characters")

EMVQR_TYPED(vietqr, emvqr_vietqr_code, VIETQR_KEYS)

#if EMVQR_CFG_TEXTS

/* ---- banks ---- */

static const emvqr__institution vietqr_banks[] = {
#define EMVQR_VIETQR_BANK EMVQR__INSTITUTION
#include "vietqr_banks.def"
#undef EMVQR_VIETQR_BANK
};

static const emvqr__institution *vietqr_bank(emvqr_span bin)
{
    return emvqr__institution_by_number(vietqr_banks, sizeof vietqr_banks / sizeof vietqr_banks[0], bin);
}

/* ---- what people type ---- */

static emvqr_status vietqr_input_bank(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    return emvqr__input_institution(making, key, text, vietqr_banks, sizeof vietqr_banks / sizeof vietqr_banks[0]);
}

/* A number may be written in groups; anything else is taken as it is. */
static emvqr_status vietqr_input_account(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    char digits[99];
    int count = emvqr__digits(text, " -", digits, sizeof digits);
    return emvqr_making_put_key(making, key, count > 0 ? emvqr_making_keep(making, digits, (size_t)count) : text);
}

static emvqr_status vietqr_input_card(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    char digits[19];
    int count = emvqr__digits(text, " -", digits, sizeof digits);
    if (count < 16) {
        return emvqr_making_say(making, key->name, " is not understood: ", key->help, NULL);
    }
    return emvqr_making_put_key(making, key, emvqr_making_keep(making, digits, (size_t)count));
}

/* ---- what follows ---- */

static emvqr_span vietqr_payee_value(const emvqr_doc *doc, const emvqr_node *account, unsigned id)
{
    const emvqr_node *payee = emvqr_node_child(doc, account, 1);
    const emvqr_node *node = payee == NULL ? NULL : emvqr_node_child(doc, payee, id);
    emvqr_span absent = { NULL, 0 };
    return node == NULL ? absent : emvqr_node_value(doc, node);
}

static size_t vietqr_derive_bank(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    emvqr_span bin = vietqr_payee_value(doc, account, 0);
    return bin.ptr == NULL ? 0 : emvqr__institution_tell(vietqr_bank(bin), text, cap);
}

/* Wallets that stand behind an account: all of a BIN, or the accounts there that begin in a way. */
static const struct { char bin[7], begins[5]; const char *wallet; } vietqr_wallets[] = {
    { "971025", "", "MoMo" },
    { "970454", "99MM", "MoMo" },
    { "970426", "MOMO", "MoMo" },
    { "970454", "99ZP", "ZaloPay" },
};

static bool vietqr_begins(emvqr_span value, const char *with)
{
    size_t len = strlen(with);
    return value.ptr != NULL && value.len >= len && memcmp(value.ptr, with, len) == 0;
}

static size_t vietqr_derive_wallet(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    emvqr_span bin = vietqr_payee_value(doc, account, 0), id = vietqr_payee_value(doc, account, 1);
    size_t i;
    for (i = 0; i < sizeof vietqr_wallets / sizeof vietqr_wallets[0]; i++) {
        if (bin.len == 6u && vietqr_begins(bin, vietqr_wallets[i].bin) && vietqr_begins(id, vietqr_wallets[i].begins)) {
            return emvqr__copy(text, cap, vietqr_wallets[i].wallet, strlen(vietqr_wallets[i].wallet));
        }
    }
    return 0;
}

/* ---- for people ---- */

EMVQR_INFO_TABLES(vietqr, VIETQR_LEVELS)

static const emvqr_type_info vietqr_type_infos[] = { VIETQR_TYPES(EMVQR__TYPE_INFO) };

EMVQR_KEYS(vietqr, VIETQR_KEYS)

static const emvqr_derived vietqr_derived[] = {
    { "bank", vietqr_derive_bank, "bank_bin" },
    { "wallet", vietqr_derive_wallet, NULL },
};

extern const emvqr_network_info emvqr_vietqr_info;
const emvqr_network_info emvqr_vietqr_info = {
    &emvqr_vietqr, "vietqr", "VietQR (NAPAS 247)", "Vietnam",
    "NAPAS, VietQR format in the NAPAS247 fast transfer service 1.0 (September 2021)",
    vietqr_rows, vietqr_type_infos, vietqr_keys, vietqr_derived, EMVQR__COUNT(vietqr_keys),
    EMVQR__COUNT(vietqr_derived), false, "vi", 0, NULL, NULL,
};

#endif
