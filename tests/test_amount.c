/* SPDX-License-Identifier: MIT */
/* Amounts: what is one, what it is worth, how it is written; each short text against a second reading of the rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/core.h>

#include "support/guard.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define ANY EMVQR_EXPONENT_ANY
#define NONE EMVQR_CODE_NONE
#define BAD EMVQR_CODE_BAD_AMOUNT
#define ZERO EMVQR_CODE_ZERO_AMOUNT
#define DECIMALS EMVQR_CODE_AMOUNT_DECIMALS

static guard around;

static emvqr_code read_amount(const char *text, size_t len, unsigned exponent, int64_t *minor)
{
    emvqr_span span;

    span.ptr = guard_place(&around, GUARD_END, text, len);
    span.len = len;
    *minor = -1;
    return emvqr_amount_read(span, exponent, minor);
}

static void read_as_told(void **state)
{
    static const struct {
        const char *text;
        unsigned exponent;
        emvqr_code code;
        int64_t minor;
    } rows[] = {
        /* EMVCo's own: good and bad */
        { "98.73", 2, NONE, 9873 },
        { "98", 2, NONE, 9800 },
        { "98.", 2, NONE, 9800 },
        { "98,73", 2, BAD, 0 },
        { "3 705", 2, BAD, 0 },
        /* what banks and devices write */
        { "50.00", 2, NONE, 5000 },
        { "10", 2, NONE, 1000 },
        { "0040", 2, NONE, 4000 },
        { "12.8", 2, NONE, 1280 },
        { "0.1", 2, NONE, 10 },
        { "0.01", 2, NONE, 1 },
        { "007.50", 2, NONE, 750 },
        { "39000.00", 2, NONE, 3900000 },
        { "1", 0, NONE, 1 },
        { "180000", 0, NONE, 180000 },
        { "180000.", 0, NONE, 180000 },
        { "0000000000.01", 2, NONE, 1 },
        { "0000000000001", 2, NONE, 100 },
        /* nothing to pay, however spelt */
        { "0", 2, ZERO, 0 },
        { "00.00", 2, ZERO, 0 },
        { "0.", 2, ZERO, 0 },
        { "0.0", 0, ZERO, 0 },
        { "000", 0, ZERO, 0 },
        { "0.00", 0, ZERO, 0 },
        { "0000000000000", 4, ZERO, 0 },
        { "0.000", 3, ZERO, 0 },
        { "0", ANY, ZERO, 0 },
        { "0.000", ANY, ZERO, 0 },
        /* more decimals than the currency has */
        { "10000.0", 0, DECIMALS, 10000 },
        { "10000.00", 0, DECIMALS, 10000 },
        { "10000.000", 0, BAD, 0 },
        { "1.000", 0, BAD, 0 },
        { "1.000", 2, BAD, 0 },
        { "1.000", 3, NONE, 1000 },
        { "1.0000", 2, DECIMALS, 100 },
        { "1.5", 0, BAD, 0 },
        { "1.50", 0, BAD, 0 },
        { "1.001", 2, BAD, 0 },
        { "999.123", 0, BAD, 0 },
        { "1.230", 2, BAD, 0 },
        { "1.0001", 2, BAD, 0 },
        { "1.2300", 2, DECIMALS, 123 },
        { "1.234", 3, NONE, 1234 },
        { "1.2340", 3, DECIMALS, 1234 },
        { "1.2345", 4, NONE, 12345 },
        { "1.5", 4, NONE, 15000 },
        { "1.00000", 3, DECIMALS, 1000 },
        { "1.00001", 3, BAD, 0 },
        /* the currency is unknown: the form alone */
        { "1.23456", ANY, NONE, 0 },
        { "5", ANY, NONE, 0 },
        { "1..5", ANY, BAD, 0 },
        { "", ANY, BAD, 0 },
        { "1.000", ANY, NONE, 0 },
        /* thirteen characters and one more */
        { "9999999999999", 0, NONE, 9999999999999 },
        { "9999999999.99", 2, NONE, 999999999999 },
        { "9999999999999", 4, NONE, 99999999999990000 },
        { "99999999999999", 0, BAD, 0 },
        { "00000000000001", 0, BAD, 0 },
        { "9999999999999.", 2, BAD, 0 },
        /* no amounts */
        { "", 2, BAD, 0 },
        { ".", 2, BAD, 0 },
        { ".5", 2, BAD, 0 },
        { "1.2.3", 2, BAD, 0 },
        { "1..2", 2, BAD, 0 },
        { "..", 2, BAD, 0 },
        { "-1", 2, BAD, 0 },
        { "+1", 2, BAD, 0 },
        { "1e3", 2, BAD, 0 },
        { "1,000", 2, BAD, 0 },
        { "1,5", 2, BAD, 0 },
        { " 1", 2, BAD, 0 },
        { "1 ", 2, BAD, 0 },
        { "0x10", 2, BAD, 0 },
        { "1.5-", 2, BAD, 0 },
        { "NaN", 2, BAD, 0 },
        { "***", 2, BAD, 0 },
        { "฿50", 2, BAD, 0 },
        { "๕๐", 2, BAD, 0 },
        { "٥٠", 2, BAD, 0 },
        { "１００", 2, BAD, 0 },
        { "50\n", 2, BAD, 0 },
        { "1/2", 2, BAD, 0 },
        { "1:2", 2, BAD, 0 },
        { "50\302\240", 2, BAD, 0 },
        { "1'000", 2, BAD, 0 },
    };
    int64_t minor;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        emvqr_code code = read_amount(rows[i].text, strlen(rows[i].text), rows[i].exponent, &minor);
        emvqr_span span;

        if (code != rows[i].code || minor != rows[i].minor) {
            fail_msg("\"%s\" with %u decimals: %s, %lld", rows[i].text, rows[i].exponent, emvqr_code_name(code),
                     (long long)minor);
        }
        span.ptr = rows[i].text;
        span.len = strlen(rows[i].text);
        assert_int_equal(emvqr_amount_read(span, rows[i].exponent, NULL), code);
    }
    assert_int_equal(read_amount("5\0"
                                 "0",
                                 3, 2, &minor),
                     BAD);
    {
        const emvqr_span absent = { NULL, 0 };

        assert_int_equal(emvqr_amount_read(absent, 2, &minor), BAD);
    }
}

