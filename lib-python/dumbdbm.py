"""A database of strings by strings that needs nothing but files; it is slow and not safe against failures.

The values are in NAME.dat, each beginning at a multiple of a block's size. NAME.dir has a line for each key: the
key, and place and length of its value. It is read as a whole when the database is opened; new keys are added to it
at once, other changes are only written by sync() and close(). NAME.bak is the index as it was before.
"""

import ast as _ast
import os as _os
import UserDict
import __builtin__

_open = __builtin__.open
_BLOCKSIZE = 512

error = IOError


def _blocks(size):
    return (size + _BLOCKSIZE - 1) // _BLOCKSIZE


class _Database(UserDict.DictMixin):
    # Taken along for __del__(), which may run when the module's names are gone.
    _os = _os
    _open = _open

    def __init__(self, filebasename, mode, flag='c'):
        self._mode = mode
        self._readonly = flag == 'r'
        self._dirfile, self._datfile, self._bakfile = [filebasename + self._os.extsep + suffix
                                                       for suffix in ('dir', 'dat', 'bak')]
        # Creates the file of values if there is none.
        try:
            self._open(self._datfile, 'r').close()
        except IOError:
            with self._open(self._datfile, 'w'):
                self._chmod(self._datfile)
        self._update()

    def _update(self):
        """Read the index."""
        # {key: (position, length)}
        self._index = {}
        try:
            index = self._open(self._dirfile)
        except IOError:
            # To be written even if nothing is put in, so that there is a database.
            self._modified = not self._readonly
            return
        self._modified = False
        with index:
            for line in index:
                key, place = _ast.literal_eval(line.rstrip())
                self._index[key] = place

    def _commit(self):
        """Write the index, if it has changed."""
        if self._index is None or not self._modified:
            return
        for act, names in (self._os.unlink, [self._bakfile]), (self._os.rename, [self._dirfile, self._bakfile]):
            try:
                act(*names)
            except self._os.error:
                pass
        with self._open(self._dirfile, 'w') as index:
            self._chmod(self._dirfile)
            for item in self._index.iteritems():
                index.write('%r, %r\n' % item)

    sync = _commit

    def __getitem__(self, key):
        position, length = self._index[key]
        with self._open(self._datfile, 'rb') as values:
            values.seek(position)
            return values.read(length)

    def __setitem__(self, key, value):
        if not type(key) is type(value) is str:
            raise TypeError('keys and values must be strings')
        self._modified = True
        if key not in self._index:
            self._addkey(key, self._addval(value))
            return
        position, length = self._index[key]
        # It is written over the old value where it fits; else that space is lost.
        fits = _blocks(len(value)) <= _blocks(length)
        self._index[key] = self._setval(position, value) if fits else self._addval(value)

    def _addval(self, value):
        """Write a value behind all others; its (position, length)."""
        with self._open(self._datfile, 'rb+') as values:
            values.seek(0, 2)
            end = int(values.tell())
            position = _blocks(end) * _BLOCKSIZE
            values.write('\0' * (position - end) + value)
        return position, len(value)

    def _setval(self, position, value):
        with self._open(self._datfile, 'rb+') as values:
            values.seek(position)
            values.write(value)
        return position, len(value)

    def _addkey(self, key, place):
        """Enter a new key, also in the file."""
        self._index[key] = place
        with self._open(self._dirfile, 'a') as index:
            self._chmod(self._dirfile)
            index.write('%r, %r\n' % (key, place))

    def __delitem__(self, key):
        self._modified = True
        # Its value stays in the file: finding the space again would need more than this.
        del self._index[key]
        self._commit()

    def __len__(self):
        return len(self._index)

    def keys(self):
        return self._index.keys()

    def __contains__(self, key):
        return key in self._index

    has_key = __contains__

    def iterkeys(self):
        return self._index.iterkeys()

    __iter__ = iterkeys

    def close(self):
        try:
            self._commit()
        finally:
            self._index = self._datfile = self._dirfile = self._bakfile = None

    __del__ = close

    def _chmod(self, file):
        if hasattr(self._os, 'chmod'):
            self._os.chmod(file, self._mode)


def open(file, flag=None, mode=0666):
    """Open a database, which is created if there is none; flag 'n' makes a new one only for the index."""
    try:
        mask = _os.umask(0)
        _os.umask(mask)
    except AttributeError:
        mask = 0
    return _Database(file, mode & ~mask, flag)
