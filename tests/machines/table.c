/* SPDX-License-Identifier: MIT */
/* The vectors of tests/vectors as a table of the image's own. */
#include "machine.h"

#define ROW(networks, name, unit, payload, objects, findings) \
    { name, payload, objects, findings, sizeof(payload) - 1, sizeof(objects) - 1, unit, networks },

const machine_vector machine_vectors[] = {
#define VECTOR(name, unit, payload, objects, findings, source) ROW(0, name, unit, payload, objects, findings)
#include "../vectors/emvco.inc"
#include "../vectors/malformed.inc"
#undef VECTOR
#define VECTOR(name, unit, payload, objects, findings, source) ROW(1, name, unit, payload, objects, findings)
#include "../vectors/promptpay.inc"
#include "../vectors/duitnow.inc"
#include "../vectors/lapnet.inc"
#include "../vectors/qris.inc"
#include "../vectors/vietqr.inc"
#undef VECTOR
};
const unsigned machine_vectors_count = sizeof machine_vectors / sizeof machine_vectors[0];

machine_result machine_run(void)
{
    machine_result result = machine_start();
    unsigned i;
    for (i = 0; i < machine_vectors_count; i++) {
        machine_try(&result, &machine_vectors[i]);
    }
    return result;
}
