/* SPDX-License-Identifier: MIT */
/* emvqr: VNPAY-QR, ZaloPay and AirPay, which stand beside VietQR: for each a struct to read into and to write from.
 * common.h says how. */
#ifndef EMVQR_VNPAY_H
#define EMVQR_VNPAY_H

#include <emvqr/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- VNPAY-QR ---- */

typedef struct emvqr_vnpay_code {
    uint8_t type;             /* 1: there is one */
    uint8_t id;
    emvqr_common common;
    emvqr_span merchant_code; /* 26.01 */
} emvqr_vnpay_code;

EMVQR_API emvqr_status emvqr_vnpay_read(const emvqr_doc *doc, const emvqr_node *account,
                                        emvqr_vnpay_code *code);
EMVQR_API emvqr_status emvqr_vnpay_write(const emvqr_vnpay_code *code, char *buf, size_t cap, size_t *len);

/* ---- ZaloPay ---- */

typedef enum emvqr_zalopay_type {
    EMVQR_ZALOPAY_ORDER = 1, /* 001 */
    EMVQR_ZALOPAY_PERSONAL   /* 002 */
} emvqr_zalopay_type;

typedef struct emvqr_zalopay_code {
    uint8_t type;              /* an emvqr_zalopay_type, or 0 */
    uint8_t id;
    emvqr_common common;
    emvqr_span app_id;         /* 26.01 of an order */
    emvqr_span token;          /* 26.01 of a person */
    emvqr_span kind;           /* 26.02 */
    emvqr_span transaction_id; /* 26.03 of an order */
} emvqr_zalopay_code;

EMVQR_API emvqr_status emvqr_zalopay_read(const emvqr_doc *doc, const emvqr_node *account,
                                          emvqr_zalopay_code *code);
EMVQR_API emvqr_status emvqr_zalopay_write(const emvqr_zalopay_code *code, char *buf, size_t cap, size_t *len);

/* ---- AirPay ---- */

typedef struct emvqr_airpay_code {
    uint8_t type;        /* 1: there is one */
    uint8_t id;
    emvqr_common common;
    emvqr_span token;    /* 26.01 */
} emvqr_airpay_code;

EMVQR_API emvqr_status emvqr_airpay_read(const emvqr_doc *doc, const emvqr_node *account,
                                         emvqr_airpay_code *code);
EMVQR_API emvqr_status emvqr_airpay_write(const emvqr_airpay_code *code, char *buf, size_t cap, size_t *len);

#ifdef __cplusplus
}
#endif
#endif
