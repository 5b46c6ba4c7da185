/* SPDX-License-Identifier: MIT */
/* Stickers: the sheet is painted on pixels, read by the decode front end, and nothing but the symbol has ink in the
 * symbol's square; the files are whole, and what cannot be set is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/qr_decode.h>

#include "../src/qr/sticker.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const char payload[] = "00020101021129370016A0000006770101110113006681234567853037645802TH6304823E";
static uint8_t bits[EMVQR_QR_BYTES_MAX];

static emvqr_qr symbol_of(void)
{
    emvqr_qr symbol;

    assert_int_equal(emvqr_qr_encode(payload, strlen(payload), NULL, bits, sizeof bits, &symbol), EMVQR_OK);
    return symbol;
}

/* ---- a sheet of pixels ------------------------------------------------------------------------------------------ */

enum { SCALE = 3 }; /* pixels a point */

typedef struct sheet {
    cairo_surface_t *surface;
    unsigned width, height;
    uint8_t *grey;
    emvqr__sheet at;
} sheet;

static emvqr_status paint(const emvqr_sticker *sticker, sheet *s)
{
    unsigned wide = sticker->width != 0 ? sticker->width : 105, high = sticker->height != 0 ? sticker->height : 148;

    s->width = wide * SCALE * 72 * 10 / 254;
    s->height = high * SCALE * 72 * 10 / 254;
    s->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)s->width, (int)s->height);
    cairo_t *cairo = cairo_create(s->surface);
    cairo_scale(cairo, SCALE, SCALE);
    emvqr_status status = emvqr__sticker_paint(cairo, sticker, &s->at);
    assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cairo);
    cairo_surface_flush(s->surface);
    const unsigned char *data = cairo_image_surface_get_data(s->surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(s->surface);
    s->grey = malloc((size_t)s->width * s->height);
    assert_non_null(s->grey);
    for (size_t y = 0; y < s->height; y++) {
        for (size_t x = 0; x < s->width; x++) {
            uint32_t pixel;
            memcpy(&pixel, data + y * stride + 4 * x, sizeof pixel);
            s->grey[y * s->width + x] = (uint8_t)(pixel >> 8 & 0xFFu); /* green: light in all colours used here */
        }
    }
    return status;
}

static void drop(sheet *s)
{
    cairo_surface_destroy(s->surface);
    free(s->grey);
}

typedef struct reading {
    unsigned right, wrong;
} reading;

static bool compare(void *user, const emvqr_qr_symbol *symbol)
{
    reading *r = user;
    bool same = symbol->len == strlen(payload) && memcmp(symbol->data, payload, symbol->len) == 0;

    r->right += same;
    r->wrong += !same;
    return true;
}

/* The quiet zone is as light as the sheet's corner, and every module has its own colour in its middle. */
static void assert_square(const sheet *s, const emvqr_sticker *sticker, unsigned quiet)
{
    const emvqr_qr *symbol = sticker->symbol;
    double module = SCALE * s->at.side / (symbol->width + 2.0 * quiet);
    unsigned hidden = sticker->look.logo_side, from = hidden > 0 ? emvqr_qr_logo_from(symbol->width, hidden) : 0;

    assert_true(s->at.x >= 0 && s->at.y >= 0 && SCALE * (s->at.x + s->at.side) <= s->width &&
                SCALE * (s->at.y + s->at.side) <= s->height);
    for (unsigned row = 0; row < symbol->width + 2 * quiet; row++) {
        for (unsigned column = 0; column < symbol->width + 2 * quiet; column++) {
            unsigned x = (unsigned)(SCALE * s->at.x + (column + 0.5) * module);
            unsigned y = (unsigned)(SCALE * s->at.y + (row + 0.5) * module);
            unsigned mx = column - quiet, my = row - quiet;
            if (mx - from < hidden && my - from < hidden) {
                continue;
            }
            bool dark = s->grey[(size_t)y * s->width + x] != s->grey[0];
            assert_int_equal(dark, emvqr_qr_dark(symbol, mx, my));
        }
    }
}

static void assert_sheet(const emvqr_sticker *sticker, unsigned quiet)
{
    reading r = { 0, 0 };
    sheet s;

    assert_int_equal(paint(sticker, &s), EMVQR_OK);
    assert_square(&s, sticker, quiet);
    assert_int_equal(emvqr_qr_decode(s.grey, s.width, s.height, s.width, compare, &r), EMVQR_OK);
    assert_int_equal(r.right, 1);
    assert_int_equal(r.wrong, 0);
    drop(&s);
}

