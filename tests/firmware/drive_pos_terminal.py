# SPDX-License-Identifier: MIT
"""Drives the terminal's image in QEMU: drive_pos_terminal.py IMAGE FOLDER. What it should say and print is computed
here, apart from emvqr. Ends with 1 at the first thing that is not as it should be."""
import json
import os
import random
import re
import select
import socket
import subprocess
import sys
import time

from receipt_printer import Printer

image, folder = sys.argv[1:3]
PAINT = b"\xa5"
symbols = subprocess.run(["arm-none-eabi-nm", image], capture_output=True, text=True, check=True).stdout
stack = [int(re.search(r"(\w+) \w %s\n" % name, symbols)[1], 16) for name in ("pos_stack", "pos_stack_top")]
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


MOBILE = "29370016A00000067701011101130066812345678"
BILL = "30490016A00000067701011201150107536000315080206ABC123"


def payload(sum=None, account=MOBILE, rest="5802TH5909SOMCHAI K"):
    """The shop's code: static, or with a sum."""
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
            socket_of = "socket,id=%s,path=%s,server=on,wait=on" % (name, path)
            command += ["-chardev", socket_of, "-serial", "chardev:" + name]
        command += ["-chardev", "file,id=p,path=" + paths[2], "-serial", "chardev:p"]
        paint = os.path.join(folder, "paint")
        with open(paint, "wb") as file:
            file.write(PAINT * (stack[1] - stack[0]))
        command += ["-device", "loader,file=%s,addr=%d,force-raw=on" % (paint, stack[0])]
        command += ["-qmp", "unix:%s,server=on,wait=off" % os.path.join(folder, "qmp")]
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

    def stack_used(self):
        """The bytes of the painted stack that were written, down to the deepest."""
        file = self.connect(os.path.join(folder, "qmp")).makefile("rw")
        depth = os.path.join(folder, "stack.bytes")
        ask = {"val": stack[0], "size": stack[1] - stack[0], "filename": depth}
        for order in ({"execute": "qmp_capabilities"}, {"execute": "pmemsave", "arguments": ask}):
            file.write(json.dumps(order) + "\n")
            file.flush()
            while "return" not in json.loads(file.readline()):
                pass
        with open(depth, "rb") as file:
            return len(file.read().lstrip(PAINT))

    def receipt(self):
        """What was printed since the last call."""
        with open(self.printed_to, "rb") as file:
            file.seek(self.printed)
            new = file.read()
        self.printed += len(new)
        return new


def expect(what, is_so, seen):
    if not is_so:
        raise SystemExit("%s: %r" % (what, seen))
    global held
    held += 1


def sale(terminal, typed, wanted, forms=("raster", "native"), name=b"SOMCHAI K"):
    terminal.console.sendall(typed.encode() + b"\r")
    said = terminal.until(rb"printed: receipt \d+, .*\r\n")
    code = re.search(rb"code: (.*)\r\n", said)[1]
    shown = re.sub(rb"[^ -~]", b"?", wanted)  # the console shows nothing else of a payload
    expect("sale of %s" % typed, code == shown, said)
    printer = Printer().print(terminal.receipt())
    number = re.search(rb"printed: receipt (\d+),", said)[1]
    amount = re.search(rb"54\d\d(\d+\.\d\d)", wanted)[1]
    text = [name, b"Receipt " + number, b"THB " + amount, b"Scan to pay with PromptPay"]
    expect("  its text", printer.lines == text, printer.lines)
    expect("  one cut, nothing left on", (printer.cuts, printer.bold) == (1, 0), (printer.cuts, printer.bold))
    picture = printer.picture()
    expect("  raster, if asked for", (picture is not None) == ("raster" in forms), printer.lines)
    if picture is not None:
        path = os.path.join(folder, "receipt.pbm")
        with open(path, "wb") as file:
            file.write(picture)
        command = ["zbarimg", "-q", "--raw", "-Sbinary", "-Sdisable", "-Sqrcode.enable", path]
        read = subprocess.run(command, capture_output=True)
        expect("  zbarimg reads the raster", read.stdout.rstrip(b"\n") == wanted, read)
    payloads = [payload for payload, _, _ in printer.native]
    expect("  the printer's own command", payloads == ([wanted] if "native" in forms else []), printer.native)


