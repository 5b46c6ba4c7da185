/* SPDX-License-Identifier: MIT */
/* flat_memory [N]: N pictures of many sizes, with a symbol, with noise, with both, are decoded in one process, which
 * must not grow by it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/qr_decode.h>

#include "support/image_make.h"

enum { SIDE_MAX = 240, USUAL = 1000, WARM = 100, GROWTH_MAX = 512 }; /* pages; 4 KiB each where they are smallest */

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0 /* a sanitizer keeps what is freed for a while */
#endif

/* Resident pages of this process; 0: the system does not tell. */
static long pages(void)
{
    FILE *file = SANITIZED ? NULL : fopen("/proc/self/statm", "r");
    long size, resident = 0;

    if (file && fscanf(file, "%ld %ld", &size, &resident) != 2)
        resident = 0;
    if (file)
        fclose(file);
    return resident;
}

static bool count(void *user, const emvqr_qr_symbol *symbol)
{
    unsigned long *found = user;

    *found += symbol->len > 0;
    return true;
}

static void picture(unsigned long i, unsigned long *found)
{
    static uint8_t grey[SIDE_MAX * SIDE_MAX];
    emvqr_scan_options options = {EMVQR_QR_NORMAL, EMVQR_QR_UNTIL_SYMBOL, 0};
    unsigned side = SIDE_MAX - (unsigned)(i * 37 % 90);
    char text[40];
    size_t at;

    if (i % 10 == 0)
        options.until = EMVQR_QR_UNTIL_NEVER;
    options.profile = (uint8_t)(i % 50 == 0 ? EMVQR_QR_THOROUGH : i % 2 ? EMVQR_QR_FAST : EMVQR_QR_NORMAL);
    for (at = 0; at < (size_t)side * side; at++)
        grey[at] = i % 3 ? 255 : image_noise(at / 3 + i);
    if (i % 5)
        image_draw_qr(grey, side, 12, 12, 3, text, (size_t)sprintf(text, "picture %lu", i), i % 2);
    if (emvqr_qr_scan(grey, side, side, side, &options, count, found) != EMVQR_OK)
        exit(1);
}

int main(int argc, char **argv)
{
    unsigned long all = argc > 1 ? strtoul(argv[1], NULL, 10) : USUAL, found = 0, i;
    long before = 0, after;

    for (i = 0; i < WARM + all; i++) {
        if (i == WARM)
            before = pages();
        picture(i, &found);
    }
    after = pages();
    printf("%lu pictures, %lu symbols, %ld pages before, %ld after\n", all, found, before, after);
    if (before == 0)
        return 77;
    return found > all / 3 && after - before <= GROWTH_MAX ? 0 : 1;
}
