/* SPDX-License-Identifier: MIT */
/* Hostile and damaged picture files: a status, an empty picture, no memory taken for what a header merely claims. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/qr_decode.h>

#include "support/image_alloc.h"
#include "support/image_make.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEXT(literal) literal, sizeof(literal) - 1

static void assert_empty(const emvqr_image *image)
{
    assert_null(image->grey);
    assert_int_equal(image->width, 0);
    assert_int_equal(image->height, 0);
}

/* ---- no picture ---- */

static const struct {
    const char *file;
    size_t len;
    emvqr_status status;
} bad[] = {
    {TEXT(""), EMVQR_ERR_IMAGE},
    {TEXT("P"), EMVQR_ERR_IMAGE},
    {TEXT("P5"), EMVQR_ERR_IMAGE},
    {TEXT("P7 1 1 255\n\x07"), EMVQR_ERR_IMAGE},
    {TEXT("P5x1 1 255\n\x07"), EMVQR_ERR_IMAGE},
    {TEXT("P5 x 1 255\n\x07"), EMVQR_ERR_IMAGE},
    {TEXT("P5 1x1 255\n\x07"), EMVQR_ERR_IMAGE},
    {TEXT("P5 -1 1 255\n\x07"), EMVQR_ERR_IMAGE},
    {TEXT("P5 0 1 255\n\x07"), EMVQR_ERR_IMAGE},
    {TEXT("P5 1 0 255\n\x07"), EMVQR_ERR_IMAGE},
    {TEXT("P5 1 1 0\n\x07"), EMVQR_ERR_IMAGE},
    {TEXT("P5 1 1 65536\n\x07\x07"), EMVQR_ERR_IMAGE},
    {TEXT("P5 2 1 255\n\x07"), EMVQR_ERR_IMAGE},
    {TEXT("P5 2 1 256\n\x07\x07\x07"), EMVQR_ERR_IMAGE},
    {TEXT("P4 9 1\n\xff"), EMVQR_ERR_IMAGE},
    {TEXT("P1 3 1 102"), EMVQR_ERR_IMAGE},
    {TEXT("P2 2 1 255 1 x1"), EMVQR_ERR_IMAGE},
    {TEXT("P2 2 1 255 1    "), EMVQR_ERR_IMAGE},
    {TEXT("P5 16385 1 255\n"), EMVQR_ERR_LIMIT},
    {TEXT("P5 1 16385 255\n"), EMVQR_ERR_LIMIT},
    {TEXT("P5 8193 8192 255\n"), EMVQR_ERR_LIMIT},
    {TEXT("P5 8192 8192 255\n"), EMVQR_ERR_IMAGE}, /* within the limits, but the data is not there */
    {TEXT("P3 8192 8192 255\n1 1 1"), EMVQR_ERR_IMAGE},
    {TEXT("P4 16384 4096\n"), EMVQR_ERR_IMAGE},
    {TEXT("P5 4294967297 1 255\n\x07"), EMVQR_ERR_LIMIT},
    {TEXT("\x89PNG\r\n\x1a\n"), EMVQR_ERR_IMAGE},
    {TEXT("\xff\xd8\xff"), EMVQR_ERR_IMAGE},
    {TEXT("GIF89a\x01\x00\x01\x00"), EMVQR_ERR_IMAGE},
};

static void test_bad(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(bad); i++) {
        emvqr_image image;
        emvqr_status status;

        image_alloc_fail(0);
        status = emvqr_image_read(&image, bad[i].file, bad[i].len);
        image_alloc_stop();
        if (status != bad[i].status)
            fail_msg("%u: %s gives %d", (unsigned)i, bad[i].file, status);
        assert_empty(&image);
        assert_in_range(image_alloc_largest(), 0, 1u << 20);
    }
}

/* ---- JPEG: what is read in part, and what is not ---- */

static void test_jpeg_scans(void **state)
{
    image_file file = image_small_jpeg(IMAGE_JPEG_MANY_SCANS);
    emvqr_image image;

    (void)state;
    assert_int_equal(image_read_exact(&image, file.bytes, file.len), EMVQR_ERR_LIMIT);
    assert_empty(&image);
    free(file.bytes);
}

