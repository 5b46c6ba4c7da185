/* SPDX-License-Identifier: MIT */
/* For the tests of the decode front end: counts allocations, those of libpng, zlib, libjpeg and zbar included, and
 * makes a chosen one fail. Needs glibc. */
#ifndef IMAGE_ALLOC_H
#define IMAGE_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

/* False: the program runs on another allocator (a sanitizer's, valgrind's), so nothing fails and nothing is counted. */
bool image_alloc_works(void);

/* From now on the `nth` allocation fails, counted from 1; 0 for none. Counts begin anew. */
void image_alloc_fail(unsigned long nth);
/* Ends that, and returns the number of allocations since. */
unsigned long image_alloc_stop(void);
/* The largest single allocation that was asked for between the two. */
size_t image_alloc_largest(void);

#endif
