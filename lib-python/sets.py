"""Sets, as they were before the built-in types set and frozenset."""

from itertools import ifilter, ifilterfalse

__all__ = ['BaseSet', 'Set', 'ImmutableSet']

import warnings
warnings.warn('the sets module is deprecated', DeprecationWarning, stacklevel=2)


class BaseSet(object):
    """What Set and ImmutableSet share. The elements are the keys of the dictionary _data."""

    __slots__ = ['_data']

    def __init__(self):
        if self.__class__ is BaseSet:
            raise TypeError('BaseSet is an abstract class.  Use Set or ImmutableSet.')

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        return self._repr()

    __str__ = __repr__

    def _repr(self, sorted=False):
        elements = self._data.keys()
        if sorted:
            elements.sort()
        return '%s(%r)' % (self.__class__.__name__, elements)

    def __iter__(self):
        return self._data.iterkeys()

    # Sets have no order: cmp() must not be asked for one.
    def __cmp__(self, other):
        raise TypeError("can't compare sets using cmp()")

    def __eq__(self, other):
        return isinstance(other, BaseSet) and self._data == other._data

    def __ne__(self, other):
        return not isinstance(other, BaseSet) or self._data != other._data

    def copy(self):
        """A shallow copy."""
        result = self.__class__()
        result._data.update(self._data)
        return result

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        result = self.__class__()
        memo[id(self)] = result
        for element in self:
            result._data[deepcopy(element, memo)] = True
        return result

    def __or__(self, other):
        if not isinstance(other, BaseSet):
            return NotImplemented
        return self.union(other)

    def union(self, other):
        """All that is in one or the other, as a new set."""
        result = self.__class__(self)
        result._update(other)
        return result

    def __and__(self, other):
        if not isinstance(other, BaseSet):
            return NotImplemented
        return self.intersection(other)

    def intersection(self, other):
        """All that is in both, as a new set."""
        if not isinstance(other, BaseSet):
            other = Set(other)
        little, big = (self, other) if len(self) <= len(other) else (other, self)
        return self.__class__(ifilter(big._data.__contains__, little))

    def __xor__(self, other):
        if not isinstance(other, BaseSet):
            return NotImplemented
        return self.symmetric_difference(other)

    def symmetric_difference(self, other):
        """All that is in only one of them, as a new set."""
        result = self.__class__()
        data = result._data
        selfdata = self._data
        try:
            otherdata = other._data
        except AttributeError:
            otherdata = Set(other)._data
        for element in ifilterfalse(otherdata.__contains__, selfdata):
            data[element] = True
        for element in ifilterfalse(selfdata.__contains__, otherdata):
            data[element] = True
        return result

    def __sub__(self, other):
        if not isinstance(other, BaseSet):
            return NotImplemented
        return self.difference(other)

    def difference(self, other):
        """All that is in this one alone, as a new set."""
        result = self.__class__()
        try:
            otherdata = other._data
        except AttributeError:
            otherdata = Set(other)._data
        for element in ifilterfalse(otherdata.__contains__, self):
            result._data[element] = True
        return result

    def __contains__(self, element):
        try:
            return element in self._data
        except TypeError:
            transform = getattr(element, '__as_temporarily_immutable__', None)
            if transform is None:
                raise
            return transform() in self._data

    def issubset(self, other):
        """Whether another set has all that this one has."""
        self._binary_sanity_check(other)
        if len(self) > len(other):
            return False
        for _ in ifilterfalse(other._data.__contains__, self):
            return False
        return True

    def issuperset(self, other):
        """Whether this set has all that another one has."""
        self._binary_sanity_check(other)
        if len(self) < len(other):
            return False
        for _ in ifilterfalse(self._data.__contains__, other):
            return False
        return True

    __le__ = issubset
    __ge__ = issuperset

    def __lt__(self, other):
        self._binary_sanity_check(other)
        return len(self) < len(other) and self.issubset(other)

    def __gt__(self, other):
        self._binary_sanity_check(other)
        return len(self) > len(other) and self.issuperset(other)

    # Mutable sets are not hashable.
    __hash__ = None

    def _binary_sanity_check(self, other):
        if not isinstance(other, BaseSet):
            raise TypeError('Binary operation only permitted between sets')

    def _compute_hash(self):
        result = 0
        for element in self:
            result ^= hash(element)
        return result

    def _update(self, iterable):
        data = self._data
        if isinstance(iterable, BaseSet):
            data.update(iterable._data)
            return
        for element in iterable:
            try:
                data[element] = True
            except TypeError:
                # A mutable set goes in as an immutable one.
                transform = getattr(element, '__as_immutable__', None)
                if transform is None:
                    raise
                data[transform()] = True


