/* SPDX-License-Identifier: MIT */
/* Keys and paths from one line of text, what became of them, and what is told of accounts. */
#include "typed.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "payload.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

typed typed_result;

static judged it; /* what is edited or told of */

/* Adds the accounts of "...|+visa|...|+jcb|...", and turns back to the first. */
static void add_accounts(const char *keys)
{
    for (; *keys != '\0'; keys += strcspn(keys, "|"), keys += *keys == '|') {
        if (*keys == '+') {
            assert_int_equal(emvqr_making_also(&typed_result.making,
                                               emvqr_network_by_name(keys + 1, strcspn(keys + 1, "|"))),
                             EMVQR_OK);
        }
    }
    assert_int_equal(emvqr_making_turn(&typed_result.making, 0), EMVQR_OK);
}

/* "mobile=0812345678|amount=50|-62.05|fold|+visa|account=1": sets and unsets, for one account after the other; stops
 * at the first that is refused. */
static bool type_in(const char *keys)
{
    size_t account = 0;

    while (*keys != '\0') {
        size_t len = strcspn(keys, "|");
        const char *equals = memchr(keys, '=', len);
        if (*keys == '+') {
            typed_result.status = emvqr_making_turn(&typed_result.making, ++account);
        } else if (equals == NULL && *keys == 'f') {
            typed_result.status = EMVQR_OK;
            typed_result.making.fold = typed_result.making.fold || strncmp(keys, "fold", len) == 0;
            typed_result.making.force = typed_result.making.force || strncmp(keys, "force", len) == 0;
        } else if (*keys == '-') {
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
    add_accounts(keys);
    if (type_in(keys)) {
        finish();
    }
}

static void edit(const char *payload, const char *keys, unsigned seal, bool force)
{
    judged_read(&it, payload, strlen(payload), EMVQR_FIELD);
    emvqr_making_edit(&typed_result.making, &it.doc);
    typed_result.making.force = force;
    typed_result.making.seal = (uint8_t)seal;
    typed_result.note[0] = '\0';
    if (type_in(keys)) {
        finish();
    }
}

void typed_edit(const char *payload, const char *keys, bool force)
{
    edit(payload, keys, EMVQR_SEAL_AUTO, force);
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

void typed_makes(const char *network, const char *keys, const char *objects)
{
    typed_make(network, keys, false);
    typed_is_made(keys, payload_build(objects));
}

void typed_refused(const char *network, const char *keys, const char *words)
{
    typed_make(network, keys, false);
    typed_is_refused(keys, words);
}

void typed_edits(const char *payload, const char *keys, unsigned seal, const char *result)
{
    edit(payload, keys, seal, false);
    typed_is_made(keys, result);
}

void typed_edit_refused(const char *payload, const char *keys, unsigned seal, const char *words)
{
    edit(payload, keys, seal, false);
    typed_is_refused(keys, words);
}

/* ---- accounts ---- */

/* A derived value: it fits exactly into a buffer of its length, and into no smaller one. */
static size_t tell_derived(const emvqr_node *node, const emvqr_derived *derived, char *text)
{
    size_t len = derived->derive(&it.doc, node, text, 256), cap;

    for (cap = 0; cap <= len && len != 0; cap++) {
        char *exact = malloc(cap == 0 ? 1 : cap);
        assert_non_null(exact);
        assert_int_equal(derived->derive(&it.doc, node, exact, cap), cap == len ? len : 0);
        free(exact);
    }
    return len;
}

static size_t tell_account(const emvqr_node *node, char *text)
{
    const emvqr_network_info *info = emvqr_account_info(node);
    const char *type = emvqr_account_type_name(node);
    char derived[256];
    size_t used = (size_t)sprintf(text, "%s %s %02u", info == NULL ? "null" : info->name, type == NULL ? "null" : type,
                                  (unsigned)node->id);
    unsigned i;

    for (i = 0; info != NULL && i < info->key_count; i++) {
        emvqr_span value = emvqr_key_value(&it.doc, info, &info->keys[i], node);
        if (info->keys[i].group == EMVQR_KEY_FIELD && value.ptr != NULL) {
            used += (size_t)sprintf(text + used, " %s=%.*s", info->keys[i].name, (int)value.len, value.ptr);
        }
    }
    for (i = 0; info != NULL && i < info->derived_count; i++) {
        size_t len = tell_derived(node, &info->derived[i], derived);
        if (len != 0) {
            used += (size_t)sprintf(text + used, " | %s=%.*s", info->derived[i].name, (int)len, derived);
        }
    }
    return used;
}

const char *typed_accounts(const char *payload)
{
    static char text[4096];
    const emvqr_node *node;
    size_t used = 0;

    judged_read(&it, payload, strlen(payload), EMVQR_FIELD);
    text[0] = '\0';
    for (node = it.doc.nodes; node != it.doc.nodes + it.doc.count; node += 1 + node->inside) {
        if (node->id >= 2 && node->id <= 51 && !emvqr_account_is_part(&it.doc, node)) {
            used += (size_t)sprintf(text + used, "%s", used == 0 ? "" : "; ");
            used += tell_account(node, text + used);
        }
    }
    return text;
}

/* ---- rows ---- */

void judged_rows(const network_row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        judged_as(rows[i].given, rows[i].wanted);
    }
}

void told_rows(const network_row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        assert_string_equal(typed_accounts(payload_build(rows[i].given)), rows[i].wanted);
    }
}

void made_rows(const char *network, const network_row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        typed_makes(network, rows[i].given, rows[i].wanted);
    }
}

void refused_rows(const char *network, const network_row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        typed_refused(network, rows[i].given, rows[i].wanted);
    }
}

void remarked_rows(const char *network, const network_row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        typed_make(network, rows[i].given, false);
        assert_int_equal(typed_result.status, EMVQR_OK);
        if (strstr(typed_result.note, rows[i].wanted) == NULL) {
            fail_msg("%s\n  said   %s\n  wanted %s", rows[i].given, typed_result.note, rows[i].wanted);
        }
    }
}
