/* SPDX-License-Identifier: MIT */
/* EMVCo's rules: each is broken once and nearly broken once, and nothing but what the rule says is found. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/judged.h"
#include "support/payload.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

/* A card's code in dollars, and one of a network that nobody knows, in euros. */
#define CARD "00=01 01=11 02=4000123456789012 52=5251 53=840 58=US 59='ABC Hammers' 60='New York' "
#define NOBODY "00=01 01=11 26.00=com.example.pay 26.01=1234 52=5251 53=978 58=DE 59='ABC Hammer' 60=Bonn "
#define THAI "00=01 01=11 29.00=A000000677010111 29.01=0066812345678 53=764 58=TH "

#define TEN "ABCDEFGHIJ"
#define A15 TEN "KLMNO"
#define A20 TEN TEN
#define A25 A20 "UVWXY"
#define A50 A25 A25
#define A99 A50 A25 A20 "WXYZ"
#define THAI_TEXT "\xE0\xB8\xA3\xE0\xB9\x89\xE0\xB8\xB2\xE0\xB8\x99" /* four characters */

typedef struct row {
    const char *objects, *findings;
} row;

static void judge_all(const row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        judged_as(rows[i].objects, rows[i].findings);
    }
}

#define TABLE(name, ...) \
    static void name(void **state) \
    { \
        static const row rows[] = { __VA_ARGS__ }; \
        (void)state; \
        judge_all(rows, COUNT(rows)); \
    }

/* ---- structure ---- */

TABLE(whole_payloads,
    { CARD, "" },
    { NOBODY, "" },
    { THAI, "" },
    { CARD "01=12 54=10", "" },
    { "00=01 53=840 60=Bonn 59=A 58=US 52=0000 02=1", "" },
    { CARD "61=10115 62.01=B1 62.02=+4912345 62.03=S 62.04=*** 62.05=R 62.06=C 62.07=T 62.08=P 62.09=AME 62.10=DE1 "
      "62.11=123 ", "" },
    { NOBODY "26.02='x\xC3\xA4' 80.00=com.example 80.01=1 99.00=0123456789abcdef0123456789abcdef "
      "62.50.00=a 62.50.01=b", "" })

TABLE(crc_is_judged,
    { CARD "63=0000", "crc-mismatch:63:EE" },
    { CARD "63=lower", "crc-lower-case:63:EW" },
    { CARD "63=none", "crc-missing:63:EE@0" },
    { CARD "63=", "crc-mismatch:63:EE" },
    { CARD "63=12", "crc-mismatch:63:EE" },
    { CARD "63=123G", "crc-mismatch:63:EE" },
    { CARD "63=00000", "crc-mismatch:63:EE" })

TABLE(nothing_follows_the_crc,
    { CARD "63=* !6304ABCD", "trailing-data:EE@end-8" },
    { CARD "63=* !x", "trailing-data:EE@end-1" },
    { CARD "63=* 64.00=en 64.01=Name", "trailing-data:EE@end-18" },
    { "00=01 01=11 63=* 02=4000123456789012 52=5251 53=840 58=US 59='ABC Hammers' 60=NY",
      "missing-object:EE@0 missing-object:52:EW@0 missing-object:53:EW@0 missing-object:58:EW@0 missing-object:59:EW@0 "
      "missing-object:60:EW@0 trailing-data:EE@20" })

TABLE(nothing_stands_twice,
    { CARD "+54=1 +54=2", "initiation-amount:01:II duplicate-object:54:EE" },
    { CARD "+54=1 +54=1", "initiation-amount:01:II duplicate-object:54:EE" },
    { CARD "+58=US", "duplicate-object:58:EE" },
    { CARD "+00=01", "duplicate-object:00:EE" },
    { CARD "+02=4000123456789013", "duplicate-object:02:EE" },
    { CARD "62.01=A +62.01=B", "duplicate-object:62.01:EE" },
    { CARD "64.00=en 64.01=A +64.01=B", "duplicate-object:64.01:EE" },
    { THAI "-29 29.00=A000000677010111 29.01=0066812345678 +29.01=0066812345679",
      "duplicate-object:29.01:EE conflict:29.01:EE" },
    { CARD "62.01=A | +62.01=A", "duplicate-object:62:EE" },
    { CARD "62.50.00=a 62.51.00=a 62.50.01=b 80.00=b 81.00=b", "" })

