/* SPDX-License-Identifier: MIT */
/* Making and editing as a person types it, for tests. */
#ifndef EMVQR_TEST_TYPED_H
#define EMVQR_TEST_TYPED_H

#include <emvqr/make.h>

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

/* Makes a new code from "mobile=0812345678|amount=50", or changes a payload; "-62.05" removes. It stops at the first
 * key that is refused. What is made is made again without a buffer and with one that is a byte too small. */
void typed_make(const char *network, const char *keys, bool force);
void typed_edit(const char *payload, const char *keys, bool force);

/* The last call made exactly this payload; it was refused with a message that holds these words. */
void typed_is_made(const char *keys, const char *payload);
void typed_is_refused(const char *keys, const char *words);

#endif
