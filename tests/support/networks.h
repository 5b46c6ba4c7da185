/* SPDX-License-Identifier: MIT */
/* What the tests of one network ask: how its codes are judged, how they are read, what is made of keys. */
#ifndef EMVQR_TEST_NETWORKS_H
#define EMVQR_TEST_NETWORKS_H

#include <stddef.h>

typedef struct judged_row {
    const char *objects, *findings; /* as judged_as takes them */
} judged_row;

/* A test function that judges rows. */
#define JUDGED(name, ...) \
    static void name(void **state) \
    { \
        static const judged_row rows[] = { __VA_ARGS__ }; \
        (void)state; \
        judged_rows(rows, sizeof rows / sizeof rows[0]); \
    }
void judged_rows(const judged_row *rows, size_t count);

typedef struct read_row {
    const char *objects, *path, *network, *type; /* type NULL: unknown */
    const char *fields; /* "mobile=0066812345678 ota=1 | phone=0812345678": in the order of the keys; derived behind bars */
} read_row;

void read_rows(const read_row *rows, size_t count);

typedef struct made_row {
    const char *keys;    /* "bank=VCB|account=1"; "fold" and "force" alone set these */
    const char *result;  /* objects of the payload; or, of what is refused, words of the message or the first finding */
} made_row;

void made_rows(const char *network, const made_row *rows, size_t count);
void refused_rows(const char *network, const made_row *rows, size_t count);
/* What is remarked when it is made holds the words. */
void remarked_rows(const char *network, const made_row *rows, size_t count);

/* Every derived value of the account at an ID fits exactly into a buffer of its length, and into no smaller one. */
void derived_fit(const char *objects, const char *path);

#endif