TABLE(blanks_lie_outside,
    { CARD "^' '", "surrounding-space:EW@0" },
    { CARD "$'\r\n'", "surrounding-space:EW@0" },
    { CARD "^'\t \xEF\xBB\xBF' $'\n\n '", "surrounding-space:EW@0" },
    { CARD "^\xEF\xBB\xBF 63=lower", "surrounding-space:EW@0 crc-lower-case:63:EW" })

static void a_no_break_space_is_no_blank(void **state)
{
    const char *text = payload_build(CARD "^\xC2\xA0");

    (void)state;
    judged_text_as(text, strlen(text), "not-emv:EE@0");
}

TABLE(lengths_count_characters,
    { CARD "64.00=th 64.01=" THAI_TEXT, "" },
    { CARD "64.00=th 64.01=" THAI_TEXT " %bytes", "length-unit:EW@0" },
    { CARD "64.00=en 64.01=\xF0\x9F\x8D\x9C", "" },
    { CARD "64.00=en 64.01=\xF0\x9F\x8D\x9C %utf16", "length-unit:EW@0" },
    { CARD "64.00=en 64.01=\xC3\xA4 %utf16", "" })

static void two_readings_are_an_error(void **state)
{
    static const char utf16[] = "00020101021129370016A0000006770101110113006681234567853037645802TH5916"
                                "\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C"
                                "\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C" "54049.996304EAEF";
    static const char bytes[] = "00020101021129370016A0000006770101110113006681234567853037645802TH5912"
                                "\xE0\xB8\x81\xE0\xB8\x81\xE0\xB8\x81\xE0\xB8\x81" "5404111163042292";

    (void)state;
    judged_text_as(utf16, sizeof utf16 - 1, "ambiguous-length-unit:EE value-charset:59:EW@66");
    judged_text_as(bytes, sizeof bytes - 1, "ambiguous-length-unit:EE value-charset:59:EW@66");
}

/* Whole payloads that a shop's software has folded or quoted: never repaired. */
static void a_changed_case_is_a_wrong_crc(void **state)
{
    char text[256];
    size_t i;
    const char *good = payload_build(CARD);

    (void)state;
    strcpy(text, good);
    for (i = 0; text[i] != '\0'; i++) {
        if (text[i] >= 'A' && text[i] <= 'Z') {
            text[i] = (char)(text[i] + 32);
        }
    }
    judged_text_as(text, strlen(text), "value:58:EW@47 crc-mismatch:63:EE@80");
    strcpy(text, good);
    *strchr(text, ' ') = '+';
    judged_text_as(text, strlen(text), "crc-mismatch:63:EE@80");
}

TABLE(broken_roots,
    { CARD "63=none !5", "truncated:EE@end-1" },
    { CARD "63=none !620", "truncated:62:EE@end-3" },
    { CARD "63=none !62x1A", "bad-length:62:EE@end-5" },
    { CARD "63=none !x104ABCD", "bad-id:EE@end-8" },
    { CARD "63=none !6205ABCD", "truncated:62:EE@end-8" },
    { CARD "63=none !6304ABC", "truncated:63:EE@end-7" },
    /* What was read before is still judged, and nothing is missed that may stand behind. */
    { "00=03 01=13 63=none !6304ABC", "value:00:EE value:01:EW truncated:63:EE@12" },
    { "00=01 01=11 29.00=A000000677010111 63=none !6304ABC", "missing-object:29:EE truncated:63:EE@36" })

static void texts_that_are_no_payload(void **state)
{
    static const struct { const char *text, *findings; } rows[] = {
        { "", "not-emv:EE" },
        { "   ", "not-emv:EE@3" },
        { "hello", "not-emv:EE" },
        { "https://example.com/", "not-emv:EE" },
        { "01021263046D35", "not-emv:EE" },
        { "000", "not-emv:EE" },
        { "0002", "truncated:00:EE" },
        { "000201", "crc-missing:63:EE missing-object:EE missing-object:52:EW missing-object:53:EW "
                    "missing-object:58:EW missing-object:59:EW missing-object:60:EW" },
    };
    char text[3000];
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        judged_text_as(rows[i].text, strlen(rows[i].text), rows[i].findings);
    }
    memset(text, '0', sizeof text);
    judged_text_as(text, 2954, "too-long:EE");
}

