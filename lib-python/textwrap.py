"""Wrap, fill and dedent text."""

import re
import string

try:
    _unicode = unicode
except NameError:
    class _unicode(object):
        """Stands in where the interpreter was built without unicode."""

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent']

# Blanks in the sense of this module: those of the locale (such as the
# non-breaking space) are none.
_whitespace = '\t\n\x0b\x0c\r '


class TextWrapper:
    """Wraps text by rules that are kept as attributes.

    width is the longest line; initial_indent and subsequent_indent start the
    first and the other lines; expand_tabs and replace_whitespace say whether
    tabs become spaces and then every blank one space; fix_sentence_endings
    makes two spaces follow a sentence; break_long_words and break_on_hyphens
    say where words may be broken; drop_whitespace drops blanks around lines.
    """

    whitespace_trans = string.maketrans(_whitespace, ' ' * len(_whitespace))
    unicode_whitespace_trans = dict.fromkeys(map(ord, _whitespace), ord(u' '))

    # Where a line may be broken: around blanks, after hyphens in words, and
    # around dashes.
    wordsep_re = re.compile(
        r'(\s+|'
        r'[^\s\w]*\w+[^0-9\W]-(?=\w+[^0-9\W])|'
        r'(?<=[\w\!\"\'\&\.\,\?])-{2,}(?=\w))')
    # The same without the hyphens.
    wordsep_simple_re = re.compile(r'(\s+)')
    # What a sentence ends with: a small letter, a stop and perhaps a quote.
    sentence_end_re = re.compile(r'[%s][\.\!\?][\"\']?\Z' % string.lowercase)

    def __init__(self, width=70, initial_indent='', subsequent_indent='',
                 expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        # For unicode the classes \w and \s are those of unicode.
        self.wordsep_re_uni = re.compile(self.wordsep_re.pattern, re.U)
        self.wordsep_simple_re_uni = re.compile(self.wordsep_simple_re.pattern, re.U)

    def _munge_whitespace(self, text):
        """Make tabs and other blanks what the attributes say."""
        if self.expand_tabs:
            text = text.expandtabs()
        if self.replace_whitespace:
            if isinstance(text, _unicode):
                text = text.translate(self.unicode_whitespace_trans)
            else:
                text = text.translate(self.whitespace_trans)
        return text

    def _split(self, text):
        """The pieces between which lines may be broken, blanks among them."""
        name = 'wordsep_re' if self.break_on_hyphens else 'wordsep_simple_re'
        if isinstance(text, _unicode):
            name += '_uni'
        return [chunk for chunk in getattr(self, name).split(text) if chunk]

    def _fix_sentence_endings(self, chunks):
        """Make the blank after each chunk that ends a sentence two spaces."""
        is_end = self.sentence_end_re.search
        i = 0
        while i < len(chunks) - 1:
            if chunks[i + 1] == ' ' and is_end(chunks[i]):
                chunks[i + 1] = '  '
                i += 2
            else:
                i += 1

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        """Place a chunk (the last) that is longer than a line."""
        space_left = 1 if width < 1 else width - cur_len
        if self.break_long_words:
            chunk = reversed_chunks[-1]
            cur_line.append(chunk[:space_left])
            reversed_chunks[-1] = chunk[space_left:]
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())

    def _wrap_chunks(self, chunks):
        """Put chunks together to lines."""
        if self.width <= 0:
            raise ValueError('invalid width %r (must be > 0)' % self.width)
        lines = []
        # The next chunk is the last one: that is quick to remove.
        chunks.reverse()
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            line = []
            length = 0
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._handle_long_word(chunks, line, length, width)
            if self.drop_whitespace and line and not line[-1].strip():
                line.pop()
            if line:
                lines.append(indent + ''.join(line))
        return lines

    def wrap(self, text):
        """A list of lines, without newlines, that have the text of one paragraph."""
        chunks = self._split(self._munge_whitespace(text))
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The lines of wrap() as one string."""
        return '\n'.join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    """TextWrapper.wrap() with these attributes."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """TextWrapper.fill() with these attributes."""
    return TextWrapper(width=width, **kwargs).fill(text)


_whitespace_only_re = re.compile('^[ \t]+$', re.MULTILINE)
_leading_whitespace_re = re.compile('(^[ \t]*)(?:[^ \t\n])', re.MULTILINE)


def dedent(text):
    """Remove the blanks that start every line of a text.

    Tabs and spaces are not the same. Lines of blanks alone do not count and
    become empty.
    """
    text = _whitespace_only_re.sub('', text)
    margin = None
    for indent in _leading_whitespace_re.findall(text):
        if margin is None:
            margin = indent
            continue
        common = 0
        for a, b in zip(margin, indent):
            if a != b:
                break
            common += 1
        margin = margin[:common]
    if margin:
        text = re.sub(r'(?m)^' + margin, '', text)
    return text
