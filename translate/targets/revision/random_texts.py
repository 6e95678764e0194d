"""Checks what must hold of any texts, on pseudo-random ones."""

from targets.revision.delta import apply_delta, delta_of
from targets.revision.hunks import (parse_patch, patched, reversed_hunks,
                                    unified)
from targets.revision.lines import Numbering, split_lines
from targets.revision.merge import Merge
from targets.revision.myers import Comparison
from targets.revision.suffixes import SuffixArray


class Generator(object):
    def __init__(self, seed):
        self.seed = seed

    def below(self, most):
        self.seed = (self.seed * 1103515245 + 12345) & 0x7fffffff
        return (self.seed >> 8) % most

    def text(self, count):
        lines = []
        for _ in range(count):
            lines.append('line %d\n' % self.below(12))
        return ''.join(lines)

    def changed(self, text, count):
        """The text after so many lines were changed at random places."""
        lines = split_lines(text)
        for _ in range(count):
            place = self.below(len(lines) + 1)
            kind = self.below(3)
            if kind == 0 or place == len(lines):
                lines.insert(place, 'new %d\n' % self.below(100))
            elif kind == 1:
                del lines[place]
            else:
                lines[place] = 'line %d\n' % self.below(12)
        return ''.join(lines)


def longest_common(first, second):
    """The length of a longest common subsequence, by the full table."""
    row = [0] * (len(second) + 1)
    for a in first:
        before = 0
        for j in range(len(second)):
            above = row[j + 1]
            if a == second[j]:
                row[j + 1] = before + 1
            else:
                row[j + 1] = max(above, row[j])
            before = above
    return row[len(second)]


class Checker(object):
    def __init__(self):
        self.checks = 0
        self.failures = 0

    def check(self, name, holds):
        self.checks += 1
        if not holds:
            self.failures += 1
            print 'failed: ' + name

    def pair(self, first, second, context):
        notes = []
        hunks = parse_patch(unified(first, second, context))
        self.check('patch', patched(first, hunks, notes) == second)
        self.check('undo', patched(second, reversed_hunks(hunks),
                                   notes) == first)
        self.check('no notes', len(notes) == 0)
        numbering = Numbering()
        a = numbering.numbers(split_lines(first))
        b = numbering.numbers(split_lines(second))
        common = 0
        for match in Comparison(a, b).matches:
            common += match.length
        self.check('fewest edits', common == longest_common(a, b))
        self.check('delta', apply_delta(first, delta_of(first, second))
                   == second)

    def merge(self, base, ours, theirs):
        self.check('nothing of theirs', Merge(base, ours, base).run()
                   == ours)
        self.check('nothing of ours', Merge(base, base, theirs).run()
                   == theirs)
        self.check('the same', Merge(base, theirs, theirs).run() == theirs)
        one = Merge(base, ours, theirs)
        other = Merge(base, theirs, ours)
        one.run()
        other.run()
        self.check('both ways', one.conflicts == other.conflicts)

    def suffixes(self, text):
        array = SuffixArray(text)
        ordered = True
        shares = True
        for i in range(1, len(text)):
            before = text[array.order[i - 1]:]
            after = text[array.order[i]:]
            shared = array.shared[i]
            ordered = ordered and before < after
            shares = shares and before[:shared] == after[:shared] and \
                before[:shared + 1] != after[:shared + 1]
        self.check('suffixes in order', ordered)
        self.check('what suffixes share', shares)


def run_checks(rounds):
    checker = Checker()
    for i in range(rounds):
        generator = Generator(i * 7919 + 1)
        base = generator.text(5 + generator.below(25))
        ours = generator.changed(base, generator.below(6))
        theirs = generator.changed(base, generator.below(6))
        checker.pair(base, ours, generator.below(4))
        checker.pair(ours, theirs, 3)
        checker.pair(base, generator.text(generator.below(20)), 1)
        checker.merge(base, ours, theirs)
        checker.suffixes(base[:120])
    print '%d checks, %d failed' % (checker.checks, checker.failures)
