/* SPDX-License-Identifier: MIT */
/* What the library promises about payees, for any two texts:
 *
 * 11. a payload has a fingerprint exactly when nothing is wrong with its structure and it has an account; the
 *     networks that read it have no part in it; equal payloads have no differences, differences are symmetric, and
 *     one of them is about the payee exactly when the fingerprints differ.
 */
#ifndef EMVQR_FUZZ_PAYEES_H
#define EMVQR_FUZZ_PAYEES_H

#include <emvqr/payee.h>

#include "invariants.h"

/* In a block of exact size; all zeros when there is none. */
static inline uint8_t *payee_print(const reading *r)
{
    uint8_t *print = input_block(EMVQR_PAYEE_BYTES);
    emvqr_status status;
    memset(print, 0, EMVQR_PAYEE_BYTES);
    status = emvqr_payee_fingerprint(&r->doc, print);
    PROMISE((status == EMVQR_ERR_STRUCTURE) == (r->doc.fault != EMVQR_CODE_NONE),
            "a payload whose structure is broken has no fingerprint");
    PROMISE(status == EMVQR_OK || status == EMVQR_ERR_STRUCTURE || status == EMVQR_ERR_VALUE,
            "it fails in no other way");
    PROMISE(status != EMVQR_OK || print[0] == EMVQR_PAYEE_VERSION, "a fingerprint begins with its version");
    return print;
}

static inline bool payee_same(const reading *a, const reading *b)
{
    uint8_t *left = payee_print(a), *right = payee_print(b);
    bool same = memcmp(left, right, EMVQR_PAYEE_BYTES) == 0;
    free(left);
    free(right);
    return same;
}

/* All differences, in a block of the caller's; *list tells of them. */
static inline emvqr_difference *payee_compare(const reading *a, const reading *b, emvqr_differences *list)
{
    size_t room = (size_t)a->doc.count + b->doc.count;
    emvqr_difference *items = input_block(room * sizeof *items);
    emvqr_status status;
    emvqr_differences_init(list, items, room);
    status = emvqr_compare(&a->doc, &b->doc, list);
    PROMISE((status == EMVQR_OK) == (a->doc.fault == EMVQR_CODE_NONE && b->doc.fault == EMVQR_CODE_NONE),
            "two payloads can be compared when the structure of both is whole");
    PROMISE(list->count == list->total, "there are no more differences than objects");
    return items;
}

static inline bool payee_holds(const emvqr_differences *list, emvqr_path a, emvqr_path b, unsigned aspect)
{
    size_t i;
    for (i = 0; i < list->count; i++) {
        if (list->items[i].a == a && list->items[i].b == b && list->items[i].aspect == aspect) {
            return true;
        }
    }
    return false;
}

static inline void promise_compare(const reading *a, const reading *b)
{
    emvqr_differences there, back;
    emvqr_difference *items = payee_compare(a, b, &there), *others = payee_compare(b, a, &back);
    size_t i;
    PROMISE(there.total == back.total, "as much differs one way as the other");
    for (i = 0; i < there.count; i++) {
        PROMISE(payee_holds(&back, items[i].b, items[i].a, items[i].aspect), "differences are symmetric");
        PROMISE(items[i].a == 0 || emvqr_find(&a->doc, items[i].a) != NULL, "what differs is in the first");
        PROMISE(items[i].b == 0 || emvqr_find(&b->doc, items[i].b) != NULL, "what differs is in the second");
        PROMISE(i == 0 || items[i - 1u].aspect <= items[i].aspect, "differences are in the order of aspects");
    }
    if (a->doc.fault == EMVQR_CODE_NONE && b->doc.fault == EMVQR_CODE_NONE) {
        PROMISE((there.aspects[EMVQR_ASPECT_PAYEE] == 0) == payee_same(a, b),
                "the payee differs when the fingerprints do");
    }
    free(items);
    free(others);
}

/* One payload, with networks and without. */
static inline void promise_payee(const char *text, size_t len)
{
    reading structure, field;
    emvqr_differences list;
    size_t i;
    unsigned broken = 0;
    reading_open(&structure, text, len, NULL, EMVQR_FIELD);
    reading_open(&field, text, len, emvqr_networks, EMVQR_FIELD);
    for (i = 0; i < structure.findings.count; i++) {
        broken += structure.items[i].severity == EMVQR_ERROR;
    }
    PROMISE((broken != 0) == (structure.doc.fault != EMVQR_CODE_NONE),
            "an error of structure is a fault, and no other");
    PROMISE(field.doc.fault == EMVQR_CODE_NONE || field.findings.errors != 0, "a fault is an error");
    if (structure.doc.fault == EMVQR_CODE_NONE && field.doc.fault == EMVQR_CODE_NONE) {
        PROMISE(payee_same(&structure, &field), "networks have no part in a fingerprint");
    }
    free(payee_compare(&field, &field, &list));
    PROMISE(list.total == 0, "a payload does not differ from itself");
    reading_close(&structure);
    reading_close(&field);
}

#endif
