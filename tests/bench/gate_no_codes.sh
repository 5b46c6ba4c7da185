#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Pictures without a code, the dull and the crafted: how long each may take, beside zbar in the same run.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gate.sh
need pkg-config=pkg-config /usr/include/zbar.h=libzbar-dev
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake -S . -B "$work/build" -DCMAKE_BUILD_TYPE=Release -DEMVQR_ENCODE=OFF -DEMVQR_CLI=OFF -DEMVQR_BUILD_TESTS=OFF \
    -DEMVQR_BUILD_EXAMPLES=OFF -DEMVQR_INSTALL=OFF >"$work/log" 2>&1 &&
    cmake --build "$work/build" --parallel "$(nproc)" >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
# shellcheck disable=SC2046 # words are wanted
"${CC:-cc}" -std=c99 -Wall -Wextra -O2 -Iinclude "-I$work/build/include" -o "$work/no_codes" tests/bench/no_codes.c \
    "$work/build/libemvqr-decode.a" "$work/build/libemvqr.a" $(pkg-config --libs zbar libpng libjpeg) -lm
"$work/no_codes"
