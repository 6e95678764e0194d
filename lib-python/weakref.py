"""Weak references, and dictionaries that hold their keys or values weakly."""

import UserDict

from _weakref import (getweakrefcount, getweakrefs, ref, proxy, CallableProxyType,
                      ProxyType, ReferenceType, _remove_dead_weakref)
from _weakrefset import WeakSet, _IterationGuard, _WeakContents
from exceptions import ReferenceError

__all__ = ['ref', 'proxy', 'getweakrefcount', 'getweakrefs', 'WeakKeyDictionary',
           'ReferenceError', 'ReferenceType', 'ProxyType', 'CallableProxyType',
           'ProxyTypes', 'WeakValueDictionary', 'WeakSet']

ProxyTypes = (ProxyType, CallableProxyType)


class KeyedRef(ref):
    """A weak reference that knows the key under which it is held."""

    __slots__ = 'key',

    def __new__(cls, ob, callback, key):
        self = super(KeyedRef, cls).__new__(cls, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super(KeyedRef, self).__init__(ob, callback)


def _gone():
    """In place of the reference that there is not: it has no object either."""


def _items_of(source):
    """The entries of a mapping or of pairs; none of None."""
    if source is None:
        return []
    return source.items() if hasattr(source, 'items') else dict(source).items()


class _WeakDictionary(_WeakContents, UserDict.UserDict):
    """What follows from iteritems(), which gives the living entries only."""

    def __iter__(self):
        return (key for key, value in self.iteritems())

    iterkeys = __iter__

    def itervalues(self):
        return (value for key, value in self.iteritems())

    def keys(self):
        return [key for key, value in self.iteritems()]

    def values(self):
        return [value for key, value in self.iteritems()]

    def items(self):
        return list(self.iteritems())

    def _iterrefs(self, references):
        with _IterationGuard(self):
            for reference in references:
                yield reference


class WeakValueDictionary(_WeakDictionary):
    """A dictionary whose entries go when their values die."""

    def __init__(*args, **kw):
        self, _ = UserDict._receiver_and_source('__init__', 'WeakValueDictionary', args)
        self._start_watching()
        UserDict.UserDict.__init__(*args, **kw)

    def __repr__(self):
        return '<WeakValueDictionary at %s>' % id(self)

    def _forget(self, reference):
        # The key may have got a new value in the meantime.
        _remove_dead_weakref(self.data, reference.key)

    # Lookup. None, which cannot be referred to weakly, stands for no value.

    def get(self, key, default=None):
        value = self.data.get(key, _gone)()
        return default if value is None else value

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key):
        return self.data.get(key, _gone)() is not None

    has_key = __contains__

    # Change.

    def __setitem__(self, key, value):
        self._settled()[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self._settled()[key]

    def setdefault(self, key, default=None):
        value = self.data.get(key, _gone)()
        if value is None:
            self[key] = value = default
        return value

    def pop(self, key, *args):
        value = self._settled().pop(key, _gone)()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def popitem(self):
        while True:
            key, reference = self._settled().popitem()
            value = reference()
            if value is not None:
                return key, value

    def clear(self):
        self._settled().clear()

    def update(*args, **kwargs):
        self, source = UserDict._receiver_and_source('update', 'WeakValueDictionary', args)
        data = self._settled()
        for key, value in _items_of(source) + kwargs.items():
            data[key] = KeyedRef(value, self._remove, key)

    # Iteration.

    def iteritems(self):
        with _IterationGuard(self):
            for reference in self.data.itervalues():
                value = reference()
                if value is not None:
                    yield reference.key, value

    def itervaluerefs(self):
        """An iterator over the references to the values, some of which may be dead.

        No value is kept alive by this.
        """
        return self._iterrefs(self.data.itervalues())

    def valuerefs(self):
        """A list of what itervaluerefs() gives."""
        return self.data.values()

    def copy(self):
        return WeakValueDictionary(self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        """Other keys, but the same values."""
        from copy import deepcopy
        duplicate = self.__class__()
        for key, value in self.iteritems():
            duplicate[deepcopy(key, memo)] = value
        return duplicate


class WeakKeyDictionary(_WeakDictionary):
    """A dictionary whose entries go when their keys die."""

    def __init__(self, dict=None):
        self._start_watching()
        self.data = {}
        if dict is not None:
            self.update(dict)

    def __repr__(self):
        return '<WeakKeyDictionary at %s>' % id(self)

    def _forget(self, reference):
        # No new entry can be hit: a dead reference is equal to itself alone.
        self.data.pop(reference, None)

    # Lookup.

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    has_key = __contains__

    # Change.

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def update(self, dict=None, **kwargs):
        for key, value in _items_of(dict) + kwargs.items():
            self.data[ref(key, self._remove)] = value

    # Iteration.

    def iteritems(self):
        with _IterationGuard(self):
            for reference, value in self.data.iteritems():
                key = reference()
                if key is not None:
                    yield key, value

    def iterkeyrefs(self):
        """An iterator over the references to the keys, some of which may be dead.

        No key is kept alive by this.
        """
        return self._iterrefs(self.data.iterkeys())

    def keyrefs(self):
        """A list of what iterkeyrefs() gives."""
        return self.data.keys()

    def copy(self):
        return WeakKeyDictionary(self)

    __copy__ = copy

    def __deepcopy__(self, memo):
        """The same keys, but other values."""
        from copy import deepcopy
        duplicate = self.__class__()
        for key, value in self.iteritems():
            duplicate[key] = deepcopy(value, memo)
        return duplicate
