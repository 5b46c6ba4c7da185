/* SPDX-License-Identifier: MIT */
/* Their tables. Rows of one ID for different types, single rows among ranges that overlap them, groups
 * before and behind what they group, rows for accounts, and values where EMVCo's own table has templates. */
#include "odd.h"

#include "../../src/networks/table.h"

#define ALL EMVQR_TYPES_ALL
/* In the order of ODD_TYPES. */
#define ONE EMVQR_TYPE(0)
#define TWO EMVQR_TYPE(1)
#define SIX EMVQR_TYPE(2)
#define FAR EMVQR_TYPE(3)
#define LOW EMVQR_TYPE(4)
#define UNK EMVQR_TYPE_UNKNOWN

#define ODD_LEVELS(LEVEL) \
    LEVEL(odd, root, ODD_ROOT) LEVEL(odd, near, ODD_NEAR) LEVEL(odd, far, ODD_FAR) \
    LEVEL(odd, additional, ODD_ADDITIONAL) LEVEL(odd, system, ODD_SYSTEM) LEVEL(odd, language, ODD_LANGUAGE) \
    LEVEL(odd, unreserved, ODD_UNRESERVED) LEVEL(odd, within, ODD_WITHIN)

#define ODD_ROOT(ROW) \
    ROW(0, 0, N, 2, 2, ONE | TWO | UNK, REQUIRED, LIST_odd_format, 0, EMVQR_CODED | EMVQR_VITAL | EMVQR_MONEY, "") \
    ROW(0, 0, ANS, 1, 4, FAR, OPTIONAL, 0, CHECK_odd_is_short, 0, "") \
    ROW(1, 1, SOME_OF, 0, 0, ONE | LOW, REQUIRED, 0, 0, EMVQR_VITAL, "") \
    ROW(1, 1, N, 2, 2, TWO, CONDITIONAL, LIST_odd_words, CHECK_odd_may_lack, EMVQR_CODED, "") \
    ROW(1, 1, ANS, 1, 4, ONE | SIX | UNK, OPTIONAL, LIST_odd_barred, CHECK_odd_even, EMVQR_MONEY, "") \
    ROW(2, 3, OPAQUE, 1, 99, TWO, FORBIDDEN, 0, 0, 0, "") \
    ROW(19, 25, ONE_OF, 0, 0, LOW, REQUIRED, 0, 0, EMVQR_VITAL, "") \
    ROW(20, 21, ANS, 3, 9, ALL, OPTIONAL, LIST_odd_blank, CHECK_odd_even, EMVQR_VITAL, "") \
    ROW(26, 51, SOME_OF, 0, 0, LOW, REQUIRED, 0, 0, 0, "") \
    ROW(26, 35, TEMPLATE, AT_odd_near, 0, ONE | TWO, CONDITIONAL, 0, CHECK_odd_may_lack, EMVQR_VITAL, "") \
    ROW(29, 29, OPAQUE, 1, 99, FAR, FORBIDDEN, 0, 0, 0, "") \
    ROW(29, 51, EITHER, 1, 60, SIX | FAR, OPTIONAL, 0, CHECK_odd_of_type, 0, "") \
    ROW(45, 53, ANS, 1, 12, LOW | UNK, REQUIRED, 0, CHECK_odd_even, 0, "") \
    ROW(52, 60, ONE_OF, 0, 0, SIX, REQUIRED, 0, 0, 0, "") \
    ROW(52, 52, N, 4, 4, ONE | TWO | SIX, REQUIRED, 0, 0, EMVQR_CODED, "") \
    ROW(53, 53, N, 3, 3, ONE | TWO | FAR, REQUIRED, LIST_odd_currency, CHECK_odd_first_of_three, \
        EMVQR_CODED | EMVQR_MONEY, "") \
    ROW(54, 54, AMOUNT, 1, 13, TWO, FORBIDDEN, 0, 0, 0, "") \
    ROW(54, 56, AMOUNT, 1, 13, ONE | FAR | UNK, OPTIONAL, 0, CHECK_odd_even, 0, "") \
    ROW(54, 54, AMOUNT, 1, 13, SIX, CONDITIONAL, 0, CHECK_odd_may_lack, EMVQR_CODED, "") \
    ROW(55, 55, N, 2, 2, FAR, CONDITIONAL, 0, CHECK_odd_may_lack, 0, "") \
    ROW(57, 57, PERCENT, 1, 5, ALL, OPTIONAL, 0, 0, EMVQR_CODED, "") \
    ROW(58, 60, SOME_OF, 0, 0, ONE, REQUIRED, 0, 0, EMVQR_VITAL, "") \
    ROW(58, 58, A, 2, 2, ONE | LOW, REQUIRED, LIST_odd_country, 0, EMVQR_CODED, "") \
    ROW(58, 58, A, 1, 3, TWO, OPTIONAL, 0, 0, 0, "") \
    ROW(59, 59, ANS, 1, 25, ONE | TWO, REQUIRED, 0, 0, EMVQR_WEIGHT(EMVQR_WARNING, EMVQR_INFO), "") \
    ROW(59, 61, ONE_OF, 0, 0, ONE | TWO, REQUIRED, 0, 0, 0, "") \
    ROW(59, 61, S, 0, 9, FAR, OPTIONAL, LIST_odd_any, CHECK_odd_first_of_two, 0, "") \
    ROW(62, 62, TEMPLATE, AT_odd_additional, 0, ONE | TWO | UNK, CONDITIONAL, 0, CHECK_odd_may_lack, 0, "") \
    ROW(62, 62, OPAQUE, 1, 99, SIX, OPTIONAL, 0, 0, 0, "") \
    ROW(62, 62, RFU, 1, 99, FAR, REQUIRED, 0, 0, 0, "") \
    ROW(64, 64, ANS, 1, 30, ONE, OPTIONAL, 0, 0, 0, "") \
    ROW(64, 64, TEMPLATE, AT_odd_language, 0, TWO | FAR, OPTIONAL, 0, 0, EMVQR_CODED, "") \
    ROW(64, 70, RFU, 1, 99, LOW, OPTIONAL, 0, 0, 0, "") \
    ROW(65, 66, N, 1, 9, ONE | TWO, OPTIONAL, LIST_odd_mixed, 0, 0, "") \
    ROW(66, 80, OPAQUE, 0, 20, FAR, FORBIDDEN, 0, 0, 0, "") \
    ROW(80, 80, TEMPLATE, AT_odd_unreserved, 0, ONE | SIX, REQUIRED, 0, 0, 0, "") \
    ROW(80, 82, OPAQUE, 1, 40, TWO, OPTIONAL, 0, CHECK_odd_even, EMVQR_CODED, "") \
    ROW(81, 99, EITHER, 1, 40, ONE | UNK, OPTIONAL, 0, CHECK_odd_of_type, 0, "") \
    ROW(90, 99, SOME_OF, 0, 0, SIX, REQUIRED, 0, 0, 0, "")

