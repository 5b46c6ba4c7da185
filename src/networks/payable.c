/* SPDX-License-Identifier: MIT */
/* Which accounts of a document a wallet can pay: those of its networks against which no finding stands. */
#include "../core/rules.h"

bool emvqr_account_is_part(const emvqr_doc *doc, const emvqr_node *account)
{
    const emvqr_network *network = account->network == 0 ? NULL : doc->networks[account->network - 1u];
    unsigned i, form = emvqr__node_form(account);
    bool whole = false;
    for (i = 0; network != NULL && i < network->type_count; i++) {
        if (network->types[i].form == form) {
            return false;
        }
        whole = whole || emvqr__account(doc, network, network->types[i].form) != NULL;
    }
    return whole;
}

/* Whether a finding is about the payload as a whole, or about what all accounts have in common. Which objects there are
 * is doubtful when one stands twice, and when the lengths had to be taken as bytes. */
static bool payable_concerns_all(const emvqr_finding *finding)
{
    unsigned depth = emvqr_path_depth(finding->path), id = depth == 0 ? 0 : emvqr_path_id(finding->path, 0);
    return id < 2u || id > 51u || finding->code == EMVQR_CODE_INVALID_UTF8 ||
           (finding->code == EMVQR_CODE_DUPLICATE_OBJECT && depth == 1u);
}

/* Whether a finding under the ID of an account is about this one: in itself, in its part, or in one that contradicts
 * it. An object that is absent is missed by a network. */
static bool payable_concerns(const emvqr_doc *doc, const emvqr_node *account, const emvqr_finding *finding)
{
    unsigned id = emvqr_path_id(finding->path, 0);
    const emvqr_node *node = emvqr_node_child(doc, NULL, id);
    if (id == account->id) {
        return true;
    }
    if (node == NULL) {
        return finding->network == 0 || finding->network == account->network;
    }
    return node->network == account->network &&
           (finding->code == EMVQR_CODE_CONFLICTING_ACCOUNTS || emvqr_account_is_part(doc, node));
}

static bool payable_is(const emvqr_doc *doc, const emvqr_node *account, const emvqr_findings *findings)
{
    unsigned i;
    for (i = 0; i < findings->count; i++) {
        const emvqr_finding *finding = &findings->items[i];
        bool against = finding->severity == EMVQR_ERROR || finding->code == EMVQR_CODE_NOT_A_PAYMENT;
        if (against && (payable_concerns_all(finding) || payable_concerns(doc, account, finding))) {
            return false;
        }
    }
    return !doc->broken && findings->total == findings->count;
}

/* Index of a network in the list that was asked for, or -1. */
static int payable_index(const emvqr_network *const *networks, const emvqr_network *network)
{
    int i;
    for (i = 0; networks[i] != NULL; i++) {
        if (networks[i] == network) {
            return i;
        }
    }
    return -1;
}

size_t emvqr_accounts(const emvqr_doc *doc, const emvqr_network *const *networks, const emvqr_findings *findings,
                      emvqr_account *accounts, size_t cap)
{
    const emvqr_node *node = doc->nodes, *end = emvqr__children_end(doc, NULL);
    size_t count = 0;
    for (; node != end; node = emvqr__next(node)) {
        int index = node->network == 0 ? -1
                                       : payable_index(networks == NULL ? doc->networks : networks,
                                                       doc->networks[node->network - 1u]);
        if (index < 0 || emvqr_account_is_part(doc, node)) {
            continue;
        }
        if (count < cap) {
            accounts[count].node = node;
            accounts[count].path = EMVQR_PATH1(node->id);
            accounts[count].network = (uint8_t)index;
            accounts[count].type = (int8_t)emvqr_node_type(node);
            accounts[count].payable = payable_is(doc, node, findings);
        }
        count++;
    }
    return count;
}
