/* SPDX-License-Identifier: MIT */
/* Accounts: whose each one is, of which type, and which values their networks' tables open or close.
 *
 * The core reads the tables as data here and knows no network. */
#include "rules.h"

#include <string.h>

/* Two different characters that are one letter in both cases. */
static inline bool account_same_letter(char a, char b)
{
    return (a ^ b) == 0x20 && (unsigned)(unsigned char)(a | 0x20) - 'a' <= 25u;
}

/* How many characters of a value are as the word has them. */
static inline size_t account_alike(const char *word, emvqr_span value)
{
    size_t i = 0;
    while (i != value.len && (word[i] == value.ptr[i] ? (unsigned char)word[i] > ' '
                                                      : account_same_letter(word[i], value.ptr[i]))) {
        i++;
    }
    return i;
}

unsigned emvqr__word(const char *list, emvqr_span value)
{
    unsigned found = 1;
    for (;;) {
        size_t i = account_alike(list, value);
        list += i;
        if (i == value.len && (unsigned char)*list <= ' ') {
            return found;
        }
        while ((unsigned char)*list > ' ') {
            list++;
        }
        if (*list++ == '\0') {
            return 0;
        }
        if (*list == '|') {
            found = 2;
            list += list[1] == ' ' ? 2 : 1;
        }
    }
}

const emvqr_rule *emvqr_network_rule(const emvqr_network *network, unsigned level, unsigned id, unsigned types)
{
    const emvqr_rule *rule = network->levels[level].rules, *end = rule + network->levels[level].count;
    for (; rule != end && rule->first <= id; rule++) {
        if (id <= rule->last && (rule->types & types) != 0 && rule->kind < EMVQR_KIND_ONE_OF) {
            return rule;
        }
    }
    return NULL;
}

/* ---- whose account ---- */

/* An account whose network is looked for. */
typedef struct account_search {
    const emvqr_doc *doc;
    const emvqr_node *node;
    emvqr_span guid;
    uint32_t told; /* as emvqr_network.told, but for claims */
    bool home;     /* only where a network has its own place; else anywhere, and by claims */
} account_search;

static void account_search_init(account_search *search, const emvqr_doc *doc, const emvqr_node *node, emvqr_span guid)
{
    search->doc = doc;
    search->node = node;
    search->guid = guid;
    search->told = node->id < 26u   ? EMVQR_PLACED(node->id)
                   : guid.len == 0 ? 0
                                   : EMVQR_NAMED((unsigned char)*guid.ptr, guid.len);
    search->home = false;
}

static EMVQR__INLINE bool account_fits(const account_search *search, const emvqr_form *form)
{
    const emvqr_node *node = search->node;
    bool there = node->id >= form->first && node->id <= form->last;
    if (form->guids == NULL) {
        return there && node->id < 26u;
    }
    return (there || !search->home) && search->guid.ptr != NULL &&
           emvqr__listed(form->guids, form->length, search->guid) != 0;
}

/* Index + 1 of the form of `network` that an account has, or 0. */
static EMVQR__INLINE unsigned account_form(const account_search *search, const emvqr_network *network)
{
    unsigned form, count = (network->told & search->told) != 0 ? network->form_count : 0;
    for (form = 0; form < count; form++) {
        if (account_fits(search, &network->forms[form])) {
            return form + 1u;
        }
    }
    return !search->home && network->claims != NULL && search->node->id >= 26u
               ? network->claims(search->doc, search->node)
               : 0;
}

/* The next network from `at` on that may have an account, or the end. */
static EMVQR__INLINE const emvqr_network *const *account_told(const emvqr_network *const *at, uint32_t told)
{
    while (*at != NULL && ((*at)->told & told) == 0) {
        at++;
    }
    return at;
}

/* The network that owns an account: its index + 1, and in *form that of the form + 1; or 0. Most accounts stand where
 * their network has them, so those networks are asked first. */
