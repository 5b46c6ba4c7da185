/* SPDX-License-Identifier: MIT */
/* The part of <string.h> that the library asks for, where there is no C library. */
#ifndef EMVQR_TEST_STRING_H
#define EMVQR_TEST_STRING_H

#include <stddef.h>

void *memcpy(void *to, const void *from, size_t len);
void *memmove(void *to, const void *from, size_t len);
void *memset(void *to, int c, size_t len);
int memcmp(const void *a, const void *b, size_t len);
/* What talks to people asks for these besides; */
void *memchr(const void *text, int c, size_t len);
int strcmp(const char *a, const char *b);
size_t strlen(const char *text);
/* and for these where nothing of it is linked. */
size_t strcspn(const char *text, const char *stops);
char *strchr(const char *text, int c);

#endif
