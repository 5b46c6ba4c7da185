/* SPDX-License-Identifier: MIT */
/* How a network's file becomes its two descriptors.
 *
 * The file lists, once, its levels (each a list of rows), value lists, checks, types, keys and derived values:
 *
 *     #define X_LEVELS(LEVEL) LEVEL(x_root, X_ROOT) LEVEL(x_inside, X_INSIDE)
 *     #define X_ROOT(ROW) ROW(first, last, KIND, min, max, types, PRESENCE, list, check, weight, "name", "source")
 *     #define X_LISTS(LIST) LIST(x_currency, "764", COUNTRY_CURRENCY, EMVQR_MONEY)
 *     #define X_CHECKS(CHECK) CHECK(x_is_phone, VALUE, weight)
 *     #define X_TYPES(TYPE) TYPE(name, form, IN_ACCOUNT, id, list, "title")
 *     #define X_KEYS(FIELD, PART, INPUT) FIELD(name, level, id, types, input, "help") \
 *         PART(name, level, id, at, length, types, input, "help") INPUT(name, level, id, types, input, "help")
 *
 * Their order is their index: AT_x_root is a level's, LIST_x_currency a list's, CHECK_x_is_phone a check's. */
#ifndef EMVQR_TABLE_H
#define EMVQR_TABLE_H

#include <emvqr/make.h>

#include "../core/rules.h"
#include "typed.h"

#define EMVQR__RULE(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    { first, last, EMVQR_KIND_##kind, min, max, types, EMVQR_##presence, list, check, weight },
#define EMVQR__ROW_INFO(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    { name, source },

#define EMVQR__LEVEL_INDEX(name, ROWS) AT_##name,
#define EMVQR__LEVEL_RULES(name, ROWS) static const emvqr_rule name##_rules[] = { ROWS(EMVQR__RULE) EMVQR__LAST_RULE };
#define EMVQR__LEVEL(name, ROWS) { name##_rules, 0 ROWS(EMVQR__ROW_COUNTS), 0 ROWS(EMVQR__ROW_NESTS) },
#define EMVQR__ROW_COUNTS(first, last, kind, min, max, types, presence, list, check, weight, name, source) + 1
#define EMVQR__ROW_NESTS(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    | (EMVQR_KIND_##kind == EMVQR_KIND_TEMPLATE ? (2u << ((last) >> 4)) - (1u << ((first) >> 4)) : 0)
#define EMVQR__LEVEL_INFOS(name, ROWS) static const emvqr_row_info name##_infos[] = { ROWS(EMVQR__ROW_INFO) };
#define EMVQR__LEVEL_INFO(name, ROWS) name##_infos,

#define EMVQR__LIST_INDEX(name, values, code, weight) LIST_##name,
/* An array of its own: a file's literals stand in one section, and a device's tables must not hold on to the host's. */
#define EMVQR__LIST_VALUES(name, values, code, weight) static const char name##_values[] = values;
#define EMVQR__LIST(name, values, code, weight) { name##_values, EMVQR_CODE_##code, weight },
#define EMVQR__CHECK_INDEX(name, code, weight) CHECK_##name,
#define EMVQR__CHECK_DECLARE(name, code, weight) static bool name(const emvqr_checking *, const emvqr_node *);
#define EMVQR__CHECK(name, code, weight) { name, EMVQR_CODE_##code, weight },
#define EMVQR__TYPE(name, form, where, id, list, title) { form, EMVQR_##where, id, list },
#define EMVQR__TYPE_INFO(name, form, where, id, list, title) { name, title },

#if EMVQR_CFG_FAST
/* The outline of a level. The bits of the IDs first to last, where bit 0 is ID `from`. */
#define EMVQR__CLAMP(id, from) ((id) <= (from) ? 0 : (id) >= (from) + 63 ? 63 : (id) - (from))
#define EMVQR__IDS(first, last, from) \
    ((last) < (from) || (first) > (from) + 63 \
         ? 0u : (UINT64_MAX << EMVQR__CLAMP(first, from) & UINT64_MAX >> (63 - EMVQR__CLAMP(last, from))))
