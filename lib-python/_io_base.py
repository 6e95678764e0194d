"""Abstract streams, errors, and files by their descriptor: the lowest layer of io."""

import errno
import os
import stat

DEFAULT_BUFFER_SIZE = 8192


class BlockingIOError(IOError):
    """Raised where a non-blocking file cannot go on; characters_written were."""

    def __init__(self, error, text, characters_written=0):
        IOError.__init__(self, error, text)
        if not isinstance(characters_written, (int, long)):
            raise TypeError('an integer is required')
        self.characters_written = characters_written


class UnsupportedOperation(ValueError, IOError):
    """Raised by streams that cannot do what is asked."""


def unsupported(operation):
    raise UnsupportedOperation(operation)


def number(size, what='integer argument expected'):
    """An optional size: None means -1. TypeError."""
    if size is None:
        return -1
    try:
        return size.__index__()
    except AttributeError:
        raise TypeError("%s, got '%s'" % (what, type(size).__name__))


def check_state(stream, state, length):
    """That what is unpickled can be a state: a tuple of so many, at the end a position and None or attributes."""
    stream._checkClosed('__setstate__ on closed file')
    kind = type(stream).__name__
    if not isinstance(state, tuple) or len(state) != length:
        raise TypeError('%s.__setstate__ argument should be %d-tuple, got %s' % (kind, length, type(state).__name__))
    if not isinstance(state[-2], (int, long)):
        raise TypeError('position must be an integer, got %s' % type(state[-2]).__name__)
    if state[-2] < 0:
        raise ValueError('position value cannot be negative')
    if not isinstance(state[-1], (dict, type(None))):
        raise TypeError('a dict or None is expected, got %s' % type(state[-1]).__name__)


def again(function, *arguments):
    """Call a function of a raw stream, once more if a signal interrupted it (whose handler may raise)."""
    while True:
        try:
            return function(*arguments)
        except (IOError, OSError) as error:
            if error.errno != errno.EINTR:
                raise


def bytes_of(data):
    """The bytes of an object with the buffer interface; TypeError for unicode too."""
    if type(data) is str:
        return data
    if isinstance(data, unicode):
        raise TypeError("'unicode' does not have the buffer interface")
    return memoryview(data).tobytes() if not hasattr(data, 'tostring') else data.tostring()


def fill(target, data):
    """Puts bytes at the start of a writable buffer and returns their count."""
    if hasattr(target, 'typecode'):
        size = target.itemsize
        whole = bytearray(target.tostring())
        whole[:len(data)] = data
        target[:] = type(target)(target.typecode, str(whole))
    else:
        memoryview(target)[:len(data)] = data
    return len(data)


def room(target):
    """How many bytes a writable buffer takes. TypeError."""
    if isinstance(target, (str, unicode)):
        raise TypeError('must be read-write buffer, not ' + type(target).__name__)
    return len(target) * getattr(target, 'itemsize', 1)


