/* SPDX-License-Identifier: MIT */
/* The writer: every short sequence of calls against a second writer that is as simple as can be, into buffers of every
 * size between guard pages; the limits; the units. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/writer.h>

#include "support/guard.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static guard around;

/* ---- a second writer -------------------------------------------------------------------------------------------- */

typedef struct model {
    char text[8][4096]; /* the insides of the open templates; text[0] is the payload */
    size_t len[8];
    unsigned id[8], depth;
    emvqr_unit unit;
    emvqr_status status; /* the first error; the model goes on behind it */
    uint32_t errors;     /* a bit for each that is met */
} model;

static void model_error(model *m, emvqr_status status)
{
    m->status = m->status == EMVQR_OK ? status : m->status;
    m->errors |= (uint32_t)1u << status;
}

static size_t units(const char *text, size_t len, emvqr_unit unit)
{
    size_t i, count = 0;

    for (i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];

        count += unit == EMVQR_BYTES || (c & 0xC0u) != 0x80u;
        count += unit == EMVQR_UTF16 && c >= 0xF0u;
    }
    return count;
}

static void model_put(model *m, unsigned id, const char *value, size_t len)
{
    size_t length = units(value, len, m->unit), depth = m->depth, total = 4u + len, k;

    for (k = 0; k <= depth; k++) {
        total += m->len[k] + (k != 0 ? 4u : 0u);
    }
    if (depth == EMVQR_DEPTH_MAX) {
        model_error(m, EMVQR_ERR_STATE);
    }
    if (id > 99u) {
        model_error(m, EMVQR_ERR_ARGUMENT);
    }
    if (length > 99u || total > EMVQR_PAYLOAD_MAX) {
        model_error(m, EMVQR_ERR_TOO_LONG);
    }
    if (depth != EMVQR_DEPTH_MAX && id <= 99u && length <= 99u && total <= EMVQR_PAYLOAD_MAX) {
        char *at = m->text[depth] + m->len[depth];

        sprintf(at, "%02u%02u", id, (unsigned)length);
        if (len != 0) {
            memcpy(at + 4, value, len);
        }
        m->len[depth] += 4u + len;
    }
}

static void model_open(model *m, unsigned id)
{
    if (m->depth == EMVQR_DEPTH_MAX) {
        model_error(m, EMVQR_ERR_STATE);
        return;
    }
    if (id > 99u) {
        model_error(m, EMVQR_ERR_ARGUMENT);
    }
    m->depth++;
    m->id[m->depth] = id;
    m->len[m->depth] = 0;
}

static void model_close(model *m)
{
    if (m->depth == 0) {
        model_error(m, EMVQR_ERR_STATE);
    } else {
        m->depth--;
        model_put(m, m->id[m->depth + 1u], m->text[m->depth + 1u], m->len[m->depth + 1u]);
    }
}

static emvqr_status model_finish(model *m)
{
    if (m->depth != 0) {
        model_error(m, EMVQR_ERR_STATE);
    }
    if (m->status == EMVQR_OK) {
        memcpy(m->text[0] + m->len[0], "6304", 4);
        m->len[0] += 4u;
        m->len[0] += (size_t)sprintf(m->text[0] + m->len[0], "%04X", (unsigned)emvqr_crc16(m->text[0], m->len[0]));
        if (m->len[0] > EMVQR_PAYLOAD_MAX) {
            model_error(m, EMVQR_ERR_TOO_LONG);
        }
    }
    return m->status;
}

/* ---- sequences of calls ----------------------------------------------------------------------------------------- */

#define DIGITS10 "0123456789"
#define DIGITS99 DIGITS10 DIGITS10 DIGITS10 DIGITS10 DIGITS10 DIGITS10 DIGITS10 DIGITS10 DIGITS10 "012345678"

