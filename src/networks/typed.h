/* SPDX-License-Identifier: MIT */
/* The one engine behind the typed headers: a network's list of keys tells it where each member's value stands. */
#ifndef EMVQR_TYPED_H
#define EMVQR_TYPED_H

#include <emvqr/common.h>

/* A member, and where its value stands in the network's table. */
typedef struct emvqr__field {
    uint8_t span;       /* index of the member among the struct's spans, which begin with those of `common` */
    uint8_t level, id;
    uint8_t at, length; /* which bytes of the value, 0, 0: all of it */
    uint8_t types;      /* mask */
} emvqr__field;

typedef struct emvqr__typed {
    const emvqr_network *network;
    const emvqr__field *fields;
    uint8_t count, spans; /* of fields, of the struct's members */
} emvqr__typed;

/* How every typed struct begins. */
typedef struct emvqr__typed_head {
    uint8_t type, id;
    emvqr_common common;
} emvqr__typed_head;

/* The members of emvqr_common. */
extern const emvqr__typed emvqr__common;

emvqr_status emvqr__typed_read(const emvqr__typed *typed, const emvqr_doc *doc, const emvqr_node *account, void *code);
emvqr_status emvqr__typed_write(const emvqr__typed *typed, const void *code, char *buf, size_t cap, size_t *len);

/* The two functions of a network whose struct is `type`. A member that its KEYS do not name is not read, and a key
 * without a member does not compile. */
#define EMVQR__SPAN_AT(type, member) \
    ((offsetof(type, member) - offsetof(emvqr__typed_head, common)) / sizeof(emvqr_span))
#define EMVQR__FIELD_MEMBER(name, level, id, types, input, help) \
    { EMVQR__SPAN_AT(code_type, name), AT_##level, id, 0, 0, types },
#define EMVQR__PART_MEMBER(name, level, id, at, length, types, input, help) \
    { EMVQR__SPAN_AT(code_type, name), AT_##level, id, at, length, types },
#define EMVQR__INPUT_MEMBER(name, level, id, types, input, help)

#define EMVQR_TYPED(prefix, type, KEYS) \
    static const emvqr__typed *prefix##_typed(void) \
    { \
        typedef type code_type; \
        static const emvqr__field fields[] = { KEYS(EMVQR__FIELD_MEMBER, EMVQR__PART_MEMBER, EMVQR__INPUT_MEMBER) }; \
        static const emvqr__typed typed = { &emvqr_##prefix, fields, sizeof fields / sizeof fields[0], \
                                            (sizeof(type) - offsetof(type, common)) / sizeof(emvqr_span) }; \
        return &typed; \
    } \
    emvqr_status emvqr_##prefix##_read(const emvqr_doc *doc, const emvqr_node *account, type *code) \
    { \
        return emvqr__typed_read(prefix##_typed(), doc, account, code); \
    } \
    emvqr_status emvqr_##prefix##_write(const type *code, char *buf, size_t cap, size_t *len) \
    { \
        return emvqr__typed_write(prefix##_typed(), code, buf, cap, len); \
    }

#endif
