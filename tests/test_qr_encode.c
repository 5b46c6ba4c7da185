/* SPDX-License-Identifier: MIT */
/* The encode front end: what a symbol holds is read back from its modules, without error correction and by code that
 * shares nothing with what is tested; its size is held against libqrencode's own and against trying everything. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <qrencode.h>

#include <emvqr/qr_encode.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static uint32_t random_state = 20260401u;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % limit;
}

/* ---- reading a symbol of one block: versions 1 to 5 at L ------------------------------------------------------- */

enum { READER_VERSIONS = 5, READER_BYTES = 108 };

typedef struct reading {
    uint8_t data[READER_BYTES]; /* the data codewords */
    unsigned capacity, at;      /* in bits */
    char plan[200];             /* such as "E26 N12 A5 B3" */
    unsigned bits;              /* of all segments and the ECI header */
    uint8_t text[400];
    size_t len;
} reading;

static bool is_function(const emvqr_qr *s, unsigned x, unsigned y)
{
    unsigned w = s->width;
    bool corner = (x < 9 && y < 9) || (x >= w - 8u && y < 9) || (x < 9 && y >= w - 8u);
    bool alignment = s->version > 1 && x >= w - 9u && x < w - 4u && y >= w - 9u && y < w - 4u;

    return corner || alignment || x == 6 || y == 6;
}

static bool mask_flips(unsigned mask, unsigned x, unsigned y)
{
    switch (mask) {
    case 0: return (x + y) % 2 == 0;
    case 1: return y % 2 == 0;
    case 2: return x % 3 == 0;
    case 3: return (x + y) % 3 == 0;
    case 4: return (y / 2 + x / 3) % 2 == 0;
    case 5: return x * y % 2 + x * y % 3 == 0;
    case 6: return (x * y % 2 + x * y % 3) % 2 == 0;
    default: return ((x + y) % 2 + x * y % 3) % 2 == 0;
    }
}

/* Collects the data codewords in the order of placement: column pairs from the right, upwards first. */
static void read_codewords(const emvqr_qr *s, reading *r)
{
    static const uint8_t codewords[READER_VERSIONS] = { 19, 34, 55, 80, 108 };
    unsigned mask = 0;
    unsigned n = 0;
    bool up = true;

    assert_in_range(s->version, 1, READER_VERSIONS);
    assert_int_equal(s->ecc, EMVQR_QR_L);
    memset(r, 0, sizeof *r);
    r->capacity = 8u * codewords[s->version - 1];
    for (unsigned i = 2; i < 5; i++) { /* row 8, columns 2 to 4; the standard flips format bits by 101010000010010 */
        mask = mask << 1 | emvqr_qr_dark(s, i, 8);
    }
    mask ^= 5u;
    for (int right = s->width - 1; right > 0; right -= 2, up = !up) {
        right -= right == 6;
        for (unsigned i = 0; i < s->width; i++) {
            unsigned y = up ? s->width - 1u - i : i;
            for (unsigned side = 0; side < 2; side++) {
                unsigned x = (unsigned)right - side;
                if (!is_function(s, x, y) && n < r->capacity) {
                    unsigned bit = emvqr_qr_dark(s, x, y) != mask_flips(mask, x, y);
                    r->data[n / 8] |= (uint8_t)(bit << (7 - n % 8));
                    n++;
                }
            }
        }
    }
    assert_int_equal(n, r->capacity);
}

static unsigned take(reading *r, unsigned bits)
{
    unsigned value = 0;

    assert_true(r->at + bits <= r->capacity);
    for (; bits > 0; bits--, r->at++) {
        value = value << 1 | (unsigned)(r->data[r->at / 8] >> (7 - r->at % 8) & 1);
    }
    return value;
}

static void digits(reading *r, unsigned value, unsigned count)
{
    for (unsigned scale = count == 3 ? 100 : count == 2 ? 10 : 1; scale > 0; scale /= 10) {
        r->text[r->len++] = (uint8_t)('0' + value / scale % 10);
    }
}

static void numeric(reading *r, unsigned count)
{
    for (unsigned part; count > 0; count -= part) {
        part = count < 3 ? count : 3;
        digits(r, take(r, part * 3 + 1), part);
    }
}

