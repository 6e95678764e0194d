"""Files of samples of Sun and NeXT (.au).

    a = sunau.open('file.au', 'rb'); a.getnchannels(); a.readframes(n)
    a = sunau.open('file.au', 'wb'); a.setparams((2, 2, 44100, 0, 'NONE', '')); a.writeframes(data)
"""

import struct
from _sound_files import SoundFile, SoundReader, SoundWriter, opener

AUDIO_FILE_MAGIC = 0x2E736E64
(AUDIO_FILE_ENCODING_MULAW_8, AUDIO_FILE_ENCODING_LINEAR_8, AUDIO_FILE_ENCODING_LINEAR_16, AUDIO_FILE_ENCODING_LINEAR_24,
 AUDIO_FILE_ENCODING_LINEAR_32, AUDIO_FILE_ENCODING_FLOAT, AUDIO_FILE_ENCODING_DOUBLE) = range(1, 8)
(AUDIO_FILE_ENCODING_ADPCM_G721, AUDIO_FILE_ENCODING_ADPCM_G722, AUDIO_FILE_ENCODING_ADPCM_G723_3,
 AUDIO_FILE_ENCODING_ADPCM_G723_5, AUDIO_FILE_ENCODING_ALAW_8) = range(23, 28)

# The size in headers of files that were written without knowing it.
AUDIO_UNKNOWN_SIZE = 0xFFFFFFFFL

# Bytes of a sample in the file and as it is read.
_WIDTHS = {AUDIO_FILE_ENCODING_MULAW_8: (1, 2), AUDIO_FILE_ENCODING_ALAW_8: (1, 2), AUDIO_FILE_ENCODING_LINEAR_8: (1, 1),
           AUDIO_FILE_ENCODING_LINEAR_16: (2, 2), AUDIO_FILE_ENCODING_LINEAR_24: (3, 3),
           AUDIO_FILE_ENCODING_LINEAR_32: (4, 4)}
_LINEAR = {1: AUDIO_FILE_ENCODING_LINEAR_8, 2: AUDIO_FILE_ENCODING_LINEAR_16, 4: AUDIO_FILE_ENCODING_LINEAR_32}
_COMPRESSIONS = {AUDIO_FILE_ENCODING_MULAW_8: ('ULAW', 'CCITT G.711 u-law'),
                 AUDIO_FILE_ENCODING_ALAW_8: ('ALAW', 'CCITT G.711 A-law')}

# Magic, size of the header, of the data, encoding, frames a second, channels; a text follows.
_HEADER = struct.Struct('>6L')


class Error(Exception):
    """A file is not as it should be, or not used as it should be."""


class Au_read(SoundReader):
    """A file to read."""

    error = Error

    def initfp(self, file):
        self._file = file
        magic, = struct.unpack('>L', self._exactly(4))
        if magic != AUDIO_FILE_MAGIC:
            raise Error('bad magic number')
        header_size, = struct.unpack('>L', self._exactly(4))
        if header_size < _HEADER.size:
            raise Error('header size too small')
        if header_size > 100:
            raise Error('header size ridiculously large')
        size, self._encoding, self._framerate, self._nchannels = struct.unpack('>4L', self._exactly(16))
        if self._encoding not in _WIDTHS:
            raise Error('encoding not (yet) supported')
        stored, self._sampwidth = _WIDTHS[self._encoding]
        self._framesize = stored * self._nchannels
        self._comptype, self._compname = _COMPRESSIONS.get(self._encoding, (self._comptype, self._compname))
        self._info = file.read(header_size - _HEADER.size).partition('\0')[0]
        self._nframes = AUDIO_UNKNOWN_SIZE if size == AUDIO_UNKNOWN_SIZE else size // self._framesize
        try:
            self._data_start = file.tell()
        except (AttributeError, IOError):
            self._data_start = None

    def _exactly(self, size):
        data = self._file.read(size)
        if len(data) < size:
            raise EOFError
        return data

    def _moved(self):
        if self._data_start is None:
            raise IOError('cannot seek')
        self._file.seek(self._data_start + self._soundpos * self._framesize)

    def readframes(self, nframes):
        """Up to so many frames, as bytes."""
        if nframes == AUDIO_UNKNOWN_SIZE:
            data = self._file.read()
        else:
            data = self._file.read(nframes * self._framesize)
        self._soundpos += len(data) // self._framesize
        if self._encoding == AUDIO_FILE_ENCODING_MULAW_8:
            import _ulaw
            data = _ulaw.decode(data, self._sampwidth)
        return data


class Au_write(SoundWriter):
    """A file to write."""

    error = Error
    comptype_names = {'NONE': 'not compressed', 'ULAW': 'CCITT G.711 u-law'}
    bad = {'nchannels': lambda count: count not in (1, 2, 4), 'sampwidth': lambda width: width not in (1, 2, 4),
           'nframes': lambda count: count < 0}
    bad_messages = dict(SoundWriter.bad_messages, nchannels='only 1, 2, or 4 channels supported')
    unset_messages = dict(SoundWriter.unset_messages, sampwidth='sample width not specified')
    missing_messages = (('nchannels', '# of channels not specified'), ('sampwidth', 'sample width not specified'),
                        ('framerate', 'frame rate not specified'))
    _info = ''

    def setcomptype(self, type, name):
        if type not in self.comptype_names:
            raise Error('unknown compression type')
        self._comptype, self._compname = type, self.comptype_names[type]

    def getparams(self):
        return SoundFile.getparams(self)

    def _encoded(self, data):
        if self._comptype == 'ULAW':
            import _ulaw
            data = _ulaw.encode(data, self._sampwidth)
        return data

    def _write_header(self, size):
        if self._comptype == 'ULAW':
            encoding, stored = AUDIO_FILE_ENCODING_MULAW_8, 1
        else:
            encoding, stored = _LINEAR[self._sampwidth], self._sampwidth
        self._remember_start()
        self._datalength = AUDIO_UNKNOWN_SIZE
        if self._nframes:
            self._datalength = self._nframes * stored * self._nchannels
        text = self._info + '\0' * (8 - len(self._info) % 8)
        self._file.write(_HEADER.pack(AUDIO_FILE_MAGIC, _HEADER.size + len(text), self._datalength, encoding,
                                      self._framerate, self._nchannels) + text)

    def _patchheader(self):
        self._patch([(8, struct.pack('>L', self._datawritten))])


open = openfp = opener(Au_read, Au_write, Error)
