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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    promises_hold((const char *)data, size);
    promise_payee((const char *)data, size);
#ifdef EMVQR_FUZZ_PLANTED
    planted((const char *)data, size);
#endif
    return 0;
}
