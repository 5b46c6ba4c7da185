/* SPDX-License-Identifier: MIT */
/* Pictures from files: every variant comes out as the grey that a plain formula gives. */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <emvqr/qr_decode.h>
#include <png.h>

#include "support/image_make.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- helpers ---- */

static void assert_empty(const emvqr_image *image)
{
    assert_null(image->grey);
    assert_int_equal(image->width, 0);
    assert_int_equal(image->height, 0);
}

static double over_white(double value, double opaque)
{
    return value * opaque + 255.0 * (1.0 - opaque);
}

static double luma(double r, double g, double b)
{
    return 0.299 * r + 0.587 * g + 0.114 * b;
}

/* ---- PNG ---- */

enum { SIDE_X = 13, SIDE_Y = 11 };

static const uint8_t palette[16 * 3] = {0,   0,  0,  255, 255, 255, 255, 0,   0,   0,   255, 0,
                                        0,   0,  255, 10,  20,  30,  200, 100, 50,  90,  90,  90,
                                        1,   2,  3,  4,   5,   6,   70,  80,  90,  100, 110, 120,
                                        255, 255, 0,  0,   255, 255, 255, 0,   255, 128, 128, 128};
static const uint8_t palette_alpha[5] = {0, 255, 128, 64, 1};

static unsigned png_sample(const uint8_t *row, size_t index, int depth)
{
    size_t bit = index * (size_t)depth;

    if (depth == 16)
        return (unsigned)row[index * 2] << 8 | row[index * 2 + 1];
    return (unsigned)row[bit / 8] >> (8 - depth - (int)(bit % 8)) & ((1u << depth) - 1u);
}

static unsigned png_channels(int colour)
{
    return colour == PNG_COLOR_TYPE_RGB_ALPHA ? 4 : colour == PNG_COLOR_TYPE_RGB ? 3
                                                : colour == PNG_COLOR_TYPE_GRAY_ALPHA ? 2 : 1;
}

/* What the pixel should be, from the PNG specification's meaning of the samples. */
static double png_expected(const image_png *png, const uint8_t *row, size_t x)
{
    int colour = png->colour;
    size_t channels = png_channels(colour), i;
    double max = (double)((1u << png->depth) - 1u), v[4], opaque = 1.0;
    bool is_key = png->trns && colour != 3;

    for (i = 0; i < channels; i++) {
        unsigned sample = png_sample(row, x * channels + i, png->depth);

        v[i] = sample * 255.0 / max;
        if (is_key && sample != ((unsigned)png->trns[2 * i] << 8 | png->trns[2 * i + 1]))
            is_key = false;
    }
    if (is_key)
        opaque = 0.0;
    if (colour == 3) {
        size_t index = png_sample(row, x, png->depth);

        if (png->trns && index < (size_t)png->trns_len)
            opaque = png->trns[index] / 255.0;
        return over_white(luma(palette[3 * index], palette[3 * index + 1], palette[3 * index + 2]), opaque);
    }
    if (colour & PNG_COLOR_MASK_ALPHA)
        opaque = v[channels - 1] / 255.0;
    return over_white(channels >= 3 ? luma(v[0], v[1], v[2]) : v[0], opaque);
}

static const struct {
    int depth, colour;
} png_kinds[] = {{1, 0}, {2, 0}, {4, 0}, {8, 0}, {16, 0}, {8, 2}, {16, 2}, {1, 3},
                 {2, 3}, {4, 3}, {8, 3}, {8, 4}, {16, 4}, {8, 6}, {16, 6}};

static void check_png(image_png *png, uint8_t *rows, size_t row_len)
{
    image_file file = image_png_make(png);
    emvqr_image image;
    size_t x, y;

    assert_int_equal(image_read_exact(&image, file.bytes, file.len), EMVQR_OK);
    assert_int_equal(image.width, png->width);
    assert_int_equal(image.height, png->height);
    for (y = 0; y < png->height; y++)
        for (x = 0; x < png->width; x++) {
            double expected = png_expected(png, rows + y * row_len, x);

            if (!(image.grey[y * png->width + x] >= expected - 1.3 && image.grey[y * png->width + x] <= expected + 1.3))
                fail_msg("depth %d colour %d interlaced %d at %u,%u: %u for %.1f", png->depth, png->colour,
                         png->interlaced, (unsigned)x, (unsigned)y, image.grey[y * png->width + x], expected);
        }
    emvqr_image_free(&image);
    free(file.bytes);
}

