/* SPDX-License-Identifier: MIT */
/* What plain scanners miss: askew, bent, blurred, noisy, covered, in negative, without a margin, under a wrong
 * charset's name. Each picture is made on the spot, and what is read must be exactly what was drawn. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/core.h>
#include <emvqr/qr_decode.h>

#include "support/image_alloc.h"
#include "support/image_make.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TEXT(literal) literal, sizeof(literal) - 1

enum { WIDTH = 640, HEIGHT = 480, LEN_MAX = 400 };

static const char payload[] = "00020101021129370016A0000006770101110113006681234567853037645802TH63048A8B";

typedef struct findings {
    unsigned count;
    char data[LEN_MAX];
    size_t len;
    emvqr_qr_symbol symbol;
} findings;

static bool keep(void *user, const emvqr_qr_symbol *symbol)
{
    findings *found = user;

    assert_in_range(symbol->len, 1, LEN_MAX);
    assert_non_null(emvqr_qr_rung_name(symbol->rung));
    assert_true(symbol->scale > 0.01 && symbol->scale < 4);
    memcpy(found->data, symbol->data, symbol->len);
    found->len = symbol->len;
    found->symbol = *symbol;
    found->count++;
    return true;
}

/* ---- pictures ---- */

/* How the picture differs from a flat sheet. */
typedef struct look {
    double keystone, bend; /* how much nearer the bottom is; half the angle of the cylinder */
    unsigned blur, noise;  /* passes of a 3 x 3 mean; grey levels to either side */
    double hidden;         /* a white square in the middle, share of the width */
    bool dark_rim;         /* no margin: black all around */
    bool negative;
} look;

typedef struct sheet {
    uint8_t grey[400 * 400];
    unsigned side; /* with the margin */
} sheet;

/* Four pixels a module, a margin of four modules. */
static void draw_sheet(sheet *to, const look *as, const void *data, size_t len, bool eci26)
{
    unsigned modules = image_draw_qr(NULL, 0, 0, 0, 1, data, len, eci26), hide, x, y;

    to->side = (modules + 8) * 4;
    assert_in_range(to->side, 1, 400);
    memset(to->grey, as->dark_rim ? 0 : 255, sizeof to->grey);
    for (y = 16; y < to->side - 16; y++)
        memset(to->grey + (size_t)y * to->side + 16, 255, to->side - 32);
    image_draw_qr(to->grey, to->side, 16, 16, 4, data, len, eci26);
    hide = (unsigned)((to->side - 32) * as->hidden / 2);
    for (y = to->side / 2 - hide; y < to->side / 2 + hide; y++)
        for (x = to->side / 2 - hide; x < to->side / 2 + hide; x++)
            to->grey[y * to->side + x] = 255;
}

/* The sheet's brightness at (u, v), each from -1 to 1; outside of it grey or black. */
static double sheet_at(const sheet *from, const look *as, double u, double v)
{
    double x = (u + 1) / 2 * from->side, y = (v + 1) / 2 * from->side;

    if (x < 0 || y < 0 || x >= from->side || y >= from->side)
        return as->dark_rim ? 0 : 130;
    return from->grey[(size_t)y * from->side + (size_t)x];
}

static void soften(uint8_t *grey)
{
    static uint8_t copy[WIDTH * HEIGHT];
    size_t x, y, i;

    memcpy(copy, grey, sizeof copy);
    for (y = 1; y + 1 < HEIGHT; y++)
        for (x = 1; x + 1 < WIDTH; x++) {
            unsigned sum = 0;

            for (i = 0; i < 9; i++)
                sum += copy[(y + i / 3 - 1) * WIDTH + x + i % 3 - 1];
            grey[y * WIDTH + x] = (uint8_t)(sum / 9);
        }
}

