/* SPDX-License-Identifier: MIT */
/* Objects that sign the others, when a code is edited. */
#ifndef EMVQR_SEAL_H
#define EMVQR_SEAL_H

#include <emvqr/make.h>

/* Makes emvqr_rewrite's result for a document that is edited, with what making->seal says of the object that signs the
 * others; for every other code it is emvqr_rewrite. EMVQR_ERR_VALUE with a message and a finding when the object would
 * not fit any more. */
emvqr_status emvqr__rewrite_sealed(emvqr_making *making, char *buf, size_t cap, size_t *len, emvqr_findings *findings);

#endif
