/* SPDX-License-Identifier: MIT */
/* The version that a payload needs, and the modules' order in memory. */
#include "symbol.h"

unsigned emvqr_qr_version_for(size_t len, unsigned ecc)
{
    if (len > EMVQR_QR_LEN_BYTES || ecc > EMVQR_QR_H) {
        return 0;
    }
    for (unsigned version = 1; version <= 40; version++) {
        size_t header = version <= 9 ? 12 : 20; /* bits of mode and count */
        if (header + 8u * len <= 8u * emvqr__qr_blocks(version, ecc).data) {
            return version;
        }
    }
    return 0;
}

bool emvqr_qr_dark(const emvqr_qr *symbol, unsigned x, unsigned y)
{
    unsigned row = (symbol->width + 7u) / 8u;

    if (x >= symbol->width || y >= symbol->width) {
        return false;
    }
    return (symbol->bits[y * row + x / 8u] & 0x80u >> x % 8u) != 0;
}