static unsigned account_owner(account_search *search, unsigned *form)
{
    const uint32_t told = search->told | (search->node->id < 26u ? 0 : EMVQR_CLAIMED);
    const emvqr_network *const *first = account_told(search->doc->networks, told), *const *at;
    for (search->home = true; *first != NULL; search->home = false) {
        for (at = first; *at != NULL; at = account_told(at + 1, told)) {
            *form = account_form(search, *at);
            if (*form != 0 && at - search->doc->networks < 254) { /* a node's index has a byte */
                return (unsigned)(at - search->doc->networks) + 1u;
            }
        }
        if (!search->home) {
            break;
        }
    }
    return 0;
}

/* The object whose value tells whether an account is of a type, or NULL. */
static const emvqr_node *account_deciding(const emvqr_doc *doc, const emvqr_node *node, const emvqr_type *type)
{
    if (type->where == EMVQR_IN_ROOT && type->id > node->id) {
        return emvqr__behind(doc, node, type->id, type->id);
    }
    if (type->where == EMVQR_IN_ADDITIONAL) {
        node = emvqr__behind(doc, node, 62, 62);
        return node == NULL || !emvqr__is_template(node) ? NULL : emvqr_node_child(doc, node, type->id);
    }
    return emvqr_node_child(doc, type->where == EMVQR_IN_ROOT ? NULL : node, type->id);
}

static bool account_is_of_type(const emvqr_doc *doc, const emvqr_list *list, const emvqr_node *decides)
{
    return decides != NULL && emvqr__listed(list->values, list->length, emvqr__value(doc, decides)) != 0;
}

/* A network's types mostly look at the same object: fast builds keep it. */
static unsigned account_type(const emvqr_doc *doc, const emvqr_network *network, const emvqr_node *node, unsigned form)
{
    const emvqr_type *type = network->types, *end = type + network->type_count, *last = NULL;
    const emvqr_node *decides = NULL;
    for (; type != end; type++) {
        if (type->form != form) {
            continue;
        }
        if (type->list == 0) {
            break;
        }
        if (!EMVQR_CFG_FAST || last == NULL || last->where != type->where || last->id != type->id) {
            decides = account_deciding(doc, node, type);
            last = type;
        }
        if (account_is_of_type(doc, &network->lists[type->list], decides)) {
            break;
        }
    }
    return type == end ? 0 : (unsigned)(type - network->types) + 1u;
}

/* The GUID of an account, also of one whose template breaks behind it; then *fault stands at the fault. */
static inline emvqr_span account_guid(const emvqr_doc *doc, const emvqr_node *node, emvqr_reader *fault)
{
    emvqr_span guid = { NULL, 0 }, value = emvqr__value(doc, node);
    if (emvqr__is_template(node)) {
        const emvqr_node *child = node[1].id == 0 ? node + 1 : emvqr_node_child(doc, node, 0);
        return child == NULL ? guid : emvqr__value(doc, child);
    }
    emvqr_reader_init(fault, value.ptr, value.len, (emvqr_unit)doc->unit);
    while (emvqr_reader_next(fault)) {
        if (fault->id == 0) {
            guid = emvqr_reader_value(fault);
        }
    }
    return guid;
}

static void account_raise_fault(emvqr_doc *doc, emvqr_path path, const emvqr_reader *fault,
                                emvqr_findings *findings)
{
    if (fault->id != EMVQR__ID_UNKNOWN) {
        path = emvqr_path_join(path, fault->id);
    }
    emvqr__note_fault(doc, (emvqr_code)fault->code);
    emvqr__raise(findings, (emvqr_code)fault->code, EMVQR_MONEY, path, (size_t)(fault->at - doc->text));
}

bool emvqr__account_is_of(const emvqr_doc *doc, const emvqr_network *network, const emvqr_node *node)
{
    account_search search;
    emvqr_reader fault;
    account_search_init(&search, doc, node, account_guid(doc, node, &fault));
    return account_form(&search, network) != 0;
}

