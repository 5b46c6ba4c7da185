/* SPDX-License-Identifier: MIT */
/* A new code is completed: each account gets its type, the first whose required objects are all there and whose keys
 * allow it, and values that a table fixes (GUID, currency, country) are written unasked. What one account fixes serves
 * the others too, so accounts are settled in the order in which they can be. */
#include "making.h"

#include "../core/rules.h"
#include "inputs.h"
#include "levels.h"

#include <string.h>

/* ---- what is there ---- */

/* Whether the code has an object or something in it; with `own`, something of the account at hand. */
static bool compose_has(const emvqr_making *making, emvqr_path path, bool own)
{
    unsigned i;
    for (i = 0; i < making->count; i++) {
        if (making->edits[i].value.ptr != NULL && (!own || making->owners[i] == making->at) &&
            (making->edits[i].path == path || emvqr_path_below(making->edits[i].path, path))) {
            return true;
        }
    }
    return false;
}

/* What the rows of one level of a new code's type ask for: fills in what is fixed, names what is not there. */
typedef struct compose_level {
    const emvqr_network_info *info;
    unsigned level, types;
    emvqr_path path;
    const emvqr_network *before; /* its root rows go before these */
    const emvqr_form *form;
} compose_level;

/* The key of a network whose value a row judges, or NULL. */
static const char *compose_key_of(const emvqr_network_info *info, unsigned level, unsigned types,
                                  const emvqr_rule *rule)
{
    unsigned i;
    for (i = 0; i < info->key_count; i++) {
        const emvqr_key *key = &info->keys[i];
        if (key->level == level && key->id >= rule->first && key->id <= rule->last && key->group != EMVQR_KEY_INPUT &&
            (key->types & types) != 0) {
            return key->name;
        }
    }
    return NULL;
}

/* The level of EMVCo's tables that tells of the objects below a path (the root, 62, 64), or one that has no keys. */
static unsigned compose_emvco_level(emvqr_path path)
{
    const emvqr_rule *rule;
    if (path == 0) {
        return 0;
    }
    rule = emvqr_network_rule(emvqr_emvco_info.network, 0, emvqr_path_id(path, 0), EMVQR_TYPES_ALL);
    return emvqr_path_depth(path) == 1u && rule != NULL && rule->kind == EMVQR_KIND_TEMPLATE && rule->min != 0
               ? rule->min
               : EMVQR_LEVEL_ACCOUNT;
}

/* What a row asks for, as a user would type it: the network's key, the one of all networks, else the object's name. */
static const char *compose_key_name(const compose_level *at, const emvqr_rule *rule)
{
    const char *name = compose_key_of(at->info, at->level, at->types, rule);
    if (name == NULL) {
        name = compose_key_of(&emvqr_emvco_info, compose_emvco_level(at->path), EMVQR_TYPES_ALL, rule);
    }
    return name != NULL ? name : at->info->rows[at->level][rule - at->info->network->levels[at->level].rules].name;
}

static bool compose_has_group(const emvqr_making *making, const compose_level *at, const emvqr_rule *rule)
{
    unsigned id;
    for (id = rule->first; id <= rule->last; id++) {
        if (compose_has(making, emvqr_path_join(at->path, id), false)) {
            return true;
        }
    }
    return false;
}

/* ---- what is fixed ---- */

static unsigned compose_types(const emvqr_making *making)
{
    return making->accounts[making->at].types;
}

/* Whether what was typed leaves one type only. */
static bool compose_type_is_told(const emvqr_making *making)
{
    unsigned left = compose_types(making) & ((1u << making->info->network->type_count) - 1u);
    return (left & (left - 1u)) == 0;
}

/* The value that a row fixes, or an absent one. */
static emvqr_span compose_fixed(const emvqr_making *making, const compose_level *at, const emvqr_rule *rule)
{
    emvqr_span none = { NULL, 0 };
    bool asked = (rule->weight & EMVQR_ASKED) != 0 && !compose_type_is_told(making);
    const char *values = asked ? NULL : emvqr__fixed_values(at->info->network, rule, at->types, at->path, at->form);
    return values == NULL ? none : emvqr__first_word(values);
}

/* ---- one account ---- */

/* Whether a row's template is to be gone through: it is required, or begun. Another account completes its own. */
static bool compose_opens(const emvqr_making *making, const compose_level *at, const emvqr_rule *rule)
{
    emvqr_path path = emvqr_path_join(at->path, rule->first);
    bool account = at->path == 0 && rule->first >= 2u && rule->first <= 51u;
    return at->before == NULL && rule->kind == EMVQR_KIND_TEMPLATE && rule->min != 0 &&
           (rule->types & at->types) != 0 &&
           (rule->presence == EMVQR_REQUIRED || compose_has(making, path, account));
}

