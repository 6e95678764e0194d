"""The operating system: files, directories, processes and the environment.

Nearly all functions are those of the native module posix. Paths are the business of os.path.
"""

import errno
import sys

import posix as _posix
from posix import *
try:
    from posix import _exit
except ImportError:
    pass

import posixpath as path
sys.modules['os.path'] = path
from os.path import (altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep)

import copy_reg as _copy_reg
import UserDict

name, linesep = 'posix', '\n'
SEEK_SET, SEEK_CUR, SEEK_END = range(3)
P_WAIT, P_NOWAIT = 0, 1
P_NOWAITO = P_NOWAIT


def _get_exports_list(module):
    """The names that a module has for others."""
    public = getattr(module, '__all__', None)
    if public is None:
        public = [name for name in dir(module) if not name.startswith('_')]
    return list(public)


__all__ = ['altsep', 'curdir', 'pardir', 'sep', 'extsep', 'pathsep', 'linesep', 'defpath',
           'name', 'path', 'devnull', 'SEEK_SET', 'SEEK_CUR', 'SEEK_END', 'makedirs',
           'removedirs', 'renames', 'walk', 'getenv', 'execl', 'execle', 'execlp', 'execlpe',
           'execvp', 'execvpe', 'spawnv', 'spawnve', 'spawnvp', 'spawnvpe', 'spawnl',
           'spawnle', 'spawnlp', 'spawnlpe', 'popen2', 'popen3', 'popen4']
__all__.extend(_get_exports_list(_posix))


def _exists(name):
    """Whether there is a function of this name here."""
    return name in globals()


# ---- directory trees

def _parent(name):
    """A path without its last name, and that name; separators at the end do not count."""
    head, tail = path.split(name)
    return (head, tail) if tail else path.split(head)


def makedirs(name, mode=0777):
    """Make a directory, and those that are missing above it.

    OSError if there is one of this name.
    """
    head, tail = _parent(name)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, mode)
        except OSError as problem:
            if problem.errno != errno.EEXIST:
                raise
            # Another process was faster.
        if tail == curdir:
            # With "a/." all is done.
            return
    mkdir(name, mode)


def removedirs(name):
    """Remove an empty directory, and those above it that become empty."""
    rmdir(name)
    head, tail = _parent(name)
    while head and tail:
        try:
            rmdir(head)
        except error:
            # It has other things in it.
            return
        head, tail = path.split(head)


