/* SPDX-License-Identifier: MIT */
/* no_codes [N]: what a camera sees most of the time, and what a prankster shows it: pictures of 640 x 480 pixels
 * without a symbol, in which there is more or less that looks like one. Prints for each kind of picture how long each
 * profile takes, the least of N (3) runs, in multiples of the time that zbar alone takes for a picture of noise. Ends
 * with 1 when one takes longer than the kind may, or a symbol is found. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <zbar.h>

#include <emvqr/qr_decode.h>

enum { WIDTH = 640, HEIGHT = 480, PROFILES = 3 };

static uint8_t picture[WIDTH * HEIGHT];

/* ---- pictures ---- */

/* 32 bits that look random, of a place. */
static uint32_t chance(uint32_t x, uint32_t y)
{
    uint32_t h = x * 0x9E3779B1u ^ y * 0x85EBCA77u;

    h = (h ^ h >> 15) * 0x2C1B3C6Du;
    h = (h ^ h >> 12) * 0x297A2D39u;
    return h ^ h >> 15;
}

static bool in_finder(unsigned x, unsigned y) /* of 7 x 7 modules; false: light, or beside it */
{
    unsigned dx = x > 3 ? x - 3 : 3 - x, dy = y > 3 ? y - 3 : 3 - y, ring = dx > dy ? dx : dy;

    return ring < 2 || ring == 3;
}

/* The modules of something that has all the patterns of a symbol of version 3, and chance for content. */
static bool in_sham(unsigned x, unsigned y, unsigned number)
{
    enum { SIDE = 29 };

    if (x >= SIDE || y >= SIDE)
        return false;
    if ((x < 8 || x > SIDE - 9) && (y < 8 || (y > SIDE - 9 && x < 8)))
        return in_finder(x < 8 ? x : SIDE - 1 - x, y < 8 ? y : SIDE - 1 - y);
    if (x == 6 || y == 6)
        return (x + y) % 2 == 0;
    if (x - 20 < 5 && y - 20 < 5)
        return x == 20 || x == 24 || y == 20 || y == 24 || (x == 22 && y == 22);
    return chance(x + 64 * number, y) % 2 != 0;
}

static unsigned flat(unsigned x, unsigned y)
{
    return (x + y) / 8;
}

static unsigned noise(unsigned x, unsigned y)
{
    return chance(x, y) & 255;
}

static unsigned grain(unsigned x, unsigned y)
{
    return 110 + chance(x, y) % 36;
}

static unsigned blocks(unsigned x, unsigned y)
{
    return chance(x / 4, y / 4) & 1 ? 230 : 30;
}

static unsigned hatching(unsigned x, unsigned y)
{
    return (x + 2 * y) % 14 < 5 ? 40 : 220;
}

static unsigned checks(unsigned x, unsigned y)
{
    return (x / 9 + y / 9) % 2 ? 40 : 220;
}

static unsigned bars(unsigned x, unsigned y)
{
    return y % 160 < 140 && chance(x / 3, y / 160) & 1 ? 30 : 225;
}

static unsigned bricks(unsigned x, unsigned y)
{
    unsigned row = y / 18, shifted = x + row % 2 * 22;

    return (y % 18 < 3 || shifted % 44 < 3 ? 190 : 90 + chance(shifted / 44, row) % 40) + chance(x, y) % 12;
}

/* Letters of 5 x 7 dots, in words and lines. */
static unsigned page(unsigned x, unsigned y)
{
    unsigned letter = x / 12, line = y / 24, dot = x % 12 / 2, row = y % 24 / 2;
    bool inked = chance(letter * 8 + dot, line * 8 + row) % 5 < 2;

    return dot < 5 && row < 7 && chance(letter, line) % 6 && inked ? 40 : 230;
}

/* Circles within circles. */
static unsigned rings(unsigned x, unsigned y)
{
    int dx = (int)(x % 40) - 20, dy = (int)(y % 40) - 20, square = dx * dx + dy * dy;

    return square < 36 || (square > 110 && square < 220) ? 40 : 220;
}

/* Finder patterns side by side, of `pixels` a module. */
static unsigned tiles(unsigned x, unsigned y, unsigned pixels)
{
    unsigned column = x / pixels % 8, row = y / pixels % 8;

    return column < 7 && row < 7 && in_finder(column, row) ? 30 : 225;
}

static unsigned carpet(unsigned x, unsigned y)
{
    return tiles(x, y, 3);
}

static unsigned fine_carpet(unsigned x, unsigned y)
{
    return tiles(x, y, 2);
}

