/* SPDX-License-Identifier: MIT */
/* The writer: objects in order into the caller's buffer, lengths patched when a template is closed.
 *
 * What was written is one number: bytes in its lower half, units of length in the upper. Both only grow, so the
 * difference of two of them has what lies between, and a template needs one number to be remembered. */
#include <emvqr/writer.h>

#include "internal.h"

#include <string.h>

void emvqr_writer_init(emvqr_writer *writer, char *buf, size_t cap, emvqr_unit unit)
{
    if (EMVQR_CFG_FAST && buf == NULL) { /* so that room is all that the fast way asks for */
        cap = 0;
    }
    writer->buf = buf;
    writer->cap = (uint32_t)cap;
    if (writer->cap != cap) {
        writer->cap = UINT32_MAX;
    }
    writer->written = 0;
    writer->depth = writer->status = 0;
    writer->unit = (uint8_t)unit;
}

static EMVQR__INLINE uint32_t writer_used(uint32_t written)
{
    return written & 0xFFFFu;
}

#if EMVQR_CFG_FAST

/* Two digits of a number below 100, without a division: 205/2048 is a tenth closely enough. */
static EMVQR__INLINE void writer_two(char *at, unsigned number)
{
    unsigned tens = number * 205u >> 11;
    at[0] = (char)('0' + tens);
    at[1] = (char)('0' + (number - tens * 10u));
}

/* Two digits for the ID and two for the length, both at once in the halves of one word. */
static EMVQR__INLINE void writer_header(char *at, unsigned id, unsigned length)
{
    uint32_t both = (uint32_t)length << 16 | id, tens = both * 205u >> 11 & 0x000F000Fu;
    uint32_t digits = (tens | (both - tens * 10u) << 8) + 0x30303030u;
    at[0] = (char)(digits & 0xFFu);
    at[1] = (char)(digits >> 8 & 0xFFu);
    at[2] = (char)(digits >> 16 & 0xFFu);
    at[3] = (char)(digits >> 24);
}

static EMVQR__INLINE void writer_crc(char *at, uint16_t crc)
{
    uint32_t digits = emvqr__crc_digits(crc);
    at[0] = (char)(digits >> 24);
    at[1] = (char)(digits >> 16 & 0xFFu);
    at[2] = (char)(digits >> 8 & 0xFFu);
    at[3] = (char)(digits & 0xFFu);
}

/* An object of `units`: written when it fits whole, and counted always. */
static void writer_object(emvqr_writer *writer, unsigned id, unsigned units, const char *value, size_t len)
{
    size_t at = writer_used(writer->written), used = at + 4u + len;
    if (used > EMVQR_PAYLOAD_MAX) {
        writer->status = EMVQR_ERR_TOO_LONG;
        return;
    }
    if (used <= writer->cap) {
        writer_header(writer->buf + at, id, units);
        if (len != 0) {
            memcpy(writer->buf + at + 4, value, len);
        }
    }
    writer->written += (uint32_t)(4u + len) + ((uint32_t)(4u + units) << 16);
}

/* Any object: text of any unit, no room, an error. */
static EMVQR__NOINLINE void writer_put(emvqr_writer *writer, unsigned id, const char *value, size_t len)
{
    emvqr_reader text;
    unsigned units;
    emvqr_reader_init(&text, value, len, (emvqr_unit)writer->unit);
    units = 99u - (unsigned)emvqr__skip(&text, 99);
    if (id > 99u || (text.at != text.end && units < 98u)) {
        writer->status = EMVQR_ERR_ARGUMENT;
    } else if (text.at != text.end) {
        writer->status = EMVQR_ERR_TOO_LONG;
    } else {
        writer_object(writer, id, units, value, len);
    }
}

/* Copies at most 99 bytes, in words that may overlap. Answers whether all are ASCII, of which a byte is a unit. */
static EMVQR__INLINE bool writer_copy(char *to, const char *from, size_t len)
{
    uint64_t seen = 0, word;
    uint32_t half;
    size_t i;
    if (len >= sizeof word) {
        for (i = 0; i + sizeof word < len; i += sizeof word) {
            memcpy(&word, from + i, sizeof word);
            memcpy(to + i, &word, sizeof word);
            seen |= word;
        }
        memcpy(&word, from + len - sizeof word, sizeof word);
        memcpy(to + len - sizeof word, &word, sizeof word);
        seen |= word;
    } else if (len >= sizeof half) {
        memcpy(&half, from, sizeof half);
        memcpy(to, &half, sizeof half);
        seen = half;
        memcpy(&half, from + len - sizeof half, sizeof half);
        memcpy(to + len - sizeof half, &half, sizeof half);
        seen |= half;
    } else {
        for (i = 0; i < len; i++) {
            to[i] = from[i];
            seen |= (unsigned char)from[i];
        }
    }
    return (seen & UINT64_C(0x8080808080808080)) == 0;
}

/* Whether there may be another object: no error so far, and not below the last level. */
static EMVQR__INLINE bool writer_goes_on(emvqr_writer *writer)
{
    if (writer->status != EMVQR_OK) {
        return false;
    }
    if (writer->depth == EMVQR_DEPTH_MAX) {
        writer->status = EMVQR_ERR_STATE;
        return false;
    }
    return true;
}

void emvqr_put(emvqr_writer *writer, unsigned id, const char *value, size_t len)
{
    size_t at = writer_used(writer->written);
    if (!writer_goes_on(writer)) {
        return;
    }
    if (id <= 99u && len <= 99u && at + 4u + len <= writer->cap && at + 4u + len <= EMVQR_PAYLOAD_MAX) {
        char *to = writer->buf + at;
        if (writer_copy(to + 4, value, len)) {
            writer_header(to, id, (unsigned)len);
            writer->written += (uint32_t)(4u + len) * 0x10001u;
            return;
        }
    }
    writer_put(writer, id, value, len);
}

