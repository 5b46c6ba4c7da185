/* SPDX-License-Identifier: MIT */
/* A stranger's picture is decoded in a child process with limits on memory and time, and without the right to do
 * anything else: the libraries that decode it cannot promise to survive every picture. The child writes what it found
 * into a pipe; the parent trusts none of it. */
#include "cli.h"

#if EMVQR_HAVE_DECODE

#include "isolate.h"

#include <errno.h>
#include <string.h>

#if defined(__unix__) || defined(__APPLE__)
#define HAVE_FORK 1
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#else
#define HAVE_FORK 0
#endif

#define SYMBOLS_MAX 4096u

/* Loads, decodes and hands over each symbol. */
static emvqr__outcome decode(const char *path, const emvqr__looking *how, emvqr_qr_found found, void *user)
{
    emvqr_scan_options options = { how->profile, how->until, how->milliseconds };
    emvqr_image image;
    emvqr__outcome result = { EMVQR_OK, 0, 0 };

    result.status = (unsigned)emvqr_image_load(&image, path);
    result.error = errno;
    if (result.status == EMVQR_OK) {
        result.status = (unsigned)emvqr_qr_scan(image.grey, image.width, image.height, image.width, &options, found,
                                                user);
        emvqr_image_free(&image);
    }
    return result;
}

/* What is told of a symbol beside its bytes; false when that cannot be. */
static bool sight(emvqr__sighting *sighting, const emvqr_qr_symbol *symbol)
{
    memcpy(sighting->corners, symbol->corners, sizeof sighting->corners);
    sighting->rung = emvqr_qr_rung_name(symbol->rung);
    sighting->scale = symbol->scale;
    sighting->inverted = symbol->inverted;
    sighting->repaired = symbol->repaired;
    return sighting->rung != NULL && symbol->scale > 0 && symbol->scale < 1000;
}

typedef struct handing {
    emvqr__sighted found;
    void *user;
    unsigned symbols;
} handing;

static bool hand_over(void *user, const emvqr_qr_symbol *symbol)
{
    handing *to = user;
    emvqr_span payload = { symbol->data, symbol->len };
    emvqr__sighting sighting;

    to->symbols++;
    (void)sight(&sighting, symbol);
    to->found(to->user, payload, &sighting);
    return to->symbols < SYMBOLS_MAX;
}

static int tell(const char *path, const emvqr__outcome *result)
{
    const char *name = strcmp(path, "-") == 0 ? "standard input" : path;

    if (result->status == EMVQR_ERR_FILE) {
        emvqr__complain("%s cannot be read: %s", name, strerror(result->error));
    } else if (result->status == EMVQR_ERR_IMAGE) {
        emvqr__complain("%s is no picture that can be read: PNG, JPEG and PNM are, whole and undamaged", name);
    } else if (result->status == EMVQR_ERR_LIMIT) {
        emvqr__complain("%s is too large: %u pixels a side, %u million altogether and %u MiB of a file are the most; "
                        "make it smaller",
                        name, EMVQR_IMAGE_SIDE_MAX, EMVQR_IMAGE_PIXELS_MAX / 1000000u, EMVQR_IMAGE_FILE_MAX >> 20);
    } else if (result->status != EMVQR_OK) {
        emvqr__complain("%s cannot be decoded: %s", name, emvqr_status_text((emvqr_status)result->status));
    } else if (result->symbols == 0) {
        emvqr__complain("%s holds no QR symbol that can be found: try a sharper picture, with white around the symbol",
                        name);
        return EMVQR__NO_SYMBOL;
    } else {
        return EMVQR__DONE;
    }
    return EMVQR__FAILED;
}

static int scan_here(const char *path, const emvqr__looking *how, emvqr__sighted found, void *user)
{
    handing to = { found, user, 0 };
    emvqr__outcome result = decode(path, how, hand_over, &to);

    result.symbols = to.symbols;
    return tell(path, &result);
}

#if HAVE_FORK

/* Each symbol comes as this record, whose `data` means nothing, and its bytes; instead of the last one's length comes
 * `LAST`, and the outcome. */
#define LAST ((size_t)-1)

/* ---- the child ---- */

bool emvqr__send_all(int fd, const void *data, size_t len)
{
    const char *at = data;

    while (len > 0) {
        ssize_t done = write(fd, at, len);
        if (done <= 0 && errno != EINTR) {
            return false;
        }
        if (done > 0) {
            at += done;
            len -= (size_t)done;
        }
    }
    return true;
}

bool emvqr__send_symbol(void *user, const emvqr_qr_symbol *symbol)
{
    emvqr__sending *to = user;

    if (symbol->len > EMVQR__SYMBOL_MAX || to->symbols == SYMBOLS_MAX) {
        return false;
    }
    to->symbols++;
    return emvqr__send_all(to->fd, symbol, sizeof *symbol) && emvqr__send_all(to->fd, symbol->data, symbol->len);
}

bool emvqr__send_outcome(const emvqr__sending *to, emvqr__outcome *outcome)
{
    emvqr_qr_symbol last;

    outcome->symbols = to->symbols;
    memset(&last, 0, sizeof last);
    last.len = LAST;
    return emvqr__send_all(to->fd, &last, sizeof last) && emvqr__send_all(to->fd, outcome, sizeof *outcome);
}

