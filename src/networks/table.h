/* SPDX-License-Identifier: MIT */
/* How a network's file becomes its two descriptors.
 *
 * The file lists, once, its levels (each a list of rows), value lists, checks, types, keys and derived values:
 *
 *     #define X_LEVELS(LEVEL) LEVEL(x, root, X_ROOT) LEVEL(x, inside, X_INSIDE)
 *     #define X_ROOT(ROW) ROW(first, last, KIND, min, max, types, PRESENCE, list, check, weight, "name", "source") \
 *         ROW(62, 62, TEMPLATE, AT_x_inside, 0, types, PRESENCE, 0, check, weight, "name", "source")
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

#include "glance.h"
#include "typed.h"

#define EMVQR__RULE(first, last, kind, min, max, types, presence, list, check, weight, ...) \
    { first, last, EMVQR_##presence, EMVQR_KIND_##kind, min, max, types, check, list, weight },
#define EMVQR__ROW_INFO(first, last, kind, min, max, types, presence, list, check, weight, name, source) \
    { name, source },

#define EMVQR__LEVEL_INDEX(network, level, ROWS) AT_##network##_##level,
#define EMVQR__LEVEL_RULES(network, level, ROWS) \
    static const emvqr_rule network##_##level##_rules[] EMVQR__CLOSE = { ROWS(EMVQR__RULE) };
#define EMVQR__LEVEL(network, level, ROWS) \
    { network##_##level##_rules, 0 ROWS(EMVQR__ROW_COUNTS), 0 ROWS(EMVQR__ROW_NESTS) },
#define EMVQR__ROW_COUNTS(first, last, kind, min, max, types, presence, ...) + 1
#define EMVQR__ROW_NESTS(first, last, kind, min, max, types, presence, ...) \
    | (EMVQR_KIND_##kind == EMVQR_KIND_TEMPLATE ? EMVQR__NESTS((first) & 15, (last) - (first)) : 0)
#define EMVQR__NESTS(from, more) \
    ((more) >= 15 ? 0xFFFFu : 0xFFFFu & (0x10001u * ((2u << ((more) & 15)) - 1u) << (from)) >> 16)
#define EMVQR__LEVEL_INFOS(network, level, ROWS) \
    static const emvqr_row_info network##_##level##_infos[] = { ROWS(EMVQR__ROW_INFO) };
#define EMVQR__LEVEL_INFO(network, level, ROWS) network##_##level##_infos,

#define EMVQR__LIST_INDEX(name, values, code, weight) LIST_##name,
/* An array of its own: a file's literals stand in one section, and a device's tables must not hold on to the host's. */
#define EMVQR__LIST_VALUES(name, values, code, weight) static const char name##_values[] EMVQR__CLOSE = values;
#define EMVQR__LIST(name, values, code, weight) { name##_values, EMVQR_CODE_##code, weight, sizeof values - 1u },
#define EMVQR__CHECK_INDEX(name, code, weight) CHECK_##name,
#define EMVQR__CHECK_DECLARE(name, code, weight) static bool name(const emvqr_checking *, const emvqr_node *);
#define EMVQR__CHECK(name, code, weight) { name, EMVQR_CODE_##code, weight },
#define EMVQR__TYPE(name, form, where, id, list, title) { form, EMVQR_##where, id, list },
#define EMVQR__TYPE_INFO(name, form, where, id, list, title) { name, title },

/* The device's tables of a network, and the indices that its rows use. */
#define EMVQR_TABLES(prefix, LEVELS, LISTS, CHECKS) \
    EMVQR__TABLES(prefix, LEVELS, LISTS, CHECKS) \
    EMVQR__GLANCE(prefix, LEVELS, false)
#define EMVQR__TABLES(prefix, LEVELS, LISTS, CHECKS) \
    enum { LEVELS(EMVQR__LEVEL_INDEX) prefix##_level_count }; \
    enum { prefix##_no_list, LISTS(EMVQR__LIST_INDEX) prefix##_list_count }; \
    enum { prefix##_no_check, CHECKS(EMVQR__CHECK_INDEX) prefix##_check_count }; \
    typedef char prefix##_fit_in_rows[prefix##_list_count <= 16 && prefix##_check_count <= 16 ? 1 : -1]; \
    CHECKS(EMVQR__CHECK_DECLARE) \
    LEVELS(EMVQR__LEVEL_RULES) \
    LISTS(EMVQR__LIST_VALUES) \
    static const emvqr_level prefix##_levels[] = { LEVELS(EMVQR__LEVEL) }; \
    static const emvqr_list prefix##_lists[] = { { NULL, 0, 0, 0 }, LISTS(EMVQR__LIST) }; \
    static const emvqr_check_cell prefix##_checks[] = { { NULL, 0, 0 }, CHECKS(EMVQR__CHECK) };

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

/* A form with the identifiers of an array. */
#define EMVQR_FORM(first, last, level, guids) { first, last, level, sizeof guids - 1u, guids }

#define EMVQR__COUNT(array) ((uint8_t)(sizeof(array) / sizeof(array)[0]))

/* A currency and a country that a network's codes always have; the lists say which. */
#define EMVQR_PLACE_ROWS(ROW, currency, country, source) \
    ROW(53, 53, N, 3, 3, EMVQR_TYPES_ALL, REQUIRED, currency, 0, EMVQR_CODED | EMVQR_MONEY, "Transaction currency", source) \
    ROW(58, 58, A, 2, 2, EMVQR_TYPES_ALL, REQUIRED, country, 0, EMVQR_CODED, "Country code", source)

/* Everything of a network that has one kind of account, at the IDs first to last, with the identifiers `words`, by
 * which accounts are `told`, no checks, and nothing that follows from its fields. Its lists of levels and lists are as
 * above. */
#define EMVQR_PLAIN_NETWORK(name, LEVELS, LISTS, TYPES, KEYS, first, last, told, words, title, place, document, \
                            language) \
    EMVQR_TABLES(name, LEVELS, LISTS, EMVQR__NO_CHECKS) \
    static const char name##_guids[] EMVQR__CLOSE = words; \
    static const emvqr_form name##_forms[] = { EMVQR_FORM(first, last, AT_##name##_account, name##_guids) }; \
    static const emvqr_type name##_types[] = { TYPES(EMVQR__TYPE) }; \
    const emvqr_network emvqr_##name = { \
        name##_levels, name##_forms, name##_types, name##_lists, name##_checks, NULL, name##_level_count, 1, \
        EMVQR__COUNT(name##_types), 0, told, NULL, EMVQR_GLANCE_OF(name), \
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
