/* SPDX-License-Identifier: MIT */
/* Frames of a camera by Video4Linux2: the grey part of each picture, out of buffers that are mapped. */
#include "camera.h"

#if defined(__linux__) && defined(__has_include)
#if __has_include(<linux/videodev2.h>)
#define HAVE_V4L2 1
#endif
#endif

#if EMVQR__WATCHES && defined(HAVE_V4L2)

#include <errno.h>
#include <linux/videodev2.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#define PATIENCE_MS 10000 /* some cameras take seconds for their first picture */

/* In the order of preference. */
static const struct {
    uint32_t fourcc;
    unsigned step; /* bytes from one grey pixel to the next; 0: JPEG */
} formats[] = {
    { V4L2_PIX_FMT_GREY, 1 },
    { V4L2_PIX_FMT_NV12, 1 }, /* the grey plane comes first */
    { V4L2_PIX_FMT_YUYV, 2 },
    { V4L2_PIX_FMT_MJPEG, 0 },
};

static int ask(const emvqr__camera *camera, unsigned long request, void *argument)
{
    int answer;

    do {
        answer = ioctl(camera->fd, request, argument);
    } while (answer < 0 && errno == EINTR);
    return answer;
}

/* Says why the device does not do something; answers false. */
static bool refused(const emvqr__camera *camera)
{
    switch (errno) {
    case EBUSY:
        emvqr__complain("%s is busy: another program uses the camera; close it (`fuser -v %s` names it)", camera->name,
                        camera->name);
        break;
    case ENOSPC:
        emvqr__complain("%s cannot stream: the USB bus has no bandwidth left; plug it in elsewhere", camera->name);
        break;
    case ENODEV: emvqr__complain("%s is gone: plug the camera in again", camera->name); break;
    default: emvqr__complain("%s does not work as a camera: %s", camera->name, strerror(errno)); break;
    }
    return false;
}

static bool is_camera(const emvqr__camera *camera)
{
    const uint32_t wanted = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;
    struct v4l2_capability capability;
    uint32_t can = 0;

    memset(&capability, 0, sizeof capability);
    if (ask(camera, VIDIOC_QUERYCAP, &capability) == 0) {
        can = capability.capabilities & V4L2_CAP_DEVICE_CAPS ? capability.device_caps : capability.capabilities;
    }
    if ((can & wanted) != wanted) {
        emvqr__complain("%s is no camera that streams pictures: try the others of /dev/video*", camera->name);
        return false;
    }
    return true;
}

/* The first format that the driver takes; what size it gives is its matter. */
static bool choose_format(emvqr__camera *camera)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        struct v4l2_format format;
        struct v4l2_pix_format *pix = &format.fmt.pix;

        memset(&format, 0, sizeof format);
        format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
        pix->width = 1280;
        pix->height = 720;
        pix->pixelformat = formats[i].fourcc;
        pix->field = V4L2_FIELD_ANY;
        if (ask(camera, VIDIOC_S_FMT, &format) < 0) {
            if (errno != EINVAL) {
                return refused(camera);
            }
        } else if (pix->pixelformat == formats[i].fourcc) {
            camera->step = formats[i].step;
            camera->width = pix->width;
            camera->height = pix->height;
            camera->stride = pix->bytesperline;
            if (camera->stride < pix->width * camera->step) {
                camera->stride = pix->width * camera->step; /* some drivers leave it 0 */
            }
            return emvqr__camera_room(camera, pix->width, pix->height);
        }
    }
    emvqr__complain("%s gives pictures in no format that is known here: GREY, NV12, YUYV and MJPEG are "
                    "(`v4l2-ctl -d %s --list-formats` names its own)",
                    camera->name, camera->name);
    return false;
}

static struct v4l2_buffer buffer_number(unsigned number)
{
    struct v4l2_buffer buffer;

    memset(&buffer, 0, sizeof buffer);
    buffer.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    buffer.memory = V4L2_MEMORY_MMAP;
    buffer.index = number;
    return buffer;
}

static bool map_buffers(emvqr__camera *camera)
{
    struct v4l2_requestbuffers request;

    memset(&request, 0, sizeof request);
    request.count = EMVQR__CAMERA_BUFFERS;
    request.type = V4L2_BUF_TYPE_VIDEO_CAPTURE;
    request.memory = V4L2_MEMORY_MMAP;
    if (ask(camera, VIDIOC_REQBUFS, &request) < 0) {
        return refused(camera);
    }
    for (unsigned i = 0; i < request.count && i < EMVQR__CAMERA_BUFFERS; i++) {
        struct v4l2_buffer buffer = buffer_number(i);
        void *memory;

        if (ask(camera, VIDIOC_QUERYBUF, &buffer) < 0) {
            return refused(camera);
        }
        memory = mmap(NULL, buffer.length, PROT_READ | PROT_WRITE, MAP_SHARED, camera->fd, (off_t)buffer.m.offset);
        if (memory == MAP_FAILED) {
            return refused(camera);
        }
        camera->mapped[i] = memory;
        camera->sizes[i] = buffer.length;
        camera->buffers++;
        if (camera->step == 0 && !emvqr__camera_bytes(camera, buffer.length)) {
            return false; /* a JPEG with all that cameras put beside it may be larger than its grey pixels */
        }
        if (ask(camera, VIDIOC_QBUF, &buffer) < 0) {
            return refused(camera);
        }
    }
    return true;
}

