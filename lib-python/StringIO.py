"""A file in memory: like a real one, for byte strings and unicode.

Do not mix unicode with byte strings that are not ASCII: the result then
cannot be put together.
"""

try:
    from errno import EINVAL
except ImportError:
    EINVAL = 22

__all__ = ['StringIO']


def _complain_ifclosed(closed):
    if closed:
        raise ValueError('I/O operation on closed file')


class StringIO:
    """A file whose contents start as the string buf."""

    # buf is the text but for what write() appended since, which waits in
    # buflist; len is the length of both, pos the position.

    def __init__(self, buf=''):
        if not isinstance(buf, basestring):
            buf = str(buf)
        self.buf = buf
        self.len = len(buf)
        self.buflist = []
        self.pos = 0
        self.closed = False
        self.softspace = 0

    def _gather(self):
        if self.buflist:
            self.buf += ''.join(self.buflist)
            self.buflist = []

    def __iter__(self):
        return self

    def next(self):
        """The next line; StopIteration at the end."""
        _complain_ifclosed(self.closed)
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def close(self):
        """Free the memory; the file cannot be used any more."""
        if not self.closed:
            self.closed = True
            del self.buf, self.pos

    def isatty(self):
        """False: this is no terminal."""
        _complain_ifclosed(self.closed)
        return False

    def seek(self, pos, mode=0):
        """Set the position, from the start, the position (1) or the end (2)."""
        _complain_ifclosed(self.closed)
        self._gather()
        if mode == 1:
            pos += self.pos
        elif mode == 2:
            pos += self.len
        self.pos = max(0, pos)

    def tell(self):
        """The position."""
        _complain_ifclosed(self.closed)
        return self.pos

    def read(self, n=-1):
        """Read n characters, or all that are left."""
        _complain_ifclosed(self.closed)
        self._gather()
        if n is None or n < 0:
            end = self.len
        else:
            end = min(self.pos + n, self.len)
        text = self.buf[self.pos:end]
        self.pos = end
        return text

    def readline(self, length=None):
        """Read a line, with its newline, or length characters of it."""
        _complain_ifclosed(self.closed)
        self._gather()
        newline = self.buf.find('\n', self.pos)
        end = self.len if newline < 0 else newline + 1
        if length is not None and length >= 0:
            end = min(end, self.pos + length)
        text = self.buf[self.pos:end]
        self.pos = end
        return text

    def readlines(self, sizehint=0):
        """A list of the lines that are left, or of about sizehint characters."""
        total = 0
        lines = []
        line = self.readline()
        while line:
            lines.append(line)
            total += len(line)
            if 0 < sizehint <= total:
                break
            line = self.readline()
        return lines

    def truncate(self, size=None):
        """Cut the file off at size, by default at the position."""
        _complain_ifclosed(self.closed)
        if size is None:
            size = self.pos
        elif size < 0:
            raise IOError(EINVAL, 'Negative size not allowed')
        elif size < self.pos:
            self.pos = size
        self.buf = self.getvalue()[:size]
        self.len = size

    def write(self, s):
        """Write a string."""
        _complain_ifclosed(self.closed)
        if not s:
            return
        if not isinstance(s, basestring):
            s = str(s)
        start = self.pos
        end = start + len(s)
        if start == self.len:
            self.buflist.append(s)
        else:
            if start > self.len:
                self.buflist.append('\0' * (start - self.len))
            self._gather()
            self.buf = self.buf[:start] + s + self.buf[end:]
        self.len = max(self.len, end)
        self.pos = end

    def writelines(self, iterable):
        """Write strings, without adding newlines."""
        write = self.write
        for line in iterable:
            write(line)

    def flush(self):
        """Nothing to do."""
        _complain_ifclosed(self.closed)

    def getvalue(self):
        """All that is in the file, wherever the position is."""
        _complain_ifclosed(self.closed)
        self._gather()
        return self.buf