#define ODD_NEAR(ROW) \
    ROW(0, 0, ANS, 1, 32, ALL, REQUIRED, 0, 0, 0, "") \
    ROW(1, 9, ONE_OF, 0, 0, ONE | SIX, REQUIRED, 0, 0, EMVQR_VITAL, "") \
    ROW(1, 9, SOME_OF, 0, 0, UNK, REQUIRED, 0, 0, 0, "") \
    ROW(1, 1, N, 1, 2, ONE, CONDITIONAL, LIST_odd_mixed, CHECK_odd_may_lack, EMVQR_VITAL | EMVQR_MONEY, "") \
    ROW(1, 5, ANS, 2, 4, TWO, REQUIRED, LIST_odd_barred, CHECK_odd_first_of_three, EMVQR_VITAL, "") \
    ROW(2, 2, A, 3, 3, ONE | SIX, OPTIONAL, LIST_odd_blank, 0, 0, "") \
    ROW(2, 2, SOME_OF, 0, 0, TWO, REQUIRED, 0, 0, 0, "") \
    ROW(3, 3, S, 1, 20, ALL, FORBIDDEN, 0, 0, 0, "") \
    ROW(3, 7, N, 4, 8, ONE | UNK, OPTIONAL, 0, CHECK_odd_even, 0, "") \
    ROW(4, 8, ONE_OF, 0, 0, ONE, REQUIRED, 0, 0, 0, "") \
    ROW(5, 5, AMOUNT, 1, 13, SIX, OPTIONAL, 0, 0, 0, "") \
    ROW(6, 6, PERCENT, 1, 5, SIX | TWO, OPTIONAL, 0, 0, 0, "") \
    ROW(7, 10, TEMPLATE, AT_odd_within, 0, TWO | SIX, OPTIONAL, 0, CHECK_odd_of_type, 0, "") \
    ROW(11, 60, OPAQUE, 0, 9, ONE, FORBIDDEN, 0, 0, 0, "") \
    ROW(11, 11, TEMPLATE, AT_odd_within, 0, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "") \
    ROW(12, 99, RFU, 1, 99, ALL ^ ONE, OPTIONAL, 0, 0, EMVQR_WEIGHT(EMVQR_ERROR, EMVQR_NONE), "") \
    ROW(63, 63, ANS, 1, 4, ALL, CONDITIONAL, 0, CHECK_odd_may_lack, 0, "")

