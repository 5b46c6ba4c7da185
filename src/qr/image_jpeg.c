/* SPDX-License-Identifier: MIT */
/* JPEG by libjpeg: the luminance plane where the file has one, with bounds on memory and on the number of scans. */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

#include "image.h"

#define SCANS_MAX 64             /* a progressive file has about ten; each costs a pass over the whole picture */
#define COEFFICIENT_BYTES 8L     /* a pixel of a progressive file: four components of two bytes */
#define MEMORY_SLACK (16L << 20) /* tables, row buffers, padding of the coefficients to whole blocks */
#define BLOCK_PIXELS 64u

/* Lives in the caller of setjmp's caller, so longjmp leaves its values alone. */
typedef struct jpeg_job {
    struct jpeg_decompress_struct jpeg;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf failed;
    emvqr_image *image;
    uint8_t *row;
} jpeg_job;

static void on_error(j_common_ptr jpeg)
{
    jpeg_job *job = jpeg->client_data;

    longjmp(job->failed, 1);
}

static void on_message(j_common_ptr jpeg, int level)
{
    (void)jpeg;
    (void)level;
}

static void on_output(j_common_ptr jpeg)
{
    (void)jpeg;
}

static void on_progress(j_common_ptr jpeg)
{
    jpeg_job *job = jpeg->client_data;

    if (job->jpeg.input_scan_number > SCANS_MAX)
        ERREXIT1(jpeg, JERR_IMAGE_TOO_BIG, 0);
}

static emvqr_status error_status(int code)
{
    switch (code) {
    case JERR_OUT_OF_MEMORY:
        return EMVQR_ERR_NO_MEMORY;
    case JERR_IMAGE_TOO_BIG:
    case JERR_NO_BACKING_STORE: /* the bound on memory */
        return EMVQR_ERR_LIMIT;
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_PRECISION:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_NOT_COMPILED:
    case JERR_NOTIMPL:
    case JERR_SOF_UNSUPPORTED:
        return EMVQR_ERR_UNSUPPORTED;
    default:
        return EMVQR_ERR_IMAGE;
    }
}

/* What libjpeg shall give for what the file holds; JCS_UNKNOWN when there is nothing sensible. */
static J_COLOR_SPACE output_space(J_COLOR_SPACE file)
{
    switch (file) {
    case JCS_GRAYSCALE:
    case JCS_YCbCr:
        return JCS_GRAYSCALE;
    case JCS_RGB:
        return JCS_RGB;
    case JCS_CMYK:
    case JCS_YCCK:
        return JCS_CMYK;
    default:
        return JCS_UNKNOWN;
    }
}

/* CMYK to RGB in place of the first three samples. Adobe's files, which say so, hold the complement of the ink. */
static void ink_to_light(uint8_t *samples, size_t count, bool complement)
{
    unsigned flip = complement ? 0u : 255u;

    for (; count > 0; count--, samples += 4) {
        unsigned i, black = samples[3] ^ flip;

        for (i = 0; i < 3; i++)
            samples[i] = (uint8_t)(((samples[i] ^ flip) * black + 127u) / 255u);
        samples[3] = 255u;
    }
}

static emvqr_status read_rows(jpeg_job *job)
{
    emvqr_image *image = job->image;
    unsigned channels = (unsigned)job->jpeg.output_components;

    job->row = malloc((size_t)image->width * channels);
    if (!job->row)
        return EMVQR_ERR_NO_MEMORY;
    while (job->jpeg.output_scanline < job->jpeg.output_height) {
        uint8_t *grey = image->grey + (size_t)job->jpeg.output_scanline * image->width;

        jpeg_read_scanlines(&job->jpeg, &job->row, 1);
        if (channels == 4)
            ink_to_light(job->row, image->width, job->jpeg.saw_Adobe_marker);
        emvqr__image_grey(grey, 1, job->row, image->width, channels);
    }
    return EMVQR_OK;
}

static emvqr_status read_jpeg(jpeg_job *job, const uint8_t *bytes, size_t len)
{
    struct jpeg_decompress_struct *jpeg = &job->jpeg;
    unsigned long pixels;
    emvqr_status status;

    if (setjmp(job->failed))
        return error_status(job->errors.msg_code);
    jpeg_create_decompress(jpeg);
    jpeg->progress = &job->progress;
    jpeg_mem_src(jpeg, bytes, (unsigned long)len);
    jpeg_read_header(jpeg, TRUE);
    status = emvqr__image_check(jpeg->image_width, jpeg->image_height);
    if (status)
        return status;
    /* Huffman coding spends a bit or more on a block: a file with less is not the picture that it claims to be, and
     * is refused before memory is taken for that. */
    pixels = (unsigned long)jpeg->image_width * jpeg->image_height;
    if (!jpeg->arith_code && pixels / BLOCK_PIXELS / 8 > len)
        return EMVQR_ERR_IMAGE;
    jpeg->out_color_space = output_space(jpeg->jpeg_color_space);
    if (jpeg->out_color_space == JCS_UNKNOWN)
        return EMVQR_ERR_UNSUPPORTED;
    jpeg->mem->max_memory_to_use = (long)pixels * COEFFICIENT_BYTES + MEMORY_SLACK;
    status = emvqr__image_alloc(job->image, jpeg->image_width, jpeg->image_height);
    if (status)
        return status;
    jpeg_start_decompress(jpeg);
    return read_rows(job);
}

emvqr_status emvqr__image_read_jpeg(emvqr_image *image, const uint8_t *bytes, size_t len)
{
    jpeg_job job;
    emvqr_status status;

    memset(&job, 0, sizeof job);
    job.image = image;
    job.jpeg.err = jpeg_std_error(&job.errors);
    job.errors.error_exit = on_error;
    job.errors.emit_message = on_message;
    job.errors.output_message = on_output;
    job.progress.progress_monitor = on_progress;
    job.jpeg.client_data = &job;
    status = read_jpeg(&job, bytes, len);
    jpeg_destroy_decompress(&job.jpeg);
    free(job.row);
    return status;
}
