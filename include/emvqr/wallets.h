/* SPDX-License-Identifier: MIT */
/* emvqr: Alipay and WeChat Pay abroad: for each a struct to read into and to write from. common.h says how. Their
 * codes have no currency and country of their own: a write needs common.currency and common.country. */
#ifndef EMVQR_WALLETS_H
#define EMVQR_WALLETS_H

#include <emvqr/common.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Alipay ---- */

typedef enum emvqr_alipay_type {
    EMVQR_ALIPAY_CODE = 1, /* the merchant's code in Alipay's own form */
    EMVQR_ALIPAY_MERCHANT  /* a merchant of a partner */
} emvqr_alipay_type;

typedef struct emvqr_alipay_code {
    uint8_t type;           /* an emvqr_alipay_type, or 0 */
    uint8_t id;
    emvqr_common common;
    emvqr_span url;         /* 26.01 of a code */
    emvqr_span merchant_id; /* 26.01 of a merchant */
} emvqr_alipay_code;

EMVQR_API emvqr_status emvqr_alipay_read(const emvqr_doc *doc, const emvqr_node *account,
                                         emvqr_alipay_code *code);
EMVQR_API emvqr_status emvqr_alipay_write(const emvqr_alipay_code *code, char *buf, size_t cap, size_t *len);

/* ---- WeChat Pay ---- */

typedef struct emvqr_wechat_code {
    uint8_t type;           /* 1: there is one */
    uint8_t id;
    emvqr_common common;
    emvqr_span merchant_id; /* 26.01 */
    emvqr_span terminal_id; /* 26.02 */
} emvqr_wechat_code;

EMVQR_API emvqr_status emvqr_wechat_read(const emvqr_doc *doc, const emvqr_node *account,
                                         emvqr_wechat_code *code);
EMVQR_API emvqr_status emvqr_wechat_write(const emvqr_wechat_code *code, char *buf, size_t cap, size_t *len);

#ifdef __cplusplus
}
#endif
#endif
