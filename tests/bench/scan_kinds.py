# SPDX-License-Identifier: MIT
"""Kinds of spoilt pictures, each in five severities. USUAL holds what payment codes meet every day; the limits of
gate_scan.sh are of these. FURTHER holds what else befalls them, and what no reader was tuned on.

A kind is a function of a random generator, of code(level), which gives the modules of the symbol at an error correction
level, and of the severity 0 to 4; it gives the picture as an array."""
import numpy as np
from PIL import Image

from scan_scene import FINE, HEIGHT, WIDTH, Y, Scene, clouds, finders, gauss, jpeg, lamp, sensor, smear

# ---- usual --------------------------------------------------------------------------------------------------------


def logo(rng, code, level, share):
    scene = Scene(rng, code(level))
    x, y = abs(scene.u - scene.n / 2), abs(scene.v - scene.n / 2)
    scene.paint((x < share * scene.n / 2) & (y < share * scene.n / 2), 225)
    scene.paint(np.hypot(x, y) < share * scene.n * 0.36, 90)
    return scene.shoot()


def thermal(rng, code, gain):
    scene = Scene(rng, code("M"))
    scene.picture = np.where(scene.on_card, gauss(scene.picture, gain * scene.module * FINE), scene.picture)
    level = 225 - 190 * rng.choice([0.22, 0.78])  # ink that runs, or is faint
    scene.paint(scene.inside, np.where(scene.picture < level, 60 + 12 * np.sin(scene.v), 225))
    for _ in range(1 + int(gain * 8)):
        scene.paint(abs(scene.u - rng.uniform(0, scene.n)) < 0.13, 225)
    return scene.shoot()


def damage(rng, code, share):
    scene, done = Scene(rng, code("M")), 0
    while done < share * scene.n**2:
        u, v = rng.uniform(0, scene.n, 2)
        wide, high = rng.uniform(0.8, 2.6), rng.uniform(0.5, 1.6)
        if not finders(u, v, scene.n, 9.5):
            scene.paint(((scene.u - u) / wide) ** 2 + ((scene.v - v) / high) ** 2 < 1, rng.choice([30, 90, 150, 220]))
            done += np.pi * wide * high
    return scene.shoot()


def screen(rng, code, depth):
    period, angle = rng.uniform(2.05, 3.4), rng.uniform(0, 0.3)

    def grid(picture, x, y):
        a, b = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
        wave = 1 - depth / 2 * (1 + np.sin(2 * np.pi * a / period))
        return picture * wave * (1 - depth / 3 * (1 + np.sin(2 * np.pi * b / period / 1.07)))

    return Scene(rng, code("M")).shoot(light=grid)


def blurred(rng, code, sigma):
    scene = Scene(rng, code("M"))
    return scene.shoot(2, sigma * scene.module)


def moved(rng, code, length):
    scene = Scene(rng, code("M"))
    angle, steps = rng.uniform(0, np.pi), np.linspace(-length / 2, length / 2, 24) * scene.module
    scene.picture = smear(scene.picture, [(t * np.cos(angle), t * np.sin(angle)) for t in steps])
    return scene.shoot(2, 0)


def faint(rng, code, levels):
    base = rng.uniform(60, 170)
    return Scene(rng, code("M")).shoot(2, light=lambda p, x, y: (p - 130) / 190 * levels + base)


def dotted(rng, code, width):
    scene = Scene(rng, code("M"), 6)
    dot = np.hypot(scene.u % 1 - 0.5, scene.v % 1 - 0.5) <= width / 2
    scene.paint(scene.inside & ~finders(scene.u, scene.v, scene.n) & ~dot, 225)
    return scene.shoot()


def bare(rng, code, quiet):
    scene = Scene(rng, code("M"), quiet=abs(quiet))
    if quiet == 0:
        scene.picture = np.where(scene.on_card, scene.picture, 35)
    return scene.shoot()


def by_hand(rng, code, s):
    scene = Scene(rng, code("M"), 4.6 - 0.4 * s, turn=rng.uniform(-20, 20) * (1 + 0.3 * s), keystone=0.03 + 0.03 * s)
    return scene.shoot(4 + 2 * s, (0.2 + 0.08 * s) * scene.module, lamp(rng, 0.7 - 0.1 * s, 0), 80 - 13 * s)


