/* SPDX-License-Identifier: MIT */
/* The program's own malloc takes the place of the C library's for every shared library, and passes on to it. */
#include <errno.h>
#include <stdlib.h>

#include "image_alloc.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif

/* volatile: compilers know what malloc does, and that it changes no variable of this file. */
static volatile bool armed;
static volatile unsigned long count, fail_at;
static volatile size_t largest;

void image_alloc_fail(unsigned long nth)
{
    count = 0;
    largest = 0;
    fail_at = nth;
    armed = true;
}

unsigned long image_alloc_stop(void)
{
    armed = false;
    return count;
}

size_t image_alloc_largest(void)
{
    return largest;
}

bool image_alloc_works(void)
{
    void *volatile memory;

    image_alloc_fail(1);
    memory = malloc(1);
    free(memory);
    return image_alloc_stop() == 1 && !memory;
}

#if defined(__GLIBC__) && !defined(SANITIZED)

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

static bool refuse(size_t size)
{
    if (!armed)
        return false;
    if (size > largest)
        largest = size;
    if (++count != fail_at)
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size)
{
    return refuse(size) ? NULL : __libc_malloc(size);
}

void *calloc(size_t members, size_t size)
{
    return refuse(members * size) ? NULL : __libc_calloc(members, size);
}

void *realloc(void *old, size_t size)
{
    return refuse(size) ? NULL : __libc_realloc(old, size);
}

#endif
