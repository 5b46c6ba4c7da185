/* SPDX-License-Identifier: MIT */
/* The list of findings: bounded, counted past its capacity, in the order of offsets. */
#include "internal.h"

static const uint8_t finding_severities[EMVQR_CODE_COUNT] = {
    0,
#define EMVQR_CODE(enumerator, name, strict, field, meaning, advice) EMVQR_##strict << 2 | EMVQR_##field,
#include <emvqr/codes.def>
#undef EMVQR_CODE
};

void emvqr_findings_init(emvqr_findings *findings, emvqr_finding *items, size_t capacity, emvqr_policy policy)
{
    findings->items = items;
    findings->capacity = (uint16_t)(items == NULL ? 0 : capacity > UINT16_MAX ? UINT16_MAX : capacity);
    findings->count = findings->total = findings->errors = findings->warnings = 0;
    findings->policy = (uint8_t)policy;
}

unsigned emvqr__severity(unsigned code, unsigned weight, unsigned policy)
{
    unsigned both = (weight & 0xFu) != 0 ? weight : finding_severities[code];
    return (policy == EMVQR_STRICT ? both >> 2 : both) & 3u;
}

emvqr_severity emvqr_code_severity(emvqr_code code, emvqr_policy policy)
{
    return (unsigned)code >= EMVQR_CODE_COUNT ? EMVQR_NONE : (emvqr_severity)emvqr__severity(code, 0, policy);
}

/* Findings of one offset are in the order of their paths, so that it does not matter who looks first. */
static inline bool finding_is_behind(const emvqr_finding *a, const emvqr_finding *b)
{
    return a->offset > b->offset || (a->offset == b->offset && a->path > b->path);
}

void emvqr__raise_row(emvqr_findings *findings, const emvqr_finding *finding, unsigned weight)
{
    unsigned severity = emvqr__severity(finding->code, weight, findings->policy);
    emvqr_finding *at;
    if (severity == EMVQR_NONE || findings->total == UINT16_MAX) {
        return;
    }
    findings->total++;
    findings->errors = (uint16_t)(findings->errors + (severity == EMVQR_ERROR));
    findings->warnings = (uint16_t)(findings->warnings + (severity == EMVQR_WARNING));
    if (findings->count == findings->capacity) {
        return;
    }
    at = findings->items + findings->count++;
    for (; at != findings->items && finding_is_behind(at - 1, finding); at--) {
        at[0] = at[-1];
    }
    *at = *finding;
    at->severity = (uint8_t)severity;
}

void emvqr__raise(emvqr_findings *findings, emvqr_code code, unsigned weight, emvqr_path path, size_t offset)
{
    emvqr_finding finding;
    finding.path = path;
    finding.offset = (uint16_t)(offset > UINT16_MAX ? UINT16_MAX : offset);
    finding.code = (uint8_t)code;
    finding.severity = EMVQR_NONE;
    finding.network = 0;
    finding.row = EMVQR_ROW_NONE;
    emvqr__raise_row(findings, &finding, weight);
}

void emvqr__note_fault(emvqr_doc *doc, emvqr_code code)
{
    if (doc->fault == EMVQR_CODE_NONE && emvqr__severity(code, 0, EMVQR_FIELD) == EMVQR_ERROR) {
        doc->fault = (uint8_t)code;
    }
}
