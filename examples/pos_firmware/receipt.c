/* SPDX-License-Identifier: MIT */
/* The raster's modules come from libqrencode, which a static block is enough for (memory.c); the native command leaves
 * that to the printer. Everything is tried before the first byte is printed: a receipt is whole, or there is none. */
#include "receipt.h"

#include "board.h"
#include "memory.h"
#include "say.h"

#include <emvqr/qr_encode.h>

#include <string.h>

/* A printer of 58 mm has 384 dots: with two quiet zones of four modules and three dots a module, version 25 is the
 * largest that a phone still reads from paper. */
enum { VERSION_MAX = 25 };

static bool receipt_count(void *user, const void *data, size_t len)
{
    (void)data;
    *(size_t *)user += len;
    return true;
}

static bool receipt_send(void *user, const void *data, size_t len)
{
    (void)user;
    board_write(POS_PRINTER, data, len);
    return true;
}

static emvqr_status receipt_raster(const emvqr_qr *symbol, emvqr_sink sink, void *user)
{
    return emvqr_qr_draw_escpos(symbol, NULL, sink, user);
}

static emvqr_status receipt_native(emvqr_span text, emvqr_sink sink, void *user)
{
    return emvqr_qr_draw_native(text.ptr, text.len, EMVQR_QR_M, NULL, sink, user);
}

static void receipt_head(const emvqr_doc *doc, unsigned number)
{
    emvqr_span name = emvqr_get(doc, EMVQR_PATH1(59));
    say(POS_PRINTER, "\x1B@\x1B" "a\x01"); /* initialise; centre */
    if (name.ptr != NULL) {
        say_span(POS_PRINTER, name);
        say(POS_PRINTER, "\n");
    }
    say(POS_PRINTER, "Receipt ");
    say_number(POS_PRINTER, number);
    say(POS_PRINTER, "\n\x1B" "E\x01THB "); /* bold */
    say_span(POS_PRINTER, emvqr_get(doc, EMVQR_PATH1(54)));
    say(POS_PRINTER, "\x1B" "E");
    board_write(POS_PRINTER, "", 1);
    say(POS_PRINTER, "\nScan to pay with PromptPay\n");
}

const char *receipt_print(const emvqr_doc *doc, unsigned number, unsigned forms)
{
    static uint8_t bits[EMVQR_QR_BYTES_FOR(VERSION_MAX)];
    emvqr_span text = { doc->text + doc->start, (size_t)(doc->end - doc->start) };
    emvqr_qr symbol;
    size_t bytes = 0;
    if ((forms & RECEIPT_RASTER) != 0) {
        memory_rewind();
        if (emvqr_qr_encode(text.ptr, text.len, NULL, bits, sizeof bits, &symbol) != EMVQR_OK ||
            receipt_raster(&symbol, receipt_count, &bytes) != EMVQR_OK) {
            return "the code does not fit on this paper";
        }
    }
    if ((forms & RECEIPT_NATIVE) != 0 && receipt_native(text, receipt_count, &bytes) != EMVQR_OK) {
        /* The printer's command takes ASCII alone. The raster is enough where there is one. */
        if ((forms & RECEIPT_RASTER) == 0) {
            return "the printer's own command cannot print this code; printer raster can";
        }
        forms = RECEIPT_RASTER;
    }
    receipt_head(doc, number);
    if ((forms & RECEIPT_RASTER) != 0) {
        receipt_raster(&symbol, receipt_send, NULL);
    }
    if ((forms & RECEIPT_NATIVE) != 0) {
        receipt_native(text, receipt_send, NULL);
    }
    say(POS_PRINTER, "\x1B" "d\x03\x1DV\x01"); /* three lines on; cut */
    return NULL;
}
