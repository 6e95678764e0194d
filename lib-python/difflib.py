"""Compare sequences: of lines, of characters or of anything hashable."""

import heapq
import re
from collections import namedtuple as _namedtuple

__all__ = ['get_close_matches', 'ndiff', 'restore', 'SequenceMatcher', 'Differ',
           'IS_CHARACTER_JUNK', 'IS_LINE_JUNK', 'context_diff', 'unified_diff',
           'HtmlDiff', 'Match']

Match = _namedtuple('Match', 'a b size')


def _calculate_ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Compares two sequences a and b.

    It takes the longest block that both have, then the longest on either
    side of it, and so on (Ratcliff and Obershelp's gestalt matching). No
    block starts with junk: items of b for which isjunk is true. With
    autojunk an item that makes up more than a hundredth of 200 items or
    more does not count either.
    """

    def __init__(self, isjunk=None, a='', b='', autojunk=True):
        self.isjunk = isjunk
        self.a = self.b = None
        self.autojunk = autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        """Set both sequences."""
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        """Set the first sequence."""
        if a is self.a:
            return
        self.a = a
        self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        """Set the second sequence, about which much is remembered.

        To compare one with many, make it the second and set the first.
        """
        if b is self.b:
            return
        self.b = b
        self.matching_blocks = self.opcodes = None
        self.fullbcount = None
        self.__chain_b()

    def __chain_b(self):
        # b2j: item -> the places of b where it is, junk and popular ones left out.
        b = self.b
        self.b2j = b2j = {}
        for i, item in enumerate(b):
            b2j.setdefault(item, []).append(i)
        junk = set()
        if self.isjunk:
            for item in list(b2j.keys()):
                if self.isjunk(item):
                    junk.add(item)
                    del b2j[item]
        popular = set()
        n = len(b)
        if self.autojunk and n >= 200:
            limit = n // 100 + 1
            for item, places in list(b2j.items()):
                if len(places) > limit:
                    popular.add(item)
                    del b2j[item]
        self.isbjunk = junk.__contains__
        self.isbpopular = popular.__contains__

    def find_longest_match(self, alo, ahi, blo, bhi):
        """The longest block that a[alo:ahi] and b[blo:bhi] share, as a Match.

        Of several it is the first in a, and of those the first in b. Junk
        beside a block belongs to it; a block is not junk alone if there is
        another.
        """
        a, b, b2j, isbjunk = self.a, self.b, self.b2j, self.isbjunk
        besti, bestj, bestsize = alo, blo, 0
        # lengths[j]: how long the match is that ends with a[i-1] and b[j].
        lengths = {}
        nothing = []
        for i in xrange(alo, ahi):
            new = {}
            for j in b2j.get(a[i], nothing):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                k = new[j] = lengths.get(j - 1, 0) + 1
                if k > bestsize:
                    besti, bestj, bestsize = i - k + 1, j - k + 1, k
            lengths = new
        # First what is not in b2j for being popular, then junk.
        for junk in False, True:
            while (besti > alo and bestj > blo and isbjunk(b[bestj - 1]) == junk
                    and a[besti - 1] == b[bestj - 1]):
                besti -= 1
                bestj -= 1
                bestsize += 1
            while (besti + bestsize < ahi and bestj + bestsize < bhi
                    and isbjunk(b[bestj + bestsize]) == junk
                    and a[besti + bestsize] == b[bestj + bestsize]):
                bestsize += 1
        return Match(besti, bestj, bestsize)

    def get_matching_blocks(self):
        """A list of all Matches in order; the last one is empty, at the ends."""
        if self.matching_blocks is not None:
            return self.matching_blocks
        la, lb = len(self.a), len(self.b)
        # Not by recursion: it could be deep.
        todo = [(0, la, 0, lb)]
        blocks = []
        while todo:
            alo, ahi, blo, bhi = todo.pop()
            i, j, k = match = self.find_longest_match(alo, ahi, blo, bhi)
            if k:
                blocks.append(match)
                if alo < i and blo < j:
                    todo.append((alo, i, blo, j))
                if i + k < ahi and j + k < bhi:
                    todo.append((i + k, ahi, j + k, bhi))
        blocks.sort()
        # Blocks that touch are one.
        merged = []
        for i, j, k in blocks:
            if merged and merged[-1][0] + merged[-1][2] == i \
                    and merged[-1][1] + merged[-1][2] == j:
                previous = merged[-1]
                merged[-1] = (previous[0], previous[1], previous[2] + k)
            else:
                merged.append((i, j, k))
        merged.append((la, lb, 0))
        self.matching_blocks = map(Match._make, merged)
        return self.matching_blocks

    def get_opcodes(self):
        """A list of (tag, i1, i2, j1, j2) that make b of a.

        The tags are 'equal', and for a[i1:i2] 'replace' (by b[j1:j2]),
        'delete' and 'insert'.
        """
        if self.opcodes is not None:
            return self.opcodes
        i = j = 0
        self.opcodes = answer = []
        for ai, bj, size in self.get_matching_blocks():
            if i < ai and j < bj:
                answer.append(('replace', i, ai, j, bj))
            elif i < ai:
                answer.append(('delete', i, ai, j, bj))
            elif j < bj:
                answer.append(('insert', i, ai, j, bj))
            i, j = ai + size, bj + size
            if size:
                answer.append(('equal', ai, i, bj, j))
        return answer

    def get_grouped_opcodes(self, n=3):
        """Generate lists of opcodes: changes with up to n equal items around them."""
        codes = self.get_opcodes()
        if not codes:
            codes = [('equal', 0, 1, 0, 1)]
        tag, i1, i2, j1, j2 = codes[0]
        if tag == 'equal':
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        tag, i1, i2, j1, j2 = codes[-1]
        if tag == 'equal':
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == 'equal' and i2 - i1 > 2 * n:
                # Too long to be shown whole: it ends one group, starts another.
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == 'equal'):
            yield group

    def ratio(self):
        """How alike the sequences are: from 0 to 1."""
        matches = sum(block[2] for block in self.get_matching_blocks())
        return _calculate_ratio(matches, len(self.a) + len(self.b))

    def quick_ratio(self):
        """A number not below ratio() that is had more quickly."""
        if self.fullbcount is None:
            self.fullbcount = fullbcount = {}
            for item in self.b:
                fullbcount[item] = fullbcount.get(item, 0) + 1
        # The items that both have, in whatever order.
        left = {}
        matches = 0
        for item in self.a:
            count = left[item] if item in left else self.fullbcount.get(item, 0)
            left[item] = count - 1
            if count > 0:
                matches += 1
        return _calculate_ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """A number not below ratio() that is had at once."""
        la, lb = len(self.a), len(self.b)
        return _calculate_ratio(min(la, lb), la + lb)


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """The n possibilities most like a word, best first; not those below cutoff."""
    if not n > 0:
        raise ValueError('n must be > 0: %r' % (n,))
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError('cutoff must be in [0.0, 1.0]: %r' % (cutoff,))
    result = []
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    for possibility in possibilities:
        matcher.set_seq1(possibility)
        if (matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff
                and matcher.ratio() >= cutoff):
            result.append((matcher.ratio(), possibility))
    return [possibility for _, possibility in heapq.nlargest(n, result)]


def _count_leading(line, ch):
    """How many characters ch a line starts with."""
    return len(line) - len(line.lstrip(ch))


class Differ:
    r"""Compares lines, and the characters of lines that are alike.

    Lines of the result start with "- " (only in the first), "+ " (only in
    the second), "  " (in both) or "? " (in neither: it points at changes in
    the line above). linejunk and charjunk are as isjunk of SequenceMatcher.
    """

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        """Generate the difference of two lists of lines, with newlines at their ends."""
        matcher = SequenceMatcher(self.linejunk, a, b)
        for tag, alo, ahi, blo, bhi in matcher.get_opcodes():
            if tag == 'replace':
                lines = self._fancy_replace(a, alo, ahi, b, blo, bhi)
            elif tag == 'delete':
                lines = self._dump('-', a, alo, ahi)
            elif tag == 'insert':
                lines = self._dump('+', b, blo, bhi)
            else:
                lines = self._dump(' ', a, alo, ahi)
            for line in lines:
                yield line

    def _dump(self, tag, x, lo, hi):
        for i in xrange(lo, hi):
            yield '%s %s' % (tag, x[i])

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        """Show blocks that have nothing in common, the shorter one first."""
        first = self._dump('+', b, blo, bhi)
        second = self._dump('-', a, alo, ahi)
        if bhi - blo >= ahi - alo:
            first, second = second, first
        for part in first, second:
            for line in part:
                yield line

    def _fancy_replace(self, a, alo, ahi, b, blo, bhi):
        """Show blocks of which lines may be alike, those most alike side by side."""
        best_ratio, cutoff = 0.74, 0.75
        matcher = SequenceMatcher(self.charjunk)
        eqi = eqj = None
        for j in xrange(blo, bhi):
            bj = b[j]
            matcher.set_seq2(bj)
            for i in xrange(alo, ahi):
                ai = a[i]
                if ai == bj:
                    if eqi is None:
                        eqi, eqj = i, j
                    continue
                matcher.set_seq1(ai)
                # What costs little is tried first.
                if (matcher.real_quick_ratio() > best_ratio
                        and matcher.quick_ratio() > best_ratio
                        and matcher.ratio() > best_ratio):
                    best_ratio, best_i, best_j = matcher.ratio(), i, j
        if best_ratio < cutoff:
            if eqi is None:
                for line in self._plain_replace(a, alo, ahi, b, blo, bhi):
                    yield line
                return
            # Equal lines will do.
            best_i, best_j, best_ratio = eqi, eqj, 1.0
        else:
            eqi = None
        for line in self._fancy_helper(a, alo, best_i, b, blo, best_j):
            yield line
        aelt, belt = a[best_i], b[best_j]
        if eqi is None:
            atags = btags = ''
            matcher.set_seqs(aelt, belt)
            for tag, ai1, ai2, bj1, bj2 in matcher.get_opcodes():
                la, lb = ai2 - ai1, bj2 - bj1
                if tag == 'replace':
                    atags += '^' * la
                    btags += '^' * lb
                elif tag == 'delete':
                    atags += '-' * la
                elif tag == 'insert':
                    btags += '+' * lb
                else:
                    atags += ' ' * la
                    btags += ' ' * lb
            for line in self._qformat(aelt, belt, atags, btags):
                yield line
        else:
            yield '  ' + aelt
        for line in self._fancy_helper(a, best_i + 1, ahi, b, best_j + 1, bhi):
            yield line

    def _fancy_helper(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi:
            if blo < bhi:
                return self._fancy_replace(a, alo, ahi, b, blo, bhi)
            return self._dump('-', a, alo, ahi)
        return self._dump('+', b, blo, bhi)

    def _qformat(self, aline, bline, atags, btags):
        """Generate both lines, each with a line that points if there is something."""
        common = min(_count_leading(aline, '\t'), _count_leading(bline, '\t'))
        common = min(common, _count_leading(atags[:common], ' '))
        common = min(common, _count_leading(btags[:common], ' '))
        for sign, line, tags in (('-', aline, atags), ('+', bline, btags)):
            yield '%s %s' % (sign, line)
            tags = tags[common:].rstrip()
            if tags:
                # The tabs that both start with stay tabs.
                yield '? %s%s\n' % ('\t' * common, tags)


def IS_LINE_JUNK(line, pat=re.compile(r'\s*(?:#\s*)?$').match):
    """Whether a line is blank or has nothing but a #."""
    return pat(line) is not None


def IS_CHARACTER_JUNK(ch, ws=' \t'):
    """Whether a character is a space or a tab."""
    return ch in ws


def _format_range_unified(start, stop):
    beginning = start + 1
    length = stop - start
    if length == 1:
        return '{}'.format(beginning)
    if not length:
        # An empty range is after the line before it.
        beginning -= 1
    return '{},{}'.format(beginning, length)


def unified_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3,
                 lineterm='\n'):
    """Generate the lines of a unified diff, with n lines of context."""
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            for sign, name, date in (('---', fromfile, fromfiledate),
                                     ('+++', tofile, tofiledate)):
                yield '{} {}{}{}'.format(sign, name, '\t' + date if date else '', lineterm)
        first, last = group[0], group[-1]
        yield '@@ -{} +{} @@{}'.format(_format_range_unified(first[1], last[2]),
                                       _format_range_unified(first[3], last[4]), lineterm)
        for tag, i1, i2, j1, j2 in group:
            if tag == 'equal':
                for line in a[i1:i2]:
                    yield ' ' + line
                continue
            if tag in ('replace', 'delete'):
                for line in a[i1:i2]:
                    yield '-' + line
            if tag in ('replace', 'insert'):
                for line in b[j1:j2]:
                    yield '+' + line