static void alphanumeric(reading *r, unsigned count)
{
    static const char set[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

    for (; count > 1; count -= 2) {
        unsigned pair = take(r, 11);
        r->text[r->len++] = (uint8_t)set[pair / 45];
        r->text[r->len++] = (uint8_t)set[pair % 45];
    }
    if (count == 1) {
        r->text[r->len++] = (uint8_t)set[take(r, 6)];
    }
}

static void read_symbol(const emvqr_qr *s, reading *r)
{
    char item[24];

    read_codewords(s, r);
    while (r->at + 4 <= r->capacity) {
        unsigned mode = take(r, 4);
        if (mode == 0) {
            break;
        }
        unsigned count = take(r, mode == 1 ? 10 : mode == 2 ? 9 : 8);
        switch (mode) {
        case 1: numeric(r, count); break;
        case 2: alphanumeric(r, count); break;
        case 4:
            for (unsigned i = 0; i < count; i++) {
                r->text[r->len++] = (uint8_t)take(r, 8);
            }
            break;
        default: assert_int_equal(mode, 7); break; /* ECI; Kanji (8) and structured append (3) are wrong */
        }
        (void)snprintf(item, sizeof item, "%s%c%u", r->plan[0] != '\0' ? " " : "", "?NA?B??E"[mode], count);
        strcat(r->plan, item);
        r->bits = r->at;
    }
}

/* ---- arguments and buffers ------------------------------------------------------------------------------------- */

static uint8_t matrix[EMVQR_QR_BYTES_MAX];

static emvqr_status encode(const char *text, size_t len, emvqr_qr_options o, emvqr_qr *symbol)
{
    return emvqr_qr_encode(text, len, &o, matrix, sizeof matrix, symbol);
}

static void test_arguments(void **state)
{
    static const struct {
        emvqr_qr_options options;
        emvqr_status status;
    } rows[] = {
        { { 0, 0, 0, 0, 0 }, EMVQR_OK },           { { 3, 1, 2, 40, 0 }, EMVQR_OK },
        { { 4, 0, 0, 0, 0 }, EMVQR_ERR_ARGUMENT }, { { 0, 2, 0, 0, 0 }, EMVQR_ERR_ARGUMENT },
        { { 0, 0, 3, 0, 0 }, EMVQR_ERR_ARGUMENT }, { { 0, 0, 0, 41, 0 }, EMVQR_ERR_ARGUMENT },
        { { 0, 0, 0, 0, 1 }, EMVQR_OK },           { { 0, 0, 0, 0, 2 }, EMVQR_ERR_ARGUMENT },
    };
    emvqr_qr s;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(encode("A", 1, rows[i].options, &s), rows[i].status);
        assert_int_equal(s.bits != NULL, rows[i].status == EMVQR_OK);
    }
    assert_int_equal(emvqr_qr_encode(NULL, 1, NULL, matrix, sizeof matrix, &s), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_qr_encode("", 0, NULL, matrix, sizeof matrix, &s), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_qr_encode("A", 1, NULL, matrix, sizeof matrix, NULL), EMVQR_ERR_ARGUMENT);
}

static void test_defaults(void **state)
{
    const emvqr_qr_options written_out = EMVQR_QR_DEFAULTS;
    uint8_t other[EMVQR_QR_BYTES_MAX];
    emvqr_qr a;
    emvqr_qr b;

    (void)state;
    assert_int_equal(emvqr_qr_encode("Caf\xC3\xA9", 5, NULL, matrix, sizeof matrix, &a), EMVQR_OK);
    assert_int_equal(emvqr_qr_encode("Caf\xC3\xA9", 5, &written_out, other, sizeof other, &b), EMVQR_OK);
    assert_int_equal(a.ecc, EMVQR_QR_M);
    assert_int_equal(a.eci, 26);
    assert_int_equal(a.version, b.version);
    assert_memory_equal(matrix, other, EMVQR_QR_BYTES_FOR(a.version));
}

