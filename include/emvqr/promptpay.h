/* SPDX-License-Identifier: MIT */
/* emvqr: PromptPay, Thai QR Payment: a struct to read into and to write from. common.h says how. */
#ifndef EMVQR_PROMPTPAY_H
#define EMVQR_PROMPTPAY_H

#include <emvqr/common.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum emvqr_promptpay_type {
    EMVQR_PROMPTPAY_TRANSFER = 1,      /* 29: to a phone, an ID or a wallet */
    EMVQR_PROMPTPAY_BILL,              /* 30: with references */
    EMVQR_PROMPTPAY_BILL_CROSS_BORDER, /* 30, shown abroad */
    EMVQR_PROMPTPAY_MERCHANT,          /* 31: an acquirer's own data */
    EMVQR_PROMPTPAY_API                /* 31: payment innovation API */
} emvqr_promptpay_type;

typedef struct emvqr_promptpay_code {
    uint8_t type;              /* an emvqr_promptpay_type, or 0 */
    uint8_t id;
    emvqr_common common;
    emvqr_span mobile;         /* 29.01: "0066" and nine digits */
    emvqr_span national_id;    /* 29.02: 13 digits, a tax ID too */
    emvqr_span ewallet_id;     /* 29.03: 15 digits */
    emvqr_span bank_account;   /* 29.04: not in use yet */
    emvqr_span ota;            /* 29.05: one-time authorization, with common.guid A000000677010114 */
    emvqr_span message;        /* 81: to a TrueMoney wallet, UTF-16 in hexadecimal */
    emvqr_span biller_id;      /* 30.01: 15 digits */
    emvqr_span ref1;           /* 30.02 */
    emvqr_span ref2;           /* 30.03 */
    emvqr_span ref3;           /* 62.07 */
    emvqr_span local_currency; /* 62.08, the first 3 characters */
    emvqr_span local_amount;   /* 62.08, the next 13; a shorter one is filled up with zeros */
    emvqr_span local_country;  /* 62.08, the last 2 */
    emvqr_span acquirer_id;    /* 31.01 of a merchant */
    emvqr_span api_id;         /* 31.01 of the API */
    emvqr_span provider_id;    /* 31.02 of the API */
    emvqr_span api_reference;  /* 31.03 of the API */
    emvqr_span vat_branch;     /* 80.00 */
    emvqr_span vat_rate;       /* 80.01: "7.00" */
    emvqr_span vat_amount;     /* 80.02 */
} emvqr_promptpay_code;

EMVQR_API emvqr_status emvqr_promptpay_read(const emvqr_doc *doc, const emvqr_node *account,
                                            emvqr_promptpay_code *code);
EMVQR_API emvqr_status emvqr_promptpay_write(const emvqr_promptpay_code *code, char *buf, size_t cap, size_t *len);

#ifdef __cplusplus
}
#endif
#endif
