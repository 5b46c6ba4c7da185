/* SPDX-License-Identifier: MIT */
/* A sticker: what the payload says to people, on a sheet with its symbol. Networks are named in plain text: their logos
 * are theirs. */
#include "cli.h"

#if EMVQR_HAVE_ENCODE

#include "picture.h"

#if EMVQR_HAVE_STICKER

#include <emvqr/sticker.h>

#include <stdio.h>
#include <string.h>

static const char *text_of(emvqr_span span, char *text, size_t room)
{
    size_t len = span.ptr == NULL ? 0 : span.len < room - 1 ? span.len : room - 1;

    if (len > 0) {
        memcpy(text, span.ptr, len);
    }
    text[len] = '\0';
    return text;
}

/* The networks of the accounts, each once. */
static const char *heading(const emvqr_doc *doc, char *text, size_t room)
{
    size_t used = 0;

    text[0] = '\0';
    for (unsigned i = 0; i < doc->count; i += doc->nodes[i].inside + 1u) {
        const emvqr_network_info *info =
            emvqr__is_account(doc, &doc->nodes[i]) ? emvqr_account_info(&doc->nodes[i]) : NULL;
        if (info != NULL && strstr(text, info->title) == NULL && used < room) {
            used += (size_t)snprintf(text + used, room - used, "%s%s", used > 0 ? " \xC2\xB7 " : "", info->title);
        }
    }
    return text;
}

static const char *amount(const emvqr_doc *doc, char *text, size_t room)
{
    emvqr_span value = emvqr_get(doc, EMVQR_PATH1(54)), currency = emvqr__currency(doc);

    text[0] = '\0';
    if (value.ptr != NULL && value.len > 0) {
        (void)snprintf(text, room, "%.*s %.*s", (int)value.len, value.ptr, currency.ptr != NULL ? (int)currency.len : 0,
                       currency.ptr != NULL ? currency.ptr : "");
    }
    return text;
}

/* Whether what is to be printed shows itself as it is: a sheet with a name that looks like another one is printed for
 * nobody. */
static bool plain(const emvqr__reading *reading)
{
    for (unsigned i = 0; i < reading->findings.count; i++) {
        const emvqr_finding *finding = &reading->findings.items[i];

        if (finding->code == EMVQR_CODE_CONTROL_CHARACTER && finding->severity == EMVQR_ERROR) {
            emvqr__complain("--sticker: a text of the payload holds an invisible or direction-changing character, by "
                            "which a name can look like another one: edit it out first, --force cannot print it");
            return false;
        }
    }
    return true;
}

static void say(emvqr_status status)
{
    if (status == EMVQR_ERR_UNSUPPORTED) {
        emvqr__complain("--sticker: no font on this machine has all letters of the name: install one for its script "
                        "(Debian: fonts-noto-core)");
    } else if (status == EMVQR_ERR_LIMIT) {
        emvqr__complain("--sticker: the sheet is too small for the symbol and its texts: --sticker-size, or --segments "
                        "optimal for a smaller symbol");
    } else if (status != EMVQR_OK && status != EMVQR_ERR_FILE) {
        emvqr__complain("the sticker cannot be drawn: %s", emvqr_status_text(status));
    }
}

emvqr_status emvqr__picture_sticker(const emvqr__plan *plan, const emvqr_qr *symbol, emvqr_span payload,
                                    emvqr_sink sink, void *user)
{
    static emvqr__reading reading;
    char texts[5][512];
    emvqr_sticker sticker;
    emvqr_status status;

    emvqr__read_payload(&reading, payload, EMVQR_FIELD, 0);
    if (!plain(&reading)) {
        return EMVQR_ERR_ARGUMENT;
    }
    memset(&sticker, 0, sizeof sticker);
    sticker.symbol = symbol;
    sticker.heading = heading(&reading.doc, texts[0], sizeof texts[0]);
    sticker.name = text_of(emvqr_get(&reading.doc, EMVQR_PATH1(59)), texts[1], sizeof texts[1]);
    sticker.name_local = text_of(emvqr_get(&reading.doc, EMVQR_PATH2(64, 1)), texts[2], sizeof texts[2]);
    sticker.language = text_of(emvqr_get(&reading.doc, EMVQR_PATH2(64, 0)), texts[3], sizeof texts[3]);
    sticker.language = *sticker.language != '\0' ? sticker.language : NULL;
    sticker.amount = amount(&reading.doc, texts[4], sizeof texts[4]);
    sticker.width = plan->width;
    sticker.height = plan->height;
    sticker.look = plan->look;
    status = emvqr_sticker_draw(&sticker, plan->format == EMVQR__FORMAT_PDF ? EMVQR_STICKER_PDF : EMVQR_STICKER_SVG,
                                sink, user);
    say(status);
    return status;
}

#else

emvqr_status emvqr__picture_sticker(const emvqr__plan *plan, const emvqr_qr *symbol, emvqr_span payload,
                                    emvqr_sink sink, void *user)
{
    (void)plan;
    (void)symbol;
    (void)payload;
    (void)sink;
    (void)user;
    emvqr__complain("this build draws no stickers: it was made without cairo and pango (EMVQR_STICKER=OFF)");
    return EMVQR_ERR_UNSUPPORTED;
}

#endif

#endif
