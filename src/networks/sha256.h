/* SPDX-License-Identifier: MIT */
/* SHA-256 (FIPS 180-4), for networks whose codes carry a digest. Only they link it. */
#ifndef EMVQR_SHA256_H
#define EMVQR_SHA256_H

#include <stddef.h>
#include <stdint.h>

/* The digest of `len` bytes. About 350 bytes of stack. */
void emvqr__sha256(const char *text, size_t len, uint8_t digest[32]);

#endif
