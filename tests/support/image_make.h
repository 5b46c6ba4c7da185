/* SPDX-License-Identifier: MIT */
/* For the tests of the decode front end: pictures made on the spot, and QR symbols drawn into them. */
#ifndef IMAGE_MAKE_H
#define IMAGE_MAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <emvqr/qr_decode.h>

/* A byte that looks random and is the same on every machine. */
uint8_t image_noise(unsigned long i);

/* emvqr_image_read from a block that ends where the bytes end, so that a sanitizer sees every step beyond. */
emvqr_status image_read_exact(emvqr_image *image, const uint8_t *bytes, size_t len);

/* Bytes of a file in memory; free(bytes). */
typedef struct image_file {
    uint8_t *bytes;
    size_t len;
} image_file;

/* A PNG of raw rows as they stand in the format. With `palette` (3 bytes an entry, 256 of them at most) it is an
 * indexed one; `trns` is the tRNS chunk's contents as PNG has it, or NULL. */
typedef struct image_png {
    unsigned width, height;
    int depth, colour;
    bool interlaced;
    const uint8_t *rows;
    const uint8_t *palette;
    int palette_len;
    const uint8_t *trns;
    int trns_len;
} image_png;

image_file image_png_make(const image_png *png);

/* 8 x 8 pixels of noise with alpha. */
image_file image_small_png(bool interlaced);

typedef enum image_jpeg_kind {
    IMAGE_JPEG_GREY,
    IMAGE_JPEG_YCC,
    IMAGE_JPEG_RGB,
    IMAGE_JPEG_CMYK_ADOBE, /* the complement of the ink, with Adobe's marker */
    IMAGE_JPEG_CMYK,       /* the ink, without a marker */
    IMAGE_JPEG_YCCK
} image_jpeg_kind;

typedef enum image_jpeg_scans { IMAGE_JPEG_BASELINE, IMAGE_JPEG_PROGRESSIVE, IMAGE_JPEG_MANY_SCANS } image_jpeg_scans;

/* A JPEG of 8-bit samples (1, 3 or 4 a pixel, as the kind says), quality 95. */
image_file image_jpeg_make(const uint8_t *samples, unsigned width, unsigned height, image_jpeg_kind kind,
                           image_jpeg_scans scans);

/* The samples of a smooth picture of this size, as the kind wants them; at most 4 a pixel. */
enum { IMAGE_JPEG_X = 40, IMAGE_JPEG_Y = 27 };
void image_jpeg_samples(uint8_t *samples, image_jpeg_kind kind);

/* That picture in grey. */
image_file image_small_jpeg(image_jpeg_scans scans);

/* Draws a QR symbol of one byte segment with its top left module at x, y. `eci26` puts the ECI header for UTF-8 before
 * it. Returns the number of modules on a side, 0 when it cannot be encoded; with grey NULL only that. */
unsigned image_draw_qr(uint8_t *grey, size_t stride, unsigned x, unsigned y, unsigned scale, const void *data,
                       size_t len, bool eci26);

/* Draws parts `first`, `first + step`, ... of a payload split over `parts` symbols (structured append), side by side.
 * The picture is 8-bit grey, its rows `stride` bytes. */
void image_draw_parts(uint8_t *grey, size_t stride, unsigned scale, const char *const *texts, int parts, int first,
                      int step);

#endif
