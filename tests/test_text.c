/* SPDX-License-Identifier: MIT */
/* UTF-8: validity against a table of the Unicode standard's well-formed sequences, over every sequence of up to three
 * bytes and the borders of those of four; lengths in each unit of every character. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/core.h>

#include "support/guard.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The Unicode standard, table 3-7: ranges of the first byte and of the second; all others are 80 to BF. */
static const struct {
    uint8_t first, first_last, second, second_last, bytes;
} well_formed[] = {
    { 0x00, 0x7F, 0x00, 0x00, 1 }, { 0xC2, 0xDF, 0x80, 0xBF, 2 }, { 0xE0, 0xE0, 0xA0, 0xBF, 3 },
    { 0xE1, 0xEC, 0x80, 0xBF, 3 }, { 0xED, 0xED, 0x80, 0x9F, 3 }, { 0xEE, 0xEF, 0x80, 0xBF, 3 },
    { 0xF0, 0xF0, 0x90, 0xBF, 4 }, { 0xF1, 0xF3, 0x80, 0xBF, 4 }, { 0xF4, 0xF4, 0x80, 0x8F, 4 },
};

static size_t sequence(const uint8_t *text, size_t len)
{
    size_t i, k;

    for (i = 0; i < COUNT(well_formed); i++) {
        if (text[0] >= well_formed[i].first && text[0] <= well_formed[i].first_last) {
            if (well_formed[i].bytes > len) {
                return 0;
            }
            for (k = 1; k < well_formed[i].bytes; k++) {
                uint8_t from = k == 1 ? well_formed[i].second : 0x80, to = k == 1 ? well_formed[i].second_last : 0xBF;

                if (text[k] < from || text[k] > to) {
                    return 0;
                }
            }
            return well_formed[i].bytes;
        }
    }
    return 0;
}

static size_t valid(const uint8_t *text, size_t len)
{
    size_t at = 0, step;

    while (at < len && (step = sequence(text + at, len - at)) != 0) {
        at += step;
    }
    return at;
}

static guard around;

static void assert_valid(const uint8_t *bytes, size_t len)
{
    if (emvqr_text_valid((const char *)bytes, len) != valid(bytes, len)) {
        fail_msg("%02X %02X %02X %02X, %u bytes: %u", bytes[0], bytes[1], bytes[2], bytes[3], (unsigned)len,
                 (unsigned)emvqr_text_valid((const char *)bytes, len));
    }
    if (bytes[0] >= 0x80u) { /* the verdict looks for itself */
        const char *text = (const char *)bytes;
        emvqr_reader reader;
        bool invalid = emvqr_verify(text, len, &reader) == EMVQR_CODE_INVALID_UTF8;

        if (invalid != (valid(bytes, len) != len) || (invalid && reader.at != text + valid(bytes, len))) {
            fail_msg("%02X %02X %02X %02X, %u bytes: the verdict", bytes[0], bytes[1], bytes[2], bytes[3],
                     (unsigned)len);
        }
    }
}

