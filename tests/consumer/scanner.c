/* SPDX-License-Identifier: MIT */
/* A stranger's program on the decode front end: prints the texts in the picture that it is given. */
#include <stdio.h>

#include <emvqr/qr_decode.h>

static bool print(void *user, const emvqr_qr_symbol *symbol)
{
    (void)user;
    printf("%.*s\n", (int)symbol->len, symbol->data);
    return true;
}

int main(int argc, char **argv)
{
    emvqr_image image;
    emvqr_status status;

    if (argc != 2 || emvqr_image_load(&image, argv[1]) != EMVQR_OK) {
        return 1;
    }
    status = emvqr_qr_decode(image.grey, image.width, image.height, image.width, print, NULL);
    emvqr_image_free(&image);
    return status == EMVQR_OK ? 0 : 1;
}
