/* SPDX-License-Identifier: MIT */
/* Payloads for tests, written as objects. It shares no code with the library, so that neither can hide the other's
 * mistakes. */
#include "payload.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ITEMS = 160, PATH = 12, VALUE = 512, TEXT = 4096, TURNS = 8 };

typedef struct item {
    char path[PATH]; /* of raw text: of its template, and then a point */
    char value[VALUE];
    int apart;       /* begins a template of its own */
} item;

static item items[ITEMS], placed[ITEMS]; /* placed: only paths, and their offsets as numbers in `apart` */
static size_t count, placed_count;
static char texts[TURNS][TEXT];
static unsigned turn;
static long total;

static void stop(const char *why, const char *what)
{
    fprintf(stderr, "payload_build: %s: %s\n", why, what);
    abort();
}

unsigned payload_crc(const char *text, size_t len)
{
    unsigned crc = 0xFFFFu;
    size_t i;
    int bit;

    for (i = 0; i < len; i++) {
        for (bit = 7; bit >= 0; bit--) {
            unsigned top = (crc >> 15 ^ (unsigned)(unsigned char)text[i] >> bit) & 1u;
            crc = (crc << 1 & 0xFFFFu) ^ (top ? 0x1021u : 0u);
        }
    }
    return crc;
}

/* ---- tokens ---- */

static int is_parent(const char *parent, const char *path)
{
    size_t len = strlen(parent);

    return len == 0 || (strncmp(parent, path, len) == 0 && path[len] == '.');
}

static void parent_of(const char *path, char *parent)
{
    const char *point = strrchr(path, '.');
    size_t len = point == NULL ? 0 : (size_t)(point - path);

    memcpy(parent, path, len);
    parent[len] = '\0';
}

static void insert(size_t at, const char *path, const char *value, int apart)
{
    if (count == ITEMS) {
        stop("too many objects", path);
    }
    memmove(&items[at + 1], &items[at], (count - at) * sizeof items[0]);
    strcpy(items[at].path, path);
    strcpy(items[at].value, value);
    items[at].apart = apart;
    count++;
}

static void set(const char *path, const char *value)
{
    char parent[PATH];
    size_t i, at = count;

    for (i = 0; i < count; i++) {
        if (strcmp(items[i].path, path) == 0) {
            strcpy(items[i].value, value);
            return;
        }
    }
    parent_of(path, parent);
    for (i = count; parent[0] != '\0' && i != 0 && at == count; i--) {
        if (is_parent(parent, items[i - 1].path)) {
            at = i;
            break;
        }
    }
    insert(at, path, value, 0);
}

static void take_out(const char *path)
{
    size_t i = 0;

    while (i < count) {
        if (strcmp(items[i].path, path) == 0 || is_parent(path, items[i].path)) {
            memmove(&items[i], &items[i + 1], (count - i - 1) * sizeof items[0]);
            count--;
        } else {
            i++;
        }
    }
}

/* Reads up to a blank (or to the closing quote) and steps behind it. */
static const char *word(const char *at, char *out, size_t cap)
{
    char until = ' ';
    size_t used = 0;

    if (*at == '\'') {
        until = '\'';
        at++;
    }
    for (; *at != '\0' && *at != until; at++) {
        if (used + 1 == cap) {
            stop("value too long", at);
        }
        out[used++] = *at;
    }
    out[used] = '\0';
    return *at == '\'' ? at + 1 : at;
}

static const char *path_token(const char *at, char *path)
{
    size_t len = strspn(at, "0123456789.");

    if (len >= PATH || len % 3 == 1 || len == 0) {
        stop("no path", at);
    }
    memcpy(path, at, len);
    path[len] = '\0';
    return at + len;
}

typedef struct around {
    char before[VALUE], behind[VALUE], unit;
} around;

static void read_tokens(const char *at, around *outside)
{
    char path[PATH], value[VALUE];
    int apart = 0;

    while (*(at += strspn(at, " ")) != '\0') {
        if (*at == '|') {
            apart = 1;
            at++;
        } else if (*at == '%') {
            at = word(at + 1, value, sizeof value);
            outside->unit = value[0];
        } else if (*at == '^' || *at == '$') {
            at = word(at + 1, *at == '^' ? outside->before : outside->behind, VALUE);
        } else if (*at == '-') {
            at = path_token(at + 1, path);
            take_out(path);
        } else if (*at == '!') {
            at = word(at + 1, value, sizeof value);
            insert(count, "!", value, 0);
        } else {
            const char *begin = at;
            at = path_token(at + (*at == '+'), path);
            if (*at == '!') {
                strcpy(path + strlen(path) - 1, ".!");
            } else if (*at != '=') {
                stop("no value", at);
            }
            at = word(at + 1, value, sizeof value);
            if (*begin == '+' || apart) {
                insert(count, path, value, apart);
            } else {
                set(path, value);
            }
            apart = 0;
        }
    }
}

