/* SPDX-License-Identifier: MIT */
/* The check: every object against the rows that stand for it, and every row against the objects that are there.
 *
 * Whoever has an account in the document votes on what is outside the accounts; cards and accounts of nobody vote by
 * EMVCo's tables, and what a network's do not mention is EMVCo's too. Inside an account its own network judges. */
#include "../core/rules.h"

#include <string.h>

#define CHECK_VOTERS_MAX 32u

typedef struct check_voter {
    uint8_t network; /* index + 1 in the document's list; 0: EMVCo */
    uint8_t types;
} check_voter;

typedef struct check {
    const emvqr_doc *doc;
    emvqr_findings *findings;
    int64_t now;
    bool plain; /* every byte is a character from 20h to 7Eh, so that none has to be looked at again */
    uint8_t count;
    check_voter voters[CHECK_VOTERS_MAX];
} check;

/* The template that is judged; both NULL for the root. */
typedef struct check_place {
    const emvqr_node *top; /* the root's object that holds it, or that it is */
    const emvqr_node *parent;
} check_place;

/* What one row says of one object: an emvqr_code and a weight, made by check_say; 0: nothing. */
typedef unsigned check_verdict;

/* The rows of one table for the objects of one template. */
typedef struct check_rows {
    const emvqr_network *network;
    emvqr__rows walk;
    uint8_t index, types;
    int8_t level; /* -1: none */
} check_rows;

/* One voter's rows: its own, and EMVCo's for what it does not mention. */
typedef struct check_view {
    check_rows own, emvco;
    const check_rows *rows; /* by which the last vote was given */
    const emvqr_rule *rule;
} check_view;

static inline check_verdict check_say(unsigned code, unsigned weight)
{
    return code == EMVQR_CODE_NONE ? 0 : code << 4 | (weight & 0xFu);
}

static emvqr_code check_code(check_verdict verdict)
{
    return (emvqr_code)(verdict >> 4);
}

static unsigned check_weight(check_verdict verdict)
{
    return verdict & 0xFu;
}

