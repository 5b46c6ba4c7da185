/* SPDX-License-Identifier: MIT */
/* Version 1 of the canonical form of a payee (payee.h), account by account. */
#ifndef EMVQR_PAYEE_FORM_H
#define EMVQR_PAYEE_FORM_H

#include <emvqr/payee.h>

/* Room for any line: a value has at most 99 characters of at most 4 bytes, so at most 24 objects, each of which grows
 * by its length's digits, at most 3. */
#define EMVQR__PAYEE_LINE 512u
/* IDs 02 to 51 and 80 to 99. */
#define EMVQR__PAYEE_LINES 70u

/* Whether a root object says who is paid. */
bool emvqr__payee_is_account(const emvqr_doc *doc, const emvqr_node *node);

/* Writes the line of such an account and returns its length, at least 1. */
size_t emvqr__payee_line(const emvqr_doc *doc, const emvqr_node *account, char line[EMVQR__PAYEE_LINE]);

/* The identifier of such an account; absent when its value does not tile or has none. */
emvqr_span emvqr__payee_guid(const emvqr_doc *doc, const emvqr_node *account);

/* Whether the object with that ID in such an account has a part in the line. */
bool emvqr__payee_counts(const emvqr_doc *doc, const emvqr_node *account, unsigned id);

#endif
