"""WAV files of samples that are not compressed.

    w = wave.open('file.wav', 'rb'); w.getnchannels(); w.readframes(n)
    w = wave.open('file.wav', 'wb'); w.setparams((2, 2, 44100, 0, 'NONE', '')); w.writeframes(data)
"""

import struct
import sys
from chunk import Chunk
from _sound_files import SoundReader, SoundWriter, opener

__all__ = ['open', 'openfp', 'Error']

WAVE_FORMAT_PCM = 1

# All in front of the samples, when this module writes a file; sizes stand at 4 and 40.
_HEADER = struct.Struct('<4sL4s4sLHHLLHH4sL')
_AFTER_SIZE = _HEADER.size - 8


class Error(Exception):
    """A file is not as it should be, or not used as it should be."""


def _reordered(data, width):
    """Samples in the other byte order, on machines whose order is not that of the files."""
    if sys.byteorder == 'little' or width == 1:
        return data
    swapped = bytearray(data)
    for place in range(width):
        swapped[place::width] = data[width - 1 - place::width]
    return str(swapped)


class Wave_read(SoundReader):
    """A file to read."""

    error = Error

    def initfp(self, file):
        self._file = Chunk(file, bigendian=False)
        if self._file.getname() != 'RIFF':
            raise Error('file does not start with RIFF id')
        if self._file.read(4) != 'WAVE':
            raise Error('not a WAVE file')
        self._data_chunk = None
        self._seek_needed = False
        while self._data_chunk is None:
            try:
                chunk = Chunk(self._file, bigendian=False)
            except EOFError:
                raise Error('fmt chunk and/or data chunk missing')
            if chunk.getname() == 'fmt ':
                self._read_fmt_chunk(chunk)
            if chunk.getname() != 'data':
                chunk.skip()
            elif not self._nchannels:
                raise Error('data chunk before fmt chunk')
            else:
                self._data_chunk = chunk
        self._nframes = self._data_chunk.chunksize // self._framesize

    def _read_fmt_chunk(self, chunk):
        kind, channels, self._framerate, _bytes, _align = struct.unpack('<HHLLH', chunk.read(14))
        if kind != WAVE_FORMAT_PCM:
            raise Error('unknown format: %r' % (kind,))
        bits, = struct.unpack('<H', chunk.read(2))
        self._sampwidth = (bits + 7) // 8
        if not self._sampwidth:
            raise Error('bad sample width')
        if not channels:
            raise Error('bad # of channels')
        self._nchannels = channels
        self._framesize = channels * self._sampwidth

    def _moved(self):
        self._seek_needed = True

    def readframes(self, nframes):
        """Up to so many frames, as bytes."""
        if self._seek_needed:
            self._data_chunk.seek(self._soundpos * self._framesize)
            self._seek_needed = False
        if nframes == 0:
            return ''
        data = self._data_chunk.read(nframes * self._framesize)
        self._soundpos += len(data) // self._framesize
        return _reordered(data, self._sampwidth)


class Wave_write(SoundWriter):
    """A file to write."""

    error = Error

    def setmark(self, id, pos, name):
        raise Error('setmark() not supported')

    def _encoded(self, data):
        return _reordered(data, self._sampwidth)

    def _write_header(self, initlength):
        framesize = self._nchannels * self._sampwidth
        self._nframes = self._nframes or initlength // framesize
        self._datalength = self._nframes * framesize
        self._remember_start()
        self._file.write(_HEADER.pack(
            'RIFF', _AFTER_SIZE + self._datalength, 'WAVE',
            'fmt ', 16, WAVE_FORMAT_PCM, self._nchannels, self._framerate, self._framerate * framesize, framesize,
            self._sampwidth * 8,
            'data', self._datalength))

    def _patchheader(self):
        size = struct.Struct('<L').pack
        self._patch([(4, size(_AFTER_SIZE + self._datawritten)), (40, size(self._datawritten))])


open = openfp = opener(Wave_read, Wave_write, Error)
