/* SPDX-License-Identifier: MIT */
/* The typed headers as a table, for tests: each network's struct, its members by name, its calls. */
#ifndef EMVQR_TEST_STRUCTS_H
#define EMVQR_TEST_STRUCTS_H

#include <emvqr/emvqr.h>

typedef struct member {
    const char *name;
    size_t at;
} member;

typedef struct network {
    const char *name;
    emvqr_status (*read)(const emvqr_doc *doc, const emvqr_node *account, void *code);
    emvqr_status (*write)(const void *code, char *buf, size_t cap, size_t *len);
    size_t size;
    const char *const *types; /* in the order of their numbers, from 1 */
    const member *members;
    size_t type_count, member_count;
} network;

enum { NETWORKS = 18, COMMON_MEMBERS = 26, MORE_PAYLOADS = 19 };

extern const network networks[NETWORKS];
extern const member common_members[COMMON_MEMBERS];

/* Any of the structs. */
typedef union any_code {
    struct {
        uint8_t type, id;
        emvqr_common common;
    } head;
    emvqr_promptpay_code promptpay;
    emvqr_vietqr_code vietqr;
    emvqr_lapnet_code lapnet;
    emvqr_onepay_code onepay;
    emvqr_umoney_code umoney;
    emvqr_vnpay_code vnpay;
    emvqr_zalopay_code zalopay;
    emvqr_airpay_code airpay;
    emvqr_duitnow_code duitnow;
    emvqr_qris_code qris;
    emvqr_alipay_code alipay;
    emvqr_wechat_code wechat;
    emvqr_card_code card;
} any_code;

/* The network of that name; NULL: it has no struct. */
const network *network_of(const char *name);

/* The member of that name, the network's own or a common one; NULL: none. */
emvqr_span *member_of(const network *n, any_code *it, const char *name);
emvqr_span *common_of(any_code *it, const char *name);
emvqr_span *span_at(any_code *it, size_t at);

/* Parses and checks with all networks. */
extern emvqr_doc struct_doc;
void struct_parse(const char *text, size_t len, emvqr_policy policy);

/* Objects (payload.h) of payloads with members that no vector has. */
extern const char *const more_payloads[MORE_PAYLOADS];

#endif
