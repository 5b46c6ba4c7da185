/* SPDX-License-Identifier: MIT */
/* The reference: as plain as it can be, in time that does not matter. */
#include "support/core_reference.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct object {
    size_t offset, length; /* bytes: of the ID, of the value */
    unsigned id, count;    /* the two numbers of the header */
} object;

typedef struct level { /* objects of one level, and how it ended */
    object items[REFERENCE_OBJECTS_MAX];
    size_t count, at;
    unsigned code, id; /* of the fault; id 100: not even that could be read */
} level;

unsigned reference_crc(const char *text, size_t len)
{
    unsigned crc = 0xFFFF, bit;
    size_t i;
    for (i = 0; i < len; i++) {
        for (bit = 0; bit < 8; bit++) {
            unsigned top = (crc >> 15 ^ (unsigned)(unsigned char)text[i] >> (7 - bit)) & 1u;
            crc = (crc << 1 & 0xFFFFu) ^ (top ? 0x1021u : 0);
        }
    }
    return crc;
}

/* Bytes of the character at text[0] by Unicode's table 3-7, 0 for anything that is not in it. */
static size_t reference_character(const char *text, size_t len)
{
    static const struct { unsigned char first, last, low, high; size_t bytes; } rows[] = {
        { 0x00, 0x7F, 0, 0, 1 },          { 0xC2, 0xDF, 0x80, 0xBF, 2 }, { 0xE0, 0xE0, 0xA0, 0xBF, 3 },
        { 0xE1, 0xEC, 0x80, 0xBF, 3 },    { 0xED, 0xED, 0x80, 0x9F, 3 }, { 0xEE, 0xEF, 0x80, 0xBF, 3 },
        { 0xF0, 0xF0, 0x90, 0xBF, 4 },    { 0xF1, 0xF3, 0x80, 0xBF, 4 }, { 0xF4, 0xF4, 0x80, 0x8F, 4 },
    };
    size_t row, i;
    for (row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        unsigned char c = (unsigned char)text[0], second = len > 1 ? (unsigned char)text[1] : 0;
        if (c < rows[row].first || c > rows[row].last || rows[row].bytes > len) {
            continue;
        }
        if (rows[row].bytes > 1 && (second < rows[row].low || second > rows[row].high)) {
            continue;
        }
        for (i = 2; i < rows[row].bytes; i++) {
            if ((unsigned char)text[i] < 0x80 || (unsigned char)text[i] > 0xBF) {
                return 0;
            }
        }
        return rows[row].bytes;
    }
    return 0;
}

static bool reference_valid(const char *text, size_t len)
{
    size_t at = 0, bytes;
    for (; at < len; at += bytes) {
        bytes = reference_character(text + at, len - at);
        if (bytes == 0) {
            return false;
        }
    }
    return true;
}

static void reference_edges(reference *r)
{
    size_t at, bytes;
    unsigned unit;
    memset(r->edge, 0xFF, sizeof r->edge);
    memset(r->units, 0, sizeof r->units);
    for (at = r->start; at <= r->end; at++) {
        r->edge[EMVQR_BYTES][at - r->start] = (long)at;
    }
    r->units[EMVQR_BYTES] = r->end - r->start;
    for (unit = EMVQR_CHARACTERS; unit <= EMVQR_UTF16; unit++) {
        for (at = r->start; at < r->end; at += bytes) {
            bytes = reference_character(r->text + at, r->end - at);
            if (bytes == 0) {
                return; /* not UTF-8: only bytes */
            }
            r->edge[unit][r->units[unit]] = (long)at;
            r->units[unit] += unit == EMVQR_UTF16 && bytes == 4 ? 2 : 1;
        }
        r->edge[unit][r->units[unit]] = (long)at;
    }
}

/* The end of a value of `count` units from byte `at`, or -1. */
static long reference_after(const reference *r, size_t at, size_t end, unsigned count, unsigned unit)
{
    size_t k = 0;
    while (k <= r->units[unit] && r->edge[unit][k] != (long)at) {
        k++;
    }
    if (k + count > r->units[unit] || r->edge[unit][k + count] < 0 || r->edge[unit][k + count] > (long)end) {
        return -1;
    }
    return r->edge[unit][k + count];
}

