"""The paths that match a pattern of the shell: * and ? and [...]."""

import fnmatch
import os
import re
import sys

__all__ = ['glob', 'iglob']

magic_check = re.compile('[*?[]')


def has_magic(s):
    """Whether a path has to be matched rather than looked up."""
    return bool(magic_check.search(s))


def glob(pathname):
    """A list of the paths that exist and match; in no order.

    Names with a dot in front only match a pattern with a dot in front.
    """
    return list(iglob(pathname))


def iglob(pathname):
    """Generate what glob() returns."""
    folder, name = os.path.split(pathname)
    if not has_magic(pathname):
        # Without a name it says that it is a directory.
        if os.path.lexists(pathname) if name else os.path.isdir(folder):
            yield pathname
    elif not folder:
        for found in glob1(os.curdir, name):
            yield found
    else:
        # The root is its own folder.
        search = folder != pathname and has_magic(folder)
        look_in = glob1 if has_magic(name) else glob0
        for place in iglob(folder) if search else (folder,):
            for found in look_in(place, name):
                yield os.path.join(place, found)


def glob1(dirname, pattern):
    """The names in a directory that match a pattern; none if it cannot be read."""
    folder = dirname or os.curdir
    if isinstance(pattern, unicode) and isinstance(folder, str):
        folder = folder.decode(sys.getfilesystemencoding() or sys.getdefaultencoding())
    try:
        names = os.listdir(folder)
    except os.error:
        return []
    if not pattern.startswith('.'):
        names = [name for name in names if not name.startswith('.')]
    return fnmatch.filter(names, pattern)


def glob0(dirname, basename):
    """The name, in a list, if the directory has it; no name means the directory."""
    if basename:
        exists = os.path.lexists(os.path.join(dirname, basename))
    else:
        exists = os.path.isdir(dirname)
    return [basename] if exists else []
