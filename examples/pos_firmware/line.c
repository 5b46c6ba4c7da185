/* SPDX-License-Identifier: MIT */
/* See line.h. A byte that is no text is kept as it is: what the line means is judged by others. */
#include "line.h"

bool line_take(line *into, int byte)
{
    if (into->done) {
        into->len = 0;
        into->too_long = into->done = false;
    }
    if (byte == '\r' || byte == '\n') {
        into->done = into->len != 0;
    } else if (into->len == sizeof into->text) {
        into->too_long = true;
    } else {
        into->text[into->len++] = (char)byte;
    }
    return into->done;
}

bool line_erase(line *from)
{
    if (from->done || from->len == 0) {
        return false;
    }
    from->len--;
    return true;
}
