/* SPDX-License-Identifier: MIT */
/* A quick look before the check: most objects of most codes give nobody anything to say, and that is seen with a
 * fraction of what it costs to find out who says what.
 *
 * The preprocessor makes a function of each level of a network's table, whose rows then stand in it as constants. Rows
 * and objects both ascend, so one pass is enough: it steps over the objects that are before a row's, looks at those
 * that are the row's, and knows of a row without an object that it is absent. Where objects do not ascend, there is a
 * pass for each run of them that do. What a pass is not sure of it leaves to the check. Only in fast builds;
 * tests/test_glance.c and fuzz/invariants.h hold it to the findings of the check alone. */
#ifndef EMVQR_GLANCE_H
#define EMVQR_GLANCE_H

#include "value.h"

#if EMVQR_CFG_FAST

#include "check.h"

#include <string.h>

/* What one voter looks at. */
typedef struct emvqr__look {
    const emvqr_doc *doc;
    const char *text;             /* its text */
    const emvqr_network *network; /* the voter's, */
    unsigned index;               /* as a node has it */
    const emvqr_node *voter;      /* the first account of its network */
    const emvqr_node *behind;     /* the root's last account */
    const emvqr_node *top;        /* the root's object that is looked into */
    int64_t now;
    uint64_t seen[2];  /* where they do not ascend: the root's IDs 0 to 63, and 64 to 99, */
    const emvqr_node *run; /* and where they first do not */
    uint8_t unordered; /* as in emvqr_doc */
    bool plain;        /* every byte is a character from 20h to 7Eh */
    bool misses;       /* an object may be absent that may not be */
    bool begun;        /* the check is, at the first object that needs it */
    emvqr__check check;
    emvqr_findings *findings;
} emvqr__look;

/* Leaves an object of the template `parent`, in or at look->top (NULL: of the root), to the check. */
void emvqr__look_unsure(emvqr__look *look, const emvqr_node *parent, const emvqr_node *node);

/* The level of EMVCo's table inside a template of one of its levels, or EMVQR__NO_LEVEL. */
enum { EMVQR__NO_LEVEL = -1 };
int emvqr__emvco_inside(int level, unsigned id);

extern const uint64_t emvqr__nothing_told[2];

/* The bits of the IDs first to last, where bit 0 is the ID `from`. */
static EMVQR__INLINE uint64_t emvqr__ids(unsigned first, unsigned last, unsigned from)
{
    unsigned low = first < from ? 0 : first - from, high = last - from;
    return last < from || low > 63u ? 0 : UINT64_MAX << low & UINT64_MAX >> (high > 63u ? 0 : 63u - high);
}

/* A pass over the objects of a template (NULL: of the root) by the rows of one level. */
typedef void emvqr__look_level(emvqr__look *look, const emvqr_node *parent, unsigned types, int emvco,
                               const uint64_t *told);

/* A row as a constant. */
typedef struct emvqr__row {
    unsigned first, last, kind, min, max, types, presence, list, check;
    emvqr__look_level *inside; /* of kind TEMPLATE: the level's pass */
} emvqr__row;

/* Whose rows they are. */
typedef struct emvqr__rows_of {
    const emvqr_list *lists;
    const emvqr_check_cell *checks;
    bool root, emvco;
} emvqr__rows_of;

/* Where the pass over a template's objects stands. */
typedef struct emvqr__place {
    emvqr__look *look;
    const emvqr_node *parent, *at, *end; /* end: of the run */
    const uint64_t *told; /* the IDs of which the voter's own rows speak; EMVCo's then do not */
    unsigned types;
    unsigned id, before; /* of the object there, and of the one before it; EMVQR__ID_UNKNOWN: there is none */
    int emvco;           /* level of EMVCo's table for the template, for the voter's own rows */
} emvqr__place;

static EMVQR__INLINE void emvqr__look_there(emvqr__place *p)
{
    p->id = p->at == p->end ? (unsigned)EMVQR__ID_UNKNOWN : p->at->id;
}

/* Where the IDs from `at` on no longer ascend. */
const emvqr_node *emvqr__look_run(const emvqr_node *at, const emvqr_node *end);

