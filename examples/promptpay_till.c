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

/* -1 for what is no sum. */
static int64_t satang(emvqr_span sum)
{
    int64_t units;
    return emvqr_amount_read(sum, 2, &units) == EMVQR_CODE_NONE ? units : -1;
}

int main(int argc, char **argv)
{
    static const char *const shown[] = {
        NULL, "00020101021229370016A0000006770101110113006681234567853037645406120.005802TH6304BC9B", "0066812345678",
        "120",
    };
    static const emvqr_network *const mine[] = { &emvqr_promptpay, NULL };
    static emvqr_node nodes[EMVQR_NODES_FOR(512)];
    const char *const *given = argc > 3 ? (const char *const *)argv : shown;
    emvqr_span sum = { given[3], strlen(given[3]) };
    int64_t expected = satang(sum);
    emvqr_findings findings;
    emvqr_promptpay_code code;
    emvqr_doc doc;
    bool payee, amount;

    emvqr_doc_init(&doc, nodes, EMVQR_NODES_FOR(512), mine);
    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    if (emvqr_judge(&doc, given[1], strlen(given[1]), 0, &findings) != EMVQR_OK ||
        emvqr_promptpay_read(&doc, NULL, &code) != EMVQR_OK || code.type != EMVQR_PROMPTPAY_TRANSFER) {
        puts("not a sound PromptPay transfer");
        return 1;
    }
    payee = is(code.mobile, given[2]);
    amount = expected >= 0 && satang(code.common.amount) == expected;
    printf("pays %s: %s\n", given[2], payee ? "yes" : "no");
    printf("the sum is %ld satang: %s\n", (long)expected, amount ? "yes" : "no");
    return payee && amount ? 0 : 1;
}
