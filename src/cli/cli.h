/* SPDX-License-Identifier: MIT */
/* What the files of the program share: streams that are safe for a terminal, one payload that was read, and the verbs.
 * The program is a user of the library's public headers and of nothing else. It comes first in every file, because it
 * asks the system's headers for POSIX. */
#ifndef EMVQR_CLI_H
#define EMVQR_CLI_H

#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include <emvqr/make.h>
#include <emvqr/payee.h>

#include <getopt.h>
#include <string.h>

#if defined(__GNUC__)
#define EMVQR__PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define EMVQR__PRINTF(text, first)
#endif

/* ---- verbs ---- */

/* Exit statuses. The greatest of what happened counts, in the order of emvqr__worse. */
enum { EMVQR__DONE = 0, EMVQR__BAD = 1, EMVQR__FAILED = 2, EMVQR__NO_SYMBOL = 3 };

/* Of two exit statuses the one that is told: 2 before 1 before 3 before 0. */
int emvqr__worse(int a, int b);

typedef struct emvqr__verb {
    const char *name;
    const char *usage;   /* what follows the verb */
    const char *summary; /* one line */
    const char *help;    /* whole lines */
    int (*run)(int argc, char **argv); /* argv[0] is the verb; answers an exit status */
} emvqr__verb;

extern const emvqr__verb emvqr__verb_make, emvqr__verb_read, emvqr__verb_scan, emvqr__verb_edit, emvqr__verb_draw,
    emvqr__verb_networks, emvqr__verb_help;
extern const emvqr__verb *const emvqr__verbs[]; /* ends with NULL */

const emvqr__verb *emvqr__verb_by_name(const char *name);
/* Prints a verb's help on standard output; answers EMVQR__DONE. */
int emvqr__verb_help_text(const emvqr__verb *verb);
/* Says on standard error how a verb is called; answers EMVQR__FAILED. */
int emvqr__usage(const emvqr__verb *verb);
/* Says on standard error which option was not understood, after getopt_long (called with opterr 0 and a string that
 * begins with ':') answered '?' or ':'. Answers EMVQR__FAILED. */
int emvqr__bad_option(const emvqr__verb *verb, int answer, char **argv);

/* ---- streams (output.c) ---- */

#define EMVQR__STREAM_ROOM 65536u

/* A buffered file descriptor. The first failed write sticks; what comes after it is dropped. */
typedef struct emvqr__stream {
    int fd;
    int error;     /* errno of the first failed write, 0: none */
    bool terminal; /* a person is looking */
    bool colour;   /* and wants colours */
    size_t used, room;
    char *buffer;
    /* Asked before each write, where it is not NULL; answers an errno for `error`, or 0. */
    int (*before)(struct emvqr__stream *stream);
} emvqr__stream;

extern emvqr__stream emvqr__out, emvqr__err;

/* Finds out about terminals, and reserves the descriptors 0 to 2: no file that is opened later takes their place. */
void emvqr__streams_init(void);
/* Writes out what is buffered; false when anything of this stream could not be written. */
bool emvqr__flush(emvqr__stream *stream);
void emvqr__put(emvqr__stream *stream, const char *text, size_t len);
void emvqr__puts(emvqr__stream *stream, const char *text);
/* Formats at most 1023 bytes. Never for bytes of a payload: they are not made safe. */
void emvqr__putf(emvqr__stream *stream, const char *format, ...) EMVQR__PRINTF(2, 3);
/* An SGR sequence ("1", "31"; "" ends it) where colours are wanted, else nothing. */
void emvqr__colour(emvqr__stream *stream, const char *sgr);
/* One line on standard error, "emvqr: ..." made safe for a terminal. */
void emvqr__complain(const char *format, ...) EMVQR__PRINTF(1, 2);
/* Ends standard output: EMVQR__FAILED with a message when it could not be written, else `status`. */
int emvqr__finish(int status);

/* ---- text that is safe to show (safe.c) ---- */

#define EMVQR__NO_POINT 0xFFFFFFFFu

/* Decodes one character of at least one byte and returns its bytes. What is no UTF-8 is EMVQR__NO_POINT, as many bytes
 * as one U+FFFD stands for (the maximal subpart of an ill-formed sequence). */
size_t emvqr__utf8_step(const char *text, size_t len, uint32_t *point);
/* Controls of a terminal or of the writing direction, and characters that nobody sees. */
bool emvqr__is_unsafe(uint32_t point);
/* Writes text with every unsafe character as \u{...} and every byte that is no UTF-8 as \x{..}. */
void emvqr__put_safe(emvqr__stream *stream, const char *text, size_t len);
/* A payload and a line end: exact, but safe where a terminal would interpret it. */
void emvqr__put_payload(const char *text, size_t len);

