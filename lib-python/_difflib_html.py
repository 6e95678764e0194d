"""Differences side by side, as HTML: HtmlDiff of the module difflib."""

import re

from _difflib_differ import IS_CHARACTER_JUNK, ndiff

# In the text of lines, these stand around what was added, changed or removed.
_START, _END = '\0', '\1'
_COLOURS = (('+', 'add', '#aaffaa', 'Added'), ('^', 'chg', '#ffff77', 'Changed'),
            ('-', 'sub', '#ffaaaa', 'Deleted'))

_nowhere = '', '\n'


def _mark(sign, text):
    return _START + sign + text + _END


def _text(line):
    """A line of ndiff() without its tag."""
    return line[2:].rstrip('\n')


def _marked(line, pointer):
    """The text of a line, with marks where the line below it points."""
    text = _text(line)
    if not pointer:
        return text
    parts, end = [], 0
    for run in re.finditer(r'\++|-+|\^+', _text(pointer)):
        parts += text[end:run.start()], _mark(run.group()[0], text[run.start():run.end()])
        end = run.end()
    return ''.join(parts) + text[end:]


# What the next lines are, by their tags: a changed line with both its forms, a line that
# is on one side and waits for one to stand beside it (hold), or one before which those
# that wait get blank lines beside them (settle).
_RULES = (('-?+?', 'change'), ('--++', 'hold'), ('--?+', 'settle'), ('--+', 'settle'),
          ('- ', 'settle'), ('-+?', 'change'), ('-?+', 'change'), ('-', 'hold'),
          ('+--', 'hold'), ('+ ', 'settle'), ('+-', 'settle'), ('+', 'hold'),
          (' ', 'same'))


class _Rows:
    """Iterates over rows of two sides, made of ndiff(): ((number, text), (number, text), changed)."""

    def __init__(self, lines):
        self._lines = lines
        self._numbers = [0, 0]

    def _side(self, side, text):
        self._numbers[side] += 1
        return self._numbers[side], text

    def __iter__(self):
        waiting = [], []
        for sides, changed in self._parts():
            for queue, side in zip(waiting, sides):
                if side is not None:
                    queue.append((side, changed))
            while waiting[0] and waiting[1]:
                (old, old_changed), (new, new_changed) = [queue.pop(0) for queue in waiting]
                yield old, new, old_changed or new_changed

    def _parts(self):
        """Generate ((old, new), changed), where None is on the side that has no line."""
        lines, i, balance = self._lines, 0, 0
        while i < len(lines):
            tags = ''.join([line[0] for line in lines[i:i + 4]])
            rule = [rule for prefix, rule in _RULES if tags.startswith(prefix)][0]
            if rule == 'same':
                text = _text(lines[i])
                yield (self._side(0, text), self._side(1, text)), False
                i += 1
            elif rule == 'change':
                found = self._change(lines[i:i + 4])
                yield (self._side(0, _marked(found['-'], found.get('?-'))),
                       self._side(1, _marked(found['+'], found.get('?+')))), True
                i += len(found)
            else:
                side = '-+'.index(tags[0])
                balance += 2 * side - 1
                if rule == 'settle':
                    for blanks in self._blanks(balance):
                        yield blanks, True
                    balance = 0
                text = self._side(side, _mark(tags[0], _text(lines[i]) or ' '))
                yield (None, text) if side else (text, None), True
                i += 1
        for blanks in self._blanks(balance):
            yield blanks, True

    def _blanks(self, balance):
        return [(_nowhere, None) if balance > 0 else (None, _nowhere)] * abs(balance)

    def _change(self, lines):
        """The lines of a changed line: by the tag, after ? that of the line above."""
        found, key = {}, ''
        for line in lines:
            key = line[0] if line[0] != '?' else '?' + key
            if key in found or key == ' ':
                break
            found[key] = line
        return found


