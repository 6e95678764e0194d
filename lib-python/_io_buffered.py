"""Streams of bytes with a buffer: in memory, and in front of raw streams."""

import threading
import warnings
from operator import index

from _io_base import (DEFAULT_BUFFER_SIZE, BlockingIOError, _BufferedIOBase, again, bytes_of, check_state, number)


class BytesIO(_BufferedIOBase):
    """A file of bytes in memory."""

    def __init__(self, initial_bytes=None):
        self._content, self._at = bytearray(), 0
        if initial_bytes is not None:
            self._content += bytes_of(initial_bytes)

    def getvalue(self):
        self._checkClosed()
        return bytes(self._content)

    def read(self, n=-1):
        self._checkClosed()
        n = number(n)
        start = min(self._at, len(self._content))
        end = len(self._content) if n < 0 else min(start + n, len(self._content))
        if end > start:
            self._at = end
        return bytes(self._content[start:end])

    def read1(self, n):
        return self.read(n)

    def readline(self, limit=-1):
        self._checkClosed()
        limit = number(limit)
        end = self._content.find(b'\n', self._at) + 1
        size = (end or len(self._content)) - self._at
        return self.read(max(min(size, limit) if limit >= 0 else size, 0))

    def write(self, data):
        self._checkClosed()
        data = bytes_of(data)
        if not data:
            return 0
        missing = self._at - len(self._content)
        if missing > 0:
            self._content += b'\0' * missing
        self._content[self._at:self._at + len(data)] = data
        self._at += len(data)
        return len(data)

    def seek(self, offset, whence=0):
        self._checkClosed()
        offset = index(offset)
        if whence == 0:
            if offset < 0:
                raise ValueError('negative seek value %r' % (offset,))
            self._at = offset
        elif whence == 1:
            self._at = max(0, self._at + offset)
        elif whence == 2:
            self._at = max(0, len(self._content) + offset)
        else:
            raise ValueError('invalid whence (%d, should be 0, 1 or 2)' % whence)
        return self._at

    def tell(self):
        self._checkClosed()
        return self._at

    def truncate(self, size=None):
        self._checkClosed()
        if size is None:
            size = self._at
        elif number(size) < 0:
            raise ValueError('negative size value %r' % (size,))
        del self._content[size:]
        return size

    def readable(self):
        self._checkClosed()
        return True

    writable = seekable = readable

    def close(self):
        self._is_closed, self._content = True, bytearray()

    def __getstate__(self):
        own = dict((k, v) for k, v in self.__dict__.items() if k not in ('_content', '_at'))
        return self.getvalue(), self._at, own or None

    def __setstate__(self, state):
        check_state(self, state, 3)
        BytesIO.__init__(self, state[0])
        self._at = state[1]
        self.__dict__.update(state[2] or {})


class _Buffered(_BufferedIOBase):
    """What all streams in front of a raw one share."""

    def _start(self, raw, buffer_size, max_buffer_size, needs):
        """Begin in front of a stream of which some must be true: 'seekable', 'readable', 'writable'."""
        # One that cannot begin anew has none any more.
        self.__dict__.pop('_raw', None)
        if max_buffer_size is not None:
            warnings.warn('max_buffer_size is deprecated', DeprecationWarning, 3)
        for need in needs:
            if not getattr(raw, need)():
                raise IOError('File or stream is not %s.' % need)
        if buffer_size <= 0:
            raise ValueError('buffer size must be strictly positive')
        self._raw, self.buffer_size = raw, buffer_size
        self._lock = threading.RLock()
        # Bytes read ahead, and how many of them were taken; bytes not yet written.
        self._ahead, self._taken, self._pending = b'', 0, bytearray()

    @property
    def raw(self):
        raw = self.__dict__.get('_raw')
        if raw is None:
            raise ValueError('raw stream has been detached' if '_raw' in self.__dict__
                             else 'I/O operation on uninitialized object')
        return raw

    @property
    def closed(self):
        return self.raw.closed

    @property
    def name(self):
        return self.raw.name

    @property
    def mode(self):
        return self.raw.mode

    def _open(self, doing):
        if self.closed:
            raise ValueError('%s of closed file' % doing)

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return self.raw.isatty()

    def seekable(self):
        return self.raw.seekable()

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def flush(self):
        self._open('flush')
        with self._lock:
            self._write_out()
            self._forget()

    def detach(self):
        raw = self.raw
        self.flush()
        self._raw = None
        return raw

    def close(self):
        raw = self.raw
        if not raw.closed:
            try:
                self.flush()
            finally:
                raw.close()

    def __repr__(self):
        kind = type(self).__name__
        try:
            return '<_io.%s name=%r>' % (kind, self.name)
        except Exception:
            return '<_io.%s>' % kind

    def __getstate__(self):
        raise TypeError("can not serialize a '%s' object" % type(self).__name__)

    def _write_out(self):
        while self._pending:
            try:
                count = again(self.raw.write, memoryview(bytes(self._pending)))
            except BlockingIOError:
                raise RuntimeError('self.raw should implement RawIOBase: it should not raise BlockingIOError')
            if count is None:
                raise BlockingIOError(11, 'write could not complete without blocking', 0)
            if not 0 <= count <= len(self._pending):
                raise IOError('raw write() returned invalid length %d (should have been between 0 and %d)'
                              % (count, len(self._pending)))
            del self._pending[:count]

    def _forget(self):
        """Drops what was read ahead: the raw stream goes back to where reading is."""
        unread = len(self._ahead) - self._taken
        self._ahead, self._taken = b'', 0
        if unread:
            self.raw.seek(-unread, 1)

    def seek(self, offset, whence=0):
        if whence not in (0, 1, 2):
            raise ValueError('invalid whence (%d, should be 0, 1 or 2)' % whence)
        self._open('seek')
        self._checkSeekable()
        with self._lock:
            self._write_out()
            if whence == 1:
                offset -= len(self._ahead) - self._taken
            self._ahead, self._taken = b'', 0
            position = self.raw.seek(offset, whence)
            if position < 0:
                raise IOError('Raw stream returned invalid position %d' % position)
            return position

    def tell(self):
        self._open('tell')
        position = self.raw.tell()
        if position < 0:
            raise IOError('Raw stream returned invalid position %d' % position)
        return position - (len(self._ahead) - self._taken) + len(self._pending)

    def truncate(self, size=None):
        with self._lock:
            self._write_out()
            if self.writable():
                self._forget()
            return self.raw.truncate(self.tell() if size is None else size)