static EMVQR__NOINLINE void account_resolve(emvqr_doc *doc, emvqr_node *node, emvqr_findings *findings)
{
    account_search search;
    emvqr_reader fault;
    emvqr_span guid = { NULL, 0 };
    unsigned network, form;
    fault.code = EMVQR_CODE_NONE;
    if (node->id >= 26u) {
        guid = account_guid(doc, node, &fault);
    }
    account_search_init(&search, doc, node, guid);
    network = account_owner(&search, &form);
    if (network != 0) {
        form--;
        node->network = (uint8_t)network;
        node->shape =
            (uint8_t)(node->shape | form << 2 | account_type(doc, doc->networks[network - 1u], node, form) << 4);
        if (fault.code != EMVQR_CODE_NONE) {
            account_raise_fault(doc, EMVQR_PATH1(node->id), &fault, findings);
        }
    }
}

/* ---- what the tables open and close ---- */

EMVQR__NOINLINE unsigned emvqr__account_types(const emvqr_node *node)
{
    return emvqr__types_of(node);
}

const emvqr_node *emvqr__account(const emvqr_doc *doc, const emvqr_network *network, unsigned form)
{
    const emvqr_node *node = doc->nodes, *end = doc->nodes + doc->count;
    for (; node != end; node = emvqr__next(node)) {
        if (node->network != 0 && doc->networks[node->network - 1u] == network && emvqr__node_form(node) == form) {
            return node;
        }
    }
    return NULL;
}

/* Makes a node hold `inside` nodes, in place of those that it holds, and what comes behind it move. `parent` is an
 * object of the root, or NULL for that. */
static void account_resize(emvqr_doc *doc, emvqr_node *parent, emvqr_node *node, unsigned inside)
{
    emvqr_node *behind = node + 1 + node->inside;
    int by = (int)inside - node->inside;
    memmove(behind + by, behind, (size_t)(doc->nodes + doc->count - behind) * sizeof *behind);
    doc->count = (uint16_t)(doc->count + by);
    node->inside = (uint8_t)inside;
    node->shape ^= EMVQR_TEMPLATE_SHAPE;
    if (parent != NULL) {
        parent->inside = (uint8_t)(parent->inside + by);
    }
}

/* emvqr_reader_next. ASCII has as many bytes as its length says, in any unit; its reader only stops where it breaks. */
static EMVQR__INLINE bool account_next(emvqr_reader *reader, bool ascii)
{
    unsigned id, length;
    if (!ascii) {
        return emvqr_reader_next(reader);
    }
    if (reader->end - reader->at < 4 || !emvqr__header(reader->at, &id, &length) ||
        (size_t)(reader->end - reader->at) - 4u < length) {
        return false;
    }
    reader->id = (uint8_t)id;
    reader->value = reader->at + 4;
    reader->at = reader->value + length;
    return true;
}

/* Opens a leaf whose inside tiles; else the reader stands at the fault. */
static EMVQR__INLINE emvqr_status account_open_as(emvqr_doc *doc, emvqr_node *parent, emvqr_node *node,
                                                  emvqr_reader *reader, bool ascii)
{
    const char *start = reader->at;
    unsigned inside = 0, next = 0;
    while (account_next(reader, ascii)) {
        inside++;
    }
    if (reader->at != reader->end || inside == 0) {
        return EMVQR_OK;
    }
    if ((unsigned)doc->count + inside > doc->capacity) {
        return EMVQR_ERR_NODES_FULL;
    }
    account_resize(doc, parent, node, inside);
    reader->at = start;
    while (account_next(reader, ascii)) {
        node++;
        node->offset = (uint16_t)(reader->value - 4 - doc->text);
        node->length = (uint16_t)(reader->at - reader->value);
        node->id = reader->id;
        node->inside = node->shape = node->network = 0;
        doc->unordered |= node->id < next ? EMVQR__BELOW : 0;
        next = node->id + 1u;
    }
    return EMVQR_OK;
}

