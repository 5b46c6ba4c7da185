/* SPDX-License-Identifier: MIT */
/* Laos: LAO QR of LAPNet, and what was before it: BCEL's OnePay and U-Money. No official text is public, so the sources
 * are codes in the field and the programs of banks, of LAPNet's members and of shops; "seen" says so. */
#include <emvqr/lapnet.h>

#include "inputs.h"
#include "institutions.h"
#include "table.h"
#include "value.h"

#include <string.h>

#define ALL EMVQR_TYPES_ALL
#define WARN EMVQR_WEIGHT(EMVQR_WARNING, EMVQR_WARNING)

/* ---- LAO QR ---- */

/* In the order of lapnet_types. */
#define TRANSFER EMVQR_TYPE(0)
#define RECEIPT EMVQR_TYPE(4)
#define PAYABLE (ALL ^ RECEIPT)

#define LAPNET_LEVELS(LEVEL) \
    LEVEL(lapnet, root, LAPNET_ROOT) \
    LEVEL(lapnet, account, LAPNET_ACCOUNT) \
    LEVEL(lapnet, slip, LAPNET_SLIP)

/* Codes of persons and receipts have no shop. */
#define LAPNET_ROOT(ROW) \
    ROW(52, 52, N, 4, 4, TRANSFER | RECEIPT, OPTIONAL, 0, 0, EMVQR_CODED, "Merchant category code", "seen") \
    ROW(53, 53, N, 3, 3, PAYABLE, REQUIRED, LIST_lapnet_currency, 0, EMVQR_CODED | EMVQR_MONEY, "Transaction currency", "seen") \
    ROW(53, 53, N, 3, 3, RECEIPT, OPTIONAL, LIST_lapnet_currency, 0, EMVQR_CODED, "Transaction currency", "seen") \
    ROW(58, 58, A, 2, 2, PAYABLE, REQUIRED, LIST_lapnet_country, 0, EMVQR_CODED, "Country code", "seen") \
    ROW(58, 58, A, 2, 2, RECEIPT, OPTIONAL, LIST_lapnet_country, 0, EMVQR_CODED, "Country code", "seen") \
    ROW(59, 59, ANS, 1, 25, TRANSFER | RECEIPT, OPTIONAL, 0, 0, 0, "Merchant name", "seen") \
    ROW(60, 60, ANS, 1, 15, TRANSFER | RECEIPT, OPTIONAL, 0, 0, 0, "Merchant city or province", "seen")

