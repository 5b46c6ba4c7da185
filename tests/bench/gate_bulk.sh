#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What a line of `emvqr read --json` costs, in instructions on x86-64 (Release build, callgrind): the ten payloads of
# gate_instructions.sh, and spoilt ones, whose findings and escapes are written besides. A file is read twice, of 10 and
# of 110 times these lines; the difference is 100 times.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gate.sh
need gcc="gcc libc6-dev" cmake="cmake make" valgrind=valgrind
if [ "$(uname -m)" != x86_64 ]; then
    echo "the limits are for x86-64; this machine is $(uname -m)"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
    cmake -S . -B "$work/build" -DCMAKE_BUILD_TYPE=Release -DEMVQR_ENCODE=OFF -DEMVQR_DECODE=OFF \
        -DEMVQR_BUILD_TESTS=OFF -DEMVQR_BUILD_EXAMPLES=OFF
    cmake --build "$work/build" --parallel "$(nproc)"
    gcc -std=c99 -O2 -Iinclude -o "$work/instructions" tests/bench/instructions.c src/core/*.c src/networks/*.c
} >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
"$work/instructions" print >"$work/payloads"
# A wrong CRC; the last object cut short; quotes, a backslash and a control in a value.
sed 's/....$/0000/; n; s/..$//; n; s/5303/53"\\\x01/' "$work/payloads" >"$work/spoilt"

collected() { # FILE TIMES
    local i
    for ((i = 0; i < $2; i++)); do cat "$1"; done >"$work/lines"
    valgrind --tool=callgrind --callgrind-out-file=/dev/null \
        "$work/build/emvqr" read --json --now 2026-01-31T12:00:00Z <"$work/lines" 2>"$work/log" >/dev/null || [ $? -eq 1 ] || { cat "$work/log" >&2; exit 1; }
    sed -n 's/.*Collected : //p' "$work/log"
}

line() { # FILE
    echo $((($(collected "$1" 110) - $(collected "$1" 10)) / 100 / $(wc -l <"$1")))
}

gate "x86-64: instructions of emvqr read --json a line" "$(line "$work/payloads")" 46920
gate "x86-64: the same, spoilt payloads" "$(line "$work/spoilt")" 36760
exit $failed
