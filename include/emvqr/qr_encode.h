/* SPDX-License-Identifier: MIT */
/* emvqr: a payload as a QR symbol, and the symbol as a picture. Library emvqr-encode, on libqrencode and libpng.
 *
 *     uint8_t bits[EMVQR_QR_BYTES_MAX];
 *     emvqr_qr symbol;
 *     status = emvqr_qr_encode(payload, len, NULL, bits, sizeof bits, &symbol);
 *     if (status == EMVQR_OK) {
 *         status = emvqr_qr_draw(&symbol, EMVQR_DRAW_PNG, NULL, sink, user);
 *     }
 *
 * Nothing here looks into the payload: whether it is a sound one is asked of the core. Every call may run in several
 * threads at once (with a libqrencode that was built with threads, as packaged ones are). */
#ifndef EMVQR_QR_ENCODE_H
#define EMVQR_QR_ENCODE_H

#include <emvqr/config.h>
#include <emvqr/span.h>
#include <emvqr/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How much of a symbol may be damaged: about 7, 15, 25 and 30 %. On paper of a given size M reads best: what more
 * correction gives, smaller modules take away. */
enum { EMVQR_QR_L = 0, EMVQR_QR_M = 1, EMVQR_QR_Q = 2, EMVQR_QR_H = 3 };

/* BYTE: the payload is one segment of bytes, as EMVCo requires. OPTIMAL: split into digits, capitals and bytes (never
 * Kanji) so that no other split takes fewer bits; payment codes are then some two versions smaller. */
enum { EMVQR_QR_SEGMENTS_BYTE = 0, EMVQR_QR_SEGMENTS_OPTIMAL = 1 };

/* Whether the symbol says that its bytes are UTF-8 (ECI 26). AUTO: exactly when a byte >= 0x80 is present, as EMVCo
 * requires. The bytes are not looked at otherwise: whoever encodes text in another charset asks for NONE. */
enum { EMVQR_QR_ECI_AUTO = 0, EMVQR_QR_ECI_NONE = 1, EMVQR_QR_ECI_UTF8 = 2 };

typedef struct emvqr_qr_options {
    uint8_t ecc;      /* EMVQR_QR_L to EMVQR_QR_H */
    uint8_t segments; /* EMVQR_QR_SEGMENTS_* */
    uint8_t eci;      /* EMVQR_QR_ECI_* */
    uint8_t version;  /* 1 to 40; 0: the smallest that holds the payload */
    uint8_t raise;    /* 1: `ecc` is the least level, and a higher one is taken if the symbol does not grow; 0: exact */
} emvqr_qr_options;

/* What NULL options mean. (Options that are all zero differ from it in the error correction: L.) */
#define EMVQR_QR_DEFAULTS { EMVQR_QR_M, EMVQR_QR_SEGMENTS_BYTE, EMVQR_QR_ECI_AUTO, 0, 0 }

/* The longest payload of any symbol (version 40 L): bytes, and digits where the segments are optimal. */
#define EMVQR_QR_LEN_BYTES 2953u
#define EMVQR_QR_LEN_DIGITS 7089u

/* Modules a side, bytes a row, and bytes of the whole matrix. Row by row from the top, the leftmost module in a byte's
 * most significant bit, each row padded with zeros to whole bytes; 1 is dark. The quiet zone is not part of it. */
#define EMVQR_QR_WIDTH_FOR(version) (17u + 4u * (version))
#define EMVQR_QR_ROW_FOR(version) ((EMVQR_QR_WIDTH_FOR(version) + 7u) / 8u)
#define EMVQR_QR_BYTES_FOR(version) (EMVQR_QR_WIDTH_FOR(version) * EMVQR_QR_ROW_FOR(version))
#define EMVQR_QR_BYTES_MAX EMVQR_QR_BYTES_FOR(40u)

