"""Compares the output of an example with the one that it should have."""

import difflib
import re
import sys

from _doctest_examples import (
    DONT_ACCEPT_BLANKLINE, DONT_ACCEPT_TRUE_FOR_1, ELLIPSIS, NORMALIZE_WHITESPACE,
    REPORT_CDIFF, REPORT_NDIFF, REPORT_UDIFF)

# What is written for an empty line, and for text that does not matter.
BLANKLINE_MARKER = '<BLANKLINE>'
ELLIPSIS_MARKER = '...'

_encoding = getattr(sys.stdout, 'encoding', None) or 'utf-8'


def _indent(s, indent=4):
    """A text farther to the right, as bytes; empty lines stay empty."""
    if isinstance(s, unicode):
        s = s.encode(_encoding, 'backslashreplace')
    return re.sub('(?m)^(?!$)', ' ' * indent, s)


def _ellipsis_match(want, got):
    """Whether a text has the parts between ellipses in order, the first and last at its ends."""
    parts = want.split(ELLIPSIS_MARKER)
    if len(parts) == 1:
        return want == got
    first, last = parts[0], parts[-1]
    if (len(first) + len(last) > len(got)
            or not (got.startswith(first) and got.endswith(last))):
        return False
    position, end = len(first), len(got) - len(last)
    for part in parts[1:-1]:
        position = got.find(part, position, end)
        if position < 0:
            return False
        position += len(part)
    return True


def _strip_exception_details(msg):
    """The exception's name alone, without its module."""
    return msg.partition('\n')[0].partition(':')[0].rpartition('.')[2]


def _unified_diff(want, got):
    return list(difflib.unified_diff(want, got, n=2))[2:]


def _context_diff(want, got):
    return list(difflib.context_diff(want, got, n=2))[2:]


def _ndiff(want, got):
    return difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK).compare(want, got)


_DIFFS = [
    (REPORT_UDIFF, 'unified diff with -expected +actual', _unified_diff),
    (REPORT_CDIFF, 'context diff with expected followed by actual', _context_diff),
    (REPORT_NDIFF, 'ndiff with -expected +actual', _ndiff),
]


class OutputChecker:
    """Says whether an output is right and, if not, what is wrong with it."""

    __module__ = 'doctest'

    def check_output(self, want, got, optionflags):
        """Whether it is right, or is by one of the liberties that flags give or take."""
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1:
            # Examples from before there were booleans have numbers.
            if (want, got) in (('1\n', 'True\n'), ('0\n', 'False\n')):
                return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(r'(?m)^%s\s*?$' % re.escape(BLANKLINE_MARKER), '', want)
            got = re.sub(r'(?m)^\s*?$', '', got)
        if optionflags & NORMALIZE_WHITESPACE:
            want, got = ' '.join(want.split()), ' '.join(got.split())
        return want == got or bool(optionflags & ELLIPSIS and _ellipsis_match(want, got))

    def _do_a_fancy_diff(self, want, got, optionflags):
        """Whether a diff says more than both texts."""
        if optionflags & REPORT_NDIFF:
            # It also shows what differs within a line.
            return True
        wanted = optionflags & (REPORT_UDIFF | REPORT_CDIFF)
        return bool(wanted and min(want.count('\n'), got.count('\n')) > 2)

    def output_difference(self, example, got, optionflags):
        """What a report says of an output that is not right."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub('(?m)^ *(?=\n)', BLANKLINE_MARKER, got)
        if self._do_a_fancy_diff(want, got, optionflags):
            for flag, kind, differences in _DIFFS:
                if optionflags & flag:
                    lines = differences(want.splitlines(True), got.splitlines(True))
                    return 'Differences (%s):\n%s' % (kind, _indent(''.join(lines)))
        return ''.join(['%s:\n%s' % (label, _indent(text)) if text else label + ' nothing\n'
                        for label, text in (('Expected', want), ('Got', got))])