static const struct {
    enum { PUT, OPEN, CLOSE, FINISH } call;
    unsigned id;
    const char *value;
} calls[] = {
    { PUT, 1, "AB" },
    { PUT, 59, "\340\270\201\360\237\215\234" }, /* two characters, three UTF-16 units, seven bytes */
    { PUT, 2, "" },
    { PUT, 99, DIGITS99 },
    { PUT, 98, DIGITS99 "9" }, /* one too many */
    { PUT, 100, "A" },
    { OPEN, 26, NULL },
    { OPEN, 100, NULL },
    { CLOSE, 0, NULL },
    { FINISH, 0, NULL },
};

enum { LONGEST = 5 };

static emvqr_status run(emvqr_writer *writer, const uint8_t *sequence, size_t count, size_t *len)
{
    size_t i;

    for (i = 0; i < count; i++) {
        unsigned status = writer->status;

        switch (calls[sequence[i]].call) {
        case PUT:
            emvqr_put(writer, calls[sequence[i]].id, calls[sequence[i]].value, strlen(calls[sequence[i]].value));
            break;
        case OPEN: emvqr_open(writer, calls[sequence[i]].id); break;
        case CLOSE: emvqr_close(writer); break;
        case FINISH: return emvqr_writer_finish(writer, len);
        }
        if (status != EMVQR_OK) {
            assert_int_not_equal(writer->status, EMVQR_OK); /* it sticks */
        }
    }
    return emvqr_writer_finish(writer, len);
}

static emvqr_status run_model(model *m, const uint8_t *sequence, size_t count)
{
    size_t i;

    for (i = 0; i < count && calls[sequence[i]].call != FINISH; i++) {
        switch (calls[sequence[i]].call) {
        case PUT:
            model_put(m, calls[sequence[i]].id, calls[sequence[i]].value, strlen(calls[sequence[i]].value));
            break;
        case OPEN: model_open(m, calls[sequence[i]].id); break;
        default: model_close(m); break;
        }
    }
    return model_finish(m);
}

/* One of the errors that were met; what there was no room for may be one of them. */
static void assert_is_told(const model *m, emvqr_status status, bool bounded)
{
    if (status == EMVQR_OK || ((m->errors >> status & 1u) == 0 && !(bounded && status == EMVQR_ERR_NO_SPACE))) {
        fail_msg("status %d, errors %08lX", (int)status, (unsigned long)m->errors);
    }
}

static void assert_run(const model *m, const uint8_t *sequence, size_t count, guard_side side, size_t cap)
{
    char *buf = guard_place(&around, side, NULL, cap);
    emvqr_writer writer;
    emvqr_status status;
    size_t len = 77777;

    emvqr_writer_init(&writer, buf, cap, m->unit);
    status = run(&writer, sequence, count, &len);
    if (m->status != EMVQR_OK) {
        assert_is_told(m, status, buf != NULL);
    } else {
        assert_int_equal(status, m->len[0] <= cap ? EMVQR_OK : EMVQR_ERR_NO_SPACE);
        assert_int_equal(len, m->len[0]);
    }
    if (status == EMVQR_OK) {
        assert_memory_equal(buf, m->text[0], m->len[0]);
    }
    assert_int_equal(writer.status, status);
}

static void one_sequence(const uint8_t *sequence, size_t count, emvqr_unit unit)
{
    static model m;
    emvqr_writer writer;
    size_t len = 77777, cap;

    m.depth = 0;
    m.len[0] = 0;
    m.unit = unit;
    m.status = EMVQR_OK;
    m.errors = 0;
    run_model(&m, sequence, count);
    emvqr_writer_init(&writer, NULL, 0, unit);
    if (m.status != EMVQR_OK) {
        assert_is_told(&m, run(&writer, sequence, count, &len), false);
    } else {
        assert_int_equal(run(&writer, sequence, count, &len), EMVQR_OK);
        assert_int_equal(len, m.len[0]);
        emvqr_writer_init(&writer, NULL, 1000, unit); /* no buffer has no room, whatever is said of it */
        assert_int_equal(run(&writer, sequence, count, &len), EMVQR_OK);
        assert_int_equal(len, m.len[0]);
        assert_run(&m, sequence, count, GUARD_END, m.len[0]);
        assert_run(&m, sequence, count, GUARD_START, m.len[0]);
        assert_run(&m, sequence, count, GUARD_END, m.len[0] - 1u);
        assert_run(&m, sequence, count, GUARD_END, m.len[0] + 1u);
    }
    for (cap = 0; cap <= 40u; cap += count < LONGEST ? 1u : 13u) {
        assert_run(&m, sequence, count, GUARD_END, cap);
        assert_run(&m, sequence, count, GUARD_START, cap);
    }
}

