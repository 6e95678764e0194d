"""Temporary files and directories.

template is how the names start by default, tempdir where the files go: None
until it is found, from TMPDIR, TEMP, TMP or what is usual on the system.
"""

__all__ = ['NamedTemporaryFile', 'TemporaryFile', 'SpooledTemporaryFile', 'mkstemp',
           'mkdtemp', 'mktemp', 'TMP_MAX', 'gettempprefix', 'tempdir', 'gettempdir']

import errno as _errno
import io as _io
import os as _os
from random import Random as _Random

try:
    from cStringIO import StringIO as _StringIO
except ImportError:
    from StringIO import StringIO as _StringIO

try:
    import fcntl as _fcntl
except ImportError:
    def _set_cloexec(fd):
        pass
else:
    def _set_cloexec(fd):
        """Have a descriptor closed when another program is executed."""
        try:
            flags = _fcntl.fcntl(fd, _fcntl.F_GETFD, 0)
        except IOError:
            return
        _fcntl.fcntl(fd, _fcntl.F_SETFD, flags | _fcntl.FD_CLOEXEC)

try:
    import thread as _thread
except ImportError:
    import dummy_thread as _thread
_allocate_lock = _thread.allocate_lock

_text_openflags = _os.O_RDWR | _os.O_CREAT | _os.O_EXCL
for _name in 'O_NOINHERIT', 'O_NOFOLLOW':
    _text_openflags |= getattr(_os, _name, 0)
_bin_openflags = _text_openflags | getattr(_os, 'O_BINARY', 0)
del _name

TMP_MAX = getattr(_os, 'TMP_MAX', 10000)

template = 'tmp'
tempdir = None

_once_lock = _allocate_lock()


class _RandomNameSequence:
    """Generates strings of six characters that are hard to foresee."""

    characters = ('abcdefghijklmnopqrstuvwxyz' 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
                  '0123456789_')

    def __init__(self):
        self.mutex = _allocate_lock()
        self.normcase = _os.path.normcase

    @property
    def rng(self):
        """The generator; after a fork the child has one of its own."""
        pid = _os.getpid()
        if pid != getattr(self, '_rng_pid', None):
            self._rng = _Random()
            self._rng_pid = pid
        return self._rng

    def __iter__(self):
        return self

    def next(self):
        with self.mutex:
            choose = self.rng.choice
            letters = [choose(self.characters) for _ in range(6)]
        return self.normcase(''.join(letters))


def _candidate_tempdir_list():
    """The directories that may be used, the best first."""
    directories = []
    for name in 'TMPDIR', 'TEMP', 'TMP':
        directory = _os.getenv(name)
        if directory:
            directories.append(directory)
    if _os.name == 'nt':
        directories.extend([r'c:\temp', r'c:\tmp', r'\temp', r'\tmp'])
    else:
        directories.extend(['/tmp', '/var/tmp', '/usr/tmp'])
    try:
        directories.append(_os.getcwd())
    except (AttributeError, _os.error):
        directories.append(_os.curdir)
    return directories


def _get_default_tempdir():
    """The first directory in which a file can be made."""
    names = _RandomNameSequence()
    directories = _candidate_tempdir_list()
    flags = _text_openflags
    for directory in directories:
        if directory != _os.curdir:
            directory = _os.path.normcase(_os.path.abspath(directory))
        # A name may be taken; the directory is no worse for it.
        for _ in xrange(100):
            filename = _os.path.join(directory, names.next())
            try:
                fd = _os.open(filename, flags, 0o600)
                try:
                    try:
                        with _io.open(fd, 'wb', closefd=False) as file:
                            file.write(b'blat')
                    finally:
                        _os.close(fd)
                finally:
                    _os.unlink(filename)
                return directory
            except (OSError, IOError) as problem:
                if problem.args[0] == _errno.EEXIST:
                    continue
                if (_os.name == 'nt' and problem.args[0] == _errno.EACCES
                        and _os.path.isdir(directory) and _os.access(directory, _os.W_OK)):
                    continue
                break
    raise IOError(_errno.ENOENT,
                  'No usable temporary directory found in %s' % directories)


_name_sequence = None


def _get_candidate_names():
    """The generator of names that all use."""
    global _name_sequence
    if _name_sequence is None:
        with _once_lock:
            if _name_sequence is None:
                _name_sequence = _RandomNameSequence()
    return _name_sequence


def _mkstemp_inner(dir, pre, suf, flags):
    """Open a new file: (descriptor, absolute path)."""
    names = _get_candidate_names()
    for _ in xrange(TMP_MAX):
        path = _os.path.join(dir, pre + names.next() + suf)
        try:
            fd = _os.open(path, flags, 0600)
        except OSError as problem:
            if problem.errno == _errno.EEXIST:
                continue
            if (_os.name == 'nt' and problem.errno == _errno.EACCES
                    and _os.path.isdir(dir) and _os.access(dir, _os.W_OK)):
                continue
            raise
        _set_cloexec(fd)
        return fd, _os.path.abspath(path)
    raise IOError(_errno.EEXIST, 'No usable temporary file name found')


def gettempprefix():
    """How names start by default."""
    return template


def gettempdir():
    """The directory for temporary files."""
    global tempdir
    if tempdir is None:
        with _once_lock:
            if tempdir is None:
                tempdir = _get_default_tempdir()
    return tempdir


def mkstemp(suffix='', prefix=template, dir=None, text=False):
    """Make a file that only this user can read: (descriptor, path).

    The caller removes it. With text it is opened in text mode.
    """
    if dir is None:
        dir = gettempdir()
    return _mkstemp_inner(dir, prefix, suffix,
                          _text_openflags if text else _bin_openflags)


