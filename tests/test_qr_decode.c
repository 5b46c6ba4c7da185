/* SPDX-License-Identifier: MIT */
/* Symbols drawn by libqrencode come back byte for byte, whatever the bytes and however many there are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/qr_decode.h>

#include "support/image_alloc.h"
#include "support/image_make.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEXT(literal) literal, sizeof(literal) - 1

enum { SIDE = 480, FOUND_MAX = 8, LEN_MAX = 600 };

/* ---- helpers ---- */

typedef struct findings {
    size_t count, wanted;
    struct {
        char data[LEN_MAX];
        size_t len;
        int corners[4][2];
    } symbol[FOUND_MAX];
} findings;

static bool keep(void *user, const emvqr_qr_symbol *symbol)
{
    findings *found = user;

    assert_in_range(found->count, 0, FOUND_MAX - 1);
    assert_in_range(symbol->len, 0, LEN_MAX);
    memcpy(found->symbol[found->count].data, symbol->data, symbol->len);
    found->symbol[found->count].len = symbol->len;
    memcpy(found->symbol[found->count].corners, symbol->corners, sizeof symbol->corners);
    return ++found->count != found->wanted;
}

static uint8_t *white(size_t bytes)
{
    uint8_t *grey = malloc(bytes);

    assert_non_null(grey);
    memset(grey, 255, bytes);
    return grey;
}

static size_t decode(findings *found, const uint8_t *grey, unsigned width, unsigned height, size_t stride)
{
    memset(found, 0, sizeof *found);
    assert_int_equal(emvqr_qr_decode(grey, width, height, stride, keep, found), EMVQR_OK);
    return found->count;
}

static bool holds(const findings *found, const void *data, size_t len)
{
    size_t i;

    for (i = 0; i < found->count; i++)
        if (found->symbol[i].len == len && memcmp(found->symbol[i].data, data, len) == 0)
            return true;
    return false;
}

/* Draws one symbol alone and expects exactly it. */
static void check(const void *data, size_t len, bool eci26, unsigned scale)
{
    findings found;
    unsigned modules = image_draw_qr(NULL, 0, 0, 0, 1, data, len, eci26), side = (modules + 8) * scale;
    uint8_t *grey = white((size_t)side * side);

    assert_true(modules > 0);
    image_draw_qr(grey, side, 4 * scale, 4 * scale, scale, data, len, eci26);
    assert_int_equal(decode(&found, grey, side, side, side), 1);
    assert_int_equal(found.symbol[0].len, len);
    assert_memory_equal(found.symbol[0].data, data, len);
    free(grey);
}

/* ---- bytes ---- */

static const struct {
    const char *text;
    size_t len;
} texts[] = {
    {TEXT("00020101021129370016A000000677010111011300668000000005802TH53037646304ABCD")},
    {TEXT("5912ร้านค้าตัวอย่าง6007กรุงเทพ")},
    {TEXT("5910ຮ້ານຕົວຢ່າງ6009ວຽງຈັນ")},
    {TEXT("5910ហាងឧទាហរណ៍6008ភ្នំពេញ")},
    {TEXT("5912Cửa hàng ví dụ6006Hà Nội")},
    {TEXT("5904示例商店6002北京")},
    {TEXT("5904範例商店6002臺北")},
    {TEXT("5904例の店舗6002東京カタカナ")},
    {TEXT("5910Größe Ähre6006Zürich")},
    {TEXT("Café")},
    {TEXT("ñandú El Niño")},
    {TEXT("မြန်မာ 한국어 हिन्दी தமிழ் العربية Кириллица 😀")},
    {TEXT("\xef\xbb\xbf" "after a byte order mark")},
    {TEXT("A\0B\0\0C\0")},
    {TEXT("\0")},
    {TEXT("x")},
    {TEXT("\\~ the characters that Shift-JIS has others for")},
};

static void test_bytes(void **state)
{
    size_t i;
    unsigned scale;

    (void)state;
    for (i = 0; i < COUNT(texts); i++)
        for (scale = 2; scale <= 5; scale++) {
            check(texts[i].text, texts[i].len, false, scale);
            check(texts[i].text, texts[i].len, true, scale);
        }
}

/* Without an ECI header the bytes need not be UTF-8, or text at all. */
static void test_any_bytes(void **state)
{
    uint8_t bytes[256];
    unsigned i, len;

    (void)state;
    for (i = 0; i < 256; i++)
        bytes[i] = (uint8_t)i;
    check(bytes, sizeof bytes, false, 3);
    for (i = 0; i < 256; i += 2)
        check(bytes + i, 2, false, 3);
    for (len = 1; len <= 256; len += 17) {
        for (i = 0; i < len; i++)
            bytes[i] = (uint8_t)(i * 89 + len * 31);
        check(bytes, len, false, 3);
    }
}