/* Each pixel is the mean of nine points of the sheet as the look distorts it. */
static void photograph(uint8_t *grey, const sheet *from, const look *as, double half)
{
    unsigned x, y, i;

    for (y = 0; y < HEIGHT; y++)
        for (x = 0; x < WIDTH; x++) {
            double sum = 0;

            for (i = 0; i < 9; i++) {
                double v = (y + (i / 3 + 0.5) / 3 - HEIGHT / 2.0) / half, away = 1 + as->keystone * v;
                double u = (x + (i % 3 + 0.5) / 3 - WIDTH / 2.0) / half / away;

                v /= away;
                if (as->bend > 0) {
                    double sine = u * sin(as->bend);

                    u = sine > -1 && sine < 1 ? asin(sine) / as->bend : 2;
                }
                sum += sheet_at(from, as, u, v);
            }
            grey[y * WIDTH + x] = (uint8_t)(30 + sum / 9 * 200 / 255);
        }
    for (i = 0; i < as->blur; i++)
        soften(grey);
    for (i = 0; i < WIDTH * HEIGHT; i++) {
        int value = grey[i] + (as->noise ? (int)(image_noise(i) % (2 * as->noise + 1)) - (int)as->noise : 0);

        value = as->negative ? 255 - value : value;
        grey[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
}

/* ---- what is found in them ---- */

static const struct {
    const char *name;
    look as;
    uint8_t profile;
} rows[] = {
    {"plain", {0, 0, 0, 0, 0, false, false}, EMVQR_QR_FAST},
    {"keystone", {0.15, 0, 0, 3, 0, false, false}, EMVQR_QR_FAST},
    {"more keystone", {0.25, 0, 0, 3, 0, false, false}, EMVQR_QR_NORMAL},
    {"bent", {0, 0.7, 0, 3, 0, false, false}, EMVQR_QR_NORMAL},
    {"bent more", {0, 1.0, 0, 3, 0, false, false}, EMVQR_QR_THOROUGH},
    {"bent and askew", {0.08, 0.6, 0, 3, 0, false, false}, EMVQR_QR_THOROUGH},
    {"noise", {0, 0, 0, 90, 0, false, false}, EMVQR_QR_NORMAL},
    {"more noise", {0, 0, 0, 130, 0, false, false}, EMVQR_QR_NORMAL},
    {"blur", {0, 0, 24, 2, 0, false, false}, EMVQR_QR_THOROUGH},
    {"hidden", {0, 0, 0, 2, 0.30, false, false}, EMVQR_QR_THOROUGH},
    {"negative", {0, 0, 0, 3, 0, false, true}, EMVQR_QR_FAST},
    {"negative and askew", {0.15, 0, 0, 3, 0, false, true}, EMVQR_QR_NORMAL},
    {"no margin", {0, 0, 0, 2, 0, true, false}, EMVQR_QR_NORMAL},
};

static void test_looks(void **state)
{
    static sheet from;
    static uint8_t grey[WIDTH * HEIGHT];
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(rows); i++) {
        emvqr_scan_options options = {rows[i].profile, EMVQR_QR_UNTIL_PAYMENT, 0};
        findings found;

        memset(&found, 0, sizeof found);
        draw_sheet(&from, &rows[i].as, TEXT(payload), false);
        photograph(grey, &from, &rows[i].as, 170);
        assert_int_equal(emvqr_qr_scan(grey, WIDTH, HEIGHT, WIDTH, &options, keep, &found), EMVQR_OK);
        if (found.count != 1 || found.len != sizeof payload - 1 || memcmp(found.data, payload, found.len) != 0)
            fail_msg("%s: %u symbols", rows[i].name, found.count);
        assert_int_equal(found.symbol.inverted, rows[i].as.negative);
        assert_false(found.symbol.repaired);
    }
}

/* ---- many finder patterns ---- */

/* What looks like small finder patterns by chance, all over the picture, hides none of a symbol at its end. */
static void test_grain(void **state)
{
    static const emvqr_scan_options fast = {EMVQR_QR_FAST, EMVQR_QR_UNTIL_NEVER, 0};
    static uint8_t grey[WIDTH * HEIGHT], code[200 * 200];
    unsigned side = image_draw_qr(NULL, 0, 0, 0, 1, TEXT(payload), false) * 3 + 24, x, y;
    findings found;

    (void)state;
    assert_in_range(side, 24, 200);
    memset(code, 1, sizeof code);
    image_draw_qr(code, side, 12, 12, 3, TEXT(payload), false);
    for (y = 0; y < HEIGHT; y++)
        for (x = 0; x < WIDTH; x++) {
            unsigned from_x = x - (WIDTH - side), from_y = y - (HEIGHT - side);
            bool dark = from_x < side && from_y < side && code[from_y * side + from_x] == 0;

            grey[y * WIDTH + x] = (uint8_t)((dark ? 92 : 128) + image_noise(y * WIDTH + x) % 36);
        }
    memset(&found, 0, sizeof found);
    assert_int_equal(emvqr_qr_scan(grey, WIDTH, HEIGHT, WIDTH, &fast, keep, &found), EMVQR_OK);
    assert_int_equal(found.count, 1);
    assert_memory_equal(found.data, payload, sizeof payload - 1);
}

static bool count_own(void *user, const emvqr_qr_symbol *symbol)
{
    unsigned *count = user;

    *count += strncmp(emvqr_qr_rung_name(symbol->rung), "grid", 4) == 0;
    return true;
}

/* A sheet of labels: our own reader reads every one of them, and does not take them for a crowd. */
static void test_sheet(void **state)
{
    static const emvqr_scan_options fast = {EMVQR_QR_FAST, EMVQR_QR_UNTIL_NEVER, 0};
    static uint8_t grey[WIDTH * HEIGHT];
    unsigned count = 0, i;
    char text[] = "LABEL A";

    (void)state;
    memset(grey, 255, sizeof grey);
    for (i = 0; i < 12; i++) {
        text[6] = (char)('A' + i);
        image_draw_qr(grey, WIDTH, 20 + i % 4 * 155, 20 + i / 4 * 155, 4, text, 7, false);
    }
    assert_int_equal(emvqr_qr_scan(grey, WIDTH, HEIGHT, WIDTH, &fast, count_own, &count), EMVQR_OK);
    assert_int_equal(count, 12);
}

/* Symbols whose content is nonsense: nothing is made of it, however hard it is tried. */
static void test_shams(void **state)
{
    static const emvqr_scan_options thorough = {EMVQR_QR_THOROUGH, EMVQR_QR_UNTIL_NEVER, 0};
    static uint8_t grey[WIDTH * HEIGHT];
    unsigned side = image_draw_qr(NULL, 0, 0, 0, 1, TEXT(payload), false), shams, i, x, y;
    findings found;

    (void)state;
    for (shams = 1; shams <= 20; shams += 19) {
        memset(grey, 255, sizeof grey);
        for (i = 0; i < shams; i++) {
            unsigned left = 8 + i % 5 * 126, top = 4 + i / 5 * 119;

            image_draw_qr(grey, WIDTH, left, top, 3, TEXT(payload), false);
            for (y = 27; y < 3 * (side - 9); y++)
                for (x = 27; x < 3 * side; x++)
                    grey[(top + y) * WIDTH + left + x] = image_noise((i * 100 + y / 3) * 100 + x / 3) & 1 ? 255 : 0;
        }
        memset(&found, 0, sizeof found);
        assert_int_equal(emvqr_qr_scan(grey, WIDTH, HEIGHT, WIDTH, &thorough, keep, &found), EMVQR_OK);
        assert_int_equal(found.count, 0);
    }
}

/* ---- options ---- */

static void test_until(void **state)
{
    static sheet from;
    static uint8_t grey[WIDTH * HEIGHT];
    static const look plain;
    unsigned until;

    (void)state;
    draw_sheet(&from, &plain, TEXT("no payment at all"), false);
    photograph(grey, &from, &plain, 170);
    for (until = EMVQR_QR_UNTIL_PAYMENT; until <= EMVQR_QR_UNTIL_NEVER; until++) {
        emvqr_scan_options options = {EMVQR_QR_THOROUGH, 0, 0};
        findings found;

        memset(&found, 0, sizeof found);
        options.until = (uint8_t)until;
        assert_int_equal(emvqr_qr_scan(grey, WIDTH, HEIGHT, WIDTH, &options, keep, &found), EMVQR_OK);
        assert_int_equal(found.count, 1); /* however many steps find it */
        assert_int_equal(found.len, sizeof "no payment at all" - 1);
    }
}

static void test_options(void **state)
{
    static const emvqr_scan_options wrong[] = {{3, 0, 0}, {255, 0, 0}, {0, 3, 0}};
    uint8_t pixel = 0;
    findings found;
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(wrong); i++) {
        assert_int_equal(emvqr_qr_scan(&pixel, 1, 1, 1, &wrong[i], keep, &found), EMVQR_ERR_ARGUMENT);
        assert_null(emvqr_qr_session_new(&wrong[i]));
    }
    assert_null(emvqr_qr_rung_name(1000));
    assert_string_equal(emvqr_qr_rung_name(0), "grid");
}

