/* SPDX-License-Identifier: MIT */
/* Text: UTF-8, its length in each unit, and the question which unit a payload counts in. */
#include "internal.h"

#include <string.h>

unsigned emvqr__utf8(const char *at, const char *end, uint32_t *point)
{
    const unsigned char *byte = (const unsigned char *)at;
    size_t left = (size_t)(end - at);
    uint32_t c = byte[0], least;
    unsigned more, i;
    if (c < 0x80u) {
        *point = c;
        return 1;
    }
    more = c >= 0xF0u ? 3u : c >= 0xE0u ? 2u : 1u;
    least = c >= 0xF0u ? 0x10000u : c >= 0xE0u ? 0x800u : 0x80u;
    if (c < 0xC2u || c > 0xF4u || left <= more) {
        return 0;
    }
    c &= 0x3Fu >> more;
    for (i = 1; i <= more; i++) {
        if ((byte[i] & 0xC0u) != 0x80u) {
            return 0;
        }
        c = c << 6 | (byte[i] & 0x3Fu);
    }
    if (c < least || c > 0x10FFFFu || (c >> 11) == 0x1Bu) { /* overlong, beyond Unicode, a surrogate */
        return 0;
    }
    *point = c;
    return more + 1u;
}

/* The first byte that is not ASCII. */
static const char *text_skip_ascii(const char *at, const char *end)
{
#if EMVQR_CFG_FAST
    while (end - at >= 8) {
        uint64_t word;
        memcpy(&word, at, sizeof word);
        if ((word & UINT64_C(0x8080808080808080)) != 0) {
            break;
        }
        at += 8;
    }
#endif
    while (at != end && (unsigned char)*at < 0x80u) {
        at++;
    }
    return at;
}

size_t emvqr_text_valid(const char *text, size_t len)
{
    const char *at = text, *end = len == 0 ? text : text + len;
    while (at != end) {
        uint32_t point;
        unsigned bytes = emvqr__utf8(at, end, &point);
        if (bytes == 0) {
            break;
        }
        at += bytes;
    }
    return (size_t)(at - text);
}

size_t emvqr_text_length(const char *text, size_t len, emvqr_unit unit)
{
    size_t i, length = 0;
    if (unit >= EMVQR_BYTES) {
        return len;
    }
    for (i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        length += (c & 0xC0u) != 0x80u;
        length += unit == EMVQR_UTF16 && c >= 0xF0u;
    }
    return length;
}

static bool text_is_blank(char c)
{
    return (unsigned char)c <= ' ' && (c == ' ' || c == '\t' || c == '\r' || c == '\n');
}

static bool text_is_mark(const char *at)
{
    return at[0] == '\xEF' && at[1] == '\xBB' && at[2] == '\xBF';
}

/* Bytes of a blank or a mark at `at`, where `left` bytes are; 0 for anything else. */
static size_t text_outside(const char *at, size_t left)
{
    if (left == 0) {
        return 0;
    }
    return text_is_blank(*at) ? 1u : left >= 3u && text_is_mark(at) ? 3u : 0u;
}

bool emvqr__trim(const char *text, size_t len, emvqr__survey *survey)
{
    size_t start = 0, end = len, more;
    if (len != 0 && (unsigned)(unsigned char)text[0] - '0' <= 'z' - '0' &&
        (unsigned)(unsigned char)text[len - 1u] - '0' <= 'z' - '0') {
        survey->start = 0;
        survey->end = len;
        return len <= EMVQR_PAYLOAD_MAX;
    }
    while ((more = text_outside(text + start, end - start)) != 0) {
        start += more;
    }
    for (; end != start; end -= more) {
        size_t mark = end - start >= 3u && text[end - 1u] == '\xBF' ? 3u : 1u;
        more = text_outside(text + end - mark, mark);
        if (more != mark) {
            break;
        }
    }
    survey->start = start;
    survey->end = end;
    return end != start && end - start <= EMVQR_PAYLOAD_MAX;
}

