"""Priority queues: lists in which item i is not above items 2 * i + 1 and 2 * i + 2.

So the first item is the smallest. Items are compared by < alone.
"""

from itertools import chain, count, imap, islice, izip, tee

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge',
           'nlargest', 'nsmallest', 'heappushpop']


def cmp_lt(x, y):
    """x < y, and for old classes, of which some have only <=, what follows from that."""
    return x < y if hasattr(x, '__lt__') else not y <= x


def _sink(heap, place, item, before):
    """Put an item where place is empty, below which all is in order.

    before(x, y) is the order. The empty place first goes down to a leaf, as the item mostly
    comes from one: this takes fewer comparisons.
    """
    top, size = place, len(heap)
    while 2 * place + 2 < size:
        child = 2 * place + 1
        if not before(heap[child], heap[child + 1]):
            child += 1
        heap[place] = heap[child]
        place = child
    if 2 * place + 1 < size:
        heap[place] = heap[2 * place + 1]
        place = 2 * place + 1
    _rise(heap, place, item, before, top)


def _rise(heap, place, item, before, top=0):
    """Put an item where place is empty, or above that, but not above top."""
    while place > top:
        above = (place - 1) // 2
        if not before(item, heap[above]):
            break
        heap[place] = heap[above]
        place = above
    heap[place] = item


def _order(heap, before):
    """Bring all items of a list into the order of a heap."""
    for place in xrange(len(heap) // 2 - 1, -1, -1):
        _sink(heap, place, heap[place], before)


def heapify(x):
    """Make a heap of a list, in time proportional to its length."""
    _order(x, cmp_lt)


def heappush(heap, item):
    """Add an item."""
    heap.append(item)
    _rise(heap, len(heap) - 1, item, cmp_lt)


def heappop(heap):
    """Remove the smallest item and return it."""
    item = heap.pop()
    return heapreplace(heap, item) if heap else item


def heapreplace(heap, item):
    """Remove the smallest item and return it, then add another."""
    smallest = heap[0]
    _sink(heap, 0, item, cmp_lt)
    return smallest


def heappushpop(heap, item):
    """Add an item, then remove the smallest and return it."""
    if heap and cmp_lt(heap[0], item):
        return heapreplace(heap, item)
    return item


def _best(n, iterable, worse):
    """The n best items, the worst of them first; worse(x, y) compares them."""
    items = iter(iterable)
    best = list(islice(items, max(n, 0)))
    _order(best, worse)
    if best:
        for item in items:
            if worse(best[0], item):
                _sink(best, 0, item, worse)
    return best


def _nlargest(n, iterable):
    return sorted(_best(n, iterable, cmp_lt), reverse=True)


def _nsmallest(n, iterable):
    return sorted(_best(n, iterable, lambda x, y: cmp_lt(y, x)))


# The interpreter may have its own, which are faster.
try:
    from _heapq import heapify, heappop, heappush, heappushpop, heapreplace
    from _heapq import nlargest as _nlargest, nsmallest as _nsmallest
except ImportError:
    pass


def merge(*iterables):
    """Merge sorted iterables into one; of each only one item is held at a time."""
    heap = []
    for number, source in enumerate(map(iter, iterables)):
        for item in source:
            # The number decides between equal items.
            heap.append([item, number, source])
            break
    heapify(heap)
    while len(heap) > 1:
        entry = heap[0]
        yield entry[0]
        for entry[0] in entry[2]:
            heapreplace(heap, entry)
            break
        else:
            heappop(heap)
    for item, _, source in heap:
        yield item
        for item in source:
            yield item


def _selected(n, iterable, key, extreme, reverse, select, step):
    """The n extreme items, as sorting would give them, in the cheapest way."""
    if n == 1:
        items = iter(iterable)
        first = list(islice(items, 1))
        if not first:
            return first
        options = {} if key is None else {'key': key}
        return [extreme(chain(first, items), **options)]
    try:
        size = len(iterable)
    except (TypeError, AttributeError):
        size = None
    if size is not None and size <= n:
        return sorted(iterable, key=key, reverse=reverse)[:n]
    # A number in second place keeps equal items in order, and from being compared.
    numbers = count(0, step)
    if key is None:
        return [entry[0] for entry in select(n, izip(iterable, numbers))]
    keyed, items = tee(iterable)
    return [entry[2] for entry in select(n, izip(imap(key, keyed), numbers, items))]


def nsmallest(n, iterable, key=None):
    """The n smallest items: sorted(iterable, key=key)[:n]"""
    return _selected(n, iterable, key, min, False, _nsmallest, 1)


def nlargest(n, iterable, key=None):
    """The n largest items: sorted(iterable, key=key, reverse=True)[:n]"""
    return _selected(n, iterable, key, max, True, _nlargest, -1)
