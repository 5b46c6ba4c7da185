# SPDX-License-Identifier: MIT
"""One code in front of a backdrop, as a camera takes it: what the kinds of scan_kinds.py are made of."""
import io

import numpy as np
from PIL import Image

WIDTH, HEIGHT, FINE = 640, 480, 2  # FINE x FINE points a pixel
Y, X = np.mgrid[0 : HEIGHT * FINE, 0 : WIDTH * FINE].astype(np.float32)
X, Y = (X + 0.5) / FINE - WIDTH / 2, (Y + 0.5) / FINE - HEIGHT / 2


def gauss(picture, sigma):
    if sigma <= 0:
        return picture
    reach = int(3 * sigma + 1)
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    bell = (bell / bell.sum()).astype(np.float32)
    for axis in 0, 1:
        padded = np.pad(picture, [(reach, reach) if a == axis else (0, 0) for a in (0, 1)], mode="edge")
        size = picture.shape[axis]
        picture = sum(w * (padded[i : i + size] if axis == 0 else padded[:, i : i + size]) for i, w in enumerate(bell))
    return picture


def clouds(rng, columns, rows, mean, spread, size=(WIDTH * FINE, HEIGHT * FINE)):
    """A smooth field of that mean and spread."""
    coarse = Image.fromarray(rng.normal(mean, spread, (rows, columns)).astype(np.float32))
    return np.array(coarse.resize(size, Image.BICUBIC))


def backdrop(rng):
    picture = clouds(rng, 14, 10, 125, 22)
    for _ in range(16):  # clutter
        x, y = rng.integers(0, WIDTH * FINE), rng.integers(0, HEIGHT * FINE)
        picture[y : y + rng.integers(8, 120), x : x + rng.integers(8, 240)] = rng.uniform(20, 230)
    return picture


def finders(u, v, n, side=7):
    """Where a symbol of n modules has its three finder patterns, or `side` modules in each of their corners."""
    return (np.minimum(u, n - u) < side) & (v < side) | (u < side) & (v > n - side)


class Scene:
    """u and v count modules from the symbol's top left corner. `warp` takes x and y, pixels from the middle of the
    picture, to where that would lie were all flat; `style` draws the modules: u, v, modules -> ink of 0 to 1."""

    def __init__(self, rng, modules, module=5.0, quiet=4, turn=None, keystone=0.0, bend=0.0, dark=35, light=225,
                 warp=None, style=None, room=0.92, stretch=1.0, at=(0, 0)):
        self.n, self.quiet, self.rng = len(modules), quiet, rng
        card = self.n + 2 * quiet
        turn = np.deg2rad(rng.uniform(-8, 8) if turn is None else turn)
        self.turn = turn
        fits = room * HEIGHT / card / (abs(np.cos(turn)) + abs(np.sin(turn))) / (1 + keystone)
        self.module = min(module, fits)
        x, y = X - np.float32(rng.uniform(-8, 8) + at[0]), Y - np.float32(rng.uniform(-8, 8) + at[1])
        half = np.float32(card * self.module / 2)
        if warp:
            x, y = warp(x, y, half)
        cos, sin = np.float32(np.cos(turn)), np.float32(np.sin(turn))
        x, y = cos * x + sin * y, (cos * y - sin * x) * np.float32(stretch)
        away = half + np.float32(keystone) * y
        x, y = x / away, y / away
        if bend:  # a cylinder, seen a little from above
            sine = np.clip(x * np.sin(bend), -0.999, 0.999)
            x = np.where(abs(x) < 1, np.arcsin(sine) / bend, 9).astype(np.float32)
            y = y - np.float32(0.2) * (1 - np.cos(x * bend))
        self.u, self.v = (x + 1) * np.float32(card / 2) - quiet, (y + 1) * np.float32(card / 2) - quiet
        self.inside = (self.u >= 0) & (self.v >= 0) & (self.u < self.n) & (self.v < self.n)
        self.on_card = (abs(x) <= 1) & (abs(y) <= 1)
        self.ink = np.zeros(X.shape, np.float32)
        self.ink[self.inside] = (style or square)(self.u[self.inside], self.v[self.inside], modules)
        self.picture = np.where(self.on_card, light + (dark - light) * self.ink, backdrop(rng)).astype(np.float32)

    def paint(self, where, value):
        self.picture = np.where(where & self.on_card, value, self.picture)

    def shoot(self, noise=3.0, blur=0.45, light=None, quality=0):
        """The picture as a camera with that much noise and blur (pixels) takes it. light: what lamps do to it."""
        picture = self.picture.reshape(HEIGHT, FINE, WIDTH, FINE).mean((1, 3))
        picture = gauss(picture, blur)
        if light is not None:
            picture = light(picture, X[::FINE, ::FINE], Y[::FINE, ::FINE])
        return sensor(self.rng, picture, noise, quality)


def square(u, v, modules):
    return modules[v.astype(int), u.astype(int)]


def sensor(rng, picture, noise=3.0, quality=0):
    picture = np.clip(picture + rng.normal(0, noise, picture.shape), 0, 255).round().astype(np.uint8)
    return jpeg(picture, quality) if quality else picture


def jpeg(picture, quality):
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "JPEG", quality=quality)
    return np.array(Image.open(file))


def lamp(rng, weakest, glare):
    """Light that fades to one side, a shadow's edge, and a spot of glare."""
    angle, x0, y0 = rng.uniform(0, 2 * np.pi), rng.uniform(-90, 90), rng.uniform(-90, 90)

    def shine(picture, x, y):
        slope = np.clip(0.5 + (x * np.cos(angle) + y * np.sin(angle)) / (WIDTH * 0.84), 0, 1)
        shadow = np.where((x - x0) * np.cos(angle + 1) + (y - y0) * np.sin(angle + 1) > 0, 1, max(0.25, 1.6 * weakest))
        spot = glare * np.exp(-((x - x0) ** 2 + (y - y0) ** 2) / 3000)
        return picture * (slope * (1 - weakest) + weakest) * shadow + spot

    return shine


def smear(picture, path):
    """The mean of the picture at the places of a path, of pixels (x, y)."""
    total = 0
    for x, y in path:
        total = total + np.roll(picture, (round(y * FINE), round(x * FINE)), (0, 1))
    return total / len(path)