#define EMVQR__IS_GROUP(first, last, kind) ((first) != (last) && EMVQR_KIND_##kind >= EMVQR_KIND_ONE_OF)
#define EMVQR__REQUIRED_0(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    | (!EMVQR__IS_GROUP(first, last, kind) && EMVQR_##presence == EMVQR_REQUIRED && (types) == EMVQR_TYPES_ALL ? EMVQR__IDS(first, first, 0) : 0u)
#define EMVQR__REQUIRED_1(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    | (!EMVQR__IS_GROUP(first, last, kind) && EMVQR_##presence == EMVQR_REQUIRED && (types) == EMVQR_TYPES_ALL ? EMVQR__IDS(first, first, 64) : 0u)
#define EMVQR__ASKED_0(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    | (!EMVQR__IS_GROUP(first, last, kind) && (EMVQR_##presence == EMVQR_CONDITIONAL || \
       (EMVQR_##presence == EMVQR_REQUIRED && (types) != EMVQR_TYPES_ALL)) ? EMVQR__IDS(first, first, 0) : 0u)
#define EMVQR__ASKED_1(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    | (!EMVQR__IS_GROUP(first, last, kind) && (EMVQR_##presence == EMVQR_CONDITIONAL || \
       (EMVQR_##presence == EMVQR_REQUIRED && (types) != EMVQR_TYPES_ALL)) ? EMVQR__IDS(first, first, 64) : 0u)
#define EMVQR__ONE_0(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    | (EMVQR__IS_GROUP(first, last, kind) && EMVQR_KIND_##kind == EMVQR_KIND_ONE_OF ? EMVQR__IDS(first, last, 0) : 0u)
#define EMVQR__ONE_1(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    | (EMVQR__IS_GROUP(first, last, kind) && EMVQR_KIND_##kind == EMVQR_KIND_ONE_OF ? EMVQR__IDS(first, last, 64) : 0u)
#define EMVQR__SOME_0(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    | (EMVQR__IS_GROUP(first, last, kind) && EMVQR_KIND_##kind == EMVQR_KIND_SOME_OF ? EMVQR__IDS(first, last, 0) : 0u)
#define EMVQR__SOME_1(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    | (EMVQR__IS_GROUP(first, last, kind) && EMVQR_KIND_##kind == EMVQR_KIND_SOME_OF ? EMVQR__IDS(first, last, 64) : 0u)
#define EMVQR__TOLD_0(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    | (EMVQR_KIND_##kind < EMVQR_KIND_ONE_OF && (types) == EMVQR_TYPES_ALL ? EMVQR__IDS(first, last, 0) : 0u)
#define EMVQR__TOLD_1(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    | (EMVQR_KIND_##kind < EMVQR_KIND_ONE_OF && (types) == EMVQR_TYPES_ALL ? EMVQR__IDS(first, last, 64) : 0u)
#define EMVQR__BEFORE_4(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 4)
#define EMVQR__BEFORE_8(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 8)
#define EMVQR__BEFORE_12(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 12)
#define EMVQR__BEFORE_16(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 16)
#define EMVQR__BEFORE_20(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 20)
#define EMVQR__BEFORE_24(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 24)
#define EMVQR__BEFORE_28(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 28)
#define EMVQR__BEFORE_32(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 32)
#define EMVQR__BEFORE_36(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 36)
#define EMVQR__BEFORE_40(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 40)
#define EMVQR__BEFORE_44(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 44)
#define EMVQR__BEFORE_48(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 48)
#define EMVQR__BEFORE_52(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 52)
#define EMVQR__BEFORE_56(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 56)
#define EMVQR__BEFORE_60(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 60)
#define EMVQR__BEFORE_64(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 64)
#define EMVQR__BEFORE_68(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 68)
#define EMVQR__BEFORE_72(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 72)
#define EMVQR__BEFORE_76(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 76)
#define EMVQR__BEFORE_80(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 80)
#define EMVQR__BEFORE_84(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 84)
#define EMVQR__BEFORE_88(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 88)
#define EMVQR__BEFORE_92(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 92)
#define EMVQR__BEFORE_96(first, last, kind, min, max, types, presence, list, check, weight, name, source) + ((last) < 96)
#define EMVQR__OUTLINE(name, ROWS) \
    { { 0 ROWS(EMVQR__REQUIRED_0), 0 ROWS(EMVQR__REQUIRED_1) }, { 0 ROWS(EMVQR__ASKED_0), 0 ROWS(EMVQR__ASKED_1) }, \
      { 0 ROWS(EMVQR__ONE_0), 0 ROWS(EMVQR__ONE_1) }, { 0 ROWS(EMVQR__SOME_0), 0 ROWS(EMVQR__SOME_1) }, \
      { 0 ROWS(EMVQR__TOLD_0), 0 ROWS(EMVQR__TOLD_1) }, \
      { 0, 0 ROWS(EMVQR__BEFORE_4), 0 ROWS(EMVQR__BEFORE_8), 0 ROWS(EMVQR__BEFORE_12), 0 ROWS(EMVQR__BEFORE_16), \
        0 ROWS(EMVQR__BEFORE_20), 0 ROWS(EMVQR__BEFORE_24), 0 ROWS(EMVQR__BEFORE_28), 0 ROWS(EMVQR__BEFORE_32), \
        0 ROWS(EMVQR__BEFORE_36), 0 ROWS(EMVQR__BEFORE_40), 0 ROWS(EMVQR__BEFORE_44), 0 ROWS(EMVQR__BEFORE_48), \
        0 ROWS(EMVQR__BEFORE_52), 0 ROWS(EMVQR__BEFORE_56), 0 ROWS(EMVQR__BEFORE_60), 0 ROWS(EMVQR__BEFORE_64), \
        0 ROWS(EMVQR__BEFORE_68), 0 ROWS(EMVQR__BEFORE_72), 0 ROWS(EMVQR__BEFORE_76), 0 ROWS(EMVQR__BEFORE_80), \
        0 ROWS(EMVQR__BEFORE_84), 0 ROWS(EMVQR__BEFORE_88), 0 ROWS(EMVQR__BEFORE_92), 0 ROWS(EMVQR__BEFORE_96) } },
#define EMVQR__OUTLINES_TABLE(prefix, LEVELS) static const emvqr_outline prefix##_outlines[] = { LEVELS(EMVQR__OUTLINE) };
#define EMVQR_OUTLINES_OF(prefix) prefix##_outlines
#else
#define EMVQR__OUTLINES_TABLE(prefix, LEVELS)
#define EMVQR_OUTLINES_OF(prefix) NULL
#endif

/* The device's tables of a network, and the indices that its rows use. */
#define EMVQR_TABLES(prefix, LEVELS, LISTS, CHECKS) \
    enum { LEVELS(EMVQR__LEVEL_INDEX) prefix##_level_count }; \
    enum { prefix##_no_list, LISTS(EMVQR__LIST_INDEX) prefix##_list_count }; \
    enum { prefix##_no_check, CHECKS(EMVQR__CHECK_INDEX) prefix##_check_count }; \
    CHECKS(EMVQR__CHECK_DECLARE) \
    LEVELS(EMVQR__LEVEL_RULES) \
    LISTS(EMVQR__LIST_VALUES) \
    static const emvqr_level prefix##_levels[] = { LEVELS(EMVQR__LEVEL) }; \
    static const emvqr_list prefix##_lists[] = { { NULL, 0, 0 }, LISTS(EMVQR__LIST) }; \
    static const emvqr_check_cell prefix##_checks[] = { { NULL, 0, 0 }, CHECKS(EMVQR__CHECK) }; \
    EMVQR__OUTLINES_TABLE(prefix, LEVELS)

/* The host's. */
#define EMVQR_INFO_TABLES(prefix, LEVELS) \
    LEVELS(EMVQR__LEVEL_INFOS) \
    static const emvqr_row_info *const prefix##_rows[] = { LEVELS(EMVQR__LEVEL_INFO) };

#define EMVQR__FIELD_KEY(name, level, id, types, input, help) \
    { #name, AT_##level, id, 0, 0, types, EMVQR_KEY_FIELD, input, help },
#define EMVQR__PART_KEY(name, level, id, at, length, types, input, help) \
    { #name, AT_##level, id, at, length, types, EMVQR_KEY_FIELD, input, help },
#define EMVQR__INPUT_KEY(name, level, id, types, input, help) \
    { #name, AT_##level, id, 0, 0, types, EMVQR_KEY_INPUT, input, help },

/* Its keys: of values (FIELD), of parts of packed values (PART), and of other ways to say a value (INPUT). */
#define EMVQR_KEYS(prefix, KEYS) \
    static const emvqr_key prefix##_keys[] = { KEYS(EMVQR__FIELD_KEY, EMVQR__PART_KEY, EMVQR__INPUT_KEY) };

#define EMVQR__COUNT(array) ((uint8_t)(sizeof(array) / sizeof(array)[0]))

/* A currency and a country that a network's codes always have; the lists say which. */
#define EMVQR_PLACE_ROWS(ROW, currency, country, source) \
    ROW(53, 53, N, 3, 3, EMVQR_TYPES_ALL, REQUIRED, currency, 0, EMVQR_CODED | EMVQR_MONEY, "Transaction currency", source) \
    ROW(58, 58, A, 2, 2, EMVQR_TYPES_ALL, REQUIRED, country, 0, EMVQR_CODED, "Country code", source)

/* Everything of a network that has one kind of account, at `usual` among the IDs first to last, with the identifiers
 * `words` and their `initials`, no checks, and nothing that follows from its fields. Its lists of levels and lists are
 * as above. */
#define EMVQR_PLAIN_NETWORK(name, LEVELS, LISTS, TYPES, KEYS, first, last, usual, initials, words, title, place, \
                            document, language) \
    EMVQR_TABLES(name, LEVELS, LISTS, EMVQR__NO_CHECKS) \
    static const char name##_guids[] = words; \
    static const emvqr_form name##_forms[] = { { first, last, usual, AT_##name##_account, name##_guids } }; \
    static const emvqr_type name##_types[] = { TYPES(EMVQR__TYPE) }; \
    const emvqr_network emvqr_##name = { \
        name##_levels, name##_forms, name##_types, name##_lists, name##_checks, NULL, name##_level_count, 1, \
        EMVQR__COUNT(name##_types), 0, initials, NULL, EMVQR_OUTLINES_OF(name), \
    }; \
    EMVQR_TYPED(name, emvqr_##name##_code, KEYS) \
    EMVQR__PLAIN_INFO(name, LEVELS, TYPES, KEYS, title, place, document, language)

#if EMVQR_CFG_TEXTS
#define EMVQR__PLAIN_INFO(name, LEVELS, TYPES, KEYS, title, place, document, language) \
    EMVQR_INFO_TABLES(name, LEVELS) \
    static const emvqr_type_info name##_type_infos[] = { TYPES(EMVQR__TYPE_INFO) }; \
    EMVQR_KEYS(name, KEYS) \
    extern const emvqr_network_info emvqr_##name##_info; \
    const emvqr_network_info emvqr_##name##_info = { \
        &emvqr_##name, #name, title, place, document, name##_rows, name##_type_infos, name##_keys, NULL, \
        EMVQR__COUNT(name##_keys), 0, false, language, 0, NULL, NULL, \
    };
#else
#define EMVQR__PLAIN_INFO(name, LEVELS, TYPES, KEYS, title, place, document, language)
#endif

#define EMVQR__NO_CHECKS(CHECK)

#endif