USUAL = {
    "clean": lambda r, c, s: Scene(r, c("M"), 6 - 0.75 * s, turn=0).shoot(),
    "rotation": lambda r, c, s: Scene(r, c("M"), 4.5, turn=7 + 13 * s + r.uniform(-3, 3)).shoot(),
    "perspective": lambda r, c, s: Scene(r, c("M"), turn=r.uniform(0, 360), keystone=0.05 + 0.055 * s).shoot(),
    "blur": lambda r, c, s: blurred(r, c, 0.35 + 0.15 * s),
    "motion": lambda r, c, s: moved(r, c, 0.7 + 0.4 * s),
    "noise": lambda r, c, s: Scene(r, c("M")).shoot([15, 30, 45, 65, 90][s]),
    "contrast": lambda r, c, s: faint(r, c, [60, 35, 20, 12, 8][s]),
    "light": lambda r, c, s: Scene(r, c("M")).shoot(2, light=lamp(r, [0.5, 0.35, 0.22, 0.14, 0.08][s], 50 + 28 * s)),
    "jpeg": lambda r, c, s: Scene(r, c("M"), 3.2).shoot(quality=[30, 15, 9, 6, 4][s]),
    "small": lambda r, c, s: Scene(r, c("M"), [3, 2.5, 2.1, 1.8, 1.5][s]).shoot(2, 0.3),
    "negative": lambda r, c, s: Scene(r, c("M"), 6 - 0.8 * s, dark=225, light=40).shoot(),
    "logo-M": lambda r, c, s: logo(r, c, "M", [0.12, 0.18, 0.22, 0.26, 0.3][s]),
    "logo-Q": lambda r, c, s: logo(r, c, "Q", [0.18, 0.24, 0.3, 0.34, 0.38][s]),
    "logo-H": lambda r, c, s: logo(r, c, "H", [0.22, 0.28, 0.34, 0.4, 0.45][s]),
    "curved": lambda r, c, s: Scene(r, c("M"), 6, bend=np.deg2rad(20 + 11 * s)).shoot(),
    "margin": lambda r, c, s: bare(r, c, [3, 2, 1, -1, 0][s]),
    "dots": lambda r, c, s: dotted(r, c, 0.95 - 0.1 * s),
    "thermal": lambda r, c, s: thermal(r, c, 0.1 + 0.08 * s),
    "damage": lambda r, c, s: damage(r, c, [0.015, 0.03, 0.05, 0.07, 0.09][s]),
    "screen": lambda r, c, s: screen(r, c, 0.12 + 0.115 * s),
    "by hand": by_hand,
}

# ---- further: the shape -------------------------------------------------------------------------------------------


def lens(rng, code, strength):
    """The lens' barrel, or its contrary, around the middle of the picture."""
    strength *= rng.choice([-0.4, 1])
    off = rng.uniform(-50, 50, 2)

    def warp(x, y, half):
        away = ((x + off[0]) ** 2 + (y + off[1]) ** 2) / (WIDTH / 2) ** 2
        return x * (1 + strength * away), y * (1 + strength * away)

    return Scene(rng, code("M"), warp=warp, room=0.85).shoot()


def folded(rng, code, slope):
    """Paper that was folded once: one half leans away and lies in another light."""
    angle, where, shade = rng.uniform(0, np.pi), rng.uniform(-0.5, 0.5), rng.uniform(0.6, 0.9)
    cos, sin = np.cos(angle), np.sin(angle)
    fold = {}

    def warp(x, y, half):
        a, b = cos * x + sin * y - where * half, cos * y - sin * x
        over = fold["over"] = a > 0
        a = np.where(over, a * (1 + slope) / np.maximum(1 - 0.4 * slope * a / half, 0.2), a)
        b = np.where(over, b * (1 + 0.4 * slope * np.maximum(a, 0) / half), b)
        a = a + where * half
        return cos * a - sin * b, sin * a + cos * b

    scene = Scene(rng, code("M"), warp=warp, room=0.8)
    scene.paint(fold["over"], scene.picture * shade)
    return scene.shoot()