static EMVQR__INLINE const emvqr_node *emvqr__look_end(const emvqr__place *p, const emvqr__rows_of *of)
{
    return of->root ? p->look->doc->nodes + p->look->doc->count : emvqr__next(p->parent);
}

/* Whether there may be a second run at the root, or below. */
static EMVQR__INLINE bool emvqr__look_unordered(const emvqr__look *look, const emvqr__rows_of *of)
{
    return (look->unordered & (of->root ? EMVQR__ROOT : EMVQR__BELOW)) != 0;
}

/* Begins the pass over the next run; false: there is none. */
static EMVQR__INLINE bool emvqr__look_again(emvqr__place *p, const emvqr__rows_of *of)
{
    if (!emvqr__look_unordered(p->look, of) || p->end == emvqr__look_end(p, of)) {
        return false;
    }
    p->at = p->end;
    p->end = emvqr__look_run(p->at, emvqr__look_end(p, of));
    p->before = EMVQR__ID_UNKNOWN;
    emvqr__look_there(p);
    return true;
}

static EMVQR__INLINE void emvqr__look_begin(emvqr__place *p, const emvqr__rows_of *of, emvqr__look *look,
                                            const emvqr_node *parent, unsigned types, int emvco,
                                            const uint64_t *told)
{
    p->look = look;
    p->parent = parent;
    p->at = of->root ? look->doc->nodes : parent + 1;
    p->end = emvqr__look_end(p, of);
    p->told = told;
    p->types = types;
    p->before = EMVQR__ID_UNKNOWN;
    p->emvco = emvco;
    if (emvqr__look_unordered(look, of)) {
        p->end = of->root ? look->run : emvqr__look_run(p->at, p->end);
    }
    emvqr__look_there(p);
}

static EMVQR__INLINE void emvqr__look_step(emvqr__place *p)
{
    p->before = p->id;
    p->at = emvqr__next(p->at);
    emvqr__look_there(p);
}

/* ---- one object ---- */

/* Whether a value is a sum that is one in the payload's currency. */
bool emvqr__look_sum(const emvqr_doc *doc, emvqr_span value);

static EMVQR__INLINE bool emvqr__look_digits(const emvqr__row *row, emvqr_span value)
{
    if (row->min == row->max) {
        value.len = row->min; /* as a constant */
    }
    return emvqr__is_number(value);
}

/* Whether the row's kind and lengths have nothing to say. */
static EMVQR__INLINE bool emvqr__look_form(const emvqr__look *look, const emvqr__row *row, const emvqr_node *node,
                                           emvqr_span value)
{
    if (row->kind == EMVQR_KIND_TEMPLATE) {
        return emvqr__is_template(node);
    }
    if (row->kind >= EMVQR_KIND_AMOUNT) {
        return row->kind == EMVQR_KIND_AMOUNT && emvqr__look_sum(look->doc, value);
    }
    if (value.len - row->min > row->max - row->min) {
        return false;
    }
    if (row->kind == EMVQR_KIND_N) {
        return emvqr__look_digits(row, value);
    }
    return (look->plain || emvqr__is_plain(value.ptr, value.len)) &&
           (row->kind != EMVQR_KIND_A || emvqr__is_all(value, 'A', 25));
}

/* Whether a value is to the letter one of a list's words before its bar, which all have `len` characters. */
static EMVQR__INLINE bool emvqr__look_listed(const emvqr_list *list, size_t len, emvqr_span value)
{
    size_t at = *list->values == ' ' ? 1u : 0;
    if (value.len != len) {
        return false;
    }
    while (at + len <= list->length && list->values[at] != '|' && memcmp(value.ptr, list->values + at, len) != 0) {
        at += len + 1u;
    }
    return at + len <= list->length && list->values[at] != '|';
}

/* Whether form and list have nothing to say. */
static EMVQR__INLINE bool emvqr__look_value(const emvqr__look *look, const emvqr__rows_of *of, const emvqr__row *row,
                                            const emvqr_node *node)
{
    emvqr_span value = { look->text + node->offset + 4, node->length };
    const emvqr_list *list = &of->lists[row->list];
    if (row->list == 0 || list->code == EMVQR_CODE_NONE) {
        return emvqr__look_form(look, row, node, value);
    }
    return (row->min == row->max && emvqr__look_listed(list, row->min, value)) ||
           (emvqr__look_form(look, row, node, value) && emvqr__list_judge(list, value) == 0);
}

