/* SPDX-License-Identifier: MIT */
/* A CRC without its leading zeros, as some generators print it: for the networks whose tables name this. */
#include "rules.h"

/* The CRC of a text that ends in one byte, made into that of the same text with another. */
static uint16_t unpadded_other_end(uint16_t crc, unsigned was, unsigned is)
{
    unsigned x = was ^ is;
    x ^= x >> 4;
    return (uint16_t)(crc ^ (x << 12 ^ x << 5 ^ x));
}

/* Whether the value is the last of the CRC's digits, in either case, and those before them are zeros. */
static bool unpadded_says(emvqr_span value, uint16_t crc)
{
    char padded[4] = { '0', '0', '0', '0' };
    size_t i;
    if (value.len - 1u > 2u || crc >> 12 != 0) {
        return false;
    }
    for (i = 0; i < value.len; i++) {
        padded[4u - value.len + i] = value.ptr[i];
    }
    return (value.len == 1u || value.ptr[0] != '0') && emvqr__crc_says(padded, crc) != 0;
}

bool emvqr__crc_is_unpadded(emvqr_doc *doc, const emvqr_network *network)
{
    const emvqr_node *node, *last = doc->nodes + doc->count - 1;
    emvqr_span value = emvqr_node_value(doc, last);
    uint16_t crc = unpadded_other_end(doc->crc, (unsigned)'0' + last->length, '4');
    if (value.ptr + value.len != doc->text + doc->end || !unpadded_says(value, crc)) {
        return false;
    }
    for (node = doc->nodes; node != last; node = emvqr__next(node)) {
        if (node->id >= 26u && node->id <= 51u && emvqr__account_is_of(doc, network, node)) {
            doc->crc = crc;
            return true;
        }
    }
    return false;
}
