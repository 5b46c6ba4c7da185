/* SPDX-License-Identifier: MIT */
/* A camera that is none: loaded before a program (LD_PRELOAD), it is what the program finds behind the device that
 * FAKE_CAMERA names, and behaves as a driver of Video4Linux2 does, or as one should not.
 *
 *   FAKE_FRAMES   the recording that it shows, again and again: PGM pictures (P5) of one size
 *   FAKE_FORMATS  what it takes, as "YUYV MJPG"; MJPG- is MJPG without its tables, as many cameras give it
 *   FAKE_SCRIPT   what becomes of one picture after the other, a letter each (see `letters`); then it is silent
 *   FAKE_FAULT    one lie or refusal, by name (see `failures` and `lie`)
 *
 * It is as strict as a kernel: a buffer in the driver's hands is written over, the memory behind one is no memory. */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <jpeglib.h>

enum { BUFFERS = 8, PADDING = 36 };

static struct {
    int fd;      /* ready to be read while the script is not over; 0: not open */
    int buffers_fd;
    const char *script;
    uint8_t *frames;
    unsigned count, shown, width, height; /* of the recording */
    uint32_t format;
    bool without_tables;
    unsigned stride;
    uint8_t *memory; /* of all buffers, one behind the other */
    size_t size;     /* of one, whole pages */
    unsigned buffers;
    bool queued[BUFFERS], streams, interrupt;
} camera;

#ifdef __GLIBC__
typedef unsigned long ioctl_request;
#else
typedef int ioctl_request;
#endif

/* The functions of the C library, behind those of this file; a union, as ISO C knows no cast to them. */
typedef union behind {
    void *object;
    int (*open)(const char *, int, ...);
    int (*ioctl)(int, ioctl_request, ...);
    void *(*mmap)(void *, size_t, int, int, int, off_t);
} behind;

static behind behind_this(const char *name)
{
    behind function;

    function.object = dlsym(RTLD_NEXT, name);
    return function;
}

static bool is_camera(int fd)
{
    return camera.fd > 0 && fd == camera.fd;
}

static const char *setting(const char *name)
{
    const char *value = getenv(name);

    return value != NULL ? value : "";
}

static bool fault(const char *name)
{
    return strcmp(setting("FAKE_FAULT"), name) == 0;
}

static int fail(int error)
{
    errno = error;
    return -1;
}

static void broken(const char *what)
{
    fprintf(stderr, "fake_camera: %s\n", what);
    abort();
}

/* ---- the recording ---- */

static void load(const char *path)
{
    FILE *file = fopen(path, "rb");
    unsigned width, height;
    size_t len;

    while (file != NULL && fscanf(file, "P5 %u %u 255", &width, &height) == 2 && fgetc(file) == '\n') {
        len = (size_t)width * height;
        camera.frames = realloc(camera.frames, len * (camera.count + 1));
        if (camera.frames == NULL || fread(camera.frames + len * camera.count, 1, len, file) != len) {
            broken("FAKE_FRAMES breaks off");
        }
        camera.width = width;
        camera.height = height;
        camera.count++;
    }
    if (file == NULL || camera.count == 0) {
        broken("FAKE_FRAMES names no recording");
    }
    (void)fclose(file);
}

/* ---- pictures in the formats of cameras: each answers how many bytes it wrote ---- */

static size_t put_samples(uint8_t *to, const uint8_t *grey, unsigned step)
{
    for (unsigned y = 0; y < camera.height; y++, to += camera.stride) {
        for (unsigned x = 0; x < camera.width; x++) {
            to[(size_t)x * step] = *grey++;
            for (unsigned i = 1; i < step; i++) {
                to[(size_t)x * step + i] = 128; /* no colour */
            }
        }
    }
    return (size_t)camera.stride * camera.height;
}

static size_t put_planes(uint8_t *to, const uint8_t *grey)
{
    size_t first = put_samples(to, grey, 1);

    memset(to + first, 128, first / 2);
    return first + first / 2;
}

