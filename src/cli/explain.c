/* SPDX-License-Identifier: MIT */
/* A payload for people: who is paid, how much, what else it says, what is wrong with it. Everything comes from the
 * networks' tables; whatever no key speaks for is listed at the end, so that nothing stays hidden. */
#include "cli.h"

#include <string.h>

typedef struct explaining {
    emvqr__stream *to;
    const emvqr__reading *reading;
    const emvqr_doc *doc;
    bool shown[EMVQR_NODES_MAX]; /* by node */
} explaining;

enum { LABEL_WIDTH = 18, TEXT_SHOWN = 400, WORDS_ROOM = 64 };

/* ---- rows ---- */

/* "  Bill             " : a key as a word, padded. */
static void put_label(emvqr__stream *to, unsigned indent, const char *key)
{
    unsigned used = indent;

    emvqr__put(to, "        ", indent);
    for (; *key != '\0'; key++, used++) {
        char c = *key == '_' ? ' ' : *key;
        if (used == indent && c >= 'a' && c <= 'z') {
            c = (char)(c - 'a' + 'A');
        }
        emvqr__put(to, &c, 1);
    }
    do {
        emvqr__put(to, " ", 1);
    } while (++used < LABEL_WIDTH);
}

static void put_row(emvqr__stream *to, unsigned indent, const char *key, emvqr_span value, const char *behind)
{
    put_label(to, indent, key);
    emvqr__put_safe(to, value.ptr, value.len);
    emvqr__puts(to, behind);
    emvqr__put(to, "\n", 1);
}

static void put_sentence(emvqr__stream *to, const char *key, const char *text)
{
    put_label(to, 2, key);
    emvqr__puts(to, text);
    emvqr__put(to, "\n", 1);
}

static void mark(explaining *x, const emvqr_node *node)
{
    if (node != NULL) {
        x->shown[node - x->doc->nodes] = true;
    }
}

/* The leaf of which a value is the whole or a part. Its path may lead into another account with the same ID. */
static void mark_value(explaining *x, emvqr_span value)
{
    const emvqr_node *node = x->doc->nodes, *end = node + x->doc->count;
    size_t at = (size_t)(value.ptr - x->doc->text);

    for (; node != end; node++) {
        if (!emvqr_node_is_template(node) && at >= node->offset + 4u && at <= node->offset + 4u + node->length) {
            mark(x, node);
        }
    }
}

/* The leaves from `node` to `end` that nothing spoke of, by their paths. */
static void put_unsaid(explaining *x, const emvqr_node *node, const emvqr_node *end, unsigned indent)
{
    for (; node != end; node++) {
        bool *shown = &x->shown[node - x->doc->nodes];
        char path[EMVQR_PATH_TEXT];
        if (*shown || emvqr_node_is_template(node)) {
            continue;
        }
        const char *name = emvqr_object_name(x->doc, node);
        *shown = true;
        emvqr_path_format(emvqr_node_path(x->doc, node), path);
        put_label(x->to, indent, path);
        emvqr__put_safe(x->to, x->doc->text + node->offset + 4, node->length);
        emvqr__putf(x->to, *name == '\0' ? "%s\n" : "  (%s)\n", name);
    }
}

/* ---- who is paid ---- */

static void put_payee(explaining *x, const emvqr_node *account)
{
    const emvqr_network_info *info = emvqr_account_info(account);
    int type = emvqr_node_type(account);
    emvqr__stream *to = x->to;

    put_label(to, 2, "pay to");
    emvqr__colour(to, "1");
    emvqr__puts(to, info != NULL ? info->title : "a network that is not known here");
    emvqr__colour(to, "");
    if (info != NULL && type >= 0) {
        emvqr__putf(to, ", %s", info->types[type].title);
    }
    if (!emvqr__account_is_sound(x->reading, account)) {
        emvqr__puts(to, " (with errors)");
    }
    emvqr__putf(to, " [%02u]\n", (unsigned)account->id);
}

static void put_account(explaining *x, const emvqr_node *account)
{
    const emvqr_network_info *info = emvqr_account_info(account);
    const emvqr_key *key;
    emvqr_span value;
    unsigned index = 0;
    char text[256];

    put_payee(x, account);
    if (info != NULL) {
        mark(x, emvqr_node_child(x->doc, account, 0));
    }
    while (value = emvqr__next_field(x->doc, info, account, &index, &key), value.ptr != NULL) {
        put_row(x->to, 4, key->name, value, "");
        mark_value(x, value);
    }
    for (unsigned i = 0; info != NULL && i < info->derived_count; i++) {
        value.ptr = text;
        value.len = info->derived[i].derive(x->doc, account, text, sizeof text);
        if (value.len > 0) {
            put_row(x->to, 4, info->derived[i].name, value, "");
        }
    }
    put_unsaid(x, account, account + 1 + account->inside, 4);
}

