/* SPDX-License-Identifier: MIT */
/* Drawings for printers, on printers of our own: each understands one command language strictly, prints onto paper in
 * memory, and what it printed is held against the symbol's modules and read by the decode front end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/qr_decode.h>
#include <emvqr/qr_encode.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* ---- what is sent to the printer -------------------------------------------------------------------------------- */

typedef struct job {
    uint8_t data[1u << 22];
    size_t len, at;
    size_t refuse_at; /* bytes after which the line breaks; 0: never */
} job;

static bool send_to(void *user, const void *data, size_t len)
{
    job *j = user;

    assert_true(len > 0 && len <= sizeof j->data - j->len);
    if (j->refuse_at != 0 && j->len + len >= j->refuse_at) {
        return false;
    }
    memcpy(j->data + j->len, data, len);
    j->len += len;
    return true;
}

static unsigned next(job *j)
{
    assert_true(j->at < j->len);
    return j->data[j->at++];
}

static unsigned next_16(job *j)
{
    unsigned low = next(j);
    return low | next(j) << 8;
}

static void expect(job *j, const char *text)
{
    assert_true(strlen(text) <= j->len - j->at);
    assert_memory_equal(j->data + j->at, text, strlen(text));
    j->at += strlen(text);
}

static unsigned number(job *j)
{
    unsigned value = 0;
    size_t start = j->at;

    for (; j->at < j->len && j->data[j->at] >= '0' && j->data[j->at] <= '9'; j->at++) {
        value = 10 * value + (j->data[j->at] - '0');
    }
    assert_true(j->at > start && j->at - start < 9);
    return value;
}

/* ---- printers --------------------------------------------------------------------------------------------------- */

enum { ROWS_MAX = 6000 };

typedef struct paper {
    unsigned width, rows; /* dots */
    uint8_t dots[(size_t)ROWS_MAX * EMVQR_DRAW_PAPER_MAX]; /* grey: 0 is black */
    unsigned commands, most_rows; /* raster commands, and rows of the tallest */
} paper;

static void print_byte(paper *p, unsigned row, unsigned byte, unsigned bits)
{
    for (unsigned i = 0; i < 8; i++) {
        unsigned x = 8 * byte + i;
        bool black = (bits >> (7 - i) & 1u) != 0;
        assert_false(black && x >= p->width); /* ink beside the paper */
        if (black) {
            p->dots[(size_t)row * p->width + x] = 0;
        }
    }
}

static void blank_row(paper *p)
{
    assert_true(p->rows < ROWS_MAX);
    memset(p->dots + (size_t)p->rows * p->width, 255, p->width);
    p->rows++;
}

/* Commands of GS v 0 alone, to the last byte. */
static void print_escpos(job *j, paper *p)
{
    while (j->at < j->len) {
        expect(j, "\x1Dv0");
        assert_int_equal(next(j), 0); /* mode: a bit a dot */
        unsigned bytes = next_16(j), rows = next_16(j);
        assert_in_range(bytes, 1, (p->width + 7) / 8);
        assert_in_range(rows, 1, 255);
        p->commands++;
        p->most_rows = rows > p->most_rows ? rows : p->most_rows;
        for (unsigned y = 0; y < rows; y++) {
            blank_row(p);
            for (unsigned x = 0; x < bytes; x++) {
                print_byte(p, p->rows - 1, x, next(j));
            }
        }
    }
}

static unsigned hexadecimal(unsigned c)
{
    const char *digits = "0123456789ABCDEF";
    const char *at = c != 0 ? strchr(digits, (int)c) : NULL;

    assert_non_null(at);
    return (unsigned)(at - digits);
}

/* One row of a graphic field: hexadecimal, "," for white to its end, or ":" for the row before. */
static void print_zpl_row(job *j, paper *p, unsigned bytes)
{
    unsigned c = next(j);

    while (c == '\n') {
        c = next(j);
    }
    blank_row(p);
    if (c == ':') {
        assert_true(p->rows > 1);
        memcpy(p->dots + (size_t)(p->rows - 1) * p->width, p->dots + (size_t)(p->rows - 2) * p->width, p->width);
        return;
    }
    for (unsigned x = 0; x < bytes && c != ','; x++) {
        unsigned high = hexadecimal(c);
        print_byte(p, p->rows - 1, x, high << 4 | hexadecimal(next(j)));
        if (x + 1 < bytes) {
            c = next(j);
        }
    }
}