/* A budget ends the search between two steps. */
static void test_time(void **state)
{
    emvqr_scan_options options = {EMVQR_QR_THOROUGH, EMVQR_QR_UNTIL_NEVER, 1};
    uint8_t *grey = calloc(2000, 2000);
    findings found;
    size_t i;

    (void)state;
    assert_non_null(grey);
    for (i = 0; i < (size_t)2000 * 2000; i++)
        grey[i] = image_noise(i / 7);
    memset(&found, 0, sizeof found);
    assert_int_equal(emvqr_qr_scan(grey, 2000, 2000, 2000, &options, keep, &found), EMVQR_OK);
    assert_int_equal(found.count, 0);
    free(grey);
}

/* ---- charsets ---- */

/* `bytes` in a payload with a CRC that is right for them; returns its length. */
static size_t make_payload(char *to, const char *bytes, size_t len)
{
    static const char digits[] = "0123456789ABCDEF";
    size_t at = 0;
    uint16_t crc;
    int i;

    memcpy(to, "00020101021159", 14);
    to[14] = (char)('0' + len / 10);
    to[15] = (char)('0' + len % 10);
    memcpy(to + 16, bytes, len);
    at = 16 + len;
    memcpy(to + at, "6304", 4);
    at += 4;
    crc = emvqr_crc16(to, at);
    for (i = 12; i >= 0; i -= 4)
        to[at++] = digits[crc >> i & 15];
    return at;
}