/* Whether a check holds; node NULL: of an absent object. */
static EMVQR__INLINE bool emvqr__look_holds(const emvqr__place *p, const emvqr__rows_of *of, unsigned index,
                                            const emvqr_node *node)
{
    const emvqr_checking asking = {
        p->look->now, p->look->doc, of->emvco ? &emvqr_emvco : p->look->network, p->parent, (uint8_t)p->types,
    };
    return of->checks[index].holds(&asking, node);
}

/* Whether all checks of a row hold: at most three follow each other. */
static EMVQR__INLINE bool emvqr__look_checks(const emvqr__place *p, const emvqr__rows_of *of, unsigned index,
                                             const emvqr_node *node)
{
    return index == 0 ||
           (emvqr__look_holds(p, of, index, node) &&
            ((of->checks[index].weight & EMVQR_ALSO) == 0 ||
             (emvqr__look_holds(p, of, index + 1u, node) &&
              ((of->checks[index + 1u].weight & EMVQR_ALSO) == 0 || emvqr__look_holds(p, of, index + 2u, node)))));
}

/* Whether EMVCo's rows leave an object to the voter's own. */
static EMVQR__INLINE bool emvqr__look_told(const emvqr__place *p, const emvqr__rows_of *of, unsigned id)
{
    return of->emvco && (p->told[id >> 6] >> (id & 63u) & 1u) != 0;
}

/* Goes into a template, by the voter's own rows and by EMVCo's. */
static EMVQR__INLINE void emvqr__look_inside(const emvqr__place *p, const emvqr__rows_of *of, const emvqr__row *row)
{
    int emvco = of->emvco || p->emvco == EMVQR__NO_LEVEL ? EMVQR__NO_LEVEL : emvqr__emvco_inside(p->emvco, p->id);
    if (row->kind == EMVQR_KIND_TEMPLATE) {
        row->inside(p->look, p->at, p->types, emvco, emvqr__nothing_told);
    } else if (emvco != EMVQR__NO_LEVEL) {
        emvqr_emvco.glance(p->look, (unsigned)emvco, p->at, EMVQR_TYPES_ALL, EMVQR__NO_LEVEL, emvqr__nothing_told);
    }
}

/* Whether the object is an account; of most rows either all objects are or none. */
static EMVQR__INLINE bool emvqr__look_account(const emvqr__place *p, const emvqr__rows_of *of, const emvqr__row *row)
{
    return of->root && row->first <= 51u && row->last >= 2u &&
           ((row->first >= 2u && row->last <= 51u) || emvqr__is_account(p->at));
}

/* Whether it is one of which the voter has no say; it may forbid it, though. */
static EMVQR__INLINE bool emvqr__look_others(const emvqr__place *p, const emvqr__rows_of *of, const emvqr__row *row)
{
    return emvqr__look_account(p, of, row) && p->at->network != p->look->index;
}

/* Whether the voter has nothing to say of the object. */
static EMVQR__INLINE bool emvqr__look_sure(const emvqr__place *p, const emvqr__rows_of *of, const emvqr__row *row)
{
    return row->presence != EMVQR_FORBIDDEN &&
           (emvqr__look_others(p, of, row) ||
            (emvqr__look_value(p->look, of, row, p->at) && emvqr__look_checks(p, of, row->check, p->at)));
}

/* Whether the row's object may be a template: by the row, or by EMVCo's table, which opens none of lower IDs but
 * accounts. */
static EMVQR__INLINE bool emvqr__look_may_open(const emvqr__rows_of *of, const emvqr__row *row)
{
    return row->kind == EMVQR_KIND_TEMPLATE || row->kind == EMVQR_KIND_EITHER ||
           (!of->emvco && row->last >= (of->root ? 62u : 50u));
}

