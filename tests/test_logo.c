/* SPDX-License-Identifier: MIT */
/* Logos. First that the geometry is the standard's: of symbols of every version and level, the codewords found by it
 * form Reed-Solomon blocks without an error. Then what it promises: whatever becomes of the modules under a logo, each
 * block keeps half of its correction, and the symbol is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <png.h>

#include <emvqr/qr_decode.h>
#include <emvqr/qr_encode.h>

#include "../src/qr/logo.h"
#include "../src/qr/symbol.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static uint32_t random_state = 20261121u;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % limit;
}

static uint8_t bits[EMVQR_QR_BYTES_MAX];

static void put(const emvqr_qr *s, unsigned x, unsigned y, bool dark)
{
    uint8_t *byte = bits + y * ((s->width + 7u) / 8u) + x / 8u;
    uint8_t bit = (uint8_t)(0x80u >> x % 8u);

    assert_ptr_equal(s->bits, bits);
    *byte = (uint8_t)(dark ? *byte | bit : *byte & ~bit);
}

/* ---- codewords of a symbol ------------------------------------------------------------------------------------- */

enum { CODEWORDS_MAX = 3706 };

typedef struct codewords {
    const emvqr_qr *symbol;
    unsigned mask, modules;
    uint8_t value[CODEWORDS_MAX];
    bool under[CODEWORDS_MAX]; /* a module of it lies in the square */
    unsigned from, to;         /* of the square; to is one beyond */
} codewords;

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

static void collect(void *user, unsigned x, unsigned y, unsigned codeword)
{
    codewords *c = user;
    bool bit = emvqr_qr_dark(c->symbol, x, y) != mask_flips(c->mask, x, y);

    assert_true(codeword < CODEWORDS_MAX && codeword == c->modules / 8);
    c->value[codeword] = (uint8_t)(c->value[codeword] << 1 | bit);
    c->under[codeword] = c->under[codeword] || (x >= c->from && x < c->to && y >= c->from && y < c->to);
    c->modules++;
}

static void read_codewords(codewords *c, const emvqr_qr *s, unsigned side)
{
    memset(c, 0, sizeof *c);
    c->symbol = s;
    c->from = emvqr_qr_logo_from(s->width, side);
    c->to = c->from + side;
    for (unsigned x = 2; x < 5; x++) { /* format bits of row 8; the standard flips them by 101 */
        c->mask = c->mask << 1 | emvqr_qr_dark(s, x, 8);
    }
    c->mask ^= 5u;
    emvqr__logo_walk(s->version, collect, c);
    assert_int_equal(c->modules, 8u * emvqr__qr_blocks(s->version, s->ecc).codewords);
}

/* In GF(256) of x^8 + x^4 + x^3 + x^2 + 1. */
static uint8_t times(uint8_t a, uint8_t b)
{
    unsigned product = 0;

    for (unsigned i = 0; i < 8; i++) {
        product = product << 1 ^ (product >> 7 & 1u) * 0x11Du;
        product ^= (b >> (7 - i) & 1u) * a;
    }
    return (uint8_t)product;
}

/* Whether the block is a codeword: its polynomial is zero at the generator's roots, the first powers of 2. */
static bool is_whole(const uint8_t *block, size_t len, unsigned correction)
{
    uint8_t root = 1;

    for (unsigned i = 0; i < correction; i++) {
        uint8_t value = 0;
        for (size_t at = 0; at < len; at++) {
            value = times(value, root) ^ block[at];
        }
        if (value != 0) {
            return false;
        }
        root = times(root, 2);
    }
    return true;
}

static void test_geometry(void **state)
{
    static codewords c;
    static uint8_t blocks[81][256];
    char text[1000];

    (void)state;
    for (size_t i = 0; i < sizeof text; i++) {
        text[i] = (char)('a' + random_below(26));
    }
    for (unsigned i = 0; i < 160; i++) {
        const emvqr_qr_options o = { (uint8_t)(i % 4), 0, 0, (uint8_t)(1 + i / 4), 0 };
        size_t lens[81] = { 0 };
        size_t len = emvqr__qr_blocks(o.version, o.ecc).data / 2u;
        emvqr_qr s;
        len = len < sizeof text ? len : sizeof text;
        assert_int_equal(emvqr_qr_encode(text, len, &o, bits, sizeof bits, &s), EMVQR_OK);
        read_codewords(&c, &s, 1);
        emvqr__blocks b = emvqr__qr_blocks(s.version, s.ecc);
        for (unsigned n = 0; n < b.codewords; n++) {
            unsigned block = emvqr__logo_block(s.version, s.ecc, n);
            assert_true(block < b.count && lens[block] < sizeof blocks[0]);
            blocks[block][lens[block]++] = c.value[n];
        }
        for (unsigned block = 0; block < b.count; block++) {
            assert_true(lens[block] - lens[0] <= 1 && lens[block] >= lens[0]);
            assert_true(is_whole(blocks[block], lens[block], b.correction));
            blocks[block][0] ^= 1u;
            assert_false(is_whole(blocks[block], lens[block], b.correction));
        }
    }
}

