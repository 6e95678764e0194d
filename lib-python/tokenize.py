"""Split Python source into tokens, comments and blank lines included.

generate_tokens(readline) generates (type, text, (row, column) of the start,
of the end, line); with the types of the module token, and COMMENT and NL (a
newline that ends no statement).
"""

from itertools import chain
import string
import re
from token import *

import token
__all__ = [x for x in dir(token) if not x.startswith('_')]
__all__ += ['COMMENT', 'tokenize', 'generate_tokens', 'NL', 'untokenize']
del token

COMMENT = N_TOKENS
NL = N_TOKENS + 1
tok_name[COMMENT] = 'COMMENT'
tok_name[NL] = 'NL'
N_TOKENS += 2


def group(*choices):
    return '(' + '|'.join(choices) + ')'


def any(*choices):
    return group(*choices) + '*'


def maybe(*choices):
    return group(*choices) + '?'


Whitespace = r'[ \f\t]*'
Comment = r'#[^\r\n]*'
Ignore = Whitespace + any(r'\\\r?\n' + Whitespace) + maybe(Comment)
Name = r'[a-zA-Z_]\w*'

Hexnumber = r'0[xX][\da-fA-F]+[lL]?'
Octnumber = r'(0[oO][0-7]+)|(0[0-7]*)[lL]?'
Binnumber = r'0[bB][01]+[lL]?'
Decnumber = r'[1-9]\d*[lL]?'
Intnumber = group(Hexnumber, Binnumber, Octnumber, Decnumber)
Exponent = r'[eE][-+]?\d+'
Pointfloat = group(r'\d+\.\d*', r'\.\d+') + maybe(Exponent)
Expfloat = r'\d+' + Exponent
Floatnumber = group(Pointfloat, Expfloat)
Imagnumber = group(r'\d+[jJ]', Floatnumber + r'[jJ]')
Number = group(Imagnumber, Floatnumber, Intnumber)

# The rest of a string after its opening quotes.
Single = r"[^'\\]*(?:\\.[^'\\]*)*'"
Double = r'[^"\\]*(?:\\.[^"\\]*)*"'
Single3 = r"[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*'''"
Double3 = r'[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"""'
Triple = group("[uUbB]?[rR]?'''", '[uUbB]?[rR]?"""')
String = group(r"[uUbB]?[rR]?'[^\n'\\]*(?:\\.[^\n'\\]*)*'",
               r'[uUbB]?[rR]?"[^\n"\\]*(?:\\.[^\n"\\]*)*"')

# Longer operators first.
Operator = group(r'\*\*=?', r'>>=?', r'<<=?', r'<>', r'!=', r'//=?', r'[+\-*/%&|^=<>]=?',
                 r'~')
Bracket = '[][(){}]'
Special = group(r'\r?\n', r'[:;.,`@]')
Funny = group(Operator, Bracket, Special)

PlainToken = group(Number, Funny, String, Name)
Token = Ignore + PlainToken

# The first line of a string that goes on after a backslash.
ContStr = group(r"[uUbB]?[rR]?'[^\n'\\]*(?:\\.[^\n'\\]*)*" + group("'", r'\\\r?\n'),
                r'[uUbB]?[rR]?"[^\n"\\]*(?:\\.[^\n"\\]*)*' + group('"', r'\\\r?\n'))
PseudoExtras = group(r'\\\r?\n|\Z', Comment, Triple)
PseudoToken = Whitespace + group(PseudoExtras, Number, Funny, ContStr, Name)

tokenprog, pseudoprog, single3prog, double3prog = map(
    re.compile, (Token, PseudoToken, Single3, Double3))

# Opening quotes, with every prefix, -> the pattern of the rest; and the sets of
# those for one line and for several. None: the prefixes alone.
endprogs = {"'": re.compile(Single), '"': re.compile(Double),
            "'''": single3prog, '"""': double3prog}
triple_quoted = {"'''": "'''", '"""': '"""'}
single_quoted = {"'": "'", '"': '"'}
for _first in ('', 'u', 'U', 'b', 'B'):
    for _raw in ('', 'r', 'R'):
        _prefix = _first + _raw
        endprogs[_prefix + "'''"] = single3prog
        endprogs[_prefix + '"""'] = double3prog
        for _quote in "'", '"':
            triple_quoted[_prefix + 3 * _quote] = _prefix + 3 * _quote
            single_quoted[_prefix + _quote] = _prefix + _quote
