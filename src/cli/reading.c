/* SPDX-License-Identifier: MIT */
/* One payload: read, checked, and the few things that both JSON and the text for people say of it. */
#include "cli.h"

#include <string.h>

void emvqr__read_payload(emvqr__reading *reading, emvqr_span text, emvqr_policy policy, int64_t now)
{
    reading->text = text;
    reading->cut = false;
    reading->source = NULL;
    reading->sighting = NULL;
    reading->expected = NULL;
    emvqr_findings_init(&reading->findings, reading->items, sizeof reading->items / sizeof reading->items[0], policy);
    emvqr_doc_init(&reading->doc, reading->nodes, EMVQR_NODES_MAX, emvqr_networks);
    /* It cannot fail: the nodes are enough for the longest payload, and a longer text is a finding. */
    (void)emvqr_parse(&reading->doc, text.ptr, text.len, &reading->findings);
    emvqr_check(&reading->doc, now, &reading->findings);
    emvqr_check_codes(&reading->doc, &reading->findings);
}

/* What two readers may understand differently: such a payload has no objects that could be kept or changed. */
static bool is_structural(unsigned code)
{
    switch (code) {
    case EMVQR_CODE_NOT_EMV:
    case EMVQR_CODE_TOO_LONG:
    case EMVQR_CODE_BAD_ID:
    case EMVQR_CODE_BAD_LENGTH:
    case EMVQR_CODE_TRUNCATED:
    case EMVQR_CODE_TRAILING_DATA:
    case EMVQR_CODE_DUPLICATE_OBJECT:
    case EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT:
    case EMVQR_CODE_INVALID_UTF8: return true;
    default: return false;
    }
}

bool emvqr__may_write(const emvqr__reading *reading, bool force)
{
    const emvqr_findings *findings = &reading->findings;
    bool structural = findings->total > findings->count;

    if (findings->errors == 0) {
        return true;
    }
    for (unsigned i = 0; i < findings->count; i++) {
        if (findings->items[i].severity == EMVQR_ERROR && is_structural(findings->items[i].code)) {
            structural = true;
        }
    }
    if (force && !structural) {
        return true;
    }
    emvqr__complain(structural ? "refused: the payload is broken, and readers would differ in what it says"
                               : "refused: the payload has errors; --force lets them pass");
    emvqr__explain_findings(&emvqr__err, &reading->doc, findings, EMVQR_ERROR);
    emvqr__flush(&emvqr__err);
    return false;
}

/* Three digits, or 0. */
static unsigned currency_number(emvqr_span text)
{
    unsigned number = 0;

    if (text.ptr == NULL || text.len != 3) {
        return 0;
    }
    for (unsigned i = 0; i < 3; i++) {
        unsigned digit = (unsigned)(unsigned char)text.ptr[i] - '0';
        if (digit > 9) {
            return 0;
        }
        number = number * 10 + digit;
    }
    return number;
}

emvqr_span emvqr__currency(const emvqr_doc *doc)
{
    emvqr_span text = emvqr_get(doc, EMVQR_PATH1(53));
    const char *letters = text.ptr == NULL ? NULL : emvqr_currency_letters(currency_number(text));

    if (letters != NULL) {
        text.ptr = letters;
        text.len = strlen(letters);
    }
    return text;
}

bool emvqr__amount_minor(const emvqr_doc *doc, int64_t *minor, unsigned *exponent)
{
    emvqr_span amount = emvqr_get(doc, EMVQR_PATH1(54));
    unsigned currency = currency_number(emvqr_get(doc, EMVQR_PATH1(53)));
    emvqr_code code;

    if (amount.ptr == NULL || emvqr_currency_letters(currency) == NULL) {
        return false;
    }
    *exponent = emvqr_currency_exponent(currency);
    code = emvqr_amount_read(amount, *exponent, minor);
    return code == EMVQR_CODE_NONE || code == EMVQR_CODE_AMOUNT_DECIMALS;
}

