# SPDX-License-Identifier: MIT
"""The readers that scan_bench.py compares. Each takes names of pictures and gives what it found, a list of byte strings
for each name, and the seconds of processor time that it took: those do not depend on what else the machine does."""
import base64
import ctypes
import ctypes.util
import importlib.util
import json
import os
import resource
import shutil
import subprocess
import time

import numpy as np
from PIL import Image


def spent():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def program(*command):
    """Standard output and processor time of a program; what it ends with tells only whether there were symbols."""
    begun = spent()
    said = subprocess.run(command, capture_output=True, check=False).stdout
    return said, spent() - begun


def grey(name):
    return np.ascontiguousarray(Image.open(name).convert("L"))


def emvqr(path, profile):
    def read(names):
        said, seconds = program(path, "scan", "--json", "--no-isolate", "--profile", profile, *names)
        found = {}
        for line in said.splitlines():
            one = json.loads(line)
            found.setdefault(one["source"], []).append(one["payload"].encode())
        return found, seconds

    return read


def zbarimg(names):
    """As it comes: every kind of bar code, text by its own guess. A process a picture: with --xml, which would tell of
    many at once, zbar 0.23 spoils what is no ASCII."""
    found, seconds = {}, 0.0
    for name in names:
        said, took = program("zbarimg", "-q", "--raw", "--nodbus", name)
        seconds += took
        if said:
            found[name] = said.rstrip(b"\n").split(b"\n")
    return found, seconds


class Zbar:
    """zbar by its library: QR symbols alone, bytes as they are, which is the best that it can do."""

    QRCODE, ENABLE, BINARY, Y800 = 64, 0, 4, 0x30303859

    def __init__(self):
        self.lib = ctypes.CDLL("libzbar.so.0")
        for name in ("zbar_image_scanner_create", "zbar_image_create", "zbar_image_first_symbol", "zbar_symbol_next"):
            getattr(self.lib, name).restype = ctypes.c_void_p
        self.lib.zbar_symbol_get_data.restype = ctypes.c_void_p

    def scan(self, pixels):
        lib, pointer = self.lib, ctypes.c_void_p
        scanner, image = pointer(lib.zbar_image_scanner_create()), pointer(lib.zbar_image_create())
        settings = (0, self.ENABLE, 0), (self.QRCODE, self.ENABLE, 1), (self.QRCODE, self.BINARY, 1)
        for symbology, setting, value in settings:
            lib.zbar_image_scanner_set_config(scanner, symbology, setting, value)
        lib.zbar_image_set_format(image, ctypes.c_ulong(self.Y800))
        lib.zbar_image_set_size(image, pixels.shape[1], pixels.shape[0])
        lib.zbar_image_set_data(image, pixels.ctypes.data_as(pointer), ctypes.c_ulong(pixels.size), None)
        lib.zbar_scan_image(scanner, image)
        texts, symbol = [], lib.zbar_image_first_symbol(image)
        while symbol:
            data = lib.zbar_symbol_get_data(pointer(symbol))
            texts.append(ctypes.string_at(data, lib.zbar_symbol_get_data_length(pointer(symbol))))
            symbol = lib.zbar_symbol_next(pointer(symbol))
        lib.zbar_image_destroy(image)
        lib.zbar_image_scanner_destroy(scanner)
        return texts


def zxing_cpp(pixels):
    import zxingcpp
    found = zxingcpp.read_barcodes(pixels, formats=zxingcpp.BarcodeFormat.QRCode)
    return [result.bytes for result in found]


def in_process(scan):
    """A reader that is called, not run: loading pictures does not count."""
    def read(names):
        found, seconds = {}, 0.0
        for name in names:
            pixels = grey(name)
            begun = time.process_time()
            texts = scan(pixels)
            seconds += time.process_time() - begun
            if texts:
                found[name] = texts
        return found, seconds

    return read


def node(modules, engine):
    """Libraries for JavaScript, installed in the folder `modules`; scan_peers.mjs measures."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scan_peers.mjs")

    def read(names):
        said = subprocess.run(["node", script, modules, engine, *names], stdout=subprocess.PIPE, check=True).stdout
        found, seconds = {}, 0.0
        for one in map(json.loads, said.splitlines()):
            seconds += one["seconds"]
            if one["texts"]:
                found[one["name"]] = [base64.b64decode(text) for text in one["texts"]]
        return found, seconds

    return read


def all_readers(path, modules):
    """Every reader that this machine has, by its name."""
    readers = {profile: emvqr(path, profile) for profile in ("fast", "normal", "thorough")}
    if shutil.which("zbarimg"):
        readers["zbarimg"] = zbarimg
    if ctypes.util.find_library("zbar"):
        readers["zbar"] = in_process(Zbar().scan)
    if importlib.util.find_spec("zxingcpp"):
        readers["zxing-cpp"] = in_process(zxing_cpp)
    for engine in ("zxing-wasm", "jsqr"):
        if modules and os.path.isdir(os.path.join(modules, "node_modules", engine)):
            readers[engine] = node(modules, engine)
    return readers