for _prefix in 'rRuUbB':
    endprogs[_prefix] = None
del _first, _raw, _prefix, _quote

tabsize = 8


class TokenError(Exception):
    """The source ends where it should not."""


class StopTokenizing(Exception):
    """Raised by a tokeneater to end tokenize()."""


def printtoken(type, token, srow_scol, erow_ecol, line):
    """Print a token: what tokenize() does by default."""
    print '%d,%d-%d,%d:\t%s\t%s' % (srow_scol + erow_ecol
                                    + (tok_name[type], repr(token)))


def tokenize(readline, tokeneater=printtoken):
    """Call tokeneater with the five parts of each token."""
    try:
        tokenize_loop(readline, tokeneater)
    except StopTokenizing:
        pass


def tokenize_loop(readline, tokeneater):
    for token_info in generate_tokens(readline):
        tokeneater(*token_info)


class Untokenizer:
    """Makes source of tokens: with their places, exactly what they were made of."""

    def __init__(self):
        self.tokens = []
        self.prev_row = 1
        self.prev_col = 0

    def add_whitespace(self, start):
        row, col = start
        if row < self.prev_row or row == self.prev_row and col < self.prev_col:
            raise ValueError('start ({},{}) precedes previous end ({},{})'.format(
                row, col, self.prev_row, self.prev_col))
        rows = row - self.prev_row
        if rows:
            # Lines were joined by backslashes.
            self.tokens.append('\\\n' * rows)
            self.prev_col = 0
        blanks = col - self.prev_col
        if blanks:
            self.tokens.append(' ' * blanks)

    def untokenize(self, iterable):
        it = iter(iterable)
        indents = []
        startline = False
        for t in it:
            if len(t) == 2:
                self.compat(t, it)
                break
            tok_type, token, start, end, line = t
            if tok_type == ENDMARKER:
                break
            if tok_type == INDENT:
                indents.append(token)
                continue
            if tok_type == DEDENT:
                indents.pop()
                self.prev_row, self.prev_col = end
                continue
            if tok_type in (NEWLINE, NL):
                startline = True
            elif startline and indents:
                indent = indents[-1]
                if start[1] >= len(indent):
                    # As it was written: it may have tabs.
                    self.tokens.append(indent)
                    self.prev_col = len(indent)
                startline = False
            self.add_whitespace(start)
            self.tokens.append(token)
            self.prev_row, self.prev_col = end
            if tok_type in (NEWLINE, NL):
                self.prev_row += 1
                self.prev_col = 0
        return ''.join(self.tokens)

    def compat(self, token, iterable):
        """Make source of pairs (type, text), with blanks wherever they may be needed."""
        indents = []
        append = self.tokens.append
        startline = token[0] in (NEWLINE, NL)
        prevstring = False
        for tok in chain([token], iterable):
            toknum, tokval = tok[:2]
            if toknum in (NAME, NUMBER):
                tokval += ' '
            # Strings side by side would become one with other quotes.
            if toknum == STRING:
                if prevstring:
                    tokval = ' ' + tokval
                prevstring = True
            else:
                prevstring = False
            if toknum == INDENT:
                indents.append(tokval)
                continue
            if toknum == DEDENT:
                indents.pop()
                continue
            if toknum in (NEWLINE, NL):
                startline = True
            elif startline and indents:
                append(indents[-1])
                startline = False
            append(tokval)


def untokenize(iterable):
    """Source of tokens: of five parts each, or of (type, text) alone.

    What that source is split into is the same again, as far as types and
    texts go.
    """
    return Untokenizer().untokenize(iterable)


_namechars = string.ascii_letters + '_'
_numchars = '0123456789'


