/* SPDX-License-Identifier: MIT */
/* The verdict: what a device must know before it trusts a payload, without a tree. */
#include "internal.h"

/* Reads one level to its end, or to object 63 of the root. A template that does not tile is no template, and then
 * nothing is wrong with it; so a duplicate counts only when the end is reached. */
static emvqr_code verify_level(emvqr_reader *reader, unsigned how, const char **where)
{
    emvqr__seen seen = { { 0, 0, 0, 0 } };
    emvqr_code code = EMVQR_CODE_NONE;
    bool guid = how != EMVQR__WITH_GUID;
    while (emvqr_reader_next(reader)) {
        if (emvqr__seen_twice(&seen, reader->id) && code == EMVQR_CODE_NONE) {
            code = EMVQR_CODE_DUPLICATE_OBJECT;
            *where = reader->value - 4;
        }
        if (how == EMVQR__NEVER && reader->id == EMVQR__ID_CRC) {
            return code;
        }
        if (reader->id == 0 && (size_t)(reader->at - reader->value) - 1u < 32u) {
            guid = true;
        }
    }
    if (how == EMVQR__NEVER) {
        *where = reader->at;
        return reader->code != EMVQR_CODE_NONE ? (emvqr_code)reader->code : EMVQR_CODE_CRC_MISSING;
    }
    return reader->code == EMVQR_CODE_NONE && guid ? code : EMVQR_CODE_NONE;
}

/* Duplicates in the templates of one level. The inside of 62 is such a level again. */
static emvqr_code verify_templates(emvqr_reader level, unsigned within, const char **where, emvqr_reader *additional)
{
    while (emvqr_reader_next(&level) && !(within == EMVQR__IN_ROOT && level.id == EMVQR__ID_CRC)) {
        unsigned how = emvqr__opens(within, level.id);
        if (how != EMVQR__NEVER) {
            emvqr_reader child;
            emvqr_code code;
            emvqr_reader_enter(&child, &level);
            if (level.id == 62u) {
                *additional = child;
            }
            code = verify_level(&child, how, where);
            if (code != EMVQR_CODE_NONE) {
                return code;
            }
            if (level.id == 62u && child.code != EMVQR_CODE_NONE) {
                additional->end = additional->at; /* it does not tile: nothing in it is read */
            }
        }
    }
    return EMVQR_CODE_NONE;
}

static emvqr_code verify_payload(const char *text, emvqr__survey *survey, emvqr_verdict *verdict, const char **where)
{
    emvqr_reader reader, additional;
    emvqr_code code;
    bool lower;
    emvqr_span crc;
    emvqr__survey_units(text, survey);
    verdict->unit = survey->unit;
    emvqr_reader_init(&reader, *where, survey->end - survey->start, (emvqr_unit)survey->walk);
    additional = reader;
    additional.end = additional.at;
    code = verify_level(&reader, EMVQR__NEVER, where);
    crc = emvqr_reader_value(&reader);
    if (reader.id == EMVQR__ID_CRC && reader.code == EMVQR_CODE_NONE) {
        verdict->crc = emvqr__crc_before(text, survey, (size_t)(crc.ptr - text));
    }
    if (survey->code == EMVQR_CODE_AMBIGUOUS_LENGTH_UNIT || survey->code == EMVQR_CODE_INVALID_UTF8) {
        *where = text + survey->start;
        return (emvqr_code)survey->code;
    }
    if (code != EMVQR_CODE_NONE) {
        return code;
    }
    if (reader.at != text + survey->end) {
        *where = reader.at;
        return EMVQR_CODE_TRAILING_DATA;
    }
    if (!emvqr__crc_says(crc.ptr, crc.len, verdict->crc, &lower)) {
        *where = crc.ptr - 4;
        return EMVQR_CODE_CRC_MISMATCH;
    }
    emvqr_reader_init(&reader, text + survey->start, survey->end - survey->start, (emvqr_unit)survey->walk);
    code = verify_templates(reader, EMVQR__IN_ROOT, where, &additional);
    return code != EMVQR_CODE_NONE ? code : verify_templates(additional, 62u, where, &additional);
}

emvqr_code emvqr_verify(const char *text, size_t len, emvqr_verdict *verdict)
{
    emvqr__survey survey;
    const char *where;
    emvqr_code code;
    bool fits = emvqr__trim(text, len, &survey);
    verdict->crc = 0;
    verdict->unit = EMVQR_CHARACTERS;
    where = text + (len == 0 ? 0 : survey.start);
    if (fits) {
        code = verify_payload(text, &survey, verdict, &where);
    } else {
        code = survey.start == survey.end ? EMVQR_CODE_NOT_EMV : EMVQR_CODE_TOO_LONG;
    }
    verdict->start = (uint16_t)(survey.start > UINT16_MAX ? UINT16_MAX : survey.start);
    verdict->end = (uint16_t)(survey.end > UINT16_MAX ? UINT16_MAX : survey.end);
    verdict->offset = len == 0 || where - text > UINT16_MAX ? UINT16_MAX : (uint16_t)(where - text);
    verdict->code = (uint8_t)code;
    return code;
}
