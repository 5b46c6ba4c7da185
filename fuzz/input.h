/* SPDX-License-Identifier: MIT */
/* What every target does with its input: blocks of exactly the size that the library is told, so that a sanitizer sees
 * the first byte beyond, and parameters taken from the input's end, so that its front stays a plain payload. */
#ifndef EMVQR_FUZZ_INPUT_H
#define EMVQR_FUZZ_INPUT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A block of exactly `size` bytes, or NULL for none. */
static inline void *input_block(size_t size)
{
    void *block = size == 0 ? NULL : malloc(size);
    if (block == NULL && size != 0) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    return block;
}

static inline char *input_copy(const char *bytes, size_t len)
{
    char *copy = input_block(len);
    if (len != 0) {
        memcpy(copy, bytes, len);
    }
    return copy;
}

/* The rest of an input: payload in front, parameters at the end. */
typedef struct input {
    const char *text;
    size_t len;
} input;

/* Takes one byte from the end; 0 when there is none. */
static inline unsigned input_byte(input *in)
{
    return in->len == 0 ? 0 : (unsigned char)in->text[--in->len];
}

/* Takes the bytes from the end that hold the parameters: a byte says how many. The front stays in *in. */
static inline input input_tail(input *in)
{
    unsigned wanted = input_byte(in);
    input tail;
    tail.len = wanted < in->len ? wanted : in->len;
    in->len -= tail.len;
    tail.text = in->text == NULL ? NULL : in->text + in->len;
    return tail;
}

#endif
