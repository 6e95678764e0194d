"""Files in the format of gzip."""

import __builtin__
import errno
import io
import os
import struct
import sys
import time
import zlib
from _chunks import Chunks

__all__ = ['GzipFile', 'open']

FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = [1 << bit for bit in range(5)]
READ, WRITE = 1, 2

_MAGIC = '\037\213'
_DEFLATED = '\010'
_PIECE = 8192


def write32u(output, value):
    output.write(struct.pack('<L', value))


def read32(input):
    return struct.unpack('<I', input.read(4))[0]


def open(filename, mode='rb', compresslevel=9):
    """A GzipFile of a name."""
    return GzipFile(filename, mode, compresslevel)


class _Reader(object):
    """The data of a file: its members, one after another."""

    def __init__(self, fileobj):
        self.mtime = None
        self.rewind(fileobj)

    def rewind(self, fileobj):
        self._compressed = Chunks(lambda: fileobj.read(_PIECE))
        chunks = self._members()
        self.data = Chunks(lambda: next(chunks, ''))

    def _members(self):
        compressed = self._compressed
        while compressed.peek(1):
            self._read_header()
            checksum, size = zlib.crc32(''), 0
            decoder = zlib.decompressobj(-zlib.MAX_WBITS)
            while not decoder.unused_data:
                piece = compressed.take()
                data = decoder.decompress(piece) if piece else decoder.flush()
                if data:
                    checksum = zlib.crc32(data, checksum)
                    size += len(data)
                    yield data
                if not piece:
                    break
            compressed.give_back(decoder.unused_data)
            self._check(checksum & 0xFFFFFFFFL, size & 0xFFFFFFFF)

    def _check(self, checksum, size):
        """Reads and compares what stands after a member, and skips zeros after it."""
        told, length = struct.unpack('<LL', self._compressed.read(8).ljust(8, '\0'))
        if told != checksum:
            raise IOError('CRC check failed %s != %s' % (hex(told), hex(checksum)))
        if length != size:
            raise IOError('Incorrect length of data produced')
        following = ''
        while not following and self._compressed.peek(1):
            following = self._compressed.take().lstrip('\0')
        self._compressed.give_back(following)

    def _read_header(self):
        read = self._compressed.read
        if read(2) != _MAGIC:
            raise IOError('Not a gzipped file')
        if read(1) != _DEFLATED:
            raise IOError('Unknown compression method')
        flags, self.mtime, _how, _system = struct.unpack('<BLBB', read(7))
        if flags & FEXTRA:
            read(struct.unpack('<H', read(2))[0])
        for text in FNAME, FCOMMENT:
            if flags & text:
                while read(1) not in ('\0', ''):
                    pass
        if flags & FHCRC:
            read(2)


