#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the terminal and starts it in QEMU: the console here, the scanner a pseudo-terminal whose name QEMU tells (try
# `emvqr make promptpay mobile=081-234-5678 >/dev/pts/N`), receipts as ESC/POS in a file. Ctrl-A x ends it.
#     run.sh          build and start
#     run.sh build    build only
# It installs what is missing on Debian. Elsewhere have arm-none-eabi-gcc, picolibc, qemu-system-arm and libqrencode's
# sources, and say where those are: QRENCODE=FOLDER run.sh.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=${BUILD:-$here/build}
mkdir -p "$build"

apt() {
    local sudo
    sudo=$([ "$(id -u)" -eq 0 ] || echo sudo)
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=600 "$@" >/dev/null
}

install_missing() {
    local missing=()
    command -v arm-none-eabi-gcc >/dev/null || missing+=(gcc-arm-none-eabi)
    [ -e /usr/lib/picolibc/arm-none-eabi/include/string.h ] || missing+=(picolibc-arm-none-eabi)
    command -v qemu-system-arm >/dev/null || missing+=(qemu-system-arm)
    command -v make >/dev/null || missing+=(make)
    command -v bzip2 >/dev/null || missing+=(bzip2)
    if [ ${#missing[@]} -gt 0 ] && command -v apt-get >/dev/null; then
        echo "Installing: ${missing[*]}"
        apt update
        apt install --no-install-recommends "${missing[@]}"
    fi
}

# libqrencode's sources, as Debian has and signs them: apt is asked with each of this machine's own lists as one of
# sources, until one has it.
get_qrencode() {
    local lists=$build/apt file ask
    ask=(apt-get -qq -o Dir::Etc::sourcelist=/dev/null -o "Dir::Etc::sourceparts=$lists/parts"
        -o "Dir::State::lists=$lists/state" -o APT::Sandbox::User=root)
    echo "Getting libqrencode's sources"
    mkdir -p "$build/download" "$build/qrencode-source"
    for file in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list /etc/apt/sources.list.d/*; do
        [ -f "$file" ] || continue
        rm -rf "$lists"
        mkdir -p "$lists/parts" "$lists/state/partial"
        sed 's/^deb /deb-src /; s/^Types:.*/Types: deb-src/' "$file" >"$lists/parts/of.${file##*.}"
        if "${ask[@]}" update >"$build/apt.log" 2>&1 &&
            (cd "$build/download" && "${ask[@]}" source --download-only --tar-only qrencode >>"$build/apt.log" 2>&1); then
            tar -xf "$build"/download/qrencode_*.orig.tar.* -C "$build/qrencode-source" --strip-components=1
            return
        fi
    done
    cat "$build/apt.log" >&2
    echo "No list of apt's has libqrencode's sources. Get them, and say where: QRENCODE=FOLDER $0" >&2
    exit 1
}

install_missing
if [ -z "${QRENCODE:-}" ]; then
    QRENCODE=$build/qrencode-source
    [ -e "$QRENCODE/qrencode.c" ] || get_qrencode
fi
make -s -C "$here" BUILD="$build" QRENCODE="$QRENCODE"
[ "${1:-}" != build ] || exit 0
echo "Receipts go to $build/receipts."
exec qemu-system-arm -M mps2-an385 -nographic -kernel "$build/terminal.elf" \
    -serial mon:stdio -serial pty -serial "file:$build/receipts"
