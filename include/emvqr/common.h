/* SPDX-License-Identifier: MIT */
/* emvqr: what the typed headers share. For each network a header of its own (promptpay.h, vietqr.h, ...) has
 *
 *     a struct       emvqr_promptpay_code: one member for each value, all of them text as it stands in the payload
 *     a read         emvqr_promptpay_read: a document's account, and what stands around it, into the struct
 *     a write        emvqr_promptpay_write: the struct as a new payload
 *
 * Both go by the tables in network.h, so they need neither heap nor texts, and a program links those of the networks
 * whose functions it calls. For all of them:
 *
 *  - Members are spans. After a read they point into the document's text and live as long as it; before a write they
 *    point to the caller's text. An absent member has ptr NULL: start from a struct that is all zero.
 *  - `type` says which of the network's types the account is of, 0 when it is of none that is known. A write needs one,
 *    but where the network has a single type.
 *  - `id` is the account's template, 02 to 51. 0 is written where the network usually has it.
 *  - Where a network has a name of its own for an object of all payloads (PromptPay's ref3 is 62.07, the terminal),
 *    a read fills both members, and a write takes the network's own, if it is there, and else the common one.
 *  - Amounts are text, as object 54 has them: emvqr_amount_read and emvqr_amount_write turn them into minor units.
 *
 * A read does not judge: parse and check first (emvqr_judge does both), and pay only what has no error. It takes the
 * first account of the network, or the one that it is given, and answers EMVQR_OK, EMVQR_ERR_ACCOUNT (there is none, or
 * that one is another network's) or EMVQR_ERR_ARGUMENT (a NULL). After an error every member is absent. Cost: one
 * step for each object and each member that may stand in its template.
 *
 * A write puts the members in ascending order of their objects, with what the network's tables fix where the struct
 * says nothing: identifiers, format, currency, country, what makes it of its type, and 01 (12 where there is an
 * amount, else 11). It knows structure only: judge what was written (emvqr_judge under EMVQR_STRICT) before it is
 * shown to anybody. `buf` NULL asks for the length only; no NUL is written; `buf` must not overlap the texts. It
 * answers EMVQR_OK; EMVQR_ERR_KEY (no type, or a member is there that this type does not have); EMVQR_ERR_TOO_LONG (a
 * value of more than 99 characters, or than its part of a packed value; the payload); EMVQR_ERR_NO_SPACE, with *len
 * set to what is needed; EMVQR_ERR_ARGUMENT (a NULL, a text that is not UTF-8, an `id` where no such account stands).
 * Cost: members times members that are there. */
#ifndef EMVQR_COMMON_H
#define EMVQR_COMMON_H

#include <emvqr/network.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What payloads of all networks have. */
typedef struct emvqr_common {
    emvqr_span guid;            /* 00 of the account's template; where it is absent a write takes the usual one */
    /* the payment */
    emvqr_span amount;          /* 54: "50.00" */
    emvqr_span currency;        /* 53, ISO 4217: "764" */
    emvqr_span country;         /* 58, ISO 3166: "TH" */
    emvqr_span initiation;      /* 01: "11" for many payments, "12" for one */
    emvqr_span tip;             /* 55: "01" the payer is asked, "02" a fee, "03" a percentage */
    emvqr_span tip_fixed;       /* 56, with tip "02" */
    emvqr_span tip_percentage;  /* 57, with tip "03" */
    /* the merchant */
    emvqr_span name, city;      /* 59, 60 */
    emvqr_span category;        /* 52, ISO 18245: "5812" */
    emvqr_span postal_code;     /* 61 */
    emvqr_span language;        /* 64.00, ISO 639, of the following two */
    emvqr_span name_local, city_local; /* 64.01, 64.02 */
    /* additional data, 62: "***" asks the payer for it */
    emvqr_span bill, mobile_number, store, loyalty; /* 62.01 to 62.04 */
    emvqr_span reference, customer, terminal;       /* 62.05 to 62.07 */
    emvqr_span purpose;         /* 62.08 */
    emvqr_span consumer_data;   /* 62.09: what the payer is asked for, of "AME" */
    emvqr_span tax_id, channel; /* 62.10, 62.11 */
} emvqr_common;

/* The account of `network` behind the account `after` (NULL: the first) in the payload's order, or NULL. Parts of
 * other accounts (network.h: emvqr_form) are left out. */
EMVQR_API const emvqr_node *emvqr_next_account(const emvqr_doc *doc, const emvqr_network *network,
                                               const emvqr_node *after);

/* Parses and checks: emvqr_parse, and if it succeeds emvqr_check. Answers EMVQR_OK when there is no error among the
 * findings, EMVQR_ERR_VALUE when there is one, or what emvqr_parse answers. `findings` must have been initialised. */
EMVQR_API emvqr_status emvqr_judge(emvqr_doc *doc, const char *text, size_t len, int64_t now, emvqr_findings *findings);

#ifdef __cplusplus
}
#endif
#endif
