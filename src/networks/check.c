/* SPDX-License-Identifier: MIT */
/* The check: every object against the rows that stand for it, and every row against the objects that are there.
 *
 * Whoever has an account in the document votes on what is outside the accounts; cards and accounts of nobody vote by
 * EMVCo's tables, and what a network's do not mention is EMVCo's too. Inside an account its own network judges. */
#include "glance.h"
#include "value.h"

#include <string.h>

struct emvqr__check {
    const emvqr_doc *doc;
    emvqr_findings *findings;
    emvqr_checking asking; /* for the tables' checks. Its parent is the template that is judged; its network and types are
                            * those of the row that asks. */
    const emvqr_node *top; /* the root's object that holds that template, or that it is; NULL for the root */
    emvqr__seen seen;      /* the IDs of that template's objects, and of those that were missed already */
    const emvqr_node *first, *last; /* the root's accounts lie between them; without one, the first object votes as EMVCo */
    bool several;          /* there is a second voter */
    bool looked;           /* the objects have been judged, only what is missing has not */
    bool plain; /* every byte is a character from 20h to 7Eh, so that none has to be looked at again */
};

typedef struct emvqr__check check;

/* The rows of one table for the objects of one template. */
typedef struct check_rows {
    const emvqr_network *network;
    uint8_t index, types;
    int8_t level; /* -1: none */
} check_rows;

/* One voter's rows: its own, and EMVCo's for what it does not mention. */
typedef struct check_view {
    const emvqr_node *voter;
    check_rows own, emvco;
    bool judges; /* it has a say in the template */
} check_view;

/* A row that was asked, and its table's. */
typedef struct check_asked {
    const emvqr_rule *rule;
    const check_rows *rows;
} check_asked;

/* An error under both policies. */
static bool check_is_money(emvqr__verdict verdict)
{
    unsigned weight = emvqr__verdict_weight(verdict);
    return weight != 0 ? weight == EMVQR_MONEY
                       : emvqr_code_severity(emvqr__verdict_code(verdict), EMVQR_FIELD) == EMVQR_ERROR;
}

static const emvqr_network *check_network(const emvqr_doc *doc, unsigned index)
{
    return index == 0 ? &emvqr_emvco : doc->networks[index - 1u];
}

/* EMVCo MPM table 4.1: 02 to 51 are accounts. */
static bool check_is_account(const emvqr_node *node)
{
    return node->id - 2u <= 51u - 2u;
}

/* ---- voters ---- */

/* A voter is the first account of its network; those that no network knows are one voter. */
static bool check_votes(const check *ck, const emvqr_node *node)
{
    const emvqr_node *other = ck->first;
    while (!check_is_account(other) || other->network != node->network) {
        other = emvqr__next(other);
    }
    return other == node;
}

/* The next voter, or NULL. */
static const emvqr_node *check_next(const check *ck, const emvqr_node *voter)
{
    while (voter != ck->last) {
        voter = emvqr__next(voter);
        if (check_is_account(voter) && check_votes(ck, voter)) {
            return voter;
        }
    }
    return NULL;
}

static EMVQR__NOINLINE void check_admit(check *ck)
{
    const emvqr_node *node = ck->doc->nodes, *end = ck->doc->nodes + ck->doc->count;
    ck->first = ck->last = NULL;
    for (; node != end; node = emvqr__next(node)) {
        if (check_is_account(node)) {
            ck->first = ck->first == NULL ? node : ck->first;
            ck->last = node;
        }
    }
    if (ck->first == NULL) {
        ck->first = ck->last = ck->doc->nodes;
    }
    ck->several = check_next(ck, ck->first) != NULL;
}

