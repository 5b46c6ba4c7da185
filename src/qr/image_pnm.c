/* SPDX-License-Identifier: MIT */
/* PNM, by hand: P1 to P3 are numbers as text, P4 to P6 the same as bytes; 1 and 4 are bitmaps, 2 and 5 grey,
 * 3 and 6 RGB. */
#include "image.h"

#define MAXVAL_MAX 65535u

typedef struct pnm_text {
    const uint8_t *at, *end;
} pnm_text;

/* What stands in front of the raster. */
typedef struct pnm_head {
    bool text, bitmap;
    unsigned channels, width, height, maxval;
} pnm_head;

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
static bool text_sample(pnm_text *text, const pnm_head *head, uint8_t *sample)
{
    unsigned number;
    int c;

    if (!head->bitmap) {
        if (!next_number(text, &number))
            return false;
        *sample = scaled(number, head->maxval);
        return true;
    }
    do
        c = next(text);
    while (is_space(c));
    *sample = c == '0' ? 255u : 0u;
    return c == '0' || c == '1';
}

static bool read_text(emvqr_image *image, pnm_text *text, const pnm_head *head)
{
    size_t i, pixels = (size_t)image->width * image->height;
    uint8_t samples[3];
    unsigned channel;

    for (i = 0; i < pixels; i++) {
        for (channel = 0; channel < head->channels; channel++)
            if (!text_sample(text, head, &samples[channel]))
                return false;
        emvqr__image_grey(image->grey + i, 1, samples, 1, head->channels);
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

static void read_samples(emvqr_image *image, const uint8_t *raster, const pnm_head *head)
{
    size_t i, pixels = (size_t)image->width * image->height;
    uint8_t samples[3];
    unsigned channel;

    if (head->maxval == 255u) {
        emvqr__image_grey(image->grey, 1, raster, pixels, head->channels);
        return;
    }
    for (i = 0; i < pixels; i++) {
        for (channel = 0; channel < head->channels; channel++) {
            unsigned sample = *raster++;

            if (head->maxval > 255u)
                sample = sample << 8 | *raster++;
            samples[channel] = scaled(sample, head->maxval);
        }
        emvqr__image_grey(image->grey + i, 1, samples, 1, head->channels);
    }
}

/* False when a number is missing, or the largest sample is none. */
static bool read_head(pnm_head *head, unsigned kind, pnm_text *rest)
{
    head->text = kind < 4;
    head->bitmap = kind % 3 == 1;
    head->channels = kind % 3 == 0 ? 3 : 1;
    head->maxval = 1;
    if (!next_number(rest, &head->width) || !next_number(rest, &head->height))
        return false;
    return head->bitmap || (next_number(rest, &head->maxval) && head->maxval > 0 && head->maxval <= MAXVAL_MAX);
}

/* The fewest bytes that the raster can take: what is shorter is refused before memory is taken for the picture. */
static size_t raster_len(const pnm_head *head)
{
    size_t width = head->width, height = head->height;

    if (head->bitmap)
        return head->text ? width * height : (width + 7) / 8 * height;
    return width * height * head->channels * (head->text || head->maxval > 255 ? 2 : 1) - (head->text ? 1 : 0);
}

emvqr_status emvqr__image_read_pnm(emvqr_image *image, const uint8_t *bytes, size_t len)
{
    pnm_text rest = {bytes + 2, bytes + len};
    pnm_head head;
    emvqr_status status;

    if (!read_head(&head, (unsigned)(bytes[1] - '0'), &rest))
        return EMVQR_ERR_IMAGE;
    status = emvqr__image_check(head.width, head.height);
    if (status)
        return status;
    if (raster_len(&head) > (size_t)(rest.end - rest.at))
        return EMVQR_ERR_IMAGE;
    status = emvqr__image_alloc(image, head.width, head.height);
    if (status)
        return status;
    if (head.text)
        return read_text(image, &rest, &head) ? EMVQR_OK : EMVQR_ERR_IMAGE;
    if (head.bitmap)
        read_bits(image, rest.at);
    else
        read_samples(image, rest.at, &head);
    return EMVQR_OK;
}