static void test_buffer(void **state)
{
    const emvqr_qr_options o = { EMVQR_QR_L, 0, 0, 7, 0 };
    const size_t need = EMVQR_QR_BYTES_FOR(7u);
    uint8_t *exact = malloc(need);
    emvqr_qr s;

    (void)state;
    assert_non_null(exact);
    assert_int_equal(need, 45 * 6);
    assert_int_equal(emvqr_qr_encode("A", 1, &o, exact, need - 1, &s), EMVQR_ERR_NO_SPACE);
    assert_int_equal(s.version, 7);
    assert_null(s.bits);
    assert_int_equal(emvqr_qr_encode("A", 1, &o, NULL, 0, &s), EMVQR_ERR_NO_SPACE);
    assert_int_equal(s.version, 7);
    memset(exact, 0xFF, need);
    assert_int_equal(emvqr_qr_encode("A", 1, &o, exact, need, &s), EMVQR_OK);
    assert_ptr_equal(s.bits, exact);
    for (unsigned y = 0; y < 45; y++) {
        assert_int_equal(exact[y * 6 + 5] & 7, 0); /* 45 modules, 3 bits of padding */
    }
    assert_true(emvqr_qr_dark(&s, 0, 0));
    assert_true(emvqr_qr_dark(&s, 44, 0));
    assert_false(emvqr_qr_dark(&s, 45, 0));
    assert_false(emvqr_qr_dark(&s, 0, 45));
    assert_false(emvqr_qr_dark(&s, (unsigned)-1, 0));
    assert_false(emvqr_qr_dark(&s, 0, (unsigned)-1));
    free(exact);
}

/* ---- contents -------------------------------------------------------------------------------------------------- */

#define TEXT(literal) literal, sizeof(literal) - 1
#define BYTE EMVQR_QR_SEGMENTS_BYTE
#define OPTIMAL EMVQR_QR_SEGMENTS_OPTIMAL
#define AUTO EMVQR_QR_ECI_AUTO
#define NONE EMVQR_QR_ECI_NONE
#define UTF8 EMVQR_QR_ECI_UTF8

static const struct content {
    const char *text;
    size_t len;
    uint8_t segments, eci;
    const char *plan;
} contents[] = {
    { TEXT("0123456789"), BYTE, AUTO, "B10" },
    { TEXT("0123456789"), OPTIMAL, AUTO, "N10" },
    { TEXT("ABC:123"), OPTIMAL, AUTO, "A7" },
    { TEXT("abcdefgh"), OPTIMAL, AUTO, "B8" },
    { TEXT("abcdefgh0123456789"), OPTIMAL, AUTO, "B8 N10" },
    { TEXT("abcdefgh0123"), OPTIMAL, AUTO, "B8 N4" },
    { TEXT("abcdefgh012"), OPTIMAL, AUTO, "B11" }, /* 24 bits either way */
    { TEXT("abcdefgh0123z"), OPTIMAL, AUTO, "B13" }, /* a second header of bytes would not pay */
    { TEXT("5802TH5303764540710000006304"), OPTIMAL, AUTO, "A6 N22" },
    { TEXT("00020101021129370016A00000067701011101130066812345678"), BYTE, AUTO, "B53" },
    { TEXT("00020101021129370016A00000067701011101130066812345678"), OPTIMAL, AUTO, "N20 A1 N32" },
    { TEXT("A\0b\0\0C"), BYTE, AUTO, "B6" },
    { TEXT("A\0b\0\0C"), OPTIMAL, AUTO, "B6" },
    { TEXT("\0"), BYTE, AUTO, "B1" },
    { TEXT("mixed Case"), BYTE, AUTO, "B10" },
    { TEXT("Caf\xC3\xA9"), BYTE, AUTO, "E26 B5" },
    { TEXT("Caf\xC3\xA9"), BYTE, NONE, "B5" },
    { TEXT("Caf\xC3\xA9"), OPTIMAL, UTF8, "E26 B5" },
    { TEXT("Cafe"), BYTE, AUTO, "B4" },
    { TEXT("Cafe"), BYTE, UTF8, "E26 B4" },
    { TEXT("\x7F"), BYTE, AUTO, "B1" },
    { TEXT("\x80"), BYTE, AUTO, "E26 B1" },
    { TEXT("\xE0\xB8\x81\xE0\xB8\x81 0123456789"), OPTIMAL, AUTO, "E26 B7 N10" },
    /* what a Kanji mode would take for six Shift JIS characters */
    { TEXT("\x93\x5F\x93\x5F\x93\x5F\xE4\xAA\xE4\xAA\xE4\xAA"), OPTIMAL, NONE, "B12" },
    { TEXT("\x93\x5F\x93\x5F\x93\x5F\xE4\xAA\xE4\xAA\xE4\xAA"), BYTE, NONE, "B12" },
};

