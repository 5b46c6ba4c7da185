#!/bin/sh
# SPDX-License-Identifier: MIT
# Choices of networks and forms as two files: choices.sh CMAKE CC SOURCE WORK. Each compiles without a warning and links
# whole, without an optimizer that would drop what nothing calls: a symbol that the choice left out is found.
set -eu
cmake=$1 cc=$2 source=$3 work=$4
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
mkdir -p "$work"

choice() { # NAME OPTIONS...
    name=$1
    shift
    if "$cmake" -S "$source" -B "$work/$name" "-DCMAKE_C_COMPILER=$cc" -DEMVQR_ENCODE=OFF -DEMVQR_DECODE=OFF \
        -DEMVQR_CLI=OFF -DEMVQR_BUILD_TESTS=OFF -DEMVQR_BUILD_EXAMPLES=OFF "$@" >"$work/log" 2>&1 &&
        "$cmake" --build "$work/$name" --target amalgamation >"$work/log" 2>&1 &&
        "$cc" -std=c99 -O0 -Wall -Wextra -Wpedantic -Wconversion -Werror -I "$work/$name/amalgamation/emvqr" \
            -o "$work/$name/firmware" "$here/firmware.c" "$work/$name/amalgamation/emvqr/emvqr.c" >"$work/log" 2>&1 &&
        "$work/$name/firmware"; then
        echo "ok: $name"
    else
        cat "$work/log"
        echo "FAILED: $name ($*)"
        exit 1
    fi
}

choice small-without-texts -DEMVQR_FAST=OFF -DEMVQR_TEXTS=OFF
choice fast-without-texts -DEMVQR_TEXTS=OFF
choice qris-alone -DEMVQR_NETWORKS=qris -DEMVQR_FAST=OFF -DEMVQR_TEXTS=OFF
choice two-networks "-DEMVQR_NETWORKS=promptpay;vietqr"
