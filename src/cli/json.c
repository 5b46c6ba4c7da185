/* SPDX-License-Identifier: MIT */
/* A streaming JSON writer: text goes from where it stands into the stream's buffer, and nothing is allocated. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

/* Room for `most` bytes, which are written from the answer on and then kept with `commit`. */
static char *reserve(emvqr__stream *stream, size_t most)
{
    if (most > stream->room - stream->used) {
        emvqr__flush(stream);
    }
    return stream->buffer + stream->used;
}

static void commit(emvqr__stream *stream, const char *end)
{
    stream->used = (size_t)(end - stream->buffer);
}

/* What is not text: a bracket, a word, a number. `text` is short. */
static void put_token(emvqr__json *json, const char *text, size_t len)
{
    char *at = reserve(json->stream, len + 1);

    *at = ',';
    at += json->comma;
    memcpy(at, text, len);
    commit(json->stream, at + len);
    json->comma = true;
}

void emvqr__json_begin(emvqr__json *json, char bracket)
{
    char *at = reserve(json->stream, 2);

    *at = ',';
    at[json->comma] = bracket;
    json->stream->used += 1u + json->comma;
    json->comma = false;
}

void emvqr__json_end(emvqr__json *json, char bracket)
{
    *reserve(json->stream, 1) = bracket;
    json->stream->used++;
    json->comma = true;
}

/* ---- strings ---- */

/* Whether one of eight bytes is no plain ASCII of a JSON string: below 20h, quote, backslash, 7Fh and above. Each test
 * sets the top bit of a byte that it means (and, rarely, of one behind it: then the bytes are looked at one by one). */
static bool any_special(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    uint64_t quote = word ^ (ones * '"'), backslash = word ^ (ones * '\\');

    return ((word | (word - ones * 0x20) | (quote - ones) | (backslash - ones) | (word + ones)) & tops) != 0;
}

static bool is_special(char byte)
{
    unsigned char c = (unsigned char)byte;

    return c < 0x20 || c >= 0x7F || c == '"' || c == '\\';
}

/* Copies eight bytes when all are plain. */
static bool copy_eight(char *to, const char *text)
{
    uint64_t word;

    memcpy(&word, text, sizeof word);
    memcpy(to, &word, sizeof word);
    return !any_special(word);
}

/* Copies the last eight bytes of a text, all of a shorter one of at least four as two halves that overlap, when all are
 * plain. */
static bool copy_end(char *to, const char *text, size_t len)
{
    uint32_t first, last;

    if (len >= 8) {
        return copy_eight(to + len - 8, text + len - 8);
    }
    if (len < sizeof first) {
        return false;
    }
    memcpy(&first, text, sizeof first);
    memcpy(&last, text + len - sizeof last, sizeof last);
    memcpy(to, &first, sizeof first);
    memcpy(to + len - sizeof last, &last, sizeof last);
    return !any_special((uint64_t)last << 32 | first);
}

/* Copies what is plain at the beginning of a text and answers how many bytes that is; `to` has room for all of it. */
static size_t copy_plain(char *to, const char *text, size_t len)
{
    size_t run = 0;

    while (len - run >= 8 && copy_eight(to + run, text + run)) {
        run += 8;
    }
    if (len - run < 8 && copy_end(to, text, len)) {
        return len;
    }
    while (run < len && !is_special(text[run])) {
        to[run] = text[run];
        run++;
    }
    return run;
}

static void put_escape(emvqr__stream *stream, uint32_t point)
{
    static const char named[] = "\"\"\\\\\bb\ff\nn\rr\tt"; /* what it means, how it is written */

    for (const char *at = named; point != 0 && *at != '\0'; at += 2) {
        if (point == (unsigned char)at[0]) {
            emvqr__put(stream, "\\", 1);
            emvqr__put(stream, at + 1, 1);
            return;
        }
    }
    if (point > 0xFFFF) {
        point -= 0x10000;
        emvqr__putf(stream, "\\u%04lx", 0xD800ul + (unsigned long)(point >> 10));
        point = 0xDC00 + (point & 0x3FF);
    }
    emvqr__putf(stream, "\\u%04lx", (unsigned long)point);
}

enum { AT_ONCE = 1024 }; /* bytes of a text that room is made for */

/* Writes what is plain at the beginning of a text, or some of it; answers how much. */
static size_t put_plain(emvqr__stream *stream, const char *text, size_t len)
{
    char *at = reserve(stream, AT_ONCE);
    size_t run = copy_plain(at, text, len < AT_ONCE ? len : AT_ONCE);

    commit(stream, at + run);
    return run;
}

