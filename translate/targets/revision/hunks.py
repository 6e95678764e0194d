"""Unified differences: written, read, applied, and turned round."""

from targets.revision.lines import Numbering, split_lines
from targets.revision.myers import changes

NO_END = '\\ No newline at end of file\n'


class PatchError(Exception):
    def __init__(self, message):
        self.message = message


class Hunk(object):
    """Lines with their sign, and where they stand in both texts, from 0."""

    def __init__(self, first, second):
        self.first = first
        self.second = second
        self.lines = []

    def count(self, sign):
        """The lines of one side: those with its sign, and the common."""
        count = 0
        for line in self.lines:
            if line[0] == sign or line[0] == ' ':
                count += 1
        return count

    def side(self, sign):
        return [line[1:] for line in self.lines
                if line[0] == sign or line[0] == ' ']

    def write(self, out):
        out.append('@@ -%s +%s @@\n' % (
            place(self.first, self.count('-')),
            place(self.second, self.count('+'))))
        for line in self.lines:
            out.append(line)
            if line[len(line) - 1] != '\n':
                out.append('\n' + NO_END)


def place(start, count):
    """A place as it is written: from 1; an empty one is after a line."""
    if count == 0:
        return '%d,0' % start
    if count == 1:
        return str(start + 1)
    return '%d,%d' % (start + 1, count)


def hunks_of(first, second, context):
    """The differences of two lists of lines, with lines around them."""
    numbering = Numbering()
    found = changes(numbering.numbers(first), numbering.numbers(second))
    hunks = []
    i = 0
    while i < len(found):
        last = i
        while last + 1 < len(found) and \
                found[last + 1].a - found[last].b <= 2 * context:
            last += 1
        start = max(0, found[i].a - context)
        hunk = Hunk(start, found[i].c - (found[i].a - start))
        at = start
        while i <= last:
            change = found[i]
            keep(hunk, ' ', first, at, change.a)
            keep(hunk, '-', first, change.a, change.b)
            keep(hunk, '+', second, change.c, change.d)
            at = change.b
            i += 1
        keep(hunk, ' ', first, at, min(len(first), at + context))
        hunks.append(hunk)
    return hunks


def keep(hunk, sign, lines, start, end):
    for i in range(start, end):
        hunk.lines.append(sign + lines[i])


def unified(first, second, context):
    """The unified difference of two texts, '' if there is none."""
    hunks = hunks_of(split_lines(first), split_lines(second), context)
    if len(hunks) == 0:
        return ''
    out = ['--- first\n', '+++ second\n']
    for hunk in hunks:
        hunk.write(out)
    return ''.join(out)


# -- reading

def parse_place(text):
    comma = text.find(',')
    count = 1
    start = text
    if comma >= 0:
        start = text[:comma]
        if not text[comma + 1:].isdigit():
            raise PatchError('bad place ' + text)
        count = int(text[comma + 1:])
    if not start.isdigit():
        raise PatchError('bad place ' + text)
    number = int(start)
    return number if count == 0 else number - 1


def parse_header(line):
    words = line.strip().split(' ')
    if len(words) < 4 or words[0] != '@@' or words[1][0] != '-' or \
            words[2][0] != '+':
        raise PatchError('bad header ' + line.strip())
    return Hunk(parse_place(words[1][1:]), parse_place(words[2][1:]))


def parse_patch(text):
    hunks = []
    for line in split_lines(text):
        if line.startswith('@@'):
            hunks.append(parse_header(line))
        elif len(hunks) == 0:
            if not line.startswith('---') and not line.startswith('+++'):
                raise PatchError('a patch begins with ' + line.strip())
        elif line == NO_END:
            lines = hunks[-1].lines
            last = lines.pop()
            lines.append(last[:len(last) - 1])
        elif line[0] in ' -+':
            hunks[-1].lines.append(line)
        else:
            raise PatchError('bad line ' + line.strip())
    return hunks


def reversed_hunks(hunks):
    """What undoes the hunks."""
    result = []
    for hunk in hunks:
        other = Hunk(hunk.second, hunk.first)
        added = []
        for line in hunk.lines:
            if line[0] == '-':
                added.append('+' + line[1:])
            elif line[0] == '+':
                other.lines.append('-' + line[1:])
            else:
                other.lines.extend(added)
                added = []
                other.lines.append(line)
        other.lines.extend(added)
        result.append(other)
    return result


# -- applying

class Patcher(object):
    """Applies hunks where they fit best: they may have moved."""

    def __init__(self, lines):
        self.lines = lines
        self.result = []
        self.at = 0             # what is before has been taken over
        self.offset = 0
        self.notes = []

    def fits(self, wanted, start, first, last):
        """Whether the lines stand there, without some at both ends."""
        if start < self.at or start + len(wanted) - last > len(self.lines):
            return False
        for i in range(first, len(wanted) - last):
            if self.lines[start + i] != wanted[i]:
                return False
        return True

    def search(self, wanted, expected, first, last):
        """The nearest place to the expected one where it fits, or -1."""
        for distance in range(len(self.lines) + len(wanted) + 1):
            if self.fits(wanted, expected + distance, first, last):
                return expected + distance
            if expected >= distance and self.fits(
                    wanted, expected - distance, first, last):
                return expected - distance
        return -1

    def apply(self, number, hunk):
        wanted = hunk.side('-')
        expected = max(0, hunk.first + self.offset)
        for fuzz in range(3):
            first = min(fuzz, common_lines(hunk.lines, 0, 1))
            last = min(fuzz, common_lines(hunk.lines, len(hunk.lines) - 1,
                                          -1))
            start = self.search(wanted, expected, first, last)
            if start >= 0:
                self.take(hunk, wanted, start, first, last)
                if start != expected or fuzz:
                    self.notes.append('hunk %d: %d lines off, fuzz %d' % (
                        number, start - hunk.first, fuzz))
                self.offset = start - hunk.first
                return
        self.notes.append('hunk %d does not fit' % number)

    def take(self, hunk, wanted, start, first, last):
        """The text's own lines stay where context differed."""
        self.copy(start + first)
        given = hunk.side('+')
        self.result.extend(given[first:len(given) - last])
        self.at = start + len(wanted) - last

    def copy(self, end):
        self.result.extend(self.lines[self.at:end])
        self.at = end

    def finish(self):
        self.copy(len(self.lines))
        return ''.join(self.result)


def common_lines(lines, at, step):
    """How many lines at an end of a hunk are context."""
    count = 0
    while 0 <= at < len(lines) and lines[at][0] == ' ':
        count += 1
        at += step
    return count


def patched(text, hunks, notes):
    """The text after the hunks; notes tell what did not fit at once."""
    patcher = Patcher(split_lines(text))
    for i in range(len(hunks)):
        patcher.apply(i + 1, hunks[i])
    notes.extend(patcher.notes)
    return patcher.finish()
