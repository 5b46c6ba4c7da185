/* SPDX-License-Identifier: MIT */
/* The quick look of fast builds: one walk over the nodes; the rows of both tables are found by the levels' outlines. */
#include "glance.h"

#include "value.h"

#if EMVQR_CFG_FAST

/* The rows of one table for a template. */
typedef struct glance_rows {
    const emvqr_rule *rules;
    const emvqr_outline *outline;
} glance_rows;

/* A template whose objects are looked at. */
typedef struct glance_level {
    glance_rows own, emvco;
    const emvqr_node *parent, *end;
    uint64_t seen[2]; /* IDs, as emvqr_outline has them */
    unsigned types;   /* for which own rows stand */
} glance_level;

typedef struct glance {
    emvqr_checking *asking;
    const emvqr_network *network; /* the voter's, */
    unsigned index;               /* as a node has it */
    const emvqr_doc *doc;
    bool plain;
} glance;

/* ---- rows ---- */

static EMVQR__INLINE void glance_at(glance_rows *rows, const emvqr_network *network, unsigned level)
{
    rows->rules = network->levels[level].rules;
    rows->outline = &network->outlines[level];
}

/* The table says nothing of what is inside. */
static EMVQR__INLINE void glance_nowhere(glance_rows *rows)
{
    static const emvqr_rule none[] = { EMVQR__LAST_RULE };
    static const emvqr_outline nothing = { { 0, 0 }, { 0, 0 }, { 0, 0 }, { 0, 0 }, { 0, 0 }, { 0 } };
    rows->rules = none;
    rows->outline = &nothing;
}

/* The first row for an ID and the types, or NULL. */
static EMVQR__INLINE const emvqr_rule *glance_row(const glance_rows *rows, unsigned id, unsigned types)
{
    const emvqr_rule *rule = rows->rules + rows->outline->starts[id >> 2];
    for (; rule->first <= id; rule++) { /* the last one stands for no ID */
        if (id <= rule->last && (rule->types & types) != 0 && rule->kind < EMVQR_KIND_ONE_OF) {
            return rule;
        }
    }
    return NULL;
}

/* ---- one object ---- */

/* A sum that is one in every currency, or in the payload's. */
static EMVQR__INLINE bool glance_is_sum(const emvqr_doc *doc, emvqr_span value)
{
    return (value.len - 1u < EMVQR_AMOUNT_MAX && *value.ptr != '0' && emvqr__is_number(value)) ||
           emvqr__amount_judge(value, emvqr__exponent(doc)) == EMVQR_CODE_NONE;
}

/* Whether the row's kind and lengths have nothing to say. */
static EMVQR__INLINE bool glance_is_formed(const glance *look, const emvqr_rule *rule, const emvqr_node *node,
                                           emvqr_span value)
{
    unsigned kind = rule->kind;
    if (kind == EMVQR_KIND_TEMPLATE) {
        return emvqr__is_template(node);
    }
    if (kind >= EMVQR_KIND_AMOUNT) {
        return kind == EMVQR_KIND_AMOUNT && glance_is_sum(look->doc, value);
    }
    if (value.len < rule->min || value.len > rule->max) {
        return false;
    }
    if (kind == EMVQR_KIND_N) {
        return emvqr__is_number(value);
    }
    return (look->plain || emvqr__is_plain(value.ptr, value.len)) &&
           (kind != EMVQR_KIND_A || emvqr__is_all(value, 'A', 25));
}

static bool glance_holds(glance *look, const emvqr_network *network, unsigned types, unsigned index,
                         const emvqr_node *node)
{
    look->asking->network = network;
    look->asking->types = (uint8_t)types;
    return network->checks[index].holds(look->asking, node);
}

/* Whether all checks of a row hold. */
static bool glance_all_hold(glance *look, const emvqr_network *network, unsigned types, unsigned index,
                            const emvqr_node *node)
{
    while (glance_holds(look, network, types, index, node)) {
        if ((network->checks[index++].weight & EMVQR_ALSO) == 0) {
            return true;
        }
    }
    return false;
}

/* Most are the first of their list. */
static EMVQR__INLINE bool glance_is_listed(const emvqr_list *list, emvqr_span value)
{
    return emvqr__is_first_word(list->values, list->length, value) || emvqr__list_judge(list, value) == 0;
}

