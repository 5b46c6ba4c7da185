/* SPDX-License-Identifier: MIT */
/* Rewriting: random edits of random payloads, against lists of objects that are changed one edit after the other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/writer.h>

#include "support/guard.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static guard around;
static emvqr_node nodes[EMVQR_NODES_MAX];

typedef struct object {
    struct object *next, *child; /* child: of a template */
    unsigned id;
    bool is_template, removed;
    char value[400];
    size_t len;
} object;

static object pool[400];
static size_t pooled;
static uint32_t random_state;

static unsigned random_below(unsigned bound)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return (random_state >> 8) % bound;
}

static object *new_object(unsigned id, bool is_template)
{
    object *o = &pool[pooled++];

    assert_true(pooled < COUNT(pool));
    memset(o, 0, sizeof *o);
    o->id = id;
    o->is_template = is_template;
    return o;
}

static void random_value(object *o, unsigned most)
{
    static const char *const letters[] = { "a", "Z", " ", "é", "ก", "🍜" };
    size_t count = 1u + random_below(most), i;

    for (i = 0; i < count; i++) {
        const char *letter = letters[random_below(random_below(3) == 0 ? COUNT(letters) : 3u)];

        memcpy(o->value + o->len, letter, strlen(letter));
        o->len += strlen(letter);
    }
}

static object *find(object *list, unsigned id)
{
    while (list != NULL && list->id != id) {
        list = list->next;
    }
    return list;
}

/* Behind the last with a smaller ID; what is removed in the same change still marks its place. */
static void insert(object **list, object *o)
{
    object **place = list, *at;

    for (at = *list; at != NULL; at = at->next) {
        if (at->id < o->id) {
            place = &at->next;
        }
    }
    o->next = *place;
    *place = o;
}

static void append(object **list, object *o)
{
    while (*list != NULL) {
        list = &(*list)->next;
    }
    *list = o;
}

static object *random_level(unsigned above, unsigned count)
{
    object *list = NULL;

    while (count-- != 0) {
        unsigned id = above == 100u ? 1u + random_below(99)
                                    : random_below(12) + (above == 62u && random_below(3) == 0 ? 50u : 0u);
        bool opens = above == 100u ? (id >= 26u && id <= 51u) || id == 62u || id == 64u : above == 62u && id >= 50u;
        object *o;

        if (above == 100u && random_below(3) == 0) {
            id = 62;
            opens = true;
        }
        if (find(list, id) != NULL || id == 63u) {
            continue;
        }
        o = new_object(id, opens && random_below(4) != 0);
        if (o->is_template && above == 62u) {
            o->child = new_object(0, false); /* a GUID */
            random_value(o->child, 4);
        } else if (o->is_template) {
            o->child = random_level(id, 1u + random_below(4));
        } else {
            random_value(o, 8);
        }
        append(&list, o);
    }
    return list;
}

static size_t units(const char *text, size_t len, emvqr_unit unit)
{
    size_t i, count = 0;

    for (i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];

        count += unit == EMVQR_BYTES || (c & 0xC0u) != 0x80u;
        count += unit == EMVQR_UTF16 && c >= 0xF0u;
    }
    return count;
}

/* The level as text; *status is TOO_LONG when a value is. A template without a child is left out. */
static size_t render(const object *list, emvqr_unit unit, char *out, emvqr_status *status)
{
    size_t used = 0;

    for (; list != NULL; list = list->next) {
        char inside[2048];
        size_t len = list->len;

        if (list->removed) {
            continue;
        }
        memcpy(inside, list->value, len);
        if (list->is_template) {
            len = render(list->child, unit, inside, status);
            if (len == 0) {
                continue;
            }
        }
        if (units(inside, len, unit) > 99u) {
            *status = EMVQR_ERR_TOO_LONG;
            return 0;
        }
        used += (size_t)sprintf(out + used, "%02u%02u", list->id, (unsigned)units(inside, len, unit));
        memcpy(out + used, inside, len);
        used += len;
    }
    return used;
}

static emvqr_status apply(object **list, const emvqr_edit *edit)
{
    unsigned depth = emvqr_path_depth(edit->path), level;
    object *o = NULL;

    for (level = 0; level < depth; level++) {
        unsigned id = emvqr_path_id(edit->path, level);

        if (o != NULL && !o->is_template) {
            return EMVQR_ERR_PATH;
        }
        list = o == NULL ? list : &o->child;
        o = find(*list, id);
        if (o == NULL) {
            if (edit->value.ptr == NULL) {
                return EMVQR_OK;
            }
            o = new_object(id, level + 1u < depth);
            insert(list, o);
        }
    }
    if (o == NULL) {
        return EMVQR_ERR_PATH;
    }
    o->removed = edit->value.ptr == NULL;
    if (!o->removed) {
        o->is_template = false;
        o->len = edit->value.len;
        memcpy(o->value, edit->value.ptr, o->len);
    }
    return EMVQR_OK;
}