/* The types of a network's accounts. */
static unsigned check_types(const check *ck, unsigned network)
{
    const emvqr_node *node = ck->first;
    unsigned types = network == 0 ? EMVQR_TYPES_ALL : 0;
    for (; types != EMVQR_TYPES_ALL && node <= ck->last; node = emvqr__next(node)) {
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
    for (; voter != NULL; voter = check_next(ck, voter)) {
        const emvqr_rule *rule = emvqr_network_rule(check_network(ck->doc, voter->network), 0, 53,
                                                    check_types(ck, voter->network));
        if (voter->network != 0 && rule != NULL && rule->list != 0) {
            return true;
        }
    }
    return false;
}

/* ---- which rows ---- */

/* The level of a table for the inside of `parent`, from the level that stands for the siblings from `at` on; -1 when
 * the table does not open it. */
static int check_level(const check_rows *rows, int level, const emvqr_node *at, const emvqr_node *parent)
{
    while (parent >= at) {
        const emvqr_rule *rule;
        while (parent > at + at->inside) {
            at = emvqr__next(at);
        }
        rule = emvqr_network_rule(rows->network, (unsigned)level, at->id, rows->types);
        if (rule == NULL || rule->kind != EMVQR_KIND_TEMPLATE) {
            return -1;
        }
        level = rule->min;
        at++;
    }
    return level;
}

/* The first row for an ID and the voter's types, or NULL. */
static inline const emvqr_rule *check_row(const check_rows *rows, unsigned id)
{
    return rows->level < 0 ? NULL : emvqr_network_rule(rows->network, (unsigned)rows->level, id, rows->types);
}

/* The rows by which a voter judges the template. It has no say in another's account. */
static EMVQR__NOINLINE void check_see(const check *ck, const emvqr_node *voter, check_view *view)
{
    const emvqr_node *top = ck->top, *parent = ck->asking.parent;
    check_rows *own = &view->own, *emvco = &view->emvco;
    int level = 0, others = -1;
    view->voter = voter;
    view->judges = false;
    own->index = voter->network;
    own->network = check_network(ck->doc, own->index);
    emvco->index = 0;
    emvco->types = EMVQR_TYPES_ALL;
    emvco->network = &emvqr_emvco;
    if (top != NULL && check_is_account(top)) {
        if (top->network != own->index) {
            return;
        }
        own->types = EMVQR_TYPES_ALL;
        if (own->index != 0) {
            own->types = (uint8_t)emvqr__account_types(top);
            level = own->network->forms[emvqr__node_form(top)].level;
            top++;
        }
        level = check_level(own, level, top, parent);
    } else {
        own->types = (uint8_t)check_types(ck, own->index);
        others = own->index == 0 ? -1 : 0;
        if (top != NULL) {
            level = check_level(own, 0, top, parent);
            others = others < 0 ? -1 : check_level(emvco, 0, top, parent);
        }
    }
    own->level = (int8_t)level;
    emvco->level = (int8_t)others;
    view->judges = level >= 0 || others >= 0;
}

/* Raises what a row says of `node`, or of the absent object `id`; EMVQR__ID_UNKNOWN: of the template itself. */
static void check_raise(const check *ck, emvqr__verdict verdict, const emvqr_node *node, unsigned id,
                        const check_rows *rows, const emvqr_rule *rule)
{
    const emvqr_node *parent = ck->asking.parent;
    const emvqr_level *levels = rows->network->levels;
    emvqr_finding finding;
    unsigned row = (unsigned)(rule - levels[rows->level].rules);
    int level;
    for (level = 0; level < rows->level; level++) {
        row += levels[level].count;
    }
    finding.path = parent == NULL ? 0 : emvqr_node_path(ck->doc, parent);
    if (id != EMVQR__ID_UNKNOWN) {
        finding.path = emvqr_path_join(finding.path, id);
    }
    finding.offset = node != NULL ? node->offset : parent != NULL ? parent->offset : 0;
    finding.code = (uint8_t)emvqr__verdict_code(verdict);
    finding.severity = EMVQR_NONE;
    finding.network = rows->index;
    finding.row = (uint8_t)row;
    emvqr__raise_row(ck->findings, &finding, emvqr__verdict_weight(verdict));
}

/* ---- one object ---- */

/* What a check says; `node` NULL asks it whether the absent object may be absent. */
static inline bool check_holds(check *ck, const check_rows *rows, unsigned index, const emvqr_node *node)
{
    ck->asking.network = rows->network;
    ck->asking.types = rows->types;
    return rows->network->checks[index].holds(&ck->asking, node);
}

/* What the checks of a row say behind `verdict`. A fault that may send money wrong goes before one that may not. */
static inline emvqr__verdict check_ask(check *ck, const check_rows *rows, const emvqr_rule *rule, const emvqr_node *node,
                                      emvqr__verdict verdict)
{
    unsigned next = rule->check;
    while (next != 0 && (verdict == 0 || emvqr__verdict_weight(verdict) != EMVQR_MONEY)) {
        const emvqr_check_cell *cell = &rows->network->checks[next];
        if ((verdict == 0 || check_is_money(emvqr__verdict_of(cell->code, cell->weight))) &&
            !check_holds(ck, rows, next, node)) {
            verdict = emvqr__verdict_of(cell->code, cell->weight);
        }
        next = (cell->weight & EMVQR_ALSO) != 0 ? next + 1u : 0u;
    }
    return verdict;
}

/* All that one row says. */
static inline emvqr__verdict check_value(check *ck, const check_rows *rows, const emvqr_rule *rule, const emvqr_node *node)
{
    emvqr_span value = { ck->doc->text + node->offset + 4, node->length };
    emvqr__verdict verdict = 0;
    if (ck->plain || emvqr_text_valid(value.ptr, value.len) == value.len) { /* else the parser reported it */
        verdict = emvqr__value_judge(ck->doc, ck->plain, rule, node, value);
        if (rule->list != 0 && verdict == 0) {
            verdict = emvqr__list_judge(&rows->network->lists[rule->list], value);
        }
        if (rule->check != 0) {
            verdict = check_ask(ck, rows, rule, node, verdict);
        }
    }
    return verdict;
}

/* Others may forbid an account, but not judge it, nor accept it. */
static inline bool check_may_judge(const check *ck, const check_view *view, const emvqr_node *node)
{
    return ck->top != NULL || !check_is_account(node) || node->network == view->own.index;
}

/* What one voter says of an object, and which row says it. What is forbidden and also contradicts EMVCo's own rules for
 * money is wrong for everybody. */
static inline emvqr__verdict check_vote(check *ck, check_view *view, const emvqr_node *node, check_asked *asked)
{
    check_rows *rows = &view->own;
    const emvqr_rule *rule = check_row(rows, node->id);
    bool forbidden = rule != NULL && rule->presence == EMVQR_FORBIDDEN;
    emvqr__verdict verdict = 0;
    asked->rule = rule;
    asked->rows = rows;
    if (rule == NULL || forbidden) {
        rows = &view->emvco;
        rule = check_row(rows, node->id);
    }
    if (!forbidden) {
        asked->rule = rule;
        asked->rows = rows;
    }
    if (rule != NULL && (forbidden || check_may_judge(ck, view, node))) {
        verdict = check_value(ck, rows, rule, node);
    }
    return forbidden && !check_is_money(verdict) ? emvqr__verdict_of(EMVQR_CODE_FORBIDDEN_OBJECT, 0) : verdict;
}

/* Whether a fault is one although another voter accepts the object. A sum is in one currency, so all that fix one must
 * agree; in which country a code is shown may be any's. */
static bool check_stands(emvqr__verdict verdict, const emvqr_node *node)
{
    return emvqr__verdict_weight(verdict) == EMVQR_MONEY || emvqr__verdict_code(verdict) == EMVQR_CODE_FORBIDDEN_OBJECT ||
           (emvqr__verdict_code(verdict) == EMVQR_CODE_COUNTRY_CURRENCY && node->id == 53u);
}

/* What the voters say of one object. */
typedef struct check_poll {
    emvqr__verdict worst;
    const emvqr_rule *rule; /* that says it */
    check_rows rows;
    bool accepted;
} check_poll;

/* Hears one voter; false: it has nothing to say against the object. */
static inline bool check_hear(check *ck, check_view *view, const emvqr_node *node, check_poll *poll)
{
    check_asked asked;
    emvqr__verdict verdict = check_vote(ck, view, node, &asked);
    if (verdict == 0) {
        poll->accepted = poll->accepted || check_may_judge(ck, view, node);
    } else if (poll->worst == 0 || check_is_money(verdict) > check_is_money(poll->worst)) {
        poll->worst = verdict;
        poll->rule = asked.rule;
        poll->rows = *asked.rows;
    }
    return verdict != 0;
}

/* Hears the others. A value passes when one accepts it, but for faults that may send money wrong; of such a fault is told
 * before others, else the first voter's. When one before had something to say, all was told then. */
static EMVQR__NOINLINE void check_hear_others(check *ck, check_view *view, const emvqr_node *node, check_poll *poll)
{
    const emvqr_node *voter, *own = view->voter;
    bool told = false;
    for (voter = ck->first; voter != NULL && !told; voter = check_next(ck, voter)) {
        if (voter != own) {
            check_see(ck, voter, view);
            told = view->judges && check_hear(ck, view, node, poll) && voter < own;
        }
    }
    if (told || (poll->accepted && !check_stands(poll->worst, node))) {
        poll->worst = 0;
    }
    check_see(ck, own, view);
}

/* One object by one voter, and by all when it has something to say. */
static void check_object(check *ck, check_view *view, const emvqr_node *node)
{
    check_poll poll;
    memset(&poll, 0, sizeof poll);
    if (!check_hear(ck, view, node, &poll)) {
        return;
    }
    if (ck->several) {
        check_hear_others(ck, view, node, &poll);
    }
    if (poll.worst != 0) {
        check_raise(ck, poll.worst, node, node->id, &poll.rows, poll.rule);
    }
}

/* ---- what is absent, and what must stand alone ---- */

static void check_group(const check *ck, const check_rows *rows, const emvqr_rule *rule)
{
    const emvqr_node *parent = ck->asking.parent, *at = emvqr__children(ck->doc, parent),
                     *end = emvqr__children_end(ck->doc, parent);
    unsigned weight = (rule->weight & EMVQR_VITAL) != 0 ? EMVQR_MONEY : 0, met = 0;
    for (; at != end; at = emvqr__next(at)) {
        if (at->id >= rule->first && at->id <= rule->last && ++met == 2u && rule->kind == EMVQR_KIND_ONE_OF) {
            check_raise(ck, emvqr__verdict_of(EMVQR_CODE_CONFLICT, weight), at, at->id, rows, rule);
        }
    }
    if (met == 0 && !(parent == NULL && ck->doc->broken)) {
        check_raise(ck, emvqr__verdict_of(EMVQR_CODE_MISSING_OBJECT, weight), NULL, EMVQR__ID_UNKNOWN, rows, rule);
    }
}

/* An object that a row asks for is absent. */
static EMVQR__NOINLINE void check_absent(const check *ck, const check_rows *rows, const emvqr_rule *rule)
{
    bool vital = (rule->weight & EMVQR_VITAL) != 0;
    if (ck->top == NULL && ck->doc->broken) {
        return;
    }
    if (ck->top == NULL && rule->first == 53u && emvqr_node_child(ck->doc, NULL, 54) != NULL) {
        vital = vital || !check_fixes_currency(ck); /* a sum in no currency */
    }
    check_raise(ck, emvqr__verdict_of(EMVQR_CODE_MISSING_OBJECT, vital ? EMVQR_MONEY : 0), NULL, rule->first, rows, rule);
}

/* Whether EMVCo's row is about an object of which the voter's `own` table says something itself. */
static bool check_is_told(const check_rows *own, const emvqr_rule *rule)
{
    return own != NULL && own->level >= 0 &&
           emvqr_network_rule(own->network, (unsigned)own->level, rule->first, own->types) != NULL;
}

/* The rows of one table that ask for an object. `own` are those that go before EMVCo's. */
static EMVQR__NOINLINE void check_required(check *ck, const check_rows *rows, const check_rows *own)
{
    const emvqr_level *level = &rows->network->levels[rows->level];
    const emvqr_rule *rule = level->rules, *end = rule + level->count;
    for (; rule != end; rule++) {
        bool group;
        if ((rule->presence & EMVQR_REQUIRED) == 0) {
            continue;
        }
        group = rule->first != rule->last && rule->kind >= EMVQR_KIND_ONE_OF;
        if ((!group && emvqr__seen_has(&ck->seen, rule->first)) || (rule->types & rows->types) == 0 ||
            (rule->presence == EMVQR_CONDITIONAL && check_holds(ck, rows, rule->check, NULL))) {
            continue;
        }
        if (group) {
            check_group(ck, rows, rule);
        } else if (!check_is_told(own, rule)) {
            (void)emvqr__seen_twice(&ck->seen, rule->first);
            check_absent(ck, rows, rule);
        }
    }
}

static void check_missing(check *ck, check_view *view)
{
    if (view->own.level >= 0) {
        check_required(ck, &view->own, NULL);
    }
    if (view->emvco.level >= 0) {
        check_required(ck, &view->emvco, &view->own);
    }
}

/* The template's objects by one voter, and what it misses. */
static void check_objects(check *ck, check_view *view)
{
    const emvqr_node *at = emvqr__children(ck->doc, ck->asking.parent),
                     *end = emvqr__children_end(ck->doc, ck->asking.parent);
    for (; at != end && !ck->looked; at = emvqr__next(at)) {
        check_object(ck, view, at);
    }
    check_missing(ck, view);
}

/* The template `parent`, in or at the root's object `top`. */
static inline void check_begin(check *ck, const emvqr_node *top, const emvqr_node *parent)
{
    const emvqr_node *at = emvqr__children(ck->doc, parent), *end = emvqr__children_end(ck->doc, parent);
    ck->top = top;
    ck->asking.parent = parent;
    memset(&ck->seen, 0, sizeof ck->seen);
    for (; at != end; at = emvqr__next(at)) {
        (void)emvqr__seen_twice(&ck->seen, at->id);
    }
}

static void check_template(check *ck, const emvqr_node *top, const emvqr_node *parent)
{
    const emvqr_node *voter;
    check_view view;
    check_begin(ck, top, parent);
    for (voter = ck->first; voter != NULL; voter = ck->several ? check_next(ck, voter) : NULL) {
        check_see(ck, voter, &view);
        if (view.judges) {
            check_objects(ck, &view);
        }
    }
}

/* ---- accounts among themselves ---- */

static bool check_same_value(const emvqr_doc *doc, const emvqr_node *a, const emvqr_node *b)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    return a->length == b->length &&
           memcmp(emvqr_node_value(doc, a).ptr, emvqr_node_value(doc, b).ptr, a->length) == 0;
}

