/* SPDX-License-Identifier: MIT */
/* One row of a table of judgements: a payload as objects, and exactly what is found in it under both policies. */
#ifndef EMVQR_TEST_JUDGED_H
#define EMVQR_TEST_JUDGED_H

#include <emvqr/network_info.h>

/* `findings`: blanks-separated CODE[:PATH]:SEVERITIES[@OFFSET], "value:53:EE". Severities are under strict and under
 * field: E, W, I, or - for none. Without an offset it is where the object at the path begins (of two, the second), or
 * where its parent does when it is absent; "@end-8" counts from the payload's end. Nothing else may be found, and
 * findings must be in the order of offsets. The text is read from a block of exactly its size. */
void judged_as(const char *objects, const char *findings);
/* The same of a payload that is given as it stands. Offsets must be written out, unless they are 0. */
void judged_text_as(const char *text, size_t len, const char *findings);

/* The time of the checks; 0, which it is first, checks no expiry. */
extern int64_t judged_now;

/* One parsed and checked document for tests that look closer; the text must live on. */
typedef struct judged {
    emvqr_doc doc;
    emvqr_findings findings;
    emvqr_finding items[200];
    emvqr_node nodes[EMVQR_NODES_MAX];
} judged;

void judged_read(judged *it, const char *text, size_t len, emvqr_policy policy);
/* The same, strictly, of a payload that payload_build makes. */
void judged_read_objects(judged *it, const char *objects);

#endif
