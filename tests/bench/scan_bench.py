#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Compares readers on pictures: scan_bench.py [--readers NAME,NAME...] [--npm FOLDER] EMVQR OUTPUT PICTURES

PICTURES is a folder as scan_pictures.py makes it; what is read of them is compared with what was drawn. Prints, by
kind, percent of pictures read, with a number of those read wrongly behind a stroke, and mean milliseconds of processor
time. OUTPUT gets scan.svg (the same as a chart), missed.png (a contact sheet of what emvqr still misses), missed.tsv
(each of those, and who reads it), and figures (name, value) for a gate. Without --readers every reader that the machine
has is compared; FOLDER is where npm has installed zxing-wasm and jsqr."""
import argparse
import multiprocessing
import os
import sys

sys.dont_write_bytecode = True
from PIL import Image, ImageDraw  # noqa: E402

import scan_readers  # noqa: E402

OURS = ("fast", "normal", "thorough")
COLOURS = ["#6fb98f", "#1f6f54", "#0b3c2d", "#c0392b", "#e59866", "#2e86c1", "#85c1e9", "#b7950b"]


class Picture:
    def __init__(self, folder, line, payloads):
        file, self.kind, _, which, *also = line.split("\t")
        self.name = os.path.join(folder, file)
        self.wanted, self.also = payloads[int(which)], {payloads[int(i)] for i in also}

    def judge(self, texts):
        """Read right, wrongly, or not."""
        if set(texts) - self.also - {self.wanted}:
            return "wrong"
        return "right" if self.wanted in texts else "none"


class Score:
    """What a reader did with pictures."""

    def __init__(self):
        self.results, self.seconds = [], 0.0

    def percent(self, what="right"):
        return 100 * self.results.count(what) / len(self.results)

    def milliseconds(self):
        return 1000 * self.seconds / len(self.results)

    def __add__(self, other):
        total = Score()
        total.results, total.seconds = self.results + other.results, self.seconds + other.seconds
        return total


def read_manifest(folder):
    with open(os.path.join(folder, "payloads.txt"), "rb") as file:
        payloads = file.read().splitlines()
    with open(os.path.join(folder, "manifest.tsv"), encoding="utf-8") as file:
        return [Picture(folder, line, payloads) for line in file.read().splitlines()]


CHUNK = 50
READERS = {}  # filled before the pool's processes are made, which inherit it


def work(job):
    reader, names = job
    return READERS[reader](names)


def compare(pictures, readers):
    """For each reader, for each kind, its score; and of each picture who reads it."""
    READERS.update(readers)
    kinds = list(dict.fromkeys(picture.kind for picture in pictures))
    jobs = []
    for kind in kinds:
        of_kind = [picture for picture in pictures if picture.kind == kind]
        jobs += [(reader, of_kind[i : i + CHUNK]) for i in range(0, len(of_kind), CHUNK) for reader in readers]
    scores = {reader: {kind: Score() for kind in kinds} for reader in readers}
    with multiprocessing.Pool(min(2, os.cpu_count() or 1)) as pool:
        answers = pool.imap(work, [(reader, [picture.name for picture in some]) for reader, some in jobs])
        for (reader, some), (found, seconds) in zip(jobs, answers):
            score = scores[reader][some[0].kind]
            score.seconds += seconds
            for picture in some:
                score.results.append(picture.judge(found.get(picture.name, [])))
    return scores


def total(by_kind):
    return sum(by_kind.values(), Score())


# ---- telling ------------------------------------------------------------------------------------------------------


def table(scores, cell):
    print(f"{'':12}" + "".join(f"{reader:>12}" for reader in scores))
    for kind in next(iter(scores.values())):
        print(f"{kind:12}" + "".join(f"{cell(by_kind[kind]):>12}" for by_kind in scores.values()))
    print(f"{'ALL':12}" + "".join(f"{cell(total(by_kind)):>12}" for by_kind in scores.values()))


def rate(score):
    wrong = score.results.count("wrong")
    return f"{score.percent():.1f}" + (f"/{wrong}" if wrong else "")


def chart(path, scores):
    kinds, bar = list(next(iter(scores.values()))), 4
    step, right = bar * len(scores) + 12, 110 + 400
    parts = [f'<text x="{110 + 4 * p}" y="22" text-anchor="middle" fill="#666">{p} %</text>' for p in range(0, 101, 25)]
    for i, kind in enumerate([*kinds, "all"]):
        top = 30 + i * step
        parts.append(f'<text x="102" y="{top + step / 2 - 2}" text-anchor="end">{kind}</text>')
        for j, by_kind in enumerate(scores.values()):
            score = by_kind[kind] if kind in by_kind else total(by_kind)
            parts.append(f'<rect x="110" y="{top + bar * j}" width="{4 * score.percent():.1f}" height="{bar - 1}" '
                         f'fill="{COLOURS[j]}"/>')
    for j, (reader, by_kind) in enumerate(scores.items()):
        ours = "emvqr " if reader in OURS else ""
        parts.append(f'<text x="{20 + 180 * (j % 3)}" y="{-22 + 14 * (j // 3)}" fill="{COLOURS[j]}">'
                     f'{ours}{reader} {total(by_kind).percent():.0f} %</text>')
    height = 75 + (len(kinds) + 1) * step
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -40 {right + 40} {height}" '
                   f'font-family="sans-serif" font-size="12"><rect y="-40" width="100%" height="100%" fill="white"/>'
                   f'{"".join(parts)}</svg>\n')


def contact_sheet(path, pictures):
    columns, wide, high = 8, 160, 132
    sheet = Image.new("L", (columns * wide, max(1, -(-len(pictures) // columns)) * high), 255)
    for i, picture in enumerate(pictures):
        place = i % columns * wide, i // columns * high
        sheet.paste(Image.open(picture.name).convert("L").resize((wide, high - 12)), place)
        ImageDraw.Draw(sheet).text((place[0] + 2, place[1] + high - 12), os.path.basename(picture.name), fill=0)
    sheet.save(path)


def figures(scores):
    """What a gate may ask for."""
    normal = scores["normal"]
    for reader, by_kind in scores.items():
        yield f"{reader}, read", total(by_kind).percent()
        for kind in by_kind:
            yield f"{reader}, {kind}", by_kind[kind].percent()
    yield "wrong", sum(total(scores[reader]).results.count("wrong") for reader in OURS if reader in scores)
    for peer in scores.keys() - set(OURS):
        yield f"kinds below {peer}", sum(normal[kind].percent() < scores[peer][kind].percent() for kind in normal)
        yield f"time to {peer}'s", total(normal).milliseconds() / total(scores[peer]).milliseconds()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readers")
    parser.add_argument("--npm")
    parser.add_argument("emvqr")
    parser.add_argument("output")
    parser.add_argument("pictures")
    options = parser.parse_args()
    readers = scan_readers.all_readers(options.emvqr, options.npm)
    if options.readers:
        readers = {name: readers[name] for name in options.readers.split(",")}
    print("compared: " + ", ".join(readers))
    os.makedirs(options.output, exist_ok=True)
    pictures = read_manifest(options.pictures)
    scores = compare(pictures, readers)
    print(f"{len(pictures)} pictures; % read, /wrong")
    table(scores, rate)
    print("\nmilliseconds a picture")
    table(scores, lambda score: f"{score.milliseconds():.1f}")
    tell_missed(options.output, pictures, scores)
    chart(os.path.join(options.output, "scan.svg"), scores)
    with open(os.path.join(options.output, "figures"), "w", encoding="utf-8") as file:
        file.writelines(f"{name}\t{value:.2f}\n" for name, value in figures(scores))


def tell_missed(output, pictures, scores):
    results = {reader: {kind: iter(score.results) for kind, score in scores[reader].items()} for reader in scores}
    best = [reader for reader in OURS if reader in scores][-1]
    missed = []
    with open(os.path.join(output, "missed.tsv"), "w", encoding="utf-8") as file:
        for picture in pictures:
            result = {reader: next(results[reader][picture.kind]) for reader in scores}
            if result[best] != "right":
                missed.append(picture)
                others = [reader for reader in scores if result[reader] == "right"]
                file.write(f"{picture.name}\t{result[best]}\t{','.join(others)}\n")
    contact_sheet(os.path.join(output, "missed.png"), missed[:400])


if __name__ == "__main__":
    main()
