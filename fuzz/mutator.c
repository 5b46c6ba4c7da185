/* SPDX-License-Identifier: MIT */
/* libFuzzer's mutator for targets whose input is a payload with parameters behind it. It works on objects (changes,
 * inserts, removes, duplicates, moves, at any depth) and then makes the lengths and the CRC right, since behind a wrong
 * CRC there is little to find. In one case of eight it is plain LLVMFuzzerMutate, for the faults that it would repair.
 * It depends on the seed alone. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <emvqr/core.h>

#if defined(__has_feature)
#if __has_feature(memory_sanitizer)
#include <sanitizer/msan_interface.h>
#define WAS_WRITTEN(address, size) __msan_unpoison(address, size)
#endif
#endif
#ifndef WAS_WRITTEN
#define WAS_WRITTEN(address, size) ((void)0)
#endif

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *data1, size_t size1, const uint8_t *data2, size_t size2, uint8_t *out,
                                 size_t max_size, unsigned seed);

enum { OBJECTS_MAX = 160, VALUE_MAX = 99, ID_CRC = 63, DEPTH_MAX = 3 };

/* Values stay where they are in the input, or in the store when they were changed. */
typedef struct object {
    const uint8_t *value;
    size_t len;
    unsigned id;
} object;

typedef struct level {
    object objects[OBJECTS_MAX];
    size_t count;
} level;

typedef struct mutation {
    uint32_t random;
    unsigned unit;
    uint8_t store[16384];
    size_t used;
} mutation;

/* xorshift: a number below `n`. */
static unsigned draw(mutation *m, size_t n)
{
    m->random ^= m->random << 13;
    m->random ^= m->random >> 17;
    m->random ^= m->random << 5;
    return (unsigned)(m->random % n);
}

static uint8_t *take_store(mutation *m, size_t size)
{
    uint8_t *at = m->store + m->used;
    if (size > sizeof m->store - m->used) {
        return NULL;
    }
    m->used += size;
    return at;
}

/* MemorySanitizer does not see what libFuzzer itself writes. */
static size_t mutate_bytes(uint8_t *bytes, size_t len, size_t most)
{
    size_t made = LLVMFuzzerMutate(bytes, len, most);
    WAS_WRITTEN(&made, sizeof made);
    WAS_WRITTEN(bytes, made);
    return made;
}

/* ---- reading and writing objects ---- */

static size_t cost_of(uint8_t byte, unsigned unit)
{
    return unit == EMVQR_BYTES ? 1u : (byte & 0xC0u) == 0x80u ? 0u : unit == EMVQR_UTF16 && byte >= 0xF0u ? 2u : 1u;
}

/* Bytes that `units` units of text take, at most `len`. */
static size_t bytes_of(const uint8_t *text, size_t len, size_t units, unsigned unit)
{
    size_t at = 0;
    while (at < len && (units != 0 || cost_of(text[at], unit) == 0)) {
        size_t cost = cost_of(text[at++], unit);
        units -= cost < units ? cost : units;
    }
    return at;
}

static size_t units_of(const uint8_t *text, size_t len, unsigned unit)
{
    size_t units = 0;
    while (len != 0) {
        units += cost_of(text[--len], unit);
    }
    return units;
}

/* Reads objects until one does not fit, or object 63 was read; returns where the next would begin. */
static size_t read_level(level *l, const uint8_t *text, size_t len, unsigned unit)
{
    size_t at = 0;
    l->count = 0;
    while (l->count < OBJECTS_MAX && len - at >= 4u) {
        object *o = &l->objects[l->count];
        unsigned i, digit[4];
        for (i = 0; i < 4u; i++) {
            digit[i] = (unsigned)text[at + i] - '0';
            if (digit[i] > 9u) {
                return at;
            }
        }
        o->id = digit[0] * 10u + digit[1];
        o->value = text + at + 4;
        o->len = bytes_of(o->value, len - at - 4u, digit[2] * 10u + digit[3], unit);
        if (units_of(o->value, o->len, unit) < digit[2] * 10u + digit[3]) {
            return at;
        }
        at += 4u + o->len;
        l->count++;
        if (o->id == ID_CRC) {
            break;
        }
    }
    return at;
}

/* Writes the objects with right lengths; those without room are left out. */
static size_t write_level(const level *l, uint8_t *out, size_t cap, unsigned unit)
{
    size_t used = 0, i;
    for (i = 0; i < l->count; i++) {
        const object *o = &l->objects[i];
        size_t len = bytes_of(o->value, o->len, VALUE_MAX, unit), units = units_of(o->value, len, unit);
        if (used + 4u + len <= cap && units <= VALUE_MAX) {
            out[used++] = (uint8_t)('0' + o->id / 10u);
            out[used++] = (uint8_t)('0' + o->id % 10u);
            out[used++] = (uint8_t)('0' + units / 10u);
            out[used++] = (uint8_t)('0' + units % 10u);
            if (len != 0) {
                memcpy(out + used, o->value, len);
            }
            used += len;
        }
    }
    return used;
}

