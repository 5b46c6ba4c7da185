/* SPDX-License-Identifier: MIT */
/* Symbols found by their finder patterns and read module by module. */
#ifndef EMVQR_DETECT_H
#define EMVQR_DETECT_H

#include "grid.h"

/* How hard it is tried. */
typedef struct emvqr__effort {
    unsigned triples; /* how many of the likeliest triples of finder patterns may be tried in vain */
    bool open;        /* also finder patterns without light around them */
    bool bent;        /* on paper that is bent */
    bool mend;        /* blurred ones, and those that a part is missing of */
} emvqr__effort;

#define EMVQR__SEEN_MAX ((EMVQR__SIDE_MAX + 4) * (EMVQR__SIDE_MAX + 4)) /* modules, and two around them */

/* Room for the work; matrix.field must be set. `sums` belong to the picture. */
typedef struct emvqr__detector {
    emvqr__matrix_work matrix;
    emvqr__grid_work grid;
    emvqr__modules modules, turned;
    emvqr__content content;
    float seen[EMVQR__SEEN_MAX], plain[EMVQR__SEEN_MAX], blurred[EMVQR__SEEN_MAX], scratch[EMVQR__SEEN_MAX];
} emvqr__detector;

/* A symbol was read: its content, corners as emvqr_qr_symbol has them, and whether it is in negative. False: it is not
 * believed. */
typedef bool (*emvqr__detected)(void *user, const emvqr__content *content, float corners[4][2], bool light);

/* `dark` is a binarisation of the picture that `sums` are of. True: the picture is crowded. So many finder patterns
 * belong to nothing that was read that they are some other pattern, or a prank, and not worth looking at longer. */
bool emvqr__detect(emvqr__detector *work, const emvqr__integral *sums, const emvqr__plane *dark,
                   const emvqr__effort *effort, emvqr__detected detected, void *user);

#endif
