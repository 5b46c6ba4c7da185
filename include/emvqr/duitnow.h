/* SPDX-License-Identifier: MIT */
/* emvqr: DuitNow QR: a struct to read into and to write from. common.h says how. */
#ifndef EMVQR_DUITNOW_H
#define EMVQR_DUITNOW_H

#include <emvqr/common.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum emvqr_duitnow_type {
    EMVQR_DUITNOW_BILL = 1, /* a JomPAY bill */
    EMVQR_DUITNOW_CASH_OUT, /* cash at a shop */
    EMVQR_DUITNOW_PAYMENT
} emvqr_duitnow_type;

typedef struct emvqr_duitnow_code {
    uint8_t type;           /* an emvqr_duitnow_type, or 0 */
    uint8_t id;
    emvqr_common common;
    emvqr_span acquirer_id; /* 26.01: 6 digits */
    emvqr_span qr_id;       /* 26.02, of all but bills */
    emvqr_span biller_code; /* 26.02 of a bill */
    emvqr_span descriptor;  /* 26.03 */
    emvqr_span mobile;      /* 26.04 */
    emvqr_span ref1;        /* 62.90 */
    emvqr_span ref2;        /* 62.91 */
    emvqr_span coordinates; /* 62.92 */
    emvqr_span digest;      /* 82: it signs what stands before it; a write takes it as it is given */
} emvqr_duitnow_code;

EMVQR_API emvqr_status emvqr_duitnow_read(const emvqr_doc *doc, const emvqr_node *account,
                                          emvqr_duitnow_code *code);
EMVQR_API emvqr_status emvqr_duitnow_write(const emvqr_duitnow_code *code, char *buf, size_t cap, size_t *len);

#ifdef __cplusplus
}
#endif
#endif