/* The same; else *fault stands at the fault. Fast builds keep the reader of what is ASCII in registers. */
static emvqr_status account_open(emvqr_doc *doc, emvqr_node *parent, emvqr_node *node, emvqr_reader *fault)
{
    emvqr_span value = emvqr__value(doc, node);
    emvqr_reader_init(fault, value.ptr, value.len, (emvqr_unit)doc->unit);
    if (EMVQR_CFG_FAST && (doc->plain || emvqr__skip_ascii(fault->at, fault->end) == fault->end)) {
        emvqr_reader reader = *fault;
        emvqr_status status = account_open_as(doc, parent, node, &reader, true);
        if (status != EMVQR_OK || emvqr__is_template(node)) {
            return status;
        }
    }
    return account_open_as(doc, parent, node, fault, false);
}

/* What the shaping of values leaves behind. */
typedef struct account_run {
    emvqr_findings *findings;
    emvqr_node *first; /* the networks' first account, and where the last one stands */
    unsigned last;
    unsigned types; /* of the account that is applied */
    /* What there is to shape: an account that may nest, an object 62 that may, one of 80 to 99 of the root. Small
     * builds do not note it: they look. */
    bool nesting, additional, unreserved;
} account_run;

/* Gives a value the shape that a row asks for. */
static emvqr_status account_shape(emvqr_doc *doc, emvqr_node *parent, emvqr_node *node, const emvqr_rule *rule,
                                  account_run *run)
{
    emvqr_reader fault;
    emvqr_status status;
    if (rule == NULL || rule->kind == EMVQR_KIND_EITHER || node->length == 0 ||
        (rule->kind == EMVQR_KIND_TEMPLATE) == emvqr__is_template(node)) {
        return EMVQR_OK;
    }
    if (emvqr__is_template(node)) {
        account_resize(doc, parent, node, 0);
        return EMVQR_OK;
    }
    status = account_open(doc, parent, node, &fault);
    if (status == EMVQR_OK && fault.code != EMVQR_CODE_NONE && (rule->weight & EMVQR_VITAL) != 0) {
        account_raise_fault(doc, emvqr_node_path(doc, node), &fault, run->findings);
    }
    return status;
}

/* The children of a template (NULL: 80 to 99 of the root), by the rows of one level. The array may move under
 * `parent`'s children, not under it. */
static emvqr_status account_shape_level(emvqr_doc *doc, emvqr_node *parent, const emvqr_network *network,
                                        unsigned level, account_run *run)
{
    emvqr_node *at = parent == NULL ? doc->nodes : parent + 1;
    unsigned nests = network->levels[level].nests;
    emvqr_status status = EMVQR_OK;
    while (status == EMVQR_OK && at != emvqr__children_end(doc, parent)) {
        bool plain = EMVQR_CFG_FAST && (nests >> (at->id & 15u) & 1u) == 0 && !emvqr__is_template(at);
        if (parent != NULL ? !plain : at->id >= 80u) {
            status = account_shape(doc, parent, at, emvqr_network_rule(network, level, at->id, run->types), run);
        }
        at += 1 + at->inside;
    }
    return status;
}

/* What an account's network says of 62. */
static inline emvqr_status account_apply_additional(emvqr_doc *doc, const emvqr_network *network, account_run *run)
{
    const emvqr_node *additional = emvqr_node_child(doc, NULL, 62);
    const emvqr_rule *rule = emvqr_network_rule(network, 0, 62, run->types);
    if (additional == NULL || !emvqr__is_template(additional) || rule == NULL || rule->kind != EMVQR_KIND_TEMPLATE) {
        return EMVQR_OK;
    }
    return account_shape_level(doc, doc->nodes + (additional - doc->nodes), network, rule->min, run);
}

