/* SPDX-License-Identifier: MIT */
/* Findings: the severities that are promised, the order, and what is counted when the array is full. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/network.h>

#include "support/guard.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static emvqr_code code_of(const char *name)
{
    unsigned code;

    for (code = 1; code < EMVQR_CODE_COUNT; code++) {
        if (strcmp(emvqr_code_name((emvqr_code)code), name) == 0) {
            return (emvqr_code)code;
        }
    }
    fail_msg("there is no code \"%s\"", name);
    return EMVQR_CODE_NONE;
}

static void promised_severities(void **state)
{
    static const char *const errors[] = {
        "truncated",         "bad-id",
        "bad-length",        "trailing-data",
        "crc-missing",       "crc-mismatch",
        "duplicate-object",  "ambiguous-length-unit",
        "not-emv",           "too-long",
        "bad-amount",        "invalid-utf8",
        "control-character", "conflicting-accounts",
    };
    static const char *const others[] = {
        "missing-object",    "value-length",
        "value-charset",     "value",
        "check-digit",       "rfu-object",
        "forbidden-object",  "reserved",
        "zero-length",       "length-unit",
        "not-a-template",    "misplaced-account",
        "conflict",          "country-currency",
        "crc-lower-case",    "crc-unpadded",
        "surrounding-space", "expired",
        "zero-amount",       "amount-decimals",
        "initiation-amount", "stale-digest",
        "digest-unverified", "not-a-payment",
        "over-512",          "order",
        "unknown-code",
    };
    static const char *const never_errors[] = { "expired", "check-digit", "unknown-code" };
    static const char *const field_warnings[] = { "crc-lower-case", "length-unit", "surrounding-space", "order",
                                                  "over-512" };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(errors); i++) {
        assert_int_equal(emvqr_code_severity(code_of(errors[i]), EMVQR_STRICT), EMVQR_ERROR);
        assert_int_equal(emvqr_code_severity(code_of(errors[i]), EMVQR_FIELD), EMVQR_ERROR);
    }
    for (i = 0; i < COUNT(others); i++) {
        assert_int_not_equal(emvqr_code_severity(code_of(others[i]), EMVQR_STRICT), EMVQR_NONE);
    }
    for (i = 0; i < COUNT(never_errors); i++) {
        assert_true(emvqr_code_severity(code_of(never_errors[i]), EMVQR_STRICT) < EMVQR_ERROR);
    }
    for (i = 0; i < COUNT(field_warnings); i++) {
        assert_int_equal(emvqr_code_severity(code_of(field_warnings[i]), EMVQR_FIELD), EMVQR_WARNING);
    }
    assert_int_equal(emvqr_code_severity(code_of("crc-lower-case"), EMVQR_STRICT), EMVQR_ERROR);
    assert_int_equal(emvqr_code_severity(code_of("surrounding-space"), EMVQR_STRICT), EMVQR_ERROR);
    assert_int_equal(emvqr_code_severity(code_of("over-512"), EMVQR_STRICT), EMVQR_WARNING);
}

static void every_code(void **state)
{
    unsigned code, other;

    (void)state;
    for (code = 1; code < EMVQR_CODE_COUNT; code++) {
        const char *name = emvqr_code_name((emvqr_code)code);
        emvqr_severity strict = emvqr_code_severity((emvqr_code)code, EMVQR_STRICT);
        emvqr_severity field = emvqr_code_severity((emvqr_code)code, EMVQR_FIELD);

        assert_true(field <= strict && strict <= EMVQR_ERROR && field >= EMVQR_INFO);
        assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(name));
        assert_true(name[0] != '\0' && emvqr_code_meaning((emvqr_code)code)[0] != '\0' &&
                    emvqr_code_advice((emvqr_code)code)[0] != '\0');
        for (other = 1; other < code; other++) {
            assert_string_not_equal(name, emvqr_code_name((emvqr_code)other));
        }
    }
}

static void no_code(void **state)
{
    static const unsigned numbers[] = { 0, EMVQR_CODE_COUNT, EMVQR_CODE_COUNT + 1u, 255, 0x7FFFFFFF };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(numbers); i++) {
        assert_int_equal(emvqr_code_severity((emvqr_code)numbers[i], EMVQR_STRICT), EMVQR_NONE);
        assert_int_equal(emvqr_code_severity((emvqr_code)numbers[i], EMVQR_FIELD), EMVQR_NONE);
        assert_string_equal(emvqr_code_name((emvqr_code)numbers[i]), "");
        assert_string_equal(emvqr_code_meaning((emvqr_code)numbers[i]), "");
        assert_string_equal(emvqr_code_advice((emvqr_code)numbers[i]), "");
    }
}

static void statuses_have_texts(void **state)
{
    static const emvqr_status listed[] = {
        EMVQR_OK,
        EMVQR_ERR_ARGUMENT,
        EMVQR_ERR_STATE,
        EMVQR_ERR_PATH,
        EMVQR_ERR_STRUCTURE,
        EMVQR_ERR_KEY,
        EMVQR_ERR_VALUE,
        EMVQR_ERR_ACCOUNT,
        EMVQR_ERR_NODES_FULL,
        EMVQR_ERR_NO_SPACE,
        EMVQR_ERR_TOO_LONG,
        EMVQR_ERR_NO_MEMORY,
        EMVQR_ERR_BACKEND,
        EMVQR_ERR_FILE,
        EMVQR_ERR_IMAGE,
        EMVQR_ERR_LIMIT,
        EMVQR_ERR_UNSUPPORTED,
    };
    size_t i, k;

    (void)state;
    for (i = 0; i < COUNT(listed); i++) {
        const char *text = emvqr_status_text(listed[i]);

        assert_string_not_equal(text, "unknown status");
        assert_true(text[0] != '\0' && text[strlen(text) - 1u] != '.');
        for (k = 0; k < i; k++) {
            assert_string_not_equal(text, emvqr_status_text(listed[k]));
        }
    }
    assert_string_equal(emvqr_status_text((emvqr_status)9), "unknown status");
    assert_string_equal(emvqr_status_text((emvqr_status)99), "unknown status");
    assert_string_equal(emvqr_status_text((emvqr_status)0x7FFFFFFF), "unknown status");
}

/* Blanks, duplicates of three objects, a wrong CRC in bytes that are counted as bytes, and a tail. */
static const char faulty[] = "  0002010102115906Caf\303\251!0103A0063040000tail";
static const struct {
    emvqr_code code;
    unsigned offset;
} faults[] = {
    { EMVQR_CODE_SURROUNDING_SPACE, 0 }, { EMVQR_CODE_LENGTH_UNIT, 2 },    { EMVQR_CODE_DUPLICATE_OBJECT, 24 },
    { EMVQR_CODE_CRC_MISMATCH, 31 },     { EMVQR_CODE_TRAILING_DATA, 39 },
};

