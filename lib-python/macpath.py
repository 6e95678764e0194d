"""Paths of the Mac OS before X: of folders and names between colons, from a volume on unless they begin with a colon.

    Disk:folder:file        absolute
    :folder:file            from here on
    ::file                  in the folder above
"""

import genericpath
import os
from genericpath import commonprefix, exists, getatime, getctime, getmtime, getsize, isdir, isfile
from stat import *

__all__ = ['normcase', 'isabs', 'join', 'splitdrive', 'split', 'splitext', 'basename', 'dirname', 'commonprefix', 'getsize', 'getmtime',
           'getatime', 'getctime', 'islink', 'exists', 'lexists', 'isdir', 'isfile', 'walk', 'expanduser', 'expandvars', 'normpath',
           'abspath', 'curdir', 'pardir', 'sep', 'pathsep', 'defpath', 'altsep', 'extsep', 'devnull', 'realpath',
           'supports_unicode_filenames']

curdir, pardir, sep, altsep, extsep = ':', '::', ':', None, '.'
pathsep, defpath, devnull = '\n', ':', 'Dev:Null'
supports_unicode_filenames = True


class norm_error(Exception):
    """A path leads above its volume."""


# ---- parts

def normcase(path):
    """Names of files do not differ by case."""
    return path.lower()


def isabs(s):
    """Whether it begins with a volume."""
    return s.find(':') > 0


def join(s, *p):
    """The paths after each other, from the last absolute one on."""
    joined = s
    for part in p:
        if not joined or isabs(part):
            joined = part
            continue
        if ':' not in joined:
            # A folder here, not a volume.
            joined = ':' + joined
        joined = (joined if joined.endswith(':') else joined + ':') + (part[1:] if part.startswith(':') else part)
    return joined


def split(s):
    """(what is before the last colon, what comes after it); a volume keeps its colon."""
    head, colon, tail = s.rpartition(':')
    return (head + colon if head and ':' not in head else head), tail


def splitdrive(p):
    """Volumes are no drives: ('', path)."""
    return '', p


def splitext(p):
    return genericpath._splitext(p, sep, altsep, extsep)


splitext.__doc__ = genericpath._splitext.__doc__


def dirname(s):
    return split(s)[0]


def basename(s):
    return split(s)[1]


def expandvars(path):
    """The path: there are no variables."""
    return path


def expanduser(path):
    """The path: there are no users."""
    return path


def normpath(s):
    """The path without the folders that are left again, and without a colon at its end. norm_error."""
    if ':' not in s:
        return ':' + s
    parts = s.split(':')
    last = parts.pop()
    kept = parts[:1]
    for part in parts[1:]:
        if part or not kept[-1]:
            kept.append(part)
        elif len(kept) == 1:
            raise norm_error('Cannot use :: immediately after volume name')
        else:
            kept.pop()
    path = ':'.join(kept + [last])
    if path.endswith(':') and len(kept) > 1 and path.strip(':'):
        path = path[:-1]
    return path


def abspath(path):
    """The normal path from a volume on."""
    if not isabs(path):
        path = join(os.getcwdu() if isinstance(path, unicode) else os.getcwd(), path)
    return normpath(path)


# ---- files

def ismount(s):
    """Whether it may be a volume: it is absolute, and nothing comes after its last colon."""
    return isabs(s) and s.endswith(':')


def islink(s):
    """Whether it is an alias: only that system knows."""
    return False


def lexists(path):
    """Whether there is such a file, or a link."""
    try:
        os.lstat(path)
    except os.error:
        return False
    return True


def realpath(path):
    """The absolute path; aliases are not followed, see islink()."""
    return abspath(path)


def walk(top, func, arg):
    """Call func(arg, folder, names) for the folder and those in it. func may remove names."""
    try:
        names = os.listdir(top)
    except os.error:
        return
    func(arg, top, names)
    for path in [join(top, name) for name in names]:
        if isdir(path) and not islink(path):
            walk(path, func, arg)
