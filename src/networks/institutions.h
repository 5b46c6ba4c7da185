/* SPDX-License-Identifier: MIT */
/* Institutions of a network: banks, wallets, acquirers. */
#ifndef EMVQR_INSTITUTIONS_H
#define EMVQR_INSTITUTIONS_H

#include <emvqr/make.h>

/* Arrays and no pointers, as in emvqr__list_row. */
typedef struct emvqr__institution {
    char number[9], code[12]; /* as in payloads; the short word */
    char name[30];            /* what people say */
    bool disputed;            /* published lists disagree on whose the number is */
} emvqr__institution;

/* A line of an institutions' .def file. */
#define EMVQR__INSTITUTION(number, code, name, disputed) { #number, code, name, disputed },

/* The name of an institution as a derived value: copied as emvqr__copy does, and said to be disputed when it is; 0 for
 * NULL. */
size_t emvqr__institution_tell(const emvqr__institution *one, char *text, size_t cap);

/* The one with that number in a list that is sorted by number, or NULL. */
const emvqr__institution *emvqr__institution_by_number(const emvqr__institution *list, size_t count, emvqr_span number);

/* Sets `key` to the number of the institution that `text` names by number, code or name, and remarks which it is.
 * Refused when there is none, when there are two, and when its number is disputed. */
emvqr_status emvqr__input_institution(emvqr_making *making, const emvqr_key *key, emvqr_span text,
                                      const emvqr__institution *list, size_t count);

#endif
