/* SPDX-License-Identifier: MIT */
/* The look at a drawing before it is written: what reads as the payload passes, whatever its sizes, and what is another
 * payload's symbol, damaged, or in no order at all does not. */
#include "../src/cli/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static char said[300];

/* The program's own has a stream and a terminal behind it. */
void emvqr__complain(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(said, sizeof said, format, arguments);
    va_end(arguments);
}

static const emvqr_span payload =
    EMVQR_SPAN("00020101021129370016A0000006770101110113006681234567853037645802TH6304823E");
static uint8_t bits[EMVQR_QR_BYTES_MAX];

static emvqr_qr symbol_of(const char *text, size_t len)
{
    emvqr_qr symbol;

    assert_int_equal(emvqr_qr_encode(text, len, NULL, bits, sizeof bits, &symbol), EMVQR_OK);
    said[0] = '\0';
    return symbol;
}

static void test_sizes(void **state)
{
    static const emvqr_draw_options looks[] = {
        { .module = 0 },  { .module = 1 }, { .module = 2 }, { .module = 100, .quiet = 100 }, { .quiet = 1 },
        { .module = 2, .quiet = EMVQR_DRAW_NO_QUIET }, { .dark = 0x004B87, .light = 0xFFF7E6 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(looks); i++) {
        const emvqr__plan plan = { .look = looks[i] };
        const emvqr_qr symbol = symbol_of(payload.ptr, payload.len);
        assert_true(emvqr__picture_reads(&symbol, &plan, payload));
        assert_string_equal(said, "");
    }
}

static void test_another_payload(void **state)
{
    const emvqr__plan plan = { .format = EMVQR_DRAW_SVG };
    const emvqr_qr symbol = symbol_of(payload.ptr, payload.len - 1);

    (void)state;
    assert_false(emvqr__picture_reads(&symbol, &plan, payload));
    assert_non_null(strstr(said, "something else"));
}

static void test_damage(void **state)
{
    const emvqr__plan plan = { .format = EMVQR_DRAW_PNG };
    const emvqr_qr symbol = symbol_of(payload.ptr, payload.len);
    unsigned row = (symbol.width + 7u) / 8u;

    (void)state;
    for (unsigned y = 10; y < symbol.width; y++) { /* beyond any correction, and the finders stay */
        bits[y * row + 2] ^= 0xFF;
        bits[y * row + 3] ^= 0xFF;
    }
    assert_false(emvqr__picture_reads(&symbol, &plan, payload));
    assert_non_null(strstr(said, "no scanner would find it"));
}

/* What cannot be drawn cannot be read. */
static void test_no_drawing(void **state)
{
    const emvqr__plan plan = { .look = { .dark = 0xFFFFFF, .light = 0x000001 } };
    const emvqr_qr symbol = symbol_of(payload.ptr, payload.len);

    (void)state;
    assert_false(emvqr__picture_reads(&symbol, &plan, payload));
    assert_non_null(strstr(said, "cannot be read back"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_another_payload),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_no_drawing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
