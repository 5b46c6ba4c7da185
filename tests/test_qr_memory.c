/* SPDX-License-Identifier: MIT */
/* Memory that runs out while a symbol is encoded or drawn: for every N the Nth allocation fails, in our code, in
 * libqrencode, libpng and zlib alike, since this program's own malloc stands before the C library's.
 *
 * Sanitizers and valgrind bring a malloc of their own, and only ELF systems let a program's come first: elsewhere the
 * tests are skipped. */
#if !defined(_GNU_SOURCE)
#define _GNU_SOURCE 1 /* RTLD_NEXT */
#endif
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <emvqr/qr_encode.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define OWN_MALLOC 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define OWN_MALLOC 0
#endif
#endif
#if !defined(OWN_MALLOC)
#if defined(__linux__)
#define OWN_MALLOC 1
#else
#define OWN_MALLOC 0
#endif
#endif

#if OWN_MALLOC

#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>

/* Volatile, since compilers know that malloc changes no variable of ours. */
static volatile struct {
    bool watching;
    unsigned fail_at; /* 0: none fails */
    unsigned calls;   /* since watching began */
    long live;        /* blocks allocated less blocks freed since then */
} memory;

/* The C library's function of this name, found once. */
static void find(const char *name, void *function)
{
    void *symbol = dlsym(RTLD_NEXT, name);
    memcpy(function, &symbol, sizeof symbol); /* ISO C has no cast from an object's pointer to a function's */
}

static bool refuses(void)
{
    if (!memory.watching || ++memory.calls != memory.fail_at) {
        return false;
    }
    errno = ENOMEM;
    return true;
}

static void *allocated(void *block)
{
    memory.live += memory.watching && block != NULL;
    return block;
}

void *malloc(size_t size)
{
    static void *(*next)(size_t);
    if (next == NULL) {
        find("malloc", &next);
    }
    return refuses() ? NULL : allocated(next(size));
}

void *calloc(size_t count, size_t size)
{
    static void *(*next)(size_t, size_t);
    if (next == NULL) {
        find("calloc", &next);
    }
    return refuses() ? NULL : allocated(next(count, size));
}

void *realloc(void *block, size_t size)
{
    static void *(*next)(void *, size_t);
    if (next == NULL) {
        find("realloc", &next);
    }
    if (refuses()) {
        return NULL;
    }
    void *moved = next(block, size);
    return block == NULL ? allocated(moved) : moved;
}

void free(void *block)
{
    static void (*next)(void *);
    if (next == NULL) {
        find("free", &next);
    }
    memory.live -= memory.watching && block != NULL;
    next(block);
}

static void watch(unsigned fail_at)
{
    memory.calls = 0;
    memory.live = 0;
    memory.fail_at = fail_at;
    memory.watching = true;
}

/* Returns whether an allocation was refused. */
static bool watched(void)
{
    memory.watching = false;
    return memory.fail_at != 0 && memory.calls >= memory.fail_at;
}

/* Whether our malloc is the one that is called; valgrind puts its own before it. */
static bool in_charge(void)
{
    watch(0);
    void *volatile block = malloc(1); /* volatile, or the pair is dropped */
    free(block);
    (void)watched();
    return memory.calls == 1;
}

static const char payload[] = "00020101021129370016A000000677010111011300668123456785802TH53037645912Caf\xC3\xA9 "
                              "Sample63041234";

static void test_encode(void **state)
{
    static uint8_t expected[EMVQR_QR_BYTES_MAX];
    static uint8_t bits[EMVQR_QR_BYTES_MAX];
    emvqr_qr symbol;

    (void)state;
    if (!in_charge()) {
        skip();
    }
    for (uint8_t i = 0; i < 4; i++) {
        const emvqr_qr_options o = { EMVQR_QR_M, i & 1u, EMVQR_QR_ECI_AUTO, i < 2 ? 0 : 12, 0 };
        watch(0);
        emvqr_status status = emvqr_qr_encode(payload, sizeof payload - 1, &o, expected, sizeof expected, &symbol);
        (void)watched();
        assert_int_equal(status, EMVQR_OK);
        assert_int_equal(memory.live, 0);
        unsigned all = memory.calls;
        assert_true(all > 4);
        for (unsigned n = 1; n <= all + 1; n++) {
            watch(n);
            status = emvqr_qr_encode(payload, sizeof payload - 1, &o, bits, sizeof bits, &symbol);
            bool refused = watched();
            assert_int_equal(memory.live, 0);
            assert_int_equal(refused, n <= all);
            assert_int_equal(status, refused ? EMVQR_ERR_NO_MEMORY : EMVQR_OK);
            assert_int_equal(symbol.bits != NULL, !refused);
        }
        assert_memory_equal(bits, expected, EMVQR_QR_BYTES_FOR(symbol.version));
    }
}

