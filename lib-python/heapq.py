"""Heaps in lists: the smallest item is at 0, and a[i] <= a[2*i+1], a[2*i+2]."""

from itertools import islice, count, imap, izip, tee, chain
from operator import itemgetter

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge',
           'nlargest', 'nsmallest', 'heappushpop']


def cmp_lt(x, y):
    """x < y, also for classes that define only __le__."""
    return (x < y) if hasattr(x, '__lt__') else (not y <= x)


def heappush(heap, item):
    """Add an item to a heap."""
    heap.append(item)
    _siftdown(heap, 0, len(heap) - 1)


def heappop(heap):
    """Remove and return the smallest item of a heap."""
    last = heap.pop()
    if not heap:
        return last
    smallest = heap[0]
    heap[0] = last
    _siftup(heap, 0)
    return smallest


def heapreplace(heap, item):
    """Return the smallest item, which item replaces: a heappop() and a heappush()."""
    smallest = heap[0]
    heap[0] = item
    _siftup(heap, 0)
    return smallest


def heappushpop(heap, item):
    """Add an item, then remove and return the smallest: faster than the two calls."""
    if heap and cmp_lt(heap[0], item):
        item, heap[0] = heap[0], item
        _siftup(heap, 0)
    return item


def heapify(x):
    """Make a list a heap, in place and in linear time."""
    for i in reversed(xrange(len(x) // 2)):
        _siftup(x, i)


def _siftdown(heap, startpos, pos):
    """Move the item at pos towards the root, not beyond startpos."""
    item = heap[pos]
    while pos > startpos:
        parent = (pos - 1) >> 1
        above = heap[parent]
        if not cmp_lt(item, above):
            break
        heap[pos] = above
        pos = parent
    heap[pos] = item


def _siftup(heap, pos):
    """Move the item at pos, whose children are heaps, to its place.

    It goes to a leaf first, the smaller children moving up, and from there
    up again: the item mostly comes from a leaf, and this compares less.
    """
    end = len(heap)
    start = pos
    item = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not cmp_lt(heap[child], heap[right]):
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    _siftdown(heap, start, pos)


def _heapify_max(x):
    """Make a list a heap with the largest item first."""
    for i in reversed(xrange(len(x) // 2)):
        _siftup_max(x, i)


def _siftup_max(heap, pos):
    """_siftup() for a heap with the largest item first."""
    end = len(heap)
    start = pos
    item = heap[pos]
    child = 2 * pos + 1
    while child < end:
        right = child + 1
        if right < end and not cmp_lt(heap[right], heap[child]):
            child = right
        heap[pos] = heap[child]
        pos = child
        child = 2 * pos + 1
    heap[pos] = item
    while pos > start:
        parent = (pos - 1) >> 1
        above = heap[parent]
        if not cmp_lt(above, item):
            break
        heap[pos] = above
        pos = parent
    heap[pos] = item


def _nlargest(n, iterable):
    """The n largest items, largest first."""
    if n < 0:
        return []
    it = iter(iterable)
    result = list(islice(it, n))
    if not result:
        return result
    heapify(result)
    for item in it:
        if cmp_lt(result[0], item):
            heapreplace(result, item)
    result.sort(reverse=True)
    return result


def _nsmallest(n, iterable):
    """The n smallest items, smallest first."""
    if n < 0:
        return []
    it = iter(iterable)
    result = list(islice(it, n))
    if not result:
        return result
    _heapify_max(result)
    for item in it:
        if cmp_lt(item, result[0]):
            result[0] = item
            _siftup_max(result, 0)
    result.sort()
    return result


try:
    from _heapq import *
    from _heapq import nlargest as _nlargest, nsmallest as _nsmallest
except ImportError:
    pass


def merge(*iterables):
    """Merge sorted inputs into one sorted iterator, without loading them."""
    heap = []
    for index, it in enumerate(map(iter, iterables)):
        try:
            next = it.next
            heap.append([next(), index, next])
        except StopIteration:
            pass
    heapify(heap)
    while len(heap) > 1:
        try:
            while True:
                value, _, next = entry = heap[0]
                yield value
                entry[0] = next()
                heapreplace(heap, entry)
        except StopIteration:
            heappop(heap)
    if heap:
        # What is left of one input needs no comparisons.
        value, _, next = heap[0]
        yield value
        for value in next.__self__:
            yield value


def _with_keys(iterable, key):
    """(key, number, item) of each item; numbers keep equal items in order."""
    if key is None:
        return izip(iterable, count())
    first, second = tee(iterable)
    return izip(imap(key, first), count(), second)


def nsmallest(n, iterable, key=None):
    """The n smallest items, as sorted(iterable, key=key)[:n] gives them."""
    if n == 1:
        it = iter(iterable)
        head = list(islice(it, 1))
        if not head:
            return []
        if key is None:
            return [min(chain(head, it))]
        return [min(chain(head, it), key=key)]
    size = _length(iterable)
    if size is not None and n >= size:
        return sorted(iterable, key=key)[:n]
    entries = _nsmallest(n, _with_keys(iterable, key))
    return [entry[0 if key is None else 2] for entry in entries]


def nlargest(n, iterable, key=None):
    """The n largest items, as sorted(iterable, key=key, reverse=True)[:n] does."""
    if n == 1:
        it = iter(iterable)
        head = list(islice(it, 1))
        if not head:
            return []
        if key is None:
            return [max(chain(head, it))]
        return [max(chain(head, it), key=key)]
    size = _length(iterable)
    if size is not None and n >= size:
        return sorted(iterable, key=key, reverse=True)[:n]
    if key is None:
        entries = _nlargest(n, izip(iterable, count(0, -1)))
        return [entry[0] for entry in entries]
    first, second = tee(iterable)
    entries = _nlargest(n, izip(imap(key, first), count(0, -1), second))
    return [entry[2] for entry in entries]


def _length(iterable):
    """len(), or None of what has none."""
    try:
        return len(iterable)
    except (TypeError, AttributeError):
        return None


try:
    from _heapq import heappush, heappop, heapify, heapreplace, heappushpop
    from _heapq import nlargest as _nlargest, nsmallest as _nsmallest
except ImportError:
    pass
