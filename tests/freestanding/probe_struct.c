/* SPDX-License-Identifier: MIT */
/* A device with one network: PROBE 0 judges a code by its tables, 1 also reads it into the struct, 2 writes one. */
#include <emvqr/promptpay.h>

int probe(const char *text, unsigned len, char *buf, emvqr_promptpay_code *code);

#if PROBE == 2

int probe(const char *text, unsigned len, char *buf, emvqr_promptpay_code *code)
{
    size_t written;
    (void)text;
    return emvqr_promptpay_write(code, buf, len, &written);
}

#else

int probe(const char *text, unsigned len, char *buf, emvqr_promptpay_code *code)
{
    static const emvqr_network *const mine[] = { &emvqr_promptpay, NULL };
    emvqr_node nodes[EMVQR_NODES_FOR(256)];
    emvqr_findings findings;
    emvqr_doc doc;
    (void)buf;
    (void)code;
    emvqr_doc_init(&doc, nodes, EMVQR_NODES_FOR(256), mine);
    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    if (emvqr_parse(&doc, text, len, &findings) != EMVQR_OK) {
        return -1;
    }
    emvqr_check(&doc, 0, &findings);
#if PROBE == 1
    if (emvqr_promptpay_read(&doc, NULL, code) != EMVQR_OK) {
        return -1;
    }
#endif
    return findings.errors;
}

#endif
