"""Files of mailboxes: parts of them, locks, and that what was written is on the disk."""

import errno
import fcntl
import os
import socket
import time


class Error(Exception):
    """Base of the errors of mailboxes."""
    __module__ = 'mailbox'


class NoSuchMailboxError(Error):
    """There is no such mailbox, and none shall be made."""
    __module__ = 'mailbox'


class NotEmptyError(Error):
    """A folder that shall go has something in it."""
    __module__ = 'mailbox'


class ExternalClashError(Error):
    """Another program is at the mailbox."""
    __module__ = 'mailbox'


class FormatError(Error):
    """A file is not in the format it should have."""
    __module__ = 'mailbox'


class _ProxyFile:
    """A file to read, with a position of its own."""
    __module__ = 'mailbox'

    def __init__(self, f, pos=None):
        self._file = f
        self._pos = f.tell() if pos is None else pos

    def read(self, size=None):
        return self._read(size, self._file.read)

    def readline(self, size=None):
        return self._read(size, self._file.readline)

    def readlines(self, sizehint=None):
        """The lines that are left, or as many as reach sizehint bytes."""
        lines = []
        for line in self:
            lines.append(line)
            if sizehint is not None:
                sizehint -= len(line)
                if sizehint <= 0:
                    break
        return lines

    def __iter__(self):
        return iter(self.readline, '')

    def tell(self):
        return self._pos

    def seek(self, offset, whence=0):
        if whence == 1:
            # The file itself may be anywhere.
            offset, whence = self._pos + offset, 0
        self._file.seek(offset, whence)
        self._pos = self._file.tell()

    def close(self):
        """Close the file; a second time does nothing."""
        file = self.__dict__.pop('_file', None)
        if hasattr(file, 'close'):
            file.close()

    def _read(self, size, read_method):
        self._file.seek(self._pos)
        data = read_method(-1 if size is None else size)
        self._pos = self._file.tell()
        return data


class _PartialFile(_ProxyFile):
    """The part of a file between two positions, to read. Closing it leaves the file open."""
    __module__ = 'mailbox'

    def __init__(self, f, start=None, stop=None):
        _ProxyFile.__init__(self, f, start)
        self._start, self._stop = start, stop

    def tell(self):
        return _ProxyFile.tell(self) - self._start

    def seek(self, offset, whence=0):
        _ProxyFile.seek(self, offset + (self._start, self._pos, self._stop)[whence])

    def _read(self, size, read_method):
        left = self._stop - self._pos
        if left <= 0:
            return ''
        if size is None or size < 0 or size > left:
            size = left
        return _ProxyFile._read(self, size, read_method)

    def close(self):
        self.__dict__.pop('_file', None)


# ---- creating and writing

def _create_carefully(path):
    """A new file to read and write, which nobody else creates at the same time."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0666))
    return open(path, 'rb+')


def _create_temporary(path):
    """A new file beside one, for what shall become that."""
    return _create_carefully('%s.%d.%s.%d' % (path, time.time(), socket.gethostname(), os.getpid()))


def _sync_flush(f):
    f.flush()
    os.fsync(f.fileno())


def _sync_close(f):
    _sync_flush(f)
    f.close()


# ---- locks

def _lock_file(f, dotlock=True):
    """Lock a file for programs that ask the system, and by a file .lock for those that do not."""
    try:
        fcntl.lockf(f, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except IOError as error:
        if error.errno in (errno.EAGAIN, errno.EACCES, errno.EROFS):
            raise ExternalClashError('lockf: lock unavailable: %s' % f.name)
        raise
    if dotlock:
        try:
            _dot_lock(f.name)
        except BaseException:
            fcntl.lockf(f, fcntl.LOCK_UN)
            raise


def _dot_lock(path):
    try:
        draft = _create_temporary(path + '.lock')
    except (IOError, OSError) as error:
        if error.errno in (errno.EACCES, errno.EROFS):
            # Where nothing may be written nothing can be locked.
            return
        raise
    draft.close()
    try:
        # Of all ways to create a file this one fails reliably, on file servers too.
        os.link(draft.name, path + '.lock')
    except OSError as error:
        if error.errno == errno.EEXIST:
            raise ExternalClashError('dot lock unavailable: %s' % path)
        raise
    finally:
        os.unlink(draft.name)


def _unlock_file(f):
    fcntl.lockf(f, fcntl.LOCK_UN)
    try:
        os.remove(f.name + '.lock')
    except OSError as error:
        if error.errno != errno.ENOENT:
            raise
