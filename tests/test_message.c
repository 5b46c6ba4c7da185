/* SPDX-License-Identifier: MIT */
/* Findings in words: the numbers in them, hints at what happened to a payload, and never a byte of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/make.h>

#include "support/judged.h"
#include "support/payload.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#define HEAD "00=01 01=11 "
#define TAIL "53=764 58=TH "
#define MOBILE "29.00=A000000677010111 29.01=0066812345678 "
#define BILL "30.00=A000000677010112 30.01=099400016550100 30.02=REF1 "

static judged it;

static void messages_with_their_numbers(void **state)
{
    static const struct { const char *objects, *message; } rows[] = {
        { HEAD MOBILE TAIL "59=ABCDEFGHIJKLMNOPQRSTUVWXYZABCDE ",
          "Merchant name: 31 characters where at most 25 are allowed" },
        { HEAD MOBILE TAIL "52=581 ", "Merchant category code: 3 characters where exactly 4 are allowed" },
        { HEAD MOBILE TAIL "52=5 ", "Merchant category code: 1 character where exactly 4 are allowed" },
        { HEAD MOBILE TAIL "52=58AB ", "Merchant category code: only the digits 0 to 9 are allowed" },
        { HEAD MOBILE "29.01=006681234567 " TAIL, "Mobile number: 12 characters where exactly 13 are allowed" },
        { HEAD MOBILE "29.01=006681234567X " TAIL, "Mobile number: only the digits 0 to 9 are allowed" },
        { HEAD BILL "30.01=099400016550 " TAIL, "Biller ID: 12 characters where at least 13 are allowed" },
        { HEAD BILL "30.01=0994000165501 " TAIL,
          "Biller ID: the value is shorter or longer than this object allows" },
        { HEAD MOBILE "53=840 58=TH ",
          "Transaction currency: the currency or country is not the network's: it is 764" },
        { HEAD MOBILE "53=764 58=US ", "Country code: the currency or country is not the network's: it is TH" },
        { HEAD MOBILE TAIL "01=13 ",
          "Point of initiation method: the value is none of those that are defined for this object: one of 11 12" },
        { HEAD MOBILE TAIL "00=02 ",
          "Payload format indicator: the value is none of those that are defined for this object: it is 01" },
        { HEAD "29.00=A000000677010111 " TAIL,
          "PromptPay (Thai QR Payment): none of the objects 01 to 04 is there, so nobody can be paid" },
        { HEAD TAIL "52=0000 59=A 60=B ", "none of the objects 02 to 51 is there, so nobody can be paid" },
        { HEAD MOBILE "58=TH ", "Transaction currency: an object that is required here is absent" },
        { HEAD "29.00=A000000677010114 29.01=0066812345678 " TAIL,
          "One-time authorization: an object that is required here is absent" },
        { HEAD MOBILE TAIL "63=0000 ",
          "CRC: the CRC does not fit the payload: it was damaged or changed after it was signed" },
    };
    char text[256];
    size_t i, len;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        judged_read_objects(&it, rows[i].objects);
        if (it.findings.total != 1) {
            fail_msg("%s: %u findings", rows[i].objects, (unsigned)it.findings.total);
        }
        len = emvqr_finding_message(&it.doc, &it.items[0], text, sizeof text);
        assert_string_equal(text, rows[i].message);
        assert_int_equal(len, strlen(text));
    }
}

/* A blank that became a plus sign, and folded letters, are told; nothing is repaired. */
static void hints_at_changed_payloads(void **state)
{
    static const struct { char from, to; const char *hint; } rows[] = {
        { ' ', '+', "; it would fit with blanks for the plus signs, which web forms put in their place" },
        { 'A', 'a', "; all letters are in lower case, as some software makes them" },
        { 'A', 'B', "" },
        { 'L', 'K', "" },
    };
    char payload[256], text[256];
    size_t i, j;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        strcpy(payload, payload_build(HEAD MOBILE TAIL "59='AN APPLE'"));
        for (j = 0; j + 4 < strlen(payload); j++) {
            bool letter = rows[i].to == 'a' && payload[j] >= 'A' && payload[j] <= 'Z';
            if (letter) {
                payload[j] = (char)(payload[j] | 0x20);
            } else if (payload[j] == rows[i].from && j > 60) {
                payload[j] = rows[i].to;
            }
        }
        judged_read(&it, payload, strlen(payload), EMVQR_FIELD);
        for (j = 0; j < it.findings.count && it.items[j].code != EMVQR_CODE_CRC_MISMATCH; j++) {
        }
        assert_true(j < it.findings.count);
        emvqr_finding_message(&it.doc, &it.items[j], text, sizeof text);
        assert_string_equal(strchr(text, ';') == NULL ? "" : strchr(text, ';'), rows[i].hint);
    }
}

