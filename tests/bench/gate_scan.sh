#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Spoilt pictures, of the same seed each time: what must be read of them, how long that may take beside zbar, and that
# no kind is read worse than by zbarimg. To be changed by EMVQR_SCAN_SEED; EMVQR_SCAN_REPEATS, pictures of each kind and
# severity; EMVQR_SCAN_FOLDER, which keeps the pictures, the charts and the sheets of what is missed;
# EMVQR_SCAN_PEERS=1, which compares other readers, too: Debian's zxing-cpp and, where npm is, zxing-wasm and jsqr.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gate.sh
export PYTHONDONTWRITEBYTECODE=1
python=/usr/bin/python3 modules=/usr/lib/python3/dist-packages # Debian's, which has Debian's packages
need zbarimg=zbar-tools $python=python3 $modules/numpy=python3-numpy $modules/PIL=python3-pil
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake -S . -B "$work/build" -DEMVQR_BUILD_TESTS=OFF -DEMVQR_BUILD_EXAMPLES=OFF -DEMVQR_INSTALL=OFF >"$work/log" 2>&1 &&
    cmake --build "$work/build" --parallel "$(nproc)" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
folder=${EMVQR_SCAN_FOLDER:-$work}
mkdir -p "$folder"
options=(--readers fast,normal,thorough,zbarimg,zbar)
if [ -n "${EMVQR_SCAN_PEERS:-}" ]; then
    need "$(echo $modules/zxingcpp*.so)=python3-zxing-cpp"
    options=(--npm "$folder/npm")
    command -v npm >/dev/null && npm install --prefix "$folder/npm" --ignore-scripts --no-audit --no-fund \
        zxing-wasm jsqr >"$work/log" 2>&1 || echo "npm, zxing-wasm or jsqr is not to be had: not compared"
fi

# set REPEATS: makes its pictures and has all read them. All figures are kept, each behind its set's name.
compare() {
    local pictures=$folder/$1/pictures
    $python tests/bench/scan_pictures.py "$work/build/emvqr" "$pictures" "${EMVQR_SCAN_SEED:-1}" "$2" "$1"
    printf '\n==== %s\n' "$1"
    $python tests/bench/scan_bench.py "${options[@]}" "$work/build/emvqr" "$folder/$1" "$pictures"
    sed "s/^/$1: /" "$folder/$1/figures" >>"$work/figures"
}
compare usual "${EMVQR_SCAN_REPEATS:-3}"
compare further "${EMVQR_SCAN_REPEATS:-1}"
compare large "${EMVQR_SCAN_REPEATS:-1}"

# name, at least, at most
echo
awk -F'\t' '
    NR == FNR { least[$1] = $2; most[$1] = $3; left++; next }
    $1 in least {
        good = $2 >= least[$1] && $2 <= most[$1]
        printf "%s %-32s %6.2f (%s to %s)\n", good ? "  " : "NO", $1, $2, least[$1], most[$1]
        bad += !good
        left--
    }
    END { exit bad > 0 || left > 0 }' - "$work/figures" <<'LIMITS'
usual: fast, read	80	100
usual: normal, read	86	100
usual: thorough, read	90	100
usual: normal, perspective	95	100
usual: wrong	0	0
usual: kinds below zbarimg	0	0
usual: kinds below zbar	0	0
usual: time to zbar's	0	2.6
further: normal, read	78	100
further: thorough, read	80	100
further: wrong	0	0
further: kinds below zbarimg	0	0
further: kinds below zbar	0	0
large: wrong	0	0
large: normal, read	100	100
large: time to zbar's	0	0.25
LIMITS
