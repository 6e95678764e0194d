"""Paths of Windows; on Windows this is os.path, but it works with them anywhere."""

import os
import re
import sys
import genericpath
from genericpath import *
from genericpath import _unicode

curdir, pardir, extsep = '.', '..', '.'
sep, altsep, pathsep = '\\', '/', ';'
defpath, devnull = '.;C:\\bin', 'nul'
supports_unicode_filenames = False

__all__ = (genericpath.__all__ + 'abspath altsep basename curdir defpath devnull dirname '
           'expanduser expandvars extsep isabs islink ismount join lexists normcase normpath '
           'pardir pathsep realpath relpath sep split splitdrive splitext splitunc '
           'supports_unicode_filenames walk'.split())

_SEPARATORS = '\\/'


def _begins_with_separator(path):
    return path[:1] in ('\\', '/')


def normcase(s):
    """A path as it compares with others: small letters, backslashes."""
    return s.replace(altsep, sep).lower()


# ---- parts of paths

def _share_end(path):
    """Where the share of a path \\\\host\\share\\... ends; 0 if there is none."""
    unified = path.replace('\\', '/')
    if not unified.startswith('//'):
        return 0
    host_end = unified.find('/', 2)
    if host_end <= 2:
        return 0
    end = unified.find('/', host_end + 1)
    if end == host_end + 1:
        return 0
    return end if end >= 0 else len(path)


def splitdrive(p):
    """(drive or share, the rest of a path)"""
    end = 2 if p[1:2] == ':' else _share_end(p)
    return p[:end], p[end:]


def splitunc(p):
    """(share, the rest of a path)"""
    end = 0 if p[1:2] == ':' else _share_end(p)
    return p[:end], p[end:]


def split(p):
    """(all before the last name of a path, that name)"""
    drive, rest = splitdrive(p)
    cut = max(rest.rfind(sep), rest.rfind(altsep)) + 1
    head = rest[:cut]
    # Of nothing but separators none is superfluous.
    return drive + (head.rstrip(_SEPARATORS) or head), rest[cut:]


def splitext(p):
    """(all before the last dot of the last name, the rest)"""
    return genericpath._splitext(p, sep, altsep, extsep)


def basename(p):
    """The last name of a path."""
    return split(p)[1]


def dirname(p):
    """All before the last name of a path."""
    return split(p)[0]


def isabs(s):
    """Whether a path, without its drive, begins at the root."""
    return _begins_with_separator(splitdrive(s)[1])


def ismount(path):
    """Whether a path is the root of a drive or a share."""
    share, rest = splitunc(path)
    if share:
        return len(rest) < 2
    rest = splitdrive(path)[1]
    return len(rest) == 1 and _begins_with_separator(rest)


def join(path, *paths):
    """The path that results from following paths one after another."""
    drive, place = splitdrive(path)
    for part in paths:
        new_drive, rest = splitdrive(part)
        same_drive = not new_drive or new_drive.lower() == drive.lower()
        if new_drive and same_drive or not drive:
            # As it was written last.
            drive = new_drive or drive
        if _begins_with_separator(rest):
            drive, place = new_drive or drive, rest
        elif not same_drive:
            drive, place = new_drive, rest
        elif place and place[-1] not in _SEPARATORS:
            place += sep + rest
        else:
            place += rest
    if drive and place and drive[-1] != ':' and not _begins_with_separator(place):
        # Only a drive may be without a root.
        return drive + sep + place
    return drive + place


def normpath(path):
    """A path in its shortest form, with backslashes."""
    if path.startswith(('\\\\.\\', '\\\\?\\')):
        # Names of devices, and paths that are to be taken literally.
        return path
    slash, dot = (u'\\', u'.') if isinstance(path, _unicode) else ('\\', '.')
    drive, rest = splitdrive(path.replace('/', '\\'))
    roots = len(rest) - len(rest.lstrip('\\'))
    if roots:
        # Without a drive several may mean something.
        drive += slash * (1 if drive else roots)
    names = []
    for name in rest.split('\\'):
        if name == pardir and names and names[-1] != pardir:
            names.pop()
        elif name not in ('', curdir) and not (name == pardir and not names and roots):
            names.append(name)
    return (drive + slash.join(names)) or dot


def abspath(path):
    """A path from the root, in its shortest form."""
    if not isabs(path):
        here = os.getcwdu if isinstance(path, _unicode) else os.getcwd
        path = join(here(), path)
    return normpath(path)


# Python 2 knows no links on Windows.
realpath = abspath
lexists = exists


def islink(path):
    """False."""
    return False


def _taken_apart(path):
    """(whether it is on a share, share or drive, names) of a path."""
    path = abspath(normpath(path))
    drive, rest = splitdrive(path)
    return bool(splitunc(path)[0]), drive, [name for name in rest.split(sep) if name]


def relpath(path, start=curdir):
    """A path as it is from a directory; ValueError if that is on another drive."""
    if not path:
        raise ValueError('no path specified')
    start_shared, start_drive, start_names = _taken_apart(start)
    shared, drive, names = _taken_apart(path)
    if shared != start_shared:
        raise ValueError('Cannot mix UNC and non-UNC paths (%s and %s)' % (path, start))
    if drive.lower() != start_drive.lower():
        kinds = ('UNC root', 'UNC root') if shared else ('drive', 'drive')
        raise ValueError('path is on %s %s, start on %s %s'
                         % (kinds[0], drive, kinds[1], start_drive))
    common = 0
    while (common < min(len(names), len(start_names))
           and names[common].lower() == start_names[common].lower()):
        common += 1
    steps = [pardir] * (len(start_names) - common) + names[common:]
    if steps:
        return join(*steps)
    return _unicode(curdir) if isinstance(path, _unicode) else curdir


def walk(top, func, arg):
    """Call func(arg, directory, names) for all directories of a tree. os.walk() is better."""
    try:
        names = os.listdir(top)
    except os.error:
        return
    func(arg, top, names)
    for path in [join(top, name) for name in names]:
        if isdir(path):
            walk(path, func, arg)


# ---- what is replaced in paths

def _home():
    """The directory of this user; None if nothing says it."""
    for variable in 'HOME', 'USERPROFILE':
        if variable in os.environ:
            return os.environ[variable]
    if 'HOMEPATH' not in os.environ:
        return None
    return join(os.environ.get('HOMEDRIVE', ''), os.environ['HOMEPATH'])


def expanduser(path):
    """A path with a directory for ~, or for ~user one that is beside it."""
    if path[:1] != '~':
        return path
    end = len(re.match(r'[^\\/]*', path).group())
    home = _home()
    if home is None:
        return path
    if end > 1:
        home = join(dirname(home), path[1:end])
    return home + path[end:]


# Quoted text, doubled signs, and the ways to write a variable.
_variable = re.compile(r"(?s)'[^']*(?:'|$)|\$\$|%%|%([^%]*)%|\$\{([^}]*)\}|\$([-\w]+)"
                       r"|((?:%|\$\{).*)")


def expandvars(path):
    """A path with values for $name, ${name} and %name%, but not within single quotes.

    Unknown names stay; $$ and %% become one character.
    """
    if '$' not in path and '%' not in path:
        return path
    encoding = sys.getfilesystemencoding() if isinstance(path, _unicode) else None

    def value(match):
        text = match.group()
        if text in ('$$', '%%'):
            return text[0]
        if text[0] == "'" or match.group(4):
            return text
        name = [group for group in match.groups() if group is not None][0]
        if encoding is None:
            return os.environ.get(name, text)
        found = os.environ.get(name.encode(encoding))
        return text if found is None else found.decode(encoding)
    return _variable.sub(value, path)
