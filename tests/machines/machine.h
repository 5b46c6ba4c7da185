/* SPDX-License-Identifier: MIT */
/* What the tests for other machines ask of a machine: run the vectors, and say how it went. No libc. */
#ifndef MACHINE_H
#define MACHINE_H

#include <emvqr/core.h>

/* One row of tests/vectors. */
typedef struct machine_vector {
    const char *name, *payload, *objects, *findings; /* findings ends with NUL */
    uint16_t length, objects_length;                 /* bytes of payload and of objects, which may hold NUL */
    uint8_t unit, networks;                          /* networks: 0 none, 1 all of them */
} machine_vector;

typedef struct machine_result {
    unsigned vectors, failed;
    const char *first;  /* the first vector that failed */
    uint32_t digest;    /* of every finding of emvqr_check and of emvqr_verify, and of what words.c tells */
} machine_result;

/* A vector: emvqr_parse says what its row says; emvqr_check; emvqr_verify; a signed payload is written again by the
 * writer, object for object, and by emvqr_rewrite, and is the same. */
machine_result machine_start(void);
void machine_try(machine_result *result, const machine_vector *v);

/* Adds a number to the digest; what words.c has to say of a document that was parsed. */
void machine_note(machine_result *result, uint32_t number);
void machine_note_words(machine_result *result, const emvqr_doc *doc);

/* The vectors in the image, and all of them tried. */
extern const machine_vector machine_vectors[];
extern const unsigned machine_vectors_count;
machine_result machine_run(void);

/* Calls to be measured, on a QRIS payload of 210 bytes and 20 objects. CHECK is the whole reading: emvqr_parse and
 * emvqr_check with QRIS's tables; RULES is emvqr_check alone, of what CHECK read. */
enum {
    MACHINE_NOTHING, MACHINE_CRC, MACHINE_PARSE, MACHINE_CHECK, MACHINE_RULES, MACHINE_VERIFY, MACHINE_WRITE,
    MACHINE_CALLS
};
void machine_call(unsigned call);

#endif
