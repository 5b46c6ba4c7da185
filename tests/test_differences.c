/* SPDX-License-Identifier: MIT */
/* The differences of two codes: what is told, in which order, and that it agrees with the payees' fingerprints. */
#include <stdio.h>

#include "support/payees.h"
#include "support/vectors.h"

static document one, two;

/* "payee 29.01 29.01; amount - 54", in the order of the list. */
static const char *told(const emvqr_differences *list)
{
    static char text[4096];
    char a[EMVQR_PATH_TEXT], b[EMVQR_PATH_TEXT];
    size_t used = 0, i;

    text[0] = '\0';
    for (i = 0; i < list->count; i++) {
        const emvqr_difference *it = &list->items[i];
        emvqr_path_format(it->a, a);
        emvqr_path_format(it->b, b);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s %s %s", i == 0 ? "" : "; ",
                                 emvqr_aspect_name((emvqr_aspect)it->aspect), *a == '\0' ? "-" : a,
                                 *b == '\0' ? "-" : b);
    }
    return text;
}

static bool holds(const emvqr_differences *list, emvqr_path a, emvqr_path b, unsigned aspect)
{
    size_t i;

    for (i = 0; i < list->count; i++) {
        if (list->items[i].a == a && list->items[i].b == b && list->items[i].aspect == aspect) {
            return true;
        }
    }
    return false;
}

/* Compares both ways, with room and with less, and with the fingerprints; leaves the whole list in `list`. */
static void compare_both(emvqr_differences *list, emvqr_difference items[EMVQR_NODES_MAX])
{
    static emvqr_difference others[2u * EMVQR_NODES_MAX], few[3];
    emvqr_differences back, less;
    char a[EMVQR_PAYEE_TEXT], b[EMVQR_PAYEE_TEXT];
    size_t i;
    unsigned sum = 0;

    emvqr_differences_init(list, items, EMVQR_NODES_MAX);
    emvqr_differences_init(&back, others, COUNT(others));
    emvqr_differences_init(&less, few, COUNT(few));
    assert_int_equal(emvqr_compare(&one.doc, &two.doc, list), EMVQR_OK);
    assert_int_equal(emvqr_compare(&two.doc, &one.doc, &back), EMVQR_OK);
    assert_int_equal(emvqr_compare(&one.doc, &two.doc, &less), EMVQR_OK);
    assert_true(list->count == list->total && back.total == list->total && less.total == list->total);
    assert_int_equal(less.count, list->count < COUNT(few) ? list->count : COUNT(few));
    for (i = 0; i < list->count; i++) {
        assert_true(holds(&back, items[i].b, items[i].a, items[i].aspect));
        assert_true(i == 0 || items[i - 1u].aspect <= items[i].aspect);
        assert_true(items[i].a == 0 || emvqr_find(&one.doc, items[i].a) != NULL);
        assert_true(items[i].b == 0 || emvqr_find(&two.doc, items[i].b) != NULL);
        assert_true(i >= COUNT(few) || memcmp(&few[i].a, &items[i].a, sizeof few[i].a) == 0);
    }
    for (i = 0; i < EMVQR_ASPECT_COUNT; i++) {
        assert_true(list->aspects[i] == back.aspects[i] && list->aspects[i] == less.aspects[i]);
        sum += list->aspects[i];
    }
    assert_int_equal(sum, list->total);
    assert_int_equal(list->aspects[EMVQR_ASPECT_PAYEE] == 0, strcmp(print_of(&one, a), print_of(&two, b)) == 0);
}