#define ODD_FAR(ROW) \
    ROW(1, 99, SOME_OF, 0, 0, ALL, REQUIRED, 0, 0, 0, "") \
    ROW(1, 99, OPAQUE, 1, 9, ALL, OPTIONAL, 0, CHECK_odd_first_of_two, EMVQR_VITAL, "")

#define ODD_ADDITIONAL(ROW) \
    ROW(0, 0, OPAQUE, 0, 2, ONE, FORBIDDEN, 0, 0, 0, "") \
    ROW(1, 1, ANS, 3, 3, ONE | TWO, REQUIRED, LIST_odd_country3, 0, EMVQR_CODED, "") \
    ROW(1, 99, SOME_OF, 0, 0, UNK, REQUIRED, 0, 0, 0, "") \
    ROW(2, 8, ONE_OF, 0, 0, TWO, REQUIRED, 0, 0, 0, "") \
    ROW(5, 5, S, 0, 5, ONE | TWO, CONDITIONAL, 0, CHECK_odd_may_lack, 0, "") \
    ROW(6, 49, ANS, 1, 6, TWO, OPTIONAL, 0, CHECK_odd_even, 0, "") \
    ROW(50, 50, TEMPLATE, AT_odd_system, 0, ONE | TWO, REQUIRED, 0, 0, 0, "") \
    ROW(50, 52, OPAQUE, 1, 40, UNK, OPTIONAL, 0, 0, 0, "") \
    ROW(51, 70, EITHER, 1, 40, ONE, OPTIONAL, 0, CHECK_odd_of_type, 0, "") \
    ROW(60, 60, TEMPLATE, AT_odd_additional, 0, TWO, OPTIONAL, 0, 0, EMVQR_CODED, "")

#define ODD_SYSTEM(ROW) \
    ROW(1, 1, N, 1, 4, ALL, REQUIRED, 0, 0, 0, "") \
    ROW(2, 9, ONE_OF, 0, 0, ONE, REQUIRED, 0, 0, 0, "")

#define ODD_LANGUAGE(ROW) \
    ROW(0, 0, A, 2, 2, TWO, REQUIRED, LIST_odd_country, CHECK_odd_even, 0, "") \
    ROW(1, 2, S, 1, 5, FAR, REQUIRED, 0, 0, 0, "")

#define ODD_UNRESERVED(ROW) \
    ROW(0, 0, ANS, 1, 32, ALL, REQUIRED, 0, 0, 0, "") \
    ROW(1, 3, AMOUNT, 1, 13, ONE, CONDITIONAL, 0, CHECK_odd_may_lack, EMVQR_CODED | EMVQR_MONEY, "") \
    ROW(2, 2, N, 2, 2, SIX, REQUIRED, LIST_odd_format, CHECK_odd_first_of_three, EMVQR_MONEY, "") \
    ROW(2, 9, SOME_OF, 0, 0, ONE | SIX, REQUIRED, 0, 0, 0, "")

#define ODD_WITHIN(ROW) \
    ROW(0, 0, ANS, 1, 9, ONE | TWO, REQUIRED, 0, 0, EMVQR_VITAL, "") \
    ROW(1, 4, ONE_OF, 0, 0, TWO | SIX | UNK, REQUIRED, 0, 0, 0, "") \
    ROW(3, 3, N, 1, 9, ONE, REQUIRED, 0, CHECK_odd_even, EMVQR_MONEY, "")