def crumpled(rng, code, modules):
    """Paper or cloth with waves in it, that displace by so many modules and shade."""
    dx, dy = (clouds(rng, 7, 6, 0, 1) for _ in range(2))
    scene = Scene(rng, code("M"), warp=lambda x, y, half: (x + modules * 5 * dx, y + modules * 5 * dy), room=0.85)
    scene.picture = scene.picture * np.clip(1 + 0.12 * modules * dx, 0.3, 1.5)
    return scene.shoot()


def rolling(rng, code, modules):
    """A shutter that takes row after row of a hand that trembles."""
    period, phase = rng.uniform(60, 200), rng.uniform(0, 6)
    return Scene(rng, code("M"), room=0.85,
                 warp=lambda x, y, half: (x + modules * 5 * np.sin(2 * np.pi * y / period + phase), y)).shoot()


def stretched(rng, code, factor):
    return Scene(rng, code("M"), 5, turn=rng.choice([0, 90]) + rng.uniform(-4, 4), stretch=factor).shoot()


def mirrored(rng, code, s):
    return Scene(rng, code("M").T, 6 - 0.75 * s, turn=rng.uniform(0, 360), keystone=0.03 * s).shoot()


def steep(rng, code, keystone):
    """Perspective, under a lamp, and a little out of focus."""
    return Scene(rng, code("M"), turn=rng.uniform(0, 360), keystone=keystone).shoot(6, 1.0, lamp(rng, 0.5, 30))


# ---- further: the print -------------------------------------------------------------------------------------------


def needles(rng, code, gap):
    """A matrix printer's dots, with gaps between them and between its lines."""
    scene = Scene(rng, code("M"), 6)
    pins = rng.choice([2, 3])
    dot = np.hypot(scene.u * pins % 1 - 0.5, scene.v * pins % 1 - 0.5) < 0.75 - 0.5 * gap
    line = scene.v % 8 < 0.6 * gap
    scene.paint(scene.inside & (~dot | line), 225)
    return scene.shoot()


def liquid(rng, code, sigma):
    """Modules that flow into each other, finder patterns with round corners."""
    def style(u, v, modules):
        fine = 12
        field = gauss(np.kron(np.pad(modules, 1), np.ones((fine, fine), np.float32)).astype(np.float32), sigma * fine)
        return field[((v + 1) * fine).astype(int), ((u + 1) * fine).astype(int)] > 0.5

    return Scene(rng, code("Q"), 6, style=style).shoot()


def halftone(rng, code, core):
    """A picture drawn through the code: of each module only the middle is the code's."""
    def style(u, v, modules):
        art = clouds(rng, 9, 9, 0.5, 0.5, (3 * len(modules),) * 2) > 0.5
        ink = art[(v * 3).astype(int), (u * 3).astype(int)]
        middle = np.maximum(abs(u % 1 - 0.5), abs(v % 1 - 0.5)) < core / 2
        plain = middle | finders(u, v, len(modules)) | (abs(u - 6.5) < 0.5) | (abs(v - 6.5) < 0.5)
        return np.where(plain, modules[v.astype(int), u.astype(int)], ink)

    return Scene(rng, code("H"), 7, style=style).shoot()


def see_through(rng, code, s):
    """No card and no margin: the code is printed on something light with a pattern."""
    scene = Scene(rng, code("M"), quiet=0)
    cloth = clouds(rng, 40, 30, 200 - 12 * s, 8 + 8 * s)
    scene.picture = np.where(scene.ink > 0, 30 + 10 * s, np.where(Y % 48 < 4 * s, 120, cloth))
    return scene.shoot()


def coloured(rng, code, s):
    """Two colours that differ less in brightness than in colour."""
    dark, light = [((190, 0, 60), (255, 240, 120)), ((0, 130, 70), (240, 200, 240)), ((220, 30, 30), (150, 220, 150)),
                   ((230, 60, 20), (90, 190, 255)), ((0, 0, 255), (180, 60, 60))][s]
    grey = Scene(rng, code("M"), dark=0, light=255).shoot()[..., None] / 255
    return sensor(rng, np.array(dark) + (np.array(light) - np.array(dark)) * grey, 6, [90, 80, 70, 60, 50][s])


# ---- further: what happens to it ----------------------------------------------------------------------------------