/* ---- JSON (json.c) ---- */

/* Writes JSON piece by piece: "begin" and "end" of objects and arrays, a key before each value of an object. It knows
 * where a comma belongs, and nothing else: the caller keeps the order. */
typedef struct emvqr__json {
    emvqr__stream *stream;
    bool comma; /* a value stands before what comes next at this level */
} emvqr__json;

void emvqr__json_begin(emvqr__json *json, char bracket);
void emvqr__json_end(emvqr__json *json, char bracket);
/* A key: one that needs no escape. */
void emvqr__json_key(emvqr__json *json, const char *key);
/* A string that needs no escape: it is not looked through; and one of those words that the library and the program
 * have in their tables, or null for NULL. Never for bytes of a payload. */
void emvqr__json_plain(emvqr__json *json, const char *text, size_t len);
void emvqr__json_word(emvqr__json *json, const char *word);
/* A string; ptr NULL is null. What is no UTF-8 becomes U+FFFD; unsafe characters are escaped. */
void emvqr__json_span(emvqr__json *json, emvqr_span text);
void emvqr__json_text(emvqr__json *json, const char *text);
void emvqr__json_integer(emvqr__json *json, int64_t number);
/* The members "path" and "offset", which stand together in every object of a payload and in every finding. */
void emvqr__json_place(emvqr__json *json, emvqr_path path, unsigned offset);
void emvqr__json_thousandths(emvqr__json *json, unsigned number);
void emvqr__json_bool(emvqr__json *json, bool value);
void emvqr__json_null(emvqr__json *json);
void emvqr__json_hex(emvqr__json *json, emvqr_span bytes);

/* A key that is a literal: its length is known, so that it costs few instructions where there are many. */
#define EMVQR__JSON_KEY(json, key) emvqr__json_literal_key((json), "\"" key "\":", sizeof key + 2)
static inline void emvqr__json_literal_key(emvqr__json *json, const char *quoted, size_t len)
{
    emvqr__stream *stream = json->stream;
    char *at;

    if (stream->room - stream->used <= len) {
        emvqr__flush(stream);
    }
    at = stream->buffer + stream->used;
    *at = ',';
    at += json->comma;
    memcpy(at, quoted, len);
    stream->used = (size_t)(at + len - stream->buffer);
    json->comma = false;
}

/* ---- one payload that was read (reading.c) ---- */

/* A line that is longer is cut there: no payload is, and memory stays what it is. */
#define EMVQR__TEXT_MAX 65535u

/* How a symbol was found in a picture. */
typedef struct emvqr__sighting {
    int corners[4][2]; /* top left, bottom left, bottom right, top right */
    const char *rung;  /* the step of the search that found it */
    double scale;      /* of the copy of the picture that it was found in */
    bool inverted;     /* light on dark */
    bool repaired;     /* its ECI header was wrong, as the CRC tells */
} emvqr__sighting;

typedef struct emvqr__reading {
    emvqr_span text;     /* as read */
    bool cut;            /* the line was longer than EMVQR__TEXT_MAX */
    const char *source;  /* the picture it was found in, or NULL */
    const emvqr__sighting *sighting; /* how, or NULL */
    const emvqr_doc *expected; /* what it was compared with, or NULL */
    emvqr_doc doc;
    emvqr_findings findings;
    emvqr_node nodes[EMVQR_NODES_MAX];
    emvqr_finding items[2u * EMVQR_NODES_MAX];
} emvqr__reading;

/* Parses and checks. The text must live as long as the reading is used. */
void emvqr__read_payload(emvqr__reading *reading, emvqr_span text, emvqr_policy policy, int64_t now);
/* Whether verbs that write may go on with it: no error, or with `force` none of structure. Says why not, on standard
 * error. */
bool emvqr__may_write(const emvqr__reading *reading, bool force);
/* The amount in minor units; false when it is absent, zero, invalid, or its currency is unknown. */
bool emvqr__amount_minor(const emvqr_doc *doc, int64_t *minor, unsigned *exponent);
/* The currency's letters, or what stands in 53; absent without 53. */
emvqr_span emvqr__currency(const emvqr_doc *doc);

typedef struct emvqr__tip {
    const char *kind; /* "prompt", "fixed", "percentage"; NULL: object 55 says none of them */
    emvqr_span value;
} emvqr__tip;

