"""Functions that the assertions need."""

from collections import namedtuple, OrderedDict

__unittest = True

_MAX_LENGTH = 80


def safe_repr(obj, short=False):
    """repr(obj), whatever its __repr__ does; with short, not longer than a line."""
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    if short and len(text) >= _MAX_LENGTH:
        return text[:_MAX_LENGTH] + ' [truncated]...'
    return text


def strclass(cls):
    """The name of a class with its module's."""
    return '%s.%s' % (cls.__module__, cls.__name__)


def sorted_list_difference(expected, actual):
    """(what is only in expected, what is only in actual) of two sorted lists."""
    missing = []
    unexpected = []
    i = j = 0
    while i < len(expected) and j < len(actual):
        e = expected[i]
        a = actual[j]
        if e < a:
            missing.append(e)
        elif e > a:
            unexpected.append(a)
        # Equal items count once, however often they occur.
        if not e > a:
            i += 1
            while i < len(expected) and expected[i] == e:
                i += 1
        if not e < a:
            j += 1
            while j < len(actual) and actual[j] == a:
                j += 1
    missing.extend(expected[i:])
    unexpected.extend(actual[j:])
    return missing, unexpected


def unorderable_list_difference(expected, actual, ignore_duplicate=False):
    """The same of two lists whose items need not be comparable.

    Both are emptied. It takes time in proportion to the square of the length.
    """
    missing = []
    unexpected = []
    while expected:
        item = expected.pop()
        try:
            actual.remove(item)
        except ValueError:
            missing.append(item)
        if ignore_duplicate:
            for other in (expected, actual):
                try:
                    while True:
                        other.remove(item)
                except ValueError:
                    pass
    if not ignore_duplicate:
        return missing, actual
    while actual:
        item = actual.pop()
        unexpected.append(item)
        try:
            while True:
                actual.remove(item)
        except ValueError:
            pass
    return missing, unexpected


_Mismatch = namedtuple('Mismatch', 'actual expected value')


def _count_diff_all_purpose(actual, expected):
    """The _Mismatch of each item that does not occur equally often; any items."""
    result = []
    counted = []
    for item in list(actual) + list(expected):
        for other in counted:
            if other is item or other == item:
                break
        else:
            counted.append(item)
            here = _occurrences(item, actual)
            there = _occurrences(item, expected)
            if here != there:
                result.append(_Mismatch(here, there, item))
    return result


def _occurrences(item, items):
    count = 0
    for other in items:
        if other is item or other == item:
            count += 1
    return count


def _ordered_count(iterable):
    """Item -> how often it occurs, in the order of first occurrence."""
    counts = OrderedDict()
    for item in iterable:
        counts[item] = counts.get(item, 0) + 1
    return counts


def _count_diff_hashable(actual, expected):
    """The _Mismatch of each item that does not occur equally often."""
    here = _ordered_count(actual)
    there = _ordered_count(expected)
    result = []
    for item, count in here.items():
        if count != there.get(item, 0):
            result.append(_Mismatch(count, there.get(item, 0), item))
    for item, count in there.items():
        if item not in here:
            result.append(_Mismatch(0, count, item))
    return result
