/* SPDX-License-Identifier: MIT */
/* A payload as one line of JSON. Programs rely on its keys: none is renamed, new ones may be added. */
#include "cli.h"

#include <string.h>

/* A member whose key is a literal. */
#define SPAN(json, key, text) (EMVQR__JSON_KEY(json, key), emvqr__json_span(json, text))
#define TEXT(json, key, text) (EMVQR__JSON_KEY(json, key), emvqr__json_text(json, text))
#define WORD(json, key, word) (EMVQR__JSON_KEY(json, key), emvqr__json_word(json, word))
#define BOOL(json, key, value) (EMVQR__JSON_KEY(json, key), emvqr__json_bool(json, value))
#define INTEGER(json, key, number) (EMVQR__JSON_KEY(json, key), emvqr__json_integer(json, number))
#define BEGIN(json, key, bracket) (EMVQR__JSON_KEY(json, key), emvqr__json_begin(json, bracket))

/* A member whose key stands in a table. */
static void put_span(emvqr__json *json, const char *key, emvqr_span text)
{
    emvqr__json_key(json, key);
    emvqr__json_span(json, text);
}

static void put_path(emvqr__json *json, emvqr_path path)
{
    char text[EMVQR_PATH_TEXT];
    size_t len = emvqr_path_format(path, text);

    EMVQR__JSON_KEY(json, "path");
    emvqr__json_plain(json, text, len);
}

/* ---- the payload as a whole ---- */

static void put_sighting(emvqr__json *json, const emvqr__sighting *sighting)
{
    BEGIN(json, "corners", '[');
    for (unsigned i = 0; i < 4; i++) {
        emvqr__json_begin(json, '[');
        emvqr__json_integer(json, sighting->corners[i][0]);
        emvqr__json_integer(json, sighting->corners[i][1]);
        emvqr__json_end(json, ']');
    }
    emvqr__json_end(json, ']');
    WORD(json, "rung", sighting->rung);
    EMVQR__JSON_KEY(json, "scale");
    emvqr__json_thousandths(json, (unsigned)(sighting->scale * 1000 + 0.5));
    BOOL(json, "inverted", sighting->inverted);
    WORD(json, "repair", sighting->repaired ? "eci" : NULL);
}

static void put_crc(emvqr__json *json, const emvqr_doc *doc)
{
    static const char digits[] = "0123456789ABCDEF";
    emvqr_span stored = { NULL, 0 }, computed = { NULL, 0 };
    char text[4];

    if (doc->has_crc) {
        stored = emvqr_node_value(doc, &doc->nodes[doc->count - 1]);
        for (unsigned i = 0; i < sizeof text; i++) {
            text[i] = digits[doc->crc >> (12 - 4 * i) & 15];
        }
        computed.ptr = text;
        computed.len = sizeof text;
    }
    BEGIN(json, "crc", '{');
    SPAN(json, "stored", stored);
    SPAN(json, "computed", computed);
    BOOL(json, "ok", doc->crc_ok);
    emvqr__json_end(json, '}');
}

static void put_head(emvqr__json *json, const emvqr__reading *reading)
{
    static const char *const units[] = { "characters", "utf16", "bytes" };
    const emvqr_doc *doc = &reading->doc;
    emvqr_span text = reading->text;

    SPAN(json, "payload", text);
    if (emvqr_text_valid(text.ptr, text.len) != text.len) {
        EMVQR__JSON_KEY(json, "payload_hex");
        emvqr__json_hex(json, text);
    }
    if (reading->cut) {
        BOOL(json, "payload_cut", true);
    }
    if (reading->source != NULL) {
        TEXT(json, "source", reading->source);
    }
    if (reading->sighting != NULL) {
        put_sighting(json, reading->sighting);
    }
    BOOL(json, "ok", reading->findings.errors == 0);
    WORD(json, "format", emvqr_format_name(emvqr_format_of(doc)));
    WORD(json, "length_unit", units[doc->unit]);
    put_crc(json, doc);
}

static void put_payment(emvqr__json *json, const emvqr_doc *doc)
{
    unsigned exponent;
    int64_t minor;
    emvqr__tip tip;

    WORD(json, "initiation", emvqr__initiation(doc));
    SPAN(json, "amount", emvqr_get(doc, EMVQR_PATH1(54)));
    if (emvqr__amount_minor(doc, &minor, &exponent)) {
        INTEGER(json, "amount_minor", minor);
        INTEGER(json, "exponent", exponent);
    } else {
        WORD(json, "amount_minor", NULL);
        WORD(json, "exponent", NULL);
    }
    SPAN(json, "currency", emvqr__currency(doc));
    SPAN(json, "country", emvqr_get(doc, EMVQR_PATH1(58)));
    EMVQR__JSON_KEY(json, "tip");
    if (emvqr__tip_of(doc, &tip)) {
        emvqr__json_begin(json, '{');
        WORD(json, "kind", tip.kind);
        SPAN(json, "value", tip.value);
        emvqr__json_end(json, '}');
    } else {
        emvqr__json_null(json);
    }
}

