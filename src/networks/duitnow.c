/* SPDX-License-Identifier: MIT */
/* DuitNow QR, Malaysia. Source: PayNet's developer portal, DuitNow QR generation specification, merchant-presented
 * mode, version 1.5 ("PN"), and where it is silent what acquirers print. */
#include <emvqr/duitnow.h>

#include "inputs.h"
#include "institutions.h"
#include "sha256.h"
#include "table.h"

#include <string.h>

/* In the order of duitnow_types. */
#define BILL EMVQR_TYPE(0)
#define CASH_OUT EMVQR_TYPE(1)
#define PAYMENT EMVQR_TYPE(2)
#define ALL EMVQR_TYPES_ALL
#define NO_BILL (ALL ^ BILL)

#define DUITNOW_LEVELS(LEVEL) \
    LEVEL(duitnow, root, DUITNOW_ROOT) \
    LEVEL(duitnow, account, DUITNOW_ACCOUNT) \
    LEVEL(duitnow, additional, DUITNOW_ADDITIONAL)

/* 82 lies among EMVCo's templates, but is a value. */
#define DUITNOW_ROOT(ROW) \
    ROW(0, 0, N, 2, 2, ALL, REQUIRED, LIST_duitnow_format, 0, EMVQR_CODED | EMVQR_VITAL | EMVQR_MONEY, "Payload format indicator", "PN, 00") \
    ROW(1, 1, N, 2, 2, ALL, REQUIRED, LIST_duitnow_initiation, CHECK_duitnow_initiation_fits, EMVQR_CODED, "Point of initiation method", "PN, 01") \
    ROW(52, 52, N, 4, 4, BILL, REQUIRED, LIST_duitnow_bill_category, 0, EMVQR_CODED, "Merchant category code", "PN, 52") \
    ROW(52, 52, N, 4, 4, NO_BILL, REQUIRED, 0, 0, EMVQR_CODED, "Merchant category code", "PN, 52") \
    ROW(53, 53, N, 3, 3, ALL, REQUIRED, LIST_duitnow_currency, 0, EMVQR_CODED | EMVQR_MONEY, "Transaction currency", "PN, 53") \
    ROW(58, 58, A, 2, 2, ALL, REQUIRED, LIST_duitnow_country, 0, EMVQR_CODED, "Country code", "PN, 58") \
    ROW(60, 60, ANS, 1, 15, ALL, REQUIRED, LIST_duitnow_city, 0, 0, "Merchant city", "PN, 60") \
    ROW(61, 61, N, 5, 5, ALL, OPTIONAL, 0, 0, EMVQR_CODED, "Postal code", "PN, 61") \
    ROW(62, 62, TEMPLATE, AT_duitnow_additional, 0, BILL, REQUIRED, 0, 0, 0, "Additional data", "PN, 62") \
    ROW(62, 62, TEMPLATE, AT_duitnow_additional, 0, NO_BILL, OPTIONAL, 0, 0, 0, "Additional data", "PN, 62") \
    ROW(82, 82, OPAQUE, 1, 99, ALL, OPTIONAL, 0, CHECK_duitnow_digest_fits, 0, "Data integrity check", "PN, 82")

#define DUITNOW_ACCOUNT(ROW) \
    ROW(0, 0, ANS, 14, 14, ALL, REQUIRED, 0, 0, 0, "Application identifier", "PN, 26.00") \
    ROW(1, 1, ANS, 1, 6, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "Acquirer ID", "PN, 26.01") \
    ROW(2, 2, ANS, 1, 28, BILL, REQUIRED, 0, 0, EMVQR_VITAL, "Biller code", "PN, 26.02") \
    ROW(2, 2, ANS, 1, 28, NO_BILL, REQUIRED, 0, 0, EMVQR_VITAL, "QR ID", "PN, 26.02") \
    ROW(3, 3, ANS, 1, 20, ALL, OPTIONAL, 0, 0, 0, "Merchant descriptor", "PN, 26.03") \
    ROW(4, 4, ANS, 1, 15, ALL, OPTIONAL, 0, 0, 0, "Mobile number", "PN, 26.04")

