/* SPDX-License-Identifier: MIT */
/* Our own reader of symbols, built without zbar, which has troubles of its own: segments, modules, plain pixels, and
 * drawings of symbols, askew and noisy. Whatever is told lies about where the picture is, and has a length that a
 * symbol can hold. The input's last byte chooses one of the four. */
#include "../src/qr/ladder.h"
#include "../src/qr/zbar.h"

#include "input.h"

emvqr_status emvqr__zbar_scan(const uint8_t *grey, unsigned width, unsigned height, emvqr__results *results)
{
    (void)grey;
    (void)width;
    (void)height;
    (void)results;
    return EMVQR_OK;
}

typedef struct picture {
    unsigned width, height;
    size_t stride;
    uint8_t *grey;
} picture;

static bool is_near(int at, unsigned size)
{
    return at >= -(int)size && at <= 2 * (int)size;
}

static bool found(void *user, const emvqr_qr_symbol *symbol)
{
    const picture *in = user;
    unsigned sum = 0;
    size_t i;

    for (i = 0; i < symbol->len; i++) {
        sum += (unsigned char)symbol->data[i];
    }
    for (i = 0; i < 4; i++) {
        if (!is_near(symbol->corners[i][0], in->width) || !is_near(symbol->corners[i][1], in->height)) {
            abort();
        }
    }
    if (symbol->len == 0 || symbol->len > 2u * EMVQR__CONTENT_MAX || emvqr_qr_rung_name(symbol->rung) == NULL ||
        !(symbol->scale > 0) || symbol->scale > 2) {
        abort();
    }
    return sum % 7u != 0;
}

/* ---- the four ---- */

static emvqr__results results;

static void tell(const emvqr__content *content)
{
    static picture in = {100, 100, 100, NULL};
    float corners[4][2] = {{0, 0}, {0, 50}, {50, 50}, {50, 0}};

    memset(&results, 0, offsetof(emvqr__results, told));
    results.found = found;
    results.user = &in;
    results.across = results.down = results.symbol.scale = 1;
    (void)emvqr__results_content(&results, content, corners, false);
    (void)emvqr__results_content(&results, content, corners, true); /* the second time nothing is told */
    if (results.count > 1) {
        abort();
    }
}

static void read_segments(input *in)
{
    static emvqr__content content;
    unsigned version = input_byte(in) % 40u + 1u;
    char *exact = input_copy(in->text, in->len);

    content.unsure = version % 2u != 0;
    if (emvqr__content_parse((const uint8_t *)exact, in->len, version, &content)) {
        if (content.len > EMVQR__CONTENT_MAX) {
            abort();
        }
        tell(&content);
    }
    free(exact);
}

static void read_modules(input *in)
{
    static emvqr__matrix_work work;
    static emvqr__modules modules;
    static emvqr__content content;
    bool erase = input_byte(in) % 2u != 0;
    size_t i, count;

    emvqr__field_init(&work.field);
    modules.side = 17u + 4u * (input_byte(in) % 40u + 1u);
    count = (size_t)modules.side * modules.side;
    for (i = 0; i < count; i++) {
        modules.seen[i] = in->len == 0 ? 0 : (int8_t)in->text[i % in->len];
    }
    if (emvqr__matrix_read(&work, &modules, erase, &content)) {
        tell(&content);
    }
}

static void scan(input *in, picture *of)
{
    static const uint8_t profiles[8] = {EMVQR_QR_NORMAL, EMVQR_QR_FAST, EMVQR_QR_THOROUGH}; /* the slow ones rarely */
    emvqr_scan_options options = {0, 0, 0};

    options.profile = profiles[input_byte(in) % 8u];
    options.until = (uint8_t)(input_byte(in) % 3u);
    if (emvqr_qr_scan(of->grey, of->width, of->height, of->stride, &options, found, of) != EMVQR_OK) {
        abort();
    }
}

static picture make_picture(unsigned width, unsigned height, unsigned pad)
{
    picture of = {width, height, (size_t)width + pad, NULL};
    size_t bytes = (height - 1u) * of.stride + width; /* what is promised to be read, and no more */

    of.grey = input_block(bytes);
    memset(of.grey, 128, bytes);
    return of;
}

static void read_pixels(input *in)
{
    unsigned size = input_byte(in) % 3u + 1u, width = 21u + input_byte(in) % 32u, height = 21u + input_byte(in) % 32u;
    picture of = make_picture(width * size, height * size, input_byte(in) % 3u);
    size_t x, y;

    for (y = 0; y < of.height && in->len > 0; y++) {
        for (x = 0; x < of.width; x++) {
            of.grey[y * of.stride + x] = (uint8_t)in->text[(y / size * width + x / size) % in->len];
        }
    }
    scan(in, &of);
    free(of.grey);
}

/* How a symbol is drawn. */
typedef struct drawing {
    unsigned version, side, noise;
    float module, lean_x, lean_y, near_x, near_y;
    bool light, mirrored;
} drawing;

static float small(input *in)
{
    return (float)((int)input_byte(in) - 128) / 256.0f;
}

static bool is_dark(const drawing *as, const input *in, unsigned column, unsigned row)
{
    unsigned bit = row * as->side + column;
    int fixed = emvqr__fixed_module(as->version, column, row);

    if (fixed != 0 || bit / 8u >= in->len) {
        return fixed < 0;
    }
    return ((unsigned char)in->text[bit / 8u] >> (7u - bit % 8u) & 1u) != 0;
}

static uint8_t shade(const drawing *as, const input *in, float x, float y, size_t pixel)
{
    float away = 1 + as->near_x * x + as->near_y * y, half = (float)as->side / 2;
    float u = (x + as->lean_x * y) / away / as->module + half, v = (y + as->lean_y * x) / away / as->module + half;
    unsigned noise = (unsigned)(pixel * 2654435761u >> 13) % (as->noise + 1u);
    bool dark;

    if (!(u >= 0 && v >= 0 && u < (float)as->side && v < (float)as->side)) {
        return (uint8_t)((as->light ? 40 : 200) + noise % 50u);
    }
    dark = as->mirrored ? is_dark(as, in, (unsigned)v, (unsigned)u) : is_dark(as, in, (unsigned)u, (unsigned)v);
    return (uint8_t)((dark != as->light ? 30 : 180) + noise);
}

static void read_drawing(input *in)
{
    drawing as;
    picture of;
    unsigned flags = input_byte(in), x, y, side;

    as.light = flags % 2u != 0;
    as.mirrored = flags / 2u % 2u != 0;
    as.noise = flags / 4u;
    as.version = input_byte(in) % 4u + 1u; /* small ones are soon drawn */
    as.side = 17u + 4u * as.version;
    as.module = 1 + (float)(input_byte(in) % 9u) / 4;
    as.lean_x = small(in);
    as.lean_y = small(in);
    side = (unsigned)((float)as.side * as.module) + 16u;
    as.near_x = small(in) / (float)side;
    as.near_y = small(in) / (float)side;
    of = make_picture(side, side, flags % 5u);
    for (y = 0; y < side; y++) {
        for (x = 0; x < side; x++) {
            of.grey[y * of.stride + x] = shade(&as, in, (float)x - (float)side / 2, (float)y - (float)side / 2,
                                               (size_t)y * side + x);
        }
    }
    scan(in, &of);
    free(of.grey);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const ways[])(input *in) = {read_drawing, read_modules, read_segments, read_pixels};
    input in;

    in.text = (const char *)data;
    in.len = size;
    ways[input_byte(&in) % 4u](&in);
    return 0;
}