#define ODD_LISTS(LIST) \
    LIST(odd_format, "01 | 00 02", VALUE, EMVQR_MONEY) \
    LIST(odd_words, "11 12", VALUE, 0) \
    LIST(odd_barred, "11 AB12 | 13 cd", CONFLICT, EMVQR_WEIGHT(EMVQR_ERROR, EMVQR_WARNING)) \
    LIST(odd_blank, " ABC DEF", VALUE, 0) \
    LIST(odd_currency, "764 360 | 840", COUNTRY_CURRENCY, EMVQR_MONEY) \
    LIST(odd_country, "TH ID", COUNTRY_CURRENCY, 0) \
    LIST(odd_country3, "THA | IDN", VALUE, 0) \
    LIST(odd_any, "one two", NONE, 0) \
    LIST(odd_mixed, "1 22", VALUE, 0) \
    LIST(odd_type, "1 22", NONE, 0) \
    LIST(odd_type_root, "12", NONE, 0) \
    LIST(odd_type_additional, "SIX", NONE, 0)

#define ODD_CHECKS(CHECK) \
    CHECK(odd_is_short, VALUE_LENGTH, 0) \
    CHECK(odd_even, CONFLICT, 0) \
    CHECK(odd_may_lack, VALUE, 0) \
    CHECK(odd_of_type, VALUE, EMVQR_MONEY) \
    CHECK(odd_first_of_three, VALUE, EMVQR_ALSO) \
    CHECK(odd_second_of_three, VALUE_CHARSET, EMVQR_MONEY | EMVQR_ALSO) \
    CHECK(odd_third_of_three, CONFLICT, EMVQR_MONEY) \
    CHECK(odd_first_of_two, CONFLICT, EMVQR_ALSO) \
    CHECK(odd_second_of_two, VALUE, EMVQR_MONEY)

#define ODD_TYPES(TYPE) \
    TYPE("one", 0, IN_ACCOUNT, 1, LIST_odd_type, "") \
    TYPE("two", 0, IN_ROOT, 1, LIST_odd_type_root, "") \
    TYPE("six", 0, IN_ADDITIONAL, 7, LIST_odd_type_additional, "") \
    TYPE("far", 1, IN_ACCOUNT, 0, 0, "") \
    TYPE("low", 2, IN_ACCOUNT, 0, 0, "")

EMVQR_TABLES(odd, ODD_LEVELS, ODD_LISTS, ODD_CHECKS)

static const char odd_near_words[] = "ODD.NEAR NEAR", odd_far_words[] = "ODD.FAR";
static const emvqr_form odd_forms[] = {
    EMVQR_FORM(26, 35, AT_odd_near, odd_near_words),
    EMVQR_FORM(36, 51, AT_odd_far, odd_far_words),
    { 20, 21, 0, 0, NULL },
};
static const emvqr_type odd_types[] = { ODD_TYPES(EMVQR__TYPE) };

const emvqr_network emvqr_odd = {
    odd_levels, odd_forms, odd_types, odd_lists, odd_checks, NULL, odd_level_count, EMVQR__COUNT(odd_forms),
    EMVQR__COUNT(odd_types), 0,
    EMVQR_NAMED('O', 8) | EMVQR_NAMED('N', 4) | EMVQR_NAMED('O', 7) | EMVQR_PLACED(20) | EMVQR_PLACED(21), NULL,
    EMVQR_GLANCE_OF(odd),
};

/* ---- one that asks for little ---- */

#define S(index) EMVQR_TYPE(index)

#define SPARE_LEVELS(LEVEL) \
    LEVEL(spare, root, SPARE_ROOT) LEVEL(spare, after, SPARE_AFTER) LEVEL(spare, among, SPARE_AMONG) \
    LEVEL(spare, late, SPARE_LATE) LEVEL(spare, nest, SPARE_NEST) LEVEL(spare, additional, SPARE_ADDITIONAL)