/* 90 to 92 are values here, not templates with an identifier of their own. */
#define DUITNOW_ADDITIONAL(ROW) \
    ROW(10, 10, ANS, 1, 15, ALL, OPTIONAL, 0, 0, 0, "Merchant tax ID", "PN, 62.10") \
    ROW(90, 90, ANS, 1, 20, BILL, REQUIRED, 0, 0, 0, "Recipient reference 1", "PN, 62.90") \
    ROW(90, 90, ANS, 1, 20, NO_BILL, OPTIONAL, 0, 0, 0, "Recipient reference 1", "PN, 62.90") \
    ROW(91, 91, ANS, 1, 30, ALL, OPTIONAL, 0, 0, 0, "Recipient reference 2", "PN, 62.91") \
    ROW(92, 92, ANS, 1, 35, ALL, OPTIONAL, 0, 0, 0, "Coordinates", "PN, 62.92")

#define DUITNOW_LISTS(LIST) \
    LIST(duitnow_format, "02 | 01 00", VALUE, EMVQR_MONEY) \
    LIST(duitnow_initiation, "11 12", VALUE, 0) \
    LIST(duitnow_currency, "458", COUNTRY_CURRENCY, EMVQR_MONEY) \
    LIST(duitnow_country, "MY", COUNTRY_CURRENCY, 0) \
    LIST(duitnow_city, "MY", NONE, 0) \
    LIST(duitnow_bill_category, "1111", NONE, 0) \
    LIST(duitnow_bill_id, "898989", NONE, 0) \
    LIST(duitnow_cash_out_category, "6010", NONE, 0)

#define DUITNOW_CHECKS(CHECK) \
    CHECK(duitnow_initiation_fits, INITIATION_AMOUNT, 0) \
    CHECK(duitnow_digest_fits, STALE_DIGEST, EMVQR_ALSO) \
    CHECK(duitnow_digest_is_known, DIGEST_UNVERIFIED, 0)

EMVQR_TABLES(duitnow, DUITNOW_LEVELS, DUITNOW_LISTS, DUITNOW_CHECKS)

static const char duitnow_guids[] EMVQR__CLOSE = "A0000006150001";
static const emvqr_form duitnow_forms[] = {
    EMVQR_FORM(26, 26, AT_duitnow_account, duitnow_guids),
};

#define DUITNOW_TYPES(TYPE) \
    TYPE("bill", 0, IN_ACCOUNT, 1, LIST_duitnow_bill_id, "JomPAY bill") \
    TYPE("cash-out", 0, IN_ROOT, 52, LIST_duitnow_cash_out_category, "cash at a shop") \
    TYPE("payment", 0, IN_ACCOUNT, 0, 0, "payment")

static const emvqr_type duitnow_types[] = { DUITNOW_TYPES(EMVQR__TYPE) };

const emvqr_network emvqr_duitnow = {
    duitnow_levels, duitnow_forms, duitnow_types, duitnow_lists, duitnow_checks, NULL,
    duitnow_level_count, EMVQR__COUNT(duitnow_forms), EMVQR__COUNT(duitnow_types), 0, EMVQR_NAMED('A', 14), NULL,
    EMVQR_GLANCE_OF(duitnow),
};

/* ---- checks ---- */

static bool duitnow_initiation_fits(const emvqr_checking *checking, const emvqr_node *node)
{
    return emvqr__initiation_fits(checking->doc, node);
}

/* Upper-case hexadecimal of the SHA-256 of what stands before object 82; found in the codes of RHB and Affin, in no
 * document. */
#define DIGEST_LENGTH 64u

static size_t duitnow_digest(const char *text, size_t len, char value[99])
{
    static const char hex[] = "0123456789ABCDEF";
    uint8_t digest[DIGEST_LENGTH / 2u];
    unsigned i;
    emvqr__sha256(text, len, digest);
    for (i = 0; i < DIGEST_LENGTH; i++) {
        value[i] = hex[(unsigned)digest[i / 2u] >> (i % 2u != 0 ? 0u : 4u) & 0xFu];
    }
    return DIGEST_LENGTH;
}

