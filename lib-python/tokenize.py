"""Split Python source into tokens, comments and blank lines included.

generate_tokens(readline) generates (type, text, start, end, line), where start and end are (row, column). The types are
those of the module token, and COMMENT and NL, which is a newline that ends no statement.
"""

import re
import token
from itertools import chain
from token import *

COMMENT = N_TOKENS
NL = N_TOKENS + 1
N_TOKENS += 2
tok_name.update({COMMENT: 'COMMENT', NL: 'NL'})

__all__ = [name for name in dir(token) if not name.startswith('_')]
__all__ += ['COMMENT', 'NL', 'tokenize', 'generate_tokens', 'untokenize']
del token


# ---- patterns

def group(*choices):
    return '(%s)' % '|'.join(choices)


def any(*choices):
    return group(*choices) + '*'


def maybe(*choices):
    return group(*choices) + '?'


def _either(*choices):
    """A group that does not count."""
    return '(?:%s)' % '|'.join(choices)


Whitespace = r'[ \f\t]*'
Comment = r'#[^\r\n]*'
_Joint = r'\\\r?\n'
Ignore = Whitespace + any(_Joint + Whitespace) + maybe(Comment)
Name = r'[a-zA-Z_]\w*'

Exponent = r'[eE][-+]?\d+'
Floatnumber = _either(_either(r'\d+\.\d*', r'\.\d+') + _either(Exponent) + '?', r'\d+' + Exponent)
Imagnumber = _either(r'\d+', Floatnumber) + '[jJ]'
Intnumber = _either('0[xX][0-9a-fA-F]+[lL]?', '0[bB][01]+[lL]?', '0[oO][0-7]+', '0[0-7]*[lL]?', r'[1-9]\d*[lL]?')
Number = _either(Imagnumber, Floatnumber, Intnumber)

Operator = _either(r'\*\*=?', '>>=?', '<<=?', '<>', '!=', '//=?', '[-+*/%&|^=<>]=?', '~')
Funny = _either(Operator, r'[][(){}]', '[:;.,`@]')
_Newline = r'\r?\n'

_Prefix = '[uUbB]?[rR]?'
_Prefixes = [kind + raw for kind in ('', 'u', 'U', 'b', 'B') for raw in ('', 'r', 'R')]


def _one_line(end):
    """Strings in single quotes up to an end, for which %s stands for the quote."""
    return [_Prefix + (r'%s[^\n%s\\]*(?:\\.[^\n%s\\]*)*' % (3 * (quote,))) + end.replace('%s', quote) for quote in '\'"']


Triple = _Prefix + _either("'''", '"""')
String = _either(*_one_line('%s'))
# Strings whose line ends with a backslash go on in the next one.
ContStr = _either(*_one_line(_either('%s', _Joint)))

# What comes after the opening quotes.
_rests = {
    "'": r"[^'\\]*(?:\\.[^'\\]*)*'",
    '"': r'[^"\\]*(?:\\.[^"\\]*)*"',
    "'''": r"[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''",
    '"""': r'[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""',
}
endprogs = dict((quotes, re.compile(rest)) for quotes, rest in _rests.items())

triple_quoted = dict((prefix + quotes, prefix + quotes) for prefix in _Prefixes for quotes in endprogs if len(quotes) == 3)
single_quoted = dict((prefix + quotes, prefix + quotes) for prefix in _Prefixes for quotes in endprogs if len(quotes) == 1)

# For those who look for tokens themselves.
PlainToken = group(Number, Funny, _Newline, String, Name)
Token = Ignore + PlainToken
tokenprog = re.compile(Token)

# The next token of a line. The group that matches says what it is; strings may be just begun.
_next_token = re.compile(Whitespace + _either(
    r'(?P<joint>\\\r?\n|\Z)', '(?P<comment>%s)' % Comment, '(?P<triple>%s)' % Triple, '(?P<number>%s)' % Number,
    '(?P<newline>%s)' % _Newline, '(?P<operator>%s)' % Funny, '(?P<string>%s)' % ContStr, '(?P<name>%s)' % Name)).match

_TYPES = {'comment': COMMENT, 'number': NUMBER, 'newline': NEWLINE, 'operator': OP, 'string': STRING, 'name': NAME}
_DEPTHS = {'(': 1, '[': 1, '{': 1, ')': -1, ']': -1, '}': -1}

tabsize = 8


# ---- splitting

class TokenError(Exception):
    """The source ends where it should not."""


class StopTokenizing(Exception):
    """A tokeneater raises it to end tokenize()."""


class _OpenString(object):
    """A string that has begun in a line before."""

    def __init__(self, line, start, quotes):
        self._text = line[start[1]:]
        self._lines = line
        self._start = start
        self._quotes = quotes

    def take(self, line, row):
        """(token, where it ends) if the string ends in this line, (None, None) if it goes on."""
        if not line:
            raise TokenError('EOF in multi-line string', self._start)
        match = endprogs[self._quotes].match(line)
        if match:
            end = match.end()
            return (STRING, self._text + line[:end], self._start, (row, end), self._lines + line), end
        if len(self._quotes) == 1 and not line.endswith(('\\\n', '\\\r\n')):
            return (ERRORTOKEN, self._text + line, self._start, (row, len(line)), self._lines), len(line)
        self._text += line
        self._lines += line
        return None, None


