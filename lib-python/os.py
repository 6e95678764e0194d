"""The operating system's functions, in the form in which programs want them.

Most come from the native module posix; path names are handled by os.path.
"""

import sys
import errno

from posix import *
try:
    from posix import _exit
except ImportError:
    pass

import posixpath as path
sys.modules['os.path'] = path
from os.path import (curdir, pardir, sep, pathsep, defpath, extsep, altsep,
                     devnull)
import copy_reg as _copy_reg
import UserDict

name = 'posix'
linesep = '\n'

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


def _get_exports_list(module):
    """The names that `from module import *` would bring in."""
    try:
        return list(module.__all__)
    except AttributeError:
        return [name for name in dir(module) if name[0] != '_']


import posix as _posix

__all__ = ['altsep', 'curdir', 'pardir', 'sep', 'extsep', 'pathsep', 'linesep',
           'defpath', 'name', 'path', 'devnull', 'SEEK_SET', 'SEEK_CUR',
           'SEEK_END']
__all__.extend(_get_exports_list(_posix))


# ---- directory trees

def makedirs(name, mode=0777):
    """Create a directory and all that are missing above it.

    OSError if it exists already.
    """
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, mode)
        except OSError as error:
            # Somebody else may have made it in the meantime.
            if error.errno != errno.EEXIST:
                raise
        if tail == curdir:
            return
    mkdir(name, mode)


def _prune(name):
    """Remove the empty directories above what was at name."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except error:
            break
        head, tail = path.split(head)


def removedirs(name):
    """Remove an empty directory, then those above it while they are empty."""
    rmdir(name)
    _prune(name)


def renames(old, new):
    """Rename; make the directories that new needs, remove those old leaves empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except error:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Generate (directory, its directories, its other files) for a whole tree.

    A directory comes before those in it, and its list of directories may
    be changed to say which are visited; with topdown=False it comes after.
    onerror, if given, is called with the OSError of a directory that could
    not be listed. Symbolic links to directories are visited only with
    followlinks.
    """
    join, isdir, islink = path.join, path.isdir, path.islink
    try:
        names = listdir(top)
    except error as problem:
        if onerror is not None:
            onerror(problem)
        return
    dirs, nondirs = [], []
    for name in names:
        (dirs if isdir(join(top, name)) else nondirs).append(name)
    if topdown:
        yield top, dirs, nondirs
    for name in dirs:
        below = join(top, name)
        if followlinks or not islink(below):
            for entry in walk(below, topdown, onerror, followlinks):
                yield entry
    if not topdown:
        yield top, dirs, nondirs


__all__.extend(['makedirs', 'removedirs', 'renames', 'walk'])


# ---- the environment

# posix.putenv and unsetenv do not know of environ; they are called by it.
environ = _posix.environ


class _Environ(UserDict.IterableUserDict):
    """os.environ: what is set here, child processes see too."""

    def __init__(self, environ):
        UserDict.UserDict.__init__(self)
        self.data = environ

    def __setitem__(self, key, item):
        putenv(key, item)
        self.data[key] = item

    def __delitem__(self, key):
        unsetenv(key)
        del self.data[key]

    def clear(self):
        for key in self.data.keys():
            unsetenv(key)
            del self.data[key]

    def pop(self, key, *args):
        unsetenv(key)
        return self.data.pop(key, *args)

    def update(self, dict=None, **kwargs):
        if dict:
            try:
                keys = dict.keys()
            except AttributeError:
                for key, value in dict:
                    self[key] = value
            else:
                for key in keys:
                    self[key] = dict[key]
        if kwargs:
            self.update(kwargs)

    def copy(self):
        return dict(self)


environ = _Environ(environ)


def getenv(key, default=None):
    """An environment variable's value, or default where it is not set."""
    return environ.get(key, default)


__all__.append('getenv')


# ---- exec

def execl(file, *args):
    """execl(file, *args)

    Replace this process by a program, with these arguments.
    """
    execv(file, args)


def execle(file, *args):
    """execle(file, *args, env)

    Replace this process by a program, with these arguments and environment.
    """
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """execlp(file, *args)

    Like execl(), with the program looked for along PATH.
    """
    execvp(file, args)


def execlpe(file, *args):
    """execlpe(file, *args, env)

    Like execle(), with the program looked for along PATH.
    """
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """Replace this process by a program looked for along PATH."""
    _execvpe(file, args)


def execvpe(file, args, env):
    """Replace this process by a program looked for along env's PATH."""
    _execvpe(file, args, env)


