/* SPDX-License-Identifier: MIT */
/* The check: every object against the rows that stand for it, and every row against the objects that are there.
 *
 * Whoever has an account in the document votes on what is outside the accounts; cards and accounts of nobody vote by
 * EMVCo's tables, and what a network's do not mention is EMVCo's too. Inside an account its own network judges.
 *
 * What is being judged stands in one struct: a device's stack has room for one. */
#include "check.h"

#include <string.h>

/* Whose table is asked: the voter's own one, and EMVCo's for what that does not mention. */
enum { OWN, EMVCO, TABLES };

/* No level: the table says nothing of what is inside. */
enum { NOWHERE = 255 };

typedef emvqr__check check;

/* An error under both policies: under field, which never says more than strict. */
static bool check_is_money(emvqr__verdict verdict)
{
    return emvqr__severity(emvqr__verdict_code(verdict), emvqr__verdict_weight(verdict), EMVQR_FIELD) == EMVQR_ERROR;
}

/* ---- voters ---- */

/* The next account of the root from `at` on, or the end. */
static const emvqr_node *check_account_from(const check *ck, const emvqr_node *at)
{
    while (at != ck->end && !emvqr__is_account(at)) {
        if (EMVQR_CFG_FAST && at->id > 51u && !ck->asking.doc->unordered) {
            return ck->end;
        }
        at = emvqr__next(at);
    }
    return at;
}

/* The next voter, or NULL. It is the first account of its network; those that no network knows are one voter. */
EMVQR__STEP EMVQR__NOINLINE const emvqr_node *emvqr__check_next(const check *ck, const emvqr_node *voter)
{
#if EMVQR_CFG_FAST
    if (ck->listed) {
        const emvqr_node *const *at = ck->voters;
        while (*at != voter) {
            at++;
        }
        return at[1];
    }
#endif
    while ((voter = check_account_from(ck, emvqr__next(voter))) != ck->end) {
        const emvqr_node *other = ck->first;
        while (other->network != voter->network) {
            other = check_account_from(ck, emvqr__next(other));
        }
        if (other == voter) {
            return voter;
        }
    }
    return NULL;
}

/* The types of a network's accounts. */
EMVQR__STEP unsigned emvqr__check_types(const check *ck, unsigned network)
{
    const emvqr_node *node = ck->first;
    unsigned types = network == 0 ? EMVQR_TYPES_ALL : 0;
#if EMVQR_CFG_FAST
    if (ck->listed) {
        return ck->types_of[network];
    }
#endif
    for (; node != ck->end; node = emvqr__next(node)) {
        if (node->network == network) {
            types |= emvqr__account_types(node);
        }
    }
    return types;
}

/* Whether a voter's table says which currency it is. */
static bool check_fixes_currency(const check *ck)
{
    const emvqr_node *voter = ck->first;
    for (; voter != NULL; voter = emvqr__check_next(ck, voter)) {
        const emvqr_rule *rule = emvqr_network_rule(emvqr__network_of(ck->asking.doc, voter->network), 0, 53,
                                                    emvqr__check_types(ck, voter->network));
        if (voter->network != 0 && rule != NULL && rule->list != 0) {
            return true;
        }
    }
    return false;
}

/* ---- which rows ---- */

/* Lets a table be asked. False when it has no rows for the template. */
static EMVQR__SHORT bool check_turn(check *ck, unsigned table)
{
    bool emvco = table == EMVCO;
    ck->turn = (uint8_t)table;
    ck->asking.network = emvqr__network_of(ck->asking.doc, emvco ? 0 : ck->voter->network);
    ck->asking.types = emvco ? EMVQR_TYPES_ALL : ck->types;
    return ck->levels[table] != NOWHERE;
}

/* Asks a table for the first row that stands for an ID and the voter's types; NULL: none does. */
static EMVQR__INLINE const emvqr_rule *check_row(check *ck, unsigned table, unsigned id)
{
    const emvqr_checking *asking = &ck->asking;
    return check_turn(ck, table) ? emvqr_network_rule(asking->network, ck->levels[table], id, asking->types) : NULL;
}

/* Goes with a table from the level of the siblings from `at` on to that of the template. */
static void check_descend(check *ck, unsigned table, const emvqr_node *at)
{
    while (ck->asking.parent >= at) {
        const emvqr_rule *rule;
        while (ck->asking.parent > at + at->inside) {
            at = emvqr__next(at);
        }
        rule = check_row(ck, table, at->id);
        ck->levels[table] = (uint8_t)(rule == NULL || rule->kind != EMVQR_KIND_TEMPLATE ? NOWHERE : rule->min);
        at++;
    }
}

