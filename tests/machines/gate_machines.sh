#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The vectors on other machines: 32 bits, big-endian, an int of 16 bits, no operating system, WebAssembly. Every machine
# must find what the tables say, and emvqr_check and emvqr_verify must find the same as they do here, as must whatever
# follows from the values, which is compared as one digest.
# Where QEMU counts instructions (its virtual clock stands still between them), each call's are held to a limit; so is
# the stack that a call has touched.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gate.sh
need gcc="gcc libc6-dev" arm-none-eabi-gcc=gcc-arm-none-eabi \
    /usr/lib/picolibc/arm-none-eabi/picolibc.specs=picolibc-arm-none-eabi qemu-system-arm=qemu-system-arm \
    riscv64-unknown-elf-gcc=gcc-riscv64-unknown-elf \
    /usr/lib/picolibc/riscv64-unknown-elf/picolibc.specs=picolibc-riscv64-unknown-elf qemu-system-riscv32=qemu-system-misc \
    s390x-linux-gnu-gcc="gcc-s390x-linux-gnu libc6-dev-s390x-cross" qemu-s390x-static=qemu-user-static \
    mips-linux-gnu-gcc="gcc-mips-linux-gnu libc6-dev-mips-cross" avr-gcc=gcc-avr /usr/lib/avr/include/avr/io.h=avr-libc \
    /usr/include/simavr/sim_avr.h=libsimavr-dev /usr/include/libelf.h=libelf-dev \
    i686-linux-gnu-gcc="gcc-i686-linux-gnu libc6-dev-i386-cross" clang=clang wasm-ld=lld wasm-opt=binaryen node=nodejs

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trial=(tests/machines/vectors.c tests/machines/words.c)
image=("${trial[@]}" tests/machines/table.c tests/machines/calls.c tests/machines/main.c)
library=(src/core/*.c src/networks/*.c)
small=(-std=c99 -Os -ffunction-sections -fdata-sections -Wl,--gc-sections -DEMVQR_CFG_FAST=0 -Iinclude)
fast=(-std=c99 -O2 -Iinclude)

# bare COMPILER-AND-FLAGS... -- FLASH SIZE RAM SIZE: an image with picolibc, which speaks through the debugger.
bare() {
    local compiler=()
    while [ "$1" != -- ]; do
        compiler+=("$1")
        shift
    done
    "${compiler[@]}" --specs=picolibc.specs --oslib=semihost --crt0=hosted -Wl,--defsym=__flash="$2" \
        -Wl,--defsym=__flash_size="$3" -Wl,--defsym=__ram="$4" -Wl,--defsym=__ram_size="$5" "${small[@]}" \
        "${image[@]}" "${library[@]}" -o "$work/image"
}

# emulate QEMU...: runs it.
emulate() {
    timeout 120 "$@" -kernel "$work/image" -nographic -monitor none -serial none -chardev stdio,id=console \
        -semihosting-config enable=on,target=native,chardev=console </dev/null
}

# An ATmega2560 keeps constants in its data memory, here 64 KB of it: the lists of countries and categories stay out.
avr_image() {
    local sources=() source
    for source in "${library[@]}"; do
        case $source in */countries.c | */categories.c) ;; *) sources+=("$source") ;; esac
    done
    avr-gcc -mmcu=atmega2560 "${small[@]}" -Wl,--defsym=__stack=0xffff -Wl,--defsym=__DATA_REGION_LENGTH__=0xfe00 \
        tests/machines/avr/main.c tests/machines/avr/lists.c "${trial[@]}" "${sources[@]}" -o "$work/image"
}

# What it is run in, and what it is fed with.
avr_board() {
    gcc -O2 tests/machines/avr/board.c -lsimavr -lelf -o "$work/board" &&
        gcc "${small[@]}" tests/machines/avr/feed.c tests/machines/table.c "${trial[@]}" "${library[@]}" -o "$work/feed" &&
        "$work/feed" >"$work/vectors"
}

# build MACHINE, run MACHINE: one case each.
build() {
    case $1 in
    here) gcc "${fast[@]}" "${image[@]}" "${library[@]}" -o "$work/image" ;;
    here-small) gcc "${small[@]}" "${image[@]}" "${library[@]}" -o "$work/image" ;;
    i386) i686-linux-gnu-gcc -static "${fast[@]}" "${image[@]}" "${library[@]}" -o "$work/image" ;;
    mips) mips-linux-gnu-gcc -static "${fast[@]}" "${image[@]}" "${library[@]}" -o "$work/image" ;;
    avr) avr_image && avr_board ;;
    s390x) s390x-linux-gnu-gcc -static "${fast[@]}" "${image[@]}" "${library[@]}" -o "$work/image" ;;
    cortex-m0) bare arm-none-eabi-gcc -mcpu=cortex-m0 -mthumb -- 0 0x40000 0x20000000 0x4000 ;;
    cortex-m3) bare arm-none-eabi-gcc -mcpu=cortex-m3 -mthumb -- 0 0x400000 0x20000000 0x4000 ;;
    rv32imc) bare riscv64-unknown-elf-gcc -march=rv32imc -mabi=ilp32 -- 0x80000000 0x200000 0x80200000 0x4000 ;;
    wasm) module "$work/image" -DMACHINE_MODULE "${trial[@]}" tests/machines/table.c ;;
    esac
}

