"""tarfile: archives as streams, compressed ones, and members as files."""

import bisect
import os
import struct
import time
from _chunks import Chunks
from _tarfile_fields import BLOCKSIZE, NUL, CompressionError, ReadError, StreamError


def decoded(chunks, decode):
    """Chunks of what decode() makes of other chunks."""
    def fetch():
        data = ''
        while not data:
            piece = chunks.take()
            if not piece:
                break
            try:
                data = decode(piece)
            except EOFError:
                break
        return data
    return Chunks(fetch)


def _module(name):
    try:
        return __import__(name)
    except ImportError:
        raise CompressionError(name + ' module is not available')


def _unknown(compression):
    return CompressionError('unknown compression type %r' % compression)


def _compression(start):
    if start.startswith('\037\213\010'):
        return 'gz'
    if start[:3] == 'BZh' and start[4:10] == '1AY&SY':
        return 'bz2'
    return 'tar'


def _skip_gzip_header(chunks):
    magic, method, flags = struct.unpack('<2scB', chunks.read(4).ljust(4, NUL))
    if magic != '\037\213':
        raise ReadError('not a gzip file')
    if method != '\010':
        raise CompressionError('unsupported compression method')
    chunks.read(6)
    if flags & 4:
        chunks.read(struct.unpack('<H', chunks.read(2).ljust(2, NUL))[0])
    for text in 8, 16:
        if flags & text:
            while chunks.read(1) not in (NUL, ''):
                pass
    if flags & 2:
        chunks.read(2)


class Stream(object):
    """An archive that is read or written from its start to its end, in blocks of one size."""

    closed = True

    def __init__(self, name, mode, fileobj, bufsize):
        self.name = name or ''
        self.mode = mode
        self.bufsize = bufsize
        self.pos = 0
        self._owned = fileobj is None
        if self._owned:
            flags = os.O_RDONLY if mode == 'r' else os.O_WRONLY | os.O_CREAT | os.O_TRUNC
            fileobj = os.fdopen(os.open(name, flags | getattr(os, 'O_BINARY', 0), 0666), mode + 'b', 0)
        self.fileobj = fileobj
        self.closed = False

    def __del__(self):
        self.close()

    def tell(self):
        return self.pos

    def close(self):
        if self.closed:
            return
        self.closed = True
        try:
            self._finish()
        finally:
            if self._owned:
                self.fileobj.close()

    def _finish(self):
        pass


class StreamReader(Stream):

    def __init__(self, name, compression, fileobj, bufsize):
        Stream.__init__(self, name, 'r', fileobj, bufsize)
        try:
            self._chunks = self._decompressed(Chunks(lambda: self.fileobj.read(bufsize)), compression)
        except:
            self.close()
            raise

    def _decompressed(self, chunks, compression):
        if compression == '*':
            compression = _compression(chunks.peek(BLOCKSIZE))
        if compression == 'gz':
            zlib = _module('zlib')
            _skip_gzip_header(chunks)
            return decoded(chunks, zlib.decompressobj(-zlib.MAX_WBITS).decompress)
        if compression == 'bz2':
            return decoded(chunks, _module('bz2').BZ2Decompressor().decompress)
        if compression == 'tar':
            return chunks
        raise _unknown(compression)

    def read(self, size=None):
        if size is None:
            return ''.join(iter(lambda: self.read(self.bufsize), ''))
        try:
            data = self._chunks.read(size)
        except IOError:
            raise ReadError('invalid compressed data')
        self.pos += len(data)
        return data

    def seek(self, pos=0):
        if pos < self.pos:
            raise StreamError('seeking backwards is not allowed')
        while self.pos < pos and self.read(min(pos - self.pos, self.bufsize)):
            pass
        return self.pos


class StreamWriter(Stream):

    def __init__(self, name, compression, fileobj, bufsize):
        self._waiting = ''
        self._encoder = self._checksum = None
        if compression == 'gz':
            zlib = _module('zlib')
            self._encoder = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0)
            self._checksum, self._crc32 = zlib.crc32(''), zlib.crc32
        elif compression == 'bz2':
            self._encoder = _module('bz2').BZ2Compressor()
        elif compression != 'tar':
            raise _unknown(compression)
        Stream.__init__(self, name, 'w', fileobj, bufsize)
        if compression == 'gz':
            self._put(self._gzip_header())

    def _gzip_header(self):
        """Deflated data with a name and a time, compressed best, on a system that is not told."""
        if self.name.endswith('.gz'):
            self.name = self.name[:-3]
        if isinstance(self.name, unicode):
            self.name = self.name.encode('iso-8859-1', 'replace')
        return '\037\213\010\010' + struct.pack('<L', long(time.time())) + '\002\377' + self.name + NUL

    def write(self, data):
        self.pos += len(data)
        if self._checksum is not None:
            self._checksum = self._crc32(data, self._checksum)
        self._put(self._encoder.compress(data) if self._encoder else data)

    def _put(self, data):
        data = self._waiting + data
        whole = len(data) - len(data) % self.bufsize
        for start in xrange(0, whole, self.bufsize):
            self.fileobj.write(data[start:start + self.bufsize])
        self._waiting = data[whole:]

    def _finish(self):
        rest = self._waiting
        if self._encoder:
            rest += self._encoder.flush()
        if self._checksum is not None:
            rest += struct.pack('<LL', self._checksum & 0xFFFFFFFF, self.pos & 0xFFFFFFFF)
        if rest:
            self.fileobj.write(rest)


