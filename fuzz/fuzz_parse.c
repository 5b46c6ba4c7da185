/* SPDX-License-Identifier: MIT */
/* Any text: every promise that is about reading. The input is the payload. */
#include "payees.h"

#ifdef EMVQR_FUZZ_PLANTED
/* A bug that only a fuzzer which repairs lengths and CRC can reach: it measures the mutator (gate_fuzz.sh). */
static void planted(const char *text, size_t len)
{
    reading r;
    reading_open(&r, text, len, NULL, EMVQR_FIELD);
    if (r.doc.crc_ok && len > 300u && emvqr_find(&r.doc, EMVQR_PATH1(54)) != NULL) {
        fputs("the planted bug was found\n", stderr);
        abort();
    }
    reading_close(&r);
}
#endif

/* What a wallet is told it can pay: nothing of a payload that is broken, everything of one without an error. */
static void promise_accounts(const char *text, size_t len)
{
    emvqr_account accounts[64];
    size_t count, i;
    reading r;
    reading_open(&r, text, len, emvqr_networks, EMVQR_FIELD);
    count = emvqr_accounts(&r.doc, NULL, &r.findings, accounts, 64);
    PROMISE(count <= 64u && count == emvqr_accounts(&r.doc, NULL, &r.findings, NULL, 0), "accounts are counted");
    for (i = 0; i < count; i++) {
        bool receipt = false;
        unsigned f;
        for (f = 0; f < r.findings.count; f++) {
            receipt = receipt || r.findings.items[f].code == EMVQR_CODE_NOT_A_PAYMENT;
        }
        PROMISE(i == 0 || accounts[i].node > accounts[i - 1u].node, "accounts are in the payload's order");
        PROMISE(!accounts[i].payable || (!r.doc.broken && r.doc.has_crc), "nothing of a broken payload is payable");
        PROMISE(accounts[i].payable || r.findings.errors != 0 || receipt, "what has no error is payable");
    }
    reading_close(&r);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    promises_hold((const char *)data, size);
    promise_payee((const char *)data, size);
    promise_accounts((const char *)data, size);
#ifdef EMVQR_FUZZ_PLANTED
    planted((const char *)data, size);
#endif
    return 0;
}
