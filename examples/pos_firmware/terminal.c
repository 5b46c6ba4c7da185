/* SPDX-License-Identifier: MIT */
/* The terminal knows one network, PromptPay, and links no other. A sale is the shop's own sticker with this sale's sum:
 * parsed, changed in two places, signed anew, and judged again before anything is printed. */
#include "terminal.h"

#include "board.h"
#include "receipt.h"
#include "say.h"

#include <emvqr/promptpay.h>
#include <emvqr/writer.h>

#include <string.h>

enum { BAHT_DECIMALS = 2, FINDINGS = 8 };

static const emvqr_network *const terminal_networks[] = { &emvqr_promptpay, NULL };

/* A payload that was read and judged. It borrows its text. */
typedef struct code {
    emvqr_doc doc;
    emvqr_node nodes[EMVQR_NODES_FOR(POS_LINE_MAX)];
    emvqr_finding found[FINDINGS];
    emvqr_findings findings;
    emvqr_promptpay_code values;
} code;

static struct {
    char sticker[POS_LINE_MAX];
    size_t sticker_len;
    unsigned receipts, forms;
    code code; /* the one at work */
} terminal;

/* A synthetic shop. */
static const char delivered[] =
    "00020101021129370016A0000006770101110113006681234567853037645802TH5909SOMCHAI K630487DA";

/* What to do about a refused payload: what a bad reading does to a code is told from what only its maker can do. */
static const char *terminal_advice(unsigned number)
{
    static const uint8_t damage[] = { EMVQR_CODE_BAD_ID,        EMVQR_CODE_BAD_LENGTH,  EMVQR_CODE_TRUNCATED,
                                      EMVQR_CODE_TRAILING_DATA, EMVQR_CODE_CRC_MISSING, EMVQR_CODE_CRC_MISMATCH,
                                      EMVQR_CODE_INVALID_UTF8 };
    if (number == EMVQR_CODE_NOT_EMV) {
        return "no payment code";
    }
    return memchr(damage, (int)number, sizeof damage) != NULL ? "read it again" : "do not use it";
}

/* Says why a payload is refused: its first error. */
static void terminal_refuse(const emvqr_findings *findings)
{
    for (unsigned i = 0; i < findings->count; i++) {
        const emvqr_finding *finding = &findings->items[i];
        if (finding->severity == EMVQR_ERROR) {
            say(POS_CONSOLE, emvqr_code_name((emvqr_code)finding->code));
            say(POS_CONSOLE, " at ");
            say_path(POS_CONSOLE, finding->path);
            say(POS_CONSOLE, " (byte ");
            say_number(POS_CONSOLE, finding->offset);
            say(POS_CONSOLE, "): ");
            say(POS_CONSOLE, terminal_advice(finding->code));
            say(POS_CONSOLE, "\n");
            return;
        }
    }
    say(POS_CONSOLE, "more findings than this terminal keeps\n");
}

/* Reads and judges a payload into terminal.code. Where it is not one that PromptPay can be paid with, says so after
 * `before`, and answers false. */
static bool terminal_read(const char *before, const char *text, size_t len)
{
    code *read = &terminal.code;
    emvqr_doc_init(&read->doc, read->nodes, sizeof read->nodes / sizeof read->nodes[0], terminal_networks);
    emvqr_findings_init(&read->findings, read->found, FINDINGS, EMVQR_FIELD);
    if (emvqr_judge(&read->doc, text, len, 0, &read->findings) != EMVQR_OK) {
        say(POS_CONSOLE, before);
        terminal_refuse(&read->findings);
        return false;
    }
    if (emvqr_promptpay_read(&read->doc, NULL, &read->values) != EMVQR_OK) {
        say(POS_CONSOLE, before);
        say(POS_CONSOLE, "no PromptPay account in it\n");
        return false;
    }
    return true;
}