/* ---- one change ---- */

static void insert_object(level *l, size_t at, object o)
{
    if (l->count < OBJECTS_MAX) {
        memmove(&l->objects[at + 1u], &l->objects[at], (l->count - at) * sizeof o);
        l->objects[at] = o;
        l->count++;
    }
}

static void remove_object(level *l, size_t at)
{
    l->count--;
    memmove(&l->objects[at], &l->objects[at + 1u], (l->count - at) * sizeof l->objects[0]);
}

/* IDs of the root that mean something; inside templates the small ones do. */
static unsigned draw_id(mutation *m, unsigned depth)
{
    static const uint8_t root[] = { 0,  1,  2,  4,  15, 26, 29, 30, 31, 38, 51, 52, 53, 54,
                                    55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 80, 81, 82, 99 };
    unsigned kind = draw(m, 8);
    return kind == 0 ? draw(m, 100) : depth == 0 ? root[draw(m, sizeof root)] : kind == 1 ? 50u + draw(m, 50)
                                                                                          : draw(m, 12);
}

static void change_value(mutation *m, object *o)
{
    uint8_t *copy = take_store(m, 4u * VALUE_MAX);
    if (copy != NULL) {
        size_t len = o->len < 4u * VALUE_MAX ? o->len : 4u * VALUE_MAX;
        if (len != 0) {
            memcpy(copy, o->value, len);
        }
        o->len = mutate_bytes(copy, len, draw(m, 8) == 0 ? 4u * VALUE_MAX : VALUE_MAX > len ? VALUE_MAX : len);
        o->value = copy;
    }
}

/* A value of the right kind for most places: digits, or another object's. */
static object draw_object(mutation *m, const level *l, unsigned depth)
{
    object o = { NULL, 0, draw_id(m, depth) };
    size_t len = draw(m, 4) == 0 ? draw(m, VALUE_MAX + 1u) : 1u + draw(m, 20);
    uint8_t *value;
    if (l->count != 0 && draw(m, 4) == 0) {
        unsigned id = o.id;
        o = l->objects[draw(m, l->count)];
        o.id = id;
        return o;
    }
    value = take_store(m, len);
    if (value != NULL) {
        o.value = value;
        for (o.len = 0; o.len < len; o.len++) {
            value[o.len] = (uint8_t)('0' + draw(m, 10));
        }
        if (draw(m, 3) == 0) {
            change_value(m, &o);
        }
    }
    return o;
}

static void change_level(mutation *m, level *l, unsigned depth);

/* Changes the inside of a value that is objects; false when it is none. */
static bool change_inside(mutation *m, object *o, unsigned depth)
{
    level inside;
    uint8_t *out;
    if (depth + 1u >= DEPTH_MAX || o->len < 4u || read_level(&inside, o->value, o->len, m->unit) != o->len) {
        return false;
    }
    out = take_store(m, 4u * VALUE_MAX);
    if (out == NULL) {
        return false;
    }
    change_level(m, &inside, depth + 1u);
    o->len = write_level(&inside, out, depth == 0 ? 4u * VALUE_MAX : VALUE_MAX, m->unit);
    o->value = out;
    return true;
}

static void change_level(mutation *m, level *l, unsigned depth)
{
    unsigned what = l->count == 0 ? 3u : draw(m, 10);
    size_t at = l->count == 0 ? 0 : draw(m, l->count), to = draw(m, l->count + 1u), more;
    object o;
    switch (what) {
    case 0: case 1: case 2:
        if (draw(m, 2) == 0 || !change_inside(m, &l->objects[at], depth)) {
            change_value(m, &l->objects[at]);
        }
        break;
    case 3: case 4:
        insert_object(l, to, draw_object(m, l, depth));
        break;
    case 5:
        remove_object(l, at);
        break;
    case 6:
        insert_object(l, to, l->objects[at]);
        break;
    case 7:
        o = l->objects[at];
        remove_object(l, at);
        insert_object(l, to <= l->count ? to : l->count, o);
        break;
    case 8:
        l->objects[at].id = draw_id(m, depth);
        break;
    default:
        for (more = 1u + draw(m, 6); more != 0; more--) {
            insert_object(l, to, draw_object(m, l, depth));
        }
    }
}

/* ---- a whole input ---- */

