/* SPDX-License-Identifier: MIT */
/* emvqr: payment networks as data, and the check that judges a document by them.
 *
 * A network is a handful of const tables. The parser reads them to know whose account a template is and which values
 * are templates; the check reads them to judge. What a person sees of a network (names, keys, texts) is in
 * network_info.h, so that a device that names only `emvqr_promptpay` links no text. */
#ifndef EMVQR_NETWORK_H
#define EMVQR_NETWORK_H

#include <emvqr/core.h>

#ifdef __cplusplus
extern "C" {
#endif

/* How the value of a row is judged. Lengths are in characters. */
enum {
    EMVQR_KIND_OPAQUE,   /* a leaf, whatever it holds: length only */
    EMVQR_KIND_TEMPLATE, /* data objects; `min` is the level that judges them, `max` is not used */
    EMVQR_KIND_EITHER,   /* a template or a text, as its place and its shape have it: length only */
    EMVQR_KIND_N,        /* digits */
    EMVQR_KIND_A,        /* capital letters */
    EMVQR_KIND_ANS,      /* EMV's common characters, 20h to 7Eh; shown to the payer */
    EMVQR_KIND_S,        /* any text; shown to the payer */
    EMVQR_KIND_AMOUNT,   /* emvqr_amount_read, with the exponent of object 53 */
    EMVQR_KIND_PERCENT,  /* 00.01 to 99.99 */
    EMVQR_KIND_RFU,      /* must not be used yet */
    EMVQR_KIND_ONE_OF,   /* no value: of the IDs first to last there must be one, and no second */
    EMVQR_KIND_SOME_OF   /* no value: of the IDs first to last there must be one. With a single ID: it must be there,
                          * and what it holds is judged by the row that it would have without this one */
};

/* Conditional: required unless the row's check holds when it is asked about NULL. */
enum { EMVQR_OPTIONAL = 0, EMVQR_REQUIRED = 1, EMVQR_FORBIDDEN = 2, EMVQR_CONDITIONAL = 3 };

/* Masks of a network's types. A row stands only for the accounts of its types; the last bit is for an account whose
 * type is unknown. */
#define EMVQR_TYPE(index) ((uint8_t)(1u << (index)))
#define EMVQR_TYPE_UNKNOWN 0x80u
#define EMVQR_TYPES_ALL 0xFFu

/* The weight of a row, a list or a check: 0 leaves the code's own severities; else the severity under strict and under
 * field. Flags of a row: */
#define EMVQR_WEIGHT(strict, field) ((uint8_t)((strict) << 2 | (field)))
#define EMVQR_MONEY EMVQR_WEIGHT(EMVQR_ERROR, EMVQR_ERROR) /* a fault here may send money wrong: always an error */
#define EMVQR_CODED 0x40u /* one fixed form: whatever is wrong with it is `value` */
#define EMVQR_ASKED 0x20u /* a value that a new code's type would fix is still asked for, unless the type was told */
#define EMVQR_VITAL 0x80u /* without it nobody can be paid: its absence or emptiness is always an error. In an
                           * account's level it names the payee: two accounts that differ in it contradict each other */
/* Flag of a check: when it holds, the next check of the list is asked too; at most three are asked. */
#define EMVQR_ALSO 0x10u

typedef struct emvqr_rule {
    uint8_t first, last; /* IDs of the level that the row stands for */
    uint8_t presence : 2; /* of an object with the ID `first` */
    uint8_t kind : 6;
    uint8_t min, max;
    uint8_t types; /* mask */
    uint8_t check : 4, list : 4; /* index in the network's checks and lists, 0: none (both begin with an empty one) */
    uint8_t weight;
} emvqr_rule;

/* The rows of one template (level 0: of the root), in the order of their `first`. The first row that stands for an ID
 * and a type is its row; a later one that is CONDITIONAL still asks for the object when it is absent. None
 * of the root's stands for 63, which the parser judges. */
typedef struct emvqr_level {
    const emvqr_rule *rules;
    uint8_t count;
    uint16_t nests; /* bit i: a row of kind TEMPLATE stands for an ID that is i modulo 16; in 62 only for 50 to 99 */
} emvqr_level;

/* A pass over a template's objects by the rows of a level; for fast builds, and private. */
struct emvqr__look;
typedef void emvqr_glance(struct emvqr__look *look, unsigned level, const emvqr_node *parent, unsigned types,
                          int emvco, const uint64_t *told);

/* Values joined by blanks, compared without case. The first is what is written by default; a list that begins with a
 * blank has no default. Values behind a bar are met in the field: they get the code's own severity even where the
 * list's weight says more. With EMVQR_CODE_NONE the list is only a default, and other values are as good. */
typedef struct emvqr_list {
    const char *values;
    uint8_t code, weight;
    uint16_t length; /* of `values`, in bytes */
} emvqr_list;

/* What a check may look at. */
typedef struct emvqr_checking {
    int64_t now;                         /* seconds since 1970 in UTC, 0: do not check */
    const emvqr_doc *doc;
    const struct emvqr_network *network; /* whose row this is */
    const emvqr_node *parent;            /* the template that holds the object, NULL for the root */
    uint8_t types;                       /* the type of the account, or of all accounts of this network, as a mask */
} emvqr_checking;

typedef struct emvqr_check_cell {
    /* `node` has passed the row's kind, lengths and list, unless the code is always an error, and is UTF-8; NULL: see
     * EMVQR_CONDITIONAL. */
    bool (*holds)(const emvqr_checking *checking, const emvqr_node *node);
    uint8_t code, weight;
} emvqr_check_cell;

/* Where an account may stand and what names it. A form that no type names is a part: it belongs to the network's other
 * accounts (QRIS's 51 to its 26 to 45), and is an account of its own only where there is no other. */
typedef struct emvqr_form {
    uint8_t first, last; /* IDs of the network's own; a known GUID elsewhere is misplaced. It is written at the first */
    uint8_t level;       /* the rows for its inside */
    uint8_t length;      /* of `guids`, in bytes */
    const char *guids;   /* of sub-object 00, joined by blanks; NULL: the ID alone names it (02 to 25), or `claims` */
} emvqr_form;

enum { EMVQR_IN_ACCOUNT = 0, EMVQR_IN_ROOT = 1, EMVQR_IN_ADDITIONAL = 2 /* template 62 */ };

/* An account of `form` is of this type when the object `id`, in the account, the root or 62, has a value of `list`.
 * The first that fits decides. list 0: always. */
typedef struct emvqr_type {
    uint8_t form, where, id, list;
} emvqr_type;

/* What tells accounts to be a network's, as bits: identifiers of that initial and length (the same for both cases of a
 * letter), an ID of 02 to 25 that alone names one, `claims`. Different ones may share a bit. */
#define EMVQR_NAMED(initial, length) ((uint32_t)1u << (((initial) ^ (length)) & 31))
#define EMVQR_PLACED(id) ((uint32_t)1u << (id))
#define EMVQR_CLAIMED ((uint32_t)2u)

enum { EMVQR_SEVERAL = 1 /* several accounts with different payees are no conflict */ };

typedef struct emvqr_network {
    const emvqr_level *levels;
    const emvqr_form *forms;   /* at most 4 */
    const emvqr_type *types;   /* at most 7 */
    const emvqr_list *lists;   /* at most 15 and as many checks behind lists[0] and checks[0], which are never used */
    const emvqr_check_cell *checks;
    /* Whether an account (a node of 26 to 51 that no GUID names) is this network's: index + 1 of its form, or 0. May
     * be NULL. */
    unsigned (*claims)(const emvqr_doc *doc, const emvqr_node *node);
    uint8_t level_count, form_count, type_count;
    uint8_t flags; /* EMVQR_SEVERAL */
    uint32_t told; /* EMVQR_NAMED of its forms' identifiers, EMVQR_PLACED of their IDs below 26, EMVQR_CLAIMED if it
                    * claims: it is not asked about other accounts */
    /* Whether a CRC that does not fit is right but for leading zeros, for a network whose codes are met so; else
     * NULL. */
    bool (*unpadded)(emvqr_doc *doc, const struct emvqr_network *network);
    emvqr_glance *glance; /* NULL in small builds */
} emvqr_network;

/* EMVCo's own tables: they judge cards, unknown accounts, and whatever a network's tables do not mention. */
extern EMVQR_API const emvqr_network emvqr_emvco;

/* The networks of this build, NULL at the end, in the order of networks.def. A device names its own list instead:
 *     const emvqr_network *const mine[] = { &emvqr_promptpay, NULL }; */
extern EMVQR_API const emvqr_network *const emvqr_networks[];

#define EMVQR_NETWORK(name, file) extern EMVQR_API const emvqr_network emvqr_##name;
#include <emvqr/networks.def>
#undef EMVQR_NETWORK

/* Judges a parsed document by EMVCo's tables and those of the networks whose accounts it holds, and raises every
 * finding about content. `findings` is the list that emvqr_parse was given, or another with the same policy. `now` is
 * UTC seconds since 1970, for codes that expire; 0 does not check. Nothing is required of what could not be read: after
 * a structural error at the root there are no findings about absent objects.
 * Several accounts judge the root together: an object is required when one of them requires it, forbidden when one
 * forbids it, and its value passes when one accepts it, but for rows of weight EMVQR_MONEY, which all must accept. */
EMVQR_API void emvqr_check(const emvqr_doc *doc, int64_t now, emvqr_findings *findings);

/* Whether an account is told with another one of its network, whose part it is (emvqr_form). */
EMVQR_API bool emvqr_account_is_part(const emvqr_doc *doc, const emvqr_node *account);

/* An account of a document, as whoever pays sees it. */
typedef struct emvqr_account {
    const emvqr_node *node; /* in the document's nodes; for a host, emvqr_key_value reads its fields */
    emvqr_path path;
    uint8_t network;        /* index in the list of networks that was asked for */
    int8_t type;            /* as emvqr_node_type */
    bool payable;
} emvqr_account;

/* "Can I pay this, and how?": the accounts of the networks that a wallet supports (a NULL-terminated list; NULL: the
 * document's), in the payload's order, which is the order in which the shop offers them. Writes the first `cap` of
 * them and returns how many there are. Parts are told with their accounts. `findings` is the list that emvqr_parse and
 * emvqr_check raised theirs into. An account is payable when no error stands against it: none in itself or its parts,
 * none outside the accounts (the CRC, the sum, the currency), no two accounts of its network that contradict each
 * other, and it is none that is not for paying (a receipt). An error in an account of another network does not count:
 * that one is not paid. With a list too small for all findings nothing is payable. Payable is what the code says;
 * expiry, unknown codes and check digits are warnings, and the payer's bank has the last word. */
EMVQR_API size_t emvqr_accounts(const emvqr_doc *doc, const emvqr_network *const *networks,
                                const emvqr_findings *findings, emvqr_account *accounts, size_t cap);

/* The first row of a level that stands for an ID and one of the types, or NULL. */
EMVQR_API const emvqr_rule *emvqr_network_rule(const emvqr_network *network, unsigned level, unsigned id,
                                               unsigned types);

#ifdef __cplusplus
}
#endif
#endif