def refused(terminal, typed, reason, port="console"):
    getattr(terminal, port).sendall(typed if isinstance(typed, bytes) else typed.encode() + b"\r\n")
    said = terminal.until(reason)
    expect("%s %s: %s" % (port, repr(typed)[:50], reason.decode()), terminal.receipt() == b"", said)


def keep(terminal, sticker):
    terminal.console.sendall(b"sticker " + sticker + b"\r")
    expect("sticker %r" % sticker[:60], True, terminal.until(rb"sticker kept: .*\r\n"))


def scan(terminal, scanned, answer):
    terminal.scanner.sendall(scanned + b"\r\n")
    said = terminal.until(rb"\r\n")
    expect("scan %r: %r" % (scanned[:60], answer), re.fullmatch(answer + rb"\r\n", said), said)


def sums(terminal):
    terminal.until(rb"sticker kept: .*\r\n")
    for typed, sum in (("50.00", "50.00"), ("50", "50.00"), ("7.5", "7.50"), ("0.01", "0.01"), ("  12.30 ", "12.30"),
                       ("9999999999.99", "9999999999.99"), ("0040", "40.00"), ("98.", "98.00"), ("51\b0", "50.00")):
        sale(terminal, typed, payload(sum))
    for typed in ("1,000", "1e3", "-5", "+5", "1.000", ".5", "5..0", "0x10", "\u0e51\u0e52", "12 34", "99999999999999",
                  "50.001", "50.0000", "5\x0050.00", "nonsense", "50.00THB", "1" * 700):
        refused(terminal, typed, rb"refused: (not a sum|the line is too long|a sale).*\r\n")
    for typed in ("0", "0.00", "000"):
        refused(terminal, typed, rb"refused: a sale of nothing\r\n")


def scans(terminal):
    sound = payload()
    terminal.scanner.sendall(sound + b"\r\n")
    expect("a sound scan", b"0066812345678" in terminal.until(rb"scan: .*\r\n"), sound)
    terminal.scanner.sendall(payload("125.00") + b"\n")
    expect("a scan with a sum", b"THB 125.00 to PromptPay" in terminal.until(rb"scan: .*\r\n"), sound)
    body = sound[:-8]
    for scanned, reason in (
            (sound[:-1] + (b"0" if sound[-1:] != b"0" else b"1"), rb"crc-mismatch at 63"),
            (sound[:-4], rb"truncated at 63"), (body, rb"crc-missing"), (sound + b"A", rb"trailing-data"),
            (signed(body + b"5303704"), rb"duplicate-object at 53"),
            (signed(body.replace(b"5303764", b"5303A64")), rb"value at 53"),
            (signed(body.replace(b"5303764", b"53-1764")), rb"bad-length"), (b"https://example.com/", rb"not-emv"),
            (signed(body + b"54051,000"), rb"bad-amount at 54"), (signed(body + b"5404-5.0"), rb"bad-amount at 54"),
            (signed(body.replace(b"303764", b"303704")), rb"country-currency at 53"),
            (signed(body.replace(b"SOMCHAI K", b"SOM\x1b[2J K")), rb"control-character at 59"),
            (signed(body.replace(b"SOMCHAI K", b"SOM\xff\xfe   K")), rb"refused: (invalid-utf8|\S+)"),
            (signed(b"000201010211" + b"5303764" + b"5802TH"), rb"missing-object"),
            (signed("00020101021238560010A0000007270126000697040301121234567890120208QRIBFTTA53037045802VN"),
             rb"refused"),
            (signed("00020101021104155123456789012345204581253037645802TH5904SHOP6007BANGKOK"),
             rb"no PromptPay account"),
            (b"9" * 3000, rb"too long for a payment code"),
            (b"\x1b[31m\x07\x9b", rb"not-emv"), (b"%s%n%x" * 20, rb"not-emv"),
            (b"6304" * 100, rb"not-emv")):
        terminal.scanner.sendall(scanned + b"\r")
        said = terminal.until(rb"scan refused: .*\r\n")
        bare = re.sub(rb"[\r\n]", b"", said)
        told = re.search(reason, said) and terminal.receipt() == b""
        expect("scan %s: %s" % (repr(scanned)[:40], reason.decode()), told, said)
        expect("  nothing unprintable on the console", all(32 <= byte < 127 for byte in bare), said)

    # A zero byte ends no line: one answer to one scan.
    scan(terminal, body.replace(b"SOMCHAI", b"SOM\0HAI") + b"63041234", rb"scan refused: \S+ at .*")
    scan(terminal, sound, rb"scan: to PromptPay 0066812345678")
    # Offsets count from the start of the line, as everywhere else.
    scan(terminal, b"  " + sound[:-1] + b"!",
         rb"scan refused: crc-mismatch at 63 \(byte %d\): read it again" % len(sound[:-6]))
    scan(terminal, b"nonsense", rb"scan refused: not-emv at the whole \(byte 0\): no payment code")
    scan(terminal, signed(body + b"54051,000"),
         rb"scan refused: bad-amount at 54 \(byte %d\): do not use it" % len(body))
    for at in range(1, len(sound)):
        scan(terminal, sound[:at], rb"scan refused: \S+ at .*")