static void differences_are_told(void **state)
{
    static const struct { const char *a, *b, *told; } rows[] = {
        { HEAD MOBILE TAIL, HEAD MOBILE TAIL, "" },
        { HEAD MOBILE TAIL, "00=01 58=TH " MOBILE "53=764 01=11 ", "" },
        { HEAD MOBILE TAIL, HEAD "29.01=0066812345678 29.00=a000000677010111 " TAIL, "" },
        { HEAD MOBILE TAIL, "00=01 01=12 " MOBILE TAIL "54=50.00 ", "amount - 54; terms 01 01" },
        { HEAD MOBILE TAIL "54=50 ", HEAD MOBILE TAIL "54=50.00 ", "amount 54 54" },
        { HEAD MOBILE TAIL, HEAD "29.00=A000000677010111 29.01=0066812345679 " TAIL, "payee 29.01 29.01" },
        { HEAD MOBILE TAIL, HEAD "29.00=A000000677010111 29.02=1234567890121 " TAIL, "payee 29.01 -; payee - 29.02" },
        { HEAD MOBILE TAIL, HEAD "40.00=A000000677010111 40.01=0066812345679 " TAIL, "payee 29.01 40.01" },
        { HEAD MOBILE TAIL, HEAD "40.00=A000000677010111 40.01=0066812345678 " TAIL, "" },
        { HEAD MOBILE TAIL, HEAD MOBILE "29.05=1234567890 " TAIL, "other - 29.05" },
        { HEAD MOBILE TAIL, HEAD BILL TAIL, "payee 29 -; payee - 30" },
        { HEAD MOBILE TAIL, HEAD MOBILE "30.00=x.y 30.01=z " TAIL, "payee - 30" },
        /* the new account is told, not one that was there */
        { HEAD MOBILE TAIL, HEAD "28.00=A000000677010111 28.01=0066812345679 " MOBILE TAIL, "payee - 28" },
        { HEAD BILL TAIL,
          HEAD "30.00=A000000677010112 30.01=099400016550100 30.02=SHOP1 30.03=INV2 " TAIL, "other 30.03 30.03" },
        { HEAD BILL TAIL, HEAD "30.00=A000000677010112 30.01=099400016550100 30.02=SHOP2 30.03=INV2 " TAIL,
          "payee 30.02 30.02; other 30.03 30.03" },
        { HEAD VIET,
          HEAD "38.00=A000000727 38.01.01=0011223345 38.01.00=970436 38.02=QRIBFTTA ", "payee 38.01.01 38.01.01" },
        { HEAD "02=4000 " TAIL, HEAD "02=4001 03=1 " TAIL, "payee 02 02; payee - 03" },
        { HEAD "30=bare " TAIL, HEAD "30.00=x.y 30.01=z " TAIL, "payee 30 -; payee - 30" },
        { HEAD "30.01=a 30.02=b " TAIL, HEAD "30.02=b 30.01=a " TAIL, "payee 30 30" },
        { HEAD "30.00=x@Y 30.01=b " TAIL, HEAD "30.00=X@y 30.01=c " TAIL, "payee 30.01 30.01" },
        { HEAD "30.00=x@y 30.01=b " TAIL, HEAD "30.00=x`y 30.01=b " TAIL, "payee 30 -; payee - 30" },
        { HEAD MOBILE TAIL "80.00=x.y 80.01=z ", HEAD MOBILE TAIL "80.00=com.alipay 80.01=z ",
          "payee - 80; other 80.00 -; other 80.01 -" },
        { HEAD MOBILE TAIL "59=A 60=B ", HEAD MOBILE TAIL "59=AB 60=B 61=1 64.00=th 64.01=x ",
          "shop 59 59; shop - 61; shop - 64.00; shop - 64.01" },
        { HEAD MOBILE TAIL, HEAD MOBILE TAIL "55=02 56=9.00 ", "terms - 55; terms - 56" },
        { HEAD MOBILE TAIL "62.05=A 62.07=T ", HEAD MOBILE TAIL "62.07=T 62.05=B ", "other 62.05 62.05" },
        { HEAD MOBILE TAIL "62=plain ", HEAD MOBILE TAIL "62.07=T ", "other 62 62; other - 62.07" },
        { HEAD MOBILE TAIL "62.05=A ", HEAD MOBILE TAIL, "other 62.05 -" },
        { HEAD MOBILE TAIL "59=\xE0\xB8\x81 62.05=\xE0\xB8\x81\xE0\xB8\x82 ",
          HEAD MOBILE TAIL "59=\xE0\xB8\x81 62.05=\xE0\xB8\x81\xE0\xB8\x82 %bytes ", "" },
        { HEAD MOBILE TAIL, HEAD MOBILE "53=840 58=US ", "amount 53 53; shop 58 58" },
        { HEAD MOBILE TAIL, "00=02 01=11 " MOBILE TAIL, "other 00 00" },
        { HEAD TAIL, HEAD TAIL, "" },
        { HEAD TAIL, HEAD MOBILE TAIL, "payee - 29" },
    };
    static emvqr_difference items[EMVQR_NODES_MAX];
    emvqr_differences list;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        read_objects(&one, rows[i].a);
        read_objects(&two, rows[i].b);
        compare_both(&list, items);
        assert_string_equal(told(&list), rows[i].told);
    }
}

static void graver_differences_keep_their_place(void **state)
{
    emvqr_difference items[2];
    emvqr_differences list;

    (void)state;
    read_objects(&one, HEAD MOBILE TAIL "59=A ");
    read_objects(&two, HEAD "29.00=A000000677010111 29.01=0066812345679 29.05=1234567890 " TAIL "54=1 59=B ");
    emvqr_differences_init(&list, items, 2);
    assert_int_equal(emvqr_compare(&one.doc, &two.doc, &list), EMVQR_OK);
    assert_string_equal(told(&list), "payee 29.01 29.01; amount - 54");
    assert_int_equal(list.total, 4);
    emvqr_differences_init(&list, items, 0);
    assert_int_equal(emvqr_compare(&one.doc, &two.doc, &list), EMVQR_OK);
    assert_true(list.count == 0 && list.total == 4 && list.aspects[EMVQR_ASPECT_PAYEE] == 1);
}

