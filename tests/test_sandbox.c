/* SPDX-License-Identifier: MIT */
/* In the sandbox what decoding needs still works, what it might look for is refused, and the rest ends the process. */
#define _XOPEN_SOURCE 700
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../src/cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILE_REFUSED = 40, NO_SANDBOX = 41, WRONG = 42 };

/* ---- what the process in the sandbox does; each answers its exit status ---- */

static int decode_things(int fd)
{
    size_t size = (size_t)1 << 24;
    char *memory = malloc(size), byte = 'x';

    if (!memory || read(0, &byte, 1) != 1 || byte != 'a')
        return WRONG;
    memset(memory, 1, size);
    free(memory);
    return write(fd, &byte, 1) == 1 ? 0 : WRONG;
}

static int open_file(int fd)
{
    (void)fd;
    return open("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? FILE_REFUSED : WRONG;
}

static int write_elsewhere(int fd)
{
    (void)fd;
    return write(2, "?", 1) < 0 && errno == EBADF ? FILE_REFUSED : WRONG;
}

static int make_socket(int fd)
{
    (void)fd;
    return socket(AF_INET, SOCK_STREAM, 0) < 0 ? 0 : WRONG;
}

static int fork_again(int fd)
{
    (void)fd;
    return fork() == 0 ? 0 : WRONG;
}

static int execute(int fd)
{
    (void)fd;
    return execl("/bin/sh", "sh", "-c", "exit 0", (char *)NULL);
}

static int map_code(int fd)
{
    (void)fd;
    return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? 0 : WRONG;
}

static const struct {
    const char *name;
    int (*act)(int fd);
    int status, signal;
} rows[] = {
    {"decode", decode_things, 0, 0},
    {"open a file", open_file, FILE_REFUSED, 0},
    {"write elsewhere", write_elsewhere, FILE_REFUSED, 0},
    {"socket", make_socket, 0, SIGSYS},
    {"fork", fork_again, 0, SIGSYS},
    {"exec", execute, 0, SIGSYS},
    {"map code", map_code, 0, SIGSYS},
};

static void test_calls(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < sizeof rows / sizeof *rows; i++) {
        int in[2], out[2], status;
        pid_t pid;

        assert_int_equal(pipe(in), 0);
        assert_int_equal(pipe(out), 0);
        assert_int_equal(write(in[1], "a", 1), 1);
        pid = fork();
        assert_true(pid >= 0);
        if (pid == 0) {
            dup2(in[0], 0);
            _exit(emvqr__enter_sandbox(out[1]) ? rows[i].act(out[1]) : NO_SANDBOX);
        }
        assert_int_equal(waitpid(pid, &status, 0), pid);
        close(in[0]);
        close(in[1]);
        close(out[0]);
        close(out[1]);
        if (WIFEXITED(status) && WEXITSTATUS(status) == NO_SANDBOX)
            skip();
        if (rows[i].signal ? !WIFSIGNALED(status) || WTERMSIG(status) != rows[i].signal
                           : !WIFEXITED(status) || WEXITSTATUS(status) != rows[i].status)
            fail_msg("%s: %x", rows[i].name, (unsigned)status);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_calls)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
