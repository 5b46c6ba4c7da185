/* SPDX-License-Identifier: MIT */
/* What people type: keys and values, for a new code and for changes to one. The input is lines:
 *
 *     promptpay                 or: edit PAYLOAD, or: sign PAYLOAD (its last four bytes become its CRC)
 *     mobile=081-234-5678       sets a key; `62.07=12` an object
 *     -54                       removes an object
 *     +visa                     adds an account to a new code
 *     !                         force */
#include <emvqr/make.h>

#include "invariants.h"

static input take_line(input *in)
{
    const char *end = in->len == 0 ? NULL : memchr(in->text, '\n', in->len);
    input line;
    line.text = in->text;
    line.len = end == NULL ? in->len : (size_t)(end - in->text);
    in->text = end == NULL ? in->text + in->len : end + 1;
    in->len -= end == NULL ? line.len : line.len + 1u;
    return line;
}

static void promise_said(const emvqr_making *making, emvqr_status status)
{
    promise_line(making->message, strlen(making->message), true);
    promise_line(making->note, strlen(making->note), true);
    PROMISE((status == EMVQR_OK) == (making->message[0] == '\0'), "a failure has a message, and only a failure");
}

/* Adds an account; what is no network's name turns to the account of that number, by its length. */
static void apply_also(emvqr_making *making, const char *name, size_t len)
{
    const emvqr_network_info *info = emvqr_network_by_name(name, len);
    if (info == NULL) {
        (void)emvqr_making_turn(making, len);
    } else if (emvqr_making_also(making, info) == EMVQR_ERR_NO_SPACE) {
        promise_said(making, EMVQR_ERR_NO_SPACE);
    }
}

/* One line. `lines` are copies that live as long as the making. */
static void apply(emvqr_making *making, const char *line, size_t len)
{
    const char *sign = len == 0 ? NULL : memchr(line, '=', len);
    if (sign != NULL) {
        size_t key = (size_t)(sign - line);
        promise_said(making, emvqr_making_set(making, line, key, sign + 1, len - key - 1u));
    } else if (len == 1u && line[0] == '!') {
        making->force = true;
    } else if (len != 0 && line[0] == '+') {
        apply_also(making, line + 1, len - 1u);
    } else if (len != 0 && line[0] == '-') {
        emvqr_path path;
        if (emvqr_path_parse(line + 1, len - 1u, &path)) {
            promise_said(making, emvqr_making_unset(making, path));
        }
    }
}

/* What was handed out is ok: a new code to the letter, an edited one in the field. */
static void promise_made(const emvqr_making *making, const char *text, size_t len)
{
    reading r;
    reading_open(&r, text, len, emvqr_networks, making->doc == NULL ? EMVQR_STRICT : EMVQR_FIELD);
    PROMISE(making->force || making->count == 0 || r.findings.errors == 0, "what is made is ok");
    PROMISE(making->count == 0 || verify_copy(text, len) == EMVQR_CODE_NONE, "what is made is whole");
    reading_close(&r);
}

static void finish(emvqr_making *making)
{
    emvqr_finding items[8];
    emvqr_findings findings;
    size_t asked = 0, len = 0;
    emvqr_status status;
    char *buf;
    emvqr_findings_init(&findings, items, 8, EMVQR_STRICT);
    status = emvqr_making_finish(making, NULL, 0, &asked, &findings);
    promise_said(making, status);
    buf = input_block(asked);
    if (status == EMVQR_OK) {
        status = emvqr_making_finish(making, buf, asked, &len, &findings);
        promise_said(making, status);
        PROMISE(len == asked, "the length that is asked for is the length that is written");
        PROMISE(findings.errors == 0 || status == EMVQR_ERR_VALUE, "what breaks a rule is refused");
    }
    if (status == EMVQR_OK) {
        promise_made(making, buf, len);
        if (making->doc != NULL && making->count == 0) {
            PROMISE(len == (size_t)making->doc->end - making->doc->start &&
                        (len == 0 || memcmp(buf, making->doc->text + making->doc->start, len) == 0),
                    "an edit without edits is the identity");
        }
    }
    free(buf);
}

/* Opens the document of `edit` and `sign`. */
static bool open_document(reading *r, input line)
{
    char *text;
    if (line.len < 5u || (memcmp(line.text, "edit ", 5) != 0 && memcmp(line.text, "sign ", 5) != 0)) {
        return false;
    }
    text = input_copy(line.text + 5, line.len - 5u);
    if (line.text[0] == 's' && line.len >= 5u + 8u) {
        char digits[5];
        snprintf(digits, sizeof digits, "%04X", plain_crc(text, line.len - 5u - 4u));
        memcpy(text + line.len - 5u - 4u, digits, 4);
    }
    reading_open(r, text, line.len - 5u, emvqr_networks, EMVQR_FIELD);
    free(text);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { LINES_MAX = 24 };
    static emvqr_making making;
    char *lines[LINES_MAX];
    size_t count = 0;
    input in, first;
    reading r;
    bool edit;
    in.text = (const char *)data;
    in.len = size;
    first = take_line(&in);
    edit = open_document(&r, first);
    if (edit) {
        emvqr_making_edit(&making, &r.doc);
    } else {
        const emvqr_network_info *info = emvqr_network_by_name(first.text, first.len);
        emvqr_making_new(&making, info != NULL ? info : emvqr_network_infos[first.len % 2u]);
    }
    while (in.len != 0 && count < LINES_MAX) {
        input line = take_line(&in);
        lines[count] = input_copy(line.text, line.len);
        apply(&making, lines[count++], line.len);
    }
    finish(&making);
    while (count != 0) {
        free(lines[--count]);
    }
    if (edit) {
        reading_close(&r);
    }
    return 0;
}