/* Whether the voter has nothing to say of an object. */
static EMVQR__INLINE bool glance_passes(glance *look, const glance_level *level, const emvqr_node *node)
{
    emvqr_span value = { look->doc->text + node->offset + 4, node->length };
    const emvqr_network *network = look->network;
    unsigned types = level->types;
    const emvqr_rule *rule = glance_row(&level->own, node->id, types);
    if (rule == NULL) {
        network = &emvqr_emvco;
        types = EMVQR_TYPES_ALL;
        rule = glance_row(&level->emvco, node->id, types);
    }
    return rule == NULL || (rule->presence != EMVQR_FORBIDDEN && glance_is_formed(look, rule, node, value) &&
                            (rule->list == 0 || glance_is_listed(&network->lists[rule->list], value)) &&
                            (rule->check == 0 || glance_all_hold(look, network, types, rule->check, node)));
}

/* ---- what is absent ---- */

/* The lowest bit's place. */
static EMVQR__INLINE unsigned glance_lowest(uint64_t bits)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(bits);
#else
    unsigned place = 0;
    for (; (bits & 1u) == 0; bits >>= 1) {
        place++;
    }
    return place;
#endif
}

/* Whether the objects that `ids` name are one, and there once. */
static EMVQR__NOINLINE bool glance_has_one(const glance *look, const glance_level *level, const uint64_t ids[2])
{
    const emvqr_node *at = emvqr__children(look->doc, level->parent);
    unsigned met = 0;
    for (; at != level->end; at = emvqr__next(at)) {
        met += (unsigned)(ids[at->id >> 6] >> (at->id & 63u)) & 1u;
    }
    return met == 1u;
}

static inline bool glance_has_some(const uint64_t seen[2], const uint64_t ids[2])
{
    return ((seen[0] & ids[0]) | (seen[1] & ids[1])) != 0;
}

/* Of the absent objects that `bits` name (from the ID `from` on), whether one may not be absent. */
static EMVQR__NOINLINE bool glance_misses_asked(glance *look, const glance_level *level, uint64_t bits, unsigned from)
{
    for (; bits != 0; bits &= bits - 1u) {
        unsigned id = from + glance_lowest(bits);
        const emvqr_rule *rule = level->own.rules + level->own.outline->starts[id >> 2];
        for (; rule->first <= id; rule++) {
            if (rule->first == id && (rule->presence & EMVQR_REQUIRED) != 0 && (rule->types & level->types) != 0 &&
                (rule->last == id || rule->kind < EMVQR_KIND_ONE_OF) &&
                (rule->presence != EMVQR_CONDITIONAL ||
                 !glance_holds(look, look->network, level->types, rule->check, NULL))) {
                return true;
            }
        }
    }
    return false;
}

/* Of the objects that `bits` name (from the ID `from` on), whether one has no row in the voter's own table. */
static EMVQR__NOINLINE bool glance_is_untold(const glance_level *level, uint64_t bits, unsigned from)
{
    for (; bits != 0; bits &= bits - 1u) {
        if (glance_row(&level->own, from + glance_lowest(bits), level->types) == NULL) {
            return true;
        }
    }
    return false;
}

/* Whether the voter may miss an object by its own table. */
static EMVQR__INLINE bool glance_own_misses(glance *look, const glance_level *level)
{
    const emvqr_outline *own = level->own.outline;
    const uint64_t *seen = level->seen;
    uint64_t low = own->asked[0] & ~seen[0], high = own->asked[1] & ~seen[1];
    return ((own->required[0] & ~seen[0]) | (own->required[1] & ~seen[1])) != 0 ||
           ((own->one_of[0] | own->one_of[1]) != 0 && !glance_has_one(look, level, own->one_of)) ||
           ((own->some_of[0] | own->some_of[1]) != 0 && !glance_has_some(seen, own->some_of)) ||
           (low != 0 && glance_misses_asked(look, level, low, 0)) ||
           (high != 0 && glance_misses_asked(look, level, high, 64));
}

/* By EMVCo's, which asks for nothing of which the voter's own speaks; what it may ask for is left to the check. */
static EMVQR__INLINE bool glance_emvco_misses(const glance_level *level)
{
    const uint64_t *seen = level->seen;
    const emvqr_outline *emvco = level->emvco.outline, *own = level->own.outline;
    uint64_t low = (emvco->required[0] | emvco->asked[0]) & ~(seen[0] | own->told[0]);
    uint64_t high = (emvco->required[1] | emvco->asked[1]) & ~(seen[1] | own->told[1]);
    return (emvco->one_of[0] | emvco->one_of[1]) != 0 || (low != 0 && glance_is_untold(level, low, 0)) ||
           (high != 0 && glance_is_untold(level, high, 64)) ||
           ((emvco->some_of[0] | emvco->some_of[1]) != 0 && !glance_has_some(seen, emvco->some_of));
}

