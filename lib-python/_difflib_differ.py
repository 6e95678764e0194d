"""Differences for people, with marks below lines that are alike: Differ of difflib."""

import re

from _difflib_matcher import SequenceMatcher

# Lines below this are not alike.
_CUTOFF = 0.75
_MARKS = {'replace': '^^', 'delete': '- ', 'insert': ' +', 'equal': '  '}


def _count_leading(line, ch):
    return len(line) - len(line.lstrip(ch))


class Differ:
    r"""Makes differences of lists of lines, that end in newlines.

    Each line of the result begins with what it is: "- " of the first list alone, "+ " of the
    second alone, "  " of both, "? " of none: it has marks for the line before it.
    linejunk(line) and charjunk(character) say what is no reason to take two for the same.
    """

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk, self.charjunk = linejunk, charjunk

    def compare(self, a, b):
        """Generate the lines of the difference."""
        show = {'replace': lambda *place: self._fancy_replace(a, place[0], place[1], b,
                                                              place[2], place[3]),
                'delete': lambda i, j, _, __: self._dump('-', a, i, j),
                'insert': lambda _, __, i, j: self._dump('+', b, i, j),
                'equal': lambda i, j, _, __: self._dump(' ', a, i, j)}
        for code in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            for line in show[code[0]](*code[1:]):
                yield line

    def _dump(self, tag, x, lo, hi):
        for line in x[lo:hi]:
            yield tag + ' ' + line

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        """Lines that are not alike: the fewer ones come first."""
        blocks = [self._dump('-', a, alo, ahi), self._dump('+', b, blo, bhi)]
        if bhi - blo < ahi - alo:
            blocks.reverse()
        for block in blocks:
            for line in block:
                yield line

    def _fancy_replace(self, a, alo, ahi, b, blo, bhi):
        """Lines of which some may be alike: the most alike pair, and so before and after it."""
        pair = self._closest(a, alo, ahi, b, blo, bhi)
        if pair is None:
            parts = [self._plain_replace(a, alo, ahi, b, blo, bhi)]
        else:
            i, j = pair
            parts = [self._fancy_helper(a, alo, i, b, blo, j), self._both(a[i], b[j]),
                     self._fancy_helper(a, i + 1, ahi, b, j + 1, bhi)]
        for part in parts:
            for line in part:
                yield line

    def _closest(self, a, alo, ahi, b, blo, bhi):
        """The places of the most similar lines that differ, or else of equal ones; or None."""
        best, pair, equal = _CUTOFF - 0.01, None, None
        matcher = SequenceMatcher(self.charjunk)
        for j in xrange(blo, bhi):
            matcher.set_seq2(b[j])
            for i in xrange(alo, ahi):
                if a[i] == b[j]:
                    equal = equal or (i, j)
                    continue
                matcher.set_seq1(a[i])
                if matcher._is_above(best):
                    best, pair = matcher.ratio(), (i, j)
        return pair if best >= _CUTOFF else equal

    def _both(self, old, new):
        """A line, and what it has become."""
        if old == new:
            return ['  ' + old]
        old_marks = new_marks = ''
        for tag, i1, i2, j1, j2 in SequenceMatcher(self.charjunk, old, new).get_opcodes():
            # Nothing is below what is only in the other line.
            old_mark, new_mark = _MARKS[tag]
            old_marks += old_mark * (i2 - i1)
            new_marks += new_mark * (j2 - j1)
        return self._qformat(old, new, old_marks, new_marks)

    def _fancy_helper(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            return self._fancy_replace(a, alo, ahi, b, blo, bhi)
        return self._plain_replace(a, alo, ahi, b, blo, bhi)

    def _qformat(self, aline, bline, atags, btags):
        """Generate both lines, and below them their marks where there are some."""
        tabs = min(_count_leading(aline, '\t'), _count_leading(bline, '\t'))
        # Marks stand below the right characters only if both have the same tabs.
        tabs = min([tabs] + [_count_leading(tags[:tabs], ' ') for tags in (atags, btags)])
        for sign, line, tags in ('-', aline, atags), ('+', bline, btags):
            yield sign + ' ' + line
            marks = tags[tabs:].rstrip()
            if marks:
                yield '? %s%s\n' % (tabs * '\t', marks)


Differ.__module__ = 'difflib'


def IS_LINE_JUNK(line, pat=re.compile(r'\s*(?:#\s*)?$').match):
    """Whether a line is blank, but perhaps for a #."""
    return pat(line) is not None


def IS_CHARACTER_JUNK(ch, ws=' \t'):
    """Whether a character is a blank or a tab."""
    return ch in ws


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """Differ(linejunk, charjunk).compare(a, b)"""
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """Generate the lines of the first or the second list, by what ndiff() made of them."""
    tags = {1: ('  ', '- '), 2: ('  ', '+ ')}.get(int(which))
    if tags is None:
        raise ValueError('unknown delta choice (must be 1 or 2): %r' % which)
    for line in delta:
        if line.startswith(tags):
            yield line[2:]
