# SPDX-License-Identifier: MIT
"""Drives the terminal's image in QEMU: drive_pos_terminal.py IMAGE FOLDER. What it should say and print is computed
here, apart from emvqr. Ends with 1 at the first thing that is not as it should be."""
import os
import re
import socket
import subprocess
import sys
import time

image, folder = sys.argv[1:3]
held = 0
ANSWER = 20  # seconds that an answer may take on a slow machine


def crc(text):
    value = 0xFFFF
    for byte in text:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ 0x1021 if value & 0x8000 else value << 1) & 0xFFFF
    return value


def signed(text):
    text = text.encode("utf-8") if isinstance(text, str) else text
    return text + b"6304" + b"%04X" % crc(text + b"6304")


def payload(sum=None, account="29370016A000000677010111011300668123456785", rest="5802TH5909SOMCHAI K"):
    """The shop's code: static, or with a sum."""
    account = account[:-1]  # the 5 begins 53
    amount = "" if sum is None else "54%02d%s" % (len(sum), sum)
    return signed("0002010102%s%s5303764%s%s" % ("11" if sum is None else "12", account, amount, rest))


class Terminal:
    def __init__(self):
        paths = [os.path.join(folder, name) for name in ("console", "scanner", "printer")]
        for path in paths:
            if os.path.exists(path):
                os.unlink(path)
        command = ["qemu-system-arm", "-M", "mps2-an385", "-display", "none", "-monitor", "none", "-kernel", image]
        for name, path in zip("cs", paths):
            command += ["-chardev", "socket,id=%s,path=%s,server=on,wait=on" % (name, path), "-serial", "chardev:" + name]
        command += ["-chardev", "file,id=p,path=" + paths[2], "-serial", "chardev:p"]
        self.printed_to = paths[2]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.console, self.scanner = self.connect(paths[0]), self.connect(paths[1])
        self.printed = 0
        self.seen = b""

    def connect(self, path):
        for _ in range(200):
            try:
                port = socket.socket(socket.AF_UNIX)
                port.connect(path)
                return port
            except OSError:
                time.sleep(0.05)
        raise SystemExit("QEMU did not start")

    def until(self, pattern):
        """What the console says until `pattern` is in it."""
        end = time.monotonic() + ANSWER
        while not re.search(pattern, self.seen):
            self.console.settimeout(max(0.01, end - time.monotonic()))
            try:
                self.seen += self.console.recv(4096)
            except socket.timeout:
                raise SystemExit("expected %r, the console said %r" % (pattern, self.seen))
        said, self.seen = self.seen, b""
        return said

    def receipt(self):
        """What was printed since the last call."""
        with open(self.printed_to, "rb") as file:
            file.seek(self.printed)
            new = file.read()
        self.printed += len(new)
        return new


