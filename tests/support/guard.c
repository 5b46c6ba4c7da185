/* SPDX-License-Identifier: MIT */
/* Guard pages by mmap, exact heap blocks elsewhere. */
#if !defined(_WIN32)
#define _DEFAULT_SOURCE 1 /* MAP_ANONYMOUS */
#define _DARWIN_C_SOURCE 1
#endif

#include "guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#if !defined(_WIN32)
#include <sys/mman.h>
#include <unistd.h>
#endif

#if defined(MAP_ANONYMOUS)

void guard_open(guard *g, size_t room)
{
    long page = sysconf(_SC_PAGESIZE);
    void *map;

    assert_true(page > 0);
    g->page = (size_t)page;
    g->room = (room + g->page - 1u) / g->page * g->page + g->page;
    map = mmap(NULL, g->room + 2u * g->page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(map != MAP_FAILED);
    g->map = map;
    assert_int_equal(mprotect(g->map + g->page, g->room, PROT_READ | PROT_WRITE), 0);
}

static char *guard_block(guard *g, guard_side side, size_t len)
{
    char *first = g->map + g->page;

    assert_true(len <= g->room);
    return side == GUARD_START ? first : first + g->room - len;
}

void guard_close(guard *g)
{
    munmap(g->map, g->room + 2u * g->page);
    g->map = NULL;
}

#else

void guard_open(guard *g, size_t room)
{
    g->map = NULL;
    g->page = 0;
    g->room = room;
}

static char *guard_block(guard *g, guard_side side, size_t len)
{
    (void)side;
    assert_true(len <= g->room);
    free(g->map);
    g->map = malloc(len == 0 ? 1u : len);
    assert_non_null(g->map);
    return g->map;
}

void guard_close(guard *g)
{
    free(g->map);
    g->map = NULL;
}

#endif

char *guard_place(guard *g, guard_side side, const void *data, size_t len)
{
    char *block = guard_block(g, side, len);

    if (data == NULL) {
        memset(block, 0xA5, len);
    } else if (len != 0) {
        memmove(block, data, len);
    }
    return block;
}
