/* SPDX-License-Identifier: MIT */
/* Countries, for people. */
#include <emvqr/network_info.h>

#include <string.h>

/* Arrays and no pointers, so that the linker drops all of it as a whole. */
typedef struct country_row {
    uint16_t number;
    char letters[3], name[45];
} country_row;

static const country_row countries[] = {
#define EMVQR_COUNTRY(letters, number, name) { number, letters, name },
#include "countries.def"
#undef EMVQR_COUNTRY
};

#define COUNTRY_COUNT (sizeof countries / sizeof countries[0])

const char *emvqr_country_name(const char *letters, size_t len)
{
    size_t low = 0, high = len == 2u ? COUNTRY_COUNT : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2u;
        int order = memcmp(letters, countries[middle].letters, 2);
        if (order == 0) {
            return countries[middle].name;
        }
        if (order > 0) {
            low = middle + 1u;
        } else {
            high = middle;
        }
    }
    return NULL;
}

const char *emvqr_country_letters(unsigned number)
{
    size_t i;
    for (i = 0; i < COUNTRY_COUNT; i++) {
        if (countries[i].number == number) {
            return countries[i].letters;
        }
    }
    return NULL;
}
