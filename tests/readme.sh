#!/bin/sh
# SPDX-License-Identifier: MIT
# What the README says is what the program does: its C compiles and runs, its shell lines print what they print, and its
# table of networks is the tables'.
# Usage: readme.sh README PROGRAM INCLUDE-DIR LIBRARY [--write]     ($CC compiles)
set -eu
readme=$1 program=$2 include=$3 library=$4 write=${5:-}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
failed=0

networks() {
    echo '| network | account | types |'
    echo '| --- | --- | --- |'
    "$program" networks | sed -n 's/^\([a-z][a-z0-9]*\)  *\(.*\): \([a-z, -]*\)$/| `\1` | \2 | \3 |/p'
}

between() { # the lines between the two marks
    sed -n '/^<!-- networks:/,/^<!-- end of networks/p' "$1" | sed '1d;$d'
}

networks > "$dir/networks"
if [ "$write" = --write ]; then
    awk -v table="$dir/networks" '
        /^<!-- networks:/ { print; while ((getline line < table) > 0) print line; skip = 1; next }
        /^<!-- end of networks/ { skip = 0 }
        !skip { print }' "$readme" > "$dir/readme"
    cat "$dir/readme" > "$readme"
fi
between "$readme" > "$dir/stated"
if ! diff "$dir/stated" "$dir/networks"; then
    echo "FAILED: the table of networks is not the program's (readme.sh ... --write makes it)"
    failed=1
fi

# The C: the README's first block of it, on a sound payload and on a damaged one.
sed -n '/^```c$/,/^```$/p' "$readme" | sed '1d;/^```$/,$d' > "$dir/readme.c"
${CC:-cc} ${CFLAGS:-} -std=c99 -Wall -Wextra -Werror -I"$include" "$dir/readme.c" "$library" -o "$dir/read"
payload=$("$program" make promptpay mobile=0812345678 amount=50)
if [ "$("$dir/read" "$payload")" != "pay 50.00 to PromptPay 0066812345678" ]; then
    echo "FAILED: the README's program on $payload"
    failed=1
fi
if "$dir/read" "${payload%?}x" > /dev/null; then
    echo "FAILED: the README's program takes a damaged payload"
    failed=1
fi

# The shell: `$ command` lines whose next line is a payload print that payload.
awk '/^\$ emvqr .*make/ { sub(/^\$ /, ""); sub(/ +#.*/, ""); command = $0; next }
     command != "" && /^0002/ { print command; print $0; command = "" }' "$readme" > "$dir/commands"
emvqr() { "$program" "$@"; }
lines=0
while read -r command && read -r wanted; do
    lines=$((lines + 1))
    if [ "$(eval "$command" 2> /dev/null)" != "$wanted" ]; then
        echo "FAILED: $command does not print $wanted"
        failed=1
    fi
done < "$dir/commands"
if [ "$lines" -eq 0 ]; then
    echo "FAILED: the README shows no command with its payload"
    failed=1
fi
exit $failed
