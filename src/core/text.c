/* SPDX-License-Identifier: MIT */
/* Text: UTF-8, its length in each unit, the blanks around it, and the question which unit a payload counts in. */
#include "internal.h"

#if EMVQR_CFG_FAST && defined(__SSE2__)
#include <emmintrin.h>
#endif

unsigned emvqr__utf8(const char *at, const char *end, uint32_t *point)
{
    const char *behind = emvqr__sequence(at, end, point);
    return behind == NULL ? 0 : (unsigned)(behind - at);
}

#if EMVQR_CFG_FAST
/* Steps over sequences of two and three bytes, but for the last of the text: they are most of what is not ASCII
 * here. */
static const char *text_skip_wide(const char *at, const char *end)
{
    const char *last = end - at < 4 ? NULL : end - 4;
    while (last != NULL && at <= last) {
        const unsigned char *byte = (const unsigned char *)at;
        uint32_t four = (uint32_t)byte[3] << 24 | (uint32_t)byte[2] << 16 | (uint32_t)byte[1] << 8 | byte[0];
        uint32_t head = four & 0x200Fu; /* half of the first byte; what splits E0's and ED's second bytes */
        if ((four & 0xC0C0F0u) == 0x8080E0u && head != 0 && head != 0x200Du) {
            at += 3;
        } else if ((four & 0xC0E0u) == 0x80C0u && (four & 0x1Eu) != 0) {
            at += 2;
        } else {
            break;
        }
    }
    return at;
}
#endif

#if EMVQR_CFG_FAST
size_t emvqr_text_valid(const char *text, size_t len)
{
    const char *at = text, *end = len == 0 ? text : text + len;
    for (;;) {
        const char *behind;
        uint32_t point;
        at = text_skip_wide(emvqr__skip_ascii(at, end), end);
        if (at == end || (behind = emvqr__sequence(at, end, &point)) == NULL) {
            return (size_t)(at - text);
        }
        at = behind;
    }
}
#else
size_t emvqr_text_valid(const char *text, size_t len)
{
    emvqr_reader reader;
    emvqr_reader_init(&reader, text, len, EMVQR_CHARACTERS);
    (void)emvqr__skip(&reader, len);
    return (size_t)(reader.at - text);
}
#endif

size_t emvqr_text_length(const char *text, size_t len, emvqr_unit unit)
{
    size_t i = 0, length = len;
    if (unit >= EMVQR_BYTES) {
        return len;
    }
#if EMVQR_CFG_FAST
    for (; len - i >= 8u; i += 8u) { /* most of it is ASCII */
        uint64_t word = emvqr__eight(text + i), wide = word & EMVQR__WIDE_BITS;
        if (wide != 0) {
            const uint64_t ones = UINT64_C(0x0101010101010101);
            uint64_t more = wide & word << 1, four = more & word << 2 & word << 3; /* C0h and up; F0h and up */
            length -= (size_t)(((wide ^ more) >> 7) * ones >> 56);
            length += unit == EMVQR_UTF16 ? (size_t)((four >> 7) * ones >> 56) : 0;
        }
    }
#endif
    for (; i < len; i++) {
        length -= emvqr__continues(text[i]);
        length += unit == EMVQR_UTF16 && (unsigned char)text[i] >= 0xF0u;
    }
    return length;
}

static bool text_is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Bytes of a blank or a byte order mark at one end of a text that is not empty; 0 for anything else. */
static size_t text_outside(const char *text, size_t len, bool last)
{
    const char *mark = last && len >= 3u ? text + len - 3u : text;
    if (text_is_blank(text[last ? len - 1u : 0])) {
        return 1;
    }
    return len >= 3u && mark[0] == '\xEF' && mark[1] == '\xBB' && mark[2] == '\xBF' ? 3u : 0;
}

emvqr_span emvqr_trim(const char *text, size_t len)
{
    emvqr_span span = { text, len };
    bool last = false;
    do { /* first at the beginning, then at the end */
        size_t more;
        while (span.len != 0 && (more = text_outside(span.ptr, span.len, last)) != 0) {
            span.ptr += last ? 0 : more;
            span.len -= more;
        }
        last = !last;
    } while (last);
    return span;
}

