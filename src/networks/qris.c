/* SPDX-License-Identifier: MIT */
/* QRIS, Indonesia. Source: ASPI and Bank Indonesia's QRIS MPM specification as public libraries quote it ("QRIS"), and
 * where it is silent what acquirers print. One account stands in two templates: an acquirer's among 26 to 45 (40 for
 * transfers and cash) and the national one, 51. */
#include <emvqr/qris.h>

#include "inputs.h"
#include "table.h"
#include "value.h"

#include <string.h>

/* In the order of qris_types. */
#define PAYMENT EMVQR_TYPE(0)
#define TRANSFER EMVQR_TYPE(1)
#define CASH_OUT EMVQR_TYPE(2)
#define CASH_IN EMVQR_TYPE(3)
#define ALL EMVQR_TYPES_ALL
#define MOVES (TRANSFER | CASH_OUT | CASH_IN)
#define SHOPS (ALL ^ MOVES)

/* In the order of qris_forms. */
enum { FORM_ACQUIRER, FORM_CUSTOMER, FORM_NATIONAL };

#define QRIS_LEVELS(LEVEL) \
    LEVEL(qris, root, QRIS_ROOT) \
    LEVEL(qris, acquirer, QRIS_ACQUIRER) \
    LEVEL(qris, customer, QRIS_CUSTOMER) \
    LEVEL(qris, national, QRIS_NATIONAL) \
    LEVEL(qris, additional, QRIS_ADDITIONAL) \
    LEVEL(qris, proprietary, QRIS_PROPRIETARY)

#define QRIS_ROOT(ROW) \
    ROW(1, 1, N, 2, 2, MOVES, REQUIRED, LIST_qris_once, 0, EMVQR_CODED, "Point of initiation method", "QRIS 4.8") \
    ROW(1, 1, N, 2, 2, SHOPS, OPTIONAL, LIST_qris_initiation, CHECK_qris_static_is_open, EMVQR_CODED, "Point of initiation method", "QRIS table 3.6") \
    ROW(26, 45, TEMPLATE, AT_qris_acquirer, 0, ALL, CONDITIONAL, 0, CHECK_qris_is_one_payee, EMVQR_VITAL, "Acquirer's merchant account", "QRIS table 3.6") \
    ROW(26, 45, TEMPLATE, AT_qris_acquirer, 0, ALL, CONDITIONAL, 0, CHECK_qris_has_acquirer, 0, "Acquirer's merchant account", "QRIS table 3.6") \
    ROW(51, 51, TEMPLATE, AT_qris_national, 0, SHOPS, CONDITIONAL, 0, CHECK_qris_may_lack_national, 0, "National merchant repository", "QRIS 4.7.7") \
    ROW(52, 52, N, 4, 4, MOVES, REQUIRED, LIST_qris_transfer_category, 0, EMVQR_CODED, "Merchant category code", "QRIS table 3.6") \
    ROW(53, 53, N, 3, 3, ALL, REQUIRED, LIST_qris_currency, 0, EMVQR_CODED | EMVQR_MONEY, "Transaction currency", "QRIS table 3.6") \
    ROW(58, 58, A, 2, 2, ALL, REQUIRED, LIST_qris_country, 0, EMVQR_CODED, "Country code", "QRIS table 3.6") \
    ROW(59, 59, ANS, 1, 25, ALL, REQUIRED, 0, CHECK_qris_is_unbarred, 0, "Merchant name", "QRIS table 3.6") \
    ROW(60, 60, ANS, 1, 15, ALL, REQUIRED, 0, CHECK_qris_is_unbarred, 0, "Merchant city", "QRIS table 3.6") \
    ROW(61, 61, ANS, 1, 10, ALL, REQUIRED, 0, CHECK_qris_is_postal_code, 0, "Postal code", "QRIS table 3.6") \
    ROW(62, 62, TEMPLATE, AT_qris_additional, 0, MOVES, REQUIRED, 0, 0, 0, "Additional data", "QRIS table 3.7") \
    ROW(62, 62, TEMPLATE, AT_qris_additional, 0, SHOPS, OPTIONAL, 0, 0, 0, "Additional data", "QRIS table 3.7")