def renames(old, new):
    """Rename a file; directories are made and, if they are empty then, removed for that."""
    folder, last = path.split(new)
    if folder and last and not path.exists(folder):
        makedirs(folder)
    rename(old, new)
    folder, last = path.split(old)
    if folder and last:
        try:
            removedirs(folder)
        except error:
            # It is not empty.
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Generate (directory, names of directories in it, other names) for a directory tree.

    Directories come before what is in them, and which are visited can be changed by
    changing the list of their names; with topdown=False they come after. What cannot be
    read is left out, or given as an exception to onerror. Links are not followed unless
    followlinks is true.
    """
    try:
        names = listdir(top)
    except error as problem:
        if onerror is not None:
            onerror(problem)
        return
    folders, others = [], []
    isdir, join = path.isdir, path.join
    for entry in names:
        (folders if isdir(join(top, entry)) else others).append(entry)
    result = top, folders, others
    if topdown:
        yield result
    for entry in folders:
        inner = join(top, entry)
        if followlinks or not path.islink(inner):
            for found in walk(inner, topdown, onerror, followlinks):
                yield found
    if not topdown:
        yield result


# ---- the environment

class _Environ(UserDict.IterableUserDict):
    """The environment of this process and of those that it starts, as a dictionary."""

    def __init__(self, environ):
        # The dictionary is not copied.
        self.data = environ

    def __setitem__(self, key, item):
        putenv(key, item)
        self.data[key] = item

    def __delitem__(self, key):
        unsetenv(key)
        del self.data[key]

    def pop(self, key, *default):
        unsetenv(key)
        return self.data.pop(key, *default)

    def clear(self):
        for key in list(self.data):
            del self[key]

    def update(self, dict=None, **kwargs):
        for changes in dict, kwargs:
            if not changes:
                continue
            if hasattr(changes, 'keys'):
                changes = [(key, changes[key]) for key in changes.keys()]
            for key, value in changes:
                self[key] = value

    def copy(self):
        """An ordinary dictionary of the same variables."""
        return self.data.copy()


environ = _Environ(_posix.environ)


def getenv(key, default=None):
    """A variable of the environment; default if there is none."""
    return environ.get(key, default)


# ---- programs instead of this one

def execvp(file, args):
    """execv() of a program in one of the directories of PATH."""
    _execvpe(file, args)


def execvpe(file, args, env):
    """execve() of a program in one of the directories that PATH has in env."""
    _execvpe(file, args, env)


def _execvpe(file, args, env=None):
    if env is None:
        execute, args, env = execv, (args,), environ
    else:
        execute, args = execve, (args, env)
    if path.dirname(file):
        execute(file, *args)
        return
    failures = []
    for folder in env.get('PATH', defpath).split(pathsep):
        try:
            execute(path.join(folder, file), *args)
        except error:
            failures.append(sys.exc_info())
    # That a file is in none of the others is no news if it was in one.
    for failure in failures:
        if failure[1].errno not in (errno.ENOENT, errno.ENOTDIR):
            break
    raise failure[0], failure[1], failure[2]


# ---- programs in other processes

def _spawnvef(mode, file, args, env, func):
    """Call one of the functions exec* in a new process; what spawnv() returns."""
    child = fork()
    if child:
        return child if mode == P_NOWAIT else _wait_for(child)
    try:
        func(file, args, *(() if env is None else (env,)))
    except:
        _exit(127)


def _wait_for(child):
    """The exit status of a process when it has ended."""
    while True:
        status = waitpid(child, 0)[1]
        if WIFEXITED(status):
            return WEXITSTATUS(status)
        if WIFSIGNALED(status):
            return -WTERMSIG(status)
        if not WIFSTOPPED(status):
            raise error('Not stopped, signaled or exited???')


def spawnv(mode, file, args):
    """Run a program in a process.

    P_NOWAIT gives its number; P_WAIT its exit status, or minus the signal that ended it.
    """
    return _spawnvef(mode, file, args, None, execv)


def spawnve(mode, file, args, env):
    """spawnv() with an environment."""
    return _spawnvef(mode, file, args, env, execve)


def spawnvp(mode, file, args):
    """spawnv() of a program in one of the directories of PATH."""
    return _spawnvef(mode, file, args, None, execvp)


def spawnvpe(mode, file, args, env):
    """spawnve() of a program in one of the directories that PATH has in env."""
    return _spawnvef(mode, file, args, env, execvpe)


def _listed(name, with_environment):
    """The function with l for v in its name: its arguments are not in a list."""
    target = name.replace('l', 'v', 1) if name.startswith('spawn') else \
        'execv' + name[len('execl'):]
    # spawnl* have the mode before the file.
    fixed = 2 if name.startswith('spawn') else 1

    def function(*args):
        first, rest = args[:fixed], args[fixed:]
        if with_environment:
            first, rest = first + (rest[:-1],), rest[-1:]
            return globals()[target](*first + rest)
        return globals()[target](*first + (rest,))

    function.__name__ = name
    function.__doc__ = '%s(%sfile, *args%s): %s() with the arguments one by one.' % (
        name, 'mode, ' if fixed == 2 else '', ', env' if with_environment else '', target)
    return function


execl, execlp, spawnl, spawnlp = [_listed(_name, False) for _name in
                                  ('execl', 'execlp', 'spawnl', 'spawnlp')]
execle, execlpe, spawnle, spawnlpe = [_listed(_name, True) for _name in
                                      ('execle', 'execlpe', 'spawnle', 'spawnlpe')]
del _name


def _piped(name, doc, streams, stderr):
    """A function that runs a command with pipes; subprocess replaces it."""
    def function(cmd, mode='t', bufsize=-1):
        import warnings
        warnings.warn('os.%s is deprecated.  Use the subprocess module.' % name,
                      DeprecationWarning, stacklevel=2)
        from subprocess import PIPE, STDOUT, Popen
        child = Popen(cmd, bufsize, shell=isinstance(cmd, basestring), close_fds=True,
                      stdin=PIPE, stdout=PIPE, stderr={'': None, 'own': PIPE,
                                                       'stdout': STDOUT}[stderr])
        return tuple([getattr(child, stream) for stream in streams])

    function.__name__, function.__doc__ = name, doc
    return function


popen2 = _piped('popen2', 'Run a command: the files (input, output).', ('stdin', 'stdout'), '')
popen3 = _piped('popen3', 'Run a command: the files (input, output, errors).',
                ('stdin', 'stdout', 'stderr'), 'own')
popen4 = _piped('popen4', 'Run a command: the files (input, output with errors).',
                ('stdin', 'stdout'), 'stdout')


# ---- results of stat() and statvfs() as pickles, which name these functions

def _make_stat_result(tup, dict):
    return stat_result(tup, dict)


def _make_statvfs_result(tup, dict):
    return statvfs_result(tup, dict)


def _pickle_stat_result(sr):
    return _make_stat_result, sr.__reduce__()[1]


def _pickle_statvfs_result(sr):
    return _make_statvfs_result, sr.__reduce__()[1]


for _type, _reduce, _make in ((stat_result, _pickle_stat_result, _make_stat_result),
                              (statvfs_result, _pickle_statvfs_result, _make_statvfs_result)):
    _copy_reg.pickle(_type, _reduce, _make)
del _type, _reduce, _make
