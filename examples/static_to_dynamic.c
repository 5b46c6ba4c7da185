/* SPDX-License-Identifier: MIT */
/* For a terminal: the code on the shop's sticker, with the sum of this sale. No heap, no text of any network.
 * Usage: static_to_dynamic [PAYLOAD AMOUNT] */
#include <emvqr/network.h>
#include <emvqr/writer.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    static const emvqr_network *const mine[] = { &emvqr_promptpay, NULL };
    static emvqr_node nodes[EMVQR_NODES_FOR(512)];
    const char *sticker = argc > 2 ? argv[1]
                                   : "00020101021129370016A0000006770101110113006681234567853037645802TH6304823E";
    const char *sum = argc > 2 ? argv[2] : "50.00";
    emvqr_edit edits[2] = { { EMVQR_PATH1(1), EMVQR_SPAN("12") }, { EMVQR_PATH1(54), { sum, strlen(sum) } } };
    emvqr_span amount = { sum, strlen(sum) };
    emvqr_finding found[8];
    emvqr_findings findings;
    emvqr_doc doc;
    char code[512];
    size_t len;

    if (emvqr_amount_read(amount, 2, NULL) != EMVQR_CODE_NONE) {
        fprintf(stderr, "%s is no sum in baht\n", sum);
        return 1;
    }
    emvqr_doc_init(&doc, nodes, EMVQR_NODES_FOR(512), mine);
    emvqr_findings_init(&findings, found, 8, EMVQR_FIELD);
    if (emvqr_parse(&doc, sticker, strlen(sticker), &findings) != EMVQR_OK) {
        fputs("the sticker's code is too long for this terminal\n", stderr);
        return 1;
    }
    emvqr_check(&doc, 0, &findings);
    if (findings.errors != 0 || emvqr_rewrite(&doc, edits, 2, code, sizeof code, &len) != EMVQR_OK) {
        fputs("the sticker's code is not sound\n", stderr);
        return 1;
    }
    printf("%.*s\n", (int)len, code);
    return 0;
}
