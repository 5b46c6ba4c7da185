/* SPDX-License-Identifier: MIT */
/* Decimals of the world's currencies: nearly all have two, so only the others are listed (ISO 4217, list one). */
#include "rules.h"

/* The number, which fits ten bits, and above it the decimals; in ascending order of numbers. */
#define CURRENCY(number, exponent) (number) | (exponent) << 10
static const uint16_t currency_exceptions[] = {
    CURRENCY(48, 3) /* BHD */, CURRENCY(108, 0) /* BIF */, CURRENCY(152, 0) /* CLP */, CURRENCY(174, 0) /* KMF */,
    CURRENCY(262, 0) /* DJF */, CURRENCY(324, 0) /* GNF */, CURRENCY(352, 0) /* ISK */, CURRENCY(368, 3) /* IQD */,
    CURRENCY(392, 0) /* JPY */, CURRENCY(400, 3) /* JOD */, CURRENCY(410, 0) /* KRW */, CURRENCY(414, 3) /* KWD */,
    CURRENCY(434, 3) /* LYD */, CURRENCY(512, 3) /* OMR */, CURRENCY(548, 0) /* VUV */, CURRENCY(600, 0) /* PYG */,
    CURRENCY(646, 0) /* RWF */, CURRENCY(704, 0) /* VND */, CURRENCY(788, 3) /* TND */, CURRENCY(800, 0) /* UGX */,
    CURRENCY(927, 4) /* UYW */, CURRENCY(940, 0) /* UYI */, CURRENCY(950, 0) /* XAF */, CURRENCY(952, 0) /* XOF */,
    CURRENCY(953, 0) /* XPF */, CURRENCY(990, 4) /* CLF */,
};

enum { COUNT = sizeof currency_exceptions / sizeof currency_exceptions[0] };

unsigned emvqr_currency_exponent(unsigned number)
{
    const uint16_t *at = currency_exceptions;
    unsigned step = COUNT;
    while (step > 1u) { /* the last one that is not above the number, if any is not */
        unsigned half = step / 2u;
        at += (at[half] & 0x3FFu) <= number ? half : 0;
        step -= half;
    }
    return (*at & 0x3FFu) == number ? (unsigned)*at >> 10 : 2u;
}

unsigned emvqr__exponent(const emvqr_doc *doc)
{
    const emvqr_node *currency = emvqr_node_child(doc, NULL, 53);
    unsigned number = 0;
    size_t i;
    if (currency == NULL || currency->length != 3u) {
        return EMVQR_EXPONENT_ANY;
    }
    for (i = 0; i < 3u; i++) {
        unsigned digit = (unsigned)(unsigned char)emvqr__value(doc, currency).ptr[i] - '0';
        if (digit > 9u) {
            return EMVQR_EXPONENT_ANY;
        }
        number = number * 10u + digit;
    }
    return emvqr_currency_exponent(number);
}
