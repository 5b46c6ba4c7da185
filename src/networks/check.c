/* SPDX-License-Identifier: MIT */
/* The check: every object against the rows that stand for it, and every row against the objects that are there.
 *
 * Whoever has an account in the document votes on what is outside the accounts; cards and accounts of nobody vote by
 * EMVCo's tables, and what a network's tables do not mention is EMVCo's too. Inside an account its own network judges. */
#include "../core/rules.h"

#define CHECK_VOTERS_MAX 24u

typedef struct check_voter {
    uint8_t network; /* index + 1 in the document's list; 0: EMVCo */
    uint8_t types;
} check_voter;

typedef struct check {
    const emvqr_doc *doc;
    emvqr_findings *findings;
    int64_t now;
    check_voter voters[CHECK_VOTERS_MAX];
    uint8_t count;
    bool fixed_currency; /* a voter's table says which currency it is */
} check;

/* What one row says of one object. */
typedef struct check_verdict {
    uint8_t code, weight;
} check_verdict;

/* One voter's rows for the objects of one template: its own, and EMVCo's for what it does not mention. */
typedef struct check_rows {
    const emvqr_network *network;
    int level, emvco; /* -1: none */
    uint8_t index, types;
} check_rows;

static const emvqr_network *check_network(const emvqr_doc *doc, unsigned index)
{
    return index == 0 ? &emvqr_emvco : doc->networks[index - 1u];
}

/* EMVCo MPM table 4.1: 02 to 51 are accounts. */
static bool check_is_account(const emvqr_node *node)
{
    return node->id >= 2u && node->id <= 51u;
}

/* ---- voters ---- */

static void check_admit(check *ck, unsigned network, unsigned types)
{
    unsigned i;
    for (i = 0; i < ck->count; i++) {
        if (ck->voters[i].network == network) {
            ck->voters[i].types |= (uint8_t)types;
            return;
        }
    }
    if (ck->count < CHECK_VOTERS_MAX) {
        ck->voters[ck->count].network = (uint8_t)network;
        ck->voters[ck->count++].types = (uint8_t)types;
    }
}

static void check_admit_all(check *ck)
{
    const emvqr_node *node = ck->doc->nodes, *end = ck->doc->nodes + ck->doc->count;
    unsigned i;
    for (; node != end; node = emvqr__next(node)) {
        if (check_is_account(node)) {
            check_admit(ck, node->network, node->network == 0 ? EMVQR_TYPES_ALL : emvqr__account_types(node));
        }
    }
    if (ck->count == 0) {
        check_admit(ck, 0, EMVQR_TYPES_ALL);
    }
    for (i = 0; i < ck->count; i++) {
        const check_voter *voter = &ck->voters[i];
        const emvqr_rule *rule = emvqr_network_rule(check_network(ck->doc, voter->network), 0, 53, voter->types);
        ck->fixed_currency = ck->fixed_currency || (voter->network != 0 && rule != NULL && rule->list != 0);
    }
}

/* ---- which rows ---- */

/* The level of a network's table for the template at `path`, walked from the root's level or, in an account, from its
 * form's; -1 when the table does not open it. */
static int check_level(const emvqr_network *network, unsigned types, emvqr_path path, const emvqr_form *form)
{
    unsigned depth = emvqr_path_depth(path), i = 0;
    int level = 0;
    if (form != NULL && depth != 0) {
        level = form->level;
        i = 1;
    }
    for (; i < depth && level >= 0; i++) {
        const emvqr_rule *rule = emvqr_network_rule(network, (unsigned)level, emvqr_path_id(path, i), types);
        level = rule != NULL && rule->kind == EMVQR_KIND_TEMPLATE ? rule->min : -1;
    }
    return level;
}