/* Whether two accounts of one form name the same payee. */
static bool check_same_payee(const emvqr_doc *doc, const emvqr_network *network, const emvqr_node *a,
                             const emvqr_node *b)
{
    const emvqr_level *level = &network->levels[network->forms[emvqr__node_form(a)].level];
    unsigned i, id;
    for (i = 0; i < level->count; i++) {
        const emvqr_rule *rule = &level->rules[i];
        for (id = rule->first; (rule->weight & EMVQR_VITAL) != 0 && id <= rule->last; id++) {
            if (!check_same_value(doc, emvqr_node_child(doc, a, id), emvqr_node_child(doc, b, id))) {
                return false;
            }
        }
    }
    return true;
}

static EMVQR__NOINLINE void check_account(const check *ck, const emvqr_node *node)
{
    const emvqr_network *network = check_network(ck->doc, node->network);
    const emvqr_form *form = &network->forms[emvqr__node_form(node)];
    const emvqr_node *other;
    if (node->id < form->first || node->id > form->last) {
        emvqr__raise(ck->findings, EMVQR_CODE_MISPLACED_ACCOUNT, 0, EMVQR_PATH1(node->id), node->offset);
    }
    for (other = ck->doc->nodes; (network->flags & EMVQR_SEVERAL) == 0 && other != node; other = emvqr__next(other)) {
        if (other->network == node->network && emvqr__node_form(other) == emvqr__node_form(node) &&
            emvqr_node_type(other) == emvqr_node_type(node) && !check_same_payee(ck->doc, network, other, node)) {
            emvqr__raise(ck->findings, EMVQR_CODE_CONFLICTING_ACCOUNTS, 0, EMVQR_PATH1(node->id), node->offset);
            break;
        }
    }
}

