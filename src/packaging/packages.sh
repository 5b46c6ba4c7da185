# SPDX-License-Identifier: MIT
# What emvqr is built with, and how each system's package manager calls it. To be sourced by POSIX shell scripts:
#     . src/packaging/packages.sh
#     emvqr_install_missing cc cmake make pkg-config qrencode
# installs what is not there yet, says so, and ends the script with a message when that is not possible.
# shellcheck shell=sh

# name | how to see that it is there | Debian, Ubuntu | Fedora | Alpine | Homebrew
emvqr_package_table() {
    cat <<'TABLE'
cc|command cc|gcc libc6-dev|gcc glibc-devel|gcc musl-dev|-
cxx|command c++|g++|gcc-c++|g++|-
clang|command clang|clang libclang-rt-dev|clang compiler-rt|clang compiler-rt|-
cmake|command cmake|cmake|cmake|cmake|cmake
make|command make|make|make|make|-
pkg-config|command pkg-config|pkg-config|pkgconf-pkg-config|pkgconf|pkgconf
qrencode|library libqrencode|libqrencode-dev|qrencode-devel|libqrencode-dev|qrencode
zbar|library zbar|libzbar-dev|zbar-devel|zbar-dev|zbar
png|library libpng|libpng-dev|libpng-devel|libpng-dev|libpng
jpeg|library libjpeg|libjpeg-dev|libjpeg-turbo-devel|libjpeg-turbo-dev|jpeg-turbo
pango|library pangocairo|libpango1.0-dev|pango-devel|pango-dev|pango
fonts|command fc-match|fontconfig fonts-noto-core|fontconfig google-noto-sans-fonts|fontconfig font-noto-all|fontconfig
rsvg|command rsvg-convert|librsvg2-bin|librsvg2-tools|rsvg-convert|librsvg
pdftoppm|command pdftoppm|poppler-utils|poppler-utils|poppler-utils|poppler
cmocka|library cmocka|libcmocka-dev|libcmocka-devel|cmocka-dev|cmocka
parallel|command parallel|parallel|parallel|parallel|parallel
iso-codes|library iso-codes|iso-codes|iso-codes iso-codes-devel|iso-codes iso-codes-dev|iso-codes
python3|command python3|python3|python3|python3|python3
TABLE
}

# The names among the arguments whose check fails.
emvqr_missing() {
    for wanted in "$@"; do
        row=$(emvqr_package_table | grep "^$wanted|")
        check=$(echo "$row" | cut -d '|' -f 2)
        what=${check#* }
        case $check in
        command*) command -v "$what" >/dev/null 2>&1 || printf '%s ' "$wanted" ;;
        library*) pkg-config --exists "$what" 2>/dev/null || printf '%s ' "$wanted" ;;
        *) echo "$0: packages.sh does not know $wanted" >&2; exit 1 ;;
        esac
    done
}

# Sets emvqr_manager and its column of the table, and emvqr_sudo, empty for root.
emvqr_find_manager() {
    column=3
    for emvqr_manager in apt-get dnf apk brew; do
        if command -v "$emvqr_manager" >/dev/null 2>&1; then
            emvqr_sudo=sudo
            [ "$(id -u)" -ne 0 ] || emvqr_sudo=
            return 0
        fi
        column=$((column + 1))
    done
    return 1
}

emvqr_apt() {
    $emvqr_sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=600 "$@"
}

# Runs the package manager for the packages that it is given.
emvqr_install() {
    case $emvqr_manager in
    apt-get)
        # Lists that are absent or out of date show as an unknown package or a file that is gone.
        if apt-get -s install --no-install-recommends "$@" >/dev/null 2>&1 &&
            emvqr_apt install --no-install-recommends "$@"; then
            return 0
        fi
        emvqr_apt update && emvqr_apt install --no-install-recommends "$@"
        ;;
    dnf) $emvqr_sudo dnf install -y --setopt=install_weak_deps=False "$@" ;;
    apk) $emvqr_sudo apk add --no-cache "$@" ;;
    brew) brew install "$@" ;;
    esac
}

emvqr_install_missing() {
    missing=$(emvqr_missing "$@") || exit 1
    [ -n "$missing" ] || return 0
    if ! emvqr_find_manager; then
        echo "Please install what is missing, then run this again: $missing" >&2
        exit 1
    fi
    packages=
    for wanted in $missing; do
        packages="$packages $(emvqr_package_table | grep "^$wanted|" | cut -d '|' -f "$column")"
    done
    # On macOS the compiler and make are Apple's.
    case " $packages " in
    *" - "*)
        echo "Please install Apple's command line tools (xcode-select --install), then run this again." >&2
        exit 1
        ;;
    esac
    if [ "$emvqr_manager" != brew ] && [ -n "$emvqr_sudo" ] && ! command -v sudo >/dev/null 2>&1; then
        echo "Not root, and no sudo here. As root, install with $emvqr_manager:$packages" >&2
        exit 1
    fi
    echo "Installing with $emvqr_manager:$packages"
    log=$(mktemp)
    # shellcheck disable=SC2086 # packages are words
    if ! emvqr_install $packages >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        echo "$emvqr_manager could not install:$packages" >&2
        exit 1
    fi
    rm -f "$log"
    missing=$(emvqr_missing "$@") || exit 1
    if [ -n "$missing" ]; then
        echo "Installed, and still not found: $missing" >&2
        exit 1
    fi
}