/* The rows by which the i-th voter judges the template at `path`; false: it has no say (in another's account). */
static bool check_rows_of(const check *ck, unsigned i, emvqr_path path, check_rows *rows)
{
    const emvqr_node *top = path == 0 ? NULL : emvqr_node_child(ck->doc, NULL, emvqr_path_id(path, 0));
    bool account = top != NULL && check_is_account(top);
    const emvqr_form *form = NULL;
    rows->index = ck->voters[i].network;
    rows->types = ck->voters[i].types;
    rows->network = check_network(ck->doc, rows->index);
    rows->emvco = -1;
    if (account) {
        if (top->network != rows->index) {
            return false;
        }
        if (top->network != 0) {
            form = &rows->network->forms[emvqr__node_form(top)];
            rows->types = (uint8_t)emvqr__account_types(top);
        }
    } else if (rows->index != 0) {
        rows->emvco = check_level(&emvqr_emvco, EMVQR_TYPES_ALL, path, NULL);
    }
    rows->level = check_level(rows->network, rows->types, path, form);
    return rows->level >= 0 || rows->emvco >= 0;
}

/* A voter's row for an ID. Where it is EMVCo's, *rows is changed to say so. */
static const emvqr_rule *check_row(check_rows *rows, unsigned id)
{
    const emvqr_rule *rule = NULL;
    if (rows->level >= 0) {
        rule = emvqr_network_rule(rows->network, (unsigned)rows->level, id, rows->types);
    }
    if (rule == NULL && rows->emvco >= 0) {
        rows->network = &emvqr_emvco;
        rows->level = rows->emvco;
        rows->index = 0;
        rows->types = EMVQR_TYPES_ALL;
        rule = emvqr_network_rule(rows->network, (unsigned)rows->level, id, rows->types);
    }
    return rule;
}

static void check_raise(const check *ck, unsigned code, unsigned weight, emvqr_path path, unsigned offset,
                        const check_rows *rows, const emvqr_rule *rule)
{
    emvqr_finding finding;
    unsigned row = (unsigned)(rule - rows->network->levels[rows->level].rules);
    int level;
    for (level = 0; level < rows->level; level++) {
        row += rows->network->levels[level].count;
    }
    finding.path = path;
    finding.offset = (uint16_t)offset;
    finding.code = (uint8_t)code;
    finding.severity = EMVQR_NONE;
    finding.network = rows->index;
    finding.row = (uint8_t)row;
    emvqr__raise_row(ck->findings, &finding, weight);
}

/* ---- one value by one row ---- */

static check_verdict check_say(unsigned code, unsigned weight)
{
    check_verdict verdict;
    verdict.code = (uint8_t)code;
    verdict.weight = (uint8_t)weight;
    return verdict;
}

/* An error under both policies. */
static bool check_is_money(unsigned code, unsigned weight)
{
    return (weight & 0xFu) != 0 ? (weight & 0xFu) == EMVQR_MONEY
                                : emvqr_code_severity((emvqr_code)code, EMVQR_FIELD) == EMVQR_ERROR;
}

/* Decimals of the payload's currency. */
static unsigned check_exponent(const emvqr_doc *doc)
{
    emvqr_span currency = emvqr_get(doc, EMVQR_PATH1(53));
    unsigned number = 0;
    size_t i;
    if (currency.len != 3u) {
        return EMVQR_EXPONENT_ANY;
    }
    for (i = 0; i < 3u; i++) {
        unsigned digit = (unsigned)(unsigned char)currency.ptr[i] - '0';
        if (digit > 9u) {
            return EMVQR_EXPONENT_ANY;
        }
        number = number * 10u + digit;
    }
    return emvqr_currency_exponent(number);
}

/* 0.01 to 99.99 (EMVCo MPM 4.7.8; its own examples leave the padding out). */
static emvqr_code check_percent(emvqr_span value)
{
    int64_t hundredths;
    emvqr_code code = emvqr_amount_read(value, 2, &hundredths);
    if (code == EMVQR_CODE_BAD_AMOUNT) {
        return code;
    }
    return hundredths < 1 || hundredths > 9999 || value.len > 5u ? EMVQR_CODE_CONFLICT : EMVQR_CODE_NONE;
}

static bool check_charset(unsigned kind, emvqr_span value)
{
    size_t i;
    for (i = 0; i < value.len; i++) {
        unsigned c = (unsigned char)value.ptr[i];
        if (kind == EMVQR_KIND_N   ? c - '0' > 9u
            : kind == EMVQR_KIND_A ? c - 'A' > 25u
                                   : kind == EMVQR_KIND_ANS && c - 0x20u > 0x7Eu - 0x20u) {
            return false;
        }
    }
    return true;
}

