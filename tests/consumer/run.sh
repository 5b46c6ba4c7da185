#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh WAY WORK static|shared [COMPONENT...]: takes emvqr as a stranger would. WORK/installed holds an install.
#   find_package, add_subdirectory, pkg_config   builds the stranger's programs in this folder and runs them
#   exports                                      looks at the names that the installed libraries give away
# CC and CFLAGS are the compiler and flags that emvqr was built with.
set -eu
way=$1 work=$2 kind=$3
shift 3
here=$(cd "$(dirname "$0")" && pwd)
source=$(cd "$here/../.." && pwd)
prefix=$work/installed
build=$work/$way
export CC="${CC:-cc}" CFLAGS="${CFLAGS:-}"
library=$(find "$prefix" -name 'libemvqr.*' | head -n 1)
libdir=$(dirname "$library")

fail() {
    echo "FAILED: $1" >&2
    exit 1
}

# with_cmake COMPONENT...
with_cmake() {
    components=$(echo "$*" | tr ' ' ';')
    shared=OFF
    [ "$kind" = static ] || shared=ON
    cmake -S "$here" -B "$build" -DWAY="$way" -DCOMPONENTS="$components" -DBUILD_SHARED_LIBS=$shared \
        -DCMAKE_PREFIX_PATH="$prefix" -DEMVQR_SOURCE="$source"
}

with_pkg_config() {
    command -v pkg-config >/dev/null 2>&1 || { echo "no pkg-config here: skipped"; exit 77; }
    export PKG_CONFIG_PATH="$libdir/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
    static=
    [ "$kind" = shared ] || static=--static
    mkdir -p "$build"
    for pair in reader:emvqr drawer:emvqr-encode scanner:emvqr-decode printer:emvqr-sticker; do
        package=${pair#*:}
        [ -f "$libdir/pkgconfig/$package.pc" ] || continue
        flags=$(pkg-config $static --cflags --libs "$package")
        # shellcheck disable=SC2086 # flags are words
        $CC $CFLAGS -o "$build/${pair%:*}" "$here/${pair%:*}.c" $flags
    done
}

# Runs the stranger's programs; what the drawer drew, the scanner must find.
run_programs() {
    if [ "$kind" = shared ]; then
        export LD_LIBRARY_PATH="$libdir${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" DYLD_LIBRARY_PATH="$libdir"
    fi
    "$build/reader" || fail "reader, on the core"
    if [ -x "$build/drawer" ]; then
        "$build/drawer" "$build/symbol.png" || fail "drawer, on the encode front end"
    fi
    if [ -x "$build/printer" ]; then
        "$build/printer" "$build/sticker.svg" && grep -q '</svg>' "$build/sticker.svg" || fail "printer, on the stickers"
    fi
    if [ -x "$build/drawer" ] && [ -x "$build/scanner" ]; then
        [ "$("$build/scanner" "$build/symbol.png")" = "a stranger's symbol" ] || fail "scanner, on the decode front end"
    fi
}

# A shared library gives away its public names alone; a static one gives nothing away without our prefix.
check_exports() {
    [ "$(uname)" = Linux ] && command -v nm >/dev/null 2>&1 || { echo "no nm that this test knows: skipped"; exit 77; }
    allowed='^(__odr_asan.*|emvqr_.*)$'
    options=-g
    if [ "$kind" = shared ]; then
        allowed='^(__odr_asan.*|emvqr_[^_].*)$'
        options=-D
    fi
    for file in "$libdir"/libemvqr*.so "$libdir"/libemvqr*.a; do
        [ -f "$file" ] || continue
        names=$(nm $options --defined-only "$file" | awk 'NF == 3 { print $3 }' | sort)
        [ -n "$names" ] || fail "$file gives away no name at all"
        odd=$(echo "$names" | grep -vE "$allowed" || true)
        [ -z "$odd" ] || fail "$file gives away $odd"
        echo "$(basename "$file"): $(echo "$names" | wc -l) names"
    done
}

rm -rf "$build"
case $way in
find_package)
    with_cmake nosuch >"$work/nosuch.log" 2>&1 && fail "a component that is not there was found"
    grep -q 'without its component' "$work/nosuch.log" || fail "no word about the missing component: $work/nosuch.log"
    rm -rf "$build"
    with_cmake "$@" && cmake --build "$build" && run_programs
    ;;
add_subdirectory) with_cmake "$@" && cmake --build "$build" && run_programs ;;
pkg_config) with_pkg_config && run_programs ;;
exports) check_exports ;;
*) fail "no such way: $way" ;;
esac
