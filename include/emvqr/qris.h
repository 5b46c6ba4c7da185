/* SPDX-License-Identifier: MIT */
/* emvqr: QRIS: a struct to read into and to write from. common.h says how. */
#ifndef EMVQR_QRIS_H
#define EMVQR_QRIS_H

#include <emvqr/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A payment's account is the acquirer's template and the national one, 51, which is written where one of its members is
 * given. The purpose of a move (62.08) is common.purpose. */
typedef enum emvqr_qris_type {
    EMVQR_QRIS_PAYMENT = 1, /* 26 to 45, and 51 */
    EMVQR_QRIS_TRANSFER,    /* 40 */
    EMVQR_QRIS_CASH_OUT,    /* 40 */
    EMVQR_QRIS_CASH_IN      /* 40 */
} emvqr_qris_type;

typedef struct emvqr_qris_code {
    uint8_t type;                 /* an emvqr_qris_type, or 0 */
    uint8_t id;
    emvqr_common common;
    emvqr_span guid;              /* 26.00: the acquirer's identifier; 40.00 */
    emvqr_span merchant_pan;      /* 26.01: 9360 and up to 15 digits more; 40.01 the customer's */
    emvqr_span merchant_id;       /* 26.02; 40.02 */
    emvqr_span criteria;          /* 26.03: UMI, UKE, UME, UBE, URE, PSO or BLU */
    emvqr_span bic;               /* 40.04 */
    emvqr_span nmid;              /* 51.02: ID and 13 digits */
    emvqr_span national_guid;     /* 51.00 */
    emvqr_span national_criteria; /* 51.03 */
    emvqr_span proprietary;       /* 62.99.01 */
} emvqr_qris_code;

EMVQR_API emvqr_status emvqr_qris_read(const emvqr_doc *doc, const emvqr_node *account,
                                       emvqr_qris_code *code);
EMVQR_API emvqr_status emvqr_qris_write(const emvqr_qris_code *code, char *buf, size_t cap, size_t *len);

#ifdef __cplusplus
}
#endif
#endif
