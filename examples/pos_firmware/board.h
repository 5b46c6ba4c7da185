/* SPDX-License-Identifier: MIT */
/* The board: Arm's MPS2 with a Cortex-M3 (AN385), as QEMU's mps2-an385. Three UARTs are this terminal's ports. */
#ifndef POS_BOARD_H
#define POS_BOARD_H

#include <stddef.h>

enum { POS_CONSOLE, POS_SCANNER, POS_PRINTER, POS_PORTS };

/* Switches the ports on. Once, before anything else here. */
void board_init(void);

/* The next byte that came in at a port, or -1 when there is none yet. */
int board_read(unsigned port);

/* Sends bytes, waiting for the port to take them. */
void board_write(unsigned port, const char *bytes, size_t len);

#endif
