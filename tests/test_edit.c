/* SPDX-License-Identifier: MIT */
/* Editing: what is asked for is changed and every other byte stays; what is broken is not signed anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/payload.h"
#include "support/typed.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define HEAD "00=01 01=11 "
#define TAIL "53=764 58=TH "
#define MOBILE "29.00=A000000677010111 29.01=0066812345678 "
#define BILL "30.00=A000000677010112 30.01=099400016550100 30.02=REF1 "
#define CARD "00=01 01=11 02=4000123456789012 52=5251 53=840 58=US 59='ABC Hammers' 60='New York' "

#define A20 "ABCDEFGHIJKLMNOPQRST"
#define A25 A20 "UVWXY"
#define THAI_TEXT "\xE0\xB8\xA3\xE0\xB9\x89\xE0\xB8\xB2\xE0\xB8\x99"

typedef struct change {
    const char *objects, *keys, *result;
} change;

static void all_edited(const change *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        typed_edit(payload_build(rows[i].objects), rows[i].keys, false);
        typed_is_made(rows[i].keys, payload_build(rows[i].result));
    }
}

#define K_SHOP "00=01 01=11 04=555544443333111 15=1234567800520446ABC123456789012 " BILL \
    "31.00=A000000677010113 31.01=004 31.02=REF1 51.00=A0000000041010 51.01=416971 52=5812 53=764 58=TH " \
    "59='SOME SHOP' 60=CITY 62.05=1234567890 62.07=T1 "

static void an_edit_changes_what_it_is_asked_to(void **state)
{
    static const change rows[] = {
        { HEAD MOBILE TAIL, "amount=50", HEAD MOBILE "53=764 54=50.00 58=TH" },
        { HEAD MOBILE TAIL, "amount=50|initiation=dynamic", "00=01 01=12 " MOBILE "53=764 54=50.00 58=TH" },
        { HEAD MOBILE "53=764 54=9 58=TH", "amount=50", HEAD MOBILE "53=764 54=50.00 58=TH" },
        { HEAD MOBILE "53=764 54=9 58=TH", "-54", HEAD MOBILE TAIL },
        { HEAD MOBILE "53=764 54=9 58=TH", "54=50", HEAD MOBILE "53=764 54=50 58=TH" },
        { "00=01 " MOBILE TAIL, "initiation=static", "00=01 01=11 " MOBILE TAIL },
        { HEAD "58=TH 53=764 " MOBILE, "amount=50", HEAD "58=TH 53=764 " MOBILE "54=50.00" },
        { HEAD MOBILE TAIL, "mobile=0898765432", HEAD MOBILE "29.01=0066898765432 " TAIL },
        { HEAD MOBILE TAIL, "name=NEW", HEAD MOBILE TAIL "59=NEW" },
        { HEAD MOBILE TAIL, "name_local=" THAI_TEXT, HEAD MOBILE TAIL "64.00=th 64.01=" THAI_TEXT },
        { HEAD MOBILE TAIL "64.00=en 64.01=A", "name_local=B", HEAD MOBILE TAIL "64.00=en 64.01=B" },
        { HEAD BILL TAIL "62.05=X", "terminal=T2", HEAD BILL TAIL "62.05=X 62.07=T2" },
        { HEAD BILL TAIL "62.05=X", "-62.05", HEAD BILL TAIL },
        { HEAD BILL TAIL "62.05=X 62.07=Y", "-62.05", HEAD BILL TAIL "62.07=Y" },
        { HEAD BILL TAIL "62.05=X 62.07=Y", "-62", HEAD BILL TAIL },
        { HEAD BILL TAIL, "-62.05|-55", HEAD BILL TAIL },
        { HEAD BILL TAIL, "ref1=NEW|ref2=R2|ref3=R3", HEAD BILL "30.02=NEW 30.03=R2 " TAIL "62.07=R3" },
        { K_SHOP, "amount=75|initiation=dynamic",
          K_SHOP "-58 -59 -60 -62 01=12 54=75.00 58=TH 59='SOME SHOP' 60=CITY "
          "62.05=1234567890 62.07=T1" },
        { K_SHOP, "acquirer_id=014", K_SHOP "31.01=014" },
        { K_SHOP, "ref1=A|31.02=A", K_SHOP "30.02=A 31.02=A" },
        { HEAD MOBILE BILL TAIL, "ref1=NEW", HEAD MOBILE BILL "30.02=NEW " TAIL },
        { HEAD BILL "31.00=A000000677010113 31.01=004 " MOBILE TAIL, "mobile=0898765432",
          HEAD BILL "31.00=A000000677010113 31.01=004 " MOBILE "29.01=0066898765432 " TAIL },
        { CARD, "tip=5%", CARD "-58 -59 -60 55=03 57=5 58=US 59='ABC Hammers' 60='New York'" },
        { CARD "55=03 57=5", "tip=2.50", CARD "55=02 56=2.50" },
        { CARD "55=02 56=1", "tip=none", CARD },
        { CARD "55=02 56=1", "tip=prompt", CARD "55=01" },
        { CARD, "02=4111", CARD "02=4111" },
        { CARD, "account=4111", CARD "02=4111" },
        /* the case of what stands there, and what is not understood, are left alone */
        { HEAD "29.00=a000000677010111 29.01=0066812345678 " TAIL "82=0123", "amount=1",
          HEAD "29.00=a000000677010111 29.01=0066812345678 53=764 54=1.00 58=TH 82=0123" },
        { HEAD MOBILE TAIL "59=" A25 "TOOLONG 63=lower", "amount=1",
          HEAD MOBILE "53=764 54=1.00 58=TH 59=" A25 "TOOLONG" },
        { HEAD MOBILE TAIL "64.00=th 64.01=" THAI_TEXT " %bytes", "amount=1",
          HEAD MOBILE "53=764 54=1.00 58=TH 64.00=th 64.01=" THAI_TEXT " %bytes" },
        { HEAD MOBILE TAIL "^' ' $'\r\n'", "amount=1", HEAD MOBILE "53=764 54=1.00 58=TH" },
    };

    (void)state;
    all_edited(rows, COUNT(rows));
}