static void put_accounts(explaining *x)
{
    const emvqr_node *node = x->doc->nodes, *end = node + x->doc->count;

    for (; node != end; node += 1 + node->inside) {
        if (emvqr__is_account(x->doc, node)) {
            put_account(x, node);
        }
    }
}

/* What a shared key's code means, " (Thailand)": derived values are named as their keys. "" when nothing is known. */
static const char *words_of(const emvqr_doc *doc, const char *key, char text[WORDS_ROOM])
{
    size_t len = strlen(key);

    for (unsigned i = 0; i < emvqr_emvco_info.derived_count; i++) {
        const emvqr_derived *derived = &emvqr_emvco_info.derived[i];
        if (strncmp(derived->name, key, len) == 0 && strcmp(derived->name + len, "_name") == 0) {
            size_t used = derived->derive(doc, NULL, text + 2, WORDS_ROOM - 4);
            memcpy(text, " (", 2);
            memcpy(text + 2 + used, ")", 2);
            return used > 0 ? text : "";
        }
    }
    return "";
}

/* ---- how much ---- */

/* "50.00 THB"; ptr NULL: whatever the payer types. */
static void put_sum(explaining *x, const char *label, emvqr_span sum)
{
    emvqr_span currency = emvqr__currency(x->doc);

    put_label(x->to, 2, label);
    if (sum.ptr == NULL) {
        emvqr__puts(x->to, currency.ptr == NULL ? "the payer types it" : "the payer types it, in");
    } else {
        emvqr__colour(x->to, "1");
        emvqr__put_safe(x->to, sum.ptr, sum.len);
    }
    emvqr__put(x->to, " ", currency.len > 0);
    emvqr__put_safe(x->to, currency.ptr, currency.len);
    emvqr__colour(x->to, "");
    emvqr__put(x->to, "\n", 1);
}

static void put_tip(explaining *x)
{
    emvqr__tip tip;

    if (!emvqr__tip_of(x->doc, &tip)) {
        return;
    }
    if (tip.kind != NULL && tip.value.ptr == NULL) {
        put_sentence(x->to, "tip", "the payer is asked for one");
    } else if (tip.value.ptr != NULL && *tip.kind == 'f') {
        put_sum(x, "tip", tip.value);
    } else if (tip.value.ptr != NULL) {
        put_row(x->to, 2, "tip", tip.value, "%");
    }
}

static void put_payment(explaining *x)
{
    static const uint8_t said[] = { 0, 1, 53, 54, 55, 56, 57, 58, 63 };
    emvqr_span country = emvqr_get(x->doc, EMVQR_PATH1(58));
    const char *initiation = emvqr__initiation(x->doc);
    char words[WORDS_ROOM];

    put_sum(x, "amount", emvqr_get(x->doc, EMVQR_PATH1(54)));
    put_tip(x);
    if (country.ptr != NULL) {
        put_row(x->to, 2, "country", country, words_of(x->doc, "country", words));
    }
    if (initiation != NULL) {
        put_sentence(x->to, "use", *initiation == 's' ? "many times (static)" : "once (dynamic)");
    }
    for (unsigned i = 0; i < sizeof said; i++) {
        mark(x, emvqr_find(x->doc, EMVQR_PATH1(said[i])));
    }
}

/* ---- the merchant and the references ---- */

static void put_shared(explaining *x, unsigned group)
{
    char words[WORDS_ROOM];

    for (unsigned i = 0; i < emvqr_emvco_info.key_count; i++) {
        const emvqr_key *key = &emvqr_emvco_info.keys[i];
        emvqr_span value = { NULL, 0 };
        if (key->group == group) {
            value = emvqr_key_value(x->doc, &emvqr_emvco_info, key, NULL);
        }
        if (value.ptr != NULL) {
            bool asked = value.len == 3 && memcmp(value.ptr, "***", 3) == 0;
            put_row(x->to, 2, key->name, value,
                    asked ? " (the payer is asked for it)" : words_of(x->doc, key->name, words));
            mark_value(x, value);
        }
    }
}

/* ---- what was expected ---- */

static void put_side(emvqr__stream *to, const char *which, const emvqr_doc *doc, emvqr_path path)
{
    emvqr_span value = emvqr_get(doc, path);

    emvqr__puts(to, which);
    if (path == 0) {
        emvqr__puts(to, "nothing");
    } else {
        emvqr__put(to, "\"", 1);
        emvqr__put_safe(to, value.ptr, value.len);
        emvqr__put(to, "\"", 1);
    }
}