static bool span_is(emvqr_span text, const char *word)
{
    return text.ptr != NULL && text.len == strlen(word) && memcmp(text.ptr, word, text.len) == 0;
}

bool emvqr__tip_of(const emvqr_doc *doc, emvqr__tip *tip)
{
    emvqr_span indicator = emvqr_get(doc, EMVQR_PATH1(55));

    memset(tip, 0, sizeof *tip);
    if (span_is(indicator, "01")) {
        tip->kind = "prompt";
    } else if (span_is(indicator, "02")) {
        tip->kind = "fixed";
        tip->value = emvqr_get(doc, EMVQR_PATH1(56));
    } else if (span_is(indicator, "03")) {
        tip->kind = "percentage";
        tip->value = emvqr_get(doc, EMVQR_PATH1(57));
    }
    return indicator.ptr != NULL;
}

const char *emvqr__initiation(const emvqr_doc *doc)
{
    emvqr_span text = emvqr_get(doc, EMVQR_PATH1(1));

    return span_is(text, "11") ? "static" : span_is(text, "12") ? "dynamic" : NULL;
}

bool emvqr__sound_below(const emvqr__reading *reading, emvqr_path path)
{
    for (unsigned i = 0; i < reading->findings.count; i++) {
        const emvqr_finding *finding = &reading->findings.items[i];
        if (finding->severity == EMVQR_ERROR && (finding->path == path || emvqr_path_below(finding->path, path))) {
            return false;
        }
    }
    return true;
}

/* Other formats that are built as payloads have meanings of their own for the cards' IDs. */
bool emvqr__is_account(const emvqr_doc *doc, const emvqr_node *node)
{
    return node->id >= 2 && node->id <= 51 && !emvqr_account_is_part(doc, node) &&
           (node->id >= 26 || emvqr_format_of(doc) == EMVQR_FORMAT_EMV_MPM);
}

bool emvqr__account_is_sound(const emvqr__reading *reading, const emvqr_node *account)
{
    const emvqr_node *node = reading->doc.nodes, *end = node + reading->doc.count;
    bool sound = emvqr__sound_below(reading, EMVQR_PATH1(account->id));

    for (; sound && account->network != 0 && node != end; node += 1 + node->inside) {
        if (node->network == account->network && emvqr_account_is_part(&reading->doc, node)) {
            sound = emvqr__sound_below(reading, EMVQR_PATH1(node->id));
        }
    }
    return sound;
}

/* Whether a key before this one has the same name and a value: a name that means several places is told once. */
static bool is_told(const emvqr_doc *doc, const emvqr_network_info *info, const emvqr_node *account, unsigned index)
{
    for (unsigned i = 0; i < index; i++) {
        const emvqr_key *key = &info->keys[i];
        if (key->group == EMVQR_KEY_FIELD && strcmp(key->name, info->keys[index].name) == 0 &&
            emvqr_key_value(doc, info, key, account).ptr != NULL) {
            return true;
        }
    }
    return false;
}

emvqr_span emvqr__next_field(const emvqr_doc *doc, const emvqr_network_info *info, const emvqr_node *account,
                             unsigned *index, const emvqr_key **key)
{
    static const emvqr_span none = { NULL, 0 };

    while (info != NULL && *index < info->key_count) {
        unsigned at = (*index)++;
        *key = &info->keys[at];
        if ((*key)->group == EMVQR_KEY_FIELD) {
            emvqr_span value = emvqr_key_value(doc, info, *key, account);
            if (value.ptr != NULL && !is_told(doc, info, account, at)) {
                return value;
            }
        }
    }
    return none;
}

const char *emvqr__severity_name(unsigned severity)
{
    return severity == EMVQR_ERROR ? "error" : severity == EMVQR_WARNING ? "warning" : "info";
}

const char *emvqr__finding_network(const emvqr_finding *finding)
{
    return finding->network == 0 ? NULL : emvqr_network_infos[finding->network - 1]->name;
}