static void test_contents(void **state)
{
    reading r;
    emvqr_qr s;

    (void)state;
    for (size_t i = 0; i < COUNT(contents); i++) {
        const struct content *row = &contents[i];
        const emvqr_qr_options o = { EMVQR_QR_L, row->segments, row->eci, 0, 0 };
        assert_int_equal(encode(row->text, row->len, o, &s), EMVQR_OK);
        read_symbol(&s, &r);
        assert_string_equal(r.plan, row->plan);
        assert_int_equal(r.len, row->len);
        assert_memory_equal(r.text, row->text, r.len);
        assert_int_equal(s.eci, row->plan[0] == 'E' ? 26 : 0);
    }
}

/* Text of a few runs, each of one kind of character: what payloads are, and what splits are hard for. */
static size_t random_text(char *text, size_t most)
{
    static const char *const kinds[] = { "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", "abcxyz,;_\x7F",
                                         "\x80\xE0\xB8\xFF" };
    size_t len = 0;

    while (len == 0 || (len < most && random_below(12) > 0)) {
        const char *kind = kinds[random_below(COUNT(kinds))];
        for (size_t run = 1 + random_below(1 + random_below(30)); run > 0 && len < most; run--) {
            text[len++] = kind[random_below((uint32_t)strlen(kind))];
        }
    }
    return len;
}

static void test_random_contents(void **state)
{
    char text[100];
    reading r;
    emvqr_qr s;

    (void)state;
    for (int i = 0; i < 3000; i++) {
        size_t len = random_text(text, sizeof text);
        const emvqr_qr_options o = { EMVQR_QR_L, i % 2 == 0 ? BYTE : OPTIMAL, (uint8_t)random_below(3), 0, 0 };
        assert_int_equal(encode(text, len, o, &s), EMVQR_OK);
        read_symbol(&s, &r);
        assert_int_equal(r.len, len);
        assert_memory_equal(r.text, text, len);
    }
}

static void test_bytes_are_libqrencodes(void **state)
{
    char text[600];
    emvqr_qr s;

    (void)state;
    for (int i = 0; i < 200; i++) {
        size_t len = random_text(text, sizeof text);
        const emvqr_qr_options o = { (uint8_t)(i % 4), BYTE, NONE, 0, 0 };
        QRcode *code = QRcode_encodeData((int)len, (const unsigned char *)text, 0, (QRecLevel)(i % 4));
        assert_non_null(code);
        assert_int_equal(encode(text, len, o, &s), EMVQR_OK);
        assert_int_equal(s.version, code->version);
        assert_int_equal(s.width, code->width);
        assert_int_equal(s.width, EMVQR_QR_WIDTH_FOR(s.version));
        for (unsigned y = 0; y < s.width; y++) {
            for (unsigned x = 0; x < s.width; x++) {
                assert_int_equal(emvqr_qr_dark(&s, x, y), code->data[y * s.width + x] & 1);
            }
        }
        QRcode_free(code);
    }
}

/* ---- optimal segments ------------------------------------------------------------------------------------------ */

