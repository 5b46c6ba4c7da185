/* SPDX-License-Identifier: MIT */
/* A plain reference of the core's reading, written from the contract and not from the source: lists instead of cursors,
 * a table of edges for each length unit, recursion for templates, whole trees compared for ambiguity. */
#ifndef EMVQR_TESTS_CORE_REFERENCE_H
#define EMVQR_TESTS_CORE_REFERENCE_H

#include <emvqr/core.h>

enum { REFERENCE_TEXT_MAX = 6000, REFERENCE_OBJECTS_MAX = 1000, REFERENCE_FINDINGS_MAX = 2000 };

typedef struct reference {
    const char *text;
    size_t len, start, end, total, total_nodes;
    long edge[3][REFERENCE_TEXT_MAX + 1]; /* edge[unit][k]: the byte where k units from the start have passed, or -1 */
    size_t units[3];
    struct { unsigned code; size_t offset; } found[REFERENCE_FINDINGS_MAX];
    emvqr_node nodes[REFERENCE_OBJECTS_MAX];
    unsigned unit;
    bool has_crc, crc_ok, broken;
    uint16_t crc;
} reference;

/* Reads a text of at most REFERENCE_TEXT_MAX bytes: what emvqr_parse without networks must make of it. */
void reference_read(reference *r, const char *text, size_t len);
/* The CRC, bit by bit. */
unsigned reference_crc(const char *text, size_t len);

#endif
