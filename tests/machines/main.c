/* SPDX-License-Identifier: MIT */
/* The image: runs the vectors, and on machines that count, tells what each call costs in instructions and how deep the
 * stack went. Prints lines `name value`; ends with 0 when every vector holds. */
#include "machine.h"

#include <stdio.h>

#if defined(__ARM_ARCH) && !defined(__linux__)
/* SysTick counts virtual time, and -icount shift=6 makes that 64 ns an instruction. 24 bits, downwards. */
#define TICKS 0xFFFFFFu
#define STACK_POINTER "mov %0, sp"
static void ticks_start(void)
{
    *(volatile uint32_t *)0xE000E014u = 0xFFFFFFu;
    *(volatile uint32_t *)0xE000E018u = 0;
    *(volatile uint32_t *)0xE000E010u = 5;
}
static uint32_t ticks_now(void)
{
    return 0xFFFFFFu - *(volatile uint32_t *)0xE000E018u;
}
#elif defined(__riscv) && !defined(__linux__)
#define TICKS 0xFFFFFFFFu
#define STACK_POINTER "mv %0, sp"
static void ticks_start(void)
{
}
static uint32_t ticks_now(void)
{
    uint32_t count;
    __asm__ volatile(".insn i 0x73, 2, %0, x0, -1278" : "=r"(count)); /* csrr minstret */
    return count;
}
#endif

#ifdef TICKS
enum { TIMES = 8, STACK = 1536 };

static inline __attribute__((always_inline)) volatile unsigned char *stack_pointer(void)
{
    volatile unsigned char *at;
    __asm__ volatile(STACK_POINTER : "=r"(at));
    return at;
}

/* Bytes of stack that a call used: those that lost their paint. */
static __attribute__((noinline)) unsigned stack_of(unsigned call)
{
    volatile unsigned char *top = stack_pointer(), *at;
    for (at = top - STACK; at != top; at++) {
        *at = 0xA5u;
    }
    machine_call(call);
    for (at = top - STACK; at != top && *at == 0xA5u; at++) {
    }
    return (unsigned)(top - at);
}

static uint32_t cost_of(unsigned call)
{
    uint32_t from;
    unsigned i;
    ticks_start();
    from = ticks_now();
    for (i = 0; i < TIMES; i++) {
        machine_call(call);
    }
    return (ticks_now() - from) & TICKS;
}

static void measure(void)
{
    static const char *const names[MACHINE_CALLS] = { "nothing", "crc", "parse", "check", "rules", "verify",
                                                     "write" };
    uint32_t idle = cost_of(MACHINE_NOTHING);
    unsigned floor = stack_of(MACHINE_NOTHING), call;
    for (call = MACHINE_CRC; call < MACHINE_CALLS; call++) {
        printf("ticks-%s %lu\n", names[call], (unsigned long)((cost_of(call) - idle) / TIMES));
        printf("stack-%s %u\n", names[call], stack_of(call) - floor);
    }
}
#endif

int main(void)
{
    machine_result result = machine_run();
#ifdef TICKS
    measure();
#endif
    printf("vectors %u\nfailed %u %s\ndigest %08lx\n", result.vectors, result.failed, result.first,
           (unsigned long)result.digest);
    return result.failed != 0;
}