/* A literal 00 is an identifier too. */
#define QRIS_ACQUIRER(ROW) \
    ROW(0, 0, ANS, 1, 32, ALL, REQUIRED, LIST_qris_guid, CHECK_qris_guid_fits, 0, "Acquirer's identifier", "QRIS table 4.3") \
    ROW(1, 1, N, 1, 19, ALL, REQUIRED, 0, CHECK_qris_is_indonesian, EMVQR_VITAL | EMVQR_CODED | EMVQR_MONEY, "Merchant PAN", "QRIS table 4.3") \
    ROW(2, 2, ANS, 1, 15, ALL, REQUIRED, 0, 0, 0, "Merchant ID", "QRIS table 4.3") \
    ROW(3, 3, ANS, 3, 3, ALL, REQUIRED, LIST_qris_criteria, CHECK_qris_criteria_agree, EMVQR_CODED, "Merchant criteria", "QRIS table 4.6")

#define QRIS_CUSTOMER(ROW) \
    ROW(0, 0, ANS, 1, 32, ALL, REQUIRED, LIST_qris_guid, CHECK_qris_guid_fits, 0, "Issuer's identifier", "QRIS 4.8") \
    ROW(1, 1, N, 1, 19, ALL, REQUIRED, 0, CHECK_qris_is_indonesian, EMVQR_VITAL | EMVQR_CODED | EMVQR_MONEY, "Customer PAN", "QRIS 4.8") \
    ROW(2, 2, ANS, 1, 15, ALL, REQUIRED, 0, 0, 0, "Beneficiary ID", "QRIS 4.8") \
    ROW(4, 4, ANS, 8, 11, ALL, OPTIONAL, 0, 0, 0, "BIC", "QRIS 4.8")

#define QRIS_NATIONAL(ROW) \
    ROW(0, 0, ANS, 1, 32, ALL, REQUIRED, LIST_qris_national_guid, CHECK_qris_is_current, 0, "National identifier", "QRIS table 4.5") \
    ROW(2, 2, ANS, 15, 15, ALL, REQUIRED, 0, CHECK_qris_is_nmid, EMVQR_CODED, "National merchant ID", "QRIS table 4.5") \
    ROW(3, 3, ANS, 3, 3, ALL, OPTIONAL, LIST_qris_criteria, 0, EMVQR_CODED, "Merchant criteria", "QRIS table 4.6")

