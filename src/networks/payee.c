/* SPDX-License-Identifier: MIT */
/* The payee's fingerprint. The table below is frozen with version 1 of the form: fingerprints are stored, so what is
 * left out of them must not follow the networks' tables as these grow. Accounts that the table does not name count
 * whole. */
#include "payee_form.h"

#include "../core/rules.h"
#include "sha256.h"

#include <string.h>

/* ---- version 1 ---- */

#define PAYEE_HEAD "emvqr payee 1\n"
#define PAYEE_ELSEWHERE "com.alipay" /* names an account in 80 to 99, too */

/* IDs joined by blanks. */
typedef struct payee_rule {
    const char *guids, *left_out, *opened;
} payee_rule;

static const payee_rule payee_rules[] = {
    { "A000000677010111 A000000677010114", "05", "" }, /* one-time authorization */
    { "A000000677010112 A000000677012006", "03", "" }, /* reference 2 */
    { "A000000677010113", "04 05", "" },               /* its copies */
    { "A000000677012004", "03", "" },                  /* transaction reference */
    { "A000000727", "", "01" },                        /* bank and account, in either order */
    { "A0000006150001", "03", "" },                    /* descriptor: a time, with Maybank */
    { "A005266284662577", "04 05", "" },               /* expiry, action */
    { "BCEL", "03 05", "" },                           /* the same */
};

static const payee_rule payee_whole = { "", "", "" };

static bool payee_lists(const char *ids, unsigned id)
{
    char digits[2];
    emvqr_span text;
    digits[0] = (char)('0' + id / 10u);
    digits[1] = (char)('0' + id % 10u);
    text.ptr = digits;
    text.len = sizeof digits;
    return emvqr__word(ids, text) != 0;
}

static void payee_enter(const emvqr_doc *doc, const emvqr_node *account, emvqr_reader *objects)
{
    emvqr_span value = emvqr_node_value(doc, account);
    emvqr_reader_init(objects, value.ptr, value.len, (emvqr_unit)doc->unit);
}

/* Whether objects fill all of it, each ID once. */
static bool payee_tiles(emvqr_reader objects)
{
    emvqr__seen seen = { { 0, 0, 0, 0 } };
    bool any = objects.at != objects.end;
    while (emvqr_reader_next(&objects)) {
        if (emvqr__seen_twice(&seen, objects.id)) {
            return false;
        }
    }
    return any && objects.code == EMVQR_CODE_NONE;
}

emvqr_span emvqr__payee_guid(const emvqr_doc *doc, const emvqr_node *account)
{
    emvqr_span guid = { NULL, 0 };
    emvqr_reader objects;
    payee_enter(doc, account, &objects);
    if (account->id >= 26u && payee_tiles(objects)) {
        while (guid.ptr == NULL && emvqr_reader_next(&objects)) {
            if (objects.id == 0 && objects.value != objects.at) {
                guid = emvqr_reader_value(&objects);
            }
        }
    }
    return guid;
}

static const payee_rule *payee_rule_of(emvqr_span guid)
{
    size_t i;
    for (i = 0; i < sizeof payee_rules / sizeof payee_rules[0]; i++) {
        if (emvqr__word(payee_rules[i].guids, guid) != 0) {
            return &payee_rules[i];
        }
    }
    return &payee_whole;
}

bool emvqr__payee_is_account(const emvqr_doc *doc, const emvqr_node *node)
{
    emvqr_span guid = { NULL, 0 };
    if (node->id >= 80u) {
        guid = emvqr__payee_guid(doc, node);
    }
    return (node->id >= 2u && node->id <= 51u) || (guid.ptr != NULL && emvqr__word(PAYEE_ELSEWHERE, guid) != 0);
}

bool emvqr__payee_counts(const emvqr_doc *doc, const emvqr_node *account, unsigned id)
{
    return !payee_lists(payee_rule_of(emvqr__payee_guid(doc, account))->left_out, id);
}

/* ---- one line ---- */

static void payee_put(char **at, const char *text, size_t len)
{
    memcpy(*at, text, len);
    *at += len;
}

static void payee_put_object(char **at, const char id[2], emvqr_span value)
{
    char digits[3];
    unsigned left = (unsigned)value.len, first = sizeof digits;
    do {
        digits[--first] = (char)('0' + left % 10u);
        left /= 10u;
    } while (left != 0); /* at most 396 */
    payee_put(at, id, 2);
    payee_put(at, "=", 1);
    payee_put(at, digits + first, sizeof digits - first);
    payee_put(at, ":", 1);
    payee_put(at, value.ptr, value.len);
}

/* As many objects as a value of 99 characters holds, and more than fit. */
#define PAYEE_OBJECTS 25u

/* Objects in the order of their IDs, each as the reader that stands behind it; no ID stands twice. */
static unsigned payee_sort(emvqr_reader objects, emvqr_reader sorted[PAYEE_OBJECTS])
{
    unsigned count = 0, at;
    while (emvqr_reader_next(&objects)) {
        for (at = count++; at != 0 && sorted[at - 1u].id > objects.id; at--) {
            sorted[at] = sorted[at - 1u];
        }
        sorted[at] = objects;
    }
    return count;
}