void emvqr__set_limit(int resource, size_t most)
{
    struct rlimit limit;

    limit.rlim_cur = limit.rlim_max = (rlim_t)most;
    (void)setrlimit(resource, &limit);
}

/* Opens the picture as standard input, from where alone the sandbox lets it be read. */
static bool open_picture(const char *path)
{
    int fd = strcmp(path, "-") == 0 ? 0 : open(path, O_RDONLY);
    bool opened = fd >= 0 && (fd == 0 || dup2(fd, 0) == 0);

    if (fd > 0) {
        (void)close(fd);
    }
    return opened;
}

static void child(const char *path, const emvqr__looking *how, int fd)
{
    emvqr__sending to = { fd, 0 };
    emvqr__outcome result = { EMVQR_ERR_FILE, 0, 0 };

    emvqr__set_limit(RLIMIT_CORE, 0);
    emvqr__set_limit(RLIMIT_CPU, EMVQR__SECONDS_MAX);
    if (EMVQR__LIMIT_MEMORY) {
        emvqr__set_limit(RLIMIT_AS, EMVQR__MEMORY_MAX);
    }
    if (open_picture(path)) {
        (void)close(1);
        (void)emvqr__enter_sandbox(fd); /* where there is none, the limits have to do */
        result = decode("-", how, emvqr__send_symbol, &to);
    } else {
        result.error = errno;
    }
    _exit(emvqr__send_outcome(&to, &result) ? 0 : 1);
}

/* ---- the parent ---- */

bool emvqr__receive_all(int fd, void *data, size_t len)
{
    char *at = data;

    while (len > 0) {
        ssize_t got = read(fd, at, len);
        if (got == 0 || (got < 0 && errno != EINTR)) {
            return false;
        }
        if (got > 0) {
            at += got;
            len -= (size_t)got;
        }
    }
    return true;
}

bool emvqr__receive_symbols(int fd, emvqr__outcome *result, emvqr__sighted found, void *user)
{
    static char text[EMVQR__SYMBOL_MAX];
    emvqr_qr_symbol symbol;
    emvqr__sighting sighting;

    for (unsigned i = 0; i <= SYMBOLS_MAX && emvqr__receive_all(fd, &symbol, sizeof symbol); i++) {
        if (symbol.len == LAST) {
            return emvqr__receive_all(fd, result, sizeof *result);
        }
        if (symbol.len > sizeof text || !sight(&sighting, &symbol) || !emvqr__receive_all(fd, text, symbol.len)) {
            return false;
        }
        emvqr_span payload = { text, symbol.len };
        found(user, payload, &sighting);
    }
    return false;
}

/* Why the child did not come to its end; `state` is what waitpid told. The limit on its time ends it by SIGKILL, and so
 * does this process where it tells what cannot be. */
static void tell_death(const char *path, int state)
{
    int number = WIFSIGNALED(state) ? WTERMSIG(state) : 0;
    const char *why = "it breaks the decoder, and may break others";

    if (number == SIGKILL || number == SIGXCPU) {
        why = "it takes too much time or memory, or breaks the decoder: try a smaller copy of it";
    } else if (number == SIGSYS) {
        why = "its decoder asked the system for what no picture needs, as an attack would: open it nowhere else";
    }
    emvqr__complain("%s could not be decoded safely: %s", path, why);
}

/* The child's process, and in `from` where it writes; -1, and errno, where there can be none. */
static pid_t start_child(const char *path, const emvqr__looking *how, int *from)
{
    int ends[2], error;
    pid_t pid;

    if (pipe(ends) != 0) {
        return -1;
    }
    pid = fork();
    error = errno;
    if (pid == 0) {
        (void)close(ends[0]);
        child(path, how, ends[1]);
    }
    (void)close(ends[1]);
    if (pid < 0) {
        (void)close(ends[0]);
    }
    errno = error;
    *from = ends[0];
    return pid;
}

static int scan_apart(const char *path, const emvqr__looking *how, emvqr__sighted found, void *user)
{
    emvqr__outcome result;
    int from, state = 0;
    bool whole;
    pid_t pid;

    emvqr__flush(&emvqr__out);
    emvqr__flush(&emvqr__err);
    pid = start_child(path, how, &from);
    if (pid < 0) {
        emvqr__complain("%s cannot be decoded: %s", path, strerror(errno));
        return EMVQR__FAILED;
    }
    whole = emvqr__receive_symbols(from, &result, found, user);
    (void)close(from);
    if (!whole) {
        (void)kill(pid, SIGKILL); /* it has died, or says what cannot be */
    }
    while (waitpid(pid, &state, 0) < 0 && errno == EINTR) {
    }
    if (!whole) {
        tell_death(path, state);
        return EMVQR__FAILED;
    }
    return tell(path, &result);
}

#endif

int emvqr__scan_picture(const char *path, const emvqr__looking *how, emvqr__sighted found, void *user)
{
#if HAVE_FORK
    if (!how->here) {
        return scan_apart(path, how, found, user);
    }
#endif
    return scan_here(path, how, found, user);
}

#else

int emvqr__scan_picture(const char *path, const emvqr__looking *how, emvqr__sighted found, void *user)
{
    (void)path;
    (void)how;
    (void)found;
    (void)user;
    emvqr__complain("this build finds no symbols in pictures: it was made without zbar (EMVQR_DECODE=OFF)");
    return EMVQR__FAILED;
}

#endif
