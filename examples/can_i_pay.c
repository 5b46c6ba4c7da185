/* SPDX-License-Identifier: MIT */
/* For a wallet that supports some networks: can I pay this, and how? Usage: can_i_pay [PAYLOAD] */
#include <emvqr/emvqr.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    /* This wallet's networks; the code's own is a shop's in Thailand: Visa, UnionPay, PromptPay. */
    static const emvqr_network *const mine[] = { &emvqr_promptpay, &emvqr_unionpay, NULL };
    const char *text = argc > 1 ? argv[1]
                                : "0002010102110216400000000000000215311234567812345678123456789012345"
                                  "29370016A000000677010111011300668123456785204581253037645802TH"
                                  "5912EXAMPLE SHOP6007BANGKOK6304A64D";
    emvqr_node nodes[EMVQR_NODES_MAX];
    emvqr_finding found[64];
    emvqr_findings findings;
    emvqr_account accounts[8];
    emvqr_doc doc;
    size_t count, i, payable = 0;

    emvqr_doc_init(&doc, nodes, EMVQR_NODES_MAX, emvqr_networks);
    emvqr_findings_init(&findings, found, 64, EMVQR_FIELD);
    emvqr_parse(&doc, text, strlen(text), &findings);
    emvqr_check(&doc, 0, &findings);
    count = emvqr_accounts(&doc, mine, &findings, accounts, 8);
    for (i = 0; i < count && i < 8; i++) {
        const emvqr_network_info *info = emvqr_account_info(accounts[i].node);
        const char *type = emvqr_account_type_name(accounts[i].node);
        char path[EMVQR_PATH_TEXT];
        emvqr_path_format(accounts[i].path, path);
        printf("%s (%s) at %s: %s\n", info->title, type != NULL ? type : "of a type that is not known", path,
               accounts[i].payable ? "can be paid" : "do not pay");
        payable += accounts[i].payable;
    }
    if (payable == 0) {
        puts("nothing that this wallet can pay");
    }
    return payable == 0;
}