/* Takes the Huffman tables out of a JPEG: the segments of marker FFC4. */
static size_t take_tables_out(uint8_t *jpeg, size_t len)
{
    size_t at = 2;

    while (at + 4 < len && jpeg[at + 1] != 0xDA) {
        size_t segment = 2u + ((size_t)jpeg[at + 2] << 8 | jpeg[at + 3]);
        if (jpeg[at + 1] == 0xC4) {
            memmove(jpeg + at, jpeg + at + segment, len - at - segment);
            len -= segment;
        } else {
            at += segment;
        }
    }
    return len;
}

static size_t put_jpeg(uint8_t *to, uint8_t *grey)
{
    static const uint8_t nothing[1000];
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    unsigned long len = (unsigned long)camera.size;

    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_mem_dest(&jpeg, &to, &len);
    jpeg.image_width = camera.width;
    jpeg.image_height = camera.height;
    jpeg.input_components = 1;
    jpeg.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    for (unsigned i = 0; fault("jpeg-padded") && i < camera.width * camera.height / sizeof nothing; i++) {
        jpeg_write_marker(&jpeg, JPEG_APP0 + 4, nothing, sizeof nothing); /* more than a byte a pixel, altogether */
    }
    for (; jpeg.next_scanline < jpeg.image_height; grey += camera.width) {
        jpeg_write_scanlines(&jpeg, &grey, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    return camera.without_tables ? take_tables_out(to, len) : len;
}

static size_t put_picture(uint8_t *to)
{
    uint8_t *grey = camera.frames + (size_t)camera.width * camera.height * (camera.shown++ % camera.count);

    switch (camera.format) {
    case V4L2_PIX_FMT_GREY: return put_samples(to, grey, 1);
    case V4L2_PIX_FMT_YUYV: return put_samples(to, grey, 2);
    case V4L2_PIX_FMT_NV12: return put_planes(to, grey);
    default: return put_jpeg(to, grey);
    }
}

/* ---- requests ---- */

/* Requests that are refused, by the fault's name. */
static const struct {
    const char *fault;
    unsigned long request;
    int error;
} failures[] = {
    { "no-camera", VIDIOC_QUERYCAP, ENOTTY },     { "format-busy", VIDIOC_S_FMT, EBUSY },
    { "format-gone", VIDIOC_S_FMT, ENODEV },      { "buffers-busy", VIDIOC_REQBUFS, EBUSY },
    { "buffers-unknown", VIDIOC_QUERYBUF, EINVAL }, { "queue-broken", VIDIOC_QBUF, EIO },
    { "no-bandwidth", VIDIOC_STREAMON, ENOSPC },
};

static int query_capability(struct v4l2_capability *capability)
{
    uint32_t can = V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_STREAMING;

    /* A device of several nodes: together they can capture, this one only tells of the pictures. */
    capability->capabilities = can | V4L2_CAP_DEVICE_CAPS;
    capability->device_caps = fault("metadata") ? V4L2_CAP_META_CAPTURE | V4L2_CAP_STREAMING : can;
    if (fault("old-driver")) {
        capability->capabilities = can;
        capability->device_caps = 0;
    }
    return 0;
}

/* What a driver may tell of its pictures that is not so. */
static void lie(struct v4l2_pix_format *pix)
{
    if (fault("stride-none")) {
        pix->bytesperline = 0;
    } else if (fault("stride-short")) {
        pix->bytesperline = 7;
    } else if (fault("stride-endless")) {
        pix->bytesperline = UINT32_MAX;
    } else if (fault("size-none")) {
        pix->width = 0;
    } else if (fault("size-endless")) {
        pix->width = pix->height = UINT32_MAX;
    } else if (fault("size-doubled")) {
        pix->height *= 2;
    }
}

/* A driver that does not take a format gives another one instead; some refuse. */
static int set_format(struct v4l2_pix_format *pix)
{
    const char name[] = { (char)(pix->pixelformat & 127u), (char)(pix->pixelformat >> 8 & 127u),
                          (char)(pix->pixelformat >> 16 & 127u), (char)(pix->pixelformat >> 24 & 127u), '\0' };
    const char *found = strstr(setting("FAKE_FORMATS"), name);
    unsigned step = pix->pixelformat == V4L2_PIX_FMT_YUYV ? 2 : pix->pixelformat == V4L2_PIX_FMT_MJPEG ? 0 : 1;

    if (found == NULL) {
        pix->pixelformat = V4L2_PIX_FMT_RGB24;
        return fault("refuses-formats") ? fail(EINVAL) : 0;
    }
    camera.format = pix->pixelformat;
    camera.without_tables = found[4] == '-';
    camera.stride = camera.width * step + (fault("stride-padded") && step > 0 ? PADDING : 0u);
    pix->width = camera.width;
    pix->height = camera.height;
    pix->bytesperline = camera.stride;
    lie(pix);
    return 0;
}

static unsigned granted(unsigned asked)
{
    return fault("no-buffers") ? 0 : fault("one-buffer") ? 1 : fault("many-buffers") ? BUFFERS : asked;
}

/* Each buffer has room for three bytes a pixel, and padding. */
static int request_buffers(struct v4l2_requestbuffers *request)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE), all;

    request->count = granted(request->count);
    if (request->count > BUFFERS) {
        broken("more buffers than there may be");
    }
    camera.buffers = request->count;
    camera.size = ((size_t)(3 * camera.width + PADDING) * camera.height + page - 1) / page * page;
    all = camera.size * camera.buffers;
    if (all == 0) {
        return 0;
    }
    camera.memory = MAP_FAILED;
    if (ftruncate(camera.buffers_fd, (off_t)all) == 0) {
        camera.memory =
            behind_this("mmap").mmap(NULL, all, PROT_READ | PROT_WRITE, MAP_SHARED, camera.buffers_fd, 0);
    }
    return camera.memory == MAP_FAILED ? fail(ENOMEM) : 0;
}