/* The longest payload that the standard allows. */
static void test_long(void **state)
{
    char bytes[512];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(' ' + i % 94);
    check(bytes, sizeof bytes, false, 3);
    check(bytes, sizeof bytes, true, 2);
}

/* A header that promises UTF-8 over bytes that are none, and no CRC that says otherwise. */
static void test_eci26_over_other_bytes(void **state)
{
    findings found;
    uint8_t *grey = white((size_t)SIDE * SIDE);

    (void)state;
    image_draw_qr(grey, SIDE, 20, 20, 4, "caf\xe9", 4, true);
    assert_int_equal(decode(&found, grey, SIDE, SIDE, SIDE), 0);
    free(grey);
}

/* ---- pictures ---- */

static void test_several(void **state)
{
    findings found;
    uint8_t *grey = white((size_t)SIDE * SIDE);
    emvqr_status status;

    (void)state;
    image_draw_qr(grey, SIDE, 20, 20, 4, TEXT("the first"), false);
    image_draw_qr(grey, SIDE, 260, 30, 5, TEXT("ร้าน"), false);
    image_draw_qr(grey, SIDE, 30, 250, 6, TEXT("the first"), false);
    image_draw_qr(grey, SIDE, 250, 260, 4, TEXT("Café"), true);
    assert_int_equal(decode(&found, grey, SIDE, SIDE, SIDE), 4);
    assert_true(holds(&found, TEXT("the first")));
    assert_true(holds(&found, TEXT("ร้าน")));
    assert_true(holds(&found, TEXT("Café")));
    memset(&found, 0, sizeof found);
    found.wanted = 2;
    status = emvqr_qr_decode(grey, SIDE, SIDE, SIDE, keep, &found);
    assert_int_equal(status, EMVQR_OK);
    assert_int_equal(found.count, 2);
    free(grey);
}

/* Padding is not looked at; the last row has none. */
static void test_stride(void **state)
{
    enum { WIDTH = 150, HEIGHT = 140, STRIDE = 187 };
    findings found;
    size_t bytes = (size_t)STRIDE * (HEIGHT - 1) + WIDTH, i;
    uint8_t *grey = white(bytes);

    (void)state;
    image_draw_qr(grey, STRIDE, 16, 16, 4, TEXT("padded rows"), false);
    for (i = 0; i < bytes; i++)
        if (i % STRIDE >= WIDTH)
            grey[i] = (uint8_t)(i * 7);
    assert_int_equal(decode(&found, grey, WIDTH, HEIGHT, STRIDE), 1);
    assert_true(holds(&found, TEXT("padded rows")));
    free(grey);
}

static void assert_corner(const int corner[2], int x, int y)
{
    if (abs(corner[0] - x) > 6 || abs(corner[1] - y) > 6)
        fail_msg("%d,%d for %d,%d", corner[0], corner[1], x, y);
}

/* The corners go with the symbol when it is turned, and a mirrored one is read too. */
static void test_corners(void **state)
{
    enum { A = 100, B = 100 + 25 * 4 };
    static const int upright[4][2] = {{A, A}, {A, B}, {B, B}, {B, A}};
    findings found;
    uint8_t *grey = white((size_t)SIDE * SIDE), *turned = white((size_t)SIDE * SIDE);
    size_t x, y;
    int i;

    (void)state;
    assert_int_equal(image_draw_qr(grey, SIDE, A, A, 4, TEXT("which way is up?"), false), 25);
    assert_int_equal(decode(&found, grey, SIDE, SIDE, SIDE), 1);
    for (i = 0; i < 4; i++)
        assert_corner(found.symbol[0].corners[i], upright[i][0], upright[i][1]);
    for (y = 0; y < SIDE; y++)
        for (x = 0; x < SIDE; x++)
            turned[x * SIDE + (SIDE - 1 - y)] = grey[y * SIDE + x]; /* a quarter clockwise */
    assert_int_equal(decode(&found, turned, SIDE, SIDE, SIDE), 1);
    for (i = 0; i < 4; i++)
        assert_corner(found.symbol[0].corners[i], SIDE - upright[i][1], upright[i][0]);
    for (y = 0; y < SIDE; y++)
        for (x = 0; x < SIDE; x++)
            turned[y * SIDE + (SIDE - 1 - x)] = grey[y * SIDE + x];
    assert_int_equal(decode(&found, turned, SIDE, SIDE, SIDE), 1);
    assert_true(holds(&found, TEXT("which way is up?")));
    free(turned);
    free(grey);
}