static void long_payloads(void **state)
{
    char objects[2048] = CARD, more[160];
    int id;

    (void)state;
    for (id = 91; id <= 94; id++) { /* 88 characters without, 103 more with each */
        sprintf(more, "%d.00=a %d.01=%s ", id, id, A50 A20 TEN TEN);
        strcat(objects, more);
    }
    strcat(objects, "03=ABCDEFGHI");
    judged_as(objects, "over-512:WW@0");
    objects[strlen(objects) - 1] = '\0';
    judged_as(objects, "");
}

/* ---- the objects of the root ---- */

TABLE(format_indicator,
    { CARD "00=02", "value:00:EW" },
    { CARD "00=00", "value:00:EW" },
    { CARD "00=03", "value:00:EE" },
    { CARD "00=1x", "value:00:EE" },
    { CARD "00=001", "value:00:EE" },
    { CARD "-00", "missing-object:00:EE" },
    { "01=11 00=01 02=4000123456789012 52=5251 53=840 58=US 59=A 60=B", "order:00:EW" })

TABLE(initiation,
    { CARD "01=13", "value:01:EW" },
    { CARD "01=1", "value:01:EW" },
    { CARD "01=", "zero-length:01:EW" },
    { CARD "-01", "" },
    { CARD "54=10.00", "initiation-amount:01:II" },
    { CARD "54=0", "zero-amount:54:EW" },
    { CARD "01=12", "initiation-amount:01:II" },
    { CARD "01=12 54=1", "" },
    { CARD "-01 54=1", "" })

TABLE(accounts,
    { CARD "-02", "missing-object:EE@0" },
    { CARD "-02 80.00=com.example", "missing-object:EE@0" },
    { CARD "02=", "zero-length:02:EE" },
    { CARD "-02 17=x", "" },
    { CARD "-02 17=", "zero-length:17:EW" },
    { CARD "02=" A99, "" },
    { NOBODY "-26 26=1234567", "not-a-template:26:EW" },
    { NOBODY "-26 26.01=1234", "missing-object:26.00:EW" },
    { NOBODY "26.00=", "zero-length:26.00:EW" },
    { NOBODY "26.01=", "zero-length:26.01:EW" },
    { NOBODY "26.00=" A25 "ABCDEFG", "" },
    { NOBODY "26.00=" A25 "ABCDEFGH", "value-length:26.00:EW" },
    { NOBODY "26.00=com.\xC3\xA4", "value-charset:26.00:EW" },
    { NOBODY "-26 26.01=1234 26.00=com.example", "" },
    { NOBODY "26.!99", "not-a-template:26:EW" },
    { NOBODY "-26 26=", "zero-length:26:EW" },
    { NOBODY "27=12345", "not-a-template:27:EW" })

TABLE(category,
    { CARD "-52", "missing-object:52:EW" },
    { CARD "52=", "zero-length:52:EW" },
    { CARD "52=581", "value:52:EW" },
    { CARD "52=58123", "value:52:EW" },
    { CARD "52=58A2", "value:52:EW" },
    { CARD "52=0000", "" })

TABLE(currency,
    { CARD "-53", "missing-object:53:EW" },
    { CARD "-53 54=1 01=12", "missing-object:53:EE" },
    { THAI "-53", "missing-object:53:EW" },
    { THAI "-53 54=1 01=12", "missing-object:53:EW" },
    { CARD "53=", "zero-length:53:EE" },
    { CARD "53=36", "value:53:EE" },
    { CARD "53=USD", "value:53:EE" },
    { CARD "53=8400", "value:53:EE" },
    { CARD "53=84\xC2\xB2", "value:53:EE" },
    { CARD "53=036", "" },
    { CARD "53=999", "" })

#define SUM(amount) CARD "01=12 54=" amount

