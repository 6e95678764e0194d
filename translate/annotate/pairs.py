"""Dispatch on the types of two objects, and classes that can be reopened.

`pair(a, b).method()` looks the method up in the class pairtype(A, B), whose
bases are pairtype(A's base, B) and pairtype(A, B's base): the most special
definition for both wins. A statement

    class __extend__(pairtype(A, B)):
        def method((a, b)): ...

adds methods to that class, wherever it stands.
"""


class Reopenable(type):
    """A metaclass: `class __extend__(C)` adds its methods to C itself."""

    def __new__(meta, name, bases, namespace):
        if name != '__extend__':
            return type.__new__(meta, name, bases, namespace)
        for base in bases:
            for key, value in namespace.items():
                if key not in ('__module__', '__doc__'):
                    setattr(base, key, value)
        return bases[0]

    def __init__(cls, name, bases, namespace):
        if name != '__extend__':
            type.__init__(cls, name, bases, namespace)


class Pair(tuple):
    """Two objects that choose a method together."""
    __metaclass__ = Reopenable


_pair_types = {}


def pairtype(first, second):
    """The class of the pairs of instances of two classes."""
    key = first, second
    if key not in _pair_types:
        bases = ([pairtype(base, second) for base in first.__bases__
                  if base is not object]
                 + [pairtype(first, base) for base in second.__bases__
                    if base is not object])
        name = 'pair(%s, %s)' % (first.__name__, second.__name__)
        _pair_types[key] = Reopenable(name, tuple(bases) or (Pair,), {})
    return _pair_types[key]


def pair(a, b):
    return pairtype(type(a), type(b))((a, b))