/* An error under both policies. */
static bool check_is_money(check_verdict verdict)
{
    return check_weight(verdict) != 0 ? check_weight(verdict) == EMVQR_MONEY
                                      : emvqr_code_severity(check_code(verdict), EMVQR_FIELD) == EMVQR_ERROR;
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

static void check_admit(check *ck, unsigned network, unsigned types)
{
    unsigned i;
    for (i = 0; i < ck->count && ck->voters[i].network != network; i++) {
    }
    if (i == ck->count) {
        if (i == CHECK_VOTERS_MAX) {
            return;
        }
        ck->count++;
        ck->voters[i].network = (uint8_t)network;
        ck->voters[i].types = 0;
    }
    ck->voters[i].types |= (uint8_t)types;
}

static EMVQR__NOINLINE void check_admit_all(check *ck)
{
    const emvqr_node *node = ck->doc->nodes, *end = ck->doc->nodes + ck->doc->count;
    for (; node != end; node = emvqr__next(node)) {
        if (check_is_account(node)) {
            check_admit(ck, node->network, node->network == 0 ? EMVQR_TYPES_ALL : emvqr__account_types(node));
        }
    }
    if (ck->count == 0) {
        check_admit(ck, 0, EMVQR_TYPES_ALL);
    }
}

/* Whether a voter's table says which currency it is. */
static bool check_fixes_currency(const check *ck)
{
    unsigned i;
    for (i = 0; i < ck->count; i++) {
        const check_voter *voter = &ck->voters[i];
        const emvqr_rule *rule = emvqr_network_rule(check_network(ck->doc, voter->network), 0, 53, voter->types);
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

static void check_set_rows(check_rows *rows, int level)
{
    rows->level = (int8_t)level;
    emvqr__rows_of(&rows->walk, level < 0 ? NULL : &rows->network->levels[level]);
}

/* The rows by which the i-th voter judges a template; false: it has no say (in another's account). */
static bool check_see(const check *ck, unsigned i, const check_place *place, check_view *view)
{
    const emvqr_node *top = place->top, *parent = place->parent;
    check_rows *own = &view->own, *emvco = &view->emvco;
    int level = 0, others = -1;
    own->index = ck->voters[i].network;
    own->types = ck->voters[i].types;
    own->network = check_network(ck->doc, own->index);
    emvco->index = 0;
    emvco->types = EMVQR_TYPES_ALL;
    emvco->network = &emvqr_emvco;
    if (top != NULL && check_is_account(top)) {
        if (top->network != own->index) {
            return false;
        }
        if (own->index != 0) {
            own->types = (uint8_t)emvqr__account_types(top);
            level = own->network->forms[emvqr__node_form(top)].level;
            top++;
        }
        level = check_level(own, level, top, parent);
    } else if (top != NULL) {
        level = check_level(own, 0, top, parent);
        others = own->index == 0 ? -1 : check_level(emvco, 0, top, parent);
    } else if (own->index != 0) {
        others = 0;
    }
    check_set_rows(own, level);
    check_set_rows(emvco, others);
    return level >= 0 || others >= 0;
}

/* Raises what a row says of `node`, an object of `parent`, or of the absent object `id`; EMVQR__ID_UNKNOWN: of the
 * template itself. */
static void check_raise(const check *ck, check_verdict verdict, const emvqr_node *parent, const emvqr_node *node,
                        unsigned id, const check_rows *rows, const emvqr_rule *rule)
{
    emvqr_finding finding;
    unsigned row = (unsigned)(rule - rows->network->levels[rows->level].rules);
    int level;
    for (level = 0; level < rows->level; level++) {
        row += rows->network->levels[level].count;
    }
    finding.path = parent == NULL ? 0 : emvqr_node_path(ck->doc, parent);
    if (id != EMVQR__ID_UNKNOWN) {
        finding.path = emvqr_path_join(finding.path, id);
    }
    finding.offset = node != NULL ? node->offset : parent != NULL ? parent->offset : 0;
    finding.code = (uint8_t)check_code(verdict);
    finding.severity = EMVQR_NONE;
    finding.network = rows->index;
    finding.row = (uint8_t)row;
    emvqr__raise_row(ck->findings, &finding, check_weight(verdict));
}

/* ---- one value by one row ---- */

/* Whether all bytes are digits, or capital letters, or what else stands between `first` and the `more` behind it. */
static bool check_is_all(emvqr_span value, unsigned first, unsigned more)
{
    size_t i;
    for (i = 0; i < value.len; i++) {
        if ((unsigned char)value.ptr[i] - first > more) {
            return false;
        }
    }
    return true;
}

static inline bool check_charset(const check *ck, unsigned kind, emvqr_span value)
{
    return kind == EMVQR_KIND_N     ? check_is_all(value, '0', 9)
           : kind == EMVQR_KIND_A   ? check_is_all(value, 'A', 25)
           : kind == EMVQR_KIND_ANS ? ck->plain || check_is_all(value, 0x20, 0x7E - 0x20)
                                    : true;
}

/* What a text holds that is not all plain, and its length in characters. */
static unsigned check_controls(const check *ck, unsigned kind, emvqr_span value, size_t *length)
{
    *length = emvqr_text_length(value.ptr, value.len, ck->doc->unit == EMVQR_UTF16 ? EMVQR_UTF16 : EMVQR_CHARACTERS);
    return kind == EMVQR_KIND_ANS || kind == EMVQR_KIND_S ? emvqr__controls(value.ptr, value.len)
                                                          : (unsigned)EMVQR__CONTROLS_NONE;
}

static inline check_verdict check_text(const check *ck, const emvqr_rule *rule, emvqr_span value)
{
    unsigned controls = EMVQR__CONTROLS_NONE, code = EMVQR_CODE_VALUE_LENGTH;
    size_t length = value.len;
    if (!ck->plain) {
        controls = check_controls(ck, rule->kind, value, &length);
        if (controls == EMVQR__CONTROLS_HIDING) {
            return check_say(EMVQR_CODE_CONTROL_CHARACTER, 0);
        }
    }
    if (length >= rule->min && length <= rule->max) {
        if (check_charset(ck, rule->kind, value)) {
            return controls == EMVQR__CONTROLS_NONE /* else the least of its faults */
                       ? 0u
                       : check_say(EMVQR_CODE_CONTROL_CHARACTER, EMVQR_WEIGHT(EMVQR_WARNING, EMVQR_WARNING));
        }
        code = EMVQR_CODE_VALUE_CHARSET;
    }
    return check_say((rule->weight & EMVQR_CODED) != 0 ? (unsigned)EMVQR_CODE_VALUE : code, rule->weight);
}

static check_verdict check_sum(const check *ck, const emvqr_rule *rule, emvqr_span value)
{
    emvqr_code code = rule->kind == EMVQR_KIND_PERCENT ? emvqr__percent_judge(value)
                                                       : emvqr_amount_read(value, emvqr__exponent(ck->doc), NULL);
    if (code != EMVQR_CODE_NONE && (rule->weight & EMVQR_CODED) != 0) {
        code = code == EMVQR_CODE_ZERO_AMOUNT ? EMVQR_CODE_NONE : EMVQR_CODE_VALUE; /* no sum that is paid */
    }
    return check_say(code, rule->weight);
}

/* Whether what should be a template is one; one that names the payee was reported when it could not be opened. */
static check_verdict check_opened(const emvqr_rule *rule, const emvqr_node *node)
{
    if (emvqr__is_template(node) || node->network != 0 || (rule->weight & EMVQR_VITAL) != 0) {
        return 0;
    }
    return check_say((rule->weight & EMVQR_CODED) != 0 ? EMVQR_CODE_VALUE : EMVQR_CODE_NOT_A_TEMPLATE, rule->weight);
}

static inline check_verdict check_form(const check *ck, const emvqr_rule *rule, const emvqr_node *node,
                                              emvqr_span value)
{
    unsigned weight = rule->weight;
    if (rule->kind == EMVQR_KIND_RFU) {
        return check_say(EMVQR_CODE_RFU_OBJECT, weight);
    }
    if (rule->kind == EMVQR_KIND_AMOUNT || rule->kind == EMVQR_KIND_PERCENT) {
        return check_sum(ck, rule, value);
    }
    if (value.len == 0 && rule->min != 0) {
        return check_say(EMVQR_CODE_ZERO_LENGTH, (rule->weight & EMVQR_VITAL) != 0 ? EMVQR_MONEY : weight);
    }
    return rule->kind == EMVQR_KIND_TEMPLATE ? check_opened(rule, node) : check_text(ck, rule, value);
}

/* What a check says; `node` NULL asks it whether the absent object may be absent. */
static bool check_holds(const check *ck, const check_rows *rows, unsigned index, const emvqr_node *parent,
                        const emvqr_node *node)
{
    emvqr_checking checking;
    checking.doc = ck->doc;
    checking.network = rows->network;
    checking.parent = parent;
    checking.now = ck->now;
    checking.types = rows->types;
    return rows->network->checks[index].holds(&checking, node);
}

/* What the checks of a row say behind `verdict`. A fault that may send money wrong goes before one that may not. */
static check_verdict check_ask(const check *ck, const check_rows *rows, const emvqr_rule *rule,
                               const emvqr_node *parent, const emvqr_node *node, check_verdict verdict)
{
    unsigned next = rule->check;
    while (next != 0 && (verdict == 0 || check_weight(verdict) != EMVQR_MONEY)) {
        const emvqr_check_cell *cell = &rows->network->checks[next];
        if ((verdict == 0 || check_is_money(check_say(cell->code, cell->weight))) &&
            !check_holds(ck, rows, next, parent, node)) {
            verdict = check_say(cell->code, cell->weight);
        }
        next = (cell->weight & EMVQR_ALSO) != 0 ? next + 1u : 0u;
    }
    return verdict;
}

/* All that one row says. What is not UTF-8 was reported by the parser, and no check has to bear it. */
static check_verdict check_value(const check *ck, const check_rows *rows, const emvqr_rule *rule,
                                 const emvqr_node *parent, const emvqr_node *node)
{
    check_verdict verdict = 0;
    emvqr_span value = { ck->doc->text + node->offset + 4, node->length };
    if (!ck->plain && emvqr_text_valid(value.ptr, value.len) != value.len) {
        return verdict;
    }
    verdict = check_form(ck, rule, node, value);
    if (rule->list != 0 && verdict == 0) {
        const emvqr_list *list = &rows->network->lists[rule->list];
        unsigned place = list->code == EMVQR_CODE_NONE ? 1u : emvqr__word(list->values, value);
        if (place != 1u) {
            verdict = check_say(list->code, place == 2u ? 0u : list->weight);
        }
    }
    return rule->check == 0 ? verdict : check_ask(ck, rows, rule, parent, node, verdict);
}

/* ---- one object ---- */

/* What is forbidden and also contradicts EMVCo's own rules for money is wrong for everybody. */
static check_verdict check_forbidden(const check *ck, check_view *view, const emvqr_node *parent,
                                     const emvqr_node *node)
{
    const emvqr_rule *rule = emvqr__row(&view->emvco.walk, node->id, EMVQR_TYPES_ALL);
    check_verdict verdict = 0;
    if (rule != NULL) {
        verdict = check_value(ck, &view->emvco, rule, parent, node);
    }
    return check_is_money(verdict) ? verdict : check_say(EMVQR_CODE_FORBIDDEN_OBJECT, 0);
}

/* Others may forbid an account, but not judge it, nor accept it. */
static inline bool check_may_judge(const check_view *view, const emvqr_node *parent, const emvqr_node *node)
{
    return parent != NULL || !check_is_account(node) || node->network == view->own.index;
}

/* What one voter says of an object; view->rule is its row, of the table view->rows. */
static inline check_verdict check_vote(const check *ck, check_view *view, const emvqr_node *parent,
                                       const emvqr_node *node)
{
    check_verdict verdict = 0;
    const emvqr_rule *rule = emvqr__row(&view->own.walk, node->id, view->own.types);
    view->rows = &view->own;
    if (rule == NULL) {
        rule = emvqr__row(&view->emvco.walk, node->id, EMVQR_TYPES_ALL);
        view->rows = &view->emvco;
    }
    view->rule = rule;
    if (rule != NULL && rule->presence == EMVQR_FORBIDDEN) {
        verdict = check_forbidden(ck, view, parent, node);
    } else if (rule != NULL && check_may_judge(view, parent, node)) {
        verdict = check_value(ck, view->rows, rule, parent, node);
    }
    return verdict;
}

/* Whether a fault is one although another voter accepts the object. A sum is in one currency, so all that fix one must
 * agree; in which country a code is shown may be any's. */
static bool check_stands(check_verdict verdict, const emvqr_node *node)
{
    return check_weight(verdict) == EMVQR_MONEY || check_code(verdict) == EMVQR_CODE_FORBIDDEN_OBJECT ||
           (check_code(verdict) == EMVQR_CODE_COUNTRY_CURRENCY && node->id == 53u);
}

/* What all voters say of an object of which the voter `first` says `worst`, and in *blames whose word it is: a value
 * passes when one accepts it, but for faults that may send money wrong. Nothing when an earlier one had raised it. */
static check_verdict check_worst(const check *ck, unsigned first, const check_place *place, check_view *view,
                                 const emvqr_node *node, check_verdict worst, unsigned *blames)
{
    bool accepted = false;
    unsigned i;
    for (i = 0; i < ck->count; i++) {
        check_verdict verdict;
        if (i == first || !check_see(ck, i, place, view)) {
            continue;
        }
        verdict = check_vote(ck, view, place->parent, node);
        if (verdict == 0) {
            accepted = accepted || check_may_judge(view, place->parent, node);
        } else if (i < first) {
            return 0;
        } else if (check_is_money(verdict) > check_is_money(worst)) {
            worst = verdict;
            *blames = i;
        }
    }
    return accepted && !check_stands(worst, node) ? 0 : worst;
}

/* `view` is used for all voters, and then it is the first's again. */
static EMVQR__NOINLINE void check_dispute(const check *ck, unsigned first, const check_place *place, check_view *view,
                                          const emvqr_node *node, check_verdict verdict)
{
    unsigned blames = first;
    if (ck->count > 1u) {
        verdict = check_worst(ck, first, place, view, node, verdict, &blames);
        (void)check_see(ck, blames, place, view);
        (void)check_vote(ck, view, place->parent, node);
    }
    if (verdict != 0) {
        check_raise(ck, verdict, place->parent, node, node->id, view->rows, view->rule);
    }
    if (ck->count > 1u) {
        (void)check_see(ck, first, place, view);
    }
}

/* ---- what is absent, and what must stand alone ---- */

static void check_group(const check *ck, const check_rows *rows, const emvqr_rule *rule, const emvqr_node *parent)
{
    const emvqr_node *at = emvqr__children(ck->doc, parent), *end = emvqr__children_end(ck->doc, parent);
    unsigned weight = (rule->weight & EMVQR_VITAL) != 0 ? EMVQR_MONEY : 0, met = 0;
    for (; at != end; at = emvqr__next(at)) {
        if (at->id >= rule->first && at->id <= rule->last && ++met == 2u && rule->kind == EMVQR_KIND_ONE_OF) {
            check_raise(ck, check_say(EMVQR_CODE_CONFLICT, weight), parent, at, at->id, rows, rule);
        }
    }
    if (met == 0 && !(parent == NULL && ck->doc->broken)) {
        check_raise(ck, check_say(EMVQR_CODE_MISSING_OBJECT, weight), parent, NULL, EMVQR__ID_UNKNOWN, rows, rule);
    }
}

/* An object that a row asks for is absent. */
static EMVQR__NOINLINE void check_absent(const check *ck, const check_rows *rows, const emvqr_rule *rule,
                                         const emvqr_node *parent)
{
    bool vital = (rule->weight & EMVQR_VITAL) != 0;
    if (parent == NULL && ck->doc->broken) {
        return;
    }
    if (parent == NULL && rule->first == 53u && emvqr_node_child(ck->doc, NULL, 54) != NULL) {
        vital = vital || !check_fixes_currency(ck); /* a sum in no currency */
    }
    check_raise(ck, check_say(EMVQR_CODE_MISSING_OBJECT, vital ? EMVQR_MONEY : 0), parent, NULL, rule->first, rows,
                rule);
}

/* Whether EMVCo's row is about an object of which the voter's `own` table says something itself. */
static bool check_is_told(const check_rows *own, const emvqr_rule *rule)
{
    return own != NULL && own->level >= 0 &&
           emvqr_network_rule(own->network, (unsigned)own->level, rule->first, own->types) != NULL;
}

/* The rows of one level of one table that ask for an object. `own` are those that go before EMVCo's. */
static void check_required(const check *ck, const check_rows *rows, const check_rows *own, const emvqr_node *parent,
                           emvqr__seen *seen)
{
    const emvqr_rule *rule;
    for (rule = rows->walk.first; rule != rows->walk.end; rule++) {
        bool group;
        if ((rule->presence & EMVQR_REQUIRED) == 0 || (rule->types & rows->types) == 0) {
            continue;
        }
        group = rule->kind >= EMVQR_KIND_ONE_OF && rule->first != rule->last;
        if ((!group && emvqr__seen_has(seen, rule->first)) ||
            (rule->presence == EMVQR_CONDITIONAL && check_holds(ck, rows, rule->check, parent, NULL))) {
            continue;
        }
        if (group) {
            check_group(ck, rows, rule, parent);
        } else if (!check_is_told(own, rule)) {
            (void)emvqr__seen_twice(seen, rule->first);
            check_absent(ck, rows, rule, parent);
        }
    }
}

/* The objects of one template, and what it lacks. */
static void check_template(const check *ck, const check_place *place)
{
    const emvqr_node *parent = place->parent, *end = emvqr__children_end(ck->doc, parent), *at;
    emvqr__seen seen = { { 0, 0, 0, 0 } };
    check_view view;
    unsigned i;
    for (at = emvqr__children(ck->doc, parent); at != end; at = emvqr__next(at)) {
        (void)emvqr__seen_twice(&seen, at->id);
    }
    for (i = 0; i < ck->count; i++) {
        if (!check_see(ck, i, place, &view)) {
            continue;
        }
        for (at = emvqr__children(ck->doc, parent); at != end; at = emvqr__next(at)) {
            check_verdict verdict = check_vote(ck, &view, parent, at);
            if (verdict != 0) {
                check_dispute(ck, i, place, &view, at, verdict);
            }
        }
        check_required(ck, &view.own, NULL, parent, &seen);
        check_required(ck, &view.emvco, &view.own, parent, &seen);
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

void emvqr_check(const emvqr_doc *doc, int64_t now, emvqr_findings *findings)
{
    check ck;
    check_place place = { NULL, NULL };
    const emvqr_node *node, *end;
    if (doc->count == 0) {
        return;
    }
    end = doc->nodes + doc->count;
    ck.doc = doc;
    ck.findings = findings;
    ck.now = now;
    ck.plain = emvqr__is_plain(doc->text + doc->start, (size_t)doc->end - doc->start);
    ck.count = 0;
    check_admit_all(&ck);
    check_template(&ck, &place);
    place.top = doc->nodes;
    for (node = doc->nodes; node != end; node++) {
        if (node > place.top + place.top->inside) {
            place.top = node;
        }
        if (emvqr__is_template(node)) {
            place.parent = node;
            check_template(&ck, &place);
        }
        if (node->network != 0) {
            check_account(&ck, node);
        }
    }
}
