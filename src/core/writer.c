/* SPDX-License-Identifier: MIT */
/* The writer: objects in order into the caller's buffer, lengths patched when a template is closed. */
#include <emvqr/writer.h>

#include "internal.h"

#include <string.h>

void emvqr_writer_init(emvqr_writer *writer, char *buf, size_t cap, emvqr_unit unit)
{
    writer->buf = buf;
    writer->cap = (uint16_t)(buf == NULL ? 0 : cap > EMVQR_PAYLOAD_MAX ? EMVQR_PAYLOAD_MAX : cap);
    writer->used = writer->units = 0;
    writer->depth = 0;
    writer->unit = (uint8_t)unit;
    writer->status = EMVQR_OK;
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

#else

static void writer_two(char *at, unsigned number)
{
    char tens = '0';
    for (; number >= 10u; number -= 10u) {
        tens++;
    }
    at[0] = tens;
    at[1] = (char)('0' + number);
}

static inline void writer_header(char *at, unsigned id, unsigned length)
{
    writer_two(at, id);
    writer_two(at + 2, length);
}

static inline void writer_crc(char *at, uint16_t crc)
{
    unsigned left = crc, i;
    for (i = 0; i < 4u; i++) {
        unsigned digit = left >> 12 & 15u;
        *at++ = (char)(digit > 9u ? digit + 'A' - 10u : digit + '0');
        left <<= 4;
    }
}

#endif

/* An object of `units`: written when it fits whole, and counted always. */
static void writer_object(emvqr_writer *writer, unsigned id, unsigned units, const char *value, size_t len)
{
    size_t used = writer->used + 4u + len;
    if (used > EMVQR_PAYLOAD_MAX) {
        writer->status = EMVQR_ERR_TOO_LONG;
        return;
    }
    if (used <= writer->cap) {
        char *at = writer->buf + writer->used;
        writer_header(at, id, units);
        if (len != 0) {
            memcpy(at + 4, value, len);
        }
    }
    writer->used = (uint16_t)used;
    writer->units = (uint16_t)(writer->units + 4u + units);
}

/* Any object: text of any unit, no room, an error. */
static EMVQR__NOINLINE void writer_put(emvqr_writer *writer, unsigned id, const char *value, size_t len)
{
    size_t units = len;
    unsigned largest = 0;
    if (len != 0 && len <= 4u * 99u && writer->unit < EMVQR_BYTES) {
        largest = emvqr__largest(value, value + len);
        units = emvqr_text_length(value, len, (emvqr_unit)writer->unit);
    }
    if (id > 99u || (largest > 255u && units <= 99u)) {
        writer->status = EMVQR_ERR_ARGUMENT;
    } else if (units > 99u) {
        writer->status = EMVQR_ERR_TOO_LONG;
    } else {
        writer_object(writer, id, (unsigned)units, value, len);
    }
}

#if EMVQR_CFG_FAST

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

void emvqr_put(emvqr_writer *writer, unsigned id, const char *value, size_t len)
{
    size_t used = writer->used + 4u + len;
    if (writer->status != EMVQR_OK) {
        return;
    }
    if (id <= 99u && len <= 99u && used <= writer->cap) {
        char *at = writer->buf + writer->used;
        if (writer_copy(at + 4, value, len)) {
            writer_header(at, id, (unsigned)len);
            writer->used = (uint16_t)used;
            writer->units = (uint16_t)(writer->units + 4u + len);
            return;
        }
    }
    writer_put(writer, id, value, len);
}

#else

void emvqr_put(emvqr_writer *writer, unsigned id, const char *value, size_t len)
{
    if (writer->status == EMVQR_OK) {
        writer_put(writer, id, value, len);
    }
}

#endif

void emvqr_open(emvqr_writer *writer, unsigned id)
{
    if (writer->status != EMVQR_OK) {
        return;
    }
    if (id > 99u) {
        writer->status = EMVQR_ERR_ARGUMENT;
    } else if (writer->depth == sizeof writer->open_at / sizeof writer->open_at[0]) {
        writer->status = EMVQR_ERR_STATE;
    } else {
        writer->open_at[writer->depth] = writer->used;
        writer_object(writer, id, 0, NULL, 0);
        writer->open_units[writer->depth++] = writer->units;
    }
}

void emvqr_close(emvqr_writer *writer)
{
    unsigned units, at;
    if (writer->status != EMVQR_OK) {
        return;
    }
    if (writer->depth == 0) {
        writer->status = EMVQR_ERR_STATE;
        return;
    }
    writer->depth--;
    units = (unsigned)writer->units - writer->open_units[writer->depth];
    at = writer->open_at[writer->depth];
    if (units > 99u) {
        writer->status = EMVQR_ERR_TOO_LONG;
    } else if (at + 4u <= writer->cap) {
        writer_two(writer->buf + at + 2, units);
    }
}

emvqr_status emvqr_writer_finish(emvqr_writer *writer, size_t *len)
{
    static const char unsigned_crc[4] = { '0', '0', '0', '0' };
    *len = 0;
    if (writer->status == EMVQR_OK && writer->depth != 0) {
        writer->status = EMVQR_ERR_STATE;
    }
    if (writer->status != EMVQR_OK) {
        return (emvqr_status)writer->status;
    }
    writer_object(writer, EMVQR__ID_CRC, 4, unsigned_crc, sizeof unsigned_crc);
    if (writer->status == EMVQR_OK && writer->used <= writer->cap) {
        writer_crc(writer->buf + writer->used - 4, emvqr_crc16(writer->buf, writer->used - 4u));
    }
    *len = writer->used;
    if (writer->status == EMVQR_OK && writer->buf != NULL && writer->used > writer->cap) {
        writer->status = EMVQR_ERR_NO_SPACE;
    }
    return (emvqr_status)writer->status;
}
