/* SPDX-License-Identifier: MIT */
/* Where a symbol's codewords lie, by ISO/IEC 18004: which of them a logo's square touches, and in which blocks.
 *
 * A share of the area says nothing: codewords are dealt to the blocks like cards, so that a square may take three from
 * one block and twelve from its neighbour. Every codeword with a module under the square counts as wrong, whatever the
 * logo's colours: what holds then holds for every mask and every logo. */
#include "logo.h"

#include "symbol.h"

/* ---- patterns ---- */

/* The middles of the alignment patterns in a row: 6, and from the far side in even steps. Returns how many. */
static unsigned alignments(unsigned version, unsigned *middles)
{
    unsigned count = version / 7u + 2u;
    unsigned step = version == 32 ? 26u : (4u * version + 2u * count + 1u) / (2u * count - 2u) * 2u;

    if (version == 1) {
        return 0;
    }
    middles[0] = 6;
    for (unsigned i = 1; i < count; i++) {
        middles[i] = EMVQR_QR_WIDTH_FOR(version) - 7u - (count - 1u - i) * step;
    }
    return count;
}

/* The index of the alignment pattern that spans a coordinate, or `count`. */
static unsigned spans(const unsigned *middles, unsigned count, unsigned at)
{
    unsigned i = 0;

    while (i < count && (at + 2u < middles[i] || at > middles[i] + 2u)) {
        i++;
    }
    return i;
}

/* Alignment patterns are where two of the middles cross, but not in the finders' corners. */
static bool in_alignment(unsigned version, unsigned x, unsigned y)
{
    unsigned middles[7];
    unsigned count = alignments(version, middles);
    unsigned column = spans(middles, count, x), row = spans(middles, count, y);

    if (column >= count || row >= count) {
        return false;
    }
    return !(column == 0 && row == 0) && !(column == 0 && row == count - 1u) && !(column == count - 1u && row == 0);
}

/* Finders with their separators and the format beside them: a corner of 9 by 9, and two of 8 by 9. */
static bool in_finder(unsigned width, unsigned x, unsigned y)
{
    bool left = x < 9, top = y < 9;

    return (left && top) || (x >= width - 8u && top) || (left && y >= width - 8u);
}

/* Finders, timing, and from version 7 on the version. */
static bool in_frame(unsigned version, unsigned x, unsigned y)
{
    unsigned width = EMVQR_QR_WIDTH_FOR(version), low = x < y ? x : y, high = x < y ? y : x;

    return x == 6 || y == 6 || in_finder(width, x, y) || (version >= 7 && low < 6 && high >= width - 11u);
}

/* ---- codewords ---- */

/* Column pairs from the right, upwards first, the column of timing left out; in each row right, then left. The few
 * modules behind the last codeword carry nothing. */
void emvqr__logo_walk(unsigned version, emvqr__visit visit, void *user)
{
    unsigned width = EMVQR_QR_WIDTH_FOR(version), bits = 8u * emvqr__qr_blocks(version, EMVQR_QR_L).codewords, n = 0;
    bool up = true;

    for (unsigned right = width - 1u; n < bits; right -= right == 8 ? 3u : 2u, up = !up) {
        for (unsigned i = 0; i < 2u * width && n < bits; i++) {
            unsigned x = right - i % 2u, y = up ? width - 1u - i / 2u : i / 2u;
            if (!in_frame(version, x, y) && !in_alignment(version, x, y)) {
                visit(user, x, y, n / 8u);
                n++;
            }
        }
    }
}

/* Data first, then correction; each is dealt to the blocks in turn. The blocks that have one codeword of data more are
 * the last ones, and get it when all others have theirs. */
unsigned emvqr__logo_block(unsigned version, unsigned ecc, unsigned codeword)
{
    emvqr__blocks b = emvqr__qr_blocks(version, ecc);
    unsigned dealt = (unsigned)b.data / b.count * b.count, longer = b.data - dealt;

    if (codeword >= b.data) {
        return (codeword - b.data) % b.count;
    }
    return codeword < dealt ? codeword % b.count : b.count - longer + (codeword - dealt);
}

/* Half of the correction; in the smallest symbols less, since ISO/IEC 18004 keeps some to notice wrong corrections. */
static unsigned corrects(unsigned version, unsigned ecc)
{
    static const uint8_t kept[3][4] = { { 3, 2, 1, 1 }, { 2, 0, 0, 0 }, { 1, 0, 0, 0 } };

    unsigned codewords = emvqr__qr_blocks(version, ecc).correction;

    return (version <= 3 ? codewords - kept[version - 1][ecc] : codewords) / 2u;
}

typedef struct square {
    unsigned version, ecc, from, to; /* both inclusive, in x and in y */
    unsigned last;                   /* the last codeword that was counted, + 1: bits of one are neighbours */
    uint8_t touched[81];             /* by block; at most 81 (table 9) */
} square;

static void count(void *user, unsigned x, unsigned y, unsigned codeword)
{
    square *s = user;

    if (x >= s->from && x <= s->to && y >= s->from && y <= s->to && s->last != codeword + 1u) {
        s->last = codeword + 1u;
        s->touched[emvqr__logo_block(s->version, s->ecc, codeword)]++;
    }
}

static bool covers_patterns(const square *s)
{
    bool covered = false;

    for (unsigned y = s->from; y <= s->to; y++) {
        for (unsigned x = s->from; x <= s->to; x++) {
            covered = covered || in_frame(s->version, x, y) || in_alignment(s->version, x, y);
        }
    }
    return covered;
}

unsigned emvqr_qr_logo_from(unsigned width, unsigned side)
{
    unsigned middles[7];
    unsigned count = alignments((width - 17u) / 4u, middles), at = count / 2u;

    if (count % 2u == 1 && side + 5u <= middles[at + 1u] - middles[at]) {
        return (middles[at] + middles[at + 1u] - side + 1u) / 2u;
    }
    return (width - side) / 2u;
}

emvqr__cover emvqr__logo_cover(unsigned version, unsigned ecc, unsigned side)
{
    square s = { version, ecc, 0, 0, 0, { 0 } };
    emvqr__cover cover = { 0, corrects(version, ecc), false };

    s.from = emvqr_qr_logo_from(EMVQR_QR_WIDTH_FOR(version), side);
    s.to = s.from + side - 1u;
    emvqr__logo_walk(version, count, &s);
    for (unsigned i = 0; i < sizeof s.touched; i++) {
        cover.touched = s.touched[i] > cover.touched ? s.touched[i] : cover.touched;
    }
    cover.patterns = covers_patterns(&s);
    return cover;
}
