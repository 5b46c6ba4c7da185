/* SPDX-License-Identifier: MIT */
/* What the drawings share: the symbol in its quiet zone, rows of pixels, and a way out to the sink. */
#ifndef EMVQR_QR_DRAW_H
#define EMVQR_QR_DRAW_H

#include <emvqr/qr_encode.h>

typedef struct emvqr__drawing {
    const emvqr_qr *symbol;
    emvqr_draw_options options; /* as asked; the sizes below are what came of it */
    unsigned module;            /* pixels a module */
    unsigned quiet;             /* modules */
    unsigned side;              /* modules, both quiet zones included */
    emvqr_sink sink;
    void *user;
    emvqr_status status; /* what went wrong first; nothing more is written then */
    size_t used;
    char buffer[256];
} emvqr__drawing;

/* A row of pixels of the largest picture, in bytes, and one of the widest paper. */
#define EMVQR__ROW_MAX                                                                                                \
    (((EMVQR_QR_WIDTH_FOR(40u) + 2u * EMVQR_DRAW_QUIET_MAX) * EMVQR_DRAW_MODULE_MAX + 7u) / 8u)
#define EMVQR__PAPER_ROW_MAX (EMVQR_DRAW_PAPER_MAX / 8u)

/* Begins a drawing: false with a status when an argument will not do. */
bool emvqr__draw_begin(emvqr__drawing *d, const emvqr_qr *symbol, const emvqr_draw_options *options, emvqr_sink sink,
                       void *user);
/* Hands over what is still in the buffer, and tells how it went. */
emvqr_status emvqr__draw_end(emvqr__drawing *d);

/* Writes `len` bytes, a text, or a number in decimal digits to the sink by way of the buffer. */
void emvqr__draw_put(emvqr__drawing *d, const void *data, size_t len);
void emvqr__draw_puts(emvqr__drawing *d, const char *text);
void emvqr__draw_number(emvqr__drawing *d, unsigned number);

/* Whether the module in column x, row y is dark, both counted from the quiet zone's corner. */
bool emvqr__draw_dark(const emvqr__drawing *d, unsigned x, unsigned y);

/* Fills `row` with the pixels of module row y, the leftmost in the most significant bit, 1 for dark, zeros up to a
 * whole byte. Returns the bytes, at most EMVQR__ROW_MAX. The row stands for `module` rows of pixels. */
size_t emvqr__draw_row(const emvqr__drawing *d, unsigned y, uint8_t *row);

/* Chooses the module's size when none was asked for, and finds out whether `side` modules fit on the paper: if not, the
 * drawing's status says so. */
void emvqr__draw_fit(emvqr__drawing *d);
/* A row of a drawing that fits, in the middle of the paper; at most EMVQR__PAPER_ROW_MAX bytes. What is light on its
 * right is not part of it. */
size_t emvqr__draw_paper_row(const emvqr__drawing *d, unsigned y, uint8_t *row);

/* One function a format: writes it all, or leaves a status. */
void emvqr__draw_png(emvqr__drawing *d);
void emvqr__draw_svg(emvqr__drawing *d);
void emvqr__draw_pbm(emvqr__drawing *d);
void emvqr__draw_terminal(emvqr__drawing *d);
void emvqr__draw_text(emvqr__drawing *d);
void emvqr__draw_escpos(emvqr__drawing *d);
void emvqr__draw_zpl(emvqr__drawing *d);

#endif
