/* SPDX-License-Identifier: MIT */
/* Empty lists of countries and categories: the keys' tables link them, 27 KB that an AVR would have to hold in its RAM,
 * and nothing that the vectors compare asks for them. */
#include <emvqr/network_info.h>

const char *emvqr_country_name(const char *letters, size_t len)
{
    (void)letters;
    (void)len;
    return NULL;
}

const char *emvqr_country_letters(unsigned number)
{
    (void)number;
    return NULL;
}

const char *emvqr_category_name(unsigned number)
{
    (void)number;
    return NULL;
}
