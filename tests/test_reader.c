/* SPDX-License-Identifier: MIT */
/* The cursor: steps, enters, stops where the first fault begins, and reads nothing behind the end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/core.h>

#include "support/guard.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static guard around;

/* A level as text: `id@offset=value` joined by blanks, then `!code@offset` where it ends before its end; the object's
 * ID stands behind the code when it was read. */
static const char *walk(const char *text, size_t len, emvqr_unit unit)
{
    static char told[4096];
    emvqr_reader reader;
    size_t used = 0;

    told[0] = '\0';
    emvqr_reader_init(&reader, text, len, unit);
    while (emvqr_reader_next(&reader)) {
        emvqr_span value = emvqr_reader_value(&reader);

        assert_ptr_equal(value.ptr, reader.value);
        assert_true(value.ptr >= text + 4 && (size_t)(value.ptr - text) + value.len <= len);
        assert_int_equal(value.ptr[-4] - '0', reader.id / 10);
        assert_int_equal(value.ptr[-3] - '0', reader.id % 10);
        assert_true(reader.at == value.ptr + value.len); /* objects tile the level */
        used += (size_t)snprintf(told + used, sizeof told - used, "%s%02u@%u=%.*s", used == 0 ? "" : " ", reader.id,
                                 (unsigned)(value.ptr - 4 - text), (int)value.len, value.ptr);
        assert_true(used < sizeof told);
    }
    if (reader.code != EMVQR_CODE_NONE) {
        used += (size_t)snprintf(told + used, sizeof told - used, "!%s@%u", emvqr_code_name((emvqr_code)reader.code),
                                 (unsigned)(reader.at - text));
        if (reader.code != EMVQR_CODE_BAD_ID && (size_t)(text + len - reader.at) >= 4u) {
            snprintf(told + used, sizeof told - used, ".%02u", reader.id);
        }
    } else {
        assert_int_equal(reader.at - text, len);
    }
    return told;
}

static const struct {
    const char *text;
    emvqr_unit unit;
    const char *told;
} levels[] = {
    { "", EMVQR_CHARACTERS, "" },
    { "0000", EMVQR_CHARACTERS, "00@0=" },
    { "000201", EMVQR_CHARACTERS, "00@0=01" },
    { "99000000", EMVQR_CHARACTERS, "99@0= 00@4=" },
    { "0016A0000006770101110113006681234567 8", EMVQR_CHARACTERS,
      "00@0=A000000677010111 01@20=006681234567 !truncated@37" },
    { "6304ABCD5802TH", EMVQR_CHARACTERS, "63@0=ABCD 58@8=TH" }, /* 63 is the root's matter */
    { "54021054021", EMVQR_CHARACTERS, "54@0=10!truncated@6.54" },
    { "5A0110", EMVQR_CHARACTERS, "!bad-id@0" },
    { "A50110", EMVQR_CHARACTERS, "!bad-id@0" },
    { "540A10", EMVQR_CHARACTERS, "!bad-length@0.54" },
    { "54A010", EMVQR_CHARACTERS, "!bad-length@0.54" },
    { "0002015403", EMVQR_CHARACTERS, "00@0=01!truncated@6.54" },
    { "00020154", EMVQR_CHARACTERS, "00@0=01!truncated@6" },
    { "000201540", EMVQR_CHARACTERS, "00@0=01!truncated@6" },
    { "0002015", EMVQR_CHARACTERS, "00@0=01!truncated@6" },
    /* the same bytes in three units: what the length counts decides where the next object begins */
    { "5904Caf\303\2516001X", EMVQR_CHARACTERS, "59@0=Caf\303\251 60@9=X" },
    { "5904Caf\303\2516001X", EMVQR_UTF16, "59@0=Caf\303\251 60@9=X" },
    { "5905Caf\303\2516001X", EMVQR_BYTES, "59@0=Caf\303\251 60@9=X" },
    { "5905Caf\303\2516001X", EMVQR_CHARACTERS, "59@0=Caf\303\2516!bad-length@10.00" },
    { "5902\360\237\215\234a6001X", EMVQR_CHARACTERS, "59@0=\360\237\215\234a 60@9=X" },
    { "5903\360\237\215\234a6001X", EMVQR_UTF16, "59@0=\360\237\215\234a 60@9=X" },
    { "5905\360\237\215\234a6001X", EMVQR_BYTES, "59@0=\360\237\215\234a 60@9=X" },
    { "5902\340\270\201\340\270\201", EMVQR_CHARACTERS, "59@0=\340\270\201\340\270\201" },
    { "5903\340\270\201\340\270\201", EMVQR_CHARACTERS, "!truncated@0.59" },
    { "5902\360\237\215\234", EMVQR_CHARACTERS, "!truncated@0.59" },
    { "5902\360\237\215\234", EMVQR_UTF16, "59@0=\360\237\215\234" },
    { "5907\340\270\201\340\270\201", EMVQR_BYTES, "!truncated@0.59" },
};

