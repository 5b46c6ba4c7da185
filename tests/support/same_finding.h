/* SPDX-License-Identifier: MIT */
/* Findings of one payload that was judged in two ways. */
#ifndef SAME_FINDING_H
#define SAME_FINDING_H

#include <emvqr/findings.h>

static inline bool finding_is_same(const emvqr_finding *a, const emvqr_finding *b)
{
    return a->path == b->path && a->offset == b->offset && a->code == b->code && a->severity == b->severity &&
           a->network == b->network && a->row == b->row;
}

/* How often a list holds a finding. */
static inline unsigned finding_count(const emvqr_findings *findings, const emvqr_finding *finding)
{
    unsigned count = 0;
    size_t i;

    for (i = 0; i < findings->count; i++) {
        count += finding_is_same(&findings->items[i], finding);
    }
    return count;
}

#endif
