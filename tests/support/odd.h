/* SPDX-License-Identifier: MIT */
/* Networks of no country: their tables hold what rows may say, in combinations that no real network has. The spare one
 * asks for little, so that one object that is absent, or too many, is all that there is to find. */
#ifndef EMVQR_TEST_ODD_H
#define EMVQR_TEST_ODD_H

#include <emvqr/network.h>

extern const emvqr_network emvqr_odd, emvqr_spare;

#endif
