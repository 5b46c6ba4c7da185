#!/bin/sh
# SPDX-License-Identifier: MIT
# Fuzzes what this change made of the library, for EMVQR_FUZZ_SECONDS (30) a target, under ASan and UBSan; and asks
# first whether the fuzzer would find anything: a bug that is planted behind a right CRC has to be found in 10,000 runs.
set -eu
seconds=${EMVQR_FUZZ_SECONDS:-30}
source=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One version is named, since a compiler without its own libFuzzer cannot link.
runtime=$(find /usr/lib/llvm-14 -name 'libclang_rt.fuzzer-*.a' 2>/dev/null) || true
if ! command -v clang-14 >/dev/null || [ -z "$runtime" ]; then
    sudo=
    [ "$(id -u)" -eq 0 ] || sudo=sudo
    echo "Installing clang-14 libclang-rt-14-dev"
    $sudo apt-get -q update
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends clang-14 libclang-rt-14-dev
fi >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }

cmake -C "$source/tests/cache/fuzz.cmake" -S "$source" -B "$work/build" -DCMAKE_C_COMPILER=clang-14 -DEMVQR_WERROR=ON \
    -DEMVQR_ENCODE=OFF -DEMVQR_INSTALL=OFF >"$work/log" 2>&1 &&
    cmake --build "$work/build" --parallel "$(nproc)" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }

# fuzz TARGET FOLDER OPTION...: runs a target on the inputs in a folder, to which it adds. The log is FOLDER.log.
fuzz() {
    target=$1
    folder=$2
    shift 2
    "$work/build/fuzz/fuzz_$target" "$@" -timeout=5 -dict="$source/fuzz/emvqr.dict" -print_final_stats=1 \
        -artifact_prefix="$folder." "$folder" >"$folder.log" 2>&1
}

executed() {
    sed -n 's/^stat::number_of_executed_units: //p' "$1"
}

# ---- would it find a bug? ------------------------------------------------------------------------------------------

# From one payload of 74 bytes without an amount, with each of five seeds; what is not found counts as all its runs.
sum=0
for seed in 1 2 3 4 5; do
    mkdir "$work/planted"
    printf 00020101021129370016A0000006770101110113006681234567853037645802TH63048A8B >"$work/planted/payload"
    if fuzz planted "$work/planted" -seed=$seed -runs=50000 -max_len=1024; then
        echo "planted bug, seed $seed: not found"
    elif ! grep -q 'the planted bug was found' "$work/planted.log"; then
        cat "$work/planted.log" >&2
        exit 1
    fi
    sum=$((sum + $(executed "$work/planted.log")))
    rm -rf "$work/planted" "$work"/planted.*
done
echo "planted bug: found after $((sum / 5)) runs on average of 5 seeds (at most 10000)"
[ $((sum / 5)) -le 10000 ] || exit 1

# ---- are there any? ------------------------------------------------------------------------------------------------

# Not qr_decode: zbar 0.23.92 writes beyond a heap block for an incomplete set of structured-append symbols, which no
# caller can prevent, and the fuzzer would stop there each time (include/emvqr/qr_decode.h says what follows from it).
# hunt TARGET: fuzzes it, and keeps what is to be said in TARGET.said; false when something was found.
# $EMVQR_FUZZ_SEED (1 unless it is set, so that a change is judged by the same runs as the one before; 0 is any).
hunt() {
    limit=2048
    [ "$1" != reader ] || limit=12 # what a picture of that size may cost
    mkdir "$work/$1"
    for from in corpus regressions; do
        [ ! -d "$source/fuzz/$from/$1" ] || cp "$source/fuzz/$from/$1"/* "$work/$1/"
    done
    if fuzz "$1" "$work/$1" -seed="${EMVQR_FUZZ_SEED:-1}" -max_total_time="$seconds" -max_len=1024 \
        -malloc_limit_mb=$limit; then
        echo "$target: $(executed "$folder.log") runs in $seconds s, $(sed -n 's/^#[0-9]*.DONE *//p' "$folder.log")"
        return
    fi
    echo "$target: FAILED"
    tail -n 40 "$folder.log"
    for input in "$folder".crash-* "$folder".timeout-* "$folder".oom-* "$folder".leak-*; do
        [ ! -f "$input" ] || { echo "input, in base64:"; base64 "$input"; }
    done
    return 1
}

# Two at a time.
status=0
set -- parse roundtrip rewrite make image reader
while [ $# -ne 0 ]; do
    hunt "$1" >"$work/$1.said" &
    first=$!
    hunt "$2" >"$work/$2.said" || status=1
    wait "$first" || status=1
    cat "$work/$1.said" "$work/$2.said"
    shift 2
done
exit $status
