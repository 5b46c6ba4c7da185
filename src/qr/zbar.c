/* SPDX-License-Identifier: MIT */
/* QR symbols by zbar, set so that their bytes come out unchanged: QR alone, binary mode, a fresh scanner a picture. */
#include "zbar.h"

#include <stdlib.h>
#include <zbar.h>

#define Y800 ((unsigned long)'Y' | (unsigned long)'8' << 8 | (unsigned long)'0' << 16 | (unsigned long)'0' << 24)

/* What zbar takes beside one byte a pixel, with room to spare for a cluttered photograph. */
#define ZBAR_MEMORY ((size_t)1 << 20)

/* zbar writes through the result of malloc unchecked, above all into its black-and-white copy of the picture. So that
 * a lack of memory is a status where it can be one, see first whether that much can be had at all. */
static bool memory_for_zbar(size_t pixels)
{
    void *volatile memory = malloc(pixels + ZBAR_MEMORY); /* volatile: or compilers see that it is not used */
    bool had = memory != NULL;

    free(memory);
    return had;
}

/* All other symbologies off: they cost time, and their decoders need not meet hostile pictures. Binary mode is what
 * keeps zbar from guessing at character sets, which turns Thai or "Café" into other bytes. */
static bool configure(zbar_image_scanner_t *scanner)
{
    return zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0) == 0 &&
           zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1) == 0 &&
           zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1) == 0;
}

static void report(const zbar_image_scanner_t *scanner, emvqr__results *results)
{
    const zbar_symbol_t *from = zbar_symbol_set_first_symbol(zbar_image_scanner_get_results(scanner));

    for (; from && !results->stopped; from = zbar_symbol_next(from)) {
        unsigned i;

        /* An incomplete structured-append set has another type, and holds a piece of a payload. */
        if (zbar_symbol_get_type(from) != ZBAR_QRCODE)
            continue;
        for (i = 0; i < 4; i++) {
            bool known = i < zbar_symbol_get_loc_size(from);

            emvqr__results_corner(results, i, known ? zbar_symbol_get_loc_x(from, i) : 0,
                                  known ? zbar_symbol_get_loc_y(from, i) : 0);
        }
        emvqr__results_bytes(results, zbar_symbol_get_data(from), zbar_symbol_get_data_length(from));
    }
}

/* A scanner is not used twice: zbar 0.23.92 keeps the buffers of every symbol it has seen. */
emvqr_status emvqr__zbar_scan(const uint8_t *grey, unsigned width, unsigned height, emvqr__results *results)
{
    size_t pixels = (size_t)width * height;
    zbar_image_scanner_t *scanner = NULL;
    zbar_image_t *image = NULL;
    emvqr_status status = EMVQR_ERR_NO_MEMORY;

    if (!memory_for_zbar(pixels))
        return EMVQR_ERR_NO_MEMORY;
    scanner = zbar_image_scanner_create();
    image = zbar_image_create();
    if (scanner && image) {
        status = EMVQR_ERR_BACKEND;
        zbar_image_set_format(image, Y800);
        zbar_image_set_size(image, width, height);
        zbar_image_set_data(image, grey, (unsigned long)pixels, NULL);
        if (configure(scanner) && zbar_scan_image(scanner, image) >= 0) {
            status = EMVQR_OK;
            report(scanner, results);
        }
    }
    if (image)
        zbar_image_destroy(image);
    if (scanner)
        zbar_image_scanner_destroy(scanner);
    return status;
}
