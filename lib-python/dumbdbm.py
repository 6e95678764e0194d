"""A simple database in Python: a folder of keys in one file (.dir), values in another (.dat).

Values are put at multiples of 512 bytes. The folder is written when the
database is closed; space of values that are gone is not used again.
"""

import ast as _ast
import os as _os
import __builtin__
import UserDict

_open = __builtin__.open

_BLOCKSIZE = 512

error = IOError


class _Database(UserDict.DictMixin):

    # Needed when the interpreter ends.
    _os = _os
    _open = _open

    def __init__(self, filebasename, mode, flag='c'):
        self._mode = mode
        self._readonly = flag == 'r'
        self._dirfile = filebasename + _os.extsep + 'dir'
        self._datfile = filebasename + _os.extsep + 'dat'
        # The folder as it was when it was last written: key -> (position, size).
        self._bakfile = filebasename + _os.extsep + 'bak'
        self._index = None
        try:
            f = _open(self._datfile, 'r')
        except IOError:
            with _open(self._datfile, 'w') as f:
                self._chmod(self._datfile)
        else:
            f.close()
        self._update()

    def _update(self):
        self._index = {}
        try:
            f = _open(self._dirfile)
        except IOError:
            self._modified = not self._readonly
        else:
            self._modified = False
            with f:
                for line in f:
                    key, place = _ast.literal_eval(line.rstrip())
                    self._index[key] = place

    def _commit(self):
        """Write the folder; the old one is kept."""
        if self._index is None or not self._modified:
            return
        try:
            self._os.unlink(self._bakfile)
        except self._os.error:
            pass
        try:
            self._os.rename(self._dirfile, self._bakfile)
        except self._os.error:
            pass
        with self._open(self._dirfile, 'w') as f:
            self._chmod(self._dirfile)
            for key, place in self._index.iteritems():
                f.write('%r, %r\n' % (key, place))

    sync = _commit

    def __getitem__(self, key):
        position, size = self._index[key]
        with _open(self._datfile, 'rb') as f:
            f.seek(position)
            return f.read(size)

    def _addval(self, value):
        """Put a value at the end of the data."""
        with _open(self._datfile, 'rb+') as f:
            f.seek(0, 2)
            position = f.tell()
            start = (position + _BLOCKSIZE - 1) // _BLOCKSIZE * _BLOCKSIZE
            f.write('\0' * (start - position))
            f.write(value)
        return start, len(value)

    def _setval(self, position, value):
        """Put a value in the place of another."""
        with _open(self._datfile, 'rb+') as f:
            f.seek(position)
            f.write(value)
        return position, len(value)

    def _addkey(self, key, place):
        self._index[key] = place
        with _open(self._dirfile, 'a') as f:
            self._chmod(self._dirfile)
            f.write('%r, %r\n' % (key, place))

    def __setitem__(self, key, value):
        if not type(key) == type('') == type(value):
            raise TypeError('keys and values must be strings')
        self._modified = True
        if key not in self._index:
            self._addkey(key, self._addval(value))
            return
        position, size = self._index[key]
        old = (size + _BLOCKSIZE - 1) // _BLOCKSIZE
        new = (len(value) + _BLOCKSIZE - 1) // _BLOCKSIZE
        if new <= old:
            self._index[key] = self._setval(position, value)
        else:
            self._index[key] = self._addval(value)

    def __delitem__(self, key):
        self._modified = True
        # The value's blocks are lost.
        del self._index[key]
        self._commit()

    def keys(self):
        return self._index.keys()

    def has_key(self, key):
        return key in self._index

    def __contains__(self, key):
        return key in self._index

    def iterkeys(self):
        return self._index.iterkeys()

    __iter__ = iterkeys

    def __len__(self):
        return len(self._index)

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
    """The database of this name, made if need be. The flag is not used; mode is that of new files."""
    try:
        um = _os.umask(0)
        _os.umask(um)
    except AttributeError:
        pass
    else:
        mode &= ~um
    return _Database(file, mode, flag)