void emvqr_open(emvqr_writer *writer, unsigned id)
{
    if (!writer_goes_on(writer)) {
        return;
    }
    if (id > 99u) {
        writer->status = EMVQR_ERR_ARGUMENT;
    } else {
        writer_object(writer, id, 0, NULL, 0);
        writer->open[writer->depth++] = writer->written;
    }
}

void emvqr_close(emvqr_writer *writer)
{
    uint32_t open, units;
    if (writer->status != EMVQR_OK) {
        return;
    }
    if (writer->depth == 0) {
        writer->status = EMVQR_ERR_STATE;
        return;
    }
    open = writer->open[--writer->depth];
    units = (writer->written - open) >> 16;
    if (units > 99u) {
        writer->status = EMVQR_ERR_TOO_LONG;
    } else if (writer_used(open) <= writer->cap) {
        writer_two(writer->buf + writer_used(open) - 2, units);
    }
}

emvqr_status emvqr_writer_finish(emvqr_writer *writer, size_t *len)
{
    static const char unsigned_crc[4] = { '0', '0', '0', '0' };
    size_t used;
    *len = 0;
    if (writer->status == EMVQR_OK && writer->depth != 0) {
        writer->status = EMVQR_ERR_STATE;
    }
    if (writer->status != EMVQR_OK) {
        return (emvqr_status)writer->status;
    }
    writer_object(writer, EMVQR__ID_CRC, 4, unsigned_crc, sizeof unsigned_crc);
    *len = used = writer_used(writer->written);
    if (writer->status == EMVQR_OK && used <= writer->cap) {
        writer_crc(writer->buf + used - 4, emvqr_crc16(writer->buf, used - 4u));
    } else if (writer->status == EMVQR_OK && writer->buf != NULL) {
        writer->status = EMVQR_ERR_NO_SPACE;
    }
    return (emvqr_status)writer->status;
}

#else

/* One byte: written when it fits, and counted always. */
static EMVQR__NOINLINE void writer_byte(emvqr_writer *writer, unsigned c)
{
    uint32_t used = writer_used(writer->written), units;
    char *buf = writer->buf;
    if (used == EMVQR_PAYLOAD_MAX) {
        writer->status = EMVQR_ERR_TOO_LONG;
        return;
    }
    if (buf != NULL) {
        if (used < writer->cap) {
            buf[used] = (char)c;
        } else {
            writer->status = EMVQR_ERR_NO_SPACE;
        }
    }
    /* A continuation counts in bytes alone; from F0h on UTF-16 needs two units. */
    units = c >> 6 == 2u ? writer->unit >> 1 : 1u + ((c + 0x10u) >> 8 & writer->unit);
    writer->written += 1u + (units << 16);
}

static EMVQR__NOINLINE void writer_two(emvqr_writer *writer, unsigned number, emvqr_status otherwise)
{
    unsigned tens = '0';
    if (number > 99u) {
        writer->status = (uint8_t)otherwise;
        return;
    }
    for (; number >= 10u; number -= 10u) {
        tens++;
    }
    writer_byte(writer, tens);
    writer_byte(writer, number + '0');
}

/* Its length is 4 until it is closed: object 63 never is. */
EMVQR__NOINLINE void emvqr_open(emvqr_writer *writer, unsigned id)
{
    unsigned depth = writer->depth;
    if (depth == EMVQR_DEPTH_MAX) {
        writer->status = EMVQR_ERR_STATE;
        return;
    }
    writer_two(writer, id, EMVQR_ERR_ARGUMENT);
    writer->open[depth] = writer->written;
    writer->depth = (uint8_t)(depth + 1u);
    writer_two(writer, 4, EMVQR_OK);
}

EMVQR__NOINLINE void emvqr_close(emvqr_writer *writer)
{
    uint32_t written = writer->written, open;
    unsigned depth = writer->depth - 1u;
    if (depth >= EMVQR_DEPTH_MAX) {
        writer->status = EMVQR_ERR_STATE;
        return;
    }
    writer->depth = (uint8_t)depth;
    writer->written = open = writer->open[depth];
    writer_two(writer, (unsigned)((written - open) >> 16) - 2u, EMVQR_ERR_TOO_LONG);
    writer->written = written;
}

void emvqr_put(emvqr_writer *writer, unsigned id, const char *value, size_t len)
{
    emvqr_open(writer, id);
    for (; len != 0; len--) {
        writer_byte(writer, (unsigned char)*value++);
    }
    emvqr_close(writer);
}

emvqr_status emvqr_writer_finish(emvqr_writer *writer, size_t *len)
{
    uint32_t crc = 0;
    unsigned i;
    if (writer->depth != 0) {
        writer->status = EMVQR_ERR_STATE;
    }
    emvqr_open(writer, EMVQR__ID_CRC);
    if (writer->status == EMVQR_OK && writer->buf != NULL) {
        crc = (uint32_t)emvqr_crc16(writer->buf, writer_used(writer->written)) << 16;
    }
    i = 4;
    do {
        unsigned digit = (unsigned)(crc >> 28) + '0';
        writer_byte(writer, digit > '9' ? digit + 'A' - '9' - 1u : digit);
        crc <<= 4;
    } while (--i != 0);
    *len = writer_used(writer->written);
    return (emvqr_status)writer->status;
}

#endif