static void parse_faulty(emvqr_findings *findings)
{
    emvqr_node nodes[EMVQR_NODES_FOR(sizeof faulty)];
    emvqr_doc doc;

    emvqr_doc_init(&doc, nodes, COUNT(nodes), NULL);
    assert_int_equal(emvqr_parse(&doc, faulty, sizeof faulty - 1u, findings), EMVQR_OK);
}

static void counted_for_any_capacity(void **state)
{
    guard g;
    size_t capacity, i;
    unsigned policy;

    (void)state;
    guard_open(&g, 4096);
    for (policy = EMVQR_STRICT; policy <= EMVQR_FIELD; policy++) {
        for (capacity = 0; capacity <= COUNT(faults) + 1u; capacity++) {
            void *array = guard_place(&g, GUARD_END, NULL, capacity * sizeof(emvqr_finding));
            emvqr_findings findings;

            emvqr_findings_init(&findings, array, capacity, (emvqr_policy)policy);
            parse_faulty(&findings);
            assert_int_equal(findings.total, COUNT(faults));
            assert_int_equal(findings.count, capacity < COUNT(faults) ? capacity : COUNT(faults));
            assert_int_equal(findings.errors, policy == EMVQR_STRICT ? 5 : 3);
            assert_int_equal(findings.warnings, policy == EMVQR_STRICT ? 0 : 2);
            for (i = 1; i < findings.count; i++) {
                assert_true(findings.items[i - 1u].offset <= findings.items[i].offset);
            }
        }
    }
    guard_close(&g);
}

