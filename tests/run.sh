#!/bin/sh
# SPDX-License-Identifier: MIT
# Every test on a bare machine: installs what is missing, builds, runs. The last line counts the tests of the suite.
# EMVQR_BUILD names another build folder than build/.
set -eu
cd "$(dirname "$0")/.."
build=${EMVQR_BUILD:-build}
. src/packaging/packages.sh

emvqr_install_missing cc cxx cmake make pkg-config qrencode zbar png jpeg cmocka

jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
cmake -S . -B "$build" -DEMVQR_BUILD_TESTS=ON -DEMVQR_BUILD_EXAMPLES=ON
cmake --build "$build" --parallel "$jobs"

# The figures are ctest's own, from the report that it writes for machines.
report=tests.xml
cd "$build"
rm -f "$report"
status=0
ctest --output-on-failure --parallel "$jobs" --no-tests=error --output-junit "$report" || status=$?
count() {
    sed -n "s/.*[^a-z]$1=\"\([0-9]*\)\".*/\1/p" "$report" | head -n 1
}
total=$(count tests) failed=$(count failures) skipped=$(count skipped)
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then # what ctest could not start is no better than a failure
    failed=$skipped skipped=0
fi
passed=$((total - failed - skipped))
if [ "$skipped" -gt 0 ]; then
    echo "$skipped skipped, for want of something on this machine (named above)"
fi
echo "$passed passed, $failed failed"
[ "$passed" -gt 0 ] && [ "$failed" -eq 0 ] && exit "$status"
exit 1
