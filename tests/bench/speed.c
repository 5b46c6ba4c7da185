/* SPDX-License-Identifier: MIT */
/* Times: each call's shortest of many batches, so that only ratios of one run mean something.
 *
 *   speed payloads < PAYLOADS   each call for each payload, nanoseconds; then the ratios that are promised
 *   speed growth                the parse of payloads of more and more bytes, and of more and more objects
 *   speed rates SECONDS < PAYLOADS   readings a second, for a comparison with others: the parse alone, then with every
 *                                    network and rule */
#define _POSIX_C_SOURCE 199309L
#include <emvqr/network.h>
#include <emvqr/writer.h>

#include "baseline.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LINES = 64, BATCHES = 60, BATCH = 400, NODES = 256 };

typedef struct subject {
    const char *text;
    size_t len;
    emvqr_doc parsed; /* for edits */
    emvqr_node nodes[NODES];
} subject;

static subject subjects[LINES];
static char lines[LINES][EMVQR_PAYLOAD_MAX + 2u];
static emvqr_node nodes[NODES];
static emvqr_finding items[16];
static baseline_node plain[NODES];
static char out[EMVQR_PAYLOAD_MAX];
static volatile size_t sink;

/* Of the processor's time, since the machine may have others to serve. */
static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return (double)at.tv_sec * 1e9 + (double)at.tv_nsec;
}

/* ---- what is timed ---- */

static void do_copy(const subject *s)
{
    memcpy(out, s->text, s->len);
    sink += (unsigned char)out[s->len / 2u];
}

static void do_table_crc(const subject *s)
{
    sink += baseline_crc(s->text, s->len - 4u);
}

static void do_crc(const subject *s)
{
    sink += emvqr_crc16(s->text, s->len - 4u);
}

static void do_baseline(const subject *s)
{
    sink += baseline_parse(s->text, s->len, plain, NODES);
}

static void read_with(const subject *s, const emvqr_network *const *networks)
{
    emvqr_findings findings;
    emvqr_doc doc;
    emvqr_findings_init(&findings, items, 16, EMVQR_FIELD);
    emvqr_doc_init(&doc, nodes, NODES, networks);
    sink += (size_t)emvqr_parse(&doc, s->text, s->len, &findings);
    if (networks != NULL) {
        emvqr_check(&doc, 0, &findings);
    }
    sink += doc.count;
}

static void do_parse(const subject *s)
{
    read_with(s, NULL);
}

static void do_check(const subject *s)
{
    read_with(s, emvqr_networks);
}

static void do_lookup(const subject *s)
{
    emvqr_reader reader;
    emvqr_reader_init(&reader, s->text, s->len, EMVQR_BYTES);
    while (emvqr_reader_next(&reader) && reader.id != 58u) {
    }
    sink += emvqr_reader_value(&reader).len;
}

static void do_build(const subject *s)
{
    const emvqr_node *node = s->parsed.nodes, *end = node + s->parsed.count - 1, *ends[3];
    emvqr_writer writer;
    unsigned depth = 0;
    size_t len;
    emvqr_writer_init(&writer, out, sizeof out, EMVQR_CHARACTERS);
    for (; node != end; node++) {
        if (emvqr_node_is_template(node)) {
            emvqr_open(&writer, node->id);
            ends[depth++] = node + node->inside;
        } else {
            emvqr_put(&writer, node->id, s->text + node->offset + 4, node->length);
        }
        for (; depth != 0 && ends[depth - 1u] == node; depth--) {
            emvqr_close(&writer);
        }
    }
    sink += (size_t)emvqr_writer_finish(&writer, &len) + len;
}

static void do_edit(const subject *s)
{
    static const emvqr_edit edit = { EMVQR_PATH1(54), EMVQR_SPAN("12345.67") };
    size_t len;
    sink += (size_t)emvqr_rewrite(&s->parsed, &edit, 1, out, sizeof out, &len) + len;
}

static const struct call {
    const char *name;
    void (*does)(const subject *);
} calls[] = {
    { "memcpy", do_copy }, { "table-crc", do_table_crc }, { "crc", do_crc },
    { "baseline", do_baseline }, { "parse", do_parse }, { "check", do_check },
    { "lookup", do_lookup }, { "build", do_build }, { "edit", do_edit },
};
enum { COPY, TABLE_CRC, CRC, BASELINE, PARSE, CHECK, LOOKUP, BUILD, EDIT, CALLS };

static double time_of(void (*does)(const subject *), const subject *s)
{
    double best = 1e30;
    unsigned batch, i;
    for (batch = 0; batch < BATCHES; batch++) {
        double from = now(), took;
        for (i = 0; i < BATCH; i++) {
            does(s);
        }
        took = (now() - from) / BATCH;
        best = took < best ? took : best;
    }
    return best;
}

/* ---- payloads ---- */

