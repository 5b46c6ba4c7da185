/* SPDX-License-Identifier: MIT */
/* emvqr: VietQR (NAPAS 247): a struct to read into and to write from. common.h says how. */
#ifndef EMVQR_VIETQR_H
#define EMVQR_VIETQR_H

#include <emvqr/common.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum emvqr_vietqr_type {
    EMVQR_VIETQR_ACCOUNT = 1, /* QRIBFTTA: to an account */
    EMVQR_VIETQR_CARD,        /* QRIBFTTC: to a card */
    EMVQR_VIETQR_MERCHANT,    /* QRPUSH: a payment */
    EMVQR_VIETQR_CASH         /* QRCASH: from an ATM */
} emvqr_vietqr_type;

typedef struct emvqr_vietqr_code {
    uint8_t type;        /* an emvqr_vietqr_type, or 0 */
    uint8_t id;
    emvqr_common common;
    emvqr_span bank_bin; /* 38.01.00: 6 digits */
    emvqr_span account;  /* 38.01.01: an account, a card, a merchant's ID */
    emvqr_span service;  /* 38.02; the type's where it is absent */
    emvqr_span message;  /* 62.08, in ASCII */
} emvqr_vietqr_code;

EMVQR_API emvqr_status emvqr_vietqr_read(const emvqr_doc *doc, const emvqr_node *account,
                                         emvqr_vietqr_code *code);
EMVQR_API emvqr_status emvqr_vietqr_write(const emvqr_vietqr_code *code, char *buf, size_t cap, size_t *len);

#ifdef __cplusplus
}
#endif
#endif