def _execvpe(file, args, env=None):
    if env is None:
        def run(program):
            execv(program, args)
        env = environ
    else:
        def run(program):
            execve(program, args, env)
    if path.dirname(file):
        run(file)
        return
    # Of all failures the first that is not "no such file" says most.
    telling = None
    for directory in env.get('PATH', defpath).split(pathsep):
        try:
            run(path.join(directory, file))
        except error as problem:
            last = sys.exc_info()
            if telling is None and problem.errno not in (errno.ENOENT, errno.ENOTDIR):
                telling = last
    kind, value, traceback = telling or last
    raise kind, value, traceback


__all__.extend(['execl', 'execle', 'execlp', 'execlpe', 'execvp', 'execvpe'])


# ---- spawn

P_WAIT = 0
P_NOWAIT = P_NOWAITO = 1


def _spawnvef(mode, file, args, env, func):
    """Fork; in the child call func, an exec function; wait if mode says so."""
    pid = fork()
    if not pid:
        try:
            if env is None:
                func(file, args)
            else:
                func(file, args, env)
        except:
            _exit(127)
    if mode == P_NOWAIT:
        return pid
    while True:
        _, status = waitpid(pid, 0)
        if WIFSTOPPED(status):
            continue
        if WIFSIGNALED(status):
            return -WTERMSIG(status)
        if WIFEXITED(status):
            return WEXITSTATUS(status)
        raise error('Not stopped, signaled or exited???')


def spawnv(mode, file, args):
    """Run a program in a new process.

    With P_NOWAIT the result is its process id, with P_WAIT its exit status
    (the negative signal number if one killed it).
    """
    return _spawnvef(mode, file, args, None, execv)


def spawnve(mode, file, args, env):
    """Like spawnv(), in a given environment."""
    return _spawnvef(mode, file, args, env, execve)


def spawnvp(mode, file, args):
    """Like spawnv(), with the program looked for along PATH."""
    return _spawnvef(mode, file, args, None, execvp)


def spawnvpe(mode, file, args, env):
    """Like spawnve(), with the program looked for along PATH."""
    return _spawnvef(mode, file, args, env, execvpe)


def spawnl(mode, file, *args):
    """spawnl(mode, file, *args)

    Like spawnv(), each argument given singly.
    """
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """spawnle(mode, file, *args, env)

    Like spawnve(), each argument given singly.
    """
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """spawnlp(mode, file, *args)

    Like spawnvp(), each argument given singly.
    """
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """spawnlpe(mode, file, *args, env)

    Like spawnvpe(), each argument given singly.
    """
    return spawnvpe(mode, file, args[:-1], args[-1])


__all__.extend(['spawnv', 'spawnve', 'spawnvp', 'spawnvpe', 'spawnl',
                'spawnle', 'spawnlp', 'spawnlpe'])


# ---- pipes to a child: superseded by subprocess

def _popen(name, cmd, bufsize, stderr):
    import warnings
    warnings.warn('os.%s is deprecated.  Use the subprocess module.' % name,
                  DeprecationWarning, stacklevel=3)
    import subprocess
    PIPE = subprocess.PIPE
    return subprocess.Popen(cmd, shell=isinstance(cmd, basestring), bufsize=bufsize,
                            stdin=PIPE, stdout=PIPE, close_fds=True,
                            stderr=getattr(subprocess, stderr) if stderr else None)


def popen2(cmd, mode='t', bufsize=-1):
    """Run a command; the files (its input, its output)."""
    child = _popen('popen2', cmd, bufsize, None)
    return child.stdin, child.stdout


def popen3(cmd, mode='t', bufsize=-1):
    """Run a command; the files (its input, its output, its errors)."""
    child = _popen('popen3', cmd, bufsize, 'PIPE')
    return child.stdin, child.stdout, child.stderr


def popen4(cmd, mode='t', bufsize=-1):
    """Run a command; the files (its input, its output and errors)."""
    child = _popen('popen4', cmd, bufsize, 'STDOUT')
    return child.stdin, child.stdout


__all__.extend(['popen2', 'popen3', 'popen4'])


# ---- pickling of stat results

def _make_stat_result(tup, dict):
    return stat_result(tup, dict)


def _pickle_stat_result(sr):
    return _make_stat_result, sr.__reduce__()[1]


def _make_statvfs_result(tup, dict):
    return statvfs_result(tup, dict)


def _pickle_statvfs_result(sr):
    return _make_statvfs_result, sr.__reduce__()[1]


_copy_reg.pickle(stat_result, _pickle_stat_result, _make_stat_result)
if 'statvfs_result' in globals():
    _copy_reg.pickle(statvfs_result, _pickle_statvfs_result, _make_statvfs_result)


def _exists(name):
    """Whether this module has a function of that name."""
    return name in globals()