/* Whether the object is looked into; a network's accounts are by their forms' rows. */
static EMVQR__INLINE bool emvqr__look_opens(const emvqr__place *p, const emvqr__rows_of *of, const emvqr__row *row)
{
    return emvqr__look_may_open(of, row) &&
           !(emvqr__look_account(p, of, row) && (p->look->index != 0 || p->at->network != 0)) &&
           emvqr__is_template(p->at);
}

static EMVQR__INLINE void emvqr__look_object(const emvqr__place *p, const emvqr__rows_of *of, const emvqr__row *row)
{
    if (emvqr__look_told(p, of, p->id)) {
        return;
    }
    if (!emvqr__look_sure(p, of, row)) {
        emvqr__look_unsure(p->look, of->root ? NULL : p->parent, p->at);
    }
    if (emvqr__look_opens(p, of, row)) {
        p->look->top = of->root ? p->at : p->look->top;
        emvqr__look_inside(p, of, row);
    }
}

/* ---- one row ---- */

/* Whether a template has an object from `first` to `last`. */
bool emvqr__look_has(const emvqr_node *parent, unsigned first, unsigned last);

/* Whether there is one in another run; before the last run that is not asked yet. */
static EMVQR__INLINE bool emvqr__look_elsewhere(const emvqr__place *p, const emvqr__rows_of *of, unsigned first,
                                                unsigned last)
{
    const uint64_t *seen = p->look->seen;
    if (!emvqr__look_unordered(p->look, of)) {
        return false;
    }
    if (p->end != emvqr__look_end(p, of)) {
        return true;
    }
    return of->root ? ((seen[0] & emvqr__ids(first, last, 0)) | (seen[1] & emvqr__ids(first, last, 64))) != 0
                    : emvqr__look_has(p->parent, first, last);
}

/* Whether none of a group was passed, as by a row that overlaps it. */
static EMVQR__INLINE bool emvqr__look_whole(const emvqr__place *p, const emvqr__row *row)
{
    return p->before == EMVQR__ID_UNKNOWN || p->before < row->first;
}

/* Whether there is an object of a group, which the pass has reached, and of one kind no second one; where IDs do not
 * ascend that is not known. */
static EMVQR__INLINE bool emvqr__look_group(const emvqr__place *p, const emvqr__rows_of *of, const emvqr__row *row)
{
    if (row->kind == EMVQR_KIND_ONE_OF) {
        const emvqr_node *next = p->id <= row->last ? emvqr__next(p->at) : p->end;
        return p->id <= row->last && (next == p->end || next->id > row->last) && emvqr__look_whole(p, row) &&
               !emvqr__look_unordered(p->look, of);
    }
    return p->id <= row->last || emvqr__look_elsewhere(p, of, row->first, row->last);
}

/* Whether what the row asks for, which the pass has reached, is there. */
static EMVQR__INLINE bool emvqr__look_met(const emvqr__place *p, const emvqr__rows_of *of, const emvqr__row *row)
{
    if (row->kind >= EMVQR_KIND_ONE_OF && row->first != row->last) {
        return emvqr__look_group(p, of, row);
    }
    return p->id == row->first || p->before == row->first || emvqr__look_elsewhere(p, of, row->first, row->first);
}

static EMVQR__INLINE bool emvqr__look_misses(const emvqr__place *p, const emvqr__rows_of *of, const emvqr__row *row)
{
    return (row->presence & EMVQR_REQUIRED) != 0 && !emvqr__look_met(p, of, row) &&
           !emvqr__look_told(p, of, row->first) &&
           (row->presence != EMVQR_CONDITIONAL || !emvqr__look_holds(p, of, row->check, NULL));
}

static EMVQR__INLINE void emvqr__look_row(emvqr__place *p, const emvqr__rows_of *of, const emvqr__row *row)
{
    if (row->types != EMVQR_TYPES_ALL && (row->types & p->types) == 0) {
        return;
    }
    while (p->id < row->first) {
        emvqr__look_step(p);
    }
    if (emvqr__look_misses(p, of, row)) {
        p->look->misses = true;
    }
    if (row->kind < EMVQR_KIND_ONE_OF && p->id <= row->last) {
        do {
            emvqr__look_object(p, of, row);
            emvqr__look_step(p);
        } while (row->first != row->last && p->id - row->first <= row->last - row->first); /* 63 is always the last */
    }
}