static void reference_level(const reference *r, level *l, size_t at, size_t end, unsigned unit, bool root)
{
    l->count = 0;
    l->code = EMVQR_CODE_NONE;
    for (l->at = at; l->at < end;) {
        unsigned digits[4] = { 0, 0, 0, 0 }, i;
        object *o = &l->items[l->count];
        long after;
        l->id = 100;
        for (i = 0; i < 4 && l->at + i < end && r->text[l->at + i] >= '0' && r->text[l->at + i] <= '9'; i++) {
            digits[i] = (unsigned)(r->text[l->at + i] - '0');
        }
        if (i >= 2) {
            l->id = digits[0] * 10 + digits[1];
        }
        if (i < 4) {
            l->code = l->at + i == end ? EMVQR_CODE_TRUNCATED : i < 2 ? EMVQR_CODE_BAD_ID : EMVQR_CODE_BAD_LENGTH;
            return;
        }
        after = reference_after(r, l->at + 4, end, digits[2] * 10 + digits[3], unit);
        if (after < 0) {
            l->code = EMVQR_CODE_TRUNCATED;
            return;
        }
        o->offset = l->at;
        o->id = l->id;
        o->count = digits[2] * 10 + digits[3];
        o->length = (size_t)after - l->at - 4;
        l->count++;
        l->at = (size_t)after;
        if (root && o->id == 63) {
            return;
        }
    }
}

static bool level_has_crc(const level *l)
{
    return l->count != 0 && l->items[l->count - 1].id == 63;
}

static void reference_raise(reference *r, unsigned code, size_t offset)
{
    r->found[r->total].code = code;
    r->found[r->total++].offset = offset;
}

/* Whether the walk reaches an object 63 of 1 to 4. */
static bool reference_fits(const level *l)
{
    return level_has_crc(l) && l->items[l->count - 1].count >= 1 && l->items[l->count - 1].count <= 4;
}

static unsigned reference_unit(reference *r)
{
    static level levels[3];
    bool fits[3];
    unsigned unit, other, code = EMVQR_CODE_NONE;
    if (!reference_valid(r->text + r->start, r->end - r->start)) {
        r->unit = EMVQR_BYTES;
        return EMVQR_CODE_INVALID_UTF8;
    }
    for (unit = EMVQR_CHARACTERS; unit <= EMVQR_BYTES; unit++) {
        reference_level(r, &levels[unit], r->start, r->end, unit, true);
        fits[unit] = reference_fits(&levels[unit]);
    }
    r->unit = fits[0] ? EMVQR_CHARACTERS : fits[1] ? EMVQR_UTF16 : fits[2] ? EMVQR_BYTES : EMVQR_CHARACTERS;
    if (r->unit != EMVQR_CHARACTERS) {
        code = EMVQR_CODE_LENGTH_UNIT;
    }
    for (unit = EMVQR_CHARACTERS; unit <= EMVQR_BYTES; unit++) {
        for (other = unit + 1; other <= EMVQR_BYTES; other++) {
            if (fits[unit] && fits[other] &&
                (levels[unit].count != levels[other].count || levels[unit].at != levels[other].at ||
                 memcmp(levels[unit].items, levels[other].items, levels[unit].count * sizeof(object)) != 0)) {
                code = EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT;
            }
        }
    }
    return code;
}

/* Whether a value is a template by its place and shape; `within`: the template around it, 100 the root, else 255. */
static bool reference_opens(const reference *r, const object *o, unsigned within, level *inside)
{
    bool always = within == 100 && ((o->id >= 26 && o->id <= 51) || o->id == 62 || o->id == 64);
    bool guided = (within == 100 && o->id >= 80) || (within == 62 && o->id >= 50);
    size_t i;
    if ((!always && !guided) || o->length == 0) {
        return false;
    }
    reference_level(r, inside, o->offset + 4, o->offset + 4 + o->length, r->unit, false);
    if (inside->code != EMVQR_CODE_NONE) {
        return false;
    }
    for (i = 0; guided && i < inside->count && inside->items[i].id != 0; i++) {
    }
    return always || (i < inside->count && inside->items[i].length >= 1 && inside->items[i].length <= 32);
}

static size_t reference_nodes(reference *r, const level *l, unsigned within)
{
    size_t i, j, first = r->total_nodes;
    for (i = 0; i < l->count; i++) {
        level *inside = malloc(sizeof *inside); /* big, so not on the stack */
        const object *o = &l->items[i];
        emvqr_node *node = &r->nodes[r->total_nodes++];
        if (inside == NULL) {
            abort();
        }
        node->offset = (uint16_t)o->offset;
        node->length = (uint16_t)o->length;
        node->id = (uint8_t)o->id;
        node->network = node->inside = node->shape = 0;
        for (j = 0; j < i && l->items[j].id != o->id; j++) {
        }
        if (j < i) {
            reference_raise(r, EMVQR_CODE_DUPLICATE_OBJECT, o->offset);
        }
        if (reference_opens(r, o, within, inside)) {
            node->shape = EMVQR_TEMPLATE_SHAPE;
            node->inside = (uint8_t)reference_nodes(r, inside, within == 100 ? o->id : 255);
        }
        free(inside);
    }
    return r->total_nodes - first;
}

