/* SPDX-License-Identifier: MIT */
/* A stranger's program on the stickers: draws one into the SVG file that it is given. */
#include <stdio.h>
#include <string.h>

#include <emvqr/sticker.h>

static bool write_file(void *user, const void *data, size_t len)
{
    return fwrite(data, 1, len, (FILE *)user) == len;
}

int main(int argc, char **argv)
{
    static const char text[] = "a stranger's symbol";
    uint8_t bits[EMVQR_QR_BYTES_MAX];
    emvqr_qr symbol;
    emvqr_sticker sticker;
    FILE *file = argc == 2 ? fopen(argv[1], "wb") : NULL;

    memset(&sticker, 0, sizeof sticker);
    sticker.symbol = &symbol;
    sticker.name = "A stranger";
    if (file == NULL || emvqr_qr_encode(text, strlen(text), NULL, bits, sizeof bits, &symbol) != EMVQR_OK ||
        emvqr_sticker_draw(&sticker, EMVQR_STICKER_SVG, write_file, file) != EMVQR_OK) {
        return 1;
    }
    return fclose(file) == 0 ? 0 : 1;
}