/* A sequence that is finished before its last call is a shorter one. */
static bool is_new(const uint8_t *sequence, size_t count)
{
    size_t i;

    for (i = 0; i + 1u < count; i++) {
        if (calls[sequence[i]].call == FINISH) {
            return false;
        }
    }
    return true;
}

static void every_sequence(void **state)
{
    emvqr_unit unit = *(const emvqr_unit *)*state;
    uint8_t sequence[LONGEST];
    size_t count, i;

    for (count = 0; count <= LONGEST; count++) {
        bool more = true;

        memset(sequence, 0, sizeof sequence);
        while (more) {
            if (is_new(sequence, count)) {
                one_sequence(sequence, count, unit);
            }
            more = false;
            for (i = 0; i < count && !more; i++) {
                sequence[i] = (uint8_t)((sequence[i] + 1u) % COUNT(calls));
                more = sequence[i] != 0;
            }
        }
    }
}

/* What was written parses to what was put. */
static void what_is_written_parses(void **state)
{
    static const emvqr_unit all[] = { EMVQR_CHARACTERS, EMVQR_UTF16, EMVQR_BYTES };
    static const char told[] = "Quán 🍜", inner[] = "ร้าน";
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(all); i++) {
        char buf[256];
        emvqr_node nodes[64];
        emvqr_finding items[8];
        emvqr_findings findings;
        emvqr_writer writer;
        emvqr_doc doc;
        size_t len;

        emvqr_writer_init(&writer, buf, sizeof buf, all[i]);
        emvqr_put(&writer, 0, "01", 2);
        emvqr_open(&writer, 26);
        emvqr_put(&writer, 0, "com.example", 11);
        emvqr_put(&writer, 5, inner, strlen(inner));
        emvqr_close(&writer);
        emvqr_put(&writer, 59, told, strlen(told));
        emvqr_open(&writer, 62);
        emvqr_open(&writer, 50);
        emvqr_put(&writer, 0, "com.example.deep", 16);
        emvqr_put(&writer, 1, inner, strlen(inner));
        emvqr_close(&writer);
        emvqr_close(&writer);
        assert_int_equal(emvqr_writer_finish(&writer, &len), EMVQR_OK);
        emvqr_findings_init(&findings, items, COUNT(items), EMVQR_FIELD);
        emvqr_doc_init(&doc, nodes, COUNT(nodes), NULL);
        assert_int_equal(emvqr_parse(&doc, buf, len, &findings), EMVQR_OK);
        assert_int_equal(findings.errors, 0);
        assert_int_equal(doc.unit, all[i]);
        assert_true(doc.crc_ok);
        assert_int_equal(emvqr_get(&doc, EMVQR_PATH2(26, 5)).len, strlen(inner));
        assert_int_equal(emvqr_get(&doc, EMVQR_PATH1(59)).len, strlen(told));
        assert_memory_equal(emvqr_get(&doc, EMVQR_PATH3(62, 50, 1)).ptr, inner, strlen(inner));
    }
}

/* ---- limits ----------------------------------------------------------------------------------------------------- */

static emvqr_status put_one(emvqr_unit unit, unsigned id, const char *value, size_t len)
{
    char buf[512];
    emvqr_writer writer;
    size_t needed;

    emvqr_writer_init(&writer, buf, sizeof buf, unit);
    emvqr_put(&writer, id, value, len);
    if (writer.status == EMVQR_OK) {
        assert_int_equal(emvqr_writer_finish(&writer, &needed), EMVQR_OK);
        assert_int_equal(needed, 12u + len);
        assert_memory_equal(buf + 4, value, len);
        assert_int_equal((buf[2] - '0') * 10 + buf[3] - '0', units(value, len, unit));
    }
    return (emvqr_status)writer.status;
}

