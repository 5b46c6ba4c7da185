#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The terminal of examples/pos_firmware, built and driven through QEMU: sales, refusals, hostile scans; each receipt's
# raster is made a picture again, which zbarimg reads.
set -euo pipefail
cd "$(dirname "$0")/../.."
missing=()
command -v python3 >/dev/null || missing+=(python3)
command -v zbarimg >/dev/null || missing+=(zbar-tools)
if [ ${#missing[@]} -gt 0 ]; then
    sudo=$([ "$(id -u)" -eq 0 ] || echo sudo)
    $sudo apt-get update -qq
    $sudo apt-get -o DPkg::Lock::Timeout=600 install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
BUILD=$work bash examples/pos_firmware/run.sh build
python3 tests/firmware/drive_pos_terminal.py "$work/terminal.elf" "$work"
