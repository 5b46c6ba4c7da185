/* SPDX-License-Identifier: MIT */
/* The board, simulated by simavr on the host: an ATmega2560 whose data memory goes on to 64 KB on the external bus, its
 * first serial port joined to standard input and output. usage: board IMAGE < VECTORS. Ends with 0 when the image says
 * that none failed, and went to sleep. */
#include <simavr/avr_uart.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_elf.h>

#include <stdio.h>
#include <string.h>

enum { CLOCK = 16000000, LINE = 128 };

static char line[LINE];
static size_t line_used;
static int failed = 1;   /* until the image says otherwise */
static int may_feed = 0; /* the port has room */

static void on_output(struct avr_irq_t *irq, uint32_t value, void *of)
{
    (void)irq;
    (void)of;
    putchar((int)value);
    if (value != '\n') {
        line[line_used] = (char)value;
        line_used += line_used < LINE - 1u;
        return;
    }
    line[line_used] = '\0';
    line_used = 0;
    if (strncmp(line, "failed ", 7) == 0) {
        failed = strcmp(line, "failed 0") != 0;
    }
}

static void on_room(struct avr_irq_t *irq, uint32_t value, void *of)
{
    (void)irq;
    (void)value;
    (void)of;
    may_feed = 1;
}

static void on_full(struct avr_irq_t *irq, uint32_t value, void *of)
{
    (void)irq;
    (void)value;
    (void)of;
    may_feed = 0;
}

/* Sleeping takes no time here. */
static void sleep_briefly(avr_t *avr, avr_cycle_count_t cycles)
{
    (void)avr;
    (void)cycles;
}

static avr_irq_t *port(avr_t *avr, int irq)
{
    return avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), irq);
}

static avr_t *board_new(const char *image)
{
    static elf_firmware_t firmware;
    avr_t *avr = avr_make_mcu_by_name("atmega2560");
    uint32_t flags = 0;
    if (avr == NULL || elf_read_firmware(image, &firmware) != 0) {
        return NULL;
    }
    avr->ramend = 0xFFFF;
    if (avr_init(avr) != 0) {
        return NULL;
    }
    firmware.frequency = CLOCK;
    avr_load_firmware(avr, &firmware);
    avr->sleep = sleep_briefly;
    avr_ioctl(avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
    avr_irq_register_notify(port(avr, UART_IRQ_OUTPUT), on_output, NULL);
    avr_irq_register_notify(port(avr, UART_IRQ_OUT_XON), on_room, NULL);
    avr_irq_register_notify(port(avr, UART_IRQ_OUT_XOFF), on_full, NULL);
    return avr;
}

int main(int count, char **arguments)
{
    avr_t *avr = count == 2 ? board_new(arguments[1]) : NULL;
    int state = cpu_Running, next = getchar();
    if (avr == NULL) {
        fputs("usage: board IMAGE < VECTORS\n", stderr);
        return 2;
    }
    while (state != cpu_Done && state != cpu_Crashed) {
        state = avr_run(avr);
        while (may_feed && next != EOF) {
            avr_raise_irq(port(avr, UART_IRQ_INPUT), (uint32_t)next);
            next = getchar();
        }
    }
    return state == cpu_Crashed || failed;
}
