/* SPDX-License-Identifier: MIT */
/* Sealing: an object that signs what stands before it goes stale when that is edited. It is made anew where it can be:
 * the code is written with a seal of the right length, what stands before it is read off, and it is written again. */
#include "seal.h"

#include "../core/rules.h"

#include <string.h>

#define SEAL_VALUE 99u

/* The seal of the first network that has one in this document, or NULL; *node is the object. */
static const emvqr_seal *seal_of(const emvqr_doc *doc, const emvqr_node **node)
{
    const emvqr_node *at = doc->nodes, *end = emvqr__children_end(doc, NULL);
    for (; at != end; at = emvqr__next(at)) {
        const emvqr_network_info *info = emvqr_account_info(at);
        *node = info == NULL || info->seal == NULL ? NULL : emvqr_node_child(doc, NULL, info->seal->id);
        if (*node != NULL) {
            return info->seal;
        }
    }
    return NULL;
}

static bool seal_fits(const emvqr_seal *seal, const emvqr_doc *doc, const emvqr_node *node)
{
    char value[SEAL_VALUE];
    emvqr_span there = emvqr_node_value(doc, node);
    size_t len = seal->make(doc->text + doc->start, (size_t)node->offset - doc->start, value);
    return len == there.len && memcmp(value, there.ptr, len) == 0;
}

/* Where the seal begins in a payload that was just written, which is sound at the root; `len` when it is not there. */
static size_t seal_offset(const char *payload, size_t len, unsigned unit, unsigned id)
{
    emvqr_reader reader;
    emvqr_reader_init(&reader, payload, len, (emvqr_unit)unit);
    while (emvqr_reader_next(&reader)) {
        if (reader.id == id) {
            return (size_t)(reader.value - payload) - 4u;
        }
    }
    return len;
}

/* The edits of a making and one of the seal, in ascending order. */
typedef struct seal_edits {
    emvqr_edit list[EMVQR_MAKING_EDITS + 1u];
    emvqr_edit *own;
    size_t count;
} seal_edits;

static void seal_add(seal_edits *edits, const emvqr_making *making, emvqr_path path)
{
    size_t at = 0;
    while (at < making->count && making->edits[at].path < path) {
        at++;
    }
    memcpy(edits->list, making->edits, at * sizeof edits->list[0]);
    memcpy(edits->list + at + 1u, making->edits + at, (making->count - at) * sizeof edits->list[0]);
    edits->own = &edits->list[at];
    edits->own->path = path;
    edits->own->value.ptr = NULL;
    edits->own->value.len = 0;
    edits->count = making->count + 1u;
}

/* Written twice: with any seal, and with the one for what then stands before it. */
static emvqr_status seal_remake(const emvqr_making *making, const emvqr_seal *seal, seal_edits *edits, char *buf,
                                size_t cap, size_t *len)
{
    char value[SEAL_VALUE];
    emvqr_status status;
    edits->own->value.ptr = value;
    edits->own->value.len = seal->make("", 0, value);
    status = emvqr_rewrite(making->doc, edits->list, edits->count, buf, cap, len);
    if (status == EMVQR_OK && buf != NULL) {
        seal->make(buf, seal_offset(buf, *len, making->doc->unit, seal->id), value);
        status = emvqr_rewrite(making->doc, edits->list, edits->count, buf, cap, len);
    }
    return status;
}

/* Whether what stands before the seal is as it was. */
static bool seal_is_untouched(const emvqr_doc *doc, const emvqr_node *node, const char *payload, size_t offset)
{
    return offset == (size_t)node->offset - doc->start && memcmp(payload, doc->text + doc->start, offset) == 0;
}

static emvqr_status seal_refuse(emvqr_making *making, const emvqr_seal *seal, size_t offset, emvqr_findings *findings)
{
    emvqr__raise(findings, EMVQR_CODE_STALE_DIGEST, EMVQR_MONEY, EMVQR_PATH1(seal->id), offset);
    return emvqr_making_say(making, "an object of this code signs the others by a rule that is not known, so it would "
                            "not fit any more (stale-digest): keep it, drop it or remake it with --digest", NULL, NULL,
                            NULL);
}