static void test_negative(void **state)
{
    findings found;
    uint8_t *grey = white((size_t)SIDE * SIDE);
    size_t i;

    (void)state;
    image_draw_qr(grey, SIDE, 40, 40, 6, TEXT("light on dark"), false);
    for (i = 0; i < (size_t)SIDE * SIDE; i++)
        grey[i] ^= 255;
    assert_int_equal(decode(&found, grey, SIDE, SIDE, SIDE), 1);
    assert_true(holds(&found, TEXT("light on dark")));
    free(grey);
}

/* A complete set of parts is one payload; a part of a set is none. */
static void test_parts(void **state)
{
    static const char *const parts[] = {"0002010102", "11ABCDEFGH"};
    findings found;
    uint8_t *grey = white((size_t)SIDE * SIDE);

    (void)state;
    image_draw_parts(grey, SIDE, 4, parts, 2, 0, 1);
    assert_int_equal(decode(&found, grey, SIDE, SIDE, SIDE), 1);
    assert_true(holds(&found, TEXT("000201010211ABCDEFGH")));
    memset(grey, 255, (size_t)SIDE * SIDE);
    image_draw_parts(grey, SIDE, 4, parts, 2, 1, 1);
    assert_int_equal(decode(&found, grey, SIDE, SIDE, SIDE), 0);
    free(grey);
}

/* Other symbologies are off: the bars of an EAN-13 are not reported. */
static void test_bars(void **state)
{
    static const char bars[] = "10100011010100111010111101111010001001011001101010"
                               "100001010000101000010111010010000101100110101";
    findings found;
    uint8_t *grey = white((size_t)SIDE * SIDE);
    size_t i, y;

    (void)state;
    for (y = 100; y < 300; y++)
        for (i = 0; i < (sizeof bars - 1) * 3; i++)
            grey[y * SIDE + 40 + i] = bars[i / 3] == '1' ? 0 : 255;
    assert_int_equal(decode(&found, grey, SIDE, SIDE, SIDE), 0);
    free(grey);
}

static void test_noise(void **state)
{
    findings found;
    uint8_t *grey = white((size_t)SIDE * SIDE);
    unsigned long seed = 1;
    size_t i;
    int round;

    (void)state;
    for (round = 0; round < 8; round++) {
        for (i = 0; i < (size_t)SIDE * SIDE; i++) {
            seed = (seed * 1103515245u + 12345u) & 0x7fffffffu;
            grey[i] = round % 2 ? (uint8_t)(seed >> 16) : (uint8_t)(seed >> 20 & 1 ? 255 : 0);
        }
        decode(&found, grey, SIDE, SIDE, SIDE);
    }
    free(grey);
}

/* Every size from nothing to a bit above the smallest symbol, in a block of exactly that size. */
static void test_small(void **state)
{
    findings found;
    unsigned width, height;

    (void)state;
    for (width = 0; width < 40; width += 3)
        for (height = 0; height < 40; height += 3) {
            uint8_t *grey = white(width && height ? (size_t)width * height : 1);

            assert_int_equal(decode(&found, grey, width, height, width), 0);
            free(grey);
        }
}

static void test_limits(void **state)
{
    static const struct {
        unsigned width, height;
        size_t stride;
        emvqr_status status;
    } rows[] = {
        {EMVQR_IMAGE_SIDE_MAX + 1, 21, EMVQR_IMAGE_SIDE_MAX + 1, EMVQR_ERR_LIMIT},
        {21, EMVQR_IMAGE_SIDE_MAX + 1, 21, EMVQR_ERR_LIMIT},
        {1, EMVQR_IMAGE_SIDE_MAX + 1, 1, EMVQR_ERR_LIMIT},
        {8193, 8192, 8193, EMVQR_ERR_LIMIT},
        {0xffffffff, 0xffffffff, 0xffffffff, EMVQR_ERR_LIMIT},
        {0x10000, 0x10000, 0x10000, EMVQR_ERR_LIMIT},
        {100, 100, 99, EMVQR_ERR_ARGUMENT},
        {20, 16384, 20, EMVQR_OK},
        {16384, 20, 16384, EMVQR_OK},
    };
    uint8_t pixel = 0; /* not more: nothing is read */
    findings found;
    size_t i;

    (void)state;
    memset(&found, 0, sizeof found);
    for (i = 0; i < COUNT(rows); i++) {
        emvqr_status status;

        image_alloc_fail(0);
        status = emvqr_qr_decode(&pixel, rows[i].width, rows[i].height, rows[i].stride, keep, &found);
        assert_int_equal(image_alloc_stop(), 0);
        assert_int_equal(status, rows[i].status);
    }
    assert_int_equal(emvqr_qr_decode(NULL, 100, 100, 100, keep, &found), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_qr_decode(&pixel, 1, 1, 1, NULL, &found), EMVQR_ERR_ARGUMENT);
    assert_int_equal(found.count, 0);
}

