#!/bin/sh
# SPDX-License-Identifier: MIT
# headers.sh INCLUDE_DIR STANDARD COMPILER: includes each public header alone, twice, in a language standard.
set -u
include=$1 standard=$2 compiler=$3
case $standard in
c++*) language=c++ ;;
*) language=c ;;
esac
if ! command -v "$compiler" >/dev/null 2>&1; then
    echo "no $language compiler here: skipped"
    exit 77
fi

status=0
count=0
for header in "$include"/emvqr/*.h; do
    name=emvqr/$(basename "$header")
    count=$((count + 1))
    # Extra names after the second inclusion show that the header left neither an open brace nor a stray macro.
    printf '#include <%s>\n#include <%s>\nint main(void) { return 0; }\n' "$name" "$name" |
        "$compiler" -x "$language" -std="$standard" -I"$include" -Wall -Wextra -Wpedantic -Wshadow -Wundef -Wconversion \
            -Werror -fsyntax-only - || { echo "FAILED: $name as $standard"; status=1; }
done
echo "$count headers as $standard"
[ "$count" -gt 0 ] || status=1
exit $status