static void print_zpl(job *j, paper *p)
{
    expect(j, "^XA\n^FO0,0^GFA,");
    unsigned total = number(j);
    expect(j, ",");
    assert_int_equal(number(j), total);
    expect(j, ",");
    unsigned bytes = number(j);
    expect(j, ",");
    assert_in_range(bytes, 1, (p->width + 7) / 8);
    assert_int_equal(total % bytes, 0);
    for (unsigned y = 0; y < total / bytes; y++) {
        print_zpl_row(j, p, bytes);
    }
    expect(j, "\n^FS\n^XZ\n");
    assert_int_equal(j->at, j->len);
}

/* ---- what is on the paper --------------------------------------------------------------------------------------- */

static job sent;
static paper printed;

/* Every dot is the module's that should be there, and the symbol is in the middle, give or take a byte. */
static void assert_symbol(const paper *p, const emvqr_qr *s, unsigned module, unsigned quiet)
{
    unsigned side = s->width + 2 * quiet, left = p->width;

    assert_int_equal(p->rows, side * module);
    for (unsigned y = 0; y < p->rows; y++) {
        for (unsigned x = 0; x < left; x++) {
            if (p->dots[(size_t)y * p->width + x] == 0) {
                left = x;
            }
        }
    }
    assert_true(left >= quiet * module);
    left -= quiet * module;
    assert_true(left <= (p->width - side * module) / 2 && left + 8 > (p->width - side * module) / 2);
    for (unsigned y = 0; y < p->rows; y++) {
        for (unsigned x = 0; x < p->width; x++) {
            unsigned column = (x - left) / module - quiet, row = y / module - quiet;
            bool dark = x >= left && emvqr_qr_dark(s, column, row);
            if ((p->dots[(size_t)y * p->width + x] == 0) != dark) {
                fail_msg("dot %u, %u", x, y);
            }
        }
    }
}

typedef struct reading {
    const char *payload;
    size_t len;
    unsigned right, wrong;
} reading;

static bool compare(void *user, const emvqr_qr_symbol *symbol)
{
    reading *r = user;
    bool same = symbol->len == r->len && memcmp(symbol->data, r->payload, r->len) == 0;

    r->right += same;
    r->wrong += !same;
    return true;
}

static void assert_reads(const paper *p, const char *payload, size_t len)
{
    reading r = { payload, len, 0, 0 };

    assert_int_equal(emvqr_qr_decode(p->dots, p->width, p->rows, p->width, compare, &r), EMVQR_OK);
    assert_int_equal(r.right, 1);
    assert_int_equal(r.wrong, 0);
}

/* ---- the tests -------------------------------------------------------------------------------------------------- */

static const char ascii[] = "00020101021229370016A000000677010111011300668123456785303764540550.005802TH63045197";
static const char thai[] = "00020101021129370016A0000006770101110113006681234567853037645802TH64210002TH0111"
                           "\xE0\xB8\x81\xE0\xB8\x82\xE0\xB8\x84\xE0\xB8\x87\xE0\xB8\x88\xE0\xB8\x89"
                           "\xE0\xB8\x8A\xE0\xB8\x8B\xE0\xB8\x8C\xE0\xB8\x8D\xE0\xB8\x8E" "6304FFFF";

static const struct language {
    unsigned format;
    emvqr_status (*draw)(const emvqr_qr *, const emvqr_draw_options *, emvqr_sink, void *);
    void (*print)(job *, paper *);
} languages[] = {
    { EMVQR_DRAW_ESCPOS, emvqr_qr_draw_escpos, print_escpos },
    { EMVQR_DRAW_ZPL, emvqr_qr_draw_zpl, print_zpl },
};

static void begin(const emvqr_draw_options *o)
{
    sent.len = sent.at = sent.refuse_at = 0;
    printed.width = o->paper != 0 ? o->paper : EMVQR_DRAW_PAPER;
    printed.rows = printed.commands = printed.most_rows = 0;
}

