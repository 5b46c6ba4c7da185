/* SPDX-License-Identifier: MIT */
/* Pictures by the writers of libpng and libjpeg, symbols by libqrencode. Tests only: a failure ends the program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <png.h>
#include <qrencode.h>

#include "image_make.h"

static void *must(void *pointer)
{
    if (!pointer)
        abort();
    return pointer;
}

uint8_t image_noise(unsigned long i)
{
    unsigned long v = (i + 1u) * 2654435761u & 0xffffffffu;

    return (uint8_t)(v >> 24 ^ v >> 13);
}

emvqr_status image_read_exact(emvqr_image *image, const uint8_t *bytes, size_t len)
{
    uint8_t *copy = must(malloc(len ? len : 1));
    emvqr_status status;

    memcpy(copy, bytes, len);
    status = emvqr_image_read(image, copy, len);
    free(copy);
    return status;
}

static void append(png_structp png, png_bytep bytes, size_t len)
{
    image_file *file = png_get_io_ptr(png);

    file->bytes = must(realloc(file->bytes, file->len + len));
    memcpy(file->bytes + file->len, bytes, len);
    file->len += len;
}

static void set_transparency(png_structp png, png_infop info, const image_png *from)
{
    png_color_16 key;

    if (from->colour == PNG_COLOR_TYPE_PALETTE) {
        png_set_tRNS(png, info, from->trns, from->trns_len, NULL);
        return;
    }
    memset(&key, 0, sizeof key);
    key.gray = (png_uint_16)(from->trns[0] << 8 | from->trns[1]);
    if (from->trns_len == 6) {
        key.red = key.gray;
        key.green = (png_uint_16)(from->trns[2] << 8 | from->trns[3]);
        key.blue = (png_uint_16)(from->trns[4] << 8 | from->trns[5]);
    }
    png_set_tRNS(png, info, NULL, 0, &key);
}

image_file image_png_make(const image_png *from)
{
    image_file file = {NULL, 0};
    png_structp png = must(png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL));
    png_infop info = must(png_create_info_struct(png));
    png_color palette[256];
    png_bytepp rows = must(malloc(from->height * sizeof *rows));
    uint8_t *copy;
    size_t row_len, y;
    int i;

    png_set_write_fn(png, &file, append, NULL);
    png_set_IHDR(png, info, from->width, from->height, from->depth, from->colour,
                 from->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    for (i = 0; from->palette && i < from->palette_len; i++) {
        palette[i].red = from->palette[3 * i];
        palette[i].green = from->palette[3 * i + 1];
        palette[i].blue = from->palette[3 * i + 2];
    }
    if (from->palette)
        png_set_PLTE(png, info, palette, from->palette_len);
    if (from->trns)
        set_transparency(png, info, from);
    row_len = png_get_rowbytes(png, info);
    copy = must(malloc(row_len * from->height));
    memcpy(copy, from->rows, row_len * from->height);
    for (y = 0; y < from->height; y++)
        rows[y] = copy + y * row_len;
    png_set_rows(png, info, rows);
    png_write_png(png, info, PNG_TRANSFORM_IDENTITY, NULL);
    png_destroy_write_struct(&png, &info);
    free(rows);
    free(copy);
    return file;
}

image_file image_small_png(bool interlaced)
{
    uint8_t rows[8 * 4 * 8];
    image_png png;
    size_t i;

    for (i = 0; i < sizeof rows; i++)
        rows[i] = image_noise(i);
    memset(&png, 0, sizeof png);
    png.width = png.height = 8;
    png.depth = 8;
    png.colour = PNG_COLOR_TYPE_RGB_ALPHA;
    png.interlaced = interlaced;
    png.rows = rows;
    return image_png_make(&png);
}

/* One scan for each coefficient, and one more to refine it: far more than any camera writes. */
static int many_scans(jpeg_scan_info *scans)
{
    int n = 0, al, ss;

    memset(scans, 0, 128 * sizeof *scans);
    for (al = 1; al >= 0; al--)
        for (ss = 0; ss < 64; ss++) {
            scans[n].comps_in_scan = 1;
            scans[n].Ss = scans[n].Se = ss;
            scans[n].Ah = al ? 0 : 1;
            scans[n++].Al = al;
        }
    return n;
}

static void set_kind(j_compress_ptr jpeg, image_jpeg_kind kind)
{
    static const struct {
        int samples;
        J_COLOR_SPACE in, file;
        bool adobe;
    } kinds[] = {{1, JCS_GRAYSCALE, JCS_GRAYSCALE, false}, {3, JCS_RGB, JCS_YCbCr, false},
                 {3, JCS_RGB, JCS_RGB, true},              {4, JCS_CMYK, JCS_CMYK, true},
                 {4, JCS_CMYK, JCS_CMYK, false},           {4, JCS_CMYK, JCS_YCCK, true}};

    jpeg->input_components = kinds[kind].samples;
    jpeg->in_color_space = kinds[kind].in;
    jpeg_set_defaults(jpeg);
    jpeg_set_colorspace(jpeg, kinds[kind].file);
    jpeg_set_quality(jpeg, 95, TRUE);
    jpeg->write_Adobe_marker = kinds[kind].adobe;
}