# Whom a code pays, and how much, is told whole.
def accounts(terminal):
    scan(terminal, payload(account=BILL), rb"scan: to PromptPay 010753600031508")
    scan(terminal, payload(account=MOBILE + BILL), rb"scan: to PromptPay 0066812345678 010753600031508")
    taxed = payload(rest="5802TH8033" + "0004000001047.000213" + "0000000003.27")
    for code, told in ((payload("125.00", rest="550202560510.005802TH"), rb"THB 125.00 plus THB 10.00 "),
                       (payload(rest="55020357045.005802TH"), rb"plus 5.00% "),
                       (payload(rest="5502015802TH"), rb"plus a tip "), (taxed, rb"")):
        scan(terminal, code, rb"scan: " + told + rb"to PromptPay 0066812345678")
        refused(terminal, b"sticker " + code + b"\r", rb"sticker refused: it names a fee, a tax or a foreign sum.*\r\n")
    abroad = payload("10.00", "30470016A00000067701200601150107536000315080204ABC1", "5802TH62220818MYR0000000001.50MY")
    refused(terminal, b"sticker " + abroad + b"\r", rb"sticker refused: it names a fee, a tax or a foreign sum.*\r\n")
    sale(terminal, "44", payload("44.00"))  # the old one stays


def mixed(terminal):
    sound = payload()
    # A scan in the midst of typing: its answer has a line of its own, and what was typed stands below it.
    terminal.console.sendall(b"1.2")
    terminal.until(rb"1\.2")
    terminal.scanner.sendall(sound + b"\r")
    said = terminal.until(rb"scan: .*\r\n1\.2")
    expect("a scan in the midst of typing", said == b"\r\nscan: to PromptPay 0066812345678\r\n1.2", said)
    sale(terminal, "5", payload("1.25"))
    # Several lines at once: each is answered, in order.
    terminal.console.sendall(b"1\r\n2\nnonsense\r3\r")
    said = terminal.until(rb"THB 3\.00 to .*\r\n")
    answers = re.findall(rb"THB \d+|refused", said)
    expect("lines without waiting", answers == [b"THB 1", b"THB 2", b"refused", b"THB 3"], said)
    expect("  CR and LF are one line end", b"\r\n\r\n" not in said, said)
    terminal.receipt()

    # Bytes of both ports mixed, a line in pieces, a line that another port's line interrupts.
    terminal.scanner.sendall(sound[:30])
    sale(terminal, "61.00", payload("61.00"))
    terminal.scanner.sendall(sound[30:] + b"\n\n\r\n")
    expect("a scan in pieces", b"0066812345678" in terminal.until(rb"scan: .*\r\n"), sound)


