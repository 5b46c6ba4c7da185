/* SPDX-License-Identifier: MIT */
/* Memory whose neighbours cannot be touched: text and buffers that end, or begin, at an inaccessible page. Where there
 * is no mmap, a heap block of exactly the size asked for, which a sanitizer watches. */
#ifndef GUARD_H
#define GUARD_H

#include <stddef.h>

/* At the end: reading or writing one byte behind it stops the program. At the start: one byte before it does. */
typedef enum guard_side { GUARD_END, GUARD_START, GUARD_SIDES } guard_side;

typedef struct guard {
    char *map; /* an inaccessible page, `room` bytes, an inaccessible page; or the heap block */
    size_t page, room;
} guard;

/* Makes room for blocks of up to `room` bytes. Ends the test when there is none. */
void guard_open(guard *g, size_t room);
/* `len` bytes at that side; what an earlier call returned is gone. The contents are those of `data`, or 0xA5 bytes when
 * it is NULL. Never NULL, for no bytes either. */
char *guard_place(guard *g, guard_side side, const void *data, size_t len);
void guard_close(guard *g);

#endif
