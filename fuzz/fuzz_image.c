/* SPDX-License-Identifier: MIT */
/* Pictures: any bytes are a status, or a picture of which every pixel can be read. The input is the file. */
#include <emvqr/qr_decode.h>

#include "input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = input_copy((const char *)data, size);
    emvqr_image image;
    emvqr_status status = emvqr_image_read(&image, copy, size);
    free(copy);
    if (status == EMVQR_OK) {
        size_t i, pixels = (size_t)image.width * image.height, sum = 0;
        if (pixels == 0 || pixels > EMVQR_IMAGE_PIXELS_MAX || image.width > EMVQR_IMAGE_SIDE_MAX ||
            image.height > EMVQR_IMAGE_SIDE_MAX) {
            abort();
        }
        for (i = 0; i < pixels; i++) {
            sum += image.grey[i];
        }
        if (sum > 255u * pixels) { /* so that the pixels are read */
            abort();
        }
    } else if (image.grey != NULL || image.width != 0 || image.height != 0) {
        abort();
    }
    emvqr_image_free(&image);
    return 0;
}
