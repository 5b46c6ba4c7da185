/* SPDX-License-Identifier: MIT */
/* emvqr: writing. A writer for payloads from scratch, and a rewrite that changes a few objects of a document and keeps
 * every other byte. Both know structure only: what the values mean is judged by parsing what was written. */
#ifndef EMVQR_WRITER_H
#define EMVQR_WRITER_H

#include <emvqr/core.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Fields are private but for `status`. It borrows the buffer and owns nothing: forget it when done. */
typedef struct emvqr_writer {
    char *buf;
    uint32_t cap;
    uint32_t written, open[EMVQR_DEPTH_MAX]; /* so far, and before each open template: bytes, and units times 65536 */
    uint8_t depth, unit, status;             /* status: an emvqr_status, sticky */
} emvqr_writer;

/* Starts a payload. `buf` NULL: only count. A buffer that is too small is never overrun and counting goes on, so the
 * same calls tell the size. `unit` is what the lengths count: EMVQR_CHARACTERS, unless an existing payload counts
 * else.
 *
 * An error sticks, and whatever is called after it is in vain; of several errors one is told. EMVQR_ERR_TOO_LONG: a
 * value or a template of more than 99 units, or a payload of more than EMVQR_PAYLOAD_MAX bytes. */
EMVQR_API void emvqr_writer_init(emvqr_writer *writer, char *buf, size_t cap, emvqr_unit unit);

/* Writes one object. EMVQR_ERR_ARGUMENT: an ID above 99. The value must be UTF-8 unless bytes are counted: else it is
 * refused too, or, where EMVQR_CFG_FAST is 0, makes a payload that every reader refuses. An empty value is written as
 * it is asked. EMVQR_ERR_STATE: in the EMVQR_DEPTH_MAX-th template, below which there is no path. */
EMVQR_API void emvqr_put(emvqr_writer *writer, unsigned id, const char *value, size_t len);

/* Begins and ends a template; what is put between them goes into it. EMVQR_ERR_STATE: as emvqr_put, or too many. */
EMVQR_API void emvqr_open(emvqr_writer *writer, unsigned id);
EMVQR_API void emvqr_close(emvqr_writer *writer);

/* Signs: writes object 63 with four upper-case digits. *len is the length that is needed, also with
 * EMVQR_ERR_NO_SPACE; no NUL is written. EMVQR_ERR_STATE inside an open template. After an error the buffer's contents
 * are of no use, nor is *len after another than EMVQR_ERR_NO_SPACE. */
EMVQR_API emvqr_status emvqr_writer_finish(emvqr_writer *writer, size_t *len);

/* One change: the value that the object at `path` is to have, or value.ptr NULL to remove it. */
typedef struct emvqr_edit {
    emvqr_path path;
    emvqr_span value;
} emvqr_edit;

/* Writes the document's payload with `count` edits, in the document's own unit, and signs it anew with four upper-case
 * digits. The edits must be in ascending order of path, no path twice and none below another. Blanks around the payload
 * are dropped. Without an edit (count 0) the payload is copied byte for byte, its CRC too.
 *  - An existing object keeps its place; a new one goes behind the last of its siblings with a smaller ID.
 *  - Setting below an absent template makes the template; removing a template's last object removes it.
 *  - Removing what is absent changes nothing.
 * A document without nodes (all zero but for its node array) is an empty payload: that is how payloads are built.
 * Returns EMVQR_ERR_PATH (order, overlap, an edit of 63, or a path into a value that was not read as a template),
 * EMVQR_ERR_STRUCTURE (the document is broken), EMVQR_ERR_TOO_LONG, EMVQR_ERR_NO_SPACE with *len set,
 * EMVQR_ERR_ARGUMENT (also for text that is not UTF-8 while characters are counted).
 * `buf` NULL asks for the length only. `buf` must not overlap the document's text or the edits' values.
 * Cost: nodes times nodes and edits of one level, at the worst. */
EMVQR_API emvqr_status emvqr_rewrite(const emvqr_doc *doc, const emvqr_edit *edits, size_t count, char *buf, size_t cap,
                                     size_t *len);

#ifdef __cplusplus
}
#endif
#endif