static void every_short_sequence(void **state)
{
    uint8_t *bytes;
    uint32_t n;

    (void)state;
    for (n = 0; n < 0x1000000u; n++) {
        uint8_t text[4] = { (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n, 0 };

        assert_valid(text, 3);
    }
    for (n = 0; n < 0x10000u; n++) {
        uint8_t text[4] = { (uint8_t)(n >> 8), (uint8_t)n, 0x80, 0x80 };

        assert_valid(text, 2); /* what stands behind the end would make some of them whole */
        assert_valid(text, 1);
        bytes = (uint8_t *)guard_place(&around, GUARD_END, text, 2);
        assert_int_equal(emvqr_text_valid((const char *)bytes, 2), valid(bytes, 2));
    }
    assert_int_equal(emvqr_text_valid(NULL, 0), 0);
    assert_int_equal(emvqr_text_valid("", 0), 0);
}

static void borders_of_four_bytes(void **state)
{
    static const uint8_t borders[] = { 0x00, 0x41, 0x7F, 0x80, 0x81, 0x8F, 0x90, 0x9F,
                                       0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xF0, 0xF4, 0xFF };
    unsigned first, second, third, fourth;

    (void)state;
    for (first = 0xE0; first < 0x100u; first++) {
        for (second = 0; second < 0x100u; second++) {
            for (third = 0; third < COUNT(borders); third++) {
                for (fourth = 0; fourth < COUNT(borders); fourth++) {
                    uint8_t text[4] = { (uint8_t)first, (uint8_t)second, borders[third], borders[fourth] };

                    assert_valid(text, 4);
                }
            }
        }
    }
}

/* A fault is found behind any run of good text, wherever it stands in a machine word. */
static void behind_good_text(void **state)
{
    static const char *const good[] = { "a", "\303\251", "\340\270\201", "\360\237\215\234" };
    static const char *const bad[] = { "\200", "\300\257", "\340\237\277", "\355\240\200", "\364\220\200\200",
                                       "\370", "\377",     "\340\270" };
    size_t g, b, run, before;

    (void)state;
    for (g = 0; g < COUNT(good); g++) {
        for (b = 0; b < COUNT(bad); b++) {
            for (before = 0; before < 9u; before++) {
                for (run = 0; run < 24u; run++) {
                    char text[160];
                    size_t len = before, i, want;
                    const char *placed;

                    memset(text, 'x', before);
                    for (i = 0; i < run; i++) {
                        memcpy(text + len, good[g], strlen(good[g]));
                        len += strlen(good[g]);
                    }
                    want = len;
                    placed = guard_place(&around, GUARD_END, text, len);
                    assert_int_equal(emvqr_text_valid(placed, len), len);
                    assert_int_equal(emvqr_text_length(placed, len, EMVQR_CHARACTERS), before + run);
                    assert_int_equal(emvqr_text_length(placed, len, EMVQR_UTF16), before + run * (g == 3u ? 2u : 1u));
                    assert_int_equal(emvqr_text_length(placed, len, EMVQR_BYTES), len);
                    memcpy(text + len, bad[b], strlen(bad[b]));
                    len += strlen(bad[b]);
                    placed = guard_place(&around, GUARD_END, text, len);
                    assert_int_equal(emvqr_text_valid(placed, len), want);
                    memcpy(text + len, "abcdefgh", 8);
                    len += 8u;
                    placed = guard_place(&around, GUARD_START, text, len);
                    assert_int_equal(emvqr_text_valid(placed, len), want);
                }
            }
        }
    }
}

static size_t encode(uint32_t point, char *text)
{
    size_t bytes = point < 0x80u ? 1 : point < 0x800u ? 2 : point < 0x10000u ? 3 : 4, i;
    static const uint8_t marks[] = { 0x00, 0x00, 0xC0, 0xE0, 0xF0 };

    for (i = bytes; i-- > 1;) {
        text[i] = (char)(0x80u | (point & 0x3Fu));
        point >>= 6;
    }
    text[0] = (char)(marks[bytes] | point);
    return bytes;
}

static void every_character(void **state)
{
    uint32_t point;

    (void)state;
    for (point = 0; point < 0x110000u; point++) {
        char text[4] = { 0, 0, 0, 0 };
        size_t len = encode(point, text);

        if (point >= 0xD800u && point < 0xE000u) {
            assert_int_equal(emvqr_text_valid(text, len), 0);
            continue;
        }
        if (emvqr_text_valid(text, len) != len || emvqr_text_length(text, len, EMVQR_CHARACTERS) != 1 ||
            emvqr_text_length(text, len, EMVQR_UTF16) != (point < 0x10000u ? 1u : 2u) ||
            emvqr_text_length(text, len, EMVQR_BYTES) != len) {
            fail_msg("U+%04X", (unsigned)point);
        }
    }
}

static void lengths(void **state)
{
    static const struct {
        const char *text;
        size_t characters, utf16, bytes;
    } rows[] = {
        { "", 0, 0, 0 },          { "ABC Hammers", 11, 11, 11 }, { "Thanh toán hóa đơn", 18, 18, 22 },
        { "最佳运输", 4, 4, 12 }, { "北京", 2, 2, 6 },           { "กรุงเทพฯ", 8, 8, 24 },
        { "ភ្នំពេញ", 7, 7, 21 },    { "ວຽງຈັນ", 6, 6, 18 },         { "Noodles 🍜🍜", 10, 12, 16 },
        { "𠀀", 1, 2, 4 },        { "e\314\201", 2, 2, 3 },
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        size_t len = strlen(rows[i].text);

        assert_int_equal(emvqr_text_valid(rows[i].text, len), len);
        assert_int_equal(emvqr_text_length(rows[i].text, len, EMVQR_CHARACTERS), rows[i].characters);
        assert_int_equal(emvqr_text_length(rows[i].text, len, EMVQR_UTF16), rows[i].utf16);
        assert_int_equal(emvqr_text_length(rows[i].text, len, EMVQR_BYTES), rows[i].bytes);
    }
    assert_int_equal(emvqr_text_length(NULL, 0, EMVQR_CHARACTERS), 0);
    assert_int_equal(emvqr_text_length("a\0b", 3, EMVQR_CHARACTERS), 3);
}

/* SP TAB CR LF and byte order marks, at both ends, in any order; nothing else, and nothing in the middle. */
static void trimmed(void **state)
{
    static const struct {
        const char *text;
        size_t before, len;
    } rows[] = {
        { "", 0, 0 },
        { "A", 0, 1 },
        { " A", 1, 1 },
        { "A ", 0, 1 },
        { " \t\r\nA\n\r\t ", 4, 1 },
        { "A B", 0, 3 },
        { " A B ", 1, 3 },
        { "\357\273\277A", 3, 1 },
        { "A\357\273\277", 0, 1 },
        { " \357\273\277 A \357\273\277 ", 5, 1 },
        { "A \273\277", 0, 4 },
        { "A\277", 0, 2 },
        { "\357\273A", 0, 3 },
        { "\357A", 0, 2 },
        { "A\357\273", 0, 3 },
        { "A\302\277", 0, 3 },
        { "\vA\f", 0, 3 },
        { "\302\240A", 0, 3 },
        { "A\342\200\213", 0, 4 },
        { "0A0", 0, 3 },
        { "\357\273\277\357\273\277A", 6, 1 },
        { "!A~", 0, 3 },
        { "\001A\037", 0, 3 },
        { "\357A\277B", 0, 4 },
        { "B\357A\277", 0, 4 },
        { " \277\273\357 ", 1, 3 },
    };
    static const char *const nothing[] = { " ", "\n", "\357\273\277", " \357\273\277\r\n", "    " };
    size_t i, side;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        for (side = 0; side < GUARD_SIDES; side++) {
            size_t len = strlen(rows[i].text);
            const char *text = guard_place(&around, (guard_side)side, rows[i].text, len);
            emvqr_span payload = emvqr_trim(text, len);

            assert_int_equal(payload.len, rows[i].len);
            assert_ptr_equal(payload.ptr, text + rows[i].before);
        }
    }
    for (i = 0; i < COUNT(nothing); i++) {
        assert_int_equal(emvqr_trim(nothing[i], strlen(nothing[i])).len, 0);
    }
    assert_int_equal(emvqr_trim(NULL, 0).len, 0);
    assert_int_equal(emvqr_trim("\0A\0", 3).len, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_short_sequence),
        cmocka_unit_test(borders_of_four_bytes),
        cmocka_unit_test(behind_good_text),
        cmocka_unit_test(every_character),
        cmocka_unit_test(lengths),
        cmocka_unit_test(trimmed),
    };
    int failed;

    guard_open(&around, 256);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_close(&around);
    return failed;
}
