#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pictures of payment codes, spoilt step by step: scan_pictures.py EMVQR FOLDER SEED REPEATS

Makes 21 kinds of picture in 5 severities, REPEATS of each, has the program EMVQR scan them in two profiles and zbarimg
beside it, and compares what is read with what was drawn. Prints a table by kind; writes the pictures, scan.svg (the
same as a chart) and missed.png (what is still missed) into FOLDER, and `figures` (name, value) for a gate.
Needs numpy and PIL; zbarimg where it is there."""
import io, json, os, shutil, subprocess, sys, time
import numpy as np
from PIL import Image

WIDTH, HEIGHT, FINE = 640, 480, 2  # FINE x FINE points a pixel
Y, X = np.mgrid[0 : HEIGHT * FINE, 0 : WIDTH * FINE]
X, Y = (X + 0.5) / FINE - WIDTH / 2, (Y + 0.5) / FINE - HEIGHT / 2
MAKE = [  # what is drawn: networks, lengths, scripts; nobody's account
    "promptpay mobile=0812345678",
    "promptpay mobile=0898765432 amount=1250.50 name=SHOP city=BANGKOK language=th name_local=ร้านกาแฟตัวอย่าง",
    "vietqr bank=970436 account=0011001234567 amount=180000 message=DON-HANG-42",
    "promptpay biller_id=099300001234567 ref1=REF1234567890 ref2=REF22334455 amount=88.25 name=EXAMPLE terminal=POS00001",
]


def gauss(picture, sigma):
    if sigma <= 0:
        return picture
    reach = int(3 * sigma + 1)
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    return convolve(convolve(picture, bell, 0), bell, 1)


def convolve(picture, bell, axis):
    bell, reach = bell / bell.sum(), len(bell) // 2
    padded = np.pad(picture, [(reach, reach) if a == axis else (0, 0) for a in (0, 1)], mode="edge")
    size = picture.shape[axis]
    return sum(w * padded.take(range(i, i + size), axis) for i, w in enumerate(bell) if w)


def backdrop(rng):
    coarse = Image.fromarray(rng.normal(125, 22, (10, 14)).astype(np.float32))
    picture = np.array(coarse.resize((WIDTH * FINE, HEIGHT * FINE), Image.BICUBIC))
    for _ in range(16):  # clutter
        x, y = rng.integers(0, WIDTH * FINE), rng.integers(0, HEIGHT * FINE)
        picture[y : y + rng.integers(8, 120), x : x + rng.integers(8, 240)] = rng.uniform(20, 230)
    return picture


class Scene:
    """One code in front of a backdrop. u and v count modules from the symbol's top left corner."""

    def __init__(self, rng, modules, module=5.0, quiet=4, turn=None, keystone=0.0, bend=0.0, dark=35, light=225):
        self.n, self.quiet, self.rng = len(modules), quiet, rng
        card = self.n + 2 * quiet
        turn = np.deg2rad(rng.uniform(-8, 8) if turn is None else turn)
        fits = 0.92 * HEIGHT / card / (abs(np.cos(turn)) + abs(np.sin(turn))) / (1 + keystone)
        self.module = min(module, fits)
        x, y = X - rng.uniform(-8, 8), Y - rng.uniform(-8, 8)
        x, y = np.cos(turn) * x + np.sin(turn) * y, np.cos(turn) * y - np.sin(turn) * x
        half = card * self.module / 2
        away = 1 + keystone * y / half
        x, y = x / half / away, y / half / away
        if bend:  # a cylinder, seen a little from above
            sine = np.clip(x * np.sin(bend), -0.999, 0.999)
            x = np.where(abs(x) < 1, np.arcsin(sine) / bend, 9)
            y = y - 0.2 * (1 - np.cos(x * bend))
        self.u, self.v = (x + 1) / 2 * card - quiet, (y + 1) / 2 * card - quiet
        column, row = np.floor(self.u).astype(int), np.floor(self.v).astype(int)
        inside = (column >= 0) & (row >= 0) & (column < self.n) & (row < self.n)
        self.inside = inside
        ink = np.zeros(X.shape, bool)
        ink[inside] = modules[row[inside], column[inside]]
        self.on_card = (abs(x) <= 1) & (abs(y) <= 1)
        self.picture = np.where(self.on_card, np.where(ink, float(dark), float(light)), backdrop(rng))

    def paint(self, where, value):
        self.picture = np.where(where & self.on_card, value, self.picture)

    def shoot(self, noise=3.0, blur=0.45, light=None, quality=0):
        """The picture as a camera with that much noise and blur (pixels) takes it."""
        picture = self.picture.reshape(HEIGHT, FINE, WIDTH, FINE).mean((1, 3))
        picture = gauss(picture, blur)
        if light is not None:
            picture = light(picture, X[::FINE, ::FINE], Y[::FINE, ::FINE])
        picture = np.clip(picture + self.rng.normal(0, noise, picture.shape), 0, 255).round().astype(np.uint8)
        if quality:
            file = io.BytesIO()
            Image.fromarray(picture).save(file, "JPEG", quality=quality)
            picture = np.array(Image.open(file))
        return picture