/* ISO/IEC 18004, table 9: how many wrong codewords a block corrects, where that is not half of the correction. */
static void test_corrects(void **state)
{
    static const struct {
        uint8_t version, ecc, corrects;
    } rows[] = {
        { 1, 0, 2 }, { 1, 1, 4 }, { 1, 2, 6 }, { 1, 3, 8 }, { 2, 0, 4 }, { 2, 1, 8 }, { 3, 0, 7 },
        { 3, 1, 13 }, { 40, 3, 15 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(emvqr__logo_cover(rows[i].version, rows[i].ecc, 3).corrects, rows[i].corrects);
    }
}

/* In the middle, or beside the alignment pattern there; whatever is there otherwise is data. */
static void test_place(void **state)
{
    static const struct {
        unsigned version, side, from;
    } rows[] = {
        { 1, 3, 9 },    { 6, 9, 16 },   { 7, 3, 29 },   { 7, 11, 25 },  { 7, 13, 16 }, { 13, 23, 37 },
        { 13, 25, 22 }, { 14, 19, 27 }, { 20, 21, 38 }, { 21, 17, 53 }, { 40, 3, 99 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        unsigned width = EMVQR_QR_WIDTH_FOR(rows[i].version);
        assert_int_equal(emvqr_qr_logo_from(width, rows[i].side), rows[i].from);
    }
    for (unsigned version = 1; version <= 40; version++) { /* room for 3 modules everywhere */
        assert_false(emvqr__logo_cover(version, EMVQR_QR_H, 3).patterns);
    }
}

/* ---- what becomes of the modules under a logo ------------------------------------------------------------------ */

typedef struct reading {
    const char *text;
    size_t len;
    unsigned right, wrong;
} reading;

static bool compare(void *user, const emvqr_qr_symbol *symbol)
{
    reading *r = user;
    bool same = symbol->len == r->len && memcmp(symbol->data, r->text, r->len) == 0;

    r->right += same;
    r->wrong += !same;
    return true;
}

static void assert_reads(const emvqr_qr *s, const char *text, size_t len)
{
    enum { MODULE = 4, QUIET = 4, SIDE_MAX = (177 + 2 * QUIET) * MODULE };
    static uint8_t grey[SIDE_MAX * SIDE_MAX];
    unsigned side = (s->width + 2u * QUIET) * MODULE;
    reading r = { text, len, 0, 0 };

    for (unsigned i = 0; i < side * side; i++) {
        grey[i] = emvqr_qr_dark(s, i % side / MODULE - QUIET, i / side / MODULE - QUIET) ? 0 : 255;
    }
    assert_int_equal(emvqr_qr_decode(grey, side, side, side, compare, &r), EMVQR_OK);
    if (r.right != 1 || r.wrong != 0) {
        fail_msg("version %u, level %u: read %u times, wrong %u times", s->version, s->ecc, r.right, r.wrong);
    }
}

/* The last looks like the middle of a finder. */
enum { ALL, RANDOM, DARK, LIGHT, FINDER, WAYS };

static void damage(const emvqr_qr *s, unsigned side, unsigned way)
{
    unsigned from = emvqr_qr_logo_from(s->width, side), middle = from + side / 2;

    for (unsigned y = from; y < from + side; y++) {
        for (unsigned x = from; x < from + side; x++) {
            int across = abs((int)x - (int)middle), down = abs((int)y - (int)middle);
            bool ring = (across > down ? across : down) != 2;
            put(s, x, y, way == ALL      ? !emvqr_qr_dark(s, x, y)
                         : way == RANDOM ? random_below(2) != 0
                         : way == FINDER ? ring
                                         : way == DARK);
        }
    }
}

/* Counted by another way than the library's: each block's codewords under the square. */
static void assert_half(const emvqr_qr *s, const emvqr_logo_room *room)
{
    static codewords c;
    unsigned touched[81] = { 0 }, most = 0;

    read_codewords(&c, s, room->side);
    for (unsigned n = 0; n < c.modules / 8; n++) {
        unsigned *block = &touched[emvqr__logo_block(s->version, s->ecc, n)];
        *block += c.under[n];
        most = *block > most ? *block : most;
    }
    assert_int_equal(room->touched, most);
    assert_true(2 * most <= room->corrects && 2u * room->corrects <= emvqr__qr_blocks(s->version, s->ecc).correction);
}

static size_t random_payload(char *text, size_t most)
{
    size_t len = 1 + random_below((uint32_t)most);

    for (size_t i = 0; i < len; i++) {
        text[i] = "0123456789000000ABCabc xyz"[random_below(26)];
    }
    return len;
}

/* A symbol for a logo of this size, or, when that is refused, for the largest that is said to fit. False: for none. */
static bool make_symbol(const char *text, size_t len, const emvqr_qr_options *o, unsigned *percent, emvqr_qr *s,
                        emvqr_logo_room *room)
{
    emvqr_status status = emvqr_qr_encode_logo(text, len, o, *percent, bits, sizeof bits, s, room);

    if (status == EMVQR_ERR_LIMIT) {
        assert_true(s->bits == NULL && room->side == 0 && room->percent < *percent);
        *percent = room->percent;
        if (*percent == 0) {
            return false;
        }
        status = emvqr_qr_encode_logo(text, len, o, *percent, bits, sizeof bits, s, room);
    }
    assert_int_equal(status, EMVQR_OK);
    return true;
}

static void test_flips(void **state)
{
    static uint8_t other[EMVQR_QR_BYTES_MAX];
    unsigned drawn = 0, refused = 0;
    char text[400];

    (void)state;
    for (unsigned i = 0; i < 100; i++) {
        const emvqr_qr_options o = { (uint8_t)random_below(4), (uint8_t)random_below(2), 0, 0, 0 };
        size_t len = random_payload(text, i % 10 == 0 ? sizeof text : 200);
        unsigned asked = 5 + random_below(30), percent = asked;
        emvqr_logo_room room;
        emvqr_qr s, plain;
        if (!make_symbol(text, len, &o, &percent, &s, &room)) {
            continue;
        }
        drawn++;
        refused += percent < asked;
        assert_in_range(s.ecc, o.ecc, EMVQR_QR_H);
        assert_int_equal(room.side % 2, 1);
        assert_true(room.side == 3 || abs((int)(100u * room.side) - (int)(percent * s.width)) <= 100);
        assert_half(&s, &room);
        for (unsigned way = 0; way < WAYS; way++) {
            damage(&s, room.side, way);
            assert_reads(&s, text, len);
        }
        assert_int_equal(emvqr_qr_encode(text, len, &o, other, sizeof other, &plain), EMVQR_OK);
        assert_true(s.width <= 2u * plain.width);
    }
    assert_true(drawn > 75 && refused > 5);
}

/* No smaller symbol would have done, at any level. */
static void test_smallest(void **state)
{
    char text[200];
    unsigned larger = 0;

    (void)state;
    for (unsigned i = 0; i < 60; i++) {
        emvqr_qr_options o = { (uint8_t)random_below(4), 0, 0, 0, 0 };
        size_t len = random_payload(text, sizeof text);
        unsigned percent = 10 + random_below(15);
        emvqr_logo_room room, less;
        emvqr_qr s, other;
        if (emvqr_qr_encode_logo(text, len, &o, percent, bits, sizeof bits, &s, &room) != EMVQR_OK) {
            continue;
        }
        uint8_t version = s.version;
        for (o.version = 1; o.version < version; o.version++) {
            emvqr_status status = emvqr_qr_encode_logo(text, len, &o, percent, bits, sizeof bits, &other, &less);
            assert_true(status == EMVQR_ERR_LIMIT || status == EMVQR_ERR_TOO_LONG);
            larger += status == EMVQR_ERR_LIMIT;
        }
        o.version = version;
        assert_int_equal(emvqr_qr_encode_logo(text, len, &o, percent, bits, sizeof bits, &other, &less), EMVQR_OK);
        assert_int_equal(other.ecc, s.ecc);
    }
    assert_true(larger > 10);
}

static void test_arguments(void **state)
{
    emvqr_logo_room room;
    emvqr_qr s;
    emvqr_qr_options o = EMVQR_QR_DEFAULTS;

    (void)state;
    assert_int_equal(emvqr_qr_encode_logo("A", 1, NULL, 0, bits, sizeof bits, &s, &room), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_qr_encode_logo("A", 1, NULL, 101, bits, sizeof bits, &s, &room), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_qr_encode_logo(NULL, 1, NULL, 10, bits, sizeof bits, &s, &room), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_qr_encode_logo("A", 1, NULL, 10, bits, sizeof bits, NULL, &room), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_qr_encode_logo("A", 1, NULL, 10, bits, sizeof bits, &s, NULL), EMVQR_ERR_ARGUMENT);
    o.ecc = 4;
    assert_int_equal(emvqr_qr_encode_logo("A", 1, &o, 10, bits, sizeof bits, &s, &room), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_qr_encode_logo("A", 1, NULL, 100, bits, sizeof bits, &s, &room), EMVQR_ERR_LIMIT);
    assert_int_equal(emvqr_qr_encode_logo("A", 1, NULL, 10, bits, 1, &s, &room), EMVQR_ERR_NO_SPACE);
    assert_true(s.version > 0 && s.bits == NULL);
}

/* ---- drawings with a logo -------------------------------------------------------------------------------------- */

typedef struct kept {
    uint8_t data[1u << 20];
    size_t len;
} kept;

static bool keep(void *user, const void *data, size_t len)
{
    kept *k = user;

    assert_true(len <= sizeof k->data - k->len - 1);
    memcpy(k->data + k->len, data, len);
    k->len += len;
    k->data[k->len] = '\0';
    return true;
}

/* A PNG file of a red rectangle, opaque on its left half and clear on its right. */
static size_t make_logo(uint8_t *file, size_t cap, unsigned width, unsigned height)
{
    static uint8_t rgba[64 * 64 * 4];
    png_image image;
    png_alloc_size_t len = cap;

    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    image.width = width;
    image.height = height;
    image.format = PNG_FORMAT_RGBA;
    for (unsigned i = 0; i < width * height; i++) {
        const uint8_t pixel[] = { 255, 0, 0, i % width < width / 2 ? 255 : 0 };
        memcpy(rgba + 4 * i, pixel, 4);
    }
    assert_int_not_equal(png_image_write_to_memory(&image, file, &len, 0, rgba, 0, NULL), 0);
    return len;
}

static const char payload[] = "00020101021129370016A0000006770101110113006681234567853037645802TH6304823E";

static emvqr_status encode_logo(emvqr_qr *s, emvqr_logo_room *room)
{
    return emvqr_qr_encode_logo(payload, strlen(payload), NULL, 20, bits, sizeof bits, s, room);
}

/* Modules outside the logo's square have their colours, and none shines through in it. */
static void assert_picture(const emvqr_image *image, const emvqr_qr *s, unsigned module, unsigned logo_side)
{
    unsigned side = (s->width + 8u) * module, from = 4u + emvqr_qr_logo_from(s->width, logo_side), red = 0;
    uint8_t light = image->grey[0], dark = image->grey[(size_t)(4 * module) * side + 4 * module];

    assert_int_equal(image->width, side);
    for (unsigned n = 0; n < side * side; n++) {
        unsigned x = n % side / module, y = n / side / module;
        uint8_t grey = image->grey[n];
        if (x - from < logo_side && y - from < logo_side) {
            red += grey != light;
            assert_true(grey == light || grey > dark);
        } else {
            assert_int_equal(grey, emvqr_qr_dark(s, x - 4u, y - 4u) ? dark : light);
        }
    }
    assert_true(red > 0);
}

static void test_png(void **state)
{
    static const struct {
        unsigned width, height, module;
    } rows[] = { { 32, 32, 8 }, { 64, 16, 5 }, { 2, 40, 2 }, { 2, 2, 1 } };
    static uint8_t file[1u << 16];
    static kept k;

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        emvqr_draw_options look = { .module = (uint16_t)rows[i].module, .dark = 0x000040, .light = 0xF0FFFF };
        size_t len = make_logo(file, sizeof file, rows[i].width, rows[i].height);
        reading r = { payload, strlen(payload), 0, 0 };
        emvqr_logo logo;
        emvqr_logo_room room;
        emvqr_qr s;
        emvqr_image image;
        assert_int_equal(emvqr_logo_read(&logo, file, len), EMVQR_OK);
        assert_int_equal(encode_logo(&s, &room), EMVQR_OK);
        look.logo = &logo;
        look.logo_side = room.side;
        k.len = 0;
        assert_int_equal(emvqr_qr_draw(&s, EMVQR_DRAW_PNG, &look, keep, &k), EMVQR_OK);
        assert_int_equal(emvqr_image_read(&image, k.data, k.len), EMVQR_OK);
        assert_picture(&image, &s, rows[i].module, room.side);
        assert_int_equal(emvqr_qr_decode(image.grey, image.width, image.height, image.width, compare, &r), EMVQR_OK);
        assert_true(rows[i].module < 2 || (r.right == 1 && r.wrong == 0));
        emvqr_image_free(&image);
        emvqr_logo_free(&logo);
    }
}

static void test_svg(void **state)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    static uint8_t file[1u << 16];
    static kept k;

    (void)state;
    for (unsigned size = 1; size < 7; size++) { /* files of every length modulo three */
        emvqr_draw_options look = { .module = 2 };
        size_t len = make_logo(file, sizeof file, size, 9), at = 0;
        emvqr_logo logo;
        emvqr_logo_room room;
        emvqr_qr s;
        assert_int_equal(emvqr_logo_read(&logo, file, len), EMVQR_OK);
        assert_int_equal(encode_logo(&s, &room), EMVQR_OK);
        look.logo = &logo;
        look.logo_side = room.side;
        k.len = 0;
        assert_int_equal(emvqr_qr_draw(&s, EMVQR_DRAW_SVG, &look, keep, &k), EMVQR_OK);
        const char *base64 = strstr((const char *)k.data, "href=\"data:image/png;base64,");
        assert_non_null(base64);
        base64 += strlen("href=\"data:image/png;base64,");
        while (*base64 != '"') {
            uint32_t four = 0;
            unsigned blanks = 0;
            for (unsigned i = 0; i < 4; i++, base64++) {
                const char *place = strchr(alphabet, *base64);
                blanks += *base64 == '=';
                assert_true((place != NULL && *base64 != '\0' && blanks == 0) || *base64 == '=');
                four = four << 6 | (place != NULL ? (uint32_t)(place - alphabet) : 0u);
            }
            for (unsigned i = 0; i < 3 - blanks; i++, at++) {
                assert_true(at < len);
                assert_int_equal(file[at], four >> (16 - 8 * i) & 0xFFu);
            }
        }
        assert_int_equal(at, len);
        emvqr_logo_free(&logo);
    }
}