/* The longest side and the largest area do work. */
static void test_large(void **state)
{
    enum { LONG = 16384, SHORT = 120 };
    findings found;
    uint8_t *grey = white((size_t)LONG * SHORT);

    (void)state;
    image_draw_qr(grey, LONG, LONG - 120, 16, 4, TEXT("far right"), false);
    assert_int_equal(decode(&found, grey, LONG, SHORT, LONG), 1);
    memset(grey, 255, (size_t)LONG * SHORT);
    image_draw_qr(grey, SHORT, 16, LONG - 110, 4, TEXT("far down"), false);
    assert_int_equal(decode(&found, grey, SHORT, LONG, SHORT), 1);
    assert_true(holds(&found, TEXT("far down")));
    free(grey);
}

/* The memory that a picture needs cannot be had: a status, and zbar is not called. Of its own smaller allocations zbar
 * checks few, and nothing is promised. */
static void test_no_memory(void **state)
{
    enum { WIDTH = 200, STRIDE = 210 };
    findings found;
    uint8_t *grey;
    unsigned long nth;

    (void)state;
    if (!image_alloc_works())
        skip();
    grey = white((size_t)STRIDE * WIDTH);
    memset(&found, 0, sizeof found);
    for (nth = 1; nth <= 2; nth++) {
        emvqr_status status;

        image_alloc_fail(nth);
        status = emvqr_qr_decode(grey, WIDTH, WIDTH, STRIDE, keep, &found);
        assert_int_equal(image_alloc_stop(), nth);
        assert_int_equal(status, EMVQR_ERR_NO_MEMORY);
    }
    assert_int_equal(found.count, 0);
    free(grey);
}

/* ---- from file to bytes ---- */

static void test_files(void **state)
{
    static const char text[] = "5912ร้านค้าตัวอย่าง6304ABCD";
    findings found;
    emvqr_image image;
    image_file files[3];
    image_png png;
    uint8_t *grey = white((size_t)SIDE * SIDE);
    char header[32];
    size_t i;

    (void)state;
    image_draw_qr(grey, SIDE, 60, 80, 5, TEXT(text), true);
    memset(&png, 0, sizeof png);
    png.width = png.height = SIDE;
    png.depth = 8;
    png.rows = grey;
    files[0] = image_png_make(&png);
    files[1] = image_jpeg_make(grey, SIDE, SIDE, IMAGE_JPEG_GREY, IMAGE_JPEG_PROGRESSIVE);
    files[2].len = (size_t)sprintf(header, "P5 %d %d 255\n", SIDE, SIDE) + (size_t)SIDE * SIDE;
    files[2].bytes = malloc(files[2].len);
    assert_non_null(files[2].bytes);
    memcpy(files[2].bytes, header, strlen(header));
    memcpy(files[2].bytes + strlen(header), grey, (size_t)SIDE * SIDE);
    for (i = 0; i < COUNT(files); i++) {
        assert_int_equal(emvqr_image_read(&image, files[i].bytes, files[i].len), EMVQR_OK);
        assert_int_equal(decode(&found, image.grey, image.width, image.height, image.width), 1);
        assert_true(holds(&found, TEXT(text)));
        emvqr_image_free(&image);
        free(files[i].bytes);
    }
    free(grey);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes),    cmocka_unit_test(test_any_bytes),
        cmocka_unit_test(test_long),     cmocka_unit_test(test_eci26_over_other_bytes),
        cmocka_unit_test(test_several),  cmocka_unit_test(test_stride),
        cmocka_unit_test(test_corners),  cmocka_unit_test(test_negative),
        cmocka_unit_test(test_parts),    cmocka_unit_test(test_bars),
        cmocka_unit_test(test_noise),    cmocka_unit_test(test_small),
        cmocka_unit_test(test_limits),   cmocka_unit_test(test_large),
        cmocka_unit_test(test_no_memory), cmocka_unit_test(test_files),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
