/* SPDX-License-Identifier: MIT */
/* PNM, by hand: P1 to P3 are numbers as text, P4 to P6 the same as bytes; 1 and 4 are bitmaps, 2 and 5 grey,
 * 3 and 6 RGB. */
#include "image.h"

#define MAXVAL_MAX 65535u

typedef struct pnm_text {
    const uint8_t *at, *end;
} pnm_text;

static bool is_space(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next character; a comment counts as the end of its line. -1 at the end of the data. */
static int next(pnm_text *text)
{
    int c = text->at < text->end ? *text->at++ : -1;

    if (c != '#')
        return c;
    while (c != -1 && c != '\n' && c != '\r')
        c = text->at < text->end ? *text->at++ : -1;
    return c;
}

/* The next number and the one character that ends it. Above the largest unsigned short it stays at that plus one:
 * too large for every use, and nothing overflows. False when there is none. */
static bool next_number(pnm_text *text, unsigned *number)
{
    int c;

    do
        c = next(text);
    while (is_space(c));
    if (c < '0' || c > '9')
        return false;
    for (*number = 0; c >= '0' && c <= '9'; c = next(text)) {
        *number = *number * 10u + (unsigned)(c - '0');
        if (*number > MAXVAL_MAX)
            *number = MAXVAL_MAX + 1u;
    }
    return c == -1 || is_space(c);
}

static uint8_t scaled(unsigned sample, unsigned maxval)
{
    return (uint8_t)(sample >= maxval ? 255u : (sample * 255u + maxval / 2u) / maxval);
}

/* The next sample of a text raster. A bitmap's digits need no space between them. */
static bool text_sample(pnm_text *text, unsigned maxval, bool bitmap, uint8_t *sample)
{
    unsigned number;
    int c;

    if (!bitmap) {
        if (!next_number(text, &number))
            return false;
        *sample = scaled(number, maxval);
        return true;
    }
    do
        c = next(text);
    while (is_space(c));
    *sample = c == '0' ? 255u : 0u;
    return c == '0' || c == '1';
}

static bool read_text(emvqr_image *image, pnm_text *text, unsigned maxval, bool bitmap, unsigned channels)
{
    size_t i, pixels = (size_t)image->width * image->height;
    uint8_t samples[3];
    unsigned channel;

    for (i = 0; i < pixels; i++) {
        for (channel = 0; channel < channels; channel++)
            if (!text_sample(text, maxval, bitmap, &samples[channel]))
                return false;
        emvqr__image_grey(image->grey + i, 1, samples, 1, channels);
    }
    return true;
}

static void read_bits(emvqr_image *image, const uint8_t *raster)
{
    size_t x, y, row = (image->width + 7u) / 8u;
    uint8_t *grey = image->grey;

    for (y = 0; y < image->height; y++, raster += row)
        for (x = 0; x < image->width; x++)
            *grey++ = raster[x / 8] >> (7 - x % 8) & 1 ? 0u : 255u;
}

static void read_samples(emvqr_image *image, const uint8_t *raster, unsigned maxval, unsigned channels)
{
    size_t i, pixels = (size_t)image->width * image->height;
    uint8_t samples[3];
    unsigned channel;

    if (maxval == 255u) {
        emvqr__image_grey(image->grey, 1, raster, pixels, channels);
        return;
    }
    for (i = 0; i < pixels; i++) {
        for (channel = 0; channel < channels; channel++) {
            unsigned sample = *raster++;

            if (maxval > 255u)
                sample = sample << 8 | *raster++;
            samples[channel] = scaled(sample, maxval);
        }
        emvqr__image_grey(image->grey + i, 1, samples, 1, channels);
    }
}

/* The fewest bytes that the raster can take: what is shorter is refused before memory is taken for the picture. */
static size_t raster_len(size_t width, size_t height, unsigned maxval, bool text, bool bitmap, unsigned channels)
{
    if (bitmap)
        return text ? width * height : (width + 7) / 8 * height;
    return width * height * channels * (text || maxval > 255 ? 2 : 1) - (text ? 1 : 0);
}

emvqr_status emvqr__image_read_pnm(emvqr_image *image, const uint8_t *bytes, size_t len)
{
    bool text = bytes[1] < '4', bitmap = (bytes[1] - '0') % 3 == 1;
    unsigned channels = (bytes[1] - '0') % 3 == 0 ? 3 : 1, width, height, maxval = 1;
    pnm_text rest;
    emvqr_status status;

    rest.at = bytes + 2;
    rest.end = bytes + len;
    if (!next_number(&rest, &width) || !next_number(&rest, &height))
        return EMVQR_ERR_IMAGE;
    if (!bitmap && (!next_number(&rest, &maxval) || maxval == 0 || maxval > MAXVAL_MAX))
        return EMVQR_ERR_IMAGE;
    status = emvqr__image_check(width, height);
    if (status)
        return status;
    if (raster_len(width, height, maxval, text, bitmap, channels) > (size_t)(rest.end - rest.at))
        return EMVQR_ERR_IMAGE;
    status = emvqr__image_alloc(image, width, height);
    if (status)
        return status;
    if (text)
        return read_text(image, &rest, maxval, bitmap, channels) ? EMVQR_OK : EMVQR_ERR_IMAGE;
    if (bitmap)
        read_bits(image, rest.at);
    else
        read_samples(image, rest.at, maxval, channels);
    return EMVQR_OK;
}
