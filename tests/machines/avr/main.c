/* SPDX-License-Identifier: MIT */
/* The image for an ATmega2560 with RAM on its external bus: tries the vectors that come over its first serial port, and
 * answers there with what the other images print. Then it sleeps for good. */
#include "../machine.h"
#include "wire.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>

#include <stdio.h>

enum { TEXT = 1024 };

static char texts[WIRE_TEXTS][TEXT];

/* The external bus must be on before the initial values are copied there. */
static void bus_on(void) __attribute__((naked, used, section(".init1")));
static void bus_on(void)
{
    XMCRA = 1 << SRE;
}

static char receive(void)
{
    while ((UCSR0A & 1 << RXC0) == 0) {
    }
    return (char)UDR0;
}

static int transmit(char byte, FILE *file)
{
    (void)file;
    while ((UCSR0A & 1 << UDRE0) == 0) {
    }
    UDR0 = (uint8_t)byte;
    return 0;
}

static uint16_t receive_number(void)
{
    uint8_t low = (uint8_t)receive();
    return (uint16_t)((uint16_t)(uint8_t)receive() << 8 | low);
}

/* One text, with a NUL behind it. */
static uint16_t receive_text(char *text)
{
    uint16_t len = receive_number(), i;
    for (i = 0; i < len; i++) {
        char byte = receive();
        if (i < TEXT - 1u) {
            text[i] = byte;
        }
    }
    text[len < TEXT ? len : TEXT - 1u] = '\0';
    return len;
}

static void receive_vector(machine_vector *v)
{
    uint16_t lengths[WIRE_TEXTS];
    unsigned i;
    v->unit = (uint8_t)receive_number();
    v->networks = (uint8_t)receive_number();
    for (i = 0; i < WIRE_TEXTS; i++) {
        lengths[i] = receive_text(texts[i]);
    }
    v->name = texts[WIRE_NAME];
    v->payload = texts[WIRE_PAYLOAD];
    v->objects = texts[WIRE_OBJECTS];
    v->findings = texts[WIRE_FINDINGS];
    v->length = lengths[WIRE_PAYLOAD];
    v->objects_length = lengths[WIRE_OBJECTS];
}

static FILE console = FDEV_SETUP_STREAM(transmit, NULL, _FDEV_SETUP_WRITE);

int main(void)
{
    machine_result result = machine_start();
    uint16_t left;
    UBRR0 = 0;
    UCSR0A = 1 << U2X0;
    UCSR0B = 1 << RXEN0 | 1 << TXEN0;
    stdout = &console;
    for (left = receive_number(); left != 0; left--) {
        machine_vector v;
        unsigned failed = result.failed;
        receive_vector(&v);
        machine_try(&result, &v);
        if (result.failed != failed) {
            printf("fails %s\n", v.name); /* its name is overwritten by the next */
        }
    }
    printf("vectors %u\nfailed %u\ndigest %08lx\n", result.vectors, result.failed, (unsigned long)result.digest);
    cli();
    sleep_mode();
    return 0;
}
