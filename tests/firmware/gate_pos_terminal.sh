#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The terminal of examples/pos_firmware, built and driven through QEMU: sales, refusals, hostile scans; each receipt is
# taken by a printer of our own, and its raster read by zbarimg. Then what the image takes of a small chip.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gate.sh
need python3=python3 zbarimg=zbar-tools

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
BUILD=$work bash examples/pos_firmware/run.sh build
python3 tests/firmware/drive_pos_terminal.py "$work/terminal.elf" "$work"

read -r text data bss _ < <(arm-none-eabi-size "$work/terminal.elf" | tail -n 1)
gate "terminal's image: bytes of code memory" $((text + data)) 41200
gate "terminal's image: bytes of RAM, stack apart" $((data + bss)) 48600
gate "terminal's image: stack touched" "$(cat "$work/stack")" 1268
exit $failed