def _format_range_context(start, stop):
    beginning = start + 1
    length = stop - start
    if not length:
        beginning -= 1
    if length <= 1:
        return '{}'.format(beginning)
    return '{},{}'.format(beginning, beginning + length - 1)


def context_diff(a, b, fromfile='', tofile='', fromfiledate='', tofiledate='', n=3,
                 lineterm='\n'):
    """Generate the lines of a context diff, with n lines of context."""
    prefix = dict(insert='+ ', delete='- ', replace='! ', equal='  ')
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            for sign, name, date in (('***', fromfile, fromfiledate),
                                     ('---', tofile, tofiledate)):
                yield '{} {}{}{}'.format(sign, name, '\t' + date if date else '', lineterm)
        first, last = group[0], group[-1]
        yield '***************' + lineterm
        yield '*** {} ****{}'.format(_format_range_context(first[1], last[2]), lineterm)
        tags = [code[0] for code in group]
        if 'replace' in tags or 'delete' in tags:
            for tag, i1, i2, _, _ in group:
                if tag != 'insert':
                    for line in a[i1:i2]:
                        yield prefix[tag] + line
        yield '--- {} ----{}'.format(_format_range_context(first[3], last[4]), lineterm)
        if 'replace' in tags or 'insert' in tags:
            for tag, _, _, j1, j2 in group:
                if tag != 'delete':
                    for line in b[j1:j2]:
                        yield prefix[tag] + line


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """Generate the difference of two lists of lines, as Differ does."""
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """Generate the lines of the first or second (1 or 2) list that a diff was made of."""
    try:
        tag = {1: '- ', 2: '+ '}[int(which)]
    except KeyError:
        raise ValueError('unknown delta choice (must be 1 or 2): %r' % which)
    for line in delta:
        if line[:2] in ('  ', tag):
            yield line[2:]