image_file image_jpeg_make(const uint8_t *samples, unsigned width, unsigned height, image_jpeg_kind kind,
                           image_jpeg_scans scans)
{
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    jpeg_scan_info script[128];
    image_file file;
    unsigned char *bytes = NULL;
    unsigned long len = 0;

    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &bytes, &len);
    jpeg.image_width = width;
    jpeg.image_height = height;
    set_kind(&jpeg, kind);
    if (scans == IMAGE_JPEG_PROGRESSIVE)
        jpeg_simple_progression(&jpeg);
    if (scans == IMAGE_JPEG_MANY_SCANS) {
        jpeg.num_scans = many_scans(script);
        jpeg.scan_info = script;
    }
    jpeg_start_compress(&jpeg, TRUE);
    while (jpeg.next_scanline < height) {
        size_t row_len = (size_t)width * (size_t)jpeg.input_components;
        uint8_t *row = must(malloc(row_len));

        memcpy(row, samples + jpeg.next_scanline * row_len, row_len);
        jpeg_write_scanlines(&jpeg, &row, 1);
        free(row);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    file.bytes = bytes;
    file.len = len;
    return file;
}

void image_jpeg_samples(uint8_t *samples, image_jpeg_kind kind)
{
    unsigned channels = kind == IMAGE_JPEG_GREY ? 1 : kind <= IMAGE_JPEG_RGB ? 3 : 4, x, y, i;

    for (y = 0; y < IMAGE_JPEG_Y; y++)
        for (x = 0; x < IMAGE_JPEG_X; x++)
            for (i = 0; i < channels; i++)
                *samples++ = (uint8_t)(i == 0 ? 20 + 4 * x : i == 1 ? 220 - 5 * y : i == 2 ? 60 + 2 * x + 2 * y
                                                                                           : 250 - 3 * x);
}

image_file image_small_jpeg(image_jpeg_scans scans)
{
    uint8_t samples[IMAGE_JPEG_X * IMAGE_JPEG_Y * 4];

    image_jpeg_samples(samples, IMAGE_JPEG_GREY);
    return image_jpeg_make(samples, IMAGE_JPEG_X, IMAGE_JPEG_Y, IMAGE_JPEG_GREY, scans);
}

static unsigned draw(uint8_t *grey, size_t stride, unsigned x, unsigned y, unsigned scale, QRcode *code)
{
    unsigned side, i, j;

    if (!code)
        return 0;
    side = (unsigned)code->width;
    for (j = 0; grey && j < side * scale; j++)
        for (i = 0; i < side * scale; i++)
            grey[(y + j) * stride + x + i] = code->data[j / scale * side + i / scale] & 1 ? 0 : 255;
    QRcode_free(code);
    return side;
}

unsigned image_draw_qr(uint8_t *grey, size_t stride, unsigned x, unsigned y, unsigned scale, const void *data,
                       size_t len, bool eci26)
{
    QRinput *input = must(QRinput_new2(0, QR_ECLEVEL_M));
    unsigned side;

    if (eci26)
        QRinput_appendECIheader(input, 26);
    if (QRinput_append(input, QR_MODE_8, (int)len, data))
        abort();
    side = draw(grey, stride, x, y, scale, QRcode_encodeInput(input));
    QRinput_free(input);
    return side;
}

void image_draw_parts(uint8_t *grey, size_t stride, unsigned scale, const char *const *texts, int parts, int first,
                      int step)
{
    QRinput_Struct *set = must(QRinput_Struct_new());
    QRcode_List *codes, *code;
    unsigned x = 4 * scale;
    int i;

    for (i = 0; i < parts; i++) {
        QRinput *input = must(QRinput_new2(2, QR_ECLEVEL_M));

        QRinput_append(input, QR_MODE_8, (int)strlen(texts[i]), (const unsigned char *)texts[i]);
        if (QRinput_Struct_appendInput(set, input) != i + 1)
            abort();
    }
    if (QRinput_Struct_insertStructuredAppendHeaders(set))
        abort();
    codes = must(QRcode_encodeInputStructured(set));
    for (code = codes, i = 0; code; code = code->next, i++) {
        if (i < first || (i - first) % step != 0)
            continue;
        x += (draw(grey, stride, x, 4 * scale, scale, code->code) + 4) * scale;
        code->code = NULL; /* draw gave it back */
    }
    QRcode_List_free(codes);
    QRinput_Struct_free(set);
}