class _IOBase(object):
    """The base of all streams."""

    _is_closed = False

    @property
    def closed(self):
        return self._is_closed

    def close(self):
        """Flushes and closes; a second time does nothing."""
        if not self._is_closed:
            try:
                self.flush()
            finally:
                self._is_closed = True

    def __del__(self):
        try:
            self.close()
        except Exception:
            pass

    def flush(self):
        self._checkClosed()

    def _checkClosed(self, message=None):
        if self.closed:
            raise ValueError(message or 'I/O operation on closed file.')

    def _checkReadable(self, message=None):
        if not self.readable():
            raise UnsupportedOperation(message or 'File or stream is not readable.')

    def _checkWritable(self, message=None):
        if not self.writable():
            raise UnsupportedOperation(message or 'File or stream is not writable.')

    def _checkSeekable(self, message=None):
        if not self.seekable():
            raise UnsupportedOperation(message or 'File or stream is not seekable.')

    def seek(self, offset, whence=0):
        unsupported('seek')

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, size=None):
        unsupported('truncate')

    def fileno(self):
        unsupported('fileno')

    def isatty(self):
        self._checkClosed()
        return False

    def seekable(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def __enter__(self):
        self._checkClosed()
        return self

    def __exit__(self, *exception):
        self.close()

    def __iter__(self):
        self._checkClosed()
        return self

    def next(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readline(self, limit=-1):
        """One line, or at most `limit` bytes of it."""
        limit = number(limit)
        pieces = bytearray()
        while limit < 0 or len(pieces) < limit:
            ahead = 1
            if hasattr(self, 'peek'):
                seen = self.peek(1)
                if seen:
                    ahead = seen.find(b'\n') + 1 or len(seen)
                    if limit >= 0:
                        ahead = min(ahead, limit - len(pieces))
            data = self.read(ahead)
            if not isinstance(data, str):
                raise IOError("read() should have returned a bytes object, not '%s'" % type(data).__name__)
            if not data:
                break
            pieces += data
            if data.endswith(b'\n'):
                break
        return bytes(pieces)

    def readlines(self, hint=None):
        hint = number(hint)
        lines, total = [], 0
        for line in self:
            lines.append(line)
            total += len(line)
            if 0 < hint <= total:
                break
        return lines

    def writelines(self, lines):
        self._checkClosed()
        for line in lines:
            self.write(line)


class _RawIOBase(_IOBase):
    """Streams of bytes that read and write at once: readinto and write are theirs to define."""

    def read(self, n=-1):
        n = number(n)
        if n < 0:
            return self.readall()
        target = bytearray(n)
        count = self.readinto(target)
        if count is None:
            return None
        return bytes(target[:count])

    def readall(self):
        pieces = []
        while True:
            data = self.read(DEFAULT_BUFFER_SIZE)
            if not data:
                break
            pieces.append(data)
        if pieces or data is not None:
            return b''.join(pieces)
        return None

    def readinto(self, target):
        unsupported('readinto')

    def write(self, data):
        unsupported('write')


class _BufferedIOBase(_IOBase):
    """Streams of bytes that read and write all they are asked to."""

    def read(self, n=None):
        unsupported('read')

    def read1(self, n=None):
        unsupported('read1')

    def write(self, data):
        unsupported('write')

    def detach(self):
        unsupported('detach')

    def readinto(self, target):
        data = self.read(room(target))
        if data is None:
            return None
        return fill(target, data)


class _TextIOBase(_IOBase):
    """Streams of unicode."""

    def read(self, n=-1):
        unsupported('read')

    def write(self, text):
        unsupported('write')

    def readline(self, limit=-1):
        unsupported('readline')

    def detach(self):
        unsupported('detach')

    @property
    def encoding(self):
        return None

    @property
    def newlines(self):
        return None

    @property
    def errors(self):
        return None


class FileIO(_RawIOBase):
    """A file by its descriptor, without a buffer."""

    def __init__(self, name, mode='r', closefd=True):
        # Set before anything can fail: __del__ looks at them.
        self._is_closed, self._fd = True, -1
        self._closefd = closefd
        if isinstance(name, float):
            raise TypeError('integer argument expected, got float')
        kinds = [c for c in mode if c in 'rwa']
        if [c for c in mode if c not in 'rwab+']:
            raise ValueError('invalid mode: %.200s' % mode)
        if len(kinds) != 1 or mode.count('+') > 1:
            raise ValueError('Must have exactly one of read/write/append mode and at most one plus')
        kind, update = kinds[0], '+' in mode
        self._readable = kind == 'r' or update
        self._writable = kind != 'r' or update
        self._appending = kind == 'a'
        self._seekable = None
        if isinstance(name, (int, long)):
            if name < 0:
                raise ValueError('Negative filedescriptor')
            os.fstat(name)
            self._fd = int(name)
        else:
            if not closefd:
                raise ValueError('Cannot use closefd=False with file name')
            flags = os.O_RDWR if update else os.O_RDONLY if kind == 'r' else os.O_WRONLY
            flags |= {'r': 0, 'w': os.O_CREAT | os.O_TRUNC, 'a': os.O_CREAT | os.O_APPEND}[kind]
            try:
                self._fd = os.open(name, flags, 0666)
            except OSError as error:
                raise IOError(error.errno, error.strerror, name)
        self._is_closed = False
        try:
            self._seek_or_fail(name)
        except BaseException:
            if isinstance(name, basestring):
                os.close(self._fd)
            self._is_closed = True
            raise
        self.name = name

    def _seek_or_fail(self, name):
        if stat.S_ISDIR(os.fstat(self._fd).st_mode):
            raise IOError(errno.EISDIR, os.strerror(errno.EISDIR), name)
        if self._appending:
            try:
                os.lseek(self._fd, 0, 2)
            except OSError:
                pass

    def _call(self, function, *arguments):
        """A system call on the descriptor; its errors are IOErrors."""
        self._checkClosed('I/O operation on closed file')
        try:
            return function(self._fd, *arguments)
        except OSError as error:
            if error.errno == errno.EAGAIN:
                return None
            raise IOError(error.errno, error.strerror)

    def read(self, n=-1):
        self._checkClosed('I/O operation on closed file')
        if not self._readable:
            raise UnsupportedOperation('File not open for reading')
        n = number(n)
        if n < 0:
            return self.readall()
        return self._call(os.read, n)

    def readall(self):
        pieces = []
        while True:
            data = self._call(os.read, 65536)
            if not data:
                break
            pieces.append(data)
        if pieces or data is not None:
            return b''.join(pieces)
        return None

    def readinto(self, target):
        self._checkClosed('I/O operation on closed file')
        if not self._readable:
            raise UnsupportedOperation('File not open for reading')
        data = self._call(os.read, room(target))
        return None if data is None else fill(target, data)

    def write(self, data):
        self._checkClosed('I/O operation on closed file')
        if not self._writable:
            raise UnsupportedOperation('File not open for writing')
        return self._call(os.write, bytes_of(data))

    def seek(self, offset, whence=0):
        if isinstance(offset, float):
            raise TypeError('an integer is required')
        return self._call(os.lseek, offset, whence)

    def tell(self):
        return self._call(os.lseek, 0, 1)

    def truncate(self, size=None):
        self._checkClosed('I/O operation on closed file')
        if not self._writable:
            raise UnsupportedOperation('File not open for writing')
        if size is None:
            size = self.tell()
        self._call(os.ftruncate, size)
        return size

    def close(self):
        if self._is_closed:
            return
        try:
            _RawIOBase.close(self)
        finally:
            fd, self._fd, self._is_closed = self._fd, -1, True
            if self._closefd:
                try:
                    os.close(fd)
                except OSError as error:
                    raise IOError(error.errno, error.strerror)

    def seekable(self):
        self._checkClosed('I/O operation on closed file')
        if self._seekable is None:
            try:
                os.lseek(self._fd, 0, 1)
                self._seekable = True
            except OSError:
                self._seekable = False
        return self._seekable

    def readable(self):
        self._checkClosed('I/O operation on closed file')
        return self._readable

    def writable(self):
        self._checkClosed('I/O operation on closed file')
        return self._writable

    def fileno(self):
        self._checkClosed('I/O operation on closed file')
        return self._fd

    def isatty(self):
        self._checkClosed('I/O operation on closed file')
        return os.isatty(self._fd)

    @property
    def closefd(self):
        return self._closefd

    @property
    def mode(self):
        if self._appending:
            return 'ab+' if self._readable else 'ab'
        if self._readable:
            return 'rb+' if self._writable else 'rb'
        return 'wb'

    def __repr__(self):
        if self._is_closed:
            return '<_io.FileIO [closed]>'
        if hasattr(self, 'name'):
            return '<_io.FileIO name=%r mode=%r>' % (self.name, self.mode)
        return '<_io.FileIO fd=%d mode=%r>' % (self._fd, self.mode)


for _class in (BlockingIOError, UnsupportedOperation, _IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase, FileIO):
    _class.__module__ = '_io'