def lamp(rng, weakest, glare):
    angle, x0, y0 = rng.uniform(0, 2 * np.pi), rng.uniform(-90, 90), rng.uniform(-90, 90)

    def shine(picture, x, y):
        slope = np.clip(0.5 + (x * np.cos(angle) + y * np.sin(angle)) / (WIDTH * 0.84), 0, 1)
        shadow = np.where((x - x0) * np.cos(angle + 1) + (y - y0) * np.sin(angle + 1) > 0, 1, max(0.25, 1.6 * weakest))
        spot = glare * np.exp(-((x - x0) ** 2 + (y - y0) ** 2) / 3000)
        return picture * (slope * (1 - weakest) + weakest) * shadow + spot

    return shine


def motion(rng, picture, length):
    angle, total, steps = rng.uniform(0, np.pi), 0, 24
    for t in np.linspace(-length / 2, length / 2, steps):
        total = total + np.roll(picture, (round(t * np.sin(angle) * FINE), round(t * np.cos(angle) * FINE)), (0, 1))
    return total / steps


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
        u, v, wide, high = rng.uniform(0, scene.n), rng.uniform(0, scene.n), rng.uniform(0.8, 2.6), rng.uniform(0.5, 1.6)
        if not ((u < 9.5 or u > scene.n - 9.5) and v < 9.5) and not (u < 9.5 and v > scene.n - 9.5):
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
    scene.picture = motion(rng, scene.picture, length * scene.module)
    return scene.shoot(2, 0)


def faint(rng, code, levels):
    base = rng.uniform(60, 170)
    return Scene(rng, code("M")).shoot(2, light=lambda p, x, y: (p - 130) / 190 * levels + base)


def dotted(rng, code, width):
    scene = Scene(rng, code("M"), 6)
    finder = (np.minimum(scene.u, scene.n - scene.u) < 7) & (scene.v < 7) | (scene.u < 7) & (scene.v > scene.n - 7)
    scene.paint(scene.inside & ~finder & (np.hypot(scene.u % 1 - 0.5, scene.v % 1 - 0.5) > width / 2), 225)
    return scene.shoot()


def bare(rng, code, quiet):
    scene = Scene(rng, code("M"), quiet=abs(quiet))
    if quiet == 0:
        scene.picture = np.where(scene.on_card, scene.picture, 35)
    return scene.shoot()


def by_hand(rng, code, s):
    scene = Scene(rng, code("M"), 4.6 - 0.4 * s, turn=rng.uniform(-20, 20) * (1 + 0.3 * s), keystone=0.03 + 0.03 * s)
    return scene.shoot(4 + 2 * s, (0.2 + 0.08 * s) * scene.module, lamp(rng, 0.7 - 0.1 * s, 0), 80 - 13 * s)


