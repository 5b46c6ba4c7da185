/* SPDX-License-Identifier: MIT */
/* emvqr scan --camera: frame by frame, until one shows a payment code. This process fetches the frames, which it need
 * not understand; a child that can do nothing else decodes them, and answers each before it gets the next. */
#include "camera.h"

#if EMVQR__WATCHES

#include "isolate.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- when to stop ---- */

#define LOOK_MS 200 /* a signal that comes just before the wait is seen so soon */

static volatile sig_atomic_t signalled;

static void on_signal(int number)
{
    (void)number;
    signalled = 1;
}

int64_t emvqr__now_ms(void)
{
    struct timespec now;

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int emvqr__camera_wait(const emvqr__camera *camera, int64_t give_up)
{
    int64_t now = emvqr__now_ms();

    while (!signalled && (camera->until == 0 || now < camera->until)) {
        struct pollfd poller = { camera->fd, POLLIN, 0 };
        int64_t left = camera->until == 0 ? LOOK_MS : camera->until - now;

        if (give_up > 0 && now > give_up) {
            return EMVQR__FRAME_FAILED;
        }
        if (poll(&poller, 1, (int)(left < LOOK_MS ? left : LOOK_MS)) > 0) {
            return EMVQR__FRAME_HERE; /* an error too: reading tells which */
        }
        now = emvqr__now_ms();
    }
    return EMVQR__FRAME_NO_TIME;
}

/* ---- where frames come from ---- */

bool emvqr__camera_bytes(emvqr__camera *camera, size_t wanted)
{
    uint8_t *grey = wanted > camera->room ? realloc(camera->grey, wanted) : camera->grey;

    if (grey == NULL) {
        emvqr__complain("no memory for a frame of %lu bytes", (unsigned long)wanted);
        return false;
    }
    camera->grey = grey;
    camera->room = wanted > camera->room ? wanted : camera->room;
    return true;
}

bool emvqr__camera_room(emvqr__camera *camera, unsigned width, unsigned height)
{
    if (width == 0 || height == 0 || width > EMVQR_IMAGE_SIDE_MAX || height > EMVQR_IMAGE_SIDE_MAX ||
        (size_t)width * height > EMVQR_IMAGE_PIXELS_MAX) {
        emvqr__complain("frame %llu of %s has %u x %u pixels: 1 to %u a side, and %u altogether, are what can be read",
                        (unsigned long long)camera->frames + 1, camera->name, width, height, EMVQR_IMAGE_SIDE_MAX,
                        EMVQR_IMAGE_PIXELS_MAX);
        return false;
    }
    return emvqr__camera_bytes(camera, (size_t)width * height);
}

static bool cannot_open(const char *name)
{
    if (errno == ENOENT || errno == ENXIO || errno == ENODEV) {
        emvqr__complain("there is no camera %s: plug one in, or name another of /dev/video*, or a file of PGM pictures",
                        name);
    } else if (errno == EACCES || errno == EPERM) {
        emvqr__complain("%s may not be opened by this user: `sudo usermod -aG video USER` and a new login allow it",
                        name);
    } else if (errno == EBUSY) {
        emvqr__complain("%s is busy: another program uses the camera; close it", name);
    } else {
        emvqr__complain("%s cannot be opened: %s", name, strerror(errno));
    }
    return false;
}

/* A character device is a camera; all else is a recording. */
static bool open_camera(emvqr__camera *camera, const char *device, bool *live)
{
    struct stat about;
    bool standard = strcmp(device, "-") == 0;

    camera->name = standard ? "standard input" : device;
    *live = !standard && stat(device, &about) == 0 && S_ISCHR(about.st_mode);
    camera->fd = standard ? 0 : open(device, *live ? O_RDWR | O_NONBLOCK : O_RDONLY);
    if (camera->fd < 0) {
        return cannot_open(device);
    }
    return !*live || emvqr__device_start(camera);
}

static void close_camera(emvqr__camera *camera)
{
    emvqr__device_stop(camera);
    free(camera->grey);
    if (camera->fd > 0) {
        (void)close(camera->fd);
    }
}

/* ---- the child: a frame in, its symbols out ---- */

typedef struct heading {
    size_t len;
    unsigned width, height; /* 0: the bytes are a JPEG picture */
} heading;

/* The processor's time until this process is ended; 0: no limit. */
static void limit_time(unsigned seconds)
{
    struct itimerval limit;

    memset(&limit, 0, sizeof limit);
    limit.it_value.tv_sec = (time_t)seconds;
    (void)setitimer(ITIMER_PROF, &limit, NULL);
}

static emvqr__outcome decode(emvqr_qr_session *session, const heading *head, const uint8_t *bytes, emvqr__sending *to)
{
    emvqr_image image = { NULL, head->width, head->height };
    emvqr__outcome outcome = { EMVQR_OK, 0, 0 };

    if (head->width == 0) {
        outcome.status = (unsigned)emvqr_image_read(&image, bytes, head->len);
        bytes = image.grey;
    }
    if (outcome.status == EMVQR_OK) {
        outcome.status = (unsigned)emvqr_qr_session_frame(session, bytes, image.width, image.height, image.width,
                                                          emvqr__send_symbol, to);
    }
    emvqr_image_free(&image);
    return outcome;
}

static bool answer_frame(emvqr_qr_session *session, int fd, const heading *head, uint8_t **bytes)
{
    emvqr__sending to = { fd, 0 };
    emvqr__outcome outcome;
    uint8_t *more = realloc(*bytes, head->len);

    if (more == NULL) {
        return false;
    }
    *bytes = more;
    if (!emvqr__receive_all(0, *bytes, head->len)) {
        return false;
    }
    limit_time(EMVQR__SECONDS_MAX);
    outcome = decode(session, head, *bytes, &to);
    limit_time(0);
    return emvqr__send_outcome(&to, &outcome);
}

/* Frames come as standard input, from where alone the sandbox lets them be read; at its end this process ends. */
static void child(int frames, int fd, const emvqr__looking *how)
{
    static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT }; /* the parent ends, and this process with it */
    emvqr_scan_options options = { how->profile, 0, 0 };
    emvqr_qr_session *session = emvqr_qr_session_new(&options);
    uint8_t *bytes = NULL;
    heading head;

    for (size_t i = 0; i < sizeof ignored / sizeof ignored[0]; i++) {
        (void)signal(ignored[i], SIG_IGN);
    }
    emvqr__set_limit(RLIMIT_CORE, 0);
    if (EMVQR__LIMIT_MEMORY) {
        emvqr__set_limit(RLIMIT_AS, EMVQR__MEMORY_MAX);
    }
    if (session == NULL || dup2(frames, 0) != 0) {
        _exit(1);
    }
    (void)close(1);
    (void)emvqr__enter_sandbox(fd); /* where there is none, the limits have to do */
    while (emvqr__receive_all(0, &head, sizeof head) && answer_frame(session, fd, &head, &bytes)) {
    }
    _exit(0);
}

