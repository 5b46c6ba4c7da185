/* SPDX-License-Identifier: MIT */
/* What the tests for other machines ask of a machine: run the vectors, and say how it went. No libc. */
#ifndef MACHINE_H
#define MACHINE_H

#include <emvqr/core.h>

typedef struct machine_result {
    unsigned vectors, failed;
    const char *first;  /* the first vector that failed */
    uint32_t digest;    /* of every finding of emvqr_check and of emvqr_verify */
} machine_result;

/* Every vector: emvqr_parse says what its table says; emvqr_check; emvqr_verify; each signed payload is written again by
 * the writer, object for object, and by emvqr_rewrite, and is the same. */
machine_result machine_run(void);

/* Calls to be measured, on a QRIS payload of 210 bytes and 20 objects. CHECK is the whole reading: emvqr_parse and
 * emvqr_check with QRIS's tables. */
enum { MACHINE_NOTHING, MACHINE_CRC, MACHINE_PARSE, MACHINE_CHECK, MACHINE_VERIFY, MACHINE_WRITE, MACHINE_CALLS };
void machine_call(unsigned call);

#endif
