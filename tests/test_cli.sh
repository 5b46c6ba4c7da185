#!/bin/sh
# SPDX-License-Identifier: MIT
# The program from outside, as its users meet it: what it prints, where, and with which exit status.
#   sh tests/test_cli.sh build/emvqr
# Prints each case that fails, and at the end how many passed; ends with 1 when one failed.
set -u
LC_ALL=C
export LC_ALL
unset NO_COLOR POSIXLY_CORRECT
[ $# -eq 1 ] || { echo "usage: sh test_cli.sh PROGRAM" >&2; exit 2; }
case $1 in
*/*) program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") ;;
*) program=$(command -v "$1") ;;
esac
[ -x "$program" ] || { echo "test_cli.sh: $1 is no program" >&2; exit 2; }
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 2' HUP INT TERM
cd "$work" || exit 2

passed=0
failed=0
pass() {
    passed=$((passed + 1))
}
fail() {
    failed=$((failed + 1))
    echo "not ok: $1"
    sed 's/^/    out: /;10q' out
    sed 's/^/    err: /;10q' err
}

# run STATUS WHAT ARGUMENT...: the program with these arguments ends so. Its output stays in out and err.
run() {
    want=$1 what=$2
    shift 2
    "$program" "$@" >out 2>err </dev/null
    status=$?
    if [ $status -eq "$want" ]; then pass; else fail "$what: status $status, not $want"; fi
}
# run_with INPUT STATUS WHAT ARGUMENT...: the same with a file as standard input.
run_with() {
    input=$1 want=$2 what=$3
    shift 3
    "$program" "$@" >out 2>err <"$input"
    status=$?
    if [ $status -eq "$want" ]; then pass; else fail "$what: status $status, not $want"; fi
}
# What the last run left.
out_is() {
    printf '%s\n' "$1" >want
    if cmp -s want out; then pass; else fail "$what: standard output is not \"$1\""; fi
}
no_out() {
    if [ -s out ]; then fail "$what: something on standard output"; else pass; fi
}
no_err() {
    if [ -s err ]; then fail "$what: something on standard error"; else pass; fi
}
out_has() {
    if grep -F -q -e "$1" out; then pass; else fail "$what: no \"$1\" on standard output"; fi
}
out_lacks() {
    if grep -F -q -e "$1" out; then fail "$what: \"$1\" on standard output"; else pass; fi
}
err_lacks() {
    if grep -qF -e "$1" err; then fail "$what: standard error has \"$1\""; else pass; fi
}
err_has() {
    if grep -F -q -e "$1" err; then pass; else fail "$what: no \"$1\" on standard error"; fi
}
out_lines() {
    lines=$(wc -l <out)
    if [ "$lines" -eq "$1" ]; then pass; else fail "$what: $lines lines, not $1"; fi
}

# A made-up phone number, static; and the same for 50 baht.
static=00020101021129370016A0000006770101110113006681234567853037645802TH6304823E
fifty=00020101021229370016A000000677010111011300668123456785303764540550.005802TH63045197
broken=${static%????}0000

# ---- usage ----

run 2 "no verb"
no_out
err_has "Usage: emvqr"
run 2 "unknown verb" mak
err_has 'did you mean "make"'
run 2 "unknown option before a verb" --frobnicate
for verb in make read scan edit draw networks; do
    run 0 "help $verb" help $verb
    out_has "emvqr $verb"
    cp out before
    run 0 "$verb --help" $verb --help
    if cmp -s before out; then pass; else fail "$verb --help says something else than help $verb"; fi
    run 2 "$verb with an unknown option" $verb --frobnicate
    no_out
    err_has "--frobnicate"
    run 2 "$verb with an unknown letter" $verb -Z
    err_has "-Z"
done
run 0 "--version" --version
out_has "emvqr "
out_lines 1
run 0 "help" help
out_has "emvqr read"
run 0 "help findings" help findings
for code in truncated bad-id crc-mismatch duplicate-object ambiguous-length-unit not-emv control-character expired order; do
    out_has "$code"
done
run 2 "help of nothing" help frobnicate
run 2 "an option without its value" read --policy
err_has "needs a value"
run 2 "a policy that is none" read --policy lax "$static"
run 2 "a time that is none" read --now 2026-02-30T00:00:00Z "$static"
run 2 "a time without its zone" read --now 2026-02-01T00:00:00 "$static"
run 0 "a time" read --now 2028-02-29T23:59:59Z "$static"

# ---- make ----

run 0 "make" make promptpay mobile=0812345678
out_is "$static"
no_err
run 0 "make with an amount" make promptpay mobile=081-234-5678 amount=50
out_is "$fifty"
run 0 "make with options in between" make promptpay --force mobile=0812345678 amount=50
out_is "$fifty"
run 2 "make without a network" make
run 2 "make without a key" make promptpay
run 2 "make for an unknown network" make promtpay mobile=0812345678
no_out
err_has '"promptpay"'
run 2 "make with an unknown key" make promptpay mobil=0812345678
no_out
err_has '"mobile"'
run 2 "make with an unknown key of a network whose templates share keys" make qris zzz=1
err_has "Keys of qris: guid merchant_pan merchant_id criteria bic"
run 1 "make without a key that all networks share" make vietqr service=QRCASH bank=VIB account=1 name=A city=B
err_has "reference is missing"
err_has "970441 (VIB)"
run 0 "make with two banks" make vietqr bank=VCB bank_bin=970416 account=1
err_has "object 38.01.00 was set twice, and what was said last counts"
err_lacks "970436"
run 0 "make with two banks, the other way round" make vietqr bank_bin=970416 bank=VCB account=1
err_has "object 38.01.00 was set twice"
run 0 "make with a bank said twice alike" make vietqr bank=VCB bank_bin=970436 account=1
err_lacks "twice"
run 1 "make of a static code without the national merchant ID" make qris guid=COM.EXAMPLE.WWW name=A city=B \
    merchant_pan=936009990000000018 merchant_id=M category=5812 postal_code=10110 criteria=UMI
no_out
err_has "missing-object at 51"
err_has "keys for it: nmid national_guid national_criteria"
run 2 "make with an argument that sets nothing" make promptpay mobile
err_has "KEY=VALUE"
run 1 "make with a value that is not understood" make promptpay mobile=12
no_out
run 1 "make without a required key" make promptpay amount=50
no_out
err_has "missing"
run 1 "make with an amount of thousands" make promptpay mobile=0812345678 amount=1,000
no_out
run 1 "make with object 63" make promptpay mobile=0812345678 63=ABCD
no_out
run 0 "make with an object by its path" make promptpay mobile=0812345678 62.07=A1
out_has "62060702A1"
run 0 "make with a value that begins with a dash" make promptpay mobile=0812345678 62.07=-1
run 0 "make with a wrong check digit" make promptpay national_id=1234567890122
out_lines 1
err_has "check digit"

# Several accounts in one code.
run 0 "make --also" make promptpay mobile=0812345678 amount=50 --also visa account=4000 category=5812 name=A city=B
out_is 0002010102120204400029370016A00000067701011101130066812345678520458125303764540550.005802TH5901A6001B63045116
no_err
run 0 "make --also in another order" make visa account=4000 amount=50 --also promptpay name=A mobile=0812345678 city=B \
    category=5812
out_is 0002010102120204400029370016A00000067701011101130066812345678520458125303764540550.005802TH5901A6001B63045116
run 0 "make --also behind --" make promptpay mobile=0812345678 --also=visa account=4000 category=5812 -- name=A city=B
out_has "02044000"
run 0 "make --also with options in between" make visa account=1 --force --also visa account=2 --fold category=5812 \
    currency=USD country=US --also mastercard account=3 name=A city=B
out_has "020110301204013"
run 1 "make --also with another currency" make vietqr bank=VCB account=1 --also lapnet iin=27710418 payment_type=001 \
    receiver_id=1
no_out
run 1 "make --also with another currency elsewhere" make promptpay mobile=0812345678 --also vietqr bank=VCB account=1
no_out
err_has "different currencies"
run 1 "make --also twice the same" make promptpay mobile=0812345678 --also promptpay mobile=0898765432
no_out
err_has "promptpay: "
run 1 "make --also with two sums" make promptpay mobile=0812345678 amount=5 --also unionpay amount=6
no_out
err_has "54"
run 2 "make --also first" make --also visa account=1
no_out
err_has "before it"
run 2 "make --also without a network" make promptpay mobile=0812345678 --also
run 2 "make --also for an unknown network" make promptpay mobile=0812345678 --also viza account=1
err_has '"visa"'
run 2 "make --also without a key" make promptpay mobile=0812345678 --also visa
err_has "networks visa"
run 2 "make --also with another's key" make promptpay mobile=0812345678 --also visa mobile=0812345678
err_has "Keys of visa"
run 2 "make of nine accounts" make visa account=1 --also visa account=1 --also visa account=1 --also visa account=1 \
    --also visa account=1 --also visa account=1 --also visa account=1 --also visa account=1 --also visa account=1
err_has "at most 8"

# ---- read ----

run 0 "read" read "$static"
out_has "PromptPay"
out_has "0812345678"
no_err
run 1 "read a wrong CRC" read "$broken"
out_has "crc-mismatch"
run 1 "read several" read "$static" "$broken"
out_has "crc-mismatch"
run 0 "read behind --" read -- "$static"
run 1 "read a payload like an option" read --json -- --json
out_lines 1
run 1 "two accounts under one ID, each told of once" read \
    0002020102112603ABC26350014A000000615000101061115550203QR153034585802MY630485C1
out_has 'Acquirer id   111555'
out_lacks '26.01         111555'
run 1 "read an empty payload" read --json ""
out_lines 1
out_has '"payload":""'
printf '%s\r\n\n%s' "$static" "$fifty" >lines
run_with lines 1 "read lines" read --json
out_lines 3
out_lacks 'surrounding-space'
out_has '"payload":""'
run_with lines 1 "read lines by -" read --json -
out_lines 3
run 0 "read no lines" read --json
no_out
printf '  %s\t\n' "$static" >lines
run_with lines 0 "blanks around" read --json
out_has '"surrounding-space"'
out_has '"offset":2,'
run_with lines 1 "blanks around, strictly" read --json --policy strict
"$program" read <. >out 2>err
if [ $? -eq 2 ] && [ ! -s out ]; then pass; else fail "read of a folder"; fi

run 0 "the JSON's keys" read --json "$fifty"
for part in '"ok":true' '"format":"emv-mpm"' '"length_unit":"characters"' \
    '"crc":{"stored":"5197","computed":"5197","ok":true}' '"initiation":"dynamic"' '"amount":"50.00"' \
    '"amount_minor":5000,"exponent":2' '"currency":"THB"' '"country":"TH"' '"tip":null' \
    '"merchant":{"name":null,"city":null,"category":null,"postal_code":null,"language":null,"name_local":null,"city_local":null,"category_name":null,"country_name":"Thailand"}' \
    '"additional":{}' '"prompts":[]' '"network":"promptpay","type":"transfer","path":"29","guid":"A000000677010111","ok":true' \
    '"fields":{"mobile":"0066812345678"}' '{"path":"29.01","offset":36,' '"findings":[]'; do
    out_has "$part"
done
out_lacks '"source"'
out_lacks 'payload_hex'
# One account in two templates is one entry, and sound when both are.
qris='00020101021126610014COM.GO-JEK.WWW01189360091430000000180210G0000000180303UMI51440014ID.CO.QRIS.WWW0215ID10180000000190303UMI5204581253033605802ID5913WARUNG CONTOH6013JAKARTA PUSAT61051011062070703A0163041138'
run 0 "an account of two templates" read --json "$qris"
out_has '"networks":[{"network":"qris","type":"payment","path":"26","guid":"COM.GO-JEK.WWW","ok":true,"fields":{"guid":"COM.GO-JEK.WWW",'
out_has '"nmid":"ID1018000000019"'
out_lacks '"path":"51","guid"'
run 0 "a type behind its keys" make qris merchant_pan=9360082230000000177 merchant_id=1 name=BUDI city=JAKARTA \
    postal_code=10220 proprietary=TX1 type=transfer
out_has "40340002000119"

run 0 "a static code" read --json "$static"
out_has '"amount":null,"amount_minor":null,"exponent":null'
run 1 "a URL" read --json https://example.com/pay
out_has '"format":"url"'
out_has '"crc":{"stored":null,"computed":null,"ok":false}'
out_has '"objects":[]'
sample='00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A'
run 0 "EMVCo's sample for people" read "$sample"
out_has '4111 (city transport, ferry)'
out_has 'CN (China)'
run 0 "EMVCo's sample" read --json "$sample"
out_has '"category_name":"city transport, ferry","country_name":"China"}'
out_has '"name_local":"最佳运输"'
out_has '"prompts":["customer"]'
out_has '"tip":{"kind":"prompt","value":null}'
run 1 "EMVCo's sample with a letter changed" read --json "$(printf %s "$sample" | sed 's/TRANSPORT/TRANSPORX/')"
out_has '"ok":false'
out_has '"crc-mismatch"'
run 1 "two units that both fit" read --json '00020101021129370016A0000006770101110113006681234567853037645802TH5916🍜🍜🍜🍜🍜🍜🍜🍜54049.996304EAEF'
out_has '"ambiguous-length-unit"'

# ---- who is paid, and who should be ----

swapped=$("$program" make promptpay mobile=0812345679)
payee=01dd8282363aa387f3e5745134f96c3aa571890501e035200136c7506d0585c8c2
run 0 "the payee" read --json "$static" "$fifty"
if [ "$(grep -c "\"payee\":\"$payee\"" out)" -eq 2 ]; then pass; else fail "$what: it changes with the amount"; fi
out_lacks '"expected"'
run 1 "the payee of a broken payload" read --json "$broken" "" https://example.com/pay
if [ "$(grep -c '"payee":null' out)" -eq 3 ]; then pass; else fail "$what: not null"; fi
run 0 "the payee that is expected" read --json --expect "$static" "$static"
out_has "\"payee\":\"$payee\",\"expected\":{\"payee\":true,\"differences\":[]}"
run 0 "the payee that is expected, with a sum" read --json --expect " $static " "$fifty"
out_has '"expected":{"payee":true,"differences":[{"kind":"amount","severity":"warning","path":"54","expected":null,"read":"50.00"},{"kind":"terms","severity":"warning","path":"01","expected":"11","read":"12"}]}'
out_lacks 'payee-differs'
run 1 "another payee" read --json --expect "$static" "$swapped"
out_has '"ok":false'
out_has '"expected":{"payee":false,"differences":[{"kind":"payee","severity":"error","path":"29.01","expected":"0066812345678","read":"0066812345679"}]}'
out_has '{"severity":"error","code":"payee-differs","path":"29.01","offset":36,"network":null,'
run 1 "another payee, strictly" read --json --policy strict --expect "$static" "$swapped"
run 1 "another payee for people" read --expect "$static" "$swapped"
out_has 'another payee'
out_has 'expected "0066812345678", read "0066812345679" (payee)'
out_has 'error payee-differs at 29.01, byte 36'
run 0 "the same payee for people" read --expect "$static" "$fifty"
out_has 'the same payee'
out_has 'expected nothing, read "50.00" (amount)'
run 1 "a broken payload where another is expected" read --json --expect "$static" "$broken"
out_has '"expected":{"payee":null,"differences":[]}'
out_lacks 'payee-differs'
run 1 "a broken payload where another is expected, for people" read --expect "$static" "$broken"
out_has 'cannot be compared'
printf '%s\n%s\n\n%s\n' "$static" "$swapped" "$fifty" >lines
run_with lines 1 "lines where one is expected" read --json --expect "$static"
out_lines 4
if [ "$(grep -c '"expected":{"payee":true' out)" -eq 2 ]; then pass; else fail "$what: not two of them"; fi
for wrong in "$broken" "" https://example.com/pay "$(printf %s "$static" | cut -c1-40)"; do
    run 2 "a broken payload is expected" read --expect "$wrong" "$static"
    no_out
    err_has "--expect"
    run 2 "a broken payload is expected of a picture" scan --expect "$wrong" none.png
    err_has "--expect"
done
run 2 "a payload that pays nobody is expected" read --expect 000201530376463040CF1 "$static"
no_out
err_has "nobody is paid"
hostile=$(printf '00020101021129370016A0000006770101110113006681234567853037645802TH62100506a\033[2Jb63044874')
run 1 "hostile bytes where others are expected" read --expect "$static" "$hostile"
out_has 'read "a\u{1B}[2Jb" (other)'

# ---- hostile bytes ----

printf 'a\000b\377\033[2J\302\205\342\200\256"\\\n%s\n' "$static" >hostile
run_with hostile 1 "hostile bytes as JSON" read --json
out_lines 2
out_has '"payload_hex":"610062ff1b5b324ac285e280ae225c"'
out_has '"payload":"a\u0000b'
out_has '\u001b[2J\u0085\u202e\"\\'
run_with hostile 1 "hostile bytes as text" read
out_has 'a\u{0}b\x{FF}\u{1B}[2J\u{85}\u{202E}"\'
if LC_ALL=C grep -q "$(printf '\033')" out; then fail "an escape character reaches the terminal"; else pass; fi
run 2 "hostile bytes in an argument" make "$(printf 'x\033[2J')" a=b
err_has 'x\u{1B}[2J'

awk 'BEGIN { for (i = 0; i < 70000; i++) printf "x"; printf "\n" }' >long
printf '%s\n' "$static" >>long
awk 'BEGIN { for (i = 0; i < 300000; i++) printf "y" }' >>long
run_with long 1 "lines without an end" read --json
out_lines 3
sed -n 1p out >first
sed -n 3p out >last
sed -n 2p out >second
mv second out
out_has '"ok":true'
mv first out
out_has '"too-long"'
out_has '"payload_cut":true'
mv last out
out_has '"too-long"'
awk 'BEGIN { for (i = 0; i < 65535; i++) printf "z"; printf "\r\n" }' >long
run_with long 1 "the longest line" read --json
out_lines 1
out_lacks '"payload_cut"'

# ---- output that cannot be written ----

if [ -c /dev/full ]; then
    "$program" read "$static" >/dev/full 2>err
    if [ $? -eq 2 ] && [ -s err ]; then pass; else fail "a full disk"; fi
    "$program" make promptpay mobile=0812345678 >/dev/full 2>err
    if [ $? -eq 2 ] && [ -s err ]; then pass; else fail "a full disk for make"; fi
fi
"$program" read "$static" >&- 2>err
if [ $? -eq 2 ] && [ -s err ]; then pass; else fail "standard output is closed"; fi
awk -v line="$fifty" 'BEGIN { for (i = 0; i < 20000; i++) print line }' >many
{
    "$program" read --json <many 2>err
    echo $? >status
} | head -n 1 >out
if [ "$(cat status)" -eq 2 ] && [ ! -s err ] && [ -s out ]; then pass; else fail "a reader that goes away"; fi

# wait_for CONDITION...: up to ten seconds.
wait_for() {
    tries=0
    while ! test "$@" && [ $tries -lt 100 ]; do
        sleep 0.1
        tries=$((tries + 1))
    done
    test "$@"
}

mkfifo pipe
for jobs in 1 4; do
    # A line is answered before the next one is there.
    rm -f answers
    "$program" read --json -j $jobs <pipe >answers 2>err &
    reader=$!
    exec 3>pipe
    printf '%s\n' "$static" >&3
    if wait_for -s answers; then pass; else fail "-j $jobs: an answer comes only when the input ends"; fi
    exec 3>&-
    wait $reader
    # Nobody reads the answers any more: the program ends, though its input goes on.
    rm -f status out
    {
        "$program" read --json -j $jobs <pipe 2>err
        echo $? >status
    } | head -n 1 >out &
    reader=$!
    exec 3>pipe
    printf '%s\n' "$static" >&3
    wait_for -s out
    printf '%s\n' "$static" "$static" >&3
    wait_for -s status
    if [ "$(cat status)" = 2 ] && [ ! -s err ]; then pass; else fail "-j $jobs: waits for input that nobody wants"; fi
    exec 3>&-
    wait $reader
done

# ---- several threads ----

run 2 "-j that is no number" read -j four "$static"
run 2 "-j of too much" read -j 257 "$static"
run 2 "-j without a number" read -j
run 0 "-j with a payload" read -j 4 "$static"
run 0 "-j without a line" read -j 4
no_out
printf '%s\n%s' "$static" "$fifty" >lines
run_with lines 0 "-j for each core" read --json -j 0
out_lines 2
run_with lines 0 "-j of more than there are lines" read --json --jobs=256
out_lines 2
"$program" read -j 4 <. >out 2>err
if [ $? -eq 2 ] && [ ! -s out ] && [ -s err ]; then pass; else fail "read -j 4 of a folder"; fi
{
    "$program" read --json -j 4 <many 2>err
    echo $? >status
} | head -n 1 >out
if [ "$(cat status)" -eq 2 ] && [ ! -s err ] && [ -s out ]; then pass; else fail "-j 4: a reader that goes away"; fi
if [ -c /dev/full ]; then
    "$program" read --json -j 4 <many >/dev/full 2>err
    if [ $? -eq 2 ] && [ -s err ]; then pass; else fail "-j 4: a full disk"; fi
fi
# Lines of all kinds, one of ten million bytes among them, are answered in their order.
awk -v good="$static" -v fifty="$fifty" -v bad="$broken" 'BEGIN {
    for (i = 0; i < 200000; i++) {
        kind = (i * 7919) % 23
        if (kind < 3) print fifty; else if (kind < 5) print good; else if (kind == 5) print bad
        else if (kind < 12) print ""; else print i
        if (i == 100000) { x = "x"; while (length(x) < 10000000) x = x x; print x }
    }
    printf "the last line has no end"
}' >mixed
"$program" read --json <mixed >out 2>err
status=$?
if [ $status -eq 1 ] && [ "$(wc -l <out)" -eq 200002 ]; then pass; else fail "200,002 lines: status $status"; fi
"$program" read --json -j 4 <mixed >out4 2>err
status=$?
if [ $status -eq 1 ] && cmp -s out out4; then pass; else fail "-j 4 answers otherwise: status $status"; fi
head -n 20000 mixed >lines
"$program" read <lines >out 2>err
"$program" read -j 3 <lines >out4 2>err
if cmp -s out out4; then pass; else fail "-j 3 explains otherwise"; fi
rm -f out4 mixed

# ---- edit ----

for payload in "$static" "$fifty" "$sample" "  $static " ; do
    run 0 "edit without a change" edit "$payload"
    out_is "$payload"
done
printf '%s\r\n' "$static" >line
run_with line 0 "edit of standard input" edit
out_is "$static"
run_with line 0 "edit of standard input by -" edit - --amount 50 --dynamic
out_is "$fifty"
run 0 "edit back" edit "$fifty" --amount none --static
out_is "$static"
run 0 "edit with options first" edit --amount 50 --dynamic "$static"
out_is "$fifty"
run 0 "edit of the amount alone" edit "$static" --amount 50
out_has 010211
run 0 "edit sets and unsets" edit "$sample" --set terminal=T1 --unset 62.06 --set 91.07=99
out_has '6220030412340702T10902ME'
out_lacks '***'
run 0 "edit unsets what is absent" edit "$static" --unset 62.07
out_is "$static"
run 1 "edit of a wrong CRC" edit "$broken"
no_out
err_has "crc-mismatch"
run 0 "edit of a wrong CRC by force" edit --force "$broken" --set 01=11
out_is "$static"
for payload in "${static}x" "${static%?????????}" "not a payload" "$static$static" ""; do
    run 1 "edit of \"$payload\" by force" edit --force "$payload" --amount 5
    no_out
done
# Codes whose object 82 signs the others: by a rule that is known, and by one that is not.
sealed='00020201021126580014A000000615000101065641600226120000000000000RHBQR0000015204739953034585802MY5912KEDAI CONTOH6002MY6105142008264D845E4E53893DE4C825CAE3A31992F7EA32547F9D06923E908C7B6B35B36E52663043397'
sealed_fifty='00020201021226580014A000000615000101065641600226120000000000000RHBQR000001520473995303458540550.005802MY5912KEDAI CONTOH6002MY6105142008264EC6198D6E4C674B29F9147EED73BF5D36C0001193E5C7DBD3227B3CEC810DB1A630425F7'
foreign='00020201021126580014A000000615000101068900610226120000000000000RHBQR0000015204739953034585802MY5912KEDAI CONTOH6002MY61051420082403c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c6304B89A'
run 0 "edit of a sealed code" edit "$sealed" --amount 50 --dynamic
out_is "$sealed_fifty"
err_has "made anew"
run 1 "edit of a code sealed by others" edit "$foreign" --amount 50
no_out
err_has "stale-digest"
err_has "--digest"
run 0 "edit that keeps a digest" edit "$foreign" --amount 50 --digest keep
out_has "8240"
run 0 "edit that drops a digest" edit "$foreign" --digest drop
out_lacks "8240"
run 0 "edit that remakes a digest" edit "$foreign" --digest remake
out_has "8264"
err_has "may refuse"
run 0 "edit that remakes a digest which fitted" edit "$sealed" --amount 50 --dynamic --digest remake
out_is "$sealed_fifty"
err_has "may still refuse"
run 2 "edit with a digest's treatment that is none" edit "$foreign" --digest shred
no_out

unpadded=00020101021133380004BCEL0106ONEPAY0216mch00000000000215303418540410005803VTE6002LA62080104INV1630397B
run 0 "edit of a code whose CRC lacks its leading zero" edit "$unpadded" --amount 5
out_is 00020101021133380004BCEL0106ONEPAY0216mch00000000000215303418540155803VTE6002LA62080104INV163043576
run 1 "edit of a code whose unpadded CRC is wrong" edit "${unpadded%B}C" --amount 5
no_out
run 1 "edit of object 63" edit "$static" --unset 63
no_out
run 1 "edit of object 00" edit "$static" --set 00=02
no_out
run 1 "edit that leaves no account" edit "$static" --unset 29
no_out
run 1 "edit with an amount of zero" edit "$static" --amount 0
no_out
run 2 "edit with an unknown key" edit "$static" --set frobnicate=1
no_out
run 2 "edit with what is no path" edit "$static" --unset x
run 2 "edit of two payloads" edit "$static" "$fifty"
run 2 "edit of nothing" edit

# ---- networks ----

run 0 "networks" networks
out_has "promptpay"
run 0 "one network" networks promptpay
out_has "29.01"
out_has "amount"
run 0 "one network as JSON" networks --json promptpay
out_lines 1
out_has '"key":"mobile","path":"29.01"'
run 0 "what networks share" networks emvco
run 2 "an unknown network" networks promtpay
err_has "promptpay"
run 2 "two networks" networks promptpay visa

# ---- draw and scan ----

"$program" draw --format txt "$static" >out 2>err
if grep -q 'this build draws no' err; then
    echo "no encode front end in this build: draw and scan are not tested"
else
    run 0 "draw" draw --format txt "$static"
    out_has "##"
    out_lines 45
    for format in svg pbm png txt; do
        run 0 "draw $format" draw -o code.$format "$static"
        no_out
        if [ -s code.$format ]; then pass; else fail "draw $format: no file"; fi
        run 0 "draw $format on standard output" draw -o - --format $format "$static"
        if cmp -s out code.$format; then pass; else fail "draw -o - --format $format differs from the file"; fi
    done
    printf ' %s\n' "$static" >line
    run_with line 0 "draw standard input" draw -o line.pbm
    if cmp -s code.pbm line.pbm; then pass; else fail "blanks around a payload are drawn"; fi
    run 0 "draw without quiet zone" draw --format txt --quiet 0 "$static"
    out_lines 37
    run 0 "draw with options" draw --format pbm --ecc h --module 3 --quiet 2 --segments optimal --eci none "$static"
    run 1 "draw a wrong CRC" draw -o no.png "$broken"
    if [ -e no.png ]; then fail "draw of a wrong CRC leaves a file"; else pass; fi
    run 0 "draw a wrong CRC by force" draw --force --format txt "$broken"
    run 1 "draw what is broken by force" draw --force --format txt "${static}x"
    run 2 "draw with no module" draw --module 0 "$static"
    run 2 "draw with a module of too much" draw --module 101 "$static"
    run 2 "draw with a quiet zone of words" draw --quiet four "$static"
    run 0 "draw for a receipt" draw -o code.escpos "$static"
    run 2 "draw for paper that is too narrow" draw --format escpos -o no.bin --module 9 "$static"
    err_has "--module 8 is the most that fits"
    if [ -e no.bin ]; then fail "a file for paper that is too narrow"; else pass; fi
    run 2 "draw for a strip of paper" draw --format zpl --paper 40 "$static"
    err_has "--segments optimal"
    run 0 "draw for wider paper" draw --format zpl --paper 576 --module 9 "$static"
    out_has "^GFA,"
    no_err
    run 0 "draw by the printer" draw -o - --format escpos-native "$static"
    out_has "$static"
    run 2 "draw by the printer, too large" draw -o - --format escpos-native --module 99 --paper 1000 "$static"
    err_has "1 to 16 dots"
    run 0 "draw in millimetres" draw -o mm.svg --module-mm 0.5 "$static"
    if grep -q 'width="22.500mm"' mm.svg; then pass; else fail "draw in millimetres: the SVG's width"; fi
    run 0 "draw in millimetres of whole dots" draw -o - --format escpos --module-mm 0.33 "$static"
    err_has "3 whole dots at 203 dpi: 0.375 mm"
    run 0 "draw small dots" draw -o - --format escpos --module 2 "$static"
    err_has "smear"
    run 2 "draw two sizes" draw -o no.png --module 3 --module-mm 0.5 "$static"
    for size in 0 0.04 20.1 .x 1,5 -1 1e1 1.2.3 99999999999999999999; do
        run 2 "draw modules of $size mm" draw -o no.png --module-mm "$size" "$static"
    done
    for size in .5 1 1. 0.050001 20; do
        run 0 "draw modules of $size mm" draw -o mm.svg --module-mm "$size" "$static"
    done
    run 0 "draw in colours" draw -o colour.png --dark "#004b87" --light FFF7E6 "$static"
    run 2 "draw in pale colours" draw -o no.png --dark "#ff0000" "$static"
    err_has "3.99 : 1"
    run 2 "draw in negative" draw -o no.png --dark "#ffffff" --light "#000000" "$static"
    err_has "light on dark"
    run 2 "draw in no colours" draw -o no.png --dark red "$static"
    run 2 "draw colours on a receipt" draw -o no.bin --format escpos --dark "#004b87" "$static"
    { # one red pixel
        printf '\211PNG\015\012\032\012\000\000\000\015IHDR\000\000\000\001\000\000\000\001\010\002\000\000\000\220wS\336'
        printf '\000\000\000\014IDATx\332c8\240\140\000\000\002\264\001\021\020\075X\036\000\000\000\000IEND\256B\140\202'
    } >red.png
    run 0 "draw with a logo" draw -o logo.png --logo red.png "$static"
    run 0 "draw with a logo on a larger symbol" draw -o large.png --logo red.png --logo-size 22 "$static"
    err_has "has 41 modules a side instead of 37; a smaller --logo-size or --segments optimal may need fewer"
    run 0 "draw with a logo on the smallest symbol" draw -o large.png --segments optimal --logo red.png "$static"
    err_has "has 33 modules a side instead of 29; a smaller --logo-size may need fewer"
    run 0 "draw with a logo into SVG" draw -o logo.svg --logo red.png --logo-size 12 "$static"
    if grep -q '<image' logo.svg; then pass; else fail "draw with a logo into SVG: no image"; fi
    run 2 "draw with half a symbol of logo" draw -o no.png --logo red.png --logo-size 50 "$static"
    err_has "is the most for this payload"
    most=$(sed 's/.*--logo-size \([0-9]*\).*/\1/' err)
    run 0 "draw with as much logo as fits" draw -o most.png --logo red.png --logo-size "$most" "$static"
    run 2 "draw with more logo than fits" draw -o no.png --logo red.png --logo-size $((most + 8)) "$static"
    run 2 "draw with a logo that is none" draw -o no.png --logo code.svg "$static"
    err_has "no PNG"
    run 2 "draw with a logo that is nowhere" draw -o no.png --logo nowhere.png "$static"
    err_has "nowhere.png"
    run 2 "draw with a folder for a logo" draw -o no.png --logo . "$static"
    run 2 "draw a logo on a receipt" draw -o no.bin --format escpos --logo red.png "$static"
    run 2 "draw with the size of no logo" draw -o no.png --logo-size 10 "$static"
    run 0 "draw without a look" draw -o same.png --no-check "$static"
    if cmp -s same.png code.png; then pass; else fail "--no-check draws something else"; fi
    if [ -e no.png ]; then fail "a file of what was refused"; else pass; fi
    run 2 "draw with an unknown correction" draw --ecc X "$static"
    run 2 "draw into an unknown format" draw -o code.gif "$static"
    err_has "png"
    if [ -e code.gif ]; then fail "a file of an unknown format"; else pass; fi
    run 2 "draw an unknown format" draw --format gif "$static"
    run 2 "draw on standard output, format unknown" draw -o - "$static"
    run 2 "draw into a folder that is not there" draw -o nowhere/code.png "$static"
    err_has "nowhere/code.png"
    what="draw more than a file may hold"
    (ulimit -f 1 && "$program" draw -o large.svg "$static") >out 2>err </dev/null
    status=$?
    if [ $status -eq 2 ] && [ ! -e large.svg ]; then pass; else fail "$what: status $status, or half of a picture"; fi
    err_has "large.svg cannot be written: "
    run 2 "draw modules of too many dots" draw -o no.png --module-mm 20 "$static"
    err_has "a lower --dpi may do"
    if [ -c /dev/full ]; then
        run 2 "draw onto a full disk" draw -o /dev/full --format png "$static"
        if [ -c /dev/full ]; then pass; else fail "draw removed a device"; fi
    fi
    "$program" draw --format png "$static" >&- 2>err
    if [ $? -eq 2 ]; then pass; else fail "draw to a closed standard output"; fi
    run 0 "make draws too" make promptpay mobile=0812345678 -o made.png
    out_is "$static"
    run 0 "make --draw" make promptpay mobile=0812345678 --draw
    out_is "$static"
    run 0 "make draws twice" make promptpay mobile=0812345678 -o made.png --draw --dark "#004b87" --module-mm 0.5
    out_is "$static"
    err_has "▀"
    run 2 "make a receipt of UTF-8 by the printer" make promptpay mobile=0812345678 -o made.bin --eci utf8 \
        --format escpos-native
    no_out
    run 2 "make -o -" make promptpay mobile=0812345678 -o -
    no_out
    run 2 "make into an unknown format" make promptpay mobile=0812345678 -o made.gif
    no_out

    run 0 "scan" scan code.png
    if grep -q 'this build finds no' err; then
        echo "no decode front end in this build: scan is not tested"
    else
        out_has "PromptPay"
        out_has "code.png"
        run 0 "scan what is expected" scan --json --expect "$fifty" code.png
        out_has '"expected":{"payee":true,'
        run 1 "scan another payee" scan --expect "$swapped" code.png
        out_has 'payee-differs'
        run 0 "scan as JSON" scan --json code.png made.png code.pbm
        out_lines 3
        for file in colour logo most; do
            run 0 "scan $file" scan --json $file.png
            out_has "{\"payload\":\"$static\""
        done
        run_with code.png 0 "scan standard input" scan --json -
        out_has '"source":"-"'
        "$program" draw --force -o bad.png "$broken" 2>err
        run 1 "scan a wrong CRC" scan --json code.png bad.png
        out_lines 2
        printf 'P4\n64 64\n' >white.pbm
        head -c 512 /dev/zero >>white.pbm
        run 3 "scan a white picture" scan --json white.pbm
        no_out
        err_has "white.pbm"
        run 3 "scan a white picture and a code" scan --json white.pbm code.png
        out_lines 1
        run 1 "scan a white picture and a wrong CRC" scan --json white.pbm bad.png
        run 2 "scan what is not there" scan --json bad.png nowhere.png code.png
        out_lines 2
        err_has "nowhere.png"
        run 2 "scan what is no picture" scan line
        head -c 100 code.png >cut.png
        run 2 "scan half a picture" scan cut.png
        run 2 "scan nothing" scan
        printf '\211PNG\r\n\032\n%20s' "" >noise.png # no header: spaces are no size either
        run 2 "scan noise that begins as a PNG" scan noise.png
        err_has "is no picture"
        printf 'P5 20000 20000 255\n' >large.pgm
        run 2 "scan what is too large" scan large.pgm
        err_has "large.pgm is too large: 16384 pixels a side"
        # Processes that end before they have answered; here while they wait for a picture.
        mkfifo never.png
        for end in KILL:'too much time or memory' SYS:'as an attack would' SEGV:'breaks the decoder'; do
            what="scan what ends by SIG${end%%:*}"
            "$program" scan never.png >out 2>err </dev/null &
            scanner=$!
            decoder=
            for i in 1 2 3 4 5 6 7 8 9; do
                decoder=$(cat /proc/$scanner/task/$scanner/children 2>/dev/null)
                if [ -n "$decoder" ]; then break; fi
                sleep 1
            done
            if [ -n "$decoder" ]; then
                kill -"${end%%:*}" $decoder
                wait $scanner
                status=$?
                if [ $status -eq 2 ]; then pass; else fail "$what: status $status, not 2"; fi
                err_has "never.png could not be decoded safely: "
                err_has "${end#*:}"
            else # no Linux, or one that does not list children
                kill $scanner
                wait $scanner
            fi
        done
        # Frames of a camera, as a recording: of "!" (dark) and "~" (light), turned, and blurred by a box.
        cat >frame.awk <<'AWK'
{ row[NR - 1] = $0 }
function light(x, y,   u, v) {
    u = int(((x - 100) * cos(turn) + (y - 80) * sin(turn)) / 3 + NR / 2 + 1000) - 1000
    v = int(((y - 80) * cos(turn) - (x - 100) * sin(turn)) / 3 + NR / 2 + 1000) - 1000
    return u < 0 || v < 0 || v >= NR || substr(row[v], 2 * u + 1, 1) != "#"
}
END {
    printf "P5\n# a frame\n200 160 255\n"
    for (y = 0; y < 160; y++)
        for (x = 0; x < 200; x++) {
            sum = 0
            for (i = -blur; i <= blur; i++) sum += light(x + i * 2, y + i) + light(x - i, y + i * 2)
            printf "%c", 33 + int(93 * sum / (4 * blur + 2))
        }
}
AWK
        "$program" draw --format txt "$static" >code.txt 2>err
        "$program" draw --force --format txt "$broken" >broken.txt 2>err
        awk -v turn=0.4 -v blur=4 -f frame.awk code.txt >blurred.pgm
        awk -v turn=1.2 -v blur=3 -f frame.awk code.txt >askew.pgm
        awk -v turn=0.4 -v blur=0 -f frame.awk code.txt >clear.pgm
        awk -v turn=0.4 -v blur=0 -f frame.awk broken.txt >wrong.pgm
        cat blurred.pgm askew.pgm wrong.pgm clear.pgm blurred.pgm >five.pgm
        run 0 "watch five frames" scan --json --camera five.pgm
        out_has "{\"payload\":\"$static\",\"source\":\"five.pgm\""
        out_lines 1
        no_err
        run_with five.pgm 0 "watch five frames of standard input" scan --json --camera -
        out_has '"source":"-"'
        run_with five.pgm 1 "watch for another payee" scan --camera --expect "$swapped" -
        out_has 'payee-differs'
        cat blurred.pgm askew.pgm >two.pgm
        run 3 "watch without a code to be read" scan --camera two.pgm
        no_out
        err_has "two.pgm showed no QR symbol in 2 frames"
        cat blurred.pgm wrong.pgm blurred.pgm >three.pgm
        run 1 "watch a wrong CRC" scan --json --camera three.pgm
        out_lines 1
        err_has "no payment code with a right CRC in 3 frames"
        : >empty.pgm
        run 3 "watch nothing" scan --camera empty.pgm
        err_has "empty.pgm showed no frame"
        cat blurred.pgm code.png >garbage.pgm
        run 2 "watch garbage" scan --camera garbage.pgm
        err_has "at frame 2"
        cat blurred.pgm clear.pgm | head -c 50000 >torn.pgm
        run 2 "watch half a frame" scan --camera torn.pgm
        err_has "breaks off in frame 2"
        for head in 'P5 16385 1 255' 'P5 16384 16384 255' 'P5 99999999999999999999 4294967297 255' 'P5 0 9 255'; do
            printf '%s !' "$head" >huge.pgm
            run 2 "watch a frame of $head" scan --camera huge.pgm
            err_has "frame 1 of huge.pgm has"
        done
        for head in P 'P6 9 9 255 ' 'P5 9 9 65535 ' 'P5 9 9 1x ' 'P5 9 9 0x255 ' 'P5 9 9 255x' 'P5 9 #'; do
            printf '%s' "$head" >odd.pgm
            run 2 "watch '$head'" scan --camera odd.pgm
            err_has "no stream of PGM pictures"
        done
        { printf 'P5 1 1 255 !P5 20 2 255 %40s' ""; cat clear.pgm; } >small.pgm
        run 0 "watch frames of several sizes" scan --camera small.pgm
        run 2 "watch what is not there" scan --camera nowhere.pgm
        err_has "there is no camera nowhere.pgm"
        run 2 "watch a folder" scan --camera .
        if [ "$(uname)" = Linux ] && [ -c /dev/null ]; then
            run 2 "watch a device that is no camera" scan --camera /dev/null
            err_has "/dev/null is no camera"
        fi
        run 2 "watch two at a time" scan --camera five.pgm five.pgm
        run 2 "watch without limits" scan --camera --no-isolate five.pgm
        run 2 "watch for all" scan --camera --all five.pgm
        mkfifo pipe.pgm
        { cat blurred.pgm; sleep 2; } >pipe.pgm &
        run 3 "watch for a while" scan --time 1000 --camera pipe.pgm
        err_has "in 1 frames"
        wait
        { cat blurred.pgm; sleep 3; } >pipe.pgm &
        what="watch until a signal"
        "$program" scan --camera pipe.pgm >out 2>err &
        watcher=$!
        sleep 1
        kill -TERM $watcher
        wait $watcher
        status=$?
        if [ $status -eq 3 ]; then pass; else fail "$what: status $status, not 3"; fi
        err_has "in 1 frames"
        wait
        # A chain of all of them.
        for bytes in 'ร้านก๋วยเตี๋ยว' '最佳运输' 'ຮ້ານ' 'Quán Phở'; do
            run 0 "make with $bytes" make promptpay mobile=0812345678 language=th name_local="$bytes"
            payload=$(cat out)
            run 0 "draw $bytes" draw -o chain.png "$payload"
            run 0 "scan $bytes" scan --json chain.png
            out_has "{\"payload\":\"$payload\""
        done
    fi
fi

# ---- JSON, by a parser that is strict ----

if command -v python3 >/dev/null 2>&1; then
    cat >check.py <<'PYTHON'
import json, random, subprocess, sys

program, seeds = sys.argv[1], [s.encode() for s in sys.argv[2:]]
random.seed(20260101)


def crc(data):
    value = 0xFFFF
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value


def mutate(seed):
    text = bytearray(seed)
    pieces = ["\u202e".encode(), b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b'"\\', b"\0", b"\x1b[2J", "\u0085".encode(),
              "\U0001f35c".encode(), b"0004", b"9904", b"\xe0\xb8"]
    for _ in range(random.choice([0, 1, 1, 2, 3, 8])):
        at = random.randrange(len(text) + 1)
        kind = random.randrange(5)
        if kind == 0 and text:
            text[at % len(text)] = random.randrange(256)
        elif kind == 1:
            del text[at:at + random.randrange(5)]
        elif kind == 2:
            text[at:at] = random.choice(pieces)
        elif kind == 3 and text:
            begin = random.randrange(len(text))
            text[at:at] = text[begin:begin + random.randrange(40)]
        elif text:
            text[at % len(text)] = random.choice(b"0123456789")
    if random.random() < 0.6 and len(text) > 8:
        text[-4:] = b"%04X" % crc(text[:-4])
    return bytes(text).replace(b"\n", b" ").rstrip(b"\r")


def once(pairs):
    assert len({key for key, _ in pairs}) == len(pairs), "a key stands twice"
    return dict(pairs)


def judge(line, answer):
    text = answer.decode("utf-8", "strict")
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2028" for c in text), "unsafe character"
    found = json.loads(text, object_pairs_hook=once, parse_constant=lambda word: 1 / 0)
    assert found["payload"] == line.decode("utf-8", "replace"), "not the payload"
    assert bytes.fromhex(found["payload_hex"]) == line if "payload_hex" in found else found["payload"].encode() == line
    offsets = [finding["offset"] for finding in found["findings"]]
    assert offsets == sorted(offsets), "findings are not sorted"
    assert found["ok"] == all(finding["severity"] != "error" for finding in found["findings"]), "ok"
    if found["ok"]:
        assert found["crc"]["stored"] is not None, "ok without a CRC"
    walk(line, found["objects"], "")


def walk(line, objects, prefix):
    for thing in objects:
        assert thing["path"][:-2] == prefix, "path"
        assert line[thing["offset"]:thing["offset"] + 2].decode() == thing["path"][-2:], "offset"
        value = line[thing["offset"] + 4:].decode("utf-8", "replace")
        assert value.startswith(thing["value"].rstrip("\ufffd")), "value"
        walk(line, thing.get("objects", []), thing["path"] + ".")


mutants = [mutate(random.choice(seeds)) for _ in range(3000)]
# Text is copied by words and with so much room at once: each place in a short one, and the ends of the room.
lines = mutants + [b"a" * before + byte + b"b" * (length - before)
                   for byte in (b'"', b"\\", b"\x1f", b"\x7f", "\u00e9".encode(), b"\xff")
                   for length in range(20) for before in range(length + 1)]
lines += [b"a" * (length - len(end)) + end
          for length in (*range(1018, 1030), *range(2040, 2050), *range(65529, 65536))
          for end in (b"", b'"', b'"b', "\u00e9".encode(), b"\xc3")]
for policy in "field", "strict":
    run = subprocess.run([program, "read", "--json", "--policy", policy], input=b"\n".join(lines) + b"\n",
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.returncode in (0, 1), run.stderr
    answers = run.stdout.split(b"\n")
    assert len(answers) == len(lines) + 1 and answers[-1] == b"", "one answer a line"
    for line, answer in zip(lines, answers):
        try:
            judge(line, answer)
        except Exception as reason:
            sys.exit("%r: %r\n%r" % (reason, line, answer))
    text = subprocess.run([program, "read", "--policy", policy], input=b"\n".join(lines) + b"\n",
                          stdout=subprocess.PIPE).stdout.decode("utf-8", "strict")
    if any((ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 or c in "\u202e\u2028\u200b" for c in text):
        sys.exit("an unsafe character in the text")
for line in random.sample(mutants, 100):
    if b"\0" not in line:
        run = subprocess.run([program, "edit", "--", line], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if not (run.returncode == 1 and run.stdout == b"" or run.returncode == 0 and run.stdout == line + b"\n"):
            sys.exit("edit without a change: %r" % line)
PYTHON
    what="JSON by a strict parser"
    if python3 check.py "$program" "$static" "$fifty" "$sample" "" >out 2>err; then pass; else fail "$what"; fi
else
    echo "no python3: the JSON of mutated payloads is not parsed"
fi

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
