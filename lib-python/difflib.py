"""Differences between sequences.

    SequenceMatcher                     what any two sequences have in common
    get_close_matches                   words that are like a word
    unified_diff, context_diff          lines, as the program diff shows them
    Differ, ndiff, restore              lines, with the changes inside them marked
    HtmlDiff                            lines side by side, for browsers
"""

import heapq

from _difflib_differ import (Differ, IS_CHARACTER_JUNK, IS_LINE_JUNK, ndiff, restore)
from _difflib_html import HtmlDiff, _mdiff
from _difflib_matcher import Match, SequenceMatcher

__all__ = ['get_close_matches', 'ndiff', 'restore', 'SequenceMatcher', 'Differ',
           'IS_CHARACTER_JUNK', 'IS_LINE_JUNK', 'context_diff', 'unified_diff',
           'HtmlDiff', 'Match']


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """Up to n of the possibilities whose similarity is cutoff (0 to 1) or more, best first."""
    if n <= 0:
        raise ValueError('n must be > 0: %r' % (n,))
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError('cutoff must be in [0.0, 1.0]: %r' % (cutoff,))
    matcher = SequenceMatcher(b=word)
    found = []
    for candidate in possibilities:
        matcher.set_seq1(candidate)
        # Each costs more than the one before, and is not above it.
        for ratio in matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio:
            similarity = ratio()
            if similarity < cutoff:
                break
        else:
            found.append((similarity, candidate))
    return [candidate for _, candidate in heapq.nlargest(n, found)]


def _file_lines(files, end):
    """The lines that say what is compared, of tuples (sign, name, date)."""
    return ['{} {}{}{}'.format(sign, name, date and '\t' + date, end)
            for sign, name, date in files]


def _changed(group, *tags):
    return any([code[0] in tags for code in group])


def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3,
                 lineterm='\n'):
    """Generate lines as of diff -u: what changed, with n lines around it.

    lineterm is '' for lists of lines without newlines. The dates may be any text.
    """
    head = _file_lines((('---', fromfile, fromfiledate), ('+++', tofile, tofiledate)),
                       lineterm)
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        for line in head:
            yield line
        head = ()
        first, last = group[0], group[-1]
        yield '@@ -{} +{} @@{}'.format(_format_range_unified(first[1], last[2]),
                                       _format_range_unified(first[3], last[4]), lineterm)
        for tag, i1, i2, j1, j2 in group:
            if tag == 'equal':
                sides = (' ', a[i1:i2]),
            else:
                sides = ('-', a[i1:i2]), ('+', b[j1:j2])
            for sign, lines in sides:
                for line in lines:
                    yield sign + line


def _format_range_unified(start, stop):
    """How diff -u writes lines: the first, and how many if not one; none are after a line."""
    count = stop - start
    first = start + 1 if count else start
    return str(first) if count == 1 else '%d,%d' % (first, count)


def context_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3,
                 lineterm='\n'):
    """Generate lines as of diff -c; the arguments are those of unified_diff()."""
    head = _file_lines((('***', fromfile, fromfiledate), ('---', tofile, tofiledate)),
                       lineterm)
    signs = {'equal': '  ', 'replace': '! ', 'delete': '- ', 'insert': '+ '}
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        for line in head:
            yield line
        head = ()
        yield '*' * 15 + lineterm
        # Both sides are shown after one another, and none that did not change.
        for mark, lines, first, last, change in (('***', a, 1, 2, 'delete'),
                                                 ('---', b, 3, 4, 'insert')):
            place = _format_range_context(group[0][first], group[-1][last])
            yield '{0} {1} {0}{2}{3}'.format(mark, place, mark[0], lineterm)
            if _changed(group, 'replace', change):
                for code in group:
                    if code[0] in ('equal', 'replace', change):
                        for line in lines[code[first]:code[last]]:
                            yield signs[code[0]] + line


def _format_range_context(start, stop):
    """How diff -c writes lines: the first and the last; none are after a line."""
    return str(stop) if stop - start <= 1 else '%d,%d' % (start + 1, stop)
