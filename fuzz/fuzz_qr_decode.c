/* SPDX-License-Identifier: MIT */
/* Symbols in pictures. The input is a matrix of modules: a byte for its side, one for how it is drawn, then a bit a
 * module. It is drawn as a picture of at most 64 x 3 pixels a side, so that one run stays short.
 *
 * It is run by hand and not in the timed gate: what it would find first is known. zbar 0.23.92 writes beyond a heap
 * block for an incomplete set of structured-append symbols (qr_decode.h), which no caller can prevent. */
#include <emvqr/qr_decode.h>

#include "input.h"

static bool found(void *user, const emvqr_qr_symbol *symbol)
{
    volatile unsigned *sum = user;
    size_t i;
    for (i = 0; i < symbol->len; i++) {
        *sum += (unsigned char)symbol->data[i];
    }
    return *sum % 7u != 0;
}

static void draw(uint8_t *grey, size_t side, size_t stride, const uint8_t *bits, size_t size, unsigned scale)
{
    size_t x, y;
    for (y = 0; y < side; y++) {
        for (x = 0; x < side; x++) {
            size_t module = y / scale * (side / scale) + x / scale;
            bool dark = module / 8u < size && (bits[module / 8u] >> (7u - module % 8u) & 1u) != 0;
            grey[y * stride + x] = dark ? 0 : 255;
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned scale, sum = 0;
    size_t side, stride, bytes;
    uint8_t *grey;
    emvqr_status status;
    if (size < 2u) {
        return 0;
    }
    scale = data[1] % 3u + 1u;
    side = (data[0] % 64u + 1u) * scale;
    stride = side + data[1] / 64u;
    bytes = (side - 1u) * stride + side; /* what is promised to be read, and no more */
    grey = input_block(bytes);
    memset(grey, 255, bytes);
    draw(grey, side, stride, data + 2, size - 2u, scale);
    status = emvqr_qr_decode(grey, (unsigned)side, (unsigned)side, stride, found, &sum);
    free(grey);
    if (status != EMVQR_OK) {
        abort();
    }
    return 0;
}