def stickers(terminal):
    sound = payload()
    for forms in (("raster",), ("native",)):
        terminal.console.sendall(b"printer " + forms[0].encode() + b"\r")
        terminal.until(b"printer: " + forms[0].encode())
        sale(terminal, "20", payload("20.00"), forms)
    terminal.console.sendall(b"printer both\r")
    terminal.until(b"printer: both")
    refused(terminal, "printer colour", rb"refused: printer raster, printer native or printer both\r\n")

    refused(terminal, b"sticker " + sound[:-1] + b"!\r", rb"sticker refused: crc-mismatch.*\r\n")
    sale(terminal, "33.33", payload("33.33"))  # the old one stays
    long_name = "5802TH5925" + "A" * 25 + "6007BANGKOK6299"
    long_name += "0525" + "B" * 25 + "0725" + "C" * 25 + "0825" + "D" * 25 + "0108" + "E" * 8
    keep(terminal, payload(rest=long_name))
    sale(terminal, "1234.50", payload("1234.50", rest=long_name), name=b"A" * 25)
    thai = "5802TH5909SOMCHAI K6426" "0002TH" "0108" "\u0e23\u0e49\u0e32\u0e19\u0e01\u0e32\u0e41\u0e1f" "0204ABCD"
    keep(terminal, payload(rest=thai))
    sale(terminal, "5", payload("5.00", rest=thai), ("raster",))  # a printer's own command takes ASCII alone
    # The longest that the terminal makes, 640 bytes with the sum; one byte more is too much.
    rest = "5802TH5909SOMCHAI K" + "".join("%02d99" % id + "A" * 99 for id in range(65, 70)) + "7026" + "A" * 26
    keep(terminal, payload(rest=rest))
    expect("  640 bytes", len(payload("1.00", rest=rest)) == 640, len(payload("1.00", rest=rest)))
    sale(terminal, "1", payload("1.00", rest=rest))
    refused(terminal, "10", rb"refused: the sticker has no room for a sum\r\n")


# Whatever comes at both ports at once, the next line is answered, and nothing has grown.
def flood(terminal):
    noise = random.Random(1)
    terminal.console.setblocking(False)
    sound = payload()
    for _ in range(30):
        for port, most in ((terminal.console, 60), (terminal.scanner, 2000)):
            left = bytes(noise.randrange(256) for _ in range(noise.randrange(most)))
            left += noise.choice((b"\r", sound, b"\r" + sound + b"\r"))
            while left:
                ready = select.select([terminal.console], [port], [], ANSWER)
                if not (ready[0] or ready[1]):
                    raise SystemExit("the terminal takes nothing any more")
                if ready[0]:
                    terminal.seen += terminal.console.recv(65536)
                if ready[1]:
                    left = left[port.send(left):]
    terminal.console.setblocking(True)
    terminal.scanner.sendall(b"\r\r" + payload("77.77") + b"\r")
    said = terminal.until(rb"scan: THB 77\.77 .*\r\n")
    expect("nothing unprintable on the console", re.fullmatch(rb"[ -~\r\n\b]*", said), said)
    terminal.console.sendall(b"\rprinter both\r")
    terminal.until(b"printer: both")
    terminal.receipt()
    keep(terminal, sound)
    sale(terminal, "8", payload("8.00"))


terminal = Terminal()
try:
    for part in (sums, scans, accounts, mixed, stickers, flood):
        part(terminal)
    with open(os.path.join(folder, "stack"), "w", encoding="ascii") as file:
        print(terminal.stack_used(), file=file)
finally:
    terminal.process.terminate()
    terminal.process.wait()
print("%d expectations of the terminal held" % held)