static void test_raster(void **state)
{
    static const struct {
        emvqr_draw_options options;
        unsigned module, quiet;
    } rows[] = {
        { { .module = 0 }, 8, 4 },
        { { .module = 3, .quiet = 2 }, 3, 2 },
        { { .module = 8, .quiet = 4, .paper = 377 }, 8, 4 },
        { { .module = 9, .paper = 576 }, 9, 4 },
        { { .module = 0, .paper = 200 }, 4, 4 },
        { { .module = 0, .paper = 90 }, 2, 4 },
        { { .module = 1, .paper = 100, .quiet = EMVQR_DRAW_NO_QUIET }, 1, 0 },
        { { .module = 100, .paper = EMVQR_DRAW_PAPER_MAX, .quiet = EMVQR_DRAW_NO_QUIET }, 100, 0 },
    };
    static uint8_t bits[EMVQR_QR_BYTES_MAX];
    const emvqr_qr_options o = { EMVQR_QR_M, EMVQR_QR_SEGMENTS_OPTIMAL, EMVQR_QR_ECI_AUTO, 0, 0 };

    (void)state;
    for (size_t i = 0; i < 2 * COUNT(rows) * COUNT(languages); i++) {
        const struct language *language = &languages[i % 2];
        const emvqr_draw_options *look = &rows[i / 4].options;
        const char *payload = i / 2 % 2 == 0 ? ascii : thai;
        emvqr_qr s;
        assert_int_equal(emvqr_qr_encode(payload, strlen(payload), &o, bits, sizeof bits, &s), EMVQR_OK);
        if (look->module == 0 && payload == thai) {
            continue; /* the sizes are those of the shorter payload */
        }
        begin(look);
        if ((s.width + 2 * rows[i / 4].quiet) * rows[i / 4].module > printed.width) {
            assert_int_equal(language->draw(&s, look, send_to, &sent), EMVQR_ERR_LIMIT);
            continue;
        }
        assert_int_equal(language->draw(&s, look, send_to, &sent), EMVQR_OK);
        size_t len = sent.len;
        language->print(&sent, &printed);
        assert_symbol(&printed, &s, rows[i / 4].module, rows[i / 4].quiet);
        assert_true(printed.most_rows <= 64);
        if (rows[i / 4].module > 1 && rows[i / 4].quiet > 0) {
            assert_reads(&printed, payload, strlen(payload));
        }
        begin(look);
        assert_int_equal(emvqr_qr_draw(&s, language->format, look, send_to, &sent), EMVQR_OK); /* the other way in */
        assert_int_equal(sent.len, len);
    }
}

/* One dot too much, one dot enough; and what no paper has. */
static void test_paper(void **state)
{
    static const struct {
        emvqr_draw_options options; /* version 1: 21 modules and the quiet zone */
        emvqr_status status;
    } rows[] = {
        { { .module = 8, .paper = 232 }, EMVQR_OK },
        { { .module = 8, .paper = 231 }, EMVQR_ERR_LIMIT },
        { { .module = 0, .paper = 29 }, EMVQR_OK },
        { { .module = 0, .paper = 28 }, EMVQR_ERR_LIMIT },
        { { .module = 0, .paper = 8 }, EMVQR_ERR_LIMIT },
        { { .module = 0, .paper = 7 }, EMVQR_ERR_ARGUMENT },
        { { .module = 0, .paper = EMVQR_DRAW_PAPER_MAX }, EMVQR_OK },
        { { .module = 0, .paper = EMVQR_DRAW_PAPER_MAX + 1 }, EMVQR_ERR_ARGUMENT },
        { { .module = 101 }, EMVQR_ERR_ARGUMENT },
        { { .module = 1, .quiet = 101 }, EMVQR_ERR_ARGUMENT },
    };
    static uint8_t bits[EMVQR_QR_BYTES_MAX];
    emvqr_qr s;

    (void)state;
    assert_int_equal(emvqr_qr_encode("A", 1, NULL, bits, sizeof bits, &s), EMVQR_OK);
    for (size_t i = 0; i < COUNT(rows) * COUNT(languages); i++) {
        const emvqr_draw_options *look = &rows[i / 2].options;
        begin(look);
        assert_int_equal(languages[i % 2].draw(&s, look, send_to, &sent), rows[i / 2].status);
        assert_int_equal(sent.len > 0, rows[i / 2].status == EMVQR_OK);
    }
}

