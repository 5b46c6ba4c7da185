/* SPDX-License-Identifier: MIT */
/* The check of fast builds: a quick look, and what that is not sure of. */
#include "glance.h"

#if EMVQR_CFG_FAST

const uint64_t emvqr__nothing_told[2] = { 0, 0 };

/* Digits, a point and two digits, where the currency has as many. */
static bool sum_has_cents(const emvqr_doc *doc, emvqr_span value)
{
    const char *end = value.ptr + value.len;
    value.len -= 3u;
    return *value.ptr != '0' && end[-3] == '.' && (unsigned)(unsigned char)end[-2] - '0' <= 9u &&
           (unsigned)(unsigned char)end[-1] - '0' <= 9u && emvqr__is_number(value) && emvqr__exponent(doc) >= 2u;
}

bool emvqr__look_sum(const emvqr_doc *doc, emvqr_span value)
{
    if (value.len - 1u >= EMVQR_AMOUNT_MAX) {
        return false;
    }
    return (*value.ptr != '0' && emvqr__is_number(value)) || (value.len > 3u && sum_has_cents(doc, value)) ||
           emvqr__amount_judge(value, emvqr__exponent(doc)) == EMVQR_CODE_NONE;
}

EMVQR__NOINLINE const emvqr_node *emvqr__look_run(const emvqr_node *at, const emvqr_node *end)
{
    unsigned next = 0;
    for (; at != end && at->id >= next; at = emvqr__next(at)) {
        next = at->id + 1u;
    }
    return at;
}

EMVQR__NOINLINE bool emvqr__look_has(const emvqr_node *parent, unsigned first, unsigned last)
{
    const emvqr_node *at = parent + 1, *end = emvqr__next(parent);
    while (at != end && (at->id < first || at->id > last)) {
        at = emvqr__next(at);
    }
    return at != end;
}

/* Notes the root's IDs. */
static EMVQR__NOINLINE void glance_note(emvqr__look *look)
{
    const emvqr_node *at = look->doc->nodes, *end = at + look->doc->count;
    look->seen[0] = look->seen[1] = 0;
    look->run = emvqr__look_run(at, end);
    for (; at != end; at = emvqr__next(at)) {
        look->seen[at->id >> 6] |= (uint64_t)1 << (at->id & 63u);
    }
}

/* The inside of the voter's accounts, by the rows of their forms. */
static EMVQR__INLINE void glance_at_accounts(emvqr__look *look)
{
    const emvqr_network *network = look->network;
    const emvqr_node *node = look->voter;
    for (; node != look->behind; node = emvqr__next(node)) {
        if (node->network == look->index && emvqr__is_account(node) && emvqr__is_template(node)) {
            look->top = node;
            network->glance(look, network->forms[emvqr__node_form(node)].level, node, emvqr__types_of(node),
                            EMVQR__NO_LEVEL, emvqr__nothing_told);
        }
    }
}

/* The check, which is begun when it is first needed. */
static EMVQR__NOINLINE emvqr__check *glance_check(emvqr__look *look)
{
    if (!look->begun) {
        look->begun = true;
        emvqr__check_begin(&look->check, look->doc, look->now, look->findings);
    }
    return &look->check;
}

EMVQR__NOINLINE void emvqr__look_unsure(emvqr__look *look, const emvqr_node *parent, const emvqr_node *node)
{
    emvqr__check_object(glance_check(look), look->voter, parent == NULL ? NULL : look->top, parent, node);
}

/* Looks as one voter judges, the first account of its network, whose accounts are of `types`. */
static EMVQR__INLINE void glance_as(emvqr__look *look, const emvqr_node *voter, unsigned types)
{
    look->voter = voter;
    look->index = voter->network;
    look->network = emvqr__network_of(look->doc, look->index);
    if (look->index != 0) {
        glance_at_accounts(look);
    }
    look->network->glance(look, 0, NULL, types, look->index != 0 ? 0 : EMVQR__NO_LEVEL, emvqr__nothing_told);
}

/* Whether a voter's network has a glance, or for EMVCo's the list's first. */
static EMVQR__INLINE bool glance_may(const emvqr_doc *doc, const emvqr_node *voter)
{
    if (voter->network != 0) {
        return doc->networks[voter->network - 1u]->glance != NULL;
    }
    return doc->networks == NULL || *doc->networks == NULL || (*doc->networks)->glance != NULL;
}

/* Looks as each of several voters. False: one can not. */
static EMVQR__NOINLINE bool glance_as_all(emvqr__look *look)
{
    const emvqr__check *ck = glance_check(look);
    const emvqr_node *voter;
    for (voter = ck->first; voter != NULL; voter = emvqr__check_next(ck, voter)) {
        if (!glance_may(look->doc, voter)) {
            return false;
        }
    }
    for (voter = ck->first; voter != NULL; voter = emvqr__check_next(ck, voter)) {
        glance_as(look, voter, emvqr__check_types(ck, voter->network));
    }
    return true;
}

/* The root's accounts. */
typedef struct glance_accounts {
    const emvqr_node *first, *behind; /* none: the root's first object, which then votes as EMVCo */
    unsigned count, types;
    bool several; /* of different networks */
} glance_accounts;

static EMVQR__INLINE void glance_survey(const emvqr_doc *doc, glance_accounts *accounts)
{
    const emvqr_node *node = doc->nodes, *end = node + doc->count;
    accounts->first = accounts->behind = node;
    accounts->count = 0;
    accounts->types = EMVQR_TYPES_ALL;
    accounts->several = false;
    while (node != end && !emvqr__is_account(node)) {
        node = emvqr__next(node);
    }
    if (node == end) {
        return;
    }
    accounts->first = node;
    accounts->count = 1;
    accounts->types = emvqr__types_of(node);
    accounts->behind = node = emvqr__next(node);
    for (; node != end && (node->id <= 51u || doc->unordered != 0); node = emvqr__next(node)) {
        if (emvqr__is_account(node)) {
            accounts->behind = emvqr__next(node);
            accounts->count++;
            accounts->types |= emvqr__types_of(node);
            accounts->several = accounts->several || node->network != accounts->first->network;
        }
    }
}

static EMVQR__INLINE bool glance_at_all(emvqr__look *look, const glance_accounts *accounts)
{
    if (accounts->several) {
        return glance_as_all(look);
    }
    if (!glance_may(look->doc, accounts->first)) {
        return false;
    }
    glance_as(look, accounts->first, accounts->first->network == 0 ? EMVQR_TYPES_ALL : accounts->types);
    return true;
}

void emvqr_check(const emvqr_doc *doc, int64_t now, emvqr_findings *findings)
{
    glance_accounts accounts;
    emvqr__look look;
    bool sure;
    if (doc->count == 0) {
        return;
    }
    glance_survey(doc, &accounts);
    look.doc = doc;
    look.text = doc->text;
    look.behind = accounts.behind;
    look.now = now;
    look.findings = findings;
    look.unordered = doc->unordered;
    look.plain = doc->plain;
    look.misses = look.begun = false;
    if ((doc->unordered & EMVQR__ROOT) != 0) {
        glance_note(&look);
    }
    sure = glance_at_all(&look, &accounts);
    if (!sure || look.misses) {
        glance_check(&look)->looked = sure;
        emvqr__check_templates(&look.check);
    }
    if (accounts.count > 1u || emvqr__is_misplaced(doc, accounts.first)) {
        emvqr__check_accounts(doc, accounts.first, accounts.behind, findings);
    }
}

#endif
