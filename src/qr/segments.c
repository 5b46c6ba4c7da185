/* SPDX-License-Identifier: MIT */
/* Optimal segments by dynamic programming: for each character, what it costs at least to get there in each mode. */
#include "segments.h"

#include <stdbool.h>
#include <string.h>

/* Costs are sixths of a bit, the largest unit in which a digit (10/3 bits) and an alphanumeric character (11/2) are
 * whole. A segment's bits are its characters' cost rounded up, which holds for every rest of 3 and of 2. Rounding is
 * monotone, so the cheaper of two beginnings that stand in the same mode stays the cheaper one. */
enum { SIXTHS = 6 };

static const uint8_t character_cost[EMVQR__MODES] = { 20, 33, 48 };

/* ISO/IEC 18004: a segment begins with a mode indicator of 4 bits and a count of this many. */
static const uint8_t count_bits[EMVQR__BANDS][EMVQR__MODES] = { { 10, 9, 8 }, { 12, 11, 16 }, { 14, 13, 16 } };

/* Dearer than any payload, and far enough from the type's end to be added to. */
static const uint32_t impossible = UINT32_MAX / 2u;

static bool carries(unsigned mode, char c)
{
    switch (mode) {
    case EMVQR__NUMERIC:
        return c >= '0' && c <= '9';
    case EMVQR__ALNUM:
        return c != '\0' && strchr("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:", c) != NULL;
    default:
        return true;
    }
}

static uint32_t whole_bits(uint32_t cost)
{
    return (cost + SIXTHS - 1u) / SIXTHS * SIXTHS;
}

/* One character on: updates the costs, and returns for each mode (two bits) the mode of the character before. */
static uint8_t step(char c, const uint32_t *header, uint32_t *cost)
{
    uint32_t next[EMVQR__MODES];
    unsigned back = 0;

    for (unsigned mode = 0; mode < EMVQR__MODES; mode++) {
        unsigned from = mode;
        uint32_t best = cost[mode];
        for (unsigned other = 0; other < EMVQR__MODES; other++) {
            uint32_t begun = whole_bits(cost[other]) + header[mode];
            if (begun < best) {
                best = begun;
                from = other;
            }
        }
        next[mode] = carries(mode, c) ? best + character_cost[mode] : impossible;
        back |= from << (2u * mode);
    }
    memcpy(cost, next, sizeof next);
    return (uint8_t)back;
}

uint32_t emvqr__qr_segments(const char *text, size_t len, unsigned band, uint8_t *modes)
{
    uint32_t header[EMVQR__MODES];
    uint32_t cost[EMVQR__MODES];
    unsigned mode = EMVQR__BYTE;

    for (unsigned m = 0; m < EMVQR__MODES; m++) {
        header[m] = (4u + count_bits[band][m]) * SIXTHS;
        cost[m] = header[m];
    }
    for (size_t i = 0; i < len; i++) {
        modes[i] = step(text[i], header, cost);
    }
    for (unsigned m = 0; m < EMVQR__MODES; m++) {
        if (whole_bits(cost[m]) < whole_bits(cost[mode])) {
            mode = m;
        }
    }
    uint32_t bits = whole_bits(cost[mode]) / SIXTHS;
    for (size_t i = len; i-- > 0;) {
        unsigned back = modes[i];
        modes[i] = (uint8_t)mode;
        mode = (back >> (2u * mode)) & 3u;
    }
    return bits;
}
