#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A terminal's whole library in flash: the tree, every EMVCo rule, PromptPay, the writer, no texts (gcc -Os, sections
# collected, EMVQR_CFG_FAST=0, without start-up code), on a Cortex-M0 and on RV32IMC; .data and .bss; what it asks of the
# outside; and the deepest stack of emvqr_parse and emvqr_check over the call graph, the tables' checks among it.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gate.sh
need arm-none-eabi-gcc=gcc-arm-none-eabi riscv64-unknown-elf-gcc=gcc-riscv64-unknown-elf python3=python3-minimal

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags=(-std=c99 -Os -ffreestanding -ffunction-sections -fdata-sections -fcallgraph-info=su -DEMVQR_CFG_FAST=0 -Iinclude
    -Itests/machines/wasm)
files=(core/{accounts,amount,controls,crc16,currency,document,findings,path,reader,text,verify,writer}
    networks/{check,conflicts,emvco,promptpay,value})

flash() { # MACHINE PREFIX OPTION...: the image, linked; its bytes of code and constants in $text
    local machine=$1 prefix=$2 file objects=() data bss undefined
    shift 2
    mkdir -p "$work/$machine"
    for file in "${files[@]}"; do
        "$prefix-gcc" "$@" "${flags[@]}" -c "src/$file.c" -o "$work/$machine/${file##*/}.o"
        objects+=("$work/$machine/${file##*/}.o")
    done
    "$prefix-gcc" "$@" "${flags[@]}" -c tests/freestanding/probe_all.c -o "$work/$machine/probe.o"
    "$prefix-gcc" "$@" -nostdlib -Wl,--gc-sections -Wl,-e,probe -Wl,--unresolved-symbols=ignore-all \
        -o "$work/$machine.elf" "$work/$machine/probe.o" "${objects[@]}" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
    read -r text _ < <("$prefix-size" "$work/$machine.elf" | tail -n 1)
    read -r data bss < <("$prefix-size" "${objects[@]}" | awk 'NR > 1 { data += $2; bss += $3 } END { print data, bss }')
    undefined=$("$prefix-nm" -u "$work/$machine.elf" | sed 's/^ *[Uw] //' |
        grep -vxE 'memcpy|memmove|memset|memcmp' | tr '\n' ' ' || true)
    if [ -n "$undefined" ]; then
        printf '%s: undefined: %s  FAILED\n' "$machine" "$undefined"
        failed=1
    fi
    gate "$machine: .data and .bss of everything" $((data + bss)) 0
}

flash cortex-m0 arm-none-eabi -mcpu=cortex-m0 -mthumb
m0=$text
gate "cortex-m0: bytes, everything with PromptPay" "$m0" 10531 3584
flash rv32imc riscv64-unknown-elf -march=rv32imc -mabi=ilp32
gate "rv32imc: percent of the Cortex-M0's bytes" $((text * 100 / m0)) 145

# What tables call: checks and claims of the linked networks; those that are for people's input are not linked.
linked=$(arm-none-eabi-nm "$work/cortex-m0.elf" | sed -n 's/^[0-9a-f]* t \(emvco_\|promptpay_\)/\1/p' | sed 's/\..*//' |
    paste -sd '|')
while read -r function limit wanted; do
    read -r depth chain < <(python3 tests/freestanding/stack.py "--indirect=^($linked)" "$function" "$work"/cortex-m0/*.ci)
    gate "cortex-m0: stack, $function" "$depth" "$limit" "$wanted"
    echo "    $chain"
done <<'LIMITS'
emvqr_parse 360
emvqr_check 256
LIMITS
exit $failed
