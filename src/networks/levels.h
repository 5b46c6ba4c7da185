/* SPDX-License-Identifier: MIT */
/* Where the levels of a network's table stand in a payload, and what their rows write unasked. */
#ifndef EMVQR_LEVELS_H
#define EMVQR_LEVELS_H

#include <emvqr/network.h>

/* The path of a level: of the account of `form` that stands at `id`, in it, or in a template of the root. `form` NULL: of
 * the root alone. 0: the root, or nowhere. */
emvqr_path emvqr__level_path(const emvqr_network *network, unsigned level, const emvqr_form *form, unsigned id);

/* What a row writes where nothing was said: what makes an account one of `types`, the first value of the row's list, or
 * the GUID of `form` (NULL outside the account's own level). `path` is the level's. Absent: nothing is fixed. */
emvqr_span emvqr__default(const emvqr_network *network, const emvqr_rule *rule, unsigned types, emvqr_path path,
                          const emvqr_form *form);

/* Object 01 where nothing was said: for one payment or for many, unless the network's type has only the other. */
emvqr_span emvqr__default_initiation(const emvqr_network *network, unsigned types, bool once);

#endif
