"""Files and directories for a while.

They are made in a directory that TMPDIR, TEMP or TMP names, or in a usual one. tempdir has
it when it is known, and may be set; template is what names begin with.
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
    _fcntl = None
try:
    import thread as _thread
except ImportError:
    import dummy_thread as _thread

template = 'tmp'
tempdir = None

TMP_MAX = getattr(_os, 'TMP_MAX', 10000)

_allocate_lock = _thread.allocate_lock
# For what is made only once.
_once_lock = _allocate_lock()

# Never somebody else's file, nor a link to one.
_text_openflags = (_os.O_RDWR | _os.O_CREAT | _os.O_EXCL | getattr(_os, 'O_NOINHERIT', 0)
                   | getattr(_os, 'O_NOFOLLOW', 0))
_bin_openflags = _text_openflags | getattr(_os, 'O_BINARY', 0)


def _set_cloexec(fd):
    """Let other programs not have a descriptor."""
    if _fcntl is not None:
        try:
            flags = _fcntl.fcntl(fd, _fcntl.F_GETFD, 0)
        except IOError:
            return
        _fcntl.fcntl(fd, _fcntl.F_SETFD, _fcntl.FD_CLOEXEC | flags)


# ---- names

class _RandomNameSequence:
    """An iterator over names of six characters that nobody can guess."""

    characters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'

    _generator = _owner = None

    def __init__(self):
        self.mutex = _allocate_lock()
        self.normcase = _os.path.normcase

    @property
    def rng(self):
        """The random numbers of this process: a fork must not get the same ones."""
        if self._owner != _os.getpid():
            self._owner, self._generator = _os.getpid(), _Random()
        return self._generator

    def __iter__(self):
        return self

    def next(self):
        with self.mutex:
            choice = self.rng.choice
            name = ''.join([choice(self.characters) for _ in xrange(6)])
        return self.normcase(name)


_name_sequence = None


def _get_candidate_names():
    """The names that this module uses."""
    global _name_sequence
    with _once_lock:
        if _name_sequence is None:
            _name_sequence = _RandomNameSequence()
    return _name_sequence


def _is_taken(problem, folder):
    """Whether something could not be made because there is something of that name."""
    number = problem.args[0]
    if number == _errno.EEXIST:
        return True
    # So Windows says that a directory has the name.
    return (number == _errno.EACCES and _os.name == 'nt' and _os.path.isdir(folder)
            and _os.access(folder, _os.W_OK))


def _first_free(folder, prefix, suffix, make, what):
    """(path, make(path)) for the first of the names that is free."""
    names = _get_candidate_names()
    for _ in xrange(TMP_MAX):
        path = _os.path.join(folder, prefix + names.next() + suffix)
        try:
            return path, make(path)
        except OSError as problem:
            if not _is_taken(problem, folder):
                raise
    raise IOError(_errno.EEXIST, 'No usable temporary %s name found' % what)


# ---- the directory

def _candidate_tempdir_list():
    """The directories that may be used, the best first."""
    found = filter(None, map(_os.getenv, ('TMPDIR', 'TEMP', 'TMP')))
    if _os.name == 'nt':
        found += [r'c:\temp', r'c:\tmp', r'\temp', r'\tmp']
    else:
        found += ['/tmp', '/var/tmp', '/usr/tmp']
    try:
        return found + [_os.getcwd()]
    except (AttributeError, _os.error):
        return found + [_os.curdir]


def _try_write(path):
    """Write a file and remove it."""
    descriptor = _os.open(path, _text_openflags, 0600)
    try:
        try:
            with _io.open(descriptor, 'wb', closefd=False) as stream:
                stream.write(b'blat')
        finally:
            _os.close(descriptor)
    finally:
        _os.unlink(path)


def _get_default_tempdir():
    """The first directory in which a file can be written."""
    names = _RandomNameSequence()
    candidates = _candidate_tempdir_list()
    for folder in candidates:
        if folder != _os.curdir:
            folder = _os.path.normcase(_os.path.abspath(folder))
        for _ in xrange(100):
            try:
                _try_write(_os.path.join(folder, names.next()))
            except EnvironmentError as problem:
                if not _is_taken(problem, folder):
                    break
            else:
                return folder
    raise IOError(_errno.ENOENT,
                  'No usable temporary directory found in %s' % candidates)


def gettempdir():
    """The directory of temporary files."""
    global tempdir
    if tempdir is None:
        with _once_lock:
            if tempdir is None:
                tempdir = _get_default_tempdir()
    return tempdir


def gettempprefix():
    """What the names of temporary files begin with."""
    return template


# ---- files and directories with names

def _mkstemp_inner(dir, pre, suf, flags):
    """Make a file: (its descriptor, its absolute path)."""
    path, descriptor = _first_free(
        dir, pre, suf, lambda path: _os.open(path, flags, 0600), 'file')
    _set_cloexec(descriptor)
    return descriptor, _os.path.abspath(path)


def mkstemp(suffix='', prefix=template, dir=None, text=False):
    """Make a file and open it: (its descriptor, its path).

    Only this user can read and write it. It has to be removed by who called this. text is
    for systems where text is something else than bytes.
    """
    return _mkstemp_inner(gettempdir() if dir is None else dir, prefix, suffix,
                          _text_openflags if text else _bin_openflags)


def mkdtemp(suffix='', prefix=template, dir=None):
    """Make a directory; its path. Only this user can look into it."""
    folder = gettempdir() if dir is None else dir
    return _first_free(folder, prefix, suffix, lambda path: _os.mkdir(path, 0700),
                       'directory')[0]


def mktemp(suffix='', prefix=template, dir=None):
    """A path at which there is nothing now. Not safe: there may be something in a moment."""
    folder = gettempdir() if dir is None else dir
    names = _get_candidate_names()
    for _ in xrange(TMP_MAX):
        path = _os.path.join(folder, prefix + names.next() + suffix)
        if not _os.path.lexists(path):
            return path
    raise IOError(_errno.EEXIST, 'No usable temporary filename found')


# ---- open files

class _TemporaryFileWrapper:
    """An open file that is removed when it is closed."""

    # Modules may be gone when the last files are closed.
    unlink = _os.unlink

    close_called = False

    def __init__(self, file, name, delete=True):
        self.file, self.name, self.delete = file, name, delete

    def __getattr__(self, name):
        value = getattr(self.__dict__['file'], name)
        # Methods stay the same; softspace and the like do not.
        if not isinstance(value, int):
            self.__dict__[name] = value
        return value

    def close(self):
        if self.close_called:
            return
        self.close_called = True
        try:
            self.file.close()
        finally:
            if self.delete:
                self.unlink(self.name)

    def __del__(self):
        self.close()

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *exception):
        swallow = self.file.__exit__(*exception)
        self.close()
        return swallow


def NamedTemporaryFile(mode='w+b', bufsize=-1, suffix='', prefix=template, dir=None,
                       delete=True):
    """Make a file and open it; its name is in name.

    It is removed when it is closed, unless delete is false.
    """
    flags = _bin_openflags if 'b' in mode else _text_openflags
    if delete and _os.name == 'nt':
        # The system removes it.
        flags |= _os.O_TEMPORARY
    descriptor, path = _mkstemp_inner(gettempdir() if dir is None else dir, prefix, suffix,
                                      flags)
    try:
        return _TemporaryFileWrapper(_os.fdopen(descriptor, mode, bufsize), path, delete)
    except BaseException:
        _os.unlink(path)
        _os.close(descriptor)
        raise


def _unnamed_file(mode='w+b', bufsize=-1, suffix='', prefix=template, dir=None):
    """Make a file without a name, and open it; it is gone when it is closed."""
    descriptor, path = mkstemp(suffix, prefix, dir)
    try:
        _os.unlink(path)
        return _os.fdopen(descriptor, mode, bufsize)
    except:
        _os.close(descriptor)
        raise


# Elsewhere an open file cannot be removed.
TemporaryFile = _unnamed_file if _os.name == 'posix' else NamedTemporaryFile
TemporaryFile.__name__ = TemporaryFile.__name__.replace('_unnamed_file', 'TemporaryFile')


def _forwarded(name, writes=False):
    """A method of SpooledTemporaryFile that is one of its file."""
    def method(self, *args):
        stream = self._file
        result = getattr(stream, name)(*args)
        if writes:
            self._check(stream)
        return result
    method.__name__ = name
    return method


class SpooledTemporaryFile:
    """A file in memory, which becomes one of TemporaryFile() when it exceeds max_size.

    Then the other arguments are used; and also for fileno() and rollover(). With a max_size
    of 0 there is no limit.
    """

    _rolled = False

    def __init__(self, max_size=0, mode='w+b', bufsize=-1, suffix='', prefix=template,
                 dir=None):
        self._file, self._max_size = _StringIO(), max_size
        self._TemporaryFileArgs = mode, bufsize, suffix, prefix, dir

    def rollover(self):
        """Go on with a real file."""
        if not self._rolled:
            memory = self._file
            stream = TemporaryFile(*self._TemporaryFileArgs)
            stream.write(memory.getvalue())
            stream.seek(memory.tell())
            self._file, self._rolled = stream, True
            del self._TemporaryFileArgs

    def _check(self, stream):
        if self._max_size and not self._rolled and stream.tell() > self._max_size:
            self.rollover()

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    write, writelines = _forwarded('write', True), _forwarded('writelines', True)
    read, readline, readlines = map(_forwarded, ('read', 'readline', 'readlines'))
    next, seek, tell = map(_forwarded, ('next', 'seek', 'tell'))
    close, flush, isatty = map(_forwarded, ('close', 'flush', 'isatty'))
    __iter__, truncate = map(_forwarded, ('__iter__', 'truncate'))

    def xreadlines(self, *args):
        stream = self._file
        if hasattr(stream, 'xreadlines'):
            return stream.xreadlines(*args)
        return iter(stream.readlines(*args))

    closed = property(lambda self: self._file.closed)
    softspace = property(lambda self: self._file.softspace)
    # In memory a file has neither.
    name = property(lambda self: getattr(self._file, 'name', None))

    @property
    def mode(self):
        return self._file.mode if self._rolled else self._TemporaryFileArgs[0]

    def __enter__(self):
        if self._file.closed:
            raise ValueError('Cannot enter context with closed file')
        return self

    def __exit__(self, *exception):
        self._file.close()
