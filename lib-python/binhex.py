"""Files of the Macintosh as text: BinHex 4.0.

    binhex.binhex('file', 'file.hqx')
    binhex.hexbin('file.hqx', 'file')       # '': the name that is in it

A file has two forks: its data, and a resource fork (which is empty elsewhere than on a Macintosh). In the text stand
a header and both, each with a checksum behind it, as runs are shortened and three bytes are coded as four characters.
"""

import binascii
import os
import re
import struct

__all__ = ['binhex', 'hexbin', 'Error']

LINELEN = 64
# How much is coded at once.
REASONABLY_LARGE = 32768
# Stands before the length of a run.
RUNCHAR = '\x90'


class Error(Exception):
    """A file is not in the format, or is written other than it was announced."""


class FInfo:
    """What the Macintosh knows of a file."""

    def __init__(self):
        self.Type = self.Creator = '????'
        self.Flags = 0


def getfileinfo(name):
    """(name without folders, FInfo, length of the data, length of the resource fork) of a file."""
    info = FInfo()
    with open(name, 'rb') as file:
        beginning = file.read(256)
        file.seek(0, 2)
        length = file.tell()
    if re.match('[\\s\x20-\x7f]*$', beginning):
        info.Type = 'TEXT'
    return os.path.basename(name).replace(':', '-', 1), info, length, 0


class openrsrc:
    """The resource fork of a file, where there are none."""

    def __init__(self, *args):
        pass

    def read(self, *args):
        return ''

    def write(self, *args):
        pass

    def close(self):
        pass


class _Coder:
    """Writes bytes to a file in coded form."""

    def __init__(self, file):
        self._file = file
        # What waits: bytes, bytes whose runs are shortened, characters.
        self._data = self._short = ''
        self._line = ':'

    def write(self, data):
        self._data += data
        if len(self._data) >= REASONABLY_LARGE:
            self._code()

    def _code(self):
        self._short += binascii.rlecode_hqx(self._data)
        self._data = ''
        whole = len(self._short) // 3 * 3
        self._write(binascii.b2a_hqx(self._short[:whole]))
        self._short = self._short[whole:]

    def _write(self, text):
        self._line += text
        while len(self._line) >= LINELEN:
            self._file.write(self._line[:LINELEN] + '\n')
            self._line = self._line[LINELEN:]

    def close(self):
        self._code()
        self._write(binascii.b2a_hqx(self._short))
        self._file.write(self._line + ':\n')
        self._file.close()


# What was written or read last.
_HEADER, _DATA, _ALL = range(3)


class BinHex:
    """Writes a text: first the data, then what belongs to the resource fork, as long as they were announced."""

    def __init__(self, name_finfo_dlen_rlen, ofp):
        """ofp is a file or the name of one; the rest is what getfileinfo() gives."""
        name, info, self.dlen, self.rlen = name_finfo_dlen_rlen
        if len(name) > 63:
            raise Error('Filename too long')
        if isinstance(ofp, str):
            ofp = open(ofp, 'w')
        ofp.write('(This file must be converted with BinHex 4.0)\n\n')
        self.ofp = _Coder(ofp)
        self.crc = 0
        self._write(chr(len(name)) + name + '\0' + info.Type + info.Creator
                    + struct.pack('>hii', info.Flags, self.dlen, self.rlen))
        self._writecrc()
        self.state = _HEADER

    def _write(self, data):
        self.crc = binascii.crc_hqx(data, self.crc)
        self.ofp.write(data)

    def _writecrc(self):
        self.ofp.write(struct.pack('>H', self.crc))
        self.crc = 0

    def write(self, data):
        """Write some of the data."""
        if self.state != _HEADER:
            raise Error('Writing data at the wrong time')
        self.dlen -= len(data)
        self._write(data)

    def close_data(self):
        """Say that this was all of the data."""
        if self.dlen != 0:
            raise Error('Incorrect data size, diff=%r' % (self.dlen,))
        self._writecrc()
        self.state = _DATA

    def write_rsrc(self, data):
        """Write some of the resource fork."""
        if self.state < _DATA:
            self.close_data()
        if self.state != _DATA:
            raise Error('Writing resource data at the wrong time')
        self.rlen -= len(data)
        self._write(data)

    def close(self):
        """Say that this was all."""
        if self.state is None:
            return
        if self.state < _DATA:
            self.close_data()
        if self.state != _DATA:
            raise Error('Close at the wrong time')
        if self.rlen != 0:
            raise Error('Incorrect resource-datasize, diff=%r' % (self.rlen,))
        self._writecrc()
        self.state = None
        self.ofp.close()