/* The rules once more, by cutting at the point. */
static emvqr_code judge(const char *text, size_t len, unsigned exponent, int64_t *minor)
{
    const char *point = memchr(text, '.', len);
    size_t whole = point == NULL ? len : (size_t)(point - text), decimals = point == NULL ? 0 : len - whole - 1u, i;
    bool zero = true, beyond = false;

    *minor = 0;
    if (whole == 0 || len > 13u) {
        return BAD;
    }
    for (i = 0; i < len; i++) {
        if (i != whole && strchr("0123456789", text[i]) == NULL) {
            return BAD;
        }
        if (i != whole && text[i] != '0') {
            zero = false;
            beyond = beyond || (i > whole && i - whole > exponent);
        }
    }
    if (exponent == ANY) {
        return zero ? ZERO : NONE;
    }
    if (beyond || (decimals > exponent && (decimals == 3u || decimals - exponent > 2u))) {
        return BAD;
    }
    if (zero) {
        return ZERO;
    }
    for (i = 0; i < whole + 1u + exponent; i++) {
        if (i != whole) {
            *minor = *minor * 10 + (i < len ? text[i] - '0' : 0);
        }
    }
    return decimals > exponent ? DECIMALS : NONE;
}

static void every_short_text(void **state)
{
    static const char letters[] = { '0', '1', '9', '.', ',', '-' };
    static const unsigned exponents[] = { 0, 2, 3, 4, ANY };
    size_t len, e, n, k;

    (void)state;
    for (len = 0; len <= 7u; len++) {
        size_t texts = 1;

        for (k = 0; k < len; k++) {
            texts *= len == 7u ? 4u : COUNT(letters);
        }
        for (n = 0; n < texts; n++) {
            char text[8] = "";
            size_t rest = n;

            for (k = 0; k < len; k++) {
                text[k] = letters[rest % (len == 7u ? 4u : COUNT(letters))];
                rest /= len == 7u ? 4u : COUNT(letters);
            }
            for (e = 0; e < COUNT(exponents); e++) {
                int64_t minor, expected;
                emvqr_code wanted = judge(text, len, exponents[e], &expected);

                if (read_amount(text, len, exponents[e], &minor) != wanted || minor != expected) {
                    fail_msg("\"%s\" with %u decimals", text, exponents[e]);
                }
            }
        }
    }
}

