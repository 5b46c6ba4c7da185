/* SPDX-License-Identifier: MIT */
/* One value by one row: its kind, lengths and list. */
#include "value.h"

#include <string.h>

EMVQR__NOINLINE bool emvqr__is_all(emvqr_span value, unsigned first, unsigned more)
{
    size_t i;
    for (i = 0; i < value.len; i++) {
        if ((unsigned char)value.ptr[i] - first > more) {
            return false;
        }
    }
    return true;
}

static inline bool value_charset(unsigned kind, emvqr_span value)
{
    static const uint8_t first[] = { '0', 'A', 0x20 }, more[] = { 9, 25, 0x7E - 0x20 }; /* N, A, ANS */
    unsigned set = kind - EMVQR_KIND_N;
    return set >= sizeof first || emvqr__is_all(value, first[set], more[set]);
}

/* A text, or a value that may be one. */
static inline emvqr__verdict value_text(const emvqr_doc *doc, bool plain, const emvqr_rule *rule, emvqr_span value)
{
    unsigned controls = EMVQR__CONTROLS_NONE, code = EMVQR_CODE_VALUE_LENGTH;
    size_t length = value.len;
    if (!plain) {
        length = emvqr_text_length(value.ptr, value.len, doc->unit == EMVQR_UTF16 ? EMVQR_UTF16 : EMVQR_CHARACTERS);
        if (rule->kind == EMVQR_KIND_ANS || rule->kind == EMVQR_KIND_S) {
            controls = emvqr__controls(value.ptr, value.len);
        }
        if (controls == EMVQR__CONTROLS_HIDING) {
            return emvqr__verdict_of(EMVQR_CODE_CONTROL_CHARACTER, 0);
        }
    }
    if (length >= rule->min && length <= rule->max) {
        if (value_charset(rule->kind, value)) {
            return controls == EMVQR__CONTROLS_NONE /* else the least of its faults */
                       ? 0u
                       : emvqr__verdict_of(EMVQR_CODE_CONTROL_CHARACTER, EMVQR_WEIGHT(EMVQR_WARNING, EMVQR_WARNING));
        }
        code = EMVQR_CODE_VALUE_CHARSET;
    }
    return emvqr__verdict_of((rule->weight & EMVQR_CODED) != 0 ? (unsigned)EMVQR_CODE_VALUE : code, rule->weight);
}

/* Object 57: 0.01 to 99.99 (EMVCo MPM 4.7.8; its own examples leave the padding out). `code` is what it is as a sum. */
static inline emvqr_code value_percent(emvqr_code code, emvqr_span value)
{
    unsigned whole = 0;
    size_t i;
    if (code == EMVQR_CODE_BAD_AMOUNT) {
        return code;
    }
    for (i = 0; i < value.len && value.ptr[i] != '.' && whole <= 99u; i++) {
        whole = whole * 10u + ((unsigned)(unsigned char)value.ptr[i] - '0');
    }
    return code == EMVQR_CODE_ZERO_AMOUNT || whole > 99u || value.len > 5u ? EMVQR_CODE_CONFLICT : code;
}

static inline emvqr__verdict value_sum(const emvqr_doc *doc, const emvqr_rule *rule, emvqr_span value)
{
    bool percent = rule->kind == EMVQR_KIND_PERCENT;
    emvqr_code code = emvqr__amount_judge(value, percent ? 2u : emvqr__exponent(doc));
    if (percent) {
        code = value_percent(code, value);
    }
    if (code != EMVQR_CODE_NONE && (rule->weight & EMVQR_CODED) != 0) {
        code = code == EMVQR_CODE_ZERO_AMOUNT ? EMVQR_CODE_NONE : EMVQR_CODE_VALUE; /* no sum that is paid */
    }
    return code == EMVQR_CODE_NONE ? 0 : emvqr__verdict_of(code, rule->weight);
}

/* Whether what should be a template is one; one that names the payee was reported when it could not be opened. */
static inline emvqr__verdict value_opened(const emvqr_rule *rule, const emvqr_node *node)
{
    if (emvqr__is_template(node) || node->network != 0 || (rule->weight & EMVQR_VITAL) != 0) {
        return 0;
    }
    return emvqr__verdict_of((rule->weight & EMVQR_CODED) != 0 ? EMVQR_CODE_VALUE : EMVQR_CODE_NOT_A_TEMPLATE,
                             rule->weight);
}

/* What the row's kind and lengths say. */
static inline emvqr__verdict value_form(const emvqr_doc *doc, bool plain, const emvqr_rule *rule,
                                        const emvqr_node *node, emvqr_span value)
{
    unsigned weight = rule->weight;
    if (rule->kind == EMVQR_KIND_RFU) {
        return emvqr__verdict_of(EMVQR_CODE_RFU_OBJECT, weight);
    }
    if (rule->kind == EMVQR_KIND_AMOUNT || rule->kind == EMVQR_KIND_PERCENT) {
        return value_sum(doc, rule, value);
    }
    if (value.len == 0 && rule->min != 0) {
        return emvqr__verdict_of(EMVQR_CODE_ZERO_LENGTH, (weight & EMVQR_VITAL) != 0 ? EMVQR_MONEY : weight);
    }
    return rule->kind == EMVQR_KIND_TEMPLATE ? value_opened(rule, node) : value_text(doc, plain, rule, value);
}

emvqr__verdict emvqr__value_judge(const emvqr_checking *asking, bool plain, const emvqr_rule *rule,
                                  const emvqr_node *node)
{
    emvqr_span value = emvqr__value(asking->doc, node);
    emvqr__verdict verdict = value_form(asking->doc, plain, rule, node, value);
    if (rule->list != 0 && verdict == 0) {
        verdict = emvqr__list_judge(&asking->network->lists[rule->list], value);
    }
    return verdict;
}

EMVQR__NOINLINE bool emvqr__is_same(emvqr_span a, emvqr_span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

EMVQR__NOINLINE bool emvqr__is_same_value(const emvqr_doc *doc, const emvqr_node *a, const emvqr_node *b)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    return a->length == b->length && memcmp(doc->text + a->offset + 4, doc->text + b->offset + 4, a->length) == 0;
}