static void put_expected(const explaining *x)
{
    emvqr__difference_list found;
    bool compared = emvqr__differences(x->reading, &found);
    bool same = compared && found.list.aspects[EMVQR_ASPECT_PAYEE] == 0;

    put_label(x->to, 2, "expected");
    emvqr__colour(x->to, same ? "32" : "1;31");
    emvqr__puts(x->to, same ? "the same payee" : compared ? "another payee" : "cannot be compared");
    emvqr__colour(x->to, "");
    emvqr__put(x->to, "\n", 1);
    for (unsigned i = 0; compared && i < found.list.count; i++) {
        const emvqr_difference *it = &found.items[i];
        char path[EMVQR_PATH_TEXT];
        emvqr_path_format(it->a != 0 ? it->a : it->b, path);
        put_label(x->to, 4, path);
        put_side(x->to, "expected ", x->reading->expected, it->b);
        put_side(x->to, ", read ", x->doc, it->a);
        emvqr__putf(x->to, " (%s)\n", emvqr_aspect_name((emvqr_aspect)it->aspect));
    }
}

/* ---- findings ---- */

void emvqr__explain_findings(emvqr__stream *stream, const emvqr_doc *doc, const emvqr_findings *findings,
                             unsigned lowest)
{
    static const char *const colours[] = { "", "36", "33", "31" };

    for (unsigned i = 0; i < findings->count; i++) {
        const emvqr_finding *finding = &findings->items[i];
        char path[EMVQR_PATH_TEXT], message[512];
        if (finding->severity < lowest) {
            continue;
        }
        emvqr__put(stream, "  ", 2);
        emvqr__colour(stream, colours[finding->severity & 3]);
        emvqr__puts(stream, emvqr__severity_name(finding->severity));
        emvqr__colour(stream, "");
        emvqr_path_format(finding->path, path);
        emvqr__putf(stream, " %s at %s%sbyte %u", emvqr_code_name((emvqr_code)finding->code), path,
                    *path == '\0' ? "" : ", ", (unsigned)finding->offset);
        if (emvqr__finding_network(finding) != NULL) {
            emvqr__putf(stream, " (%s)", emvqr__finding_network(finding));
        }
        emvqr_finding_message(doc, finding, message, sizeof message);
        emvqr__putf(stream, "\n      %s\n      %s\n", message, emvqr_code_advice((emvqr_code)finding->code));
    }
}

/* "2 errors and 1 warning", or less; nothing for none of both. */
static void put_counts(emvqr__stream *to, unsigned errors, unsigned warnings)
{
    if (errors > 0) {
        emvqr__putf(to, "%u error%s", errors, errors == 1 ? "" : "s");
    }
    if (errors > 0 && warnings > 0) {
        emvqr__puts(to, " and ");
    }
    if (warnings > 0) {
        emvqr__putf(to, "%u warning%s", warnings, warnings == 1 ? "" : "s");
    }
}

static void put_verdict(const explaining *x, emvqr_format format)
{
    const emvqr_findings *findings = &x->reading->findings;
    bool good = findings->errors == 0;

    if (x->reading->source != NULL) {
        emvqr__put_safe(x->to, x->reading->source, strlen(x->reading->source));
        emvqr__puts(x->to, ": ");
    }
    emvqr__colour(x->to, good ? "1;32" : "1;31");
    emvqr__puts(x->to, good ? "OK" : "Not OK");
    emvqr__colour(x->to, "");
    if (format != EMVQR_FORMAT_EMV_MPM) {
        emvqr__putf(x->to, ": no EMV payment code (%s)", emvqr_format_name(format));
    } else if (findings->errors + findings->warnings > 0) {
        emvqr__puts(x->to, good ? ", with " : ": ");
        put_counts(x->to, findings->errors, findings->warnings);
    } else {
        emvqr__puts(x->to, ": nothing is wrong with this payment code");
    }
    emvqr__put(x->to, "\n", 1);
}

/* Of a text that is no payload its beginning, up to a character's end. */
static void put_text(emvqr__stream *to, emvqr_span text)
{
    size_t len = text.len;

    if (len > TEXT_SHOWN) {
        for (len = TEXT_SHOWN; len > TEXT_SHOWN - 4 && ((unsigned char)text.ptr[len] & 0xC0) == 0x80; len--) {
        }
    }
    put_label(to, 2, "text");
    emvqr__put_safe(to, text.ptr, len);
    emvqr__puts(to, len < text.len ? "...\n" : "\n");
}

void emvqr__explain(emvqr__stream *stream, const emvqr__reading *reading)
{
    explaining x = { stream, reading, &reading->doc, { false } };

    put_verdict(&x, emvqr_format_of(&reading->doc));
    if (reading->expected != NULL) {
        put_expected(&x);
    }
    if (reading->doc.count == 0) {
        put_text(stream, reading->text);
    } else {
        put_accounts(&x);
        put_payment(&x);
        put_shared(&x, EMVQR_KEY_MERCHANT);
        put_shared(&x, EMVQR_KEY_ADDITIONAL);
    }
    emvqr__explain_findings(stream, &reading->doc, &reading->findings, EMVQR_INFO);
    put_unsaid(&x, reading->doc.nodes, reading->doc.nodes + reading->doc.count, 2);
}