def raster_picture(receipt, path):
    """The bands of GS v 0 below each other, as a PBM."""
    rows, width, at = b"", None, 0
    while (at := receipt.find(b"\x1dv0\x00", at)) >= 0:
        across, down = receipt[at + 4] | receipt[at + 5] << 8, receipt[at + 6] | receipt[at + 7] << 8
        if width not in (None, across):
            raise SystemExit("bands of different widths")
        width = across
        rows += receipt[at + 8:at + 8 + across * down]
        at += 8 + across * down
    if width is None:
        return False
    with open(path, "wb") as file:
        file.write(b"P4\n%d %d\n" % (width * 8, len(rows) // width) + rows)
    return True


def native_payload(receipt):
    """The bytes that GS ( k 49 80 stores, where 49 81 prints them afterwards."""
    store = re.search(rb"\x1d\(k(.)(.)1P0", receipt, re.S)
    if store is None:
        return None
    size = store[1][0] + (store[2][0] << 8) - 3
    text = receipt[store.end():store.end() + size]
    if b"\x1d(k\x03\x001Q0" not in receipt[store.end() + size:]:
        raise SystemExit("stored in the printer, and not printed")
    return text


def expect(what, is_so, seen):
    if not is_so:
        raise SystemExit("%s: %r" % (what, seen))
    global held
    held += 1


def sale(terminal, typed, wanted, forms=("raster", "native")):
    terminal.console.sendall(typed.encode() + b"\r")
    said = terminal.until(rb"printed: receipt \d+, .*\r\n")
    code = re.search(rb"code: (.*)\r\n", said)[1]
    shown = re.sub(rb"[^ -~]", b"?", wanted)  # the console shows nothing else of a payload
    expect("sale of %s" % typed, code == shown, said)
    receipt = terminal.receipt()
    picture = os.path.join(folder, "receipt.pbm")
    has_raster = raster_picture(receipt, picture)
    expect("  raster, if asked for", has_raster == ("raster" in forms), receipt[:80])
    if has_raster:
        read = subprocess.run(["zbarimg", "-q", "--raw", "-Sbinary", "-Sdisable", "-Sqrcode.enable", picture], capture_output=True)
        expect("  zbarimg reads the raster", read.stdout.rstrip(b"\n") == wanted, read)
    expect("  the printer's own command", native_payload(receipt) == (wanted if "native" in forms else None), receipt[:80])
    expect("  cut", receipt.endswith(b"\x1dV\x01"), receipt[-20:])


def refused(terminal, typed, reason, port="console"):
    getattr(terminal, port).sendall(typed if isinstance(typed, bytes) else typed.encode() + b"\r\n")
    said = terminal.until(reason)
    expect("%s %s: %s" % (port, repr(typed)[:50], reason.decode()), terminal.receipt() == b"", said)


def run(terminal):
    terminal.until(rb"sticker kept: .*\r\n")
    for typed, sum in (("50.00", "50.00"), ("50", "50.00"), ("7.5", "7.50"), ("0.01", "0.01"), ("  12.30 ", "12.30"),
                       ("9999999999.99", "9999999999.99"), ("0040", "40.00"), ("98.", "98.00"), ("51\b0", "50.00")):
        sale(terminal, typed, payload(sum))
    for typed in ("1,000", "1e3", "-5", "+5", "1.000", ".5", "5..0", "0x10", "\u0e51\u0e52", "12 34", "99999999999999",
                  "50.001", "nonsense", "50.00THB", "1" * 700):
        refused(terminal, typed, rb"refused: (not a sum|the line is too long|a sale).*\r\n")
    for typed in ("0", "0.00", "000"):
        refused(terminal, typed, rb"refused: a sale of nothing\r\n")

    sound = payload()
    terminal.scanner.sendall(sound + b"\r\n")
    expect("a sound scan", b"0066812345678" in terminal.until(rb"scan: .*\r\n"), sound)
    terminal.scanner.sendall(payload("125.00") + b"\n")
    expect("a scan with a sum", b"THB 125.00 to PromptPay" in terminal.until(rb"scan: .*\r\n"), sound)
    body = sound[:-8]
    for scanned, reason in (
            (sound[:-1] + (b"0" if sound[-1:] != b"0" else b"1"), rb"crc-mismatch at 63"),
            (sound[:-4], rb"truncated at 63"), (body, rb"crc-missing"), (sound + b"A", rb"trailing-data"),
            (signed(body + b"5303704"), rb"duplicate-object at 53"), (signed(body.replace(b"5303764", b"5303A64")), rb"value at 53"),
            (signed(body.replace(b"5303764", b"53-1764")), rb"bad-length"), (b"https://example.com/", rb"not-emv"),
            (signed(body + b"54051,000"), rb"bad-amount at 54"), (signed(body + b"5404-5.0"), rb"bad-amount at 54"),
            (signed(body.replace(b"303764", b"303704")), rb"country-currency at 53"),
            (signed(body.replace(b"SOMCHAI K", b"SOM\x1b[2J K")), rb"control-character at 59"),
            (signed(body.replace(b"SOMCHAI K", b"SOM\xff\xfe   K")), rb"refused: (invalid-utf8|\S+)"),
            (signed(b"000201010211" + b"5303764" + b"5802TH"), rb"missing-object"),
            (signed("00020101021238560010A0000007270126000697040301121234567890120208QRIBFTTA53037045802VN"), rb"refused"),
            (signed(b"0002010102110415512345678901234" + b"52045812" + b"5303764" + b"5802TH" + b"5904SHOP" + b"6007BANGKOK"),
             rb"no PromptPay account"),
            (b"9" * 3000, rb"too long for a payment code"), (b"\x1b[31m\x07\x9b", rb"not-emv"), (b"%s%n%x" * 20, rb"not-emv"),
            (b"6304" * 100, rb"not-emv")):
        terminal.scanner.sendall(scanned + b"\r")
        said = terminal.until(rb"scan refused: .*\r\n")
        bare = re.sub(rb"[\r\n]", b"", said)
        expect("scan %s: %s" % (repr(scanned)[:40], reason.decode()), re.search(reason, said) and terminal.receipt() == b"", said)
        expect("  nothing unprintable on the console", all(32 <= byte < 127 for byte in bare), said)

    # Bytes of both ports mixed, a line in pieces, a line that another port's line interrupts.
    terminal.scanner.sendall(sound[:30])
    sale(terminal, "61.00", payload("61.00"))
    terminal.scanner.sendall(sound[30:] + b"\n\n\r\n")
    expect("a scan in pieces", b"0066812345678" in terminal.until(rb"scan: .*\r\n"), sound)

    for forms in (("raster",), ("native",)):
        terminal.console.sendall(b"printer " + forms[0].encode() + b"\r")
        terminal.until(b"printer: " + forms[0].encode())
        sale(terminal, "20", payload("20.00"), forms)
    terminal.console.sendall(b"printer both\r")
    terminal.until(b"printer: both")
    refused(terminal, "printer colour", rb"refused: printer raster, printer native or printer both\r\n")

    refused(terminal, b"sticker " + sound[:-1] + b"!\r", rb"sticker refused: crc-mismatch.*\r\n")
    sale(terminal, "33.33", payload("33.33"))  # the old one stays
    long_name = "5802TH59" + "%02d" % 25 + "A" * 25 + "6007BANGKOK6299" + "05" + "25" + "B" * 25 + "07" + "25" + "C" * 25 + "08" + "25" + "D" * 25 + "0108" + "E" * 8
    terminal.console.sendall(b"sticker " + payload(rest=long_name) + b"\r")
    terminal.until(rb"sticker kept: .*\r\n")
    sale(terminal, "1234.50", payload("1234.50", rest=long_name))
    thai = "5802TH5909SOMCHAI K6426" + "0002TH" + "0108" + "\u0e23\u0e49\u0e32\u0e19\u0e01\u0e32\u0e41\u0e1f" + "0204ABCD"
    terminal.console.sendall(b"sticker " + payload(rest=thai) + b"\r")
    terminal.until(rb"sticker kept: .*\r\n")
    sale(terminal, "5", payload("5.00", rest=thai), ("raster",))  # a printer's own command takes ASCII alone


terminal = Terminal()
try:
    run(terminal)
finally:
    terminal.process.terminate()
    terminal.process.wait()
print("%d expectations of the terminal held" % held)