static void payee_put_objects(char **at, emvqr_reader objects)
{
    emvqr_reader sorted[PAYEE_OBJECTS];
    unsigned i, count = payee_sort(objects, sorted);
    for (i = 0; i < count; i++) {
        payee_put_object(at, sorted[i].value - 4, emvqr_reader_value(&sorted[i]));
    }
}

static void payee_put_account(char **at, emvqr_reader objects, const payee_rule *rule)
{
    emvqr_reader sorted[PAYEE_OBJECTS], inside;
    unsigned i, count = payee_sort(objects, sorted);
    for (i = 0; i < count; i++) {
        const emvqr_reader *found = &sorted[i];
        char *value = *at;
        emvqr_reader_enter(&inside, found);
        if (payee_lists(rule->left_out, found->id)) {
            continue;
        }
        if (payee_lists(rule->opened, found->id) && payee_tiles(inside)) {
            payee_put(at, found->value - 4, 2);
            payee_put(at, "=(", 2);
            payee_put_objects(at, inside);
            payee_put(at, ")", 1);
            continue;
        }
        payee_put_object(at, found->value - 4, emvqr_reader_value(found));
        for (; found->id == 0 && value != *at; value++) { /* the identifier; digits and signs are no letters */
            *value = (char)((unsigned)(unsigned char)*value - 'a' <= 25u ? *value - 32 : *value);
        }
    }
}

size_t emvqr__payee_line(const emvqr_doc *doc, const emvqr_node *account, char line[EMVQR__PAYEE_LINE])
{
    emvqr_span guid = emvqr__payee_guid(doc, account);
    char *at = line;
    emvqr_reader objects;
    if (guid.ptr == NULL) {
        payee_put_object(&at, doc->text + account->offset, emvqr_node_value(doc, account));
    } else {
        payee_enter(doc, account, &objects);
        payee_put_account(&at, objects, payee_rule_of(guid));
    }
    payee_put(&at, "\n", 1);
    return (size_t)(at - line);
}

/* ---- all of them ---- */

/* The text grows by at most a byte for each object of four, two for a longer one, and two for each account. */
#define PAYEE_TEXT (EMVQR_PAYLOAD_MAX + EMVQR_NODES_MAX + 2u * EMVQR__PAYEE_LINES + sizeof PAYEE_HEAD)

typedef struct payee_text {
    char text[PAYEE_TEXT];
    uint16_t starts[EMVQR__PAYEE_LINES + 1u]; /* of the lines; behind the last, the end */
    unsigned lines;
} payee_text;

/* Puts a line among the others, where the order of bytes has it. */
static void payee_insert(payee_text *all, const char *line, size_t len)
{
    unsigned at = all->lines++, i;
    size_t end = all->starts[at];
    for (; at != 0; at--) {
        const char *before = all->text + all->starts[at - 1u];
        size_t its = (size_t)(all->starts[at] - all->starts[at - 1u]);
        int order = memcmp(before, line, its < len ? its : len);
        if (order <= 0) { /* a line says itself where it ends, so none is the beginning of another */
            break;
        }
    }
    memmove(all->text + all->starts[at] + len, all->text + all->starts[at], end - all->starts[at]);
    memcpy(all->text + all->starts[at], line, len);
    for (i = all->lines; i > at; i--) {
        all->starts[i] = (uint16_t)(all->starts[i - 1u] + len);
    }
}

emvqr_status emvqr_payee_fingerprint(const emvqr_doc *doc, uint8_t fingerprint[EMVQR_PAYEE_BYTES])
{
    payee_text all;
    char line[EMVQR__PAYEE_LINE];
    const emvqr_node *node;
    if (doc == NULL || fingerprint == NULL) {
        return EMVQR_ERR_ARGUMENT;
    }
    if (doc->broken || doc->fault != EMVQR_CODE_NONE) {
        return EMVQR_ERR_STRUCTURE;
    }
    memcpy(all.text, PAYEE_HEAD, sizeof PAYEE_HEAD - 1u);
    all.starts[0] = sizeof PAYEE_HEAD - 1u;
    all.lines = 0;
    for (node = doc->nodes; node != emvqr__children_end(doc, NULL); node = emvqr__next(node)) {
        if (emvqr__payee_is_account(doc, node)) {
            payee_insert(&all, line, emvqr__payee_line(doc, node, line));
        }
    }
    if (all.lines == 0) {
        return EMVQR_ERR_VALUE;
    }
    fingerprint[0] = EMVQR_PAYEE_VERSION;
    emvqr__sha256(all.text, all.starts[all.lines], fingerprint + 1);
    return EMVQR_OK;
}

void emvqr_payee_format(const uint8_t fingerprint[EMVQR_PAYEE_BYTES], char text[EMVQR_PAYEE_TEXT])
{
    static const char hex[] = "0123456789abcdef";
    unsigned i;
    for (i = 0; i < EMVQR_PAYEE_BYTES; i++) {
        *text++ = hex[fingerprint[i] >> 4];
        *text++ = hex[fingerprint[i] & 0xFu];
    }
    *text = '\0';
}