/* GoPay's 50 is its order number. */
#define QRIS_ADDITIONAL(ROW) \
    ROW(8, 8, ANS, 1, 25, TRANSFER, REQUIRED, LIST_qris_transfer, 0, 0, "Purpose of transaction", "QRIS 4.8") \
    ROW(8, 8, ANS, 1, 25, CASH_OUT, REQUIRED, LIST_qris_cash_out, 0, 0, "Purpose of transaction", "QRIS 4.8") \
    ROW(8, 8, ANS, 1, 25, CASH_IN, REQUIRED, LIST_qris_cash_in, 0, 0, "Purpose of transaction", "QRIS 4.8") \
    ROW(50, 50, OPAQUE, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Acquirer's order", "GoPay") \
    ROW(99, 99, TEMPLATE, AT_qris_proprietary, 0, MOVES, REQUIRED, 0, 0, 0, "Proprietary data", "QRIS table 4.8") \
    ROW(99, 99, TEMPLATE, AT_qris_proprietary, 0, SHOPS, OPTIONAL, 0, 0, 0, "Proprietary data", "QRIS table 4.8")

#define QRIS_PROPRIETARY(ROW) \
    ROW(0, 0, ANS, 1, 32, ALL, REQUIRED, LIST_qris_guid, 0, 0, "Identifier", "QRIS table 4.8") \
    ROW(1, 1, ANS, 1, 81, ALL, REQUIRED, 0, 0, 0, "Unique data", "QRIS table 4.8")

#define QRIS_LISTS(LIST) \
    LIST(qris_once, "12", VALUE, 0) \
    LIST(qris_initiation, "11 12", VALUE, 0) \
    LIST(qris_currency, "360", COUNTRY_CURRENCY, EMVQR_MONEY) \
    LIST(qris_country, "ID", COUNTRY_CURRENCY, 0) \
    LIST(qris_guid, "00", NONE, 0) \
    LIST(qris_national_guid, "ID.CO.QRIS.WWW ID.OR.GPNQR.WWW ID.OR.QRNPG.WWW", NONE, 0) \
    LIST(qris_criteria, " UMI UKE UME UBE URE PSO BLU", VALUE, 0) \
    LIST(qris_transfer_category, "4829", VALUE, 0) \
    LIST(qris_transfer, "DMCT BOOK XBCT", VALUE, 0) \
    LIST(qris_cash_out, "CWDL", VALUE, 0) \
    LIST(qris_cash_in, "CDPT", VALUE, 0)

#define WARN EMVQR_WEIGHT(EMVQR_WARNING, EMVQR_WARNING)
#define TELL EMVQR_WEIGHT(EMVQR_INFO, EMVQR_INFO)

#define QRIS_CHECKS(CHECK) \
    CHECK(qris_static_is_open, INITIATION_AMOUNT, WARN | EMVQR_ALSO) \
    CHECK(qris_initiation_fits, INITIATION_AMOUNT, 0) \
    CHECK(qris_is_one_payee, CONFLICTING_ACCOUNTS, 0) \
    CHECK(qris_has_acquirer, MISSING_OBJECT, 0) \
    CHECK(qris_may_lack_national, MISSING_OBJECT, 0) \
    CHECK(qris_is_unbarred, VALUE_CHARSET, 0) \
    CHECK(qris_is_postal_code, VALUE, 0) \
    CHECK(qris_guid_fits, CONFLICT, WARN) \
    CHECK(qris_is_indonesian, VALUE, EMVQR_ALSO) \
    CHECK(qris_pan_fits, CHECK_DIGIT, 0) \
    CHECK(qris_criteria_agree, CONFLICT, WARN) \
    CHECK(qris_is_current, VALUE, TELL) \
    CHECK(qris_is_nmid, VALUE, EMVQR_ALSO) \
    CHECK(qris_nmid_fits, CHECK_DIGIT, 0)

EMVQR_TABLES(qris, QRIS_LEVELS, QRIS_LISTS, QRIS_CHECKS)

static const emvqr_form qris_forms[] = {
    { 26, 45, AT_qris_acquirer, 0, NULL },
    { 40, 40, AT_qris_customer, 0, NULL },
    EMVQR_FORM(51, 51, AT_qris_national, qris_national_guid_values),
};

#define QRIS_TYPES(TYPE) \
    TYPE("payment", FORM_ACQUIRER, IN_ACCOUNT, 0, 0, "payment") \
    TYPE("transfer", FORM_CUSTOMER, IN_ADDITIONAL, 8, LIST_qris_transfer, "transfer to an account") \
    TYPE("cash-out", FORM_CUSTOMER, IN_ADDITIONAL, 8, LIST_qris_cash_out, "cash withdrawal") \
    TYPE("cash-in", FORM_CUSTOMER, IN_ADDITIONAL, 8, LIST_qris_cash_in, "cash deposit")

static const emvqr_type qris_types[] = { QRIS_TYPES(EMVQR__TYPE) };

static unsigned qris_claims(const emvqr_doc *doc, const emvqr_node *node);

const emvqr_network emvqr_qris = {
    qris_levels, qris_forms, qris_types, qris_lists, qris_checks, qris_claims,
    qris_level_count, EMVQR__COUNT(qris_forms), EMVQR__COUNT(qris_types), EMVQR_SEVERAL,
    EMVQR_NAMED('I', 14) | EMVQR_NAMED('I', 15) | EMVQR_CLAIMED, NULL,
    EMVQR_GLANCE_OF(qris),
};

/* ---- whose account ---- */

/* An object of a template, also of one that breaks behind it. */
static emvqr_span qris_get(const emvqr_doc *doc, const emvqr_node *account, unsigned id)
{
    emvqr_span found = { NULL, 0 };
    emvqr_reader reader;
    if (account != NULL && emvqr__is_template(account)) {
        const emvqr_node *child = emvqr_node_child(doc, account, id);
        return child == NULL ? found : emvqr__value(doc, child);
    }
    if (account != NULL) {
        emvqr_reader_init(&reader, emvqr__value(doc, account).ptr, account->length, (emvqr_unit)doc->unit);
        if (emvqr__seek(&reader, id)) {
            found = emvqr_reader_value(&reader);
        }
    }
    return found;
}

static bool qris_begins(emvqr_span value, const char *head, size_t len)
{
    return value.len >= len && memcmp(value.ptr, head, len) == 0;
}

static bool qris_is_listed(unsigned list, emvqr_span value)
{
    return value.len != 0 && emvqr__listed(qris_lists[list].values, qris_lists[list].length, value) != 0;
}

static bool qris_is_move(const emvqr_doc *doc, const emvqr_node *node)
{
    const emvqr_node *additional = node->id == 40u ? emvqr__behind(doc, node, 62, 62) : NULL;
    emvqr_span purpose = qris_get(doc, additional, 8);
    return additional != NULL && emvqr__is_template(additional) &&
           (qris_is_listed(LIST_qris_transfer, purpose) || qris_is_listed(LIST_qris_cash_out, purpose) ||
            qris_is_listed(LIST_qris_cash_in, purpose));
}

static bool qris_is_in_indonesia(const emvqr_doc *doc, const emvqr_node *account)
{
    const emvqr_node *country = emvqr__behind(doc, account, 58, 58);
    return country != NULL && qris_begins(emvqr__value(doc, country), "ID", 2);
}

/* ID and thirteen digits. */
static bool qris_has_form_of_nmid(emvqr_span value)
{
    if (value.len != 15u || memcmp(value.ptr, "ID", 2) != 0) {
        return false;
    }
    value.ptr += 2;
    value.len -= 2u;
    return emvqr__is_number(value);
}

/* By its identifier, or, since some have an acquirer's there, by a national merchant ID in Indonesia. */
static bool qris_is_national(const emvqr_doc *doc, const emvqr_node *node)
{
    return qris_is_listed(LIST_qris_national_guid, qris_get(doc, node, 0)) ||
           (qris_has_form_of_nmid(qris_get(doc, node, 2)) && qris_is_in_indonesia(doc, node));
}

/* An account that could be an acquirer's, or one that lost its PAN. */
static bool qris_looks_acquired(const emvqr_doc *doc, const emvqr_node *node, emvqr_span pan)
{
    bool digit = pan.len != 0 && (unsigned)(unsigned char)pan.ptr[0] - '0' <= 9u;
    return digit || (pan.len == 0 && emvqr__is_template(node)) ||
           qris_is_listed(LIST_qris_criteria, qris_get(doc, node, 3));
}

/* An acquirer's identifier is any domain. It is QRIS's by its PAN in Indonesia; beside the national template also by
 * how it looks, since others put a template of their own there. */
static bool qris_is_acquired(const emvqr_doc *doc, const emvqr_node *node)
{
    emvqr_span pan = qris_get(doc, node, 1);
    const emvqr_node *national;
    if (qris_begins(pan, "9360", 4) && qris_is_in_indonesia(doc, node)) {
        return true;
    }
    national = emvqr__behind(doc, node, 51, 51);
    return national != NULL && qris_looks_acquired(doc, node, pan) && qris_is_national(doc, national);
}

static unsigned qris_claims(const emvqr_doc *doc, const emvqr_node *node)
{
    if (node->id == 51u) {
        return qris_is_national(doc, emvqr_node_child(doc, NULL, 51)) ? FORM_NATIONAL + 1u : 0;
    }
    if (node->id > 45u || node->length == 0 || !qris_is_acquired(doc, node)) {
        return 0;
    }
    return (qris_is_move(doc, node) ? FORM_CUSTOMER : FORM_ACQUIRER) + 1u;
}

/* ---- checks ---- */

static bool qris_static_is_open(const emvqr_checking *checking, const emvqr_node *node)
{
    return !emvqr__is_static(checking->doc, node) || emvqr__behind(checking->doc, node, 54, 57) == NULL ||
           (emvqr__initiation_fits(checking->doc, node) && emvqr__behind(checking->doc, node, 56, 57) == NULL);
}

/* A static one has been judged. */
static bool qris_initiation_fits(const emvqr_checking *checking, const emvqr_node *node)
{
    return emvqr__is_static(checking->doc, node) || emvqr__initiation_fits(checking->doc, node);
}

static bool qris_is_acquirers(const emvqr_checking *checking, const emvqr_node *node)
{
    return node->network != 0 && checking->doc->networks[node->network - 1u] == checking->network &&
           emvqr__node_form(node) != FORM_NATIONAL;
}

/* A card that has 51 beside it, or an acquirer's account. */
static bool qris_has_acquirer(const emvqr_checking *checking, const emvqr_node *node)
{
    const emvqr_doc *doc = checking->doc;
    const emvqr_node *end = doc->nodes + doc->count;
    for (node = doc->nodes; node != end; node = emvqr__next(node)) {
        if ((node->id >= 2u && node->id <= 25u) || qris_is_acquirers(checking, node)) {
            return true;
        }
    }
    return false;
}

/* Two PANs that name different payees: of one acquirer (its eight digits), or of any when no national template joins
 * them. */
static bool qris_pans_differ(const emvqr_checking *checking, emvqr_span one, emvqr_span other)
{
    return !emvqr__is_same(one, other) &&
           ((other.len >= 8u && qris_begins(one, other.ptr, 8)) ||
            emvqr__account(checking->doc, checking->network, FORM_NATIONAL) == NULL);
}

/* Several acquirers may stand beside one national template, each once. NULL: whether somebody can be paid without an
 * acquirer's account: stickers that the national repository printed have 51 alone, whose ID leads to the account. */
static bool qris_is_one_payee(const emvqr_checking *checking, const emvqr_node *node)
{
    const emvqr_doc *doc = checking->doc;
    const emvqr_node *other;
    if (node == NULL) {
        const emvqr_node *national = emvqr__account(doc, checking->network, FORM_NATIONAL);
        return qris_has_acquirer(checking, NULL) || qris_has_form_of_nmid(qris_get(doc, national, 2));
    }
    for (other = doc->nodes; other != node; other = emvqr__next(other)) {
        if (qris_is_acquirers(checking, other) &&
            qris_pans_differ(checking, qris_get(doc, node, 1), qris_get(doc, other, 1))) {
            return false;
        }
    }
    return true;
}

static bool qris_may_lack_national(const emvqr_checking *checking, const emvqr_node *node)
{
    const emvqr_node *initiation = emvqr_node_child(checking->doc, NULL, 1);
    return node != NULL || initiation == NULL || !emvqr__is_static(checking->doc, initiation);
}

/* What separates fields in the switch's messages. */
static bool qris_is_unbarred(const emvqr_checking *checking, const emvqr_node *node)
{
    emvqr_span value = emvqr__value(checking->doc, node);
    while (value.len != 0) {
        if (value.ptr[--value.len] == '|') {
            return false;
        }
    }
    return true;
}

/* Some dynamic codes have a hyphen there. */
static bool qris_is_postal_code(const emvqr_checking *checking, const emvqr_node *node)
{
    return node->length != 1u || *emvqr__value(checking->doc, node).ptr != '-';
}

/* The four digits behind 9360 of acquirers, and the identifiers that go with them, met in codes with a right CRC. */
#define QRIS_GUIDS(GUID) \
    GUID("0002", "ID.CO.BRI.WWW") \
    GUID("0008", "ID.CO.BANKMANDIRI.WWW") \
    GUID("0009", "ID.CO.BNI.WWW") \
    GUID("0014", "ID.CO.BCA.WWW") \
    GUID("0120", "COM.BANKSUMSELBABEL.WWW") \
    GUID("0124", "ID.CO.BANKALTIMTARA.WWW") \
    GUID("0503", "COM.NOBUBANK.WWW") \
    GUID("0816", "ID.SPINPAY.WWW") \
    GUID("0822", "ID.CO.ASTRAPAY.WWW") \
    GUID("0822", "COM.ASTRAPAY.WWW") \
    GUID("0898", "ID.CO.TELKOM.WWW") \
    GUID("0899", "COM.DOKU.WWW") \
    GUID("0911", "ID.LINKAJA.WWW") \
    GUID("0912", "ID.OVO.WWW") \
    GUID("0912", "ID.OVO") \
    GUID("0914", "COM.GO-JEK.WWW") \
    GUID("0915", "ID.DANA.WWW") \
    GUID("0918", "ID.CO.SHOPEE.WWW")
#define GUID_ROW(nns, guid) { sizeof guid - 1u, nns guid },
static const struct qris_guid {
    uint8_t length; /* without the four digits */
    char text[28];
} qris_guids[] = { QRIS_GUIDS(GUID_ROW) };

static bool qris_guid_fits(const emvqr_checking *checking, const emvqr_node *node)
{
    emvqr_span guid = emvqr__value(checking->doc, node);
    size_t i;
    for (i = 0; i < sizeof qris_guids / sizeof qris_guids[0]; i++) {
        const char *text = qris_guids[i].text;
        if (qris_guids[i].length == guid.len && emvqr__word(text + 4, guid) != 0) {
            emvqr_span pan = qris_get(checking->doc, checking->parent, 1);
            return pan.len < 8u || memcmp(pan.ptr + 4, text, 4) == 0;
        }
    }
    return true;
}

static bool qris_is_indonesian(const emvqr_checking *checking, const emvqr_node *node)
{
    return qris_begins(emvqr__value(checking->doc, node), "9360", 4);
}

/* Luhn's sum of digits, the last one counted once. */
static unsigned qris_luhn(const char *digits, unsigned len)
{
    unsigned sum = 0, i;
    for (i = len % 2u; i < len; i += 2u) { /* every second one twice, and nines left out */
        unsigned digit = (unsigned)(unsigned char)digits[i] - '0';
        sum += 2u * digit + (digit > 4u) + (unsigned)(unsigned char)digits[i + 1u] - '0';
    }
    return (sum + (len % 2u != 0 ? (unsigned)(unsigned char)digits[0] - '0' : 0u)) % 10u;
}

/* A PAN of 18 digits has no check digit yet: issuers add it. */
static bool qris_pan_fits(const emvqr_checking *checking, const emvqr_node *node)
{
    emvqr_span pan = emvqr__value(checking->doc, node);
    return pan.len != 19u || qris_luhn(pan.ptr, 19) == 0;
}

static bool qris_criteria_agree(const emvqr_checking *checking, const emvqr_node *node)
{
    const emvqr_node *national = emvqr__account(checking->doc, checking->network, FORM_NATIONAL);
    emvqr_span theirs = qris_get(checking->doc, national, 3), mine = emvqr__value(checking->doc, node);
    return theirs.ptr == NULL || emvqr__is_same(theirs, mine);
}

static bool qris_is_current(const emvqr_checking *checking, const emvqr_node *node)
{
    static const char old[] = "ID.OR.GPNQR.WWW";
    return node->length != sizeof old - 1u || emvqr__word(old, emvqr__value(checking->doc, node)) == 0;
}

static bool qris_is_nmid(const emvqr_checking *checking, const emvqr_node *node)
{
    return qris_has_form_of_nmid(emvqr__value(checking->doc, node));
}

/* The last digit is Luhn's. */
static bool qris_nmid_fits(const emvqr_checking *checking, const emvqr_node *node)
{
    return qris_luhn(emvqr__value(checking->doc, node).ptr + 2, 13) == 0;
}

/* ---- the struct, and the keys of its members ---- */

#define QRIS_KEYS(FIELD, PART, INPUT) \
    FIELD(guid, qris_acquirer, 0, PAYMENT, NULL, "the acquirer's identifier: COM.EXAMPLE.WWW; 00 where it is not given") \
    FIELD(merchant_pan, qris_acquirer, 1, PAYMENT, NULL, "the merchant's PAN: 9360 and up to 15 digits more") \
    FIELD(merchant_id, qris_acquirer, 2, PAYMENT, NULL, "the acquirer's own merchant ID, up to 15 characters") \
    FIELD(criteria, qris_acquirer, 3, PAYMENT, qris_input_criteria, "the size of the business: UMI, UKE, UME, UBE, URE, PSO or BLU") \
    FIELD(guid, qris_customer, 0, MOVES, NULL, "the issuer's identifier: COM.EXAMPLE.WWW; 00 where it is not given") \
    FIELD(merchant_pan, qris_customer, 1, MOVES, NULL, "the customer's PAN: 9360 and up to 15 digits more") \
    FIELD(merchant_id, qris_customer, 2, MOVES, NULL, "the beneficiary's ID, up to 15 characters") \
    FIELD(bic, qris_customer, 4, MOVES, NULL, "the issuer's BIC, 8 to 11 characters") \
    FIELD(nmid, qris_national, 2, SHOPS, NULL, "the national merchant ID, ID and 13 digits: ID1018000000019; a static code needs it") \
    FIELD(national_guid, qris_national, 0, SHOPS, NULL, "the national identifier: ID.CO.QRIS.WWW where it is not given") \
    FIELD(national_criteria, qris_national, 3, SHOPS, qris_input_criteria, "the same as criteria, in the national template") \
    FIELD(proprietary, qris_proprietary, 1, ALL, NULL, "domestic proprietary data, up to 81 characters; transfers and cash need it")

EMVQR_TYPED(qris, emvqr_qris_code, QRIS_KEYS)

#if EMVQR_CFG_TEXTS

/* ---- what follows ---- */

#define ISSUER(nns, name) { nns, name },
static const emvqr__list_row qris_issuers[] = {
#include "qris_issuers.def"
};
#undef ISSUER

static size_t qris_derive_acquirer(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    emvqr_span nns = qris_get(doc, account, 1);
    const char *name;
    if (emvqr_node_type(account) < 0 || nns.len < 8u) {
        return 0;
    }
    nns.len = 8;
    name = emvqr__list_name(qris_issuers, sizeof qris_issuers / sizeof qris_issuers[0], nns);
    return name == NULL ? 0 : emvqr__copy(text, cap, name, strlen(name));
}

/* The nineteen digits that issuers put into their messages. */
static size_t qris_derive_pan(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    emvqr_span pan = qris_get(doc, account, 1);
    char digits[19];
    if (emvqr_node_type(account) < 0 || pan.len != 18u || emvqr__digits(pan, "", digits, 18) != 18) {
        return 0;
    }
    digits[18] = '0';
    digits[18] = (char)('0' + (10u - qris_luhn(digits, 19)) % 10u);
    return emvqr__copy(text, cap, digits, sizeof digits);
}

/* ---- what people type ---- */

/* Three letters, written as capitals. */
static emvqr_status qris_input_criteria(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    char letters[3];
    size_t i;
    for (i = 0; i < sizeof letters && text.len == sizeof letters; i++) {
        letters[i] = (char)(text.ptr[i] >= 'a' && text.ptr[i] <= 'z' ? text.ptr[i] - 'a' + 'A' : text.ptr[i]);
    }
    if (i != sizeof letters) {
        return emvqr_making_say(making, key->name, " is not understood: ", key->help, NULL);
    }
    return emvqr_making_put_key(making, key, emvqr_making_keep(making, letters, sizeof letters));
}

/* ---- for people ---- */

EMVQR_INFO_TABLES(qris, QRIS_LEVELS)

static const emvqr_type_info qris_type_infos[] = { QRIS_TYPES(EMVQR__TYPE_INFO) };

EMVQR_KEYS(qris, QRIS_KEYS)

static const emvqr_derived qris_derived[] = {
    { "acquirer", qris_derive_acquirer, "merchant_pan" },
    { "merchant_pan_19", qris_derive_pan, NULL },
};

extern const emvqr_network_info emvqr_qris_info;
const emvqr_network_info emvqr_qris_info = {
    &emvqr_qris, "qris", "QRIS", "Indonesia",
    "ASPI and Bank Indonesia, QRIS merchant-presented mode, as quoted in public libraries",
    qris_rows, qris_type_infos, qris_keys, qris_derived, EMVQR__COUNT(qris_keys),
    EMVQR__COUNT(qris_derived), false, "id", 0, NULL, NULL,
};

#endif
