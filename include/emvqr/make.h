/* SPDX-License-Identifier: MIT */
/* emvqr: payloads from what people type: keys and values, for a new code or for changes to one. For hosts: it knows the
 * networks' texts. Firmware writes with writer.h. */
#ifndef EMVQR_MAKE_H
#define EMVQR_MAKE_H

#include <emvqr/network_info.h>
#include <emvqr/writer.h>

#ifdef __cplusplus
extern "C" {
#endif

#define EMVQR_MAKING_EDITS 96u
#define EMVQR_MAKING_TEXT 4096u
#define EMVQR_MAKING_MESSAGE 512u

/* What happens to an object that signs the others (emvqr_seal) when an edit changes them. */
enum {
    EMVQR_SEAL_AUTO,  /* made anew where it fitted before; otherwise the edit is refused with STALE_DIGEST */
    EMVQR_SEAL_KEEP,  /* left as it is */
    EMVQR_SEAL_DROP,  /* taken out */
    EMVQR_SEAL_REMAKE /* made anew */
};

/* One code in the making. Fields are private but for `force`, `fold`, `seal`, `message` and `note`. About 10 KB; it
 * owns nothing. */
typedef struct emvqr_making {
    const emvqr_network_info *info;
    const emvqr_doc *doc;       /* what is edited; NULL: a new code */
    const emvqr_node *account;  /* of that network in it */
    emvqr_edit edits[EMVQR_MAKING_EDITS];
    uint16_t count, text_used;
    uint8_t types;              /* that the keys so far allow, a mask */
    uint8_t seal;               /* EMVQR_SEAL_* */
    bool force;                 /* lengths and character sets may be broken (rules about money may not) */
    bool fold;                  /* accents of Latin letters are left out where an object takes ASCII only */
    char text[EMVQR_MAKING_TEXT];
    char message[EMVQR_MAKING_MESSAGE]; /* why a call failed: one line, without a line end; "" when it did not */
    char note[EMVQR_MAKING_MESSAGE];    /* what a person should know although it worked; "" for nothing */
} emvqr_making;

/* Begins a new code of a network. */
EMVQR_API void emvqr_making_new(emvqr_making *making, const emvqr_network_info *info);

/* Begins changes to a document, which was parsed with emvqr_networks and must outlive the making. Keys are those of the
 * networks whose accounts it holds, the first that has such a key, and the shared ones. */
EMVQR_API void emvqr_making_edit(emvqr_making *making, const emvqr_doc *doc);

/* Sets a key ("amount") or an object ("62.07"), as typed; `type=` chooses a new code's type. `value` must outlive the
 * making. Setting twice: the last counts. EMVQR_ERR_KEY: no such key here. EMVQR_ERR_VALUE: not understood. Both with a
 * message. The shared key "tip" also sets or removes 55, 56 and 57 together. */
EMVQR_API emvqr_status emvqr_making_set(emvqr_making *making, const char *key, size_t key_len, const char *value,
                                        size_t value_len);

/* Removes the object at a path, or a whole template. EMVQR_ERR_PATH for 00 and 63. */
EMVQR_API emvqr_status emvqr_making_unset(emvqr_making *making, emvqr_path path);

/* Writes the code into `buf` and judges it: a new code by the strict policy, an edited one by the strict policy where it
 * was changed and by the field policy elsewhere. Without an edit a document's payload is copied byte for byte.
 * *len is the length; a NUL is not written. `findings` must have been initialised (policy strict) and receives what
 * breaks a rule, and as warnings what a person should look at again (a check digit, say).
 * EMVQR_ERR_KEY: a required key is missing, or keys do not go together (message). EMVQR_ERR_VALUE: the result breaks a
 * rule (findings, and a message for the first). EMVQR_ERR_TOO_LONG, EMVQR_ERR_NO_SPACE, EMVQR_ERR_PATH,
 * EMVQR_ERR_STRUCTURE. */
EMVQR_API emvqr_status emvqr_making_finish(emvqr_making *making, char *buf, size_t cap, size_t *len,
                                           emvqr_findings *findings);

/* ---- for the networks' input functions ---- */

/* Adds or replaces the edit at a path. value.ptr NULL removes. */
EMVQR_API emvqr_status emvqr_making_put(emvqr_making *making, emvqr_path path, emvqr_span value);
/* The edit's value at a path, or absent. */
EMVQR_API emvqr_span emvqr_making_get(const emvqr_making *making, emvqr_path path);
/* A copy of text that lives as long as the making; absent when there is no room. */
EMVQR_API emvqr_span emvqr_making_keep(emvqr_making *making, const char *text, size_t len);
/* Sets a key's value, whole or its part of a packed one. */
EMVQR_API emvqr_status emvqr_making_put_key(emvqr_making *making, const emvqr_key *key, emvqr_span value);
/* Sets the message to up to four texts joined, and answers EMVQR_ERR_VALUE. NULL ends them. Control characters of a
 * text are left out. */
EMVQR_API emvqr_status emvqr_making_say(emvqr_making *making, const char *a, const char *b, const char *c, const char *d);
/* The same for the note; answers EMVQR_OK. */
EMVQR_API emvqr_status emvqr_making_remark(emvqr_making *making, const char *a, const char *b, const char *c);

#ifdef __cplusplus
}
#endif
#endif
