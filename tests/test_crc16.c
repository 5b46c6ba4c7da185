/* SPDX-License-Identifier: MIT */
/* A proof of both forms of the CRC for every message of up to 512 bytes.
 *
 * * Both are made of shifts and xors alone, so for a fixed length they are affine over GF(2): right for the zero
 * message and for every message of a single bit is right for all. What is right is taken from the definition: a bit
 * that k bits follow adds x^(16+k) modulo the polynomial. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/core.h>

uint16_t crc16_fast(const char *text, size_t len);
uint16_t crc16_small(const char *text, size_t len);

enum { BYTES = 512 };

static unsigned times_x(unsigned r)
{
    return (r << 1 & 0xFFFFu) ^ ((r & 0x8000u) != 0 ? 0x1021u : 0);
}

static void check_value(void **unused)
{
    (void)unused;
    assert_int_equal(emvqr_crc16("123456789", 9), 0x29B1);
    assert_int_equal(crc16_fast("123456789", 9), 0x29B1);
    assert_int_equal(crc16_small("123456789", 9), 0x29B1);
    assert_int_equal(emvqr_crc16(NULL, 0), 0xFFFF);
    assert_int_equal(crc16_fast(NULL, 0), 0xFFFF);
    assert_int_equal(crc16_small(NULL, 0), 0xFFFF);
}

static void every_basis(void **unused)
{
    static unsigned adds[8 * BYTES];
    unsigned zero = 0xFFFF, bit;
    size_t len;
    (void)unused;
    adds[0] = 0x1021;
    for (bit = 1; bit < 8 * BYTES; bit++) {
        adds[bit] = times_x(adds[bit - 1]);
    }
    for (len = 0; len <= BYTES; len++) {
        char *message = calloc(len == 0 ? 1 : len, 1);
        assert_non_null(message);
        assert_int_equal(crc16_fast(message, len), zero);
        assert_int_equal(crc16_small(message, len), zero);
        for (bit = 0; bit < 8 * len; bit++) {
            char *at = &message[len - 1 - bit / 8];
            unsigned right = zero ^ adds[bit];
            *at = (char)(1u << bit % 8);
            if (crc16_fast(message, len) != right || crc16_small(message, len) != right) {
                fail_msg("%u bytes, bit %u from the end", (unsigned)len, bit);
            }
            *at = 0;
        }
        free(message);
        for (bit = 0; bit < 8; bit++) {
            zero = times_x(zero);
        }
    }
}

/* Not needed for the proof, but of what payloads are made; and one block longer than those above. */
static void some_texts(void **unused)
{
    char text[BYTES + 100];
    size_t i, len;
    (void)unused;
    for (i = 0; i < sizeof text; i++) {
        text[i] = (char)(i * 167u + 13u);
    }
    for (len = 0; len <= sizeof text; len++) {
        assert_int_equal(crc16_fast(text, len), crc16_small(text, len));
        assert_int_equal(emvqr_crc16(text, len), crc16_small(text, len));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(check_value),
        cmocka_unit_test(every_basis),
        cmocka_unit_test(some_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
