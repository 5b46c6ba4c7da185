/* SPDX-License-Identifier: MIT */
/* What was found in a picture so far: which bytes are to be believed, and that nothing is told twice. */
#ifndef EMVQR_RESULTS_H
#define EMVQR_RESULTS_H

#include "matrix.h"

#include <emvqr/qr_decode.h>

#define EMVQR__RESULTS_MAX 1024u

/* A symbol that was told. */
typedef struct emvqr__told {
    uint64_t hash; /* of its bytes */
    float x, y, reach;
} emvqr__told;

typedef struct emvqr__results {
    emvqr_qr_found found;
    void *user;
    bool stopped;  /* the caller wants no more */
    bool payment;  /* there was a payload with a right CRC */
    unsigned count;
    emvqr_qr_symbol symbol; /* rung and scale are set by the ladder */
    double across, down;    /* the scale of columns and of rows, which a rounded size makes a little different */
    emvqr__told told[EMVQR__RESULTS_MAX];
    uint8_t text[2 * EMVQR__CONTENT_MAX];
} emvqr__results;

/* Whether bytes end as payment payloads do: with an object 63 that holds the CRC of what is before its digits. */
bool emvqr__is_payment(const uint8_t *bytes, size_t len);

/* A symbol read by ourselves. True: it is believed (and was told, unless it had been). */
bool emvqr__results_content(emvqr__results *results, const emvqr__content *content, float corners[4][2], bool light);

/* Sets a corner of the next symbol, in pixels of the copy. */
void emvqr__results_corner(emvqr__results *results, unsigned i, double x, double y);

/* A symbol read by zbar, its corners set; what zbar made of an ECI header may be undone. */
void emvqr__results_bytes(emvqr__results *results, const char *bytes, size_t len);

#endif
