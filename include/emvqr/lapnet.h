/* SPDX-License-Identifier: MIT */
/* emvqr: Laos: LAO QR of LAPNet, and what was before it, OnePay and U-Money: for each a struct to read into
 * and to write from. common.h says how. */
#ifndef EMVQR_LAPNET_H
#define EMVQR_LAPNET_H

#include <emvqr/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- LAO QR ---- */

typedef enum emvqr_lapnet_type {
    EMVQR_LAPNET_TRANSFER = 1, /* 001: to a person */
    EMVQR_LAPNET_MERCHANT,     /* 002: to a shop */
    EMVQR_LAPNET_BILL,         /* 003 */
    EMVQR_LAPNET_OTHER,        /* 004 to 009: payment_type says which */
    EMVQR_LAPNET_RECEIPT       /* 37: nothing that can be paid */
} emvqr_lapnet_type;

typedef struct emvqr_lapnet_code {
    uint8_t type;              /* an emvqr_lapnet_type, or 0 */
    uint8_t id;
    emvqr_common common;
    emvqr_span iin;            /* 38.01: the receiver's bank or wallet, 8 digits */
    emvqr_span payment_type;   /* 38.02 */
    emvqr_span receiver_id;    /* 38.03 */
    emvqr_span expiry;         /* 38.04: YYYYMMDDHHMMSS in UTC+7, or 13 digits of milliseconds since 1970 */
    emvqr_span action;         /* 38.05 */
    emvqr_span ticket;         /* 37.01 of a receipt */
    emvqr_span bank_reference; /* 37.02 */
    emvqr_span slip_reference; /* 37.03 */
} emvqr_lapnet_code;

EMVQR_API emvqr_status emvqr_lapnet_read(const emvqr_doc *doc, const emvqr_node *account,
                                         emvqr_lapnet_code *code);
EMVQR_API emvqr_status emvqr_lapnet_write(const emvqr_lapnet_code *code, char *buf, size_t cap, size_t *len);

/* ---- OnePay ---- */

typedef enum emvqr_onepay_type {
    EMVQR_ONEPAY_MERCHANT = 1, /* ONEPAY */
    EMVQR_ONEPAY_TRANSFER,     /* TRANSFER */
    EMVQR_ONEPAY_LOTTERY,      /* ONEPAYLOTTO */
    EMVQR_ONEPAY_RECEIPT       /* ONEPROOF: nothing that can be paid */
} emvqr_onepay_type;

typedef struct emvqr_onepay_code {
    uint8_t type;               /* an emvqr_onepay_type, or 0 */
    uint8_t id;
    emvqr_common common;
    emvqr_span service;         /* 33.01 */
    emvqr_span receiver_id;     /* 33.02 */
    emvqr_span expiry;          /* 33.03: YYYYMMDDHHMMSS in UTC+7 */
    emvqr_span action;          /* 33.05 */
    emvqr_span proof_type;      /* 33.02 of a receipt */
    emvqr_span ticket;          /* 33.03 of a receipt */
    emvqr_span proof_reference; /* 33.04 of a receipt */
} emvqr_onepay_code;

EMVQR_API emvqr_status emvqr_onepay_read(const emvqr_doc *doc, const emvqr_node *account,
                                         emvqr_onepay_code *code);
EMVQR_API emvqr_status emvqr_onepay_write(const emvqr_onepay_code *code, char *buf, size_t cap, size_t *len);

/* ---- U-Money ---- */

typedef struct emvqr_umoney_code {
    uint8_t type;        /* 1: there is one */
    uint8_t id;
    emvqr_common common;
    emvqr_span mobile;   /* 29.01: with its country's prefix */
    emvqr_span holder;   /* 29.02 */
} emvqr_umoney_code;

EMVQR_API emvqr_status emvqr_umoney_read(const emvqr_doc *doc, const emvqr_node *account,
                                         emvqr_umoney_code *code);
EMVQR_API emvqr_status emvqr_umoney_write(const emvqr_umoney_code *code, char *buf, size_t cap, size_t *len);

#ifdef __cplusplus
}
#endif
#endif
