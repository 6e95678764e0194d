"""What files of samples have in common, under wave and its like: parameters, a position, a file that may be ours."""

import __builtin__


class SoundFile:
    """A file to read or write, by name or open. Classes have an error class; initfp() starts with an open file."""

    error = None
    file_mode = None
    closes_given = False      # whether open files that are given are closed, too
    comptype_names = {'NONE': 'not compressed'}
    _file = None
    _own_file = None
    _nchannels = _sampwidth = _framerate = _nframes = 0
    _comptype, _compname = 'NONE', 'not compressed'

    def __init__(self, f):
        opened = isinstance(f, basestring)
        if opened:
            f = __builtin__.open(f, self.file_mode)
        try:
            self.initfp(f)
        except:
            if opened:
                f.close()
            raise
        if opened or self.closes_given:
            self._own_file = f

    def __del__(self):
        self.close()

    def _let_go(self):
        own, self._file, self._own_file = self._own_file, None, None
        if own is not None:
            own.close()

    def getcomptype(self):
        return self._comptype

    def getcompname(self):
        return self._compname

    def getparams(self):
        return (self.getnchannels(), self.getsampwidth(), self.getframerate(), self.getnframes(), self.getcomptype(),
                self.getcompname())

    def getmarkers(self):
        return None

    def getmark(self, id):
        raise self.error('no marks')


class SoundReader(SoundFile):
    """A file to read. _read_at() gives stored frames from the place that tell() says, or goes on without a seek."""

    file_mode = 'rb'
    _soundpos = 0

    def close(self):
        self._let_go()

    def getfp(self):
        return self._file

    def getnchannels(self):
        return self._nchannels

    def getsampwidth(self):
        return self._sampwidth

    def getframerate(self):
        return self._framerate

    def getnframes(self):
        return self._nframes

    def tell(self):
        return self._soundpos

    def rewind(self):
        self.setpos(0)

    def setpos(self, pos):
        if not 0 <= pos <= self._nframes:
            raise self.error('position not in range')
        self._soundpos = pos
        self._moved()

    def _moved(self):
        """The next frames are read elsewhere."""


class SoundWriter(SoundFile):
    """A file to write: parameters are set, then frames are written. Classes have _write_header(), given the size of the
    first frames, and _patchheader(), for headers that told wrong sizes."""

    file_mode = 'wb'
    _nframeswritten = 0
    _datawritten = 0          # bytes that were written
    _datalength = 0           # bytes that the header tells of
    _headerwritten = False

    # What is wrong with values of parameters, and what one is told who asks for, or needs, one that was not set.
    bad = {'nchannels': lambda count: count < 1, 'sampwidth': lambda width: not 1 <= width <= 4,
           'framerate': lambda rate: rate <= 0}
    bad_messages = {'nchannels': 'bad # of channels', 'sampwidth': 'bad sample width', 'framerate': 'bad frame rate',
                    'nframes': 'bad # of frames'}
    unset_messages = {'nchannels': 'number of channels not set', 'sampwidth': 'sample width not set',
                      'framerate': 'frame rate not set'}
    missing_messages = (('nchannels', '# channels not specified'), ('sampwidth', 'sample width not specified'),
                        ('framerate', 'sampling rate not specified'))

    def initfp(self, file):
        self._file = file

    def _unwritten(self):
        if self._datawritten:
            raise self.error('cannot change parameters after starting to write')

    def _set(self, parameter, value):
        self._unwritten()
        if parameter in self.bad and self.bad[parameter](value):
            raise self.error(self.bad_messages[parameter])
        setattr(self, '_' + parameter, value)

    def _get(self, parameter):
        value = getattr(self, '_' + parameter)
        if not value:
            raise self.error(self.unset_messages[parameter])
        return value

    def setnchannels(self, nchannels):
        self._set('nchannels', nchannels)

    def getnchannels(self):
        return self._get('nchannels')

    def setsampwidth(self, sampwidth):
        self._set('sampwidth', sampwidth)

    def getsampwidth(self):
        return self._get('sampwidth')

    def setframerate(self, framerate):
        self._set('framerate', framerate)

    def getframerate(self):
        return self._get('framerate')

    def setnframes(self, nframes):
        self._set('nframes', nframes)

    def getnframes(self):
        return self._nframeswritten

    def setcomptype(self, comptype, compname):
        self._unwritten()
        if comptype not in self.comptype_names:
            raise self.error('unsupported compression type')
        self._comptype, self._compname = comptype, compname

    def setparams(self, params):
        nchannels, sampwidth, framerate, nframes, comptype, compname = params
        self._unwritten()
        self.setnchannels(nchannels)
        self.setsampwidth(sampwidth)
        self.setframerate(framerate)
        self.setnframes(nframes)
        self.setcomptype(comptype, compname)

    def _all_set(self):
        return self._nchannels and self._sampwidth and self._framerate

    def getparams(self):
        if not self._all_set():
            raise self.error('not all parameters set')
        return (self._nchannels, self._sampwidth, self._framerate, self._nframes, self._comptype, self._compname)

    def tell(self):
        return self._nframeswritten

    def _encoded(self, data):
        """Samples as the file stores them."""
        return data

    def _ensure_header(self, size):
        if self._headerwritten:
            return
        for parameter, message in self.missing_messages:
            if not getattr(self, '_' + parameter):
                raise self.error(message)
        self._write_header(size)
        self._headerwritten = True

    def writeframesraw(self, data):
        """Writes frames; the header is put right later."""
        self._ensure_header(len(data))
        count = len(data) // (self._sampwidth * self._nchannels)
        data = self._encoded(data)
        self._file.write(data)
        self._datawritten += len(data)
        self._nframeswritten += count

    def writeframes(self, data):
        """Writes frames, and puts the header right."""
        self.writeframesraw(data)
        self._correct()

    def _correct(self):
        if self._datalength != self._datawritten:
            self._patchheader()

    def _remember_start(self):
        """Where the header begins, None in files that cannot tell."""
        try:
            self._start_position = self._file.tell()
        except (AttributeError, IOError):
            self._start_position = None

    def _patch(self, changes):
        """Writes over bytes of the header: pairs of places and bytes."""
        if self._start_position is None:
            return
        here = self._file.tell()
        for place, data in changes:
            self._file.seek(self._start_position + place, 0)
            self._file.write(data)
        self._file.seek(here, 0)
        self._datalength = self._datawritten

    def close(self):
        """Writes what the file lacks; an error if its parameters were not set."""
        try:
            if self._file is not None:
                self._ensure_header(0)
                self._finish()
                self._file.flush()
        finally:
            self._let_go()

    def _finish(self):
        self._correct()


def opener(reader, writer, error):
    """The function open() of a module."""
    def open(f, mode=None):
        """A file to read or to write, by the mode 'rb' or 'wb'."""
        mode = mode or getattr(f, 'mode', 'rb')
        if mode in ('r', 'rb'):
            return reader(f)
        if mode in ('w', 'wb'):
            return writer(f)
        raise error("mode must be 'r', 'rb', 'w', or 'wb'")
    return open