static void in_the_order_of_offsets(void **state)
{
    emvqr_finding items[16];
    emvqr_findings findings;
    size_t i;

    (void)state;
    emvqr_findings_init(&findings, items, COUNT(items), EMVQR_FIELD);
    parse_faulty(&findings);
    assert_int_equal(findings.count, COUNT(faults));
    for (i = 0; i < COUNT(faults); i++) {
        assert_int_equal(items[i].code, faults[i].code);
        assert_int_equal(items[i].offset, faults[i].offset);
        assert_int_equal(items[i].severity, emvqr_code_severity(faults[i].code, EMVQR_FIELD));
        assert_int_equal(items[i].network, 0);
        assert_int_equal(items[i].row, EMVQR_ROW_NONE);
    }
    assert_int_equal(items[2].path, EMVQR_PATH1(1));
    assert_int_equal(items[3].path, EMVQR_PATH1(63));
}

static void earlier_findings_are_kept(void **state)
{
    emvqr_finding items[16];
    emvqr_findings findings;
    size_t i;

    (void)state;
    emvqr_findings_init(&findings, items, COUNT(items), EMVQR_STRICT);
    parse_faulty(&findings);
    parse_faulty(&findings);
    assert_int_equal(findings.total, 2 * COUNT(faults));
    assert_int_equal(findings.count, 2 * COUNT(faults));
    assert_int_equal(findings.errors, 2 * COUNT(faults));
    for (i = 0; i < findings.count; i++) {
        assert_int_equal(items[i].code, faults[i / 2u].code);
    }
    emvqr_findings_init(&findings, items, COUNT(items), EMVQR_STRICT);
    assert_int_equal(findings.total + findings.count + findings.errors + findings.warnings, 0);
}

/* Each severity has its own count, an information none. */
static void counted_by_severity(void **state)
{
    static const char text[] = "00020101021129370016A00000067701011101130066812345678540211530376459005802TH6304";
    char signed_text[128];
    emvqr_node nodes[32];
    emvqr_finding items[16];
    emvqr_findings findings;
    emvqr_doc doc;
    size_t counts[4] = { 0, 0, 0, 0 }, i;

    (void)state;
    sprintf(signed_text, "%s%04X", text, (unsigned)emvqr_crc16(text, sizeof text - 1u));
    emvqr_findings_init(&findings, items, COUNT(items), EMVQR_FIELD);
    emvqr_doc_init(&doc, nodes, COUNT(nodes), emvqr_networks);
    assert_int_equal(emvqr_parse(&doc, signed_text, strlen(signed_text), &findings), EMVQR_OK);
    emvqr_check(&doc, 0, &findings);
    for (i = 0; i < findings.count; i++) {
        counts[items[i].severity]++;
    }
    assert_true(counts[EMVQR_INFO] != 0 && counts[EMVQR_WARNING] != 0); /* 11 with a sum; an empty 59 */
    assert_int_equal(findings.errors, counts[EMVQR_ERROR]);
    assert_int_equal(findings.warnings, counts[EMVQR_WARNING]);
    assert_int_equal(findings.total, findings.count);
}

static void without_an_array(void **state)
{
    emvqr_findings findings;

    (void)state;
    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    assert_int_equal(findings.policy, EMVQR_FIELD);
    parse_faulty(&findings);
    assert_int_equal(findings.count, 0);
    assert_int_equal(findings.errors, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(promised_severities),
        cmocka_unit_test(every_code),
        cmocka_unit_test(no_code),
        cmocka_unit_test(statuses_have_texts),
        cmocka_unit_test(counted_for_any_capacity),
        cmocka_unit_test(in_the_order_of_offsets),
        cmocka_unit_test(earlier_findings_are_kept),
        cmocka_unit_test(counted_by_severity),
        cmocka_unit_test(without_an_array),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
