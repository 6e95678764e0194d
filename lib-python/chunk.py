"""Chunks of IFF files: a name of four characters, a size, and so many bytes."""

import struct


class Chunk:
    """The chunk that a file stands at, as a file to read from.

    align: chunks have an even size; bigendian: of the size; inclheader: the
    size counts name and size. EOFError where there is none.
    """

    def __init__(self, file, align=True, bigendian=True, inclheader=False):
        self.closed = False
        self.align = align
        self.file = file
        self.chunkname = file.read(4)
        if len(self.chunkname) < 4:
            raise EOFError
        try:
            self.chunksize = struct.unpack(bigendian and '>L' or '<L', file.read(4))[0]
        except struct.error:
            raise EOFError
        if inclheader:
            self.chunksize -= 8
        self.size_read = 0
        try:
            self.offset = self.file.tell()
            self.seekable = True
        except (AttributeError, IOError):
            self.seekable = False

    def getname(self):
        return self.chunkname

    def getsize(self):
        return self.chunksize

    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def close(self):
        if not self.closed:
            try:
                self.skip()
            finally:
                self.closed = True

    def isatty(self):
        self._check()
        return False

    def seek(self, pos, whence=0):
        self._check()
        if not self.seekable:
            raise IOError('cannot seek')
        pos += {1: self.size_read, 2: self.chunksize}.get(whence, 0)
        if not 0 <= pos <= self.chunksize:
            raise RuntimeError
        self.file.seek(self.offset + pos, 0)
        self.size_read = pos

    def tell(self):
        self._check()
        return self.size_read

    def read(self, size=-1):
        """Up to size bytes, all that are left if it is negative."""
        self._check()
        left = self.chunksize - self.size_read
        if left <= 0:
            return ''
        size = left if size < 0 else min(size, left)
        data = self.file.read(size)
        self.size_read += len(data)
        if self.size_read == self.chunksize and self.align and self.chunksize & 1:
            self.size_read += len(self.file.read(1))
        return data

    def skip(self):
        """Go behind the chunk."""
        self._check()
        if self.seekable:
            try:
                left = self.chunksize - self.size_read
                if self.align and self.chunksize & 1:
                    left += 1
                self.file.seek(left, 1)
                self.size_read += left
                return
            except IOError:
                pass
        while self.size_read < self.chunksize:
            if not self.read(min(8192, self.chunksize - self.size_read)):
                raise EOFError
