"""Weak references, and dictionaries that hold their keys or values weakly."""

import UserDict

from _weakref import (getweakrefcount, getweakrefs, ref, proxy, CallableProxyType,
                      ProxyType, ReferenceType)
from _weakrefset import WeakSet, _IterationGuard
from exceptions import ReferenceError

ProxyTypes = (ProxyType, CallableProxyType)

__all__ = ['ref', 'proxy', 'getweakrefcount', 'getweakrefs', 'WeakKeyDictionary',
           'ReferenceError', 'ReferenceType', 'ProxyType', 'CallableProxyType',
           'ProxyTypes', 'WeakValueDictionary', 'WeakSet']

try:
    from _weakref import _remove_dead_weakref
except ImportError:
    def _remove_dead_weakref(dct, key):
        """Delete an entry unless its value is a reference that is alive."""
        reference = dct.get(key)
        if reference is not None and reference() is None:
            del dct[key]


class WeakValueDictionary(UserDict.UserDict):
    """A dictionary whose entries go when their values die."""

    def __init__(*args, **kw):
        if not args:
            raise TypeError("descriptor '__init__' of 'WeakValueDictionary' "
                            "object needs an argument")
        self = args[0]
        args = args[1:]
        if len(args) > 1:
            raise TypeError('expected at most 1 arguments, got %d' % len(args))

        def remove(wr, selfref=ref(self), _atomic_removal=_remove_dead_weakref):
            self = selfref()
            if self is not None:
                if self._iterating:
                    self._pending_removals.append(wr.key)
                else:
                    # The key may have got a new value in the meantime.
                    _atomic_removal(self.data, wr.key)
        self._remove = remove
        self._pending_removals = []
        self._iterating = set()
        UserDict.UserDict.__init__(self, *args, **kw)

    def _commit_removals(self):
        pending = self._pending_removals
        data = self.data
        while pending:
            _remove_dead_weakref(data, pending.pop())

    def __getitem__(self, key):
        if self._pending_removals:
            self._commit_removals()
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __delitem__(self, key):
        if self._pending_removals:
            self._commit_removals()
        del self.data[key]

    def __contains__(self, key):
        if self._pending_removals:
            self._commit_removals()
        try:
            return self.data[key]() is not None
        except KeyError:
            return False

    has_key = __contains__

    def __repr__(self):
        return '<WeakValueDictionary at %s>' % id(self)

    def __setitem__(self, key, value):
        if self._pending_removals:
            self._commit_removals()
        self.data[key] = KeyedRef(value, self._remove, key)

    def clear(self):
        if self._pending_removals:
            self._commit_removals()
        self.data.clear()

    def copy(self):
        if self._pending_removals:
            self._commit_removals()
        new = WeakValueDictionary()
        for key, wr in self.data.items():
            value = wr()
            if value is not None:
                new[key] = value
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        if self._pending_removals:
            self._commit_removals()
        new = self.__class__()
        for key, wr in self.data.items():
            value = wr()
            if value is not None:
                new[deepcopy(key, memo)] = value
        return new

    def get(self, key, default=None):
        if self._pending_removals:
            self._commit_removals()
        try:
            value = self.data[key]()
        except KeyError:
            return default
        return default if value is None else value

    def items(self):
        return list(self.iteritems())

    def iteritems(self):
        if self._pending_removals:
            self._commit_removals()
        with _IterationGuard(self):
            for wr in self.data.itervalues():
                value = wr()
                if value is not None:
                    yield wr.key, value

    def iterkeys(self):
        for key, _ in self.iteritems():
            yield key

    __iter__ = iterkeys

    def itervaluerefs(self):
        """An iterator over the weak references to the values.

        They may be dead by the time they are used; but no value is kept
        alive by this.
        """
        if self._pending_removals:
            self._commit_removals()
        with _IterationGuard(self):
            for wr in self.data.itervalues():
                yield wr

    def itervalues(self):
        for _, value in self.iteritems():
            yield value

    def keys(self):
        return [key for key, _ in self.iteritems()]

    def popitem(self):
        if self._pending_removals:
            self._commit_removals()
        while True:
            key, wr = self.data.popitem()
            value = wr()
            if value is not None:
                return key, value

    def pop(self, key, *args):
        if self._pending_removals:
            self._commit_removals()
        try:
            value = self.data.pop(key)()
        except KeyError:
            value = None
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def setdefault(self, key, default=None):
        if self._pending_removals:
            self._commit_removals()
        try:
            value = self.data[key]()
        except KeyError:
            value = None
        if value is not None:
            return value
        self.data[key] = KeyedRef(default, self._remove, key)
        return default

    def update(*args, **kwargs):
        if not args:
            raise TypeError("descriptor 'update' of 'WeakValueDictionary' "
                            "object needs an argument")
        self = args[0]
        args = args[1:]
        if len(args) > 1:
            raise TypeError('expected at most 1 arguments, got %d' % len(args))
        if self._pending_removals:
            self._commit_removals()
        entries = []
        if args and args[0] is not None:
            other = args[0]
            if not hasattr(other, 'items'):
                other = dict(other)
            entries.extend(other.items())
        entries.extend(kwargs.items())
        for key, value in entries:
            self.data[key] = KeyedRef(value, self._remove, key)

    def valuerefs(self):
        """A list of the weak references to the values; see itervaluerefs()."""
        if self._pending_removals:
            self._commit_removals()
        return self.data.values()

    def values(self):
        return [value for _, value in self.iteritems()]


