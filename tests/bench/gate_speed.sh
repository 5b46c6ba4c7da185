#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Times, as ratios of one run: the CRC and the parse against the plain way to do it (baseline.h), how they grow with bytes,
# objects and lines, and the bulk speed of `emvqr read --json`. With a folder as argument the numbers and
# a plot of the growth (growth.svg) are left there; EMVQR_BENCH_LINES=10000000 reads ten times as many lines.
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/gate.sh
need gcc="gcc libc6-dev" cmake="cmake make" gnuplot=gnuplot-nox
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${1:-$work}
mkdir -p "$out"
lines=${EMVQR_BENCH_LINES:-1000000}

for program in instructions speed; do
    gcc -std=c99 -O2 -Iinclude -o "$work/$program" tests/bench/$program.c src/core/*.c src/networks/*.c
done
{
    cmake -S . -B "$work/build" -DCMAKE_BUILD_TYPE=Release -DEMVQR_ENCODE=OFF -DEMVQR_DECODE=OFF
    cmake --build "$work/build" --parallel "$(nproc)"
} >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
"$work/instructions" print >"$work/payloads"

"$work/speed" payloads <"$work/payloads" >"$out/payloads.txt"
grep -v ratio "$out/payloads.txt" | column -t 2>/dev/null || cat "$out/payloads.txt"
at_least "CRC, ten times as fast as a table of 256 entries" "$(sed -n 's/ratio crc //p' "$out/payloads.txt")" 50
at_least "parse, ten times as fast as the plain one" "$(sed -n 's/ratio parse //p' "$out/payloads.txt")" 40

"$work/speed" growth >"$out/growth.txt"

# Seconds of the processor, since the machine may have others to serve.
seconds() { # FILE COMMAND...
    local TIMEFORMAT='%U %S' from=$1
    shift
    { time "$@" <"$from" >/dev/null; } 2>&1 | awk '{ print $1 + $2 }'
}

: >"$out/lines.txt"
for ((count = 10; count <= lines; count *= 10)); do
    awk -v times=$((count / 10)) '{ line[NR] = $0 } END { while (times--) for (i = 1; i <= NR; i++) print line[i] }' \
        "$work/payloads" >"$work/lines"
    echo "$count $(seconds "$work/lines" "$work/build/emvqr" read --json)" >>"$out/lines.txt"
done
read -r count took < <(tail -n 1 "$out/lines.txt")
counted=$(seconds "$work/lines" wc -l)
# A line's time in times of the plain parse, the mean of the ten payloads' fourth column of times.
plain=$(awk 'NR > 1 && NF == 11 { sum += $6; n++ } END { print sum / n }' "$out/payloads.txt")
gate "emvqr read --json: a line in times of the plain parse" \
    "$(awk -v c="$count" -v t="$took" -v p="$plain" 'BEGIN { printf "%d", t * 1e9 / c / p }')" 16
printf '%d lines a second of one core here; budget 150000\n' "$(awk -v c="$count" -v t="$took" 'BEGIN { printf "%d", c / t }')"
printf '(%s s, %s bytes of JSON for ten lines; wc -l of the same lines takes %s s)\n' "$took" \
    "$("$work/build/emvqr" read --json <"$work/payloads" | wc -c)" "$counted"

# Cost for one stays within three times that of any smaller size; ten times the size would cost ten times that, were it
# quadratic.
growth() { # NAME FILTER
    local worst
    worst=$(awk "$2" "$out/growth.txt" "$out/lines.txt" | awk '
        { each = $2 / $1; if (NR > 1 && each > 0 && least > 0 && 100 * each / least > worst) worst = 100 * each / least }
        { if (NR == 1 || each < least) least = each }
        END { printf "%d", worst }')
    gate "growth with $1: percent of the cheapest smaller one" "$worst" 300
}
growth bytes '$1 == "bytes" { print $2, $3 }'
growth objects '$1 == "objects" { print $2, $3 }'
growth lines 'NF == 2 && $1 >= 10000 { print $1, $2 }'

gnuplot <<PLOT || failed=1
set terminal svg size 900,320 font "sans,11"
set output "$out/growth.svg"
set multiplot layout 1,3
set key left top
set grid
set yrange [0:*]
set xtics 100
set xlabel "bytes"
set ylabel "nanoseconds"
plot "< grep ^bytes $out/growth.txt" using 2:3 with linespoints title "parse", "" using 2:4 with linespoints title "all rules"
set xtics 20
set xlabel "objects"
plot "< grep ^objects $out/growth.txt" using 2:3 with linespoints title "parse", "" using 2:4 with linespoints title "all rules"
set xlabel "lines"
set ylabel "seconds"
set logscale xy
set xtics autofreq
set format x "10^{%L}"
set yrange [*:*]
plot "$out/lines.txt" using 1:2 with linespoints title "read --json"
unset multiplot
PLOT
exit $failed
