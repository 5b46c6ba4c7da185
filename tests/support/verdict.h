/* SPDX-License-Identifier: MIT */
/* How the answer of emvqr_verify and the findings of emvqr_parse hang together, for tests and fuzzers. */
#ifndef EMVQR_TESTS_VERDICT_H
#define EMVQR_TESTS_VERDICT_H

#include <emvqr/core.h>

/* An ID that stands twice where only the parser looks: in the templates of 80 to 99, and below those of the root. */
static inline bool verdict_leaves_out(const emvqr_finding *finding)
{
    unsigned depth = emvqr_path_depth(finding->path);
    return finding->code == EMVQR_CODE_DUPLICATE_OBJECT &&
           (depth > 2u || (depth == 2u && emvqr_path_id(finding->path, 0) >= 80u));
}

/* Whether a refusal says what the finding says, and where; `place` is the finding's in the payload. */
static inline bool verdict_says(const emvqr_reader *reader, emvqr_code code, const emvqr_finding *finding,
                                const char *place)
{
    if (finding->code == EMVQR_CODE_NOT_EMV) {
        return true; /* which the verdict does not tell from the fault itself */
    }
    if (finding->code != code) {
        return false;
    }
    switch (code) {
    case EMVQR_CODE_DUPLICATE_OBJECT:
    case EMVQR_CODE_CRC_MISMATCH: return place == reader->value - 4;
    case EMVQR_CODE_CRC_MISSING: return reader->at == reader->end;
    case EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT: return true; /* of the payload as a whole */
    case EMVQR_CODE_INVALID_UTF8: return reader->at != reader->end; /* the parser names the object */
    default: return place == reader->at;
    }
}

/* Whether they agree. `payload` is what emvqr_verify was given, and stands at `start` in what was parsed without
 * networks under the field policy; no finding may have been left out. */
static inline bool verdict_agrees(const emvqr_findings *findings, size_t start, emvqr_span payload, emvqr_code code,
                                  const emvqr_reader *reader)
{
    bool said = false, left = true;
    size_t i;
    for (i = 0; i < findings->count; i++) {
        const emvqr_finding *finding = &findings->items[i];
        if (finding->severity == EMVQR_ERROR) {
            /* of the payload as a whole: from where the line begins, which may be before it */
            size_t behind = finding->offset <= start ? 0 : finding->offset - start;
            left = left && verdict_leaves_out(finding);
            said = said || verdict_says(reader, code, finding, behind == 0 ? payload.ptr : payload.ptr + behind);
        }
    }
    if (code == EMVQR_CODE_NONE) {
        return left && reader->at == payload.ptr && reader->end == payload.ptr + payload.len;
    }
    return said && reader->at >= payload.ptr && (payload.len == 0 || reader->at <= payload.ptr + payload.len);
}

#endif