def _mdiff(fromlines, tolines, context=None, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """Generate (from, to, whether changed) side by side, for HtmlDiff.

    from and to are (number, text); a number '' stands for no line. In the
    texts \\0+, \\0- and \\0^ start what is added, deleted and changed, \\1
    ends it. With context, lines far from changes are left out, and
    (None, None, None) stands for them.
    """
    def marked(tag, text):
        return '\0' + tag + (text or ' ') + '\1'

    def inside(line, pointers):
        """A line with marks for what the line that points says."""
        text = line[2:].rstrip('\n')
        if pointers is None:
            return text
        parts = []
        end = 0
        for match in re.finditer(r'(\++|\-+|\^+)', pointers[2:].rstrip('\n')):
            start, stop = match.span()
            parts.append(text[end:start])
            parts.append('\0' + match.group(1)[0] + text[start:stop] + '\1')
            end = stop
        parts.append(text[end:])
        return ''.join(parts)

    def pairs():
        numbers = [0, 0]
        lines = list(ndiff(fromlines, tolines, linejunk, charjunk))
        i = 0

        def numbered(side, text):
            numbers[side] += 1
            return numbers[side], text

        while i < len(lines):
            signs = [line[0] for line in lines[i:i + 4]]
            signs += [''] * (4 - len(signs))
            line = lines[i]
            if signs[0] == ' ':
                text = line[2:].rstrip('\n')
                yield numbered(0, text), numbered(1, text), False
                i += 1
            elif signs[:3] == ['-', '?', '+'] or signs[:3] == ['-', '+', '?']:
                # A line that was changed, with pointers for one or both.
                old_pointers = lines[i + 1] if signs[1] == '?' else None
                new_index = i + 2 if old_pointers else i + 1
                new = lines[new_index]
                i = new_index + 1
                new_pointers = None
                if i < len(lines) and lines[i][0] == '?':
                    new_pointers = lines[i]
                    i += 1
                yield (numbered(0, inside(line, old_pointers)),
                       numbered(1, inside(new, new_pointers)), True)
            else:
                # Blocks that were deleted and added.
                removed = []
                added = []
                while i < len(lines) and lines[i][0] in '-+':
                    following = [other[0] for other in lines[i:i + 3]]
                    if following in (['-', '?', '+'], ['-', '+', '?']) and (removed or added):
                        break
                    if lines[i][0] == '-':
                        removed.append(lines[i][2:].rstrip('\n'))
                    else:
                        added.append(lines[i][2:].rstrip('\n'))
                    i += 1
                for text in removed:
                    yield numbered(0, marked('-', text)), ('', '\n'), True
                for text in added:
                    yield ('', '\n'), numbered(1, marked('+', text)), True

    if not context:
        for pair in pairs():
            yield pair
        return
    rows = list(pairs())
    changed = [i for i, row in enumerate(rows) if row[2]]
    keep = set()
    for i in changed:
        keep.update(range(max(0, i - context), min(len(rows), i + context + 1)))
    previous = None
    for i in sorted(keep):
        if previous is not None and i != previous + 1:
            yield None, None, None
        previous = i
        yield rows[i]


_file_template = """
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
          "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">

<html>

<head>
    <meta http-equiv="Content-Type"
          content="text/html; charset=ISO-8859-1" />
    <title></title>
    <style type="text/css">%(styles)s
    </style>
</head>

<body>
    %(table)s%(legend)s
</body>

</html>"""

_styles = """
        table.diff {font-family:Courier; border:medium;}
        .diff_header {background-color:#e0e0e0}
        td.diff_header {text-align:right}
        .diff_next {background-color:#c0c0c0}
        .diff_add {background-color:#aaffaa}
        .diff_chg {background-color:#ffff77}
        .diff_sub {background-color:#ffaaaa}"""

_table_template = """
    <table class="diff" id="difflib_chg_%(prefix)s_top"
           cellspacing="0" cellpadding="0" rules="groups" >
        <colgroup></colgroup> <colgroup></colgroup> <colgroup></colgroup>
        <colgroup></colgroup> <colgroup></colgroup> <colgroup></colgroup>
        %(header_row)s
        <tbody>
%(data_rows)s        </tbody>
    </table>"""

_legend = """
    <table class="diff" summary="Legends">
        <tr> <th colspan="2"> Legends </th> </tr>
        <tr> <td> <table border="" summary="Colors">
                      <tr><th> Colors </th> </tr>
                      <tr><td class="diff_add">&nbsp;Added&nbsp;</td></tr>
                      <tr><td class="diff_chg">Changed</td> </tr>
                      <tr><td class="diff_sub">Deleted</td> </tr>
                  </table></td>
             <td> <table border="" summary="Links">
                      <tr><th colspan="2"> Links </th> </tr>
                      <tr><td>(f)irst change</td> </tr>
                      <tr><td>(n)ext change</td> </tr>
                      <tr><td>(t)op</td> </tr>
                  </table></td> </tr>
    </table>"""


class HtmlDiff(object):
    """Shows lines side by side as HTML, with changes in colours and links to them.

    tabsize is how wide tabs are, wrapcolumn where long lines are broken
    (None: nowhere).
    """

    _file_template = _file_template
    _styles = _styles
    _table_template = _table_template
    _legend = _legend
    _default_prefix = 0

    def __init__(self, tabsize=8, wrapcolumn=None, linejunk=None,
                 charjunk=IS_CHARACTER_JUNK):
        self._tabsize = tabsize
        self._wrapcolumn = wrapcolumn
        self._linejunk = linejunk
        self._charjunk = charjunk

    def make_file(self, fromlines, tolines, fromdesc='', todesc='', context=False,
                  numlines=5):
        """A whole HTML file; with context only numlines lines around changes."""
        return self._file_template % dict(
            styles=self._styles, legend=self._legend,
            table=self.make_table(fromlines, tolines, fromdesc, todesc, context, numlines))

    def _expand(self, line):
        # Blanks that were there become &nbsp; later; tabs stay visible.
        line = line.replace(' ', '\0').expandtabs(self._tabsize)
        return line.replace(' ', '\t').replace('\0', ' ').rstrip('\n')

    def _wrap(self, rows):
        """Break long lines: generate more rows, with the number '>' for the rest."""
        width = self._wrapcolumn
        for row in rows:
            if row[2] is None or not width:
                yield row
                continue
            sides = [self._split(number, text, width) for number, text in row[:2]]
            count = max(map(len, sides))
            for i in range(count):
                yield (sides[0][i] if i < len(sides[0]) else ('', ' '),
                       sides[1][i] if i < len(sides[1]) else ('', ' '), row[2])

    def _split(self, number, text, width):
        """The pieces of a line with marks, each of width characters at most."""
        pieces = []
        piece = ''
        shown = 0
        mark = ''
        i = 0
        while i < len(text):
            if text[i] == '\0':
                mark = text[i:i + 2]
                piece += mark
                i += 2
                continue
            if text[i] == '\1':
                mark = ''
                piece += text[i]
                i += 1
                continue
            if shown == width:
                pieces.append(piece + ('\1' if mark else ''))
                piece = mark
                shown = 0
            piece += text[i]
            shown += 1
            i += 1
        pieces.append(piece)
        return [(number if not k else '>', part) for k, part in enumerate(pieces)]

    def _format_line(self, side, flag, linenum, text):
        try:
            linenum = '%d' % linenum
            anchor = ' id="%s%s"' % (self._prefix[side], linenum)
        except TypeError:
            anchor = ''
        text = text.replace('&', '&amp;').replace('>', '&gt;').replace('<', '&lt;')
        text = text.replace(' ', '&nbsp;').rstrip()
        return ('<td class="diff_header"%s>%s</td><td nowrap="nowrap">%s</td>'
                % (anchor, linenum, text))

    def make_table(self, fromlines, tolines, fromdesc='', todesc='', context=False,
                   numlines=5):
        """The HTML of a table; arguments are make_file()'s."""
        number = HtmlDiff._default_prefix
        HtmlDiff._default_prefix += 1
        self._prefix = ['from%d_' % number, 'to%d_' % number]
        rows = list(self._wrap(_mdiff(map(self._expand, fromlines),
                                      map(self._expand, tolines),
                                      numlines if context else None,
                                      self._linejunk, self._charjunk)))
        out = []
        changes = 0
        starts = [i for i, row in enumerate(rows)
                  if row[2] and (i == 0 or not rows[i - 1][2])]
        top = self._prefix[1]
        for i, (old, new, flag) in enumerate(rows):
            if flag is None:
                out.append('        </tbody>        \n        <tbody>\n')
                continue
            identity = link = ''
            if i in starts:
                identity = ' id="difflib_chg_%s_%d"' % (top, changes)
                changes += 1
                following = ('%d' % changes) if changes < len(starts) else 'top'
                link = '<a href="#difflib_chg_%s_%s">%s</a>' % (
                    top, following, 'n' if following != 'top' else 't')
            elif i == 0 and starts:
                link = '<a href="#difflib_chg_%s_0">f</a>' % top
            out.append('            <tr><td class="diff_next"%s>%s</td>%s'
                       '<td class="diff_next">%s</td>%s</tr>\n' % (
                           identity, link, self._format_line(0, flag, *old), link,
                           self._format_line(1, flag, *new)))
        if fromdesc or todesc:
            header = '<thead><tr>%s%s%s%s</tr></thead>' % (
                '<th class="diff_next"><br /></th>',
                '<th colspan="2" class="diff_header">%s</th>' % fromdesc,
                '<th class="diff_next"><br /></th>',
                '<th colspan="2" class="diff_header">%s</th>' % todesc)
        else:
            header = ''
        table = self._table_template % dict(data_rows=''.join(out), header_row=header,
                                            prefix=top)
        for mark, name in (('+', 'add'), ('-', 'sub'), ('^', 'chg')):
            table = table.replace('\0' + mark, '<span class="diff_%s">' % name)
        return table.replace('\1', '</span>').replace('\t', '&nbsp;')