static void subject_set(subject *s, const char *text, size_t len)
{
    emvqr_findings findings;
    s->text = text;
    s->len = len;
    emvqr_findings_init(&findings, items, 16, EMVQR_FIELD);
    emvqr_doc_init(&s->parsed, s->nodes, NODES, NULL);
    if (emvqr_parse(&s->parsed, text, len, &findings) != EMVQR_OK || !s->parsed.crc_ok ||
        baseline_parse(text, len, plain, NODES) == 0) {
        fprintf(stderr, "not read: %.*s\n", (int)len, text);
        exit(1);
    }
}

static unsigned read_subjects(void)
{
    unsigned count = 0;
    while (count < LINES && fgets(lines[count], sizeof lines[count], stdin) != NULL) {
        subject_set(&subjects[count], lines[count], strcspn(lines[count], "\n"));
        count++;
    }
    return count;
}

static int payloads(void)
{
    double sums[CALLS] = { 0 };
    unsigned i, call, count = read_subjects();
    printf("bytes objects");
    for (call = 0; call < CALLS; call++) {
        printf(" %s", calls[call].name);
    }
    for (i = 0; i < count; i++) {
        printf("\n%zu %u", subjects[i].len, (unsigned)subjects[i].parsed.count);
        for (call = 0; call < CALLS; call++) {
            double took = time_of(calls[call].does, &subjects[i]);
            sums[call] += took;
            printf(" %.0f", took);
        }
    }
    printf("\nratio crc %.0f\nratio parse %.0f\nratio check %.0f\n", 10 * sums[TABLE_CRC] / sums[CRC],
           10 * sums[BASELINE] / sums[PARSE], 100 * sums[CHECK] / sums[PARSE]);
    return count == 0;
}

/* ---- growth ---- */

/* A payload of that many objects, each with a value of that many bytes, and of one with `rest` bytes, if not 0. */
static size_t grown(char *text, unsigned objects, unsigned each, unsigned rest)
{
    static const char filler[] = "01234567890123456789012345678901234567890123456789"
                                 "01234567890123456789012345678901234567890123456789";
    emvqr_writer writer;
    unsigned i, inside;
    size_t len = 0;
    emvqr_writer_init(&writer, text, EMVQR_PAYLOAD_MAX, EMVQR_CHARACTERS);
    emvqr_put(&writer, 0, "01", 2);
    for (i = 0; i < objects;) { /* templates 26 to 51, of as many objects as fit into 99 bytes */
        emvqr_open(&writer, 26u + i / (99u / (4u + each)) % 26u);
        for (inside = 0; i < objects && (inside + 1u) * (4u + each) <= 99u; inside++, i++) {
            emvqr_put(&writer, inside, filler, each);
        }
        emvqr_close(&writer);
    }
    if (rest != 0) {
        emvqr_put(&writer, 65, filler, rest);
    }
    return emvqr_writer_finish(&writer, &len) == EMVQR_OK ? len : 0;
}

static void growth(void)
{
    static const unsigned bytes[] = { 50, 64, 96, 128, 192, 256, 320, 384, 448, 512 };
    unsigned i, objects;
    for (i = 0; i < sizeof bytes / sizeof bytes[0]; i++) { /* values of 40 bytes: bytes and objects grow together */
        subject *s = &subjects[0];
        unsigned each = (bytes[i] - 23u) / 46u; /* with half of a template's header; 23: 00, 63 and the rest */
        unsigned rest = bytes[i] - (unsigned)grown(lines[0], each, 40, 0) - 4u;
        subject_set(s, lines[0], grown(lines[0], each, 40, rest));
        printf("bytes %zu %.1f %.1f\n", s->len, time_of(do_parse, s), time_of(do_check, s));
    }
    for (objects = 2; objects <= 95; objects += 5) { /* with 00, 63 and the templates: 5 to 100 */
        subject *s = &subjects[0];
        subject_set(s, lines[0], grown(lines[0], objects, 1, 0));
        printf("objects %u %.1f %.1f\n", (unsigned)s->parsed.count, time_of(do_parse, s), time_of(do_check, s));
    }
}

static double rate_of(void (*does)(const subject *), unsigned count, double seconds)
{
    unsigned i;
    double from = now(), took = 0;
    unsigned long done = 0;
    for (; took < seconds * 1e9; took = now() - from) {
        for (i = 0; i < 100u * count; i++, done++) {
            does(&subjects[i % count]);
        }
    }
    return (double)done / (took / 1e9);
}

static int rates(double seconds)
{
    unsigned count = read_subjects();
    if (count != 0) {
        printf("%.0f %.0f\n", rate_of(do_parse, count, seconds), rate_of(do_check, count, seconds));
    }
    return count == 0;
}

int main(int argc, char **argv)
{
    baseline_init();
    if (argc == 2 && strcmp(argv[1], "payloads") == 0) {
        return payloads();
    }
    if (argc == 2 && strcmp(argv[1], "growth") == 0) {
        growth();
        return 0;
    }
    if (argc == 3 && strcmp(argv[1], "rates") == 0) {
        return rates(strtod(argv[2], NULL));
    }
    return 2;
}
