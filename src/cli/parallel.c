/* SPDX-License-Identifier: MIT */
/* read -j: every thread does the same, with lines and answers of its own. It takes a few lines while it alone holds the
 * input, answers them, and writes the answers when it is their turn. So at most so many lines are under way as the
 * threads hold, and one that waits for input keeps nobody from writing. */
#include "cli.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BLOCK_LINES 64u                      /* so that the answers of usual lines fit into BLOCK_ROOM */
#define BLOCK_TEXT (2u * EMVQR__TEXT_MAX)    /* at least one line of any length */
#define BLOCK_ROOM 262144u                   /* what is more is written as soon as it is the block's turn */

enum { TICK_NS = 300000000 };

typedef struct pool {
    /* The input, and how much of it was handed out. */
    pthread_mutex_t input;
    emvqr__lines lines;
    uint64_t blocks, handed;
    bool ended;
    int read_error; /* an errno, or 0 */

    /* The output, and what came of it. */
    pthread_mutex_t output;
    pthread_cond_t turned, over;
    uint64_t turn; /* the block that may be written */
    uint64_t payloads, bad;
    int status, write_error;
    unsigned running;
} pool;

typedef struct worker {
    emvqr__stream out;
    pool *all;
    pthread_t thread;
    uint64_t block; /* its number */
    bool has_turn;
    emvqr__report report;
    size_t count;
    emvqr_span lines[BLOCK_LINES];
    bool cut[BLOCK_LINES];
    char text[BLOCK_TEXT], room[BLOCK_ROOM];
} worker;

/* ---- one thread ---- */

/* Copies lines into the block: at least one, unless the input has ended, and of the rest those that are there. The
 * input is held. */
static void fill_block(worker *me)
{
    pool *all = me->all;
    size_t used = 0;

    me->count = 0;
    while (me->count < BLOCK_LINES && sizeof me->text - used >= EMVQR__TEXT_MAX && !all->ended) {
        emvqr_span line;
        int answer;
        if (me->count > 0 && !emvqr__line_is_there(&all->lines)) {
            break;
        }
        answer = emvqr__line_next(&all->lines, &line);
        if (answer == EMVQR__LINE_END || answer == EMVQR__LINE_ERROR) {
            all->ended = true;
            all->read_error = answer == EMVQR__LINE_ERROR ? errno : 0;
            break;
        }
        memcpy(me->text + used, line.ptr, line.len);
        me->lines[me->count].ptr = me->text + used;
        me->lines[me->count].len = line.len;
        me->cut[me->count++] = answer == EMVQR__LINE_CUT;
        used += line.len;
    }
}

static bool take_block(worker *me)
{
    pool *all = me->all;

    pthread_mutex_lock(&all->input);
    fill_block(me);
    if (me->count > 0) {
        me->block = all->blocks++;
        me->report.payloads = all->handed; /* the first of all has no empty line before it */
        all->handed += me->count;
    }
    pthread_mutex_unlock(&all->input);
    me->has_turn = false;
    return me->count > 0;
}

/* Waits until all blocks before this one are written. */
static int wait_for_turn(emvqr__stream *stream)
{
    worker *me = (worker *)(void *)stream;
    pool *all = me->all;
    int error = 0;

    if (!me->has_turn) {
        pthread_mutex_lock(&all->output);
        while (all->turn != me->block && all->write_error == 0) {
            pthread_cond_wait(&all->turned, &all->output);
        }
        me->has_turn = true;
        error = all->write_error;
        pthread_mutex_unlock(&all->output);
    }
    return error;
}

static void answer_block(worker *me)
{
    uint64_t before = me->report.payloads;

    me->report.bad = 0;
    for (size_t i = 0; i < me->count; i++) {
        emvqr__report_payload(&me->report, me->lines[i], me->cut[i], NULL, NULL);
    }
    me->report.payloads -= before;
}

/* Writes what is left of the answers and passes the turn on; false when nothing can be written any more. */
static bool end_block(worker *me)
{
    pool *all = me->all;
    bool written = emvqr__flush(&me->out);

    pthread_mutex_lock(&all->output);
    if (written) {
        all->turn++;
        all->payloads += me->report.payloads;
        all->bad += me->report.bad;
        all->status = emvqr__worse(all->status, me->report.status);
    } else if (all->write_error == 0) {
        all->write_error = me->out.error;
    }
    pthread_cond_broadcast(&all->turned);
    pthread_mutex_unlock(&all->output);
    return written;
}

