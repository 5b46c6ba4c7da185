/* SPDX-License-Identifier: MIT */
/* The drawings: each is read back by a strict reader of its own format, module by module and pixel by pixel. (Those for
 * printers: test_printers.c.) */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <png.h>

#include <emvqr/qr_encode.h>

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum { READ_HERE = EMVQR_DRAW_TEXT + 1, FORMATS = EMVQR_DRAW_ZPL + 1 };

/* ---- a sink that keeps everything, and can say no -------------------------------------------------------------- */

typedef struct drawing {
    char *data; /* NUL-terminated beyond its length */
    size_t len, room, at;
    unsigned calls, refuse_at; /* refuse_at 0: never */
    bool refused;
} drawing;

static bool keep(void *user, const void *data, size_t len)
{
    drawing *d = user;

    assert_false(d->refused);
    assert_true(len > 0);
    d->refused = ++d->calls == d->refuse_at;
    if (d->refused) {
        return false;
    }
    if (d->len + len + 1 > d->room) {
        d->room = 2 * (d->len + len + 1);
        d->data = realloc(d->data, d->room);
        assert_non_null(d->data);
    }
    memcpy(d->data + d->len, data, len);
    d->len += len;
    d->data[d->len] = '\0';
    return true;
}

static bool count_only(void *user, const void *data, size_t len)
{
    size_t *total = user;

    (void)data;
    *total += len;
    return true;
}

/* Whether the drawing goes on with exactly these bytes, which are then behind. */
static bool follows(drawing *d, const char *text)
{
    size_t len = strlen(text);

    if (len > d->len - d->at || memcmp(d->data + d->at, text, len) != 0) {
        return false;
    }
    d->at += len;
    return true;
}

static void expect(drawing *d, const char *text)
{
    if (!follows(d, text)) {
        fail_msg("byte %u: expected \"%s\"", (unsigned)d->at, text);
    }
}

static unsigned number(drawing *d)
{
    unsigned value = 0;
    size_t start = d->at;

    for (; d->at < d->len && d->data[d->at] >= '0' && d->data[d->at] <= '9'; d->at++) {
        value = value * 10 + (unsigned)(d->data[d->at] - '0');
    }
    assert_true(d->at > start);
    return value;
}

/* ---- what is expected ------------------------------------------------------------------------------------------ */

typedef struct wanted {
    const emvqr_qr *symbol;
    unsigned module, quiet, side; /* side in modules, with the quiet zone */
    const char *size, *dark, *light; /* what an SVG says, NULL: pixels, black, white */
    png_color colours[2]; /* light and dark, of a PNG that has a palette; light all 0: grey */
    unsigned density;     /* pixels a metre, 0: none is said */
} wanted;

static bool dark(const wanted *w, unsigned x, unsigned y)
{
    return x >= w->quiet && y >= w->quiet && emvqr_qr_dark(w->symbol, x - w->quiet, y - w->quiet);
}

static void assert_pixels(const wanted *w, unsigned y, const uint8_t *row, bool dark_is)
{
    for (unsigned x = 0; x < w->side * w->module; x++) {
        bool bit = (row[x / 8] >> (7 - x % 8) & 1) != 0;
        if ((bit == dark_is) != dark(w, x / w->module, y / w->module)) {
            fail_msg("pixel %u, %u", x, y);
        }
    }
}

/* ---- a reader a format ----------------------------------------------------------------------------------------- */

static void from_memory(png_structp png, png_bytep to, size_t len)
{
    drawing *d = png_get_io_ptr(png);

    if (len > d->len - d->at) {
        png_error(png, "too short");
    }
    memcpy(to, d->data + d->at, len);
    d->at += len;
}

