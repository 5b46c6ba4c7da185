/* SPDX-License-Identifier: MIT */
/* emvqr: pictures in, the bytes of their QR symbols out (library emvqr-decode, on zbar, libpng and libjpeg).
 *
 * Of payment payloads it knows the CRC and the structure, by the core library: they tell when to stop, and which of
 * two readings is right. No global state: any number of threads may call at the same time. Nothing is printed, and
 * nothing is published (zbar's D-Bus stays off).
 *
 * Hostile pictures: the limits below are checked before memory is taken for a picture, and a damaged file is a
 * status. What zbar itself does in the caller's process cannot be promised for it. Known of 0.23.92 and 0.23.93:
 * - A picture with some, but not all, of the symbols of a structured-append set can make it write up to eight bytes
 *   beyond a heap block, which ends the process or worse. Nothing that a caller can set prevents it.
 * - It does not check its own allocations. emvqr_qr_decode first makes sure that the memory which an ordinary picture
 *   needs can be had, but memory that runs out later, while zbar works, ends the process.
 * - Its time has no bound: a picture tiled with finder patterns takes a second at 1024 x 1024 pixels and sixteen times
 *   as long at twice the side. Where our own reader sees that a picture is one of these, zbar gets the smallest copy.
 * So whoever reads strangers' pictures in a service does it in a process of its own, with limits on memory and time. */
#ifndef EMVQR_QR_DECODE_H
#define EMVQR_QR_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <emvqr/config.h>
#include <emvqr/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The largest picture that is looked at: pixels on a side, pixels altogether, and bytes of an encoded file. */
#define EMVQR_IMAGE_SIDE_MAX 16384u
#define EMVQR_IMAGE_PIXELS_MAX (64u << 20)
#define EMVQR_IMAGE_FILE_MAX (256u << 20)

/* A symbol that was found. Valid only during the call of the sink. */
typedef struct emvqr_qr_symbol {
    const char *data; /* the bytes in the symbol, NULs included; not NUL-terminated */
    size_t len;
    /* x and y in pixels: top left, bottom left, bottom right, top right, as seen with the symbol upright. Estimated
     * from the symbol's patterns, so a corner may lie a little outside of the picture. */
    int corners[4][2];
    unsigned rung;   /* how it was found: emvqr_qr_rung_name */
    double scale;    /* of the copy of the picture that it was found in; 1 is the picture itself */
    bool inverted;   /* light on dark */
    bool repaired;   /* the bytes are not in the charset that the symbol's ECI header names: a payment payload's CRC is
                        right for the bytes as they are here, and for no other reading of them */
} emvqr_qr_symbol;

/* Called for each symbol; false: no more symbols are wanted. */
typedef bool (*emvqr_qr_found)(void *user, const emvqr_qr_symbol *symbol);

/* How hard symbols are looked for. NORMAL finds what lies askew, under a lamp, or in negative; THOROUGH also what is
 * blurred, bent or has lost a part, at several times the cost of a picture without a symbol. FAST is for plain ones. */
enum { EMVQR_QR_NORMAL = 0, EMVQR_QR_FAST = 1, EMVQR_QR_THOROUGH = 2 };

/* When to stop looking. PAYMENT: at the first step that finds a payload with a right CRC; what is found beside it or on
 * the way is told too. SYMBOL: at the first step that finds any symbol. NEVER: every step is made. */
enum { EMVQR_QR_UNTIL_PAYMENT = 0, EMVQR_QR_UNTIL_SYMBOL = 1, EMVQR_QR_UNTIL_NEVER = 2 };

/* All zero is the default, as NULL options are. */
typedef struct emvqr_scan_options {
    uint8_t profile;       /* EMVQR_QR_NORMAL, _FAST, _THOROUGH */
    uint8_t until;         /* EMVQR_QR_UNTIL_* */
    uint32_t milliseconds; /* no step begins after that much time, 0: no limit; one step may take longer */
} emvqr_scan_options;

