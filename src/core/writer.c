/* SPDX-License-Identifier: MIT */
/* The writer: objects in order into the caller's buffer, lengths patched when a template is closed. */
#include <emvqr/writer.h>

#include "internal.h"

#include <string.h>

void emvqr_writer_init(emvqr_writer *writer, char *buf, size_t cap, emvqr_unit unit)
{
    writer->buf = buf;
    writer->cap = (uint16_t)(buf == NULL ? 0 : cap > UINT16_MAX ? UINT16_MAX : cap);
    writer->used = writer->units = 0;
    writer->depth = 0;
    writer->unit = (uint8_t)unit;
    writer->status = EMVQR_OK;
}

/* Appends what there is room for, and counts all of it. What does not fit whole is not written at all. */
static void writer_append(emvqr_writer *writer, const char *text, size_t len)
{
    size_t used = writer->used + len;
    if (used > EMVQR_PAYLOAD_MAX) {
        writer->status = EMVQR_ERR_TOO_LONG;
        return;
    }
    if (len != 0 && used <= writer->cap) {
        memcpy(writer->buf + writer->used, text, len);
    }
    writer->used = (uint16_t)used;
}

/* Two digits of a number below 100, without a division: 205/2048 is a tenth closely enough. */
static void writer_digits(char *at, unsigned number)
{
    unsigned tens = number * 205u >> 11;
    at[0] = (char)('0' + tens);
    at[1] = (char)('0' + (number - tens * 10u));
}

static void writer_header(emvqr_writer *writer, unsigned id, unsigned length)
{
    char header[4];
    writer_digits(header, id);
    writer_digits(header + 2, length);
    writer_append(writer, header, sizeof header);
    writer->units = (uint16_t)(writer->units + 4u);
}

/* Text of which a byte is a unit, whatever the unit. */
static bool writer_is_plain(const emvqr_writer *writer, const char *text, size_t len)
{
    size_t i = 0;
    unsigned char seen = 0;
#if EMVQR_CFG_FAST
    uint64_t wide = 0, word;
    for (; len - i >= sizeof word; i += sizeof word) {
        memcpy(&word, text + i, sizeof word);
        wide |= word;
    }
    seen = (wide & UINT64_C(0x8080808080808080)) != 0 ? 0x80u : 0u;
#endif
    for (; i < len; i++) {
        seen |= (unsigned char)text[i];
    }
    return seen < 0x80u || writer->unit >= EMVQR_BYTES;
}

void emvqr_put(emvqr_writer *writer, unsigned id, const char *value, size_t len)
{
    size_t units = len;
    bool is_text = true;
    if (writer->status != EMVQR_OK) {
        return;
    }
    if (len <= 4u * 99u && !writer_is_plain(writer, value, len)) {
        units = emvqr_text_length(value, len, (emvqr_unit)writer->unit);
        is_text = emvqr_text_valid(value, len) == len;
    }
    if (id > 99u) {
        writer->status = EMVQR_ERR_ARGUMENT;
    } else if (units > 99u) {
        writer->status = EMVQR_ERR_TOO_LONG;
    } else if (!is_text) {
        writer->status = EMVQR_ERR_ARGUMENT;
    } else {
        writer_header(writer, id, (unsigned)units);
        writer_append(writer, value, len);
        writer->units = (uint16_t)(writer->units + units);
    }
}

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
        writer_header(writer, id, 0);
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
    at = writer->open_at[writer->depth] + 2u;
    if (units > 99u) {
        writer->status = EMVQR_ERR_TOO_LONG;
    } else if (at + 2u <= writer->cap) {
        writer_digits(writer->buf + at, units);
    }
}

emvqr_status emvqr_writer_finish(emvqr_writer *writer, size_t *len)
{
    char crc[4] = { '0', '0', '0', '0' };
    *len = 0;
    if (writer->status == EMVQR_OK && writer->depth != 0) {
        writer->status = EMVQR_ERR_STATE;
    }
    if (writer->status != EMVQR_OK) {
        return (emvqr_status)writer->status;
    }
    writer_header(writer, EMVQR__ID_CRC, sizeof crc);
    if (writer->used <= writer->cap) {
        uint32_t digits = emvqr__crc_digits(emvqr_crc16(writer->buf, writer->used));
        crc[0] = (char)(digits >> 24);
        crc[1] = (char)(digits >> 16 & 0xFFu);
        crc[2] = (char)(digits >> 8 & 0xFFu);
        crc[3] = (char)(digits & 0xFFu);
    }
    writer_append(writer, crc, sizeof crc);
    *len = writer->used;
    if (writer->status == EMVQR_OK && writer->buf != NULL && writer->used > writer->cap) {
        writer->status = EMVQR_ERR_NO_SPACE;
    }
    return (emvqr_status)writer->status;
}
