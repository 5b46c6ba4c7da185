/* SPDX-License-Identifier: MIT */
/* ESC/POS, the printer's own symbol: GS ( k pL pH cn fn ..., where cn 49 is QR and fn chooses the step. */
#include "draw.h"

#include <string.h>

enum { CN_QR = 49, FN_MODEL = 65, FN_MODULE = 67, FN_ECC = 69, FN_STORE = 80, FN_PRINT = 81 };

/* pL pH counts what follows it: cn, fn and the parameters. */
static void command(emvqr__drawing *d, unsigned fn, const char *parameters, size_t len, size_t more)
{
    size_t count = 2u + len + more;
    const uint8_t head[] = { 0x1D, '(', 'k', (uint8_t)(count & 0xFFu), (uint8_t)(count >> 8), CN_QR, (uint8_t)fn };

    emvqr__draw_put(d, head, sizeof head);
    emvqr__draw_put(d, parameters, len);
}

/* ESC J n feeds n units, which are a dot here and half a dot there: twice the quiet zone's dots are enough for both. */
static void feed(emvqr__drawing *d)
{
    for (unsigned left = 2u * d->quiet * d->module, units; left > 0; left -= units) {
        units = left < 255u ? left : 255u;
        const uint8_t feeding[] = { 0x1B, 'J', (uint8_t)units };
        emvqr__draw_put(d, feeding, sizeof feeding);
    }
}

static void print(emvqr__drawing *d, const char *payload, size_t len, unsigned ecc)
{
    const char model[] = { 50, 0 }; /* model 2 */
    const char module[] = { (char)d->module };
    const char level[] = { (char)(48u + ecc) };

    emvqr__draw_puts(d, "\x1B" "a1"); /* in the middle */
    feed(d);
    command(d, FN_MODEL, model, sizeof model, 0);
    command(d, FN_MODULE, module, sizeof module, 0);
    command(d, FN_ECC, level, sizeof level, 0);
    command(d, FN_STORE, "0", 1, len);
    emvqr__draw_put(d, payload, len);
    command(d, FN_PRINT, "0", 1, 0);
    feed(d);
    emvqr__draw_puts(d, "\x1B" "a0");
}

static emvqr_status check(const char *payload, size_t len, unsigned ecc)
{
    if (payload == NULL || len == 0 || ecc > EMVQR_QR_H) {
        return EMVQR_ERR_ARGUMENT;
    }
    if (emvqr_qr_version_for(len, ecc) == 0) {
        return EMVQR_ERR_TOO_LONG;
    }
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)payload[i] >= 0x80u) {
            return EMVQR_ERR_UNSUPPORTED;
        }
    }
    return EMVQR_OK;
}

emvqr_status emvqr_qr_draw_native(const char *payload, size_t len, unsigned ecc, const emvqr_draw_options *options,
                                  emvqr_sink sink, void *user)
{
    static const uint8_t none = 0; /* the modules are the printer's: only the symbol's size is needed */
    emvqr_qr symbol = { &none, 0, 0, 0, 0 };
    emvqr__drawing d;
    emvqr_status status = check(payload, len, ecc);

    if (status != EMVQR_OK) {
        return status;
    }
    symbol.version = (uint8_t)emvqr_qr_version_for(len, ecc);
    symbol.width = (uint16_t)EMVQR_QR_WIDTH_FOR(symbol.version);
    if (!emvqr__draw_begin(&d, &symbol, options, sink, user) || d.module > EMVQR_DRAW_NATIVE_MODULE_MAX) {
        return EMVQR_ERR_ARGUMENT;
    }
    emvqr__draw_fit(&d);
    if (d.status == EMVQR_OK) {
        print(&d, payload, len, ecc);
    }
    return emvqr__draw_end(&d);
}
