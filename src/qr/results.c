/* SPDX-License-Identifier: MIT */
/* A payload's CRC tells which of two readings of the same bytes is the right one: what the ECI header says of their
 * charset, or the bytes as they are. Without one, the header is right. */
#include "results.h"

#include <emvqr/core.h>
#include <math.h>
#include <string.h>

/* ---- what is believed ---- */

static int hexadecimal(uint8_t character)
{
    static const char digits[] = "0123456789ABCDEFabcdef";
    const char *at = character ? strchr(digits, character) : NULL;

    return !at ? -1 : at - digits < 16 ? (int)(at - digits) : (int)(at - digits) - 6;
}

/* Whether the last `digits` are the CRC; with fewer than four of them its leading zeros were lost. */
static bool ends_with_crc(const uint8_t *bytes, size_t len, unsigned digits)
{
    unsigned value = 0, i;

    if (len < digits + 8 || bytes[len - digits - 4] != '6' || bytes[len - digits - 3] != '3' ||
        bytes[len - digits - 2] != '0' || bytes[len - digits - 1] != '0' + digits)
        return false;
    for (i = 0; i < digits; i++) {
        int digit = hexadecimal(bytes[len - digits + i]);

        if (digit < 0)
            return false;
        value = value << 4 | (unsigned)digit;
    }
    return value == emvqr_crc16((const char *)bytes, len - digits);
}

bool emvqr__is_payment(const uint8_t *bytes, size_t len)
{
    emvqr_span text = emvqr_trim((const char *)bytes, len);
    const uint8_t *at = (const uint8_t *)text.ptr;
    unsigned digits;

    if (text.len < 12 || at[0] != '0' || at[1] != '0')
        return false;
    for (digits = 4; digits > 0; digits--)
        if (ends_with_crc(at, text.len, digits))
            return true;
    return false;
}

/* Bytes that error correction did not vouch for: the structure must be right too. */
static bool is_proven(const emvqr__content *content)
{
    emvqr_reader reader;
    emvqr_span text = emvqr_trim((const char *)content->bytes, content->len);

    return emvqr_verify(text.ptr, text.len, &reader) == EMVQR_CODE_NONE;
}

static bool is_utf8(const uint8_t *bytes, size_t len)
{
    return emvqr_text_valid((const char *)bytes, len) == len;
}

static bool is_ascii(const uint8_t *bytes, size_t len)
{
    for (; len > 0; len--)
        if (bytes[len - 1] >= 0x80)
            return false;
    return true;
}

/* ---- telling ---- */

static uint64_t hash_of(const uint8_t *bytes, size_t len)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */

    for (; len > 0; len--)
        hash = (hash ^ *bytes++) * UINT64_C(1099511628211);
    return hash;
}

static float distance(float a, float b)
{
    return a > b ? a - b : b - a;
}

/* Remembers what is told; false when the same bytes were told at the same place, or nothing more can be remembered. */
static bool is_new(emvqr__results *results, const uint8_t *bytes, size_t len)
{
    int(*corners)[2] = results->symbol.corners;
    emvqr__told one;
    unsigned i;

    memset(&one, 0, sizeof one);
    one.hash = hash_of(bytes, len);
    for (i = 0; i < 4; i++) {
        one.x += (float)corners[i][0] / 4;
        one.y += (float)corners[i][1] / 4;
    }
    for (i = 0; i < 4; i++)
        one.reach += (distance((float)corners[i][0], one.x) + distance((float)corners[i][1], one.y)) / 8;
    for (i = 0; i < results->count; i++) {
        const emvqr__told *old = &results->told[i];

        if (old->hash == one.hash && distance(old->x, one.x) <= old->reach + 1 &&
            distance(old->y, one.y) <= old->reach + 1)
            return false;
    }
    if (results->count == EMVQR__RESULTS_MAX)
        return false;
    results->told[results->count++] = one;
    return true;
}

static void tell(emvqr__results *results, const uint8_t *bytes, size_t len, bool repaired)
{
    results->payment = results->payment || emvqr__is_payment(bytes, len);
    if (results->stopped || !is_new(results, bytes, len))
        return;
    results->symbol.data = (const char *)bytes;
    results->symbol.len = len;
    results->symbol.repaired = repaired;
    results->stopped = !results->found(results->user, &results->symbol);
}

/* ---- charsets ---- */

/* Latin-1 as UTF-8, in results->text; returns the length. */
static size_t widen(emvqr__results *results, const uint8_t *bytes, size_t len)
{
    size_t out = 0, i;

    for (i = 0; i < len; i++)
        if (bytes[i] < 0x80) {
            results->text[out++] = bytes[i];
        } else {
            results->text[out++] = (uint8_t)(0xC0 | bytes[i] >> 6);
            results->text[out++] = (uint8_t)(0x80 | (bytes[i] & 0x3F));
        }
    return out;
}

/* The other way, in results->text; 0: there are other characters, or too many. */
static size_t narrow(emvqr__results *results, const uint8_t *bytes, size_t len)
{
    size_t out = 0, i;

    for (i = 0; i < len && out < sizeof results->text; i++) {
        if (bytes[i] < 0x80) {
            results->text[out++] = bytes[i];
        } else if ((bytes[i] == 0xC2 || bytes[i] == 0xC3) && i + 1 < len) {
            results->text[out++] = (uint8_t)(bytes[i] << 6 | (bytes[i + 1] & 0x3F));
            i++;
        } else {
            return 0;
        }
    }
    return i == len ? out : 0;
}

/* What the header makes of the bytes, when the CRC does not speak. */
static bool tell_as_labelled(emvqr__results *results, const emvqr__content *content)
{
    switch (content->eci) {
    case -1: tell(results, content->bytes, content->len, false); return true;
    case 26:
        if (!is_utf8(content->bytes, content->len))
            return false;
        tell(results, content->bytes, content->len, false);
        return true;
    case 3: tell(results, results->text, widen(results, content->bytes, content->len), false); return true;
    default: return false; /* left to zbar, which knows more charsets */
    }
}

/* Whether the header's charset leaves the bytes as they are. */
static bool is_as_labelled(const emvqr__content *content)
{
    return content->eci == -1 || is_ascii(content->bytes, content->len) ||
           (content->eci == 26 && is_utf8(content->bytes, content->len));
}

void emvqr__results_corner(emvqr__results *results, unsigned i, double x, double y)
{
    results->symbol.corners[i][0] = (int)floor(x / results->across);
    results->symbol.corners[i][1] = (int)floor(y / results->down);
}

bool emvqr__results_content(emvqr__results *results, const emvqr__content *content, float corners[4][2], bool light)
{
    unsigned i;

    if (!content->plain || (content->unsure && !is_proven(content)))
        return false;
    for (i = 0; i < 4; i++)
        emvqr__results_corner(results, i, (double)corners[i][0], (double)corners[i][1]);
    results->symbol.inverted = light;
    if (!emvqr__is_payment(content->bytes, content->len))
        return tell_as_labelled(results, content);
    tell(results, content->bytes, content->len, !is_as_labelled(content));
    return true;
}

void emvqr__results_bytes(emvqr__results *results, const char *bytes, size_t len)
{
    const uint8_t *at = (const uint8_t *)bytes;
    size_t narrowed = emvqr__is_payment(at, len) || is_ascii(at, len) ? 0 : narrow(results, at, len);

    results->symbol.inverted = false;
    if (narrowed > 0 && emvqr__is_payment(results->text, narrowed))
        tell(results, results->text, narrowed, true);
    else
        tell(results, at, len, false);
}
