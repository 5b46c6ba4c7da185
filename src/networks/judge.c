/* SPDX-License-Identifier: MIT */
/* What was made or edited is judged before it is handed out: a new code by the strict policy, an edited one by the
 * strict policy where it was changed and by the field policy elsewhere. */
#include "judge.h"

#include "../core/rules.h"

#define JUDGE_FINDINGS 64u

static bool judge_touches(const emvqr_making *making, emvqr_path path)
{
    unsigned i;
    for (i = 0; i < making->count; i++) {
        emvqr_path edited = making->edits[i].path;
        if (edited == path || emvqr_path_below(path, edited) || (path != 0 && emvqr_path_below(edited, path))) {
            return true;
        }
    }
    return false;
}

static bool judge_is_error_in(const emvqr_findings *findings, const emvqr_finding *finding)
{
    unsigned i;
    for (i = 0; i < findings->count; i++) {
        if (findings->items[i].path == finding->path && findings->items[i].code == finding->code) {
            return findings->items[i].severity == EMVQR_ERROR;
        }
    }
    return false;
}

/* Whether an error of the strict policy stands against handing the result out. */
static bool judge_refuses(const emvqr_making *making, const emvqr_finding *finding, const emvqr_findings *field)
{
    bool always = judge_is_error_in(field, finding);
    bool form = finding->code == EMVQR_CODE_VALUE_LENGTH || finding->code == EMVQR_CODE_VALUE_CHARSET;
    bool structure = finding->code < EMVQR_CODE_MISSING_OBJECT;
    if (making->doc != NULL && !judge_touches(making, finding->path)) {
        return always && (structure || !making->force);
    }
    return always || !(form && making->force);
}

/* Whether a warning is about what was written: a contradiction shows at the object that was left alone, too. */
static bool judge_concerns(const emvqr_making *making, const emvqr_finding *finding)
{
    return making->doc == NULL || finding->code == EMVQR_CODE_CONFLICT || judge_touches(making, finding->path);
}

/* Objects that say in their own way what another one says, and that the edits leave behind. */
static void judge_partners(emvqr_making *making)
{
    const emvqr_node *node = making->doc->nodes, *end = making->doc->nodes + making->doc->count;
    char edited[EMVQR_PATH_TEXT], partner[EMVQR_PATH_TEXT];
    unsigned i;
    for (; node != end; node = emvqr__next(node)) {
        const emvqr_network_info *info = emvqr_account_info(node);
        for (i = 0; info != NULL && i < info->partner_count; i++) {
            const emvqr_partner *pair = &info->partners[i];
            if ((pair->types & emvqr__account_types(node)) != 0 && judge_touches(making, pair->edited) &&
                !judge_touches(making, pair->partner) && emvqr_find(making->doc, pair->partner) != NULL) {
                emvqr_path_format(pair->edited, edited);
                emvqr_path_format(pair->partner, partner);
                emvqr_making_remark(making, edited, " was changed, and what repeats it was not: look at ", partner);
            }
        }
    }
}

/* Reads the payload under one policy. */
static emvqr_status judge_read(emvqr_making *making, const char *payload, size_t len, emvqr_doc *doc,
                               emvqr_findings *findings)
{
    if (emvqr_parse(doc, payload, len, findings) != EMVQR_OK) {
        return EMVQR_ERR_STRUCTURE;
    }
    emvqr_check(doc, 0, findings);
    if (findings->total > findings->count) { /* an error may be among those that were not kept */
        return emvqr_making_say(making, "there are too many findings to judge the result: see emvqr read", NULL, NULL,
                                NULL);
    }
    return EMVQR_OK;
}

/* Passes on what is wrong with the result, if it has to be told. The message is the first error's. */
static void judge_tell(emvqr_making *making, const emvqr_doc *doc, const emvqr_finding *finding,
                       const emvqr_findings *field, emvqr_findings *findings)
{
    if (finding->severity == EMVQR_ERROR && judge_refuses(making, finding, field)) {
        if (findings->errors == 0) {
            emvqr_finding_message(doc, finding, making->message, sizeof making->message);
        }
        emvqr__raise_row(findings, finding, EMVQR_MONEY);
    } else if (finding->severity == EMVQR_WARNING && judge_concerns(making, finding)) {
        emvqr__raise_row(findings, finding, EMVQR_WEIGHT(EMVQR_WARNING, EMVQR_WARNING));
    }
}

emvqr_status emvqr__making_judge(emvqr_making *making, const char *payload, size_t len, emvqr_findings *findings)
{
    emvqr_node nodes[EMVQR_NODES_MAX];
    emvqr_finding found[2][JUDGE_FINDINGS];
    emvqr_findings lists[2];
    emvqr_doc doc;
    unsigned i;
    emvqr_doc_init(&doc, nodes, EMVQR_NODES_MAX, emvqr_networks);
    for (i = EMVQR_STRICT; i <= EMVQR_FIELD; i++) {
        emvqr_status status;
        emvqr_findings_init(&lists[i], found[i], JUDGE_FINDINGS, (emvqr_policy)i);
        status = judge_read(making, payload, len, &doc, &lists[i]);
        if (status != EMVQR_OK) {
            return status;
        }
    }
    for (i = 0; i < lists[EMVQR_STRICT].count; i++) {
        judge_tell(making, &doc, &found[EMVQR_STRICT][i], &lists[EMVQR_FIELD], findings);
    }
    if (making->doc != NULL) {
        judge_partners(making);
    }
    return findings->errors == 0 ? EMVQR_OK : EMVQR_ERR_VALUE;
}