/* ---- keys ---- */

static void put_merchant(emvqr__json *json, const emvqr_doc *doc)
{
    static const emvqr_span none = { NULL, 0 };
    char text[64];

    BEGIN(json, "merchant", '{');
    for (unsigned i = 0; i < emvqr_emvco_info.key_count; i++) {
        const emvqr_key *key = &emvqr_emvco_info.keys[i];
        if (key->group == EMVQR_KEY_MERCHANT) {
            put_span(json, key->name, emvqr_key_value(doc, &emvqr_emvco_info, key, NULL));
        }
    }
    for (unsigned i = 0; i < emvqr_emvco_info.derived_count; i++) {
        emvqr_span value = { text, emvqr_emvco_info.derived[i].derive(doc, NULL, text, sizeof text) };
        put_span(json, emvqr_emvco_info.derived[i].name, value.len > 0 ? value : none);
    }
    emvqr__json_end(json, '}');
}

static bool is_prompt(emvqr_span value)
{
    return value.ptr != NULL && value.len == 3 && memcmp(value.ptr, "***", 3) == 0;
}

/* Of a key that stands in template 62; absent without it. */
static emvqr_span additional_value(const emvqr_doc *doc, const emvqr_node *additional, const emvqr_key *key)
{
    static const emvqr_span none = { NULL, 0 };
    const emvqr_node *node = key->group == EMVQR_KEY_ADDITIONAL ? emvqr_node_child(doc, additional, key->id) : NULL;

    return node == NULL ? none : emvqr_node_value(doc, node);
}

/* The keys of template 62 that are present, and which of them the payer is asked for. */
static void put_additional(emvqr__json *json, const emvqr_doc *doc)
{
    const emvqr_key *key = emvqr_emvco_info.keys, *end = key + emvqr_emvco_info.key_count;
    const emvqr_node *additional = emvqr_find(doc, EMVQR_PATH1(62));
    bool any = false;

    BEGIN(json, "additional", '{');
    for (; additional != NULL && key != end; key++) {
        emvqr_span value = additional_value(doc, additional, key);
        if (value.ptr != NULL) {
            put_span(json, key->name, value);
            any = any || is_prompt(value);
        }
    }
    emvqr__json_end(json, '}');
    BEGIN(json, "prompts", '[');
    for (key = emvqr_emvco_info.keys; any && key != end; key++) {
        if (is_prompt(additional_value(doc, additional, key))) {
            emvqr__json_text(json, key->name);
        }
    }
    emvqr__json_end(json, ']');
}

static void put_account(emvqr__json *json, const emvqr__reading *reading, const emvqr_node *account)
{
    const emvqr_doc *doc = &reading->doc;
    const emvqr_network_info *info = emvqr_account_info(account);
    const emvqr_node *guid = emvqr_node_is_template(account) ? emvqr_node_child(doc, account, 0) : NULL;
    const emvqr_key *key;
    unsigned index = 0;
    emvqr_span value = { NULL, 0 };
    char text[256];

    emvqr__json_begin(json, '{');
    WORD(json, "network", info == NULL ? NULL : info->name);
    WORD(json, "type", emvqr_account_type_name(account));
    put_path(json, EMVQR_PATH1(account->id));
    SPAN(json, "guid", guid == NULL ? value : emvqr_node_value(doc, guid));
    BOOL(json, "ok", emvqr__account_is_sound(reading, account));
    BEGIN(json, "fields", '{');
    while (value = emvqr__next_field(doc, info, account, &index, &key), value.ptr != NULL) {
        put_span(json, key->name, value);
    }
    emvqr__json_end(json, '}');
    BEGIN(json, "derived", '{');
    for (unsigned i = 0; info != NULL && i < info->derived_count; i++) {
        value.ptr = text;
        value.len = info->derived[i].derive(doc, account, text, sizeof text);
        if (value.len > 0) {
            put_span(json, info->derived[i].name, value);
        }
    }
    emvqr__json_end(json, '}');
    emvqr__json_end(json, '}');
}

static void put_networks(emvqr__json *json, const emvqr__reading *reading)
{
    const emvqr_node *node = reading->doc.nodes, *end = node + reading->doc.count;

    BEGIN(json, "networks", '[');
    for (; node != end; node += 1 + node->inside) {
        if (emvqr__is_account(&reading->doc, node)) {
            put_account(json, reading, node);
        }
    }
    emvqr__json_end(json, ']');
}

/* ---- who is paid, and who should be ---- */

