"""Like the built-in repr(), but with limits on the size of what it makes."""

import __builtin__
from itertools import islice

__all__ = ['Repr', 'repr']


class Repr:
    """Limits for each type, as attributes; a type x is treated by repr_x()."""

    def __init__(self):
        self.maxlevel = 6
        self.maxtuple = 6
        self.maxlist = 6
        self.maxarray = 5
        self.maxdict = 4
        self.maxset = 6
        self.maxfrozenset = 6
        self.maxdeque = 6
        self.maxstring = 30
        self.maxlong = 40
        self.maxother = 20

    def repr(self, x):
        return self.repr1(x, self.maxlevel)

    def repr1(self, x, level):
        name = type(x).__name__
        if ' ' in name:
            name = '_'.join(name.split())
        method = getattr(self, 'repr_' + name, None)
        if method is not None:
            return method(x, level)
        return self._shorten(__builtin__.repr(x), self.maxother)

    def _shorten(self, text, limit):
        """A text with its middle left out where it is longer than limit."""
        if len(text) <= limit:
            return text
        before = max(0, (limit - 3) // 2)
        after = max(0, limit - 3 - before)
        return text[:before] + '...' + text[len(text) - after:]

    def _repr_iterable(self, x, level, left, right, maxiter, trail=''):
        count = len(x)
        if level <= 0 and count:
            inside = '...'
        else:
            parts = [self.repr1(item, level - 1) for item in islice(x, maxiter)]
            if count > maxiter:
                parts.append('...')
            inside = ', '.join(parts)
            if count == 1 and trail:
                right = trail + right
        return '%s%s%s' % (left, inside, right)

    def repr_tuple(self, x, level):
        return self._repr_iterable(x, level, '(', ')', self.maxtuple, ',')

    def repr_list(self, x, level):
        return self._repr_iterable(x, level, '[', ']', self.maxlist)

    def repr_array(self, x, level):
        header = "array('%s', [" % x.typecode
        return self._repr_iterable(x, level, header, '])', self.maxarray)

    def repr_set(self, x, level):
        return self._repr_iterable(_possibly_sorted(x), level, 'set([', '])',
                                   self.maxset)

    def repr_frozenset(self, x, level):
        return self._repr_iterable(_possibly_sorted(x), level, 'frozenset([', '])',
                                   self.maxfrozenset)

    def repr_deque(self, x, level):
        return self._repr_iterable(x, level, 'deque([', '])', self.maxdeque)

    def repr_dict(self, x, level):
        if not x:
            return '{}'
        if level <= 0:
            return '{...}'
        parts = ['%s: %s' % (self.repr1(key, level - 1), self.repr1(x[key], level - 1))
                 for key in islice(_possibly_sorted(x), self.maxdict)]
        if len(x) > self.maxdict:
            parts.append('...')
        return '{%s}' % ', '.join(parts)

    def repr_str(self, x, level):
        text = __builtin__.repr(x[:self.maxstring])
        if len(text) <= self.maxstring:
            return text
        before = max(0, (self.maxstring - 3) // 2)
        after = max(0, self.maxstring - 3 - before)
        # The repr of both ends alone: x may be huge.
        text = __builtin__.repr(x[:before] + x[len(x) - after:])
        return text[:before] + '...' + text[len(text) - after:]

    def repr_long(self, x, level):
        return self._shorten(__builtin__.repr(x), self.maxlong)

    def repr_instance(self, x, level):
        try:
            text = __builtin__.repr(x)
        except Exception:
            return '<%s instance at %x>' % (x.__class__.__name__, id(x))
        return self._shorten(text, self.maxstring)


def _possibly_sorted(x):
    """The items in order, or as they come if they cannot be compared."""
    try:
        return sorted(x)
    except Exception:
        return list(x)


aRepr = Repr()
repr = aRepr.repr