static void check_accounts(const check *ck)
{
    const emvqr_node *node = ck->first;
    for (; node <= ck->last; node = emvqr__next(node)) {
        if (node->network != 0) {
            check_account(ck, node);
        }
    }
}

/* ---- the whole ---- */

/* Every template by every voter who has a say in it. */
static void check_templates(check *ck)
{
    const emvqr_node *node = ck->doc->nodes, *end = node + ck->doc->count, *top = node;
    check_template(ck, NULL, NULL);
    for (; node != end; node++) {
        if (node > top + top->inside) {
            top = node;
        }
        if (emvqr__is_template(node)) {
            check_template(ck, top, node);
        }
    }
}

static inline void check_start(check *ck, const emvqr_doc *doc, int64_t now, emvqr_findings *findings)
{
    ck->doc = ck->asking.doc = doc;
    ck->asking.now = now;
    ck->findings = findings;
    ck->looked = false;
    ck->plain = emvqr__is_plain(doc->text + doc->start, (size_t)doc->end - doc->start);
    check_admit(ck);
}

#if EMVQR_CFG_FAST

void emvqr__check_object(check *ck, const emvqr_node *voter, const emvqr_node *top, const emvqr_node *parent,
                         const emvqr_node *node)
{
    check_view view;
    check_begin(ck, top, parent);
    check_see(ck, voter, &view);
    check_object(ck, &view, node);
}

