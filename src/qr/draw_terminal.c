/* SPDX-License-Identifier: MIT */
/* Half blocks: a character is two modules, one above the other.
 *
 * Each line sets ink and paper itself and drops both before its end, so that neither a dark terminal nor a pager that
 * shows some of the lines turns the symbol's colours round. The colours are black and white of the 256-colour cube:
 * the first sixteen are what a theme makes of them. */
#include "draw.h"

void emvqr__draw_terminal(emvqr__drawing *d)
{
    /* blank, upper half block U+2580, lower half block U+2584, full block U+2588 */
    static const char *const blocks[] = { " ", "\xE2\x96\x80", "\xE2\x96\x84", "\xE2\x96\x88" };

    for (unsigned y = 0; y < d->side && d->status == EMVQR_OK; y += 2) {
        emvqr__draw_puts(d, "\x1B[38;5;16;48;5;231m");
        for (unsigned x = 0; x < d->side; x++) {
            unsigned upper = emvqr__draw_dark(d, x, y);
            unsigned lower = emvqr__draw_dark(d, x, y + 1u); /* below the last row all is light */
            emvqr__draw_puts(d, blocks[upper + 2u * lower]);
        }
        emvqr__draw_puts(d, "\x1B[0m\n");
    }
}
