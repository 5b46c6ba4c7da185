/* SPDX-License-Identifier: MIT */
/* A payment terminal on bare metal: Cortex-M3, no operating system, no heap. Three serial ports: the cashier's console,
 * a scanner, a receipt printer. Build it with make, try it with run.sh in QEMU. */
#include "board.h"
#include "line.h"
#include "say.h"
#include "terminal.h"

enum { BACKSPACE = 0x08, DELETE = 0x7F };

/* Shows what is typed, as a terminal must: nobody else does. */
static void type(line *order, int byte)
{
    static int before;
    char c = (char)byte;
    bool ended = byte == '\n' && before == '\r'; /* the second byte of one line end */
    before = byte;
    if (ended) {
        return;
    }
    if (byte == BACKSPACE || byte == DELETE) {
        if (line_erase(order)) {
            say(POS_CONSOLE, "\b \b");
        }
        return;
    }
    if (byte == '\r' || byte == '\n') {
        say(POS_CONSOLE, "\n");
    } else {
        say_span(POS_CONSOLE, (emvqr_span){ &c, 1 });
    }
    if (line_take(order, byte)) {
        terminal_order(order);
    }
}

/* What is half typed stays, and is shown again below the answer. */
static void scan(const line *scanned, const line *order)
{
    bool typing = !order->done && order->len != 0;
    if (typing) {
        say(POS_CONSOLE, "\n");
    }
    terminal_scan(scanned);
    if (typing) {
        say_span(POS_CONSOLE, (emvqr_span){ order->text, order->len });
    }
}

int main(void)
{
    static line order, scanned;
    board_init();
    terminal_start();
    for (;;) {
        int byte = board_read(POS_CONSOLE);
        if (byte >= 0) {
            type(&order, byte);
        }
        byte = board_read(POS_SCANNER);
        if (byte >= 0 && line_take(&scanned, byte)) {
            scan(&scanned, &order);
        }
    }
}