static check_verdict check_text(const emvqr_rule *rule, emvqr_span value, unsigned unit)
{
    unsigned weight = rule->weight & 0xFu, controls = EMVQR__CONTROLS_NONE;
    size_t length = emvqr_text_length(value.ptr, value.len, (emvqr_unit)(unit == EMVQR_BYTES ? EMVQR_CHARACTERS : unit));
    if (rule->kind == EMVQR_KIND_ANS || rule->kind == EMVQR_KIND_S) {
        controls = emvqr__controls(value.ptr, value.len);
        if (controls == EMVQR__CONTROLS_HIDING) {
            return check_say(EMVQR_CODE_CONTROL_CHARACTER, 0);
        }
    }
    if (length < rule->min || length > rule->max) {
        return check_say((rule->weight & EMVQR_CODED) != 0 ? EMVQR_CODE_VALUE : EMVQR_CODE_VALUE_LENGTH, weight);
    }
    if (!check_charset(rule->kind, value)) {
        return check_say((rule->weight & EMVQR_CODED) != 0 ? EMVQR_CODE_VALUE : EMVQR_CODE_VALUE_CHARSET, weight);
    }
    if (controls == EMVQR__CONTROLS_SPACE) { /* the least of its faults */
        return check_say(EMVQR_CODE_CONTROL_CHARACTER, EMVQR_WEIGHT(EMVQR_WARNING, EMVQR_WARNING));
    }
    return check_say(EMVQR_CODE_NONE, 0);
}

