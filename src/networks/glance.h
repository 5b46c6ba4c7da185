/* SPDX-License-Identifier: MIT */
/* A quick look before the check: most objects of most codes give nobody anything to say, and that is seen with a fifth
 * of what it costs to find out who says what. Only in fast builds; tests/test_glance.c and fuzz/invariants.h hold it
 * to the findings of the check alone. */
#ifndef EMVQR_GLANCE_H
#define EMVQR_GLANCE_H

#include "../core/rules.h"

/* The check that is under way (check.c). */
typedef struct emvqr__check emvqr__check;

#if EMVQR_CFG_FAST

/* Looks at a document as `voter` judges it, the first account of its network, by the outlines of the network's levels,
 * and has the check look at the objects that it is not sure of. True: the voter may miss an object somewhere. `asking`
 * is the check's, for the tables' checks; `types` are those of the network's accounts; `plain`: every byte is a
 * character from 20h to 7Eh; `several`: there are other voters. */
bool emvqr__glance(emvqr__check *ck, emvqr_checking *asking, const emvqr_node *voter, unsigned types, bool plain,
                   bool several);

/* The check of one object by a voter. `top` is the root's object that holds the template `parent`, or that it is; both
 * are NULL for the root. */
void emvqr__check_object(emvqr__check *ck, const emvqr_node *voter, const emvqr_node *top, const emvqr_node *parent,
                         const emvqr_node *node);

#endif
#endif
