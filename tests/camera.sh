#!/bin/sh
# SPDX-License-Identifier: MIT
# camera.sh PROGRAM FAKE: emvqr scan --camera on the cameras that FAKE (support/fake_camera.c, built) pretends: each
# format, each way in which a picture can be lost, and drivers that refuse or lie.
set -u
program=$1 fake=$2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
export FAKE_CAMERA=/dev/zero # a character device, as cameras are; it is never read
passed=0
failed=0

fail() {
    failed=$((failed + 1))
    echo "not ok: formats $FAKE_FORMATS, fault ${FAKE_FAULT:-none}, script $FAKE_SCRIPT: $1"
    sed 's/^/    /' out err
}

# watch STATUS FORMATS FAULT SCRIPT ARGUMENT...: what is seen ends so. A sanitizer's report is no message of ours.
watch() {
    want=$1
    export FAKE_FORMATS="$2" FAKE_FAULT="$3" FAKE_SCRIPT="$4"
    shift 4
    LD_PRELOAD=$fake "$program" scan --json --camera "$@" $FAKE_CAMERA >out 2>err </dev/null
    status=$?
    if [ $status -ne "$want" ] || grep -q 'Sanitizer\|runtime error' err; then
        fail "status $status, not $want"
    else
        passed=$((passed + 1))
    fi
}
says() {
    if grep -qF -e "$1" err; then passed=$((passed + 1)); else fail "no message with \"$1\""; fi
}
# The payload was seen, and nothing else is said.
sees() {
    watch 0 "$@" --time 3000
    if grep -qF "{\"payload\":\"$code\"" out && [ "$(wc -l <out)" -eq 1 ] && [ ! -s err ]; then
        passed=$((passed + 1))
    else
        fail "the payload was not seen"
    fi
}

# Pictures of 648 x 480 pixels: a symbol in noise, and the noise alone.
code=$("$program" make promptpay mobile=0812345678 amount=50) || exit 1
"$program" draw --format txt "$code" >code.txt || exit 1
cat >picture.awk <<'AWK'
{ row[NR - 1] = $0 }
END {
    srand(1)
    printf "P5\n648 480\n255\n"
    for (y = 0; y < 480; y++)
        for (x = 0; x < 648; x++)
            printf "%c", 126 - 70 * (substr(row[int(y / 8)], 2 * int(x / 8) + 1, 1) == "#") - int(rand() * 25)
}
AWK
LC_ALL=C awk -f picture.awk code.txt >symbol.pgm
LC_ALL=C awk -f picture.awk /dev/null >noise.pgm

# Nothing, and nothing whole, in ten seconds: asked first, answered last.
patience() { # SCRIPT
    FAKE_FRAMES=noise.pgm FAKE_FORMATS=GREY FAKE_SCRIPT=$1 LD_PRELOAD=$fake \
        "$program" scan --camera $FAKE_CAMERA >patient.out$1 2>patient.err$1 </dev/null
}
patience '' &
silent=$!
patience hen &
torn=$!

# ---- pictures ----

cat noise.pgm symbol.pgm >late.pgm
export FAKE_FRAMES=symbol.pgm
for format in GREY NV12 YUYV MJPG MJPG-; do
    for fault in '' stride-padded stride-none stride-short one-buffer many-buffers refuses-formats interrupts \
        old-driver jpeg-padded; do
        FAKE_FRAMES=symbol.pgm
        sees $format "$fault" .
    done
    FAKE_FRAMES=late.pgm
    sees $format '' .-.              # the second one
    sees $format '' ..               # both at once: the newer one
    sees $format '' ......           # more than there are buffers
    FAKE_FRAMES=symbol.pgm
    sees $format '' -n-e-.           # none, nothing, a damaged one, one
    sees $format '' l                # cut at the buffer's end
    FAKE_FRAMES=late.pgm
    sees $format '' h-.              # half of one that shows nothing, one
    watch 3 $format '' .-n-e-n --time 300
    says "$FAKE_CAMERA showed no QR symbol in 1 frames"
done

# ---- drivers that refuse ----

FAKE_FRAMES=symbol.pgm
refuses() { # FAULT MESSAGE
    watch 2 GREY "$1" .
    says "$2"
    if [ -s out ]; then fail "something on standard output"; fi
}
refuses open-busy "$FAKE_CAMERA is busy: another program uses the camera"
refuses open-denied "$FAKE_CAMERA may not be opened by this user"
refuses no-camera "$FAKE_CAMERA is no camera that streams pictures"
refuses metadata "$FAKE_CAMERA is no camera that streams pictures"
refuses format-busy "$FAKE_CAMERA is busy"
refuses format-gone "$FAKE_CAMERA is gone"
refuses buffers-busy "$FAKE_CAMERA is busy"
refuses buffers-unknown "$FAKE_CAMERA does not work as a camera: "
refuses no-buffers "$FAKE_CAMERA does not work as a camera: "
refuses no-memory "$FAKE_CAMERA does not work as a camera: "
refuses queue-broken "$FAKE_CAMERA does not work as a camera: "
refuses no-bandwidth "$FAKE_CAMERA cannot stream: the USB bus has no bandwidth left"
refuses size-none "has 0 x 480 pixels"
refuses size-endless "has 4294967295 x 4294967295 pixels"
for fault in '' refuses-formats; do
    watch 2 'RGB3 H264' "$fault" .
    says "$FAKE_CAMERA gives pictures in no format that is known here"
done

# ---- drivers that lie, and what ends in the middle ----

for format in GREY NV12 YUYV; do
    for fault in stride-endless size-doubled; do
        watch 3 $format $fault .-.-. --time 300
        says "$FAKE_CAMERA showed no frame"
    done
done
FAKE_FRAMES=noise.pgm
for format in GREY MJPG; do
    watch 2 $format '' .-.g
    says "$FAKE_CAMERA is gone: plug the camera in again"
    watch 2 $format '' .-o
    says "$FAKE_CAMERA does not work as a camera: "
    watch 2 $format '' .-i
    says "$FAKE_CAMERA does not work as a camera: "
done

gave_up() { # PROCESS SCRIPT
    wait "$1"
    status=$?
    FAKE_FORMATS=GREY FAKE_FAULT='' FAKE_SCRIPT=$2
    mv "patient.out$2" out && mv "patient.err$2" err
    if [ $status -eq 2 ]; then says "$FAKE_CAMERA gives no pictures, or damaged ones"; else fail "status $status"; fi
}
gave_up $silent ''
gave_up $torn hen

echo "$passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
