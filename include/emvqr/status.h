/* SPDX-License-Identifier: MIT */
/* emvqr: what a call answers when it could not do its work.
 *
 * A status is about the call (a buffer too small, a wrong argument). What is wrong with a payload is a finding
 * (findings.h), and a call that finds a payload broken has succeeded. 0 is success. Numbers are never reused. */
#ifndef EMVQR_STATUS_H
#define EMVQR_STATUS_H

#include <emvqr/config.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum emvqr_status {
    EMVQR_OK = 0,

    /* the caller's side */
    EMVQR_ERR_ARGUMENT = 1,   /* a NULL, an ID above 99, an option out of range */
    EMVQR_ERR_STATE = 2,      /* a close without an open, a finish inside a template */
    EMVQR_ERR_PATH = 3,       /* edits overlap, are not ascending, or lead into a value that is no template */
    EMVQR_ERR_STRUCTURE = 4,  /* the document has a structural error, so it cannot be rewritten */
    EMVQR_ERR_KEY = 5,        /* no such key here, or a key that cannot be combined with the others */
    EMVQR_ERR_VALUE = 6,      /* a key's text was not understood, or what was built breaks a rule */
    EMVQR_ERR_ACCOUNT = 7,    /* the document has no account of that network */

    /* capacity */
    EMVQR_ERR_NODES_FULL = 10, /* the node array is smaller than EMVQR_NODES_FOR(length) and too small */
    EMVQR_ERR_NO_SPACE = 11,   /* the output buffer is too small; the length that is needed was reported */
    EMVQR_ERR_TOO_LONG = 12,   /* a value of more than 99, or a payload of more than EMVQR_PAYLOAD_MAX bytes */

    /* front ends */
    EMVQR_ERR_NO_MEMORY = 100,
    EMVQR_ERR_BACKEND = 101,     /* libqrencode or zbar refused without a reason */
    EMVQR_ERR_FILE = 102,        /* a file cannot be opened, read or written; errno tells */
    EMVQR_ERR_IMAGE = 103,       /* not a picture of a known format, or a damaged one */
    EMVQR_ERR_LIMIT = 104,       /* a picture beyond the stated limits */
    EMVQR_ERR_UNSUPPORTED = 105  /* a known format in a variant that is not read or written */
} emvqr_status;

/* A constant English text, without a full stop; "unknown status" for a number that is not listed. Never NULL. */
EMVQR_API const char *emvqr_status_text(emvqr_status status);

#ifdef __cplusplus
}
#endif
#endif