static void values_of_99(void **state)
{
    static const struct {
        const char *letter;
        size_t most[3]; /* letters in 99 units */
    } rows[] = { { "A", { 99, 99, 99 } },
                 { "\303\251", { 99, 99, 49 } },
                 { "\340\270\201", { 99, 99, 33 } },
                 { "\360\237\215\234", { 99, 49, 24 } } };
    size_t i, unit;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        for (unit = 0; unit < 3u; unit++) {
            size_t bytes = strlen(rows[i].letter), n;
            char text[8 * 100];

            for (n = 0; n < 100u; n++) {
                memcpy(text + n * bytes, rows[i].letter, bytes);
                assert_int_equal(put_one((emvqr_unit)unit, 59, text, (n + 1u) * bytes),
                                 n < rows[i].most[unit] ? EMVQR_OK : EMVQR_ERR_TOO_LONG);
            }
        }
    }
    assert_int_equal(put_one(EMVQR_CHARACTERS, 59, "", 0), EMVQR_OK);
    {
        static char huge[70000];

        memset(huge, 'A', sizeof huge);
        assert_int_equal(put_one(EMVQR_CHARACTERS, 59, huge, sizeof huge), EMVQR_ERR_TOO_LONG);
        assert_int_equal(put_one(EMVQR_BYTES, 59, huge, sizeof huge), EMVQR_ERR_TOO_LONG);
        assert_int_equal(put_one(EMVQR_BYTES, 59, huge, 65536u + 4u), EMVQR_ERR_TOO_LONG);
    }
}

static void empty_values(void **state)
{
    char buf[32];
    emvqr_writer writer;
    size_t len;

    (void)state;
    emvqr_writer_init(&writer, buf, sizeof buf, EMVQR_CHARACTERS);
    emvqr_put(&writer, 59, NULL, 0);
    emvqr_put(&writer, 60, "", 0);
    assert_int_equal(emvqr_writer_finish(&writer, &len), EMVQR_OK);
    assert_int_equal(len, 16);
    assert_memory_equal(buf, "590060006304", 12);
}

/* Refused at once, or what it makes is refused. */
static void assert_no_text(emvqr_unit unit, const char *value)
{
    char buf[64];
    emvqr_writer writer;
    emvqr_reader reader;
    size_t len;

    emvqr_writer_init(&writer, buf, sizeof buf, unit);
    emvqr_put(&writer, 59, value, strlen(value));
    if (emvqr_writer_finish(&writer, &len) == EMVQR_OK) {
        assert_int_equal(emvqr_verify(buf, len, &reader), EMVQR_CODE_INVALID_UTF8);
    } else {
        assert_int_equal(writer.status, EMVQR_ERR_ARGUMENT);
    }
}

/* Characters of what is no text cannot be counted; bytes can. */
static void text_that_is_none(void **state)
{
    static const char *const rows[] = {
        "\200",      "A\377",    "\377",         "\303",         "\303(",        "Caf\351",          "\340\270",
        "\340\270A", "\300\257", "\340\200\257", "\355\240\200", "\360\237\215", "\364\220\200\200", "\340\270\201\201",
        "A\302B",
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        assert_no_text(EMVQR_CHARACTERS, rows[i]);
        assert_no_text(EMVQR_UTF16, rows[i]);
        assert_int_equal(put_one(EMVQR_BYTES, 59, rows[i], strlen(rows[i])), EMVQR_OK);
    }
}

static void ids(void **state)
{
    unsigned id;

    (void)state;
    for (id = 0; id < 300u; id++) {
        emvqr_writer writer;
        char buf[64];
        size_t len;

        assert_int_equal(put_one(EMVQR_CHARACTERS, id, "A", 1), id < 100u ? EMVQR_OK : EMVQR_ERR_ARGUMENT);
        emvqr_writer_init(&writer, buf, sizeof buf, EMVQR_CHARACTERS);
        emvqr_open(&writer, id);
        emvqr_put(&writer, id % 100u, "x", 1);
        emvqr_close(&writer);
        assert_int_equal(emvqr_writer_finish(&writer, &len), id < 100u ? EMVQR_OK : EMVQR_ERR_ARGUMENT);
        if (id < 100u) {
            char expected[16];

            sprintf(expected, "%02u05%02u01x", id, id);
            assert_memory_equal(buf, expected, 9);
        }
    }
    assert_int_equal(put_one(EMVQR_CHARACTERS, UINT32_MAX, "A", 1), EMVQR_ERR_ARGUMENT);
}

