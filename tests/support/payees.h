/* SPDX-License-Identifier: MIT */
/* Accounts of several networks, and documents read with them, for the tests of payees. */
#ifndef EMVQR_TEST_PAYEES_H
#define EMVQR_TEST_PAYEES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/network.h>
#include <emvqr/payee.h>

#include "payload.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define HEAD "00=01 01=11 "
#define TAIL "53=764 58=TH "
#define MOBILE "29.00=A000000677010111 29.01=0066812345678 "
#define BILL "30.00=A000000677010112 30.01=099400016550100 30.02=SHOP1 30.03=INV1 "
#define VIET "38.00=A000000727 38.01.00=970436 38.01.01=0011223344 38.02=QRIBFTTA "
#define DUIT "26.00=A0000006150001 26.01=564160 26.02=ABC 26.03=1700000000000 "
#define QRIS \
    "26.00=ID.CO.EXAMPLE.WWW 26.01=936009143000000018 26.02=1 26.03=UMI " \
    "51.00=ID.CO.QRIS.WWW 51.02=ID1018000000019 51.03=UMI "
#define LAO "38.00=A005266284662577 38.01=27710418 38.02=002 38.03=X1 38.04=20270101120000 "
#define ONEPAY "33.00=BCEL 33.01=ONEPAY 33.02=mch0123456789abc 33.03=20270101120000 "

typedef struct document {
    emvqr_doc doc;
    emvqr_findings findings;
    emvqr_node nodes[EMVQR_NODES_MAX];
} document;

static inline void read_text(document *it, const char *text, size_t len, bool networks)
{
    emvqr_doc_init(&it->doc, it->nodes, EMVQR_NODES_MAX, networks ? emvqr_networks : NULL);
    emvqr_findings_init(&it->findings, NULL, 0, EMVQR_FIELD);
    assert_int_equal(emvqr_parse(&it->doc, text, len, &it->findings), EMVQR_OK);
}

static inline void read_objects(document *it, const char *objects)
{
    const char *text = payload_build(objects);

    read_text(it, text, strlen(text), true);
}

/* "" when there is none. */
static inline const char *print_of(const document *it, char text[EMVQR_PAYEE_TEXT])
{
    uint8_t bytes[EMVQR_PAYEE_BYTES];

    text[0] = '\0';
    if (emvqr_payee_fingerprint(&it->doc, bytes) == EMVQR_OK) {
        emvqr_payee_format(bytes, text);
        assert_int_equal(strlen(text), EMVQR_PAYEE_TEXT - 1u);
    }
    return text;
}

#endif
