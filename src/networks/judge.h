/* SPDX-License-Identifier: MIT */
/* The last step of making: may this payload be handed out? */
#ifndef EMVQR_JUDGE_H
#define EMVQR_JUDGE_H

#include <emvqr/make.h>

/* Raises what stands against it, and what a person should look at; EMVQR_OK, or EMVQR_ERR_VALUE with a message. */
emvqr_status emvqr__making_judge(emvqr_making *making, const char *payload, size_t len, emvqr_findings *findings);

#endif
