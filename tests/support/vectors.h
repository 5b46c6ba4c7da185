/* SPDX-License-Identifier: MIT */
/* The payloads of tests/vectors as one table, and a parse told as text: objects with their offsets, and findings. */
#ifndef VECTORS_H
#define VECTORS_H

#include <emvqr/network.h>

typedef struct vector {
    const char *table, *name;
    emvqr_span payload;
    emvqr_span objects;   /* 00@0="01" 29@12 29.00@16="A000000677010111": a template has no value */
    const char *findings; /* of the parser: crc-mismatch:63@83 invalid-utf8:59@26; the payload as a whole has no path */
    const char *source;
    emvqr_unit unit;
    bool networks; /* read with emvqr_networks, else with none */
} vector;

enum {
    VECTORS = 0
#define VECTOR(name, unit, payload, objects, findings, source) +1
#include "../vectors/all.inc"
#undef VECTOR
};

extern const vector vectors[VECTORS];

/* Room for either text of any payload of the tables. */
#define VECTORS_TEXT 32768u

/* Writes the document's objects, or the findings, as the tables have them, with a NUL; returns the length. */
size_t vectors_objects(const emvqr_doc *doc, char text[VECTORS_TEXT]);
size_t vectors_findings(const emvqr_findings *findings, char text[VECTORS_TEXT]);

/* Whether no finding of the parser is an error, by the table, and the CRC is whole: what one network's codes are
 * excused, emvqr_verify is not. */
bool vectors_sound(const vector *v);

/* Asserts that emvqr_verify says of a payload what emvqr_parse, without networks, said of it in `findings`, which must
 * hold all of them (support/verdict.h). */
void vectors_assert_verdict(const emvqr_doc *doc, const emvqr_findings *findings, emvqr_span payload);

#endif
