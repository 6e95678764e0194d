"""Abstract base classes of the container types; collections re-exports them."""

from abc import ABCMeta, abstractmethod
import UserDict

__all__ = ['Hashable', 'Iterable', 'Iterator', 'Sized', 'Container',
           'Callable', 'Set', 'MutableSet', 'Mapping', 'MutableMapping',
           'MappingView', 'KeysView', 'ItemsView', 'ValuesView', 'Sequence',
           'MutableSequence']


# ---- what is recognised by its methods

_undefined = object()


def _definition(kind, name):
    """What a class of either style, or the first of its bases that does, has under a name."""
    if not hasattr(kind, '__mro__'):
        return getattr(kind, name, _undefined)
    for base in kind.__mro__:
        if name in base.__dict__:
            return base.__dict__[name]
    return _undefined


def _recognised_by(*names):
    """Class decorator: whatever class defines the methods is a virtual subclass."""
    def decorate(cls):
        def __subclasshook__(asked, candidate):
            # A class derived from cls asks for more than that.
            if asked is not cls:
                return NotImplemented
            for name in names:
                found = _definition(candidate, name)
                # By __hash__ = None a class takes hashing away.
                if found is _undefined or name == '__hash__' and not found:
                    return NotImplemented
            return True
        cls.__subclasshook__ = classmethod(__subclasshook__)
        return cls
    return decorate


@_recognised_by('__hash__')
class Hashable:
    """Has __hash__."""
    __metaclass__ = ABCMeta

    @abstractmethod
    def __hash__(self):
        return 0


@_recognised_by('__len__')
class Sized:
    """Has __len__."""
    __metaclass__ = ABCMeta

    @abstractmethod
    def __len__(self):
        return 0


@_recognised_by('__contains__')
class Container:
    """Has __contains__."""
    __metaclass__ = ABCMeta

    @abstractmethod
    def __contains__(self, x):
        return False


@_recognised_by('__call__')
class Callable:
    """Has __call__."""
    __metaclass__ = ABCMeta

    @abstractmethod
    def __call__(self, *args, **kwds):
        return False


@_recognised_by('__iter__')
class Iterable:
    """Has __iter__."""
    __metaclass__ = ABCMeta

    @abstractmethod
    def __iter__(self):
        return iter(())


@_recognised_by('next', '__iter__')
class Iterator(Iterable):
    """Has next and __iter__."""

    @abstractmethod
    def next(self):
        """The next item; StopIteration when there is none."""
        raise StopIteration

    def __iter__(self):
        return self


# ---- sets

class Set(Sized, Iterable, Container):
    """A finite set: __contains__, __iter__ and __len__ give all the rest.

    A class whose constructor does not take an iterable overrides
    _from_iterable(); one that knows a faster way to compare, __le__ and
    __ge__.
    """

    # Sets that compare by contents are not hashable unless they say so.
    __hash__ = None

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def _hash(self):
        """The hash value for a frozen set, that of the built-in one with these members."""
        return hash(frozenset(self))

    def isdisjoint(self, other):
        """Whether the two sets have no member in common."""
        for item in other:
            if item in self:
                return False
        return True

    # Comparison. What is no Set may know how to compare itself with one.

    def __le__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) <= len(other) and all(item in other for item in self)

    def __ge__(self, other):
        if not isinstance(other, Set):
            return NotImplemented
        return len(self) >= len(other) and all(item in self for item in other)

    def __lt__(self, other):
        if isinstance(other, Set):
            return len(self) < len(other) and self.__le__(other)
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, Set):
            return len(self) > len(other) and self.__ge__(other)
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, Set):
            return len(self) == len(other) and self.__le__(other)
        return NotImplemented

    def __ne__(self, other):
        return not (self == other)

    # New sets.

    def __as_set(self, other):
        """An operand as a Set, or None if it is not even iterable."""
        if isinstance(other, Set):
            return other
        return self._from_iterable(other) if isinstance(other, Iterable) else None

    def __and__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(item for item in other if item in self)
        return NotImplemented

    def __or__(self, other):
        if isinstance(other, Iterable):
            return self._from_iterable(item for part in (self, other) for item in part)
        return NotImplemented

    def __sub__(self, other):
        other = self.__as_set(other)
        if other is None:
            return NotImplemented
        return self._from_iterable(item for item in self if item not in other)

    def __rsub__(self, other):
        other = self.__as_set(other)
        if other is None:
            return NotImplemented
        return self._from_iterable(item for item in other if item not in self)

    def __xor__(self, other):
        other = self.__as_set(other)
        if other is None:
            return NotImplemented
        return (self - other) | (other - self)

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__


Set.register(frozenset)


class MutableSet(Set):
    """A set with add() and discard()."""

    @abstractmethod
    def add(self, value):
        """Make value a member, if it is none yet."""
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        """Take value out, if it is a member."""
        raise NotImplementedError

    def remove(self, value):
        """Take a member out; KeyError if it is none."""
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        """Take some member out and return it; KeyError if there is none."""
        for value in self:
            self.discard(value)
            return value
        raise KeyError

    def clear(self):
        """Take every member out."""
        for value in list(self):
            self.discard(value)

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __isub__(self, it):
        for value in list(it) if it is self else it:
            self.discard(value)
        return self

    def __iand__(self, it):
        for value in self - it:
            self.discard(value)
        return self

    def __ixor__(self, it):
        # Each value once: a second time would undo the first.
        for value in list(it) if it is self else self._Set__as_set(it):
            if value in self:
                self.discard(value)
            else:
                self.add(value)
        return self


