#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pictures of payment codes, spoilt step by step: scan_pictures.py EMVQR FOLDER SEED REPEATS SET...

Makes the kinds of the sets, REPEATS of each severity: usual and further (scan_kinds.py, 5 severities), and large, plain
codes in photographs of twelve megapixels. EMVQR, the program, makes the payloads. Into FOLDER go the pictures,
payloads.txt with a payload a line, and manifest.tsv with a line a picture: file, kind, severity, number of its payload,
number of another that may be found, too. Needs numpy, PIL and libqrencode."""
import ctypes
import multiprocessing
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
import numpy as np  # noqa: E402
from PIL import Image  # noqa: E402

import scan_kinds  # noqa: E402
from scan_scene import clouds, sensor  # noqa: E402

MAKE = [  # what is drawn: networks, 74 to 330 bytes, scripts; nobody's account
    "promptpay mobile=0812345678",
    "promptpay mobile=0898765432 amount=1250.50 name=SHOP city=BANGKOK language=th name_local=ร้านกาแฟตัวอย่าง",
    "vietqr bank=970436 account=0011001234567 amount=180000 message=DON-HANG-42",
    "qris merchant_pan=936000140000012345 merchant_id=ID1020012345678 criteria=UMI nmid=ID1020012345678 category=5812 "
    "name=WARUNG-CONTOH city=JAKARTA postal_code=12190",
    "promptpay biller_id=099300001234567 ref1=REF1234567890 ref2=REF22334455 amount=88.25 name=EXAMPLE "
    "terminal=POS00001",
    "lapnet bank=BCEL payment_type=002 receiver_id=mch5c8f2e0aa1b2c3d4 category=5812 name=EXAMPLE-NOODLES "
    "city=VIENTIANE language=lo name_local=ຮ້ານຕົວຢ່າງ city_local=ວຽງຈັນ bill=2026112100099 terminal=TERM0042",
    "duitnow acquirer_id=564160 qr_id=EXAMPLE0000000001 name=KEDAI-CONTOH city=KUALA-LUMPUR category=5411 amount=12.30",
    "promptpay mobile=0812345678 amount=50 name=EXAMPLE city=BANGKOK category=5812 --also visa "
    "account=4000001234567890 --also mastercard account=5200001234567890",
]
OTHER = b"https://example.com/menu?table=42&lang=en"


def run(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout


class Symbol(ctypes.Structure):
    _fields_ = [("version", ctypes.c_int), ("width", ctypes.c_int), ("data", ctypes.POINTER(ctypes.c_ubyte))]


QRENCODE = ctypes.CDLL("libqrencode.so.4")
QRENCODE.QRcode_encodeData.restype = ctypes.POINTER(Symbol)


def matrix_of(payload, level):
    symbol = QRENCODE.QRcode_encodeData(len(payload), payload, 0, "LMQH".index(level))
    width = symbol.contents.width
    modules = np.ctypeslib.as_array(symbol.contents.data, (width, width)) & 1 == 1
    QRENCODE.QRcode_free(symbol)
    return modules


def photograph(rng, code, share):
    """Twelve megapixels, a code on a card of that share of the width, turned by a quarter or not."""
    wide, high = 4000, 3000
    picture = clouds(rng, 80, 60, 125, 25, (wide, high))
    for _ in range(80):  # clutter
        x, y = rng.integers(0, wide), rng.integers(0, high)
        picture[y : y + rng.integers(20, 400), x : x + rng.integers(20, 600)] = rng.uniform(20, 230)
    card = np.pad(np.where(code("M"), 35, 225).astype(np.uint8), 4, constant_values=225)
    side = int(share * wide)
    card = Image.fromarray(card).resize((side, side), Image.NEAREST)
    turned = card.convert("LA").rotate(rng.uniform(-30, 30) + 90 * rng.integers(0, 4), Image.BICUBIC, expand=True)
    side = turned.width
    x, y = rng.integers(0, wide - side), rng.integers(0, high - side)
    card, mask = (np.array(band, np.float32) for band in turned.split())
    where = picture[y : y + side, x : x + side]
    where[:] = where + (card - where) * mask / 255
    return sensor(rng, picture, 2)  # more noise, and zbar reads no large modules


LARGE = {f"12 MP, 1/{part}": lambda rng, code, s, part=part: photograph(rng, code, 1 / part) for part in (8, 5, 3, 2)}
SETS = {"usual": scan_kinds.USUAL, "further": scan_kinds.FURTHER, "large": LARGE}


def make(job):
    """Makes one picture; its line in the manifest."""
    folder, seed, payloads, name, kind, s, r = job
    k = list(SETS[name]).index(kind)
    which, other = (k + 3 * s + r) % len(payloads), len(payloads)

    def code(level):
        return matrix_of(OTHER, "M") if level == "other" else matrix_of(payloads[which], level)

    rng = np.random.default_rng([seed, list(SETS).index(name), k, s, r])
    picture = SETS[name][kind](rng, code, s)
    file = re.sub("[^A-Za-z0-9]+", "-", kind) + f"-{s}-{r}." + ("pgm" if picture.ndim == 2 else "ppm")
    Image.fromarray(picture).save(os.path.join(folder, file))
    return f"{file}\t{kind}\t{s}\t{which}\t{other}\n"


def main():
    program, folder, seed, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    os.makedirs(folder, exist_ok=True)
    payloads = [run(program, "make", *words.split()).strip() for words in MAKE]
    jobs = [(folder, seed, payloads, name, kind, s, r)
            for name in sys.argv[5:] for kind in SETS[name] for s in range(1 if name == "large" else 5)
            for r in range(repeats)]
    with multiprocessing.Pool() as pool:
        rows = pool.map(make, jobs, 4)
    with open(os.path.join(folder, "manifest.tsv"), "w", encoding="utf-8") as file:
        file.writelines(rows)
    with open(os.path.join(folder, "payloads.txt"), "wb") as file:
        file.writelines(payload + b"\n" for payload in [*payloads, OTHER])


if __name__ == "__main__":
    main()
