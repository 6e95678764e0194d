"""A file in memory: like a real one, for byte strings and unicode.

Do not mix unicode with byte strings that are not ASCII: the result then
cannot be put together.
"""

import errno

__all__ = ['StringIO']


class StringIO:
    """A file whose contents start as the string buf.

    Attributes: pos is the position, len the length of the contents. They are
    in buf, but for what was appended since, piece by piece, to buflist.
    """

    closed = False

    def __init__(self, buf=''):
        self.buf = buf if isinstance(buf, basestring) else str(buf)
        self.len = len(self.buf)
        self.pos = 0
        self.buflist = []
        self.softspace = 0

    def _check_open(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def getvalue(self):
        """All that is in the file, wherever the position is."""
        self._check_open()
        if self.buflist:
            self.buf = ''.join([self.buf] + self.buflist)
            self.buflist = []
        return self.buf

    # ---- as any file

    def close(self):
        """Free the memory; the file cannot be used any more."""
        self.closed = True
        self.buf, self.buflist = '', []

    def flush(self):
        """Nothing to do."""
        self._check_open()

    def isatty(self):
        """False: this is no terminal."""
        self._check_open()
        return False

    # ---- position and size

    def tell(self):
        """The position."""
        self._check_open()
        return self.pos

    def seek(self, pos, mode=0):
        """Set the position, from the start, the position (1) or the end (2)."""
        self._check_open()
        start = {1: self.pos, 2: self.len}.get(mode, 0)
        self.pos = max(start + pos, 0)

    def truncate(self, size=None):
        """Cut the file off at size, by default at the position."""
        text = self.getvalue()
        if size is None:
            size = self.pos
        if size < 0:
            raise IOError(errno.EINVAL, 'Negative size not allowed')
        self.pos = min(self.pos, size)
        self.buf, self.len = text[:size], size

    # ---- reading

    def _advance(self, text, end):
        """Move to the position end; what is between."""
        start, self.pos = self.pos, end
        return text[start:end]

    def read(self, n=-1):
        """Read n characters, or all that are left."""
        text = self.getvalue()
        if n is None or n < 0:
            n = self.len
        return self._advance(text, min(self.pos + n, self.len))

    def readline(self, length=None):
        """Read a line, with its newline, or length characters of it."""
        text = self.getvalue()
        end = text.find('\n', self.pos) + 1 or self.len
        if length is not None and length >= 0:
            end = min(end, self.pos + length)
        return self._advance(text, end)

    def next(self):
        """The next line; StopIteration at the end."""
        self._check_open()
        if self.pos >= self.len:
            raise StopIteration
        return self.readline()

    def __iter__(self):
        return self

    def readlines(self, sizehint=0):
        """A list of the lines that are left, or of about sizehint characters."""
        lines, total = [], 0
        for line in iter(self.readline, ''):
            lines.append(line)
            total += len(line)
            if 0 < sizehint <= total:
                break
        return lines

    # ---- writing

    def write(self, s):
        """Write a string."""
        self._check_open()
        if not s:
            return
        if not isinstance(s, basestring):
            s = str(s)
        end = self.pos + len(s)
        if self.pos < self.len:
            text = self.getvalue()
            self.buf = text[:self.pos] + s + text[end:]
        else:
            # As in a real file, what was skipped is full of zeros.
            if self.pos > self.len:
                self.buflist.append('\0' * (self.pos - self.len))
            self.buflist.append(s)
        self.pos, self.len = end, max(end, self.len)

    def writelines(self, iterable):
        """Write strings, without adding newlines."""
        for line in iterable:
            self.write(line)