/* Whether a row asks for an object that is not there. 01 follows from the rest, and comes last. */
static bool compose_lacks(const emvqr_making *making, const compose_level *at, const emvqr_rule *rule)
{
    if ((rule->types & at->types) == 0 || rule->presence != EMVQR_REQUIRED || (at->path == 0 && rule->first == 1u) ||
        (at->before != NULL && emvqr_network_rule(at->before, 0, rule->first, at->types) != NULL)) {
        return false;
    }
    return rule->kind >= EMVQR_KIND_ONE_OF ? at->path != 0 && !compose_has_group(making, at, rule)
                                           : !compose_has(making, emvqr_path_join(at->path, rule->first), false);
}

/* Fills in (when `fill`) and returns the name of the first required key that is absent, or NULL. A network's templates
 * that are required or begun are gone through with it; they nest at most EMVQR_DEPTH_MAX deep. */
static const char *compose_complete_level(emvqr_making *making, const compose_level *at, bool fill)
{
    const emvqr_level *level = &at->info->network->levels[at->level];
    const char *missing = NULL;
    unsigned i;
    for (i = 0; i < level->count && missing == NULL; i++) {
        const emvqr_rule *rule = &level->rules[i];
        emvqr_path path = emvqr_path_join(at->path, rule->first);
        if (compose_opens(making, at, rule)) {
            compose_level inside = *at;
            inside.level = rule->min;
            inside.path = path;
            inside.form = NULL;
            missing = compose_complete_level(making, &inside, fill);
        } else if (compose_lacks(making, at, rule)) {
            emvqr_span fixed = compose_fixed(making, at, rule);
            if (fixed.ptr == NULL) {
                missing = compose_key_name(at, rule);
            } else if (fill && emvqr_making_put(making, path, fixed) != EMVQR_OK) {
                return NULL; /* the message says why */
            }
        }
    }
    return missing;
}

/* The key of an account that is one value (02 to 25) and absent, or NULL. */
static const char *compose_lacks_account(const emvqr_making *making, const emvqr_form *form)
{
    const emvqr_key *key = making->info->keys;
    unsigned id;
    for (id = form->first; id <= form->last; id++) {
        if (compose_has(making, EMVQR_PATH1(id), true)) {
            return NULL;
        }
    }
    while (key->level != EMVQR_LEVEL_ACCOUNT) {
        key++;
    }
    return key->name;
}

/* The levels of the account at hand when it is of one type: its template, the network's root and its templates. */
static const char *compose_complete_own(emvqr_making *making, unsigned type, bool fill)
{
    const emvqr_network *network = making->info->network;
    const emvqr_form *form = &network->forms[network->types[type].form];
    unsigned place = emvqr__making_place(making, form);
    compose_level at;
    const char *missing;
    if (place == 0) {
        return "a place that no other account has";
    }
    at.info = making->info;
    at.types = EMVQR_TYPE(type);
    at.before = NULL;
    at.form = form;
    at.level = form->level;
    at.path = EMVQR_PATH1(place);
    missing = form->level == 0 ? compose_lacks_account(making, form) : compose_complete_level(making, &at, fill);
    at.form = NULL;
    at.level = 0;
    at.path = 0;
    return missing != NULL ? missing : compose_complete_level(making, &at, fill);
}

/* EMVCo's root rows, where the network has none of its own. */
static const char *compose_complete_emvco(emvqr_making *making, unsigned type, bool fill)
{
    compose_level at;
    at.info = &emvqr_emvco_info;
    at.types = EMVQR_TYPE(type);
    at.before = making->info->network;
    at.form = NULL;
    at.level = 0;
    at.path = 0;
    return compose_complete_level(making, &at, fill);
}

/* Whether the account at hand may be of a type: what decides it has such a value, or will be filled in. What stands
 * outside the account is filled in only when no other type is left: a category or a purpose is not for us to choose. */
static bool compose_may_be(const emvqr_making *making, unsigned index)
{
    const emvqr_network *network = making->info->network;
    const emvqr_type *type = &network->types[index];
    unsigned types = compose_types(making), place = emvqr__making_place(making, &network->forms[type->form]);
    emvqr_path path = type->where == EMVQR_IN_ACCOUNT ? EMVQR_PATH2(place, type->id)
                      : type->where == EMVQR_IN_ROOT  ? EMVQR_PATH1(type->id)
                                                      : EMVQR_PATH2(62, type->id);
    emvqr_span value = emvqr_making_get(making, path);
    if ((types & EMVQR_TYPE(index)) == 0) {
        return false;
    }
    if (value.ptr == NULL || type->list == 0) {
        return type->list == 0 || type->where == EMVQR_IN_ACCOUNT || types == EMVQR_TYPE(index);
    }
    return emvqr__word(network->lists[type->list].values, value) != 0;
}

/* What an account lacks: the first key that is missing for its first allowed type, "" when no type is allowed. */
typedef struct compose_lack {
    const char *missing; /* NULL: it lacks nothing */
    bool own;            /* its own tables ask for it; else EMVCo's, and another account may bring it */
} compose_lack;

