/* SPDX-License-Identifier: MIT */
/* One vector on a machine without an operating system: what was read is compared as it is told, letter for letter, so
 * that nothing but the nodes needs memory. */
#include "machine.h"

#include <emvqr/network.h>
#include <emvqr/writer.h>

#include <string.h>

#define MACHINE_NOW INT64_C(1767225600) /* 2026-01-01: some vectors have expired by then */

enum { MACHINE_FINDINGS = 64, MACHINE_PAYLOAD = 1024 };

static emvqr_node machine_nodes[EMVQR_NODES_FOR(MACHINE_PAYLOAD)];
static emvqr_finding machine_items[MACHINE_FINDINGS];
static char machine_text[MACHINE_PAYLOAD];

/* FNV-1a, the lowest byte first on every machine. */
void machine_note(machine_result *result, uint32_t number)
{
    unsigned i;
    for (i = 0; i < 4u; i++, number >>= 8) {
        result->digest = (result->digest ^ (number & 0xFFu)) * UINT32_C(16777619);
    }
}

/* ---- what was read, against what is expected ---- */

typedef struct machine_told {
    const char *at, *end;
    bool same;
} machine_told;

static void tell(machine_told *told, const char *text, size_t len)
{
    if ((size_t)(told->end - told->at) < len || memcmp(told->at, text, len) != 0) {
        told->same = false;
        return;
    }
    told->at += len;
}

static void tell_text(machine_told *told, const char *text)
{
    size_t len = 0;
    while (text[len] != '\0') {
        len++;
    }
    tell(told, text, len);
}

static void tell_place(machine_told *told, emvqr_path path, unsigned offset)
{
    char text[EMVQR_PATH_TEXT], digits[6];
    unsigned count = 0;
    tell(told, text, emvqr_path_format(path, text));
    tell(told, "@", 1);
    do {
        digits[5u - count++] = (char)('0' + offset % 10u);
        offset /= 10u;
    } while (offset != 0);
    tell(told, digits + 6u - count, count);
}

static bool tells_objects(const emvqr_doc *doc, const machine_vector *v)
{
    machine_told told = { v->objects, v->objects + v->objects_length, true };
    unsigned i;
    for (i = 0; i < doc->count; i++) {
        const emvqr_node *node = &doc->nodes[i];
        if (i != 0) {
            tell(&told, " ", 1);
        }
        tell_place(&told, emvqr_node_path(doc, node), node->offset);
        if (!emvqr_node_is_template(node)) {
            tell(&told, "=\"", 2);
            tell(&told, doc->text + node->offset + 4, node->length);
            tell(&told, "\"", 1);
        }
    }
    return told.same && told.at == told.end;
}

static bool tells_findings(const emvqr_findings *findings, const machine_vector *v)
{
    machine_told told = { v->findings, v->findings, true };
    unsigned i;
    while (*told.end != '\0') {
        told.end++;
    }
    for (i = 0; i < findings->count; i++) {
        const emvqr_finding *finding = &findings->items[i];
        if (i != 0) {
            tell(&told, " ", 1);
        }
        tell_text(&told, emvqr_code_name((emvqr_code)finding->code));
        tell(&told, ":", 1);
        tell_place(&told, finding->path, finding->offset);
    }
    return told.same && told.at == told.end;
}

/* ---- writing it again ---- */

static void write_node(emvqr_writer *writer, const emvqr_doc *doc, const emvqr_node *node)
{
    if (!emvqr_node_is_template(node)) {
        emvqr_put(writer, node->id, doc->text + node->offset + 4, node->length);
    } else {
        emvqr_open(writer, node->id);
    }
}

/* The writer, object for object; a template ends where its last node does. */
static bool writes_again(const emvqr_doc *doc)
{
    const emvqr_node *node, *end = doc->nodes + doc->count - 1, *ends[3];
    emvqr_writer writer;
    unsigned depth = 0;
    size_t len;
    emvqr_writer_init(&writer, machine_text, sizeof machine_text, (emvqr_unit)doc->unit);
    for (node = doc->nodes; node != end; node++) {
        write_node(&writer, doc, node);
        if (emvqr_node_is_template(node)) {
            ends[depth++] = node + node->inside;
        }
        while (depth != 0 && ends[depth - 1u] == node) {
            emvqr_close(&writer);
            depth--;
        }
    }
    return emvqr_writer_finish(&writer, &len) == EMVQR_OK && len == (size_t)doc->end - doc->start &&
           memcmp(machine_text, doc->text + doc->start, len) == 0;
}

static bool rewrites_again(const emvqr_doc *doc)
{
    size_t len;
    if (emvqr_rewrite(doc, NULL, 0, machine_text, sizeof machine_text, &len) != EMVQR_OK) {
        return false;
    }
    return len == (size_t)doc->end - doc->start && memcmp(machine_text, doc->text + doc->start, len) == 0;
}

/* ---- one vector ---- */

static bool holds(machine_result *result, const machine_vector *v)
{
    emvqr_doc doc;
    emvqr_findings findings;
    emvqr_reader reader;
    emvqr_span payload = emvqr_trim(v->payload, v->length);
    emvqr_code code = emvqr_verify(payload.ptr, payload.len, &reader);
    unsigned i;
    bool right;
    emvqr_findings_init(&findings, machine_items, MACHINE_FINDINGS, EMVQR_FIELD);
    emvqr_doc_init(&doc, machine_nodes, EMVQR_NODES_FOR(MACHINE_PAYLOAD), v->networks != 0 ? emvqr_networks : NULL);
    if (emvqr_parse(&doc, v->payload, v->length, &findings) != EMVQR_OK) {
        return false;
    }
    right = tells_objects(&doc, v) && tells_findings(&findings, v) && doc.unit == v->unit;
    if (findings.total == 0) {
        right = right && code == EMVQR_CODE_NONE && reader.unit == doc.unit && writes_again(&doc) &&
                rewrites_again(&doc);
    }
    emvqr_check(&doc, MACHINE_NOW, &findings);
    for (i = 0; i < findings.count; i++) {
        const emvqr_finding *finding = &findings.items[i];
        machine_note(result, finding->path);
        machine_note(result, (uint32_t)finding->offset << 16 | (uint32_t)finding->code << 8 | finding->severity);
        machine_note(result, (uint32_t)finding->network << 8 | finding->row);
    }
    machine_note(result, (uint32_t)code << 16 | (uint32_t)(reader.at - v->payload));
    machine_note_words(result, &doc);
    return right;
}

machine_result machine_start(void)
{
    machine_result result = { 0, 0, "", UINT32_C(2166136261) };
    return result;
}

void machine_try(machine_result *result, const machine_vector *v)
{
    result->vectors++;
    if (!holds(result, v) && result->failed++ == 0) {
        result->first = v->name;
    }
}