def binhex(inp, out):
    """Make a text of a file, both given by name."""
    info = getfileinfo(inp)
    coder = BinHex(info, out)
    with open(inp, 'rb') as file:
        for data in iter(lambda: file.read(128000), ''):
            coder.write(data)
    coder.close_data()
    coder.close()


class HexBin:
    """Reads a text, given by a file or its name: FName, FInfo, the data and the resource fork."""

    def __init__(self, ifp):
        if isinstance(ifp, str):
            with open(ifp) as file:
                text = file.read()
        else:
            text = ifp.read()
        # Mail may stand before it.
        match = re.search('(?:^|[\r\n]):(?!:)', text)
        if not match:
            raise Error('No binhex data found')
        self._bytes = self._decode(text[match.end():])
        self._position = self.crc = 0
        length = ord(self._read(1))
        self.FName = self._read(length)
        rest = self._read(1 + 4 + 4 + 2 + 4 + 4)
        self.FInfo = FInfo()
        self.FInfo.Type, self.FInfo.Creator, self.FInfo.Flags, self.dlen, self.rlen = struct.unpack('>x4s4shii', rest)
        self._checkcrc()
        self.state = _HEADER

    def _decode(self, text):
        try:
            short, done = binascii.a2b_hqx(text)
            return binascii.rledecode_hqx(short)
        except binascii.Incomplete:
            raise Error('Premature EOF on binhex file')

    def _read(self, size):
        data = self._bytes[self._position:self._position + size]
        if len(data) < size:
            raise Error('Premature EOF on binhex file')
        self._position += size
        self.crc = binascii.crc_hqx(data, self.crc)
        return data

    def _checkcrc(self):
        computed = self.crc
        stored, = struct.unpack('>H', self._read(2))
        if computed != stored:
            raise Error('CRC error, computed %x, read %x' % (computed, stored))
        self.crc = 0

    def read(self, *n):
        """Read the data, or at most n bytes of it."""
        if self.state != _HEADER:
            raise Error('Read data at wrong time')
        size = min([self.dlen] + list(n))
        self.dlen -= size
        return self._read(size)

    def close_data(self):
        """Skip the data that are left."""
        if self.state != _HEADER:
            raise Error('close_data at wrong time')
        self._read(self.dlen)
        self._checkcrc()
        self.state = _DATA

    def read_rsrc(self, *n):
        """Read the resource fork, or at most n bytes of it."""
        if self.state == _HEADER:
            self.close_data()
        if self.state != _DATA:
            raise Error('Read resource data at wrong time')
        size = min([self.rlen] + list(n))
        self.rlen -= size
        return self._read(size)

    def close(self):
        if self.state is None:
            return
        if self.rlen:
            self.read_rsrc(self.rlen)
        self._checkcrc()
        self.state = None


def hexbin(inp, out):
    """Make a file of a text, both given by name; without one, it gets the name that is in the text."""
    decoder = HexBin(inp)
    with open(out or decoder.FName, 'wb') as file:
        for data in iter(lambda: decoder.read(128000), ''):
            file.write(data)
    decoder.close_data()
    # There is nowhere to put it.
    decoder.read_rsrc()
    decoder.close()