static void put_payee(emvqr__json *json, const emvqr_doc *doc)
{
    uint8_t fingerprint[EMVQR_PAYEE_BYTES];
    char text[EMVQR_PAYEE_TEXT];
    bool any = emvqr_payee_fingerprint(doc, fingerprint) == EMVQR_OK;

    if (any) {
        emvqr_payee_format(fingerprint, text);
    }
    WORD(json, "payee", any ? text : NULL);
}

static void put_difference(emvqr__json *json, const emvqr__reading *reading, const emvqr_difference *difference)
{
    emvqr_aspect aspect = (emvqr_aspect)difference->aspect;

    emvqr__json_begin(json, '{');
    WORD(json, "kind", emvqr_aspect_name(aspect));
    WORD(json, "severity", emvqr__severity_name(emvqr_aspect_severity(aspect)));
    put_path(json, difference->a != 0 ? difference->a : difference->b);
    SPAN(json, "expected", emvqr_get(reading->expected, difference->b));
    SPAN(json, "read", emvqr_get(&reading->doc, difference->a));
    emvqr__json_end(json, '}');
}

static void put_expected(emvqr__json *json, const emvqr__reading *reading)
{
    emvqr__difference_list found;
    bool compared = emvqr__differences(reading, &found);

    BEGIN(json, "expected", '{');
    EMVQR__JSON_KEY(json, "payee");
    if (compared) {
        emvqr__json_bool(json, found.list.aspects[EMVQR_ASPECT_PAYEE] == 0);
    } else {
        emvqr__json_null(json);
    }
    BEGIN(json, "differences", '[');
    for (unsigned i = 0; compared && i < found.list.count; i++) {
        put_difference(json, reading, &found.items[i]);
    }
    emvqr__json_end(json, ']');
    emvqr__json_end(json, '}');
}

/* ---- the tree ---- */

static void put_node(emvqr__json *json, const emvqr_doc *doc, const emvqr_node *node, emvqr_path path)
{
    emvqr__json_place(json, path, node->offset);
    WORD(json, "name", emvqr_object_name(doc, node));
    SPAN(json, "value", emvqr_node_value(doc, node));
}

/* Templates nest at most EMVQR_DEPTH_MAX deep, so their ends fit into an array. */
static void put_objects(emvqr__json *json, const emvqr_doc *doc)
{
    const emvqr_node *ends[EMVQR_DEPTH_MAX + 1];
    const emvqr_node *node = doc->nodes;
    emvqr_path path = 0;
    unsigned depth = 0;

    ends[0] = node + doc->count;
    BEGIN(json, "objects", '[');
    for (;;) {
        while (depth > 0 && node == ends[depth]) {
            emvqr__json_end(json, ']');
            emvqr__json_end(json, '}');
            path = emvqr_path_parent(path);
            depth--;
        }
        if (node == ends[0]) {
            break;
        }
        emvqr__json_begin(json, '{');
        put_node(json, doc, node, emvqr_path_join(path, node->id));
        if (emvqr_node_is_template(node) && depth < EMVQR_DEPTH_MAX) {
            BEGIN(json, "objects", '[');
            path = emvqr_path_join(path, node->id);
            ends[++depth] = node + 1 + node->inside;
        } else {
            emvqr__json_end(json, '}');
        }
        node++;
    }
    emvqr__json_end(json, ']');
}

static void put_findings(emvqr__json *json, const emvqr__reading *reading)
{
    char text[512];

    BEGIN(json, "findings", '[');
    for (unsigned i = 0; i < reading->findings.count; i++) {
        const emvqr_finding *finding = &reading->findings.items[i];
        emvqr__json_begin(json, '{');
        WORD(json, "severity", emvqr__severity_name(finding->severity));
        WORD(json, "code", emvqr_code_name((emvqr_code)finding->code));
        emvqr__json_place(json, finding->path, finding->offset);
        WORD(json, "network", emvqr__finding_network(finding));
        emvqr_finding_message(&reading->doc, finding, text, sizeof text);
        TEXT(json, "message", text);
        emvqr__json_end(json, '}');
    }
    emvqr__json_end(json, ']');
}

void emvqr__json_reading(emvqr__stream *stream, const emvqr__reading *reading)
{
    emvqr__json json = { stream, false };

    emvqr__json_begin(&json, '{');
    put_head(&json, reading);
    put_payment(&json, &reading->doc);
    put_merchant(&json, &reading->doc);
    put_additional(&json, &reading->doc);
    put_networks(&json, reading);
    put_payee(&json, &reading->doc);
    if (reading->expected != NULL) {
        put_expected(&json, reading);
    }
    put_objects(&json, &reading->doc);
    put_findings(&json, reading);
    emvqr__json_end(&json, '}');
    emvqr__put(stream, "\n", 1);
}