/* The rows by which a voter judges the template. False: it has no say, as in another's account. */
static bool check_see(check *ck, const emvqr_node *voter)
{
    const emvqr_node *at = ck->top;
    bool account = at != NULL && emvqr__is_account(at);
    ck->voter = voter;
    ck->levels[OWN] = 0;
    ck->levels[EMVCO] = account || voter->network == 0 ? NOWHERE : 0;
    if (account && at->network != voter->network) {
        return false;
    }
    if (account && at->network != 0) {
        ck->types = (uint8_t)emvqr__account_types(at);
        ck->levels[OWN] = emvqr__network_of(ck->asking.doc, at->network)->forms[emvqr__node_form(at)].level;
        at++;
    } else {
        ck->types = (uint8_t)emvqr__check_types(ck, voter->network);
    }
    if (at != NULL) {
        check_descend(ck, OWN, at);
        check_descend(ck, EMVCO, at);
    }
    return ck->levels[OWN] != NOWHERE || ck->levels[EMVCO] != NOWHERE;
}

/* ---- what is said ---- */

/* Notes what a row of the table says. */
static void check_note(check *ck, emvqr__verdict verdict, const emvqr_rule *rule)
{
    const emvqr_level *levels = ck->asking.network->levels;
    unsigned level = ck->levels[ck->turn], row = (unsigned)(rule - levels[level].rules);
    while (level-- != 0) {
        row += levels[level].count;
    }
    ck->worst = verdict;
    ck->row = (uint8_t)row;
    ck->network = ck->turn == EMVCO ? 0 : ck->voter->network;
}

/* Raises what was noted, of `node`, or of the absent object `id`; EMVQR__ID_UNKNOWN: of the template itself. */
static EMVQR__NOINLINE void check_raise(const check *ck, const emvqr_node *node, unsigned id)
{
    const emvqr_node *parent = ck->asking.parent;
    emvqr_finding finding;
    finding.path = parent == NULL ? 0 : emvqr_node_path(ck->asking.doc, parent);
    if (id != EMVQR__ID_UNKNOWN) {
        finding.path = emvqr_path_join(finding.path, id);
    }
    finding.offset = node != NULL ? node->offset : parent != NULL ? parent->offset : 0;
    finding.code = (uint8_t)emvqr__verdict_code(ck->worst);
    finding.severity = EMVQR_NONE;
    finding.network = ck->network;
    finding.row = ck->row;
    emvqr__raise_row(ck->findings, &finding, emvqr__verdict_weight(ck->worst));
}

static inline bool check_is_vital(const emvqr_rule *rule)
{
    return (rule->weight & EMVQR_VITAL) != 0;
}

static void check_tell(check *ck, emvqr_code code, bool vital, const emvqr_rule *rule, const emvqr_node *node, unsigned id)
{
    check_note(ck, emvqr__verdict_of(code, vital ? EMVQR_MONEY : 0), rule);
    check_raise(ck, node, id);
}

/* ---- one object ---- */

/* What the checks of a row say behind `verdict`. A fault that may send money wrong goes before one that may not. */
static inline emvqr__verdict check_ask(check *ck, const emvqr_rule *rule, const emvqr_node *node, emvqr__verdict verdict)
{
    const emvqr_check_cell *cell = &ck->asking.network->checks[rule->check];
    if (rule->check == 0) {
        return verdict;
    }
    do {
        emvqr__verdict says = emvqr__verdict_of(cell->code, cell->weight);
        if ((verdict == 0 || check_is_money(says)) && !cell->holds(&ck->asking, node)) {
            verdict = says;
        }
    } while (emvqr__verdict_weight(verdict) != EMVQR_MONEY && (cell++->weight & EMVQR_ALSO) != 0);
    return verdict;
}

static inline bool check_is_text(emvqr_span value)
{
    return emvqr_text_valid(value.ptr, value.len) == value.len;
}

/* All that one row says. */
static inline emvqr__verdict check_value(check *ck, const emvqr_rule *rule, const emvqr_node *node)
{
    if (!ck->plain && !check_is_text(emvqr__value(ck->asking.doc, node))) {
        return 0; /* the parser reported it */
    }
    return check_ask(ck, rule, node, emvqr__value_judge(&ck->asking, ck->plain, rule, node));
}

/* Others may forbid an account, but not judge it, nor accept it. */
static inline bool check_may_judge(const check *ck, const emvqr_node *node)
{
    return ck->top != NULL || !emvqr__is_account(node) || node->network == ck->voter->network;
}

/* What one voter says of an object, and in *rule which row of the table whose turn it then is. What is forbidden and
 * also contradicts EMVCo's own rules for money is wrong for everybody. */