static void no_edit_changes_nothing(void **state)
{
    static const char *const rows[] = {
        HEAD MOBILE TAIL, K_SHOP, CARD, HEAD MOBILE TAIL "63=lower",
        "00=01 58=TH " MOBILE "53=764 01=11 62.05= 82=xx",
        HEAD MOBILE TAIL "64.00=th 64.01=" THAI_TEXT " %bytes", "00=02 26.00=com.example 26.!0",
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        const char *text = payload_build(rows[i]);
        typed_edit(text, "", false);
        typed_is_made(rows[i], text);
    }
}

static void edits_that_are_refused(void **state)
{
    static const change rows[] = {
        { HEAD MOBILE TAIL, "00=02", "00" }, { HEAD MOBILE TAIL, "63=ABCD", "63" }, { HEAD MOBILE TAIL, "-00", "00" },
        { HEAD MOBILE TAIL, "-63", "63" }, { HEAD MOBILE TAIL, "type=bill", "keeps its type" },
        { HEAD MOBILE TAIL, "ref1=A", "another type" }, { HEAD BILL TAIL, "mobile=0812345678", "another type" },
        { HEAD BILL TAIL, "local_amount=100", "another type" }, { HEAD BILL TAIL, "message=Hi", "another type" },
        { HEAD BILL TAIL, "tax_id=0994000165501", "another type" },
        { HEAD MOBILE TAIL, "-53", "required" }, { HEAD MOBILE TAIL, "-58", "required" },
        { HEAD MOBILE TAIL, "-29", "nobody can be paid" }, { HEAD MOBILE TAIL, "-29.01", "nobody can be paid" },
        { HEAD MOBILE TAIL, "-29.00", "" },
        { HEAD MOBILE TAIL, "29.02=1101700230708", "contradict" },
        { HEAD MOBILE TAIL, "currency=USD", "764" }, { HEAD MOBILE TAIL, "country=US", "TH" },
        { HEAD MOBILE TAIL, "amount=1,5", "no commas" }, { HEAD MOBILE TAIL, "54=0", "zero" },
        { HEAD MOBILE TAIL, "tip=5%", "must not be used" }, { HEAD MOBILE TAIL, "name=" A25 "Z", "26 characters" },
        { HEAD MOBILE TAIL, "02.00=x", "nothing stands inside" },
        { HEAD MOBILE TAIL, "53.01=x", "nothing stands inside" },
        { HEAD MOBILE TAIL, "29.01.00=x", "no template" },
        { HEAD MOBILE TAIL, "32.00=A000000677010111|32.01=0066812345679", "identifier stands under" },
        { CARD, "mobile=0812345678", "no such key" }, { CARD, "-02", "nobody can be paid" },
        { CARD, "-59", "required" },
        /* what is broken elsewhere stays so, unless it is an error in the field too */
        { HEAD MOBILE "29.02=1101700230708 " TAIL, "amount=1", "contradict" },
        { HEAD MOBILE "53=840 58=TH", "name=A", "764" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        typed_edit(payload_build(rows[i].objects), rows[i].keys, false);
        typed_is_refused(rows[i].keys, rows[i].result);
    }
}

static void what_force_passes_in_an_edit(void **state)
{
    static const change passed[] = {
        { HEAD MOBILE "53=840 58=TH", "name=A", HEAD MOBILE "53=840 58=TH 59=A" },
        { HEAD MOBILE TAIL, "name=" A25 "Z", HEAD MOBILE TAIL "59=" A25 "Z" },
    };
    static const change refused[] = {
        { HEAD MOBILE TAIL, "54=1,5", "" },
        { HEAD MOBILE TAIL, "53=840", "" },
        { HEAD MOBILE TAIL "62.05=A +62.05=B", "amount=1", "twice" },
        { HEAD MOBILE TAIL "+58=TH", "amount=1", "twice" },
        { HEAD MOBILE "29.!5 " TAIL, "amount=1", "" },
        { HEAD MOBILE TAIL "63=* !x", "amount=1", "" },
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(passed); i++) {
        typed_edit(payload_build(passed[i].objects), passed[i].keys, false);
        typed_is_refused(passed[i].keys, "");
        typed_edit(payload_build(passed[i].objects), passed[i].keys, true);
        typed_is_made(passed[i].keys, payload_build(passed[i].result));
    }
    for (i = 0; i < COUNT(refused); i++) {
        typed_edit(payload_build(refused[i].objects), refused[i].keys, true);
        typed_is_refused(refused[i].keys, refused[i].result);
    }
}

/* More findings than are kept must not let an error slip out. */
static void many_findings_hide_no_error(void **state)
{
    char objects[4096] = "00=01 01=11 ";
    int id;

    (void)state;
    strcat(objects, MOBILE "52=0000 " TAIL "59=A 60=B 61=C ");
    for (id = 1; id < 20; id++) {
        sprintf(objects + strlen(objects), "26.00=a 26.%02d= 27.00=a 27.%02d= 28.00=a 28.%02d= ", id, id, id);
    }
    typed_edit(payload_build(objects), "name=B", false);
    assert_int_equal(typed_result.status, EMVQR_OK); /* 57 warnings that were there before */
    typed_edit(payload_build(objects), "61=12345678901", false);
    typed_is_refused("61=12345678901", "characters");
    for (id = 1; id < 20; id++) {
        sprintf(objects + strlen(objects), "40.00=a 40.%02d= ", id);
    }
    typed_edit(payload_build(objects), "61=12345678901", false);
    typed_is_refused("61=12345678901", "too many findings");
    typed_edit(payload_build(objects), "62.05=" A25 "Z", false);
    typed_is_refused("62.05", "too many findings");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_edit_changes_what_it_is_asked_to),
        cmocka_unit_test(no_edit_changes_nothing),
        cmocka_unit_test(edits_that_are_refused),
        cmocka_unit_test(what_force_passes_in_an_edit),
        cmocka_unit_test(many_findings_hide_no_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