typedef struct parts {
    level root;            /* without object 63 */
    const uint8_t *tail;   /* what is behind it */
    size_t head, tail_len; /* bytes in front that are no object */
} parts;

/* Takes an input apart, in the first unit that reaches object 63. What is no payload becomes the value of an object. */
static void take_apart(mutation *m, const uint8_t *data, size_t size, parts *p)
{
    size_t end = 0;
    p->head = 0;
    while (p->head < size && p->head < 8u && data[p->head] - (unsigned)'0' > 9u) {
        p->head++;
    }
    for (m->unit = EMVQR_CHARACTERS; m->unit <= EMVQR_BYTES; m->unit++) {
        end = p->head + read_level(&p->root, data + p->head, size - p->head, m->unit);
        if (p->root.count != 0 && p->root.objects[p->root.count - 1u].id == ID_CRC) {
            p->root.count--;
            break;
        }
    }
    if (m->unit > EMVQR_BYTES) {
        m->unit = EMVQR_CHARACTERS;
        end = p->head + read_level(&p->root, data + p->head, size - p->head, m->unit);
    }
    if (p->root.count == 0) {
        static const object format = { (const uint8_t *)"01", 2, 0 };
        object value = { data + p->head, size - p->head, 59 };
        p->root.objects[0] = format;
        p->root.objects[1] = value;
        p->root.count = 2;
        end = size;
    }
    p->tail = data + end;
    p->tail_len = size - end;
}

/* Puts it together again, signed; returns its size, 0 when there is no room for what is no object. */
static size_t put_together(mutation *m, const uint8_t *data, const parts *p, uint8_t *out, size_t cap)
{
    size_t used = p->head, tail = p->tail_len;
    char digits[5];
    if (cap < used + 8u + tail) {
        return 0;
    }
    if (used != 0) {
        memcpy(out, data, used);
    }
    used += write_level(&p->root, out + used, cap - used - 8u - tail, m->unit);
    memcpy(out + used, "6304", 4);
    used += 4u;
    snprintf(digits, sizeof digits, draw(m, 32) == 0 ? "%04x" : "%04X",
             (unsigned)emvqr_crc16((const char *)out + p->head, used - p->head));
    memcpy(out + used, digits, 4);
    used += 4u;
    if (tail != 0) {
        memcpy(out + used, p->tail, tail);
    }
    return used + tail;
}

static mutation *begin(unsigned seed)
{
    static mutation m; /* libFuzzer mutates in one thread */
    m.random = seed * 2654435761u ^ 0x9E3779B9u;
    m.random += m.random == 0;
    m.used = 0;
    return &m;
}

/* The parameters behind the payload; what has none seldom gets some. */
static void change_tail(mutation *m, parts *p)
{
    uint8_t *tail;
    size_t most = p->tail_len + 16u;
    if (p->tail_len == 0 ? draw(m, 64) != 0 : draw(m, 3) != 0) {
        return;
    }
    tail = take_store(m, most);
    if (tail != NULL) {
        if (p->tail_len != 0) {
            memcpy(tail, p->tail, p->tail_len);
        }
        p->tail_len = draw(m, 16) == 0 ? 0 : mutate_bytes(tail, p->tail_len, most);
        p->tail = tail;
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
    static uint8_t out[65536];
    mutation *m = begin(seed);
    static parts p;
    unsigned changes;
    size_t made;
    if (draw(m, 8) == 0 || max_size > sizeof out) {
        return LLVMFuzzerMutate(data, size, max_size);
    }
    take_apart(m, data, size, &p);
    for (changes = 1u + draw(m, 4); changes != 0; changes--) {
        change_level(m, &p.root, 0);
    }
    change_tail(m, &p);
    if (draw(m, 32) == 0) {
        m->unit = draw(m, 3);
    }
    made = put_together(m, data, &p, out, max_size);
    if (made == 0) {
        return LLVMFuzzerMutate(data, size, max_size);
    }
    memcpy(data, out, made);
    return made;
}

/* The first objects of one input, the last of the other, the tail of the first. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *data1, size_t size1, const uint8_t *data2, size_t size2, uint8_t *out,
                                 size_t max_size, unsigned seed)
{
    static parts a, b;
    mutation *m = begin(seed);
    size_t keep, from;
    take_apart(m, data2, size2, &b);
    take_apart(m, data1, size1, &a);
    keep = draw(m, a.root.count + 1u);
    a.root.count = keep;
    for (from = draw(m, b.root.count); from < b.root.count && a.root.count < OBJECTS_MAX; from++) {
        a.root.objects[a.root.count++] = b.root.objects[from];
    }
    return put_together(m, data1, &a, out, max_size);
}
