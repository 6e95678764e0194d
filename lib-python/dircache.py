"""Listings of directories, read again only when these change; deprecated."""

from warnings import warnpy3k
warnpy3k('the dircache module has been removed in Python 3.0', stacklevel=2)
del warnpy3k

import os

__all__ = ['listdir', 'opendir', 'annotate', 'reset']

cache = {}


def reset():
    """Forget all listings."""
    cache.clear()


def listdir(path):
    """The sorted names in a directory. Do not change the list: it is the one kept."""
    try:
        mtime, names = cache[path]
        del cache[path]
    except KeyError:
        mtime, names = -1, []
    now = os.stat(path).st_mtime
    if now != mtime:
        names = sorted(os.listdir(path))
    cache[path] = now, names
    return names


opendir = listdir       # the old name


def annotate(head, list):
    """Put a slash after the names of a list that are directories in head."""
    for i, name in enumerate(list):
        if os.path.isdir(os.path.join(head, name)):
            list[i] = name + '/'
