"""Like the built-in repr(), but with limits on the size of what it makes."""

import __builtin__
from itertools import islice

__all__ = ['Repr', 'repr']


def _shortened(text, limit):
    """A text with its middle left out where it is longer than limit."""
    if len(text) <= limit:
        return text
    before = max(0, (limit - 3) // 2)
    after = max(0, limit - 3 - before)
    return '%s...%s' % (text[:before], text[len(text) - after:])


def _in_order(items):
    """The items sorted, or as they come if they cannot be compared."""
    try:
        return sorted(items)
    except Exception:
        return list(items)


def _container(left, right, limit, trail='', order=None):
    """The method for a container; limit is the attribute with the number of items to show."""
    def repr_container(self, x, level):
        if order:
            x = order(x)
        return self._repr_iterable(x, level, left, right, getattr(self, limit), trail)
    return repr_container


class Repr:
    """Limits for each type, as attributes; a type x is treated by repr_x()."""

    def __init__(self):
        self.maxlevel = 6
        self.maxstring, self.maxlong, self.maxother = 30, 40, 20
        self.maxdict, self.maxarray = 4, 5
        self.maxtuple = self.maxlist = self.maxdeque = 6
        self.maxset = self.maxfrozenset = 6

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        """The text for something at a depth: level counts down to 0."""
        method = getattr(self, 'repr_' + '_'.join(type(x).__name__.split()), None)
        if method:
            return method(x, level)
        return _shortened(__builtin__.repr(x), self.maxother)

    def _join(self, parts, count, limit):
        """Parts, with dots for those that are left out."""
        return ', '.join(parts + ['...'] if count > limit else parts)

    def _repr_iterable(self, x, level, left, right, maxiter, trail=''):
        count = len(x)
        if count and level <= 0:
            return left + '...' + right
        parts = [self.repr1(item, level - 1) for item in islice(x, maxiter)]
        if count == 1:
            right = trail + right
        return left + self._join(parts, count, maxiter) + right

    repr_tuple = _container('(', ')', 'maxtuple', ',')
    repr_list = _container('[', ']', 'maxlist')
    repr_deque = _container('deque([', '])', 'maxdeque')
    repr_set = _container('set([', '])', 'maxset', order=_in_order)
    repr_frozenset = _container('frozenset([', '])', 'maxfrozenset', order=_in_order)

    def repr_array(self, x, level):
        left = "array('%s', [" % x.typecode
        return self._repr_iterable(x, level, left, '])', self.maxarray)

    def repr_dict(self, x, level):
        if x and level <= 0:
            return '{...}'
        parts = ['%s: %s' % (self.repr1(key, level - 1), self.repr1(x[key], level - 1))
                 for key in islice(_in_order(x), self.maxdict)]
        return '{%s}' % self._join(parts, len(x), self.maxdict)

    def repr_str(self, x, level):
        text = __builtin__.repr(x[:self.maxstring])
        if len(text) > self.maxstring:
            # Without the middle already: x may be huge.
            before = max(0, (self.maxstring - 3) // 2)
            after = max(0, self.maxstring - 3 - before)
            ends = __builtin__.repr(x[:before] + x[len(x) - after:])
            text = '%s...%s' % (ends[:before], ends[len(ends) - after:])
        return text

    def repr_long(self, x, level):
        return _shortened(__builtin__.repr(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = __builtin__.repr(x)
        except Exception:
            # A broken one is shown, too.
            return '<%s instance at %x>' % (x.__class__.__name__, id(x))
        return _shortened(text, self.maxstring)


aRepr = Repr()
repr = aRepr.repr
