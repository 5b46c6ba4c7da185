#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Every one of the 2^32 object headers against a plain decoder, in both forms of the reader. Any difference fails.
set -euo pipefail
cd "$(dirname "$0")/../.."
CC=${CC:-gcc}
if ! command -v "$CC" >/dev/null; then
    sudo=$([ "$(id -u)" -eq 0 ] || echo sudo)
    $sudo apt-get update -qq
    $sudo apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends gcc libc6-dev
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for fast in 1 0; do
    $CC -std=c99 -O2 -DEMVQR_CFG_FAST=$fast -Iinclude -o "$work/headers" tests/exhaustive_headers.c src/core/reader.c
    printf 'EMVQR_CFG_FAST=%d: ' $fast
    "$work/headers"
done
