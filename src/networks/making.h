/* SPDX-License-Identifier: MIT */
/* What the two halves of making share: make.c, where keys become edits, and compose.c, where the edits of a new code
 * are completed. */
#ifndef EMVQR_MAKING_H
#define EMVQR_MAKING_H

#include <emvqr/make.h>

/* Whether another account of a new code than the one at hand has something under this ID. */
bool emvqr__making_is_taken(const emvqr_making *making, unsigned id);

/* The ID under which the account at hand is written when it has this form: the usual one, or where another account has
 * taken that, the lowest of the form that is free; 0 when there is none. What is a part of all accounts of its network
 * (emvqr_form) stays where it is. */
unsigned emvqr__making_place(const emvqr_making *making, const emvqr_form *form);

/* Chooses the types of a new code's accounts and fills in what they fix. EMVQR_ERR_KEY with a message when something is
 * missing, or when the accounts do not go together. */
emvqr_status emvqr__making_compose(emvqr_making *making);

#endif
