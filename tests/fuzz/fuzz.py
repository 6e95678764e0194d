"""Runs random programs in every mode of the engine and under CPython 2.7, and tells where they disagree.

    python3 tests/fuzz/fuzz.py target/release/pyrs [--seeds FIRST-LAST] [--cpython COMMAND] [--keep FOLDER] [--modes eager,seven]

Each program comes from its seed (generate.py). What differs is printed with its seed, made smaller, and kept in FOLDER.
"""

from __future__ import print_function

import argparse
import os
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from generate import generate

EAGER = "threshold=2,function_threshold=2,trace_eagerness=1"
SEVEN = "threshold=7,function_threshold=7,trace_eagerness=3"
SHORT = "threshold=2,function_threshold=3,trace_eagerness=1,loop_longevity=1"
# name, options, PYRS_STRESS
MODES = [("off", ["--jit", "off"], ""),
         ("eager", ["--jit", EAGER], ""),
         ("seven", ["--jit", SEVEN], ""),
         ("short", ["--jit", SHORT], ""),
         ("guards", ["--jit", EAGER], "guards=3"),
         ("trees", ["--jit", EAGER], "trees"),
         ("frames", ["--jit", EAGER], "frames"),
         ("invalidate", ["--jit", EAGER], "invalidate=50"),
         ("default", [], "")]


def run(command, script, stress, limit=20):
    """(how it ended, what it printed)"""
    environment = dict(os.environ)
    environment.pop("PYTHONPATH", None)
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    if stress:
        environment["PYRS_STRESS"] = stress
    process = subprocess.Popen(command + [script], env=environment, stdin=open(os.devnull), stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT)
    late = threading.Timer(limit, process.kill)
    late.start()
    output = process.communicate()[0]
    if not late.is_alive():
        return ("late", b"")
    late.cancel()
    return (process.returncode, output)


class Fuzzer(object):
    def __init__(self, pyrs, cpython, modes):
        self.commands = []
        if cpython:
            self.commands.append(("CPython", cpython, ""))
        for name, options, stress in MODES:
            if name in modes:
                self.commands.append((name, [pyrs] + options, stress))

    def difference(self, source, only=None, limit=20):
        """(first mode, its result, differing mode, its result), or None if all agree."""
        folder = tempfile.mkdtemp()
        script = os.path.join(folder, "program.py")
        try:
            with open(script, "w") as file:
                file.write(source)
            first = None
            for name, command, stress in self.commands:
                if only and name not in only:
                    continue
                result = run(command, script, stress, limit)
                if first is None:
                    if result[0] == "late":
                        return None
                    first = (name, result)
                elif result != first[1]:
                    return first + (name, result)
            return None
        finally:
            os.remove(script)
            os.rmdir(folder)

    def minimise(self, source, only):
        """A program with fewer lines that still differs between the two modes."""
        def differs(lines):
            text = "\n".join(lines) + "\n"
            found = self.difference(text, only, 4)
            if not found:
                return False
            # A program that fails in the same place for everyone but in words is not what is looked for.
            return b"SyntaxError" not in found[1][1] and b"IndentationError" not in found[1][1]

        lines = [line for line in source.split("\n") if line.strip()]
        changed = True
        while changed:
            changed = False
            at = len(lines) - 1
            while at >= 0:
                if at < len(lines):
                    for candidate in self.smaller(lines, at):
                        if len(candidate) < len(lines) + (candidate != lines) and differs(candidate):
                            lines, changed = candidate, True
                            break
                at -= 1
        return "\n".join(lines) + "\n"

    def smaller(self, lines, at):
        """Without line `at` and what is indented below it; that replaced by `pass`; what is below moved out."""
        def depth(line):
            return len(line) - len(line.lstrip())
        end = at + 1
        while end < len(lines) and depth(lines[end]) > depth(lines[at]):
            end += 1
        yield lines[:at] + lines[end:]
        if end > at + 1:
            yield lines[:at] + [line[4:] for line in lines[at + 1:end]] + lines[end:]
            last = end
            while last < len(lines) and depth(lines[last]) == depth(lines[at]) and lines[last].split(" ")[0].strip().rstrip(":") in (
                    "except", "finally", "else", "elif"):
                last += 1
                while last < len(lines) and depth(lines[last]) > depth(lines[at]):
                    last += 1
            if last != end:
                yield lines[:at] + lines[last:]
                yield lines[:at] + [line[4:] for line in lines[at + 1:end]] + lines[last:]
        elif lines[at].strip() != "pass":
            yield lines[:at] + [" " * depth(lines[at]) + "pass"] + lines[end:]


def tell(found):
    name, result, other, other_result = found
    ours, theirs = result[1].split(b"\n"), other_result[1].split(b"\n")
    at = 0
    while at < min(len(ours), len(theirs)) and ours[at] == theirs[at]:
        at += 1
    print("  %s (ended %s): %s" % (name, result[0], ours[at][:150] if at < len(ours) else "nothing more"))
    print("  %s (ended %s): %s" % (other, other_result[0], theirs[at][:150] if at < len(theirs) else "nothing more"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pyrs")
    parser.add_argument("--seeds", default="1-100")
    parser.add_argument("--cpython", help="a command that runs CPython 2.7; without it the modes are compared with each other")
    parser.add_argument("--keep", help="a folder for the programs that differ")
    parser.add_argument("--modes", default=",".join(mode[0] for mode in MODES))
    parser.add_argument("--minimise", action="store_true")
    options = parser.parse_args()
    if not options.cpython:
        print("CPython 2.7 is not compared with: --cpython COMMAND names it")
    fuzzer = Fuzzer(options.pyrs, options.cpython.split() if options.cpython else None, options.modes.split(","))
    first, _, last = options.seeds.partition("-")
    differing = 0
    for seed in range(int(first), int(last or first) + 1):
        source = generate(seed)
        found = fuzzer.difference(source)
        if not found:
            continue
        differing += 1
        print("seed %d differs:" % seed)
        tell(found)
        sys.stdout.flush()
        if options.minimise:
            source = fuzzer.minimise(source, (found[0], found[2]))
            print("  %d lines remain" % len(source.split("\n")))
        if options.keep:
            with open(os.path.join(options.keep, "seed%d-%s.py" % (seed, found[2])), "w") as file:
                file.write(source)
    print("%d programs differ" % differing)
    sys.exit(differing > 0)


if __name__ == "__main__":
    main()
