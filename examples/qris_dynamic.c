/* SPDX-License-Identifier: MIT */
/* For a cashier: the shop's static QRIS sticker becomes the code of one sale. Only the sum is new: every other byte,
 * also of objects that this program does not know, stays. Usage: qris_dynamic [PAYLOAD SUM]
 * Prints:
 *     00020101021226660017ID.CO.EXAMPLE.WWW011893600999000000001802120000000000180303UMI51370014ID.CO.QRIS
 *     .WWW0215ID10200000000155204581253033605405150005802ID5913WARUNG CONTOH6007BANDUNG6105401116304BD39
 *     WARUNG CONTOH (ID1020000000015) asks for 15000 rupiah
 */
#include <emvqr/qris.h>
#include <emvqr/writer.h>
#include <stdio.h>
#include <string.h>

static emvqr_node nodes[EMVQR_NODES_FOR(512)];
static emvqr_finding found[16];

/* Judges a code and reads it. */
static bool read_code(emvqr_doc *doc, const char *text, size_t len, emvqr_policy policy, emvqr_qris_code *code)
{
    static const emvqr_network *const mine[] = { &emvqr_qris, NULL };
    emvqr_findings findings;
    emvqr_doc_init(doc, nodes, EMVQR_NODES_FOR(512), mine);
    emvqr_findings_init(&findings, found, 16, policy);
    return emvqr_judge(doc, text, len, 0, &findings) == EMVQR_OK && emvqr_qris_read(doc, NULL, code) == EMVQR_OK;
}

int main(int argc, char **argv)
{
    const char *sticker = argc > 2 ? argv[1] : "00020101021126660017ID.CO.EXAMPLE.WWW011893600999000000001802120000000"
                                           "000180303UMI51370014ID.CO.QRIS.WWW0215ID102000000001552045812530336058"
                                           "02ID5913WARUNG CONTOH6007BANDUNG6105401116304B86C";
    const char *sum = argc > 2 ? argv[2] : "15000";
    emvqr_edit edits[2] = { { EMVQR_PATH1(1), EMVQR_SPAN("12") }, { EMVQR_PATH1(54), { NULL, 0 } } };
    emvqr_qris_code code;
    emvqr_doc doc;
    char sale[512];
    size_t len;

    edits[1].value.ptr = sum;
    edits[1].value.len = strlen(sum);
    if (!read_code(&doc, sticker, strlen(sticker), EMVQR_FIELD, &code) || code.type != EMVQR_QRIS_PAYMENT ||
        code.common.amount.ptr != NULL) {
        puts("not the sticker of a shop");
        return 1;
    }
    if (emvqr_rewrite(&doc, edits, 2, sale, sizeof sale, &len) != EMVQR_OK ||
        !read_code(&doc, sale, len, EMVQR_STRICT, &code)) {
        puts("no sum in rupiah");
        return 1;
    }
    printf("%.*s\n", (int)len, sale);
    printf("%.*s (%.*s) asks for %.*s rupiah\n", (int)code.common.name.len, code.common.name.ptr, (int)code.nmid.len,
           code.nmid.ptr, (int)code.common.amount.len, code.common.amount.ptr);
    return 0;
}