/* Bytes of a blank or a byte order mark at the payload's beginning or end. */
static size_t reference_outside(const reference *r, bool last)
{
    static const char *const outside[] = { " ", "\t", "\r", "\n", "\xEF\xBB\xBF" };
    size_t i, n;
    for (i = 0; i < sizeof outside / sizeof outside[0]; i++) {
        n = strlen(outside[i]);
        if (r->end - r->start >= n && memcmp(r->text + (last ? r->end - n : r->start), outside[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

static void reference_judge_crc(reference *r, const object *o, bool *lower)
{
    char digits[5], small[5];
    size_t i;
    r->crc = (uint16_t)reference_crc(r->text + r->start, o->offset + 4 - r->start);
    snprintf(digits, sizeof digits, "%04X", r->crc);
    snprintf(small, sizeof small, "%04x", r->crc);
    r->has_crc = true;
    r->crc_ok = o->length == 4;
    for (i = 0; i < 4 && r->crc_ok; i++) {
        char c = r->text[o->offset + 4 + i];
        r->crc_ok = c == digits[i] || c == small[i];
        *lower = *lower || c != digits[i];
    }
}

static void reference_utf8(reference *r)
{
    size_t i, before = r->total;
    for (i = 0; i < r->total_nodes; i++) {
        const emvqr_node *node = &r->nodes[i];
        if (node->shape == EMVQR_LEAF && !reference_valid(r->text + node->offset + 4, node->length)) {
            reference_raise(r, EMVQR_CODE_INVALID_UTF8, node->offset);
        }
    }
    if (r->total == before) {
        reference_raise(r, EMVQR_CODE_INVALID_UTF8, r->start);
    }
}

static void reference_refuse(reference *r, unsigned code)
{
    r->total = r->total_nodes = 0;
    r->broken = true;
    r->has_crc = false;
    reference_raise(r, code, r->start);
}

void reference_read(reference *r, const char *text, size_t len)
{
    static level root;
    unsigned code;
    size_t i, characters = 0;
    bool lower = false;
    r->text = text;
    r->len = r->end = len;
    r->start = r->total = r->total_nodes = 0;
    r->unit = EMVQR_CHARACTERS;
    r->has_crc = r->crc_ok = r->broken = false;
    r->crc = 0;
    while ((i = reference_outside(r, false)) != 0) {
        r->start += i;
    }
    while ((i = reference_outside(r, true)) != 0) {
        r->end -= i;
    }
    if (r->start == r->end || r->end - r->start > 2953) {
        reference_refuse(r, r->start == r->end ? EMVQR_CODE_NOT_EMV : EMVQR_CODE_TOO_LONG);
        return;
    }
    reference_edges(r);
    code = reference_unit(r);
    reference_level(r, &root, r->start, r->end, r->unit, true);
    reference_nodes(r, &root, 100);
    if (level_has_crc(&root)) {
        reference_judge_crc(r, &root.items[root.count - 1], &lower);
    }
    if (!r->crc_ok && (r->end - r->start < 4 || memcmp(text + r->start, "0002", 4) != 0)) {
        reference_refuse(r, EMVQR_CODE_NOT_EMV);
        return;
    }
    if (r->has_crc && (!r->crc_ok || lower)) {
        reference_raise(r, r->crc_ok ? EMVQR_CODE_CRC_LOWER_CASE : EMVQR_CODE_CRC_MISMATCH,
                        root.items[root.count - 1].offset);
    }
    if (r->has_crc && root.at != r->end) {
        reference_raise(r, EMVQR_CODE_TRAILING_DATA, root.at);
    }
    if (!r->has_crc && root.code != EMVQR_CODE_NONE) {
        r->broken = true;
        reference_raise(r, root.code, root.at);
    } else if (!r->has_crc) {
        reference_raise(r, EMVQR_CODE_CRC_MISSING, 0);
    }
    if (r->start != 0 || r->end != len) {
        reference_raise(r, EMVQR_CODE_SURROUNDING_SPACE, 0);
    }
    if (code == EMVQR_CODE_INVALID_UTF8) {
        reference_utf8(r);
    } else if (code != EMVQR_CODE_NONE) {
        reference_raise(r, code, r->start);
    }
    for (i = r->start; i < r->end; i++) {
        characters += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    if (characters > 512) {
        reference_raise(r, EMVQR_CODE_OVER_512, r->start);
    }
    for (i = 0; i < root.count && root.items[i].id != 0; i++) {
    }
    if (i != 0 && i < root.count) {
        reference_raise(r, EMVQR_CODE_ORDER, root.items[i].offset);
    }
}

