/* SPDX-License-Identifier: MIT */
/* The table itself, and the two texts. */
#include "vectors.h"
#include "verdict.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

const vector vectors[VECTORS] = {
#define VECTOR(name, unit, payload, objects, findings, source) \
    { GROUP, name, EMVQR_SPAN(payload), EMVQR_SPAN(objects), findings, source, unit, NETWORKS },
#include "../vectors/all.inc"
#undef VECTOR
};

static size_t vectors_add(char *text, size_t used, const void *more, size_t len)
{
    assert_true(len < VECTORS_TEXT - used);
    memcpy(text + used, more, len);
    text[used + len] = '\0';
    return used + len;
}

static size_t vectors_add_place(char *text, size_t used, emvqr_path path, unsigned offset)
{
    char place[EMVQR_PATH_TEXT + 8u];
    size_t len = emvqr_path_format(path, place);

    len += (size_t)snprintf(place + len, sizeof place - len, "@%u", offset);
    return vectors_add(text, used, place, len);
}

size_t vectors_objects(const emvqr_doc *doc, char text[VECTORS_TEXT])
{
    size_t used = 0, i;

    text[0] = '\0';
    for (i = 0; i < doc->count; i++) {
        const emvqr_node *node = &doc->nodes[i];

        if (used != 0) {
            used = vectors_add(text, used, " ", 1);
        }
        used = vectors_add_place(text, used, emvqr_node_path(doc, node), node->offset);
        if (!emvqr_node_is_template(node)) {
            emvqr_span value = emvqr_node_value(doc, node);

            used = vectors_add(text, used, "=\"", 2);
            used = vectors_add(text, used, value.ptr, value.len);
            used = vectors_add(text, used, "\"", 1);
        }
    }
    return used;
}

size_t vectors_findings(const emvqr_findings *findings, char text[VECTORS_TEXT])
{
    size_t used = 0, i;

    text[0] = '\0';
    for (i = 0; i < findings->count; i++) {
        const emvqr_finding *finding = &findings->items[i];
        const char *name = emvqr_code_name((emvqr_code)finding->code);

        if (used != 0) {
            used = vectors_add(text, used, " ", 1);
        }
        used = vectors_add(text, used, name, strlen(name));
        used = vectors_add(text, used, ":", 1);
        used = vectors_add_place(text, used, finding->path, finding->offset);
    }
    return used;
}

bool vectors_sound(const vector *v)
{
    const char *at = v->findings;

    while (*at != '\0') {
        size_t len = strcspn(at, ":");
        unsigned code = 1;

        while (code < EMVQR_CODE_COUNT && (strlen(emvqr_code_name((emvqr_code)code)) != len ||
                                           strncmp(emvqr_code_name((emvqr_code)code), at, len) != 0)) {
            code++;
        }
        assert_int_not_equal(code, EMVQR_CODE_COUNT); /* the table has a name that is no code's */
        if (emvqr_code_severity((emvqr_code)code, EMVQR_FIELD) == EMVQR_ERROR || code == EMVQR_CODE_CRC_UNPADDED) {
            return false;
        }
        at += strcspn(at, " ");
        at += *at == ' ';
    }
    return true;
}

void vectors_assert_verdict(const emvqr_doc *doc, const emvqr_findings *findings, emvqr_span payload)
{
    static char told[VECTORS_TEXT];
    emvqr_reader reader;
    emvqr_code code = emvqr_verify(payload.ptr, payload.len, &reader);

    assert_int_equal(findings->count, findings->total);
    if (verdict_agrees(findings, doc->start, payload, code, &reader)) {
        assert_true(code != EMVQR_CODE_NONE || reader.unit == doc->unit);
        return;
    }
    vectors_findings(findings, told);
    fail_msg("of %.*s verify says %s@%u, parse says %s", (int)payload.len, payload.ptr, emvqr_code_name(code),
             (unsigned)(reader.at - payload.ptr), told);
}