/* A payload that comes out of an address, %20 for each blank: its first finding tells, when it was right before. */
static void a_hint_at_escaped_payloads(void **state)
{
    static const struct { const char *name, *escape, *hint; } rows[] = {
        { "AN APPLE", "%20", "; it would fit with the characters for which %20 and the like stand, as in a web address" },
        { "AN+APPLE", "%2B", "; it would fit with the characters for which %20 and the like stand, as in a web address" },
        { "AN+APPLE", "%2b", "; it would fit with the characters for which %20 and the like stand, as in a web address" },
        { "AN APPLE", "%2B", "" },
        { "AN APPLE", "%2G", "" },
        { "AN APPLE", "%", "" },
    };
    char payload[256], escaped[256], object[32], text[256];
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        char *at;
        sprintf(object, "59='%s'", rows[i].name);
        strcpy(payload, payload_build(strcat(strcpy(escaped, HEAD MOBILE TAIL), object)));
        at = strstr(payload, "AN") + 2;
        sprintf(escaped, "%.*s%s%s", (int)(at - payload), payload, rows[i].escape, at + 1);
        judged_read(&it, escaped, strlen(escaped), EMVQR_FIELD);
        assert_true(it.findings.errors != 0 && it.findings.count != 0);
        assert_int_equal(it.items[0].severity, EMVQR_ERROR);
        emvqr_finding_message(&it.doc, &it.items[0], text, sizeof text);
        assert_string_equal(strchr(text, ';') == NULL ? "" : strchr(text, ';'), rows[i].hint);
    }
}

static bool holds(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

/* Whatever stands in a payload stays there: messages go to terminals and logs. */
static void messages_never_quote_the_payload(void **state)
{
    static const char *const rows[] = {
        HEAD MOBILE TAIL "59=#EVIL#\x1b[2J#\xE2\x80\xAE ", HEAD MOBILE TAIL "52=#EVIL# ",
        HEAD MOBILE TAIL "54=#EVIL# ",
        HEAD "29.00=A000000677010111 29.01=#EVIL# " TAIL, HEAD MOBILE "53=#EVIL# 58=#EVIL# ", HEAD "29.00=#EVIL# ",
        HEAD MOBILE TAIL "62=#EVIL# 64=#EVIL# 65=#EVIL# 80=#EVIL# 81=#EVIL# 82=#EVIL# 99.00=#EVIL# ",
        HEAD MOBILE TAIL "62.09=#EVIL# 62.11=#EVIL# 62.00=#EVIL# 64.00=#EVIL# 55=#EVIL# 56=#EVIL# 57=#EVIL# 63=#EVIL# ",
        HEAD MOBILE TAIL "63=* !#EVIL#", HEAD MOBILE TAIL "63=none !#EVIL#", HEAD MOBILE "29.!#EVIL# " TAIL,
        HEAD "02=#EVIL# 15=#EVIL# 16=#EVIL#\xFF %bytes", "00=#EVIL# 01=#EVIL#", "+00=01 +00=#EVIL#",
        "00=01 63=none !0506#EVIL#",
    };
    size_t i, j, cap;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        judged_read_objects(&it, rows[i]);
        assert_true(it.findings.count > 0);
        for (j = 0; j < it.findings.count; j++) {
            char whole[512];
            size_t len = emvqr_finding_message(&it.doc, &it.items[j], whole, sizeof whole);
            assert_true(len > 10 && len == strlen(whole));
            assert_false(holds(whole, "EVIL") || holds(whole, "#") || holds(whole, "\x1b") || holds(whole, "\n"));
            for (cap = 0; cap <= len + 1; cap++) { /* a block of exactly that size: nothing is written behind it */
                char *text = malloc(cap == 0 ? 1 : cap);
                assert_non_null(text);
                text[0] = '?';
                assert_int_equal(emvqr_finding_message(&it.doc, &it.items[j], text, cap), cap == 0 ? 0 : cap - 1);
                assert_true(cap == 0 ? text[0] == '?' : strncmp(text, whole, cap - 1) == 0 && text[cap - 1] == '\0');
                free(text);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_with_their_numbers),
        cmocka_unit_test(hints_at_changed_payloads),
        cmocka_unit_test(a_hint_at_escaped_payloads),
        cmocka_unit_test(messages_never_quote_the_payload),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
