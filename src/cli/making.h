/* SPDX-License-Identifier: MIT */
/* What `make` and `edit` share: changes as typed, and what is said when they cannot be made. */
#ifndef EMVQR_CLI_MAKING_H
#define EMVQR_CLI_MAKING_H

#include "cli.h"

/* Sets a key, with a message when that fails. Answers an exit status: EMVQR__FAILED when there is no such key,
 * EMVQR__BAD when its value will not do. */
int emvqr__making_set(emvqr_making *making, const char *key, size_t key_len, const char *value);
/* The same for "KEY=VALUE"; EMVQR__FAILED when it is not of that form. */
int emvqr__making_setting(emvqr_making *making, const char *setting);
/* Makes the payload, which stands until the next call, and says on standard error what there is to say of it. Answers
 * an exit status. */
int emvqr__making_finish(emvqr_making *making, emvqr_span *payload);

#endif
