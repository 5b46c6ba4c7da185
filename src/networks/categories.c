/* SPDX-License-Identifier: MIT */
/* What merchants of a category sell, for people. */
#include <emvqr/network_info.h>

/* Arrays and no pointers, so that the linker drops all of it as a whole. */
typedef struct category_row {
    uint16_t first, last;
    char name[40];
} category_row;

static const category_row categories[] = {
#define EMVQR_CATEGORY(first, last, name) { first, last, name },
#include "categories.def"
#undef EMVQR_CATEGORY
};

const char *emvqr_category_name(unsigned number)
{
    size_t low = 0, high = sizeof categories / sizeof categories[0];
    while (low < high) {
        size_t middle = low + (high - low) / 2u;
        if (number > categories[middle].last) {
            low = middle + 1u;
        } else if (number < categories[middle].first) {
            high = middle;
        } else {
            return categories[middle].name;
        }
    }
    return NULL;
}
