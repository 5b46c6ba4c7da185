/* SPDX-License-Identifier: MIT */
/* What a process that decodes a stranger's picture may still ask of the system (Linux: a seccomp filter of our own).
 * The picture is open as descriptor 0 before. What only an attack would ask for ends the process; the rest, which the
 * next version of a C library may ask for, is refused, so that it does without. */
#include "cli.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1 /* its runtime asks for more */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__)) && !defined(SANITIZED)

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#ifdef __x86_64__
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif
#ifndef SECCOMP_RET_KILL_PROCESS
#define SECCOMP_RET_KILL_PROCESS SECCOMP_RET_KILL
#endif

#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, member))
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, (what))
#define REFUSE(reason) ANSWER(SECCOMP_RET_ERRNO | (reason))
/* The next `count` instructions only for this value of what was loaded. */
#define FOR(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), 0, (count))

#define ALLOW(call) FOR(call, 1), ANSWER(SECCOMP_RET_ALLOW)
#define KILL(call) FOR(call, 1), ANSWER(SECCOMP_RET_KILL_PROCESS)
/* Arguments are 64 bits, the low half first on both machines. */
#define ALLOW_ON(call, descriptor)                                                                                     \
    FOR(call, 4), LOAD(args[0]), FOR(descriptor, 1), ANSWER(SECCOMP_RET_ALLOW), REFUSE(EBADF)
#define ALLOW_DATA(call)                                                                                               \
    FOR(call, 4), LOAD(args[2]), BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1),                                \
        ANSWER(SECCOMP_RET_KILL_PROCESS), ANSWER(SECCOMP_RET_ALLOW)

bool emvqr__enter_sandbox(int fd)
{
    struct sock_filter filter[] = {
        LOAD(arch), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0), ANSWER(SECCOMP_RET_KILL_PROCESS),
        LOAD(nr),
        ALLOW_ON(SYS_read, 0), ALLOW_ON(SYS_readv, 0), ALLOW_ON(SYS_write, fd), ALLOW_ON(SYS_writev, fd),
        ALLOW_DATA(SYS_mmap), ALLOW_DATA(SYS_mprotect),
        ALLOW(SYS_munmap), ALLOW(SYS_mremap), ALLOW(SYS_madvise), ALLOW(SYS_brk), ALLOW(SYS_futex),
        ALLOW(SYS_fstat), ALLOW(SYS_newfstatat), ALLOW(SYS_lseek), ALLOW(SYS_close), ALLOW(SYS_getrandom),
        ALLOW(SYS_clock_gettime), ALLOW(SYS_gettimeofday), ALLOW(SYS_rt_sigreturn), ALLOW(SYS_rt_sigprocmask),
        ALLOW(SYS_exit), ALLOW(SYS_exit_group),
        ALLOW(SYS_sysinfo), /* qsort asks how much memory there is */
        ALLOW(SYS_setitimer), /* a limit on the time of each frame of a camera */
        KILL(SYS_execve), KILL(SYS_execveat), KILL(SYS_clone), KILL(SYS_ptrace), KILL(SYS_kill),
        KILL(SYS_socket), KILL(SYS_connect), KILL(SYS_unlinkat), KILL(SYS_renameat),
#ifdef SYS_fork
        KILL(SYS_fork), KILL(SYS_vfork), KILL(SYS_unlink), KILL(SYS_rename),
#endif
        REFUSE(EACCES),
    };
    struct sock_fprog program = { (unsigned short)(sizeof filter / sizeof filter[0]), filter };

    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#else

bool emvqr__enter_sandbox(int fd)
{
    (void)fd;
    return false;
}

#endif
