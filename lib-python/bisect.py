"""Where items belong in a sorted list, by halving it."""


def _limits(a, lo, hi):
    if lo < 0:
        raise ValueError('lo must be non-negative')
    return lo, len(a) if hi is None else hi


def bisect_right(a, x, lo=0, hi=None):
    """The number of items that are not above x; only a[lo:hi] is looked at."""
    low, high = _limits(a, lo, hi)
    while low < high:
        half = low + (high - low) // 2
        if x < a[half]:
            high = half
        else:
            low = half + 1
    return low


def bisect_left(a, x, lo=0, hi=None):
    """The number of items that are below x; only a[lo:hi] is looked at."""
    low, high = _limits(a, lo, hi)
    while low < high:
        half = low + (high - low) // 2
        if a[half] < x:
            low = half + 1
        else:
            high = half
    return low


def insort_right(a, x, lo=0, hi=None):
    """Put x into a where bisect_right() says."""
    index = bisect_right(a, x, lo, hi)
    a.insert(index, x)


def insort_left(a, x, lo=0, hi=None):
    """Put x into a where bisect_left() says."""
    index = bisect_left(a, x, lo, hi)
    a.insert(index, x)


bisect, insort = bisect_right, insort_right

# The interpreter may have its own, which are faster.
try:
    from _bisect import *
except ImportError:
    pass
