/* SPDX-License-Identifier: MIT */
/* What a row says of a value, before its checks are asked. */
#ifndef EMVQR_VALUE_H
#define EMVQR_VALUE_H

#include "../core/rules.h"

/* What one row says of one object: an emvqr_code, and a weight as a row, a list or a check has it; 0: nothing. */
typedef unsigned emvqr__verdict;

/* `code` is not EMVQR_CODE_NONE. */
static inline emvqr__verdict emvqr__verdict_of(unsigned code, unsigned weight)
{
    return weight << 8 | code;
}

static inline emvqr_code emvqr__verdict_code(emvqr__verdict verdict)
{
    return (emvqr_code)(verdict & 0xFFu);
}

static inline unsigned emvqr__verdict_weight(emvqr__verdict verdict)
{
    return verdict >> 8 & 0xFu;
}

/* What the row's kind, lengths and list say of the value of `node`, which is UTF-8; the row is one of
 * asking->network's. `plain`: the payload is emvqr__is_plain. */
emvqr__verdict emvqr__value_judge(const emvqr_checking *asking, bool plain, const emvqr_rule *rule,
                                  const emvqr_node *node);

static inline emvqr__verdict emvqr__list_judge(const emvqr_list *list, emvqr_span value)
{
    unsigned place = list->code == EMVQR_CODE_NONE ? 1u : emvqr__listed(list->values, list->length, value);
    return place == 1u ? 0u : emvqr__verdict_of(list->code, place == 2u ? 0u : list->weight);
}

bool emvqr__is_same(emvqr_span a, emvqr_span b);
/* Of two nodes, or NULL. */
bool emvqr__is_same_value(const emvqr_doc *doc, const emvqr_node *a, const emvqr_node *b);

/* Whether an account stands where its network has no place for its form. */
static inline bool emvqr__is_misplaced(const emvqr_doc *doc, const emvqr_node *account)
{
    const emvqr_form *form;
    if (account->network == 0) {
        return false;
    }
    form = &doc->networks[account->network - 1u]->forms[emvqr__node_form(account)];
    return account->id < form->first || account->id > form->last;
}

/* Raises what the accounts of a document show among themselves, which are objects of the root from `first` on and
 * before `end` (conflicts.c). */
void emvqr__check_accounts(const emvqr_doc *doc, const emvqr_node *first, const emvqr_node *end,
                           emvqr_findings *findings);

/* Whether all bytes are digits, or capital letters, or what else stands between `first` and the `more` behind it. */
bool emvqr__is_all(emvqr_span value, unsigned first, unsigned more);

/* Digits of a value; in fast builds eight at a time, as emvqr__header finds them: the last eight may overlap those
 * before, and the four bytes before a value are digits, too. */
static EMVQR__INLINE bool emvqr__is_number(emvqr_span value)
{
#if EMVQR_CFG_FAST
    const char *last, *at = value.ptr;
    uint64_t strange, digits;
    if (value.len < 4u) {
        uint32_t few = emvqr__four(value.ptr + value.len - 4) ^ 0x30303030u;
        return (((few + 0x06060606u) | few) & 0xF0F0F0F0u) == 0;
    }
    last = value.ptr + value.len - 8;
    digits = emvqr__eight(last) ^ UINT64_C(0x3030303030303030);
    strange = (digits + UINT64_C(0x0606060606060606)) | digits;
    for (; at < last; at += 8) {
        digits = emvqr__eight(at) ^ UINT64_C(0x3030303030303030);
        strange |= (digits + UINT64_C(0x0606060606060606)) | digits;
    }
    return (strange & UINT64_C(0xF0F0F0F0F0F0F0F0)) == 0;
#else
    return emvqr__is_all(value, '0', 9);
#endif
}

#endif