/* ---- text ---- */

static size_t units(const char *text, size_t len, char unit)
{
    size_t i, length = 0;

    for (i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        length += unit == 'b' || (c & 0xC0u) != 0x80u;
        length += unit == 'u' && c >= 0xF0u;
    }
    return length;
}

/* How much of the two paths is one template: the length of their common path in whole IDs. */
static size_t open_in(const char *path)
{
    const char *point = strrchr(path, '.');

    return point == NULL ? 0 : (size_t)(point - path);
}

static void note(const char *path, size_t len, long offset)
{
    memcpy(placed[placed_count].path, path, len);
    placed[placed_count].path[len] = '\0';
    placed[placed_count++].apart = (int)offset;
}

/* Writes the items from *at on that lie in the template `parent`; returns the text's new end. `base` is where the text
 * of this template's content will stand in the payload. */
static size_t write_level(size_t *at, const char *parent, size_t depth, char *out, long base, char unit)
{
    size_t used = 0;

    while (*at < count && is_parent(parent, items[*at].path)) {
        const item *it = &items[*at];
        const char *rest = it->path + depth;
        size_t id_len = depth + 2;
        if (it->apart && used != 0 && depth != 0) {
            break;
        }
        if (*rest == '!') {
            strcpy(out + used, it->value);
            used += strlen(it->value);
            (*at)++;
            continue;
        }
        note(it->path, id_len, base + (long)used);
        if (open_in(it->path) < id_len) {
            char crc[VALUE];
            const char *value = it->value;
            if (strcmp(it->path, "63") == 0 && (strcmp(value, "*") == 0 || strcmp(value, "lower") == 0)) {
                strcpy(out + used, "6304");
                sprintf(crc, value[0] == '*' ? "%04X" : "%04x", payload_crc(out, used + 4));
                value = crc;
            }
            sprintf(out + used, "%.2s%02u", rest, (unsigned)units(value, strlen(value), unit) % 100u);
            strcat(out + used, value);
            (*at)++;
        } else {
            char inner[PATH];
            static char insides[4][TEXT];
            char *inside = insides[depth / 3];
            memcpy(inner, it->path, id_len);
            inner[id_len] = '\0';
            inside[write_level(at, inner, id_len + 1, inside, base + (long)used + 4, unit)] = '\0';
            sprintf(out + used, "%.2s%02u", rest, (unsigned)units(inside, strlen(inside), unit) % 100u);
            memmove(out + used + 4, inside, strlen(inside) + 1);
        }
        if (units(out + used + 4, strlen(out + used + 4), unit) > 99) {
            stop("longer than 99", it->path);
        }
        used += strlen(out + used);
    }
    return used;
}

const char *payload_build(const char *objects)
{
    around outside = { "", "", 'c' };
    char *text = texts[turn++ % TURNS];
    size_t at = 0, before, used, i;
    int crc = 0;

    count = placed_count = 0;
    read_tokens(objects, &outside);
    for (i = 0; i < count; i++) {
        crc = crc || strcmp(items[i].path, "63") == 0;
    }
    if (!crc) {
        insert(count, "63", "*", 0);
    }
    for (i = 0; i < count; i++) {
        if (strcmp(items[i].path, "63") == 0 && strcmp(items[i].value, "none") == 0) {
            take_out("63");
        }
    }
    before = strlen(outside.before);
    strcpy(text, outside.before);
    used = before + write_level(&at, "", 0, text + before, (long)before, outside.unit);
    strcpy(text + used, outside.behind);
    total = (long)strlen(text);
    return text;
}

long payload_offset(const char *path)
{
    size_t i;

    if (strcmp(path, "end") == 0) {
        return total;
    }
    for (i = placed_count; i != 0; i--) {
        if (strcmp(placed[i - 1].path, path) == 0) {
            return placed[i - 1].apart;
        }
    }
    return -1;
}
