/* SPDX-License-Identifier: MIT */
/* emvqr: reading. Three calls, each on the one before: a cursor over data objects, a verdict on the whole payload
 * without memory for a tree, and a lossless tree in the caller's array.
 *
 * For every function of the core:
 *  - input is borrowed and never changed; spans point into it;
 *  - nothing is read outside the given length, nothing is written outside the given capacity, for any input;
 *  - there is no heap, no recursion, no floating point and no variable that is not constant, so every function may be
 *    called from several threads and from an interrupt;
 *  - time is linear in the input's length; the stack of reader, verdict and writer stays within 160 bytes on a
 *    Cortex-M0;
 *  - a NULL text is allowed when its length is 0. */
#ifndef EMVQR_CORE_H
#define EMVQR_CORE_H

#include <emvqr/findings.h>
#include <emvqr/span.h>
#include <emvqr/status.h>

#ifdef __cplusplus
extern "C" {
#endif

#define EMVQR_PAYLOAD_MAX 2953u /* bytes that the largest QR symbol holds; more is never a payload */
#define EMVQR_PAYLOAD_ADVISED 512u /* EMVCo MPM 4.1: characters; more is a warning */

/* What the length fields of a payload count. EMVCo counts characters; the other two are met in the field. */
typedef enum emvqr_unit { EMVQR_CHARACTERS = 0, EMVQR_UTF16 = 1, EMVQR_BYTES = 2 } emvqr_unit;

/* ---- CRC ------------------------------------------------------------------------------------------------------- */

/* CRC-16/CCITT-FALSE (polynomial 1021h, initial FFFFh), what EMVCo MPM 4.7.3 means by ISO/IEC 13239: of "123456789" it
 * is 29B1h. It has no table. To sign, give all bytes up to and including the "6304". */
EMVQR_API uint16_t emvqr_crc16(const char *text, size_t len);

/* ---- reader: a cursor, by value -------------------------------------------------------------------------------- */

/* Private but for `id`, `value`, `length` and `code`. No pointer into itself: copy it to come back to a place. */
typedef struct emvqr_reader {
    const char *at, *end; /* the next object's ID; the end of this level */
    const char *value;    /* after a successful next: the value's first byte; its ID stands 4 bytes before */
    uint8_t id, unit;
    uint8_t length;       /* after a successful next: of the value, in units */
    uint8_t code;         /* why next answered false: EMVQR_CODE_NONE at the end, BAD_ID, BAD_LENGTH, TRUNCATED */
} emvqr_reader;

/* Starts at the first object of a level: a payload without blanks around it, or a template's value. Characters and
 * UTF-16 units need valid UTF-8 (emvqr_text_valid); other text is read in bytes. */
EMVQR_API void emvqr_reader_init(emvqr_reader *reader, const char *text, size_t len, emvqr_unit unit);

/* Steps to the next object. On false the cursor stays where the offending object begins (reader->at), and `id` is
 * that object's when the code is BAD_LENGTH or TRUNCATED. It does not stop at object 63: that is the root's matter. */
EMVQR_API bool emvqr_reader_next(emvqr_reader *reader);

/* The current object's value; valid after next answered true. */
EMVQR_API emvqr_span emvqr_reader_value(const emvqr_reader *reader);

/* A second cursor, over the data objects in the current object's value. */
EMVQR_API void emvqr_reader_enter(emvqr_reader *child, const emvqr_reader *reader);

/* ---- verdict: the whole payload, without a tree ---------------------------------------------------------------- */

/* The text without what may stand around a payload: blanks (SP TAB CR LF) and byte order marks at both ends. */
EMVQR_API emvqr_span emvqr_trim(const char *text, size_t len);

/* Whether a payload is one, unharmed, and read alike by all: for devices that only must not be fooled. The text is
 * the payload exactly: blanks around it are faults, emvqr_trim takes them away.
 *
 * EMVQR_CODE_NONE says: it is UTF-8 of at most EMVQR_PAYLOAD_MAX bytes; its objects tile it, and the last is object
 * 63, four hexadecimal digits in either case that are the CRC of all before them; its lengths give one tree, in
 * characters, in UTF-16 or in bytes; and no ID stands twice at the root, nor in a value there of 26 to 51, 62 or 64
 * that tiles. The reader then stands before the first object, in the unit that the lengths count, ready for
 * emvqr_reader_next.
 *
 * Any other answer is a code that is an error under both policies, and emvqr_parse raises an error too, of that code
 * but where it says NOT_EMV, as which it sums up what neither begins as a payload does nor is signed as one.
 * reader->at is then the object for BAD_ID, BAD_LENGTH and TRUNCATED, the byte for INVALID_UTF8 and TRAILING_DATA,
 * the text's start for TOO_LONG and its end for CRC_MISSING; for DUPLICATE_OBJECT (the second of them) and
 * CRC_MISMATCH the object has been read, and begins 4 bytes before reader->value.
 *
 * emvqr_parse alone sees what stands twice deeper: in the templates of 62 and in those of 80 to 99, where no known
 * network has its payee. No values are judged. Meant to be small (under 640 bytes on a Cortex-M0), not to be fast:
 * where there is room for nodes, emvqr_parse tells more in less time. Cost: the objects of a level times as many, at
 * most a hundred. */
EMVQR_API emvqr_code emvqr_verify(const char *text, size_t len, emvqr_reader *reader);

/* ---- document: a lossless tree in the caller's nodes ------------------------------------------------------------ */

enum { EMVQR_LEAF = 0, EMVQR_TEMPLATE_SHAPE = 1 };

/* One data object. Nodes stand in the payload's order, a template's children right behind it. At each level they tile
 * their parent, so nothing of the payload is lost. */
typedef struct emvqr_node {
    uint16_t offset;  /* bytes from the start of the text to the ID */
    uint16_t length;  /* of the value, in bytes; the value begins at offset + 4 */
    uint8_t id;       /* 0 to 99 */
    uint8_t inside;   /* nodes below this one, children's children too: the next sibling is node + 1 + inside */
    uint8_t shape;    /* EMVQR_LEAF, EMVQR_TEMPLATE_SHAPE; an account's type is in the upper bits: emvqr_node_type */
    uint8_t network;  /* of an account: index + 1 in the document's list of networks; else 0 */
} emvqr_node;

/* Enough nodes for any payload of `bytes` bytes: every object has four bytes of its own. */
#define EMVQR_NODES_FOR(bytes) ((bytes) / 4u + 1u)
#define EMVQR_NODES_MAX EMVQR_NODES_FOR(EMVQR_PAYLOAD_MAX)

struct emvqr_network;

/* A view: it borrows the text, the nodes and the networks. Set up once, parse many texts with it. */
typedef struct emvqr_doc {
    const char *text;
    emvqr_node *nodes;
    const struct emvqr_network *const *networks; /* ends with NULL; NULL: EMVCo's own structure only */
    uint16_t capacity, count;                    /* of nodes */
    uint16_t length;                             /* of the text, at most 65535: a longer one has no tree */
    uint16_t start, end;                         /* the payload in it, without the blanks around it */
    uint16_t crc;                                /* computed; meaningful when has_crc */
    uint8_t unit;                                /* an emvqr_unit */
    bool broken;                                 /* the root has a structural error: the tree ends before it */
    bool has_crc;                                /* object 63 was reached; it is the last root node */
    bool crc_ok;                                 /* four hexadecimal digits, in either case, that fit */
    uint8_t fault;                               /* the first fault of structure that no policy lets pass, an
                                                  * emvqr_code; EMVQR_CODE_NONE: all readers see the same objects */
    bool plain;                                  /* it was seen that all bytes are from 20h to 7Eh (fast builds) */
    uint8_t unordered;                           /* where an ID is not above the one before it: 1 at the root (its 63
                                                  * apart), 2 below; small builds say both */
} emvqr_doc;

/* Borrows `capacity` nodes and a NULL-terminated list of networks (or NULL) for all parses with this document. */
EMVQR_API void emvqr_doc_init(emvqr_doc *doc, emvqr_node *nodes, size_t capacity,
                              const struct emvqr_network *const *networks);

/* Reads `text` into the document and raises the findings of structure: IDs, lengths, units, duplicates, CRC, UTF-8.
 * A broken payload still gives the tree up to where it breaks. Blanks (SP TAB CR LF and a byte order mark) at both
 * ends lie outside [start, end). `findings` must have been initialised; earlier ones are kept.
 * Returns EMVQR_OK also for a broken payload; EMVQR_ERR_ARGUMENT; EMVQR_ERR_NODES_FULL (the tree is then empty). */
EMVQR_API emvqr_status emvqr_parse(emvqr_doc *doc, const char *text, size_t len, emvqr_findings *findings);

/* The first object at a path, or NULL. Cost: the number of nodes before it, templates skipped. */
EMVQR_API const emvqr_node *emvqr_find(const emvqr_doc *doc, emvqr_path path);
/* Its value, or an absent span. */
EMVQR_API emvqr_span emvqr_get(const emvqr_doc *doc, emvqr_path path);
/* A node's value. */
EMVQR_API emvqr_span emvqr_node_value(const emvqr_doc *doc, const emvqr_node *node);
/* The child of `node` (NULL: of the root) with that ID, or NULL. */
EMVQR_API const emvqr_node *emvqr_node_child(const emvqr_doc *doc, const emvqr_node *node, unsigned id);
/* The path of a node of this document. */
EMVQR_API emvqr_path emvqr_node_path(const emvqr_doc *doc, const emvqr_node *node);
/* Whether the value was read as a template. */
EMVQR_API bool emvqr_node_is_template(const emvqr_node *node);
/* An account's type: index in its network's list of types, or -1 when it is of none or no network's account. */
EMVQR_API int emvqr_node_type(const emvqr_node *node);

/* ---- text ------------------------------------------------------------------------------------------------------ */

/* Length of valid UTF-8 in a unit. */
EMVQR_API size_t emvqr_text_length(const char *text, size_t len, emvqr_unit unit);
/* Bytes of the longest prefix that is valid UTF-8 (no surrogates or overlong forms, at most U+10FFFF); `len`: all. */
EMVQR_API size_t emvqr_text_valid(const char *text, size_t len);

/* ---- amounts: digits, never floating point ---------------------------------------------------------------------- */

#define EMVQR_AMOUNT_MAX 13u   /* characters of object 54 (EMVCo MPM table 3.6) */
#define EMVQR_EXPONENT_ANY 255u

/* Reads object 54 or 56. `exponent`: decimals of the currency's minor unit, or EMVQR_EXPONENT_ANY when it is unknown:
 * then the form is judged and *minor is 0. *minor is the amount in minor units, exactly.
 * Returns EMVQR_CODE_NONE; BAD_AMOUNT, *minor 0 (anything but digits and one point that follows a digit, empty, more
 * than 13 characters; decimals beyond the exponent that are not zeros; exactly three decimals where the currency has
 * fewer, which is somebody's thousands); ZERO_AMOUNT; AMOUNT_DECIMALS (one or two zeros beyond the exponent; *minor is
 * right). `minor` may be NULL. */
EMVQR_API emvqr_code emvqr_amount_read(emvqr_span text, unsigned exponent, int64_t *minor);

/* Writes a positive amount in minor units with all decimals of its exponent (0 to 4) and a NUL: (5000, 2) is "50.00".
 * Returns its length, or 0 when it needs more than 13 characters, is not positive, or the exponent is above 4. */
EMVQR_API size_t emvqr_amount_write(int64_t minor, unsigned exponent, char text[EMVQR_AMOUNT_MAX + 1u]);

/* Decimals of a currency by its ISO 4217 number: 0, 2, 3 or 4. A number that is not listed has two, as most have. */
EMVQR_API unsigned emvqr_currency_exponent(unsigned number);

#ifdef __cplusplus
}
#endif
#endif