class KeyedRef(ref):
    """A weak reference that knows the key under which it is held."""

    __slots__ = 'key',

    def __new__(type, ob, callback, key):
        self = ref.__new__(type, ob, callback)
        self.key = key
        return self

    def __init__(self, ob, callback, key):
        super(KeyedRef, self).__init__(ob, callback)


class WeakKeyDictionary(UserDict.UserDict):
    """A dictionary whose entries go when their keys die."""

    def __init__(self, dict=None):
        self.data = {}

        def remove(k, selfref=ref(self)):
            self = selfref()
            if self is not None:
                if self._iterating:
                    self._pending_removals.append(k)
                else:
                    self.data.pop(k, None)
        self._remove = remove
        self._pending_removals = []
        self._iterating = set()
        if dict is not None:
            self.update(dict)

    def _commit_removals(self):
        # No test for what was added since: a dead key equals no other.
        pending = self._pending_removals
        data = self.data
        while pending:
            data.pop(pending.pop(), None)

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __getitem__(self, key):
        return self.data[ref(key)]

    def __repr__(self):
        return '<WeakKeyDictionary at %s>' % id(self)

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def copy(self):
        new = WeakKeyDictionary()
        for key, value in self.iteritems():
            new[key] = value
        return new

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        new = self.__class__()
        for key, value in self.iteritems():
            new[key] = deepcopy(value, memo)
        return new

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def __contains__(self, key):
        try:
            wr = ref(key)
        except TypeError:
            return False
        return wr in self.data

    has_key = __contains__

    def items(self):
        return list(self.iteritems())

    def iteritems(self):
        with _IterationGuard(self):
            for wr, value in self.data.iteritems():
                key = wr()
                if key is not None:
                    yield key, value

    def iterkeyrefs(self):
        """An iterator over the weak references to the keys.

        They may be dead by the time they are used; but no key is kept
        alive by this.
        """
        with _IterationGuard(self):
            for wr in self.data.iterkeys():
                yield wr

    def iterkeys(self):
        for key, _ in self.iteritems():
            yield key

    __iter__ = iterkeys

    def itervalues(self):
        for _, value in self.iteritems():
            yield value

    def keyrefs(self):
        """A list of the weak references to the keys; see iterkeyrefs()."""
        return self.data.keys()

    def keys(self):
        return [key for key, _ in self.iteritems()]

    def values(self):
        return [value for _, value in self.iteritems()]

    def popitem(self):
        while True:
            wr, value = self.data.popitem()
            key = wr()
            if key is not None:
                return key, value

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def update(self, dict=None, **kwargs):
        entries = []
        if dict is not None:
            if not hasattr(dict, 'items'):
                dict = type({})(dict)
            entries.extend(dict.items())
        for key, value in entries:
            self.data[ref(key, self._remove)] = value
        if kwargs:
            self.update(kwargs)
