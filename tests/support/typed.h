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

/* Makes a new code from "mobile=0812345678|amount=50", or changes a payload; "-62.05" removes, "fold" and "force" alone
 * set these, "+visa" adds an account to a new code: what follows is for it. It stops at the first key that is refused.
 * What is made is made again without a buffer and with one that is a byte too small. */
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

/* ---- what the tests of one network ask, by rows ---- */

typedef struct network_row {
    const char *given, *wanted;
} network_row;

/* Objects, and what is found in them (judged.h). */
void judged_rows(const network_row *rows, size_t count);
/* Objects, and what typed_accounts tells of them. */
void told_rows(const network_row *rows, size_t count);
/* Keys, and the objects of what is made; words of the message by which it is refused; words of what is remarked. */
void made_rows(const char *network, const network_row *rows, size_t count);
void refused_rows(const char *network, const network_row *rows, size_t count);
void remarked_rows(const char *network, const network_row *rows, size_t count);

/* A test function of such rows. */
#define NETWORK_TEST(name, call, ...) \
    static void name(void **state) \
    { \
        static const network_row rows[] = { __VA_ARGS__ }; \
        const size_t count = sizeof rows / sizeof rows[0]; \
        (void)state; \
        call; \
    }
#define JUDGED(name, ...) NETWORK_TEST(name, judged_rows(rows, count), __VA_ARGS__)
#define TELLS(name, ...) NETWORK_TEST(name, told_rows(rows, count), __VA_ARGS__)
#define MAKES(name, network, ...) NETWORK_TEST(name, made_rows(network, rows, count), __VA_ARGS__)
#define REFUSES(name, network, ...) NETWORK_TEST(name, refused_rows(network, rows, count), __VA_ARGS__)
#define REMARKS(name, network, ...) NETWORK_TEST(name, remarked_rows(network, rows, count), __VA_ARGS__)

#endif
