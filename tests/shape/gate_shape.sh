#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The shape of the source: no function above a cyclomatic complexity of 10 (a switch counts once), no file above 600
# lines, no line above 120 columns. A row of a table stays in one line: it is read as one.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gate.sh
unset EMVQR_FIGURES # none of a reader's business
need pmccabe=pmccabe
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What was above when the gate came, and how much. It may fall, and then its line here goes.
declare -A allowed=(
    ["src/core/amount.c emvqr__amount_judge"]=12
    ["src/core/controls.c control_is_joining"]=13
    ["src/core/controls.c emvqr__controls"]=13
    ["src/core/document.c emvqr_parse"]=14
    ["src/networks/check.c check_required"]=11
    ["src/networks/value.c value_text"]=11
    ["tests/test_cli.sh"]=956
    ["columns src/core/accounts.c"]=1
    ["columns src/core/amount.c"]=1
    ["columns src/core/controls.c"]=1
    ["columns src/core/verify.c"]=1
    ["columns src/networks/check.c"]=3
    ["columns src/networks/lapnet.c"]=1
    ["columns src/networks/value.h"]=1
)

# above LIMIT: of lines FIGURE NAME, tells those that are above it, or above what was there before; their number is $above.
above() {
    local figure name most
    above=0
    while read -r figure name; do
        most=${allowed["$name"]:-$1}
        if [ "$figure" -gt "$most" ]; then
            printf '  %s: %d\n' "$name" "$figure"
            above=$((above + 1))
        elif [ "$figure" -gt "$1" ]; then
            printf '  %s: %d, as before\n' "$name" "$figure"
        fi
    done
}

# ---- functions ----

# Both sides of a condition count. A macro's call at the file's level ends without a semicolon, and pmccabe takes what
# follows for its body.
find src examples fuzz -name '*.[ch]' | while read -r file; do
    mkdir -p "$work/${file%/*}"
    sed -E '/^#(if|else|elif|endif)/d' "$file" | sed -zE 's/\n(EMVQR_[A-Z_]+\([^;{}#]*\))\n(\n|$)/\n\1;\n\2/g' >"$work/$file"
done
(cd "$work" && find src examples fuzz -name '*.[ch]' | sort | xargs pmccabe >figures 2>errors)
if [ -s "$work/errors" ]; then # what it cannot read it does not count
    cat "$work/errors"
    exit 1
fi
sed -E 's/^([0-9]+)\t.*\t([^\t(]+)\([0-9]+\): (.*)$/\1 \2 \3/' "$work/figures" | sort -rn >"$work/functions"
above 10 <"$work/functions"
gate "functions above a complexity of 10, of $(wc -l <"$work/functions")" $above 0

# ---- files and lines ----

find src include tests fuzz examples -path fuzz/corpus -prune -o -path fuzz/regressions -prune -o \
    -type f -regex '.*\.\(c\|h\|def\|inc\|sh\|py\|mjs\|cmake\)' -print | sort >"$work/files"
above 600 < <(grep -v '\.inc$' "$work/files" | xargs wc -l | grep -v ' total$') # tests/vectors are tables
gate "files above 600 lines, of $(grep -vc '\.inc$' "$work/files")" $above 0

# A row is an initializer, a string, or a call of a table's macro.
row='^ *([{"]|[A-Z]+( |\())'
above 0 < <(grep '\.\(c\|h\|def\|inc\)$' "$work/files" | LC_ALL=C.UTF-8 xargs grep -E '^.{121,}' /dev/null |
    sed 's/:/\t/' | awk -F '\t' -v row="$row" '$2 !~ row { print $1 }' | sort | uniq -c | sed 's/\([0-9]\) /\1 columns /')
gate "lines above 120 columns" $above 0
exit $failed