def covered(rng, code, share):
    """One thing lies on it, anywhere."""
    scene = Scene(rng, code("M"))
    area, longer = share * scene.n**2, rng.uniform(1, 3)
    u, v, angle = *rng.uniform(0.1, 0.9, 2) * scene.n, rng.uniform(0, np.pi)
    a, b = scene.u - u, scene.v - v
    a, b = a * np.cos(angle) + b * np.sin(angle), b * np.cos(angle) - a * np.sin(angle)
    scene.paint((a / longer) ** 2 + (b * longer) ** 2 < area / np.pi, rng.choice([25, 110, 170, 235]))
    return scene.shoot()


def cracked(rng, code, count):
    """The cracks of a screen, from one point."""
    scene = Scene(rng, code("M"))
    u, v = rng.uniform(0.2, 0.8, 2) * scene.n
    for _ in range(count):
        angle, wide = rng.uniform(0, 2 * np.pi), rng.uniform(0.1, 0.35)
        a, b = scene.u - u, scene.v - v
        a, b = a * np.cos(angle) + b * np.sin(angle), b * np.cos(angle) - a * np.sin(angle)
        b = b + 0.6 * np.sin(a * rng.uniform(0.4, 1) + rng.uniform(0, 6))
        scene.paint((a > 0) & (abs(b) < wide), rng.choice([60, 235]))
    return scene.shoot()


def specks(rng, code, share):
    """Pixels that are always black or white."""
    picture = Scene(rng, code("M")).shoot()
    hot = rng.random(picture.shape)
    return np.where(hot < share / 2, 0, np.where(hot < share, 255, picture)).astype(np.uint8)


def interlaced(rng, code, shift):
    picture = Scene(rng, code("M"), 4.5).shoot()
    picture[::2] = np.roll(picture[::2], shift, 1)
    return picture


def shaken(rng, code, length):
    """Motion blur along a bend."""
    scene, start = Scene(rng, code("M")), rng.uniform(0, 2 * np.pi)
    turn, place, path = rng.uniform(-2.5, 2.5), np.zeros(2), []
    for t in np.linspace(0, 1, 20):
        path.append(tuple(place))
        place = place + length * scene.module / 20 * np.array([np.cos(start + turn * t), np.sin(start + turn * t)])
    scene.picture = smear(scene.picture, path)
    return scene.shoot(3, 0.4)


# ---- further: the light -------------------------------------------------------------------------------------------


def moire(rng, code, depth):
    """Bands where the pixels of a screen and of a camera nearly meet."""
    waves = [(rng.uniform(6, 40), rng.uniform(0, np.pi), rng.uniform(0, 6)) for _ in range(3)]

    def bands(picture, x, y):
        for period, angle, phase in waves:
            wave = np.sin(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / period + phase)
            picture = picture * (1 - depth * 0.5 * (1 + wave))
        return picture * (1 + depth)

    return Scene(rng, code("M")).shoot(light=bands)


def shaded(rng, code, left):
    """The hard edges of shadows, of leaves or of a hand."""
    def shade(picture, x, y):
        field = clouds(rng, 9, 7, 0, 1, (WIDTH, HEIGHT))
        return picture * np.where(gauss((field > 0.1).astype(np.float32), 0.8) > 0.5, left, 1)

    return Scene(rng, code("M")).shoot(light=shade)


def lamps(rng, code, strength):
    """Lamps in the glass above it."""
    angle = rng.uniform(0, np.pi)

    def stripes(picture, x, y):
        for _ in range(3):
            away = x * np.cos(angle) + y * np.sin(angle) - rng.uniform(-150, 150)
            picture = picture + strength * np.exp(-((away / rng.uniform(4, 14)) ** 2))
        return picture

    return Scene(rng, code("M")).shoot(light=stripes)


def burnt(rng, code, gain):
    """Too much light, that runs over into what is dark."""
    return Scene(rng, code("M")).shoot(light=lambda p, x, y: p * gain * 0.6 + gauss(p * gain * 0.7, 4))


