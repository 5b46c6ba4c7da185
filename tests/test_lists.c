/* SPDX-License-Identifier: MIT */
/* The lists of currencies, countries and categories: in order, without doubles, and found entry by entry. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/network_info.h>

#include "support/judged.h"
#include "support/payload.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const struct { unsigned number; const char *letters; } currencies[] = {
#define EMVQR_CURRENCY(number, letters) { number, letters },
#include "../src/networks/currencies.def"
#undef EMVQR_CURRENCY
};

static const struct { const char *letters; unsigned number; const char *name; } countries[] = {
#define EMVQR_COUNTRY(letters, number, name) { letters, number, name },
#include "../src/networks/countries.def"
#undef EMVQR_COUNTRY
};

static const struct { unsigned first, last; const char *name; } categories[] = {
#define EMVQR_CATEGORY(first, last, name) { first, last, name },
#include "../src/networks/categories.def"
#undef EMVQR_CATEGORY
};

static bool are_capitals(const char *text)
{
    return *text != '\0' && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == strlen(text);
}

static void currencies_are_in_order(void **state)
{
    size_t i, j;

    (void)state;
    for (i = 0; i < COUNT(currencies); i++) {
        assert_true(i == 0 || currencies[i - 1].number < currencies[i].number);
        assert_true(currencies[i].number <= 999 && strlen(currencies[i].letters) == 3);
        assert_true(are_capitals(currencies[i].letters));
        for (j = 0; j < i; j++) {
            assert_string_not_equal(currencies[i].letters, currencies[j].letters);
        }
        assert_string_equal(emvqr_currency_letters(currencies[i].number), currencies[i].letters);
        assert_int_equal(emvqr_currency_number(currencies[i].letters, 3), currencies[i].number);
        assert_true(emvqr_currency_exponent(currencies[i].number) <= 4);
    }
}

static void countries_are_in_order(void **state)
{
    unsigned number, found = 0;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(countries); i++) {
        const char *name = countries[i].name;
        assert_true(i == 0 || strcmp(countries[i - 1].letters, countries[i].letters) < 0);
        assert_true(are_capitals(countries[i].letters) && countries[i].number <= 999);
        assert_true(strlen(name) > 2 && emvqr_text_valid(name, strlen(name)) == strlen(name));
        assert_string_equal(emvqr_country_name(countries[i].letters, 2), name);
        assert_string_equal(emvqr_country_letters(countries[i].number), countries[i].letters);
    }
    for (number = 0; number < 1100; number++) {
        found += emvqr_country_letters(number) != NULL;
    }
    assert_int_equal(found, COUNT(countries)); /* so no number stands twice */
    assert_null(emvqr_country_name("ZZ", 2));
    assert_null(emvqr_country_name("AA", 2));
    assert_null(emvqr_country_name("th", 2));
    assert_null(emvqr_country_name("THA", 3));
    assert_null(emvqr_country_name("T", 1));
    assert_null(emvqr_country_name(NULL, 0));
}

static void categories_are_in_order(void **state)
{
    unsigned number, found = 0, listed = 0;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(categories); i++) {
        const char *c = categories[i].name;
        assert_true(categories[i].first <= categories[i].last && categories[i].last <= 9999);
        assert_true(i == 0 || categories[i - 1].last < categories[i].first);
        assert_true(*c != '\0' && *c != ' ');
        for (; *c != '\0'; c++) {
            assert_true(*c >= ' ' && *c <= '~');
        }
        assert_string_equal(emvqr_category_name(categories[i].first), categories[i].name);
        assert_string_equal(emvqr_category_name(categories[i].last), categories[i].name);
        listed += categories[i].last - categories[i].first + 1;
    }
    for (number = 0; number <= 10100; number++) {
        found += emvqr_category_name(number) != NULL;
    }
    assert_int_equal(found, listed);
    assert_string_equal(emvqr_category_name(5812), "restaurant");
    assert_string_equal(emvqr_category_name(742), "veterinarian");
    assert_string_equal(emvqr_category_name(3777), "hotel");
}

/* ---- what a reader is told of them ---- */

#define CARD "00=01 01=11 15=1234567800520446ABC123456789012 "

static void unknown_categories_are_said(void **state)
{
    static const struct { const char *objects, *findings; } rows[] = {
        { CARD "52=5812 53=764 58=TH 59=A 60=B ", "" },
        { CARD "52=0000 53=764 58=TH 59=A 60=B ", "" },
        { CARD "52=3000 53=764 58=TH 59=A 60=B ", "" },
        { CARD "52=9998 53=764 58=TH 59=A 60=B ", "unknown-code:52:II" },
        { CARD "52=5813 53=764 58=ZZ 59=A 60=B ", "" }, /* countries are no reason for one */
        { CARD "52=99X8 53=764 58=TH 59=A 60=B ", "value:52:EW" },
        { CARD "52=581 53=764 58=TH 59=A 60=B ", "value:52:EW" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        judged_as(rows[i].objects, rows[i].findings);
    }
}

static void codes_are_put_into_words(void **state)
{
    static const struct { const char *objects, *category, *country; } rows[] = {
        { CARD "52=5812 53=764 58=TH 59=A 60=B ", "restaurant", "Thailand" },
        { CARD "52=0742 53=764 58=LA 59=A 60=B ", "veterinarian", "Laos" },
        { CARD "52=9998 53=764 58=ZZ 59=A 60=B ", "", "" },
        { CARD "52=581 53=764 58=TH1 59=A 60=B ", "", "" },
        { CARD "52=58a2 53=764 58=vn 59=A 60=B ", "", "" },
        { CARD "53=764 59=A 60=B ", "", "" },
    };
    static judged it;
    size_t i, j;

    (void)state;
    assert_int_equal(emvqr_emvco_info.derived_count, 2);
    for (i = 0; i < COUNT(rows); i++) {
        const char *text = payload_build(rows[i].objects);
        judged_read(&it, text, strlen(text), EMVQR_FIELD);
        for (j = 0; j < 2; j++) {
            const emvqr_derived *derived = &emvqr_emvco_info.derived[j];
            const char *want = j == 0 ? rows[i].category : rows[i].country;
            char room[64], less[64];
            size_t len = derived->derive(&it.doc, NULL, room, sizeof room);
            assert_string_equal(derived->name, j == 0 ? "category_name" : "country_name");
            assert_int_equal(len, strlen(want));
            assert_memory_equal(room, want, len);
            assert_int_equal(derived->derive(&it.doc, NULL, less, len), len);
            assert_int_equal(len == 0 ? 0 : derived->derive(&it.doc, NULL, less, len - 1), 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(currencies_are_in_order),
        cmocka_unit_test(countries_are_in_order),
        cmocka_unit_test(categories_are_in_order),
        cmocka_unit_test(unknown_categories_are_said),
        cmocka_unit_test(codes_are_put_into_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
