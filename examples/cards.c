/* SPDX-License-Identifier: MIT */
/* For an acquirer: which card schemes a shop's code takes, beside its country's own network.
 * Usage: cards [PAYLOAD]
 * Prints:
 *     02 Visa 4000001234567890
 *     04 Mastercard 5000001234567890
 *     15 UnionPay 0000000100000002EXAMPLESHOP0001
 */
#include <emvqr/cards.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    const emvqr_network *network;
    emvqr_status (*read)(const emvqr_doc *doc, const emvqr_node *account, emvqr_card_code *code);
} schemes[] = {
    { "Visa", &emvqr_visa, emvqr_visa_read },
    { "Mastercard", &emvqr_mastercard, emvqr_mastercard_read },
    { "UnionPay", &emvqr_unionpay, emvqr_unionpay_read },
};

int main(int argc, char **argv)
{
    static const emvqr_network *const mine[] = { &emvqr_visa, &emvqr_mastercard, &emvqr_unionpay, NULL };
    const char *text = argc > 1 ? argv[1] : "0002010102110216400000123456789004165000001234567890153100000001000000"
                                        "02EXAMPLESHOP00015204581253037645802TH5912EXAMPLE SHOP6007BANGKOK63047"
                                        "6EA";
    emvqr_node nodes[EMVQR_NODES_MAX];
    emvqr_findings findings;
    emvqr_doc doc;
    size_t i;

    emvqr_doc_init(&doc, nodes, EMVQR_NODES_MAX, mine);
    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    if (emvqr_judge(&doc, text, strlen(text), 0, &findings) != EMVQR_OK) {
        puts("not sound");
        return 1;
    }
    for (i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        const emvqr_node *at = NULL;
        while ((at = emvqr_next_account(&doc, schemes[i].network, at)) != NULL) {
            emvqr_card_code card;
            if (schemes[i].read(&doc, at, &card) == EMVQR_OK) {
                printf("%02u %s %.*s\n", (unsigned)card.id, schemes[i].name, (int)card.account.len, card.account.ptr);
            }
        }
    }
    return 0;
}
