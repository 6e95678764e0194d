"""Files and strings compressed by bzip2."""

from _bz2 import compress, decompress, BZ2Compressor, BZ2Decompressor, __version__

__all__ = ['BZ2File', 'BZ2Compressor', 'BZ2Decompressor', 'compress', 'decompress']

__author__ = 'The bz2 python module was written by:\n\n    Gustavo Niemeyer <niemeyer@conectiva.com>\n'

_BLOCK = 8192


class BZ2File(object):
    """A file compressed by bzip2, to be read or written like others. It may consist of several after each other."""

    def __init__(self, filename, mode='r', buffering=0, compresslevel=9):
        if not 1 <= compresslevel <= 9:
            raise ValueError('compresslevel must be between 1 and 9')
        kind = None
        universal = False
        for c in mode:
            if c in 'rw':
                if kind is not None:
                    raise ValueError("invalid mode: '%s'" % mode)
                kind = c
            elif c == 'U':
                universal = True
            elif c != 'b':
                raise ValueError("invalid mode: '%s'" % mode)
        self._kind = kind or 'r'
        self._universal = universal
        self._file = open(filename, self._kind + 'b', buffering or -1)
        self.name = self._file.name
        self.mode = self._file.mode
        self.softspace = 0
        self._position = 0
        self._seen = set()
        if self._kind == 'w':
            self._compressor = BZ2Compressor(compresslevel)
        else:
            self._begin()

    def _begin(self):
        self._decompressor = BZ2Decompressor()
        self._raw = ''
        self._buffer = ''
        self._at = 0
        self._iterating = False
        self._ended = False
        self._skip_newline = False

    @property
    def closed(self):
        return self._file is None

    def _check(self, kind=None):
        if self._file is None:
            raise ValueError('I/O operation on closed file')
        if kind is not None and kind != self._kind:
            raise IOError('file is not ready for %s' % ('reading' if kind == 'r' else 'writing'))

    def _fill(self):
        """Decompress more; False at the end."""
        while not self._ended:
            if not self._raw:
                self._raw = self._file.read(_BLOCK)
                if not self._raw:
                    self._ended = True
                    if not self._between:
                        raise EOFError('compressed file ended before the logical end-of-stream was detected')
                    return False
            if self._between and self._started:
                # Another one.
                self._decompressor = BZ2Decompressor()
            self._between = False
            self._started = True
            raw, self._raw = self._raw, ''
            try:
                data = self._decompressor.decompress(raw)
            except EOFError:
                data = ''
            unused = self._decompressor.unused_data
            if unused:
                self._raw = unused
                self._between = True
            elif self._at_end(raw):
                self._between = True
            if data:
                if self._universal:
                    data = self._translate(data)
                # What was taken goes when more comes.
                self._buffer = self._buffer[self._at:] + data
                self._at = 0
                return True
        return False

    # Whether a compressed file has just ended, or none has begun.
    _between = True
    _started = False

    def _at_end(self, raw):
        """Whether the decompressor has come to the end with the last byte: then it takes no more."""
        try:
            self._decompressor.decompress('')
        except EOFError:
            return True
        return False

    def _translate(self, data):
        if self._skip_newline and data.startswith('\n'):
            self._seen.add('\r\n')
            data = data[1:]
        elif self._skip_newline:
            self._seen.add('\r')
        # Whether a newline follows the last byte is not known yet.
        self._skip_newline = data.endswith('\r')
        pairs = data.count('\r\n')
        if pairs:
            self._seen.add('\r\n')
        if data.count('\n') > pairs:
            self._seen.add('\n')
        if data.count('\r') > pairs + self._skip_newline:
            self._seen.add('\r')
        return data.replace('\r\n', '\n').replace('\r', '\n')

    @property
    def newlines(self):
        """The ends of lines seen in mode U: None, one or a tuple of them."""
        seen = [end for end in ('\r', '\n', '\r\n') if end in self._seen]
        if len(seen) > 1:
            return tuple(seen)
        return seen[0] if seen else None

    def _check_read(self, size):
        if not isinstance(size, (int, long)):
            raise TypeError('an integer is required')
        self._check('r')
        if self._iterating and self._at < len(self._buffer):
            raise ValueError('Mixing iteration and read methods would lose data')
        self._iterating = False

    def read(self, size=-1):
        self._check_read(size)
        if size < 0:
            pieces = [self._buffer[self._at:]]
            self._buffer = ''
            self._at = 0
            while self._fill():
                pieces.append(self._buffer)
                self._buffer = ''
            self._buffer = ''.join(pieces)
            end = len(self._buffer)
        else:
            while len(self._buffer) - self._at < size and self._fill():
                pass
            end = min(self._at + size, len(self._buffer))
        return self._take(end)

    def _take(self, end):
        """What is buffered up to end."""
        data = self._buffer[self._at:end]
        self._at = end
        self._position += len(data)
        return data

    def readline(self, size=-1):
        self._check_read(size)
        return self._line(size)

    def _line(self, size=-1):
        looked = 0
        while True:
            end = self._buffer.find('\n', self._at + looked) + 1
            if end:
                break
            looked = len(self._buffer) - self._at
            if 0 <= size <= looked or not self._fill():
                end = len(self._buffer)
                break
        if size >= 0:
            end = min(end, self._at + size)
        return self._take(end)

    def readlines(self, size=0):
        self._check_read(size)
        lines = []
        total = 0
        while True:
            line = self._line()
            if not line:
                return lines
            lines.append(line)
            total += len(line)
            if 0 < size <= total:
                return lines

    def xreadlines(self):
        return self

    def __iter__(self):
        self._check()
        return self

    def next(self):
        self._check('r')
        self._iterating = True
        line = self._line()
        if not line:
            self._iterating = False
            raise StopIteration
        return line

    def write(self, data):
        self._check('w')
        self._position += len(data)
        self._file.write(self._compressor.compress(data))

    def writelines(self, sequence):
        self._check('w')
        try:
            iterator = iter(sequence)
        except TypeError:
            raise TypeError('writelines() requires an iterable argument')
        for line in iterator:
            self.write(line)

    def tell(self):
        self._check()
        return self._position

    def seek(self, offset, whence=0):
        self._check()
        if self._kind != 'r':
            raise IOError('seek works only while reading')
        if whence == 2:
            while self.read(_BLOCK):
                pass
            offset += self._position
        elif whence == 1:
            offset += self._position
        elif whence != 0:
            raise IOError("invalid argument")
        if offset < self._position:
            self._file.seek(0)
            self._between = True
            self._started = False
            self._begin()
            self._position = 0
        while self._position < offset:
            if not self.read(min(_BLOCK, offset - self._position)):
                break

    def close(self):
        if self._file is None:
            return
        file = self._file
        try:
            if self._kind == 'w':
                file.write(self._compressor.flush())
        finally:
            self._file = None
            file.close()

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()

    def __del__(self):
        if getattr(self, '_file', None) is not None:
            self.close()
