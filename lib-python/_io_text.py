"""Streams of unicode: in memory, and as a coat of streams of bytes."""

from operator import index

from _io_base import _TextIOBase, check_state, number


class IncrementalNewlineDecoder(object):
    """Translates ends of lines to \\n, and remembers which it saw."""

    def __init__(self, decoder, translate, errors='strict'):
        self._decoder, self._translate, self.errors = decoder, translate, errors
        self._held_return, self._seen = False, 0

    def decode(self, input, final=False):
        text = self._decoder.decode(input, final=final) if self._decoder is not None else input
        if self._held_return and (text or final):
            text, self._held_return = u'\r' + text, False
        # A return at the end may be half of an end of line.
        if text.endswith(u'\r') and not final:
            text, self._held_return = text[:-1], True
        both = text.count(u'\r\n')
        if u'\n' in text or u'\r' in text:
            self._seen |= ((text.count(u'\r') > both) and 1) | ((text.count(u'\n') > both) and 2) | (both and 4)
            if self._translate:
                text = text.replace(u'\r\n', u'\n').replace(u'\r', u'\n')
        return text

    def getstate(self):
        held, flag = self._decoder.getstate() if self._decoder is not None else (b'', 0)
        return held, flag << 1 | self._held_return

    def setstate(self, state):
        held, flag = state
        self._held_return = bool(flag & 1)
        if self._decoder is not None:
            self._decoder.setstate((held, flag >> 1))

    def reset(self):
        self._seen, self._held_return = 0, False
        if self._decoder is not None:
            self._decoder.reset()

    @property
    def newlines(self):
        seen = tuple(end for bit, end in ((1, '\r'), (2, '\n'), (4, '\r\n')) if self._seen & bit)
        # As CPython has it: one as unicode, several as strs.
        return None if not seen else unicode(seen[0]) if len(seen) == 1 else seen


def check_newline(newline):
    if newline is not None and not isinstance(newline, basestring):
        raise TypeError('illegal newline type: %r' % (type(newline),))
    if newline not in (None, '', '\n', '\r', '\r\n'):
        raise ValueError('illegal newline value: %s' % (newline,))


def line_end(text, start, universal, ends):
    """Behind the first end of line from `start` on; 0: there is none."""
    if universal:
        feed, back = text.find(u'\n', start), text.find(u'\r', start)
        if back < 0 or 0 <= feed < back:
            return feed + 1
        return back + (2 if feed == back + 1 else 1)
    found = text.find(ends, start)
    return found + len(ends) if found >= 0 else 0


class StringIO(_TextIOBase):
    """A file of unicode in memory."""

    # What is no attribute of a program's.
    _OWN = ('_newline', '_text', '_at', '_decoder', '_added', '_end', '_is_closed')

    def __init__(self, initial_value=u'', newline=u'\n'):
        self.__dict__.pop('_newline', None)
        check_newline(newline)
        if initial_value is not None and not isinstance(initial_value, unicode):
            raise TypeError("initial_value must be unicode or None, not %s" % type(initial_value).__name__)
        self._newline, self._text, self._at = newline, u'', 0
        self._decoder = IncrementalNewlineDecoder(None, newline is None) if not newline else None
        # What was written at the end and not yet joined to the text.
        self._added = []
        if initial_value:
            self.write(initial_value)
            self._at = 0

    def _whole(self):
        if self._added:
            self._text += u''.join(self._added)
            self._added = []
        return self._text

    def getvalue(self):
        self._checkClosed('I/O operation on closed file')
        return self._whole()

    def write(self, text):
        self._checkClosed('I/O operation on closed file')
        if not isinstance(text, unicode):
            raise TypeError("unicode argument expected, got '%s'" % type(text).__name__)
        count = len(text)
        if self._decoder is not None:
            text = self._decoder.decode(text, final=True)
        elif self._newline != u'\n':
            text = text.replace(u'\n', self._newline)
        if not text:
            return count
        if self._added and self._at == self._end:
            self._added.append(text)
        else:
            whole = self._whole()
            if self._at < len(whole):
                self._text = whole[:self._at] + text + whole[self._at + len(text):]
            else:
                self._end = self._at
                self._added = [u'\0' * (self._at - len(whole)) + text]
        self._at += len(text)
        self._end = max(self._at, getattr(self, '_end', 0)) if self._added else self._at
        return count

    def read(self, n=None):
        self._checkClosed('I/O operation on closed file')
        n, whole = number(n), self._whole()
        start = min(self._at, len(whole))
        end = len(whole) if n < 0 else min(start + n, len(whole))
        if end > start:
            self._at = end
        return whole[start:end]

    def readline(self, limit=None):
        self._checkClosed('I/O operation on closed file')
        limit, whole = number(limit), self._whole()
        end = line_end(whole, self._at, self._newline == u'', self._newline or u'\n')
        size = (end or len(whole)) - self._at
        return self.read(max(min(size, limit) if limit >= 0 else size, 0))

    def seek(self, offset, whence=0):
        self._checkClosed('I/O operation on closed file')
        if whence not in (0, 1, 2):
            raise ValueError('Invalid whence (%d, should be 0, 1 or 2)' % whence)
        offset = index(offset)
        if whence == 0 and offset < 0:
            raise ValueError('Negative seek position %d' % offset)
        if whence and offset:
            raise IOError("Can't do nonzero cur-relative seeks")
        self._at = offset if whence == 0 else self._at if whence == 1 else len(self._whole())
        return self._at

    def tell(self):
        self._checkClosed('I/O operation on closed file')
        return self._at

    def truncate(self, size=None):
        self._checkClosed('I/O operation on closed file')
        size = self._at if size is None else number(size)
        if size < 0:
            raise ValueError('Negative size value %d' % size)
        self._text = self._whole()[:size]
        return size

    def readable(self):
        self._checkClosed('I/O operation on closed file')
        return True

    writable = seekable = readable

    def close(self):
        self._is_closed, self._text, self._added = True, u'', []

    def __getstate__(self):
        own = dict((name, value) for name, value in self.__dict__.items() if name not in self._OWN)
        newline = 'None' if self._newline is None else str(self._newline)
        return self.getvalue(), newline, self._at, own or None

    def __setstate__(self, state):
        check_state(self, state, 4)
        newline = None if state[1] == 'None' else state[1]
        StringIO.__init__(self, None, newline)
        if not isinstance(state[0], unicode):
            raise TypeError("initial_value must be unicode or None, not %s" % type(state[0]).__name__)
        # Its ends of lines are translated already.
        self._text, self._at = state[0], state[2]
        self.__dict__.update(state[3] or {})

    @property
    def line_buffering(self):
        self._checkClosed('I/O operation on closed file')
        return False

    @property
    def newlines(self):
        self._checkClosed('I/O operation on closed file')
        return self._decoder.newlines if self._decoder is not None else None