static void test_refused(void **state)
{
    static uint8_t file[1u << 16];
    static kept k;
    size_t len = make_logo(file, sizeof file, 8, 8);
    emvqr_draw_options look = { .module = 2, .logo_side = 5 };
    emvqr_logo logo, empty;
    emvqr_qr s;

    (void)state;
    memset(&empty, 0, sizeof empty);
    assert_int_equal(emvqr_qr_encode(payload, strlen(payload), NULL, bits, sizeof bits, &s), EMVQR_OK);
    for (size_t cut = 0; cut < len - 12; cut++) { /* what comes after the pixels may be missing */
        emvqr_status status = emvqr_logo_read(&logo, file, cut);
        assert_true(status == EMVQR_ERR_IMAGE || status == EMVQR_OK);
        assert_true((status == EMVQR_OK) == (logo.rgba != NULL));
        assert_true(status != EMVQR_OK || cut > len / 2);
        emvqr_logo_free(&logo);
    }
    assert_int_equal(emvqr_logo_read(NULL, file, len), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_logo_read(&logo, NULL, len), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_logo_read(&logo, file, EMVQR_LOGO_FILE_MAX + 1u), EMVQR_ERR_LIMIT);
    emvqr_logo_free(NULL);
    assert_int_equal(emvqr_logo_read(&logo, file, len), EMVQR_OK);
    for (unsigned format = 0; format <= EMVQR_DRAW_ZPL; format++) {
        k.len = 0;
        look.logo = &logo;
        assert_int_equal(emvqr_qr_draw(&s, format, &look, keep, &k),
                         format <= EMVQR_DRAW_SVG ? EMVQR_OK : EMVQR_ERR_ARGUMENT);
        look.logo = &empty;
        assert_int_equal(emvqr_qr_draw(&s, format, &look, keep, &k), EMVQR_ERR_ARGUMENT);
    }
    look.logo = &logo;
    for (uint16_t side = 0; side < 50; side++) {
        bool fits = side % 2 == 1 && side >= 3 && side < s.width;
        look.logo_side = side;
        k.len = 0;
        assert_int_equal(emvqr_qr_draw(&s, EMVQR_DRAW_PNG, &look, keep, &k), fits ? EMVQR_OK : EMVQR_ERR_ARGUMENT);
    }
    emvqr_logo_free(&logo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_geometry),  cmocka_unit_test(test_corrects), cmocka_unit_test(test_place),
        cmocka_unit_test(test_flips),
        cmocka_unit_test(test_smallest),  cmocka_unit_test(test_arguments), cmocka_unit_test(test_png),
        cmocka_unit_test(test_svg),       cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