#if EMVQR_CFG_FAST
bool emvqr__survey(const char *text, const char *end, emvqr__wide *wide)
{
    const char *at = emvqr__skip_ascii(text, end);
    wide->from = wide->until = at;
    wide->astral = end;
    while (at != end) {
        const char *start = at;
        uint32_t point = 0;
        at = text_skip_wide(at, end);
        if (at == end || (unsigned char)*at >= 0x80u) {
            start = at;
            at = emvqr__sequence(at, end, &point);
            if (at == NULL) {
                return false;
            }
        }
        if (point > 0xFFFFu && wide->astral == end) {
            wide->astral = start;
        }
        wide->until = at;
        at = emvqr__skip_ascii(at, end);
    }
    return true;
}
#else
bool emvqr__survey(const char *text, const char *end, emvqr__wide *wide)
{
    const char *at = emvqr__skip_ascii(text, end);
    size_t len = (size_t)(end - at);
    wide->from = at;
    wide->until = end; /* as good as any other for what only makes walks faster */
    if (emvqr_text_valid(at, len) != len) {
        return false;
    }
    while (at != end && (unsigned char)*at < 0xF0u) {
        at++;
    }
    wide->astral = at;
    return true;
}
#endif

/* Where object 63 ends when the walk reaches one of 1 to 4; else NULL, the unit does not fit. */
static const char *text_walk(const char *at, const char *end, const char *plain, unsigned unit)
{
    emvqr_reader reader;
    emvqr_reader_init(&reader, at, (size_t)(end - at), (emvqr_unit)unit);
    while (emvqr_reader_next(&reader)) {
        if (reader.id == EMVQR__ID_CRC) {
            return reader.length - 1u < 4u ? reader.at : NULL;
        }
        if (EMVQR_CFG_FAST && reader.at >= plain) {
            reader.unit = EMVQR_BYTES;
        }
    }
    return NULL;
}

/* The first of the units that fits. Walks in two units are one up to the first character that they count differently;
 * so another that fits gives another tree exactly when such a character lies before the end. */
emvqr_code emvqr__choose_unit(const char *at, const char *end, const emvqr__wide *wide, uint8_t *unit)
{
    emvqr_code code = EMVQR_CODE_NONE;
    const char *first = NULL;
    unsigned tried;
    *unit = EMVQR_CHARACTERS;
    for (tried = EMVQR_CHARACTERS; tried <= EMVQR_BYTES; tried++) {
        const char *differs = tried == EMVQR_UTF16 ? wide->astral : wide->from, *reached;
        if (differs == end || (reached = text_walk(at, end, wide->until, tried)) == NULL) {
            continue;
        }
        if (first == NULL) {
            first = reached;
            *unit = (uint8_t)tried;
            code = tried == EMVQR_CHARACTERS ? EMVQR_CODE_NONE : EMVQR_CODE_LENGTH_UNIT;
        } else if (differs < first) {
            code = EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT;
        }
    }
    return code;
}

/* ---- plain text ---- */

#if EMVQR_CFG_FAST && defined(__SSE2__)
static EMVQR__INLINE __m128i text_sixteen(const char *text)
{
    return _mm_loadu_si128((const __m128i *)text);
}

/* The least and the greatest bytes of each place; the last sixteen may overlap those before. */
static EMVQR__INLINE bool text_plain_blocks(const char *text, size_t len)
{
    const char *at = text, *last = text + len - 16;
    __m128i least = text_sixteen(last), greatest = least, least_plain, greatest_plain;
    for (; at < last; at += 16) {
        __m128i bytes = text_sixteen(at);
        least = _mm_min_epu8(least, bytes);
        greatest = _mm_max_epu8(greatest, bytes);
    }
    least_plain = _mm_cmpeq_epi8(_mm_max_epu8(least, _mm_set1_epi8(0x20)), least);
    greatest_plain = _mm_cmpeq_epi8(_mm_min_epu8(greatest, _mm_set1_epi8(0x7E)), greatest);
    return _mm_movemask_epi8(_mm_and_si128(least_plain, greatest_plain)) == 0xFFFF;
}
enum { TEXT_BLOCK = 16 };
#elif EMVQR_CFG_FAST
/* Of eight bytes, with what their upper bits tell: below 20h the difference borrows or has one, 7Fh and up the sum or
 * the difference. */
static EMVQR__INLINE uint64_t text_strange(const char *text)
{
    uint64_t word = emvqr__eight(text);
    return (word - UINT64_C(0x2020202020202020)) | (word + UINT64_C(0x0101010101010101));
}

static EMVQR__INLINE bool text_plain_blocks(const char *text, size_t len)
{
    const char *at = text, *last = text + len - 8; /* the last eight may overlap those before */
    uint64_t strange = text_strange(last);
    for (; at < last; at += 8) {
        strange |= text_strange(at);
    }
    return (strange & EMVQR__WIDE_BITS) == 0;
}
enum { TEXT_BLOCK = 8 };
#endif

bool emvqr__is_plain(const char *text, size_t len)
{
    const char *at = text, *end = text + len;
#if EMVQR_CFG_FAST
    if (len >= TEXT_BLOCK) {
        return text_plain_blocks(text, len);
    }
#endif
    while (at != end && (unsigned char)*at - 0x20u <= 0x7Eu - 0x20u) {
        at++;
    }
    return at == end;
}
