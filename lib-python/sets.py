"""Sets as Python had them before set and frozenset were built in."""

import warnings
warnings.warn('the sets module is deprecated', DeprecationWarning, stacklevel=2)

__all__ = ['BaseSet', 'Set', 'ImmutableSet']


def _lookup(element, hook):
    """What stands in a dictionary for an element that itself has no hash.

    The element's method of this name gives it. To be called in an except
    clause for TypeError, which goes on if there is no such method.
    """
    substitute = getattr(element, hook, None)
    if substitute is None:
        raise
    return substitute()


def _members(other):
    """The dictionary of another set, or one of the elements of an iterable."""
    return other._data if isinstance(other, BaseSet) else Set(other)._data


def _operator(method):
    """The operator of a method that takes any iterable: it takes only sets."""
    def operate(self, other):
        if not isinstance(other, BaseSet):
            return NotImplemented
        return method(self, other)
    return operate


def _in_place(method):
    """The same of a method that changes the set."""
    def operate(self, other):
        self._binary_sanity_check(other)
        method(self, other)
        return self
    return operate


class BaseSet(object):
    """What both kinds of sets can do. The elements are the keys of a dictionary _data."""

    __slots__ = ['_data']

    def __init__(self):
        if type(self) is BaseSet:
            raise TypeError('BaseSet is an abstract class.  Use Set or ImmutableSet.')

    def _fill(self, iterable):
        self._data = {}
        if iterable is not None:
            self._update(iterable)

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return iter(self._data)

    def __repr__(self):
        return self._repr()

    __str__ = __repr__

    def _repr(self, sorted=False):
        elements = list(self)
        if sorted:
            elements.sort()
        return '%s(%r)' % (type(self).__name__, elements)

    def __contains__(self, element):
        try:
            return element in self._data
        except TypeError:
            return _lookup(element, '__as_temporarily_immutable__') in self._data

    def __cmp__(self, other):
        # <= and the others are questions about subsets, which are no order.
        raise TypeError("can't compare sets using cmp()")

    def __eq__(self, other):
        return isinstance(other, BaseSet) and self._data == other._data

    def __ne__(self, other):
        return not self == other

    # Only a set that cannot change has a hash.
    __hash__ = None

    def _compute_hash(self):
        # The order of the elements must not matter.
        return reduce(lambda total, element: total ^ hash(element), self, 0)

    def _binary_sanity_check(self, other):
        if not isinstance(other, BaseSet):
            raise TypeError('Binary operation only permitted between sets')

    def issubset(self, other):
        """Whether the other set has all elements of this one."""
        self._binary_sanity_check(other)
        return len(self) <= len(other) and all(map(other._data.__contains__, self))

    def issuperset(self, other):
        """Whether this set has all elements of the other one."""
        self._binary_sanity_check(other)
        return len(self) >= len(other) and all(map(self._data.__contains__, other))

    __le__, __ge__ = issubset, issuperset

    def __lt__(self, other):
        self._binary_sanity_check(other)
        return len(self) < len(other) and self <= other

    def __gt__(self, other):
        self._binary_sanity_check(other)
        return len(self) > len(other) and self >= other

    def copy(self):
        """A set of the same elements."""
        return self._of(self._data)

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        duplicate = memo[id(self)] = self._of(())
        for element in self:
            duplicate._data[deepcopy(element, memo)] = True
        return duplicate

    def _of(self, elements):
        """A set of this type, of elements that have a hash."""
        made = self.__class__()
        made._data.update(dict.fromkeys(elements, True))
        return made

    def _update(self, iterable):
        """Add elements, mutable sets among them as immutable ones."""
        data = self._data
        if isinstance(iterable, BaseSet):
            data.update(iterable._data)
            return
        for element in iterable:
            try:
                data[element] = True
            except TypeError:
                data[_lookup(element, '__as_immutable__')] = True

    def union(self, other):
        """A set of what is in this or the other."""
        joint = self.__class__(self)
        joint._update(other)
        return joint

    def intersection(self, other):
        """A set of what is in both."""
        few, many = sorted((self._data, _members(other)), key=len)
        return self._of(element for element in few if element in many)

    def difference(self, other):
        """A set of what is in this and not in the other."""
        others = _members(other)
        return self._of(element for element in self if element not in others)

    def symmetric_difference(self, other):
        """A set of what is in one of them and not in both."""
        mine, others = self._data, _members(other)
        result = self.difference(other)
        for element in others:
            if element not in mine:
                result._data[element] = True
        return result

    __or__ = _operator(lambda self, other: self.union(other))
    __and__ = _operator(lambda self, other: self.intersection(other))
    __sub__ = _operator(lambda self, other: self.difference(other))
    __xor__ = _operator(lambda self, other: self.symmetric_difference(other))


class ImmutableSet(BaseSet):
    """A set that has a hash and keeps its elements."""

    __slots__ = ['_hashcode']

    def __init__(self, iterable=None):
        self._hashcode = None
        self._fill(iterable)

    def __hash__(self):
        known = self._hashcode
        if known is None:
            # The elements stay, so it is computed only once.
            known = self._hashcode = self._compute_hash()
        return known

    def __getstate__(self):
        return self._data, self._hashcode

    def __setstate__(self, state):
        self._data, self._hashcode = state


class Set(BaseSet):
    """A set to which elements can be added, and from which they can be removed."""

    __slots__ = []

    def __init__(self, iterable=None):
        self._fill(iterable)

    # In a tuple, which is true even of an empty set: otherwise it would not be set.

    def __getstate__(self):
        return self._data,

    def __setstate__(self, data):
        self._data, = data

    def add(self, element):
        self._update((element,))

    def remove(self, element):
        """Remove what is an element; otherwise KeyError."""
        try:
            del self._data[element]
        except TypeError:
            del self._data[_lookup(element, '__as_temporarily_immutable__')]

    def discard(self, element):
        """Remove what may be an element."""
        try:
            self.remove(element)
        except KeyError:
            pass

    def pop(self):
        """Remove any element, and return it."""
        return self._data.popitem()[0]

    def clear(self):
        self._data.clear()

    def update(self, iterable):
        """Add all elements of an iterable."""
        self._update(iterable)

    union_update = update

    def intersection_update(self, other):
        """Remove what is not in the other."""
        self._data = self.intersection(other)._data

    def difference_update(self, other):
        """Remove what is in the other."""
        for element in list(_members(other)):
            self._data.pop(element, None)

    def symmetric_difference_update(self, other):
        """Remove what is in the other, and add what was not in this."""
        data = self._data
        for element in list(_members(other)):
            if element in data:
                del data[element]
            else:
                data[element] = True

    __ior__ = _in_place(lambda self, other: self._update(other))
    __iand__ = _in_place(lambda self, other: self.intersection_update(other))
    __isub__ = _in_place(lambda self, other: self.difference_update(other))
    __ixor__ = _in_place(lambda self, other: self.symmetric_difference_update(other))

    def __as_immutable__(self):
        return ImmutableSet(self)

    def __as_temporarily_immutable__(self):
        return _TemporarilyImmutableSet(self)


class _TemporarilyImmutableSet(BaseSet):
    """A mutable set for the time of a look-up, with the hash it has then."""

    def __init__(self, set):
        self._set = set
        self._data = set._data

    def __hash__(self):
        return self._set._compute_hash()
