"""The blocks of a document, and how they are written."""

from targets.markdown.characters import escaped
from targets.markdown.inline_nodes import html_of, text_of, tree_of


class Block(object):
    def html(self):
        """With an end of line."""
        raise NotImplementedError

    def text(self):
        """Without any markup, with an end of line."""
        return ''

    def tree(self, indent):
        raise NotImplementedError

    def inlines(self, parser):
        """Makes parts of the running text, when all is defined."""

    def collect(self, headings):
        """Gathers the headings."""


def line(indent, text):
    return '  ' * indent + text + '\n'


class Container(Block):
    """A document, a quotation or an item of a list."""

    def __init__(self, tag, children):
        self.tag = tag
        self.children = children

    def html(self):
        inner = ''.join([child.html() for child in self.children])
        if self.tag == '':
            return inner
        return '<%s>\n%s</%s>\n' % (self.tag, inner, self.tag)

    def text(self):
        return ''.join([child.text() for child in self.children])

    def tree(self, indent):
        return line(indent, self.tag if self.tag else 'document') + ''.join(
            [child.tree(indent + 1) for child in self.children])

    def inlines(self, parser):
        for child in self.children:
            child.inlines(parser)

    def collect(self, headings):
        for child in self.children:
            child.collect(headings)


class Item(Container):
    """An item of a list; a task has a box that is checked or not."""

    def __init__(self, children):
        self.tag = 'li'
        self.children = children
        self.is_task = False
        self.is_checked = False
        self.is_tight = True

    def box(self):
        if not self.is_task:
            return ''
        checked = ' checked=""' if self.is_checked else ''
        return '<input type="checkbox" disabled=""%s /> ' % checked

    def html(self):
        parts = [self.box()]
        for i in range(len(self.children)):
            child = self.children[i]
            if self.is_tight and isinstance(child, Paragraph):
                parts.append(html_of(child.parts))
                if i < len(self.children) - 1:
                    parts.append('\n')
            else:
                if i == 0:
                    parts.append('\n')
                parts.append(child.html())
        return '<li>%s</li>\n' % ''.join(parts)


class List(Block):
    def __init__(self, is_ordered, start, items):
        self.is_ordered = is_ordered
        self.start = start
        self.items = items

    def html(self):
        tag = 'ol' if self.is_ordered else 'ul'
        start = ''
        if self.is_ordered and self.start != 1:
            start = ' start="%d"' % self.start
        return '<%s%s>\n%s</%s>\n' % (
            tag, start, ''.join([item.html() for item in self.items]), tag)

    def text(self):
        parts = []
        number = self.start
        for item in self.items:
            mark = '%d. ' % number if self.is_ordered else '- '
            parts.append(mark + item.text())
            number += 1
        return ''.join(parts)

    def tree(self, indent):
        name = 'ordered' if self.is_ordered else 'bullets'
        if not self.items[0].is_tight:
            name += ' loose'
        return line(indent, name) + ''.join(
            [item.tree(indent + 1) for item in self.items])

    def inlines(self, parser):
        for item in self.items:
            item.inlines(parser)

    def collect(self, headings):
        for item in self.items:
            item.collect(headings)


class Paragraph(Block):
    def __init__(self, source):
        self.source = source
        self.parts = []

    def html(self):
        return '<p>%s</p>\n' % html_of(self.parts)

    def text(self):
        return text_of(self.parts) + '\n'

    def tree(self, indent):
        return line(indent, tree_of('p', self.parts))

    def inlines(self, parser):
        self.parts = parser.parse(self.source)


class Heading(Block):
    def __init__(self, level, source):
        self.level = level
        self.source = source
        self.parts = []
        self.name = ''

    def html(self):
        return '<h%d id="%s">%s</h%d>\n' % (self.level, self.name,
                                            html_of(self.parts), self.level)

    def text(self):
        return text_of(self.parts).upper() + '\n'

    def tree(self, indent):
        return line(indent, tree_of('h%d' % self.level, self.parts))

    def inlines(self, parser):
        self.parts = parser.parse(self.source)

    def collect(self, headings):
        headings.append(self)


class Rule(Block):
    def html(self):
        return '<hr />\n'

    def text(self):
        return '----\n'

    def tree(self, indent):
        return line(indent, 'rule')


class CodeBlock(Block):
    def __init__(self, language, value):
        self.language = language
        self.value = value

    def html(self):
        attribute = ''
        if self.language:
            attribute = ' class="language-%s"' % escaped(self.language)
        return '<pre><code%s>%s</code></pre>\n' % (attribute,
                                                   escaped(self.value))

    def text(self):
        return self.value

    def tree(self, indent):
        return line(indent, 'code %s %d' % (
            self.language if self.language else '-', len(self.value)))


class HtmlBlock(Block):
    def __init__(self, value):
        self.value = value

    def html(self):
        return self.value

    def tree(self, indent):
        return line(indent, 'html %d' % len(self.value))


class Cell(object):
    def __init__(self, source, alignment):
        self.source = source
        self.alignment = alignment
        self.parts = []

    def html(self, tag):
        attribute = ''
        if self.alignment:
            attribute = ' style="text-align: %s"' % self.alignment
        return '<%s%s>%s</%s>\n' % (tag, attribute, html_of(self.parts), tag)


class Row(object):
    def __init__(self, cells):
        self.cells = cells

    def html(self, tag):
        return '<tr>\n%s</tr>\n' % ''.join(
            [cell.html(tag) for cell in self.cells])


class Table(Block):
    """A head, and rows that have as many cells."""

    def __init__(self, head, rows):
        self.head = head
        self.rows = rows

    def all_rows(self):
        return [self.head] + self.rows

    def html(self):
        body = ''
        if len(self.rows) > 0:
            body = '<tbody>\n%s</tbody>\n' % ''.join(
                [row.html('td') for row in self.rows])
        return '<table>\n<thead>\n%s</thead>\n%s</table>\n' % (
            self.head.html('th'), body)

    def text(self):
        """In columns that are as wide as they must be."""
        widths = [0] * len(self.head.cells)
        for row in self.all_rows():
            for i in range(len(widths)):
                widths[i] = max(widths[i], len(text_of(row.cells[i].parts)))
        lines = []
        for row in self.all_rows():
            columns = []
            for i in range(len(widths)):
                columns.append(aligned(text_of(row.cells[i].parts),
                                       widths[i], row.cells[i].alignment))
            lines.append(' | '.join(columns) + '\n')
        return ''.join(lines)

    def tree(self, indent):
        text = line(indent, 'table')
        for row in self.all_rows():
            text += line(indent + 1, ' '.join(
                [tree_of(cell.alignment if cell.alignment else 'cell',
                         cell.parts) for cell in row.cells]))
        return text

    def inlines(self, parser):
        for row in self.all_rows():
            for cell in row.cells:
                cell.parts = parser.parse(cell.source)


def aligned(text, width, alignment):
    missing = width - len(text)
    left = 0
    if alignment == 'right':
        left = missing
    elif alignment == 'center':
        left = missing // 2
    return ' ' * left + text + ' ' * (missing - left)
