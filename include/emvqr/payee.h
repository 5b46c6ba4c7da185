/* SPDX-License-Identifier: MIT */
/* emvqr: who is paid, as one number that can be stored, and what differs between two codes.
 *
 * A shop asks "is the sticker at my door still mine?", a wallet "have I paid this one before?". Both ask for the
 * same: where the money goes, and nothing that may change from one payment to the next. */
#ifndef EMVQR_PAYEE_H
#define EMVQR_PAYEE_H

#include <emvqr/core.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- fingerprint ----------------------------------------------------------------------------------------------- */

/* The version of the canonical form, and then the SHA-256 of the text in that form. */
#define EMVQR_PAYEE_VERSION 1u
#define EMVQR_PAYEE_BYTES 33u
#define EMVQR_PAYEE_TEXT 67u /* room for it in hexadecimal, with a NUL */

/* The fingerprint of whoever is paid by a document.
 *
 * In it: every account (02 to 51, and a template of 80 to 99 whose identifier is com.alipay), so one account more or
 * less changes it; of each account all objects, but for those that are known to change from payment to payment at one
 * payee: PromptPay's one-time authorization (29.05), reference 2 (30.03 and its copies 31.04, 31.05) and transaction
 * reference (31.03 of ...2004), DuitNow's descriptor (26.03), expiry and action of LAO QR (38.04, 38.05) and of
 * OnePay (33.03, 33.05). Reference 1 is in it: banks collect for many shops under one biller, and it says which shop.
 * Not in it: the names and the city (59, 60, 64), which a thief would copy anyway and an acquirer may spell anew;
 * category, country, currency, amount, tip and fee, initiation, additional data, all other templates, the CRC; the
 * order of objects at any level; which ID among 26 to 51 an account stands at; the case of the letters of
 * identifiers; what the lengths count.
 *
 * It is a function of the payload's text alone: neither the networks of the document nor those that a later version
 * of the library knows have a part in it. Version 1 of the form is this text, hashed:
 *     the line "emvqr payee 1"; for each account a line, the lines in the order of their bytes. Each line ends with
 *     LF.
 *     An account that is a template with an identifier: its objects in the order of their IDs, the identifier in
 *     capital letters. Any other account: its ID and value as one object.
 *     An object: ID "=" length ":" value, the length in bytes as a decimal number. Object 01 of an account of
 *     A000000727 (VietQR) whose value is objects, each ID once: "01=(" its objects in the order of their IDs ")".
 * So "emvqr payee 1\n00=16:A00000067701011101=13:0066812345678\n" is a phone's at PromptPay. A version whose form
 * differs will have another first byte, and this one will stay available.
 *
 * EMVQR_ERR_ARGUMENT. EMVQR_ERR_STRUCTURE: the document has a fault of structure or its CRC is wrong (doc->fault), so
 * readers may differ in who is paid. EMVQR_ERR_VALUE: there is no account. About 5 KB of stack; the time grows with
 * the square of the number of accounts, of which there are at most 70. Equal fingerprints: equal payees, as surely as
 * SHA-256 has no collisions. */
EMVQR_API emvqr_status emvqr_payee_fingerprint(const emvqr_doc *doc, uint8_t fingerprint[EMVQR_PAYEE_BYTES]);

/* Writes a fingerprint in lower-case hexadecimal, with a NUL. */
EMVQR_API void emvqr_payee_format(const uint8_t fingerprint[EMVQR_PAYEE_BYTES], char text[EMVQR_PAYEE_TEXT]);

/* ---- differences ----------------------------------------------------------------------------------------------- */

/* What a difference is about, the gravest first. */
typedef enum emvqr_aspect {
    EMVQR_ASPECT_PAYEE,  /* whatever the fingerprint is made of */
    EMVQR_ASPECT_AMOUNT, /* 53, 54 */
    EMVQR_ASPECT_TERMS,  /* tip, fee and initiation: 01, 55 to 57 */
    EMVQR_ASPECT_SHOP,   /* what is shown of the shop: 52, 58 to 61, 64 */
    EMVQR_ASPECT_OTHER,  /* all else but the CRC, which follows from the rest */
    EMVQR_ASPECT_COUNT
} emvqr_aspect;

typedef struct emvqr_difference {
    emvqr_path a, b; /* the object in each document; 0: it is not there. The IDs differ where an account has moved */
    uint8_t aspect;  /* an emvqr_aspect */
} emvqr_difference;

/* The caller's array, in the order of aspects. When it is full the graver ones stay, and the others are counted. */
typedef struct emvqr_differences {
    emvqr_difference *items; /* may be NULL when capacity is 0 */
    uint16_t capacity;
    uint16_t count;                      /* stored in items */
    uint16_t total;                      /* found, stored or not */
    uint16_t aspects[EMVQR_ASPECT_COUNT]; /* found of each aspect; aspects[EMVQR_ASPECT_PAYEE] is 0: the same payee */
} emvqr_differences;

/* Empties the list. `items` must hold `capacity` differences and outlive the list. */
EMVQR_API void emvqr_differences_init(emvqr_differences *differences, emvqr_difference *items, size_t capacity);

/* Adds what differs between two documents, which must have been parsed with the same networks: of a template the
 * objects in it, of an account without a counterpart (one of the same identifier) the account as a whole. The order
 * of objects, the case of accounts' identifiers and what the lengths count are no differences. It is symmetric:
 * compare(b, a) finds the same, with a and b exchanged. There is a difference of aspect PAYEE exactly when the
 * fingerprints differ, or only one of them is paid to anybody.
 * EMVQR_ERR_ARGUMENT. EMVQR_ERR_STRUCTURE: one of them has a fault of structure or a wrong CRC. About 2 KB of stack;
 * the time grows with the square of the number of objects. */
EMVQR_API emvqr_status emvqr_compare(const emvqr_doc *a, const emvqr_doc *b, emvqr_differences *differences);

/* Raises `payee-differs` for each difference of aspect PAYEE (the first 32) between a document and the one that was
 * expected: at the object in the document, or at the one that is absent. Both must have been parsed with the same
 * networks; with a fault of structure in either nothing is raised. `findings`: as for emvqr_check. */
EMVQR_API void emvqr_check_payee(const emvqr_doc *doc, const emvqr_doc *expected, emvqr_findings *findings);

/* How grave a difference is to whoever expected the same code: another payee is an ERROR, another amount, terms or
 * shop a WARNING, all else INFO. */
EMVQR_API emvqr_severity emvqr_aspect_severity(emvqr_aspect aspect);
/* "payee", "amount", "terms", "shop", "other". */
EMVQR_API const char *emvqr_aspect_name(emvqr_aspect aspect);

#ifdef __cplusplus
}
#endif
#endif
