#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""logo_readers.py BUILD [N]: how many of N symbols, with all that lies under a logo ruined, three readers read: emvqr's
own front end, zxing-cpp and zbarimg (Debian: python3-zxing-cpp, python3-numpy, zbar-tools). Ends with 1 when one was
missed or misread."""
import json
import os
import subprocess
import sys
import tempfile

import numpy
import zxingcpp


def pbm(path):
    with open(path, "rb") as file:
        magic, size, data = file.read().split(b"\n", 2)
    width, height = map(int, size.split())
    assert magic == b"P4"
    rows = numpy.frombuffer(data, dtype=numpy.uint8).reshape(height, -1)
    return numpy.ascontiguousarray(255 * (1 - numpy.unpackbits(rows, axis=1)[:, :width]))


def by_zxing(path):
    found = zxingcpp.read_barcodes(pbm(path), formats=zxingcpp.BarcodeFormat.QRCode)
    return [result.text for result in found]


def by_zbar(path):
    command = ["zbarimg", "-q", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", "-Sqrcode.binary", path]
    return subprocess.run(command, capture_output=True).stdout.decode().split()


def by_emvqr(program, path):
    lines = subprocess.run([program, "scan", "--json", path], capture_output=True).stdout.splitlines()
    return [json.loads(line)["payload"] for line in lines]


def main():
    build, count = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "1000"
    ways = ["flipped", "random", "dark", "light"]
    read = {reader: [0] * 4 for reader in ("emvqr", "zxing-cpp", "zbarimg")}
    total, wrong = [0] * 4, 0
    with tempfile.TemporaryDirectory() as folder:
        maker = os.path.join(build, "tests", "logo_flips")
        made = subprocess.run([maker, folder, count], capture_output=True, check=True)
        for number, line in enumerate(made.stdout.decode().splitlines()):
            path, payload = line.split(" ", 1)
            total[number % 4] += 1
            answers = {"emvqr": by_emvqr(os.path.join(build, "emvqr"), path), "zxing-cpp": by_zxing(path),
                       "zbarimg": by_zbar(path)}
            for reader, found in answers.items():
                read[reader][number % 4] += found == [payload]
                wrong += found not in ([], [payload])
    print("under the logo     " + "".join(f"{way:>12}" for way in ways))
    for reader, counts in read.items():
        print(f"{reader:<19}" + "".join(f"{n:>7}/{of:<4}" for n, of in zip(counts, total)))
    print(f"misread: {wrong}")
    return any(counts != total for counts in read.values()) or wrong > 0


sys.exit(main())
