#!/bin/sh
# SPDX-License-Identifier: MIT
# The amalgamation's folder as each platform's builder takes it: platforms.sh CMAKE FOLDER WORK. ESP-IDF and Zephyr are
# too large to install here, so small projects stand in for them that know the commands which a component may call.
set -eu
cmake=$1 folder=$2 work=$3
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$work"
mkdir -p "$work"
"$cmake" --build "$(dirname "$(dirname "$folder")")" --target amalgamation >"$work/log" || { cat "$work/log"; exit 1; }

for platform in esp_idf zephyr; do
    { "$cmake" -S "$here/$platform" -B "$work/$platform" -D "EMVQR_FOLDER=$folder" &&
        "$cmake" --build "$work/$platform"; } >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    [ -x "$work/$platform/firmware" ] && "$work/$platform/firmware" && echo "ok: $platform"
done

# Anybody's CMake.
{ "$cmake" -S "$folder" -B "$work/plain" && "$cmake" --build "$work/plain"; } >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
echo "ok: add_subdirectory"

# PlatformIO and Arduino compile what lies in the folder; their descriptions must read.
"$cmake" -D "FOLDER=$folder" -P "$here/descriptions.cmake"