/* ECI 26 over bytes that are no UTF-8: the CRC shows that the header is wrong; without a right one nothing is told. */
static void test_charset(void **state)
{
    static sheet from;
    static uint8_t grey[WIDTH * HEIGHT];
    static const look plain;
    char text[LEN_MAX];
    size_t len = make_payload(text, TEXT("caf\xe9 \xc3\xd2\xb9"));
    findings found;

    (void)state;
    memset(&found, 0, sizeof found);
    draw_sheet(&from, &plain, text, len, true);
    photograph(grey, &from, &plain, 170);
    assert_int_equal(emvqr_qr_scan(grey, WIDTH, HEIGHT, WIDTH, NULL, keep, &found), EMVQR_OK);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.len, len);
    assert_memory_equal(found.data, text, len);
    assert_true(found.symbol.repaired);
    memset(&found, 0, sizeof found);
    text[len - 1] = text[len - 1] == '0' ? '1' : '0';
    draw_sheet(&from, &plain, text, len, true);
    photograph(grey, &from, &plain, 170);
    assert_int_equal(emvqr_qr_scan(grey, WIDTH, HEIGHT, WIDTH, NULL, keep, &found), EMVQR_OK);
    assert_int_equal(found.count, 0);
}

/* ---- frames ---- */

/* Every way gets its turn: what only a late rung of the profile reads is found within one round of frames. Frames of
 * other sizes between are no matter. */
static void test_session(void **state)
{
    static sheet from;
    static uint8_t grey[WIDTH * HEIGHT];
    static const look noisy = {0, 0, 0, 130, 0, false, false};
    emvqr_qr_session *session = emvqr_qr_session_new(NULL);
    unsigned frames = 0;
    findings found;

    (void)state;
    assert_non_null(session);
    memset(&found, 0, sizeof found);
    draw_sheet(&from, &noisy, TEXT(payload), false);
    photograph(grey, &from, &noisy, 170);
    for (; frames < 10 && found.count == 0; frames++) {
        assert_int_equal(emvqr_qr_session_frame(session, grey, WIDTH, HEIGHT, WIDTH, keep, &found), EMVQR_OK);
        assert_int_equal(emvqr_qr_session_frame(session, grey, 20, 20, 20, keep, &found), EMVQR_OK);
        assert_int_equal(emvqr_qr_session_frame(session, grey, 100, 100, 90, keep, &found), EMVQR_ERR_ARGUMENT);
    }
    assert_int_equal(found.count, 1);
    assert_memory_equal(found.data, payload, sizeof payload - 1);
    assert_int_equal(emvqr_qr_session_frame(NULL, grey, 100, 100, 100, keep, &found), EMVQR_ERR_ARGUMENT);
    emvqr_qr_session_free(session);
    emvqr_qr_session_free(NULL);
}

/* Frames take no memory once the first is done, but for what zbar takes and gives back. */
static void test_session_memory(void **state)
{
    static uint8_t grey[WIDTH * HEIGHT];
    emvqr_qr_session *session;
    findings found;

    (void)state;
    if (!image_alloc_works())
        skip();
    session = emvqr_qr_session_new(NULL);
    assert_non_null(session);
    image_alloc_fail(1);
    assert_int_equal(emvqr_qr_session_frame(session, grey, WIDTH, HEIGHT, WIDTH, keep, &found), EMVQR_ERR_NO_MEMORY);
    image_alloc_stop();
    assert_int_equal(emvqr_qr_session_frame(session, grey, WIDTH, HEIGHT, WIDTH, keep, &found), EMVQR_OK);
    image_alloc_fail(0);
    assert_int_equal(emvqr_qr_session_frame(session, grey, WIDTH, HEIGHT, WIDTH, keep, &found), EMVQR_OK);
    image_alloc_stop();
    assert_in_range(image_alloc_largest(), 0, 2u << 20); /* zbar's own probe, not the frame's block */
    emvqr_qr_session_free(session);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_looks),   cmocka_unit_test(test_until),   cmocka_unit_test(test_options),
        cmocka_unit_test(test_time),    cmocka_unit_test(test_charset), cmocka_unit_test(test_session),
        cmocka_unit_test(test_session_memory), cmocka_unit_test(test_grain), cmocka_unit_test(test_sheet),
        cmocka_unit_test(test_shams),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