static void check_png_colours(png_structp png, png_infop info, const wanted *w)
{
    png_colorp palette;
    png_uint_32 x, y;
    int count, unit;

    assert_int_equal(png_get_color_type(png, info),
                     w->colours[0].red != 0 ? PNG_COLOR_TYPE_PALETTE : PNG_COLOR_TYPE_GRAY);
    if (w->colours[0].red != 0) {
        assert_int_not_equal(png_get_PLTE(png, info, &palette, &count), 0);
        assert_int_equal(count, 2);
        assert_memory_equal(palette, w->colours, sizeof w->colours);
    }
    assert_int_equal(png_get_pHYs(png, info, &x, &y, &unit) != 0, w->density != 0);
    if (w->density != 0) {
        assert_int_equal(x, w->density);
        assert_int_equal(y, w->density);
        assert_int_equal(unit, PNG_RESOLUTION_METER);
    }
}

static void check_png(drawing *d, const wanted *w)
{
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    unsigned pixels = w->side * w->module;
    uint8_t *row = malloc((pixels + 7) / 8);

    assert_non_null(row);
    if (setjmp(png_jmpbuf(png)) != 0) {
        fail_msg("libpng refuses the drawing");
    }
    png_set_read_fn(png, d, from_memory);
    png_read_info(png, info);
    assert_int_equal(png_get_image_width(png, info), pixels);
    assert_int_equal(png_get_image_height(png, info), pixels);
    assert_int_equal(png_get_bit_depth(png, info), 1);
    check_png_colours(png, info, w);
    for (unsigned y = 0; y < pixels; y++) {
        png_read_row(png, row, NULL);
        assert_pixels(w, y, row, w->colours[0].red != 0);
    }
    png_read_end(png, NULL);
    png_destroy_read_struct(&png, &info, NULL);
    free(row);
}

static void check_pbm(drawing *d, const wanted *w)
{
    unsigned pixels = w->side * w->module;
    size_t bytes = (pixels + 7) / 8;

    expect(d, "P4\n");
    assert_int_equal(number(d), pixels);
    expect(d, " ");
    assert_int_equal(number(d), pixels);
    expect(d, "\n");
    assert_int_equal(d->len - d->at, pixels * bytes);
    for (unsigned y = 0; y < pixels; y++, d->at += bytes) {
        assert_pixels(w, y, (const uint8_t *)d->data + d->at, true);
    }
}

/* One path of "Mx yhwv1h-wz": paints the runs, none twice, each as long as can be. */
static void check_svg(drawing *d, const wanted *w)
{
    uint8_t *painted = calloc(w->side, w->side);
    char head[300], pixels[12];
    unsigned runs = 0;

    assert_non_null(painted);
    (void)snprintf(pixels, sizeof pixels, "%u", w->side * w->module);
    (void)snprintf(head, sizeof head,
                   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\""
                   " height=\"%s\" viewBox=\"0 0 %u %u\" shape-rendering=\"crispEdges\">\n"
                   "<rect width=\"%u\" height=\"%u\" fill=\"#%s\"/>\n<path fill=\"#%s\" d=\"",
                   w->size != NULL ? w->size : pixels, w->size != NULL ? w->size : pixels, w->side, w->side, w->side,
                   w->side, w->light != NULL ? w->light : "ffffff", w->dark != NULL ? w->dark : "000000");
    expect(d, head);
    for (; !follows(d, "\"/>\n"); runs++) {
        expect(d, "M");
        unsigned x = number(d);
        expect(d, " ");
        unsigned y = number(d);
        expect(d, "h");
        unsigned length = number(d);
        expect(d, "v1h-");
        assert_int_equal(number(d), length);
        expect(d, "z");
        (void)follows(d, "\n");
        assert_true(y < w->side && length > 0 && x + length <= w->side);
        assert_false(x > 0 && painted[y * w->side + x - 1] != 0);
        for (; length > 0; length--, x++) {
            assert_int_equal(painted[y * w->side + x], 0);
            painted[y * w->side + x] = 1;
        }
    }
    expect(d, "</svg>\n");
    for (unsigned i = 0; i < w->side * w->side; i++) {
        assert_int_equal(painted[i], dark(w, i % w->side, i / w->side));
    }
    free(painted);
}

