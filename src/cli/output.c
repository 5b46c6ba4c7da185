/* SPDX-License-Identifier: MIT */
/* Standard output and standard error: buffered, and no failed write goes unnoticed. */
#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char out_room[EMVQR__STREAM_ROOM], err_room[EMVQR__STREAM_ROOM];

emvqr__stream emvqr__out = { .fd = 1, .room = sizeof out_room, .buffer = out_room },
              emvqr__err = { .fd = 2, .room = sizeof err_room, .buffer = err_room };

static bool wants_colour(bool terminal)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

    return terminal && (no == NULL || *no == '\0') && term != NULL && strcmp(term, "dumb") != 0;
}

void emvqr__streams_init(void)
{
    /* A descriptor that is closed is filled with one that cannot do what it is for: reading or writing it fails as
     * before, but the next file that is opened does not become standard output. */
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
            int filler = open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
            if (filler >= 0 && filler != fd) {
                (void)dup2(filler, fd);
                (void)close(filler);
            }
        }
    }
    emvqr__out.terminal = isatty(emvqr__out.fd) != 0;
    emvqr__err.terminal = isatty(emvqr__err.fd) != 0;
    emvqr__out.colour = wants_colour(emvqr__out.terminal);
    emvqr__err.colour = wants_colour(emvqr__err.terminal);
}

static void write_out(emvqr__stream *stream, const char *text, size_t len)
{
    if (len > 0 && stream->error == 0 && stream->before != NULL) {
        stream->error = stream->before(stream);
    }
    while (len > 0 && stream->error == 0) {
        ssize_t done = write(stream->fd, text, len);
        if (done > 0) {
            text += done;
            len -= (size_t)done;
        } else if (done == 0 || errno != EINTR) {
            stream->error = done == 0 ? EIO : errno;
        }
    }
}

bool emvqr__flush(emvqr__stream *stream)
{
    write_out(stream, stream->buffer, stream->used);
    stream->used = 0;
    return stream->error == 0;
}

void emvqr__put(emvqr__stream *stream, const char *text, size_t len)
{
    if (len > stream->room - stream->used) {
        emvqr__flush(stream);
    }
    if (len > stream->room) {
        write_out(stream, text, len);
    } else if (len > 0) {
        memcpy(stream->buffer + stream->used, text, len);
        stream->used += len;
    }
}

void emvqr__puts(emvqr__stream *stream, const char *text)
{
    emvqr__put(stream, text, strlen(text));
}

/* vsnprintf, and the length of what is really there. */
static size_t format_into(char *text, size_t cap, const char *format, va_list arguments) EMVQR__PRINTF(3, 0);
static size_t format_into(char *text, size_t cap, const char *format, va_list arguments)
{
    int len = vsnprintf(text, cap, format, arguments);

    return len < 0 ? 0 : (size_t)len < cap ? (size_t)len : cap - 1;
}

void emvqr__putf(emvqr__stream *stream, const char *format, ...)
{
    char text[1024];
    va_list arguments;

    va_start(arguments, format);
    emvqr__put(stream, text, format_into(text, sizeof text, format, arguments));
    va_end(arguments);
}

void emvqr__colour(emvqr__stream *stream, const char *sgr)
{
    if (stream->colour) {
        emvqr__putf(stream, "\033[%sm", sgr);
    }
}

static void say(const char *format, va_list arguments) EMVQR__PRINTF(1, 0);
static void say(const char *format, va_list arguments)
{
    char text[2048];
    size_t len = format_into(text, sizeof text, format, arguments);

    emvqr__flush(&emvqr__out);
    emvqr__puts(&emvqr__err, "emvqr: ");
    emvqr__put_safe(&emvqr__err, text, len);
    emvqr__puts(&emvqr__err, "\n");
    emvqr__flush(&emvqr__err);
}

void emvqr__complain(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
}

int emvqr__finish(int status)
{
    emvqr__flush(&emvqr__err);
    if (emvqr__flush(&emvqr__out)) {
        return status;
    }
    /* A reader that has seen enough (`head`) closed the pipe: nothing to tell anybody. */
    if (emvqr__out.error != EPIPE) {
        emvqr__complain("standard output cannot be written: %s", strerror(emvqr__out.error));
    }
    return EMVQR__FAILED;
}
