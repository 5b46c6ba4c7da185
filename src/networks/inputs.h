/* SPDX-License-Identifier: MIT */
/* How the shared keys' text becomes objects. */
#ifndef EMVQR_INPUTS_H
#define EMVQR_INPUTS_H

#include <emvqr/make.h>

emvqr_status emvqr__input_amount(emvqr_making *making, const emvqr_key *key, emvqr_span text);
emvqr_status emvqr__input_currency(emvqr_making *making, const emvqr_key *key, emvqr_span text);
emvqr_status emvqr__input_country(emvqr_making *making, const emvqr_key *key, emvqr_span text);
emvqr_status emvqr__input_initiation(emvqr_making *making, const emvqr_key *key, emvqr_span text);
emvqr_status emvqr__input_tip(emvqr_making *making, const emvqr_key *key, emvqr_span text);
/* Text in ASCII; with accents it is refused or, when making->fold says so, written without them. */
emvqr_status emvqr__input_text(emvqr_making *making, const emvqr_key *key, emvqr_span text);
emvqr_status emvqr__input_name(emvqr_making *making, const emvqr_key *key, emvqr_span text);
emvqr_status emvqr__input_local(emvqr_making *making, const emvqr_key *key, emvqr_span text);

/* Copies the digits of `text`, leaving out the characters of `ignored`; Thai digits (U+0E50 to U+0E59) count. Returns
 * their number, at most `cap`, or -1 when anything else is there. */
int emvqr__digits(emvqr_span text, const char *ignored, char *digits, size_t cap);

/* Writes Latin text without accents into `folded`, which has room for as many bytes; *len is how many it took. False
 * when another script's character is there, or what is no UTF-8. */
bool emvqr__fold(emvqr_span text, char *folded, size_t *len);

/* A number in digits, written into `text`; returns where they begin. */
#define EMVQR__NUMBER_TEXT 21u
const char *emvqr__number(size_t number, char text[EMVQR__NUMBER_TEXT]);

/* A row of a list of codes that is sorted by code, and the name of a code in it, or NULL. Arrays and no pointers: the
 * linker drops a list as a whole, but not the string literals of a file. */
typedef struct emvqr__list_row {
    char code[9], name[39];
} emvqr__list_row;
const char *emvqr__list_name(const emvqr__list_row *rows, size_t count, emvqr_span code);

/* Copies `len` bytes; returns `len`, or 0 when there is no room for all of them. */
size_t emvqr__copy(char *text, size_t cap, const char *from, size_t len);

/* The whole text is `word`, whatever the case. */
bool emvqr__is(emvqr_span text, const char *word);

#endif
