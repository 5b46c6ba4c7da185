/* SPDX-License-Identifier: MIT */
/* A streaming JSON writer: text goes from where it stands into the stream's buffer, and nothing is allocated. */
#include "cli.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void separate(emvqr__json *json)
{
    if (json->comma) {
        emvqr__put(json->stream, ",", 1);
    }
    json->comma = true;
}

void emvqr__json_begin(emvqr__json *json, char bracket)
{
    separate(json);
    emvqr__put(json->stream, &bracket, 1);
    json->comma = false;
}

void emvqr__json_end(emvqr__json *json, char bracket)
{
    emvqr__put(json->stream, &bracket, 1);
    json->comma = true;
}

void emvqr__json_key(emvqr__json *json, const char *key)
{
    separate(json);
    emvqr__put(json->stream, "\"", 1);
    emvqr__puts(json->stream, key);
    emvqr__put(json->stream, "\":", 2);
    json->comma = false;
}

/* Whether one of eight bytes is no plain ASCII of a JSON string: below 20h, quote, backslash, 7Fh and above. Each test
 * sets the top bit of a byte that it means (and, rarely, of one behind it: then the bytes are looked at one by one). */
static bool any_special(const char *text)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    uint64_t word, quote, backslash;

    memcpy(&word, text, sizeof word);
    quote = word ^ (ones * '"');
    backslash = word ^ (ones * '\\');
    return ((word | (word - ones * 0x20) | (quote - ones) | (backslash - ones) | (word + ones)) & tops) != 0;
}

static bool is_special(char byte)
{
    unsigned char c = (unsigned char)byte;

    return c < 0x20 || c >= 0x7F || c == '"' || c == '\\';
}

static size_t plain_run(const char *text, size_t len)
{
    size_t run = 0;

    while (len - run >= 8 && !any_special(text + run)) {
        run += 8;
    }
    while (run < len && !is_special(text[run])) {
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

static void put_string(emvqr__stream *stream, const char *text, size_t len)
{
    emvqr__put(stream, "\"", 1);
    for (size_t at = 0; at < len;) {
        size_t bytes = plain_run(text + at, len - at);
        emvqr__put(stream, text + at, bytes);
        at += bytes;
        if (at < len) {
            uint32_t point;
            bytes = emvqr__utf8_step(text + at, len - at, &point);
            if (point == EMVQR__NO_POINT) {
                emvqr__put(stream, "\xEF\xBF\xBD", 3);
            } else if (point == '"' || point == '\\' || emvqr__is_unsafe(point)) {
                put_escape(stream, point);
            } else {
                emvqr__put(stream, text + at, bytes);
            }
            at += bytes;
        }
    }
    emvqr__put(stream, "\"", 1);
}

void emvqr__json_span(emvqr__json *json, emvqr_span text)
{
    separate(json);
    if (text.ptr == NULL) {
        emvqr__put(json->stream, "null", 4);
    } else {
        put_string(json->stream, text.ptr, text.len);
    }
}

void emvqr__json_text(emvqr__json *json, const char *text)
{
    emvqr_span span = { text, text == NULL ? 0 : strlen(text) };

    emvqr__json_span(json, span);
}

void emvqr__json_integer(emvqr__json *json, int64_t number)
{
    separate(json);
    emvqr__putf(json->stream, "%" PRId64, number);
}

void emvqr__json_bool(emvqr__json *json, bool value)
{
    separate(json);
    emvqr__puts(json->stream, value ? "true" : "false");
}

void emvqr__json_null(emvqr__json *json)
{
    separate(json);
    emvqr__put(json->stream, "null", 4);
}

void emvqr__json_hex(emvqr__json *json, emvqr_span bytes)
{
    static const char digits[] = "0123456789abcdef";

    separate(json);
    emvqr__put(json->stream, "\"", 1);
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        char pair[2] = { digits[c >> 4], digits[c & 15] };
        emvqr__put(json->stream, pair, sizeof pair);
    }
    emvqr__put(json->stream, "\"", 1);
}
