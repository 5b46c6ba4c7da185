/* SPDX-License-Identifier: MIT */
/* For a biller: a JomPAY bill, and the same struct a month later.
 * Prints:
 *     00020201021226370014A00000061500010106898989020512345520411115303458540548.205802MY5913EXAMPLE WATER
 *     6002MY62139009ACC00012363045116
 *     not let out: bad-amount at 54
 */
#include <emvqr/duitnow.h>
#include <stdio.h>
#include <string.h>

static emvqr_span text_of(const char *text)
{
    emvqr_span span;
    span.ptr = text;
    span.len = strlen(text);
    return span;
}

/* Writes the bill, and lets it out only when the strict policy has nothing against it. */
static bool print_bill(const emvqr_duitnow_code *bill)
{
    static const emvqr_network *const mine[] = { &emvqr_duitnow, NULL };
    emvqr_node nodes[EMVQR_NODES_FOR(512)];
    emvqr_finding found[16];
    emvqr_findings findings;
    emvqr_doc doc;
    char payload[512];
    size_t len, i;
    emvqr_status status = emvqr_duitnow_write(bill, payload, sizeof payload, &len);

    if (status != EMVQR_OK) {
        printf("not written: %s\n", emvqr_status_text(status));
        return false;
    }
    emvqr_doc_init(&doc, nodes, EMVQR_NODES_FOR(512), mine);
    emvqr_findings_init(&findings, found, 16, EMVQR_STRICT);
    if (emvqr_judge(&doc, payload, len, 0, &findings) != EMVQR_OK) {
        for (i = 0; i < findings.count; i++) {
            char path[EMVQR_PATH_TEXT];
            emvqr_path_format(found[i].path, path);
            printf("not let out: %s at %s\n", emvqr_code_name((emvqr_code)found[i].code), path);
        }
        return false;
    }
    printf("%.*s\n", (int)len, payload);
    return true;
}

int main(void)
{
    emvqr_duitnow_code bill = { .type = EMVQR_DUITNOW_BILL };

    bill.biller_code = text_of("12345");
    bill.ref1 = text_of("ACC000123");
    bill.common.name = text_of("EXAMPLE WATER");
    bill.common.amount = text_of("48.20");
    if (!print_bill(&bill)) {
        return 1;
    }
    bill.common.amount = text_of("51.7O"); /* a letter for a digit: structure is sound, the sum is not */
    return print_bill(&bill) ? 1 : 0;
}
