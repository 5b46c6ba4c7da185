/* SPDX-License-Identifier: MIT */
/* What a module without a C library brings itself, and what it shows to JavaScript. */
#include "string.h"

#include "../machine.h"

void *memcpy(void *to, const void *from, size_t len)
{
    return memmove(to, from, len);
}

void *memmove(void *to, const void *from, size_t len)
{
    char *out = to;
    const char *in = from;
    size_t i;
    for (i = 0; i < len; i++) {
        size_t at = out <= in ? i : len - 1u - i;
        out[at] = in[at];
    }
    return to;
}

void *memset(void *to, int c, size_t len)
{
    volatile char *out = to; /* or the loop becomes a call of itself */
    size_t i;
    for (i = 0; i < len; i++) {
        out[i] = (char)c;
    }
    return to;
}

int memcmp(const void *a, const void *b, size_t len)
{
    const unsigned char *left = a, *right = b;
    for (; len != 0 && *left == *right; len--) {
        left++;
        right++;
    }
    return len == 0 ? 0 : *left - *right;
}

size_t strlen(const char *text)
{
    size_t len = 0;
    while (text[len] != '\0') {
        len++;
    }
    return len;
}

int strcmp(const char *a, const char *b)
{
    for (; *a == *b && *a != '\0'; a++) {
        b++;
    }
    return (unsigned char)*a - (unsigned char)*b;
}

void *memchr(const void *text, int c, size_t len)
{
    const unsigned char *at = text;
    for (; len != 0; at++, len--) {
        if (*at == (unsigned char)c) {
            return (void *)at;
        }
    }
    return NULL;
}

#ifdef MACHINE_MODULE
__attribute__((export_name("failed"))) unsigned wasm_failed(void)
{
    return machine_run().failed;
}

__attribute__((export_name("digest"))) uint32_t wasm_digest(void)
{
    return machine_run().digest;
}
#endif
