/* SPDX-License-Identifier: MIT */
/* PNG by libpng, a row at a time: also an interlaced picture is put together in grey, so that the full-colour
 * picture is never in memory. */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "image.h"

#define HEADER_LEN 24u                         /* signature, IHDR's length and name, width, height */
#define CHUNK_MAX ((png_alloc_size_t)8 << 20)  /* a chunk that is not image data, colour profiles included */
#define DEFLATE_RATIO_MAX 1032u                /* no deflate stream grows by more than this */

/* The pixels of a pass: where they begin and how far they lie apart. */
typedef struct png_pass {
    unsigned x, y, dx, dy;
} png_pass;

static const png_pass whole[1] = {{0, 0, 1, 1}};
static const png_pass adam7[7] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                                  {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};

/* Lives in the caller of setjmp's caller, so longjmp leaves its values alone. */
typedef struct png_job {
    jmp_buf failed;
    emvqr_image *image;
    const uint8_t *bytes;
    size_t len, at;
    png_structp png;
    png_infop info;
    uint8_t *row;
    emvqr_status status; /* what longjmp reports */
} png_job;

static void on_error(png_structp png, png_const_charp text)
{
    png_job *job = png_get_error_ptr(png);

    (void)text;
    longjmp(job->failed, 1);
}

static void on_warning(png_structp png, png_const_charp text)
{
    (void)png;
    (void)text;
}

/* Exists to tell a lack of memory from a damaged file: libpng reports both as texts. */
static png_voidp take(png_structp png, png_alloc_size_t size)
{
    png_job *job = png_get_mem_ptr(png);
    void *memory = malloc(size);

    if (!memory)
        job->status = EMVQR_ERR_NO_MEMORY;
    return memory;
}

static void give(png_structp png, png_voidp memory)
{
    (void)png;
    free(memory);
}

static void feed(png_structp png, png_bytep to, size_t count)
{
    png_job *job = png_get_io_ptr(png);

    if (count > job->len - job->at)
        png_error(png, "end of data");
    memcpy(to, job->bytes + job->at, count);
    job->at += count;
}

static unsigned long big_endian32(const uint8_t *bytes)
{
    return (unsigned long)bytes[0] << 24 | (unsigned long)bytes[1] << 16 | (unsigned long)bytes[2] << 8 | bytes[3];
}

/* Asks for 8-bit samples, with alpha where the picture has transparency. */
static void set_up(png_job *job)
{
    png_set_user_limits(job->png, EMVQR_IMAGE_SIDE_MAX, EMVQR_IMAGE_SIDE_MAX);
    png_set_chunk_malloc_max(job->png, CHUNK_MAX);
    png_set_keep_unknown_chunks(job->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_read_fn(job->png, job, feed);
    png_read_info(job->png, job->info);
    png_set_expand(job->png);
    png_set_scale_16(job->png);
}

/* Reads the rows of one pass and puts their pixels in place. */
static void read_pass(png_job *job, const png_pass *pass)
{
    emvqr_image *image = job->image;
    unsigned channels = png_get_channels(job->png, job->info);
    size_t columns = (image->width + pass->dx - 1 - pass->x) / pass->dx, y;

    for (y = pass->y; columns > 0 && y < image->height; y += pass->dy) {
        png_read_row(job->png, job->row, NULL);
        emvqr__image_grey(image->grey + y * image->width + pass->x, pass->dx, job->row, columns, channels);
    }
}

static emvqr_status read_png(png_job *job)
{
    unsigned long width, height;
    const png_pass *pass;
    size_t passes;

    if (setjmp(job->failed))
        return job->status;
    job->png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, job, on_error, on_warning, job, take, give);
    if (!job->png)
        return EMVQR_ERR_NO_MEMORY;
    job->info = png_create_info_struct(job->png);
    if (!job->info)
        return EMVQR_ERR_NO_MEMORY;
    set_up(job);
    width = png_get_image_width(job->png, job->info);
    height = png_get_image_height(job->png, job->info);
    /* A small file cannot hold a large picture: refused here, not after the memory for the picture is taken. */
    if (png_get_rowbytes(job->png, job->info) * height / DEFLATE_RATIO_MAX > job->len)
        return EMVQR_ERR_IMAGE;
    passes = png_get_interlace_type(job->png, job->info) == PNG_INTERLACE_NONE ? 1 : 7;
    png_read_update_info(job->png, job->info);
    job->row = malloc(png_get_rowbytes(job->png, job->info));
    if (!job->row)
        return EMVQR_ERR_NO_MEMORY;
    job->status = emvqr__image_alloc(job->image, width, height);
    if (job->status)
        return job->status;
    job->status = EMVQR_ERR_IMAGE;
    for (pass = passes == 1 ? whole : adam7; passes > 0; passes--, pass++)
        read_pass(job, pass);
    png_read_end(job->png, NULL);
    return EMVQR_OK;
}

emvqr_status emvqr__image_read_png(emvqr_image *image, const uint8_t *bytes, size_t len)
{
    png_job job;
    emvqr_status status;

    if (len < HEADER_LEN || memcmp(bytes + 12, "IHDR", 4) != 0)
        return EMVQR_ERR_IMAGE;
    status = emvqr__image_check(big_endian32(bytes + 16), big_endian32(bytes + 20));
    if (status)
        return status;
    memset(&job, 0, sizeof job);
    job.image = image;
    job.bytes = bytes;
    job.len = len;
    job.status = EMVQR_ERR_IMAGE;
    status = read_png(&job);
    if (job.png)
        png_destroy_read_struct(&job.png, &job.info, NULL);
    free(job.row);
    return status;
}