/* Text behind its first `at` bytes, which are written. */
static void put_rest(emvqr__stream *stream, const char *text, size_t len, size_t at)
{
    while (at < len) {
        uint32_t point;
        size_t bytes = emvqr__utf8_step(text + at, len - at, &point);
        if (point == EMVQR__NO_POINT) {
            emvqr__put(stream, "\xEF\xBF\xBD", 3);
        } else if (point == '"' || point == '\\' || emvqr__is_unsafe(point)) {
            put_escape(stream, point);
        } else {
            emvqr__put(stream, text + at, bytes);
        }
        at += bytes;
        at += put_plain(stream, text + at, len - at);
    }
}

/* The beginning of a string whose first `most` bytes follow without a further look at the room. */
static char *open_string(emvqr__json *json, size_t most)
{
    char *at = reserve(json->stream, most + 3);

    *at = ',';
    at += json->comma;
    *at++ = '"';
    json->comma = true;
    return at;
}

void emvqr__json_plain(emvqr__json *json, const char *text, size_t len)
{
    char *at = open_string(json, len);

    memcpy(at, text, len);
    at[len] = '"';
    commit(json->stream, at + len + 1);
}

void emvqr__json_key(emvqr__json *json, const char *key)
{
    size_t len = strlen(key);
    char *at = open_string(json, len + 1);

    memcpy(at, key, len);
    at[len] = '"';
    at[len + 1] = ':';
    commit(json->stream, at + len + 2);
    json->comma = false;
}

void emvqr__json_word(emvqr__json *json, const char *word)
{
    if (word == NULL) {
        emvqr__json_null(json);
    } else {
        emvqr__json_plain(json, word, strlen(word));
    }
}

void emvqr__json_span(emvqr__json *json, emvqr_span text)
{
    size_t first = text.len < AT_ONCE ? text.len : AT_ONCE, run;
    char *at;

    if (text.ptr == NULL) {
        emvqr__json_null(json);
        return;
    }
    at = open_string(json, first);
    run = copy_plain(at, text.ptr, first);
    at += run;
    if (run < text.len) {
        commit(json->stream, at);
        put_rest(json->stream, text.ptr, text.len, run);
        at = reserve(json->stream, 1);
    }
    *at++ = '"';
    commit(json->stream, at);
}

void emvqr__json_text(emvqr__json *json, const char *text)
{
    emvqr_span span = { text, text == NULL ? 0 : strlen(text) };

    emvqr__json_span(json, span);
}

/* Writes a number's digits, at most 20, and answers their end. */
static char *put_digits(char *at, uint64_t number)
{
    char *end = at + 1;

    for (uint64_t left = number; left >= 10; left /= 10) {
        end++;
    }
    at = end;
    do {
        *--at = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    return end;
}

void emvqr__json_integer(emvqr__json *json, int64_t number)
{
    char *at = reserve(json->stream, 22);

    *at = ',';
    at += json->comma;
    *at = '-';
    at += number < 0;
    commit(json->stream, put_digits(at, number < 0 ? 0 - (uint64_t)number : (uint64_t)number));
    json->comma = true;
}

void emvqr__json_place(emvqr__json *json, emvqr_path path, unsigned offset)
{
    static const char first[] = "\"path\":\"", second[] = "\",\"offset\":";
    char *at = reserve(json->stream, sizeof first + EMVQR_PATH_TEXT + sizeof second + 20);

    *at = ',';
    at += json->comma;
    memcpy(at, first, sizeof first - 1);
    at += sizeof first - 1;
    at += emvqr_path_format(path, at);
    memcpy(at, second, sizeof second - 1);
    commit(json->stream, put_digits(at + sizeof second - 1, offset));
    json->comma = true;
}

void emvqr__json_thousandths(emvqr__json *json, unsigned number)
{
    char text[16];

    put_token(json, text, (size_t)snprintf(text, sizeof text, "%u.%03u", number / 1000, number % 1000));
}

void emvqr__json_bool(emvqr__json *json, bool value)
{
    put_token(json, value ? "true" : "false", value ? 4 : 5);
}

void emvqr__json_null(emvqr__json *json)
{
    put_token(json, "null", 4);
}

void emvqr__json_hex(emvqr__json *json, emvqr_span bytes)
{
    static const char digits[] = "0123456789abcdef";

    put_token(json, "\"", 1);
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        char pair[2] = { digits[c >> 4], digits[c & 15] };
        emvqr__put(json->stream, pair, sizeof pair);
    }
    emvqr__put(json->stream, "\"", 1);
}
