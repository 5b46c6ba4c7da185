/* SPDX-License-Identifier: MIT */
/* What a process that decodes strangers' pictures tells the one that started it, which trusts none of it: for each
 * symbol a record and its bytes, then the outcome. */
#ifndef EMVQR_CLI_ISOLATE_H
#define EMVQR_CLI_ISOLATE_H

#include "cli.h"

#include <emvqr/qr_decode.h>

/* AddressSanitizer reserves terabytes of addresses. */
#if defined(__SANITIZE_ADDRESS__)
#define EMVQR__LIMIT_MEMORY 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define EMVQR__LIMIT_MEMORY 0
#endif
#endif
#ifndef EMVQR__LIMIT_MEMORY
#define EMVQR__LIMIT_MEMORY 1
#endif

/* A picture of the greatest size takes some 700 MiB and 4 seconds. */
#define EMVQR__MEMORY_MAX ((size_t)2 << 30)
#define EMVQR__SECONDS_MAX 30u
/* What a set of sixteen structured-append symbols holds at most. */
#define EMVQR__SYMBOL_MAX (16u * 7089u)

/* What the child says of the picture as a whole. */
typedef struct emvqr__outcome {
    unsigned status; /* an emvqr_status */
    int error;       /* errno for EMVQR_ERR_FILE */
    unsigned symbols;
} emvqr__outcome;

typedef struct emvqr__sending {
    int fd;
    unsigned symbols; /* so far */
} emvqr__sending;

/* All bytes through a pipe, whatever signals come; false: the other end is gone. */
bool emvqr__send_all(int fd, const void *data, size_t len);
bool emvqr__receive_all(int fd, void *data, size_t len);
/* An emvqr_qr_found whose `user` is the emvqr__sending. */
bool emvqr__send_symbol(void *user, const emvqr_qr_symbol *symbol);
bool emvqr__send_outcome(const emvqr__sending *to, emvqr__outcome *outcome);
/* Hands out the symbols as they come; false when the child did not come to its end, or tells what cannot be. */
bool emvqr__receive_symbols(int fd, emvqr__outcome *outcome, emvqr__sighted found, void *user);
/* Where a system does not know a limit, it stays away. */
void emvqr__set_limit(int resource, size_t most);

#endif
