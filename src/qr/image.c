/* SPDX-License-Identifier: MIT */
/* Pictures from files: the format is told by the first bytes, and every limit is checked before memory is taken. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "image.h"

#define FIRST_READ ((size_t)1 << 16)

emvqr_status emvqr__image_check(unsigned long width, unsigned long height)
{
    if (width == 0 || height == 0)
        return EMVQR_ERR_IMAGE;
    if (width > EMVQR_IMAGE_SIDE_MAX || height > EMVQR_IMAGE_SIDE_MAX)
        return EMVQR_ERR_LIMIT;
    return width * height > EMVQR_IMAGE_PIXELS_MAX ? EMVQR_ERR_LIMIT : EMVQR_OK;
}

emvqr_status emvqr__image_alloc(emvqr_image *image, unsigned long width, unsigned long height)
{
    emvqr_status status = emvqr__image_check(width, height);

    if (status)
        return status;
    image->grey = malloc((size_t)width * height);
    if (!image->grey)
        return EMVQR_ERR_NO_MEMORY;
    image->width = (unsigned)width;
    image->height = (unsigned)height;
    return EMVQR_OK;
}

/* The weights of ITU-R BT.601 in 256ths; they add up to 256, so white stays white. */
static unsigned luminance(const uint8_t *rgb)
{
    return (77u * rgb[0] + 150u * rgb[1] + 29u * rgb[2] + 128u) >> 8;
}

void emvqr__image_grey(uint8_t *grey, size_t step, const uint8_t *samples, size_t count, unsigned channels)
{
    bool colour = channels >= 3, alpha = channels % 2 == 0;

    if (channels == 1 && step == 1) {
        memmove(grey, samples, count);
        return;
    }
    for (; count > 0; count--, samples += channels, grey += step) {
        unsigned value = colour ? luminance(samples) : samples[0];

        if (alpha) {
            unsigned opaque = samples[channels - 1];

            value = (value * opaque + 255u * (255u - opaque) + 127u) / 255u;
        }
        *grey = (uint8_t)value;
    }
}

static bool begins_pnm(const uint8_t *bytes, size_t len)
{
    return len > 2 && bytes[0] == 'P' && bytes[1] >= '1' && bytes[1] <= '6' &&
           memchr(" \t\n\v\f\r#", bytes[2], 7) != NULL;
}

emvqr_status emvqr_image_read(emvqr_image *image, const void *bytes, size_t len)
{
    emvqr_status status = EMVQR_ERR_IMAGE;

    if (!image)
        return EMVQR_ERR_ARGUMENT;
    memset(image, 0, sizeof *image);
    if (!bytes)
        return EMVQR_ERR_ARGUMENT;
    if (len > EMVQR_IMAGE_FILE_MAX)
        return EMVQR_ERR_LIMIT;
    if (len >= 8 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
        status = emvqr__image_read_png(image, bytes, len);
    else if (len >= 3 && memcmp(bytes, "\xff\xd8\xff", 3) == 0)
        status = emvqr__image_read_jpeg(image, bytes, len);
    else if (begins_pnm(bytes, len))
        status = emvqr__image_read_pnm(image, bytes, len);
    if (status)
        emvqr_image_free(image);
    return status;
}

/* Reads `file` to its end into *bytes, which the caller frees whatever the answer is. */
static emvqr_status read_all(FILE *file, uint8_t **bytes, size_t *len)
{
    size_t room = 0;

    do {
        uint8_t *larger;

        if (room > EMVQR_IMAGE_FILE_MAX)
            return EMVQR_ERR_LIMIT;
        room = room ? room * 2 : FIRST_READ;
        if (room > EMVQR_IMAGE_FILE_MAX)
            room = (size_t)EMVQR_IMAGE_FILE_MAX + 1; /* the one more tells that there is too much */
        larger = realloc(*bytes, room);
        if (!larger)
            return EMVQR_ERR_NO_MEMORY;
        *bytes = larger;
        *len += fread(*bytes + *len, 1, room - *len, file);
    } while (*len == room);
    return ferror(file) ? EMVQR_ERR_FILE : EMVQR_OK;
}

emvqr_status emvqr_image_load(emvqr_image *image, const char *path)
{
    FILE *file;
    uint8_t *bytes = NULL;
    size_t len = 0;
    emvqr_status status;
    int reason;

    if (!image)
        return EMVQR_ERR_ARGUMENT;
    memset(image, 0, sizeof *image);
    if (!path)
        return EMVQR_ERR_ARGUMENT;
    file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!file)
        return EMVQR_ERR_FILE;
    status = read_all(file, &bytes, &len);
    reason = errno;
    if (file != stdin)
        fclose(file);
    if (!status)
        status = emvqr_image_read(image, bytes, len);
    free(bytes);
    if (status == EMVQR_ERR_FILE)
        errno = reason;
    return status;
}

void emvqr_image_free(emvqr_image *image)
{
    if (!image)
        return;
    free(image->grey);
    memset(image, 0, sizeof *image);
}