/* Synthetic names of no shop: "rice shop" and the like. */
static const struct script {
    const char *language, *name;
} scripts[] = {
    { "th", "\xE0\xB8\xA3\xE0\xB9\x89\xE0\xB8\xB2\xE0\xB8\x99\xE0\xB8\x82\xE0\xB9\x89\xE0\xB8\xB2\xE0\xB8\xA7" },
    { "lo", "\xE0\xBA\xAE\xE0\xBB\x89\xE0\xBA\xB2\xE0\xBA\x99"
            "\xE0\xBB\x80\xE0\xBA\x82\xE0\xBA\xBB\xE0\xBB\x89\xE0\xBA\xB2" },
    { "km", "\xE1\x9E\xA0\xE1\x9E\xB6\xE1\x9E\x84\xE1\x9E\x94\xE1\x9E\xB6\xE1\x9E\x99" },
    { "my", "\xE1\x80\x91\xE1\x80\x99\xE1\x80\x84\xE1\x80\xBA\xE1\x80\xB8"
            "\xE1\x80\x86\xE1\x80\xAD\xE1\x80\xAF\xE1\x80\x84\xE1\x80\xBA" },
    { "vi", "Qu\xC3\xA1n Ph\xE1\xBB\x9F" },
};

static void test_scripts(void **state)
{
    const emvqr_qr symbol = symbol_of();
    unsigned set = 0;

    (void)state;
    for (size_t i = 0; i < COUNT(scripts); i++) {
        const emvqr_sticker sticker = { .symbol = &symbol, .heading = "A network", .name = "Rice shop",
                                        .name_local = scripts[i].name, .language = scripts[i].language,
                                        .amount = "50.00 THB" };
        sheet s;
        emvqr_status status = paint(&sticker, &s);
        drop(&s);
        if (status == EMVQR_ERR_UNSUPPORTED) { /* no font here has this script, and the library says so */
            continue;
        }
        set++;
        assert_sheet(&sticker, 4);
    }
    assert_true(set > 0);
}

static void test_sheets(void **state)
{
    const emvqr_qr symbol = symbol_of();
    const emvqr_sticker stickers[] = {
        { .symbol = &symbol },
        { .symbol = &symbol, .heading = "A network", .amount = "1.00 THB" },
        { .symbol = &symbol, .name = "Twenty-five characters !!", .width = 74, .height = 105 },
        { .symbol = &symbol, .name = "On its side", .heading = "A network", .width = 148, .height = 105 },
        { .symbol = &symbol, .name = "Small", .width = 40, .height = 40 },
        { .symbol = &symbol, .heading = "A network and another one with a long name and a third of three in one line" },
        { .symbol = &symbol, .name = "Dark blue on cream", .look = { .dark = 0x00204A, .light = 0xFFF7E6 } },
        { .symbol = &symbol, .name = "More white", .look = { .quiet = 8 } },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(stickers); i++) {
        assert_sheet(&stickers[i], stickers[i].look.quiet != 0 ? stickers[i].look.quiet : 4);
    }
}

static void test_logo(void **state)
{
    static uint8_t rgba[8 * 4 * 4];
    const emvqr_logo logo = { rgba, sizeof rgba, rgba, 8, 4 };
    emvqr_logo_room room;
    emvqr_qr symbol;
    emvqr_sticker sticker = { .symbol = &symbol, .name = "With a logo" };

    (void)state;
    memset(rgba, 255, sizeof rgba);
    for (size_t i = 0; i < sizeof rgba; i += 4) {
        rgba[i + 1] = 0; /* purple: dark in green */
    }
    emvqr_status status =
        emvqr_qr_encode_logo(payload, strlen(payload), NULL, 20, bits, sizeof bits, &symbol, &room);
    assert_int_equal(status, EMVQR_OK);
    sticker.look.logo = &logo;
    sticker.look.logo_side = room.side;
    sticker.look.light = 0xFFFFFF;
    assert_sheet(&sticker, 4);
    sheet s;
    assert_int_equal(paint(&sticker, &s), EMVQR_OK);
    double middle = s.at.y + s.at.side / 2;
    assert_int_equal(s.grey[(size_t)(SCALE * middle) * s.width + s.width / 2], 0); /* ink of the logo */
    double above = middle - (room.side / 2.0 - 0.75) * s.at.side / (symbol.width + 8.0);
    assert_int_equal(s.grey[(size_t)(SCALE * above) * s.width + s.width / 2], 255); /* it is twice as wide as high */
    drop(&s);
}

