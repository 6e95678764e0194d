"""Break text into lines, and take away the indentation of blocks."""

import re
import string

__all__ = ['TextWrapper', 'wrap', 'fill', 'dedent']

# Those of ASCII alone: a locale may also have the blank that must not be broken.
_whitespace = '\t\n\x0b\x0c\r '

# Lines may end before and after blanks,
_BLANKS = r'\s+'
# after the hyphens of compound words,
_HYPHENATED = r'[^\s\w]*\w+[^0-9\W]-(?=\w+[^0-9\W])'
# and before and after dashes.
_DASHES = r'''(?<=[\w!"'&.,?])-{2,}(?=\w)'''


class TextWrapper:
    """Breaks text; all arguments are also attributes, which may be changed.

    width                   the longest that lines become
    initial_indent          what the first line begins with
    subsequent_indent       what the others begin with
    expand_tabs             whether tabs become spaces
    replace_whitespace      whether any blank becomes a space, then
    drop_whitespace         whether lines lose the blanks at their ends
    fix_sentence_endings    whether sentences end with two spaces
    break_long_words        whether words that are too long are broken anywhere
    break_on_hyphens        whether compound words are broken
    """

    whitespace_trans = string.maketrans(_whitespace, len(_whitespace) * ' ')
    unicode_whitespace_trans = dict.fromkeys([ord(char) for char in _whitespace], 32)

    wordsep_re = re.compile('(%s)' % '|'.join((_BLANKS, _HYPHENATED, _DASHES)))
    wordsep_simple_re = re.compile('(%s)' % _BLANKS)
    # A small letter, a full stop, and perhaps a quote.
    sentence_end_re = re.compile(r'[%s][.!?]["\']?\Z' % string.lowercase)

    def __init__(self, width=70, initial_indent='', subsequent_indent='',
                 expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True):
        self.width = width
        self.initial_indent, self.subsequent_indent = initial_indent, subsequent_indent
        self.expand_tabs, self.replace_whitespace = expand_tabs, replace_whitespace
        self.drop_whitespace = drop_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words, self.break_on_hyphens = break_long_words, break_on_hyphens
        # Letters are those of unicode in unicode.
        self.wordsep_re_uni, self.wordsep_simple_re_uni = [
            re.compile(pattern.pattern, re.UNICODE)
            for pattern in (self.wordsep_re, self.wordsep_simple_re)]

    def wrap(self, text):
        """The lines of a paragraph, as a list, without newlines."""
        chunks = self._split(self._munge_whitespace(text))
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The lines of a paragraph as one text."""
        return '\n'.join(self.wrap(text))

    # The steps, which subclasses may change.

    def _munge_whitespace(self, text):
        """The text with its blanks as they are wanted."""
        if self.expand_tabs:
            text = text.expandtabs()
        if not self.replace_whitespace:
            return text
        return text.translate(self.unicode_whitespace_trans if isinstance(text, unicode)
                              else self.whitespace_trans)

    def _split(self, text):
        """The text in pieces that are not broken; blanks are pieces too."""
        patterns = ((self.wordsep_simple_re, self.wordsep_re),
                    (self.wordsep_simple_re_uni, self.wordsep_re_uni))
        pattern = patterns[isinstance(text, unicode)][bool(self.break_on_hyphens)]
        return filter(None, pattern.split(text))

    def _fix_sentence_endings(self, chunks):
        """Make a single space after a sentence two, in a list of pieces."""
        for i in xrange(len(chunks) - 1):
            if chunks[i + 1] == ' ' and self.sentence_end_re.search(chunks[i]):
                chunks[i + 1] = '  '

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        """Take what fits into a line off the last of the pieces, which is longer than a line.

        If words are not broken, the whole piece has a line to itself.
        """
        if self.break_long_words:
            room = 1 if width < 1 else width - cur_len
            word = reversed_chunks[-1]
            cur_line.append(word[:room])
            reversed_chunks[-1] = word[room:]
        elif not cur_line:
            cur_line.append(reversed_chunks.pop())

    def _wrap_chunks(self, chunks):
        """The lines that pieces make; the list of them is used up."""
        if self.width <= 0:
            raise ValueError('invalid width %r (must be > 0)' % self.width)
        # The next piece is taken off the end.
        chunks.reverse()
        lines = []
        while chunks:
            if lines and self._is_dropped(chunks):
                chunks.pop()
            indent = self.subsequent_indent if lines else self.initial_indent
            line = self._next_line(chunks, self.width - len(indent))
            if self._is_dropped(line):
                line.pop()
            if line:
                lines.append(indent + ''.join(line))
        return lines

    def _is_dropped(self, chunks):
        """Whether the last piece is a blank that is not wanted."""
        return self.drop_whitespace and chunks and not chunks[-1].strip()

    def _next_line(self, chunks, width):
        """The pieces of a line, taken off the end of the list."""
        line, length = [], 0
        while chunks and length + len(chunks[-1]) <= width:
            length += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            self._handle_long_word(chunks, line, length, width)
        return line


def wrap(text, width=70, **kwargs):
    """TextWrapper(width, **kwargs).wrap(text)"""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """TextWrapper(width, **kwargs).fill(text)"""
    return TextWrapper(width=width, **kwargs).fill(text)


_blank_line = re.compile(r'^[ \t]+$', re.MULTILINE)
_indentation = re.compile(r'^([ \t]*)[^ \t\n]', re.MULTILINE)


def dedent(text):
    """The text without the blanks that all its lines begin with.

    Tabs differ from spaces. Lines of nothing but blanks become empty.
    """
    text = _blank_line.sub('', text)
    indents = _indentation.findall(text)
    if not indents:
        return text
    # What the first and the last in order have in common, all have.
    low, high = min(indents), max(indents)
    size = 0
    while size < len(low) and low[size] == high[size]:
        size += 1
    return re.sub('(?m)^' + low[:size], '', text) if size else text
