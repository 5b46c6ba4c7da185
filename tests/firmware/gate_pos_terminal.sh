#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The terminal of examples/pos_firmware, built and driven through QEMU: sales, refusals, hostile scans; each receipt's
# raster is made a picture again, which zbarimg reads.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gate.sh
need python3=python3 zbarimg=zbar-tools

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
BUILD=$work bash examples/pos_firmware/run.sh build
python3 tests/firmware/drive_pos_terminal.py "$work/terminal.elf" "$work"