static inline emvqr__verdict check_vote(check *ck, const emvqr_node *node, bool judges, const emvqr_rule **rule)
{
    emvqr__verdict verdict = 0;
    bool forbidden;
    *rule = check_row(ck, OWN, node->id);
    forbidden = *rule != NULL && (*rule)->presence == EMVQR_FORBIDDEN;
    if (*rule == NULL || forbidden) {
        *rule = check_row(ck, EMVCO, node->id);
    }
    if (*rule != NULL && (forbidden || judges)) {
        verdict = check_value(ck, *rule, node);
    }
    if (forbidden) {
        *rule = check_row(ck, OWN, node->id);
        verdict = check_is_money(verdict) ? verdict : emvqr__verdict_of(EMVQR_CODE_FORBIDDEN_OBJECT, 0);
    }
    return verdict;
}

/* Hears one voter; false: it has nothing to say against the object. */
static EMVQR__NOINLINE bool check_hear(check *ck, const emvqr_node *node)
{
    bool judges = check_may_judge(ck, node);
    const emvqr_rule *rule;
    emvqr__verdict verdict = check_vote(ck, node, judges, &rule);
    if (verdict == 0) {
        ck->accepted = ck->accepted || judges;
    } else if (ck->worst == 0 || check_is_money(verdict) > check_is_money(ck->worst)) {
        check_note(ck, verdict, rule);
    }
    return verdict != 0;
}

/* Whether a fault is one although another voter accepts the object. A sum is in one currency, so all that fix one must
 * agree; in which country a code is shown may be any's. */
static bool check_stands(emvqr__verdict verdict, const emvqr_node *node)
{
    return emvqr__verdict_weight(verdict) == EMVQR_MONEY || emvqr__verdict_code(verdict) == EMVQR_CODE_FORBIDDEN_OBJECT ||
           (emvqr__verdict_code(verdict) == EMVQR_CODE_COUNTRY_CURRENCY && node->id == 53u);
}

/* Hears the others. A value passes when one accepts it, but for faults that may send money wrong; of such a fault is
 * told before others, else the first voter's. When one before had something to say, all was told then. */
static void check_hear_others(check *ck, const emvqr_node *node)
{
    const emvqr_node *voter, *own = ck->voter;
    bool told = false;
    for (voter = ck->first; voter != NULL && !told; voter = emvqr__check_next(ck, voter)) {
        told = voter != own && check_see(ck, voter) && check_hear(ck, node) && voter < own;
    }
    if (told || (ck->accepted && !check_stands(ck->worst, node))) {
        ck->worst = 0;
    }
    (void)check_see(ck, own);
}

/* One object by one voter, and by all when it has something to say. */
static inline void check_object(check *ck, const emvqr_node *node)
{
    ck->worst = 0;
    ck->accepted = false;
    if (check_hear(ck, node)) {
        check_hear_others(ck, node);
        if (ck->worst != 0) {
            check_raise(ck, node, node->id);
        }
    }
}

/* ---- what is absent, and what must stand alone ---- */

/* Whether the template holds one of the objects of a group, and tells of a second one where there may be none. */
static bool check_has_one(check *ck, const emvqr_rule *rule)
{
    const emvqr_node *at = ck->from;
    unsigned met = 0;
    for (; at != ck->until; at = emvqr__next(at)) {
        if (at->id >= rule->first && at->id <= rule->last && ++met == 2u && rule->kind == EMVQR_KIND_ONE_OF) {
            check_tell(ck, EMVQR_CODE_CONFLICT, check_is_vital(rule), rule, at, at->id);
        }
    }
    return met != 0;
}

/* Whether EMVCo's row is about an object of which the voter's own table says something itself. */
static bool check_is_told(check *ck, const emvqr_rule *rule)
{
    bool told = false;
    if (ck->turn == EMVCO) {
        told = check_row(ck, OWN, rule->first) != NULL;
        (void)check_turn(ck, EMVCO);
    }
    return told;
}

/* Whether nothing is missed of what a row asks for; an object that is, is noted, so that no other row misses it. */
static bool check_has(check *ck, const emvqr_rule *rule, bool group)
{
    if ((!group && emvqr__seen_has(&ck->seen, rule->first)) ||
        (rule->presence == EMVQR_CONDITIONAL && ck->asking.network->checks[rule->check].holds(&ck->asking, NULL))) {
        return true;
    }
    return group ? check_has_one(ck, rule) : check_is_told(ck, rule) || emvqr__seen_twice(&ck->seen, rule->first);
}

/* What a row asks for is absent: an object, or (EMVQR__ID_UNKNOWN) all of a group. */
static void check_absent(check *ck, const emvqr_rule *rule, unsigned id)
{
    const emvqr_doc *doc = ck->asking.doc;
    bool vital = check_is_vital(rule);
    if (ck->top == NULL && doc->broken) {
        return;
    }
    if (ck->top == NULL && id == 53u && emvqr_node_child(doc, NULL, 54) != NULL) {
        vital = vital || !check_fixes_currency(ck); /* a sum in no currency */
    }
    check_tell(ck, EMVQR_CODE_MISSING_OBJECT, vital, rule, NULL, id);
}

