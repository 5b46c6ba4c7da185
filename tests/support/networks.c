/* SPDX-License-Identifier: MIT */
/* Judging, reading and making by rows. */
#include "networks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/make.h>

#include "judged.h"
#include "payload.h"

void judged_rows(const judged_row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        judged_as(rows[i].objects, rows[i].findings);
    }
}

/* ---- reading ---- */

static judged it;

static const emvqr_node *account_at(const char *objects, const char *path)
{
    const char *text = payload_build(objects);
    emvqr_path at;

    judged_read(&it, text, strlen(text), EMVQR_FIELD);
    assert_true(emvqr_path_parse(path, strlen(path), &at));
    assert_non_null(emvqr_find(&it.doc, at));
    return emvqr_find(&it.doc, at);
}

static void fields_of(const emvqr_node *node, char *text)
{
    const emvqr_network_info *info = emvqr_account_info(node);
    char derived[256];
    size_t used = 0, len;
    unsigned i;

    text[0] = '\0';
    for (i = 0; i < info->key_count; i++) {
        emvqr_span value = emvqr_key_value(&it.doc, info, &info->keys[i], node);
        if (info->keys[i].group == EMVQR_KEY_FIELD && value.ptr != NULL) {
            used += (size_t)sprintf(text + used, "%s%s=%.*s", used == 0 ? "" : " ", info->keys[i].name, (int)value.len,
                                    value.ptr);
        }
    }
    for (i = 0; i < info->derived_count; i++) {
        len = info->derived[i].derive(&it.doc, node, derived, sizeof derived);
        if (len != 0) {
            used += (size_t)sprintf(text + used, " | %s=%.*s", info->derived[i].name, (int)len, derived);
        }
    }
}

void read_rows(const read_row *rows, size_t count)
{
    char text[1024];
    size_t i;

    for (i = 0; i < count; i++) {
        const emvqr_node *node = account_at(rows[i].objects, rows[i].path);
        if (rows[i].network == NULL) {
            assert_null(emvqr_account_info(node));
            continue;
        }
        assert_non_null(emvqr_account_info(node));
        assert_string_equal(emvqr_account_info(node)->name, rows[i].network);
        if (rows[i].type == NULL) {
            assert_null(emvqr_account_type_name(node));
        } else {
            assert_non_null(emvqr_account_type_name(node));
            assert_string_equal(emvqr_account_type_name(node), rows[i].type);
        }
        fields_of(node, text);
        assert_string_equal(text, rows[i].fields);
    }
}

void derived_fit(const char *objects, const char *path)
{
    const emvqr_node *node = account_at(objects, path);
    const emvqr_network_info *info = emvqr_account_info(node);
    unsigned i;

    for (i = 0; i < info->derived_count; i++) {
        char room[256];
        size_t whole = info->derived[i].derive(&it.doc, node, room, sizeof room), cap;
        assert_true(whole > 0 && whole < sizeof room);
        for (cap = 0; cap <= whole; cap++) {
            char *text = malloc(cap == 0 ? 1 : cap);
            assert_non_null(text);
            assert_int_equal(info->derived[i].derive(&it.doc, node, text, cap), cap == whole ? whole : 0);
            free(text);
        }
    }
}

/* ---- making ---- */

static struct {
    emvqr_making making;
    emvqr_findings findings;
    emvqr_finding items[16];
    char text[EMVQR_PAYLOAD_MAX + 1];
    char note[2 * EMVQR_MAKING_MESSAGE];
} made;

static emvqr_status make(const char *network, const char *keys)
{
    const emvqr_network_info *info = emvqr_network_by_name(network, strlen(network));
    emvqr_status status = EMVQR_OK;
    size_t len, noted = 0;

    assert_non_null(info);
    emvqr_making_new(&made.making, info);
    made.note[0] = '\0';
    while (*keys != '\0' && status == EMVQR_OK) {
        size_t end = strcspn(keys, "|");
        const char *equals = memchr(keys, '=', end);
        if (equals == NULL) {
            made.making.fold = made.making.fold || strncmp(keys, "fold", end) == 0;
            made.making.force = made.making.force || strncmp(keys, "force", end) == 0;
        } else {
            status = emvqr_making_set(&made.making, keys, (size_t)(equals - keys), equals + 1,
                                      end - 1 - (size_t)(equals - keys));
            noted += (size_t)snprintf(made.note + noted, sizeof made.note - noted, "%s", made.making.note);
            assert_true(noted < sizeof made.note);
            made.making.note[0] = '\0';
        }
        keys += end + (keys[end] == '|');
    }
    if (status == EMVQR_OK) {
        emvqr_findings_init(&made.findings, made.items, sizeof made.items / sizeof made.items[0], EMVQR_STRICT);
        status = emvqr_making_finish(&made.making, made.text, EMVQR_PAYLOAD_MAX, &len, &made.findings);
        made.text[len] = '\0';
    }
    return status;
}

void made_rows(const char *network, const made_row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (make(network, rows[i].keys) != EMVQR_OK) {
            fail_msg("%s: %s", rows[i].keys, made.making.message);
        }
        assert_string_equal(made.text, payload_build(rows[i].result));
    }
}

void refused_rows(const char *network, const made_row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (make(network, rows[i].keys) == EMVQR_OK) {
            fail_msg("%s was accepted: %s", rows[i].keys, made.text);
        }
        if (strstr(made.making.message, rows[i].result) == NULL) {
            fail_msg("%s\n  said   %s\n  wanted %s", rows[i].keys, made.making.message, rows[i].result);
        }
    }
}

void remarked_rows(const char *network, const made_row *rows, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        assert_int_equal(make(network, rows[i].keys), EMVQR_OK);
        if (strstr(made.note, rows[i].result) == NULL) {
            fail_msg("%s\n  said   %s\n  wanted %s", rows[i].keys, made.note, rows[i].result);
        }
    }
}