/* Where object 63 ends when a walk of the root in `unit` from `at` reaches one of 1 to 4, else 0: the unit does not fit. */
static size_t text_walk(const char *text, const emvqr__survey *survey, size_t at, unsigned unit)
{
    emvqr_reader reader;
    emvqr_reader_init(&reader, text + at, survey->end - at, (emvqr_unit)unit);
    while (emvqr_reader_next(&reader)) {
        if (reader.id == EMVQR__ID_CRC) {
            return (size_t)(reader.at - reader.value) - 1u < 4u ? (size_t)(reader.at - text) : 0;
        }
        if (reader.at >= text + survey->wide_end) {
            reader.unit = EMVQR__RAW;
        }
    }
    return 0;
}

/* Walks in two units differ from the first character on that they count differently; until there they are one. So two
 * that fit give two trees exactly when one of them ends behind that character. */
static void text_choose_unit(const char *text, size_t astral, emvqr__survey *survey)
{
    size_t fits[3], common = survey->start;
    emvqr_reader reader;
    unsigned unit;
    emvqr_reader_init(&reader, text + common, survey->wide - common, (emvqr_unit)EMVQR__RAW);
    while (emvqr_reader_next(&reader) && reader.id != EMVQR__ID_CRC) {
        common = (size_t)(reader.at - text);
    }
    for (unit = EMVQR_CHARACTERS; unit <= EMVQR_BYTES; unit++) {
        fits[unit] = text_walk(text, survey, common, unit);
    }
    unit = fits[EMVQR_CHARACTERS] != 0 ? EMVQR_CHARACTERS : fits[EMVQR_UTF16] != 0 ? EMVQR_UTF16
         : fits[EMVQR_BYTES] != 0 ? EMVQR_BYTES : EMVQR_CHARACTERS;
    survey->walk = survey->unit = (uint8_t)unit;
    if ((fits[EMVQR_BYTES] != 0 && (fits[EMVQR_CHARACTERS] > survey->wide || fits[EMVQR_UTF16] > survey->wide)) ||
        (fits[EMVQR_UTF16] != 0 && fits[EMVQR_CHARACTERS] > astral)) {
        survey->code = EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT;
    } else if (unit != EMVQR_CHARACTERS) {
        survey->code = EMVQR_CODE_LENGTH_UNIT;
    }
}

/* Notes where text is not ASCII, and where it needs more than one UTF-16 unit; false when it is not UTF-8. */
static bool text_survey_wide(const char *text, emvqr__survey *survey, size_t *astral)
{
    const char *at = text + survey->start, *end = text + survey->end;
    *astral = survey->wide = survey->wide_end = survey->end;
    while (at != end) {
        uint32_t point;
        unsigned bytes;
        if ((unsigned char)*at < 0x80u) {
            at = text_skip_ascii(at + 1, end);
            continue;
        }
        bytes = emvqr__utf8(at, end, &point);
        if (survey->wide == survey->end) {
            survey->wide = (size_t)(at - text);
        }
        if (bytes == 0) {
            return false;
        }
        if (bytes == 4u && *astral == survey->end) {
            *astral = (size_t)(at - text);
        }
        at += bytes;
        survey->wide_end = (size_t)(at - text);
    }
    return true;
}

void emvqr__survey_units(const char *text, emvqr__survey *survey)
{
    const char *start = text + survey->start, *last = text + survey->end;
    size_t len = survey->end - survey->start, tail = 4, astral;
    uint8_t seen;
    survey->wide = survey->wide_end = 0;
    survey->walk = EMVQR__RAW;
    survey->unit = EMVQR_CHARACTERS;
    survey->code = EMVQR_CODE_NONE;
    if (len < 4u) {
        tail = len;
    }
    survey->crc = emvqr__crc16(start, len - tail, &seen);
    if (len >= 4u) {
        seen |= (uint8_t)(last[-1] | last[-2] | last[-3] | last[-4]);
    } else {
        seen = 0xFFu; /* no payload: let the careful way look */
    }
    if (seen < 0x80u) {
        return;
    }
    if (text_survey_wide(text, survey, &astral)) {
        text_choose_unit(text, astral, survey);
    } else {
        survey->wide = survey->wide_end = 0;
        survey->unit = EMVQR_BYTES;
        survey->code = EMVQR_CODE_INVALID_UTF8;
    }
}