static bool carries(unsigned mode, char c)
{
    return mode == 2 || (c >= '0' && c <= '9') ||
           (mode == 1 && c != '\0' && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", c) != NULL);
}

/* The plain way: best[n] is what the first n characters take at least, over every last segment that there can be. */
static void all_splits(const char *text, size_t len, unsigned band, unsigned *best)
{
    static const unsigned count_bits[3][3] = { { 10, 9, 8 }, { 12, 11, 16 }, { 14, 13, 16 } };

    best[0] = 0;
    for (size_t end = 1; end <= len; end++) {
        best[end] = UINT32_MAX;
        for (unsigned mode = 0; mode < 3; mode++) {
            unsigned n = 1;
            for (size_t at = end; at-- > 0 && carries(mode, text[at]); n++) {
                unsigned data = mode == 0 ? (10 * n + 2) / 3 : mode == 1 ? (11 * n + 1) / 2 : 8 * n;
                unsigned bits = best[at] + 4 + count_bits[band][mode] + data;
                best[end] = bits < best[end] ? bits : best[end];
            }
        }
    }
}

static void test_optimal_is_the_best_of_all_splits(void **state)
{
    const emvqr_qr_options o = { EMVQR_QR_L, OPTIMAL, NONE, 0, 0 };
    unsigned best[101];
    char text[100];
    reading r;
    emvqr_qr s;

    (void)state;
    for (int i = 0; i < 3000; i++) {
        size_t len = random_text(text, i % 2 == 0 ? 12 : sizeof text);
        all_splits(text, len, 0, best);
        assert_int_equal(encode(text, len, o, &s), EMVQR_OK);
        read_symbol(&s, &r);
        assert_int_equal(r.bits, best[len]);
    }
}

/* Where the segments' headers grow: the longest beginning that fits a version there fits, one character more does not.
 * The data codewords at L are those of ISO/IEC 18004, table 7. */
static void test_optimal_at_the_bands_ends(void **state)
{
    enum { MOST = 4000 };
    static const struct {
        uint8_t version, band;
        uint16_t codewords, texts, room;
    } rows[] = {
        { 9, 0, 232, 60, 800 }, { 10, 1, 274, 60, 800 }, { 26, 1, 1370, 3, MOST }, { 27, 2, 1468, 3, MOST },
    };
    static char text[MOST];
    static unsigned best[MOST + 1];
    emvqr_qr s;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (unsigned t = 0; t < rows[i].texts; t++) {
            emvqr_qr_options o = { EMVQR_QR_L, OPTIMAL, NONE, 0, 0 };
            size_t fits = 0;
            for (size_t len = 0; len < rows[i].room;) {
                len += random_text(text + len, rows[i].room - len);
            }
            all_splits(text, rows[i].room, rows[i].band, best);
            while (fits < rows[i].room && best[fits + 1] <= 8u * rows[i].codewords) {
                fits++;
            }
            assert_true(fits < rows[i].room);
            assert_int_equal(encode(text, fits, o, &s), EMVQR_OK);
            assert_int_equal(s.version, rows[i].version);
            assert_int_equal(encode(text, fits + 1, o, &s), EMVQR_OK);
            assert_int_equal(s.version, rows[i].version + 1);
            o.version = rows[i].version;
            assert_int_equal(encode(text, fits, o, &s), EMVQR_OK);
            assert_int_equal(encode(text, fits + 1, o, &s), EMVQR_ERR_TOO_LONG);
        }
    }
}

static void test_optimal_is_never_larger(void **state)
{
    char text[1200 + 1];
    emvqr_qr best;
    emvqr_qr bytes;
    unsigned below_bytes = 0;
    unsigned below_libqrencode = 0;

    (void)state;
    for (int i = 0; i < 2000; i++) {
        uint8_t ecc = (uint8_t)(i % 4);
        size_t len = random_text(text, i % 5 == 0 ? 1200 : 300);
        text[len] = '\0';
        assert_int_equal(encode(text, len, (emvqr_qr_options) { ecc, OPTIMAL, NONE, 0, 0 }, &best), EMVQR_OK);
        assert_int_equal(encode(text, len, (emvqr_qr_options) { ecc, BYTE, NONE, 0, 0 }, &bytes), EMVQR_OK);
        QRcode *own = QRcode_encodeString(text, 0, (QRecLevel)ecc, QR_MODE_8, 1);
        assert_non_null(own);
        assert_true(best.version <= bytes.version);
        assert_true(best.version <= own->version);
        below_bytes += best.version < bytes.version;
        below_libqrencode += best.version < own->version;
        QRcode_free(own);
    }
    assert_true(below_bytes > 0);
    assert_true(below_libqrencode > 0);
}

/* ---- versions -------------------------------------------------------------------------------------------------- */

static void test_version(void **state)
{
    char text[1000];
    emvqr_qr s;

    (void)state;
    for (int i = 0; i < 300; i++) {
        size_t len = random_text(text, sizeof text);
        emvqr_qr_options o = { (uint8_t)(i % 4), i % 8 < 4 ? BYTE : OPTIMAL, AUTO, 0, 0 };
        assert_int_equal(encode(text, len, o, &s), EMVQR_OK);
        unsigned smallest = s.version;
        for (unsigned version = 1; version <= 40; version += version < smallest ? 1 : 13) {
            o.version = (uint8_t)version;
            assert_int_equal(encode(text, len, o, &s), version < smallest ? EMVQR_ERR_TOO_LONG : EMVQR_OK);
            assert_true(version < smallest ? s.bits == NULL : s.version == version);
        }
    }
}