/* An account's inside, and what its network says of 62 and of the root's 80 to 99. These may stand before the account,
 * which then moves: they come last. Only fast builds know from before where there is nothing to do. */
static emvqr_status account_apply(emvqr_doc *doc, emvqr_node *node, account_run *run)
{
    const emvqr_network *network = doc->networks[node->network - 1u];
    unsigned level = network->forms[emvqr__node_form(node)].level;
    emvqr_status status = EMVQR_OK;
    run->types = emvqr__account_types(node);
    if (emvqr__is_template(node) && (!EMVQR_CFG_FAST || network->levels[level].nests != 0)) {
        status = account_shape_level(doc, node, network, level, run);
    }
    if (status == EMVQR_OK && (!EMVQR_CFG_FAST || run->additional)) {
        status = account_apply_additional(doc, network, run);
    }
    if (status == EMVQR_OK && (!EMVQR_CFG_FAST || run->unreserved)) {
        status = account_shape_level(doc, NULL, network, 0, run);
    }
    return status;
}

static inline const emvqr_level *account_level(const emvqr_doc *doc, const emvqr_node *node)
{
    const emvqr_network *network = doc->networks[node->network - 1u];
    return &network->levels[network->forms[emvqr__node_form(node)].level];
}

/* Whether an object 62 holds one of 50 to 99; below, no network has templates. */
static inline bool account_may_nest(const emvqr_node *additional)
{
    const emvqr_node *last = additional + additional->inside;
    while (last != additional && last->id < 50u) {
        last--;
    }
    return last != additional;
}

/* Notes an object of the root that may have to be shaped. */
static inline void account_note(account_run *run, const emvqr_node *node)
{
    if (node->id == 62u) {
        run->additional = run->additional || account_may_nest(node);
    } else if (node->id >= 80u) {
        run->unreserved = true;
    }
}

/* Whose an account is, and whether it may nest. */
static inline void account_settle(emvqr_doc *doc, emvqr_node *node, account_run *run)
{
    account_resolve(doc, node, run->findings);
    if (node->network != 0) {
        run->first = run->first == NULL ? node : run->first;
        run->last = node->offset;
        run->nesting = EMVQR_CFG_FAST && (run->nesting || account_level(doc, node)->nests != 0);
    }
}

/* Whose accounts there are, and what there is to shape. */
static inline void account_settle_all(emvqr_doc *doc, account_run *run)
{
    emvqr_node *node = doc->nodes, *end = node + doc->count;
    for (; node != end; node += 1 + node->inside) {
        if (EMVQR_CFG_FAST && node->id - 52u < 10u) { /* most objects */
            continue;
        }
        if (emvqr__is_account(node)) {
            account_settle(doc, node, run);
        } else if (EMVQR_CFG_FAST) {
            account_note(run, node);
        }
    }
}

/* Shapes what they nest. An account may move meanwhile; then it is found by its offset. */
static emvqr_status account_apply_all(emvqr_doc *doc, account_run *run)
{
    emvqr_node *node = run->first;
    emvqr_status status = EMVQR_OK;
    while (node != NULL && status == EMVQR_OK) {
        unsigned offset = node->offset, count = doc->count;
        if (node->network != 0) {
            status = account_apply(doc, node, run);
            /* one value may be opened and another closed, so that it moves among as many nodes as before */
            for (node = doc->count == count && node->offset == offset ? node : doc->nodes; node->offset != offset;
                 node += 1 + node->inside) {
            }
        }
        node = offset == run->last ? NULL : node + 1 + node->inside;
    }
    return status;
}

emvqr_status emvqr__resolve(emvqr_doc *doc, emvqr_findings *findings)
{
    account_run run = { findings, NULL, 0, 0, false, false, false };
    account_settle_all(doc, &run);
    if (EMVQR_CFG_FAST && !run.nesting && !run.additional && !run.unreserved) {
        return EMVQR_OK;
    }
    return account_apply_all(doc, &run);
}
