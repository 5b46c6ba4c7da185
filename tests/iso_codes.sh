#!/bin/sh
# SPDX-License-Identifier: MIT
# The lists of countries and currencies against the package iso-codes:
#   sh tests/iso_codes.sh SOURCE_FOLDER [FOLDER_OF_ISO_CODES]
# Letters and numbers must be the same; of names the first word, since packages differ in how official a name they give.
# What ISO added after the package, or has withdrawn since, is named below. Ends with 77 where the package is not there.
set -eu
lists=$1/src/networks
codes=${2:-/usr/share/iso-codes/json}
if [ ! -r "$codes/iso_3166-1.json" ] || [ ! -r "$codes/iso_4217.json" ] || ! command -v python3 >/dev/null 2>&1; then
    echo "iso-codes or python3 is not installed"
    exit 77
fi
exec python3 - "$lists" "$codes" <<'PYTHON'
import json, re, sys, unicodedata

lists, codes = sys.argv[1:]
differs = []


def read(name, pattern):
    with open("%s/%s" % (lists, name), encoding="utf-8") as file:
        return re.findall(pattern, file.read(), re.M)


def table(name, key):
    with open("%s/%s" % (codes, name), encoding="utf-8") as file:
        return json.load(file)[key]


def first_word(text):
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall("[a-z]+", plain)[0]


def compare(what, ours, theirs, changed):
    for key in sorted(set(ours) | set(theirs)):
        if ours.get(key) != theirs.get(key) and key not in changed:
            differs.append("%s %s: %s here, %s in iso-codes" % (what, key, ours.get(key), theirs.get(key)))


rows = read("countries.def", r'^EMVQR_COUNTRY\("(..)", (\d+), "(.*)"\)')
theirs = {it["alpha_2"]: it for it in table("iso_3166-1.json", "3166-1")}
compare("country", {row[0]: "%03d" % int(row[1]) for row in rows},
        {key: it["numeric"] for key, it in theirs.items()}, ())
for letters, _, name in rows:
    names = [theirs[letters][key] for key in ("name", "common_name") if key in theirs.get(letters, {})]
    if names and first_word(name) not in [first_word(it) for it in names]:
        differs.append("country %s: %s here, %s in iso-codes" % (letters, name, " or ".join(names)))

# 2024 and 2025: XAD and ZWG are new, XCG has taken ANG's number; HRK, SLL and ZWL are withdrawn, and met on old codes.
rows = read("currencies.def", r'^EMVQR_CURRENCY\((\d+), "(...)"\)')
compare("currency", {"%03d" % int(row[0]): row[1] for row in rows},
        {it["numeric"]: it["alpha_3"] for it in table("iso_4217.json", "4217")},
        ("396", "924", "532", "191", "694", "932"))

print("\n".join(differs) if differs else "%d currencies and all countries agree" % len(rows))
sys.exit(1 if differs or len(rows) < 150 or len(theirs) < 240 else 0)
PYTHON
