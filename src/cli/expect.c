/* SPDX-License-Identifier: MIT */
/* --expect: the code that should have been read. It is read once; every payload is then compared with it. */
#include "cli.h"

#include <string.h>

const emvqr_doc *emvqr__expect(const char *payload)
{
    static emvqr__reading expected;
    emvqr_span text = { payload, strlen(payload) };
    uint8_t fingerprint[EMVQR_PAYEE_BYTES];
    emvqr_status status;

    emvqr__read_payload(&expected, text, EMVQR_FIELD, 0);
    status = emvqr_payee_fingerprint(&expected.doc, fingerprint);
    if (status == EMVQR_OK) {
        return &expected.doc;
    }
    emvqr__complain(status == EMVQR_ERR_VALUE ? "--expect: nobody is paid by this payload, so nothing can be expected"
                                              : "--expect: this payload is broken, so nothing can be expected");
    emvqr__explain_findings(&emvqr__err, &expected.doc, &expected.findings, EMVQR_ERROR);
    emvqr__flush(&emvqr__err);
    return NULL;
}

bool emvqr__differences(const emvqr__reading *reading, emvqr__difference_list *found)
{
    emvqr_differences_init(&found->list, found->items, sizeof found->items / sizeof found->items[0]);
    return emvqr_compare(&reading->doc, reading->expected, &found->list) == EMVQR_OK;
}
