/* SPDX-License-Identifier: MIT */
/* Accounts among themselves: where each stands, and whether two of one kind name different payees. */
#include "value.h"

/* Whether two accounts of one form name the same payee. */
static bool conflict_same_payee(const emvqr_doc *doc, const emvqr_level *level, const emvqr_node *a,
                                const emvqr_node *b)
{
    const emvqr_rule *rule = level->rules, *end = rule + level->count;
    for (; rule != end; rule++) {
        unsigned id = rule->first;
        for (; (rule->weight & EMVQR_VITAL) != 0 && id <= rule->last; id++) {
            if (!emvqr__is_same_value(doc, emvqr_node_child(doc, a, id), emvqr_node_child(doc, b, id))) {
                return false;
            }
        }
    }
    return true;
}

/* Whether an account before it, from `first` on, of the same form and type, names another payee. */
static EMVQR__NOINLINE bool conflict_is(const emvqr_doc *doc, const emvqr_network *network, const emvqr_node *first,
                                        const emvqr_node *node)
{
    const emvqr_level *level = &network->levels[network->forms[emvqr__node_form(node)].level];
    const emvqr_node *other = (network->flags & EMVQR_SEVERAL) != 0 ? node : first;
    for (; other != node; other = emvqr__next(other)) {
        if (other->network == node->network && other->shape >> 2 == node->shape >> 2 &&
            !conflict_same_payee(doc, level, other, node)) {
            return true;
        }
    }
    return false;
}

void emvqr__check_accounts(const emvqr_doc *doc, const emvqr_node *first, const emvqr_node *end,
                           emvqr_findings *findings)
{
    const emvqr_node *node;
    for (node = first; node != end; node = emvqr__next(node)) {
        const emvqr_network *network = node->network == 0 ? NULL : doc->networks[node->network - 1u];
        if (emvqr__is_misplaced(doc, node)) {
            emvqr__raise(findings, EMVQR_CODE_MISPLACED_ACCOUNT, 0, EMVQR_PATH1(node->id), node->offset);
        }
        if (network != NULL && node != first && conflict_is(doc, network, first, node)) {
            emvqr__raise(findings, EMVQR_CODE_CONFLICTING_ACCOUNTS, 0, EMVQR_PATH1(node->id), node->offset);
        }
    }
}
