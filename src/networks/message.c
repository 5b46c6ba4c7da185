/* SPDX-License-Identifier: MIT */
/* A finding in words: which object, what is wrong with it, what it should be, and what probably happened. No byte of
 * the payload gets into them. */
#include <emvqr/network_info.h>

#include "../core/rules.h"
#include "inputs.h"
#include "levels.h"

#include <string.h>

typedef struct message {
    char *text;
    size_t used, cap;
} message;

static void message_say(message *out, const char *more)
{
    for (; *more != '\0' && out->used + 1u < out->cap; more++) {
        out->text[out->used++] = *more;
    }
}

const char *emvqr__number(size_t number, char text[EMVQR__NUMBER_TEXT])
{
    size_t at = EMVQR__NUMBER_TEXT - 1u;
    text[at] = '\0';
    do {
        text[--at] = (char)('0' + number % 10u);
        number /= 10u;
    } while (number != 0);
    return text + at;
}

static void message_say_number(message *out, size_t number)
{
    char text[EMVQR__NUMBER_TEXT];
    message_say(out, emvqr__number(number, text));
}

/* An ID as it stands in a payload. */
static void message_say_id(message *out, unsigned id)
{
    char text[EMVQR_PATH_TEXT];
    emvqr_path_format(EMVQR_PATH1(id), text);
    message_say(out, text);
}

/* The row that a finding came from, or NULL. */
static const emvqr_rule *message_rule(const emvqr_network_info *info, unsigned row)
{
    unsigned level;
    for (level = 0; level < info->network->level_count && row != EMVQR_ROW_NONE; level++) {
        if (row < info->network->levels[level].count) {
            return &info->network->levels[level].rules[row];
        }
        row -= info->network->levels[level].count;
    }
    return NULL;
}

/* The object's name, in front of what is wrong with it. */
static void message_say_name(message *out, const emvqr_doc *doc, emvqr_path path)
{
    const char *name = NULL;
    if (path != 0) {
        name = emvqr__path_name(doc, path, emvqr_node_child(doc, NULL, emvqr_path_id(path, 0)));
    }
    if (name != NULL && *name != '\0') {
        message_say(out, name);
        message_say(out, ": ");
    }
}

/* ---- what it should be ---- */

/* Whether a row's limits count a text's characters. */
static bool message_is_text(const emvqr_rule *rule)
{
    const unsigned texts = 1u << EMVQR_KIND_OPAQUE | 1u << EMVQR_KIND_N | 1u << EMVQR_KIND_A | 1u << EMVQR_KIND_ANS |
                           1u << EMVQR_KIND_S;
    return (texts >> rule->kind & 1u) != 0;
}

/* Whether a finding is of `code`, or may be: whatever is wrong with a value of one fixed form is `value`. */
static bool message_may_mean(const emvqr_finding *finding, const emvqr_rule *rule, unsigned code)
{
    bool coded = (rule->weight & EMVQR_CODED) != 0 && rule->list == 0;
    return finding->code == code || (coded && finding->code == EMVQR_CODE_VALUE);
}

/* "3 characters where exactly 4 are allowed"; false: the length is none that is not allowed. */
static bool message_say_length(message *out, const emvqr_doc *doc, emvqr_path path, const emvqr_rule *rule)
{
    emvqr_span value = emvqr_get(doc, path);
    unsigned unit = doc->unit == EMVQR_BYTES ? EMVQR_CHARACTERS : doc->unit;
    size_t length = emvqr_text_length(value.ptr, value.len, (emvqr_unit)unit);
    bool over = length > rule->max;
    if (!over && length >= rule->min) {
        return false;
    }
    message_say_number(out, length);
    message_say(out, length == 1u ? " character where " : " characters where ");
    message_say(out, rule->min == rule->max ? "exactly " : over ? "at most " : "at least ");
    message_say_number(out, over ? rule->max : rule->min);
    message_say(out, rule->max == 1u ? " is allowed" : " are allowed");
    return true;
}

/* False: the kind has no characters of its own. */
static bool message_say_charset(message *out, const emvqr_rule *rule)
{
    if (rule->kind != EMVQR_KIND_N && rule->kind != EMVQR_KIND_A) {
        return false;
    }
    message_say(out, rule->kind == EMVQR_KIND_N ? "only the digits 0 to 9 are allowed"
                                                : "only the capital letters A to Z are allowed");
    return true;
}

/* What a text's form should be, when that is what is wrong with it; false: nothing to say. */
static bool message_say_form(message *out, const emvqr_doc *doc, const emvqr_finding *finding, const emvqr_rule *rule)
{
    if (message_is_text(rule) && message_may_mean(finding, rule, EMVQR_CODE_VALUE_LENGTH) &&
        message_say_length(out, doc, finding->path, rule)) {
        return true;
    }
    return message_may_mean(finding, rule, EMVQR_CODE_VALUE_CHARSET) && message_say_charset(out, rule);
}

/* Whether a finding is about a row of several IDs that asks for one of them. */
static bool message_is_choice(const emvqr_finding *finding, const emvqr_rule *rule)
{
    return rule->kind >= EMVQR_KIND_ONE_OF && rule->first != rule->last && finding->code == EMVQR_CODE_MISSING_OBJECT;
}