TABLE(amounts,
    { SUM("-1"), "bad-amount:54:EE" }, { SUM("+1"), "bad-amount:54:EE" }, { SUM("1,50"), "bad-amount:54:EE" },
    { SUM("'1 50'"), "bad-amount:54:EE" }, { SUM("' 1'"), "bad-amount:54:EE" }, { SUM("'1 '"), "bad-amount:54:EE" },
    { SUM("1e3"), "bad-amount:54:EE" }, { SUM("\xE0\xB9\x91"), "bad-amount:54:EE" },
    { SUM("\xEF\xBC\x91"), "bad-amount:54:EE" }, { SUM("1.5.0"), "bad-amount:54:EE" },
    { SUM("."), "bad-amount:54:EE" }, { SUM(".5"), "bad-amount:54:EE" }, { SUM(""), "bad-amount:54:EE" },
    { SUM("0x10"), "bad-amount:54:EE" }, { SUM("1\x7F"), "bad-amount:54:EE" },
    { SUM("12345678901.00"), "bad-amount:54:EE" }, { SUM("1234567890.00"), "" }, { SUM("9999999999999"), "" },
    { SUM("0"), "zero-amount:54:EW" }, { SUM("0.00"), "zero-amount:54:EW" }, { SUM("000"), "zero-amount:54:EW" },
    { SUM("0."), "zero-amount:54:EW" }, { SUM("0.01"), "" },
    { SUM("0040"), "" }, { SUM("98."), "" }, { SUM("0.7"), "" }, { SUM("98"), "" },
    { SUM("1.005"), "bad-amount:54:EE" }, { SUM("1.000"), "bad-amount:54:EE" },
    { SUM("1.0000"), "amount-decimals:54:EW" },
    { SUM("1.00000"), "bad-amount:54:EE" }, { SUM("1.0001"), "bad-amount:54:EE" },
    { SUM("10000.0") " 53=704", "amount-decimals:54:EW" }, { SUM("10000.00") " 53=704", "amount-decimals:54:EW" },
    { SUM("10.000") " 53=704", "bad-amount:54:EE" }, { SUM("10000.5") " 53=704", "bad-amount:54:EE" },
    { SUM("10000.") " 53=704", "" }, { SUM("10000.000") " 53=392", "bad-amount:54:EE" },
    { SUM("10.000") " 53=360", "bad-amount:54:EE" }, { SUM("10000.00") " 53=360", "" },
    { SUM("1.234") " 53=414", "" }, { SUM("1.000") " 53=048", "" }, { SUM("1.2345") " 53=414", "bad-amount:54:EE" },
    { SUM("1.2340") " 53=414", "amount-decimals:54:EW" },
    { SUM("1.234") " 53=84", "value:53:EE" })

TABLE(tips,
    { CARD "55=01", "" },
    { CARD "55=02 56=2.50", "" },
    { CARD "55=03 57=5", "" }, { CARD "55=03 57=0.7", "" }, { CARD "55=03 57=00.01", "" },
    { CARD "55=03 57=99.99", "" },
    { CARD "55=01 56=1", "conflict:55:EE" },
    { CARD "55=01 57=1", "conflict:55:EE" },
    { CARD "55=02", "conflict:55:EE" },
    { CARD "55=03", "conflict:55:EE" },
    { CARD "55=02 57=5", "conflict:55:EE" },
    { CARD "55=03 56=5", "conflict:55:EE" },
    { CARD "55=02 56=1 57=5", "conflict:55:EE" },
    { CARD "56=1", "conflict:56:EE" },
    { CARD "57=1", "conflict:57:EE" },
    { CARD "55=02 56=0", "conflict:56:EE" },
    { CARD "55=02 56=0.00", "conflict:56:EE" },
    { CARD "55=02 56=1,5", "bad-amount:56:EE" },
    { CARD "55=02 56=", "bad-amount:56:EE" },
    { CARD "55=02 56=1.000", "bad-amount:56:EE" },
    { CARD "55=02 56=1.0000", "amount-decimals:56:EW" },
    { CARD "55=03 57=0", "conflict:57:EE" }, { CARD "55=03 57=00.00", "conflict:57:EE" },
    { CARD "55=03 57=100", "conflict:57:EE" }, { CARD "55=03 57=000.1", "" },
    { CARD "55=03 57=0000.1", "conflict:57:EE" },
    { CARD "55=03 57=5%", "bad-amount:57:EE" }, { CARD "55=03 57=", "bad-amount:57:EE" },
    { CARD "55=04", "value:55:EW" }, { CARD "55=1", "value:55:EW" }, { CARD "55=", "zero-length:55:EW" },
    { CARD "55=04 56=1", "conflict:55:EE" }, { CARD "55=2 56=1", "conflict:55:EE" },
    { CARD "55= 57=1", "conflict:55:EE" })