KINDS = {  # a picture of severity s, of 5
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

# ---- drawing, scanning ----


def run(*command):
    return subprocess.run(command, capture_output=True, check=False).stdout


def matrix_of(program, payload, level):
    rows = run(program, "draw", "--format", "txt", "--quiet", "0", "--ecc", level, "--no-check", payload).split(b"\n")
    rows = [row.ljust(2 * max(map(len, rows)) // 2) for row in rows if row]
    return np.array([[row[i : i + 1] == b"#" for i in range(0, len(row), 2)] for row in rows])


def make_pictures(program, folder, seed, repeats):
    payloads = [run(program, "make", *words.split()).strip() for words in MAKE]
    cache, jobs = {}, []
    for k, (kind, shoot) in enumerate(KINDS.items()):
        for s in range(5):
            for r in range(repeats):
                which = (k + s + r) % len(payloads)

                def code(level):
                    key = which, level
                    cache[key] = cache[key] if key in cache else matrix_of(program, payloads[which], level)
                    return cache[key]

                name = f"{folder}/{kind.replace(' ', '-')}-{s}-{r}.pgm"
                Image.fromarray(shoot(np.random.default_rng([seed, k, s, r]), code, s)).save(name)
                jobs.append((kind, s, name, payloads[which]))
    return jobs


def scan(program, profile, jobs):
    """For each picture whether it was read right, wrongly, or not; and milliseconds a picture."""
    names, begun = [job[2] for job in jobs], time.monotonic()
    found = {}
    for line in run(program, "scan", "--json", "--no-isolate", "--profile", profile, *names).split(b"\n"):
        if line:
            one = json.loads(line)
            found.setdefault(one["source"], []).append(one["payload"].encode())
    return judge(jobs, found), (time.monotonic() - begun) * 1000 / len(jobs)


def judge(jobs, found):
    result = []
    for _, _, name, payload in jobs:
        texts = found.get(name, [])
        result.append("wrong" if any(text != payload for text in texts) else "right" if texts else "none")
    return result


def zbarimg(jobs):
    begun, found = time.monotonic(), {}
    for _, _, name, _ in jobs:
        text = run("zbarimg", "-q", "--raw", "--nodbus", name)
        if text:
            found[name] = text.rstrip(b"\n").split(b"\n")
    return judge(jobs, found), (time.monotonic() - begun) * 1000 / len(jobs)


# ---- telling ----


def share(jobs, result, kind=None, what="right"):
    picked = [r for job, r in zip(jobs, result) if kind is None or job[0] == kind]
    return 100 * picked.count(what) / len(picked)


def table(jobs, readers):
    print(f"{'% read':12}" + "".join(f"{name:>10}" for name in readers))
    for kind in [*KINDS, None]:
        print(f"{kind or 'ALL':12}" + "".join(f"{share(jobs, r, kind):10.0f}" for r, _ in readers.values()))
    print(f"{'wrong bytes':12}" + "".join(f"{r.count('wrong'):10}" for r, _ in readers.values()))
    print(f"{'ms/picture':12}" + "".join(f"{ms:10.1f}" for _, ms in readers.values()))


def chart(path, jobs, readers):
    colours, bars, line = ["#1f6f54", "#6fb98f", "#c9c9c9"], [], 15
    for i, kind in enumerate(KINDS):
        top = 30 + i * (3 * 4 + line)
        bars.append(f'<text x="100" y="{top + 10}" text-anchor="end">{kind}</text>')
        for j, (result, _) in enumerate(readers.values()):
            width = 4 * share(jobs, result, kind)
            bars.append(f'<rect x="110" y="{top + 5 * j}" width="{width:.0f}" height="4" fill="{colours[j]}"/>')
    for j, name in enumerate(readers):
        bars.append(f'<text x="{110 + 130 * j}" y="18" fill="{colours[j]}">{name} {share(jobs, readers[name][0]):.0f} %</text>')
    height = 40 + len(KINDS) * (3 * 4 + line)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" width="540" height="{height}" font-family="sans-serif" '
                   f'font-size="12"><rect width="540" height="{height}" fill="white"/>{"".join(bars)}</svg>\n')


def contact_sheet(path, names):
    sheet = Image.new("L", (8 * 160, max(1, (len(names) + 7) // 8) * 120), 255)
    for i, name in enumerate(names):
        sheet.paste(Image.open(name).resize((160, 120)), (i % 8 * 160, i // 8 * 120))
    sheet.save(path)


def large(program, folder, seed):
    """Twelve megapixels with the code at an eighth of the width: our time as a share of zbarimg's."""
    rng = np.random.default_rng(seed)
    payload = run(program, "make", *MAKE[0].split()).strip()
    modules = matrix_of(program, payload, "M")
    coarse = Image.fromarray(rng.normal(125, 25, (60, 80)).astype(np.float32)).resize((4000, 3000), Image.BICUBIC)
    picture = np.array(coarse) + rng.normal(0, 6, (3000, 4000))
    pixels = 500 // (len(modules) + 8)
    code = np.kron(np.pad(np.where(modules, 35, 225), 4, constant_values=225), np.ones((pixels, pixels)))
    picture[1200 : 1200 + len(code), 1700 : 1700 + len(code)] = code
    name = f"{folder}/large.pgm"
    Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).save(name)
    ours = zbars = 1e9
    for _ in range(3):
        begun = time.monotonic()
        right = payload in run(program, "scan", "--json", "--no-isolate", name)
        ours, begun = min(ours, time.monotonic() - begun), time.monotonic()
        run("zbarimg", "-q", "--raw", "--nodbus", "-Sdisable", "-Sqrcode.enable", "-Sqrcode.binary", name)
        zbars = min(zbars, time.monotonic() - begun)
    return ours / zbars if right else 99.0


def main():
    program, folder, seed, repeats = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    os.makedirs(folder, exist_ok=True)
    jobs = make_pictures(program, folder, seed, repeats)
    readers = {profile: scan(program, profile, jobs) for profile in ("thorough", "normal")}
    figures = {profile: share(jobs, readers[profile][0]) for profile in readers}
    figures["perspective"] = share(jobs, readers["normal"][0], "perspective")
    figures["wrong"] = sum(r.count("wrong") for r, _ in readers.values())
    if shutil.which("zbarimg"):
        readers["zbarimg"] = zbarimg(jobs)
        below = [k for k in KINDS if share(jobs, readers["normal"][0], k) < share(jobs, readers["zbarimg"][0], k)]
        figures["kinds below zbarimg"] = len(below)
        figures["time of 12 megapixels to zbar's"] = large(program, folder, seed)
    table(jobs, readers)
    chart(f"{folder}/scan.svg", jobs, readers)
    contact_sheet(f"{folder}/missed.png", [job[2] for job, r in zip(jobs, readers["thorough"][0]) if r != "right"])
    with open(f"{folder}/figures", "w", encoding="utf-8") as file:
        file.writelines(f"{name}\t{value:.2f}\n" for name, value in figures.items())


main()