typedef struct decoding {
    pid_t pid;
    int frames, symbols; /* the ends of the pipes to it and from it */
} decoding;

/* `private_fd` is nothing for the child. */
static bool start_decoder(decoding *decoder, int private_fd, const emvqr__looking *how)
{
    int to[2], from[2];

    decoder->pid = decoder->frames = decoder->symbols = -1;
    emvqr__flush(&emvqr__out);
    emvqr__flush(&emvqr__err);
    if (pipe(to) != 0) {
        return false;
    }
    if (pipe(from) != 0) {
        (void)close(to[0]);
        (void)close(to[1]);
        return false;
    }
    decoder->pid = fork();
    if (decoder->pid == 0) {
        (void)close(to[1]);
        (void)close(from[0]);
        (void)close(private_fd);
        child(to[0], from[1], how);
    }
    (void)close(to[0]);
    (void)close(from[1]);
    decoder->frames = to[1];
    decoder->symbols = from[0];
    return decoder->pid > 0;
}

static void stop_decoder(const decoding *decoder)
{
    int state;

    (void)close(decoder->frames);
    (void)close(decoder->symbols);
    if (decoder->pid > 0) {
        (void)kill(decoder->pid, SIGKILL);
        while (waitpid(decoder->pid, &state, 0) < 0 && errno == EINTR) {
        }
    }
}

/* ---- what was seen ---- */

typedef struct watching {
    emvqr__sighted found;
    void *user;
    bool payment, other;
    emvqr__sighting sighting; /* of the other symbol that was seen last */
    size_t len;
    char text[EMVQR__SYMBOL_MAX];
    emvqr__reading reading;
} watching;

static void see(void *user, emvqr_span payload, const emvqr__sighting *sighting)
{
    watching *watch = user;

    emvqr__read_payload(&watch->reading, payload, EMVQR_FIELD, 0);
    if (watch->reading.doc.crc_ok) {
        watch->payment = true;
        watch->found(watch->user, payload, sighting);
        return;
    }
    watch->other = true;
    watch->sighting = *sighting;
    watch->len = payload.len;
    memcpy(watch->text, payload.ptr, payload.len);
}

