/* SPDX-License-Identifier: MIT */
/* Frames of a recording: PGM pictures (P5) one behind the other, as many tools write video into a pipe. */
#include "camera.h"

#if EMVQR__WATCHES

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* A byte was there. */
#define BYTE EMVQR__FRAME_HERE

/* Reads at most `len` bytes, and at least one where the answer is EMVQR__FRAME_HERE. */
static int read_some(emvqr__camera *camera, uint8_t *bytes, size_t len, size_t *done)
{
    ssize_t got = 0;
    int answer;

    do {
        answer = emvqr__camera_wait(camera, 0);
        got = answer == EMVQR__FRAME_HERE ? read(camera->fd, bytes, len) : 0;
    } while (got < 0 && (errno == EINTR || errno == EAGAIN));
    *done = got > 0 ? (size_t)got : 0;
    if (got < 0) {
        emvqr__complain("%s cannot be read: %s", camera->name, strerror(errno));
        return EMVQR__FRAME_FAILED;
    }
    return answer == EMVQR__FRAME_HERE && got == 0 ? EMVQR__FRAME_LAST_WAS : answer;
}

static int read_byte(emvqr__camera *camera, uint8_t *byte)
{
    int answer = EMVQR__FRAME_HERE;

    if (camera->from == camera->to) {
        camera->from = 0;
        answer = read_some(camera, camera->ahead, sizeof camera->ahead, &camera->to);
    }
    if (answer == EMVQR__FRAME_HERE) {
        *byte = camera->ahead[camera->from++];
    }
    return answer;
}

static int read_pixels(emvqr__camera *camera, size_t len)
{
    size_t done = camera->to - camera->from, more;
    int answer = EMVQR__FRAME_HERE;

    done = done < len ? done : len;
    memcpy(camera->grey, camera->ahead + camera->from, done);
    camera->from += done;
    for (; done < len && answer == EMVQR__FRAME_HERE; done += more) {
        answer = read_some(camera, camera->grey + done, len - done, &more);
    }
    return answer;
}

/* ---- the header: "P5", width, height and the value of white, each behind white space or comments ---- */

static bool is_space(uint8_t byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The first byte behind white space and comments. */
static int skip_space(emvqr__camera *camera, uint8_t *byte)
{
    bool comment = false;
    int answer = read_byte(camera, byte);

    while (answer == BYTE && (comment || is_space(*byte) || *byte == '#')) {
        comment = comment ? *byte != '\n' : *byte == '#';
        answer = read_byte(camera, byte);
    }
    return answer;
}

/* A number and the white space behind it. What is none is 0, which nobody wants; one that is too large stays so. */
static int read_number(emvqr__camera *camera, unsigned *number)
{
    uint8_t byte = 0;
    int answer = skip_space(camera, &byte);

    *number = 0;
    for (; answer == BYTE && byte >= '0' && byte <= '9'; answer = read_byte(camera, &byte)) {
        *number = *number < 1000000 ? *number * 10 + (unsigned)(byte - '0') : *number;
    }
    if (!is_space(byte)) {
        *number = 0;
    }
    return answer;
}

static int not_pgm(const emvqr__camera *camera)
{
    emvqr__complain("%s is no stream of PGM pictures (P5, 8 bits) at frame %llu: a video becomes one by "
                    "`ffmpeg -i VIDEO -f image2pipe -c:v pgm - | emvqr scan --camera -`",
                    camera->name, (unsigned long long)camera->frames + 1);
    return EMVQR__FRAME_FAILED;
}

/* At the end of the recording, and there alone, none need be there. */
static int read_header(emvqr__camera *camera, unsigned numbers[3])
{
    uint8_t magic = 0, version = 0;
    int answer = read_byte(camera, &magic);

    if (answer != BYTE) {
        return answer;
    }
    answer = read_byte(camera, &version);
    if (magic != 'P' || (answer == BYTE && version != '5')) {
        return not_pgm(camera);
    }
    for (unsigned i = 0; i < 3 && answer == BYTE; i++) {
        answer = read_number(camera, &numbers[i]);
    }
    /* 16 bits a pixel, or fewer than 8, is nothing that a camera gives */
    return answer == EMVQR__FRAME_LAST_WAS || (answer == BYTE && numbers[2] != 255) ? not_pgm(camera) : answer;
}

int emvqr__stream_frame(emvqr__camera *camera, emvqr__frame *frame)
{
    unsigned numbers[3] = { 0, 0, 0 };
    int answer = read_header(camera, numbers);

    if (answer != EMVQR__FRAME_HERE) {
        return answer;
    }
    if (!emvqr__camera_room(camera, numbers[0], numbers[1])) {
        return EMVQR__FRAME_FAILED;
    }
    *frame = (emvqr__frame){ camera->grey, (size_t)numbers[0] * numbers[1], numbers[0], numbers[1] };
    answer = read_pixels(camera, frame->len);
    if (answer == EMVQR__FRAME_LAST_WAS) {
        emvqr__complain("%s breaks off in frame %llu: record it anew, or cut it at the end of a frame", camera->name,
                        (unsigned long long)camera->frames + 1);
        return EMVQR__FRAME_FAILED;
    }
    return answer;
}

#endif