run() {
    case $1 in
    here | here-small | i386) "$work/image" ;;
    s390x) qemu-s390x-static "$work/image" ;;
    mips) qemu-mips-static "$work/image" ;;
    avr) timeout 120 "$work/board" "$work/image" <"$work/vectors" | tr -d '\r' ;;
    cortex-m0) emulate qemu-system-arm -M microbit -icount shift=6 ;;
    cortex-m3) emulate qemu-system-arm -M mps2-an385 -icount shift=6 ;;
    rv32imc) emulate qemu-system-riscv32 -M virt -bios none -icount shift=0 ;;
    wasm) node tests/machines/wasm/run.mjs "$work/image" ;;
    esac
}

# module FILE FLAGS...: WebAssembly without a C library; whatever it would import makes it fail to start. It is shrunk on
# the promises that C makes: nothing is at the low addresses, and no load is outside the memory.
module() {
    local file=$1
    shift
    clang --target=wasm32-unknown-unknown -std=c99 -Oz -ffreestanding -nostdlib -ffunction-sections -fdata-sections \
        -Iinclude -Itests/machines/wasm -Wl,--no-entry -Wl,--strip-all -Wl,--allow-undefined -Wl,-O2 \
        -Wl,--compress-relocations "$@" tests/machines/wasm/wasm.c "${library[@]}" -o "$file" &&
        wasm-opt -Oz --converge --low-memory-unused --ignore-implicit-traps "$file" -o "$file"
}

value() { # NAME: of what the machine printed
    sed -n "s/^$1 //p" "$work/said"
}

# Instructions from the clock's ticks, of 1/16 and 1/25 microseconds, at 64 ns an instruction.
instructions() { # MACHINE TICKS
    case $1 in
    cortex-m0) echo $(($2 * 1000 / 1024)) ;;
    cortex-m3) echo $(($2 * 10 / 16)) ;;
    *) echo "$2" ;;
    esac
}

expected=
for machine in here here-small i386 s390x mips avr cortex-m0 cortex-m3 rv32imc wasm; do
    build $machine
    status=0
    run $machine >"$work/said" || status=$?
    digest=$(value digest)
    expected=${expected:-$digest}
    if [ $status -ne 0 ] || [ -z "$digest" ] || [ "$digest" != "$expected" ]; then
        printf '%s: status %d, digest %s instead of %s   FAILED\n' $machine $status "$digest" "$expected"
        cat "$work/said"
        failed=1
        continue
    fi
    printf '%-12s every vector holds, digest %s\n' $machine "$digest"
    while read -r name of limit wanted call; do
        [ "$name" = $machine ] || continue
        figure=$(value "$of-$call")
        case $of in
        ticks) gate "$machine: instructions, $call" "$(instructions $machine "$figure")" "$limit" "${wanted#-}" ;;
        stack) gate "$machine: stack touched, $call" "$figure" "$limit" "${wanted#-}" ;;
        esac
    done <<'LIMITS'
cortex-m0 ticks 3315 - crc
cortex-m0 ticks 8270 - parse
cortex-m0 ticks 27262 - check
cortex-m0 ticks 46916 - verify
cortex-m0 ticks 5634 - write
cortex-m0 stack 204 - parse
cortex-m0 stack 396 - check
cortex-m0 stack 260 256 rules
cortex-m0 stack 160 - verify
cortex-m0 stack 160 - write
cortex-m3 ticks 2274 - crc
cortex-m3 ticks 6592 - parse
cortex-m3 ticks 23605 - check
cortex-m3 ticks 42013 - verify
cortex-m3 ticks 4703 - write
rv32imc ticks 3112 - crc
rv32imc ticks 6739 - parse
rv32imc ticks 23769 - check
rv32imc ticks 39004 - verify
rv32imc ticks 5180 - write
LIMITS
done

exports=(networks emvqr_findings_init emvqr_doc_init emvqr_parse emvqr_check emvqr_find emvqr_node_type emvqr_verify
    emvqr_amount_read emvqr_amount_write emvqr_writer_init emvqr_put emvqr_open emvqr_close emvqr_writer_finish
    emvqr_rewrite)
cat >"$work/five.c" <<'C'
#include <emvqr/network.h>
const emvqr_network *const *networks(void);
static const emvqr_network *const five[] = { &emvqr_promptpay, &emvqr_vietqr, &emvqr_qris, &emvqr_duitnow, &emvqr_lapnet, NULL };
const emvqr_network *const *networks(void)
{
    return five;
}
C
module "$work/five.wasm" -flto -DEMVQR_CFG_FAST=0 "${exports[@]/#/-Wl,--export=}" "$work/five.c"
node -e 'WebAssembly.instantiate(require("fs").readFileSync(process.argv[1])).then(m => process.exit(m.instance.exports.networks() ? 0 : 1))' \
    "$work/five.wasm" || { echo "the module of five networks does not start   FAILED"; failed=1; }
gate "wasm: bytes, core and five networks" "$(stat -c %s "$work/five.wasm")" 24130
exit $failed