/* False without an object 55. */
bool emvqr__tip_of(const emvqr_doc *doc, emvqr__tip *tip);
/* "static", "dynamic" or NULL. */
const char *emvqr__initiation(const emvqr_doc *doc);
/* Whether no finding of severity error lies at the path or below it. */
bool emvqr__sound_below(const emvqr__reading *reading, emvqr_path path);
/* A root node that is an account of the payee, 02 to 51, and no part of another one. */
bool emvqr__is_account(const emvqr_doc *doc, const emvqr_node *node);
/* Whether no finding of severity error lies in an account or in its parts. */
bool emvqr__account_is_sound(const emvqr__reading *reading, const emvqr_node *account);
/* The next key, from *index on, that is a field of this account and has a value; an absent span after the last. */
emvqr_span emvqr__next_field(const emvqr_doc *doc, const emvqr_network_info *info, const emvqr_node *account,
                             unsigned *index, const emvqr_key **key);
/* "error", "warning", "info". */
const char *emvqr__severity_name(unsigned severity);
/* The name of the network whose rule raised a finding, or NULL. */
const char *emvqr__finding_network(const emvqr_finding *finding);

/* ---- what was expected (expect.c) ---- */

/* Reads the payload that is expected; NULL with a message when it is broken or pays nobody. It must live on. */
const emvqr_doc *emvqr__expect(const char *payload);

/* All that two payloads can differ in. */
typedef struct emvqr__difference_list {
    emvqr_differences list;
    emvqr_difference items[2u * EMVQR_NODES_MAX];
} emvqr__difference_list;

/* What differs from what was expected; false when the payload is broken. */
bool emvqr__differences(const emvqr__reading *reading, emvqr__difference_list *found);

/* ---- for programs and for people (json_reading.c, explain.c) ---- */

/* The object of contract section 3, and a line end. */
void emvqr__json_reading(emvqr__stream *stream, const emvqr__reading *reading);
/* The same for people, several lines. */
void emvqr__explain(emvqr__stream *stream, const emvqr__reading *reading);
/* Findings from `lowest` severity on, each with what to do. `doc` is what they are about. */
void emvqr__explain_findings(emvqr__stream *stream, const emvqr_doc *doc, const emvqr_findings *findings,
                             unsigned lowest);

/* ---- what `read` and `scan` share (report.c) ---- */

typedef struct emvqr__report {
    emvqr_policy policy;
    bool json, has_now;
    int64_t now;
    const emvqr_doc *expected; /* NULL: nothing */
    emvqr__stream *out; /* where it is printed */
    int status;         /* of all payloads so far */
    uint64_t payloads, bad;
    emvqr__reading reading;
} emvqr__report;

enum { EMVQR__OPTION_JSON = 256, EMVQR__OPTION_POLICY, EMVQR__OPTION_NOW, EMVQR__OPTION_HELP, EMVQR__OPTION_EXPECT };
#define EMVQR__REPORT_OPTIONS                                                                                          \
    { "json", no_argument, NULL, EMVQR__OPTION_JSON }, { "policy", required_argument, NULL, EMVQR__OPTION_POLICY },    \
    { "now", required_argument, NULL, EMVQR__OPTION_NOW }, { "help", no_argument, NULL, EMVQR__OPTION_HELP },          \
    { "expect", required_argument, NULL, EMVQR__OPTION_EXPECT }
#define EMVQR__REPORT_HELP                                                                                             \
    "  --json             one JSON object a line\n"                                                                    \
    "  --policy POLICY    field (what is met in shops is at most a warning; the default) or strict\n"                  \
    "  --now TIME         judge expiry at this time, 2026-01-31T12:00:00Z; default: the clock\n"                        \
    "  --expect PAYLOAD   compare each payload with this one; another payee is an error\n"

/* Takes one of EMVQR__REPORT_OPTIONS; false with a message when its argument is not understood. */
bool emvqr__report_option(emvqr__report *report, int option, const char *argument);
/* Reads one payload, prints it, and remembers the status. `source` and `sighting` are a picture's, else NULL. */
void emvqr__report_payload(emvqr__report *report, emvqr_span text, bool cut, const char *source,
                           const emvqr__sighting *sighting);

/* ---- lines of a file descriptor (lines.c) ---- */

typedef struct emvqr__lines {
    int fd;
    emvqr__stream *answers; /* flushed before input is waited for; NULL: none */
    bool ended, skipping;
    size_t from, to; /* what is in the buffer and not yet handed out */
    char buffer[2u * (EMVQR__TEXT_MAX + 2u)];
} emvqr__lines;

