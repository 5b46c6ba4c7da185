/* SPDX-License-Identifier: MIT */
/* Institutions by number, short code or name. Lists age, so a number that is not in one is never wrong. */
#include "institutions.h"

#include "inputs.h"

#include <string.h>

const emvqr__institution *emvqr__institution_by_number(const emvqr__institution *list, size_t count, emvqr_span number)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2u, len = strlen(list[middle].number);
        int order = memcmp(list[middle].number, number.ptr, len < number.len ? len : number.len);
        if (order == 0 && len == number.len) {
            return &list[middle];
        }
        if (order < 0 || (order == 0 && len < number.len)) {
            low = middle + 1u;
        } else {
            high = middle;
        }
    }
    return NULL;
}

size_t emvqr__institution_tell(const emvqr__institution *one, char *text, size_t cap)
{
    static const char doubt[] = " (lists disagree)";
    size_t len = one == NULL ? 0 : strlen(one->name), more = one != NULL && one->disputed ? sizeof doubt - 1u : 0;
    if (len == 0 || len + more > cap) {
        return 0;
    }
    memcpy(text, one->name, len);
    memcpy(text + len, doubt, more);
    return len + more;
}

/* The next character of a name that counts, as a capital letter; '\0' at its end. */
static char institution_next(const char **at, const char *end)
{
    char c = '\0';
    while (*at != end && (**at == ' ' || **at == '-')) {
        ++*at;
    }
    if (*at != end) {
        c = *(*at)++;
    }
    return c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
}

/* The same name but for case, blanks and hyphens: the whole of it, never a part or a likeness. */
static bool institution_same(const char *name, emvqr_span text)
{
    const char *left = name, *left_end = name + strlen(name), *right = text.ptr, *right_end = text.ptr + text.len;
    char one, other;
    do {
        one = institution_next(&left, left_end);
        other = institution_next(&right, right_end);
    } while (one == other && one != '\0');
    return one == other && name != left_end;
}

static bool institution_names(const emvqr__institution *one, emvqr_span text)
{
    return institution_same(one->number, text) || institution_same(one->code, text) ||
           institution_same(one->name, text);
}

/* "970436 (VCB, Vietcombank)", or "970441 (VIB)" where code and name are one, after a comma; cut at the text's end. */
static void institution_tell(const emvqr__institution *one, char *text, size_t cap)
{
    bool same = strcmp(one->code, one->name) == 0;
    const char *const parts[] = { *text == '\0' ? "" : ", ", one->number, " (", one->code,
                                  same ? "" : ", ", same ? "" : one->name, ")" };
    size_t used = strlen(text), i;
    for (i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t len = strlen(parts[i]);
        len = len < cap - 1u - used ? len : cap - 1u - used;
        memcpy(text + used, parts[i], len);
        used += len;
    }
    text[used] = '\0';
}

emvqr_status emvqr__input_institution(emvqr_making *making, const emvqr_key *key, emvqr_span text,
                                      const emvqr__institution *list, size_t count)
{
    const emvqr__institution *found = NULL;
    char told[384] = "";
    bool doubtful = false;
    size_t i;
    for (i = 0; i < count; i++) {
        if (institution_names(&list[i], text)) {
            doubtful = doubtful || found != NULL || list[i].disputed;
            found = &list[i];
            institution_tell(&list[i], told, sizeof told);
        }
    }
    if (found == NULL) {
        return emvqr_making_say(making, key->name, " is not in this version's list: ", key->help, NULL);
    }
    if (doubtful) {
        return emvqr_making_say(making, key->name, " is not one institution for all lists: ", told,
                                "; give the number with its own key");
    }
    emvqr_making_remark(making, key->name, " is ", told);
    return emvqr_making_put_key(making, key, emvqr_making_keep(making, found->number, strlen(found->number)));
}
