/* SPDX-License-Identifier: MIT */
/* clean_renders [N [SEED]]: N of our own drawings, each of another payload, are read back through the decode front end:
 * every version, level, segmentation, charset declaration and quiet zone, two pixels a module and more. A drawing that
 * is not read, or whose bytes differ, is told with what it takes to make it again, and the exit status is 1. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <emvqr/qr_decode.h>
#include <emvqr/qr_encode.h>

enum { USUAL = 2000, PAYLOAD_MAX = 2953, PIXELS_MAX = 1200 };

static uint64_t random_state;

/* splitmix64 */
static uint64_t random_next(void)
{
    uint64_t z = random_state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static unsigned random_below(unsigned limit)
{
    return (unsigned)(random_next() % limit);
}

typedef struct render {
    char payload[PAYLOAD_MAX];
    size_t len;
    emvqr_qr_options encode;
    emvqr_draw_options draw;
    emvqr_qr symbol;
} render;

/* ---- payloads: runs of what payment codes hold --------------------------------------------------------------- */

static size_t put_character(char *to, unsigned kind)
{
    static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:0123456789";
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz ,'&()_";
    unsigned point;

    switch (kind) {
    case 0: to[0] = (char)('0' + random_below(10)); return 1;
    case 1: to[0] = capitals[random_below(sizeof capitals - 1)]; return 1;
    case 2: to[0] = letters[random_below(sizeof letters - 1)]; return 1;
    default: break;
    }
    point = 0x0E01 + random_below(46); /* Thai letters, and what stands 0x80 further on in Lao */
    point += kind == 4 ? 0x80 : 0;
    to[0] = (char)(0xE0 | point >> 12);
    to[1] = (char)(0x80 | (point >> 6 & 0x3F));
    to[2] = (char)(0x80 | (point & 0x3F));
    return 3;
}

static void make_payload(render *r)
{
    /* Most are as long as payment codes are; some as long as a symbol can hold at its level. */
    static const unsigned most[4] = { 2900, 2250, 1600, 1200 };
    size_t wanted = random_below(20) == 0 ? 1 + random_below(most[r->encode.ecc]) : 1 + random_below(340);
    unsigned kinds = random_below(3) == 0 ? 5 : 3;

    r->len = 0;
    while (r->len < wanted) {
        unsigned kind = random_below(kinds);
        for (unsigned run = 1 + random_below(24); run > 0 && r->len < wanted; run--) {
            r->len += put_character(r->payload + r->len, kind);
        }
    }
}

/* ---- one drawing --------------------------------------------------------------------------------------------- */

typedef struct picture {
    uint8_t *data;
    size_t len, room;
} picture;

static bool keep(void *user, const void *data, size_t len)
{
    picture *p = user;

    if (p->len + len > p->room) {
        size_t room = 2 * (p->len + len);
        uint8_t *grown = realloc(p->data, room);
        if (grown == NULL) {
            return false;
        }
        p->data = grown;
        p->room = room;
    }
    memcpy(p->data + p->len, data, len);
    p->len += len;
    return true;
}

typedef struct answer {
    const render *wanted;
    unsigned found, right;
} answer;

static bool compare(void *user, const emvqr_qr_symbol *symbol)
{
    answer *a = user;

    a->found++;
    a->right += symbol->len == a->wanted->len && memcmp(symbol->data, a->wanted->payload, symbol->len) == 0;
    return true;
}

static bool choose(render *r)
{
    static uint8_t bits[EMVQR_QR_BYTES_MAX];
    static const uint16_t quiets[] = { 4, 4, 4, 1, 2, 3, 5, 8, 20, EMVQR_DRAW_NO_QUIET };

    memset(r, 0, sizeof *r);
    r->encode.ecc = (uint8_t)random_below(4);
    r->encode.segments = (uint8_t)random_below(2);
    r->encode.eci = (uint8_t)random_below(3);
    make_payload(r);
    r->draw.module = (uint16_t)(2 + (random_below(3) == 0 ? random_below(8) : random_below(2)));
    r->draw.quiet = quiets[random_below(sizeof quiets / sizeof quiets[0])];
    if (emvqr_qr_encode(r->payload, r->len, &r->encode, bits, sizeof bits, &r->symbol) != EMVQR_OK) {
        return false;
    }
    while (r->draw.module > 2 && r->symbol.width * r->draw.module > PIXELS_MAX) {
        r->draw.module--;
    }
    return true;
}

/* Draws, reads, compares. */
static answer read_back(const render *r, unsigned format)
{
    static picture p;
    answer a = { r, 0, 0 };
    emvqr_image image;

    p.len = 0;
    if (emvqr_qr_draw(&r->symbol, format, &r->draw, keep, &p) == EMVQR_OK &&
        emvqr_image_read(&image, p.data, p.len) == EMVQR_OK) {
        (void)emvqr_qr_decode(image.grey, image.width, image.height, image.width, compare, &a);
        emvqr_image_free(&image);
    }
    return a;
}

int main(int argc, char **argv)
{
    static render r;
    unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : USUAL;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    unsigned long missed = 0;

    for (unsigned long i = 0; i < count; i++) {
        random_state = seed * UINT64_C(1000003) + i;
        if (!choose(&r)) {
            printf("seed %" PRIu64 ", render %lu: not encoded\n", seed, i);
            return 1;
        }
        answer a = read_back(&r, i % 2 == 0 ? EMVQR_DRAW_PBM : EMVQR_DRAW_PNG);
        if (a.right != 1 || a.found != 1) {
            missed++;
            printf("missed: seed %" PRIu64 ", render %lu: %u found, %u right; %u bytes, version %u, level %c, "
                   "segments %u, ECI %u, %u pixels a module, quiet zone %u\n",
                   seed, i, a.found, a.right, (unsigned)r.len, (unsigned)r.symbol.version, "LMQH"[r.symbol.ecc],
                   (unsigned)r.encode.segments, (unsigned)r.symbol.eci, (unsigned)r.draw.module,
                   r.draw.quiet == EMVQR_DRAW_NO_QUIET ? 0u : (unsigned)r.draw.quiet);
        }
    }
    printf("%lu renders read back, %lu missed\n", count, missed);
    return missed > 0 || count == 0;
}