static void levels_as_told(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(levels); i++) {
        size_t len = strlen(levels[i].text);

        assert_string_equal(walk(guard_place(&around, GUARD_END, levels[i].text, len), len, levels[i].unit),
                            levels[i].told);
        assert_string_equal(walk(guard_place(&around, GUARD_START, levels[i].text, len), len, levels[i].unit),
                            levels[i].told);
    }
    assert_string_equal(walk(NULL, 0, EMVQR_CHARACTERS), "");
}

/* Only the ten ASCII digits are digits, at each of the four places. */
static void every_header_byte(void **state)
{
    unsigned place, byte;

    (void)state;
    for (place = 0; place < 4u; place++) {
        for (byte = 0; byte < 256u; byte++) {
            char text[4 + 99];
            emvqr_reader reader;
            bool digit = byte >= '0' && byte <= '9';

            memset(text, 'x', sizeof text);
            memcpy(text, "1101", 4);
            text[place] = (char)byte;
            emvqr_reader_init(&reader, text, sizeof text, EMVQR_CHARACTERS);
            assert_int_equal(emvqr_reader_next(&reader), digit);
            if (!digit) {
                assert_int_equal(reader.code, place < 2u ? EMVQR_CODE_BAD_ID : EMVQR_CODE_BAD_LENGTH);
                assert_ptr_equal(reader.at, text);
                if (place >= 2u) {
                    assert_int_equal(reader.id, 11);
                }
            } else {
                assert_int_equal(reader.id, (text[0] - '0') * 10 + text[1] - '0');
                assert_int_equal(emvqr_reader_value(&reader).len, (text[2] - '0') * 10 + text[3] - '0');
            }
        }
    }
}

/* Every ID and every length, with just enough bytes behind it and with one too few. */
static void every_header(void **state)
{
    unsigned id, length;

    (void)state;
    for (id = 0; id < 100u; id++) {
        for (length = 0; length < 100u; length++) {
            char object[4 + 99 + 1];
            const char *text;
            emvqr_reader reader;

            snprintf(object, sizeof object, "%02u%02u%099u", id, length, 0u);
            text = guard_place(&around, GUARD_END, object, 4u + length);
            emvqr_reader_init(&reader, text, 4u + length, EMVQR_CHARACTERS);
            assert_true(emvqr_reader_next(&reader));
            assert_int_equal(reader.id, id);
            assert_int_equal(emvqr_reader_value(&reader).len, length);
            assert_false(emvqr_reader_next(&reader));
            assert_int_equal(reader.code, EMVQR_CODE_NONE);
            text = guard_place(&around, GUARD_END, object, 3u + length);
            emvqr_reader_init(&reader, text, 3u + length, EMVQR_CHARACTERS);
            assert_false(emvqr_reader_next(&reader));
            assert_int_equal(reader.code, EMVQR_CODE_TRUNCATED);
            assert_ptr_equal(reader.at, text);
        }
    }
}