bool emvqr__device_start(emvqr__camera *camera)
{
    int type = V4L2_BUF_TYPE_VIDEO_CAPTURE;

    if (!is_camera(camera) || !choose_format(camera) || !map_buffers(camera)) {
        return false;
    }
    return ask(camera, VIDIOC_STREAMON, &type) == 0 || refused(camera);
}

/* The newest picture that is there: what is older goes back unseen. False: an error, in errno. */
static bool take_newest(const emvqr__camera *camera, struct v4l2_buffer *newest)
{
    bool any = false;
    struct v4l2_buffer buffer = buffer_number(0);

    while (ask(camera, VIDIOC_DQBUF, &buffer) == 0) {
        if (any && ask(camera, VIDIOC_QBUF, newest) < 0) {
            return false;
        }
        *newest = buffer;
        any = true;
        buffer = buffer_number(0);
    }
    return any;
}

/* Copies what is grey; false where the driver gave less than a picture. */
static bool copy_frame(emvqr__camera *camera, const struct v4l2_buffer *buffer, emvqr__frame *frame)
{
    const uint8_t *from = camera->mapped[buffer->index];
    size_t len = buffer->bytesused < camera->sizes[buffer->index] ? buffer->bytesused : camera->sizes[buffer->index];
    uint8_t *to = camera->grey;

    if (camera->step == 0) {
        *frame = (emvqr__frame){ to, len, 0, 0 };
        memcpy(to, from, len);
        return len > 0;
    }
    if (len < (size_t)camera->stride * (camera->height - 1) + (size_t)camera->width * camera->step) {
        return false;
    }
    for (unsigned y = 0; y < camera->height; y++, from += camera->stride) {
        for (unsigned x = 0; x < camera->width; x++) {
            *to++ = from[(size_t)x * camera->step];
        }
    }
    *frame = (emvqr__frame){ camera->grey, (size_t)camera->width * camera->height, camera->width, camera->height };
    return true;
}

/* The newest picture, given back once it is copied. EMVQR__FRAME_HERE with `whole` false: there was none, or a part. */
static int take_frame(emvqr__camera *camera, emvqr__frame *frame, bool *whole)
{
    struct v4l2_buffer buffer;

    *whole = false;
    if (!take_newest(camera, &buffer)) {
        if (errno == EAGAIN) {
            return EMVQR__FRAME_HERE;
        }
        (void)refused(camera);
        return EMVQR__FRAME_FAILED;
    }
    *whole = buffer.index < camera->buffers && (buffer.flags & V4L2_BUF_FLAG_ERROR) == 0 &&
             copy_frame(camera, &buffer, frame);
    return ask(camera, VIDIOC_QBUF, &buffer) == 0 || refused(camera) ? EMVQR__FRAME_HERE : EMVQR__FRAME_FAILED;
}

int emvqr__device_frame(emvqr__camera *camera, emvqr__frame *frame)
{
    int64_t give_up = emvqr__now_ms() + PATIENCE_MS;
    bool whole = false;

    while (!whole) {
        int answer = emvqr__camera_wait(camera, give_up);

        if (answer == EMVQR__FRAME_FAILED) {
            emvqr__complain("%s gives no pictures, or damaged ones: plug the camera in again, or try another of "
                            "/dev/video*",
                            camera->name);
        } else if (answer == EMVQR__FRAME_HERE) {
            answer = take_frame(camera, frame, &whole);
        }
        if (answer != EMVQR__FRAME_HERE) {
            return answer;
        }
    }
    return EMVQR__FRAME_HERE;
}

void emvqr__device_stop(emvqr__camera *camera)
{
    for (unsigned i = 0; i < camera->buffers; i++) {
        (void)munmap(camera->mapped[i], camera->sizes[i]);
    }
    camera->buffers = 0;
}

#elif EMVQR__WATCHES

bool emvqr__device_start(emvqr__camera *camera)
{
    emvqr__complain("%s cannot be used: this build knows the cameras of Linux alone (<linux/videodev2.h>); a stream of "
                    "PGM pictures is read everywhere: emvqr scan --camera -",
                    camera->name);
    return false;
}

int emvqr__device_frame(emvqr__camera *camera, emvqr__frame *frame)
{
    (void)camera;
    (void)frame;
    return EMVQR__FRAME_FAILED;
}

void emvqr__device_stop(emvqr__camera *camera)
{
    (void)camera;
}

#endif
