"""A set that holds its members weakly, and what weak containers have in common."""

from _weakref import ref

__all__ = ['WeakSet']


class _IterationGuard(object):
    """Context in which a weak container keeps its entries, though objects die."""

    def __init__(self, weakcontainer):
        # The container, which refers to its guards, must not be kept alive by them.
        self.weakcontainer = ref(weakcontainer)

    def __enter__(self):
        container = self.weakcontainer()
        if container is not None:
            container._iterating.add(self)
        return self

    def __exit__(self, *exc_info):
        container = self.weakcontainer()
        if container is not None:
            container._iterating.discard(self)
            if not container._iterating:
                container._settled()


class _WeakContents:
    """Base of containers of weak references, which forget those that die.

    It happens at once, or when the last iteration over the container ends.
    A derived class says by _forget(reference) how it takes one out of data.
    """

    def _start_watching(self):
        self._iterating = set()
        self._pending_removals = []

        def remove(reference, container=ref(self)):
            self = container()
            if self is None:
                return
            if self._iterating:
                self._pending_removals.append(reference)
            else:
                self._forget(reference)
        # The callback of the references.
        self._remove = remove

    def _settled(self):
        """The data, without what has died: for those who are going to change them."""
        pending = self._pending_removals
        while pending:
            self._forget(pending.pop())
        return self.data


def _references(objects):
    return set([ref(item) for item in objects])


class WeakSet(_WeakContents, object):
    """A set of weakly referenced objects; they leave it when they die."""

    __hash__ = None

    def __init__(self, data=None):
        self._start_watching()
        self.data = set()
        if data is not None:
            self.update(data)

    def __reduce__(self):
        return self.__class__, (list(self),), getattr(self, '__dict__', None)

    def _forget(self, reference):
        self.data.discard(reference)

    def __iter__(self):
        with _IterationGuard(self):
            for reference in self.data:
                item = reference()
                if item is not None:
                    yield item
                    # Only the caller keeps it alive from here on.
                    item = None

    def __len__(self):
        return len(self.data) - len(self._pending_removals)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            # Of what cannot be referred to weakly there is nothing in the set.
            return False

    # One member at a time.

    def add(self, item):
        self._settled().add(ref(item, self._remove))

    def remove(self, item):
        self._settled().remove(ref(item))

    def discard(self, item):
        self._settled().discard(ref(item))

    def pop(self):
        data = self._settled()
        while data:
            item = data.pop()()
            if item is not None:
                return item
        raise KeyError('pop from empty WeakSet')

    def clear(self):
        self._settled().clear()

    # Changes by another collection. All references to its members are made
    # first: it may be the set itself.

    def update(self, other):
        data = self._settled()
        for item in other:
            data.add(ref(item, self._remove))

    def difference_update(self, other):
        self._settled().difference_update(_references(other))

    def intersection_update(self, other):
        self._settled().intersection_update(_references(other))

    def symmetric_difference_update(self, other):
        new = [ref(item, self._remove) for item in other]
        self._settled().symmetric_difference_update(new)

    def __ior__(self, other):
        self.update(other)
        return self

    def __isub__(self, other):
        self.difference_update(other)
        return self

    def __iand__(self, other):
        self.intersection_update(other)
        return self

    def __ixor__(self, other):
        self.symmetric_difference_update(other)
        return self

    # New sets.

    def copy(self):
        return self.__class__(self)

    def union(self, other):
        result = self.copy()
        result.update(other)
        return result

    def difference(self, other):
        result = self.copy()
        result.difference_update(other)
        return result

    def symmetric_difference(self, other):
        result = self.copy()
        result.symmetric_difference_update(other)
        return result

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)

    __or__, __sub__, __xor__, __and__ = union, difference, symmetric_difference, intersection

    # Comparisons.

    def isdisjoint(self, other):
        return not any(item in self for item in other)

    def issubset(self, other):
        return self.data <= _references(other)

    def issuperset(self, other):
        return self.data >= _references(other)

    __le__, __ge__ = issubset, issuperset

    def __lt__(self, other):
        return self.data < _references(other)

    def __gt__(self, other):
        return self.data > _references(other)

    def __eq__(self, other):
        if isinstance(other, self.__class__):
            return self.data == _references(other)
        return NotImplemented

    def __ne__(self, other):
        if isinstance(other, self.__class__):
            return self.data != _references(other)
        return NotImplemented
