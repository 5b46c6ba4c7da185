/* SPDX-License-Identifier: MIT */
/* For an invoice: a VietQR transfer with the invoice's number, and what a bank's app reads of it.
 * Prints:
 *     00020101021238570010A00000072701270006970436011300110012345670208QRIBFTTA530370454061500005802VN6217
 *     0813INV 2026 11876304DF0B
 *     to account 0011001234567 at bank 970436: 150000 dong
 */
#include <emvqr/vietqr.h>
#include <stdio.h>
#include <string.h>

static emvqr_span text_of(const char *text)
{
    emvqr_span span;
    span.ptr = text;
    span.len = strlen(text);
    return span;
}

int main(void)
{
    static const emvqr_network *const mine[] = { &emvqr_vietqr, NULL };
    emvqr_vietqr_code invoice = { .type = EMVQR_VIETQR_ACCOUNT }, read;
    emvqr_node nodes[64];
    emvqr_finding found[16];
    emvqr_findings findings;
    emvqr_doc doc;
    char payload[256];
    size_t len;

    invoice.bank_bin = text_of("970436");
    invoice.account = text_of("0011001234567");
    invoice.message = text_of("INV 2026 1187");
    invoice.common.amount = text_of("150000");
    if (emvqr_vietqr_write(&invoice, payload, sizeof payload, &len) != EMVQR_OK) {
        return 1;
    }
    printf("%.*s\n", (int)len, payload);

    emvqr_doc_init(&doc, nodes, 64, mine);
    emvqr_findings_init(&findings, found, 16, EMVQR_STRICT);
    if (emvqr_judge(&doc, payload, len, 0, &findings) != EMVQR_OK || emvqr_vietqr_read(&doc, NULL, &read) != EMVQR_OK) {
        return 1;
    }
    printf("to account %.*s at bank %.*s: %.*s dong\n", (int)read.account.len, read.account.ptr, (int)read.bank_bin.len,
           read.bank_bin.ptr, (int)read.common.amount.len, read.common.amount.ptr);
    return 0;
}
