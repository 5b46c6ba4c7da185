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
} emvqr_qr_options;

/* What NULL options mean. (Options that are all zero differ from it in the error correction: L.) */
#define EMVQR_QR_DEFAULTS { EMVQR_QR_M, EMVQR_QR_SEGMENTS_BYTE, EMVQR_QR_ECI_AUTO, 0 }

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

/* Takes the next `len` bytes of a drawing (never 0); false stops the drawing, and the sink is not called again. */
typedef bool (*emvqr_sink)(void *user, const void *data, size_t len);

/* PNG: 1-bit grey. SVG: one path above a white square. PBM: binary (P4). TERMINAL: UTF-8 half blocks with both colours
 * set, so that a dark terminal shows it the right way round; symbol and quiet zone take a column a module and a line
 * for two. TEXT: "##" is a dark module, two blanks are a light one; dark ink on light paper, no colour, ASCII. */
enum {
    EMVQR_DRAW_PNG = 0,
    EMVQR_DRAW_SVG = 1,
    EMVQR_DRAW_PBM = 2,
    EMVQR_DRAW_TERMINAL = 3,
    EMVQR_DRAW_TEXT = 4
};

/* All zero is the default, as NULL options are. */
typedef struct emvqr_draw_options {
    uint16_t module; /* pixels a module, 1 to 100, 0: EMVQR_DRAW_MODULE; terminal and text have no pixels */
    uint16_t quiet;  /* modules of quiet zone, 1 to 100, 0: EMVQR_DRAW_QUIET; EMVQR_DRAW_NO_QUIET: none */
} emvqr_draw_options;

#define EMVQR_DRAW_MODULE 8u
#define EMVQR_DRAW_QUIET 4u /* what ISO/IEC 18004 demands; many scanners miss a symbol that has less */
#define EMVQR_DRAW_NO_QUIET 0xFFFFu
#define EMVQR_DRAW_MODULE_MAX 100u
#define EMVQR_DRAW_QUIET_MAX 100u

/* Draws dark on white into `sink`, piece by piece: at no time is more than a row of pixels in memory, whatever the
 * picture's size. Lines end with LF. The symbol may be one that emvqr_qr_encode made, or the caller's own.
 *   EMVQR_ERR_ARGUMENT   a NULL, an unknown format, an option out of range, a width that is not its version's
 *   EMVQR_ERR_FILE       the sink said no
 *   EMVQR_ERR_NO_MEMORY, EMVQR_ERR_BACKEND: PNG alone; the others do not allocate */
EMVQR_API emvqr_status emvqr_qr_draw(const emvqr_qr *symbol, unsigned format, const emvqr_draw_options *options,
                                     emvqr_sink sink, void *user);

/* The format of this name, which is also its files' ending without the point: png svg pbm txt, in either case.
 * -1: no such format. */
EMVQR_API int emvqr_draw_format(const char *name, size_t len);
/* The name of a format, "" for the one that has none (the terminal's); NULL: no such format. */
EMVQR_API const char *emvqr_draw_format_name(unsigned format);

#ifdef __cplusplus
}
#endif
#endif
