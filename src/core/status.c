/* SPDX-License-Identifier: MIT */
/* Texts of statuses and finding codes, apart so that firmware that asks for none links none. */
#include <emvqr/findings.h>
#include <emvqr/status.h>

const char *emvqr_status_text(emvqr_status status)
{
    switch (status) {
    case EMVQR_OK: return "done";
    case EMVQR_ERR_ARGUMENT: return "an argument is outside what the function takes";
    case EMVQR_ERR_STATE: return "calls in the wrong order: a template was closed twice, or not at all";
    case EMVQR_ERR_PATH: return "the changes overlap, or lead into a value that is no template";
    case EMVQR_ERR_STRUCTURE: return "the payload's structure is broken, so it cannot be rewritten";
    case EMVQR_ERR_KEY: return "no such key";
    case EMVQR_ERR_VALUE: return "the value breaks a rule";
    case EMVQR_ERR_ACCOUNT: return "no account of this network";
    case EMVQR_ERR_NODES_FULL: return "too few nodes for this payload";
    case EMVQR_ERR_NO_SPACE: return "the output buffer is too small";
    case EMVQR_ERR_TOO_LONG: return "longer than a length field or a QR symbol can hold";
    case EMVQR_ERR_NO_MEMORY: return "out of memory";
    case EMVQR_ERR_BACKEND: return "the QR library refused without giving a reason";
    case EMVQR_ERR_FILE: return "the file cannot be opened, read or written";
    case EMVQR_ERR_IMAGE: return "not a picture in a known format, or a damaged one";
    case EMVQR_ERR_LIMIT: return "the picture is larger than the limits allow";
    case EMVQR_ERR_UNSUPPORTED: return "a variant of the format that is not supported";
    }
    return "unknown status";
}

typedef struct code_text {
    const char *name, *meaning, *advice;
} code_text;

static const code_text code_texts[EMVQR_CODE_COUNT] = {
    { "", "", "" },
#define EMVQR_CODE(enumerator, name, strict, field, meaning, advice) { name, meaning, advice },
#include <emvqr/codes.def>
#undef EMVQR_CODE
};

static const code_text *code_find(emvqr_code code)
{
    return &code_texts[(unsigned)code < EMVQR_CODE_COUNT ? (unsigned)code : 0u];
}

const char *emvqr_code_name(emvqr_code code)
{
    return code_find(code)->name;
}

const char *emvqr_code_meaning(emvqr_code code)
{
    return code_find(code)->meaning;
}

const char *emvqr_code_advice(emvqr_code code)
{
    return code_find(code)->advice;
}
