"""Lines to blocks.

A container's lines are gathered, its marks taken off, and what is left parsed
in the same way. Definitions of links and footnotes are noted on the way, so
that running text is parsed only after all blocks.
"""

from targets.markdown.block_nodes import (
    Block, Cell, CodeBlock, Container, Heading, HtmlBlock, Item, List,
    Paragraph, Row, Rule, Table)
from targets.markdown.characters import indentation, unescaped, without_tabs
from targets.markdown.references import definition

# Tags that begin a block of HTML, which ends at an empty line.
HTML_TAGS = ['address', 'article', 'aside', 'blockquote', 'details', 'div',
             'dl', 'fieldset', 'figure', 'footer', 'form', 'h1', 'h2', 'h3',
             'header', 'hr', 'li', 'main', 'nav', 'ol', 'p', 'section',
             'summary', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul']


class Marker(object):
    """The mark of a list's item: - * + or a number."""

    def __init__(self, char, number, width):
        self.char = char            # for numbers what follows them: . or )
        self.number = number        # -1 for bullets
        self.width = width          # of mark and spaces: where its text begins


def is_blank(line):
    return line.strip() == ''


def is_rule(line):
    """Three or more of * - or _, and spaces."""
    if indentation(line) > 3:
        return False
    char = line.strip()[:1]
    if char == '' or '*-_'.find(char) < 0:
        return False
    count = 0
    for other in line:
        if other == char:
            count += 1
        elif other != ' ':
            return False
    return count >= 3


def marker_of(line):
    """The mark that a line begins with, or None."""
    start = indentation(line)
    if start > 3 or is_rule(line):
        return None
    at = start
    number = -1
    while at < len(line) and line[at].isdigit() and at < start + 9:
        at += 1
    if at > start:
        number = int(line[start:at])
        if at >= len(line) or (line[at] != '.' and line[at] != ')'):
            return None
    elif at >= len(line) or '-*+'.find(line[at]) < 0:
        return None
    char = line[at:at + 1]
    at += 1
    spaces = indentation(line[at:])
    if at == len(line) or spaces == len(line) - at:
        return Marker(char, number, at + 1)
    if spaces == 0:
        return None
    # Five spaces are one, and code that is indented by four.
    return Marker(char, number, at + (spaces if spaces < 5 else 1))


def heading_level(line):
    """How many # a line begins with; 0 if it is no heading."""
    text = line.strip()
    level = 0
    while level < len(text) and text[level] == '#':
        level += 1
    if level > 6 or indentation(line) > 3 or (
            level < len(text) and text[level] != ' '):
        return 0
    return level


def heading_text(line, level):
    """Without the # in front, and those at the end."""
    text = line.strip()[level:].strip()
    end = len(text)
    while end > 0 and text[end - 1] == '#':
        end -= 1
    if end == 0 or text[end - 1] == ' ':
        text = text[:end].strip()
    return text


def fence_of(line):
    """The run of ` or ~ that a line begins with; '' if it is no fence."""
    start = indentation(line)
    if start > 3 or start >= len(line):
        return ''
    char = line[start]
    if char != '`' and char != '~':
        return ''
    end = start
    while end < len(line) and line[end] == char:
        end += 1
    if end - start < 3 or (char == '`' and line[end:].find('`') >= 0):
        return ''
    return line[start:end]


def begins_html(line):
    """Whether a block of HTML begins with the line."""
    start = indentation(line)
    if start > 3 or line[start:start + 1] != '<':
        return False
    text = line[start + 1:].lower()
    if text.startswith('!--'):
        return True
    if text.startswith('/'):
        text = text[1:]
    end = 0
    while end < len(text) and text[end].isalnum():
        end += 1
    return text[:end] in HTML_TAGS and (
        end == len(text) or ' />'.find(text[end]) >= 0)


def begins_block(line):
    """Whether the line ends a paragraph because it begins another block."""
    if is_blank(line) or is_rule(line) or heading_level(line) > 0 or \
            fence_of(line) != '' or begins_html(line):
        return True
    text = line.strip()
    if text.startswith('>') and indentation(line) < 4:
        return True
    marker = marker_of(line)
    # A paragraph is ended only by items that begin a list at 1.
    return marker is not None and marker.number <= 1 and \
        len(line) > marker.width


def split_row(line):
    """The cells of a table's line; \\| is no border."""
    text = line.strip()
    if text.startswith('|'):
        text = text[1:]
    if text.endswith('|') and not text.endswith('\\|'):
        text = text[:len(text) - 1]
    cells = []
    start = 0
    at = 0
    while at < len(text):
        if text[at] == '\\':
            at += 1
        elif text[at] == '|':
            cells.append(text[start:at].strip())
            start = at + 1
        at += 1
    cells.append(text[start:].strip())
    return [cell.replace('\\|', '|') for cell in cells]


def alignments_of(line):
    """Of a line such as |:--|--:| how the columns are aligned; none if not."""
    if line.find('-') < 0 or (line.find('|') < 0 and line.find(':') < 0):
        return []
    found = []
    for cell in split_row(line):
        dashes = cell.replace(':', '')
        if dashes == '' or dashes.replace('-', '') != '':
            return []
        left = cell.startswith(':')
        right = cell.endswith(':')
        if cell[1:len(cell) - 1].find(':') >= 0:
            return []
        if left and right:
            found.append('center')
        elif right:
            found.append('right')
        else:
            found.append('left' if left else '')
    return found


class BlockParser(object):
    def __init__(self, lines, references):
        self.lines = lines
        self.references = references
        self.at = 0
        self.blocks = []
        # Whether an empty line stands between two blocks.
        self.has_gap = False

    def add(self, block):
        assert isinstance(block, Block)
        self.blocks.append(block)

    def line(self):
        return self.lines[self.at]

    def parse(self):
        gap = False
        while self.at < len(self.lines):
            if is_blank(self.line()):
                gap = True
                self.at += 1
                continue
            if gap and len(self.blocks) > 0:
                self.has_gap = True
            gap = False
            self.block()
        return self.blocks

    def block(self):
        line = self.line()
        if indentation(line) >= 4:
            self.indented_code()
        elif is_rule(line):
            self.add(Rule())
            self.at += 1
        elif heading_level(line) > 0:
            level = heading_level(line)
            self.add(Heading(level, heading_text(line, level)))
            self.at += 1
        elif fence_of(line) != '':
            self.fenced_code(fence_of(line))
        elif line.strip().startswith('>'):
            self.quotation()
        elif marker_of(line) is not None:
            self.list()
        elif begins_html(line):
            self.html()
        elif not self.table() and not self.footnote():
            self.paragraph()

    # -- code and HTML -----------------------------------------------------

    def indented_code(self):
        found = []
        while self.at < len(self.lines) and (
                is_blank(self.line()) or indentation(self.line()) >= 4):
            found.append(self.line()[4:])
            self.at += 1
        while is_blank(found[-1]):
            found.pop()
        self.add(CodeBlock('', '\n'.join(found) + '\n'))

    def fenced_code(self, fence):
        line = self.line()
        indent = indentation(line)
        words = line[indent + len(fence):].strip().split(' ')
        self.at += 1
        text = ''
        while self.at < len(self.lines):
            line = self.line()
            self.at += 1
            closing = fence_of(line)
            if closing.startswith(fence) and line.strip() == closing:
                break
            text += line[min(indent, indentation(line)):] + '\n'
        self.add(CodeBlock(unescaped(words[0]), text))

    def html(self):
        """To an empty line; a comment to its end."""
        is_comment = self.line().strip().startswith('<!--')
        text = ''
        while self.at < len(self.lines):
            line = self.line()
            if is_blank(line) and not is_comment:
                break
            text += line + '\n'
            self.at += 1
            if is_comment and line.find('-->') >= 0:
                break
        self.add(HtmlBlock(text))

    # -- containers --------------------------------------------------------

    def inner(self, lines):
        """The blocks of a container's lines."""
        return BlockParser(lines, self.references).parse()

    def quotation(self):
        """Lines with >; a paragraph in it goes on without."""
        found = []
        while self.at < len(self.lines):
            line = self.line()
            start = indentation(line)
            if start < 4 and line[start:start + 1] == '>':
                line = line[start + 1:]
                if line.startswith(' '):
                    line = line[1:]
            elif begins_block(line) or not goes_on(found):
                break
            found.append(line)
            self.at += 1
        self.add(Container('blockquote', self.inner(found)))

    def list(self):
        """Items with the same mark, as long as they follow."""
        first = marker_of(self.line())
        assert first is not None
        items = []
        is_tight = True
        while self.at < len(self.lines):
            marker = marker_of(self.line())
            if marker is None or marker.char != first.char or \
                    (marker.number < 0) != (first.number < 0):
                break
            found = self.item_lines(marker)
            ends_blank = False
            while len(found) > 1 and is_blank(found[-1]):
                found.pop()
                ends_blank = True
            parser = BlockParser(found, self.references)
            item = Item([])
            self.check_task(item, found)
            item.children = parser.parse()
            items.append(item)
            follows = self.at < len(self.lines) and \
                self.same_list(first, self.line())
            if parser.has_gap or (ends_blank and follows):
                is_tight = False
        for item in items:
            item.is_tight = is_tight
        self.add(List(first.number >= 0, first.number, items))

    def same_list(self, first, line):
        marker = marker_of(line)
        return marker is not None and marker.char == first.char and \
            (marker.number < 0) == (first.number < 0)

    def item_lines(self, marker):
        """The lines of an item, with its indentation taken off."""
        found = [self.line()[marker.width:]]
        self.at += 1
        while self.at < len(self.lines):
            line = self.line()
            if is_blank(line):
                # An item may begin with one empty line, not with two.
                if len(found) == 1 and is_blank(found[0]):
                    break
                found.append('')
            elif indentation(line) >= marker.width:
                found.append(line[marker.width:])
            elif begins_block(line) or marker_of(line) is not None or \
                    not goes_on(found):
                break
            else:
                found.append(line[indentation(line):])
            self.at += 1
        return found

    def check_task(self, item, lines):
        """[ ] or [x] at the beginning makes a task of an item."""
        if len(lines) == 0 or len(lines[0]) < 4:
            return
        box = lines[0][:4].lower()
        if box == '[ ] ' or box == '[x] ':
            item.is_task = True
            item.is_checked = box == '[x] '
            lines[0] = lines[0][4:]

    # -- tables, footnotes, paragraphs -------------------------------------

    def table(self):
        """A line with cells above a line of dashes; whether there is one."""
        if self.at + 1 >= len(self.lines) or self.line().find('|') < 0:
            return False
        alignments = alignments_of(self.lines[self.at + 1])
        head = self.row(self.line(), alignments)
        if len(alignments) == 0 or \
                len(split_row(self.line())) != len(alignments):
            return False
        self.at += 2
        rows = []
        while self.at < len(self.lines) and not begins_block(self.line()):
            rows.append(self.row(self.line(), alignments))
            self.at += 1
        self.add(Table(head, rows))
        return True

    def row(self, line, alignments):
        """So many cells: those that are missing are empty."""
        sources = split_row(line)
        cells = []
        for i in range(len(alignments)):
            source = sources[i] if i < len(sources) else ''
            cells.append(Cell(source, alignments[i]))
        return Row(cells)

    def footnote(self):
        """[^name]: text, and lines that are indented; whether it is one."""
        line = self.line()
        end = line.find(']:')
        if not line.startswith('[^') or end < 3:
            return False
        found = [line[end + 2:].strip()]
        self.at += 1
        while self.at < len(self.lines):
            line = self.line()
            if not is_blank(line) and indentation(line) < 4 and (
                    begins_block(line) or is_blank(found[-1])
                    or line.startswith('[^')):
                break
            found.append(line[min(4, indentation(line)):])
            self.at += 1
        name = self.lines[self.at - len(found)][2:end]
        self.references.notes[name] = Container('', self.inner(found))
        return True

    def paragraph(self):
        found = []
        level = 0
        while self.at < len(self.lines):
            line = self.line()
            if len(found) > 0:
                level = underline_level(line)
                if level > 0:
                    self.at += 1
                    break
                if begins_block(line):
                    break
            found.append(line.strip() if len(found) == 0 else
                         line[indentation(line):])
            self.at += 1
        text = '\n'.join(found)
        # Spaces at the end of lines count, but for the last.
        while text.endswith(' '):
            text = text[:len(text) - 1]
        length = definition(text, self.references)
        while length > 0:
            text = text[length:]
            length = definition(text, self.references)
        if text == '':
            return
        if level > 0:
            self.add(Heading(level, text))
        else:
            self.add(Paragraph(text))


def underline_level(line):
    """1 for a line of =, 2 for one of -, else 0."""
    text = line.strip()
    if text == '' or indentation(line) > 3:
        return 0
    if text.replace('=', '') == '':
        return 1
    if text.replace('-', '') == '':
        return 2
    return 0


def goes_on(lines):
    """Whether the last line may be one of a paragraph that goes on."""
    if len(lines) == 0:
        return False
    last = lines[-1]
    while True:
        start = indentation(last)
        if start < 4 and last[start:start + 1] == '>':
            last = last[start + 1:]
            continue
        marker = marker_of(last)
        if marker is None:
            break
        last = last[marker.width:]
    if is_blank(last) or indentation(last) >= 4 or is_rule(last) or \
            heading_level(last) > 0 or fence_of(last) != '':
        return False
    fences = 0
    for line in lines:
        if fence_of(line) != '':
            fences += 1
    return fences % 2 == 0


def split_lines(text):
    lines = []
    for line in text.replace('\r\n', '\n').split('\n'):
        lines.append(without_tabs(line))
    return lines