/* ---- files ------------------------------------------------------------------------------------------------------ */

typedef struct file {
    char data[1u << 20];
    size_t len, calls, refuse_at; /* refuse_at 0: never */
    bool refused;
} file;

static bool keep(void *user, const void *data, size_t len)
{
    file *f = user;

    assert_false(f->refused);
    assert_true(len > 0 && len < sizeof f->data - f->len);
    f->refused = ++f->calls == f->refuse_at;
    if (!f->refused) {
        memcpy(f->data + f->len, data, len);
        f->len += len;
        f->data[f->len] = '\0';
    }
    return !f->refused;
}

static void test_files(void **state)
{
    static file f;
    const emvqr_qr symbol = symbol_of();
    const emvqr_sticker sticker = { .symbol = &symbol, .name = "Rice shop", .heading = "A network" };

    (void)state;
    for (unsigned format = EMVQR_STICKER_SVG; format <= EMVQR_STICKER_PDF; format++) {
        memset(&f, 0, sizeof f);
        assert_int_equal(emvqr_sticker_draw(&sticker, format, keep, &f), EMVQR_OK);
        assert_non_null(strstr(f.data, format == EMVQR_STICKER_SVG ? "<svg" : "%PDF-"));
        assert_non_null(strstr(f.data + f.len - 10, format == EMVQR_STICKER_SVG ? "</svg>" : "%%EOF"));
        size_t calls = f.calls;
        for (size_t n = 1; n <= calls; n += 1 + calls / 20) {
            memset(&f, 0, sizeof f);
            f.refuse_at = n;
            assert_int_equal(emvqr_sticker_draw(&sticker, format, keep, &f), EMVQR_ERR_FILE);
        }
    }
}

static void test_refused(void **state)
{
    static file f;
    static char name[4000];
    const emvqr_qr symbol = symbol_of();
    emvqr_qr broken = symbol;

    (void)state;
    broken.version = 41;
    memset(name, 'w', sizeof name - 1);
    const struct {
        emvqr_sticker sticker;
        emvqr_status status;
    } rows[] = {
        { { .symbol = &symbol, .name = name }, EMVQR_ERR_LIMIT },
        { { .symbol = &symbol, .width = 20, .height = 20 }, EMVQR_OK },
        { { .symbol = &symbol, .name = "\xF4\x8F\xBF\xBD" }, EMVQR_ERR_UNSUPPORTED }, /* the last character of all */
        { { .symbol = &symbol, .width = 19, .height = 100 }, EMVQR_ERR_ARGUMENT },
        { { .symbol = &symbol, .width = 100, .height = 1001 }, EMVQR_ERR_ARGUMENT },
        { { .symbol = &symbol, .width = 100 }, EMVQR_ERR_ARGUMENT },
        { { .symbol = NULL }, EMVQR_ERR_ARGUMENT },
        { { .symbol = &broken }, EMVQR_ERR_ARGUMENT },
        { { .symbol = &symbol, .look = { .dark = 0xFFFFFF, .light = 1 } }, EMVQR_ERR_ARGUMENT },
        { { .symbol = &symbol, .look = { .quiet = 101 } }, EMVQR_ERR_ARGUMENT },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        memset(&f, 0, sizeof f);
        assert_int_equal(emvqr_sticker_draw(&rows[i].sticker, EMVQR_STICKER_SVG, keep, &f), rows[i].status);
        assert_int_equal(f.len > 0, rows[i].status == EMVQR_OK);
    }
    assert_int_equal(emvqr_sticker_draw(NULL, EMVQR_STICKER_SVG, keep, &f), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_sticker_draw(&rows[1].sticker, EMVQR_STICKER_PDF + 1, keep, &f), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_sticker_draw(&rows[1].sticker, EMVQR_STICKER_SVG, NULL, &f), EMVQR_ERR_ARGUMENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scripts), cmocka_unit_test(test_sheets),  cmocka_unit_test(test_logo),
        cmocka_unit_test(test_files),   cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