static check_verdict check_form(const check *ck, const emvqr_rule *rule, const emvqr_node *node)
{
    emvqr_span value = emvqr_node_value(ck->doc, node);
    bool template = emvqr_node_is_template(node);
    if (rule->kind == EMVQR_KIND_RFU) {
        return check_say(EMVQR_CODE_RFU_OBJECT, rule->weight & 0xFu);
    }
    if (rule->kind == EMVQR_KIND_AMOUNT || rule->kind == EMVQR_KIND_PERCENT) {
        emvqr_code code = rule->kind == EMVQR_KIND_PERCENT ? check_percent(value)
                                                           : emvqr_amount_read(value, check_exponent(ck->doc), NULL);
        if (code != EMVQR_CODE_NONE && (rule->weight & EMVQR_CODED) != 0) {
            code = code == EMVQR_CODE_ZERO_AMOUNT ? EMVQR_CODE_NONE : EMVQR_CODE_VALUE; /* no sum that is paid */
        }
        return check_say(code, rule->weight & 0xFu);
    }
    if (value.len == 0 && rule->min != 0) {
        return check_say(EMVQR_CODE_ZERO_LENGTH, (rule->weight & EMVQR_VITAL) != 0 ? EMVQR_MONEY : rule->weight & 0xFu);
    }
    if (rule->kind == EMVQR_KIND_TEMPLATE) {
        /* One that names the payee was reported when it could not be opened. */
        bool said = template || node->network != 0 || (rule->weight & EMVQR_VITAL) != 0;
        unsigned code = (rule->weight & EMVQR_CODED) != 0 ? EMVQR_CODE_VALUE : EMVQR_CODE_NOT_A_TEMPLATE;
        return check_say(said ? EMVQR_CODE_NONE : code, rule->weight & 0xFu);
    }
    return check_text(rule, value, ck->doc->unit);
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

/* All that one row says. A fault that may send money wrong goes before one that may not. What is not UTF-8 was reported
 * by the parser, and no check has to bear it. */
static check_verdict check_value(const check *ck, const check_rows *rows, const emvqr_rule *rule,
                                 const emvqr_node *parent, const emvqr_node *node)
{
    check_verdict verdict = { EMVQR_CODE_NONE, 0 };
    emvqr_span value = emvqr_node_value(ck->doc, node);
    unsigned next = rule->check;
    if (emvqr_text_valid(value.ptr, value.len) != value.len) {
        return verdict;
    }
    verdict = check_form(ck, rule, node);
    if (rule->list != 0 && verdict.code == EMVQR_CODE_NONE) {
        const emvqr_list *list = &rows->network->lists[rule->list];
        unsigned place = emvqr__word(list->values, value);
        if (place != 1u) {
            verdict = check_say(list->code, place == 2u ? 0 : list->weight);
        }
    }
    while (next != 0 && (verdict.code == EMVQR_CODE_NONE || (verdict.weight & 0xFu) != EMVQR_MONEY)) {
        const emvqr_check_cell *cell = &rows->network->checks[next];
        if ((verdict.code == EMVQR_CODE_NONE || check_is_money(cell->code, cell->weight)) &&
            !check_holds(ck, rows, next, parent, node)) {
            verdict = check_say(cell->code, cell->weight & 0xFu);
        }
        next = (cell->weight & EMVQR_ALSO) != 0 ? next + 1u : 0u;
    }
    return verdict;
}

/* ---- one object by all voters ---- */

/* What is forbidden and also contradicts EMVCo's own rules for money is wrong for everybody. */
static check_verdict check_forbidden(const check *ck, const check_rows *rows, const emvqr_node *parent,
                                     const emvqr_node *node)
{
    check_rows emvco = *rows;
    check_verdict verdict = { EMVQR_CODE_NONE, 0 };
    const emvqr_rule *rule;
    emvco.level = -1;
    rule = check_row(&emvco, node->id);
    if (rule != NULL) {
        verdict = check_value(ck, &emvco, rule, parent, node);
    }
    return check_is_money(verdict.code, verdict.weight) ? verdict : check_say(EMVQR_CODE_FORBIDDEN_OBJECT, 0);
}

static void check_object(const check *ck, const emvqr_node *parent, emvqr_path level, const emvqr_node *node)
{
    check_verdict worst = { EMVQR_CODE_NONE, 0 };
    check_rows worst_rows = { NULL, 0, 0, 0, 0 };
    const emvqr_rule *worst_rule = NULL;
    bool accepted = false;
    unsigned i;
    for (i = 0; i < ck->count; i++) {
        check_rows rows;
        const emvqr_rule *rule;
        check_verdict verdict;
        if (!check_rows_of(ck, i, level, &rows)) {
            continue;
        }
        rule = check_row(&rows, node->id);
        if (parent == NULL && check_is_account(node) && node->network != ck->voters[i].network &&
            (rule == NULL || rule->presence != EMVQR_FORBIDDEN)) {
            continue; /* others may forbid an account, but not judge it */
        }
        if (rule == NULL) {
            accepted = true;
            continue;
        }
        verdict = rule->presence == EMVQR_FORBIDDEN ? check_forbidden(ck, &rows, parent, node)
                                                    : check_value(ck, &rows, rule, parent, node);
        if (verdict.code == EMVQR_CODE_NONE) {
            accepted = true;
        } else if (worst.code == EMVQR_CODE_NONE || (!check_is_money(worst.code, worst.weight) &&
                                                     check_is_money(verdict.code, verdict.weight))) {
            worst = verdict;
            worst_rows = rows;
            worst_rule = rule;
        }
    }
    if (worst.code != EMVQR_CODE_NONE &&
        (!accepted || (worst.weight & 0xFu) == EMVQR_MONEY || worst.code == EMVQR_CODE_FORBIDDEN_OBJECT)) {
        check_raise(ck, worst.code, worst.weight, emvqr_path_join(level, node->id), node->offset, &worst_rows,
                    worst_rule);
    }
}

/* ---- what is absent, and what must stand alone ---- */

static void check_group(const check *ck, const check_rows *rows, const emvqr_rule *rule, emvqr_path path,
                        const emvqr_node *parent)
{
    const emvqr_node *at = emvqr__children(ck->doc, parent), *end = emvqr__children_end(ck->doc, parent);
    unsigned weight = (rule->weight & EMVQR_VITAL) != 0 ? EMVQR_MONEY : 0, met = 0;
    for (; at != end; at = emvqr__next(at)) {
        if (at->id >= rule->first && at->id <= rule->last && ++met == 2u && rule->kind == EMVQR_KIND_ONE_OF) {
            check_raise(ck, EMVQR_CODE_CONFLICT, weight, emvqr_path_join(path, at->id), at->offset, rows, rule);
        }
    }
    if (met == 0 && !(parent == NULL && ck->doc->broken)) {
        check_raise(ck, EMVQR_CODE_MISSING_OBJECT, weight, path, parent == NULL ? 0 : parent->offset, rows, rule);
    }
}

/* The rows of one level of one table that ask for an object. `own` is the level that goes before EMVCo's. */
static void check_required(const check *ck, const check_rows *rows, const check_rows *own, emvqr_path path,
                           const emvqr_node *parent, emvqr__seen *seen)
{
    const emvqr_level *level = &rows->network->levels[rows->level];
    unsigned i;
    for (i = 0; i < level->count; i++) {
        const emvqr_rule *rule = &level->rules[i];
        unsigned weight = (rule->weight & EMVQR_VITAL) != 0 ? EMVQR_MONEY : 0;
        if ((rule->types & rows->types) == 0 || rule->presence < EMVQR_REQUIRED || rule->presence == EMVQR_FORBIDDEN ||
            (rule->presence == EMVQR_CONDITIONAL && check_holds(ck, rows, rule->check, parent, NULL))) {
            continue;
        }
        if (rule->kind >= EMVQR_KIND_ONE_OF && rule->first != rule->last) {
            check_group(ck, rows, rule, path, parent);
            continue;
        }
        if (own != NULL && own->level >= 0 &&
            emvqr_network_rule(own->network, (unsigned)own->level, rule->first, own->types) != NULL) {
            continue;
        }
        if ((parent == NULL && ck->doc->broken) || emvqr__seen_twice(seen, rule->first)) {
            continue;
        }
        if (parent == NULL && rule->first == 53u && !ck->fixed_currency &&
            emvqr_node_child(ck->doc, NULL, 54) != NULL) {
            weight = EMVQR_MONEY; /* a sum in no currency */
        }
        check_raise(ck, EMVQR_CODE_MISSING_OBJECT, weight, emvqr_path_join(path, rule->first),
                    parent == NULL ? 0 : parent->offset, rows, rule);
    }
}

static void check_template(const check *ck, const emvqr_node *parent)
{
    emvqr_path path = parent == NULL ? 0 : emvqr_node_path(ck->doc, parent);
    const emvqr_node *at = emvqr__children(ck->doc, parent), *end = emvqr__children_end(ck->doc, parent);
    emvqr__seen seen = { { 0, 0, 0, 0 } };
    unsigned i;
    for (; at != end; at = emvqr__next(at)) {
        (void)emvqr__seen_twice(&seen, at->id);
        check_object(ck, parent, path, at);
    }
    for (i = 0; i < ck->count; i++) {
        check_rows own, emvco;
        if (!check_rows_of(ck, i, path, &own)) {
            continue;
        }
        if (own.level >= 0) {
            check_required(ck, &own, NULL, path, parent, &seen);
        }
        if (own.emvco >= 0) {
            emvco.network = &emvqr_emvco;
            emvco.level = own.emvco;
            emvco.emvco = -1;
            emvco.index = 0;
            emvco.types = EMVQR_TYPES_ALL;
            check_required(ck, &emvco, &own, path, parent, &seen);
        }
    }
}

/* ---- accounts among themselves ---- */

static bool check_same_value(const emvqr_doc *doc, const emvqr_node *a, const emvqr_node *b)
{
    emvqr_span left, right;
    size_t i;
    if (a == NULL || b == NULL) {
        return a == b;
    }
    left = emvqr_node_value(doc, a);
    right = emvqr_node_value(doc, b);
    for (i = 0; i < left.len && left.len == right.len && left.ptr[i] == right.ptr[i]; i++) {
    }
    return left.len == right.len && i == left.len;
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

static void check_account(const check *ck, const emvqr_node *node)
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
    const emvqr_node *node, *end;
    if (doc->count == 0) {
        return;
    }
    end = doc->nodes + doc->count;
    ck.doc = doc;
    ck.findings = findings;
    ck.now = now;
    ck.count = 0;
    ck.fixed_currency = false;
    check_admit_all(&ck);
    check_template(&ck, NULL);
    for (node = doc->nodes; node != end; node++) {
        if (emvqr_node_is_template(node)) {
            check_template(&ck, node);
        }
        if (node->network != 0) {
            check_account(&ck, node);
        }
    }
}