/* Groups behind rows that overlap them, from their own first ID on or from before it. */
#define SPARE_AFTER(ROW) \
    ROW(0, 0, ANS, 1, 32, ALL, OPTIONAL, 0, 0, 0, "") \
    ROW(1, 1, ANS, 1, 32, ALL, OPTIONAL, 0, 0, 0, "") \
    ROW(1, 4, ONE_OF, 0, 0, ALL, REQUIRED, 0, 0, 0, "") \
    ROW(2, 6, ANS, 0, 32, ALL, OPTIONAL, 0, 0, 0, "") \
    ROW(5, 8, ONE_OF, 0, 0, ALL, REQUIRED, 0, 0, EMVQR_VITAL, "")
#define SPARE_AMONG(ROW) \
    ROW(0, 5, OPAQUE, 0, 32, ALL, OPTIONAL, 0, 0, 0, "") \
    ROW(0, 99, OPAQUE, 0, 32, ALL, OPTIONAL, 0, 0, 0, "") \
    ROW(2, 7, ONE_OF, 0, 0, ALL, REQUIRED, 0, 0, 0, "") \
    ROW(8, 8, SOME_OF, 0, 0, ALL, REQUIRED, 0, 0, 0, "")
/* Later rows that still ask. */
#define SPARE_LATE(ROW) \
    ROW(0, 3, OPAQUE, 0, 32, ALL, OPTIONAL, 0, 0, 0, "") \
    ROW(2, 2, OPAQUE, 0, 32, ALL, CONDITIONAL, 0, CHECK_spare_has_fourth, 0, "") \
    ROW(3, 9, SOME_OF, 0, 0, ALL, REQUIRED, 0, 0, 0, "") \
    ROW(3, 3, OPAQUE, 0, 32, ALL, CONDITIONAL, 0, CHECK_spare_has_fourth, EMVQR_VITAL, "") \
    ROW(5, 7, OPAQUE, 0, 32, ALL, REQUIRED, 0, 0, 0, "") \
    ROW(7, 8, OPAQUE, 0, 32, ALL, CONDITIONAL, 0, CHECK_spare_has_fourth, 0, "")
#define SPARE_NEST(ROW) \
    ROW(0, 0, OPAQUE, 0, 32, ALL, OPTIONAL, 0, 0, 0, "") \
    ROW(1, 1, TEMPLATE, AT_spare_after, 0, ALL, OPTIONAL, 0, 0, 0, "") \
    ROW(3, 4, TEMPLATE, AT_spare_late, 0, ALL, OPTIONAL, 0, CHECK_spare_has_fourth, 0, "") \
    ROW(8, 8, TEMPLATE, AT_spare_among, 0, ALL, OPTIONAL, 0, 0, EMVQR_CODED, "")
#define SPARE_ADDITIONAL(ROW) \
    ROW(1, 8, ONE_OF, 0, 0, S(3), REQUIRED, 0, 0, 0, "") \
    ROW(3, 3, TEMPLATE, AT_spare_after, 0, S(2), OPTIONAL, 0, 0, 0, "") \
    ROW(50, 50, TEMPLATE, AT_spare_late, 0, S(0) | S(2), OPTIONAL, 0, 0, 0, "") \
    ROW(50, 60, TEMPLATE, AT_spare_after, 0, S(1), OPTIONAL, 0, 0, 0, "")

#define SPARE_ROOT(ROW) \
    ROW(26, 29, TEMPLATE, AT_spare_after, 0, S(0), REQUIRED, 0, 0, 0, "") \
    ROW(28, 31, ONE_OF, 0, 0, S(1), REQUIRED, 0, 0, 0, "") \
    ROW(52, 53, OPAQUE, 3, 4, ALL, OPTIONAL, 0, 0, 0, "") \
    ROW(53, 55, SOME_OF, 0, 0, S(2), REQUIRED, 0, 0, 0, "") \
    ROW(58, 61, ANS, 0, 25, ALL, OPTIONAL, 0, 0, 0, "") \
    ROW(59, 61, ONE_OF, 0, 0, S(3), REQUIRED, 0, 0, EMVQR_VITAL, "") \
    ROW(60, 60, ANS, 1, 25, S(2), CONDITIONAL, 0, CHECK_spare_has_fourth, 0, "") \
    ROW(62, 62, TEMPLATE, AT_spare_additional, 0, S(0) | S(1) | S(2), OPTIONAL, 0, 0, 0, "") \
    ROW(62, 62, OPAQUE, 1, 99, S(3), OPTIONAL, 0, 0, 0, "") \
    ROW(64, 64, S, 0, 99, ALL, OPTIONAL, 0, 0, 0, "") \
    ROW(80, 90, TEMPLATE, AT_spare_late, 0, S(2), OPTIONAL, 0, 0, 0, "") \
    ROW(85, 99, OPAQUE, 0, 99, S(3), OPTIONAL, 0, 0, 0, "")

