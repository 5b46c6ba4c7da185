/* SPDX-License-Identifier: MIT */
/* What to say when there is no such word: the nearest one that there is. */
#include "cli.h"

#include <string.h>

enum { WORD_MAX = 32, DISTANCE_MAX = 2 };

/* Letters to insert, remove or replace, one row of the table at a time; both words are at most WORD_MAX long. */
static unsigned distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    unsigned row[WORD_MAX + 1];

    for (unsigned j = 0; j <= b_len; j++) {
        row[j] = j;
    }
    for (unsigned i = 1; i <= a_len; i++) {
        unsigned before = row[0]; /* of the row above, one to the left */
        row[0] = i;
        for (unsigned j = 1; j <= b_len; j++) {
            unsigned least = before + (a[i - 1] != b[j - 1]);
            least = row[j] + 1 < least ? row[j] + 1 : least;
            least = row[j - 1] + 1 < least ? row[j - 1] + 1 : least;
            before = row[j];
            row[j] = least;
        }
    }
    return row[b_len];
}

void emvqr__nearest_init(emvqr__nearest *nearest, const char *typed, size_t len)
{
    nearest->typed = typed;
    nearest->typed_len = len;
    nearest->word = NULL;
    nearest->distance = DISTANCE_MAX + 1;
}

void emvqr__nearest_offer(emvqr__nearest *nearest, const char *word)
{
    size_t len = strlen(word);
    unsigned far;

    if (len > WORD_MAX || nearest->typed_len > WORD_MAX) {
        return;
    }
    far = distance(nearest->typed, nearest->typed_len, word, len);
    if (far < nearest->distance && far < len && far < nearest->typed_len) {
        nearest->distance = far;
        nearest->word = word;
    }
}

void emvqr__no_such(const emvqr__nearest *nearest, const char *what)
{
    int len = nearest->typed_len < 200 ? (int)nearest->typed_len : 200;

    if (nearest->word != NULL) {
        emvqr__complain("no %s is called \"%.*s\"; did you mean \"%s\"?", what, len, nearest->typed, nearest->word);
    } else {
        emvqr__complain("no %s is called \"%.*s\"", what, len, nearest->typed);
    }
}

const emvqr_network_info *emvqr__network_argument(const char *name)
{
    const emvqr_network_info *info = emvqr_network_by_name(name, strlen(name));
    emvqr__nearest nearest;

    if (info != NULL) {
        return info;
    }
    emvqr__nearest_init(&nearest, name, strlen(name));
    for (const emvqr_network_info *const *at = emvqr_network_infos; *at != NULL; at++) {
        emvqr__nearest_offer(&nearest, (*at)->name);
    }
    emvqr__no_such(&nearest, "network");
    emvqr__puts(&emvqr__err, "Networks:");
    for (const emvqr_network_info *const *at = emvqr_network_infos; *at != NULL; at++) {
        emvqr__putf(&emvqr__err, " %s", (*at)->name);
    }
    emvqr__puts(&emvqr__err, "\n");
    emvqr__flush(&emvqr__err);
    return NULL;
}