class ImmutableSet(BaseSet):
    """A set that does not change, and so can be an element."""

    __slots__ = ['_hashcode']

    def __init__(self, iterable=None):
        self._hashcode = None
        self._data = {}
        if iterable is not None:
            self._update(iterable)

    def __hash__(self):
        if self._hashcode is None:
            self._hashcode = self._compute_hash()
        return self._hashcode

    def __getstate__(self):
        return self._data, self._hashcode

    def __setstate__(self, state):
        self._data, self._hashcode = state


class Set(BaseSet):
    """A set that can change."""

    __slots__ = []

    def __init__(self, iterable=None):
        self._data = {}
        if iterable is not None:
            self._update(iterable)

    def __getstate__(self):
        # A false state would not be set.
        return self._data,

    def __setstate__(self, data):
        self._data, = data

    def __ior__(self, other):
        self._binary_sanity_check(other)
        self._data.update(other._data)
        return self

    def union_update(self, other):
        """Add all of another set."""
        self._update(other)

    def __iand__(self, other):
        self._binary_sanity_check(other)
        self._data = (self & other)._data
        return self

    def intersection_update(self, other):
        """Keep only what is in another set."""
        if isinstance(other, BaseSet):
            self &= other
        else:
            self._data = self.intersection(other)._data

    def __ixor__(self, other):
        self._binary_sanity_check(other)
        self.symmetric_difference_update(other)
        return self

    def symmetric_difference_update(self, other):
        """Keep what is in only one of both."""
        data = self._data
        if not isinstance(other, BaseSet):
            other = Set(other)
        if self is other:
            self.clear()
        for element in other:
            if element in data:
                del data[element]
            else:
                data[element] = True

    def __isub__(self, other):
        self._binary_sanity_check(other)
        self.difference_update(other)
        return self

    def difference_update(self, other):
        """Remove all of another set."""
        data = self._data
        if not isinstance(other, BaseSet):
            other = Set(other)
        if self is other:
            self.clear()
        for element in ifilter(data.__contains__, other):
            del data[element]

    def update(self, iterable):
        """Add all of an iterable."""
        self._update(iterable)

    def clear(self):
        self._data.clear()

    def add(self, element):
        try:
            self._data[element] = True
        except TypeError:
            transform = getattr(element, '__as_immutable__', None)
            if transform is None:
                raise
            self._data[transform()] = True

    def remove(self, element):
        """Remove an element. KeyError."""
        try:
            del self._data[element]
        except TypeError:
            transform = getattr(element, '__as_temporarily_immutable__', None)
            if transform is None:
                raise
            del self._data[transform()]

    def discard(self, element):
        """Remove an element if it is there."""
        try:
            self.remove(element)
        except KeyError:
            pass

    def pop(self):
        """Remove and return some element. KeyError."""
        return self._data.popitem()[0]

    def __as_immutable__(self):
        return ImmutableSet(self)

    def __as_temporarily_immutable__(self):
        return _TemporarilyImmutableSet(self)


class _TemporarilyImmutableSet(BaseSet):
    """A mutable set as it is looked up: with a hash, which is not kept."""

    def __init__(self, set):
        self._set = set
        self._data = set._data

    def __hash__(self):
        return self._set._compute_hash()
