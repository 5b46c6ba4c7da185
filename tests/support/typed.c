/* SPDX-License-Identifier: MIT */
/* Keys and paths from one line of text, and what became of them. */
#include "typed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "judged.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typed typed_result;

/* "mobile=0812345678|amount=50|-62.05": sets and unsets; stops at the first that is refused. */
static bool type_in(const char *keys)
{
    while (*keys != '\0') {
        size_t len = strcspn(keys, "|");
        const char *equals = memchr(keys, '=', len);
        if (*keys == '-') {
            emvqr_path path;
            assert_true(emvqr_path_parse(keys + 1, len - 1, &path));
            typed_result.status = emvqr_making_unset(&typed_result.making, path);
        } else {
            assert_non_null(equals);
            typed_result.status = emvqr_making_set(&typed_result.making, keys, (size_t)(equals - keys), equals + 1,
                                                   len - 1 - (size_t)(equals - keys));
        }
        assert_true(strlen(typed_result.note) + EMVQR_MAKING_MESSAGE < sizeof typed_result.note);
        memmove(typed_result.note + strlen(typed_result.note), typed_result.making.note,
                strlen(typed_result.making.note) + 1);
        typed_result.making.note[0] = '\0';
        if (typed_result.status != EMVQR_OK) {
            return false;
        }
        assert_string_equal(typed_result.making.message, "");
        keys += len + (keys[len] == '|');
    }
    return true;
}

static emvqr_status finish_into(char *text, size_t cap, size_t *len)
{
    emvqr_findings_init(&typed_result.findings, typed_result.items, COUNT(typed_result.items), EMVQR_STRICT);
    return emvqr_making_finish(&typed_result.making, text, cap, len, &typed_result.findings);
}

static void finish(void)
{
    size_t len, asked;

    typed_result.status = finish_into(typed_result.text, EMVQR_PAYLOAD_MAX, &len);
    typed_result.text[len] = '\0';
    if (typed_result.status == EMVQR_OK) { /* the length is known without a buffer, and one byte less is too little */
        assert_int_equal(finish_into(NULL, 0, &asked), EMVQR_OK);
        assert_int_equal(asked, len);
        assert_int_equal(finish_into(typed_result.text, len - 1, &asked), EMVQR_ERR_NO_SPACE);
        assert_int_equal(asked, len);
        assert_int_equal(finish_into(typed_result.text, EMVQR_PAYLOAD_MAX, &len), EMVQR_OK);
        assert_int_equal(typed_result.findings.errors, 0);
        assert_string_equal(typed_result.making.message, "");
    }
}

void typed_make(const char *network, const char *keys, bool force)
{
    const emvqr_network_info *info = emvqr_network_by_name(network, strlen(network));

    assert_non_null(info);
    emvqr_making_new(&typed_result.making, info);
    typed_result.making.force = force;
    typed_result.note[0] = '\0';
    if (type_in(keys)) {
        finish();
    }
}

void typed_edit(const char *payload, const char *keys, bool force)
{
    static judged it;

    judged_read(&it, payload, strlen(payload), EMVQR_FIELD);
    emvqr_making_edit(&typed_result.making, &it.doc);
    typed_result.making.force = force;
    typed_result.note[0] = '\0';
    if (type_in(keys)) {
        finish();
    }
}

void typed_is_made(const char *keys, const char *payload)
{
    if (typed_result.status != EMVQR_OK) {
        fail_msg("%s: %s", keys, typed_result.making.message);
    }
    if (strcmp(typed_result.text, payload) != 0) {
        fail_msg("%s\n  made   %s\n  wanted %s", keys, typed_result.text, payload);
    }
}

void typed_is_refused(const char *keys, const char *words)
{
    if (typed_result.status == EMVQR_OK) {
        fail_msg("%s was accepted: %s", keys, typed_result.text);
    }
    if (typed_result.making.message[0] == '\0' || strstr(typed_result.making.message, words) == NULL) {
        fail_msg("%s\n  said   %s\n  wanted %s", keys, typed_result.making.message, words);
    }
}
