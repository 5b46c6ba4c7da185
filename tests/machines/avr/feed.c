/* SPDX-License-Identifier: MIT */
/* Writes the table of vectors to standard output, as wire.h says. Runs on the host. */
#include "../machine.h"
#include "wire.h"

#include <stdio.h>
#include <string.h>

static void number(unsigned value)
{
    putchar((int)(value & 0xFFu));
    putchar((int)(value >> 8));
}

static void text(const char *at, size_t len)
{
    number((unsigned)len);
    fwrite(at, 1, len, stdout);
}

int main(void)
{
    const machine_vector *v = machine_vectors, *end = v + machine_vectors_count;
    number(machine_vectors_count);
    for (; v != end; v++) {
        number(v->unit);
        number(v->networks);
        text(v->name, strlen(v->name));
        text(v->payload, v->length);
        text(v->objects, v->objects_length);
        text(v->findings, strlen(v->findings));
    }
    return fflush(stdout) != 0;
}
