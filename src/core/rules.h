/* SPDX-License-Identifier: MIT */
/* What the files that read networks' tables share. */
#ifndef EMVQR_RULES_H
#define EMVQR_RULES_H

#include <emvqr/network.h>

#include "internal.h"

/* For arrays of bytes, which compilers align for the sake of speed: in small builds they stand side by side. */
#if !EMVQR_CFG_FAST && defined(__GNUC__)
#define EMVQR__CLOSE __attribute__((aligned(1)))
#else
#define EMVQR__CLOSE
#endif

/* Whether `value` is one of the words of `list` (joined by blanks), without regard to case: 1, or 2 behind the bar. */
unsigned emvqr__word(const char *list, emvqr_span value);

#if EMVQR_CFG_FAST
/* What tells a value and as many characters of a list apart, as bits; a blank among these does too. */
static EMVQR__INLINE uint64_t emvqr__unlike(const char *list, emvqr_span value)
{
    uint64_t unlike = 0, blank = 0;
    size_t at = value.len;
    if (at < 8u) {
        while (at != 0 && (unlike & ~UINT64_C(0x20)) == 0) {
            unsigned char c = (unsigned char)list[--at];
            unlike |= (unsigned char)(c ^ (unsigned char)value.ptr[at]);
            blank |= c - UINT64_C(0x21);
        }
        return unlike | (blank & EMVQR__WIDE_BITS);
    }
    while (at != 0) {
        uint64_t eight;
        at = at < 8u ? 0 : at - 8u;
        eight = emvqr__eight(list + at);
        unlike |= eight ^ emvqr__eight(value.ptr + at);
        blank |= eight - UINT64_C(0x2121212121212121);
    }
    return unlike | (blank & EMVQR__WIDE_BITS);
}
#endif

/* emvqr__word; `length` is the list's. Most values are to the letter the first word, or differ from it by more than
 * case; then fast builds go to the next word, if there is room for one that long. */
static EMVQR__INLINE unsigned emvqr__listed(const char *list, size_t length, emvqr_span value)
{
#if EMVQR_CFG_FAST
    uint64_t unlike = EMVQR__WIDE_BITS;
    if (value.len > length) {
        return 0;
    }
    if ((unsigned char)list[value.len] <= ' ' && (unlike = emvqr__unlike(list, value)) == 0) {
        return 1u;
    }
    if (value.len != 0 && (unlike & ~UINT64_C(0x2020202020202020)) != 0) {
        const char *last = list + (length - value.len);
        while (list != last && (unsigned char)*list > ' ') {
            list++;
        }
        if (list == last) {
            return 0;
        }
    }
#else
    (void)length;
#endif
    return emvqr__word(list, value);
}

/* EMVCo MPM table 4.1: 02 to 51 of the root are accounts. */
static inline bool emvqr__is_account(const emvqr_node *node)
{
    return node->id - 2u <= 51u - 2u;
}

/* Whether an account, settled or not, is a network's. */
bool emvqr__account_is_of(const emvqr_doc *doc, const emvqr_network *network, const emvqr_node *node);

/* A network's `unpadded`: whether object 63 ends the text and says the CRC without its leading zeros, in a code that
 * has an account of the network. They are signed over "6304" all the same, so doc->crc is then made to be that sum. */
bool emvqr__crc_is_unpadded(emvqr_doc *doc, const emvqr_network *network);

/* The mask of an account's type. */
unsigned emvqr__account_types(const emvqr_node *node);
static EMVQR__INLINE unsigned emvqr__types_of(const emvqr_node *node)
{
    unsigned type = (unsigned)node->shape >> 4;
    return type == 0 ? EMVQR_TYPE_UNKNOWN : 1u << (type - 1u);
}

/* The first account of a network that has the form of that index, or NULL. */
const emvqr_node *emvqr__account(const emvqr_doc *doc, const emvqr_network *network, unsigned form);

/* The first object of the root whose ID is from first to last. `at` is an object of the root of a lower ID, behind
 * which those are where IDs ascend. */
const emvqr_node *emvqr__behind(const emvqr_doc *doc, const emvqr_node *at, unsigned first, unsigned last);

/* Decimals of the payload's currency; EMVQR_EXPONENT_ANY when it does not say one. */
unsigned emvqr__exponent(const emvqr_doc *doc);

/* emvqr_amount_read without the number. */
emvqr_code emvqr__amount_judge(emvqr_span text, unsigned exponent);

/* Whether object 01 says that a code is for many payments. */
static inline bool emvqr__is_static(const emvqr_doc *doc, const emvqr_node *initiation)
{
    const char *value = doc->text + initiation->offset + 4;
    return initiation->length == 2u && value[0] == '1' && value[1] == '1';
}

/* EMVCo's check of 01 for networks whose own rows stand for it: that it fits the amount (INITIATION_AMOUNT). */
bool emvqr__initiation_fits(const emvqr_doc *doc, const emvqr_node *initiation);

/* What a text that is shown to the payer holds: nothing bad, U+200B where a script has no blanks, a character that
 * hides or moves others. A text that is no UTF-8 was reported by the parser. */
enum { EMVQR__CONTROLS_NONE, EMVQR__CONTROLS_SPACE, EMVQR__CONTROLS_HIDING, EMVQR__CONTROLS_NOT_TEXT };
unsigned emvqr__controls(const char *text, size_t len);

#endif