/* The payload's own limit, to the byte, at a put, at an open and at the signature. */
static void payload_limit(void **state)
{
    static char buf[EMVQR_PAYLOAD_MAX];
    size_t last, objects, len;

    (void)state;
    for (last = 0; last <= 99u; last++) {
        emvqr_writer writer;
        size_t total = 28u * 103u + 4u + last + 8u; /* 2884 to 2995 */

        emvqr_writer_init(&writer, buf, sizeof buf, EMVQR_CHARACTERS);
        for (objects = 0; objects < 28u; objects++) {
            emvqr_put(&writer, (unsigned)objects, DIGITS99, 99);
        }
        assert_int_equal(writer.status, EMVQR_OK);
        emvqr_put(&writer, 90, DIGITS99, last);
        assert_int_equal(emvqr_writer_finish(&writer, &len),
                         total <= EMVQR_PAYLOAD_MAX ? EMVQR_OK : EMVQR_ERR_TOO_LONG);
        if (total <= EMVQR_PAYLOAD_MAX) {
            assert_int_equal(len, total);
        }
    }
    {
        emvqr_writer writer;

        emvqr_writer_init(&writer, NULL, 0, EMVQR_CHARACTERS);
        for (objects = 0; objects < 100000u; objects++) { /* counting does not run over either */
            emvqr_put(&writer, (unsigned)(objects % 100u), DIGITS99, 99);
            emvqr_open(&writer, 26);
            emvqr_close(&writer);
        }
        assert_int_equal(emvqr_writer_finish(&writer, &len), EMVQR_ERR_TOO_LONG);
    }
}

/* A template may hold 99 units in all, headers included, and an object may lie in three. */
static void templates(void **state)
{
    size_t inside;
    unsigned depth, k;

    (void)state;
    for (inside = 0; inside <= 99u; inside++) {
        for (depth = 1; depth <= 5u; depth++) {
            emvqr_writer writer;
            char buf[256];
            size_t len;
            emvqr_status expected = depth > 3u                  ? EMVQR_ERR_STATE /* for the object in the fourth */
                                    : inside + 4u * depth > 99u ? EMVQR_ERR_TOO_LONG
                                                                : EMVQR_OK;

            emvqr_writer_init(&writer, buf, sizeof buf, EMVQR_CHARACTERS);
            for (k = 0; k < depth; k++) {
                emvqr_open(&writer, 26u + k);
            }
            emvqr_put(&writer, 1, DIGITS99, inside);
            for (k = 0; k < depth; k++) {
                emvqr_close(&writer);
            }
            assert_int_equal(emvqr_writer_finish(&writer, &len), expected);
            if (expected == EMVQR_OK) {
                assert_int_equal(len, inside + 4u + 4u * depth + 8u);
            }
        }
    }
}

int main(void)
{
    static emvqr_unit units_of[] = { EMVQR_CHARACTERS, EMVQR_UTF16, EMVQR_BYTES };
    const struct CMUnitTest tests[] = {
        { "every sequence, in characters", every_sequence, NULL, NULL, &units_of[0] },
        { "every sequence, in UTF-16", every_sequence, NULL, NULL, &units_of[1] },
        { "every sequence, in bytes", every_sequence, NULL, NULL, &units_of[2] },
        cmocka_unit_test(what_is_written_parses),
        cmocka_unit_test(values_of_99),
        cmocka_unit_test(empty_values),
        cmocka_unit_test(text_that_is_none),
        cmocka_unit_test(ids),
        cmocka_unit_test(payload_limit),
        cmocka_unit_test(templates),
    };
    int failed;

    guard_open(&around, 8192);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_close(&around);
    return failed;
}