#define SPARE_CHECKS(CHECK) CHECK(spare_has_fourth, CONFLICT, 0)

#define SPARE_TYPES(TYPE) \
    TYPE("after", 0, IN_ACCOUNT, 0, 0, "") \
    TYPE("among", 1, IN_ACCOUNT, 0, 0, "") \
    TYPE("late", 2, IN_ACCOUNT, 0, 0, "") \
    TYPE("nest", 3, IN_ACCOUNT, 0, 0, "")

EMVQR_TABLES(spare, SPARE_LEVELS, EMVQR__NO_CHECKS, SPARE_CHECKS)

static const char spare_after_words[] = "AFTER", spare_among_words[] = "AMONG", spare_late_words[] = "LATE",
                  spare_nest_words[] = "NEST";
static const emvqr_form spare_forms[] = {
    EMVQR_FORM(26, 51, AT_spare_after, spare_after_words),
    EMVQR_FORM(26, 51, AT_spare_among, spare_among_words),
    EMVQR_FORM(26, 51, AT_spare_late, spare_late_words),
    EMVQR_FORM(26, 51, AT_spare_nest, spare_nest_words),
};
static const emvqr_type spare_types[] = { SPARE_TYPES(EMVQR__TYPE) };

const emvqr_network emvqr_spare = {
    spare_levels, spare_forms, spare_types, spare_lists, spare_checks, NULL, spare_level_count,
    EMVQR__COUNT(spare_forms), EMVQR__COUNT(spare_types), 0,
    EMVQR_NAMED('A', 5) | EMVQR_NAMED('L', 4) | EMVQR_NAMED('N', 4), NULL, EMVQR_GLANCE_OF(spare),
};

static bool spare_has_fourth(const emvqr_checking *checking, const emvqr_node *node)
{
    return (node == NULL || node->length != 3) && emvqr_node_child(checking->doc, checking->parent, 4) == NULL;
}

/* ---- checks, each by something else ---- */

static unsigned odd_last(const emvqr_checking *checking, const emvqr_node *node)
{
    emvqr_span value = emvqr_node_value(checking->doc, node);
    return value.len == 0 ? 0 : (unsigned char)value.ptr[value.len - 1];
}

static bool odd_is_short(const emvqr_checking *checking, const emvqr_node *node)
{
    return emvqr_node_value(checking->doc, node).len < 3;
}

static bool odd_even(const emvqr_checking *checking, const emvqr_node *node)
{
    return odd_last(checking, node) % 4 != 1;
}

/* Absent is right where the template has no object 05, of accounts of one type alone. */
static bool odd_may_lack(const emvqr_checking *checking, const emvqr_node *node)
{
    const emvqr_node *fifth = emvqr_node_child(checking->doc, checking->parent, 5);
    if (node == NULL) {
        return fifth == NULL && (checking->types & (checking->types - 1u)) == 0;
    }
    return odd_last(checking, node) % 8 != 2;
}

static bool odd_of_type(const emvqr_checking *checking, const emvqr_node *node)
{
    return checking->network->type_count == 5 && (checking->types >> (odd_last(checking, node) % 8) & 1) == 0;
}

static bool odd_first_of_three(const emvqr_checking *checking, const emvqr_node *node)
{
    return odd_last(checking, node) % 3 != 0 || checking->now == 0;
}

static bool odd_second_of_three(const emvqr_checking *checking, const emvqr_node *node)
{
    return odd_last(checking, node) % 5 != 0;
}

static bool odd_third_of_three(const emvqr_checking *checking, const emvqr_node *node)
{
    return odd_last(checking, node) % 7 != 0 && node->id != 4;
}

static bool odd_first_of_two(const emvqr_checking *checking, const emvqr_node *node)
{
    return odd_last(checking, node) % 4 != 3;
}

static bool odd_second_of_two(const emvqr_checking *checking, const emvqr_node *node)
{
    return odd_last(checking, node) % 4 != 2;
}
