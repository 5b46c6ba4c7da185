/* SPDX-License-Identifier: MIT */
/* emvqr: card schemes, whose accounts are single values (02 to 25), or templates of their own: one struct for all of
 * them, to read into and to write from. common.h says how. */
#ifndef EMVQR_CARDS_H
#define EMVQR_CARDS_H

#include <emvqr/common.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum emvqr_card_type {
    EMVQR_CARD_PRIMITIVE = 1,
    EMVQR_CARD_TEMPLATE       /* 26 to 51: the scheme's by common.guid; what else it holds is the scheme's matter */
} emvqr_card_type;

typedef struct emvqr_card_code {
    uint8_t type;         /* an emvqr_card_type, or 0 */
    uint8_t id;           /* Visa 02 03, Mastercard 04 05, Discover 09 10, Amex 11 12, JCB 13 14, UnionPay 15 16 */
    emvqr_common common;
    emvqr_span account;   /* as the scheme gave it; UnionPay's has 31 characters */
} emvqr_card_code;

#define EMVQR_CARD(scheme) \
    EMVQR_API emvqr_status emvqr_##scheme##_read(const emvqr_doc *doc, const emvqr_node *account, \
                                                 emvqr_card_code *code); \
    EMVQR_API emvqr_status emvqr_##scheme##_write(const emvqr_card_code *code, char *buf, size_t cap, size_t *len);
EMVQR_CARD(visa)
EMVQR_CARD(mastercard)
EMVQR_CARD(discover)
EMVQR_CARD(amex)
EMVQR_CARD(jcb)
EMVQR_CARD(unionpay)
#undef EMVQR_CARD

#ifdef __cplusplus
}
#endif
#endif