/* The table's rows that ask for an object. */
static EMVQR__NOINLINE void check_required(check *ck)
{
    const emvqr_level *level = &ck->asking.network->levels[ck->levels[ck->turn]];
    const emvqr_rule *rule = level->rules, *end = rule + level->count;
    for (; rule != end; rule++) {
        bool group = rule->first != rule->last && rule->kind >= EMVQR_KIND_ONE_OF;
        if ((rule->presence & EMVQR_REQUIRED) != 0 && (rule->types & ck->asking.types) != 0 &&
            !check_has(ck, rule, group)) {
            check_absent(ck, rule, group ? EMVQR__ID_UNKNOWN : rule->first);
        }
    }
}

/* The template `parent`, in or at the root's object `top`. */
static inline void check_begin(check *ck, const emvqr_node *top, const emvqr_node *parent)
{
    ck->top = top;
    ck->from = parent == NULL ? ck->asking.doc->nodes : parent + 1;
    ck->until = parent == NULL ? ck->end : emvqr__next(parent);
    ck->asking.parent = parent;
}

/* What the voter misses in it. */
static inline void check_missing(check *ck)
{
    unsigned table;
    for (table = OWN; table != TABLES; table++) {
        if (check_turn(ck, table)) {
            check_required(ck);
        }
    }
}

static inline void check_template(check *ck, const emvqr_node *top, const emvqr_node *parent)
{
    const emvqr_node *voter = ck->first, *at;
    check_begin(ck, top, parent);
    memset(&ck->seen, 0, sizeof ck->seen);
    for (at = ck->from; at != ck->until; at = emvqr__next(at)) {
        (void)emvqr__seen_twice(&ck->seen, at->id);
    }
    for (; voter != NULL; voter = emvqr__check_next(ck, voter)) {
        if (check_see(ck, voter)) {
            for (at = ck->from; at != ck->until && !(EMVQR_CFG_FAST && ck->looked); at = emvqr__next(at)) {
                check_object(ck, at);
            }
            check_missing(ck);
        }
    }
}

/* ---- the whole ---- */

/* Every template by every voter who has a say in it: the root, then the others. */
EMVQR__STEP void emvqr__check_templates(check *ck)
{
    const emvqr_node *node = ck->asking.doc->nodes, *top = NULL, *parent = NULL;
    for (;;) {
        check_template(ck, top, parent);
        for (; node != ck->end && !emvqr__is_template(node); node++) {
        }
        if (node == ck->end) {
            return;
        }
        top = top == NULL || node > top + top->inside ? node : top;
        parent = node++;
    }
}

#if EMVQR_CFG_FAST
static void check_list(check *ck)
{
    const emvqr_node *node = ck->first;
    uint32_t met = 0;
    unsigned count = 0;
    memset(ck->types_of, 0, sizeof ck->types_of);
    for (; node != ck->end && node->network < EMVQR__LISTED; node = check_account_from(ck, emvqr__next(node))) {
        uint32_t bit = (uint32_t)1 << node->network;
        if ((met & bit) == 0) {
            ck->voters[count++] = node;
        }
        met |= bit;
        ck->types_of[node->network] |= (uint8_t)emvqr__types_of(node);
    }
    ck->types_of[0] = EMVQR_TYPES_ALL;
    ck->voters[count] = NULL;
    ck->listed = node == ck->end;
    ck->several = count > 1u || !ck->listed;
}
#endif

EMVQR__STEP void emvqr__check_begin(check *ck, const emvqr_doc *doc, int64_t now, emvqr_findings *findings)
{
    ck->asking.doc = doc;
    ck->end = doc->nodes + doc->count;
    ck->asking.now = now;
    ck->findings = findings;
    ck->looked = false;
    ck->plain = EMVQR_CFG_FAST ? doc->plain : emvqr__is_plain(doc->text + doc->start, (size_t)doc->end - doc->start);
    ck->first = check_account_from(ck, doc->nodes);
    if (ck->first == ck->end) {
        ck->first = doc->nodes;
    }
#if EMVQR_CFG_FAST
    check_list(ck);
#endif
}

#if EMVQR_CFG_FAST

void emvqr__check_object(check *ck, const emvqr_node *voter, const emvqr_node *top, const emvqr_node *parent,
                         const emvqr_node *node)
{
    check_begin(ck, top, parent);
    (void)check_see(ck, voter);
    check_object(ck, node);
}

#else

void emvqr_check(const emvqr_doc *doc, int64_t now, emvqr_findings *findings)
{
    check ck;
    if (doc->count != 0) {
        emvqr__check_begin(&ck, doc, now, findings);
        emvqr__check_templates(&ck);
        emvqr__check_accounts(doc, ck.first, ck.end, findings);
    }
}

#endif