/* ---- tables ---- */

/* A row of kind TEMPLATE says its level as AT_network_level. Passes call those of their templates, which are deeper,
 * and none calls itself. */
#define EMVQR__INSIDE_TEMPLATE(level) level##_look
#define EMVQR__INSIDE_OPAQUE(min) NULL
#define EMVQR__INSIDE_EITHER(min) NULL
#define EMVQR__INSIDE_N(min) NULL
#define EMVQR__INSIDE_A(min) NULL
#define EMVQR__INSIDE_ANS(min) NULL
#define EMVQR__INSIDE_S(min) NULL
#define EMVQR__INSIDE_AMOUNT(min) NULL
#define EMVQR__INSIDE_PERCENT(min) NULL
#define EMVQR__INSIDE_RFU(min) NULL
#define EMVQR__INSIDE_ONE_OF(min) NULL
#define EMVQR__INSIDE_SOME_OF(min) NULL

#define EMVQR__LOOK_ROW(first, last, kind, min, max, types, presence, list, check, ...) \
    { \
        const emvqr__row row = { \
            first, last, EMVQR_KIND_##kind, min, max, types, EMVQR_##presence, list, check, EMVQR__INSIDE_##kind(min), \
        }; \
        emvqr__look_row(&place, &of, &row); \
    }

/* The IDs of the rows that stand for an object of the types. */
#define EMVQR__TOLD(first, last, kind, rows_types, from) \
    | ((kind) < EMVQR_KIND_ONE_OF && ((rows_types) == EMVQR_TYPES_ALL || ((rows_types) & types) != 0) \
           ? emvqr__ids(first, last, from) : 0u)
#define EMVQR__TOLD_0(first, last, kind, min, max, types, ...) EMVQR__TOLD(first, last, EMVQR_KIND_##kind, types, 0u)
#define EMVQR__TOLD_1(first, last, kind, min, max, types, ...) EMVQR__TOLD(first, last, EMVQR_KIND_##kind, types, 64u)

#define EMVQR__LOOK_DECLARE(network, level, ROWS) \
    static emvqr__look_level AT_##network##_##level##_look;
#define EMVQR__LOOK_CASE(network, level, ROWS) \
    case AT_##network##_##level: \
        AT_##network##_##level##_look(look, parent, types, emvco, told); \
        break;
#define EMVQR__LOOK(network, level, ROWS) \
    static void AT_##network##_##level##_look(emvqr__look *look, const emvqr_node *parent, unsigned types, \
                                              int emvco, const uint64_t *told) \
    { \
        const emvqr__rows_of of = { \
            network##_lists, network##_checks, AT_##network##_##level == 0, network##_is_emvco, \
        }; \
        emvqr__place place; \
        emvqr__look_begin(&place, &of, look, parent, types, emvco, told); \
        do { \
            ROWS(EMVQR__LOOK_ROW) \
        } while (emvqr__look_again(&place, &of)); \
        if (!network##_is_emvco && emvco != EMVQR__NO_LEVEL) { \
            const uint64_t tells[2] = { 0 ROWS(EMVQR__TOLD_0), 0 ROWS(EMVQR__TOLD_1) }; \
            emvqr_emvco.glance(look, (unsigned)emvco, parent, EMVQR_TYPES_ALL, EMVQR__NO_LEVEL, tells); \
        } \
    }

/* An emvqr_glance: a pass for each level. */
#define EMVQR__GLANCE(network, LEVELS, is_emvco) \
    enum { network##_is_emvco = is_emvco }; \
    LEVELS(EMVQR__LOOK_DECLARE) \
    static inline void network##_glance(emvqr__look *look, unsigned level, const emvqr_node *parent, unsigned types, \
                                        int emvco, const uint64_t *told) \
    { \
        switch (level) { \
            LEVELS(EMVQR__LOOK_CASE) \
        default: \
            break; \
        } \
    } \
    LEVELS(EMVQR__LOOK)
#define EMVQR_GLANCE_OF(network) network##_glance

#else

#define EMVQR__GLANCE(network, LEVELS, is_emvco)
#define EMVQR_GLANCE_OF(network) NULL

#endif
#endif