def generate_tokens(readline):
    """Generate the tokens of the lines that readline() returns."""
    row = depth = 0
    joined = False      # by a backslash at the end of the line before
    string = None
    indents = [0]
    while True:
        try:
            line = readline()
        except StopIteration:
            line = ''
        row += 1
        place = 0
        if string is not None:
            ended, place = string.take(line, row)
            if ended is None:
                continue
            yield ended
            string = None
        elif not depth and not joined:
            column, place = _indentation(line)
            if place == len(line):
                # The end of the file, or a last line with nothing in it.
                break
            if line[place] in '#\r\n':
                for blank in _blank_line(line, row, place):
                    yield blank
                continue
            if column > indents[-1]:
                indents.append(column)
                yield INDENT, line[:place], (row, 0), (row, place), line
            while column < indents[-1]:
                if column not in indents:
                    raise IndentationError('unindent does not match any outer indentation level', ('<tokenize>', row, place, line))
                indents.pop()
                yield DEDENT, '', (row, place), (row, place), line
        elif not line:
            raise TokenError('EOF in multi-line statement', (row, 0))
        joined = False

        while place < len(line):
            match = _next_token(line, place)
            if match is None:
                yield ERRORTOKEN, line[place], (row, place), (row, place + 1), line
                place += 1
                continue
            kind = match.lastgroup
            start, place = match.span(kind)
            text = line[start:place]
            type = _TYPES.get(kind)
            if kind == 'operator':
                depth += _DEPTHS.get(text, 0)
            elif kind == 'newline' and depth > 0:
                type = NL
            elif kind == 'joint':
                joined = text != ''
                continue
            elif kind == 'triple':
                match = endprogs[text[-3:]].match(line, place)
                if match is None:
                    string = _OpenString(line, (row, start), text[-3:])
                    break
                type, place = STRING, match.end()
                text = line[start:place]
            elif kind == 'string' and text[-1] == '\n':
                string = _OpenString(line, (row, start), text.lstrip('uUbBrR')[0])
                break
            yield type, text, (row, start), (row, place), line

    for _ in indents[1:]:
        yield DEDENT, '', (row, 0), (row, 0), ''
    yield ENDMARKER, '', (row, 0), (row, 0), ''


def _indentation(line):
    """(column, place) of the first character of a line that is no blank."""
    column = 0
    for place, character in enumerate(line):
        if character == ' ':
            column += 1
        elif character == '\t':
            column = (column // tabsize + 1) * tabsize
        elif character == '\f':
            column = 0
        else:
            return column, place
    return column, len(line)


def _blank_line(line, row, place):
    """The tokens of a line that is empty but for a comment."""
    comment = line[place:].rstrip('\r\n') if line[place] == '#' else ''
    end = place + len(comment)
    if comment:
        yield COMMENT, comment, (row, place), (row, end), line
    yield NL, line[end:], (row, end), (row, len(line)), line


def printtoken(type, token, start, end, line):
    """Print a token."""
    print '%d,%d-%d,%d:\t%s\t%r' % (start + end + (tok_name[type], token))


def tokenize(readline, tokeneater=printtoken):
    """Call tokeneater with the five parts of each token."""
    try:
        for parts in generate_tokens(readline):
            tokeneater(*parts)
    except StopTokenizing:
        pass


# ---- and back

class Untokenizer:
    """Makes source of tokens: at the places that they have, or side by side where they do not tell any."""

    def __init__(self):
        self.tokens = []
        # Where the source ends so far.
        self.prev_row, self.prev_col = 1, 0

    def add_whitespace(self, start):
        """Go on to a place, which cannot be before the end."""
        end = self.prev_row, self.prev_col
        if tuple(start) < end:
            raise ValueError('start ({},{}) precedes previous end ({},{})'.format(*tuple(start) + end))
        row, column = start
        if row > self.prev_row:
            # Only backslashes can have joined the lines.
            self.tokens.append('\\\n' * (row - self.prev_row))
            self.prev_col = 0
        if column > self.prev_col:
            self.tokens.append(' ' * (column - self.prev_col))

    def untokenize(self, iterable):
        tokens = iter(iterable)
        indents = ['']
        fresh = False       # at the beginning of a line
        for parts in tokens:
            if len(parts) == 2:
                self.compat(parts, tokens)
                break
            type, text, start, end, line = parts
            if type == ENDMARKER:
                break
            if type == INDENT:
                indents.append(text)
                continue
            if type == DEDENT:
                indents.pop()
            elif type not in (NEWLINE, NL):
                if fresh and start[1] >= len(indents[-1]):
                    # As it was written, which may be with tabs.
                    self.tokens.append(indents[-1])
                    self.prev_col = len(indents[-1])
                fresh = False
            if type != DEDENT:
                self.add_whitespace(start)
                self.tokens.append(text)
            self.prev_row, self.prev_col = end
            if type in (NEWLINE, NL):
                fresh = True
                self.prev_row, self.prev_col = self.prev_row + 1, 0
        return ''.join(self.tokens)

    def compat(self, token, iterable):
        """Make source of types and texts alone, with blanks wherever something could flow together."""
        indents = ['']
        fresh = token[0] in (NEWLINE, NL)
        previous = None
        for parts in chain([token], iterable):
            type, text = parts[:2]
            if type == INDENT:
                indents.append(text)
            elif type == DEDENT:
                indents.pop()
            else:
                if type in (NEWLINE, NL):
                    fresh = True
                elif fresh:
                    self.tokens.append(indents[-1])
                    fresh = False
                if type == STRING and previous == STRING:
                    text = ' ' + text
                self.tokens.append(text + ' ' if type in (NAME, NUMBER) else text)
            previous = type


def untokenize(iterable):
    """Source of tokens, which have five parts each, or of pairs of type and text.

    Tokens of that source have the same types and texts again.
    """
    return Untokenizer().untokenize(iterable)


if __name__ == '__main__':
    import sys
    tokenize((open(sys.argv[1]) if sys.argv[1:] else sys.stdin).readline)