/* Follows the colours as a terminal does: ink and paper must both be set wherever something shows. */
static void check_terminal(drawing *d, const wanted *w)
{
    static const char *const blocks[] = { " ", "\xE2\x96\x80", "\xE2\x96\x84", "\xE2\x96\x88" };

    for (unsigned y = 0; y < w->side; y += 2) {
        expect(d, "\x1B[38;5;16;48;5;231m"); /* black on white of the colour cube */
        for (unsigned x = 0; x < w->side; x++) {
            unsigned block = 0;
            while (!follows(d, blocks[block])) {
                assert_true(++block < COUNT(blocks));
            }
            assert_int_equal(block & 1u, dark(w, x, y));
            assert_int_equal(block >> 1, y + 1 < w->side && dark(w, x, y + 1));
        }
        expect(d, "\x1B[0m\n");
    }
}

static void check_text(drawing *d, const wanted *w)
{
    for (unsigned y = 0; y < w->side; y++) {
        for (unsigned x = 0; x < w->side; x++) {
            expect(d, dark(w, x, y) ? "##" : "  ");
        }
        expect(d, "\n");
    }
}

static void check(unsigned format, drawing *d, const wanted *w)
{
    switch (format) {
    case EMVQR_DRAW_PNG: check_png(d, w); break;
    case EMVQR_DRAW_SVG: check_svg(d, w); break;
    case EMVQR_DRAW_PBM: check_pbm(d, w); d->at = d->len; break;
    case EMVQR_DRAW_TERMINAL: check_terminal(d, w); break;
    default: check_text(d, w); break;
    }
    assert_int_equal(d->at, d->len); /* nothing behind the end */
}

/* ---- the tests ------------------------------------------------------------------------------------------------- */

static uint8_t matrix[EMVQR_QR_BYTES_MAX];

static emvqr_qr symbol_of(uint8_t version)
{
    const emvqr_qr_options o = { EMVQR_QR_L, EMVQR_QR_SEGMENTS_BYTE, EMVQR_QR_ECI_AUTO, version, 0 };
    emvqr_qr symbol;

    assert_int_equal(emvqr_qr_encode("a synthetic one", 15, &o, matrix, sizeof matrix, &symbol), EMVQR_OK);
    return symbol;
}

static void test_every_format(void **state)
{
    static const uint8_t versions[] = { 1, 2, 7, 40 };
    static const struct {
        emvqr_draw_options options;
        unsigned module, quiet;
    } sizes[] = {
        { { .module = 0 }, 8, 4 },
        { { .module = 1, .quiet = EMVQR_DRAW_NO_QUIET }, 1, 0 },
        { { .module = 3, .quiet = 1 }, 3, 1 },
        { { .module = 7, .quiet = 4 }, 7, 4 },
        { { .module = 1, .quiet = 100 }, 1, 100 },
    };

    (void)state;
    for (size_t v = 0; v < COUNT(versions); v++) {
        const emvqr_qr symbol = symbol_of(versions[v]);
        for (size_t i = 0; i < COUNT(sizes); i++) {
            const wanted w = { .symbol = &symbol, .module = sizes[i].module, .quiet = sizes[i].quiet,
                               .side = symbol.width + 2 * sizes[i].quiet };
            for (unsigned format = 0; format < READ_HERE; format++) {
                drawing d = { 0 };
                assert_int_equal(emvqr_qr_draw(&symbol, format, &sizes[i].options, keep, &d), EMVQR_OK);
                check(format, &d, &w);
                free(d.data);
            }
        }
    }
}

static void test_default_options(void **state)
{
    const emvqr_qr symbol = symbol_of(3);
    const wanted w = { .symbol = &symbol, .module = EMVQR_DRAW_MODULE, .quiet = EMVQR_DRAW_QUIET,
                       .side = symbol.width + 2 * EMVQR_DRAW_QUIET };

    (void)state;
    for (unsigned format = 0; format < READ_HERE; format++) {
        drawing d = { 0 };
        assert_int_equal(emvqr_qr_draw(&symbol, format, NULL, keep, &d), EMVQR_OK);
        check(format, &d, &w);
        free(d.data);
    }
}

static const emvqr_draw_options on_paper = { .module = 4, .nanometres = 508000, .dark = 0x004B87, .light = 0xFFF7E6 };

