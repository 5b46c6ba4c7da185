#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Spoilt pictures, of the same seed each time: what must be read of them, and how long large ones may take beside zbar.
# EMVQR_SCAN_SEED, EMVQR_SCAN_REPEATS and EMVQR_SCAN_FOLDER (which keeps the pictures, the chart and the sheet of those
# that are missed) change that.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=/usr/bin/python3 # Debian's, which has Debian's packages
if ! command -v zbarimg >/dev/null || ! $python -c 'import numpy, PIL' 2>/dev/null; then
    sudo=$([ "$(id -u)" -eq 0 ] || echo sudo)
    $sudo apt-get update -qq
    $sudo apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends zbar-tools python3-numpy python3-pil
fi >/dev/null
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake -S . -B "$work/build" -DEMVQR_BUILD_TESTS=OFF -DEMVQR_BUILD_EXAMPLES=OFF -DEMVQR_INSTALL=OFF >"$work/log" 2>&1 &&
    cmake --build "$work/build" --parallel "$(nproc)" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
folder=${EMVQR_SCAN_FOLDER:-$work/pictures}
$python tests/bench/scan_pictures.py "$work/build/emvqr" "$folder" "${EMVQR_SCAN_SEED:-1}" "${EMVQR_SCAN_REPEATS:-1}"

# name, at least, at most
awk -F'\t' '
    NR == FNR { least[$1] = $2; most[$1] = $3; left++; next }
    $1 in least {
        good = $2 >= least[$1] && $2 <= most[$1]
        printf "%s %-32s %6.2f (%s to %s)\n", good ? "  " : "NO", $1, $2, least[$1], most[$1]
        bad += !good
        left--
    }
    END { exit bad > 0 || left > 0 }' - "$folder/figures" <<'LIMITS'
normal	84	100
thorough	88	100
perspective	75	100
wrong	0	0
kinds below zbarimg	0	0
time of 12 megapixels to zbar's	0	0.25
LIMITS
