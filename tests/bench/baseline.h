/* SPDX-License-Identifier: MIT */
/* What the library is measured against: the plain way to read a payload, a CRC with a table of 256 entries and a walk
 * that takes one character after the other. Correct for ASCII; it finds neither duplicates nor wrong templates. */
#ifndef BASELINE_H
#define BASELINE_H

#include <stddef.h>
#include <stdint.h>

typedef struct baseline_node {
    unsigned id, length;
    const char *value;
} baseline_node;

static uint16_t baseline_table[256];

static void baseline_init(void)
{
    unsigned i, bit;
    for (i = 0; i < 256u; i++) {
        uint16_t crc = (uint16_t)(i << 8);
        for (bit = 0; bit < 8u; bit++) {
            crc = (uint16_t)(crc << 1 ^ ((crc & 0x8000u) != 0 ? 0x1021u : 0));
        }
        baseline_table[i] = crc;
    }
}

static uint16_t baseline_crc(const char *text, size_t len)
{
    uint16_t crc = 0xFFFF;
    size_t i;
    for (i = 0; i < len; i++) {
        crc = (uint16_t)(crc << 8 ^ baseline_table[(crc >> 8 ^ (unsigned char)text[i]) & 0xFFu]);
    }
    return crc;
}

static int baseline_number(const char *at)
{
    return at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9' ? -1 : (at[0] - '0') * 10 + (at[1] - '0');
}

/* The objects of one level, or 0 when they do not tile it. */
static size_t baseline_walk(const char *text, size_t len, baseline_node *nodes, size_t room)
{
    size_t at = 0, count = 0;
    while (at < len) {
        int id = len - at < 4u ? -1 : baseline_number(text + at), length = id < 0 ? -1 : baseline_number(text + at + 2);
        if (id < 0 || length < 0 || (size_t)length > len - at - 4u || count == room) {
            return 0;
        }
        nodes[count].id = (unsigned)id;
        nodes[count].length = (unsigned)length;
        nodes[count++].value = text + at + 4;
        at += 4u + (size_t)length;
    }
    return count;
}

/* The root, then each template's inside behind it; 0 when something is wrong. */
static size_t baseline_parse(const char *text, size_t len, baseline_node *nodes, size_t room)
{
    size_t count = baseline_walk(text, len, nodes, room), root = count, i, digit;
    uint16_t crc = 0, said = 0;
    if (count == 0 || nodes[count - 1u].id != 63u || nodes[count - 1u].length != 4u) {
        return 0;
    }
    for (i = 0; i < root; i++) {
        if ((nodes[i].id >= 26u && nodes[i].id <= 51u) || nodes[i].id == 62u || nodes[i].id == 64u) {
            count += baseline_walk(nodes[i].value, nodes[i].length, nodes + count, room - count);
        }
    }
    for (digit = 0; digit < 4u; digit++) {
        char c = text[len - 4u + digit];
        said = (uint16_t)(said << 4 | (c <= '9' ? c - '0' : c - 'A' + 10));
    }
    crc = baseline_crc(text, len - 4u);
    return crc == said ? count : 0;
}

#endif