def _mdiff(fromlines, tolines, context=None, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """Generate rows; with context, only so many around changes, else three times None."""
    rows = _Rows(list(ndiff(fromlines, tolines, linejunk, charjunk)))
    if context is None:
        for row in rows:
            yield row
        return
    rows = list(rows)
    near = set()
    for i, row in enumerate(rows):
        if row[2]:
            near.update(xrange(max(i - context, 0), min(i + context + 1, len(rows))))
    before = -1
    for i in sorted(near):
        if i > before + 1:
            yield None, None, None
        yield rows[i]
        before = i


def _pieces(number, text, width):
    """A line with marks in pieces of a width, as (number, text); marks have no width."""
    pieces = []
    while len(text) - 3 * text.count(_START) > width:
        mark, end, shown = '', 0, 0
        while shown < width:
            if text[end] == _START:
                mark = text[end:end + 2]
                end += 1
            elif text[end] == _END:
                mark = ''
            else:
                shown += 1
            end += 1
        # A mark that goes on is in both pieces.
        pieces.append((number, text[:end] + (_END if mark else '')))
        number, text = '>', mark + text[end:]
    return pieces + [(number, text)]


def _table(summary, rows):
    """A table of the legend."""
    indent = '\n' + 22 * ' '
    rows = ['<tr><th%s> %s </th>%s</tr>' % rows[0]] + ['<tr><td%s>%s</td>%s</tr>' % row
                                                      for row in rows[1:]]
    return '<table border="" summary="%s">%s</table></td>' % (
        summary, ''.join([indent + row for row in rows]) + '\n' + 18 * ' ')


def _build_legend():
    names = {'Added': '&nbsp;Added&nbsp;'}
    colours = [('', 'Colors', ' ')]
    for i, (_, name, _, word) in enumerate(_COLOURS):
        colours.append((' class="diff_%s"' % name, names.get(word, word), ' ' if i else ''))
    links = [(' colspan="2"', 'Links', ' ')]
    links += [('', text, ' ') for text in ('(f)irst change', '(n)ext change', '(t)op')]
    return ('\n    <table class="diff" summary="Legends">'
            '\n        <tr> <th colspan="2"> Legends </th> </tr>'
            '\n        <tr> <td> %s\n             <td> %s </tr>\n    </table>'
            % (_table('Colors', colours), _table('Links', links)))


def _build_styles():
    rules = ['table.diff {font-family:Courier; border:medium;}',
             '.diff_header {background-color:#e0e0e0}', 'td.diff_header {text-align:right}',
             '.diff_next {background-color:#c0c0c0}']
    rules += ['.diff_%s {background-color:%s}' % (name, colour)
              for _, name, colour, _ in _COLOURS]
    return ''.join(['\n        ' + rule for rule in rules])


_DOCTYPE = ('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"\n'
            '          "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">')
_META = ('<meta http-equiv="Content-Type"\n'
         '          content="text/html; charset=ISO-8859-1" />')


class HtmlDiff(object):
    """Makes tables, or files with one, of two lists of lines: changes have colours and links.

    Tabs are tabsize wide, longer lines are broken at wrapcolumn. The templates may be
    changed by subclasses.
    """

    _styles = _build_styles()
    _legend = _build_legend()
    _file_template = '\n'.join([
        '', _DOCTYPE, '', '<html>', '', '<head>', '    ' + _META, '    <title></title>',
        '    <style type="text/css">%(styles)s', '    </style>', '</head>', '', '<body>',
        '    %(table)s%(legend)s', '</body>', '', '</html>'])
    _table_template = '\n'.join([
        '', '    <table class="diff" id="difflib_chg_%(prefix)s_top"',
        '           cellspacing="0" cellpadding="0" rules="groups" >',
        '        ' + 2 * '<colgroup></colgroup> ' + '<colgroup></colgroup>',
        '        ' + 2 * '<colgroup></colgroup> ' + '<colgroup></colgroup>',
        '        %(header_row)s', '        <tbody>', '%(data_rows)s        </tbody>',
        '    </table>'])
    # Tables on one page must not have the same links.
    _default_prefix = 0

    def __init__(self, tabsize=8, wrapcolumn=None, linejunk=None,
                 charjunk=IS_CHARACTER_JUNK):
        self._tabsize, self._wrapcolumn = tabsize, wrapcolumn
        self._linejunk, self._charjunk = linejunk, charjunk

    def make_file(self, fromlines, tolines, fromdesc='', todesc='', context=False,
                  numlines=5):
        """A page with make_table() and a legend."""
        table = self.make_table(fromlines, tolines, fromdesc, todesc, context, numlines)
        return self._file_template % dict(styles=self._styles, legend=self._legend,
                                          table=table)

    def make_table(self, fromlines, tolines, fromdesc='', todesc='', context=False,
                   numlines=5):
        """A table of both lists, or with context only of numlines lines around changes.

        The descriptions are the heads of its columns.
        """
        number = HtmlDiff._default_prefix
        HtmlDiff._default_prefix += 1
        self._prefix = 'from%d_' % number, 'to%d_' % number
        rows = _mdiff(map(self._expand, fromlines), map(self._expand, tolines),
                      numlines if context else None, self._linejunk, self._charjunk)
        rows = list(self._wrapped(rows))
        if rows:
            data_rows = ''.join(self._html_rows(rows, numlines))
        else:
            empty = 'No Differences Found' if context else 'Empty File'
            empty = '<td></td><td>&nbsp;%s&nbsp;</td>' % empty
            data_rows = self._row('', self._link('top', 't'), empty, empty)
        table = self._table_template % dict(
            data_rows=data_rows, header_row=self._head(fromdesc, todesc), prefix=self._prefix[1])
        for sign, name, _, _ in _COLOURS:
            table = table.replace(_START + sign, '<span class="diff_%s">' % name)
        return table.replace(_END, '</span>').replace('\t', '&nbsp;')

    def _head(self, *descriptions):
        if not any(descriptions):
            return ''
        cells = ['<th class="diff_next"><br /></th><th colspan="2" class="diff_header">%s'
                 '</th>' % description for description in descriptions]
        return '<thead><tr>%s</tr></thead>' % ''.join(cells)

    def _expand(self, line):
        """A line without tabs; the blanks that they stood for are tabs, shown as &nbsp;."""
        expanded = line.replace(' ', '\0').expandtabs(self._tabsize)
        return expanded.replace(' ', '\t').replace('\0', ' ').rstrip('\n')

    def _wrapped(self, rows):
        """Generate the rows that are shown: more than one of a long line."""
        for row in rows:
            if not self._wrapcolumn or row[2] is None:
                yield row
                continue
            old, new = [_pieces(number, text, self._wrapcolumn) for number, text in row[:2]]
            blank = [('', ' ')]
            count = max(len(old), len(new))
            for sides in zip(old + blank * (count - len(old)),
                             new + blank * (count - len(new))):
                yield sides + row[2:]

    def _html_rows(self, rows, numlines):
        """Generate the HTML of rows, where each change has a link to the next one.

        Its target is numlines lines before that.
        """
        starts = [i for i, row in enumerate(rows) if row[2] and not (i and rows[i - 1][2])]
        links, targets = {}, {}
        for number, i in enumerate(starts):
            targets[max(i - numlines, 0)] = ' id="difflib_chg_%s_%d"' % (self._prefix[1],
                                                                         number)
            links[i] = self._link(number + 1, 'n')
        if not rows[0][2]:
            links[0] = self._link(0, 'f')
        # The last one leads back to the top.
        links[starts[-1] if starts else 0] = self._link('top', 't')
        for i, (old, new, changed) in enumerate(rows):
            if changed is not None:
                link = links.get(i, '')
                yield self._row(targets.get(i, ''), link,
                                self._format_line(0, changed, *old),
                                self._format_line(1, changed, *new))
            elif i:
                yield '        </tbody>        \n        <tbody>\n'

    def _row(self, target, link, old, new):
        return ('            <tr><td class="diff_next"%s>%s</td>%s<td class="diff_next">'
                '%s</td>%s</tr>\n' % (target, link, old, link, new))

    def _link(self, target, text):
        return '<a href="#difflib_chg_%s_%s">%s</a>' % (self._prefix[1], target, text)

    def _format_line(self, side, flag, linenum, text):
        """The cells of one side."""
        anchor = ''
        if isinstance(linenum, int):
            anchor = ' id="%s%d"' % (self._prefix[side], linenum)
        for char, entity in (('&', '&amp;'), ('>', '&gt;'), ('<', '&lt;'), (' ', '&nbsp;')):
            text = text.replace(char, entity)
        return ('<td class="diff_header"%s>%s</td><td nowrap="nowrap">%s</td>'
                % (anchor, linenum, text.rstrip()))


HtmlDiff.__module__ = 'difflib'
