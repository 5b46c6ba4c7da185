/* SPDX-License-Identifier: MIT */
/* zbar as one of two readers of symbols. */
#ifndef EMVQR_ZBAR_H
#define EMVQR_ZBAR_H

#include "results.h"

/* Tells every symbol that zbar finds in rows without gaps. EMVQR_ERR_NO_MEMORY, EMVQR_ERR_BACKEND. */
emvqr_status emvqr__zbar_scan(const uint8_t *grey, unsigned width, unsigned height, emvqr__results *results);

#endif
