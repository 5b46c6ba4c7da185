/* SPDX-License-Identifier: MIT */
/* There is no heap. libqrencode asks malloc for some forty blocks a symbol and frees all of them; in order, and
 * reused only where the last block grows, they take 8 KB for a payload of 150 bytes and 38 KB for the longest that
 * this terminal makes. So a block that is rewound before each symbol is enough, and cannot fragment. */
#include "memory.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { MEMORY_SIZE = 40 * 1024, MEMORY_ALIGN = 8 };

static union {
    uint64_t align;
    char bytes[MEMORY_SIZE];
} memory;
static size_t memory_used, memory_last; /* bytes taken; where the last block begins */

void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *block, size_t size);
void free(void *block);
int *memory_errno(void);

void memory_rewind(void)
{
    memory_used = memory_last = 0;
}

void *malloc(size_t size)
{
    char *block = memory.bytes + memory_used;
    if (size > MEMORY_SIZE - memory_used) {
        return NULL;
    }
    memory_last = memory_used;
    memory_used += (size + MEMORY_ALIGN - 1u) / MEMORY_ALIGN * MEMORY_ALIGN;
    return block;
}

void *calloc(size_t count, size_t size)
{
    void *block = size != 0 && count > MEMORY_SIZE / size ? NULL : malloc(count * size);
    return block == NULL ? NULL : memset(block, 0, count * size);
}

/* The last block grows where it is. Of another the size is not known: what lies behind it is copied with it, and harms
 * nothing. */
void *realloc(void *block, size_t size)
{
    char *grown;
    if (block == memory.bytes + memory_last && size <= MEMORY_SIZE - memory_last) {
        memory_used = memory_last;
    }
    grown = malloc(size);
    if (grown != NULL && block != NULL && grown != block) {
        size_t behind = (size_t)(grown - (char *)block);
        memcpy(grown, block, size < behind ? size : behind);
    }
    return grown;
}

void free(void *block)
{
    (void)block;
}

/* errno without threads' memory; the C library's headers are told by __PICOLIBC_ERRNO_FUNCTION. */
int *memory_errno(void)
{
    static int number;
    return &number;
}