def generate_tokens(readline):
    """Generate the tokens of what readline() returns, a line at a time."""
    lnum = parenlev = continued = 0
    namechars, numchars = _namechars, _numchars
    contstr, needcont = '', 0       # a string of several lines so far
    contline = None
    indents = [0]
    while True:
        try:
            line = readline()
        except StopIteration:
            line = ''
        lnum += 1
        pos, end_of_line = 0, len(line)
        if contstr:
            # The string goes on.
            if not line:
                raise TokenError('EOF in multi-line string', strstart)
            endmatch = endprog.match(line)
            if endmatch:
                pos = end = endmatch.end(0)
                yield STRING, contstr + line[:end], strstart, (lnum, end), contline + line
                contstr, needcont = '', 0
                contline = None
            elif needcont and line[-2:] != '\\\n' and line[-3:] != '\\\r\n':
                yield (ERRORTOKEN, contstr + line, strstart, (lnum, len(line)), contline)
                contstr = ''
                contline = None
                continue
            else:
                contstr += line
                contline += line
                continue
        elif parenlev == 0 and not continued:
            # A new statement: look at the indentation.
            if not line:
                break
            column = 0
            while pos < end_of_line:
                if line[pos] == ' ':
                    column += 1
                elif line[pos] == '\t':
                    column = (column // tabsize + 1) * tabsize
                elif line[pos] == '\f':
                    column = 0
                else:
                    break
                pos += 1
            if pos == end_of_line:
                break
            if line[pos] in '#\r\n':
                # A blank line or a comment alone.
                if line[pos] == '#':
                    comment = line[pos:].rstrip('\r\n')
                    nl_pos = pos + len(comment)
                    yield COMMENT, comment, (lnum, pos), (lnum, nl_pos), line
                    yield NL, line[nl_pos:], (lnum, nl_pos), (lnum, len(line)), line
                else:
                    yield NL, line[pos:], (lnum, pos), (lnum, len(line)), line
                continue
            if column > indents[-1]:
                indents.append(column)
                yield INDENT, line[:pos], (lnum, 0), (lnum, pos), line
            while column < indents[-1]:
                if column not in indents:
                    raise IndentationError(
                        'unindent does not match any outer indentation level',
                        ('<tokenize>', lnum, pos, line))
                indents.pop()
                yield DEDENT, '', (lnum, pos), (lnum, pos), line
        else:
            if not line:
                raise TokenError('EOF in multi-line statement', (lnum, 0))
            continued = 0

        while pos < end_of_line:
            match = pseudoprog.match(line, pos)
            if not match:
                yield ERRORTOKEN, line[pos], (lnum, pos), (lnum, pos + 1), line
                pos += 1
                continue
            start, end = match.span(1)
            spos, epos, pos = (lnum, start), (lnum, end), end
            if start == end:
                continue
            text, initial = line[start:end], line[start]
            if initial in numchars or initial == '.' and text != '.':
                yield NUMBER, text, spos, epos, line
            elif initial in '\r\n':
                yield NL if parenlev > 0 else NEWLINE, text, spos, epos, line
            elif initial == '#':
                yield COMMENT, text, spos, epos, line
            elif text in triple_quoted:
                endprog = endprogs[text]
                endmatch = endprog.match(line, pos)
                if endmatch:
                    pos = endmatch.end(0)
                    yield STRING, line[start:pos], spos, (lnum, pos), line
                else:
                    strstart = lnum, start
                    contstr = line[start:]
                    contline = line
                    break
            elif (initial in single_quoted or text[:2] in single_quoted
                    or text[:3] in single_quoted):
                if text[-1] == '\n':
                    # It goes on after a backslash.
                    strstart = lnum, start
                    endprog = (endprogs[initial] or endprogs[text[1]]
                               or endprogs[text[2]])
                    contstr, needcont = line[start:], 1
                    contline = line
                    break
                yield STRING, text, spos, epos, line
            elif initial in namechars:
                yield NAME, text, spos, epos, line
            elif initial == '\\':
                continued = 1
            else:
                if initial in '([{':
                    parenlev += 1
                elif initial in ')]}':
                    parenlev -= 1
                yield OP, text, spos, epos, line

    for _ in indents[1:]:
        yield DEDENT, '', (lnum, 0), (lnum, 0), ''
    yield ENDMARKER, '', (lnum, 0), (lnum, 0), ''


if __name__ == '__main__':
    import sys
    tokenize((open(sys.argv[1]) if len(sys.argv) > 1 else sys.stdin).readline)
