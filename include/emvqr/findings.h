/* SPDX-License-Identifier: MIT */
/* emvqr: what is wrong with a payload, as data. */
#ifndef EMVQR_FINDINGS_H
#define EMVQR_FINDINGS_H

#include <emvqr/span.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum emvqr_severity { EMVQR_NONE = 0, EMVQR_INFO = 1, EMVQR_WARNING = 2, EMVQR_ERROR = 3 } emvqr_severity;

/* Strict holds a payload to the letter of EMVCo and of the network's own document. Field lets what wallets meet and
 * pay every day pass with a warning. What could send money to the wrong place is an error under both. */
typedef enum emvqr_policy { EMVQR_STRICT = 0, EMVQR_FIELD = 1 } emvqr_policy;

typedef enum emvqr_code {
    EMVQR_CODE_NONE = 0,
#define EMVQR_CODE(enumerator, name, strict, field, meaning, advice) EMVQR_CODE_##enumerator,
#include <emvqr/codes.def>
#undef EMVQR_CODE
    EMVQR_CODE_COUNT
} emvqr_code;

/* `row` when the finding came from no row of a table. */
#define EMVQR_ROW_NONE 255u

typedef struct emvqr_finding {
    emvqr_path path;   /* of the object, or of the absent object; 0 is the payload as a whole */
    uint16_t offset;   /* bytes from the text's start to the object's ID; of an absent object, its parent's (root: 0) */
    uint8_t code;      /* an emvqr_code */
    uint8_t severity;  /* an emvqr_severity, under the policy of the list */
    uint8_t network;   /* index + 1 in the document's list of networks; 0: EMVCo's own rules or the structure */
    uint8_t row;       /* the row that raised it, counted through that network's levels; EMVQR_ROW_NONE: none */
} emvqr_finding;

/* The caller's array of findings, kept in the order of offsets. When it is full, further findings are only counted,
 * so `errors` is true for any capacity, 0 too; which ones it then holds is not promised. */
typedef struct emvqr_findings {
    emvqr_finding *items;     /* may be NULL when capacity is 0 */
    uint16_t capacity;
    uint16_t count;           /* stored in items */
    uint16_t total;           /* raised, stored or not */
    uint16_t errors, warnings;
    uint8_t policy;           /* an emvqr_policy */
} emvqr_findings;

/* Empties the list for a new payload. `items` must hold `capacity` findings and outlive the list. */
EMVQR_API void emvqr_findings_init(emvqr_findings *findings, emvqr_finding *items, size_t capacity,
                                   emvqr_policy policy);

/* The severity of a code under a policy, where no row says otherwise. EMVQR_NONE for a number that is no code. */
EMVQR_API emvqr_severity emvqr_code_severity(emvqr_code code, emvqr_policy policy);

/* Texts, in a file of their own so that firmware that does not ask for them does not link them. Constant; never NULL:
 * a number that is no code has the empty text. */
EMVQR_API const char *emvqr_code_name(emvqr_code code);     /* "crc-mismatch" */
EMVQR_API const char *emvqr_code_meaning(emvqr_code code);  /* what it says */
EMVQR_API const char *emvqr_code_advice(emvqr_code code);   /* what to do */

#ifdef __cplusplus
}
#endif
#endif
