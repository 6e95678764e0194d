"""Texts with fonts, margins and styles: a formatter keeps track of them and tells a writer, which shows the text."""

import sys

AS_IS = None


def _nothing(*arguments, **options):
    """A step that is not taken."""


class NullFormatter:
    """A formatter that tells its writer nothing."""

    def __init__(self, writer=None):
        self.writer = NullWriter() if writer is None else writer


class NullWriter:
    """A writer that shows nothing."""

    def __init__(self):
        pass


for _name in ('end_paragraph', 'add_line_break', 'add_hor_rule', 'add_label_data', 'add_flowing_data', 'add_literal_data',
              'flush_softspace', 'push_alignment', 'pop_alignment', 'push_font', 'pop_font', 'push_margin', 'pop_margin',
              'set_spacing', 'push_style', 'pop_style', 'assert_line_data'):
    setattr(NullFormatter, _name, _nothing)
for _name in ('flush', 'new_alignment', 'new_font', 'new_margin', 'new_spacing', 'new_styles', 'send_paragraph',
              'send_line_break', 'send_hor_rule', 'send_label_data', 'send_flowing_data', 'send_literal_data'):
    setattr(NullWriter, _name, _nothing)


_ROMAN = ((1000, 'm'), (900, 'cm'), (500, 'd'), (400, 'cd'), (100, 'c'), (90, 'xc'), (50, 'l'), (40, 'xl'), (10, 'x'),
          (9, 'ix'), (5, 'v'), (4, 'iv'), (1, 'i'))


class AbstractFormatter:
    """The formatter. Spaces and breaks are told when something follows them; more than one at a time are told once."""

    align = spacing = None
    nospace = 1                       # whether a space would stand at a line's start
    softspace = 0                     # whether a space is to come before more text
    hard_break = para_end = 1         # whether nothing came since a line's and a paragraph's end
    parskip = 0                       # blank lines above
    have_label = 0

    def __init__(self, writer):
        self.writer = writer
        self.align_stack, self.font_stack, self.margin_stack, self.style_stack = [], [], [], []

    # Paragraphs and lines.

    def _at_line_start(self, softspace=0):
        self.hard_break = self.nospace = 1
        self.softspace = softspace

    def _end_label_line(self):
        """A line that has only a label ends as if it had text."""
        if not self.hard_break:
            self.writer.send_line_break()

    def end_paragraph(self, blankline):
        self._end_label_line()
        if not self.hard_break:
            self.have_label = 0
        missing = blankline - self.parskip
        if missing > 0 and not self.have_label:
            self.writer.send_paragraph(missing)
            self.parskip = blankline
        self.para_end = 1
        self._at_line_start()

    def add_line_break(self):
        if not (self.hard_break or self.para_end):
            self.writer.send_line_break()
            self.have_label = self.parskip = 0
        self._at_line_start()

    def add_hor_rule(self, *args, **kw):
        self._end_label_line()
        self.writer.send_hor_rule(*args, **kw)
        self.have_label = self.parskip = self.para_end = 0
        self._at_line_start()

    def add_label_data(self, format, counter, blankline=None):
        """A label in front of text: a string, or a format of digits '1', letters 'a' and 'A', and numerals 'i' and 'I'."""
        if self.have_label or not self.hard_break:
            self.writer.send_line_break()
        if not self.para_end:
            self.writer.send_paragraph(1 if blankline else 0)
        self.writer.send_label_data(self.format_counter(format, counter) if isinstance(format, str) else format)
        self.nospace = self.have_label = self.hard_break = self.para_end = 1
        self.softspace = self.parskip = 0

    def format_counter(self, format, counter):
        return ''.join(self._format_part(part, counter) for part in format)

    def _format_part(self, part, counter):
        if part == '1':
            return '%d' % counter
        if part in ('a', 'A'):
            return self.format_letter(part, counter) if counter > 0 else ''
        if part in ('i', 'I'):
            return self.format_roman(part, counter) if counter > 0 else ''
        return part

    def format_letter(self, case, counter):
        label = ''
        while counter > 0:
            counter, letter = divmod(counter - 1, 26)
            label = chr(ord(case) + letter) + label
        return label

    def format_roman(self, case, counter):
        label = ''
        for value, numeral in _ROMAN:
            times, counter = divmod(counter, value)
            label += numeral * times
        return label.upper() if case == 'I' else label

    # Text.

    def add_flowing_data(self, data):
        """Text whose spaces and line ends are as good as one space."""
        words = data.split()
        before, after = data[:1].isspace(), data[-1:].isspace()
        if not data:
            return
        if before and not words:
            if not self.nospace:
                self.softspace = 1
            return
        if before or self.softspace:
            before = not self.nospace
        text = (' ' if before else '') + ' '.join(words)
        self.softspace = int(after)
        self._text_comes()
        self.writer.send_flowing_data(text)

    def _text_comes(self):
        self.hard_break = self.nospace = self.para_end = self.parskip = self.have_label = 0

    def add_literal_data(self, data):
        """Text as it is."""
        if not data:
            return
        if self.softspace:
            self.writer.send_flowing_data(' ')
        self.hard_break = int(data.endswith('\n'))
        self.nospace = self.para_end = self.softspace = self.parskip = self.have_label = 0
        self.writer.send_literal_data(data)

    def flush_softspace(self):
        """A space that is due comes now."""
        if self._space_now():
            self.parskip = self.have_label = 0

    def _space_now(self):
        due, self.softspace = self.softspace, 0
        if due:
            self.hard_break, self.para_end, self.nospace = 0, 0, 1
            self.writer.send_flowing_data(' ')
        return due

    def assert_line_data(self, flag=1):
        """Tells that something was shown without this formatter."""
        self.nospace = self.hard_break = int(not flag)
        self.para_end = self.parskip = self.have_label = 0

    # What is set for a while.

    def push_alignment(self, align):
        if align and align != self.align:
            self.align = align
            self.writer.new_alignment(align)
        self.align_stack.append(self.align)

    def pop_alignment(self):
        self._pop(self.align_stack, 1)
        self.align = self.align_stack[-1] if self.align_stack else None
        self.writer.new_alignment(self.align)

    def _pop(self, stack, count):
        del stack[max(len(stack) - count, 0):]

    def push_font(self, font):
        """A font: (size, italic, bold, teletype), where AS_IS keeps what is."""
        self._space_now()
        if self.font_stack:
            font = tuple(old if new is AS_IS else new for new, old in zip(font, self.font_stack[-1]))
        self.font_stack.append(font)
        self.writer.new_font(font)

    def pop_font(self):
        self._pop(self.font_stack, 1)
        self.writer.new_font(self.font_stack[-1] if self.font_stack else None)

    def push_margin(self, margin):
        self.margin_stack.append(margin)
        self._tell_margin(margin)

    def pop_margin(self):
        self._pop(self.margin_stack, 1)
        self._tell_margin(None)

    def _tell_margin(self, margin):
        known = [each for each in self.margin_stack if each]
        self.writer.new_margin(margin or (known[-1] if known else None), len(known))

    def set_spacing(self, spacing):
        self.spacing = spacing
        self.writer.new_spacing(spacing)

    def push_style(self, *styles):
        self._space_now()
        self.style_stack.extend(styles)
        self.writer.new_styles(tuple(self.style_stack))

    def pop_style(self, n=1):
        self._pop(self.style_stack, n)
        self.writer.new_styles(tuple(self.style_stack))