/* Finder patterns as far apart as in symbols, and between them modules by chance. */
static unsigned loose_carpet(unsigned x, unsigned y)
{
    unsigned column = x / 3 % 20, row = y / 3 % 20;

    if (column < 7 && row < 7)
        return in_finder(column, row) ? 30 : 225;
    return chance(x / 3, y / 3) & 1 && (column > 7 || row > 7) ? 60 : 225;
}

static unsigned shams(unsigned x, unsigned y)
{
    return in_sham(x % 132 / 4, y % 132 / 4, x / 132 + 5 * (y / 132)) ? 30 : 225;
}

static unsigned fine_shams(unsigned x, unsigned y)
{
    return in_sham(x % 66 / 2, y % 66 / 2, x / 66 + 10 * (y / 66)) ? 30 : 225;
}

static unsigned noisy_shams(unsigned x, unsigned y)
{
    return shams(x, y) + chance(x, y) % 30;
}

static const struct {
    const char *name;
    unsigned (*at)(unsigned x, unsigned y);
    double most[PROFILES]; /* in times of the yardstick: normal, fast, thorough */
} kinds[] = {
    {"flat", flat, {6, 2, 12}},
    {"grain", grain, {14, 6, 36}},
    {"noise", noise, {14, 6, 36}},
    {"blocks", blocks, {14, 6, 36}},
    {"page", page, {14, 6, 50}},
    {"bricks", bricks, {14, 6, 36}},
    {"hatching", hatching, {14, 6, 36}},
    {"checks", checks, {6, 2, 12}},
    {"bars", bars, {6, 2, 12}},
    {"rings", rings, {45, 45, 45}}, /* zbar alone takes 16 for these, and up to 25 for the following */
    {"carpet", carpet, {45, 45, 45}},
    {"fine carpet", fine_carpet, {45, 45, 45}},
    {"loose carpet", loose_carpet, {45, 45, 45}},
    {"shams", shams, {45, 45, 45}},
    {"fine shams", fine_shams, {45, 45, 45}},
    {"noisy shams", noisy_shams, {45, 45, 45}},
};

/* ---- times ---- */

static double processor(void)
{
    return (double)clock() * 1000 / CLOCKS_PER_SEC;
}

static bool found(void *user, const emvqr_qr_symbol *symbol)
{
    (void)symbol;
    *(unsigned *)user += 1;
    return true;
}

static double by_us(uint8_t profile)
{
    const emvqr_scan_options options = {profile, EMVQR_QR_UNTIL_PAYMENT, 0};
    double begun = processor();
    unsigned count = 0;

    if (emvqr_qr_scan(picture, WIDTH, HEIGHT, WIDTH, &options, found, &count) || count > 0) {
        fprintf(stderr, "%u symbols where there is none\n", count);
        exit(1);
    }
    return processor() - begun;
}

static double by_zbar(void)
{
    double begun = processor();
    zbar_image_scanner_t *scanner = zbar_image_scanner_create();
    zbar_image_t *image = zbar_image_create();

    zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
    zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
    zbar_image_set_format(image, 0x30303859UL); /* Y800 */
    zbar_image_set_size(image, WIDTH, HEIGHT);
    zbar_image_set_data(image, picture, sizeof picture, NULL);
    zbar_scan_image(scanner, image);
    zbar_image_destroy(image);
    zbar_image_scanner_destroy(scanner);
    return processor() - begun;
}

static void draw(unsigned (*at)(unsigned x, unsigned y))
{
    unsigned i;

    for (i = 0; i < sizeof picture; i++)
        picture[i] = (uint8_t)at(i % WIDTH, i / WIDTH);
}

/* The least times of some runs, those of zbar with noise in between. */
static void measure(unsigned (*at)(unsigned x, unsigned y), unsigned runs, double least[PROFILES + 1])
{
    unsigned i;

    for (i = 0; i <= PROFILES; i++)
        least[i] = 1e9;
    for (; runs > 0; runs--) {
        draw(at);
        for (i = 0; i <= PROFILES; i++) {
            double one;

            if (i == PROFILES)
                draw(noise);
            one = i < PROFILES ? by_us((uint8_t)i) : by_zbar();
            least[i] = one < least[i] ? one : least[i];
        }
    }
}

int main(int argc, char **argv)
{
    unsigned runs = argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 3, over = 0, i, j;

    printf("%-14s%18s%18s%18s\n", "(at most)", "normal", "fast", "thorough");
    for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        double least[PROFILES + 1];

        measure(kinds[i].at, runs, least);
        printf("%-14s", kinds[i].name);
        for (j = 0; j < PROFILES; j++) {
            double times = least[j] / least[PROFILES];

            printf("%8.1f%s(%5.1f)", times, times > kinds[i].most[j] ? " NO" : "   ", kinds[i].most[j]);
            over += times > kinds[i].most[j];
        }
        printf("\n");
    }
    return over > 0;
}