typedef struct emvqr_qr {
    const uint8_t *bits; /* the caller's buffer */
    uint16_t width;      /* modules a side, EMVQR_QR_WIDTH_FOR(version) */
    uint8_t version;     /* 1 to 40 */
    uint8_t ecc;         /* EMVQR_QR_L to EMVQR_QR_H */
    uint8_t eci;         /* 26 when the symbol says so, 0 when it says nothing */
} emvqr_qr;

/* Encodes `len` bytes (zero bytes too) and writes the matrix into `bits`, which has room for `cap` bytes and must
 * outlive `symbol`. NULL options are EMVQR_QR_DEFAULTS. It allocates, and frees what it allocated before it returns.
 *   EMVQR_ERR_ARGUMENT   payload or symbol NULL, len 0, or an option out of range
 *   EMVQR_ERR_TOO_LONG   no symbol, or not the version that was asked for, carries the payload at this correction
 *   EMVQR_ERR_NO_SPACE   `cap` is too small: symbol->version is set, EMVQR_QR_BYTES_FOR tells what it needs
 *   EMVQR_ERR_NO_MEMORY, EMVQR_ERR_BACKEND
 * Unless it returns EMVQR_OK, symbol->bits is NULL.
 * libqrencode 4.1.1 sets 16 bits more aside for an ECI header than it writes. So a payload with ECI that fills a
 * version to its last two bytes is taken for one that needs the next version; version 40 is used to its end. */
EMVQR_API emvqr_status emvqr_qr_encode(const char *payload, size_t len, const emvqr_qr_options *options, uint8_t *bits,
                                       size_t cap, emvqr_qr *symbol);

/* Whether the module in column x, row y is dark. Outside the symbol all is light. */
EMVQR_API bool emvqr_qr_dark(const emvqr_qr *symbol, unsigned x, unsigned y);

/* ---- a logo ---- */

/* A picture that covers a square of a symbol. emvqr_logo_read makes one; a caller may also fill it in. */
typedef struct emvqr_logo {
    const void *png;  /* the PNG file, which an SVG carries; `len` bytes */
    size_t len;
    uint8_t *rgba; /* its pixels, rows of 4 * width bytes: red, green, blue, opacity */
    uint16_t width, height;
} emvqr_logo;

/* The largest logo, in pixels a side and bytes of its file. */
#define EMVQR_LOGO_SIDE_MAX 4096u
#define EMVQR_LOGO_FILE_MAX (8u << 20)

/* Reads a PNG file, which must live as long as *logo does. EMVQR_OK: for emvqr_logo_free. Otherwise *logo is empty.
 * EMVQR_ERR_ARGUMENT: a NULL. EMVQR_ERR_IMAGE: no PNG, or a damaged one. EMVQR_ERR_LIMIT: too large.
 * EMVQR_ERR_NO_MEMORY. */
EMVQR_API emvqr_status emvqr_logo_read(emvqr_logo *logo, const void *png, size_t len);
/* Gives the pixels back and empties *logo. NULL and an empty one are fine. */
EMVQR_API void emvqr_logo_free(emvqr_logo *logo);

/* The square that a logo may cover. */
typedef struct emvqr_logo_room {
    uint16_t side;              /* modules, odd; 0: none */
    uint8_t percent;            /* of the symbol's width that can be had at most, 0: no logo at all */
    uint8_t touched, corrects;  /* of the block that comes off worst: codewords under the logo, and wrong ones that it
                                 * corrects; touched is at most half of it */
} emvqr_logo_room;

/* Where the square of a logo begins, the column and the row of its first module: in the middle. Versions 7 to 13, 21 to
 * 27, and 35 on have an alignment pattern there; then in the middle between that and the next to the lower right, if it
 * is not too large for that. `side` is odd and at most `width`, a symbol's modules on a side. */
EMVQR_API unsigned emvqr_qr_logo_from(unsigned width, unsigned side);

