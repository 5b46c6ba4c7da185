/* SPDX-License-Identifier: MIT */
/* Where the levels of a network's table stand in a payload, what their rows write unasked, how they name objects. */
#ifndef EMVQR_LEVELS_H
#define EMVQR_LEVELS_H

#include <emvqr/network.h>

/* The path of a level: of the account of `form` that stands at `id`, in it, or in a template of the root. `form` NULL:
 * of the root alone. 0: the root, or nowhere. */
emvqr_path emvqr__level_path(const emvqr_network *network, unsigned level, const emvqr_form *form, unsigned id);

/* The values of which a row takes the first where nothing was said: what makes an account one of `types`, the row's
 * list, or the GUIDs of `form` (NULL outside the account's own level). `path` is the level's. NULL: none. */
const char *emvqr__fixed_values(const emvqr_network *network, const emvqr_rule *rule, unsigned types, emvqr_path path,
                                const emvqr_form *form);
/* The first word of such a list. */
emvqr_span emvqr__first_word(const char *values);

/* Object 01 where nothing was said: `value`, unless the network's types have only another. */
emvqr_span emvqr__usual_initiation(const emvqr_network *network, unsigned types, emvqr_span value);

/* How the tables name the object at `path`, or NULL. `top`: the root's object that the path goes through, or NULL. */
const char *emvqr__path_name(const emvqr_doc *doc, emvqr_path path, const emvqr_node *top);

#endif
