/* SPDX-License-Identifier: MIT */
/* Lines out of the bytes of a port, whatever comes. */
#ifndef POS_LINE_H
#define POS_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* More than any payload that a scanner at a till should read; a longer line is taken to its end, and is `too_long`. */
enum { POS_LINE_MAX = 640 };

typedef struct line {
    char text[POS_LINE_MAX];
    size_t len;
    bool too_long, done;
} line;

/* Takes one byte. True when it ended a line that is not empty: then `text` holds it, without what ended it, until the
 * next byte is taken. CR, LF, or both end lines. */
bool line_take(line *into, int byte);

/* Takes the last byte back. False when there is none. */
bool line_erase(line *from);

#endif
