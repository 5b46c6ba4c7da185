/* SPDX-License-Identifier: MIT */
/* A matrix of modules as a QR code symbol (ISO/IEC 18004): which modules are fixed, and the bytes that the others
 * hold. */
#ifndef EMVQR_MATRIX_H
#define EMVQR_MATRIX_H

#include "reed_solomon.h"

#include <stddef.h>

#define EMVQR__SIDE_MIN 21u
#define EMVQR__SIDE_MAX 177u
#define EMVQR__CODEWORDS_MAX 3706u
#define EMVQR__CONTENT_MAX 7089u /* digits of version 40 L */

/* Modules as they were seen: below 0 is dark, above is light, and the further from 0 the surer. Row by row. */
typedef struct emvqr__modules {
    unsigned side; /* 17 + 4 * version */
    int8_t seen[EMVQR__SIDE_MAX * EMVQR__SIDE_MAX];
} emvqr__modules;

/* What a symbol holds. */
typedef struct emvqr__content {
    uint8_t bytes[EMVQR__CONTENT_MAX];
    unsigned len;
    int eci;      /* the assignment number, -1: none */
    bool plain;   /* no structured append, no FNC1, at most one ECI header, at the beginning */
    bool unsure;  /* erasures were needed: believe it only with another proof */
} emvqr__content;

/* Room for the work on one symbol. */
typedef struct emvqr__matrix_work {
    emvqr__field field;
    uint8_t codeword[EMVQR__CODEWORDS_MAX], data[EMVQR__CODEWORDS_MAX];
    uint8_t doubt[EMVQR__CODEWORDS_MAX]; /* 0 is the surest */
} emvqr__matrix_work;

/* The colour of a module that is the same in every symbol of this version, finder, timing and alignment patterns and
 * the version's number: -1 dark, 1 light; 0: it depends on the symbol. */
int emvqr__fixed_module(unsigned version, unsigned x, unsigned y);

/* Reads the format, unmasks, corrects and parses. work->field must be set. With `erase` codewords that look doubtful
 * are taken for erasures where correction alone does not do. */
bool emvqr__matrix_read(emvqr__matrix_work *work, const emvqr__modules *modules, bool erase, emvqr__content *content);

/* Parses the bits of `len` data codewords. */
bool emvqr__content_parse(const uint8_t *data, size_t len, unsigned version, emvqr__content *content);

#endif