/* A line that breaks anywhere is told. */
static void test_broken_line(void **state)
{
    static uint8_t bits[EMVQR_QR_BYTES_MAX];
    const emvqr_draw_options look = { .module = 2 };
    emvqr_qr s;

    (void)state;
    assert_int_equal(emvqr_qr_encode("A", 1, NULL, bits, sizeof bits, &s), EMVQR_OK);
    for (size_t i = 0; i < COUNT(languages); i++) {
        begin(&look);
        assert_int_equal(languages[i].draw(&s, &look, send_to, &sent), EMVQR_OK);
        size_t len = sent.len;
        for (size_t at = 1; at <= len; at += 7) {
            begin(&look);
            sent.refuse_at = at;
            assert_int_equal(languages[i].draw(&s, &look, send_to, &sent), EMVQR_ERR_FILE);
        }
    }
    begin(&look);
    sent.refuse_at = 5;
    assert_int_equal(emvqr_qr_draw_native("A", 1, 0, &look, send_to, &sent), EMVQR_ERR_FILE);
    assert_int_equal(emvqr_qr_draw_native("A", 1, 0, &look, NULL, NULL), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_qr_draw_escpos(&s, &look, NULL, NULL), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_qr_draw_zpl(NULL, &look, send_to, &sent), EMVQR_ERR_ARGUMENT);
}

/* ---- the printer's own command ---------------------------------------------------------------------------------- */

typedef struct native {
    unsigned model, module, level, prints, feeds, justify;
    uint8_t stored[7089];
    size_t len;
} native;

static void native_step(job *j, native *n)
{
    unsigned length = next_16(j);
    size_t end = j->at + length;

    assert_true(length >= 3 && end <= j->len);
    assert_int_equal(next(j), 49); /* cn: QR */
    switch (next(j)) {
    case 65:
        assert_int_equal(length, 4);
        n->model = next(j);
        assert_int_equal(next(j), 0);
        break;
    case 67: n->module = next(j); break;
    case 69: n->level = next(j); break;
    case 80:
        assert_int_equal(next(j), 48);
        assert_in_range(length, 4, 3 + sizeof n->stored);
        n->len = length - 3;
        memcpy(n->stored, j->data + j->at, n->len);
        j->at += n->len;
        break;
    case 81:
        assert_int_equal(next(j), 48);
        assert_true(n->model == 50 && n->module >= 1 && n->module <= 16 && n->level >= 48 && n->level <= 51);
        assert_true(n->len > 0 && n->justify == 1);
        n->prints++;
        break;
    default: fail_msg("an unknown function of GS ( k"); break;
    }
    assert_int_equal(j->at, end);
}

/* All that is sent must be commands that this printer knows. */
static void print_native(job *j, native *n)
{
    memset(n, 0, sizeof *n);
    while (j->at < j->len) {
        unsigned c = next(j), letter = next(j);
        if (c == 0x1B && letter == 'a') {
            n->justify = next(j) & 3u;
        } else if (c == 0x1B && letter == 'J') {
            n->feeds += next(j);
        } else {
            assert_int_equal(c, 0x1D);
            assert_int_equal(letter, '(');
            assert_int_equal(next(j), 'k');
            native_step(j, n);
        }
    }
    assert_int_equal(n->justify, 0); /* set back */
    assert_int_equal(n->prints, 1);
}

