"""Files of samples in Apple's formats: AIFF, and AIFF-C, which may be compressed (here by u-law).

    a = aifc.open('file.aiff', 'rb'); a.getnchannels(); a.readframes(n); a.getmarkers()
    a = aifc.open('file.aifc', 'wb'); a.setparams((2, 2, 44100, 0, 'NONE', '')); a.writeframes(data)

Names that end in .aiff are written as AIFF if aifc() is not called.
"""

import math
import struct
from chunk import Chunk
from _sound_files import SoundReader, SoundWriter, opener

__all__ = ['Error', 'open', 'openfp']

_AIFC_version = 0xA2805140L
_HUGE_VAL = 1.79769313486231e+308

_COMPRESSIONS = {'NONE': 'not compressed', 'ULAW': '', 'ulaw': '', 'ALAW': '', 'alaw': '', 'G722': ''}
_ULAW = ('ulaw', 'ULAW')


class Error(Exception):
    """A file is not as it should be, or not used as it should be."""


def _number_functions(layout):
    size = struct.calcsize(layout)

    def read(file):
        try:
            return struct.unpack(layout, file.read(size))[0]
        except struct.error:
            raise EOFError

    def write(file, number):
        file.write(struct.pack(layout, number))
    return read, write


_read_long, _write_long = _number_functions('>l')
_read_ulong, _write_ulong = _number_functions('>L')
_read_short, _write_short = _number_functions('>h')
_read_ushort, _write_ushort = _number_functions('>H')


# Texts have their length before them, and a zero byte behind if that makes them even.

def _read_string(file):
    length = ord(file.read(1))
    text = file.read(length)
    if length % 2 == 0:
        file.read(1)
    return text


def _write_string(file, text):
    if len(text) > 255:
        raise ValueError('string exceeds maximum pstring length')
    file.write(chr(len(text)) + text + ('' if len(text) % 2 else '\0'))


# Floats have 80 bits: the sign, an exponent of 15 bits and a fraction of 64, whose highest bit is written.

_BIAS = 16383
_NO_NUMBER = 0x7FFF


def _read_float(file):
    head = _read_short(file)
    fraction = _read_ulong(file) << 32 | _read_ulong(file)
    exponent = head & _NO_NUMBER
    if exponent == _NO_NUMBER:
        number = _HUGE_VAL
    else:
        number = math.ldexp(float(fraction), exponent - _BIAS - 63) if fraction else 0.0
    return -number if head < 0 else number


def _write_float(file, number):
    sign = 0x8000 if number < 0 else 0
    part, exponent = math.frexp(abs(number))
    if number == 0:
        head, fraction = 0, 0
    elif not part < 1:                # infinity or no number
        head, fraction = _NO_NUMBER, 0
    else:
        head, fraction = exponent + _BIAS - 1, int(math.ldexp(part, 64))
        if head < 0:
            head, fraction = 0, fraction >> -head
    _write_ushort(file, sign | head)
    _write_ulong(file, fraction >> 32)
    _write_ulong(file, fraction & 0xFFFFFFFF)


def _ulaw(name, data):
    import _ulaw as codec
    return getattr(codec, name)(data, 2)


class _Marked:
    """Marks, in the order of the file: (id, place, name)."""

    error = Error
    closes_given = True

    def getmarkers(self):
        return self._markers or None

    def getmark(self, id):
        for marker in self._markers:
            if marker[0] == id:
                return marker
        raise Error('marker %r does not exist' % (id,))


class Aifc_read(_Marked, SoundReader):
    """A file to read."""

    _compressed = False
    _seek_needed = False

    def initfp(self, file):
        self._file = file
        self._version = 0
        self._markers = []
        form = Chunk(file)
        if form.getname() != 'FORM':
            raise Error('file does not start with FORM id')
        kind = form.read(4)
        if kind not in ('AIFF', 'AIFC'):
            raise Error('not an AIFF or AIFF-C file')
        self._aifc = kind == 'AIFC'
        described, self._data_chunk = False, None
        while True:
            try:
                chunk = Chunk(file)
            except EOFError:
                break
            name = chunk.getname()
            if name == 'COMM':
                self._read_comm_chunk(chunk)
                described = True
            elif name == 'SSND':
                self._data_chunk = chunk
                # An offset and a block size, which are not used.
                chunk.read(8)
            elif name == 'FVER':
                self._version = _read_ulong(chunk)
            elif name == 'MARK':
                self._readmark(chunk)
            chunk.skip()
        if not described or self._data_chunk is None:
            raise Error('COMM chunk and/or SSND chunk missing')
        self._seek_needed = True

    def _read_comm_chunk(self, chunk):
        self._nchannels = _read_short(chunk)
        self._nframes = _read_long(chunk)
        self._sampwidth = (_read_short(chunk) + 7) // 8
        self._framerate = int(_read_float(chunk))
        self._framesize = self._nchannels * self._sampwidth
        if not self._aifc:
            return
        # Some programs do not count the compression in the chunk's size.
        short = chunk.chunksize == 18
        if short:
            print 'Warning: bad COMM chunk size'
            chunk.chunksize = 23
        self._comptype = chunk.read(4)
        if short:
            length = ord(chunk.file.read(1))
            chunk.chunksize += length | 1
            chunk.file.seek(-1, 1)
        self._compname = _read_string(chunk)
        if self._comptype == 'NONE':
            return
        if self._comptype not in _ULAW:
            raise Error('unsupported compression type')
        self._sampwidth = 2
        self._compressed = True
        self._framesize = self._nchannels

    def _readmark(self, chunk):
        count = _read_short(chunk)
        try:
            for _number in range(count):
                mark, place, name = _read_short(chunk), _read_long(chunk), _read_string(chunk)
                # Marks without a place or a name mean nothing.
                if place or name:
                    self._markers.append((mark, place, name))
        except (EOFError, TypeError):
            print 'Warning: MARK chunk contains only %s marker%s instead of %s' % (
                len(self._markers), '' if len(self._markers) == 1 else 's', count)

    def _moved(self):
        self._seek_needed = True

    def readframes(self, nframes):
        """Up to so many frames, as bytes."""
        if self._seek_needed:
            self._data_chunk.seek(8 + self._soundpos * self._framesize)
            self._seek_needed = False
        if nframes == 0:
            return ''
        data = self._data_chunk.read(nframes * self._framesize)
        if self._compressed and data:
            data = _ulaw('decode', data)
        self._soundpos += len(data) // (self._nchannels * self._sampwidth)
        return data