TABLE(country,
    { CARD "-58", "missing-object:58:EW" },
    { CARD "58=", "zero-length:58:EW" },
    { CARD "58=USA", "value:58:EW" },
    { CARD "58=us", "value:58:EW" },
    { CARD "58=1A", "value:58:EW" },
    { CARD "58=ZZ", "" })

TABLE(names_and_places,
    { CARD "-59", "missing-object:59:EW" }, { CARD "59=", "zero-length:59:EW" },
    { CARD "59=" A25, "" }, { CARD "59=" A25 "Z", "value-length:59:EW" },
    { CARD "59=caf\xC3\xA9", "value-charset:59:EW" }, { CARD "59=" THAI_TEXT, "value-charset:59:EW" },
    { CARD "59='~ !'", "" },
    { CARD "-60", "missing-object:60:EW" }, { CARD "60=", "zero-length:60:EW" },
    { CARD "60=" A15, "" }, { CARD "60=" A15 "P", "value-length:60:EW" },
    { CARD "60=K\xC3\xB6ln", "value-charset:60:EW" },
    { CARD "61=" TEN, "" }, { CARD "61=" TEN "K", "value-length:61:EW" }, { CARD "61=", "zero-length:61:EW" },
    { CARD "59=" A25 "\xC3\xA9", "value-length:59:EW" })

TABLE(controls_in_shown_text,
    { CARD "59=A\nB", "control-character:59:EE" }, { CARD "59=A\x1b[2J", "control-character:59:EE" },
    { CARD "59=A\x7F", "control-character:59:EE" }, { CARD "59=A\xC2\x85", "control-character:59:EE" },
    { CARD "59=A\xE2\x80\xAE" "B", "control-character:59:EE" },
    { CARD "59=A\xE2\x81\xA6", "control-character:59:EE" },
    { CARD "59=A\xE2\x80\x8B" "B", "control-character:59:EE" }, { CARD "59=A\xC2\xAD", "control-character:59:EE" },
    { CARD "59=\xEF\xBB\xBF" "A", "control-character:59:EE" }, { CARD "60=A\xE2\x80\x8F", "control-character:60:EE" },
    { CARD "61=1\t", "control-character:61:EE" }, { CARD "62.08=a\rb", "control-character:62.08:EE" },
    { CARD "64.00=th 64.01=" THAI_TEXT "\xE2\x80\x8B" THAI_TEXT, "control-character:64.01:WW" },
    { CARD "64.00=th 64.01=\xE2\x80\x8B" THAI_TEXT, "control-character:64.01:WW" },
    { CARD "64.00=th 64.01=" THAI_TEXT "\xE2\x80\x8B" THAI_TEXT "\xE2\x80\xAE", "control-character:64.01:EE" },
    { CARD "64.00=km 64.01=\xE1\x9E\x80\xE2\x80\x8B\xE1\x9E\x80 64.02=\xE0\xBA\x81\xE2\x80\x8B",
      "control-character:64.01:WW control-character:64.02:WW" },
    { CARD "64.00=my 64.01=\xE1\x80\x80\xE2\x80\x8B", "control-character:64.01:WW" },
    { CARD "64.00=en 64.01=A\xE2\x80\x8B" "B", "control-character:64.01:EE" },
    { CARD "64.00=hi 64.01=\xE0\xA4\x95\xE0\xA5\x8D\xE2\x80\x8D\xE0\xA4\xB7", "" },
    { CARD "64.00=fa 64.01=\xD9\x85\xE2\x80\x8C\xD9\x85", "" },
    { CARD "64.00=en 64.01=A\xE2\x80\x8C" "B", "control-character:64.01:EE" },
    { CARD "64.00=en 64.01=\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x8D\xB3", "" },
    { CARD "64.00=en 64.01=\xE2\x9D\xA4\xEF\xB8\x8F\xE2\x80\x8D\xF0\x9F\x94\xA5", "" },
    /* A warning does not hide what strict calls an error. */
    { CARD "59=" THAI_TEXT "\xE2\x80\x8B" THAI_TEXT, "value-charset:59:EW" },
    { CARD "64.00=th 64.01=\xE2\x80\x8B" THAI_TEXT THAI_TEXT THAI_TEXT THAI_TEXT THAI_TEXT THAI_TEXT THAI_TEXT,
      "value-length:64.01:EW" },
    /* What nobody shows may hold anything. */
    { CARD "02=4000\n", "" }, { NOBODY "26.01=\x01\xE2\x80\xAE", "" })