/* What emvqr__line_next answers. */
enum { EMVQR__LINE, EMVQR__LINE_CUT, EMVQR__LINE_END, EMVQR__LINE_ERROR };

void emvqr__lines_init(emvqr__lines *lines, int fd);
/* The next line without its LF or CRLF; it stands until the next call. The answers so far are flushed before the call
 * waits for input; where that fails, the input has ended. EMVQR__LINE_CUT: the line is longer than
 * EMVQR__TEXT_MAX, and the rest of it is skipped. EMVQR__LINE_ERROR: errno tells. */
int emvqr__line_next(emvqr__lines *lines, emvqr_span *line);
/* Whether a line is there that need not be waited for. */
bool emvqr__line_is_there(const emvqr__lines *lines);
/* The payload of `edit` and `draw`: the argument, or for NULL and "-" a line of standard input. False: a message. */
bool emvqr__payload_argument(const char *argument, emvqr_span *payload);

/* ---- several threads (parallel.c) ---- */

#define EMVQR__JOBS_MAX 256u

/* Reads the lines of standard input with `jobs` threads and prints what `report` asks for, in the order of the lines.
 * Memory is the same for any input. `tick` is called a few times a second with the sums so far; NULL: nobody looks.
 * Answers an exit status, with a message when standard input cannot be read. */
int emvqr__read_parallel(const emvqr__report *report, unsigned jobs, void (*tick)(uint64_t payloads, uint64_t bad));

/* ---- drawing (draw.c): what `draw` and `make` share ---- */

/* What was typed after the options from EMVQR__OPTION_FORMAT on. */
enum {
    EMVQR__OPTION_FORMAT = 320,
    EMVQR__OPTION_ECC,
    EMVQR__OPTION_RAISE,
    EMVQR__OPTION_MODULE,
    EMVQR__OPTION_MODULE_MM,
    EMVQR__OPTION_DPI,
    EMVQR__OPTION_PAPER,
    EMVQR__OPTION_QUIET,
    EMVQR__OPTION_SEGMENTS,
    EMVQR__OPTION_ECI,
    EMVQR__OPTION_DARK,
    EMVQR__OPTION_LIGHT,
    EMVQR__OPTION_LOGO,
    EMVQR__OPTION_LOGO_SIZE,
    EMVQR__OPTION_STICKER,
    EMVQR__OPTION_STICKER_SIZE,
    EMVQR__OPTION_NO_CHECK,
    EMVQR__OPTION_PICTURE_END
};

typedef struct emvqr__picture {
    const char *file; /* NULL: none; "-": standard output */
    /* By option: NULL for the default; "" for an option without an argument. No format: the file's ending tells, and
     * without a file it is the terminal. */
    const char *typed[EMVQR__OPTION_PICTURE_END - EMVQR__OPTION_FORMAT];
} emvqr__picture;

#define EMVQR__PICTURE_OPTIONS                                                                                         \
    { "output", required_argument, NULL, 'o' },                                                                        \
    { "format", required_argument, NULL, EMVQR__OPTION_FORMAT },                                                       \
    { "ecc", required_argument, NULL, EMVQR__OPTION_ECC },                                                             \
    { "raise", no_argument, NULL, EMVQR__OPTION_RAISE },                                                               \
    { "module", required_argument, NULL, EMVQR__OPTION_MODULE },                                                       \
    { "module-mm", required_argument, NULL, EMVQR__OPTION_MODULE_MM },                                                 \
    { "dpi", required_argument, NULL, EMVQR__OPTION_DPI },                                                             \
    { "paper", required_argument, NULL, EMVQR__OPTION_PAPER },                                                         \
    { "quiet", required_argument, NULL, EMVQR__OPTION_QUIET },                                                         \
    { "segments", required_argument, NULL, EMVQR__OPTION_SEGMENTS },                                                   \
    { "eci", required_argument, NULL, EMVQR__OPTION_ECI },                                                             \
    { "dark", required_argument, NULL, EMVQR__OPTION_DARK },                                                           \
    { "light", required_argument, NULL, EMVQR__OPTION_LIGHT },                                                         \
    { "logo", required_argument, NULL, EMVQR__OPTION_LOGO },                                                           \
    { "logo-size", required_argument, NULL, EMVQR__OPTION_LOGO_SIZE },                                                 \
    { "sticker", no_argument, NULL, EMVQR__OPTION_STICKER },                                                           \
    { "sticker-size", required_argument, NULL, EMVQR__OPTION_STICKER_SIZE },                                           \
    { "no-check", no_argument, NULL, EMVQR__OPTION_NO_CHECK }
