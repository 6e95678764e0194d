"""Representations and list comparisons that the assertions need."""

from collections import namedtuple, OrderedDict

__unittest = True

_MAX_LENGTH = 80


def safe_repr(obj, short=False):
    """repr() that never fails; a short one is cut where a line would be full."""
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    cut = short and len(text) >= _MAX_LENGTH
    return text[:_MAX_LENGTH] + ' [truncated]...' if cut else text


def strclass(cls):
    """A class's name behind that of its module."""
    return '.'.join((cls.__module__, cls.__name__))


def _run_end(items, start):
    """Where the run of equal items ends that begins at start."""
    end = start + 1
    while end < len(items) and items[end] == items[start]:
        end += 1
    return end


def sorted_list_difference(expected, actual):
    """Merge two sorted lists: (what only the first has, what only the second has).

    How often an item occurs does not matter.
    """
    missing, unexpected = [], []
    i = j = 0
    while i < len(expected) and j < len(actual):
        wanted, found = expected[i], actual[j]
        behind, ahead = wanted < found, wanted > found
        if behind:
            missing.append(wanted)
        if ahead:
            unexpected.append(found)
        if not ahead:
            i = _run_end(expected, i)
        if not behind:
            j = _run_end(actual, j)
    return missing + list(expected[i:]), unexpected + list(actual[j:])


def _discard(items, item, every):
    """Remove an item once, or each time it occurs; whether it was there."""
    count = items.count(item)
    for _ in xrange(count if every else min(count, 1)):
        items.remove(item)
    return count > 0


def unorderable_list_difference(expected, actual, ignore_duplicate=False):
    """The same for unsorted lists, whose items need only be equal or not.

    It uses both lists up, and takes quadratic time.
    """
    missing = []
    while expected:
        item = expected.pop()
        if not _discard(actual, item, ignore_duplicate):
            missing.append(item)
        if ignore_duplicate:
            _discard(expected, item, True)
    if ignore_duplicate and actual:
        actual = unorderable_list_difference(actual, [], True)[0]
    return missing, actual


_Mismatch = namedtuple('Mismatch', 'actual expected value')


def _mismatches(items, count_actual, count_expected):
    pairs = [_Mismatch(count_actual(item), count_expected(item), item) for item in items]
    return [pair for pair in pairs if pair.actual != pair.expected]


def _count_diff_all_purpose(actual, expected):
    """A _Mismatch for each item that one of two lists has more often."""
    actual, expected = list(actual), list(expected)
    distinct = []
    for item in actual + expected:
        if item not in distinct:
            distinct.append(item)
    return _mismatches(distinct, actual.count, expected.count)


def _ordered_count(iterable):
    """How often each item occurs, by the item; in the order in which they come."""
    counts = OrderedDict()
    for item in iterable:
        counts[item] = counts.get(item, 0) + 1
    return counts


def _count_diff_hashable(actual, expected):
    """The same where the items can be keys: in linear time."""
    actual, expected = _ordered_count(actual), _ordered_count(expected)
    distinct = list(actual) + [item for item in expected if item not in actual]
    return _mismatches(distinct, lambda item: actual.get(item, 0),
                       lambda item: expected.get(item, 0))
