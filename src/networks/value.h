/* SPDX-License-Identifier: MIT */
/* What a row says of a value, before its checks are asked. */
#ifndef EMVQR_VALUE_H
#define EMVQR_VALUE_H

#include "../core/rules.h"

/* What one row says of one object: an emvqr_code and a weight; 0: nothing. */
typedef unsigned emvqr__verdict;

static inline emvqr__verdict emvqr__verdict_of(unsigned code, unsigned weight)
{
    return code == EMVQR_CODE_NONE ? 0 : code << 4 | (weight & 0xFu);
}

static inline emvqr_code emvqr__verdict_code(emvqr__verdict verdict)
{
    return (emvqr_code)(verdict >> 4);
}

static inline unsigned emvqr__verdict_weight(emvqr__verdict verdict)
{
    return verdict & 0xFu;
}

/* What the row's kind and lengths say of the value of `node`, which is UTF-8; `plain`: the payload is emvqr__is_plain. */
emvqr__verdict emvqr__value_judge(const emvqr_doc *doc, bool plain, const emvqr_rule *rule, const emvqr_node *node,
                                  emvqr_span value);

emvqr__verdict emvqr__list_judge(const emvqr_list *list, emvqr_span value);

/* Whether all bytes are digits, or capital letters, or what else stands between `first` and the `more` behind it. */
static inline bool emvqr__is_all(emvqr_span value, unsigned first, unsigned more)
{
    size_t i;
    for (i = 0; i < value.len; i++) {
        if ((unsigned char)value.ptr[i] - first > more) {
            return false;
        }
    }
    return true;
}

#if EMVQR_CFG_FAST
/* Digits, eight at a time: as emvqr__header finds them. */
static inline bool emvqr__is_number(emvqr_span value)
{
    uint64_t strange = 0, digits;
    size_t at = 0;
    if (value.len < 8u) {
        return emvqr__is_all(value, '0', 9);
    }
    for (;; at = at + 8u < value.len - 8u ? at + 8u : value.len - 8u) { /* the last eight may overlap those before */
        digits = emvqr__eight(value.ptr + at) ^ UINT64_C(0x3030303030303030);
        strange |= (digits + UINT64_C(0x0606060606060606)) | digits;
        if (at == value.len - 8u) {
            return (strange & UINT64_C(0xF0F0F0F0F0F0F0F0)) == 0;
        }
    }
}

/* Whether emvqr__value_judge has nothing to say, at a look: true only of plain values in the usual forms. Small builds go
 * without it, and tests/machines holds both to the same findings. */
static inline bool emvqr__is_formed(const emvqr_doc *doc, const emvqr_rule *rule, const emvqr_node *node, emvqr_span value)
{
    unsigned kind = rule->kind;
    if (kind == EMVQR_KIND_TEMPLATE) {
        return emvqr__is_template(node);
    }
    if (kind == EMVQR_KIND_AMOUNT) {
        return emvqr__amount_judge(value, emvqr__exponent(doc)) == EMVQR_CODE_NONE;
    }
    if (value.len < rule->min || value.len > rule->max) {
        return false;
    }
    return kind == EMVQR_KIND_N ? emvqr__is_number(value)
                                : kind == EMVQR_KIND_A ? emvqr__is_all(value, 'A', 25) : kind < EMVQR_KIND_AMOUNT;
}
#endif

#endif
