/* SPDX-License-Identifier: MIT */
/* Making and editing as a person types it, and what is told of an account, for tests. */
#ifndef EMVQR_TEST_TYPED_H
#define EMVQR_TEST_TYPED_H

#include <emvqr/make.h>

#include "judged.h"

/* What the last call made, or why not. */
typedef struct typed {
    emvqr_making making;
    emvqr_findings findings;
    emvqr_finding items[16];
    emvqr_status status;
    char text[EMVQR_PAYLOAD_MAX + 1];
    char note[4 * EMVQR_MAKING_MESSAGE]; /* all notes, one behind the other */
} typed;

extern typed typed_result;

/* Makes a new code from "mobile=0812345678|amount=50", or changes a payload; "-62.05" removes. "+visa" adds an account to
 * a new code: what follows is for it. It stops at the first
 * key that is refused. What is made is made again without a buffer and with one that is a byte too small. */
void typed_make(const char *network, const char *keys, bool force);
void typed_edit(const char *payload, const char *keys, bool force);

/* The last call made exactly this payload; it was refused with a message that holds these words. */
void typed_is_made(const char *keys, const char *payload);
void typed_is_refused(const char *keys, const char *words);

/* In one step: a new code that must be `objects` (payload.h), or must be refused; a change to a payload with `seal`
 * EMVQR_SEAL_*, that must give this payload, or must be refused. */
void typed_makes(const char *network, const char *keys, const char *objects);
void typed_refused(const char *network, const char *keys, const char *words);
void typed_edits(const char *payload, const char *keys, unsigned seal, const char *result);
void typed_edit_refused(const char *payload, const char *keys, unsigned seal, const char *words);

/* "NETWORK TYPE PATH key=value key=value | derived=value" for each account that is no part of another one, "; " between
 * them. The text stands until the next call. */
const char *typed_accounts(const char *payload);

#endif
