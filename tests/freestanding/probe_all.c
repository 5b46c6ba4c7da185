/* SPDX-License-Identifier: MIT */
/* A terminal's whole library: the tree, EMVCo's rules and PromptPay's, and the writer. No texts, no making by keys. */
#include <emvqr/network.h>
#include <emvqr/writer.h>

int probe(const char *text, unsigned len, char *buf, unsigned cap, emvqr_node *nodes, emvqr_finding *items);

int probe(const char *text, unsigned len, char *buf, unsigned cap, emvqr_node *nodes, emvqr_finding *items)
{
    static const emvqr_network *const mine[] = { &emvqr_promptpay, NULL };
    emvqr_doc doc;
    emvqr_findings findings;
    emvqr_writer writer;
    size_t written;
    emvqr_doc_init(&doc, nodes, cap, mine);
    emvqr_findings_init(&findings, items, cap, EMVQR_FIELD);
    if (emvqr_parse(&doc, text, len, &findings) != EMVQR_OK) {
        return -1;
    }
    emvqr_check(&doc, 0, &findings);
    emvqr_writer_init(&writer, buf, cap, EMVQR_CHARACTERS);
    emvqr_open(&writer, len);
    emvqr_put(&writer, len, text, len);
    emvqr_close(&writer);
    return emvqr_writer_finish(&writer, &written) + findings.errors;
}
