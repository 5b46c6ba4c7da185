/* SPDX-License-Identifier: MIT */
/* emvqr: what a person sees of a network: names, keys, texts. Made from the same lists as the tables in network.h, and
 * apart from them, so that a device links none of it. */
#ifndef EMVQR_NETWORK_INFO_H
#define EMVQR_NETWORK_INFO_H

#include <emvqr/network.h>

#ifdef __cplusplus
extern "C" {
#endif

struct emvqr_making;
struct emvqr_key;

/* A row's object in words, and the clause of the document that it comes from. */
typedef struct emvqr_row_info {
    const char *name, *source;
} emvqr_row_info;

typedef struct emvqr_type_info {
    const char *name, *title; /* "bill", "bill payment" */
} emvqr_type_info;

/* What a key's value is to a reader of the payload. */
enum {
    EMVQR_KEY_FIELD,      /* of an account */
    EMVQR_KEY_MERCHANT,   /* of the merchant: name, city */
    EMVQR_KEY_ADDITIONAL, /* of the additional data, template 62 */
    EMVQR_KEY_PAYMENT,    /* of the payment: amount, currency */
    EMVQR_KEY_INPUT       /* typed only: another way to say a value that has its own key */
};

/* The account itself, for a key whose value is a primitive account (02 to 25); the key has no ID then. */
#define EMVQR_LEVEL_ACCOUNT 255u

/* Turns what a person typed into edits (make.h: emvqr_making_put) or says what is wrong with it (emvqr_making_say). */
typedef emvqr_status (*emvqr_input)(struct emvqr_making *making, const struct emvqr_key *key, emvqr_span text);

/* A name for a value: the word that is typed, and the key in JSON. */
typedef struct emvqr_key {
    const char *name;
    uint8_t level, id;  /* where it stands in the network's table */
    uint8_t at, length; /* which bytes of that value; 0, 0: all of it */
    uint8_t types;      /* of which of the network's types, a mask */
    uint8_t group;      /* EMVQR_KEY_* */
    emvqr_input input;  /* NULL: as typed */
    const char *help;   /* what to type, with an example */
} emvqr_key;

/* Something that follows from an account's fields, or (with `account` NULL) from the objects that all networks share:
 * writes at most `cap` bytes of UTF-8 into `text` and returns the length, 0 when there is nothing to say. */
typedef struct emvqr_derived {
    const char *name;
    size_t (*derive)(const emvqr_doc *doc, const emvqr_node *account, char *text, size_t cap);
    const char *looks_up; /* the key whose value it looks up in a list, NULL: none. Nothing said of one that is there
                           * means that the list does not have it */
} emvqr_derived;

/* `partner` repeats, in its own form, what `edited` says: who changes the one should look at the other. */
typedef struct emvqr_partner {
    emvqr_path edited, partner;
    uint8_t types; /* of which of the network's types, a mask */
} emvqr_partner;

/* An object of the root that signs what stands before it, without a key: anybody can make it. */
typedef struct emvqr_seal {
    uint8_t id;
    /* Writes the value for the `len` bytes of payload that stand before the object, and returns its length, which is
     * the same for every text. */
    size_t (*make)(const char *text, size_t len, char value[99]);
} emvqr_seal;

typedef struct emvqr_network_info {
    const emvqr_network *network;
    const char *name;     /* "promptpay", the word for programs */
    const char *title;    /* "PromptPay (Thai QR Payment)" */
    const char *place;    /* "Thailand", or "worldwide" */
    const char *document; /* what its table was made from */
    const emvqr_row_info *const *rows; /* [level][row] */
    const emvqr_type_info *types;      /* [type] */
    const emvqr_key *keys;
    const emvqr_derived *derived;
    uint8_t key_count, derived_count;
    bool writes_decimals; /* a typed amount of 50 is written as 50.00 */
    const char *language; /* ISO 639 code that name_local= is written with, NULL: it has to be said */
    uint8_t partner_count;
    const emvqr_partner *partners;
    const emvqr_seal *seal; /* NULL: none */
} emvqr_network_info;

/* EMVCo's own objects and the keys that all networks share. */
extern EMVQR_API const emvqr_network_info emvqr_emvco_info;

/* In the order of emvqr_networks, NULL at the end. */
extern EMVQR_API const emvqr_network_info *const emvqr_network_infos[];

/* The network of that name, or NULL. */
EMVQR_API const emvqr_network_info *emvqr_network_by_name(const char *name, size_t len);
/* Of an account of a document that was parsed with emvqr_networks; NULL for nobody's account. */
EMVQR_API const emvqr_network_info *emvqr_account_info(const emvqr_node *account);
/* The name of the account's type; NULL when it is unknown. */
EMVQR_API const char *emvqr_account_type_name(const emvqr_node *account);

/* The key of that name, or NULL. */
EMVQR_API const emvqr_key *emvqr_key_by_name(const emvqr_network_info *info, const char *name, size_t len);
/* The first of that name that is for one of the types: a name may mean another object in accounts of other types. */
EMVQR_API const emvqr_key *emvqr_key_of_types(const emvqr_network_info *info, const char *name, size_t len,
                                              unsigned types);
/* Where a key's value stands: in `account` (may be NULL: then where the network usually writes it). 0: nowhere. */
EMVQR_API emvqr_path emvqr_key_path(const emvqr_network_info *info, const emvqr_key *key, const emvqr_node *account);
/* A key's value in a document, as it stands there; absent when it is not there, or not of the account's type. */
EMVQR_API emvqr_span emvqr_key_value(const emvqr_doc *doc, const emvqr_network_info *info, const emvqr_key *key,
                                     const emvqr_node *account);

/* Raises `unknown-code` for codes that are in no list of this version (banks, institutions, categories). It is apart
 * from emvqr_check so that a device links no list. `findings`: as for emvqr_check, which comes first. */
EMVQR_API void emvqr_check_codes(const emvqr_doc *doc, emvqr_findings *findings);

/* An object in words, by the tables that judge it ("Merchant name"); never NULL: "" for one that nobody knows. */
EMVQR_API const char *emvqr_object_name(const emvqr_doc *doc, const emvqr_node *node);

/* A finding in one line, without a line end: what is wrong with which object, with the numbers of this case. Writes at
 * most `cap` bytes with a NUL (a longer text is cut at a character) and returns the length written. It never contains
 * bytes of the payload. */
EMVQR_API size_t emvqr_finding_message(const emvqr_doc *doc, const emvqr_finding *finding, char *text, size_t cap);

/* ---- other kinds of code ---- */

typedef enum emvqr_format {
    EMVQR_FORMAT_EMV_MPM,      /* "emv-mpm" */
    EMVQR_FORMAT_EMV_CPM,      /* "emv-cpm": shown by the payer */
    EMVQR_FORMAT_UPI,          /* "upi" */
    EMVQR_FORMAT_URL,          /* "url" */
    EMVQR_FORMAT_THAI_SLIP,    /* "thai-slip": the code on a Thai bank's payment slip */
    EMVQR_FORMAT_BOT_BARCODE,  /* "bot-barcode": a Thai bill's barcode */
    EMVQR_FORMAT_RAAST_P2P,    /* "raast-p2p" */
    EMVQR_FORMAT_TWQR,         /* "twqr" */
    EMVQR_FORMAT_VNPAY_WALLET, /* "vnpay-wallet": from person to person, before VietQR */
    EMVQR_FORMAT_UNKNOWN       /* "unknown" */
} emvqr_format;

/* What a text is, by how it begins; for a parsed document, whether it is a payload after all. */
EMVQR_API emvqr_format emvqr_format_of(const emvqr_doc *doc);
EMVQR_API const char *emvqr_format_name(emvqr_format format);

/* ---- currencies, countries, categories: each list is linked only by who asks for it ---- */

/* The three letters of an ISO 4217 number ("764" is "THB") or NULL; and the number of three letters, 0 when unknown. */
EMVQR_API const char *emvqr_currency_letters(unsigned number);
EMVQR_API unsigned emvqr_currency_number(const char *letters, size_t len);

/* The short name, in English and UTF-8, of a country by its two capital letters in ISO 3166-1 ("TH" is "Thailand"),
 * and the letters of a number (764 is "TH"); NULL when unknown. */
EMVQR_API const char *emvqr_country_name(const char *letters, size_t len);
EMVQR_API const char *emvqr_country_letters(unsigned number);

/* What merchants of an ISO 18245 category sell, in a few English words (5812 is "restaurant"), or NULL. A number that
 * is not listed is never wrong: lists age. */
EMVQR_API const char *emvqr_category_name(unsigned number);

#ifdef __cplusplus
}
#endif
#endif
