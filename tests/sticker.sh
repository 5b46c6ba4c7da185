#!/bin/sh
# SPDX-License-Identifier: MIT
# sticker.sh PROGRAM: stickers as others see them: SVG through librsvg, PDF through poppler, both scanned again.
set -eu
program=$1
for tool in rsvg-convert pdftoppm fc-match; do
    command -v $tool >/dev/null 2>&1 || { echo "no $tool here: skipped"; exit 77; }
done
LSAN_OPTIONS=suppressions=$(cd "$(dirname "$0")" && pwd)/support/lsan.txt:print_suppressions=0
export LSAN_OPTIONS
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fail() {
    echo "FAILED: $1" >&2
    exit 1
}

printed=0
for name in 'th ร้านข้าว' 'lo ຮ້ານເຂົ້າ' 'km ហាងបាយ' 'my ထမင်းဆိုင်' 'en Rice'; do
    payload=$("$program" make promptpay mobile=0812345678 amount=50 name='Rice shop' language="${name%% *}" \
        name_local="${name#* }")
    if ! "$program" draw "$payload" --sticker -o sticker.pdf 2>err; then
        grep -q 'no font' err || fail "$name: $(cat err)"
        echo "no font for $name here"
        continue
    fi
    "$program" draw "$payload" --sticker --dark '#00204a' --sticker-size 148x105 -o sticker.svg
    pdftoppm -r 150 -png sticker.pdf page
    rsvg-convert -w 900 sticker.svg -o svg.png
    pages=$(ls page*.png | wc -l)
    [ "$pages" -eq 1 ] || fail "$name: $pages pages"
    for picture in page*.png svg.png; do
        "$program" scan --json "$picture" >found || fail "$name: $picture is not read"
        grep -qF "{\"payload\":\"$payload\"" found || fail "$name: $picture says $(cat found)"
    done
    printed=$((printed + 1))
    rm -f page*.png
done
echo "$printed stickers printed and scanned"
[ "$printed" -gt 0 ] || fail "no font here for any name"

refused() {
    what=$1
    shift
    "$program" draw "$payload" "$@" >out 2>err && fail "not refused: $*"
    grep -q -- "$what" err || fail "$*: $(cat err)"
    [ ! -e no.pdf ] && [ ! -s out ] || fail "$*: something was written"
}
refused 'svg or pdf' --sticker -o no.png
refused 'svg or pdf' --sticker
refused 'with --sticker pdf' -o no.pdf
refused 'as large as the sheet allows' --sticker --module 3 -o no.pdf
refused 'of which --sticker' --sticker-size 100x100 -o no.svg
refused 'too small' --sticker --sticker-size 20x20 -o no.pdf
right=$payload
# A name that turns what follows it around: "gpj.exe" would be printed as "exe.jpg".
payload=$(printf '00020101021129370016A0000006770101110113006681234567853037645802TH64180002en0108\342\200\256gpj.exe6304C1DA')
refused 'control-character' --sticker -o no.pdf
refused 'invisible or direction-changing' --sticker --force -o no.pdf
payload=$right
for size in 19x100 100x1001 100 100x 100x100x100 axb 100x-100; do
    refused 'is no size of' --sticker --sticker-size "$size" -o no.pdf
done
