/* SPDX-License-Identifier: MIT */
/* See say.h. */
#include "say.h"

#include "board.h"

void say(unsigned port, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\n' && port == POS_CONSOLE) { /* a screen's own line ends */
            board_write(port, "\r", 1);
        }
        board_write(port, text, 1);
    }
}

void say_span(unsigned port, emvqr_span text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        board_write(port, c >= ' ' && c <= '~' ? &c : "?", 1);
    }
}

void say_number(unsigned port, unsigned number)
{
    char digits[10];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10u);
        number /= 10u;
    } while (number != 0);
    board_write(port, digits + at, sizeof digits - at);
}

void say_path(unsigned port, emvqr_path path)
{
    char text[EMVQR_PATH_TEXT];
    if (path == 0) {
        say(port, "the whole");
    } else {
        board_write(port, text, emvqr_path_format(path, text));
    }
}
