"""The parts of a file of mail, one after the other, each as if it were a file; deprecated: use the package email.

    parts = multifile.MultiFile(open('message'))
    parts.push(boundary)
    while parts.next():
        text = parts.read()
    parts.pop()
"""

import warnings
warnings.warn('the multifile module has been deprecated since Python 2.5', DeprecationWarning, stacklevel=2)
del warnings

__all__ = ['MultiFile', 'Error']


class Error(Exception):
    """A part has no end, or a call is out of place."""


class MultiFile:
    """The parts of a file.

    Lines are read up to one with a boundary that was pushed; next() goes on behind it. Parts that are themselves made
    of parts have their boundary pushed in turn, and popped at their end.
    """

    seekable = 0

    def __init__(self, fp, seekable=1):
        self.fp = fp
        # Boundaries and where their parts began, the innermost first.
        self.stack = []
        self.posstack = []
        # How many boundaries out the line was that ended what can be read (0: it goes on), and if it ends all parts.
        self.level = 0
        self.last = 0
        if seekable:
            self.seekable = 1
            # Where the part begins in the file, and where it ended in itself.
            self.start = self.fp.tell()
            self.lastpos = 0

    def push(self, sep):
        """Begin with parts between lines of a boundary."""
        if self.level > 0:
            raise Error('bad MultiFile.push() call')
        self.stack.insert(0, sep)
        if self.seekable:
            self.posstack.insert(0, self.start)
            self.start = self.fp.tell()

    def next(self):
        """Go to the next part; whether there is one."""
        while self.readline():
            pass
        if self.level > 1 or self.last:
            return 0
        self.level = 0
        if self.seekable:
            self.start = self.fp.tell()
        return 1

    def pop(self):
        """Be done with the parts of the innermost boundary."""
        if not self.stack:
            raise Error('bad MultiFile.pop() call')
        del self.stack[0]
        if self.level <= 1:
            self.last = 0
        self.level = max(0, self.level - 1)
        if self.seekable:
            inner = self.start
            self.start = self.posstack.pop(0)
            if self.level > 0:
                self.lastpos += inner - self.start

    # ---- the part as a file

    def readline(self):
        """The next line of the part, or ''."""
        if self.level > 0:
            return ''
        line = self.fp.readline()
        if not line:
            self.level = len(self.stack)
            self.last = self.level > 0
            if self.last:
                raise Error('sudden EOF in MultiFile.readline()')
            return ''
        if self.is_data(line):
            return line
        marker = line.rstrip()
        for depth, sep in enumerate(self.stack, 1):
            if marker in (self.section_divider(sep), self.end_marker(sep)):
                break
        else:
            return line
        self.last = int(marker != self.section_divider(sep))
        if self.seekable:
            self.lastpos = self.tell() - len(line)
        self.level = depth
        if depth > 1:
            raise Error('Missing endmarker in MultiFile.readline()')
        return ''

    def readlines(self):
        return list(iter(self.readline, ''))

    def read(self):
        return ''.join(self.readlines())

    def tell(self):
        return self.lastpos if self.level > 0 else self.fp.tell() - self.start

    def seek(self, pos, whence=0):
        """Go back to what was read of the part."""
        here = self.tell()
        if whence == 1:
            pos += here
        elif whence == 2:
            if self.level <= 0:
                raise Error("can't use whence=2 yet")
            pos += self.lastpos
        if not 0 <= pos <= here:
            raise Error('bad MultiFile.seek() call')
        self.fp.seek(self.start + pos)
        self.level = self.last = 0

    # ---- what lines with boundaries are like

    def is_data(self, line):
        """Whether a line cannot be one with a boundary."""
        return line[:2] != '--'

    def section_divider(self, str):
        """The line between two parts."""
        return '--' + str

    def end_marker(self, str):
        """The line behind the last part."""
        return '--' + str + '--'