#define EMVQR__PICTURE_HELP                                                                                            \
    "  --ecc L|M|Q|H      error correction; default M, which reads best on paper of a given size\n"                    \
    "  --raise            takes a higher one where the symbol does not grow (always so without --ecc)\n"               \
    "  --module N         pixels, or a printer's dots, a module, 1 to 100; default 8, or less to fit the paper\n"      \
    "  --module-mm X      a module's size on paper instead, such as 0.5\n"                                             \
    "  --dpi N            dots an inch; default 203 for escpos and zpl, 300 for pictures with --module-mm\n"           \
    "  --paper N          dots across that the printer prints; default 384 (58 mm), 576 is usual for 80 mm\n"          \
    "  --quiet N          modules of white around it, 0 to 100; default 4, which scanners rely on\n"                   \
    "  --segments KIND    byte (the default, which EMVCo requires) or optimal (a smaller symbol)\n"                    \
    "  --eci KIND         auto (the default: UTF-8 is declared when there is any), none or utf8\n"                     \
    "  --dark, --light    colours of png and svg, such as #004b87; refused where scanners would miss them\n"           \
    "  --logo FILE        a PNG picture in the middle of png and svg; the symbol is made to bear it\n"                 \
    "  --logo-size N      its side in percent of the symbol's; default 18\n"                                           \
    "  --sticker          a sheet to print (svg, pdf): the code, its network, the merchant's name, the sum\n"           \
    "  --sticker-size WxH the sheet in millimetres; default 105x148 (A6)\n"                                            \
    "  --no-check         does not read the drawing back before it is written\n"

/* Takes one of EMVQR__PICTURE_OPTIONS; false when it is none of them. */
bool emvqr__picture_option(emvqr__picture *picture, int option, const char *argument);
/* Leaves of the options those that are about the symbol: what is about a file means nothing on a terminal. */
void emvqr__picture_for_terminal(emvqr__picture *picture);
/* Understands the options and finds out whether this build can do it, before anything is written. EMVQR__DONE, or
 * EMVQR__FAILED with a message. */
int emvqr__picture_check(const emvqr__picture *picture);
/* Draws a payload into the picture's file; without a file on `stream`, in the format or for a terminal. Answers an
 * exit status; a file that was not finished is removed. */
int emvqr__picture_draw(const emvqr__picture *picture, emvqr_span payload, emvqr__stream *stream);

/* ---- pictures read in a process of their own (isolate.c) ---- */

/* How a picture is looked at; the numbers are those of emvqr_scan_options. */
typedef struct emvqr__looking {
    uint8_t profile, until;
    uint32_t milliseconds;
    bool here;   /* in this process, without the limits */
    bool camera; /* frames, not pictures: emvqr__scan_camera */
} emvqr__looking;

/* Takes what was found in a picture. */
typedef void (*emvqr__sighted)(void *user, emvqr_span payload, const emvqr__sighting *sighting);

/* Hands each symbol of a picture to `found`. EMVQR__DONE, EMVQR__NO_SYMBOL or EMVQR__FAILED, with a message but for the
 * first. */
int emvqr__scan_picture(const char *path, const emvqr__looking *how, emvqr__sighted found, void *user);

/* Hands the first payload with a right CRC that the frames of a camera or a recording show to `found` (camera.c), or
 * without one, the last other symbol. EMVQR__DONE, EMVQR__NO_SYMBOL or EMVQR__FAILED, with a message but for the first.
 * how->milliseconds is for all frames together. */
int emvqr__scan_camera(const char *device, const emvqr__looking *how, emvqr__sighted found, void *user);

/* Gives up, for the rest of this process, all that decoding a picture does not need: it can write into `fd`, take
 * memory, and end. What else it tries ends it, or is refused. False: this system cannot do that (sandbox.c). */
bool emvqr__enter_sandbox(int fd);

/* ---- words (words.c) ---- */

/* Remembers which of the offered words is nearest to what was typed. */
typedef struct emvqr__nearest {
    const char *typed;
    size_t typed_len;
    const char *word; /* NULL: none is near */
    unsigned distance;
} emvqr__nearest;

void emvqr__nearest_init(emvqr__nearest *nearest, const char *typed, size_t len);
void emvqr__nearest_offer(emvqr__nearest *nearest, const char *word);
/* Says that there is no such thing: "no WHAT is called "TYPED"; did you mean ...?". */
void emvqr__no_such(const emvqr__nearest *nearest, const char *what);
/* The network of that name, or NULL with a message that lists them. */
const emvqr_network_info *emvqr__network_argument(const char *name);

#endif
