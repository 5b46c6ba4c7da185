/* SPDX-License-Identifier: MIT */
/* logo_flips FOLDER N: N symbols made for logos, whose modules under the logo are all flipped, or random, or all dark,
 * or all light, as PBM pictures FOLDER/0.pbm and so on; prints a line "picture payload" for each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <emvqr/qr_encode.h>

enum { FLIPPED, RANDOM, DARK, LIGHT, WAYS };

static uint32_t random_state = 5u;

static uint32_t random_below(uint32_t limit)
{
    random_state = random_state * 1664525u + 1013904223u;
    return (random_state >> 8) % limit;
}

static bool becomes(unsigned way, bool dark)
{
    return way == FLIPPED ? !dark : way == RANDOM ? random_below(2) != 0 : way == DARK;
}

static void damage(uint8_t *bits, const emvqr_qr *s, unsigned side, unsigned way)
{
    unsigned from = emvqr_qr_logo_from(s->width, side), row = (s->width + 7u) / 8u;

    for (unsigned y = from; y < from + side; y++) {
        for (unsigned x = from; x < from + side; x++) {
            bool dark = emvqr_qr_dark(s, x, y);
            if (becomes(way, dark) != dark) {
                bits[y * row + x / 8u] ^= (uint8_t)(0x80u >> x % 8u);
            }
        }
    }
}

static bool to_file(void *user, const void *data, size_t len)
{
    return fwrite(data, 1, len, (FILE *)user) == len;
}

static bool write_picture(const char *path, const emvqr_qr *s)
{
    const emvqr_draw_options look = { .module = (uint16_t)(2 + random_below(5)) };
    FILE *file = fopen(path, "wb");
    bool written = file != NULL && emvqr_qr_draw(s, EMVQR_DRAW_PBM, &look, to_file, file) == EMVQR_OK;

    return file != NULL && fclose(file) == 0 && written;
}

int main(int argc, char **argv)
{
    static uint8_t bits[EMVQR_QR_BYTES_MAX];
    char text[201], path[1000];
    unsigned long count = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;

    for (unsigned long i = 0; i < count;) {
        const emvqr_qr_options o = { (uint8_t)random_below(4), (uint8_t)random_below(2), 0, 0, 0 };
        size_t len = 20 + random_below(180);
        emvqr_logo_room room;
        emvqr_qr s;
        for (size_t at = 0; at < len; at++) {
            text[at] = "0123456789000000ABCabcxyz"[random_below(25)];
        }
        text[len] = '\0';
        if (emvqr_qr_encode_logo(text, len, &o, 8 + random_below(18), bits, sizeof bits, &s, &room) != EMVQR_OK) {
            continue; /* too large a logo for this payload */
        }
        damage(bits, &s, room.side, (unsigned)(i % WAYS));
        (void)snprintf(path, sizeof path, "%s/%lu.pbm", argv[1], i);
        if (!write_picture(path, &s)) {
            fprintf(stderr, "%s cannot be written\n", path);
            return 1;
        }
        printf("%s %s\n", path, text);
        i++;
    }
    return count == 0;
}