def mkdtemp(suffix='', prefix=template, dir=None):
    """Make a directory that only this user can enter; its path.

    The caller removes it.
    """
    if dir is None:
        dir = gettempdir()
    names = _get_candidate_names()
    for _ in xrange(TMP_MAX):
        path = _os.path.join(dir, prefix + names.next() + suffix)
        try:
            _os.mkdir(path, 0700)
        except OSError as problem:
            if problem.errno == _errno.EEXIST:
                continue
            if (_os.name == 'nt' and problem.errno == _errno.EACCES
                    and _os.path.isdir(dir) and _os.access(dir, _os.W_OK)):
                continue
            raise
        return path
    raise IOError(_errno.EEXIST, 'No usable temporary directory name found')


def mktemp(suffix='', prefix=template, dir=None):
    """A name that no file has. Unsafe: somebody else may take it first."""
    if dir is None:
        dir = gettempdir()
    names = _get_candidate_names()
    for _ in xrange(TMP_MAX):
        path = _os.path.join(dir, prefix + names.next() + suffix)
        if not _os.path.lexists(path):
            return path
    raise IOError(_errno.EEXIST, 'No usable temporary filename found')


class _TemporaryFileWrapper:
    """A file that is removed when it is closed."""

    # At the end of the interpreter the module os may be gone.
    unlink = _os.unlink

    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.close_called = False
        self.delete = delete

    def __getattr__(self, name):
        file = self.__dict__['file']
        attribute = getattr(file, name)
        if not isinstance(attribute, int):
            setattr(self, name, attribute)
        return attribute

    def __enter__(self):
        self.file.__enter__()
        return self

    def close(self):
        if not self.close_called:
            self.close_called = True
            try:
                self.file.close()
            finally:
                if self.delete:
                    self.unlink(self.name)

    def __del__(self):
        self.close()

    def __exit__(self, exc, value, tb):
        result = self.file.__exit__(exc, value, tb)
        self.close()
        return result


def NamedTemporaryFile(mode='w+b', bufsize=-1, suffix='', prefix=template, dir=None,
                       delete=True):
    """A temporary file with a name, removed when it is closed unless delete is false."""
    if dir is None:
        dir = gettempdir()
    flags = _bin_openflags if 'b' in mode else _text_openflags
    if _os.name == 'nt' and delete:
        flags |= _os.O_TEMPORARY
    fd, name = _mkstemp_inner(dir, prefix, suffix, flags)
    try:
        return _TemporaryFileWrapper(_os.fdopen(fd, mode, bufsize), name, delete)
    except BaseException:
        _os.unlink(name)
        _os.close(fd)
        raise


if _os.name != 'posix':
    TemporaryFile = NamedTemporaryFile
else:
    def TemporaryFile(mode='w+b', bufsize=-1, suffix='', prefix=template, dir=None):
        """A temporary file without a name, gone when it is closed."""
        if dir is None:
            dir = gettempdir()
        fd, name = _mkstemp_inner(dir, prefix, suffix, _bin_openflags)
        try:
            _os.unlink(name)
            return _os.fdopen(fd, mode, bufsize)
        except:
            _os.close(fd)
            raise


class SpooledTemporaryFile:
    """A file in memory that becomes a temporary file when it grows or must."""

    _rolled = False

    def __init__(self, max_size=0, mode='w+b', bufsize=-1, suffix='', prefix=template,
                 dir=None):
        self._file = _StringIO()
        self._max_size = max_size
        self._rolled = False
        self._TemporaryFileArgs = (mode, bufsize, suffix, prefix, dir)

    def _check(self, file):
        if not self._rolled and self._max_size and file.tell() > self._max_size:
            self.rollover()

    def rollover(self):
        """Become a real file."""
        if self._rolled:
            return
        file = self._file
        new = self._file = TemporaryFile(*self._TemporaryFileArgs)
        del self._TemporaryFileArgs
        new.write(file.getvalue())
        new.seek(file.tell(), 0)
        self._rolled = True

    def __enter__(self):
        if self._file.closed:
            raise ValueError('Cannot enter context with closed file')
        return self

    def __exit__(self, exc, value, tb):
        self._file.close()

    def __iter__(self):
        return self._file.__iter__()

    def close(self):
        self._file.close()

    @property
    def closed(self):
        return self._file.closed

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def flush(self):
        self._file.flush()

    def isatty(self):
        return self._file.isatty()

    @property
    def mode(self):
        try:
            return self._file.mode
        except AttributeError:
            return self._TemporaryFileArgs[0]

    @property
    def name(self):
        try:
            return self._file.name
        except AttributeError:
            return None

    def next(self):
        return self._file.next()

    def read(self, *args):
        return self._file.read(*args)

    def readline(self, *args):
        return self._file.readline(*args)

    def readlines(self, *args):
        return self._file.readlines(*args)

    def seek(self, *args):
        self._file.seek(*args)

    @property
    def softspace(self):
        return self._file.softspace

    def tell(self):
        return self._file.tell()

    def truncate(self):
        self._file.truncate()

    def write(self, s):
        file = self._file
        result = file.write(s)
        self._check(file)
        return result

    def writelines(self, iterable):
        file = self._file
        result = file.writelines(iterable)
        self._check(file)
        return result

    def xreadlines(self, *args):
        if hasattr(self._file, 'xreadlines'):
            return self._file.xreadlines(*args)
        return iter(self._file.readlines(*args))