static int query_buffer(struct v4l2_buffer *buffer)
{
    if (buffer->index >= camera.buffers) {
        return fail(EINVAL);
    }
    buffer->length = (uint32_t)camera.size;
    buffer->m.offset = (uint32_t)(camera.size * buffer->index);
    return 0;
}

static int queue_buffer(const struct v4l2_buffer *buffer)
{
    if (buffer->index >= camera.buffers || camera.queued[buffer->index]) {
        return fail(EINVAL);
    }
    camera.queued[buffer->index] = true;
    memset(camera.memory + camera.size * buffer->index, 0xA5, camera.size); /* the next picture is on its way */
    return 0;
}

/* What becomes of a picture. */
static const char letters[] = "."  /* it comes */
                              "-"  /* there is none yet, though poll said so */
                              "h"  /* half of it comes */
                              "n"  /* nothing of it */
                              "l"  /* it is said to be longer than its buffer */
                              "e"  /* it is said to be damaged */
                              "i"  /* it comes in a buffer that does not exist */
                              "o"  /* an error comes instead */
                              "g"; /* the device is gone, and stays so */

static char next_letter(void)
{
    char letter = *camera.script;

    if (letter != '\0' && (strchr(letters, letter) == NULL || !camera.streams)) {
        broken("a script that is none, or a request before its time");
    }
    camera.script += letter != '\0' && letter != 'g';
    if (letter != '\0' && *camera.script == '\0' && read(camera.fd, &(uint64_t){ 0 }, sizeof(uint64_t)) < 0) {
        broken("the script's end cannot be told");
    }
    return letter;
}

/* Where the next picture goes: the first buffer that the program has not; `camera.buffers` when it has all. */
static unsigned free_buffer(void)
{
    unsigned index = 0;

    while (index < camera.buffers && !camera.queued[index]) {
        index++;
    }
    return index;
}

static void put_into(struct v4l2_buffer *buffer, unsigned index, char letter)
{
    uint32_t len = (uint32_t)put_picture(camera.memory + camera.size * index);

    camera.queued[index] = false;
    buffer->index = letter == 'i' ? 4000000000u : index;
    buffer->flags = letter == 'e' ? V4L2_BUF_FLAG_ERROR : 0;
    buffer->bytesused = letter == 'h' ? len / 2 : letter == 'n' ? 0 : letter == 'l' ? UINT32_MAX : len;
}

