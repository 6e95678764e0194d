"""Entries of folders that know what they are: what the package scandir takes from a module in C elsewhere."""

import errno
import os
import stat

__all__ = ['DirEntry', 'scandir']


class DirEntry(object):
    """A name in a folder. What lstat() and stat() tell is asked once."""

    __slots__ = 'name', 'path', '_own', '_target'

    def __init__(self, folder, name):
        self.name, self.path = name, os.path.join(folder, name)
        self._own = self._target = None

    def __repr__(self):
        return '<DirEntry %r>' % self.name

    def stat(self, follow_symlinks=True):
        if self._own is None:
            self._own = os.lstat(self.path)
        if not follow_symlinks or not stat.S_ISLNK(self._own.st_mode):
            return self._own
        if self._target is None:
            self._target = os.stat(self.path)
        return self._target

    def inode(self):
        return self.stat(follow_symlinks=False).st_ino

    def _is(self, test, follow_symlinks):
        try:
            return test(self.stat(follow_symlinks).st_mode)
        except OSError as error:
            if error.errno != errno.ENOENT:
                raise
            return False              # removed meanwhile, or a link to nothing

    def is_dir(self, follow_symlinks=True):
        return self._is(stat.S_ISDIR, follow_symlinks)

    def is_file(self, follow_symlinks=True):
        return self._is(stat.S_ISREG, follow_symlinks)

    def is_symlink(self):
        return self._is(stat.S_ISLNK, False)


def scandir(path=u'.'):
    """An iterator over a folder's entries."""
    return (DirEntry(path, name) for name in os.listdir(path))
