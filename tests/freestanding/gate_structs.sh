#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The gate of the typed headers on a Cortex-M0: what reading into PromptPay's struct adds to judging, what writing one
# takes alone, the deepest stack of both; and that an image which names PromptPay holds no other network, no text for
# people, no variable, and nothing from outside but the four mem* functions and the compiler's own runtime.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gate.sh
need arm-none-eabi-gcc=gcc-arm-none-eabi python3=python3-minimal

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
flags=(-std=c99 -Os -mcpu=cortex-m0 -mthumb -ffreestanding -ffunction-sections -fdata-sections -fcallgraph-info=su
    -DEMVQR_CFG_FAST=0 -Iinclude -Itests/machines/wasm)
mkdir "$work/library"
for file in src/core/*.c src/networks/*.c; do # all of them: what is not named must fall away
    arm-none-eabi-gcc "${flags[@]}" -c "$file" -o "$work/library/$(basename "$file" .c).o"
done

fail() {
    echo "$*" | tr '\n' ' ' | cut -c 1-300
    echo "    FAILED"
    failed=1
}

image() { # PROBE: links it, looks at what is in it, and leaves its bytes in $bytes
    local elf=$work/probe$1.elf symbols
    arm-none-eabi-gcc "${flags[@]}" -DPROBE="$1" -c tests/freestanding/probe_struct.c -o "$work/probe$1.o"
    arm-none-eabi-gcc -mcpu=cortex-m0 -mthumb -nostdlib -Wl,--gc-sections -Wl,-e,probe \
        -Wl,--unresolved-symbols=ignore-all -o "$elf" "$work/probe$1.o" "$work"/library/*.o -lgcc 2>"$work/log" ||
        { cat "$work/log" >&2; exit 1; }
    bytes=$(arm-none-eabi-size "$elf" | awk 'NR == 2 { print $1 }')
    symbols=$(arm-none-eabi-nm -u "$elf" | sed 's/^ *[Uw] //' | grep -vxE 'memcpy|memmove|memset|memcmp' || true)
    [ -z "$symbols" ] || fail "probe $1: undefined: $symbols"
    symbols=$(arm-none-eabi-nm -S "$elf" | awk '$3 ~ /^[bBdD]$/ { print $4 }')
    [ -z "$symbols" ] || fail "probe $1: variables: $symbols"
    symbols=$(arm-none-eabi-nm "$elf" | awk '{ print $NF }' |
        grep -E '(^|_)(making|infos?|keys|rows|derive|input)($|_)|vietqr|qris|duitnow|lapnet|onepay|umoney|vnpay|alipay|wechat|visa' |
        grep -vx 'emvqr__rows_of' || true)
    [ -z "$symbols" ] || fail "probe $1: holds $symbols"
    # Help and names are texts with blanks; the tables' lists of values are not that long.
    symbols=$(strings -n 24 "$elf" | grep -E '[a-z]+ [a-z]+ [a-z]+' || true)
    [ -z "$symbols" ] || fail "probe $1: text: $symbols"
}

stack() { # FUNCTION LIMIT
    local depth chain
    read -r depth chain < <(python3 tests/freestanding/stack.py "$1" \
        "$work"/library/{crc16,path,reader,text,writer,accounts,document,payable,levels,typed,promptpay}.ci)
    gate "$1: stack" "$depth" "$2"
    echo "    $chain"
}

image 0
judging=$bytes
printf '%-34s %6d\n' "parse and check by PromptPay" "$judging"
image 1
gate "reading into the struct adds" $((bytes - judging)) 1346
image 2
gate "writing the struct, alone" "$bytes" 6300
stack emvqr_promptpay_read 200
stack emvqr_promptpay_write 380
exit $failed
