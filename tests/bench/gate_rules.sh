#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What the rules cost: emvqr_parse and emvqr_check with every network of this build, in percent of emvqr_parse alone, for
# the ten payloads of gate_instructions.sh (x86-64, gcc -O2, callgrind).
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gate.sh
need gcc="gcc libc6-dev" valgrind=valgrind
if [ "$(uname -m)" != x86_64 ]; then
    echo "the limits are for x86-64; this machine is $(uname -m)"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for program in instructions rules; do
    gcc -std=c99 -O2 -Iinclude -o "$work/$program" tests/bench/$program.c src/core/*.c src/networks/*.c
done
"$work/instructions" print >"$work/payloads"

collected() { # MODE N, of the payload on standard input
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$work/rules" "$@" 2>"$work/log" >/dev/null ||
        { cat "$work/log" >&2; exit 1; }
    sed -n 's/.*Collected : //p' "$work/log"
}

cost() { # MODE
    echo $((($(collected "$1" 300 <"$work/payload") - $(collected "$1" 100 <"$work/payload")) / 200))
}

parses=0 rules=0
while read -r payload; do
    echo "$payload" >"$work/payload"
    parse=$(cost parse) whose=$(cost whose) all=$(cost rules)
    parses=$((parses + parse)) rules=$((rules + all))
    printf '%3d bytes: parse %5d, whose accounts %5d, all rules %5d: %4d %%\n' ${#payload} "$parse" $((whose - parse)) \
        "$all" $((all * 100 / parse))
done <"$work/payloads"
# Accounts of many networks, and objects that none of them accepts: twice as many must not cost four times as much.
hostile() { # OBJECTS
    local guid template id=26 i
    printf 000201
    for guid in A000000677010111 A000000727 A005266284662577 BCEL A000000775 A0000006150001 ID.CO.QRIS.WWW com.example; do
        printf -v template '00%02d%s010112' ${#guid} "$guid"
        printf '%02d%02d%s' $((id++)) ${#template} "$template"
    done
    for ((i = 0; i < $1; i++)); do
        printf 5900
    done
    printf 63040000
}
for objects in 300 600; do
    hostile $objects >"$work/payload"
    hostile_cost[objects]=$(($(collected hostile 3 <"$work/payload") - $(collected hostile 1 <"$work/payload")))
done
gate "x86-64: percent that twice the faulty objects cost" $((hostile_cost[600] * 100 / hostile_cost[300])) 218

gate "x86-64: percent of the parse that the rules make it" $((rules * 100 / parses)) 255 200
exit $failed