/* A raised level costs nothing, and the next one would have cost a version; the symbol is what that level gives. */
static void test_raise(void **state)
{
    static uint8_t other[EMVQR_QR_BYTES_MAX];
    unsigned raised = 0;
    char text[400];
    emvqr_qr plain, s, next;

    (void)state;
    for (int i = 0; i < 1000; i++) {
        size_t len = random_text(text, 1 + random_below(sizeof text));
        emvqr_qr_options o = { (uint8_t)(i % 4), i % 8 < 4 ? BYTE : OPTIMAL, AUTO, 0, 0 };
        assert_int_equal(encode(text, len, o, &plain), EMVQR_OK);
        o.raise = 1;
        assert_int_equal(emvqr_qr_encode(text, len, &o, other, sizeof other, &s), EMVQR_OK);
        assert_int_equal(s.version, plain.version);
        assert_in_range(s.ecc, plain.ecc, EMVQR_QR_H);
        raised += s.ecc > plain.ecc;
        o.raise = 0;
        o.ecc = s.ecc;
        assert_int_equal(encode(text, len, o, &plain), EMVQR_OK);
        assert_memory_equal(other, matrix, EMVQR_QR_BYTES_FOR(s.version));
        o.ecc++;
        if (o.ecc <= EMVQR_QR_H) {
            assert_int_equal(encode(text, len, o, &next), EMVQR_OK);
            assert_true(next.version > s.version);
        }
    }
    assert_true(raised > 100);
}

/* ISO/IEC 18004, table 7: bytes that versions 9, 26 and 40 carry. */
static void test_capacity(void **state)
{
    static const uint8_t versions[] = { 9, 26, 40 };
    static const uint16_t bytes[3][4] = { { 230, 180, 130, 98 }, { 1367, 1059, 751, 593 },
                                          { EMVQR_QR_LEN_BYTES, 2331, 1663, 1273 } };
    static char text[EMVQR_QR_LEN_BYTES + 1];
    emvqr_qr s;

    (void)state;
    memset(text, 'a', sizeof text);
    for (unsigned i = 0; i < 24; i++) {
        unsigned band = i / 8;
        emvqr_qr_options o = { (uint8_t)(i % 4), i % 8 < 4 ? BYTE : OPTIMAL, NONE, 0, 0 };
        size_t len = bytes[band][i % 4];
        assert_int_equal(encode(text, len, o, &s), EMVQR_OK);
        assert_int_equal(s.version, versions[band]);
        emvqr_status above = encode(text, len + 1, o, &s);
        assert_int_equal(above, band == 2 ? EMVQR_ERR_TOO_LONG : EMVQR_OK);
        assert_int_equal(s.version, band == 2 ? 0 : versions[band] + 1);
        o.version = versions[band];
        assert_int_equal(encode(text, len, o, &s), EMVQR_OK);
        assert_int_equal(encode(text, len + 1, o, &s), EMVQR_ERR_TOO_LONG);
        /* A header of 12 bits, and 4 are free: one byte less by the standard, three by libqrencode's reckoning. */
        o.eci = UTF8;
        assert_int_equal(encode(text, len, o, &s), EMVQR_ERR_TOO_LONG);
        assert_int_equal(encode(text, len - (band == 2 ? 1 : 3), o, &s), EMVQR_OK);
    }
}

static void test_longest(void **state)
{
    static char text[EMVQR_QR_LEN_DIGITS + 1];
    const emvqr_qr_options best = { EMVQR_QR_L, OPTIMAL, AUTO, 0, 0 };
    const emvqr_qr_options bytes = { EMVQR_QR_L, BYTE, AUTO, 0, 0 };
    emvqr_qr s;

    (void)state;
    memset(text, '7', sizeof text);
    assert_int_equal(encode(text, EMVQR_QR_LEN_DIGITS, best, &s), EMVQR_OK);
    assert_int_equal(s.version, 40);
    assert_int_equal(encode(text, EMVQR_QR_LEN_DIGITS + 1, best, &s), EMVQR_ERR_TOO_LONG);
    assert_int_equal(encode(text, EMVQR_QR_LEN_DIGITS, bytes, &s), EMVQR_ERR_TOO_LONG);
    assert_int_equal(encode(text, SIZE_MAX, best, &s), EMVQR_ERR_TOO_LONG); /* refused before a byte is read */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_buffer),
        cmocka_unit_test(test_contents),
        cmocka_unit_test(test_random_contents),
        cmocka_unit_test(test_bytes_are_libqrencodes),
        cmocka_unit_test(test_optimal_is_the_best_of_all_splits),
        cmocka_unit_test(test_optimal_at_the_bands_ends),
        cmocka_unit_test(test_optimal_is_never_larger),
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_raise),
        cmocka_unit_test(test_capacity),
        cmocka_unit_test(test_longest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