static void terminal_say_sum(const emvqr_common *payment)
{
    if (payment->amount.ptr != NULL) {
        say(POS_CONSOLE, "THB ");
        say_span(POS_CONSOLE, payment->amount);
        say(POS_CONSOLE, " ");
    }
    if (payment->tip_fixed.ptr != NULL) {
        say(POS_CONSOLE, "plus THB ");
        say_span(POS_CONSOLE, payment->tip_fixed);
        say(POS_CONSOLE, " ");
    } else if (payment->tip_percentage.ptr != NULL) {
        say(POS_CONSOLE, "plus ");
        say_span(POS_CONSOLE, payment->tip_percentage);
        say(POS_CONSOLE, "% ");
    } else if (payment->tip.ptr != NULL) {
        say(POS_CONSOLE, "plus a tip ");
    }
}

static void terminal_say_account(const emvqr_promptpay_code *values)
{
    const emvqr_span payees[] = { values->mobile, values->national_id, values->ewallet_id, values->bank_account,
                                  values->biller_id, values->acquirer_id, values->api_id };
    for (size_t i = 0; i < sizeof payees / sizeof payees[0]; i++) {
        if (payees[i].ptr != NULL) {
            say(POS_CONSOLE, " ");
            say_span(POS_CONSOLE, payees[i]);
        }
    }
}

/* A wallet may pay any of the accounts: all are told. */
static void terminal_say_payees(void)
{
    emvqr_promptpay_code *values = &terminal.code.values;
    const emvqr_doc *doc = &terminal.code.doc;
    const emvqr_node *account = NULL;
    terminal_say_sum(&values->common);
    say(POS_CONSOLE, "to PromptPay");
    while ((account = emvqr_next_account(doc, &emvqr_promptpay, account)) != NULL) {
        if (emvqr_promptpay_read(doc, account, values) == EMVQR_OK) {
            terminal_say_account(values);
        }
    }
    say(POS_CONSOLE, "\n");
}

/* ---- the shop's sticker ---- */

/* Whether a code names a sum that object 54 does not change with it: the payer would be asked for another one than the
 * receipt says. */
static bool terminal_has_other_sums(const emvqr_promptpay_code *values)
{
    return values->common.tip.ptr != NULL || values->common.tip_fixed.ptr != NULL ||
           values->common.tip_percentage.ptr != NULL || values->vat_amount.ptr != NULL ||
           values->local_amount.ptr != NULL;
}

static void terminal_take_sticker(emvqr_span text)
{
    if (!terminal_read("sticker refused: ", text.ptr, text.len)) {
        return;
    }
    if (terminal_has_other_sums(&terminal.code.values)) {
        say(POS_CONSOLE, "sticker refused: it names a fee, a tax or a foreign sum, which a sale would not change\n");
    } else {
        memcpy(terminal.sticker, text.ptr, text.len);
        terminal.sticker_len = text.len;
        say(POS_CONSOLE, "sticker kept: ");
        terminal_say_payees();
    }
}

/* ---- a sale ---- */

/* The sum as PromptPay writes it, all decimals: "50" is 50.00. NULL, or why it is none. */
static const char *terminal_sum(emvqr_span typed, char sum[EMVQR_AMOUNT_MAX + 1u])
{
    int64_t satang;
    switch (emvqr_amount_read(typed, BAHT_DECIMALS, &satang)) {
    case EMVQR_CODE_NONE:
        return emvqr_amount_write(satang, BAHT_DECIMALS, sum) == 0 ? "that is more than a payment code holds" : NULL;
    case EMVQR_CODE_ZERO_AMOUNT:
        return "a sale of nothing";
    default:
        return "not a sum in baht; write it as 50 or 1234.50, or help for more";
    }
}