/* How many threads there are, for whoever waits for their end. */
static void count_running(pool *all, int more)
{
    pthread_mutex_lock(&all->output);
    all->running += (unsigned)more;
    pthread_cond_signal(&all->over);
    pthread_mutex_unlock(&all->output);
}

static void *work(void *argument)
{
    worker *me = argument;

    while (take_block(me)) {
        answer_block(me);
        if (!end_block(me)) {
            break;
        }
    }
    count_running(me->all, -1);
    return NULL;
}

/* ---- all of them ---- */

static void worker_init(worker *me, pool *all, const emvqr__report *report)
{
    me->all = all;
    me->out.fd = emvqr__out.fd;
    me->out.terminal = emvqr__out.terminal;
    me->out.colour = emvqr__out.colour;
    me->out.room = sizeof me->room;
    me->out.buffer = me->room;
    me->out.before = wait_for_turn;
    me->report.policy = report->policy;
    me->report.json = report->json;
    me->report.has_now = report->has_now;
    me->report.now = report->now;
    me->report.expected = report->expected;
    me->report.out = &me->out;
}

/* A thread that works, or NULL. */
static worker *start(pool *all, const emvqr__report *report)
{
    worker *me = calloc(1, sizeof *me);

    if (me != NULL) {
        worker_init(me, all, report);
        count_running(all, 1);
        if (pthread_create(&me->thread, NULL, work, me) != 0) {
            count_running(all, -1);
            free(me);
            me = NULL;
        }
    }
    return me;
}

/* Waits until the threads have ended, or a write has failed: then one of them may still wait for input, which is
 * nobody's any more. */
static void wait_for_end(pool *all, void (*tick)(uint64_t payloads, uint64_t bad))
{
    struct timespec next;

    pthread_mutex_lock(&all->output);
    while (all->running > 0 && all->write_error == 0) {
        if (tick == NULL) {
            pthread_cond_wait(&all->over, &all->output);
            continue;
        }
        clock_gettime(CLOCK_REALTIME, &next);
        next.tv_nsec += TICK_NS;
        next.tv_sec += next.tv_nsec / 1000000000;
        next.tv_nsec %= 1000000000;
        if (pthread_cond_timedwait(&all->over, &all->output, &next) == ETIMEDOUT) {
            tick(all->payloads, all->bad);
        }
    }
    emvqr__out.error = all->write_error;
    pthread_mutex_unlock(&all->output);
}

static void pool_init(pool *all)
{
    emvqr__lines_init(&all->lines, 0);
    all->lines.answers = NULL; /* they are written when it is their turn */
    pthread_mutex_init(&all->input, NULL);
    pthread_mutex_init(&all->output, NULL);
    pthread_cond_init(&all->turned, NULL);
    pthread_cond_init(&all->over, NULL);
}

int emvqr__read_parallel(const emvqr__report *report, unsigned jobs, void (*tick)(uint64_t payloads, uint64_t bad))
{
    static pool all;
    static worker *workers[EMVQR__JOBS_MAX];
    unsigned started = 0;

    pool_init(&all);
    while (started < jobs && (workers[started] = start(&all, report)) != NULL) { /* fewer than were asked for do too */
        started++;
    }
    if (started == 0) {
        emvqr__complain("no thread can be started: leave -j out");
        return EMVQR__FAILED;
    }
    wait_for_end(&all, tick);
    for (unsigned i = 0; i < started; i++) {
        if (emvqr__out.error != 0) {
            pthread_detach(workers[i]->thread);
        } else {
            pthread_join(workers[i]->thread, NULL);
            free(workers[i]);
        }
    }
    if (emvqr__out.error != 0) {
        return EMVQR__FAILED;
    }
    if (all.read_error != 0) {
        emvqr__complain("standard input cannot be read: %s", strerror(all.read_error));
        return EMVQR__FAILED;
    }
    return all.status;
}
