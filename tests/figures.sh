#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The README's table of figures. Gates that run with EMVQR_FIGURES set to a file keep theirs there.
#   tests/figures.sh --write FILE   writes the table from it, between the README's markers
#   tests/figures.sh FILE           fails when a figure in the README is better than the measured one by more than 3 %,
#                                   or was not measured
set -euo pipefail
cd "$(dirname "$0")/.."
python3 - "$@" <<'P'
import re
import sys

TEXT = """## Figures

Each is held by a gate of `.ci/run scripts`, which fails when it grows by more than 3 %.
Where a budget is wanted that is not reached yet, it stands beside.
Instructions are of one call on a QRIS payload of 210 bytes and 20 objects (`check`: emvqr_parse and emvqr_check, `rules`: the latter alone, `write`: a PromptPay sale), on small machines with `EMVQR_CFG_FAST=0`.

"""
BEGIN, END = "<!-- figures -->\n", "<!-- /figures -->\n"
write, name = sys.argv[1] == "--write", sys.argv[-1]
rows = [line.rstrip("\n").split("\t") for line in open(name, encoding="utf-8")]
readme = open("README.md", encoding="utf-8").read()
head, table, tail = re.match(f"(.*{BEGIN})(.*)({END}.*)", readme, re.S).groups()
if write:
    table = TEXT + "| what | figure | gate | wanted |\n| --- | ---: | ---: | ---: |\n"
    table += "".join(f"| {what} | {figure} | {limit} | {wanted} |\n" for figure, limit, wanted, what in rows)
    open("README.md", "w", encoding="utf-8").write(head + table + tail)
    sys.exit(0)
measured = {what: (int(figure), limit) for figure, limit, _, what in rows}
failed = 0
for what, figure in re.findall(r"^\| ([^|]+) \| (\d+) \|", table, re.M):
    now, limit = measured.get(what, (None, ""))
    more = limit.startswith("at least")
    # Times are ratios of one run and move; that they reach their gate is what is promised.
    timed = "percent of the cheapest" in what or "times" in what
    worse = now is None or (not timed and (now * 103 < int(figure) * 100 if more else now * 100 > int(figure) * 103))
    if worse:
        print(f"README says {figure} of \"{what}\"; measured: {now}")
        failed = 1
sys.exit(failed)
P