/* A list whose first network has no outlines is judged without the look, and so are voters that have none. */
static bool check_may_glance(const check *ck)
{
    const emvqr_network *const *networks = ck->doc->networks;
    const emvqr_node *voter = ck->first;
    if (networks != NULL && *networks != NULL && (*networks)->outlines == NULL) {
        return false;
    }
    for (; voter != NULL; voter = ck->several ? check_next(ck, voter) : NULL) {
        if (check_network(ck->doc, voter->network)->outlines == NULL) {
            return false;
        }
    }
    return true;
}

static void check_quickly(check *ck)
{
    const emvqr_node *voter = ck->first;
    bool misses = false;
    for (; voter != NULL; voter = ck->several ? check_next(ck, voter) : NULL) {
        if (emvqr__glance(ck, &ck->asking, voter, check_types(ck, voter->network), ck->plain,
                          ck->several)) {
            misses = true;
        }
    }
    if (misses) {
        ck->looked = true;
        check_templates(ck);
    }
}

void emvqr_check(const emvqr_doc *doc, int64_t now, emvqr_findings *findings)
{
    check ck;
    if (doc->count == 0) {
        return;
    }
    check_start(&ck, doc, now, findings);
    if (check_may_glance(&ck)) {
        check_quickly(&ck);
    } else {
        check_templates(&ck);
    }
    check_accounts(&ck);
}

#else

void emvqr_check(const emvqr_doc *doc, int64_t now, emvqr_findings *findings)
{
    check ck;
    if (doc->count != 0) {
        check_start(&ck, doc, now, findings);
        check_templates(&ck);
        check_accounts(&ck);
    }
}

#endif
