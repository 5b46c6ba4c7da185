/* SPDX-License-Identifier: MIT */
/* Reads a payload under both policies and compares what is found with what is expected. */
#include "judged.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "payload.h"

typedef struct expected {
    char code[40], path[EMVQR_PATH_TEXT];
    char severities[3];
    long offset;
} expected;

int64_t judged_now;

void judged_read(judged *it, const char *text, size_t len, emvqr_policy policy)
{
    emvqr_doc_init(&it->doc, it->nodes, EMVQR_NODES_MAX, emvqr_networks);
    emvqr_findings_init(&it->findings, it->items, sizeof it->items / sizeof it->items[0], policy);
    assert_int_equal(emvqr_parse(&it->doc, text, len, &it->findings), EMVQR_OK);
    emvqr_check(&it->doc, judged_now, &it->findings);
    emvqr_check_codes(&it->doc, &it->findings);
    assert_int_equal(it->findings.count, it->findings.total);
}

/* Where an object stands that is there, or else the nearest of those that should contain it. */
static long usual_offset(const char *path)
{
    char above[EMVQR_PATH_TEXT];
    long offset = -1;

    strcpy(above, path);
    while (above[0] != '\0' && (offset = payload_offset(above)) < 0) {
        char *point = strrchr(above, '.');
        *(point == NULL ? above : point) = '\0';
    }
    return offset < 0 ? 0 : offset;
}

static size_t read_expected(const char *at, expected *list, size_t cap)
{
    size_t count = 0;

    while (*(at += strspn(at, " ")) != '\0') {
        expected *it = &list[count++];
        char token[96];
        char *part, *offset;
        size_t len = strcspn(at, " ");
        assert_true(count <= cap && len < sizeof token);
        memcpy(token, at, len);
        token[len] = '\0';
        at += len;
        offset = strchr(token, '@');
        if (offset != NULL) {
            *offset++ = '\0';
        }
        part = strrchr(token, ':');
        assert_non_null(part);
        assert_int_equal(strlen(part + 1), 2);
        strcpy(it->severities, part + 1);
        *part = '\0';
        part = strchr(token, ':');
        strcpy(it->path, part == NULL ? "" : part + 1);
        if (part != NULL) {
            *part = '\0';
        }
        strcpy(it->code, token);
        it->offset = offset == NULL                    ? usual_offset(it->path)
                     : strncmp(offset, "end", 3) == 0 ? payload_offset("end") + strtol(offset + 3, NULL, 10)
                                                      : strtol(offset, NULL, 10);
    }
    return count;
}

static void describe(const judged *it, char *text, size_t cap)
{
    size_t i, used = 0;

    text[0] = '\0';
    for (i = 0; i < it->findings.count && used + 64 < cap; i++) {
        char path[EMVQR_PATH_TEXT];
        emvqr_path_format(it->items[i].path, path);
        used += (size_t)sprintf(text + used, " %s:%s:%c@%u", emvqr_code_name((emvqr_code)it->items[i].code), path,
                                "-IWE"[it->items[i].severity], (unsigned)it->items[i].offset);
    }
}

static bool is_expected(const emvqr_finding *finding, const expected *want, unsigned policy)
{
    char path[EMVQR_PATH_TEXT];

    emvqr_path_format(finding->path, path);
    return strcmp(emvqr_code_name((emvqr_code)finding->code), want->code) == 0 && strcmp(path, want->path) == 0 &&
           "-IWE"[finding->severity] == want->severities[policy] && finding->offset == want->offset;
}

static void compare(const judged *it, const expected *list, size_t count, unsigned policy, const char *what)
{
    char found[2048];
    bool met[200] = { false };
    size_t i, j, wanted = 0;
    unsigned errors = 0, warnings = 0;

    describe(it, found, sizeof found);
    for (i = 0; i < count; i++) {
        if (list[i].severities[policy] == '-') {
            continue;
        }
        wanted++;
        errors += list[i].severities[policy] == 'E';
        warnings += list[i].severities[policy] == 'W';
        for (j = 0; j < it->findings.count && (met[j] || !is_expected(&it->items[j], &list[i], policy)); j++) {
        }
        if (j == it->findings.count) {
            fail_msg("%s\n  %s: no %s:%s:%c@%ld among:%s", what, policy == EMVQR_STRICT ? "strict" : "field",
                     list[i].code, list[i].path, list[i].severities[policy], list[i].offset, found);
        }
        met[j] = true;
    }
    if (wanted != it->findings.total) {
        fail_msg("%s\n  %s: %u wanted:%s", what, policy == EMVQR_STRICT ? "strict" : "field", (unsigned)wanted, found);
    }
    assert_int_equal(it->findings.errors, errors);
    assert_int_equal(it->findings.warnings, warnings);
    for (i = 1; i < it->findings.count; i++) {
        assert_true(it->items[i - 1].offset <= it->items[i].offset);
    }
}

static void judge(const char *text, size_t len, const char *findings, const char *what)
{
    static judged it[EMVQR_FIELD + 1];
    expected list[32];
    size_t count = read_expected(findings, list, 32);
    char *exact = malloc(len == 0 ? 1 : len);
    unsigned policy;

    assert_non_null(exact);
    memcpy(exact, text, len);
    for (policy = EMVQR_STRICT; policy <= EMVQR_FIELD; policy++) {
        judged_read(&it[policy], exact, len, (emvqr_policy)policy);
    }
    free(exact);
    for (policy = EMVQR_STRICT; policy <= EMVQR_FIELD; policy++) {
        compare(&it[policy], list, count, policy, what);
    }
}

void judged_as(const char *objects, const char *findings)
{
    const char *text = payload_build(objects);

    judge(text, strlen(text), findings, objects);
}

void judged_text_as(const char *text, size_t len, const char *findings)
{
    payload_build("");
    judge(text, len, findings, text);
}

void judged_read_objects(judged *it, const char *objects)
{
    const char *text = payload_build(objects);

    judged_read(it, text, strlen(text), EMVQR_STRICT);
}
