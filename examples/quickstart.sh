#!/bin/sh
# SPDX-License-Identifier: MIT
# From a bare machine to a payment code that is made, drawn, scanned back and explained. Every command is shown as it
# is run. EMVQR_BUILD names another build folder than build/.
set -eu
cd "$(dirname "$0")/.."
build=${EMVQR_BUILD:-build}
. src/packaging/packages.sh

bold="" dim="" plain=""
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$(printf '\033[1m') dim=$(printf '\033[2m') plain=$(printf '\033[0m')
fi
heading() {
    printf '\n%s%s%s\n' "$bold" "$1" "$plain"
}
# Shows a command and runs it.
run() {
    printf '%s$ %s%s\n' "$dim" "$*" "$plain"
    "$@"
}
# The same, silent unless it fails.
run_quietly() {
    printf '%s$ %s%s\n' "$dim" "$*" "$plain"
    log=$(mktemp)
    "$@" >"$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; fail "this command failed: $*"; }
    rm -f "$log"
}
fail() {
    printf '\nquickstart: %s\n' "$1" >&2
    exit 1
}

emvqr_install_missing cc cmake make pkg-config qrencode zbar png jpeg

heading "Building the program"
run_quietly cmake -S . -B "$build" -DEMVQR_BUILD_TESTS=OFF -DEMVQR_BUILD_EXAMPLES=OFF
run_quietly cmake --build "$build" --target emvqr-cli --parallel "$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)"
emvqr=$build/emvqr
picture=$build/promptpay.png

heading "A PromptPay code for 50 baht, to a made-up phone number"
payload=$("$emvqr" make promptpay mobile=0812345678 amount=50) || fail "no code was made"
run "$emvqr" make promptpay mobile=0812345678 amount=50

heading "Drawn on the terminal"
run "$emvqr" draw "$payload"

heading "Drawn as a picture"
run "$emvqr" draw -o "$picture" "$payload"

heading "Found again in the picture, and explained"
run "$emvqr" scan "$picture"

scanned=$("$emvqr" scan --json "$picture" | sed -n 's/^{"payload": *"\([^"]*\)".*/\1/p')
case $payload in
000201*6304????) ;;
*) fail "\"$payload\" is no payload" ;;
esac
[ "$scanned" = "$payload" ] || fail "the picture holds \"$scanned\", but \"$payload\" was made"

heading "The picture holds exactly what was made. What to try next:"
cat <<TEXT
$emvqr networks promptpay    what can be put into such a code
$emvqr edit $payload --amount 75
TEXT