/* Gives the account at hand the first type that is allowed and complete. */
static compose_lack compose_settle(emvqr_making *making)
{
    compose_lack lack = { "", true };
    unsigned i;
    for (i = 0; i < making->info->network->type_count; i++) {
        const char *own, *missing;
        if (!compose_may_be(making, i)) {
            continue;
        }
        own = compose_complete_own(making, i, false);
        missing = own != NULL ? own : compose_complete_emvco(making, i, false);
        if (missing == NULL) {
            making->accounts[making->at].type = (uint8_t)i;
            compose_complete_own(making, i, true);
            lack.missing = NULL;
            return lack;
        }
        if (*lack.missing == '\0') {
            lack.missing = missing;
            lack.own = own != NULL;
        }
    }
    return lack;
}

static emvqr_status compose_say_lack(emvqr_making *making, const emvqr_network_info *info, const char *missing)
{
    if (*missing == '\0') {
        emvqr_making_say(making, "no type of ", info->name, " has all these keys", NULL);
    } else {
        emvqr_making_say(making, missing, " is missing: see emvqr networks ", info->name, NULL);
    }
    return EMVQR_ERR_KEY;
}

/* ---- the accounts together ---- */

/* Settles every account that can be now (*settled is a mask of them). Answers what one of the others lacks, and *of
 * which: first what an account's own tables ask for, because the rest may come with it. */
static compose_lack compose_round(emvqr_making *making, unsigned *settled, unsigned *of)
{
    compose_lack worst = { NULL, false };
    unsigned i;
    for (i = 0; i < making->account_count; i++) {
        if ((*settled >> i & 1u) == 0) {
            compose_lack lack;
            (void)emvqr_making_turn(making, i);
            lack = compose_settle(making);
            *settled |= lack.missing == NULL ? 1u << i : 0u;
            if (lack.missing != NULL && (worst.missing == NULL || (lack.own && !worst.own))) {
                worst = lack;
                *of = i;
            }
        }
    }
    return worst;
}

static emvqr_status compose_settle_all(emvqr_making *making)
{
    compose_lack lack;
    unsigned settled = 0, before, of = 0;
    do {
        before = settled;
        lack = compose_round(making, &settled, &of);
    } while (lack.missing != NULL && settled != before);
    return lack.missing == NULL ? EMVQR_OK : compose_say_lack(making, making->accounts[of].info, lack.missing);
}

/* The row of an account's network for an object of the root that fixes the currency or the country, or NULL. */
static const emvqr_list *compose_fixes(const emvqr_making_account *account, unsigned id)
{
    const emvqr_network *network = account->info->network;
    const emvqr_rule *rule = emvqr_network_rule(network, 0, id, EMVQR_TYPE(account->type));
    const emvqr_list *list = rule == NULL ? NULL : &network->lists[rule->list];
    return list == NULL || rule->list == 0 || list->code != EMVQR_CODE_COUNTRY_CURRENCY ? NULL : list;
}

/* Networks that fix different currencies or countries: the check would pass what one of them accepts, but no payer of
 * the other could pay. */
static emvqr_status compose_agree(emvqr_making *making)
{
    static const uint8_t ids[] = { 53, 58 };
    unsigned i, a, b;
    for (i = 0; i < sizeof ids; i++) {
        for (b = 1; b < making->account_count; b++) {
            const emvqr_list *second = compose_fixes(&making->accounts[b], ids[i]);
            for (a = 0; a < b && second != NULL; a++) {
                const emvqr_list *first = compose_fixes(&making->accounts[a], ids[i]);
                if (first != NULL && emvqr__word(second->values, emvqr__first_word(first->values)) == 0) {
                    emvqr_making_say(making, making->accounts[a].info->name, " and ", making->accounts[b].info->name,
                                     ids[i] == 53u ? " ask for different currencies: each needs a code of its own"
                                                   : " ask for different countries: each needs a code of its own");
                    return EMVQR_ERR_KEY;
                }
            }
        }
    }
    return EMVQR_OK;
}

/* Object 01, when it was not typed: for one payment where there is an amount, unless a network has only the other. */
static void compose_put_initiation(emvqr_making *making)
{
    static const emvqr_span fixed = EMVQR_SPAN("11"), once = EMVQR_SPAN("12");
    emvqr_span value = compose_has(making, EMVQR_PATH1(54), false) ? once : fixed;
    unsigned i;
    for (i = 0; i < making->account_count; i++) {
        value = emvqr__usual_initiation(making->accounts[i].info->network, EMVQR_TYPE(making->accounts[i].type), value);
    }
    if (!compose_has(making, EMVQR_PATH1(1), false)) {
        emvqr_making_put(making, EMVQR_PATH1(1), value);
    }
}

emvqr_status emvqr__making_compose(emvqr_making *making)
{
    unsigned at = making->at, i;
    emvqr_status status = compose_settle_all(making);
    status = status == EMVQR_OK ? compose_agree(making) : status;
    for (i = 0; i < making->account_count && status == EMVQR_OK; i++) { /* a network's own 00 goes before EMVCo's */
        (void)emvqr_making_turn(making, i);
        compose_complete_emvco(making, making->accounts[i].type, true);
    }
    if (status == EMVQR_OK) {
        compose_put_initiation(making);
        status = making->message[0] == '\0' ? EMVQR_OK : EMVQR_ERR_NO_SPACE;
    }
    (void)emvqr_making_turn(making, at);
    return status;
}