/* ---- the walk ---- */

/* The level of `rows`' table that a template's row opens. */
static EMVQR__INLINE void glance_open(glance_rows *inside, const glance_rows *rows, const emvqr_network *network,
                                      unsigned types, const emvqr_node *node)
{
    const emvqr_rule *rule = glance_row(rows, node->id, types);
    if (rule != NULL && rule->kind == EMVQR_KIND_TEMPLATE) {
        glance_at(inside, network, rule->min);
    } else {
        glance_nowhere(inside);
    }
}

/* Goes into a template; an account's rows are its form's. */
static void glance_enter(const glance *look, glance_level *level, const emvqr_node *node)
{
    const glance_level *outer = level - 1;
    level->types = outer->types;
    if (node->network != 0) {
        level->types = emvqr__account_types(node);
        glance_at(&level->own, look->network, look->network->forms[emvqr__node_form(node)].level);
        glance_nowhere(&level->emvco);
    } else {
        glance_open(&level->own, &outer->own, look->network, outer->types, node);
        glance_open(&level->emvco, &outer->emvco, &emvqr_emvco, EMVQR_TYPES_ALL, node);
    }
    level->parent = node;
    level->end = emvqr__next(node);
    level->seen[0] = level->seen[1] = 0;
    look->asking->parent = node;
}

/* Whether an object of the root is an account of which the voter has no say. Others may forbid it, though. */
static EMVQR__INLINE bool glance_is_others(const glance *look, const emvqr_node *node)
{
    return node->network != look->index && node->id - 2u <= 51u - 2u;
}

static bool glance_forbids(const glance_level *level, const emvqr_node *node)
{
    const emvqr_rule *rule = glance_row(&level->own, node->id, level->types);
    return rule != NULL && rule->presence == EMVQR_FORBIDDEN;
}

/* The root. */
static EMVQR__INLINE void glance_begin(const glance *look, glance_level *root, unsigned types)
{
    const emvqr_doc *doc = look->doc;
    glance_at(&root->own, look->network, 0);
    glance_nowhere(&root->emvco);
    if (look->index != 0) {
        glance_at(&root->emvco, &emvqr_emvco, 0);
    }
    root->parent = look->asking->parent = NULL;
    root->end = doc->nodes + doc->count;
    root->seen[0] = root->seen[1] = 0;
    root->types = types;
}

/* Looks at one object; false: it is another's, with all that is inside. */
static EMVQR__INLINE bool glance_at_object(glance *look, emvqr__check *ck, const emvqr_node *voter,
                                           const glance_level *root, glance_level *level, const emvqr_node *node,
                                           bool several)
{
    bool others = several && level == root && glance_is_others(look, node);
    level->seen[node->id >> 6] |= (uint64_t)1 << (node->id & 63u);
    if (others ? glance_forbids(level, node) : !glance_passes(look, level, node)) {
        emvqr__check_object(ck, voter, level == root ? NULL : root[1].parent, level->parent, node);
    }
    return !others;
}

/* `several`: there may be others' accounts. */
static EMVQR__INLINE bool glance_walk(glance *look, emvqr__check *ck, const emvqr_node *voter, unsigned types,
                                      bool several)
{
    glance_level levels[EMVQR_DEPTH_MAX + 1u], *level = levels;
    const emvqr_node *node = look->doc->nodes;
    bool misses = false;
    glance_begin(look, levels, types);
    for (;;) {
        if (node == level->end) {
            misses = misses || glance_own_misses(look, level) || glance_emvco_misses(level);
            if (level == levels) {
                return misses;
            }
            level--;
            look->asking->parent = level->parent;
        } else if (!glance_at_object(look, ck, voter, levels, level, node, several)) {
            node = emvqr__next(node);
        } else {
            if (emvqr__is_template(node)) {
                glance_enter(look, ++level, node);
            }
            node++;
        }
    }
}

bool emvqr__glance(emvqr__check *ck, emvqr_checking *asking, const emvqr_node *voter, unsigned types, bool plain,
                   bool several)
{
    const emvqr_doc *doc = asking->doc;
    const emvqr_network *network = voter->network == 0 ? &emvqr_emvco : doc->networks[voter->network - 1u];
    glance look = { asking, network, voter->network, doc, plain };
    return several ? glance_walk(&look, ck, voter, types, true) : glance_walk(&look, ck, voter, types, false);
}

#endif
