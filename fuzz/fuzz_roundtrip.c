/* SPDX-License-Identifier: MIT */
/* Promises 5 and 6: the input's tail as calls of the writer, with values cut from its front; what was written is read
 * back as it was written. And promise 4 for the front, as a payload. */
#include "invariants.h"

enum { CALLS_MAX = 63 };

/* What is written to the root, as the parser must see it. */
typedef struct written {
    size_t starts[CALLS_MAX], count;
    uint8_t ids[CALLS_MAX];
    bool seen[100];
    unsigned depth;         /* of templates that are open */
    bool crc, twice, bytes; /* an object 63 in the root; an ID twice in the root; a value that is no UTF-8 */
} written;

static void note_object(written *w, unsigned id, size_t used)
{
    if (id <= 99u && w->depth == 0) {
        w->starts[w->count] = used;
        w->ids[w->count++] = (uint8_t)id;
        w->crc = w->crc || id == 63u;
        w->twice = w->twice || w->seen[id];
        w->seen[id] = true;
    }
}

/* One call: four bytes say which, and of what. Closing too often, a fifth level and IDs above 99 are among them. */
static void call_writer(emvqr_writer *writer, const unsigned char *call, input front, written *w)
{
    size_t start = call[2] * front.len / 256u, most = front.len - start, len = call[3] % 128u;
    const char *value = front.text + start;
    unsigned id = call[1] % 104u;
    if (writer->status != EMVQR_OK) {
        return;
    }
    switch (call[0] % 8u) {
    case 5:
        note_object(w, id, writer->written & 0xFFFFu);
        emvqr_open(writer, id);
        w->depth++;
        break;
    case 6:
    case 7:
        emvqr_close(writer);
        w->depth -= w->depth != 0;
        break;
    default:
        len = len < most ? len : most;
        w->bytes = w->bytes || emvqr_text_valid(value, len) != len;
        note_object(w, id, writer->written & 0xFFFFu);
        emvqr_put(writer, id, value, len);
        break;
    }
}

/* Replays the tail's calls into a block of exactly `cap` bytes. */
static emvqr_status replay(input front, input tail, char *buf, size_t cap, unsigned unit, size_t *len, written *w)
{
    emvqr_writer writer;
    size_t i;
    memset(w, 0, sizeof *w);
    emvqr_writer_init(&writer, buf, cap, (emvqr_unit)unit);
    for (i = 0; i + 4u <= tail.len && i < 4u * CALLS_MAX; i += 4u) {
        call_writer(&writer, (const unsigned char *)tail.text + i, front, w);
    }
    for (i = tail.len % 2u == 0 ? w->depth : 0; i != 0; i--) { /* else something may stay open */
        emvqr_close(&writer);
    }
    return emvqr_writer_finish(&writer, len);
}

/* An ID twice and bytes that are no UTF-8 are the caller's own; all else must be as EMVCo has it. What was put as one
 * value may be read as objects, so an ID may stand twice in it too. */
static void promise_sound(const reading *r, const written *w)
{
    size_t i;
    for (i = 0; i < r->findings.count; i++) {
        unsigned code = r->items[i].code;
        bool inner = emvqr_path_depth(r->items[i].path) > 1u;
        PROMISE(((w->twice || inner) && code == EMVQR_CODE_DUPLICATE_OBJECT) ||
                    (w->bytes && code == EMVQR_CODE_INVALID_UTF8) ||
                    code == EMVQR_CODE_LENGTH_UNIT || code == EMVQR_CODE_OVER_512 || code == EMVQR_CODE_ORDER,
                "what the writer writes has no structural fault");
    }
}

static void promise_same_objects(const emvqr_doc *doc, const written *w)
{
    const emvqr_node *node = doc->nodes;
    size_t i;
    for (i = 0; i < w->count; i++, node += 1 + node->inside) {
        PROMISE(node->id == w->ids[i] && node->offset == w->starts[i], "what was written is what is read");
    }
    PROMISE(node->id == 63u && doc->crc_ok, "what is written is signed");
}

/* A 63 in the root is the caller's own. Where lengths are not characters, they may count another payload in characters,
 * and that may be none of EMVCo's. */
static void promise_reads_back(const char *text, size_t len, unsigned unit, const written *w)
{
    reading r;
    bool two;
    reading_open(&r, text, len, NULL, EMVQR_STRICT);
    two = reading_has(&r, EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT) ||
          (unit != EMVQR_CHARACTERS && reading_has(&r, EMVQR_CODE_NOT_EMV));
    promise_tree(&r);
    promise_findings(&r);
    if (!w->crc && !two) {
        promise_sound(&r, w);
        promise_same_objects(&r.doc, w);
    }
    reading_close(&r);
}

static void promise_small_buffer(input front, input tail, unsigned unit, size_t asked)
{
    written w;
    size_t cap = tail.len * 7u % asked, len = 0;
    char *less = input_block(cap);
    emvqr_status status = replay(front, tail, less, cap, unit, &len, &w);
    PROMISE(len == asked && status == (cap == 0 ? EMVQR_OK : EMVQR_ERR_NO_SPACE), "a small buffer answers the length");
    free(less);
}

static void promise_writer(input front, input tail, unsigned unit)
{
    written w;
    size_t asked = 0, len = 0;
    emvqr_status status = replay(front, tail, NULL, 0, unit, &asked, &w);
    size_t room = status == EMVQR_OK ? asked : front.len % 256u;
    char *buf = input_block(room);
    emvqr_status again = replay(front, tail, buf, room, unit, &len, &w);
    PROMISE(status == EMVQR_OK ? again == EMVQR_OK && len == asked : again != EMVQR_OK,
            "the length that is asked for is the length that is written");
    PROMISE(status != EMVQR_OK || asked <= EMVQR_PAYLOAD_MAX, "no payload is longer than a symbol");
    if (status == EMVQR_OK && unit != EMVQR_BYTES && w.bytes) {
        PROMISE(verify_copy(buf, len) == EMVQR_CODE_INVALID_UTF8, "characters are counted in UTF-8 alone");
    } else if (status == EMVQR_OK) {
        promise_reads_back(buf, len, unit, &w);
        promise_small_buffer(front, tail, unit, asked);
    }
    free(buf);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    input front, tail;
    char *copy = input_copy((const char *)data, size);
    reading r;
    unsigned unit;
    front.text = copy;
    front.len = size;
    unit = input_byte(&front) % 3u;
    tail = input_tail(&front);
    if (front.len != 0) {
        promise_writer(front, tail, unit);
    }
    reading_open(&r, front.text, front.len, emvqr_networks, EMVQR_FIELD);
    promise_tree(&r);
    promise_identity(&r);
    reading_close(&r);
    free(copy);
    return 0;
}