class GzipFile(io.BufferedIOBase):
    """A compressed file, open for reading or writing, by its name or over an open file."""

    myfileobj = None                  # the file if it was opened here

    def __init__(self, filename=None, mode=None, compresslevel=9, fileobj=None, mtime=None):
        if mode:
            # Newlines in compressed data are none.
            mode = mode.replace('U', '')
            mode += '' if 'b' in mode else 'b'
        if fileobj is None:
            fileobj = self.myfileobj = __builtin__.open(filename, mode or 'rb')
        if filename is None:
            name = getattr(fileobj, 'name', '')
            filename = name if isinstance(name, basestring) and name != '<fdopen>' else ''
        mode = mode or getattr(fileobj, 'mode', 'rb')
        if mode[:1] not in ('r', 'w', 'a'):
            raise IOError('Mode %s not supported' % mode)
        self.name = filename
        self.fileobj = fileobj
        self.offset = 0
        self._mtime = mtime
        if mode[0] == 'r':
            self.mode = READ
            self._reader = _Reader(fileobj)
        else:
            self.mode = WRITE
            self.crc = zlib.crc32('') & 0xFFFFFFFF
            self.size = 0
            self.compress = zlib.compressobj(compresslevel, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0)
            self._write_gzip_header()

    def __repr__(self):
        return '<gzip %s %s>' % (repr(self.fileobj)[1:-1], hex(id(self)))

    @property
    def filename(self):
        import warnings
        warnings.warn('use the name attribute', DeprecationWarning, 2)
        return self.name + '.gz' if self.mode == WRITE and not self.name.endswith('.gz') else self.name

    @property
    def mtime(self):
        """The time that the header tells."""
        return self._reader.mtime if self.mode == READ else self._mtime

    @property
    def closed(self):
        return self.fileobj is None

    def _check_closed(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')

    def _ready(self, mode, message):
        self._check_closed()
        if self.mode != mode:
            raise IOError(errno.EBADF, message)

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def fileno(self):
        return self.fileobj.fileno()

    def _write_gzip_header(self):
        name = os.path.basename(self.name)
        if isinstance(name, unicode):
            try:
                name = name.encode('latin-1')
            except UnicodeEncodeError:
                name = ''
        if name.endswith('.gz'):
            name = name[:-3]
        moment = long(time.time() if self._mtime is None else self._mtime)
        # Compressed best, on a system that is not told.
        self.fileobj.write(_MAGIC + _DEFLATED + struct.pack('<BLBB', FNAME if name else 0, moment, 2, 255))
        if name:
            self.fileobj.write(name + '\0')

    def write(self, data):
        self._ready(WRITE, 'write() on read-only GzipFile object')
        if isinstance(data, memoryview):
            data = data.tobytes()
        if data:
            self.fileobj.write(self.compress.compress(data))
            self.size += len(data)
            self.crc = zlib.crc32(data, self.crc) & 0xFFFFFFFF
            self.offset += len(data)
        return len(data)

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        self._check_closed()
        if self.mode == WRITE:
            self.fileobj.write(self.compress.flush(zlib_mode))
            self.fileobj.flush()

    def read(self, size=-1):
        self._ready(READ, 'read() on write-only GzipFile object')
        chunks = self._reader.data
        data = chunks.readall() if size is None or size < 0 else chunks.read(size)
        self.offset += len(data)
        return data

    def readline(self, size=-1):
        if self.fileobj is None or self.mode != READ:
            self._ready(READ, 'read() on write-only GzipFile object')
        line = self._reader.data.readline(size)
        self.offset += len(line)
        return line

    def rewind(self):
        """Goes back to the start of what is read."""
        if self.mode != READ:
            raise IOError("Can't rewind in write mode")
        self.fileobj.seek(0)
        self._reader.rewind(self.fileobj)
        self.offset = 0

    def seek(self, offset, whence=0):
        self._check_closed()
        if whence not in (0, 1):
            raise ValueError('Seek from end not supported')
        target = offset + self.offset if whence else offset
        if target < self.offset:
            if self.mode == WRITE:
                raise IOError('Negative seek in write mode')
            self.rewind()
        while self.offset < target:
            count = min(target - self.offset, _PIECE)
            if self.mode == WRITE:
                self.write('\0' * count)
            elif not self.read(count):
                break
        return self.offset

    def close(self):
        fileobj, self.fileobj = self.fileobj, None
        if fileobj is None:
            return
        try:
            if self.mode == WRITE:
                fileobj.write(self.compress.flush())
                fileobj.write(struct.pack('<LL', self.crc, self.size & 0xFFFFFFFF))
        finally:
            if self.myfileobj is not None:
                self.myfileobj.close()
                self.myfileobj = None


def _pack(name):
    """Packs a file into NAME.gz, '-' standard input into output."""
    if name == '-':
        return sys.stdin, GzipFile(filename='', mode='wb', fileobj=sys.stdout)
    return __builtin__.open(name, 'rb'), open(name + '.gz', 'wb')


def _unpack(name):
    if name == '-':
        return GzipFile(filename='', mode='rb', fileobj=sys.stdin), sys.stdout
    if name.endswith('.gz'):
        return open(name, 'rb'), __builtin__.open(name[:-3], 'wb')
    print "filename doesn't end in .gz:", repr(name)


def _main(arguments):
    function = _pack
    if arguments[:1] == ['-d']:
        function = _unpack
        del arguments[0]
    for name in arguments or ['-']:
        files = function(name)
        if files:
            source, target = files
            for data in iter(lambda: source.read(_PIECE), ''):
                target.write(data)
            for file in files:
                if file not in (sys.stdin, sys.stdout):
                    file.close()


if __name__ == '__main__':
    _main(sys.argv[1:])