/* Said of a seal that was made anew: of one that did not fit before, the rule is not known to be its acquirer's. */
static emvqr_status seal_remark(emvqr_making *making, bool fitted)
{
    return emvqr_making_remark(making, fitted ? "the object that signs the others was made anew; the acquirer may "
                                                "still refuse a code that it did not issue"
                                              : "the object that signs the others was made anew, as a digest without a "
                                                "key; it was none before, so its acquirer may refuse the code",
                               NULL, NULL);
}

/* With nothing said: made anew where it fitted; where nothing before it changed, it fits as well as before. */
static emvqr_status seal_auto(emvqr_making *making, const emvqr_seal *seal, const emvqr_node *node, char *buf,
                              size_t cap, size_t *len, emvqr_findings *findings)
{
    bool fitted = seal_fits(seal, making->doc, node);
    seal_edits edits;
    emvqr_status status;
    size_t offset;
    seal_add(&edits, making, EMVQR_PATH1(seal->id));
    status = fitted ? seal_remake(making, seal, &edits, buf, cap, len)
                    : emvqr_rewrite(making->doc, making->edits, making->count, buf, cap, len);
    if (status != EMVQR_OK || buf == NULL) {
        return status;
    }
    offset = seal_offset(buf, *len, making->doc->unit, seal->id);
    if (seal_is_untouched(making->doc, node, buf, offset)) {
        return EMVQR_OK;
    }
    return fitted ? seal_remark(making, true) : seal_refuse(making, seal, offset, findings);
}

/* Made anew because it was asked for. */
static emvqr_status seal_asked(emvqr_making *making, const emvqr_seal *seal, const emvqr_node *node, char *buf,
                               size_t cap, size_t *len)
{
    seal_edits edits;
    emvqr_status status;
    seal_add(&edits, making, EMVQR_PATH1(seal->id));
    status = seal_remake(making, seal, &edits, buf, cap, len);
    return status == EMVQR_OK && buf != NULL ? seal_remark(making, seal_fits(seal, making->doc, node)) : status;
}

/* Whether one of the edits sets the object `id` of the root, or takes it out. */
static bool seal_is_edited(const emvqr_making *making, unsigned id)
{
    unsigned i;
    for (i = 0; i < making->count; i++) {
        if (making->edits[i].path == EMVQR_PATH1(id)) {
            return true;
        }
    }
    return false;
}

/* Whether the seal, if there is one, is written as the edits have it. */
static bool seal_stays(const emvqr_making *making, const emvqr_seal *seal)
{
    return seal == NULL || seal_is_edited(making, seal->id) || making->seal == EMVQR_SEAL_KEEP ||
           (making->seal == EMVQR_SEAL_AUTO && making->count == 0);
}

emvqr_status emvqr__rewrite_sealed(emvqr_making *making, char *buf, size_t cap, size_t *len, emvqr_findings *findings)
{
    static const emvqr_doc nothing;
    const emvqr_doc *doc = making->doc == NULL ? &nothing : making->doc;
    const emvqr_node *node = NULL;
    const emvqr_seal *seal = seal_of(doc, &node);
    seal_edits edits;
    if (seal_stays(making, seal)) {
        return emvqr_rewrite(doc, making->edits, making->count, buf, cap, len);
    }
    if (making->seal == EMVQR_SEAL_AUTO) {
        return seal_auto(making, seal, node, buf, cap, len, findings);
    }
    if (making->seal == EMVQR_SEAL_REMAKE) {
        return seal_asked(making, seal, node, buf, cap, len);
    }
    seal_add(&edits, making, EMVQR_PATH1(seal->id));
    return emvqr_rewrite(doc, edits.list, edits.count, buf, cap, len);
}
