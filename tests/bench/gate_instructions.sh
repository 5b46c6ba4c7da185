#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The instruction gate: what the CRC, the parse and the writer cost on x86-64 (gcc -O2), by callgrind, which counts the
# same on every run. What the measuring program's own loop costs in building is measured with empty functions and taken
# off. A case is run 100 and 1100 times; the difference is 1000 calls. Prints each figure with its limit,
# a function of bytes and nodes, and fails where a figure is more than 3 % above it.
set -euo pipefail
cd "$(dirname "$0")/../.."
CC=${CC:-gcc}

missing=()
command -v valgrind >/dev/null || missing+=(valgrind)
command -v "$CC" >/dev/null || missing+=(gcc libc6-dev)
if [ ${#missing[@]} -gt 0 ]; then
    sudo=$([ "$(id -u)" -eq 0 ] || echo sudo)
    $sudo apt-get update -qq
    $sudo apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "${missing[@]}"
fi
if [ "$(uname -m)" != x86_64 ]; then
    echo "the limits are for x86-64; this machine is $(uname -m)"
    exit 77
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
$CC -std=c99 -O2 -Iinclude -o "$work/instructions" tests/bench/instructions.c \
    src/core/{crc16,document,findings,path,reader,text,writer}.c ${EMVQR_BENCH_EXTRA:-} -xc - <<'C'
/* Networks are not read here. */
#include <emvqr/core.h>
emvqr_status emvqr__resolve(emvqr_doc *doc, emvqr_findings *findings, bool *opened);
bool emvqr__crc_is_unpadded(emvqr_doc *doc);
bool emvqr__crc_is_unpadded(emvqr_doc *doc)
{
    (void)doc;
    return false;
}
emvqr_status emvqr__resolve(emvqr_doc *doc, emvqr_findings *findings, bool *opened)
{
    (void)doc, (void)findings, (void)opened;
    return EMVQR_ERR_STATE;
}
C

collected() { # MODE INDEX N
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$work/instructions" "$@" 2>"$work/log" >/dev/null ||
        { cat "$work/log" >&2; exit 1; }
    sed -n 's/.*Collected : //p' "$work/log"
}

cost() { # MODE INDEX
    echo $((($(collected "$1" "$2" 1100) - $(collected "$1" "$2" 100)) / 1000))
}

failed=0
gate() { # WHAT FIGURE LIMIT
    local verdict=ok
    if [ $(($2 * 100)) -gt $(($3 * 103)) ]; then
        verdict=FAILED failed=1
    fi
    printf '%-34s %6d   limit %6d   %3d %%  %s\n' "$1" "$2" "$3" $(($2 * 100 / $3)) "$verdict"
}

for length in 74 150 300; do
    gate "crc $length" "$(cost crc $length)" $((length * 28 / 10 + 60))
done
while read -r i bytes nodes wide_bytes wide_nodes; do
    gate "parse $i: $bytes bytes, $nodes nodes" "$(cost ascii "$i")" $((200 + bytes * 5 / 2 + 55 * nodes))
    wide=$(cost wide "$i")
    gate "  not ASCII: $wide_bytes bytes" "$wide" $((2 * (200 + wide_bytes * 5 / 2 + 55 * wide_nodes)))
    even=$(cost even "$i")
    printf '  (as many ASCII bytes: %d, so %d %%)\n' "$even" $((wide * 100 / even))
    gate "  build" $(($(cost build "$i") - $(cost idle "$i"))) $((150 + bytes * 5 / 2 + 60 * nodes))
done < <("$work/instructions" list)
exit $failed