static void png_kind(size_t kind, unsigned width, unsigned height, bool interlaced, bool trns)
{
    uint8_t rows[SIDE_X * 8 * SIDE_Y], key[6];
    image_png png;
    size_t i, row_len;

    memset(&png, 0, sizeof png);
    png.width = width;
    png.height = height;
    png.depth = png_kinds[kind].depth;
    png.colour = png_kinds[kind].colour;
    png.interlaced = interlaced;
    row_len = (width * (unsigned)png.depth * png_channels(png.colour) + 7) / 8;
    for (i = 0; i < sizeof rows; i++)
        rows[i] = png.colour == 3 && png.depth == 8 ? image_noise(i) % 16 : image_noise(i);
    png.rows = rows;
    if (png.colour == 3) {
        png.palette = palette;
        png.palette_len = png.depth < 4 ? 1 << png.depth : 16;
        png.trns_len = png.palette_len < 5 ? png.palette_len : 5;
        png.trns = trns ? palette_alpha : NULL;
    } else if (trns) {
        for (i = 0; i < 3; i++) { /* the first pixel's colour becomes transparent */
            unsigned sample = png_sample(rows, png.colour == 2 ? i : 0, png.depth);

            key[2 * i] = (uint8_t)(sample >> 8);
            key[2 * i + 1] = (uint8_t)sample;
        }
        png.trns = key;
        png.trns_len = png.colour == 2 ? 6 : 2;
    }
    check_png(&png, rows, row_len);
}

static void test_png_kinds(void **state)
{
    size_t kind;
    unsigned width, height;

    (void)state;
    for (kind = 0; kind < COUNT(png_kinds); kind++) {
        for (width = 1; width <= SIDE_X; width++)
            for (height = 1; height <= SIDE_Y; height++) {
                png_kind(kind, width, height, false, false);
                png_kind(kind, width, height, true, false);
            }
        if (png_kinds[kind].colour < 4) {
            png_kind(kind, SIDE_X, SIDE_Y, false, true);
            png_kind(kind, SIDE_X, SIDE_Y, true, true);
        }
    }
}

/* ---- JPEG ---- */

static double jpeg_expected(const uint8_t *samples, image_jpeg_kind kind, size_t i)
{
    const uint8_t *v = samples + 4 * i;

    if (kind == IMAGE_JPEG_GREY)
        return samples[i];
    if (kind <= IMAGE_JPEG_RGB)
        return luma(samples[3 * i], samples[3 * i + 1], samples[3 * i + 2]);
    if (kind == IMAGE_JPEG_CMYK)
        return luma(255.0 - v[0], 255.0 - v[1], 255.0 - v[2]) * (255.0 - v[3]) / 255.0;
    return luma(v[0], v[1], v[2]) * v[3] / 255.0;
}

static void test_jpeg_kinds(void **state)
{
    uint8_t samples[IMAGE_JPEG_X * IMAGE_JPEG_Y * 4];
    int kind, scans;
    size_t i;

    (void)state;
    for (kind = IMAGE_JPEG_GREY; kind <= IMAGE_JPEG_YCCK; kind++)
        for (scans = IMAGE_JPEG_BASELINE; scans <= IMAGE_JPEG_PROGRESSIVE; scans++) {
            emvqr_image image;
            image_file file;

            image_jpeg_samples(samples, (image_jpeg_kind)kind);
            file = image_jpeg_make(samples, IMAGE_JPEG_X, IMAGE_JPEG_Y, (image_jpeg_kind)kind, (image_jpeg_scans)scans);
            assert_int_equal(image_read_exact(&image, file.bytes, file.len), EMVQR_OK);
            assert_int_equal(image.width, IMAGE_JPEG_X);
            assert_int_equal(image.height, IMAGE_JPEG_Y);
            for (i = 0; i < (size_t)IMAGE_JPEG_X * IMAGE_JPEG_Y; i++) {
                double expected = jpeg_expected(samples, (image_jpeg_kind)kind, i);

                if (!(image.grey[i] >= expected - 5 && image.grey[i] <= expected + 5))
                    fail_msg("kind %d scans %d at %u: %u for %.1f", kind, scans, (unsigned)i, image.grey[i], expected);
            }
            emvqr_image_free(&image);
            free(file.bytes);
        }
}

/* ---- PNM ---- */

#define TEXT(literal) literal, sizeof(literal) - 1

static const struct {
    const char *file;
    size_t len;
    unsigned width, height;
    uint8_t grey[6];
} pnm_good[] = {
    {TEXT("P1\n3 2\n101\n010\n"), 3, 2, {0, 255, 0, 255, 0, 255}},
    {TEXT("P1 # a comment\n# and one\n3 #w\n2\n1 0 1 #in the raster\n 0 1 0"), 3, 2, {0, 255, 0, 255, 0, 255}},
    {TEXT("P1#c\n1 1 0"), 1, 1, {255}},
    {TEXT("P2 3 2 255 0 1 2 253 254 255"), 3, 2, {0, 1, 2, 253, 254, 255}},
    {TEXT("P2\r\n2 1\r\n3\r\n1\t2\r\n"), 2, 1, {85, 170}},
    {TEXT("P2 2 1 65535 65535 32768"), 2, 1, {255, 128}},
    {TEXT("P2 2 1 7 9 99999999999999999999"), 2, 1, {255, 255}},
    {TEXT("P3 2 1 255 255 0 0 0 255 0"), 2, 1, {77, 149}},
    {TEXT("P4 3 2\n\xa0\x5f"), 3, 2, {0, 255, 0, 255, 0, 255}},
    {TEXT("P4 9 1\n\xff\x00"), 9, 1, {0, 0, 0, 0, 0, 0}},
    {TEXT("P5 3 2 255\n\x00\x01\x02\xfd\xfe\xff"), 3, 2, {0, 1, 2, 253, 254, 255}},
    {TEXT("P5 3 1 255\n###"), 3, 1, {35, 35, 35}},
    {TEXT("P5 1 1 255#to the end of the line\n\x07"), 1, 1, {7}},
    {TEXT("P5 2 1 1\n\x00\x01"), 2, 1, {0, 255}},
    {TEXT("P5 2 1 65535\n\xff\xff\x01\x01"), 2, 1, {255, 1}},
    {TEXT("P5 1 1 256\n\x00\x80"), 1, 1, {128}},
    {TEXT("P6 2 1 255\n\xff\xff\xff\x00\x00\xff"), 2, 1, {255, 29}},
    {TEXT("P6 1 1 1023\n\x03\xff\x03\xff\x03\xff"), 1, 1, {255}},
    {TEXT("P5 1 1 255\n\x07 trailing bytes are not looked at"), 1, 1, {7}},
};

