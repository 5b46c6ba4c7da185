/* SPDX-License-Identifier: MIT */
/* Syndromes, Berlekamp and Massey's algorithm begun at the erasures, a search for roots, Forney's formula. Polynomials
 * are arrays with the lowest power first; place i of a block of n stands for the power n - 1 - i. */
#include "reed_solomon.h"

#include <string.h>

#define TERMS (EMVQR__PARITY_MAX + 1u)

void emvqr__field_init(emvqr__field *field)
{
    unsigned value = 1, i;

    memset(field->log, 0, sizeof field->log);
    for (i = 0; i < 255; i++) {
        field->power[i] = field->power[i + 255] = (uint8_t)value;
        field->log[value] = (uint8_t)i;
        value = value << 1 ^ (value & 0x80 ? 0x11D : 0);
    }
}

static uint8_t multiply(const emvqr__field *field, unsigned a, unsigned b)
{
    return a && b ? field->power[field->log[a] + field->log[b]] : 0;
}

static uint8_t divide(const emvqr__field *field, unsigned a, unsigned b)
{
    return a ? field->power[field->log[a] + 255u - field->log[b]] : 0;
}

/* The value of a polynomial of `terms` terms at the generator's power `exponent`. */
static uint8_t evaluate(const emvqr__field *field, const uint8_t *polynomial, unsigned terms, unsigned exponent)
{
    unsigned sum = 0, x = 0, i;

    for (i = 0; i < terms; i++, x = (x + exponent) % 255u)
        if (polynomial[i])
            sum ^= field->power[field->log[polynomial[i]] + x];
    return (uint8_t)sum;
}

/* False when all of them are zero: the block is sound. */
static bool find_syndromes(const emvqr__field *field, const uint8_t *block, unsigned len, unsigned parity,
                           uint8_t *syndrome)
{
    unsigned i, j, any = 0;

    for (i = 0; i < parity; i++) {
        unsigned sum = 0;

        for (j = 0; j < len; j++)
            sum = multiply(field, sum, field->power[i]) ^ block[j];
        syndrome[i] = (uint8_t)sum;
        any |= sum;
    }
    return any != 0;
}

/* The locator of errors and erasures; returns its degree, or more than parity when there is none. */
static unsigned find_locator(const emvqr__field *field, const uint8_t *syndrome, unsigned parity,
                             const uint8_t *exponents, unsigned erasures, uint8_t *locator)
{
    uint8_t other[TERMS + 1], old[TERMS];
    unsigned degree = erasures, i, j;

    memset(locator, 0, TERMS);
    locator[0] = 1;
    for (i = 0; i < erasures; i++)
        for (j = i + 1; j > 0; j--)
            locator[j] ^= multiply(field, locator[j - 1], field->power[exponents[i]]);
    memset(other, 0, sizeof other);
    memcpy(other, locator, TERMS);
    for (i = erasures; i < parity; i++) {
        unsigned discrepancy = 0;

        for (j = 0; j <= i; j++)
            discrepancy ^= multiply(field, locator[j], syndrome[i - j]);
        memmove(other + 1, other, TERMS - 1);
        other[0] = 0;
        if (!discrepancy)
            continue;
        memcpy(old, locator, TERMS);
        for (j = 0; j < TERMS; j++)
            locator[j] ^= multiply(field, other[j], discrepancy);
        if (2 * degree <= i + erasures) {
            degree = i + 1 + erasures - degree;
            for (j = 0; j < TERMS; j++)
                other[j] = divide(field, old[j], discrepancy);
        }
    }
    return degree;
}

/* Mends the block at the locator's roots; false unless there are as many as its degree. */
static bool mend(const emvqr__field *field, uint8_t *block, unsigned len, unsigned parity, const uint8_t *syndrome,
                 const uint8_t *locator, unsigned degree)
{
    uint8_t evaluator[TERMS] = {0}, slope[TERMS] = {0};
    unsigned roots = 0, i, j;

    for (i = 0; i < parity; i++)
        for (j = 0; j <= i && j <= degree; j++)
            evaluator[i] ^= multiply(field, locator[j], syndrome[i - j]);
    for (i = 1; i <= degree; i += 2) /* the derivative: the odd terms, a power lower */
        slope[i - 1] = locator[i];
    for (i = 0; i < len; i++) {
        unsigned exponent = len - 1 - i, inverse = (255u - exponent) % 255u;
        uint8_t steep;

        if (evaluate(field, locator, degree + 1, inverse))
            continue;
        steep = evaluate(field, slope, degree + 1, inverse);
        if (!steep)
            return false;
        block[i] ^= multiply(field, divide(field, evaluate(field, evaluator, parity, inverse), steep),
                             field->power[exponent]);
        roots++;
    }
    return roots == degree;
}

int emvqr__rs_correct(const emvqr__field *field, uint8_t *block, unsigned len, unsigned parity, const uint8_t *erased,
                      unsigned erasures)
{
    uint8_t syndrome[EMVQR__PARITY_MAX], check[EMVQR__PARITY_MAX], locator[TERMS], exponents[EMVQR__PARITY_MAX];
    uint8_t before[255];
    unsigned degree, i;

    if (erasures > parity)
        return -1;
    if (!find_syndromes(field, block, len, parity, syndrome))
        return 0;
    for (i = 0; i < erasures; i++)
        exponents[i] = (uint8_t)(len - 1 - erased[i]);
    degree = find_locator(field, syndrome, parity, exponents, erasures, locator);
    memcpy(before, block, len);
    if (2 * degree <= parity + erasures && mend(field, block, len, parity, syndrome, locator, degree) &&
        !find_syndromes(field, block, len, parity, check))
        return (int)degree;
    memcpy(block, before, len);
    return -1;
}
