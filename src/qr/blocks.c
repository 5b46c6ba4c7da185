/* SPDX-License-Identifier: MIT */
/* What the standard fixes about a symbol's codewords, and the blocks they stand in. */
#include "symbol.h"

/* ISO/IEC 18004, table 9: codewords of correction in each block, and the number of blocks; L, M, Q, H. */
static const uint8_t correction[4][40] = {
    { 7,  10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28,
      28, 28, 30, 30, 26, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30 },
    { 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
      26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28 },
    { 13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30,
      28, 30, 30, 30, 30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30 },
    { 17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28,
      30, 24, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30 },
};
static const uint8_t blocks[4][40] = {
    { 1, 1, 1,  1,  1,  2,  2,  2,  2,  4,  4,  4,  4,  4,  6,  6,  6,  6,  7,  8,
      8, 9, 9, 10, 12, 12, 12, 13, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22, 24, 25 },
    { 1,  1,  1,  2,  2,  4,  4,  4,  5,  5,  5,  8,  9,  9,  10, 10, 11, 13, 14, 16,
      17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49 },
    { 1,  1,  2,  2,  4,  4,  6,  6,  8,  8,  8,  10, 12, 16, 12, 17, 16, 18, 21, 20,
      23, 23, 25, 27, 29, 34, 34, 35, 38, 40, 43, 45, 48, 51, 53, 56, 59, 62, 65, 68 },
    { 1,  1,  2,  4,  4,  4,  5,  6,  8,  8,  11, 11, 16, 16, 18, 16, 19, 21, 25, 25,
      25, 34, 30, 32, 35, 37, 40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81 },
};

/* All modules less those of the patterns: finders, timing, format and version, and `n` by `n` less three alignments. */
static unsigned codewords_of(unsigned version)
{
    unsigned modules = (16u * version + 128u) * version + 64u;

    if (version >= 2) {
        unsigned n = version / 7u + 2u;
        modules -= (25u * n - 10u) * n - 55u;
    }
    return (version >= 7 ? modules - 36u : modules) / 8u;
}

emvqr__blocks emvqr__qr_blocks(unsigned version, unsigned ecc)
{
    emvqr__blocks b;

    b.count = blocks[ecc][version - 1];
    b.correction = correction[ecc][version - 1];
    b.codewords = (uint16_t)codewords_of(version);
    b.data = (uint16_t)(b.codewords - b.count * b.correction);
    return b;
}