static void terminal_sale(emvqr_span typed)
{
    static char text[POS_LINE_MAX];
    char sum[EMVQR_AMOUNT_MAX + 1u];
    const char *refusal = terminal_sum(typed, sum);
    emvqr_edit edits[] = { { EMVQR_PATH1(1), EMVQR_SPAN("12") }, { EMVQR_PATH1(54), { sum, 0 } } };
    size_t len;
    if (refusal != NULL) {
        say(POS_CONSOLE, "refused: ");
        say(POS_CONSOLE, refusal);
        say(POS_CONSOLE, "\n");
        return;
    }
    edits[1].value.len = strlen(sum);
    if (!terminal_read("refused: the sticker is broken: ", terminal.sticker, terminal.sticker_len)) {
        return;
    }
    if (emvqr_rewrite(&terminal.code.doc, edits, 2, text, sizeof text, &len) != EMVQR_OK) {
        say(POS_CONSOLE, "refused: the sticker has no room for a sum\n");
        return;
    }
    if (!terminal_read("refused: ", text, len)) {
        return;
    }
    say(POS_CONSOLE, "code: ");
    say_span(POS_CONSOLE, (emvqr_span){ text, len });
    say(POS_CONSOLE, "\n");
    refusal = receipt_print(&terminal.code.doc, terminal.receipts + 1u, terminal.forms);
    if (refusal != NULL) {
        say(POS_CONSOLE, "not printed: ");
        say(POS_CONSOLE, refusal);
        say(POS_CONSOLE, "\n");
        return;
    }
    terminal.receipts++;
    say(POS_CONSOLE, "printed: receipt ");
    say_number(POS_CONSOLE, terminal.receipts);
    say(POS_CONSOLE, ", ");
    terminal_say_payees();
}

/* ---- what the cashier types ---- */

static void terminal_help(emvqr_span rest)
{
    (void)rest;
    say(POS_CONSOLE, "A sum (50.00) is a sale. sticker CODE keeps the shop's code, sticker shows it.\n"
                     "printer raster|native|both says how the code is printed. help says this.\n");
}

static void terminal_sticker(emvqr_span rest)
{
    if (rest.len != 0) {
        terminal_take_sticker(rest);
    } else {
        say(POS_CONSOLE, "sticker: ");
        say_span(POS_CONSOLE, (emvqr_span){ terminal.sticker, terminal.sticker_len });
        say(POS_CONSOLE, "\n");
    }
}

static bool is_word(emvqr_span text, const char *word)
{
    return text.len == strlen(word) && memcmp(text.ptr, word, text.len) == 0;
}

static void terminal_printer(emvqr_span rest)
{
    static const struct { const char *name; unsigned forms; } forms[] = {
        { "raster", RECEIPT_RASTER }, { "native", RECEIPT_NATIVE }, { "both", RECEIPT_RASTER | RECEIPT_NATIVE }
    };
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (is_word(rest, forms[i].name)) {
            terminal.forms = forms[i].forms;
            say(POS_CONSOLE, "printer: ");
            say(POS_CONSOLE, forms[i].name);
            say(POS_CONSOLE, "\n");
            return;
        }
    }
    say(POS_CONSOLE, "refused: printer raster, printer native or printer both\n");
}

void terminal_order(const line *order)
{
    static const struct { const char *name; void (*run)(emvqr_span rest); } words[] = {
        { "help", terminal_help }, { "sticker", terminal_sticker }, { "printer", terminal_printer }
    };
    emvqr_span typed = emvqr_trim(order->text, order->len), word = typed, rest;
    const char *blank = typed.len == 0 ? NULL : memchr(typed.ptr, ' ', typed.len);
    if (typed.len == 0) {
        return;
    }
    if (order->too_long) {
        say(POS_CONSOLE, "refused: the line is too long\n");
        return;
    }
    word.len = blank == NULL ? typed.len : (size_t)(blank - typed.ptr);
    rest = emvqr_trim(typed.ptr + word.len, typed.len - word.len);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (is_word(word, words[i].name)) {
            words[i].run(rest);
            return;
        }
    }
    terminal_sale(typed);
}

/* ---- what the scanner reads ---- */

void terminal_scan(const line *scanned)
{
    if (scanned->too_long) {
        say(POS_CONSOLE, "scan refused: too long for a payment code\n");
    } else if (terminal_read("scan refused: ", scanned->text, scanned->len)) {
        say(POS_CONSOLE, "scan: ");
        terminal_say_payees();
    }
}

void terminal_start(void)
{
    terminal.forms = RECEIPT_RASTER | RECEIPT_NATIVE;
    say(POS_CONSOLE, "emvqr " EMVQR_VERSION " terminal\n");
    terminal_help((emvqr_span){ NULL, 0 });
    terminal_take_sticker((emvqr_span)EMVQR_SPAN(delivered));
}
