/* SPDX-License-Identifier: MIT */
/* Pictures: any bytes are a status, or a picture of which every pixel can be read. The input is the file. */
#include <emvqr/qr_decode.h>

#include "input.h"

static bool is_within_limits(const emvqr_image *image)
{
    size_t pixels = (size_t)image->width * image->height;
    return pixels != 0 && pixels <= EMVQR_IMAGE_PIXELS_MAX && image->width <= EMVQR_IMAGE_SIDE_MAX &&
           image->height <= EMVQR_IMAGE_SIDE_MAX;
}

/* Reads every pixel; the sum is there so that they are. */
static bool is_readable(const emvqr_image *image)
{
    size_t i, pixels = (size_t)image->width * image->height, sum = 0;
    for (i = 0; i < pixels; i++) {
        sum += image->grey[i];
    }
    return sum <= 255u * pixels;
}

static bool is_empty(const emvqr_image *image)
{
    return image->grey == NULL && image->width == 0 && image->height == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = input_copy((const char *)data, size);
    emvqr_image image;
    emvqr_status status = emvqr_image_read(&image, copy, size);
    free(copy);
    if (status == EMVQR_OK ? !is_within_limits(&image) || !is_readable(&image) : !is_empty(&image)) {
        abort();
    }
    emvqr_image_free(&image);
    return 0;
}
