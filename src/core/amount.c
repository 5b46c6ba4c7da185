/* SPDX-License-Identifier: MIT */
/* Amounts: digits in, minor units out, and back. No rounding anywhere. */
#include "rules.h"

/* Where `digits` decimals are allowed and `decimals` are there, all zeros beyond: whether a reader may still be sure. */
static emvqr_code amount_judge_decimals(unsigned decimals, unsigned exponent)
{
    if (decimals <= exponent) {
        return EMVQR_CODE_NONE;
    }
    return decimals == 3u || decimals - exponent > 2u ? EMVQR_CODE_BAD_AMOUNT : EMVQR_CODE_AMOUNT_DECIMALS;
}

/* Ten times as much and a digit, in 32 bits a step: a small machine would call its compiler's runtime for 64. */
static uint64_t amount_append(uint64_t value, unsigned digit)
{
    uint32_t low = ((uint32_t)value & 0xFFFFu) * 10u + digit;
    uint32_t middle = ((uint32_t)value >> 16) * 10u + (low >> 16);
    uint32_t high = (uint32_t)(value >> 32) * 10u + (middle >> 16);
    return (uint64_t)high << 32 | (uint32_t)(middle << 16 | (low & 0xFFFFu));
}

emvqr_code emvqr__amount_judge(emvqr_span text, unsigned exponent)
{
    unsigned decimals = 0, any = 0;
    bool point = false;
    emvqr_code code;
    size_t i;
    if (text.len - 1u > EMVQR_AMOUNT_MAX - 1u) {
        return EMVQR_CODE_BAD_AMOUNT;
    }
    for (i = 0; i < text.len; i++) {
        unsigned digit = (unsigned)(unsigned char)text.ptr[i] - '0';
        if (digit <= 9u) {
            decimals += point;
            any |= digit;
            if (decimals > exponent && digit != 0) {
                return EMVQR_CODE_BAD_AMOUNT;
            }
        } else if (text.ptr[i] != '.' || point || i == 0) {
            return EMVQR_CODE_BAD_AMOUNT;
        } else {
            point = true;
        }
    }
    code = exponent == EMVQR_EXPONENT_ANY ? EMVQR_CODE_NONE : amount_judge_decimals(decimals, exponent);
    return any == 0 && code != EMVQR_CODE_BAD_AMOUNT ? EMVQR_CODE_ZERO_AMOUNT : code;
}

emvqr_code emvqr_amount_read(emvqr_span text, unsigned exponent, int64_t *minor)
{
    emvqr_code code = emvqr__amount_judge(text, exponent);
    uint64_t value = 0;
    unsigned left = exponent;
    bool point = false;
    size_t i;
    if (minor == NULL) {
        return code;
    }
    *minor = 0;
    if (code == EMVQR_CODE_BAD_AMOUNT || exponent == EMVQR_EXPONENT_ANY) {
        return code;
    }
    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] == '.') {
            point = true;
        } else if (!point || left != 0) {
            value = amount_append(value, (unsigned)(unsigned char)text.ptr[i] - '0');
            left -= point;
        }
    }
    for (; left != 0; left--) {
        value = amount_append(value, 0);
    }
    *minor = (int64_t)value;
    return code;
}

size_t emvqr_amount_write(int64_t minor, unsigned exponent, char text[EMVQR_AMOUNT_MAX + 1u])
{
    char digits[20];
    size_t count = 0, used = 0;
    uint64_t value = minor > 0 ? (uint64_t)minor : 0;
    if (value == 0 || exponent > 4u) {
        return 0;
    }
    while (value != 0 || count <= exponent) {
        digits[count++] = (char)('0' + (unsigned)(value % 10u));
        value /= 10u;
    }
    if (count + (exponent != 0) > EMVQR_AMOUNT_MAX) {
        return 0;
    }
    while (count != 0) {
        if (count == exponent) {
            text[used++] = '.';
        }
        text[used++] = digits[--count];
    }
    text[used] = '\0';
    return used;
}