static bool duitnow_is_digest(const emvqr_doc *doc, const emvqr_node *node)
{
    char wanted[99];
    emvqr_span value = emvqr__value(doc, node);
    size_t before = (size_t)node->offset - doc->start;
    return value.len == DIGEST_LENGTH &&
           memcmp(value.ptr, wanted, duitnow_digest(doc->text + doc->start, before, wanted)) == 0;
}

/* Whether the acquirer is one whose digest is known to be made without a key. */
static bool duitnow_is_keyless(const emvqr_checking *checking)
{
    const emvqr_node *account = emvqr__account(checking->doc, checking->network, 0);
    const emvqr_node *acquirer = account == NULL ? NULL : emvqr_node_child(checking->doc, account, 1);
    return acquirer != NULL && emvqr__word("564160 501664", emvqr__value(checking->doc, acquirer)) != 0;
}

static bool duitnow_digest_fits(const emvqr_checking *checking, const emvqr_node *node)
{
    return !duitnow_is_keyless(checking) || duitnow_is_digest(checking->doc, node);
}

static bool duitnow_digest_is_known(const emvqr_checking *checking, const emvqr_node *node)
{
    return duitnow_is_keyless(checking) || duitnow_is_digest(checking->doc, node);
}

/* ---- the struct, and the keys of its members ---- */

#define DUITNOW_KEYS(FIELD, PART, INPUT) \
    FIELD(acquirer_id, duitnow_account, 1, ALL, NULL, "six digits: 564160") \
    INPUT(acquirer, duitnow_account, 1, ALL, duitnow_input_acquirer, "an acquirer by its ID, BIC or name: RHB Bank or RHBBMYKL") \
    FIELD(qr_id, duitnow_account, 2, NO_BILL, NULL, "what the acquirer gave, up to 28 characters; no phone number stands for it") \
    FIELD(biller_code, duitnow_account, 2, BILL, NULL, "a JomPAY biller's code: 12345") \
    FIELD(descriptor, duitnow_account, 3, ALL, NULL, "what the acquirer gave, up to 20 characters") \
    FIELD(mobile, duitnow_account, 4, ALL, NULL, "a mobile number, up to 15 characters") \
    FIELD(ref1, duitnow_additional, 90, ALL, NULL, "recipient reference 1, up to 20 characters; a bill needs it") \
    FIELD(ref2, duitnow_additional, 91, ALL, NULL, "recipient reference 2, up to 30 characters") \
    FIELD(coordinates, duitnow_additional, 92, ALL, NULL, "where the code is, up to 35 characters") \
    FIELD(digest, duitnow_root, 82, ALL, NULL, "the acquirer's data integrity check, up to 99 characters")

EMVQR_TYPED(duitnow, emvqr_duitnow_code, DUITNOW_KEYS)

#if EMVQR_CFG_TEXTS

/* ---- what follows ---- */

static const emvqr__institution duitnow_acquirers[] = {
#define EMVQR_DUITNOW_ACQUIRER EMVQR__INSTITUTION
#include "duitnow_acquirers.def"
#undef EMVQR_DUITNOW_ACQUIRER
};
enum { ACQUIRERS = sizeof duitnow_acquirers / sizeof duitnow_acquirers[0] };

static size_t duitnow_derive_acquirer(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    const emvqr_node *id = emvqr_node_child(doc, account, 1);
    const emvqr__institution *one = NULL;
    if (id != NULL) {
        one = emvqr__institution_by_number(duitnow_acquirers, ACQUIRERS, emvqr_node_value(doc, id));
    }
    return emvqr__institution_tell(one, text, cap);
}

