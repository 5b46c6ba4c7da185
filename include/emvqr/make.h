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

#define EMVQR_MAKING_ACCOUNTS 8u
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

/* An account of a new code. */
typedef struct emvqr_making_account {
    const emvqr_network_info *info;
    uint8_t types; /* that the keys so far allow, a mask */
    uint8_t type;  /* that was chosen at the end */
} emvqr_making_account;

/* One code in the making. Fields are private but for `force`, `fold`, `seal`, `message` and `note`. About 10 KB; it
 * owns nothing. */
typedef struct emvqr_making {
    const emvqr_network_info *info; /* of the account at hand */
    const emvqr_doc *doc;           /* what is edited; NULL: a new code */
    const emvqr_node *account;      /* of that network in it */
    emvqr_making_account accounts[EMVQR_MAKING_ACCOUNTS]; /* of a new code */
    emvqr_edit edits[EMVQR_MAKING_EDITS];
    uint8_t owners[EMVQR_MAKING_EDITS]; /* for which account each edit was made */
    uint16_t count, text_used;
    uint8_t account_count, at;  /* of a new code: how many, and which is at hand */
    uint8_t seal;               /* EMVQR_SEAL_* */
    bool force;                 /* lengths and character sets may be broken (rules about money may not) */
    bool fold;                  /* accents of Latin letters are left out where an object takes ASCII only */
    char text[EMVQR_MAKING_TEXT];
    char message[EMVQR_MAKING_MESSAGE]; /* why a call failed: one line, without a line end; "" when it did not */
    char note[EMVQR_MAKING_MESSAGE];    /* what a person should know although it worked; "" for nothing */
} emvqr_making;

/* Begins a new code of a network. */
EMVQR_API void emvqr_making_new(emvqr_making *making, const emvqr_network_info *info);

/* Adds another account to a new code, which payers of either network then find in it; the keys that follow are for it.
 * Keys that all networks share are the code's: given for one account, they stand for all. Add all accounts before such
 * keys are set, because how a sum is written depends on the networks. An account whose usual ID is taken has the lowest
 * of its form that is free (two Visa accounts have 02 and 03). EMVQR_ERR_ARGUMENT: NULL, or a document is edited;
 * EMVQR_ERR_NO_SPACE: there are EMVQR_MAKING_ACCOUNTS. */
EMVQR_API emvqr_status emvqr_making_also(emvqr_making *making, const emvqr_network_info *info);

/* Turns to an account of a new code, 0 for the first: the keys that follow are for it. EMVQR_ERR_ARGUMENT: there are
 * not so many. */
EMVQR_API emvqr_status emvqr_making_turn(emvqr_making *making, size_t account);

/* Begins changes to a document, which was parsed with emvqr_networks and must outlive the making. Keys are those of the
 * networks whose accounts it holds, the first that has such a key, and the shared ones. */
EMVQR_API void emvqr_making_edit(emvqr_making *making, const emvqr_doc *doc);

/* Sets a key ("amount") or an object ("62.07"), as typed; `type=` chooses a new code's type. `value` must outlive the
 * making. Setting twice for one account: the last counts. EMVQR_ERR_KEY: no such key here, or an account that is set
 * already for another network. EMVQR_ERR_VALUE: not understood. Both with a
 * message. The shared key "tip" also sets or removes 55, 56 and 57 together. */
EMVQR_API emvqr_status emvqr_making_set(emvqr_making *making, const char *key, size_t key_len, const char *value,
                                        size_t value_len);

/* Removes the object at a path, or a whole template. EMVQR_ERR_PATH for 00 and 63. */
EMVQR_API emvqr_status emvqr_making_unset(emvqr_making *making, emvqr_path path);

/* Writes the code into `buf` and judges it: a new code by the strict policy, an edited one by the strict policy where
 * it was changed and by the field policy elsewhere. Without an edit a document's payload is copied byte for byte.
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
/* Where a key's value goes: in the account that is edited, or where a new one has room. 0: nowhere. */
EMVQR_API emvqr_path emvqr_making_path(const emvqr_making *making, const emvqr_key *key);
/* Sets a key's value, whole or its part of a packed one. */
EMVQR_API emvqr_status emvqr_making_put_key(emvqr_making *making, const emvqr_key *key, emvqr_span value);
/* Sets the message to up to four texts joined, and answers EMVQR_ERR_VALUE. NULL ends them. Control characters of a
 * text are left out. */
EMVQR_API emvqr_status emvqr_making_say(emvqr_making *making, const char *a, const char *b, const char *c,
                                        const char *d);
/* The same for the note; answers EMVQR_OK. */
EMVQR_API emvqr_status emvqr_making_remark(emvqr_making *making, const char *a, const char *b, const char *c);

#ifdef __cplusplus
}
#endif
#endif
