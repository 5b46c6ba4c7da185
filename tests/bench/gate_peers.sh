#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Other libraries, for JavaScript, on the same payloads in the same run: what they make and read, and how fast. Where
# npm cannot install them it ends with 77 (skipped) and says why; a comparison that fails is a failure.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gate.sh
need gcc="gcc libc6-dev" cmake="cmake make" node=nodejs
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Of these versions the scripts know the faults.
peers=(promptparse@1.6.0 promptpay-qr@0.5.0 vietnam-qr-pay@1.5.1 vietqr-ts@1.0.0 steplix-emvqr@0.2.3 emvqr@0.0.5
    emvco-qr-sdk@1.0.0 emv-qrcps@0.0.7)
skip() {
    echo "SKIPPED: no comparison with other libraries, since $1"
    exit 77
}
(need npm=npm) >"$work/log" 2>&1 || skip "npm cannot be installed: $(tail -n 1 "$work/log")"
timeout 60 npm install --prefix "$work" --ignore-scripts --no-audit --no-fund --fetch-retries 0 "${peers[@]}" \
    >"$work/log" 2>&1 || skip "npm cannot install them: $(grep -m 1 'npm.* code' "$work/log" || tail -n 1 "$work/log")"

{
    for program in instructions speed; do
        gcc -std=c99 -O2 -Iinclude -o "$work/$program" tests/bench/$program.c src/core/*.c src/networks/*.c
    done
    cmake -S . -B "$work/build" -DCMAKE_BUILD_TYPE=Release -DEMVQR_ENCODE=OFF -DEMVQR_DECODE=OFF \
        -DEMVQR_BUILD_TESTS=OFF -DEMVQR_BUILD_EXAMPLES=OFF
    cmake --build "$work/build" --parallel "$(nproc)"
} >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
"$work/instructions" print >"$work/payloads"
node tests/bench/peers_promptpay.mjs "$work/build/emvqr" "$work" || failed=1
node tests/bench/peers_readers.mjs "$work/build/emvqr" "$work" || failed=1
node tests/bench/peers_speed.mjs "$work/speed" "$work/payloads" "$work" || failed=1
exit $failed
