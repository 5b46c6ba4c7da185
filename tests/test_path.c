/* SPDX-License-Identifier: MIT */
/* Paths: as text and as a number, up and down. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/span.h>

#include "support/guard.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])
#define PATH4(a, b, c, d) (EMVQR_PATH3(a, b, c) | (emvqr_path)((d) + 1u))

static const struct {
    emvqr_path path;
    const char *text;
    unsigned depth;
} paths[] = {
    { EMVQR_PATH1(0), "00", 1 },
    { EMVQR_PATH1(9), "09", 1 },
    { EMVQR_PATH1(63), "63", 1 },
    { EMVQR_PATH1(99), "99", 1 },
    { EMVQR_PATH2(0, 0), "00.00", 2 },
    { EMVQR_PATH2(62, 7), "62.07", 2 },
    { EMVQR_PATH2(99, 99), "99.99", 2 },
    { EMVQR_PATH3(0, 0, 0), "00.00.00", 3 },
    { EMVQR_PATH3(38, 1, 0), "38.01.00", 3 },
    { PATH4(38, 1, 0, 2), "38.01.00.02", 4 },
    { PATH4(99, 99, 99, 99), "99.99.99.99", 4 },
    { PATH4(0, 0, 0, 0), "00.00.00.00", 4 },
};

static void read_and_written(void **state)
{
    char text[EMVQR_PATH_TEXT];
    emvqr_path path;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(paths); i++) {
        memset(text, 'x', sizeof text);
        assert_int_equal(emvqr_path_format(paths[i].path, text), strlen(paths[i].text));
        assert_string_equal(text, paths[i].text);
        assert_true(emvqr_path_parse(paths[i].text, strlen(paths[i].text), &path));
        assert_int_equal(path, paths[i].path);
        assert_int_equal(emvqr_path_depth(path), paths[i].depth);
    }
    assert_int_equal(emvqr_path_format(0, text), 0);
    assert_string_equal(text, "");
    assert_int_equal(emvqr_path_depth(0), 0);
}

static void every_id(void **state)
{
    char text[EMVQR_PATH_TEXT], expected[EMVQR_PATH_TEXT + 4u];
    emvqr_path path, read;
    unsigned id, level, k;

    (void)state;
    for (id = 0; id < 100u; id++) {
        for (level = 0; level < EMVQR_DEPTH_MAX; level++) {
            path = 0;
            expected[0] = '\0';
            for (k = 0; k <= level; k++) {
                unsigned each = k == level ? id : 50u - k;

                path = emvqr_path_join(path, each);
                snprintf(expected + strlen(expected), 4, k == 0 ? "%02u" : ".%02u", each);
            }
            assert_int_equal(emvqr_path_depth(path), level + 1u);
            assert_int_equal(emvqr_path_id(path, level), id);
            assert_int_equal(emvqr_path_format(path, text), strlen(expected));
            assert_string_equal(text, expected);
            assert_true(emvqr_path_parse(expected, strlen(expected), &read));
            assert_int_equal(read, path);
            if (level != 0) {
                assert_int_equal(emvqr_path_id(path, 0), 50u);
                assert_int_equal(emvqr_path_join(emvqr_path_parent(path), id), path);
            } else {
                assert_int_equal(path, EMVQR_PATH1(id));
                assert_int_equal(emvqr_path_parent(path), 0);
            }
        }
    }
    assert_int_equal(emvqr_path_parent(0), 0);
    assert_int_equal(emvqr_path_parent(PATH4(1, 2, 3, 4)), EMVQR_PATH3(1, 2, 3));
    assert_int_equal(emvqr_path_parent(EMVQR_PATH3(1, 2, 3)), EMVQR_PATH2(1, 2));
}

static void below(void **state)
{
    static const struct {
        emvqr_path path, above;
        bool below;
    } rows[] = {
        { EMVQR_PATH1(0), 0, true },
        { 0, 0, false },
        { 0, EMVQR_PATH1(0), false },
        { EMVQR_PATH2(62, 7), EMVQR_PATH1(62), true },
        { EMVQR_PATH3(62, 50, 0), EMVQR_PATH1(62), true },
        { EMVQR_PATH3(62, 50, 0), EMVQR_PATH2(62, 50), true },
        { PATH4(1, 2, 3, 4), EMVQR_PATH3(1, 2, 3), true },
        { PATH4(1, 2, 3, 4), 0, true },
        { PATH4(1, 2, 3, 4), PATH4(1, 2, 3, 4), false },
        { PATH4(1, 2, 3, 4), PATH4(1, 2, 3, 5), false },
        { PATH4(1, 2, 3, 4), EMVQR_PATH3(1, 2, 4), false },
        { EMVQR_PATH1(62), EMVQR_PATH1(62), false },
        { EMVQR_PATH1(62), EMVQR_PATH2(62, 7), false },
        { EMVQR_PATH2(62, 7), EMVQR_PATH2(62, 7), false },
        { EMVQR_PATH2(62, 7), EMVQR_PATH1(61), false },
        { EMVQR_PATH2(62, 7), EMVQR_PATH1(63), false },
        { EMVQR_PATH2(62, 7), EMVQR_PATH2(62, 6), false },
        { EMVQR_PATH3(62, 50, 0), EMVQR_PATH2(62, 51), false },
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        assert_int_equal(emvqr_path_below(rows[i].path, rows[i].above), rows[i].below);
    }
}

/* Numeric order is the order in an ascending payload: a template before its inside, that before the next object. */
static void order(void **state)
{
    static const char *const ascending[] = { "00",    "00.00", "00.01", "01",       "26",         "26.00", "26.00.00",
                                             "26.01", "26.99", "27",    "62.50",    "62.50.00",   "62.51", "63",
                                             "98.99", "99",    "99.99", "99.99.99", "99.99.99.99" };
    emvqr_path last = 0, path;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(ascending); i++) {
        assert_true(emvqr_path_parse(ascending[i], strlen(ascending[i]), &path));
        assert_true(path > last);
        last = path;
    }
}

static void refused(void **state)
{
    static const char *const rows[] = {
        "",
        "0",
        "000",
        "0.0",
        ".",
        "..",
        "00.",
        ".00",
        "00.0",
        "00.000",
        "00,00",
        "00 00",
        "0000",
        "6207",
        "ab",
        "0a",
        "a0",
        "/0",
        "0/",
        ":0",
        "0:",
        " 00",
        "00 ",
        "+1",
        "-1",
        "00..00",
        "00.00.",
        "00.00.0",
        "62.07.x",
        "62.x7",
        "62.7x",
        "٠٠",
        "00\n",
        "1e",
        "0x",
        "00.00.00.00.",
        "00.00.00.0a",
        "00.00.00,00",
        "00.00.00.00.00",
    };
    emvqr_path path;
    guard g;
    size_t i;

    (void)state;
    guard_open(&g, 64);
    for (i = 0; i < COUNT(rows); i++) {
        size_t len = strlen(rows[i]);

        assert_false(emvqr_path_parse(guard_place(&g, GUARD_END, rows[i], len), len, &path));
        assert_false(emvqr_path_parse(guard_place(&g, GUARD_START, rows[i], len), len, &path));
    }
    assert_false(emvqr_path_parse("62\0"
                                  "07",
                                  5, &path));
    assert_false(emvqr_path_parse(NULL, 0, &path));
    guard_close(&g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_and_written),
        cmocka_unit_test(every_id),
        cmocka_unit_test(below),
        cmocka_unit_test(order),
        cmocka_unit_test(refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