/* Like emvqr_qr_encode, but chooses version and level (options->ecc is the least; options->raise is ignored) so that a
 * square of `percent` of the symbol's width (1 to 100; the nearest odd number of modules, at least 3) can be lost where
 * emvqr_qr_logo_from says: in each Reed-Solomon block, the codewords with a module under it are at most half of those
 * that the block corrects, whatever the mask and the logo; the other half is left for dirt. No pattern is covered,
 * alignment patterns neither: of symbols whose middle one was painted over, zbar missed up to every fifth. The smallest
 * symbol is taken, and of several levels the one with the most to spare.
 *   EMVQR_ERR_LIMIT  so large a logo fits no symbol of at most twice the modules a side that the payload needs without;
 *                    room->percent is what fits
 * Other statuses are emvqr_qr_encode's. */
EMVQR_API emvqr_status emvqr_qr_encode_logo(const char *payload, size_t len, const emvqr_qr_options *options,
                                            unsigned percent, uint8_t *bits, size_t cap, emvqr_qr *symbol,
                                            emvqr_logo_room *room);

/* ---- drawing ---- */

/* Takes the next `len` bytes of a drawing (never 0); false stops the drawing, and the sink is not called again. */
typedef bool (*emvqr_sink)(void *user, const void *data, size_t len);

/* PNG: 1-bit grey, of two colours, or with a logo of all. SVG: one path above a light square. PBM: binary (P4).
 * TERMINAL: UTF-8 half blocks with both colours set, so that a dark terminal shows it the right way round; symbol and
 * quiet zone take a column a module and a line for two. TEXT: "##" is a dark module, two blanks are a light one; dark
 * ink on light paper, no colour, ASCII. ESCPOS and ZPL: for printers, see below. */
enum {
    EMVQR_DRAW_PNG = 0,
    EMVQR_DRAW_SVG = 1,
    EMVQR_DRAW_PBM = 2,
    EMVQR_DRAW_TERMINAL = 3,
    EMVQR_DRAW_TEXT = 4,
    EMVQR_DRAW_ESCPOS = 5,
    EMVQR_DRAW_ZPL = 6
};

/* All zero is the default, as NULL options are. A format ignores what it has no use for, but for colours. */
typedef struct emvqr_draw_options {
    uint16_t module; /* pixels (dots of a printer) a module, 1 to 100, 0: EMVQR_DRAW_MODULE, on a printer as many of
                      * these as the paper allows; terminal and text have no pixels */
    uint16_t quiet;  /* modules of quiet zone, 1 to 100, 0: EMVQR_DRAW_QUIET; EMVQR_DRAW_NO_QUIET: none */
    uint16_t paper;  /* dots across that a printer prints, 8 to EMVQR_DRAW_PAPER_MAX, 0: EMVQR_DRAW_PAPER */
    uint32_t nanometres;  /* a module's side on paper, which PNG (pHYs) and SVG (mm) note; 0: they say nothing of it */
    uint32_t dark, light; /* 0xRRGGBB, PNG and SVG only; both 0: black on white */
    const emvqr_logo *logo; /* PNG and SVG only, NULL: none */
    uint16_t logo_side;     /* modules of the square that it has to itself, as emvqr_logo_room says, and where
                             * emvqr_qr_logo_from says; odd, and less than the symbol has */
} emvqr_draw_options;

#define EMVQR_DRAW_MODULE 8u
#define EMVQR_DRAW_QUIET 4u /* what ISO/IEC 18004 demands; many scanners miss a symbol that has less */
#define EMVQR_DRAW_NO_QUIET 0xFFFFu
#define EMVQR_DRAW_MODULE_MAX 100u
#define EMVQR_DRAW_QUIET_MAX 100u
#define EMVQR_DRAW_PAPER 384u /* what receipts of 58 mm have at 203 dots an inch; those of 80 mm have 576 */
#define EMVQR_DRAW_PAPER_MAX 4096u

/* Draws into `sink`, piece by piece: at no time is more than a row of pixels in memory, whatever the picture's size.
 * Lines end with LF. The symbol may be one that emvqr_qr_encode made, or the caller's own.
 *   EMVQR_ERR_ARGUMENT   a NULL, an unknown format, an option out of range, a width that is not its version's, colours
 *                        that are too alike (emvqr_draw_contrast), colours or a logo in a format that has none
 *   EMVQR_ERR_LIMIT      a printer's paper is too narrow for it
 *   EMVQR_ERR_FILE       the sink said no
 *   EMVQR_ERR_NO_MEMORY, EMVQR_ERR_BACKEND: PNG alone; the others do not allocate */
