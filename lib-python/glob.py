"""Find files by the patterns of the shell."""

import fnmatch
import os
import re
import sys

__all__ = ['glob', 'iglob']

try:
    _unicode = unicode
except NameError:
    class _unicode(object):
        """Stands in where the interpreter was built without unicode."""

magic_check = re.compile('[*?[]')


def has_magic(s):
    """Whether a path has characters that make it a pattern."""
    return magic_check.search(s) is not None


def glob(pathname):
    """A list of the paths that match a pattern.

    A name that starts with a dot is found only by a pattern that does.
    """
    return list(iglob(pathname))


def iglob(pathname):
    """An iterator over the paths that glob() returns."""
    dirname, basename = os.path.split(pathname)
    if not has_magic(pathname):
        if basename:
            if os.path.lexists(pathname):
                yield pathname
        elif os.path.isdir(dirname):
            # What ends in a slash matches directories only.
            yield pathname
        return
    if not dirname:
        for name in glob1(os.curdir, basename):
            yield name
        return
    if dirname != pathname and has_magic(dirname):
        dirs = iglob(dirname)
    else:
        dirs = [dirname]
    inside = glob1 if has_magic(basename) else glob0
    for dirname in dirs:
        for name in inside(dirname, basename):
            yield os.path.join(dirname, name)


def glob1(dirname, pattern):
    """The names in a directory that match a pattern."""
    if not dirname:
        dirname = os.curdir
    if isinstance(pattern, _unicode) and not isinstance(dirname, unicode):
        dirname = unicode(dirname, sys.getfilesystemencoding()
                          or sys.getdefaultencoding())
    try:
        names = os.listdir(dirname)
    except os.error:
        return []
    if pattern[0] != '.':
        names = [name for name in names if name[0] != '.']
    return fnmatch.filter(names, pattern)


def glob0(dirname, basename):
    """[basename] if the directory has it, else []."""
    if basename == '':
        found = os.path.isdir(dirname)
    else:
        found = os.path.lexists(os.path.join(dirname, basename))
    return [basename] if found else []