/* Days since 1970 as a date: years begin in March, so that the leap day is their last. */
static void duitnow_date(unsigned long days, unsigned *year, unsigned *month, unsigned *day)
{
    unsigned long era, of_era, year_of_era, of_year, shifted;
    days += 719468u; /* 0000-03-01 */
    era = days / 146097u;
    of_era = days % 146097u;
    year_of_era = (of_era - of_era / 1460u + of_era / 36524u - of_era / 146096u) / 365u;
    of_year = of_era - (365u * year_of_era + year_of_era / 4u - year_of_era / 100u);
    shifted = (5u * of_year + 2u) / 153u;
    *day = (unsigned)(of_year - (153u * shifted + 2u) / 5u) + 1u;
    *month = (unsigned)(shifted < 10u ? shifted + 3u : shifted - 9u);
    *year = (unsigned)(year_of_era + era * 400u) + (*month <= 2u);
}

static char *duitnow_put_number(char *at, unsigned number, unsigned digits, char behind)
{
    unsigned i;
    for (i = digits; i != 0; i--, number /= 10u) {
        at[i - 1u] = (char)('0' + number % 10u);
    }
    at[digits] = behind;
    return at + digits + 1u;
}

/* Codes that Maybank's MAE shows from person to person live for about a minute, and say in milliseconds when they were
 * made. It is not said when they end. */
static size_t duitnow_derive_made(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    const emvqr_node *id = emvqr_node_child(doc, account, 2), *descriptor = emvqr_node_child(doc, account, 3);
    unsigned year, month, day, minute;
    char digits[13], made[20], *at = made;
    unsigned long seconds = 0;
    unsigned i;
    if (id == NULL || id->length < 5u || memcmp(emvqr_node_value(doc, id).ptr, "MAEPP", 5) != 0 || descriptor == NULL ||
        descriptor->length != sizeof digits ||
        emvqr__digits(emvqr_node_value(doc, descriptor), "", digits, sizeof digits) != (int)sizeof digits) {
        return 0;
    }
    for (i = 0; i < 10u; i++) {
        seconds = seconds * 10u + (unsigned long)(digits[i] - '0');
    }
    if (digits[0] > '3') { /* after 2096; no unsigned of 32 bits overflows before */
        return 0;
    }
    duitnow_date(seconds / 86400u, &year, &month, &day);
    minute = (unsigned)(seconds / 60u % 1440u);
    at = duitnow_put_number(at, year, 4, '-');
    at = duitnow_put_number(at, month, 2, '-');
    at = duitnow_put_number(at, day, 2, 'T');
    at = duitnow_put_number(at, minute / 60u, 2, ':');
    at = duitnow_put_number(at, minute % 60u, 2, ':');
    duitnow_put_number(at, (unsigned)(seconds % 60u), 2, 'Z');
    return emvqr__copy(text, cap, made, sizeof made);
}

/* ---- what people type ---- */

static emvqr_status duitnow_input_acquirer(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    return emvqr__input_institution(making, key, text, duitnow_acquirers, ACQUIRERS);
}

/* ---- for people ---- */

EMVQR_INFO_TABLES(duitnow, DUITNOW_LEVELS)

static const emvqr_type_info duitnow_type_infos[] = { DUITNOW_TYPES(EMVQR__TYPE_INFO) };

EMVQR_KEYS(duitnow, DUITNOW_KEYS)

static const emvqr_derived duitnow_derived[] = {
    { "acquirer", duitnow_derive_acquirer, "acquirer_id" },
    { "made", duitnow_derive_made, NULL },
};

static const emvqr_seal duitnow_seal = { 82, duitnow_digest };

extern const emvqr_network_info emvqr_duitnow_info;
const emvqr_network_info emvqr_duitnow_info = {
    &emvqr_duitnow, "duitnow", "DuitNow QR", "Malaysia",
    "PayNet, DuitNow QR generation specification, merchant-presented mode, version 1.5",
    duitnow_rows, duitnow_type_infos, duitnow_keys, duitnow_derived, EMVQR__COUNT(duitnow_keys),
    EMVQR__COUNT(duitnow_derived), true, "ms", 0, NULL, &duitnow_seal,
};

#endif
