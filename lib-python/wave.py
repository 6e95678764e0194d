"""WAV files of samples that are not compressed.

    w = wave.open('file.wav', 'rb'); w.getnchannels(); w.readframes(n)
    w = wave.open('file.wav', 'wb'); w.setparams((2, 2, 44100, 0, 'NONE', '')); w.writeframes(data)
"""

import __builtin__
import array
import struct
import sys

from chunk import Chunk

__all__ = ['open', 'openfp', 'Error', 'Wave_read', 'Wave_write']


class Error(Exception):
    pass


WAVE_FORMAT_PCM = 0x0001
_array_fmts = None, 'b', 'h', None, 'i'


def _swapped(data, width):
    """Samples in the other byte order, on machines whose order is not that of the files."""
    if sys.byteorder == 'big' and width > 1:
        samples = array.array(_array_fmts[width], data)
        samples.byteswap()
        return samples.tostring()
    return data


class Wave_read:
    """A file to read from."""

    def __init__(self, f):
        self._i_opened_the_file = None
        if isinstance(f, basestring):
            f = __builtin__.open(f, 'rb')
            self._i_opened_the_file = f
        try:
            self._start(f)
        except:
            if self._i_opened_the_file:
                f.close()
            raise

    def __del__(self):
        self.close()

    def _start(self, f):
        self._convert = None
        self._soundpos = 0
        self._file = Chunk(f, bigendian=0)
        if self._file.getname() != 'RIFF':
            raise Error('file does not start with RIFF id')
        if self._file.read(4) != 'WAVE':
            raise Error('not a WAVE file')
        self._fmt_chunk_read = 0
        self._data_chunk = None
        while True:
            self._data_seek_needed = 1
            try:
                chunk = Chunk(self._file, bigendian=0)
            except EOFError:
                break
            name = chunk.getname()
            if name == 'fmt ':
                self._read_format(chunk)
                self._fmt_chunk_read = 1
            elif name == 'data':
                if not self._fmt_chunk_read:
                    raise Error('data chunk before fmt chunk')
                self._data_chunk = chunk
                self._nframes = chunk.chunksize // self._framesize
                self._data_seek_needed = 0
                break
            chunk.skip()
        if not self._fmt_chunk_read or not self._data_chunk:
            raise Error('fmt chunk and/or data chunk missing')

    def _read_format(self, chunk):
        format, self._nchannels, self._framerate, rate, align = struct.unpack('<HHLLH', chunk.read(14))
        if format != WAVE_FORMAT_PCM:
            raise Error('unknown format: %r' % (format,))
        bits = struct.unpack('<H', chunk.read(2))[0]
        self._sampwidth = (bits + 7) // 8
        if not self._sampwidth:
            raise Error('bad sample width')
        if not self._nchannels:
            raise Error('bad # of channels')
        self._framesize = self._nchannels * self._sampwidth
        self._comptype = 'NONE'
        self._compname = 'not compressed'

    def getfp(self):
        return self._file

    def rewind(self):
        self._data_seek_needed = 1
        self._soundpos = 0

    def close(self):
        self._file = None
        f, self._i_opened_the_file = self._i_opened_the_file, None
        if f:
            f.close()

    def tell(self):
        return self._soundpos

    def getnchannels(self):
        return self._nchannels

    def getnframes(self):
        return self._nframes

    def getsampwidth(self):
        return self._sampwidth

    def getframerate(self):
        return self._framerate

    def getcomptype(self):
        return self._comptype

    def getcompname(self):
        return self._compname

    def getparams(self):
        return (self._nchannels, self._sampwidth, self._framerate, self._nframes, self._comptype,
                self._compname)

    def getmarkers(self):
        return None

    def getmark(self, id):
        raise Error('no marks')

    def setpos(self, pos):
        if not 0 <= pos <= self._nframes:
            raise Error('position not in range')
        self._soundpos = pos
        self._data_seek_needed = 1

    def readframes(self, nframes):
        """Up to so many frames, as bytes."""
        if self._data_seek_needed:
            self._data_chunk.seek(self._soundpos * self._framesize, 0)
            self._data_seek_needed = 0
        if nframes == 0:
            return ''
        data = self._data_chunk.read(nframes * self._framesize)
        self._soundpos += len(data) // self._framesize
        return _swapped(data, self._sampwidth)


