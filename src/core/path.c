/* SPDX-License-Identifier: MIT */
/* Paths: the IDs that lead to a data object, in one integer. */
#include <emvqr/span.h>

static unsigned path_byte(emvqr_path path, unsigned level)
{
    return (unsigned)(path >> (24u - 8u * level)) & 0xFFu;
}

unsigned emvqr_path_depth(emvqr_path path)
{
    unsigned depth = 0;
    for (; path >> 24 != 0; path <<= 8) {
        depth++;
    }
    return depth;
}

unsigned emvqr_path_id(emvqr_path path, unsigned level)
{
    return path_byte(path, level) - 1u;
}

emvqr_path emvqr_path_join(emvqr_path path, unsigned id)
{
    return path | (emvqr_path)(id + 1u) << (24u - 8u * emvqr_path_depth(path));
}

emvqr_path emvqr_path_parent(emvqr_path path)
{
    unsigned depth = emvqr_path_depth(path);
    return depth < 2u ? 0u : path & ~(emvqr_path)0 << (40u - 8u * depth);
}

bool emvqr_path_below(emvqr_path path, emvqr_path above)
{
    unsigned depth = emvqr_path_depth(above);
    if (depth == 0) {
        return path != 0;
    }
    return path != above && (path ^ above) >> (32u - 8u * depth) == 0;
}

size_t emvqr_path_format(emvqr_path path, char *text)
{
    size_t used = 0;
    for (; path >> 24 != 0; path <<= 8) {
        unsigned id = (path >> 24) - 1u;
        if (used != 0) {
            text[used++] = '.';
        }
        text[used++] = (char)('0' + id / 10u % 10u);
        text[used++] = (char)('0' + id % 10u);
    }
    text[used] = '\0';
    return used;
}

bool emvqr_path_parse(const char *text, size_t len, emvqr_path *path)
{
    size_t at;
    *path = 0;
    if (len % 3u != 2u || len > 3u * EMVQR_DEPTH_MAX - 1u) {
        return false;
    }
    for (at = 0; at < len; at += 3u) {
        unsigned tens = (unsigned)(unsigned char)text[at] - '0', ones = (unsigned)(unsigned char)text[at + 1u] - '0';
        if (tens > 9u || ones > 9u || (at + 2u < len && text[at + 2u] != '.')) {
            return false;
        }
        *path = emvqr_path_join(*path, tens * 10u + ones);
    }
    return true;
}