/* Only another payee is a finding, at the object in the document or at the place of what is absent. */
static void another_payee_is_a_finding(void **state)
{
    static const struct { const char *objects, *told; } rows[] = {
        { HEAD MOBILE TAIL, "" },
        { HEAD MOBILE TAIL "54=1 59=X ", "" },
        { HEAD "29.00=A000000677010111 29.01=0066812345679 " TAIL, "29.01@36 " },
        { HEAD "29.00=A000000677010111 29.02=0066812345678 " TAIL, "29.01@12 29.02@36 " },
        { HEAD MOBILE "30.00=x.y 30.01=z " TAIL, "30@53 " },
        { HEAD BILL TAIL, "29@0 30@12 " },
        { HEAD "29.00=A000000677010111 29.01=0066812345679 " TAIL "63=0000 ", "" },
    };
    static document expected;
    static const char mine[] = "00020101021129370016A0000006770101110113006681234567853037645802TH6304823E";
    emvqr_finding items[8];
    char text[128], path[EMVQR_PATH_TEXT];
    size_t i, j, used;

    (void)state;
    read_text(&expected, mine, sizeof mine - 1u, true);
    for (i = 0; i < COUNT(rows); i++) {
        read_objects(&one, rows[i].objects);
        emvqr_findings_init(&one.findings, items, COUNT(items), EMVQR_FIELD);
        emvqr_check_payee(&one.doc, &expected.doc, &one.findings);
        for (j = used = 0, text[0] = '\0'; j < one.findings.count; j++) {
            assert_true(items[j].code == EMVQR_CODE_PAYEE_DIFFERS && items[j].severity == EMVQR_ERROR);
            emvqr_path_format(items[j].path, path);
            used += (size_t)sprintf(text + used, "%s@%u ", path, (unsigned)items[j].offset);
        }
        assert_string_equal(text, rows[i].told);
    }
}

static void counters_stop_at_their_most(void **state)
{
    emvqr_differences list;
    unsigned i;

    (void)state;
    read_objects(&one, HEAD MOBILE TAIL "59=A ");
    read_objects(&two, HEAD MOBILE TAIL "61=1 62.01=1 62.02=1 62.03=1 62.04=1 62.05=1 62.06=1 62.07=1 62.08=1 ");
    emvqr_differences_init(&list, NULL, 0);
    for (i = 0; i < 7000; i++) {
        assert_int_equal(emvqr_compare(&one.doc, &two.doc, &list), EMVQR_OK);
    }
    assert_int_equal(list.total, UINT16_MAX);
    assert_true(list.aspects[EMVQR_ASPECT_SHOP] + list.aspects[EMVQR_ASPECT_OTHER] == UINT16_MAX);
}

static void aspects_have_names_and_weight(void **state)
{
    unsigned i;

    (void)state;
    for (i = 0; i < EMVQR_ASPECT_COUNT; i++) {
        emvqr_aspect aspect = (emvqr_aspect)i;
        assert_true(*emvqr_aspect_name(aspect) != '\0' && emvqr_aspect_severity(aspect) != EMVQR_NONE);
        assert_int_equal(emvqr_aspect_severity(aspect) == EMVQR_ERROR, aspect == EMVQR_ASPECT_PAYEE);
        assert_true(i == 0 || emvqr_aspect_severity(aspect) <= emvqr_aspect_severity((emvqr_aspect)(i - 1u)));
    }
    assert_string_equal(emvqr_aspect_name(EMVQR_ASPECT_COUNT), "");
    assert_int_equal(emvqr_aspect_severity(EMVQR_ASPECT_COUNT), EMVQR_NONE);
}

static void vectors_differ_as_their_fingerprints_do(void **state)
{
    static emvqr_difference items[EMVQR_NODES_MAX];
    emvqr_differences list;
    size_t i, j;

    (void)state;
    for (i = 0; i < VECTORS; i++) {
        read_text(&one, vectors[i].payload.ptr, vectors[i].payload.len, true);
        if (one.doc.fault != EMVQR_CODE_NONE) {
            continue;
        }
        for (j = i; j < VECTORS && j < i + 12u; j++) {
            read_text(&two, vectors[j].payload.ptr, vectors[j].payload.len, true);
            if (two.doc.fault == EMVQR_CODE_NONE) {
                compare_both(&list, items);
                assert_true(i != j || list.total == 0);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(differences_are_told),
        cmocka_unit_test(graver_differences_keep_their_place),
        cmocka_unit_test(another_payee_is_a_finding),
        cmocka_unit_test(counters_stop_at_their_most),
        cmocka_unit_test(aspects_have_names_and_weight),
        cmocka_unit_test(vectors_differ_as_their_fingerprints_do),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
