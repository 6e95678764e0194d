"""Operations on POSIX path names; on such systems this module is os.path."""

import os
import sys
import stat
import genericpath
from genericpath import *
from genericpath import _unicode

__all__ = ['normcase', 'isabs', 'join', 'splitdrive', 'split', 'splitext',
           'basename', 'dirname', 'commonprefix', 'getsize', 'getmtime',
           'getatime', 'getctime', 'islink', 'exists', 'lexists', 'isdir',
           'isfile', 'ismount', 'walk', 'expanduser', 'expandvars',
           'normpath', 'abspath', 'samefile', 'sameopenfile', 'samestat',
           'curdir', 'pardir', 'sep', 'pathsep', 'defpath', 'altsep',
           'extsep', 'devnull', 'realpath', 'supports_unicode_filenames',
           'relpath']

curdir = '.'
pardir = '..'
extsep = '.'
sep = '/'
pathsep = ':'
defpath = ':/bin:/usr/bin'
altsep = None
devnull = '/dev/null'
supports_unicode_filenames = (sys.platform == 'darwin')


def normcase(s):
    """Bring the case of a path to normal form: here a path as it is."""
    return s


def isabs(s):
    """Whether a path starts at the root."""
    return s.startswith('/')


def join(a, *p):
    """Join path components; an absolute one drops everything before it."""
    path = a
    for part in p:
        if part.startswith('/'):
            path = part
        elif path == '' or path.endswith('/'):
            path += part
        else:
            path += '/' + part
    return path


def split(p):
    """Split a path at its last slash into (head, tail)."""
    i = p.rfind('/') + 1
    head, tail = p[:i], p[i:]
    # Trailing slashes stay only where the head is nothing else.
    return head.rstrip('/') or head, tail


def splitext(p):
    """Split a path into (root, extension); the extension has the last dot."""
    return genericpath._splitext(p, sep, altsep, extsep)


def splitdrive(p):
    """Split a path into drive and path; the drive is always empty here."""
    return '', p


def basename(p):
    """The part of a path after its last slash."""
    return p[p.rfind('/') + 1:]


def dirname(p):
    """The part of a path before its last slash."""
    return split(p)[0]


def islink(path):
    """Whether path is a symbolic link."""
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except (os.error, AttributeError):
        return False


def lexists(path):
    """Whether path names something; True also for a broken symbolic link."""
    try:
        os.lstat(path)
    except os.error:
        return False
    return True


def samefile(f1, f2):
    """Whether two path names lead to the same file."""
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    """Whether two file descriptors are of the same file."""
    return samestat(os.fstat(fp1), os.fstat(fp2))


def samestat(s1, s2):
    """Whether two stat results are of the same file."""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def ismount(path):
    """Whether a file system is mounted at path."""
    if islink(path):
        return False
    try:
        here = os.lstat(path)
        above = os.lstat(realpath(join(path, pardir)))
    except os.error:
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def walk(top, func, arg):
    """Call func(arg, directory, names) for every directory below and at top.

    func may change names in place to choose where to descend; symbolic
    links to directories are not followed.
    """
    if sys.py3kwarning:
        import warnings
        warnings.warnpy3k('In 3.x, os.path.walk is removed in favor of os.walk.',
                          stacklevel=2)
    try:
        names = os.listdir(top)
    except os.error:
        return
    func(arg, top, names)
    for name in names:
        path = join(top, name)
        try:
            mode = os.lstat(path).st_mode
        except os.error:
            continue
        if stat.S_ISDIR(mode):
            walk(path, func, arg)


def expanduser(path):
    """Replace a leading ~ or ~user by that user's home directory."""
    if not path.startswith('~'):
        return path
    end = path.find('/')
    if end < 0:
        end = len(path)
    if end == 1 and 'HOME' in os.environ:
        home = os.environ['HOME']
    else:
        import pwd
        try:
            if end == 1:
                home = pwd.getpwuid(os.getuid()).pw_dir
            else:
                home = pwd.getpwnam(path[1:end]).pw_dir
        except KeyError:
            return path
    return (home.rstrip('/') + path[end:]) or '/'


_NAME_CHARACTERS = ('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
                    '0123456789_')


def expandvars(path):
    """Replace $name and ${name} by the variables of the environment.

    Unknown variables stay as they are written.
    """
    dollar = path.find('$')
    if dollar < 0:
        return path
    encoding = sys.getfilesystemencoding() if isinstance(path, _unicode) else None
    environ = os.environ
    parts = []
    done = 0
    while dollar >= 0:
        start = dollar + 1
        if path[start:start + 1] == '{':
            end = path.find('}', start)
            name, after = path[start + 1:end], end + 1
            if end < 0:
                break
        else:
            after = start
            while after < len(path) and (path[after] in _NAME_CHARACTERS or
                                         encoding and path[after].isalnum()):
                after += 1
            name = path[start:after]
        if encoding:
            key = name.encode(encoding)
        else:
            key = name
        if name and key in environ:
            value = environ[key]
            if encoding:
                value = value.decode(encoding)
            parts.append(path[done:dollar])
            parts.append(value)
            done = after
        dollar = path.find('$', max(after, start))
    parts.append(path[done:])
    return path[:0].join(parts)


def normpath(path):
    """Drop empty and . components of a path and resolve .. by name alone."""
    if isinstance(path, _unicode):
        slash, dot = u'/', u'.'
    else:
        slash, dot = '/', '.'
    if path == '':
        return dot
    # POSIX lets two leading slashes, not three, have a meaning of their own.
    root = slash * (len(path) - len(path.lstrip('/')))
    if len(root) > 2:
        root = slash
    parts = []
    for part in path.split('/'):
        if part == '' or part == '.':
            continue
        if part == '..' and (parts and parts[-1] != '..' or root and not parts):
            if parts:
                parts.pop()
            continue
        parts.append(part)
    return (root + slash.join(parts)) or dot


def abspath(path):
    """The absolute, normalised form of a path."""
    if not isabs(path):
        if isinstance(path, _unicode):
            path = join(os.getcwdu(), path)
        else:
            path = join(os.getcwd(), path)
    return normpath(path)


def realpath(filename):
    """The absolute form of a path with every symbolic link resolved."""
    return abspath(_resolve(filename[:0], filename, {})[0])


def _resolve(path, rest, seen):
    """Append rest to path, following links; (path, whether all was resolved).

    seen maps each link met to its target, None while that is being resolved.
    """
    if isabs(rest):
        rest = rest[1:]
        path = sep
    while rest:
        name, _, rest = rest.partition(sep)
        if not name or name == curdir:
            continue
        if name == pardir:
            if path:
                head, tail = split(path)
                path = join(head, pardir, pardir) if tail == pardir else head
            else:
                path = pardir
            continue
        candidate = join(path, name)
        if not islink(candidate):
            path = candidate
            continue
        if candidate in seen:
            path = seen[candidate]
            if path is None:
                # The link leads back to itself.
                return join(candidate, rest), False
            continue
        seen[candidate] = None
        path, complete = _resolve(path, os.readlink(candidate), seen)
        if not complete:
            return join(path, rest), False
        seen[candidate] = path
    return path, True


def relpath(path, start=curdir):
    """The path that leads from the directory start to path."""
    if not path:
        raise ValueError("no path specified")
    here = [part for part in abspath(start).split(sep) if part]
    there = [part for part in abspath(path).split(sep) if part]
    common = len(commonprefix([here, there]))
    parts = [pardir] * (len(here) - common) + there[common:]
    return join(*parts) if parts else curdir
