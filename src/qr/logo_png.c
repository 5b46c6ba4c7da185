/* SPDX-License-Identifier: MIT */
/* A logo's file becomes pixels, and its pixels those of a drawing. */
#include "logo.h"

#include <stdlib.h>
#include <string.h>

#include <png.h>

static emvqr_status read_pixels(emvqr_logo *logo, png_image *image, const void *png, size_t len)
{
    if (png_image_begin_read_from_memory(image, png, len) == 0) {
        return EMVQR_ERR_IMAGE;
    }
    if (image->width > EMVQR_LOGO_SIDE_MAX || image->height > EMVQR_LOGO_SIDE_MAX) {
        return EMVQR_ERR_LIMIT;
    }
    image->format = PNG_FORMAT_RGBA;
    logo->rgba = malloc(PNG_IMAGE_SIZE(*image));
    if (logo->rgba == NULL) {
        return EMVQR_ERR_NO_MEMORY;
    }
    if (png_image_finish_read(image, NULL, logo->rgba, 0, NULL) == 0) {
        return EMVQR_ERR_IMAGE;
    }
    logo->png = png;
    logo->len = len;
    logo->width = (uint16_t)image->width;
    logo->height = (uint16_t)image->height;
    return EMVQR_OK;
}

emvqr_status emvqr_logo_read(emvqr_logo *logo, const void *png, size_t len)
{
    png_image image;
    emvqr_status status;

    if (logo == NULL || png == NULL) {
        return EMVQR_ERR_ARGUMENT;
    }
    memset(logo, 0, sizeof *logo);
    if (len > EMVQR_LOGO_FILE_MAX) {
        return EMVQR_ERR_LIMIT;
    }
    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    status = read_pixels(logo, &image, png, len);
    png_image_free(&image);
    if (status != EMVQR_OK) {
        emvqr_logo_free(logo);
    }
    return status;
}

void emvqr_logo_free(emvqr_logo *logo)
{
    if (logo != NULL) {
        free(logo->rgba);
        memset(logo, 0, sizeof *logo);
    }
}

emvqr__frame emvqr__logo_frame(const emvqr_logo *logo, unsigned width, unsigned height)
{
    emvqr__frame frame = { 0, 0, width, height };

    if ((uint64_t)logo->width * height > (uint64_t)logo->height * width) {
        frame.height = width * logo->height / logo->width;
    } else {
        frame.width = height * logo->width / logo->height;
    }
    frame.width += frame.width == 0;
    frame.height += frame.height == 0;
    frame.x = (width - frame.width) / 2u;
    frame.y = (height - frame.height) / 2u;
    return frame;
}

/* The pixels of the logo from which one of the drawing is made, along one side: at least one. */
static void share(unsigned at, unsigned of, unsigned pixels, unsigned *from, unsigned *to)
{
    *from = (unsigned)((uint64_t)at * pixels / of);
    *to = (unsigned)((uint64_t)(at + 1u) * pixels / of);
    *to += *to == *from;
}

void emvqr__logo_pixel(const emvqr_logo *logo, const emvqr__frame *frame, unsigned x, unsigned y, uint32_t paper,
                       uint8_t *rgb)
{
    unsigned left, right, top, bottom;
    uint64_t sums[4] = { 0, 0, 0, 0 }, area;

    share(x, frame->width, logo->width, &left, &right);
    share(y, frame->height, logo->height, &top, &bottom);
    area = (uint64_t)(right - left) * (bottom - top) * 255u;
    for (unsigned row = top; row < bottom; row++) {
        for (unsigned column = left; column < right; column++) {
            const uint8_t *p = logo->rgba + 4u * ((size_t)row * logo->width + column);
            for (unsigned i = 0; i < 3; i++) {
                sums[i] += (uint64_t)p[i] * p[3];
            }
            sums[3] += p[3];
        }
    }
    for (unsigned i = 0; i < 3; i++) { /* what is not opaque shows the paper */
        rgb[i] = (uint8_t)((sums[i] + (area - sums[3]) * (paper >> (16u - 8u * i) & 0xFFu)) / area);
    }
}