/* Four pixels on 0.508 mm are 200 dots an inch: 7874 a metre. */
static void test_paper_and_colours(void **state)
{
    const emvqr_qr symbol = symbol_of(4);
    const wanted w = { .symbol = &symbol, .module = 4, .quiet = 4, .side = 41, .size = "20.828mm",
                       .dark = "004b87", .light = "fff7e6",
                       .colours = { { 0xFF, 0xF7, 0xE6 }, { 0x00, 0x4B, 0x87 } }, .density = 7874 };

    (void)state;
    for (unsigned format = EMVQR_DRAW_PNG; format <= EMVQR_DRAW_SVG; format++) {
        drawing d = { 0 };
        assert_int_equal(emvqr_qr_draw(&symbol, format, &on_paper, keep, &d), EMVQR_OK);
        check(format, &d, &w);
        free(d.data);
    }
}

/* Colours of contrast enough, and of formats that have any. */
static void test_contrast(void **state)
{
    static const struct {
        uint32_t dark, light;
        unsigned least, most; /* hundredths, as WCAG's formula has them, give or take a few hundredths */
        bool drawn;
    } rows[] = {
        { 0x000000, 0xFFFFFF, 2100, 2100, true },  { 0x004B87, 0xFFFFFF, 870, 910, true },
        { 0x767676, 0xFFFFFF, 445, 463, true },    { 0x808080, 0xFFFFFF, 387, 399, false },
        { 0xFF0000, 0xFFFFFF, 391, 399, false },   { 0xFFFF00, 0xFFFFFF, 104, 110, false },
        { 0x000000, 0x404040, 200, 208, false },   { 0xFFFFFF, 0x000000, 100, 100, false },
        { 0x123456, 0x123456, 100, 100, false },   { 0x000000, 0xFF0000, 515, 535, true },
        { 0x000001, 0x1000000, 100, 9999, false }, { 0x1000000, 0xFFFFFF, 100, 9999, false },
    };
    const emvqr_qr symbol = symbol_of(1);

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const emvqr_draw_options o = { .dark = rows[i].dark, .light = rows[i].light };
        assert_in_range(emvqr_draw_contrast(o.dark, o.light), rows[i].least, rows[i].most);
        for (unsigned format = 0; format < FORMATS; format++) {
            size_t total = 0;
            bool drawn = rows[i].drawn && format <= EMVQR_DRAW_SVG;
            assert_int_equal(emvqr_qr_draw(&symbol, format, &o, count_only, &total),
                             drawn ? EMVQR_OK : EMVQR_ERR_ARGUMENT);
            assert_int_equal(total > 0, drawn);
        }
    }
}

/* The widest rows that there are; the drawing is not kept. */
static void test_largest(void **state)
{
    const emvqr_qr symbol = symbol_of(40);
    const emvqr_draw_options most = { .module = EMVQR_DRAW_MODULE_MAX, .quiet = EMVQR_DRAW_QUIET_MAX };
    size_t total = 0;

    (void)state;
    assert_int_equal(emvqr_qr_draw(&symbol, EMVQR_DRAW_PBM, &most, count_only, &total), EMVQR_OK);
    assert_int_equal(total, strlen("P4\n37700 37700\n") + 37700u * 4713u);
    total = 0;
    assert_int_equal(emvqr_qr_draw(&symbol, EMVQR_DRAW_PNG, &most, count_only, &total), EMVQR_OK);
    assert_true(total > 0);
}

static void test_refusing_sink(void **state)
{
    const emvqr_qr symbol = symbol_of(10);
    const emvqr_draw_options plain = { .module = 0 };

    (void)state;
    for (unsigned format = 0; format < FORMATS; format++) {
        drawing whole = { 0 };
        assert_int_equal(emvqr_qr_draw(&symbol, format, &plain, keep, &whole), EMVQR_OK);
        for (unsigned n = 1; n <= whole.calls; n++) {
            drawing d = { 0 };
            d.refuse_at = n;
            assert_int_equal(emvqr_qr_draw(&symbol, format, &plain, keep, &d), EMVQR_ERR_FILE);
            assert_true(d.refused);
            assert_int_equal(d.calls, n);
            free(d.data);
        }
        free(whole.data);
    }
}

