/* SPDX-License-Identifier: MIT */
/* libqrencode's memory: a static block, taken from in order and given back as a whole. */
#ifndef POS_MEMORY_H
#define POS_MEMORY_H

/* Takes everything back. What was allocated before must not be used any more. */
void memory_rewind(void);

#endif
