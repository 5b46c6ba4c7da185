/* SPDX-License-Identifier: MIT */
/* For a shop in Laos: a code that is good until closing time, judged before and after it. The library has no clock: who
 * asks says what time it is.
 * Prints:
 *     00020101021138770016A00526628466257701082771041802030020316mch00000000000010414202612312359595204581
 *     253034185802LA5912EXAMPLE SHOP6003VTE6304322D
 *     an hour before: member 27710418, until 20261231235959
 *     an hour later: member 27710418, until 20261231235959, expired
 */
#include <emvqr/lapnet.h>
#include <stdio.h>
#include <string.h>

#define CLOSING 1798736400 /* 2027-01-01T00:00:00+07:00 in seconds since 1970 */

static emvqr_span text_of(const char *text)
{
    emvqr_span span;
    span.ptr = text;
    span.len = strlen(text);
    return span;
}

/* What a wallet says of the code at a time. */
static bool tell(const char *when, const char *payload, size_t len, int64_t now)
{
    static const emvqr_network *const mine[] = { &emvqr_lapnet, NULL };
    emvqr_node nodes[EMVQR_NODES_FOR(512)];
    emvqr_finding found[16];
    emvqr_findings findings;
    emvqr_lapnet_code code;
    emvqr_doc doc;
    size_t i;

    emvqr_doc_init(&doc, nodes, EMVQR_NODES_FOR(512), mine);
    emvqr_findings_init(&findings, found, 16, EMVQR_STRICT);
    if (emvqr_judge(&doc, payload, len, now, &findings) != EMVQR_OK ||
        emvqr_lapnet_read(&doc, NULL, &code) != EMVQR_OK) {
        return false;
    }
    printf("%s: member %.*s, until %.*s", when, (int)code.iin.len, code.iin.ptr, (int)code.expiry.len, code.expiry.ptr);
    for (i = 0; i < findings.count; i++) {
        printf(", %s", emvqr_code_name((emvqr_code)found[i].code));
    }
    puts("");
    return true;
}

int main(void)
{
    emvqr_lapnet_code code = { .type = EMVQR_LAPNET_MERCHANT };
    char payload[512];
    size_t len;

    code.iin = text_of("27710418");
    code.receiver_id = text_of("mch0000000000001");
    code.expiry = text_of("20261231235959");
    code.common.category = text_of("5812");
    code.common.name = text_of("EXAMPLE SHOP");
    code.common.city = text_of("VTE");
    if (emvqr_lapnet_write(&code, payload, sizeof payload, &len) != EMVQR_OK) {
        return 1;
    }
    printf("%.*s\n", (int)len, payload);
    return tell("an hour before", payload, len, CLOSING - 3600) && tell("an hour later", payload, len, CLOSING + 3600)
               ? 0 : 1;
}