/* Shows the decoder a frame. A picture that cannot be read is one that came damaged from the camera: others follow. */
static bool look(const decoding *decoder, const emvqr__camera *camera, const emvqr__frame *frame, watching *watch)
{
    heading head;
    emvqr__outcome outcome;

    memset(&head, 0, sizeof head);
    head.len = frame->len;
    head.width = frame->width;
    head.height = frame->height;
    if (!emvqr__send_all(decoder->frames, &head, sizeof head) ||
        !emvqr__send_all(decoder->frames, frame->bytes, frame->len) ||
        !emvqr__receive_symbols(decoder->symbols, &outcome, see, watch)) {
        emvqr__complain("frame %llu of %s could not be decoded safely: it takes too long, or broke the decoder",
                        (unsigned long long)camera->frames, camera->name);
        return false;
    }
    if (outcome.status != EMVQR_OK && outcome.status != EMVQR_ERR_IMAGE) {
        emvqr__complain("frame %llu of %s cannot be decoded: %s", (unsigned long long)camera->frames, camera->name,
                        emvqr_status_text((emvqr_status)outcome.status));
        return false;
    }
    return true;
}

/* Until a payment code is seen; answers what ended it. */
static int watch_frames(emvqr__camera *camera, bool live, const decoding *decoder, watching *watch)
{
    emvqr__frame frame;
    int answer = EMVQR__FRAME_HERE;

    while (!watch->payment && answer == EMVQR__FRAME_HERE) {
        answer = live ? emvqr__device_frame(camera, &frame) : emvqr__stream_frame(camera, &frame);
        if (answer == EMVQR__FRAME_HERE) {
            camera->frames++;
            answer = look(decoder, camera, &frame, watch) ? answer : EMVQR__FRAME_FAILED;
        }
    }
    return answer;
}

/* What there is to say at the end. */
static int tell(const emvqr__camera *camera, watching *watch, int answer)
{
    emvqr_span text = { watch->text, watch->len };

    if (watch->payment) {
        return answer == EMVQR__FRAME_FAILED ? EMVQR__FAILED : EMVQR__DONE;
    }
    if (watch->other) {
        emvqr__complain("%s showed no payment code with a right CRC in %llu frames; this is the last other symbol",
                        camera->name, (unsigned long long)camera->frames);
        watch->found(watch->user, text, &watch->sighting);
    } else if (answer != EMVQR__FRAME_FAILED && camera->frames == 0) {
        emvqr__complain("%s showed no frame: give it more time, or a recording of PGM pictures (P5)", camera->name);
    } else if (answer != EMVQR__FRAME_FAILED) {
        emvqr__complain("%s showed no QR symbol in %llu frames: hold the code still, flat and near, with light on it",
                        camera->name, (unsigned long long)camera->frames);
    }
    if (answer == EMVQR__FRAME_FAILED) {
        return EMVQR__FAILED;
    }
    return watch->other ? EMVQR__DONE : EMVQR__NO_SYMBOL;
}

/* A signal ends the frames as --time does, unless whoever started the program had it ignored. */
static void take_signals(void)
{
    static const int taken[] = { SIGINT, SIGTERM, SIGHUP };
    struct sigaction action, before;

    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    (void)sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++) {
        if (sigaction(taken[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            (void)sigaction(taken[i], &action, NULL);
        }
    }
}

int emvqr__scan_camera(const char *device, const emvqr__looking *how, emvqr__sighted found, void *user)
{
    static emvqr__camera camera;
    static watching watch;
    decoding decoder;
    bool live = false;
    int status = EMVQR__FAILED;

    watch.found = found;
    watch.user = user;
    if (open_camera(&camera, device, &live)) {
        take_signals();
        camera.until = how->milliseconds == 0 ? 0 : emvqr__now_ms() + how->milliseconds;
        if (start_decoder(&decoder, camera.fd, how)) {
            int answer = watch_frames(&camera, live, &decoder, &watch);
            status = tell(&camera, &watch, answer);
        } else {
            emvqr__complain("%s cannot be decoded: %s", camera.name, strerror(errno));
        }
        stop_decoder(&decoder);
    }
    close_camera(&camera);
    return status;
}

#else

int emvqr__scan_camera(const char *device, const emvqr__looking *how, emvqr__sighted found, void *user)
{
    (void)device;
    (void)how;
    (void)found;
    (void)user;
    emvqr__complain("this build finds no symbols in the frames of a camera: it was made without zbar "
                    "(EMVQR_DECODE=OFF), or for a system that knows no fork");
    return EMVQR__FAILED;
}

#endif
