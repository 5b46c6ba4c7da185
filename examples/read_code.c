/* SPDX-License-Identifier: MIT */
/* For a wallet: who is paid, and how much. Usage: read_code [PAYLOAD] */
#include <emvqr/emvqr.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    const char *text = argc > 1 ? argv[1]
                                : "00020101021229370016A000000677010111011300668123456785303764540550.005802TH63045197";
    emvqr_node nodes[EMVQR_NODES_MAX];
    emvqr_finding found[16];
    emvqr_findings findings;
    emvqr_doc doc;

    emvqr_doc_init(&doc, nodes, EMVQR_NODES_MAX, emvqr_networks);
    emvqr_findings_init(&findings, found, 16, EMVQR_FIELD);
    emvqr_parse(&doc, text, strlen(text), &findings);
    emvqr_check(&doc, 0, &findings);
    emvqr_span payee = emvqr_get(&doc, EMVQR_PATH2(29, 1)), amount = emvqr_get(&doc, EMVQR_PATH1(54));
    if (findings.errors != 0 || payee.ptr == NULL) {
        printf("do not pay: %u errors\n", (unsigned)findings.errors);
        return 1;
    }
    printf("pay %.*s to PromptPay %.*s\n", (int)amount.len, amount.len ? amount.ptr : "", (int)payee.len, payee.ptr);
    return 0;
}