static void message_say_choice(message *out, const emvqr_rule *rule)
{
    message_say(out, "none of the objects ");
    message_say_id(out, rule->first);
    message_say(out, " to ");
    message_say_id(out, rule->last);
    message_say(out, " is there, so nobody can be paid");
}

/* Whether a finding is about a value that its row's list does not hold. */
static bool message_is_of_list(const emvqr_finding *finding, const emvqr_rule *rule)
{
    return rule->list != 0 && rule->kind < EMVQR_KIND_ONE_OF &&
           (finding->code == EMVQR_CODE_VALUE || finding->code == EMVQR_CODE_COUNTRY_CURRENCY);
}

/* The values before the bar: ": it is 764", ": one of 11 12". */
static void message_say_values(message *out, const emvqr_network_info *info, const emvqr_rule *rule)
{
    const char *values = info->network->lists[rule->list].values;
    size_t len = strcspn(values, "|");
    for (; len != 0 && values[len - 1u] == ' '; len--) {
    }
    if (len != 0 && *values == ' ') { /* no default */
        values++;
        len--;
    }
    message_say(out, memchr(values, ' ', len) == NULL ? ": it is " : ": one of ");
    for (; len != 0 && out->used + 1u < out->cap; len--) {
        out->text[out->used++] = *values++;
    }
}

/* ---- what probably happened ---- */

/* What software on the way does to whole payloads. It is said, and never repaired. */
static const char *message_crc_hint(const emvqr_doc *doc)
{
    const emvqr_node *crc = doc->nodes + doc->count - 1;
    const char *at = doc->text + doc->start;
    char text[EMVQR_PAYLOAD_MAX];
    size_t i, len = crc->offset + 4u - doc->start;
    bool folded = false;
    memcpy(text, at, len);
    for (i = 0; i < len; i++) {
        folded = folded || (unsigned)(unsigned char)at[i] - 'a' <= 25u;
        text[i] = at[i] == '+' ? ' ' : at[i];
    }
    for (i = 0; i < len; i++) {
        folded = folded && (unsigned)(unsigned char)at[i] - 'A' > 25u;
    }
    if (crc->length == 4u && emvqr__crc_says(at + len, emvqr_crc16(text, len)) != 0) {
        return "; it would fit with blanks for the plus signs, which web forms put in their place";
    }
    return folded ? "; all letters are in lower case, as some software makes them" : "";
}

/* 0 to 15, or 16 for what is no hexadecimal digit. */
static unsigned message_hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? (unsigned)(c - '0')
           : c >= 'A' && c <= 'F' ? (unsigned)(c - 'A') + 10u
           : c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10u
                                  : 16u;
}

/* The byte that "%20" or the like stands for at the beginning of [at, end), or -1. */
static int message_escaped_byte(const char *at, const char *end)
{
    unsigned high, low;
    if (end - at < 3 || *at != '%') {
        return -1;
    }
    high = message_hex_digit(at[1]);
    low = message_hex_digit(at[2]);
    return high > 15u || low > 15u ? -1 : (int)(high << 4 | low);
}

/* Whether the payload would be right with each %20 as the byte that it stands for: it comes out of an address. */
static bool message_is_escaped(const emvqr_doc *doc)
{
    const char *at, *end;
    char text[EMVQR_PAYLOAD_MAX];
    emvqr_reader reader;
    size_t len = 0, escapes = 0;
    if (doc->start == doc->end) { /* the text may be NULL */
        return false;
    }
    at = doc->text + doc->start;
    end = doc->text + doc->end;
    for (; at != end && len != sizeof text; len++) {
        int byte = message_escaped_byte(at, end);
        text[len] = byte < 0 ? *at : (char)byte;
        at += byte < 0 ? 1 : 3;
        escapes += byte < 0 ? 0u : 1u;
    }
    return at == end && escapes != 0 && emvqr_verify(text, len, &reader) == EMVQR_CODE_NONE;
}

/* What probably happened to the payload, behind the finding that it broke with. */
static void message_say_cause(message *out, const emvqr_doc *doc, const emvqr_finding *finding)
{
    if (finding->code == EMVQR_CODE_CRC_MISMATCH && doc->has_crc) {
        message_say(out, message_crc_hint(doc));
    }
    if ((finding->code == EMVQR_CODE_CRC_MISMATCH || finding->code == doc->fault) && message_is_escaped(doc)) {
        message_say(out, "; it would fit with the characters for which %20 and the like stand, as in a web address");
    }
}

size_t emvqr_finding_message(const emvqr_doc *doc, const emvqr_finding *finding, char *text, size_t cap)
{
    const emvqr_network_info *info =
        finding->network == 0 ? &emvqr_emvco_info : emvqr_network_infos[finding->network - 1u];
    const emvqr_rule *rule = message_rule(info, finding->row);
    message out = { text, 0, cap };
    if (cap == 0) {
        return 0;
    }
    message_say_name(&out, doc, finding->path);
    if (rule != NULL && message_is_choice(finding, rule)) {
        message_say_choice(&out, rule);
    } else if (rule == NULL || !message_say_form(&out, doc, finding, rule)) {
        message_say(&out, emvqr_code_meaning((emvqr_code)finding->code));
        if (rule != NULL && message_is_of_list(finding, rule)) {
            message_say_values(&out, info, rule);
        }
        message_say_cause(&out, doc, finding);
    }
    text[out.used] = '\0';
    return out.used;
}