#define LAPNET_ACCOUNT(ROW) \
    ROW(0, 0, ANS, 16, 16, ALL, REQUIRED, 0, 0, 0, "Application identifier", "members' programs") \
    ROW(1, 1, N, 8, 8, ALL, REQUIRED, 0, 0, EMVQR_CODED | EMVQR_VITAL, "Member (IIN)", "members' programs") \
    ROW(2, 2, N, 3, 3, ALL, REQUIRED, 0, 0, EMVQR_CODED | EMVQR_ASKED, "Payment type", "members' programs") \
    ROW(3, 3, ANS, 1, 25, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "Receiver ID", "seen, up to 25") \
    ROW(4, 4, N, 13, 14, ALL, OPTIONAL, 0, CHECK_lapnet_expiry_reads, EMVQR_CODED | WARN, "Expiry", "members' programs") \
    ROW(5, 5, ANS, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Action after payment", "members' programs")

#define LAPNET_SLIP(ROW) \
    ROW(0, 0, ANS, 5, 5, ALL, REQUIRED, 0, CHECK_lapnet_is_payable, 0, "Identifier of a receipt", "members' programs") \
    ROW(1, 1, OPAQUE, 1, 99, ALL, REQUIRED, 0, 0, 0, "Ticket", "members' programs") \
    ROW(2, 2, OPAQUE, 1, 99, ALL, OPTIONAL, 0, 0, 0, "The bank's reference", "members' programs") \
    ROW(3, 3, OPAQUE, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Reference", "members' programs")

/* Accounts in baht have 418 as well; the switch quotes fees in dollars and baht too, so others may come. */
#define LAPNET_LISTS(LIST) \
    LIST(lapnet_currency, "418", COUNTRY_CURRENCY, WARN) \
    LIST(lapnet_country, "LA", COUNTRY_CURRENCY, 0) \
    LIST(lapnet_transfer, "001", VALUE, 0) \
    LIST(lapnet_merchant, "002", VALUE, 0) \
    LIST(lapnet_bill, "003", VALUE, 0)

#define LAPNET_CHECKS(CHECK) \
    CHECK(lapnet_expiry_reads, VALUE, WARN | EMVQR_ALSO) \
    CHECK(lapnet_is_in_time, EXPIRED, 0) \
    CHECK(lapnet_is_payable, NOT_A_PAYMENT, 0)

EMVQR_TABLES(lapnet, LAPNET_LEVELS, LAPNET_LISTS, LAPNET_CHECKS)

static const char lapnet_guids_account[] EMVQR__CLOSE = "A005266284662577";
static const char lapnet_guids_slip[] EMVQR__CLOSE = "ESLIP";
static const emvqr_form lapnet_forms[] = {
    EMVQR_FORM(38, 38, AT_lapnet_account, lapnet_guids_account),
    EMVQR_FORM(37, 37, AT_lapnet_slip, lapnet_guids_slip),
};

#define LAPNET_TYPES(TYPE) \
    TYPE("transfer", 0, IN_ACCOUNT, 2, LIST_lapnet_transfer, "to a person (001)") \
    TYPE("merchant", 0, IN_ACCOUNT, 2, LIST_lapnet_merchant, "to a shop (002)") \
    TYPE("bill", 0, IN_ACCOUNT, 2, LIST_lapnet_bill, "for a bill (003)") \
    TYPE("other", 0, IN_ACCOUNT, 2, 0, "004 donation, 005 online shop, 006 electricity, 007 water, 008 tax, 009 government") \
    TYPE("receipt", 1, IN_ACCOUNT, 0, 0, "a bank's receipt, nothing that can be paid")

static const emvqr_type lapnet_types[] = { LAPNET_TYPES(EMVQR__TYPE) };

const emvqr_network emvqr_lapnet = {
    lapnet_levels, lapnet_forms, lapnet_types, lapnet_lists, lapnet_checks, NULL,
    lapnet_level_count, EMVQR__COUNT(lapnet_forms), EMVQR__COUNT(lapnet_types), 0,
    EMVQR_NAMED('A', 16) | EMVQR_NAMED('E', 5), NULL, EMVQR_GLANCE_OF(lapnet),
};

/* ---- when a code expires ---- */

enum { MINUTE = 60, HOUR = 60 * MINUTE };
#define DAY INT32_C(86400)
#define EXPIRY_LOCAL 14u  /* YYYYMMDDHHMMSS in the time of Vientiane, which is UTC+7: OnePay's form */
#define EXPIRY_MILLIS 13u /* milliseconds since 1970: P-Money's */
#define EXPIRY_TEXT 25u   /* 2026-12-31T23:59:59+07:00 */

static uint32_t lapnet_number(const char *digits, unsigned count)
{
    uint32_t number = 0;
    unsigned i;
    for (i = 0; i < count; i++) {
        number = number * 10u + (unsigned)(unsigned char)digits[i] - '0';
    }
    return number;
}

/* Days from 1970 to a day of the Gregorian calendar: years begin in March, so that a leap day is the last. */
static int64_t lapnet_days(unsigned year, unsigned month, unsigned day)
{
    unsigned y = month <= 2u ? year - 1u : year, m = month <= 2u ? month + 9u : month - 3u;
    return (int64_t)y * 365 + y / 4u - y / 100u + y / 400u + (153u * m + 2u) / 5u + day - 719469;
}

static bool lapnet_is_date(unsigned year, unsigned month, unsigned day)
{
    static const unsigned char lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = year % 4u == 0 && (year % 100u != 0 || year % 400u == 0);
    return year >= 1970u && month - 1u < 12u && day - 1u < lengths[month - 1u] + (unsigned)(month == 2u && leap);
}

/* Reads an expiry of either form into seconds since 1970; false when it is neither. */
static bool lapnet_expiry(emvqr_span value, int64_t *seconds)
{
    unsigned year, month, day, hour, minute, second;
    if (!emvqr__is_all(value, '0', 9)) {
        return false;
    }
    if (value.len == EXPIRY_MILLIS) { /* without the milliseconds: nine digits fit a number, and one more follows */
        *seconds = (int64_t)lapnet_number(value.ptr, 9) * 10 + (value.ptr[9] - '0');
        return true;
    }
    if (value.len != EXPIRY_LOCAL) {
        return false;
    }
    year = (unsigned)lapnet_number(value.ptr, 4);
    month = (unsigned)lapnet_number(value.ptr + 4, 2);
    day = (unsigned)lapnet_number(value.ptr + 6, 2);
    hour = (unsigned)lapnet_number(value.ptr + 8, 2);
    minute = (unsigned)lapnet_number(value.ptr + 10, 2);
    second = (unsigned)lapnet_number(value.ptr + 12, 2);
    *seconds = lapnet_days(year, month, day) * DAY + (int64_t)hour * HOUR + (int64_t)minute * MINUTE + second - 7 * HOUR;
    return lapnet_is_date(year, month, day) && hour < 24u && minute < 60u && second < 60u;
}

static bool lapnet_expiry_reads(const emvqr_checking *checking, const emvqr_node *node)
{
    int64_t seconds;
    return lapnet_expiry(emvqr__value(checking->doc, node), &seconds);
}

static bool lapnet_is_in_time(const emvqr_checking *checking, const emvqr_node *node)
{
    int64_t seconds;
    return checking->now == 0 || !lapnet_expiry(emvqr__value(checking->doc, node), &seconds) ||
           checking->now <= seconds;
}

static bool lapnet_is_payable(const emvqr_checking *checking, const emvqr_node *node)
{
    (void)checking;
    (void)node;
    return false;
}

/* ---- the struct of LAO QR, and the keys of its members ---- */

#define LAPNET_KEYS(FIELD, PART, INPUT) \
    FIELD(iin, lapnet_account, 1, PAYABLE, NULL, "the receiver's bank or wallet, 8 digits: 27710418") \
    INPUT(bank, lapnet_account, 1, PAYABLE, lapnet_input_bank, "a member by its IIN, code or name: BCEL or 27710418") \
    FIELD(payment_type, lapnet_account, 2, PAYABLE, NULL, "3 digits: 001 transfer, 002 merchant, 003 bill, 004 to 009 others") \
    FIELD(receiver_id, lapnet_account, 3, PAYABLE, NULL, "account, profile or merchant ID as the bank gave it, up to 25 characters") \
    FIELD(expiry, lapnet_account, 4, PAYABLE, lapnet_input_expiry, "2026-12-31, or 2026-12-31T23:59:59 in Vientiane's time") \
    FIELD(action, lapnet_account, 5, PAYABLE, NULL, "what the app does after payment: CLOSEWHENDONE") \
    FIELD(ticket, lapnet_slip, 1, RECEIPT, NULL, "of a receipt") \
    FIELD(bank_reference, lapnet_slip, 2, RECEIPT, NULL, "of a receipt") \
    FIELD(slip_reference, lapnet_slip, 3, RECEIPT, NULL, "of a receipt")

EMVQR_TYPED(lapnet, emvqr_lapnet_code, LAPNET_KEYS)

#if EMVQR_CFG_TEXTS

/* The text of a moment, in Vientiane's time. */
static void lapnet_moment(int64_t seconds, char text[EXPIRY_TEXT])
{
    static const unsigned char at[] = { 17, 14, 11, 8, 5 };
    static const char form[] = "0000-00-00T00:00:00+07:00";
    int64_t days = (seconds + 7 * HOUR) / DAY;
    uint32_t rest = (uint32_t)((seconds + 7 * HOUR) % DAY);
    unsigned parts[5], year = 1970, month = 1, i;
    while (lapnet_days(year + 1u, 1, 1) <= days) {
        year++;
    }
    while (month < 12u && lapnet_days(year, month + 1u, 1) <= days) {
        month++;
    }
    parts[0] = (unsigned)(rest % 60u);
    parts[1] = (unsigned)(rest / 60u % 60u);
    parts[2] = (unsigned)(rest / 3600u);
    parts[3] = (unsigned)(days - lapnet_days(year, month, 1)) + 1u;
    parts[4] = month;
    memcpy(text, form, EXPIRY_TEXT);
    for (i = 0; i < 5u; i++) {
        text[at[i]] = (char)('0' + parts[i] / 10u);
        text[at[i] + 1u] = (char)('0' + parts[i] % 10u);
    }
    for (i = 4; i-- != 0; year /= 10u) {
        text[i] = (char)('0' + year % 10u);
    }
}

/* What a child of the account says, as a moment. */
static size_t lapnet_derive_moment(const emvqr_doc *doc, const emvqr_node *account, unsigned id, char *text, size_t cap)
{
    const emvqr_node *node = emvqr_node_child(doc, account, id);
    char moment[EXPIRY_TEXT];
    int64_t seconds;
    if (node == NULL || !lapnet_expiry(emvqr_node_value(doc, node), &seconds)) {
        return 0;
    }
    lapnet_moment(seconds, moment);
    return emvqr__copy(text, cap, moment, sizeof moment);
}

/* A day, or a moment in Vientiane's time, as people write them: 2026-12-31, 2026-12-31T23:59:59. */
static emvqr_status lapnet_input_expiry(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    char digits[EXPIRY_LOCAL] = "";
    emvqr_span value;
    int64_t seconds;
    int count = emvqr__digits(text, "-T: ", digits, sizeof digits);
    if (count == 8) {
        memcpy(digits + 8, "235959", 6);
        count = (int)EXPIRY_LOCAL;
    }
    value.ptr = digits;
    value.len = count < 0 ? 0 : (size_t)count;
    if (!lapnet_expiry(value, &seconds)) {
        return emvqr_making_say(making, key->name, " is not understood: ", key->help, NULL);
    }
    return emvqr_making_put_key(making, key, emvqr_making_keep(making, digits, (size_t)count));
}

/* ---- members ---- */

static const emvqr__institution lapnet_members[] = {
#define EMVQR_LAPNET_MEMBER EMVQR__INSTITUTION
#include "lapnet_members.def"
#undef EMVQR_LAPNET_MEMBER
};

static const emvqr__institution *lapnet_member(emvqr_span iin)
{
    return emvqr__institution_by_number(lapnet_members, sizeof lapnet_members / sizeof lapnet_members[0], iin);
}

static emvqr_status lapnet_input_bank(emvqr_making *making, const emvqr_key *key, emvqr_span text)
{
    return emvqr__input_institution(making, key, text, lapnet_members,
                                    sizeof lapnet_members / sizeof lapnet_members[0]);
}

static size_t lapnet_derive_bank(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    const emvqr_node *iin = emvqr_node_type(account) == 4 ? NULL : emvqr_node_child(doc, account, 1);
    return iin == NULL ? 0 : emvqr__institution_tell(lapnet_member(emvqr_node_value(doc, iin)), text, cap);
}

static size_t lapnet_derive_expires(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    return emvqr_node_type(account) == 4 ? 0 : lapnet_derive_moment(doc, account, 4, text, cap);
}

/* ---- LAO QR for people ---- */

EMVQR_INFO_TABLES(lapnet, LAPNET_LEVELS)

static const emvqr_type_info lapnet_type_infos[] = { LAPNET_TYPES(EMVQR__TYPE_INFO) };

EMVQR_KEYS(lapnet, LAPNET_KEYS)

static const emvqr_derived lapnet_derived[] = {
    { "bank", lapnet_derive_bank, "iin" },
    { "expires", lapnet_derive_expires, NULL },
};

extern const emvqr_network_info emvqr_lapnet_info;
const emvqr_network_info emvqr_lapnet_info = {
    &emvqr_lapnet, "lapnet", "LAO QR (LAPNet)", "Laos", "no public document: codes in the field and members' programs",
    lapnet_rows, lapnet_type_infos, lapnet_keys, lapnet_derived, EMVQR__COUNT(lapnet_keys),
    EMVQR__COUNT(lapnet_derived), false, "lo", 0, NULL, NULL,
};

#endif

/* ---- OnePay ---- */

/* In the order of onepay_types. */
#define PROOF EMVQR_TYPE(3)
#define UNPROVEN (ALL ^ PROOF)

#define ONEPAY_LEVELS(LEVEL) \
    LEVEL(onepay, root, ONEPAY_ROOT) \
    LEVEL(onepay, account, ONEPAY_ACCOUNT)

/* BCEL's own program leaves out what it was not given, and takes 58 for the province and 60 for the country. */
#define ONEPAY_ROOT(ROW) \
    ROW(52, 52, N, 4, 4, ALL, OPTIONAL, 0, 0, EMVQR_CODED, "Merchant category code", "BCEL's client") \
    ROW(53, 53, N, 3, 3, UNPROVEN, REQUIRED, LIST_onepay_currency, 0, EMVQR_CODED | EMVQR_MONEY, "Transaction currency", "BCEL's client") \
    ROW(53, 53, N, 3, 3, PROOF, OPTIONAL, LIST_onepay_currency, 0, EMVQR_CODED, "Transaction currency", "BCEL's client") \
    ROW(58, 58, A, 2, 3, UNPROVEN, REQUIRED, LIST_onepay_country, 0, EMVQR_CODED, "Country code", "BCEL's client") \
    ROW(58, 58, A, 2, 3, PROOF, OPTIONAL, LIST_onepay_country, 0, EMVQR_CODED, "Country code", "BCEL's client") \
    ROW(59, 59, ANS, 1, 25, ALL, OPTIONAL, 0, 0, 0, "Merchant name", "BCEL's client") \
    ROW(60, 60, ANS, 1, 15, ALL, OPTIONAL, 0, 0, 0, "Province", "BCEL's client")

#define ONEPAY_ACCOUNT(ROW) \
    ROW(0, 0, ANS, 4, 4, ALL, REQUIRED, 0, 0, 0, "Identifier", "BCEL's client") \
    ROW(1, 1, ANS, 1, 20, UNPROVEN, REQUIRED, LIST_onepay_service, 0, EMVQR_CODED, "Service", "BCEL's client") \
    ROW(1, 1, ANS, 1, 20, PROOF, REQUIRED, 0, CHECK_onepay_is_payable, 0, "Service", "seen") \
    ROW(2, 2, ANS, 1, 99, UNPROVEN, REQUIRED, 0, 0, EMVQR_VITAL, "Receiver ID", "BCEL's client") \
    ROW(2, 2, OPAQUE, 1, 99, PROOF, REQUIRED, 0, 0, 0, "Kind of receipt", "seen") \
    ROW(3, 3, N, 14, 14, UNPROVEN, OPTIONAL, 0, CHECK_onepay_expiry_reads, EMVQR_CODED | WARN, "Expiry", "BCEL's client") \
    ROW(3, 3, OPAQUE, 1, 99, PROOF, REQUIRED, 0, 0, 0, "Ticket", "seen") \
    ROW(4, 4, OPAQUE, 1, 99, PROOF, OPTIONAL, 0, 0, 0, "Reference", "seen") \
    ROW(5, 5, ANS, 1, 99, UNPROVEN, OPTIONAL, 0, 0, 0, "Action after payment", "BCEL's client")

#define ONEPAY_LISTS(LIST) \
    LIST(onepay_currency, "418", COUNTRY_CURRENCY, WARN) \
    LIST(onepay_country, "LA", COUNTRY_CURRENCY, 0) \
    LIST(onepay_service, "ONEPAY TRANSFER ONEPAYLOTTO", VALUE, 0) \
    LIST(onepay_merchant, "ONEPAY", VALUE, 0) \
    LIST(onepay_transfer, "TRANSFER", VALUE, 0) \
    LIST(onepay_lottery, "ONEPAYLOTTO", VALUE, 0) \
    LIST(onepay_proof, "ONEPROOF", VALUE, 0)

#define ONEPAY_CHECKS(CHECK) \
    CHECK(onepay_expiry_reads, VALUE, WARN | EMVQR_ALSO) \
    CHECK(onepay_is_in_time, EXPIRED, 0) \
    CHECK(onepay_is_payable, NOT_A_PAYMENT, 0)

EMVQR_TABLES(onepay, ONEPAY_LEVELS, ONEPAY_LISTS, ONEPAY_CHECKS)

static bool onepay_expiry_reads(const emvqr_checking *checking, const emvqr_node *node)
{
    return lapnet_expiry_reads(checking, node);
}

static bool onepay_is_in_time(const emvqr_checking *checking, const emvqr_node *node)
{
    return lapnet_is_in_time(checking, node);
}

static bool onepay_is_payable(const emvqr_checking *checking, const emvqr_node *node)
{
    return lapnet_is_payable(checking, node);
}

static const char onepay_guids[] EMVQR__CLOSE = "BCEL";
static const emvqr_form onepay_forms[] = { EMVQR_FORM(33, 33, AT_onepay_account, onepay_guids) };

#define ONEPAY_TYPES(TYPE) \
    TYPE("merchant", 0, IN_ACCOUNT, 1, LIST_onepay_merchant, "to a shop (ONEPAY)") \
    TYPE("transfer", 0, IN_ACCOUNT, 1, LIST_onepay_transfer, "to a person (TRANSFER)") \
    TYPE("lottery", 0, IN_ACCOUNT, 1, LIST_onepay_lottery, "for a lottery (ONEPAYLOTTO)") \
    TYPE("receipt", 0, IN_ACCOUNT, 1, LIST_onepay_proof, "a receipt (ONEPROOF), nothing that can be paid")

static const emvqr_type onepay_types[] = { ONEPAY_TYPES(EMVQR__TYPE) };

const emvqr_network emvqr_onepay = {
    onepay_levels, onepay_forms, onepay_types, onepay_lists, onepay_checks, NULL, onepay_level_count,
    EMVQR__COUNT(onepay_forms), EMVQR__COUNT(onepay_types), 0, EMVQR_NAMED('B', 4), emvqr__crc_is_unpadded,
    EMVQR_GLANCE_OF(onepay),
};

#define ONEPAY_KEYS(FIELD, PART, INPUT) \
    FIELD(service, onepay_account, 1, ALL, NULL, "ONEPAY, TRANSFER or ONEPAYLOTTO") \
    FIELD(receiver_id, onepay_account, 2, UNPROVEN, NULL, "a shop's mch and 13 more, or a person's 24 letters, as BCEL gave it") \
    FIELD(expiry, onepay_account, 3, UNPROVEN, lapnet_input_expiry, "2026-12-31, or 2026-12-31T23:59:59 in Vientiane's time") \
    FIELD(action, onepay_account, 5, UNPROVEN, NULL, "what the app does after payment: CLOSEWHENDONE") \
    FIELD(proof_type, onepay_account, 2, PROOF, NULL, "of a receipt") \
    FIELD(ticket, onepay_account, 3, PROOF, NULL, "of a receipt") \
    FIELD(proof_reference, onepay_account, 4, PROOF, NULL, "of a receipt")

EMVQR_TYPED(onepay, emvqr_onepay_code, ONEPAY_KEYS)

#if EMVQR_CFG_TEXTS

static size_t onepay_derive_expires(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap)
{
    return emvqr_node_type(account) == 3 ? 0 : lapnet_derive_moment(doc, account, 3, text, cap);
}

EMVQR_INFO_TABLES(onepay, ONEPAY_LEVELS)

static const emvqr_type_info onepay_type_infos[] = { ONEPAY_TYPES(EMVQR__TYPE_INFO) };

EMVQR_KEYS(onepay, ONEPAY_KEYS)

static const emvqr_derived onepay_derived[] = { { "expires", onepay_derive_expires, NULL } };

extern const emvqr_network_info emvqr_onepay_info;
const emvqr_network_info emvqr_onepay_info = {
    &emvqr_onepay, "onepay", "BCEL OnePay, before LAO QR", "Laos",
    "no public document: BCEL's client for shops, and codes in the field",
    onepay_rows, onepay_type_infos, onepay_keys, onepay_derived, EMVQR__COUNT(onepay_keys),
    EMVQR__COUNT(onepay_derived), false, "lo", 0, NULL, NULL,
};

#endif

/* ---- U-Money ---- */

#define UMONEY_LEVELS(LEVEL) LEVEL(umoney, root, UMONEY_ROOT) LEVEL(umoney, account, UMONEY_ACCOUNT)

#define UMONEY_ROOT(ROW) EMVQR_PLACE_ROWS(ROW, LIST_umoney_currency, LIST_umoney_country, "seen")

#define UMONEY_ACCOUNT(ROW) \
    ROW(0, 0, ANS, 6, 6, ALL, REQUIRED, 0, 0, 0, "Identifier", "seen") \
    ROW(1, 1, N, 8, 15, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "Phone number", "seen, with 856 and ten digits") \
    ROW(2, 2, S, 1, 99, ALL, OPTIONAL, 0, 0, 0, "Holder's name", "seen")

#define UMONEY_LISTS(LIST) \
    LIST(umoney_currency, "418", COUNTRY_CURRENCY, WARN) \
    LIST(umoney_country, "LA", COUNTRY_CURRENCY, 0)

#define UMONEY_TYPES(TYPE) TYPE("transfer", 0, IN_ACCOUNT, 0, 0, "to a person")

#define UMONEY_KEYS(FIELD, PART, INPUT) \
    FIELD(mobile, umoney_account, 1, ALL, NULL, "the holder's phone number with its country's prefix: 8562055555555") \
    FIELD(holder, umoney_account, 2, ALL, NULL, "the holder's name")

EMVQR_PLAIN_NETWORK(umoney, UMONEY_LEVELS, UMONEY_LISTS, UMONEY_TYPES, UMONEY_KEYS, 29, 29, EMVQR_NAMED('U', 6),
                    "UMONEY", "U-Money, before LAO QR", "Laos", "no public document: codes in the field", "lo")
