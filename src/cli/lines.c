/* SPDX-License-Identifier: MIT */
/* Lines of any length in constant memory: what does not fit is skipped, and the line is handed out as cut. */
#include "cli.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

void emvqr__lines_init(emvqr__lines *lines, int fd)
{
    lines->fd = fd;
    lines->answers = &emvqr__out;
    lines->ended = lines->skipping = false;
    lines->from = lines->to = 0;
}

/* Reads on behind what is there; false on an error. There must be room. */
static bool fill(emvqr__lines *lines)
{
    ssize_t got;

    if (lines->from > 0) {
        memmove(lines->buffer, lines->buffer + lines->from, lines->to - lines->from);
        lines->to -= lines->from;
        lines->from = 0;
    }
    /* Whoever waits for our answers before asking more gets them now. */
    if (lines->answers != NULL && !emvqr__flush(lines->answers)) {
        lines->ended = true; /* nobody reads them: the input is not waited for either */
        return true;
    }
    do {
        got = read(lines->fd, lines->buffer + lines->to, sizeof lines->buffer - lines->to);
    } while (got < 0 && errno == EINTR);
    if (got > 0) {
        lines->to += (size_t)got;
    }
    lines->ended = got == 0;
    return got >= 0;
}

/* Hands out `len` bytes, and drops `drop` of the buffer. */
static int hand_out(emvqr__lines *lines, emvqr_span *line, size_t len, size_t drop)
{
    bool cut = len > EMVQR__TEXT_MAX;

    line->ptr = lines->buffer + lines->from;
    line->len = cut ? EMVQR__TEXT_MAX : len;
    lines->from += drop;
    return cut ? EMVQR__LINE_CUT : EMVQR__LINE;
}

/* Bytes of a line that ends with the LF at `lf`, without it and a CR before it. */
static size_t line_length(const char *at, const char *lf)
{
    return (size_t)(lf - at) - (lf > at && lf[-1] == '\r');
}

int emvqr__line_next(emvqr__lines *lines, emvqr_span *line)
{
    size_t seen = 0; /* bytes that are known to hold no LF */

    for (;;) {
        const char *at = lines->buffer + lines->from;
        size_t have = lines->to - lines->from;
        const char *lf = memchr(at + seen, '\n', have - seen);
        if (lf != NULL) {
            size_t whole = (size_t)(lf - at) + 1;
            if (!lines->skipping) {
                return hand_out(lines, line, line_length(at, lf), whole);
            }
            lines->skipping = false;
            lines->from += whole;
            seen = 0;
            continue;
        }
        if (lines->skipping) {
            lines->from = lines->to;
            have = 0;
        }
        if (have > EMVQR__TEXT_MAX + 1) { /* the last of them may be the CR of the line's end */
            lines->skipping = true;
            return hand_out(lines, line, have, have);
        }
        if (lines->ended) {
            return have == 0 ? EMVQR__LINE_END : hand_out(lines, line, have, have);
        }
        seen = have;
        if (!fill(lines)) {
            return EMVQR__LINE_ERROR;
        }
    }
}

bool emvqr__line_is_there(const emvqr__lines *lines)
{
    return !lines->skipping && memchr(lines->buffer + lines->from, '\n', lines->to - lines->from) != NULL;
}

bool emvqr__payload_argument(const char *argument, emvqr_span *payload)
{
    static emvqr__lines lines;
    int answer;

    if (argument != NULL && strcmp(argument, "-") != 0) {
        payload->ptr = argument;
        payload->len = strlen(argument);
        return true;
    }
    if (isatty(0)) {
        emvqr__complain("reading a payload from the terminal, one line");
    }
    emvqr__lines_init(&lines, 0);
    answer = emvqr__line_next(&lines, payload);
    if (answer == EMVQR__LINE_ERROR) {
        emvqr__complain("standard input cannot be read: %s", strerror(errno));
    } else if (answer == EMVQR__LINE_END) {
        emvqr__complain("no payload: give it as an argument, or as one line on standard input");
    }
    return answer == EMVQR__LINE || answer == EMVQR__LINE_CUT;
}
