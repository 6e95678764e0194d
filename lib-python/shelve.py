"""A dict of objects in a file: a database whose values are pickled.

What is changed in an object that was taken from a shelf is not written back; with writeback=True it is, by sync()
and close(), at the price that all objects that were ever asked for stay in memory.
"""

from cPickle import dumps, loads
import UserDict

__all__ = ['Shelf', 'BsdDbShelf', 'DbfilenameShelf', 'open']


class _ClosedDict(UserDict.DictMixin):
    """What a closed shelf has in place of its dict."""

    def closed(self, *args):
        raise ValueError('invalid operation on closed shelf')

    __getitem__ = __setitem__ = __delitem__ = keys = closed

    def __repr__(self):
        return '<Closed Dictionary>'


class Shelf(UserDict.DictMixin):
    """A shelf in any mapping from strings to strings."""

    def __init__(self, dict, protocol=None, writeback=False):
        self.dict, self.cache = dict, {}
        self._protocol, self.writeback = protocol or 0, writeback

    def keys(self):
        return self.dict.keys()

    def __contains__(self, key):
        return key in self.dict

    has_key = __contains__

    def __len__(self):
        return len(self.dict)

    def get(self, key, default=None):
        return self[key] if key in self.dict else default

    def __getitem__(self, key):
        if key in self.cache:
            return self.cache[key]
        value = loads(self.dict[key])
        if self.writeback:
            # It may be changed by who gets it.
            self.cache[key] = value
        return value

    def __setitem__(self, key, value):
        if self.writeback:
            self.cache[key] = value
        self.dict[key] = dumps(value, self._protocol)

    def __delitem__(self, key):
        del self.dict[key]
        self.cache.pop(key, None)

    def sync(self):
        """Write back what is in the cache, and empty it."""
        if self.writeback:
            # A subclass may have another way of storing.
            self.writeback = False
            for item in self.cache.iteritems():
                self.__setitem__(*item)
            self.writeback, self.cache = True, {}
        if hasattr(self.dict, 'sync'):
            self.dict.sync()

    def close(self):
        if self.dict is None:
            return
        try:
            self.sync()
            if hasattr(self.dict, 'close'):
                self.dict.close()
        finally:
            try:
                self.dict = _ClosedDict()
            except (NameError, TypeError):
                # The interpreter ends, and the module's names are gone.
                self.dict = None

    def __del__(self):
        # Without this its __init__() has failed, and there is nothing to close.
        if hasattr(self, 'writeback'):
            self.close()


class BsdDbShelf(Shelf):
    """A shelf in a database of the module bsddb, which has an order; its records are given as (key, object)."""

    def set_location(self, key):
        return self._unpickled(self.dict.set_location(key))

    def first(self):
        return self._unpickled(self.dict.first())

    def last(self):
        return self._unpickled(self.dict.last())

    def next(self):
        return self._unpickled(self.dict.next())

    def previous(self):
        return self._unpickled(self.dict.previous())

    def _unpickled(self, record):
        return record[0], loads(record[1])


class DbfilenameShelf(Shelf):
    """A shelf in a database of anydbm."""

    def __init__(self, filename, flag='c', protocol=None, writeback=False):
        import anydbm
        Shelf.__init__(self, anydbm.open(filename, flag), protocol, writeback)


def open(filename, flag='c', protocol=None, writeback=False):
    """The shelf in a file; flag as for anydbm.open(), protocol as for pickling."""
    return DbfilenameShelf(filename, flag, protocol, writeback)
