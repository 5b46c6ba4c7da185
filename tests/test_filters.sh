#!/bin/sh
# SPDX-License-Identifier: MIT
# The program as a filter of others, as the README shows it: GNU parallel cuts a stream into blocks, each is answered by a
# process of its own, and the answers come back in the order of the lines.
#   sh tests/test_filters.sh build/emvqr
set -u
LC_ALL=C
export LC_ALL
[ $# -eq 1 ] || { echo "usage: sh test_filters.sh PROGRAM" >&2; exit 2; }
program=$1
# Another program of that name (moreutils) does other things.
if ! parallel --version </dev/null 2>/dev/null | grep -q '^GNU parallel'; then
    echo "skipped: GNU parallel is not installed (Debian, Fedora, Alpine, Homebrew: parallel)"
    exit 77
fi
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
cd "$work" || exit 2
# GNU parallel keeps its files in the home folder.
HOME=$work
export HOME

fail() {
    echo "not ok: $1"
    sed 's/^/    /;10q' err
    exit 1
}

static=00020101021129370016A0000006770101110113006681234567853037645802TH6304823E
awk -v good="$static" 'BEGIN { for (i = 0; i < 20000; i++) if (i % 7 == 0) print "line " i; else print good }' >lines
grep -v line lines >good

"$program" read --json <lines >want 2>err || [ $? -eq 1 ] || fail "read"
parallel -q --pipe --keep-order --block 100k --jobs 4 "$program" read --json <lines >out 2>err
[ $? -gt 0 ] || fail "payloads with errors, and parallel tells of no failed process"
cmp -s want out || fail "parallel --pipe --keep-order: other answers than from one process"
[ "$(wc -l <out)" -eq 20000 ] || fail "not a line for each line"

# Where a payload with an error is no failure: status 1 is taken for 0, and any other stays.
parallel --pipe --keep-order --block 100k --jobs 4 "'$program' read --json || [ \$? -eq 1 ]" <lines >out 2>err ||
    fail "status 1 is a failure"
cmp -s want out || fail "other answers when status 1 is no failure"
"$program" read --json <good >want 2>err || fail "read of what has no error"
parallel -q --pipe --keep-order --block 100k --jobs 4 "$program" read --json -j 2 <good >out 2>err ||
    fail "parallel fails where no payload has an error"
cmp -s want out || fail "other answers from processes with threads"
echo "GNU parallel: as from one process"