class AbstractWriter(NullWriter):
    """A writer that prints what it is told."""


def _printing(name, shown):
    def method(self, *arguments):
        print '%s(%s)' % (name, ', '.join(map(repr, arguments[:shown])))
    method.__name__ = name
    return method


for _name, _shown in (('new_alignment', 1), ('new_font', 1), ('new_margin', 2), ('new_spacing', 1), ('new_styles', 1),
                      ('send_paragraph', 1), ('send_line_break', 0), ('send_hor_rule', 0), ('send_label_data', 1),
                      ('send_flowing_data', 1), ('send_literal_data', 1)):
    setattr(AbstractWriter, _name, _printing(_name, _shown))


class DumbWriter(NullWriter):
    """A writer of plain text in lines of a width."""

    def __init__(self, file=None, maxcol=72):
        self.file = file or sys.stdout
        self.maxcol = maxcol
        NullWriter.__init__(self)
        self.reset()

    def reset(self):
        self.col = self.atbreak = 0

    def _start_line(self, newlines):
        self.file.write('\n' * newlines)
        self.col = self.atbreak = 0

    def send_paragraph(self, blankline):
        self._start_line(blankline)

    def send_line_break(self):
        self._start_line(1)

    def send_hor_rule(self, *args, **kw):
        self.file.write('\n' + '-' * self.maxcol)
        self._start_line(1)

    def send_literal_data(self, data):
        self.file.write(data)
        line = data[data.rfind('\n') + 1:]
        self.col = len(line.expandtabs()) + (0 if '\n' in data else self.col)
        self.atbreak = 0

    def send_flowing_data(self, data):
        if not data:
            return
        space = self.atbreak or data[0].isspace()
        for word in data.split():
            if space:
                if self.col + len(word) >= self.maxcol:
                    self._start_line(1)
                else:
                    self.file.write(' ')
                    self.col += 1
            self.file.write(word)
            self.col += len(word)
            space = True
        self.atbreak = data[-1].isspace()


def test(file=None):
    """Shows a file, or standard input, as paragraphs with blank lines between them."""
    formatter = AbstractFormatter(DumbWriter())
    if file is None and len(sys.argv) > 1:
        file = sys.argv[1]
    for line in open(file) if file is not None else sys.stdin:
        if line == '\n':
            formatter.end_paragraph(1)
        else:
            formatter.add_flowing_data(line)
    formatter.end_paragraph(0)


if __name__ == '__main__':
    test()