class _Reading(object):
    """Reading through a buffer."""

    def _more(self, size):
        """Reads ahead once. The count; None where that would block."""
        self._write_out()
        size = max(size, self.buffer_size)
        data = again(self.raw.read, size)
        if data is not None and len(data) > size:
            raise IOError('raw readinto() returned invalid length %d (should have been between 0 and %d)'
                          % (len(data), size))
        if data:
            self._ahead, self._taken = self._ahead[self._taken:] + data, 0
        return None if data is None else len(data)

    def _take(self, size):
        start, self._taken = self._taken, min(self._taken + size, len(self._ahead))
        return self._ahead[start:self._taken]

    def read(self, n=-1):
        n = number(n)
        if n < -1:
            raise ValueError('read length must be positive or -1')
        self._open('read')
        with self._lock:
            if n == -1:
                self._write_out()
                first = self._take(len(self._ahead))
                pieces = [first]
                while True:
                    data = again(self.raw.read)
                    if not data:
                        break
                    pieces.append(data)
                all = b''.join(pieces)
                return all if all or data is not None else None
            while len(self._ahead) - self._taken < n:
                got = self._more(n - (len(self._ahead) - self._taken))
                if not got:
                    if got is None and self._taken == len(self._ahead):
                        return None
                    break
            return self._take(n)

    def read1(self, n):
        n = number(n)
        if n < 0:
            raise ValueError('read length must be positive')
        self._open('read')
        with self._lock:
            if n and self._taken == len(self._ahead):
                self._more(0)
            return self._take(n)

    def peek(self, n=0):
        self._open('peek')
        with self._lock:
            if self._taken == len(self._ahead):
                self._more(0)
            return self._ahead[self._taken:]

    def readline(self, limit=-1):
        limit = number(limit)
        self._open('readline')
        with self._lock:
            searched = self._taken
            while True:
                end = self._ahead.find(b'\n', searched) + 1
                held = len(self._ahead) - self._taken
                size = end - self._taken if end else held
                if end or 0 <= limit <= held:
                    return self._take(min(size, limit) if limit >= 0 else size)
                if not self._more(0):
                    return self._take(held)
                searched = held


class _Writing(object):
    """Writing through a buffer."""

    def write(self, data):
        if self.closed:
            raise ValueError('write to closed file')
        data = bytes_of(data)
        with self._lock:
            self._forget()
            self._pending += data
            if len(self._pending) > self.buffer_size:
                before = len(self._pending) - len(data)
                try:
                    self._write_out()
                except BlockingIOError as error:
                    # What does not fit is not taken.
                    excess = len(self._pending) - self.buffer_size
                    if excess > 0:
                        del self._pending[self.buffer_size:]
                        raise BlockingIOError(error.errno, error.strerror, max(len(data) - excess, 0))
        return len(data)


class BufferedReader(_Reading, _Buffered):
    """A buffer in front of a raw stream that is read."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self._start(raw, buffer_size, None, ['readable'])


class BufferedWriter(_Writing, _Buffered):
    """A buffer in front of a raw stream that is written."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE, max_buffer_size=None):
        self._start(raw, buffer_size, max_buffer_size, ['writable'])


class BufferedRandom(_Reading, _Writing, _Buffered):
    """A buffer in front of a raw stream that is read and written."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE, max_buffer_size=None):
        self._start(raw, buffer_size, max_buffer_size, ['seekable', 'readable', 'writable'])


class BufferedRWPair(_BufferedIOBase):
    """A stream that is read and another that is written, as one."""

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, max_buffer_size=None):
        if max_buffer_size is not None:
            warnings.warn('max_buffer_size is deprecated', DeprecationWarning, 2)
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, n=-1):
        return self.reader.read(n)

    def read1(self, n):
        return self.reader.read1(n)

    def readinto(self, target):
        return self.reader.readinto(target)

    def peek(self, n=0):
        return self.reader.peek(n)

    def write(self, data):
        return self.writer.write(data)

    def flush(self):
        return self.writer.flush()

    def readable(self):
        return self.reader.readable()

    def writable(self):
        return self.writer.writable()

    def isatty(self):
        return self.reader.isatty() or self.writer.isatty()

    @property
    def closed(self):
        return self.writer.closed

    def close(self):
        try:
            self.writer.close()
        finally:
            self.reader.close()


for _class in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair):
    _class.__module__ = '_io'
