/* SPDX-License-Identifier: MIT */
/* Text to a port. Nothing that came from outside reaches a screen or a printer as a control character. */
#ifndef POS_SAY_H
#define POS_SAY_H

#include <emvqr/span.h>

/* A text of our own, as it is. */
void say(unsigned port, const char *text);

/* A text from outside: what is not printable ASCII becomes a question mark. */
void say_span(unsigned port, emvqr_span text);

void say_number(unsigned port, unsigned number);

/* "62.07"; "the whole" for the payload itself. */
void say_path(unsigned port, emvqr_path path);

#endif
