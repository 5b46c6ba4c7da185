/* SPDX-License-Identifier: MIT */
/* Where the levels of a network's table stand in a payload, and what their rows write unasked. A level is found by the
 * row that opens it, so that no path is written down twice. */
#include "levels.h"

#include "../core/rules.h"

/* ---- where ---- */

/* The ID that opens `level` among the rows of `from`, or -1. */
static int level_opener(const emvqr_network *network, unsigned from, unsigned level)
{
    const emvqr_level *rows = &network->levels[from];
    unsigned i;
    for (i = 0; i < rows->count; i++) {
        if (rows->rules[i].kind == EMVQR_KIND_TEMPLATE && rows->rules[i].min == level &&
            rows->rules[i].presence != EMVQR_FORBIDDEN) {
            return rows->rules[i].first;
        }
    }
    return -1;
}

/* The path of a level below the root: one template deep or two; 0: none. */
static emvqr_path level_root_path(const emvqr_network *network, unsigned level)
{
    const emvqr_level *root = &network->levels[0];
    int id = level_opener(network, 0, level);
    unsigned i;
    for (i = 0; id < 0 && i < root->count; i++) {
        const emvqr_rule *rule = &root->rules[i];
        int below = rule->kind == EMVQR_KIND_TEMPLATE && rule->min != 0 ? level_opener(network, rule->min, level) : -1;
        if (below >= 0) {
            return EMVQR_PATH2(rule->first, (unsigned)below);
        }
    }
    return id >= 0 ? EMVQR_PATH1((unsigned)id) : 0;
}

emvqr_path emvqr__level_path(const emvqr_network *network, unsigned level, const emvqr_form *form, unsigned id)
{
    int below;
    if (level == 0) {
        return 0;
    }
    if (form != NULL && form->level == level) {
        return EMVQR_PATH1(id);
    }
    below = form == NULL || form->level == 0 ? -1 : level_opener(network, form->level, level);
    return below < 0 ? level_root_path(network, level) : EMVQR_PATH2(id, (unsigned)below);
}

/* ---- what is written unasked ---- */

/* Whether the object by which an account is of `type` is the one that a row stands for. */
static bool level_decides(const emvqr_rule *rule, const emvqr_type *type, emvqr_path path, const emvqr_form *form)
{
    bool here = type->where == EMVQR_IN_ACCOUNT ? form != NULL
                : type->where == EMVQR_IN_ROOT  ? form == NULL && path == 0
                                                : path == EMVQR_PATH1(62);
    return here && type->list != 0 && type->id == rule->first;
}

const char *emvqr__fixed_values(const emvqr_network *network, const emvqr_rule *rule, unsigned types, emvqr_path path,
                                const emvqr_form *form)
{
    unsigned i;
    for (i = 0; i < network->type_count; i++) {
        if ((EMVQR_TYPE(i) & types) != 0 && level_decides(rule, &network->types[i], path, form)) {
            return network->lists[network->types[i].list].values;
        }
    }
    if (rule->list != 0 && *network->lists[rule->list].values != ' ') {
        return network->lists[rule->list].values;
    }
    return form != NULL && rule->first == 0 ? form->guids : NULL;
}

emvqr_span emvqr__first_word(const char *values)
{
    emvqr_span word;
    word.ptr = values;
    word.len = 0;
    while (values[word.len] != ' ' && values[word.len] != '\0') {
        word.len++;
    }
    return word;
}

emvqr_span emvqr__usual_initiation(const emvqr_network *network, unsigned types, emvqr_span value)
{
    const emvqr_rule *rule = emvqr_network_rule(network, 0, 1, types);
    bool fixed = rule != NULL && rule->list != 0 && emvqr__word(network->lists[rule->list].values, value) != 1u;
    return fixed ? emvqr__first_word(network->lists[rule->list].values) : value;
}
