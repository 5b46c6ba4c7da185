#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The Cortex-M0 gate: bytes of code of an image without start-up code (gcc -Os, sections collected, EMVQR_CFG_FAST=0),
# .data and .bss, undefined symbols, and the deepest stack over the call graph. Prints each figure with its limit and
# fails where one is more than 3 % above it; the zeros have no slack.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gate.sh
need arm-none-eabi-gcc=gcc-arm-none-eabi python3=python3-minimal

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags=(-std=c99 -Os -mcpu=cortex-m0 -mthumb -ffreestanding -ffunction-sections -fdata-sections -fcallgraph-info=su
    -DEMVQR_CFG_FAST=0 -Iinclude -Itests/machines/wasm)
core=(crc16 path reader text verify writer)
for file in "${core[@]}"; do
    arm-none-eabi-gcc "${flags[@]}" -c "src/core/$file.c" -o "$work/$file.o"
done

image() { # PROBE WHAT LIMIT
    local text data bss undefined
    arm-none-eabi-gcc "${flags[@]}" -c "tests/freestanding/$1.c" -o "$work/$1.o"
    arm-none-eabi-gcc -mcpu=cortex-m0 -mthumb -nostdlib -Wl,--gc-sections -Wl,-e,probe \
        -Wl,--unresolved-symbols=ignore-all -Wl,-Map="$work/$1.map" -o "$work/$1.elf" \
        "$work/$1.o" "${core[@]/#/$work/}" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
    read -r text data bss _ < <(arm-none-eabi-size "$work/$1.elf" | tail -n 1)
    gate "$2: bytes" "$text" "$3"
    gate "$2: .data and .bss" $((data + bss)) 0
    undefined=$(arm-none-eabi-nm -u "$work/$1.elf" | sed 's/^ *[Uw] //' |
        grep -vxE 'memcpy|memmove|memset|memcmp' || true)
    if [ -n "$undefined" ]; then
        printf '%s: undefined: %s   FAILED\n' "$2" "$(echo "$undefined" | tr '\n' ' ')"
        failed=1
    fi
}

stack() { # FUNCTION LIMIT
    local depth chain
    read -r depth chain < <(python3 tests/freestanding/stack.py "$1" "$work"/*.ci)
    gate "$1: stack" "$depth" "$2"
    echo "    $chain"
}

core=("${core[@]/%/.o}")
image probe_verify "verify" 616
image probe_write "verify and writer" 1000
for function in emvqr_verify emvqr_reader_next emvqr_put emvqr_open emvqr_close emvqr_writer_finish; do
    stack $function 160
done
exit $failed
