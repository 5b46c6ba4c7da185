/* SPDX-License-Identifier: MIT */
/* What the check knows while it judges a document, and its steps, which the quick look of fast builds takes one by
 * one. */
#ifndef EMVQR_CHECK_H
#define EMVQR_CHECK_H

#include "value.h"

#if EMVQR_CFG_FAST
#define EMVQR__STEP
#else
#define EMVQR__STEP static
#endif

/* The voters that a fast build lists once, so that a payload of many accounts and many faults costs no more for it. */
enum { EMVQR__LISTED = 32 };

typedef struct emvqr__check {
    emvqr_checking asking;   /* for the tables' checks: its parent is the template that is judged, its network and types
                              * are those of the table whose turn it is */
    bool accepted;           /* a voter has nothing to say against the object */
    bool plain;              /* every byte is a character from 20h to 7Eh, so that none has to be looked at again */
    uint8_t row, network;    /* of what is worst, as in emvqr_finding */
    uint8_t turn, types;     /* the table that is asked; the voter's types */
    uint8_t levels[2];       /* of both tables, for the template */
    emvqr__verdict worst;    /* of what the voters say of one object */
    emvqr_findings *findings;
    const emvqr_node *top;   /* the root's object that holds that template, or that it is; NULL for the root */
    const emvqr_node *end;   /* behind the root's last object */
    const emvqr_node *from, *until; /* the template's objects */
    const emvqr_node *first; /* the root's first account; without one, the first object votes as EMVCo */
    const emvqr_node *voter;
    bool looked;             /* the objects have been judged, only what is missing has not */
    emvqr__seen seen;        /* the IDs of the template's objects, and of those that were missed already */
#if EMVQR_CFG_FAST
    bool several;            /* there is a second voter */
    bool listed;             /* no network's index is above those of the list */
    uint8_t types_of[EMVQR__LISTED]; /* of each network's accounts */
    const emvqr_node *voters[EMVQR__LISTED + 1]; /* NULL behind the last */
#endif
} emvqr__check;

static EMVQR__SHORT const emvqr_network *emvqr__network_of(const emvqr_doc *doc, unsigned index)
{
    return index == 0 ? &emvqr_emvco : doc->networks[index - 1u];
}

#if EMVQR_CFG_FAST

/* Begins with a document that is not empty. */
void emvqr__check_begin(emvqr__check *ck, const emvqr_doc *doc, int64_t now, emvqr_findings *findings);

/* The voter behind one, or NULL; ck->first is the first. It is the first account of its network; those that no network
 * knows are one voter. */
const emvqr_node *emvqr__check_next(const emvqr__check *ck, const emvqr_node *voter);

/* The types of a network's accounts. */
unsigned emvqr__check_types(const emvqr__check *ck, unsigned network);

/* One object by a voter, and by all when it has something to say. `top` is the root's object that holds the template
 * `parent`, or that it is; both are NULL for the root. */
void emvqr__check_object(emvqr__check *ck, const emvqr_node *voter, const emvqr_node *top, const emvqr_node *parent,
                         const emvqr_node *node);

/* Every template by every voter who has a say in it; ck->looked: only what is missing. */
void emvqr__check_templates(emvqr__check *ck);

#endif
#endif