class TextIOWrapper(_TextIOBase):
    """Unicode over a buffered stream of bytes."""

    _CHUNK_SIZE = 8192

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False):
        # One that cannot begin anew has nothing to read from any more.
        self.__dict__.pop('_buffer', None)
        check_newline(newline)
        if encoding is None:
            import locale
            encoding = locale.getpreferredencoding() or 'ascii'
        if not isinstance(encoding, basestring):
            raise TypeError('invalid encoding: %r' % (encoding,))
        self._encoding, self._errors = str(encoding), errors or 'strict'
        self._newline, self._line_buffering = newline, line_buffering
        self._universal, self._translate = not newline, newline is None
        self._write_end = u'\n' if newline in (None, '') else unicode(newline)
        self._decoder = self._encoder = None
        self._text, self._used, self._snapshot = u'', 0, None
        # While lines are gone through there is more read ahead than a position could tell.
        self._in_loop = False
        import codecs
        self._codec = codecs.lookup(encoding)
        self._buffer = buffer

    @property
    def buffer(self):
        buffer = self.__dict__.get('_buffer')
        if buffer is None:
            raise ValueError('underlying buffer has been detached' if '_buffer' in self.__dict__
                             else 'I/O operation on uninitialized object')
        return buffer

    encoding = property(lambda self: self._encoding)
    errors = property(lambda self: self._errors)
    line_buffering = property(lambda self: self._line_buffering)
    closed = property(lambda self: self.buffer.closed)
    name = property(lambda self: self.buffer.name)
    newlines = property(lambda self: getattr(self._decoder, 'newlines', None))

    def __repr__(self):
        try:
            return '<_io.TextIOWrapper name=%r encoding=%r>' % (self.name, self._encoding)
        except Exception:
            return '<_io.TextIOWrapper encoding=%r>' % (self._encoding,)

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return self.buffer.isatty()

    def seekable(self):
        return self.buffer.seekable()

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def flush(self):
        self._checkClosed()
        self._in_loop = False
        self.buffer.flush()

    def close(self):
        if self.__dict__.get('_buffer') is not None and not self.closed:
            try:
                self.flush()
            finally:
                self.buffer.close()

    def detach(self):
        buffer = self.buffer
        self.flush()
        self._buffer = None
        return buffer

    def write(self, text):
        self._checkClosed()
        if not isinstance(text, unicode):
            raise TypeError("write() argument 1 must be unicode, not %s" % type(text).__name__)
        count, feeds = len(text), u'\n' in text
        if feeds and self._write_end != u'\n':
            text = text.replace(u'\n', self._write_end)
        if self._encoder is None:
            self._encoder = self._codec.incrementalencoder(self._errors)
            # A mark of byte order stands at the start of a file alone.
            if self.seekable() and self.buffer.tell():
                self._encoder.setstate(0)
        data = self._encoder.encode(text)
        if not isinstance(data, str):
            raise TypeError("encoder should return a bytes object, not '%s'" % type(data).__name__)
        self.buffer.write(data)
        if self._line_buffering and (feeds or u'\r' in text):
            self.flush()
        self._snapshot = None
        if self._decoder is not None:
            self._decoder.reset()
        return count

    def _more(self):
        """Decodes a piece more. False at the end."""
        if self._decoder is None:
            if not self.readable():
                raise IOError('not readable')
            self._decoder = self._codec.incrementaldecoder(self._errors)
            if self._universal:
                self._decoder = IncrementalNewlineDecoder(self._decoder, self._translate)
        state = self._decoder.getstate()
        data = self.buffer.read1(self._CHUNK_SIZE)
        if not isinstance(data, str):
            raise TypeError("underlying read1() should have returned a bytes object, not '%s'" % type(data).__name__)
        text = self._decoder.decode(data, not data)
        if not isinstance(text, unicode):
            raise TypeError("decoder should return a string result, not '%s'" % type(text).__name__)
        self._snapshot = state, data, len(self._text) - self._used
        self._text, self._used = self._text[self._used:] + text, 0
        return bool(data)

    def read(self, n=None):
        self._checkClosed()
        n = number(n)
        if n < 0:
            while self._more():
                pass
            n = len(self._text)
        else:
            while len(self._text) - self._used < n and self._more():
                pass
        start, self._used = self._used, min(self._used + n, len(self._text))
        return self._text[start:self._used]

    def readline(self, limit=None):
        self._checkClosed()
        limit, searched = number(limit), 0
        universal, ends = self._newline == '', unicode(self._newline or u'\n')
        while True:
            end = line_end(self._text, self._used + searched, universal, ends)
            held = len(self._text) - self._used
            if end or 0 <= limit <= held or not self._more():
                break
            searched = max(held - 1, 0) if len(ends) > 1 else held
        if not end:
            end = line_end(self._text, self._used, universal, ends) or len(self._text)
        if limit >= 0:
            end = min(end, self._used + limit)
        start, self._used = self._used, end
        return self._text[start:end]

    def next(self):
        self._in_loop = True
        line = self.readline()
        if not line:
            self._in_loop = False
            raise StopIteration
        return line

    def tell(self):
        self._checkClosed()
        if not self.seekable():
            raise IOError('underlying stream is not seekable')
        if self._in_loop:
            raise IOError('telling position disabled by next() call')
        self.flush()
        position = self.buffer.tell()
        if self._decoder is None or self._snapshot is None:
            return position
        (held, flags), data, before = self._snapshot
        position -= len(data) + len(held)
        wanted, current = self._used - before, self._decoder.getstate()
        if wanted < 0:
            raise IOError("can't reconstruct logical file position")
        # From a place where the decoder holds nothing back, so many bytes and characters on.
        decoder, data = self._decoder, held + data
        try:
            decoder.setstate((b'', flags))
            place, place_flags, count, fed, at_place = 0, flags, 0, 0, 0
            while count < wanted and fed < len(data):
                count += len(decoder.decode(data[fed:fed + 1]))
                fed += 1
                held, flags = decoder.getstate()
                if not held and count <= wanted:
                    place, place_flags, at_place = fed, flags, count
            skip = wanted - at_place
            feed = fed - place if skip else 0
            final = count < wanted
            return position + place | place_flags << 64 | feed << 128 | skip << 192 | int(final and skip > 0) << 256
        finally:
            decoder.setstate(current)

    def seek(self, cookie, whence=0):
        self._checkClosed()
        if not self.seekable():
            raise IOError('underlying stream is not seekable')
        if whence == 1:
            if cookie != 0:
                raise IOError("can't do nonzero cur-relative seeks")
            cookie = self.tell()
        elif whence == 2:
            if cookie != 0:
                raise IOError("can't do nonzero end-relative seeks")
            self.flush()
            position = self.buffer.seek(0, 2)
            self._text, self._used, self._snapshot = u'', 0, None
            if self._decoder is not None:
                self._decoder.reset()
            return position
        elif whence != 0:
            raise ValueError('invalid whence (%d, should be 0, 1 or 2)' % whence)
        if cookie < 0:
            raise ValueError('negative seek position %r' % (cookie,))
        self.flush()
        word = (1 << 64) - 1
        start, flags, feed, skip, final = [cookie >> shift & word for shift in (0, 64, 128, 192, 256)]
        self.buffer.seek(start)
        self._text, self._used, self._snapshot = u'', 0, None
        if self._decoder is not None or flags or skip:
            if self._decoder is None:
                self._more()
                self.buffer.seek(start)
                self._text, self._used, self._snapshot = u'', 0, None
            if cookie:
                self._decoder.setstate((b'', flags))
            else:
                self._decoder.reset()
        if skip:
            state, data = self._decoder.getstate(), self.buffer.read(feed)
            self._text = self._decoder.decode(data, bool(final))
            self._snapshot = state, data, 0
            if len(self._text) < skip:
                raise IOError("can't restore logical file position")
            self._used = skip
        if self._encoder is not None:
            if cookie:
                self._encoder.setstate(0)
            else:
                self._encoder.reset()
        return cookie

    def truncate(self, size=None):
        self.flush()
        return self.buffer.truncate(self.tell() if size is None else size)


for _class in (IncrementalNewlineDecoder, StringIO, TextIOWrapper):
    _class.__module__ = '_io'