static int dequeue_buffer(struct v4l2_buffer *buffer)
{
    unsigned index = free_buffer();
    char letter = next_letter();

    switch (letter) {
    case 'o': return fail(EIO);
    case 'g': return fail(ENODEV);
    case '-':
    case '\0': return fail(EAGAIN);
    default: break;
    }
    if (index == camera.buffers) {
        return fail(EAGAIN); /* a picture that nobody sees */
    }
    put_into(buffer, index, letter);
    return 0;
}

static int stream_on(void)
{
    if (camera.buffers == 0) {
        return fail(EINVAL);
    }
    camera.streams = true;
    return 0;
}

static int answer(unsigned long request, void *argument)
{
    for (unsigned i = 0; i < sizeof failures / sizeof failures[0]; i++) {
        if (failures[i].request == request && fault(failures[i].fault)) {
            return fail(failures[i].error);
        }
    }
    if (fault("interrupts") && (camera.interrupt = !camera.interrupt)) {
        return fail(EINTR);
    }
    switch (request) {
    case VIDIOC_QUERYCAP: return query_capability(argument);
    case VIDIOC_S_FMT: return set_format(&((struct v4l2_format *)argument)->fmt.pix);
    case VIDIOC_REQBUFS: return request_buffers(argument);
    case VIDIOC_QUERYBUF: return query_buffer(argument);
    case VIDIOC_QBUF: return queue_buffer(argument);
    case VIDIOC_DQBUF: return dequeue_buffer(argument);
    case VIDIOC_STREAMON: return stream_on();
    default: return fail(ENOTTY);
    }
}

/* ---- what the program calls instead of the C library ---- */

static int open_camera(void)
{
    if (fault("open-busy") || fault("open-denied")) {
        return fail(fault("open-busy") ? EBUSY : EACCES);
    }
    load(setting("FAKE_FRAMES"));
    camera.script = setting("FAKE_SCRIPT");
    camera.buffers_fd = memfd_create("buffers", MFD_CLOEXEC);
    camera.fd = eventfd(*camera.script != '\0', EFD_NONBLOCK | EFD_CLOEXEC);
    return camera.fd;
}

static int open_any(const char *path, int flags, unsigned mode)
{
    return strcmp(path, setting("FAKE_CAMERA")) == 0 ? open_camera() : behind_this("open").open(path, flags, mode);
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    unsigned mode = 0;

    va_start(rest, flags);
    if ((flags & O_CREAT) != 0) {
        mode = va_arg(rest, unsigned);
    }
    va_end(rest);
    return open_any(path, flags, mode);
}

int ioctl(int fd, ioctl_request request, ...)
{
    va_list rest;
    void *argument;

    va_start(rest, request);
    argument = va_arg(rest, void *);
    va_end(rest);
    return is_camera(fd) ? answer((unsigned long)request & 0xFFFFFFFFu, argument)
                         : behind_this("ioctl").ioctl(fd, request, argument);
}

/* A buffer has no memory behind it: a page that is none follows. */
void *mmap(void *at, size_t len, int protection, int flags, int fd, off_t offset)
{
    behind map = behind_this("mmap");
    void *room = MAP_FAILED;

    if (!is_camera(fd)) {
        return map.mmap(at, len, protection, flags, fd, offset);
    }
    if (fault("no-memory")) {
        errno = ENOMEM;
    } else {
        room = map.mmap(NULL, len + (size_t)sysconf(_SC_PAGESIZE), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    }
    return room == MAP_FAILED ? room : map.mmap(room, len, protection, flags | MAP_FIXED, camera.buffers_fd, offset);
}

/* The same by other names, for large files and for _FORTIFY_SOURCE. */
int open64(const char *path, int flags, ...) __attribute__((alias("open")));
void *mmap64(void *at, size_t len, int protection, int flags, int fd, off_t offset) __attribute__((alias("mmap")));
#ifdef __GLIBC__
int __open_2(const char *path, int flags);
int __open_2(const char *path, int flags)
{
    return open_any(path, flags, 0);
}
#endif
