/* SPDX-License-Identifier: MIT */
/* A payload becomes a matrix of modules: libqrencode does the work, its traps stay outside.
 *
 * Its string calls are not used: they end at a NUL, can fold case and offer Kanji, which ruins UTF-8. Segments are
 * handed over one by one, so that the symbol holds exactly the payload's bytes. */
#include <emvqr/qr_encode.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <qrencode.h>

#include "segments.h"

enum { ECI_UTF8 = 26 };

/* An ECI header is 12 bits, but when libqrencode 4.1.1 chooses a version it reckons with these. */
enum { ECI_RECKONED = 28 };

static emvqr_status check(const char *payload, size_t len, const emvqr_qr_options *options)
{
    if (payload == NULL || len == 0 || options->ecc > EMVQR_QR_H || options->segments > EMVQR_QR_SEGMENTS_OPTIMAL ||
        options->eci > EMVQR_QR_ECI_UTF8 || options->version > 40 || options->raise > 1) {
        return EMVQR_ERR_ARGUMENT;
    }
    return len > EMVQR_QR_LEN_DIGITS ? EMVQR_ERR_TOO_LONG : EMVQR_OK;
}

static bool wants_eci(const char *payload, size_t len, unsigned eci)
{
    if (eci != EMVQR_QR_ECI_AUTO) {
        return eci == EMVQR_QR_ECI_UTF8;
    }
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)payload[i] >= 0x80u) {
            return true;
        }
    }
    return false;
}

/* libqrencode returns NULL or -1 and leaves the reason in errno. */
static emvqr_status reason(void)
{
    switch (errno) {
    case ENOMEM:
        return EMVQR_ERR_NO_MEMORY;
    case ERANGE:
        return EMVQR_ERR_TOO_LONG;
    case EINVAL:
        return EMVQR_ERR_ARGUMENT;
    default:
        return EMVQR_ERR_BACKEND;
    }
}

/* Splits the payload for the band of the version asked for, or for the lowest band that carries it. */
static void split(const char *payload, size_t len, const emvqr_qr_options *options, bool eci, uint8_t *modes)
{
    /* ISO/IEC 18004, table 7: data codewords of the largest version of a band (9, 26) at L, M, Q, H. The last band
     * takes what is left, and libqrencode knows what is too much. */
    static const uint16_t codewords[EMVQR__BANDS - 1][4] = { { 232, 182, 132, 100 }, { 1370, 1062, 754, 596 } };
    unsigned band = (unsigned)(options->version > 9) + (unsigned)(options->version > 26);

    for (;; band++) {
        uint32_t bits = emvqr__qr_segments(payload, len, band, modes) + (eci ? ECI_RECKONED : 0u);
        if (options->version != 0 || band == EMVQR__BANDS - 1 || bits <= 8u * codewords[band][options->ecc]) {
            return;
        }
    }
}

/* Appends each run of one mode; without modes, all is one segment of bytes. */
static bool append(QRinput *input, const char *payload, size_t len, const uint8_t *modes)
{
    static const QRencodeMode names[EMVQR__MODES] = { QR_MODE_NUM, QR_MODE_AN, QR_MODE_8 };

    for (size_t at = 0, end = 0; at < len; at = end) {
        unsigned mode = modes != NULL ? modes[at] : EMVQR__BYTE;
        while (end < len && (modes == NULL || modes[end] == mode)) {
            end++;
        }
        if (QRinput_append(input, names[mode], (int)(end - at), (const unsigned char *)payload + at) != 0) {
            return false;
        }
    }
    return true;
}

/* NULL when libqrencode refuses; errno then tells why. */
static QRcode *encode(const char *payload, size_t len, const emvqr_qr_options *options, bool eci, const uint8_t *modes)
{
    static const QRecLevel levels[] = { QR_ECLEVEL_L, QR_ECLEVEL_M, QR_ECLEVEL_Q, QR_ECLEVEL_H };
    QRcode *code = NULL;

    errno = 0;
    QRinput *input = QRinput_new2(options->version, levels[options->ecc]);
    if (input == NULL) {
        return NULL;
    }
    if ((!eci || QRinput_appendECIheader(input, ECI_UTF8) == 0) && append(input, payload, len, modes)) {
        code = QRcode_encodeInput(input);
    }
    int error = errno;
    QRinput_free(input);
    errno = error;
    return code;
}

