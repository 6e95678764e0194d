"""The words of shell-like languages, read from text or a stream."""

import os
import string
import sys
from collections import deque

try:
    from cStringIO import StringIO
except ImportError:
    from StringIO import StringIO

__all__ = ['shlex', 'split']

_ASCII_WORD = 'abcdfeghijklmnopqrstuvwxyz' + string.uppercase[:26] + string.digits + '_'
# The letters of Latin-1.
_LATIN_WORD = ''.join([chr(code) for codes in ((0xdf, 0xf7), (0xf8, 0x100), (0xc0, 0xd7),
                                               (0xd8, 0xdf))
                       for code in range(*codes)])

# States other than these are the quote or the escape that was read last.
_BETWEEN, _IN_WORD, _ENDED = ' ', 'a', None


class shlex:
    """Reads tokens; an iterator over them.

    With posix the rules are those of a POSIX shell: quotes join parts of a
    word and are removed, and the end is None, not ''. What characters mean is
    in commenters, wordchars, whitespace, quotes, escape and escapedquotes,
    which may be changed; with whitespace_split only whitespace ends words.
    A token equal to source is followed by the name of a stream to read first.
    debug makes it print what it does, in more detail up to 3.
    """

    def __init__(self, instream=None, infile=None, posix=False):
        if instream is None:
            instream, infile = sys.stdin, None
        elif isinstance(instream, basestring):
            instream = StringIO(instream)
        self.instream, self.infile, self.lineno = instream, infile, 1
        self.posix = posix
        self.eof = None if posix else ''
        self.commenters = '#'
        self.wordchars = _ASCII_WORD + _LATIN_WORD if posix else _ASCII_WORD
        self.whitespace = ' \t\r\n'
        self.whitespace_split = False
        self.quotes = '\'"'
        self.escape = '\\'
        self.escapedquotes = '"'
        self.source = None
        self.debug = 0
        self.state = _BETWEEN
        self.token = ''
        self.pushback = deque()
        self.filestack = deque()

    def _log(self, level, text):
        if self.debug >= level:
            print 'shlex: ' + text

    # ---- tokens

    def push_token(self, tok):
        """Put a token back: get_token() returns it next."""
        self._log(1, 'pushing token %r' % (tok,))
        self.pushback.appendleft(tok)

    def get_token(self):
        """The next token of all streams; eof after the last."""
        if self.pushback:
            token = self.pushback.popleft()
            self._log(1, 'popping token %r' % (token,))
            return token
        raw = self.read_token()
        while self.source is not None and raw == self.source:
            request = self.sourcehook(self.read_token())
            if request:
                name, stream = request
                self.push_source(stream, name)
            raw = self.get_token()
        while raw == self.eof:
            if not self.filestack:
                self._log(1, 'token=EOF')
                return self.eof
            self.pop_source()
            raw = self.get_token()
        self._log(1, 'token=%r' % (raw,))
        return raw

    def __iter__(self):
        return self

    def next(self):
        token = self.get_token()
        if token == self.eof:
            raise StopIteration
        return token

    # ---- streams

    def push_source(self, newstream, newfile=None):
        """Read another stream, or text, to its end before going on with this one."""
        if isinstance(newstream, basestring):
            newstream = StringIO(newstream)
        self.filestack.appendleft((self.infile, self.instream, self.lineno))
        self.infile, self.instream, self.lineno = newfile, newstream, 1
        if newfile is None:
            self._log(1, 'pushing to stream %s' % (newstream,))
        else:
            self._log(1, 'pushing to file %s' % (newfile,))

    def pop_source(self):
        """Go on with the stream before."""
        self.instream.close()
        self.infile, self.instream, self.lineno = self.filestack.popleft()
        self._log(1, 'popping to %s, line %d' % (self.instream, self.lineno))
        self.state = _BETWEEN

    def sourcehook(self, newfile):
        """The name and stream that a source request, a file's name, means."""
        if newfile.startswith('"'):
            newfile = newfile[1:-1]
        if isinstance(self.infile, basestring) and not os.path.isabs(newfile):
            newfile = os.path.join(os.path.dirname(self.infile), newfile)
        return newfile, open(newfile, 'r')

    def error_leader(self, infile=None, lineno=None):
        """How a message about the present place begins, for Emacs to find it."""
        place = (self.infile if infile is None else infile,
                 self.lineno if lineno is None else lineno)
        return '"%s", line %d: ' % place

    # ---- characters

    def read_token(self):
        """The next token of this stream; source and pushed tokens mean nothing here."""
        self._quoted = False
        ended = False
        while not ended:
            char = self.instream.read(1)
            if char == '\n':
                self.lineno += 1
            self._log(3, 'in state %r I see character: %r' % (self.state, char))
            if self.state is _ENDED:
                self.token = ''
                break
            if self.state == _BETWEEN:
                ended = self._begin(char)
            elif self.state in self.quotes:
                ended = self._inside_quotes(char)
            elif self.state in self.escape:
                self._after_escape(char)
            else:
                ended = self._inside_word(char)
        token, self.token = self.token, ''
        if self.posix and not token and not self._quoted:
            token = None
        self._log(2, 'raw token=%r' % (token,) if token else 'raw token=EOF')
        return token

    # What a character does in each state: true is returned after a token's last.

    def _have_token(self):
        """Whether there is a token; an empty one must have had quotes."""
        return self.token or self.posix and self._quoted

    def _escape_from(self, state, char):
        self._escaped_state, self.state = state, char

    def _skip_comment(self):
        self.instream.readline()
        self.lineno += 1

    def _begin(self, char):
        if not char:
            self.state = _ENDED
            return True
        if char in self.whitespace:
            return self._have_token()
        if char in self.commenters:
            self._skip_comment()
            return False
        if self.posix and char in self.escape:
            self._escape_from(_IN_WORD, char)
            return False
        if char in self.wordchars:
            self.state = _IN_WORD
        elif char in self.quotes:
            self.state = char
            if self.posix:
                return False
        elif self.whitespace_split:
            self.state = _IN_WORD
        else:
            # Punctuation is a token of its own.
            self.token = char
            return True
        self.token = char
        return False

    def _inside_quotes(self, char):
        self._quoted = True
        if not char:
            raise ValueError('No closing quotation')
        if char == self.state:
            self.state = _IN_WORD if self.posix else _BETWEEN
            if self.posix:
                return False
            self.token += char
            return True
        if self.posix and char in self.escape and self.state in self.escapedquotes:
            self._escape_from(self.state, char)
        else:
            self.token += char
        return False

    def _after_escape(self, char):
        if not char:
            raise ValueError('No escaped character')
        outside = self._escaped_state
        if outside in self.quotes and char not in (self.state, outside):
            # Nothing else can be escaped in quotes.
            self.token += self.state
        self.token += char
        self.state = outside

    def _inside_word(self, char):
        if not char:
            self.state = _ENDED
            return True
        if char in self.whitespace:
            self.state = _BETWEEN
            return self._have_token()
        if char in self.commenters:
            self._skip_comment()
            if not self.posix:
                return False
            self.state = _BETWEEN
            return self._have_token()
        if self.posix and char in self.quotes:
            self.state = char
        elif self.posix and char in self.escape:
            self._escape_from(_IN_WORD, char)
        elif self.whitespace_split or char in self.wordchars or char in self.quotes:
            self.token += char
        else:
            # It ends the word, and is the next token.
            self.pushback.appendleft(char)
            self.state = _BETWEEN
            return self._have_token()
        return False


def split(s, comments=False, posix=True):
    """The words of a command line, as a list; None means standard input."""
    lexer = shlex(s, posix=posix)
    lexer.whitespace_split = True
    if not comments:
        lexer.commenters = ''
    return list(lexer)


if __name__ == '__main__':
    lexer = shlex(*[part for name in sys.argv[1:2] for part in (open(name), name)])
    for token in iter(lexer.get_token, lexer.eof):
        print 'Token: ' + repr(token)