/* Cut in the middle of its data: the part that is there is right. */
static void test_jpeg_cut(void **state)
{
    uint8_t samples[IMAGE_JPEG_X * IMAGE_JPEG_Y * 4];
    image_file file = image_small_jpeg(IMAGE_JPEG_BASELINE);
    emvqr_image image;
    size_t i;

    (void)state;
    image_jpeg_samples(samples, IMAGE_JPEG_GREY);
    assert_int_equal(image_read_exact(&image, file.bytes, file.len - 20), EMVQR_OK);
    assert_int_equal(image.height, IMAGE_JPEG_Y);
    for (i = 0; i < (size_t)IMAGE_JPEG_X * 8; i++)
        assert_in_range(image.grey[i], samples[i] - 5u, samples[i] + 5u);
    emvqr_image_free(&image);
    free(file.bytes);
}

/* ---- damage at every place ---- */

static image_file pnm_file(const char *text, size_t len)
{
    image_file file;

    file.bytes = malloc(len);
    assert_non_null(file.bytes);
    memcpy(file.bytes, text, len);
    file.len = len;
    return file;
}

/* Small files of every reader; the first `whole` of them must be complete to be read. */
enum { SAMPLES = 8, WHOLE = 6 };

static image_file sample(int i)
{
    switch (i) {
    case 0: return image_small_png(false);
    case 1: return image_small_png(true);
    case 2: return pnm_file(TEXT("P1 3 2 101010"));
    case 3: return pnm_file(TEXT("P4 9 2\nabcd"));
    case 4: return pnm_file(TEXT("P5 3 2 255\nabcdef"));
    case 5: return pnm_file(TEXT("P6 1 2 300\n\x01" "a\x01" "b\x01" "c\x00" "d\x00" "e\x01" "f"));
    case 6: return image_small_jpeg(IMAGE_JPEG_BASELINE);
    default: return image_small_jpeg(IMAGE_JPEG_PROGRESSIVE);
    }
}

static void assert_sound(emvqr_image *image, emvqr_status status)
{
    size_t i;
    unsigned long sum = 0;

    if (status) {
        assert_in_range(status, EMVQR_ERR_NO_MEMORY, EMVQR_ERR_UNSUPPORTED);
        assert_empty(image);
        return;
    }
    for (i = 0; i < (size_t)image->width * image->height; i++)
        sum += image->grey[i]; /* a sanitizer sees pixels that are not there */
    assert_in_range(sum, 0, 255ul * image->width * image->height);
    emvqr_image_free(image);
}

static void test_prefixes(void **state)
{
    int i;
    size_t len;

    (void)state;
    for (i = 0; i < SAMPLES; i++) {
        image_file file = sample(i);

        for (len = 0; len <= file.len; len++) {
            emvqr_image image;
            emvqr_status status = image_read_exact(&image, file.bytes, len);

            if (i < WHOLE && (status == EMVQR_OK) != (len == file.len))
                fail_msg("sample %d, %u of %u bytes: %d", i, (unsigned)len, (unsigned)file.len, status);
            assert_sound(&image, status);
        }
        free(file.bytes);
    }
}

static void test_corruptions(void **state)
{
    static const uint8_t flips[] = {0x01, 0x80, 0xff, 0x10, 0x03};
    int i;
    size_t at, flip;

    (void)state;
    for (i = 0; i < SAMPLES; i++) {
        image_file file = sample(i);

        for (at = 0; at < file.len; at++)
            for (flip = 0; flip < COUNT(flips); flip++) {
                emvqr_image image;
                emvqr_status status;

                file.bytes[at] ^= flips[flip];
                status = image_read_exact(&image, file.bytes, file.len);
                assert_sound(&image, status);
                file.bytes[at] ^= flips[flip];
            }
        free(file.bytes);
    }
}

static void put32(uint8_t *to, unsigned long value)
{
    int i;

    for (i = 0; i < 4; i++)
        to[i] = (uint8_t)(value >> (24 - 8 * i));
}

/* A checksum that fits, so that only the sizes are wrong. */
static void forge_png(uint8_t *bytes, unsigned long width, unsigned long height)
{
    unsigned long crc = 0xffffffffu;
    int i, bit;

    put32(bytes + 16, width);
    put32(bytes + 20, height);
    for (i = 12; i < 29; i++)
        for (crc ^= bytes[i], bit = 0; bit < 8; bit++)
            crc = crc & 1 ? crc >> 1 ^ 0xedb88320u : crc >> 1;
    put32(bytes + 29, crc ^ 0xffffffffu);
}