static void test_native(void **state)
{
    static const struct {
        size_t len;
        unsigned ecc;
        emvqr_draw_options options;
        emvqr_status status;
        unsigned module, feeds;
    } rows[] = {
        { 82, EMVQR_QR_M, { .module = 0 }, EMVQR_OK, 8, 128 },
        { 82, EMVQR_QR_H, { .module = 4, .quiet = 2 }, EMVQR_OK, 4, 32 },
        { 82, EMVQR_QR_L, { .module = 16, .paper = 832 }, EMVQR_OK, 16, 256 },
        { 82, EMVQR_QR_L, { .module = 8, .quiet = 20, .paper = 832 }, EMVQR_OK, 8, 640 }, /* one feed is 255 at most */
        { 82, EMVQR_QR_L, { .module = 16, .quiet = 100, .paper = 4096 }, EMVQR_OK, 16, 6400 },
        { 82, EMVQR_QR_L, { .module = 17, .paper = 1200 }, EMVQR_ERR_ARGUMENT, 0, 0 },
        { 82, EMVQR_QR_M, { .module = 1, .quiet = EMVQR_DRAW_NO_QUIET, .paper = 37 }, EMVQR_OK, 1, 0 },
        { 82, EMVQR_QR_M, { .module = 1, .quiet = EMVQR_DRAW_NO_QUIET, .paper = 36 }, EMVQR_ERR_LIMIT, 0, 0 },
        { 253, EMVQR_QR_M, { .module = 0 }, EMVQR_OK, 5, 80 }, /* k + 3 needs the high byte */
        { 254, EMVQR_QR_M, { .module = 0 }, EMVQR_OK, 5, 80 },
        { 2953, EMVQR_QR_L, { .module = 0 }, EMVQR_OK, 2, 32 },
        { 2953, EMVQR_QR_L, { .module = 3 }, EMVQR_ERR_LIMIT, 0, 0 },
        { 2954, EMVQR_QR_L, { .module = 0 }, EMVQR_ERR_TOO_LONG, 0, 0 },
        { 1273, EMVQR_QR_H, { .module = 0 }, EMVQR_OK, 2, 32 },
        { 1274, EMVQR_QR_H, { .module = 0 }, EMVQR_ERR_TOO_LONG, 0, 0 },
        { 0, EMVQR_QR_L, { .module = 0 }, EMVQR_ERR_ARGUMENT, 0, 0 },
        { 82, 4, { .module = 0 }, EMVQR_ERR_ARGUMENT, 0, 0 },
    };
    static char text[3000];
    static native n;

    (void)state;
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = ascii[i % (sizeof ascii - 1)];
    }
    for (size_t i = 0; i < COUNT(rows); i++) {
        begin(&rows[i].options);
        assert_int_equal(emvqr_qr_draw_native(text, rows[i].len, rows[i].ecc, &rows[i].options, send_to, &sent),
                         rows[i].status);
        if (rows[i].status != EMVQR_OK) {
            assert_int_equal(sent.len, 0);
            continue;
        }
        print_native(&sent, &n);
        assert_int_equal(n.module, rows[i].module);
        assert_int_equal(n.level, 48 + rows[i].ecc);
        assert_int_equal(n.feeds, rows[i].feeds);
        assert_int_equal(n.len, rows[i].len);
        assert_memory_equal(n.stored, text, n.len);
    }
    begin(&rows[0].options);
    assert_int_equal(emvqr_qr_draw_native(thai, strlen(thai), 0, NULL, send_to, &sent), EMVQR_ERR_UNSUPPORTED);
    assert_int_equal(sent.len, 0);
}

/* The version told without encoding is the one that encoding takes. */
static void test_version_for(void **state)
{
    static uint8_t bits[EMVQR_QR_BYTES_MAX];
    static char text[EMVQR_QR_LEN_BYTES];
    emvqr_qr s;

    (void)state;
    memset(text, 'a', sizeof text);
    for (unsigned ecc = 0; ecc < 4; ecc++) {
        unsigned before = 0;
        for (size_t len = 1; len <= sizeof text; len++) {
            unsigned version = emvqr_qr_version_for(len, ecc);
            /* At some of the steps: the first length of this version, and the last of the one before. */
            if (version != before && (version < 12 || version % 7 == ecc)) {
                const emvqr_qr_options o = { (uint8_t)ecc, EMVQR_QR_SEGMENTS_BYTE, EMVQR_QR_ECI_NONE, 0, 0 };
                assert_int_equal(emvqr_qr_encode(text, len, &o, bits, sizeof bits, &s),
                                 version != 0 ? EMVQR_OK : EMVQR_ERR_TOO_LONG);
                assert_int_equal(s.version, version);
                if (len > 1) {
                    assert_int_equal(emvqr_qr_encode(text, len - 1, &o, bits, sizeof bits, &s), EMVQR_OK);
                    assert_int_equal(s.version, before);
                }
            }
            before = version;
        }
    }
    assert_int_equal(emvqr_qr_version_for(EMVQR_QR_LEN_BYTES + 1, EMVQR_QR_L), 0);
    assert_int_equal(emvqr_qr_version_for(SIZE_MAX, EMVQR_QR_L), 0);
    assert_int_equal(emvqr_qr_version_for(1, EMVQR_QR_H + 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_raster),
        cmocka_unit_test(test_paper),
        cmocka_unit_test(test_broken_line),
        cmocka_unit_test(test_native),
        cmocka_unit_test(test_version_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