static void goes_into_templates_and_back(void **state)
{
    static const char text[] = "00020162260501A50170003com0106\303\251123456304ABCD";
    emvqr_reader root, additional, deep, again;
    emvqr_span value;

    (void)state;
    emvqr_reader_init(&root, text, sizeof text - 1u, EMVQR_CHARACTERS);
    assert_true(emvqr_reader_next(&root));
    assert_true(emvqr_reader_next(&root));
    assert_int_equal(root.id, 62);
    emvqr_reader_enter(&additional, &root);
    again = root; /* a cursor is a value: a copy goes its own way */
    assert_true(emvqr_reader_next(&additional));
    assert_int_equal(additional.id, 5);
    assert_true(emvqr_reader_next(&additional));
    assert_int_equal(additional.id, 50);
    emvqr_reader_enter(&deep, &additional);
    assert_true(emvqr_reader_next(&deep));
    assert_true(emvqr_reader_next(&deep));
    value = emvqr_reader_value(&deep);
    assert_int_equal(value.len, 7); /* the unit goes in too: six characters */
    assert_false(emvqr_reader_next(&deep));
    assert_int_equal(deep.code, EMVQR_CODE_NONE);
    assert_false(emvqr_reader_next(&deep)); /* and stays there */
    assert_false(emvqr_reader_next(&additional));
    assert_int_equal(additional.code, EMVQR_CODE_NONE);
    assert_true(emvqr_reader_next(&root));
    assert_int_equal(root.id, 63);
    assert_true(emvqr_reader_next(&again));
    assert_int_equal(again.id, 63);
    assert_ptr_equal(again.value, root.value);
}

static void the_unit_goes_in_too(void **state)
{
    static const char in_bytes[] = "26080104\340\270\201!", in_utf16[] = "26070103\360\237\215\234!";
    emvqr_reader root, child;

    (void)state;
    emvqr_reader_init(&root, in_bytes, sizeof in_bytes - 1u, EMVQR_BYTES);
    assert_true(emvqr_reader_next(&root));
    emvqr_reader_enter(&child, &root);
    assert_true(emvqr_reader_next(&child));
    assert_int_equal(emvqr_reader_value(&child).len, 4);
    emvqr_reader_init(&root, in_utf16, sizeof in_utf16 - 1u, EMVQR_UTF16);
    assert_true(emvqr_reader_next(&root));
    emvqr_reader_enter(&child, &root);
    assert_true(emvqr_reader_next(&child));
    assert_int_equal(emvqr_reader_value(&child).len, 5);
}

/* A fault inside a template is the template's: it does not run into what follows. */
static void a_template_ends_at_its_end(void **state)
{
    static const char text[] = "26060005125802TH";
    emvqr_reader root, child;

    (void)state;
    emvqr_reader_init(&root, text, sizeof text - 1u, EMVQR_CHARACTERS);
    assert_true(emvqr_reader_next(&root));
    emvqr_reader_enter(&child, &root);
    assert_false(emvqr_reader_next(&child));
    assert_int_equal(child.code, EMVQR_CODE_TRUNCATED);
    assert_int_equal(child.id, 0);
    assert_ptr_equal(child.at, text + 4);
    assert_false(emvqr_reader_next(&child)); /* a fault stays */
    assert_int_equal(child.code, EMVQR_CODE_TRUNCATED);
    assert_ptr_equal(child.at, text + 4);
    assert_true(emvqr_reader_next(&root));
    assert_int_equal(root.id, 58);
}

/* Random bytes, mostly digits, in each unit: the cursor ends, tiles, and stays inside. */
static void any_bytes(void **state)
{
    static const char letters[] = "0000011112345\303\251\340\270\201\360\237A";
    uint32_t random = 2463534242u;
    unsigned n, unit;

    (void)state;
    for (n = 0; n < 200000u; n++) {
        char bytes[40];
        size_t len, i;
        const char *text;

        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        len = random % sizeof bytes;
        for (i = 0; i < len; i++) {
            random = random * 1664525u + 1013904223u;
            bytes[i] = letters[(random >> 16) % (sizeof letters - 1u)];
        }
        text = guard_place(&around, n % 2u == 0 ? GUARD_END : GUARD_START, bytes, len);
        for (unit = EMVQR_CHARACTERS; unit <= EMVQR_BYTES; unit++) {
            walk(text, len, (emvqr_unit)unit);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_as_told),
        cmocka_unit_test(every_header_byte),
        cmocka_unit_test(every_header),
        cmocka_unit_test(goes_into_templates_and_back),
        cmocka_unit_test(the_unit_goes_in_too),
        cmocka_unit_test(a_template_ends_at_its_end),
        cmocka_unit_test(any_bytes),
    };
    int failed;

    guard_open(&around, 4096);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_close(&around);
    return failed;
}