def night(rng, code, levels):
    """Too little light, and the noise of a sensor that amplifies it."""
    grain = clouds(rng, WIDTH // 3, HEIGHT // 3, 0, 0.16 * levels, (WIDTH, HEIGHT))
    return Scene(rng, code("M")).shoot(0.12 * levels, 0.7, lambda p, x, y: p / 255 * levels + 6 + grain)


# ---- further: the picture -----------------------------------------------------------------------------------------


def forwarded(rng, code, s):
    """A picture that messengers have made smaller, larger and smaller again."""
    picture = Scene(rng, code("M"), 4.2).shoot()
    for scale, quality in [(0.75, 60 - 10 * s), (1.3, 50 - 8 * s), (0.7 - 0.05 * s, 55 - 9 * s)]:
        size = int(picture.shape[1] * scale), int(picture.shape[0] * scale)
        picture = jpeg(np.array(Image.fromarray(picture).resize(size, Image.BILINEAR)), quality)
    return picture


def far_away(rng, code, module):
    """A small code somewhere in a large photograph."""
    wide, high = 2560, 1920
    photo = clouds(rng, 40, 30, 125, 25, (wide, high))
    for _ in range(60):
        x, y = rng.integers(0, wide), rng.integers(0, high)
        photo[y : y + rng.integers(10, 200), x : x + rng.integers(10, 300)] = rng.uniform(20, 230)
    x, y = rng.integers(0, wide - WIDTH), rng.integers(0, high - HEIGHT)
    photo[y : y + HEIGHT, x : x + WIDTH] = Scene(rng, code("M"), module).shoot(0, 0.5)
    return sensor(rng, photo, 6, 85)


def beside(rng, code, s):
    """Another code stands beside the payment's: an address of a web page."""
    module = 4.2 - 0.4 * s
    scene = Scene(rng, code("M"), module, at=(-150, 0), quiet=3)
    other = Scene(rng, code("other"), module * rng.choice([0.7, 1, 1.4]), at=(160, rng.uniform(-60, 60)), quiet=3)
    scene.picture = np.where(other.on_card & ~scene.on_card, other.picture, scene.picture)
    return scene.shoot(3 + 2 * s)


FURTHER = {
    "lens": lambda r, c, s: lens(r, c, [0.1, 0.2, 0.32, 0.45, 0.6][s]),
    "folded": lambda r, c, s: folded(r, c, [0.1, 0.2, 0.32, 0.45, 0.6][s]),
    "crumpled": lambda r, c, s: crumpled(r, c, [0.2, 0.4, 0.6, 0.85, 1.1][s]),
    "rolling": lambda r, c, s: rolling(r, c, [0.15, 0.3, 0.5, 0.75, 1.0][s]),
    "stretched": lambda r, c, s: stretched(r, c, [1.15, 1.3, 1.45, 1.6, 1.8][s]),
    "mirrored": mirrored,
    "steep": lambda r, c, s: steep(r, c, 0.08 + 0.06 * s),
    "needles": lambda r, c, s: needles(r, c, [0.2, 0.35, 0.5, 0.65, 0.8][s]),
    "liquid": lambda r, c, s: liquid(r, c, [0.2, 0.3, 0.4, 0.5, 0.6][s]),
    "halftone": lambda r, c, s: halftone(r, c, [0.8, 0.65, 0.5, 0.42, 0.34][s]),
    "see-through": see_through,
    "coloured": coloured,
    "covered": lambda r, c, s: covered(r, c, [0.01, 0.025, 0.04, 0.055, 0.07][s]),
    "cracked": lambda r, c, s: cracked(r, c, [4, 8, 12, 18, 26][s]),
    "specks": lambda r, c, s: specks(r, c, [0.01, 0.03, 0.07, 0.14, 0.25][s]),
    "interlaced": lambda r, c, s: interlaced(r, c, 1 + s),
    "shaken": lambda r, c, s: shaken(r, c, 0.7 + 0.5 * s),
    "moire": lambda r, c, s: moire(r, c, [0.15, 0.25, 0.35, 0.45, 0.55][s]),
    "shaded": lambda r, c, s: shaded(r, c, [0.6, 0.45, 0.32, 0.22, 0.14][s]),
    "lamps": lambda r, c, s: lamps(r, c, 60 + 50 * s),
    "burnt": lambda r, c, s: burnt(r, c, [1.0, 1.2, 1.4, 1.6, 1.8][s]),
    "night": lambda r, c, s: night(r, c, [120, 80, 50, 30, 18][s]),
    "forwarded": forwarded,
    "far away": lambda r, c, s: far_away(r, c, [4.5, 3.6, 3, 2.5, 2.1][s]),
    "beside": beside,
}