EMVQR_API emvqr_status emvqr_qr_draw(const emvqr_qr *symbol, unsigned format, const emvqr_draw_options *options,
                                     emvqr_sink sink, void *user);

/* The format of this name, which is also its files' ending without the point: png svg pbm txt escpos zpl, in either
 * case. -1: no such format. */
EMVQR_API int emvqr_draw_format(const char *name, size_t len);
/* The name of a format, "" for the one that has none (the terminal's); NULL: no such format. */
EMVQR_API const char *emvqr_draw_format_name(unsigned format);

/* The contrast of two colours (0xRRGGBB) in hundredths: (light + 5 %) / (dark + 5 %), where each is the brightness
 * that an eye or a camera sees. 2100 is black on white; 100, no contrast at all, is also said of colours in negative. A
 * scanner wants EMVQR_DRAW_CONTRAST; what draws in colours refuses less. */
EMVQR_API unsigned emvqr_draw_contrast(uint32_t dark, uint32_t light);
#define EMVQR_DRAW_CONTRAST 400u

/* ---- printers: no heap, and nothing linked but the C library's mem and str functions ------------------------------
 *
 * For a device: these three, <emvqr/qr_encode.h>, and of src/qr draw_escpos.c, draw_native.c and draw_zpl.c as needed,
 * with symbol.c, blocks.c and draw_core.c. The modules may come from any encoder, packed into rows as emvqr_qr says; no
 * more stack than about 1 KiB is used. Options and statuses are those of emvqr_qr_draw. */

/* ESC/POS: the raster command GS v 0, in bands of at most 64 rows of dots, which a printer with little memory takes, in
 * the middle of the paper. It has to begin on an empty line, and neither feeds nor cuts, so that it can stand in a
 * receipt. */
EMVQR_API emvqr_status emvqr_qr_draw_escpos(const emvqr_qr *symbol, const emvqr_draw_options *options, emvqr_sink sink,
                                            void *user);

/* ZPL: a label of its own with the symbol as a graphic field (^GFA, hexadecimal, repeated rows as ":"). Not as a
 * barcode field (^BQ): its automatic mode takes no bytes of 0x80 and more, and it cannot say that bytes are UTF-8. */
EMVQR_API emvqr_status emvqr_qr_draw_zpl(const emvqr_qr *symbol, const emvqr_draw_options *options, emvqr_sink sink,
                                         void *user);

/* ESC/POS: the printer's own QR command, GS ( k (model 2, size, correction, store, print), in the middle of the paper,
 * with a feed above and below for the quiet zone, which printers leave to their caller. Not all printers have it, and
 * each splits the payload in its own way: what is drawn is known to the printer alone. So it takes ASCII only: printers
 * declare no UTF-8, and may take other bytes for Kanji. Sizes are reckoned for one segment of bytes, the most that a
 * printer can need. `module` is at most 16 here, which is the most that the command knows.
 *   EMVQR_ERR_ARGUMENT     also for a NULL, len 0, or `ecc` out of range
 *   EMVQR_ERR_TOO_LONG     no symbol carries it at this correction
 *   EMVQR_ERR_LIMIT        the paper is too narrow for it
 *   EMVQR_ERR_UNSUPPORTED  a byte of 0x80 or more */
EMVQR_API emvqr_status emvqr_qr_draw_native(const char *payload, size_t len, unsigned ecc,
                                            const emvqr_draw_options *options, emvqr_sink sink, void *user);
#define EMVQR_DRAW_NATIVE_MODULE_MAX 16u

/* The smallest version that carries `len` bytes as one segment without ECI, 0: none does. */
EMVQR_API unsigned emvqr_qr_version_for(size_t len, unsigned ecc);

#ifdef __cplusplus
}
#endif
#endif