static void bytes_that_are_no_text(void **state)
{
    (void)state;
    judged_as(CARD "59=A\xFFZ %bytes", "invalid-utf8:59:EE");
    judged_as(CARD "02=40\xC3 %bytes", "invalid-utf8:02:EE");
    judged_as(CARD "59=A\xED\xA0\x80 60=\xC0\x80 %bytes", "invalid-utf8:59:EE invalid-utf8:60:EE");
    judged_as(CARD "52=\xFF\xFF %bytes", "invalid-utf8:52:EE");
    judged_as(CARD "54=\xFF %bytes", "initiation-amount:01:II invalid-utf8:54:EE");
}

/* ---- templates ---- */

TABLE(additional_data,
    { CARD "62=", "zero-length:62:EW" },
    { CARD "62=A1", "not-a-template:62:EW" },
    { CARD "62.01=1 62.!0", "not-a-template:62:EW" },
    { CARD "62.05=", "zero-length:62.05:EW" },
    { CARD "62.01=" A25, "" }, { CARD "62.01=" A25 "Z", "value-length:62.01:EW" },
    { CARD "62.02=" A25 "Z", "value-length:62.02:EW" }, { CARD "62.03=" A25 "Z", "value-length:62.03:EW" },
    { CARD "62.04=" A25 "Z", "value-length:62.04:EW" }, { CARD "62.05=" A25 "Z", "value-length:62.05:EW" },
    { CARD "62.06=" A25 "Z", "value-length:62.06:EW" }, { CARD "62.07=" A25 "Z", "value-length:62.07:EW" },
    { CARD "62.08=" A25 "Z", "value-length:62.08:EW" },
    { CARD "62.08=" THAI_TEXT, "value-charset:62.08:EW" },
    { CARD "62.09=A", "" }, { CARD "62.09=EMA", "" }, { CARD "62.09=AA", "value:62.09:EW" },
    { CARD "62.09=ame", "value:62.09:EW" }, { CARD "62.09=AMEX", "value:62.09:EW" },
    { CARD "62.09=***", "value:62.09:EW" },
    { CARD "62.10=" A20, "" }, { CARD "62.10=" A20 "X", "value-length:62.10:EW" },
    { CARD "62.11=731", "" }, { CARD "62.11=73", "value:62.11:EW" }, { CARD "62.11=7A1", "value:62.11:EW" },
    { CARD "62.11=", "zero-length:62.11:EW" },
    { CARD "62.00=x", "rfu-object:62.00:EW" }, { CARD "62.12=x", "rfu-object:62.12:EW" },
    { CARD "62.49=x", "rfu-object:62.49:EW" }, { CARD "62.50.00=x", "" }, { CARD "62.99.00=x", "" },
    { CARD "62.50=x", "not-a-template:62.50:EW" }, { CARD "62.50.01=x", "not-a-template:62.50:EW" })

TABLE(language,
    { CARD "64.00=th 64.01=" THAI_TEXT " 64.02=" THAI_TEXT, "" },
    { CARD "64.00=ZH 64.01=A", "" },
    { CARD "64=", "zero-length:64:EW" },
    { CARD "64=xx", "not-a-template:64:EW" },
    { CARD "64.01=A", "missing-object:64.00:EW" },
    { CARD "64.00=th", "missing-object:64.01:EW" },
    { CARD "64.00=tha 64.01=A", "value:64.00:EW" },
    { CARD "64.00=t1 64.01=A", "value:64.00:EW" },
    { CARD "64.00=th 64.01=", "zero-length:64.01:EW" },
    { CARD "64.00=th 64.01=" A25, "" }, { CARD "64.00=th 64.01=" A25 "Z", "value-length:64.01:EW" },
    { CARD "64.00=th 64.01=A 64.02=" A15, "" }, { CARD "64.00=th 64.01=A 64.02=" A15 "P", "value-length:64.02:EW" },
    { CARD "64.00=th 64.01=A 64.03=x", "rfu-object:64.03:EW" })

TABLE(reserved_and_unreserved,
    { CARD "65=x", "rfu-object:65:EW" }, { CARD "79=x", "rfu-object:79:EW" },
    { CARD "80.00=x 99.00=y", "" },
    { CARD "80=0000", "not-a-template:80:EW" },
    { CARD "82=0123456789abcdef", "not-a-template:82:EW" },
    { CARD "80.01=x", "not-a-template:80:EW" },
    { CARD "80=", "zero-length:80:EW" },
    { CARD "80.00=" A25 "ABCDEFG", "" }, { CARD "80.00=" A25 "ABCDEFGH", "not-a-template:80:EW" })

