"""zipfile: a member as a file to read, and the traditional cipher."""

import binascii
import io
from _chunks import Chunks
from _zip_records import ZIP_DEFLATED, ZIP_STORED, BadZipfile, compressor_names

try:
    import zlib
except ImportError:
    zlib = None

crc32 = (zlib or binascii).crc32

_PIECE = 1 << 16


class Decrypter:
    """The traditional cipher: called with a byte, it gives the plain one."""

    _table = None

    def __init__(self, password):
        if Decrypter._table is None:
            table = []
            for crc in range(256):
                for _bit in range(8):
                    crc = crc >> 1 ^ 0xedb88320 if crc & 1 else crc >> 1
                table.append(crc)
            Decrypter._table = table
        self.key0, self.key1, self.key2 = 0x12345678, 0x23456789, 0x34567890
        for char in password:
            self._update(ord(char))

    def _crc(self, byte, crc):
        return crc >> 8 ^ self._table[(crc ^ byte) & 0xff]

    def _update(self, byte):
        self.key0 = self._crc(byte, self.key0)
        self.key1 = (self.key1 + (self.key0 & 0xff)) * 134775813 + 1 & 0xffffffff
        self.key2 = self._crc(self.key1 >> 24, self.key2)

    def __call__(self, char):
        key = self.key2 | 2
        byte = ord(char) ^ (key * (key ^ 1) >> 8 & 0xff)
        self._update(byte)
        return chr(byte)


class ZipExtFile(io.BufferedIOBase):
    """A member, open for reading."""

    MAX_N = 1 << 30
    MIN_READ_SIZE = 4096

    def __init__(self, fileobj, mode, zipinfo, decrypter=None, close_fileobj=False):
        self._file = fileobj
        self._own_file = close_fileobj
        self._decrypter = decrypter
        self._expand = self._expander(zipinfo.compress_type)
        self._stored_left = zipinfo.compress_size - (12 if decrypter else 0)
        self._left = zipinfo.file_size
        self._checksum = 0
        self._expected_checksum = getattr(zipinfo, 'CRC', None)
        self._chunks = Chunks(self._next_chunk)
        self._universal = 'U' in mode
        self.newlines = None
        self.mode = mode
        self.name = zipinfo.filename

    def _expander(self, kind):
        """A function of stored bytes and whether they are the last."""
        if kind == ZIP_STORED:
            return lambda data, last: data
        if kind != ZIP_DEFLATED:
            name = compressor_names.get(kind)
            raise NotImplementedError('compression type %d' % kind + (' (%s)' % name if name else ''))
        decoder = zlib.decompressobj(-zlib.MAX_WBITS)
        return lambda data, last: decoder.decompress(data) + (decoder.flush() if last else '')

    def readable(self):
        return True

    def _next_chunk(self):
        while self._left > 0:
            data = self._next_stored()
            last = self._stored_left <= 0
            data = self._expand(data, last)[:self._left]
            # What an archive promises but has not is not waited for.
            self._left = 0 if last else self._left - len(data)
            if self._expected_checksum is not None:
                self._checksum = crc32(data, self._checksum) & 0xFFFFFFFF
                if self._left == 0 and self._checksum != self._expected_checksum:
                    raise BadZipfile('Bad CRC-32 for file %r' % self.name)
            if data:
                return data
        return ''

    def _next_stored(self):
        size = min(_PIECE, self._stored_left)
        if size <= 0:
            return ''
        data = self._file.read(size)
        if not data:
            raise EOFError
        self._stored_left -= len(data)
        return ''.join(map(self._decrypter, data)) if self._decrypter else data

    def peek(self, n=1):
        """At least n bytes that come next, if they are there and fewer than 512."""
        self._chunks.peek(n)
        return self._chunks.buffered(512)

    def read(self, n=-1):
        return self._chunks.readall() if n is None or n < 0 else self._chunks.read(n)

    def read1(self, n):
        return self._chunks.read_some(-1 if n is None else n)

    def readline(self, limit=-1):
        """A line; in universal mode \\r and \\r\\n end lines too, and become \\n."""
        limit = -1 if limit is None else limit
        line = self._chunks.readline(limit)
        if not self._universal:
            return line
        place = line.find('\r')
        if place < 0:
            newline = '\n' if line.endswith('\n') else ''
        else:
            newline = '\r'
            rest = line[place + 1:]
            line = line[:place] + '\n'
            if rest:
                if rest[0] == '\n':
                    newline = '\r\n'
                self._chunks.step_back(len(rest) + 1 - len(newline))
            elif self._chunks.peek(1) == '\n':
                newline = '\r\n'
                self._chunks.read(1)
        if newline and newline not in (self.newlines or ()):
            self.newlines = (self.newlines or []) + [newline]
        return line

    def close(self):
        try:
            if self._own_file:
                self._file.close()
        finally:
            io.BufferedIOBase.close(self)


ZipExtFile.__module__ = 'zipfile'