/* Finds the QR symbols in a grey picture and hands each to `found`, in no particular order. What is found again at the
 * same place is told once, the same content at two places twice; after 1024 symbols no more are told.
 *
 * A picture is looked at in steps ("rungs"): copies of some 800 x 600 and 1600 x 1200 pixels first, where it is larger,
 * then itself; in each by our own reader and by zbar; then through filters. Own reader and zbar look for dark symbols
 * and, our own alone, for light ones.
 * Where a copy is crowded with the patterns of a dozen symbols that cannot be read, only the first steps are made.
 *
 * `grey` holds `height` rows of `width` bytes, 0 is black; a row begins `stride` bytes after the one before, so
 * (height - 1) * stride + width bytes are read. stride >= width. It is only read, and not needed after the call.
 *
 * EMVQR_OK also for a picture without a symbol, such as one of fewer than 21 pixels on a side.
 * EMVQR_ERR_ARGUMENT: a NULL, stride < width, an option out of range. EMVQR_ERR_LIMIT: too large.
 * EMVQR_ERR_NO_MEMORY. EMVQR_ERR_BACKEND: zbar refused (a version before 0.23.1, which would guess at character sets).
 * With an error, symbols may have been told before.
 *
 * The bytes are exact when the symbol has no ECI header, whatever they are, and when it has ECI 26 over valid UTF-8.
 * Other headers count when the bytes as they are make no payment payload with a right CRC: ECI 1 to 18 and 20 are then
 * converted into UTF-8, a symbol with ECI 26 over bytes that are no UTF-8 is not reported, and FNC1 in the second
 * position puts its indicator before the data. A complete set of structured-append symbols is reported as one symbol
 * with the rectangle around all of them; an incomplete set is not reported.
 * Where more of a symbol is lost than its error correction can mend for certain, THOROUGH mends what is likeliest, and
 * believes it only if it is a payment payload with sound structure and a right CRC.
 *
 * Memory: at most 16 bytes a pixel and 8 MiB for a picture of up to 3 million pixels, and not more for a larger one but
 * for zbar's byte a pixel (two when stride > width). */
EMVQR_API emvqr_status emvqr_qr_scan(const uint8_t *grey, unsigned width, unsigned height, size_t stride,
                                     const emvqr_scan_options *options, emvqr_qr_found found, void *user);

/* The same for any symbols: the normal profile, until one is found. */
EMVQR_API emvqr_status emvqr_qr_decode(const uint8_t *grey, unsigned width, unsigned height, size_t stride,
                                       emvqr_qr_found found, void *user);

/* A rung's name, such as "grid" or "zbar-normalised"; NULL for a number that no symbol has. */
EMVQR_API const char *emvqr_qr_rung_name(unsigned rung);

/* Frames of a camera: each is looked at in the fastest way and in one further way, another one each time, so that the
 * time a frame takes stays even and every way gets its turn. A session keeps its memory from frame to frame; one thread
 * at a time may use it. Symbols are told anew in each frame that shows them. */
typedef struct emvqr_qr_session emvqr_qr_session;

/* NULL options are the defaults; `until` is not looked at: a frame ends with its two ways. NULL: no memory, or an
 * option out of range. */
EMVQR_API emvqr_qr_session *emvqr_qr_session_new(const emvqr_scan_options *options);
/* As emvqr_qr_scan. */
EMVQR_API emvqr_status emvqr_qr_session_frame(emvqr_qr_session *session, const uint8_t *grey, unsigned width,
                                              unsigned height, size_t stride, emvqr_qr_found found, void *user);
/* NULL is fine. */
EMVQR_API void emvqr_qr_session_free(emvqr_qr_session *session);

/* A grey picture in memory of the library: `height` rows of `width` bytes without gaps, 0 is black. */
typedef struct emvqr_image {
    uint8_t *grey;
    unsigned width, height;
} emvqr_image;

/* Reads a picture file of `len` bytes: PNG, JPEG or PNM (P1 to P6), told by its first bytes. Colour becomes
 * luminance, transparency is laid over white, 16 bits become 8; colour profiles, gamma and the orientation that a
 * camera notes are ignored. Bytes after the picture are ignored.
 *
 * EMVQR_OK: *image holds the picture, for emvqr_image_free. Otherwise *image is empty (NULL, 0, 0):
 * EMVQR_ERR_ARGUMENT: a NULL. EMVQR_ERR_IMAGE: another format, damaged, or cut short. EMVQR_ERR_LIMIT: too large.
 * EMVQR_ERR_UNSUPPORTED: a JPEG variant that libjpeg does not decode. EMVQR_ERR_NO_MEMORY.
 *
 * PNG and PNM are read whole or not at all. A JPEG whose data breaks off or is damaged is read as far as libjpeg can,
 * the rest is grey: a symbol in the readable part is worth having, and it brings its own error correction. A JPEG of
 * more than 64 scans is EMVQR_ERR_LIMIT.
 *
 * Memory: the picture and a row, plus for a progressive JPEG at most 8 bytes a pixel and 16 MiB. */
EMVQR_API emvqr_status emvqr_image_read(emvqr_image *image, const void *bytes, size_t len);

/* The same from a file; "-" is standard input, which is read to its end. Also EMVQR_ERR_FILE, and errno tells why;
 * more than EMVQR_IMAGE_FILE_MAX bytes are EMVQR_ERR_LIMIT. */
EMVQR_API emvqr_status emvqr_image_load(emvqr_image *image, const char *path);

/* Gives the memory back and empties *image. NULL and an empty image are fine. */
EMVQR_API void emvqr_image_free(emvqr_image *image);

#ifdef __cplusplus
}
#endif
#endif
