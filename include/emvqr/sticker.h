/* SPDX-License-Identifier: MIT */
/* emvqr: a sticker to print, with the symbol and what people want to read beside it. Library emvqr-sticker, on cairo
 * and pango, which shape Thai, Lao, Khmer, Burmese and whatever else the machine has fonts for. */
#ifndef EMVQR_STICKER_H
#define EMVQR_STICKER_H

#include <emvqr/qr_encode.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The vector formats that it is drawn in. */
enum { EMVQR_STICKER_SVG = 0, EMVQR_STICKER_PDF = 1 };

/* All texts are UTF-8 and end with a NUL; NULL or "" leaves one out. None is cut: a long one is set in smaller letters
 * and more lines, and the symbol takes what is left. On a sheet that is wider than high the texts stand beside it. */
typedef struct emvqr_sticker {
    const emvqr_qr *symbol;
    const char *heading;    /* above the symbol, such as the network's name */
    const char *name;       /* below it */
    const char *name_local; /* the name in its own script, larger and before `name` */
    const char *language;   /* ISO 639 of name_local; NULL: as the script tells */
    const char *amount;     /* with its currency */
    uint16_t width, height; /* of the sheet in millimetres, EMVQR_STICKER_LEAST to EMVQR_STICKER_MOST; 0, 0: A6 */
    emvqr_draw_options look; /* quiet zone, colours, logo; sizes in dots mean nothing here */
} emvqr_sticker;

#define EMVQR_STICKER_LEAST 20u
#define EMVQR_STICKER_MOST 1000u
#define EMVQR_STICKER_A6_WIDTH 105u
#define EMVQR_STICKER_A6_HEIGHT 148u

/* Draws into `sink`. Letters become outlines, so whoever prints it needs no fonts.
 *   EMVQR_ERR_ARGUMENT     a NULL, sizes out of range, or a look or symbol that emvqr_qr_draw refuses for SVG
 *   EMVQR_ERR_LIMIT        the texts leave no room for a symbol of modules of EMVQR_STICKER_MODULE micrometres
 *   EMVQR_ERR_UNSUPPORTED  no font of this machine has all of the letters
 *   EMVQR_ERR_FILE         the sink said no
 *   EMVQR_ERR_NO_MEMORY, EMVQR_ERR_BACKEND */
EMVQR_API emvqr_status emvqr_sticker_draw(const emvqr_sticker *sticker, unsigned format, emvqr_sink sink, void *user);
#define EMVQR_STICKER_MODULE 250u

#ifdef __cplusplus
}
#endif
#endif