static void forge_jpeg(image_file *file, unsigned width, unsigned height)
{
    size_t i;

    for (i = 0; i + 9 < file->len; i++)
        if (file->bytes[i] == 0xff && (file->bytes[i + 1] == 0xc0 || file->bytes[i + 1] == 0xc2)) {
            file->bytes[i + 5] = (uint8_t)(height >> 8);
            file->bytes[i + 6] = (uint8_t)height;
            file->bytes[i + 7] = (uint8_t)(width >> 8);
            file->bytes[i + 8] = (uint8_t)width;
            return;
        }
    fail();
}

/* Headers that promise more than the file or the limits can hold: refused with hardly any memory taken. */
static void test_lying_headers(void **state)
{
    static const struct {
        unsigned width, height;
        emvqr_status status;
    } lies[] = {{16385, 1, EMVQR_ERR_LIMIT},    {1, 16385, EMVQR_ERR_LIMIT}, {8193, 8192, EMVQR_ERR_LIMIT},
                {65500, 65500, EMVQR_ERR_LIMIT}, {8192, 8192, EMVQR_ERR_IMAGE}, {16384, 4096, EMVQR_ERR_IMAGE}};
    size_t i;
    int n;

    (void)state;
    for (n = 0; n < SAMPLES; n++)
        for (i = 0; i < COUNT(lies); i++) {
            image_file file = sample(n);
            emvqr_image image;
            emvqr_status status;

            if (n < 2)
                forge_png(file.bytes, lies[i].width, lies[i].height);
            else if (n >= WHOLE)
                forge_jpeg(&file, lies[i].width, lies[i].height);
            image_alloc_fail(0);
            status = emvqr_image_read(&image, file.bytes, file.len);
            image_alloc_stop();
            if (n < 2 || n >= WHOLE) {
                assert_int_equal(status, lies[i].status);
                assert_in_range(image_alloc_largest(), 0, 1u << 20);
            }
            assert_sound(&image, status);
            free(file.bytes);
        }
}

static void test_png_size_by_any_number(void **state)
{
    static const unsigned long sides[] = {0, 0x7fffffff, 0x80000000, 0xffffffff};
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(sides); i++) {
        image_file file = image_small_png(false);
        emvqr_image image;

        forge_png(file.bytes, sides[i], 8);
        assert_int_equal(image_read_exact(&image, file.bytes, file.len), sides[i] ? EMVQR_ERR_LIMIT : EMVQR_ERR_IMAGE);
        assert_empty(&image);
        free(file.bytes);
    }
}

static void test_trailing_bytes(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < SAMPLES; i++) {
        image_file file = sample(i);
        emvqr_image plain, longer;
        uint8_t *more = malloc(file.len + 100);

        assert_non_null(more);
        memcpy(more, file.bytes, file.len);
        memset(more + file.len, ' ', 100);
        assert_int_equal(image_read_exact(&plain, file.bytes, file.len), EMVQR_OK);
        assert_int_equal(image_read_exact(&longer, more, file.len + 100), EMVQR_OK);
        assert_int_equal(plain.width, longer.width);
        assert_int_equal(plain.height, longer.height);
        assert_memory_equal(plain.grey, longer.grey, (size_t)plain.width * plain.height);
        emvqr_image_free(&plain);
        emvqr_image_free(&longer);
        free(more);
        free(file.bytes);
    }
}

/* Every allocation in turn fails: ours, libpng's, zlib's and libjpeg's. */
static void test_no_memory(void **state)
{
    int i;

    (void)state;
    if (!image_alloc_works())
        skip();
    for (i = 0; i < SAMPLES; i++) {
        image_file file = sample(i);
        emvqr_image image;
        emvqr_status status = EMVQR_ERR_NO_MEMORY;
        unsigned long nth = 0, made;

        do { /* until there is no allocation of that number left to fail */
            image_alloc_fail(++nth);
            status = emvqr_image_read(&image, file.bytes, file.len);
            made = image_alloc_stop();
            if (made >= nth && !(i >= WHOLE && status == EMVQR_OK)) /* libjpeg may ask again for less */
                assert_int_equal(status, EMVQR_ERR_NO_MEMORY);
            assert_sound(&image, status);
        } while (made >= nth);
        assert_int_equal(status, EMVQR_OK);
        free(file.bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_jpeg_scans),
        cmocka_unit_test(test_jpeg_cut),
        cmocka_unit_test(test_prefixes),
        cmocka_unit_test(test_corruptions),
        cmocka_unit_test(test_lying_headers),
        cmocka_unit_test(test_png_size_by_any_number),
        cmocka_unit_test(test_trailing_bytes),
        cmocka_unit_test(test_no_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
