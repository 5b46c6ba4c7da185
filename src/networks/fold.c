/* SPDX-License-Identifier: MIT */
/* Latin letters without their accents. Unicode's decomposition would not do: it leaves the Vietnamese d with a stroke
 * as it is. */
#include "inputs.h"

#include "../core/rules.h"

/* Letters of one base from `first` to `last`; which of the two is written, an even or an odd code point tells. */
typedef struct fold_run {
    uint16_t first, last;
    char even, odd;
} fold_run;

/* Unicode's Latin-1 Supplement, Latin Extended-A and B (what Vietnamese has there), Latin Extended Additional. */
static const fold_run fold_runs[] = {
    { 0x00C0, 0x00C5, 'A', 'A' }, { 0x00C7, 0x00C7, 'C', 'C' }, { 0x00C8, 0x00CB, 'E', 'E' },
    { 0x00CC, 0x00CF, 'I', 'I' }, { 0x00D1, 0x00D1, 'N', 'N' }, { 0x00D2, 0x00D6, 'O', 'O' },
    { 0x00D8, 0x00D8, 'O', 'O' }, { 0x00D9, 0x00DC, 'U', 'U' }, { 0x00DD, 0x00DD, 'Y', 'Y' },
    { 0x00E0, 0x00E5, 'a', 'a' }, { 0x00E7, 0x00E7, 'c', 'c' }, { 0x00E8, 0x00EB, 'e', 'e' },
    { 0x00EC, 0x00EF, 'i', 'i' }, { 0x00F1, 0x00F1, 'n', 'n' }, { 0x00F2, 0x00F6, 'o', 'o' },
    { 0x00F8, 0x00F8, 'o', 'o' }, { 0x00F9, 0x00FC, 'u', 'u' }, { 0x00FD, 0x00FD, 'y', 'y' },
    { 0x00FF, 0x00FF, 'y', 'y' }, { 0x0102, 0x0103, 'A', 'a' }, { 0x0110, 0x0111, 'D', 'd' },
    { 0x0128, 0x0129, 'I', 'i' }, { 0x0168, 0x0169, 'U', 'u' }, { 0x01A0, 0x01A1, 'O', 'o' },
    { 0x01AF, 0x01B0, 'u', 'U' }, { 0x1EA0, 0x1EB7, 'A', 'a' }, { 0x1EB8, 0x1EC7, 'E', 'e' },
    { 0x1EC8, 0x1ECB, 'I', 'i' }, { 0x1ECC, 0x1EE3, 'O', 'o' }, { 0x1EE4, 0x1EF1, 'U', 'u' },
    { 0x1EF2, 0x1EF9, 'Y', 'y' },
};

/* The letter for a code point; 0: none is written (an accent of its own); -1: it is no Latin letter. */
static int fold_letter(uint32_t point)
{
    size_t i;
    if (point < 0x80u) {
        return (int)point;
    }
    if (point >= 0x0300u && point <= 0x036Fu) {
        return 0;
    }
    for (i = 0; i < sizeof fold_runs / sizeof fold_runs[0]; i++) {
        if (point >= fold_runs[i].first && point <= fold_runs[i].last) {
            return (point & 1u) != 0 ? fold_runs[i].odd : fold_runs[i].even;
        }
    }
    return -1;
}

bool emvqr__fold(emvqr_span text, char *folded, size_t *len)
{
    const char *at = text.ptr, *end = text.ptr + text.len;
    *len = 0;
    while (at != end) {
        uint32_t point;
        unsigned bytes = emvqr__utf8(at, end, &point);
        int letter = bytes == 0 ? -1 : fold_letter(point);
        if (letter < 0) {
            return false;
        }
        if (letter != 0) {
            folded[(*len)++] = (char)letter;
        }
        at += bytes;
    }
    return true;
}