/* ---- several accounts in one code ---- */

TABLE(accounts_judge_together,
    /* who is a card asks for 52, 59 and 60; PromptPay for 764 */
    { THAI "02=4000123456789012", "missing-object:52:EW missing-object:59:EW missing-object:60:EW" },
    { THAI "26.00=com.example", "missing-object:52:EW missing-object:59:EW missing-object:60:EW" },
    { CARD "29.00=A000000677010111 29.01=0066812345678 53=764 58=TH", "" },
    { CARD "29.00=A000000677010111 29.01=0066812345678 58=TH", "country-currency:53:EE" },
    { CARD "29.00=A000000677010111 29.01=0066812345678 53=764", "" }, /* the card takes any country */
    { CARD "29.00=A000000677010111 29.01=0066812345678 53=764 58=TH 55=01", "forbidden-object:55:EW" },
    /* a baht is no dong: what both fix must agree, whoever reads it first */
    { THAI "38.00=A000000727 38.01.00=970436 38.01.01=0011001234567 38.02=QRIBFTTA", "country-currency:53:WW" },
    { THAI "38.00=A000000727 38.01.00=970436 38.01.01=0011001234567 38.02=QRIBFTTA 53=704 58=VN",
      "country-currency:53:EE" },
    /* the schemes own two IDs each */
    { CARD "03=4000123456789099", "" },
    { CARD "04=5555444433331111 05=5555444433332222 09=1 10=2 11=3 12=4 13=5 14=6", "" })

/* The first of two national templates tells whose a QRIS code is; the second is a fault, and judged as it reads. */
static void the_first_of_two_templates_decides(void **state)
{
    static const char national_first[] =
        "00020101021126690017ID.CO.EXAMPLE.WWW011893600099000000001802150000000000000180303UMI51440014ID."
        "CO.QRIS.WWW0215ID10000000000170303UMI51210011COM.EXAMPLE0102125204581253033605802ID5913Warung Co"
        "ntoh6007Bandung610540111630485CB";
    static const char national_second[] =
        "00020101021126690017ID.CO.EXAMPLE.WWW011893600099000000001802150000000000000180303UMI51210011COM"
        ".EXAMPLE01021251440014ID.CO.QRIS.WWW0215ID10000000000170303UMI5204581253033605802ID5913Warung Co"
        "ntoh6007Bandung6105401116304F168";

    (void)state;
    judged_text_as(national_first, sizeof national_first - 1,
                   "unknown-code:26.01:II@37 duplicate-object:51:EE@133 missing-object:51.02:EW@133");
    judged_text_as(national_second, sizeof national_second - 1,
                   "unknown-code:26.01:II@37 duplicate-object:51:EE@110");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_payloads),
        cmocka_unit_test(crc_is_judged),
        cmocka_unit_test(nothing_follows_the_crc),
        cmocka_unit_test(nothing_stands_twice),
        cmocka_unit_test(blanks_lie_outside),
        cmocka_unit_test(a_no_break_space_is_no_blank),
        cmocka_unit_test(lengths_count_characters),
        cmocka_unit_test(two_readings_are_an_error),
        cmocka_unit_test(a_changed_case_is_a_wrong_crc),
        cmocka_unit_test(broken_roots),
        cmocka_unit_test(texts_that_are_no_payload),
        cmocka_unit_test(long_payloads),
        cmocka_unit_test(format_indicator),
        cmocka_unit_test(initiation),
        cmocka_unit_test(accounts),
        cmocka_unit_test(category),
        cmocka_unit_test(currency),
        cmocka_unit_test(amounts),
        cmocka_unit_test(tips),
        cmocka_unit_test(country),
        cmocka_unit_test(names_and_places),
        cmocka_unit_test(controls_in_shown_text),
        cmocka_unit_test(bytes_that_are_no_text),
        cmocka_unit_test(additional_data),
        cmocka_unit_test(language),
        cmocka_unit_test(reserved_and_unreserved),
        cmocka_unit_test(accounts_judge_together),
        cmocka_unit_test(the_first_of_two_templates_decides),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
