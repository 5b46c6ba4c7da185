/* SPDX-License-Identifier: MIT */
/* For a till: does the code on the sticker still pay this shop, and this sum? Names PromptPay alone, and takes no heap.
 * Usage: promptpay_till [PAYLOAD MOBILE SUM]
 * Prints:
 *     pays 0066812345678: yes
 *     the sum is 12000 satang: yes
 */
#include <emvqr/promptpay.h>
#include <stdio.h>
#include <string.h>

static bool is(emvqr_span value, const char *text)
{
    return value.ptr != NULL && value.len == strlen(text) && memcmp(value.ptr, text, value.len) == 0;
}

int main(int argc, char **argv)
{
    static const emvqr_network *const mine[] = { &emvqr_promptpay, NULL };
    static emvqr_node nodes[EMVQR_NODES_FOR(512)];
    const char *text = argc > 3 ? argv[1]
                                : "00020101021229370016A0000006770101110113006681234567853037645406120.005802TH6304BC9B";
    const char *mobile = argc > 3 ? argv[2] : "0066812345678", *sum = argc > 3 ? argv[3] : "120";
    emvqr_span wanted = { NULL, 0 };
    int64_t satang, expected;
    emvqr_findings findings;
    emvqr_promptpay_code code;
    emvqr_doc doc;
    bool payee, amount;

    wanted.ptr = sum;
    wanted.len = strlen(sum);
    emvqr_doc_init(&doc, nodes, EMVQR_NODES_FOR(512), mine);
    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    if (emvqr_judge(&doc, text, strlen(text), 0, &findings) != EMVQR_OK ||
        emvqr_promptpay_read(&doc, NULL, &code) != EMVQR_OK || code.type != EMVQR_PROMPTPAY_TRANSFER) {
        puts("not a sound PromptPay transfer");
        return 1;
    }
    payee = is(code.mobile, mobile);
    amount = emvqr_amount_read(wanted, 2, &expected) == EMVQR_CODE_NONE &&
             emvqr_amount_read(code.common.amount, 2, &satang) == EMVQR_CODE_NONE && satang == expected;
    printf("pays %s: %s\n", mobile, payee ? "yes" : "no");
    printf("the sum is %ld satang: %s\n", (long)expected, amount ? "yes" : "no");
    return payee && amount ? 0 : 1;
}
