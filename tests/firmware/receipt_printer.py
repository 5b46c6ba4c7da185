# SPDX-License-Identifier: MIT
"""A receipt printer: it knows some commands of ESC/POS, takes each by its own length, and stops at whatever else
comes."""

JUSTIFY = {0: 0, 48: 0, 1: 1, 49: 1, 2: 2, 50: 2}


class Unknown(Exception):
    pass


class Printer:
    def __init__(self, dots=384):
        self.dots = dots
        self.lines, self.line = [], b""  # of text
        self.rows, self.width = b"", None  # of the raster, which is one picture
        self.native = []  # symbols that the printer drew itself: payload, module, level
        self.justify = self.bold = self.cuts = 0
        self.symbol = {}

    def take(self, count):
        if self.at + count > len(self.data):
            raise Unknown("the data end in a command: %r" % self.data[-20:])
        self.at += count
        return self.data[self.at - count:self.at]

    def print(self, data):
        self.data, self.at = data, 0
        while self.at < len(data):
            byte = self.take(1)
            if byte == b"\n":
                self.lines.append(self.line)
                self.line = b""
            elif b" " <= byte <= b"~":
                if self.cuts:
                    raise Unknown("text behind the cut")
                self.line += byte
            else:
                self.command(byte + self.take(1))
        if self.line:
            raise Unknown("a line without an end: %r" % self.line)
        return self

    def command(self, name):
        if name == b"\x1b@":
            self.justify = self.bold = 0
        elif name == b"\x1ba":
            self.justify = JUSTIFY[self.take(1)[0]]
        elif name == b"\x1bE":
            self.bold = self.take(1)[0] & 1
        elif name in (b"\x1bd", b"\x1bJ"):
            self.take(1)
        elif name == b"\x1dV":
            if self.take(1) not in (b"\x00", b"\x01", b"0", b"1"):
                raise Unknown("a cut with a feed")
            self.cuts += 1
        elif name == b"\x1dv":
            self.raster()
        elif name == b"\x1d(" and self.take(1) == b"k":
            size = self.take(2)
            self.function(self.take(size[0] + 256 * size[1]))
        else:
            raise Unknown("%r at byte %d" % (name, self.at - 2))

    def raster(self):
        mode, across, high, down, more = self.take(6)[1:]
        across, down = across + 256 * high, down + 256 * more
        fits = 0 < across <= (self.dots + 7) // 8 and self.width in (None, across)
        if self.line or mode not in (0, 48) or not fits:
            raise Unknown("a raster that does not stand where it should: %d bytes, mode %d" % (across, mode))
        self.width = across
        self.rows += self.take(across * down)

    def function(self, data):
        if len(data) < 3 or data[0] != 49:
            raise Unknown("GS ( k of %r" % data[:10])
        number, values = data[1], data[2:]
        if number in (65, 67, 69) and len(values) == (2 if number == 65 else 1):
            self.symbol[number] = values[0]
        elif number == 80 and values[0] == 48 and len(values) > 1:
            self.symbol[80] = values[1:]
        elif number == 81 and values == b"0" and sorted(self.symbol) == [65, 67, 69, 80]:
            module, level = self.symbol[67], self.symbol[69]
            if self.symbol[65] != 50 or not 1 <= module <= 16 or not 48 <= level <= 51:
                raise Unknown("a symbol with %r" % self.symbol)
            self.native.append((self.symbol[80], module, level))
        else:
            raise Unknown("function %d of %r" % (number, values[:10]))

    def picture(self):
        """The raster as a PBM, or None."""
        if self.width is None:
            return None
        return b"P4\n%d %d\n" % (self.width * 8, len(self.rows) // self.width) + self.rows