static void test_pnm(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(pnm_good); i++) {
        emvqr_image image;
        size_t pixels = (size_t)pnm_good[i].width * pnm_good[i].height;

        if (image_read_exact(&image, (const uint8_t *)pnm_good[i].file, pnm_good[i].len) != EMVQR_OK)
            fail_msg("%s", pnm_good[i].file);
        assert_int_equal(image.width, pnm_good[i].width);
        assert_int_equal(image.height, pnm_good[i].height);
        if (memcmp(image.grey, pnm_good[i].grey, pixels < 6 ? pixels : 6) != 0)
            fail_msg("%s: %u %u", pnm_good[i].file, image.grey[0], image.grey[pixels - 1]);
        emvqr_image_free(&image);
    }
}

/* ---- files and arguments ---- */

/* A new empty file, whose name is put into `name`. */
static FILE *new_file(char name[32])
{
    int fd;

    strcpy(name, "/tmp/emvqr-image-XXXXXX");
    fd = mkstemp(name);
    assert_true(fd >= 0);
    return fdopen(fd, "wb");
}

static void test_load(void **state)
{
    char name[32];
    image_file file = image_small_png(false);
    FILE *out = new_file(name);
    emvqr_image image, from_memory;

    (void)state;
    assert_non_null(out);
    assert_int_equal(fwrite(file.bytes, 1, file.len, out), file.len);
    fclose(out);
    assert_int_equal(image_read_exact(&from_memory, file.bytes, file.len), EMVQR_OK);
    assert_int_equal(emvqr_image_load(&image, name), EMVQR_OK);
    assert_memory_equal(image.grey, from_memory.grey, 64);
    emvqr_image_free(&image);
    assert_non_null(freopen(name, "rb", stdin));
    assert_int_equal(emvqr_image_load(&image, "-"), EMVQR_OK);
    assert_memory_equal(image.grey, from_memory.grey, 64);
    emvqr_image_free(&image);
    assert_int_equal(emvqr_image_load(&image, "-"), EMVQR_ERR_IMAGE); /* at its end: an empty file */
    assert_empty(&image);
    emvqr_image_free(&from_memory);
    free(file.bytes);
    remove(name);
    errno = 0;
    assert_int_equal(emvqr_image_load(&image, name), EMVQR_ERR_FILE);
    assert_int_equal(errno, ENOENT);
    assert_empty(&image);
    assert_int_equal(emvqr_image_load(&image, "."), EMVQR_ERR_FILE); /* a directory */
    assert_empty(&image);
}

/* More than one step of the growing buffer. */
static void test_load_large(void **state)
{
    char name[32];
    static const char header[] = "P5 1000 1000 255\n";
    FILE *out = new_file(name);
    emvqr_image image;
    unsigned long i;

    (void)state;
    assert_non_null(out);
    fputs(header, out);
    for (i = 0; i < 1000000; i++)
        putc(image_noise(i), out);
    fclose(out);
    assert_int_equal(emvqr_image_load(&image, name), EMVQR_OK);
    for (i = 0; i < 1000000; i++)
        if (image.grey[i] != image_noise(i))
            fail_msg("%lu", i);
    emvqr_image_free(&image);
    remove(name);
}

static void test_arguments(void **state)
{
    emvqr_image image;

    (void)state;
    assert_int_equal(emvqr_image_read(NULL, "", 0), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_image_read(&image, NULL, 0), EMVQR_ERR_ARGUMENT);
    assert_empty(&image);
    assert_int_equal(emvqr_image_load(NULL, "x"), EMVQR_ERR_ARGUMENT);
    assert_int_equal(emvqr_image_load(&image, NULL), EMVQR_ERR_ARGUMENT);
    assert_empty(&image);
    assert_int_equal(emvqr_image_read(&image, "", (size_t)EMVQR_IMAGE_FILE_MAX + 1), EMVQR_ERR_LIMIT);
    assert_empty(&image);
    emvqr_image_free(&image);
    emvqr_image_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_png_kinds),
        cmocka_unit_test(test_jpeg_kinds),
        cmocka_unit_test(test_pnm),
        cmocka_unit_test(test_load),
        cmocka_unit_test(test_load_large),
        cmocka_unit_test(test_arguments),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
