# SPDX-License-Identifier: MIT
"""The deepest stack of a function: stack.py [--indirect=PATTERN] FUNCTION FILE.ci...

FILE.ci is what gcc writes with -fcallgraph-info=su: nodes with their frame, edges for calls. A cycle (recursion), an
indirect call or a frame that is not static is an error. PATTERN, a regular expression, names the functions that indirect
calls may reach. Calls of the four mem* functions count as nothing."""
import re
import sys

OUTSIDE = {"memcpy", "memmove", "memset", "memcmp"}


def main(root, files, indirect):
    frames, calls = {}, {}
    for name in files:
        with open(name, encoding="utf-8") as file:
            text = file.read()
        for title, label in re.findall(r'node: \{ title: "([^"]+)" label: "([^"]*)"', text):
            frame = re.search(r"(\d+) bytes \(([^)]*)\)", label)
            if frame and frame.group(2) != "static":
                sys.exit(f"{title}: frame of unknown size")
            if frame:
                frames[title] = int(frame.group(1))
        for source, target in re.findall(r'edge: \{ sourcename: "([^"]+)" targetname: "([^"]+)"', text):
            calls.setdefault(source, set()).add(target)

    if indirect:
        frames["__indirect_call"] = 0
        calls["__indirect_call"] = {title for title in frames if re.search(indirect, title.split(":")[-1])}

    def deepest(function, path):
        if function in path:
            sys.exit(f"recursion: {' -> '.join(path + [function])}")
        if function in OUTSIDE:
            return 0, [function]
        if function not in frames:
            sys.exit(f"no frame known: {function}")
        below = [deepest(callee, path + [function]) for callee in sorted(calls.get(function, ()))]
        depth, chain = max(below, default=(0, []))
        return frames[function] + depth, [f"{function.split(':')[-1]} {frames[function]}"] + chain

    depth, chain = deepest(root, [])
    print(depth, " -> ".join(chain))


ARGUMENTS = [argument for argument in sys.argv[1:] if not argument.startswith("--indirect=")]
PATTERNS = [argument.split("=", 1)[1] for argument in sys.argv[1:] if argument.startswith("--indirect=")]
main(ARGUMENTS[0], ARGUMENTS[1:], "|".join(PATTERNS))
