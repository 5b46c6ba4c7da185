/* SPDX-License-Identifier: MIT */
/* Where the frames of `emvqr scan --camera` come from: a device (camera_v4l2.c) or a recording (camera_stream.c). */
#ifndef EMVQR_CLI_CAMERA_H
#define EMVQR_CLI_CAMERA_H

#include "cli.h"

#if EMVQR_HAVE_DECODE && (defined(__unix__) || defined(__APPLE__))
#define EMVQR__WATCHES 1
#else
#define EMVQR__WATCHES 0
#endif

#define EMVQR__CAMERA_BUFFERS 4u

/* A frame; it stands until the next one is asked for. */
typedef struct emvqr__frame {
    const uint8_t *bytes; /* `height` rows of `width` grey pixels, or a JPEG picture where both are 0 */
    size_t len;
    unsigned width, height;
} emvqr__frame;

typedef struct emvqr__camera {
    const char *name; /* for messages */
    int fd;
    int64_t until; /* of emvqr__now_ms; 0: no end */
    uint64_t frames; /* so far */
    uint8_t *grey; /* memory for a frame, of `room` bytes */
    size_t room;
    /* of a recording: what was read and not yet used */
    uint8_t ahead[4096];
    size_t from, to;
    /* of a device: its format, and its buffers as they are mapped */
    unsigned width, height, stride;
    unsigned step; /* bytes from one grey pixel to the next; 0: JPEG */
    unsigned buffers;
    void *mapped[EMVQR__CAMERA_BUFFERS];
    size_t sizes[EMVQR__CAMERA_BUFFERS];
} emvqr__camera;

/* What asking for a frame ends with. */
enum {
    EMVQR__FRAME_HERE,
    EMVQR__FRAME_LAST_WAS,    /* the recording has ended */
    EMVQR__FRAME_NO_TIME,     /* --time, or a signal */
    EMVQR__FRAME_FAILED       /* and the message is out */
};

/* Milliseconds of the monotonic clock. */
int64_t emvqr__now_ms(void);
/* Waits until there is something to read. EMVQR__FRAME_HERE, EMVQR__FRAME_NO_TIME, or, after the moment `give_up` of
 * that clock where it is not 0, EMVQR__FRAME_FAILED without a message. */
int emvqr__camera_wait(const emvqr__camera *camera, int64_t give_up);
/* Room for a frame of that size; false with a message where it is too large, empty, or memory is short. */
bool emvqr__camera_room(emvqr__camera *camera, unsigned width, unsigned height);
bool emvqr__camera_bytes(emvqr__camera *camera, size_t wanted);

int emvqr__stream_frame(emvqr__camera *camera, emvqr__frame *frame);

/* Makes the open device begin; false with a message. */
bool emvqr__device_start(emvqr__camera *camera);
int emvqr__device_frame(emvqr__camera *camera, emvqr__frame *frame);
void emvqr__device_stop(emvqr__camera *camera);

#endif
