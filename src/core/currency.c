/* SPDX-License-Identifier: MIT */
/* Decimals of the world's currencies: nearly all have two, so only the others are listed (ISO 4217, list one). */
#include "rules.h"

typedef struct currency_exception {
    uint16_t number;
    uint8_t exponent;
} currency_exception;

/* In ascending order, with the letters for the reader. */
static const currency_exception currency_exceptions[] = {
    { 48, 3 },  /* BHD */ { 108, 0 }, /* BIF */ { 152, 0 }, /* CLP */ { 174, 0 }, /* KMF */
    { 262, 0 }, /* DJF */ { 324, 0 }, /* GNF */ { 352, 0 }, /* ISK */ { 368, 3 }, /* IQD */
    { 392, 0 }, /* JPY */ { 400, 3 }, /* JOD */ { 410, 0 }, /* KRW */ { 414, 3 }, /* KWD */
    { 434, 3 }, /* LYD */ { 512, 3 }, /* OMR */ { 548, 0 }, /* VUV */ { 600, 0 }, /* PYG */
    { 646, 0 }, /* RWF */ { 704, 0 }, /* VND */ { 788, 3 }, /* TND */ { 800, 0 }, /* UGX */
    { 927, 4 }, /* UYW */ { 940, 0 }, /* UYI */ { 950, 0 }, /* XAF */ { 952, 0 }, /* XOF */
    { 953, 0 }, /* XPF */ { 990, 4 }, /* CLF */
};

unsigned emvqr_currency_exponent(unsigned number)
{
    const currency_exception *at = currency_exceptions,
                             *end = at + sizeof currency_exceptions / sizeof currency_exceptions[0];
    while (at != end && at->number < number) {
        at++;
    }
    return at != end && at->number == number ? at->exponent : 2;
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
        unsigned digit = (unsigned)(unsigned char)emvqr_node_value(doc, currency).ptr[i] - '0';
        if (digit > 9u) {
            return EMVQR_EXPONENT_ANY;
        }
        number = number * 10u + digit;
    }
    return emvqr_currency_exponent(number);
}