class Aifc_write(_Marked, SoundWriter):
    """A file to write."""

    comptype_names = _COMPRESSIONS
    missing_messages = (('nchannels', '# channels not specified'), ('sampwidth', 'sample width not specified'),
                        ('framerate', 'sampling rate not specified'))

    def __init__(self, f):
        self._as_aiff = isinstance(f, basestring) and f.endswith('.aiff')
        self._markers = []
        SoundWriter.__init__(self, f)

    def aiff(self):
        """Chooses AIFF, before anything is written."""
        self._choose(True)

    def aifc(self):
        self._choose(False)

    def _choose(self, as_aiff):
        if self._datawritten:
            raise Error('cannot change parameters after starting to write')
        self._as_aiff = as_aiff

    def setparams(self, params):
        if params[4] not in _COMPRESSIONS:
            raise Error('unsupported compression type')
        SoundWriter.setparams(self, params)

    def setmark(self, id, pos, name):
        if id <= 0:
            raise Error('marker ID must be > 0')
        if pos < 0:
            raise Error('marker position must be >= 0')
        if not isinstance(name, str):
            raise Error('marker name must be a string')
        for index, marker in enumerate(self._markers):
            if marker[0] == id:
                self._markers[index] = id, pos, name
                return
        self._markers.append((id, pos, name))

    def _encoded(self, data):
        return _ulaw('encode', data) if self._comptype in _ULAW else data

    def _ensure_header(self, size):
        if not self._headerwritten and self._comptype != 'NONE':
            self._sampwidth = self._sampwidth or 2
            if self._sampwidth != 2:
                raise Error('sample width must be 2 when compressing with ulaw/ULAW, alaw/ALAW or G7.22 (ADPCM)')
            if self._comptype not in _ULAW:
                raise Error('unsupported compression type')
        SoundWriter._ensure_header(self, size)

    def _write_header(self, size):
        framesize = self._nchannels * self._sampwidth
        self._nframes = self._nframes or size // framesize
        stored = self._nchannels if self._comptype in _ULAW else framesize
        self._datalength = self._nframes * stored
        self._remember_start()
        head = struct.pack('>4sL4s', 'FORM', self._form_size(), 'AIFF' if self._as_aiff else 'AIFC')
        if not self._as_aiff:
            head += struct.pack('>4sLL', 'FVER', 4, _AIFC_version)
        head += struct.pack('>4sLh', 'COMM', 18 + len(self._compression()), self._nchannels)
        self._frames_at = len(head)
        self._file.write(head)
        _write_ulong(self._file, self._nframes)
        _write_short(self._file, 8 if self._comptype in ('ULAW', 'ulaw', 'ALAW', 'alaw') else self._sampwidth * 8)
        _write_float(self._file, self._framerate)
        self._file.write(self._compression() + 'SSND')
        self._size_at = self._frames_at + 4 + 2 + 10 + len(self._compression()) + 4
        self._file.write(struct.pack('>LLL', self._datalength + 8, 0, 0))

    def _compression(self):
        if self._as_aiff:
            return ''
        name = self._compname
        return self._comptype + chr(len(name)) + name + ('' if len(name) % 2 else '\0')

    def _form_size(self, extra=0):
        """What follows the form's size: its kind, the version, the description, the samples, more."""
        version = 0 if self._as_aiff else 12
        return 4 + version + 8 + 18 + len(self._compression()) + 16 + self._datalength + self._datalength % 2 + extra

    def _finish(self):
        if self._datawritten % 2:
            self._file.write('\0')
        extra = self._write_markers()
        if self._datalength != self._datawritten or self._nframes != self._nframeswritten or extra:
            self._patchheader(extra)

    def _write_markers(self):
        if not self._markers:
            return 0
        body = struct.pack('>h', len(self._markers))
        for mark, place, name in self._markers:
            body += struct.pack('>hL', mark, place) + chr(len(name)) + name + ('' if len(name) % 2 else '\0')
        self._file.write(struct.pack('>4sL', 'MARK', len(body)) + body)
        return 8 + len(body)

    def _patchheader(self, extra=0):
        self._datalength = self._datawritten
        changes = [(4, struct.pack('>L', self._form_size(extra))),
                   (self._frames_at, struct.pack('>L', self._nframeswritten)),
                   (self._size_at, struct.pack('>L', self._datawritten + 8))]
        self._patch(changes)
        self._nframes = self._nframeswritten


open = openfp = opener(Aifc_read, Aifc_write, Error)