static size_t sign(const char *text, size_t len, char *out)
{
    memcpy(out, text, len);
    memcpy(out + len, "6304", 4);
    len += 4u;
    return len + (size_t)sprintf(out + len, "%04X", (unsigned)emvqr_crc16(out, len));
}

static void read_payload(emvqr_doc *doc, const char *text, size_t len)
{
    emvqr_findings findings;

    emvqr_findings_init(&findings, NULL, 0, EMVQR_FIELD);
    emvqr_doc_init(doc, nodes, COUNT(nodes), NULL);
    assert_int_equal(emvqr_parse(doc, text, len, &findings), EMVQR_OK);
}

static int by_path(const void *a, const void *b)
{
    emvqr_path p = ((const emvqr_edit *)a)->path, q = ((const emvqr_edit *)b)->path;

    return (p > q) - (p < q);
}

/* Some edits near what is there, in order and apart. */
static size_t random_edits(const emvqr_doc *doc, emvqr_edit *edits)
{
    static const char *const values[] = { "", "x", "ก🍜", "VALUE", "0501A" };
    size_t count = 1u + random_below(5), i, kept = 0;

    for (i = 0; i < count; i++) {
        emvqr_path path = doc->count == 0 ? 0 : emvqr_node_path(doc, &doc->nodes[random_below(doc->count)]);
        const char *value = values[random_below(COUNT(values))];

        switch (random_below(6)) {
        case 0: path = EMVQR_PATH1(random_below(100)); break;
        case 1: path = EMVQR_PATH2(random_below(2) == 0 ? 62u : 26u + random_below(26), random_below(99)); break;
        case 2: path = EMVQR_PATH3(62, 50u + random_below(8), random_below(3)); break;
        case 3:
            if (emvqr_path_depth(path) < EMVQR_DEPTH_MAX) {
                path = emvqr_path_join(path, random_below(12));
            }
            break;
        default: break;
        }
        if (path == 0 || emvqr_path_id(path, 0) == 63u) {
            path = EMVQR_PATH1(54);
        }
        edits[i].path = path;
        edits[i].value.ptr = random_below(3) == 0 ? NULL : value;
        edits[i].value.len = edits[i].value.ptr == NULL ? 0 : strlen(value);
    }
    qsort(edits, count, sizeof edits[0], by_path);
    for (i = 1; i < count; i++) {
        if (edits[i].path != edits[kept].path && !emvqr_path_below(edits[i].path, edits[kept].path)) {
            edits[++kept] = edits[i];
        }
    }
    return kept + 1u;
}

static void assert_rewritten(const emvqr_doc *doc, const emvqr_edit *edits, size_t count, const char *after, size_t len)
{
    size_t written = 0, small = random_below((unsigned)len);
    char *buf = guard_place(&around, GUARD_END, NULL, len);

    assert_int_equal(emvqr_rewrite(doc, edits, count, buf, len, &written), EMVQR_OK);
    if (written != len || memcmp(buf, after, len) != 0) {
        fail_msg("%.*s\nbecame %.*s\nnot    %.*s", (int)doc->length, doc->text, (int)written, buf, (int)len, after);
    }
    buf = guard_place(&around, GUARD_END, NULL, small);
    assert_int_equal(emvqr_rewrite(doc, edits, count, buf, small, &written), EMVQR_ERR_NO_SPACE);
    assert_int_equal(written, len);
}

static void random_rewrites(void **state)
{
    unsigned n, done = 0, refused = 0;

    (void)state;
    random_state = 2463534242u;
    for (n = 0; n < 60000u; n++) {
        char body[4096], before[4096], after[4096], buf[4096];
        emvqr_unit unit = (emvqr_unit)random_below(3);
        emvqr_status status = EMVQR_OK;
        emvqr_edit edits[8];
        emvqr_doc doc;
        object *list;
        size_t before_len, len, count, i;

        pooled = 0;
        list = random_level(100, 1u + random_below(8));
        len = render(list, unit, body, &status);
        assert_int_equal(status, EMVQR_OK);
        before_len = sign(body, len, before);
        read_payload(&doc, before, before_len);
        if (doc.unit != unit) {
            unit = (emvqr_unit)doc.unit; /* all ASCII, or two units that agree */
            if (render(list, unit, buf, &status) != len || memcmp(buf, body, len) != 0) {
                continue; /* read differently than it was meant, which is possible, and another test's matter */
            }
        }
        count = random_edits(&doc, edits);
        for (i = 0; i < count && status == EMVQR_OK; i++) {
            status = apply(&list, &edits[i]);
        }
        if (status == EMVQR_OK) {
            len = sign(body, render(list, unit, body, &status), after);
        }
        if (status != EMVQR_OK) {
            assert_int_equal(emvqr_rewrite(&doc, edits, count, buf, sizeof buf, &len), status);
            refused++;
            continue;
        }
        done++;
        assert_rewritten(&doc, edits, count, after, len);
    }
    assert_true(done > 30000u && refused > 100u);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(random_rewrites) };
    int failed;

    guard_open(&around, 8192);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_close(&around);
    return failed;
}
