"""A dictionary in Python to derive from, and a mixin that completes a mapping.

Both are registered as MutableMapping by _abcoll, so that the start of the
interpreter, which needs os.environ, need not load the abstract classes.
"""


def _receiver_and_source(method, owner, arguments, prefix=''):
    """What a method called with these positional arguments works on, and with.

    Methods whose keywords become keys take all they get by position this
    way: self must not be the name of a parameter. The source is None where
    none was given. Some messages start with a prefix.
    """
    if not arguments:
        raise TypeError("descriptor '%s' of '%s' object needs an argument" % (method, owner))
    if len(arguments) > 2:
        raise TypeError('%sexpected at most 1 arguments, got %d' % (prefix, len(arguments) - 1))
    return arguments[0], arguments[1] if len(arguments) == 2 else None


def _source_by_keyword(keywords):
    """Take the source out of the keywords, where an old program gives it as dict=."""
    if 'dict' not in keywords:
        return None
    import warnings
    warnings.warn("Passing 'dict' as keyword argument is deprecated",
                  PendingDeprecationWarning, stacklevel=3)
    return keywords.pop('dict')


def _contents(mapping):
    """The real dictionary of a UserDict; anything else as it is."""
    return mapping.data if isinstance(mapping, UserDict) else mapping


class UserDict:
    """A dict-like class around a real dictionary, the attribute data."""

    __hash__ = None

    def __init__(*args, **kwargs):
        self, source = _receiver_and_source('__init__', 'UserDict', args)
        if len(args) < 2:
            source = _source_by_keyword(kwargs)
        self.data = {}
        if source is not None:
            self.update(source)
        if kwargs:
            self.update(kwargs)

    def update(*args, **kwargs):
        self, source = _receiver_and_source('update', 'UserDict', args)
        if len(args) < 2:
            source = _source_by_keyword(kwargs)
        source = _contents(source)
        if source is None:
            pass
        elif isinstance(source, dict) or not hasattr(source, 'items'):
            self.data.update(source)
        else:
            for key, value in source.items():
                self[key] = value
        self.data.update(kwargs)

    def copy(self):
        if self.__class__ is UserDict:
            return UserDict(self.data.copy())
        import copy
        duplicate = copy.copy(self)
        # So far the two share their dictionary. A subclass fills its own as it likes.
        duplicate.data = {}
        duplicate.update(self)
        return duplicate

    @classmethod
    def fromkeys(cls, iterable, value=None):
        self = cls()
        for key in iterable:
            self[key] = value
        return self

    # By way of the operators, which a subclass may change.

    def get(self, key, failobj=None):
        return self[key] if key in self else failobj

    def setdefault(self, key, failobj=None):
        if key not in self:
            self[key] = failobj
        return self[key]

    # The same as a real dictionary's.

    def __getitem__(self, key):
        try:
            return self.data[key]
        except KeyError:
            if not hasattr(self.__class__, '__missing__'):
                raise
        return self.__class__.__missing__(self, key)

    def __setitem__(self, key, item):
        self.data[key] = item

    def __delitem__(self, key):
        del self.data[key]

    def pop(self, key, *args):
        return self.data.pop(key, *args)

    def popitem(self):
        return self.data.popitem()

    def clear(self):
        self.data.clear()

    def __contains__(self, key):
        return key in self.data

    def has_key(self, key):
        return key in self.data

    def __len__(self):
        return len(self.data)

    def __cmp__(self, dict):
        return cmp(self.data, _contents(dict))

    def __repr__(self):
        return repr(self.data)

    def iteritems(self):
        return self.data.iteritems()

    def items(self):
        return self.data.items()

    def iterkeys(self):
        return self.data.iterkeys()

    def keys(self):
        return self.data.keys()

    def itervalues(self):
        return self.data.itervalues()

    def values(self):
        return self.data.values()


class IterableUserDict(UserDict):
    """A UserDict over which one can iterate."""

    def __iter__(self):
        return iter(self.data)


def _pairs(source):
    """The entries of a mapping of any kind, as pairs; pairs as they are."""
    if source is None:
        return ()
    if hasattr(source, 'iteritems'):
        return source.iteritems()
    if hasattr(source, 'keys'):
        return ((key, source[key]) for key in source.keys())
    return source


def _as_dictionary(mapping):
    """A real dictionary with the entries of a DictMixin; anything else as it is."""
    return dict(mapping.iteritems()) if isinstance(mapping, DictMixin) else mapping


_missing = object()


def _find(mapping, key):
    """The value of a key, or _missing."""
    try:
        return mapping[key]
    except KeyError:
        return _missing


class DictMixin:
    """The whole interface of a mapping, on top of four methods.

    A class that derives from this defines __getitem__, __setitem__,
    __delitem__ and keys; more of them, such as __contains__ and __iter__,
    for speed.
    """

    # Lookup.

    def get(self, key, default=None):
        value = _find(self, key)
        return default if value is _missing else value

    def has_key(self, key):
        return _find(self, key) is not _missing

    def __contains__(self, key):
        return self.has_key(key)

    # Iteration.

    def __iter__(self):
        return iter(self.keys())

    def iterkeys(self):
        return iter(self)

    def iteritems(self):
        for key in self:
            yield key, self[key]

    def itervalues(self):
        return (value for key, value in self.iteritems())

    def items(self):
        return list(self.iteritems())

    def values(self):
        return [value for key, value in self.iteritems()]

    def __len__(self):
        return len(self.keys())

    # Change.

    def setdefault(self, key, default=None):
        value = _find(self, key)
        if value is _missing:
            self[key] = value = default
        return value

    def pop(self, key, *args):
        if len(args) > 1:
            raise TypeError('pop expected at most 2 arguments, got %d' % (len(args) + 1))
        # Without a default the mapping's own error goes to the caller.
        value = _find(self, key) if args else self[key]
        if value is _missing:
            return args[0]
        del self[key]
        return value

    def popitem(self):
        for key, value in self.iteritems():
            del self[key]
            return key, value
        raise KeyError('container is empty')

    def clear(self):
        for key in self.keys():
            del self[key]

    def update(self, other=None, **kwargs):
        for source in other, kwargs:
            for key, value in _pairs(source):
                self[key] = value

    # As a whole.

    def __repr__(self):
        return repr(_as_dictionary(self))

    def __cmp__(self, other):
        return cmp(_as_dictionary(self), _as_dictionary(other))
