/* SPDX-License-Identifier: MIT */
/* The Reed-Solomon code of QR symbols over GF(256): errors and erasures corrected. */
#ifndef EMVQR_REED_SOLOMON_H
#define EMVQR_REED_SOLOMON_H

#include <stdbool.h>
#include <stdint.h>

#define EMVQR__PARITY_MAX 30u /* of a block in any version */

/* Powers and logarithms of the field's generator; made on the spot, since the library has no data that it writes. */
typedef struct emvqr__field {
    uint8_t power[510];
    uint8_t log[256];
} emvqr__field;

void emvqr__field_init(emvqr__field *field);

/* Corrects a block of `len` codewords, of which the last `parity` are the code's own. `erased` lists `erasures`
 * places that are not to be relied on, each once. Errors e and erasures s are found when 2e + s <= parity. Returns the
 * number of codewords that were changed or erased, -1 (and the block as it was) when there are more. With few places
 * left over (parity - s below 4 or so) nearly everything is "corrected": such a result needs a proof of its own. */
int emvqr__rs_correct(const emvqr__field *field, uint8_t *block, unsigned len, unsigned parity, const uint8_t *erased,
                      unsigned erasures);

#endif