MutableSet.register(set)


# ---- mappings

class Mapping(Sized, Iterable, Container):
    """A read-only mapping, from __getitem__, __iter__ and __len__."""

    # Mappings compare by contents and may change: no hash.
    __hash__ = None

    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def get(self, key, default=None):
        """The value of a key, or default where there is no such key."""
        try:
            return self[key]
        except KeyError:
            return default

    def keys(self):
        """A list of the keys."""
        return list(self)

    def values(self):
        """A list of the values."""
        return [self[key] for key in self]

    def items(self):
        """A list of the (key, value) pairs."""
        return [(key, self[key]) for key in self]

    def iterkeys(self):
        """An iterator over the keys."""
        return iter(self)

    def itervalues(self):
        """An iterator over the values."""
        return (self[key] for key in self)

    def iteritems(self):
        """An iterator over the (key, value) pairs."""
        return ((key, self[key]) for key in self)

    def __eq__(self, other):
        if isinstance(other, Mapping):
            return dict(self.items()) == dict(other.items())
        return NotImplemented

    def __ne__(self, other):
        return not (self == other)


class MutableMapping(Mapping):
    """A mapping with __setitem__ and __delitem__ too."""

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=_undefined):
        """Take a key out and return its value; default or KeyError without it."""
        try:
            value = self[key]
        except KeyError:
            if default is not _undefined:
                return default
            raise
        del self[key]
        return value

    def popitem(self):
        """Take some (key, value) pair out and return it; KeyError if there is none."""
        for key in self:
            value = self[key]
            del self[key]
            return key, value
        raise KeyError

    def clear(self):
        """Take every entry out."""
        for key in list(self):
            del self[key]

    def setdefault(self, key, default=None):
        """The value of a key, which is default from now on where it had none."""
        try:
            return self[key]
        except KeyError:
            self[key] = default
            return default

    def update(*args, **kwds):
        """Take over the entries of a mapping or of pairs, then the keywords."""
        self, other = UserDict._receiver_and_source('update', 'MutableMapping', args, 'update ')
        keys = ()
        if isinstance(other, Mapping):
            keys = other
        elif hasattr(other, 'keys'):
            keys = other.keys()
        elif len(args) > 1:
            for key, value in other:
                self[key] = value
        for key in keys:
            self[key] = other[key]
        for key, value in kwds.items():
            self[key] = value


MutableMapping.register(dict)
# Not there: os needs UserDict at every start of the interpreter, and none of these.
MutableMapping.register(UserDict.UserDict)
MutableMapping.register(UserDict.DictMixin)


class MappingView(Sized):
    """What a mapping's view methods return."""

    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return '%s(%r)' % (self.__class__.__name__, self._mapping)


class _SetView(MappingView, Set):
    """A view whose items are all different; new sets made of it are real ones."""

    @classmethod
    def _from_iterable(cls, it):
        return set(it)


class KeysView(_SetView):
    """The keys of a mapping, as a set."""

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        return iter(self._mapping)


class ItemsView(_SetView):
    """The (key, value) pairs of a mapping, as a set."""

    def __contains__(self, item):
        key, value = item
        try:
            return self._mapping[key] == value
        except KeyError:
            return False

    def __iter__(self):
        return ((key, self._mapping[key]) for key in self._mapping)


class ValuesView(MappingView):
    """The values of a mapping."""

    def __contains__(self, value):
        for key in self._mapping:
            if self._mapping[key] == value:
                return True
        return False

    def __iter__(self):
        return (self._mapping[key] for key in self._mapping)


KeysView.register(type({}.viewkeys()))
ItemsView.register(type({}.viewitems()))
ValuesView.register(type({}.viewvalues()))


# ---- sequences

class Sequence(Sized, Iterable, Container):
    """A read-only sequence, from __getitem__ and __len__."""

    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        position = 0
        while True:
            try:
                item = self[position]
            except IndexError:
                return
            yield item
            position += 1

    def __reversed__(self):
        position = len(self)
        while position > 0:
            position -= 1
            yield self[position]

    def __contains__(self, value):
        for item in self:
            if item == value:
                return True
        return False

    def index(self, value):
        """Position of the first item equal to value; ValueError if none is."""
        for position, item in enumerate(self):
            if item == value:
                return position
        raise ValueError

    def count(self, value):
        """How many items equal value."""
        return len([item for item in self if item == value])


for _kind in tuple, basestring, buffer, xrange:
    Sequence.register(_kind)
del _kind


class MutableSequence(Sequence):
    """A sequence with __setitem__, __delitem__ and insert() too."""

    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        """Put value before the item at index."""
        raise IndexError

    def append(self, value):
        """Put value at the end."""
        self.insert(len(self), value)

    def extend(self, values):
        """Put every item of values at the end."""
        for value in list(values) if values is self else values:
            self.append(value)

    def __iadd__(self, values):
        self.extend(values)
        return self

    def pop(self, index=-1):
        """Take the item at index, the last by default, out and return it."""
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        """Take the first item equal to value out; ValueError if none is."""
        del self[self.index(value)]

    def reverse(self):
        """Turn the order around, in place."""
        low, high = 0, len(self) - 1
        while low < high:
            self[low], self[high] = self[high], self[low]
            low, high = low + 1, high - 1


MutableSequence.register(list)
Iterable.register(str)
