"""Path operations that do not depend on how a system writes its paths."""

import os
import stat

__all__ = ['commonprefix', 'exists', 'getatime', 'getctime', 'getmtime',
           'getsize', 'isdir', 'isfile']

try:
    _unicode = unicode
except NameError:
    class _unicode(object):
        """Stands in where the interpreter was built without unicode."""


def _mode(path):
    """The st_mode of path, links followed; 0 if it cannot be had."""
    try:
        return os.stat(path).st_mode
    except os.error:
        return 0


def exists(path):
    """Whether path names something; False for a broken symbolic link."""
    try:
        os.stat(path)
    except os.error:
        return False
    return True


def isfile(path):
    """Whether path is a regular file (symbolic links are followed)."""
    return stat.S_ISREG(_mode(path))


def isdir(s):
    """Whether s is a directory (symbolic links are followed)."""
    return stat.S_ISDIR(_mode(s))


def getsize(filename):
    """Size of a file in bytes, as os.stat() gives it."""
    return os.stat(filename).st_size


def getmtime(filename):
    """Time of a file's last modification."""
    return os.stat(filename).st_mtime


def getatime(filename):
    """Time of a file's last access."""
    return os.stat(filename).st_atime


def getctime(filename):
    """Time of a file's last metadata change."""
    return os.stat(filename).st_ctime


def commonprefix(m):
    """The longest string (or list of components) that starts every item of m."""
    if not m:
        return ''
    # Whatever the smallest and the largest share, all those between share.
    low, high = min(m), max(m)
    length = 0
    for a in low:
        if length == len(high) or a != high[length]:
            return low[:length]
        length += 1
    return low


def _splitext(p, sep, altsep, extsep):
    """Split p into root and extension; leading dots of a name start no extension."""
    start = p.rfind(sep)
    if altsep:
        start = max(start, p.rfind(altsep))
    start += 1
    dot = p.rfind(extsep, start)
    if dot > start and p[start:dot].strip(extsep):
        return p[:dot], p[dot:]
    return p, ''
