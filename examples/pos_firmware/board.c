/* SPDX-License-Identifier: MIT */
/* Start-up code and the CMSDK UARTs of AN385. The ports are polled: a byte that is not taken yet stays in the UART and
 * holds the sender back (by RTS on a board, by itself in QEMU), so a printer at work loses no byte of the scanner. */
#include "board.h"

#include <stdint.h>
#include <string.h>

typedef struct uart {
    volatile uint32_t data, state, control, interrupt, divider;
} uart;

enum { TRANSMITTER_FULL = 1, RECEIVER_FULL = 2 };     /* of state */
enum { TRANSMITTER_ON = 1, RECEIVER_ON = 2 };         /* of control */
enum { CLOCK_HZ = 25000000, BAUD = 115200 };

static uart *port_uart(unsigned port)
{
    return (uart *)(uintptr_t)(0x40004000u + 0x1000u * port);
}

void board_init(void)
{
    for (unsigned port = 0; port < POS_PORTS; port++) {
        port_uart(port)->divider = CLOCK_HZ / BAUD;
        port_uart(port)->control = TRANSMITTER_ON | RECEIVER_ON;
    }
}

int board_read(unsigned port)
{
    const uart *from = port_uart(port);
    return (from->state & RECEIVER_FULL) != 0 ? (int)(from->data & 0xFFu) : -1;
}

void board_write(unsigned port, const char *bytes, size_t len)
{
    uart *to = port_uart(port);
    for (size_t i = 0; i < len; i++) {
        while ((to->state & TRANSMITTER_FULL) != 0) {
        }
        to->data = (unsigned char)bytes[i];
    }
}

/* ---- from reset to main ---- */

extern char pos_stack_top[], pos_data_load[], pos_data[], pos_data_end[], pos_bss[], pos_bss_end[]; /* board.ld */

int main(void);
void board_reset(void);
void board_fault(void);

void board_reset(void)
{
    memcpy(pos_data, pos_data_load, (size_t)(pos_data_end - pos_data));
    memset(pos_bss, 0, (size_t)(pos_bss_end - pos_bss));
    main();
    board_fault();
}

/* Whatever went wrong, a terminal that stands still takes no wrong sum. */
void board_fault(void)
{
    for (;;) {
    }
}

typedef union vector {
    void *stack;
    void (*handler)(void);
} vector;

__attribute__((section(".vectors"), used)) static const vector board_vectors[] = {
    { .stack = pos_stack_top }, { .handler = board_reset }, { .handler = board_fault }, { .handler = board_fault },
    { .handler = board_fault }, { .handler = board_fault }, { .handler = board_fault },
};