/* What is refused for other reasons frees everything too. */
static void test_refusals(void **state)
{
    static const emvqr_qr_options small = { EMVQR_QR_H, EMVQR_QR_SEGMENTS_OPTIMAL, EMVQR_QR_ECI_AUTO, 1, 0 };
    static const emvqr_qr_options any = { EMVQR_QR_H, EMVQR_QR_SEGMENTS_OPTIMAL, EMVQR_QR_ECI_AUTO, 0, 0 };
    static const char long_text[EMVQR_QR_LEN_BYTES];
    static uint8_t bits[EMVQR_QR_BYTES_MAX];
    emvqr_qr symbol;

    (void)state;
    if (!in_charge()) {
        skip();
    }
    watch(0);
    emvqr_status too_small = emvqr_qr_encode(payload, sizeof payload - 1, &small, bits, sizeof bits, &symbol);
    emvqr_status too_long = emvqr_qr_encode(long_text, sizeof long_text, &any, bits, sizeof bits, &symbol);
    emvqr_status no_space = emvqr_qr_encode(payload, sizeof payload - 1, &any, bits, 10, &symbol);
    (void)watched();
    assert_int_equal(too_small, EMVQR_ERR_TOO_LONG);
    assert_int_equal(too_long, EMVQR_ERR_TOO_LONG);
    assert_int_equal(no_space, EMVQR_ERR_NO_SPACE);
    assert_int_equal(memory.live, 0);
}

static bool swallow(void *user, const void *data, size_t len)
{
    (void)data;
    *(size_t *)user += len;
    return true;
}

static bool refuse(void *user, const void *data, size_t len)
{
    (void)user;
    (void)data;
    return len == 0;
}

static void test_draw(void **state)
{
    static uint8_t bits[EMVQR_QR_BYTES_MAX];
    emvqr_qr symbol;
    size_t total = 0;

    (void)state;
    if (!in_charge()) {
        skip();
    }
    assert_int_equal(emvqr_qr_encode(payload, sizeof payload - 1, NULL, bits, sizeof bits, &symbol), EMVQR_OK);
    for (unsigned format = EMVQR_DRAW_PNG; format <= EMVQR_DRAW_ZPL; format++) {
        watch(0);
        emvqr_status stopped = emvqr_qr_draw(&symbol, format, NULL, refuse, NULL);
        emvqr_status status = emvqr_qr_draw(&symbol, format, NULL, swallow, &total);
        (void)watched();
        assert_int_equal(stopped, EMVQR_ERR_FILE);
        assert_int_equal(status, EMVQR_OK);
        assert_int_equal(memory.live, 0);
        assert_true(format == EMVQR_DRAW_PNG ? memory.calls > 4 : memory.calls == 0);
    }
    bool refused = true;
    for (unsigned n = 1; refused; n++) {
        watch(n);
        emvqr_status status = emvqr_qr_draw(&symbol, EMVQR_DRAW_PNG, NULL, swallow, &total);
        refused = watched();
        assert_int_equal(memory.live, 0);
        assert_int_equal(status, refused ? EMVQR_ERR_NO_MEMORY : EMVQR_OK);
    }
}

/* A PNG of one red pixel. */
static const unsigned char red[] = {
    0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0,
    0x90, 0x77, 0x53, 0xDE, 0, 0, 0, 12, 'I', 'D', 'A', 'T',
    0x78, 0xDA, 0x63, 0x38, 0xA0, 0x60, 0x00, 0x00, 0x02, 0xB4, 0x01, 0x11, 0x10, 0x3D, 0x58, 0x1E,
    0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xAE, 0x42, 0x60, 0x82,
};

/* Everything that a drawing with a logo takes: the logo read, a symbol chosen, a picture of colours. */
static emvqr_status draw_with_logo(void)
{
    static uint8_t bits[EMVQR_QR_BYTES_MAX];
    emvqr_draw_options look = { .module = 2 };
    emvqr_logo logo;
    emvqr_logo_room room;
    emvqr_qr symbol;
    size_t total = 0;
    emvqr_status status = emvqr_logo_read(&logo, red, sizeof red);

    if (status == EMVQR_OK) {
        status = emvqr_qr_encode_logo(payload, sizeof payload - 1, NULL, 20, bits, sizeof bits, &symbol, &room);
    }
    if (status == EMVQR_OK) {
        look.logo = &logo;
        look.logo_side = room.side;
        status = emvqr_qr_draw(&symbol, EMVQR_DRAW_PNG, &look, swallow, &total);
    }
    emvqr_logo_free(&logo);
    return status;
}

static void test_logo(void **state)
{
    (void)state;
    if (!in_charge()) {
        skip();
    }
    watch(0);
    emvqr_status status = draw_with_logo();
    (void)watched();
    assert_int_equal(status, EMVQR_OK);
    assert_int_equal(memory.live, 0);
    unsigned all = memory.calls;
    for (unsigned n = 1; n <= all; n++) {
        watch(n);
        status = draw_with_logo();
        (void)watched();
        assert_int_equal(memory.live, 0);
        /* libpng does not say that memory was what it lacked while it read */
        assert_true(status == EMVQR_ERR_NO_MEMORY || status == EMVQR_ERR_IMAGE);
    }
}

#else

static void test_encode(void **state)
{
    (void)state;
    skip();
}

#define test_refusals test_encode
#define test_draw test_encode
#define test_logo test_encode

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encode),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_draw),
        cmocka_unit_test(test_logo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
