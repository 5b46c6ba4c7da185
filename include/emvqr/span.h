/* SPDX-License-Identifier: MIT */
/* emvqr: borrowed text and the path of a data object. */
#ifndef EMVQR_SPAN_H
#define EMVQR_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <emvqr/config.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Borrowed text: `len` bytes at `ptr`, not NUL-terminated. ptr NULL means absent, which is not the same as empty.
 * It lives as long as the buffer that it points into. */
typedef struct emvqr_span {
    const char *ptr;
    size_t len;
} emvqr_span;

#define EMVQR_SPAN(literal) { (literal), sizeof(literal) - 1u }

/* The IDs that lead to a data object, one byte a level from the top, each ID + 1; a zero byte ends it. So 0 is the
 * root, and numeric order is the order of an ascending payload. At most EMVQR_DEPTH_MAX IDs. */
typedef uint32_t emvqr_path;

#define EMVQR_DEPTH_MAX 4u
#define EMVQR_PATH1(a) ((emvqr_path)((emvqr_path)((a) + 1u) << 24))
#define EMVQR_PATH2(a, b) (EMVQR_PATH1(a) | (emvqr_path)((emvqr_path)((b) + 1u) << 16))
#define EMVQR_PATH3(a, b, c) (EMVQR_PATH2(a, b) | (emvqr_path)((emvqr_path)((c) + 1u) << 8))

/* Room for any path as text with its NUL: "38.01.00.02". */
#define EMVQR_PATH_TEXT 12u

/* Number of IDs in a path, 0 for the root. */
EMVQR_API unsigned emvqr_path_depth(emvqr_path path);
/* The ID at `level` (0 is the first). The level must be below the path's depth. */
EMVQR_API unsigned emvqr_path_id(emvqr_path path, unsigned level);
/* `path` with one ID more. The path must be shorter than EMVQR_DEPTH_MAX, the ID at most 99. */
EMVQR_API emvqr_path emvqr_path_join(emvqr_path path, unsigned id);
/* `path` without its last ID; the root stays the root. */
EMVQR_API emvqr_path emvqr_path_parent(emvqr_path path);
/* Whether `path` lies below `above` (a path does not lie below itself). */
EMVQR_API bool emvqr_path_below(emvqr_path path, emvqr_path above);
/* Writes "38.01.00" and a NUL into `text`, which has room for EMVQR_PATH_TEXT; returns the length. The root is "". */
EMVQR_API size_t emvqr_path_format(emvqr_path path, char *text);
/* Reads "38.01.00": two-digit IDs joined by points, at most EMVQR_DEPTH_MAX of them. False for anything else. */
EMVQR_API bool emvqr_path_parse(const char *text, size_t len, emvqr_path *path);

#ifdef __cplusplus
}
#endif
#endif
