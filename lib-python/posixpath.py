"""Paths as POSIX has them; on such systems this is os.path."""

import os
import stat
import sys
import genericpath
from genericpath import *
from genericpath import _unicode

curdir, pardir, extsep = '.', '..', '.'
sep, altsep, pathsep = '/', None, ':'
defpath, devnull = ':/bin:/usr/bin', '/dev/null'
supports_unicode_filenames = sys.platform == 'darwin'

__all__ = (genericpath.__all__ + 'abspath altsep basename curdir defpath devnull dirname '
           'expanduser expandvars extsep isabs islink ismount join lexists normcase normpath '
           'pardir pathsep realpath relpath samefile sameopenfile samestat sep split '
           'splitdrive splitext supports_unicode_filenames walk'.split())


def normcase(s):
    """A path as it compares with others: as it is."""
    return s


# ---- parts of paths

def split(p):
    """(all before the last name of a path, that name)"""
    cut = p.rfind('/') + 1
    head = p[:cut]
    # Of nothing but slashes none is superfluous.
    return head.rstrip('/') or head, p[cut:]


def basename(p):
    """The last name of a path."""
    return p[p.rfind('/') + 1:]


def dirname(p):
    """All before the last name of a path."""
    head = p[:p.rfind('/') + 1]
    return head.rstrip('/') or head


def splitext(p):
    """(all before the last dot of the last name, the rest)"""
    return genericpath._splitext(p, '/', None, '.')


def splitdrive(p):
    """('', path), as there are no drives."""
    return '', p


def isabs(s):
    """Whether a path begins at the root."""
    return s.startswith('/')


def join(a, *p):
    """The path that results from following paths one after another."""
    path = a
    for part in p:
        if part.startswith('/'):
            path = part
        elif not path or path.endswith('/'):
            path += part
        else:
            path += '/' + part
    return path


def normpath(path):
    """A path in its shortest form, as if there were no links."""
    slash, dot = (u'/', u'.') if isinstance(path, _unicode) else ('/', '.')
    roots = len(path) - len(path.lstrip('/'))
    names = []
    for name in path.split('/'):
        if name == '..' and names and names[-1] != '..':
            names.pop()
        elif name and name != '.' and (name != '..' or names or not roots):
            names.append(name)
    # Just two slashes may mean something else than one.
    root = slash * (roots if roots < 3 else 1)
    return (root + slash.join(names)) or dot


def abspath(path):
    """A path from the root, in its shortest form."""
    if not isabs(path):
        here = os.getcwdu if isinstance(path, _unicode) else os.getcwd
        path = join(here(), path)
    return normpath(path)


def relpath(path, start=curdir):
    """A path as it is from a directory."""
    if not path:
        raise ValueError('no path specified')
    origin, names = [filter(None, abspath(place).split('/')) for place in (start, path)]
    common = len(commonprefix([origin, names]))
    steps = [pardir] * (len(origin) - common) + names[common:]
    return join(*steps) if steps else curdir


# ---- files

def lexists(path):
    """Whether there is something, be it a link that leads nowhere."""
    try:
        os.lstat(path)
    except os.error:
        return False
    return True


def islink(path):
    """Whether it is a symbolic link."""
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except (os.error, AttributeError):
        return False


def samestat(s1, s2):
    """Whether two results of stat() are of one file."""
    return (s1.st_dev, s1.st_ino) == (s2.st_dev, s2.st_ino)


def samefile(f1, f2):
    """Whether two paths are of one file."""
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    """Whether two descriptors are of one file."""
    return samestat(os.fstat(fp1), os.fstat(fp2))


def ismount(path):
    """Whether a path is the root of a file system."""
    if islink(path):
        return False
    try:
        inside = os.lstat(path)
        outside = os.lstat(realpath(join(path, pardir)))
    except os.error:
        return False
    # The root is its own parent.
    return inside.st_dev != outside.st_dev or inside.st_ino == outside.st_ino


def walk(top, func, arg):
    """Call func(arg, directory, names) for all directories of a tree. os.walk() is better.

    Which are visited can be changed by changing names; links are not followed.
    """
    if sys.py3kwarning:
        from warnings import warnpy3k
        warnpy3k('In 3.x, os.path.walk is removed in favor of os.walk.', stacklevel=2)
    _walk(top, func, arg)


def _walk(top, func, arg):
    try:
        names = os.listdir(top)
    except os.error:
        return
    func(arg, top, names)
    for name in names:
        path = join(top, name)
        if isdir(path) and not islink(path):
            _walk(path, func, arg)


def realpath(filename):
    """A path from the root, without links."""
    return abspath(_resolved(filename[:0], filename, {})[0])


def _resolved(path, rest, known):
    """(path with rest after it, without links; whether that was possible).

    known has what links lead to, and None for a link that is being followed.
    """
    if isabs(rest):
        path, rest = sep, rest[1:]
    while rest:
        name, _, rest = rest.partition(sep)
        if name in ('', curdir):
            continue
        if name == pardir:
            path = _above(path)
            continue
        step = join(path, name)
        if not islink(step):
            path = step
        elif step not in known:
            known[step] = None
            path, complete = _resolved(path, os.readlink(step), known)
            if not complete:
                return join(path, rest), False
            known[step] = path
        elif known[step] is not None:
            path = known[step]
        else:
            # It leads in a circle.
            return join(step, rest), False
    return path, True


def _above(path):
    """The parent of a path without links."""
    if not path:
        return pardir
    head, tail = split(path)
    return join(head, pardir, pardir) if tail == pardir else head


# ---- what is replaced in paths

def expanduser(path):
    """A path with the directory of this user for ~, and of another for ~user."""
    if not path.startswith('~'):
        return path
    name, slash, rest = path[1:].partition('/')
    home = os.environ.get('HOME') if not name else None
    if home is None:
        # Only rarely needed.
        import pwd
        try:
            entry = pwd.getpwnam(name) if name else pwd.getpwuid(os.getuid())
        except KeyError:
            return path
        home = entry.pw_dir
    return home.rstrip('/') + slash + rest or '/'


_NAME = frozenset('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_')


def expandvars(path):
    """A path with values for $name and ${name}; unknown names stay."""
    if '$' not in path:
        return path
    encoding = sys.getfilesystemencoding() if isinstance(path, _unicode) else None
    pieces = path.split('$')
    # By hand: this is needed at the start, and re is not.
    result = pieces.pop(0)
    while pieces:
        piece = pieces.pop(0)
        if piece.startswith('{'):
            if any(['}' in other for other in pieces]):
                # A name may have a $.
                while '}' not in piece:
                    piece += '$' + pieces.pop(0)
            name, closed, after = piece[1:].partition('}')
            if not closed:
                name = None
        else:
            end = 0
            while end < len(piece) and (piece[end] in _NAME
                                        or encoding and piece[end].isalnum()):
                end += 1
            name, after = piece[:end], piece[end:]
        result += _value(name, encoding, after, '$' + piece)
    return result


def _value(name, encoding, after, text):
    """A variable's value and what is after it; the text if it is not set."""
    if not name:
        return text
    if encoding is None:
        return os.environ[name] + after if name in os.environ else text
    name = name.encode(encoding)
    return os.environ[name].decode(encoding) + after if name in os.environ else text