static void written(void **state)
{
    static const struct {
        int64_t minor;
        unsigned exponent;
        const char *text;
    } rows[] = {
        { 5000, 2, "50.00" },
        { 1, 2, "0.01" },
        { 10, 2, "0.10" },
        { 100, 2, "1.00" },
        { 1, 0, "1" },
        { 180000, 0, "180000" },
        { 1, 3, "0.001" },
        { 1234, 3, "1.234" },
        { 1, 4, "0.0001" },
        { 12345, 4, "1.2345" },
        { 5, 1, "0.5" },
        { 999999999999, 2, "9999999999.99" },
        { 9999999999999, 0, "9999999999999" },
        { 999999999999, 4, "99999999.9999" },
        { 1000000000000, 2, "" },
        { 10000000000000, 0, "" },
        { 1000000000000, 4, "" },
        { 0, 2, "" },
        { 0, 0, "" },
        { -1, 2, "" },
        { INT64_MIN, 2, "" },
        { INT64_MAX, 2, "" },
        { INT64_MAX, 0, "" },
        { 5000, 5, "" },
        { 5000, ANY, "" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        char *text = guard_place(&around, GUARD_END, NULL, EMVQR_AMOUNT_MAX + 1u);
        size_t len = emvqr_amount_write(rows[i].minor, rows[i].exponent, text);

        assert_int_equal(len, strlen(rows[i].text));
        if (len != 0) {
            assert_string_equal(text, rows[i].text);
        }
    }
}

static void written_is_read(void **state)
{
    uint64_t random = 88172645463325252u;
    unsigned exponent, n;

    (void)state;
    for (n = 0; n < 100000u; n++) {
        for (exponent = 0; exponent <= 4u; exponent++) {
            char text[EMVQR_AMOUNT_MAX + 1u];
            int64_t minor, read;
            size_t len;

            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            minor = (int64_t)(random % 999999999999u >> n % 40u) + 1;
            len = emvqr_amount_write(minor, exponent, text);
            assert_int_equal(len, strlen(text));
            assert_int_equal(read_amount(text, len, exponent, &read), NONE);
            assert_true(read == minor);
        }
    }
}

/* ISO 4217, list one: the currencies without two decimals. */
static void exponents(void **state)
{
    static const unsigned none[] = {
        108, 152, 174, 262, 324, 352, 392, 410, 548, 600, 646, 704, 800, 940, 950, 952, 953
    };
    static const unsigned three[] = { 48, 368, 400, 414, 434, 512, 788 };
    static const unsigned four[] = { 927, 990 };
    unsigned number;
    size_t i;

    (void)state;
    for (number = 0; number < 1100u; number++) {
        unsigned expected = 2;

        for (i = 0; i < COUNT(none); i++) {
            expected = none[i] == number ? 0 : expected;
        }
        for (i = 0; i < COUNT(three); i++) {
            expected = three[i] == number ? 3 : expected;
        }
        for (i = 0; i < COUNT(four); i++) {
            expected = four[i] == number ? 4 : expected;
        }
        assert_int_equal(emvqr_currency_exponent(number), expected);
    }
    assert_int_equal(emvqr_currency_exponent(UINT32_MAX), 2);
    assert_int_equal(emvqr_currency_exponent(65536u + 704u), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_as_told),    cmocka_unit_test(every_short_text), cmocka_unit_test(written),
        cmocka_unit_test(written_is_read), cmocka_unit_test(exponents),
    };
    int failed;

    guard_open(&around, 64);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_close(&around);
    return failed;
}
