/* SPDX-License-Identifier: MIT */
/* What a person would be told of a document's accounts, as numbers for the digest: every key's value and whatever
 * follows from the values; and the payee's fingerprint. */
#include "machine.h"

#include <emvqr/network_info.h>
#include <emvqr/payee.h>

static char words[128];

static void note_text(machine_result *result, const char *text, size_t len)
{
    machine_note(result, (uint32_t)len);
    while (len-- != 0) {
        machine_note(result, (unsigned char)*text++);
    }
}

static void note_account(machine_result *result, const emvqr_doc *doc, const emvqr_node *account)
{
    const emvqr_network_info *info = emvqr_account_info(account);
    unsigned i;
    for (i = 0; i < info->key_count; i++) {
        emvqr_span value = emvqr_key_value(doc, info, &info->keys[i], account);
        note_text(result, value.ptr, value.len);
    }
    for (i = 0; i < info->derived_count; i++) {
        note_text(result, words, info->derived[i].derive(doc, account, words, sizeof words));
    }
}

void machine_note_words(machine_result *result, const emvqr_doc *doc)
{
    uint8_t fingerprint[EMVQR_PAYEE_BYTES];
    const emvqr_node *node = doc->nodes, *end = doc->nodes + doc->count;
    for (; node != end; node += 1u + node->inside) {
        if (node->network != 0) {
            note_account(result, doc, node);
        }
    }
    if (emvqr_payee_fingerprint(doc, fingerprint) == EMVQR_OK) {
        note_text(result, (const char *)fingerprint, sizeof fingerprint);
    }
}