class Wave_write:
    """A file to write to: its parameters are set before the first frames."""

    def __init__(self, f):
        self._i_opened_the_file = None
        if isinstance(f, basestring):
            f = __builtin__.open(f, 'wb')
            self._i_opened_the_file = f
        self._file = f
        self._nchannels = self._sampwidth = self._framerate = self._nframes = 0
        self._nframeswritten = self._datawritten = self._datalength = 0
        self._headerwritten = False

    def __del__(self):
        self.close()

    def _check_start(self):
        if self._datawritten:
            raise Error('cannot change parameters after starting to write')

    def setnchannels(self, nchannels):
        self._check_start()
        if nchannels < 1:
            raise Error('bad # of channels')
        self._nchannels = nchannels

    def getnchannels(self):
        if not self._nchannels:
            raise Error('number of channels not set')
        return self._nchannels

    def setsampwidth(self, sampwidth):
        self._check_start()
        if not 1 <= sampwidth <= 4:
            raise Error('bad sample width')
        self._sampwidth = sampwidth

    def getsampwidth(self):
        if not self._sampwidth:
            raise Error('sample width not set')
        return self._sampwidth

    def setframerate(self, framerate):
        self._check_start()
        if framerate <= 0:
            raise Error('bad frame rate')
        self._framerate = framerate

    def getframerate(self):
        if not self._framerate:
            raise Error('frame rate not set')
        return self._framerate

    def setnframes(self, nframes):
        self._check_start()
        self._nframes = nframes

    def getnframes(self):
        return self._nframeswritten

    def setcomptype(self, comptype, compname):
        self._check_start()
        if comptype not in ('NONE',):
            raise Error('unsupported compression type')
        self._comptype = comptype
        self._compname = compname

    def getcomptype(self):
        return self._comptype

    def getcompname(self):
        return self._compname

    def setparams(self, params):
        nchannels, sampwidth, framerate, nframes, comptype, compname = params
        self._check_start()
        self.setnchannels(nchannels)
        self.setsampwidth(sampwidth)
        self.setframerate(framerate)
        self.setnframes(nframes)
        self.setcomptype(comptype, compname)

    def getparams(self):
        if not self._nchannels or not self._sampwidth or not self._framerate:
            raise Error('not all parameters set')
        return (self._nchannels, self._sampwidth, self._framerate, self._nframes, self._comptype,
                self._compname)

    def setmark(self, id, pos, name):
        raise Error('setmark() not supported')

    def getmark(self, id):
        raise Error('no marks')

    def getmarkers(self):
        return None

    def tell(self):
        return self._nframeswritten

    def writeframesraw(self, data):
        """Write frames; the header is put right later."""
        if not self._headerwritten:
            if not self._nchannels:
                raise Error('# channels not specified')
            if not self._sampwidth:
                raise Error('sample width not specified')
            if not self._framerate:
                raise Error('sampling rate not specified')
            self._write_header(len(data))
        self._file.write(_swapped(data, self._sampwidth))
        self._datawritten += len(data)
        self._nframeswritten += len(data) // (self._sampwidth * self._nchannels)

    def writeframes(self, data):
        """Write frames, and put the header right."""
        self.writeframesraw(data)
        if self._datalength != self._datawritten:
            self._patchheader()

    def close(self):
        try:
            if self._file:
                if not self._headerwritten and self._nchannels and self._sampwidth and self._framerate:
                    self._write_header(0)
                if self._datalength != self._datawritten:
                    self._patchheader()
                self._file.flush()
        finally:
            self._file = None
            f, self._i_opened_the_file = self._i_opened_the_file, None
            if f:
                f.close()

    def _write_header(self, initlength):
        assert not self._headerwritten
        size = self._nchannels * self._sampwidth
        if not self._nframes:
            self._nframes = initlength // size
        self._datalength = self._nframes * size
        try:
            self._start_position = self._file.tell()
        except (AttributeError, IOError):
            self._start_position = None
        self._file.write(struct.pack('<4sL4s4sLHHLLHH4sL', 'RIFF', 36 + self._datalength, 'WAVE', 'fmt ', 16,
                                     WAVE_FORMAT_PCM, self._nchannels, self._framerate,
                                     self._framerate * size, size, self._sampwidth * 8, 'data',
                                     self._datalength))
        self._headerwritten = True

    def _patchheader(self):
        if self._datawritten == self._datalength or self._start_position is None:
            return
        here = self._file.tell()
        self._file.seek(self._start_position + 4, 0)
        self._file.write(struct.pack('<L', 36 + self._datawritten))
        self._file.seek(self._start_position + 40, 0)
        self._file.write(struct.pack('<L', self._datawritten))
        self._file.seek(here, 0)
        self._datalength = self._datawritten


def open(f, mode=None):
    """A Wave_read or Wave_write, by the mode 'rb' or 'wb'."""
    if mode is None:
        mode = getattr(f, 'mode', 'rb')
    if mode in ('r', 'rb'):
        return Wave_read(f)
    if mode in ('w', 'wb'):
        return Wave_write(f)
    raise Error("mode must be 'r', 'rb', 'w', or 'wb'")


openfp = open
