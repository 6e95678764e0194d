"""Tools for functions that work on functions."""

from _functools import partial, reduce
import operator

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__doc__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS,
                   updated=WRAPPER_UPDATES):
    """Make a wrapper look like the function that it wraps.

    The attributes assigned are copied, those updated are dictionaries that
    take over the entries of the wrapped function's.
    """
    for name in assigned:
        setattr(wrapper, name, getattr(wrapped, name))
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """Decorator for a wrapper: update_wrapper() with these arguments."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


# For each comparison that a class may define: what the others are by it.
_DERIVED = {
    '__lt__': {'__gt__': lambda self, other: not (self < other or self == other),
               '__le__': lambda self, other: self < other or self == other,
               '__ne__': lambda self, other: not self == other,
               '__ge__': lambda self, other: not self < other},
    '__le__': {'__ge__': lambda self, other: not self <= other or self == other,
               '__lt__': lambda self, other: self <= other and not self == other,
               '__ne__': lambda self, other: not self == other,
               '__gt__': lambda self, other: not self <= other},
    '__gt__': {'__lt__': lambda self, other: not (self > other or self == other),
               '__ge__': lambda self, other: self > other or self == other,
               '__ne__': lambda self, other: not self == other,
               '__le__': lambda self, other: not self > other},
    '__ge__': {'__le__': lambda self, other: not self >= other or self == other,
               '__gt__': lambda self, other: self >= other and not self == other,
               '__ne__': lambda self, other: not self == other,
               '__lt__': lambda self, other: not self >= other},
}
for _methods in _DERIVED.values():
    for _name, _method in _methods.items():
        _method.__name__ = _name
        _method.__doc__ = getattr(int, _name, _method).__doc__
del _methods, _name, _method


def total_ordering(cls):
    """Class decorator: fill in the comparisons that the class lacks.

    The class defines one of __lt__, __le__, __gt__ and __ge__, and __eq__.
    """
    defined = set(dir(cls))
    roots = defined & set(_DERIVED)
    if not roots:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    # The largest name: __lt__ before __le__ before __gt__ before __ge__.
    root = max(roots)
    for name, method in _DERIVED[root].items():
        if name not in defined:
            setattr(cls, name, method)
    return cls


def cmp_to_key(mycmp):
    """A key function that sorts as the comparison function mycmp says."""

    def compared(decide):
        return lambda self, other: decide(mycmp(self.obj, other.obj), 0)

    class K(object):
        __slots__ = ['obj']

        def __init__(self, obj, *args):
            self.obj = obj

        def __hash__(self):
            raise TypeError('hash not implemented')

    # A sort asks for this one all the time: nothing stands in between.
    K.__lt__ = lambda self, other: mycmp(self.obj, other.obj) < 0
    for name in '__le__', '__eq__', '__ne__', '__ge__', '__gt__':
        setattr(K, name, compared(getattr(operator, name)))
    return K
