# SPDX-License-Identifier: MIT
# shellcheck shell=bash disable=SC2034
# What the gates share; to be sourced by bash.

failed=0

# gate NAME FIGURE LIMIT [WANTED]: a figure may be 3 % above its limit; a limit of 0 has no slack. WANTED is the budget
# where it is not reached yet; then the limit is what was reached, so that it does not grow. With EMVQR_FIGURES set to a
# file, the figure is also kept there for the README's table: figure, limit, wanted and name, with tabs between.
gate() {
    local verdict=ok
    if [ $(($2 * 100)) -gt $(($3 * 103)) ]; then
        verdict=FAILED failed=1
    fi
    printf '%-58s %7d   limit %7d%s   %s\n' "$1" "$2" "$3" "${4:+   wanted $4}" "$verdict"
    if [ -n "${EMVQR_FIGURES:-}" ]; then
        printf '%s\t%s\t%s\t%s\n' "$2" "$3" "${4:-}" "$1" >>"$EMVQR_FIGURES"
    fi
}

# need COMMAND=PACKAGE...: installs Debian's packages for the commands, or files by their path, that are not there.
need() {
    local pair missing=() sudo
    for pair in "$@"; do
        case $pair in
        /*) [ -e "${pair%%=*}" ] ;;
        *) command -v "${pair%%=*}" >/dev/null ;;
        esac || missing+=("${pair#*=}")
    done
    if [ ${#missing[@]} -gt 0 ]; then
        sudo=$([ "$(id -u)" -eq 0 ] || echo sudo)
        $sudo apt-get update -qq
        # shellcheck disable=SC2046 # packages are words
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -qq -y \
            --no-install-recommends $(printf "%s " "${missing[@]}") >/dev/null
    fi
}

# at_least NAME FIGURE LIMIT [WANTED]: the same where more is better.
at_least() {
    local verdict=ok
    if [ $(($2 * 103)) -lt $(($3 * 100)) ]; then
        verdict=FAILED failed=1
    fi
    printf '%-58s %7d   at least %5d%s   %s\n' "$1" "$2" "$3" "${4:+   wanted $4}" "$verdict"
    if [ -n "${EMVQR_FIGURES:-}" ]; then
        printf '%s\tat least %s\t%s\t%s\n' "$2" "$3" "${4:-}" "$1" >>"$EMVQR_FIGURES"
    fi
}