class BZ2Stream(object):
    """A file compressed with bzip2 over an open file, which BZ2File cannot use."""

    blocksize = 16 * 1024

    def __init__(self, fileobj, mode):
        self.fileobj = fileobj
        self.mode = mode
        self.name = getattr(fileobj, 'name', None)
        self._start()

    def _start(self):
        bz2 = _module('bz2')
        self.pos = 0
        if self.mode == 'r':
            self.fileobj.seek(0)
            compressed = Chunks(lambda: self.fileobj.read(self.blocksize))
            self._chunks = decoded(compressed, bz2.BZ2Decompressor().decompress)
        else:
            self._encoder = bz2.BZ2Compressor()

    def read(self, size):
        data = self._chunks.read(size)
        self.pos += len(data)
        return data

    def seek(self, pos):
        if pos < self.pos:
            self._start()
        self.read(pos - self.pos)

    def tell(self):
        return self.pos

    def write(self, data):
        self.pos += len(data)
        self.fileobj.write(self._encoder.compress(data))

    def close(self):
        if self.mode == 'w':
            self.fileobj.write(self._encoder.flush())


class MemberData(object):
    """A member's bytes in the archive: segments (where in the member, length, where in the stored data) in order.
    Between segments, and after the last, the file has zeros."""

    def __init__(self, fileobj, offset, size, segments=None):
        self.fileobj = fileobj
        self.offset = offset
        self.size = size
        self.segments = [(0, size, 0)] if segments is None else segments
        self.starts = [segment[0] for segment in self.segments]

    def at(self, position, size):
        end = min(position + size, self.size)
        parts = []
        for index in xrange(max(bisect.bisect(self.starts, position) - 1, 0), len(self.segments)):
            start, length, place = self.segments[index]
            if start >= end:
                break
            if start > position:
                parts.append(NUL * (start - position))
                position = start
            count = min(start + length, end) - position
            if count > 0:
                parts.append(self._stored(place + position - start, count))
                position += count
        parts.append(NUL * (end - position))
        return ''.join(parts)

    def _stored(self, place, size):
        self.fileobj.seek(self.offset + place)
        data = self.fileobj.read(size)
        if len(data) < size:
            raise ReadError('unexpected end of data')
        return data


class ExFileObject(object):
    """A member of an archive, open for reading."""

    blocksize = 1024

    def __init__(self, tarfile, tarinfo):
        self.fileobj = MemberData(tarfile.fileobj, tarinfo.offset_data, tarinfo.size, getattr(tarinfo, 'sparse', None))
        self.name = tarinfo.name
        self.mode = 'r'
        self.size = tarinfo.size
        self.closed = False
        self.position = 0
        self.buffer = ''          # bytes from position on that were read ahead

    def _open(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')

    def read(self, size=None):
        self._open()
        left = self.size - self.position
        size = left if size is None or size < 0 else min(size, left)
        data = self.buffer[:size]
        self.buffer = self.buffer[size:]
        if len(data) < size:
            data += self.fileobj.at(self.position + len(data), size - len(data))
        self.position += len(data)
        return data

    def readline(self, size=-1):
        self._open()
        end = self.buffer.find('\n') + 1
        while not end:
            more = self.fileobj.at(self.position + len(self.buffer), self.blocksize)
            if not more or 0 <= size <= len(self.buffer):
                end = len(self.buffer)
                break
            searched = len(self.buffer)
            self.buffer += more
            end = self.buffer.find('\n', searched) + 1
        return self.read(end if size < 0 else min(end, size))

    def readlines(self):
        return list(self)

    def __iter__(self):
        return iter(self.readline, '')

    def tell(self):
        self._open()
        return self.position

    def seek(self, pos, whence=os.SEEK_SET):
        self._open()
        if whence not in (os.SEEK_SET, os.SEEK_CUR, os.SEEK_END):
            raise ValueError('Invalid argument')
        base = {os.SEEK_CUR: self.position, os.SEEK_END: self.size}.get(whence, 0)
        self.position = min(max(base + pos, 0), self.size)
        self.buffer = ''

    def close(self):
        self.closed = True


ExFileObject.__module__ = 'tarfile'
