/* SPDX-License-Identifier: MIT */
/* What gate_rules.sh counts: rules MODE N, N times on the payload of standard input. MODE is parse (without networks),
 * whose (with this build's networks: whose account), rules (and emvqr_check besides) or hostile (the same, with
 * errors). */
#include <emvqr/network.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
    static char text[EMVQR_PAYLOAD_MAX];
    static emvqr_node nodes[EMVQR_NODES_MAX];
    emvqr_finding items[8];
    emvqr_findings findings;
    emvqr_doc doc;
    size_t len;
    long n;
    if (argc != 3 || (len = fread(text, 1, sizeof text, stdin)) == 0) {
        return 2;
    }
    len -= text[len - 1u] == '\n';
    emvqr_doc_init(&doc, nodes, EMVQR_NODES_MAX, argv[1][0] == 'p' ? NULL : emvqr_networks);
    for (n = strtol(argv[2], NULL, 10); n > 0; n--) {
        emvqr_findings_init(&findings, items, 8, EMVQR_STRICT);
        if (emvqr_parse(&doc, text, len, &findings) != EMVQR_OK || (argv[1][0] != 'h' && findings.errors != 0)) {
            return 1;
        }
        if (argv[1][0] == 'r' || argv[1][0] == 'h') {
            emvqr_check(&doc, 0, &findings);
        }
    }
    return argv[1][0] != 'h' && findings.errors != 0;
}
