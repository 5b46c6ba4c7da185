/* SPDX-License-Identifier: MIT */
/* The calls whose instructions are counted. All are on the same synthetic payload. */
#include "machine.h"

#include <emvqr/network.h>
#include <emvqr/writer.h>

static const char payload[] =
    "00020101021126690017ID.CO.EXAMPLE.WWW011893600099000000001802150000000000000180303UMI51440014ID.CO.QRIS.WWW"
    "0215ID10000000000180303UMI5204581253033605802ID5913Warung Contoh6007Bandung61054011162070703A016304F448";
enum { LENGTH = sizeof payload - 1, NODES = 32 };

static const emvqr_network *const one[] = { &emvqr_qris, NULL };
static emvqr_node nodes[NODES];
static emvqr_finding items[4];
static char text[256];
/* Not on the stack, which is measured. */
static emvqr_doc doc;
static emvqr_findings findings;
static emvqr_writer writer;
static emvqr_reader reader;
volatile unsigned machine_sink; /* so that no call is left out */

static void read_it(const emvqr_network *const *networks)
{
    emvqr_findings_init(&findings, items, 4, EMVQR_FIELD);
    emvqr_doc_init(&doc, nodes, NODES, networks);
    machine_sink += (unsigned)emvqr_parse(&doc, payload, LENGTH, &findings) + doc.crc;
    if (networks != NULL) {
        emvqr_check(&doc, 0, &findings);
    }
    machine_sink += findings.total;
}

static void write_it(void)
{
    size_t len;
    emvqr_writer_init(&writer, text, sizeof text, EMVQR_CHARACTERS);
    emvqr_put(&writer, 0, "01", 2);
    emvqr_put(&writer, 1, "12", 2);
    emvqr_open(&writer, 29);
    emvqr_put(&writer, 0, "A000000677010111", 16);
    emvqr_put(&writer, 1, "0066812345678", 13);
    emvqr_close(&writer);
    emvqr_put(&writer, 53, "764", 3);
    emvqr_put(&writer, 54, "50.00", 5);
    emvqr_put(&writer, 58, "TH", 2);
    machine_sink += (unsigned)emvqr_writer_finish(&writer, &len) + (unsigned)len;
}

void machine_call(unsigned call)
{
    switch (call) {
    case MACHINE_CRC:
        machine_sink += emvqr_crc16(payload, LENGTH - 4u);
        break;
    case MACHINE_PARSE:
        read_it(NULL);
        break;
    case MACHINE_CHECK:
        read_it(one);
        break;
    case MACHINE_RULES:
        emvqr_check(&doc, 0, &findings);
        break;
    case MACHINE_VERIFY:
        machine_sink += (unsigned)emvqr_verify(payload, LENGTH, &reader);
        break;
    case MACHINE_WRITE:
        write_it();
        break;
    default:
        machine_sink++;
    }
}
