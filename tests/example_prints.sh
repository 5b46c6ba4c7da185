#!/bin/sh
# SPDX-License-Identifier: MIT
# example_prints.sh SOURCE PROGRAM: what an example prints is what the comment at the head of its source says it prints,
# in lines of at most 100 characters.
set -u
wanted=$(sed -n '/^ \* Prints:$/,/^ \*\/$/s/^ \*     //p' "$1")
printed=$("$2") || { echo "$2 ended with $?"; exit 1; }
printed=$(printf '%s\n' "$printed" | fold -w 100)
[ -n "$wanted" ] || { echo "$1 does not say what it prints"; exit 1; }
if [ "$printed" != "$wanted" ]; then
    printf 'printed:\n%s\nwanted:\n%s\n' "$printed" "$wanted"
    exit 1
fi
