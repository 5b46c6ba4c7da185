/* SPDX-License-Identifier: MIT */
/* Letters of currencies, for people. */
#include <emvqr/network_info.h>

typedef struct currency {
    uint16_t number;
    char letters[4];
} currency;

static const currency currencies[] = {
#define EMVQR_CURRENCY(number, letters) { number, letters },
#include "currencies.def"
#undef EMVQR_CURRENCY
};

#define CURRENCY_COUNT (sizeof currencies / sizeof currencies[0])

const char *emvqr_currency_letters(unsigned number)
{
    size_t first = 0, count = CURRENCY_COUNT;
    while (count != 0) {
        size_t half = count / 2u;
        if (currencies[first + half].number == number) {
            return currencies[first + half].letters;
        }
        if (currencies[first + half].number < number) {
            first += half + 1u;
            count -= half + 1u;
        } else {
            count = half;
        }
    }
    return NULL;
}

unsigned emvqr_currency_number(const char *letters, size_t len)
{
    size_t i, at;
    for (i = 0; i < CURRENCY_COUNT && len == 3u; i++) {
        const char *own = currencies[i].letters;
        for (at = 0; at < 3u && ((unsigned char)letters[at] & 0xDFu) == (unsigned char)own[at]; at++) {
        }
        if (at == 3u) {
            return currencies[i].number;
        }
    }
    return 0;
}