/* libqrencode has a byte a module, of which bit 0 is the colour. */
static emvqr_status pack(const QRcode *code, uint8_t *bits, size_t cap, emvqr_qr *symbol)
{
    size_t width = (size_t)code->width;
    size_t row = (width + 7u) / 8u;

    symbol->width = (uint16_t)width;
    symbol->version = (uint8_t)code->version;
    if (bits == NULL || cap < width * row) {
        return EMVQR_ERR_NO_SPACE;
    }
    memset(bits, 0, width * row);
    for (size_t y = 0; y < width; y++) {
        for (size_t x = 0; x < width; x++) {
            bits[y * row + x / 8u] |= (uint8_t)((code->data[y * width + x] & 1u) << (7u - x % 8u));
        }
    }
    symbol->bits = bits;
    return EMVQR_OK;
}

/* At one level. `modes` has room for the payload's length, or is NULL for one segment of bytes. */
static emvqr_status encode_at(const char *payload, size_t len, const emvqr_qr_options *options, uint8_t *modes,
                              uint8_t *bits, size_t cap, emvqr_qr *symbol)
{
    bool eci = wants_eci(payload, len, options->eci);
    emvqr_status status;

    if (modes != NULL) {
        split(payload, len, options, eci, modes);
    }
    QRcode *code = encode(payload, len, options, eci, modes);
    if (code == NULL) {
        status = reason();
    } else if (options->version != 0 && code->version != options->version) {
        status = EMVQR_ERR_TOO_LONG; /* libqrencode took a larger version without a word */
    } else {
        symbol->ecc = options->ecc;
        symbol->eci = eci ? ECI_UTF8 : 0;
        status = pack(code, bits, cap, symbol);
    }
    QRcode_free(code);
    return status;
}

/* The same at the highest level that needs no larger version. What was drawn stays when a level is too much. */
static emvqr_status raise_level(const char *payload, size_t len, emvqr_qr_options options, uint8_t *modes,
                                uint8_t *bits, size_t cap, emvqr_qr *symbol)
{
    emvqr_status status = EMVQR_OK;

    options.version = symbol->version;
    while (status == EMVQR_OK && options.ecc < EMVQR_QR_H) {
        options.ecc++;
        status = encode_at(payload, len, &options, modes, bits, cap, symbol);
    }
    return status == EMVQR_ERR_TOO_LONG ? EMVQR_OK : status;
}

emvqr_status emvqr_qr_encode(const char *payload, size_t len, const emvqr_qr_options *options, uint8_t *bits,
                             size_t cap, emvqr_qr *symbol)
{
    static const emvqr_qr_options defaults = EMVQR_QR_DEFAULTS;
    uint8_t *modes = NULL;

    if (symbol == NULL) {
        return EMVQR_ERR_ARGUMENT;
    }
    memset(symbol, 0, sizeof *symbol);
    options = options != NULL ? options : &defaults;
    emvqr_status status = check(payload, len, options);
    if (status != EMVQR_OK) {
        return status;
    }
    if (options->segments == EMVQR_QR_SEGMENTS_OPTIMAL) {
        modes = malloc(len);
        if (modes == NULL) {
            return EMVQR_ERR_NO_MEMORY;
        }
    }
    status = encode_at(payload, len, options, modes, bits, cap, symbol);
    if (status == EMVQR_OK && options->raise != 0) {
        status = raise_level(payload, len, *options, modes, bits, cap, symbol);
    }
    free(modes);
    if (status != EMVQR_OK) {
        symbol->bits = NULL;
    }
    return status;
}
