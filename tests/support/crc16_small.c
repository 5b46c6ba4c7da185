/* SPDX-License-Identifier: MIT */
/* The CRC's small form under names of its own, whatever the library was built with. */
#undef EMVQR_CFG_FAST
#define EMVQR_CFG_FAST 0
#define emvqr_crc16 crc16_small
#include "../../src/core/crc16.c"
