/* SPDX-License-Identifier: MIT */
/* The smallest user of emvqr_verify. What it reads comes from outside, so that nothing can be computed by the
 * compiler. */
#include <emvqr/core.h>

int probe(const char *text, unsigned len);

int probe(const char *text, unsigned len)
{
    emvqr_reader reader;
    return emvqr_verify(text, len, &reader);
}