static void test_arguments(void **state)
{
    static const struct {
        emvqr_draw_options options;
        emvqr_status status;
    } rows[] = {
        { { .module = 100, .quiet = 4 }, EMVQR_OK },
        { { .module = 101, .quiet = 4 }, EMVQR_ERR_ARGUMENT },
        { { .module = 0xFFFF, .quiet = 4 }, EMVQR_ERR_ARGUMENT },
        { { .module = 1, .quiet = 100 }, EMVQR_OK },
        { { .module = 1, .quiet = 101 }, EMVQR_ERR_ARGUMENT },
        { { .module = 1, .quiet = EMVQR_DRAW_NO_QUIET - 1 }, EMVQR_ERR_ARGUMENT },
        { { .module = 1, .quiet = EMVQR_DRAW_NO_QUIET }, EMVQR_OK },
    };
    const emvqr_qr good = symbol_of(1);
    emvqr_qr bad = good;
    size_t total = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (unsigned format = 0; format < FORMATS; format++) {
            emvqr_draw_options wide = rows[i].options;
            total = 0;
            wide.paper = EMVQR_DRAW_PAPER_MAX;
            assert_int_equal(emvqr_qr_draw(&good, format, &wide, count_only, &total), rows[i].status);
            assert_int_equal(total > 0, rows[i].status == EMVQR_OK);
        }
    }
    assert_int_equal(emvqr_qr_draw(&good, FORMATS, NULL, count_only, &total), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_qr_draw(&good, (unsigned)-1, NULL, count_only, &total), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_qr_draw(&good, EMVQR_DRAW_PNG, NULL, NULL, &total), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_qr_draw(NULL, EMVQR_DRAW_PNG, NULL, count_only, &total), EMVQR_ERR_ARGUMENT);
    bad.bits = NULL;
    assert_int_equal(emvqr_qr_draw(&bad, EMVQR_DRAW_PNG, NULL, count_only, &total), EMVQR_ERR_ARGUMENT);
    bad = good;
    bad.width++;
    assert_int_equal(emvqr_qr_draw(&bad, EMVQR_DRAW_PNG, NULL, count_only, &total), EMVQR_ERR_ARGUMENT);
    bad = good;
    bad.version = 0;
    bad.width = 17;
    assert_int_equal(emvqr_qr_draw(&bad, EMVQR_DRAW_PNG, NULL, count_only, &total), EMVQR_ERR_ARGUMENT);
    bad.version = 41;
    bad.width = 181;
    assert_int_equal(emvqr_qr_draw(&bad, EMVQR_DRAW_PNG, NULL, count_only, &total), EMVQR_ERR_ARGUMENT);
}

static void test_format_names(void **state)
{
    static const struct {
        const char *name;
        int format;
    } rows[] = {
        { "png", EMVQR_DRAW_PNG }, { "svg", EMVQR_DRAW_SVG }, { "pbm", EMVQR_DRAW_PBM }, { "txt", EMVQR_DRAW_TEXT },
        { "escpos", EMVQR_DRAW_ESCPOS }, { "zpl", EMVQR_DRAW_ZPL },
        { "PNG", EMVQR_DRAW_PNG }, { "Svg", EMVQR_DRAW_SVG }, { "", -1 },                { "pn", -1 },
        { "pngx", -1 },            { ".png", -1 },            { "gif", -1 },             { "0x1", -1 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(emvqr_draw_format(rows[i].name, strlen(rows[i].name)), rows[i].format);
    }
    assert_int_equal(emvqr_draw_format("pngx", 3), EMVQR_DRAW_PNG);
    assert_int_equal(emvqr_draw_format("png", 4), -1); /* the NUL counts */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_format),    cmocka_unit_test(test_default_options),
        cmocka_unit_test(test_largest),         cmocka_unit_test(test_refusing_sink),
        cmocka_unit_test(test_arguments),       cmocka_unit_test(test_format_names),
        cmocka_unit_test(test_paper_and_colours), cmocka_unit_test(test_contrast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
