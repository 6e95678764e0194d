"""Binary search in sorted lists."""


def insort_right(a, x, lo=0, hi=None):
    """Insert x into the sorted list a, after what is equal to it."""
    i = bisect_right(a, x, lo, hi)
    a.insert(i, x)


insort = insort_right


def bisect_right(a, x, lo=0, hi=None):
    """Where insort_right() would put x: all in a[:i] are <= x, the others > x."""
    if lo < 0:
        raise ValueError('lo must be non-negative')
    if hi is None:
        hi = len(a)
    while lo < hi:
        middle = (lo + hi) // 2
        if x < a[middle]:
            hi = middle
        else:
            lo = middle + 1
    return lo


bisect = bisect_right


def insort_left(a, x, lo=0, hi=None):
    """Insert x into the sorted list a, before what is equal to it."""
    i = bisect_left(a, x, lo, hi)
    a.insert(i, x)


def bisect_left(a, x, lo=0, hi=None):
    """Where insort_left() would put x: all in a[:i] are < x, the others >= x."""
    if lo < 0:
        raise ValueError('lo must be non-negative')
    if hi is None:
        hi = len(a)
    while lo < hi:
        middle = (lo + hi) // 2
        if a[middle] < x:
            lo = middle + 1
        else:
            hi = middle
    return lo


try:
    from _bisect import *
except ImportError:
    pass
