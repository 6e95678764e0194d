"""Abstract base classes: registration, recognition, and what they add to a container."""
import abc
import collections
from collections import *


def attempt(function, *args, **kwargs):
    try:
        print function(*args, **kwargs)
    except Exception as problem:
        print '%s: %s' % (type(problem).__name__, problem)


# ---- abc


class Shape(object):
    __metaclass__ = abc.ABCMeta

    @abc.abstractmethod
    def area(self):
        """The area."""
        return 1

    @abc.abstractproperty
    def name(self):
        pass


class Half(Shape):
    def area(self):
        return Shape.area(self) + 1


class Whole(Half):
    name = 'whole'


class Old:
    pass


class OldHeir(Old):
    pass


print sorted(Shape.__abstractmethods__), sorted(Half.__abstractmethods__), sorted(Whole.__abstractmethods__)
attempt(Shape)
attempt(Half)
print Whole().area(), isinstance(Whole(), Shape), issubclass(Half, Whole), issubclass(int, Shape)
Shape.register(int)
print isinstance(5, Shape), issubclass(bool, Shape), isinstance(5L, Shape), isinstance(Old(), Shape)
Whole.register(Old)
print isinstance(Old(), Shape), isinstance(OldHeir(), Half), issubclass(OldHeir, Whole), isinstance(Shape, Shape)
attempt(Half.register, Shape)
attempt(Shape.register, 5)
print Shape.register(bool)


class Proxy(object):
    __class__ = property(lambda self: int)


print isinstance(Proxy(), Shape), isinstance(Proxy(), collections.Hashable)


class Hooked(object):
    __metaclass__ = abc.ABCMeta
    answers = {int: True, str: False}

    @classmethod
    def __subclasshook__(cls, candidate):
        return cls.answers.get(candidate, NotImplemented)


Hooked.register(str)
Hooked.register(float)
print isinstance(1, Hooked), isinstance('', Hooked), isinstance(1.0, Hooked), isinstance([], Hooked)

# ---- recognition


class Nothing(object):
    __hash__ = None


class OldAll:
    def __len__(self):
        return 0
    __iter__ = __contains__ = __call__ = next = __len__


class Walker(object):
    def next(self):
        raise StopIteration

    def __iter__(self):
        return self


for kind in Hashable, Iterable, Iterator, Sized, Container, Callable, Set, Mapping, Sequence:
    print kind.__name__, [isinstance(x, kind) for x in
                          (5, '', u'', (), [], {}, set(), frozenset(), iter([]), len, Nothing(), OldAll(),
                           OldAll, Walker(), xrange(3), buffer('x'), {}.viewvalues())]
print [issubclass(kind, MutableMapping) for kind in (dict, defaultdict, OrderedDict, Counter, int)]
print [issubclass(kind, MutableSet) for kind in (set, frozenset)], issubclass(list, MutableSequence), issubclass(tuple, MutableSequence)


class Iter(Iterable):
    def __iter__(self):
        return super(Iter, self).__iter__()


print list(Iter()), issubclass(Walker, Iter)

# ---- sets


class Listed(MutableSet):
    def __init__(self, items=()):
        self.items = []
        for item in items:
            self.add(item)

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, item):
        if item not in self.items:
            self.items.append(item)

    def discard(self, item):
        if item in self.items:
            self.items.remove(item)

    def __repr__(self):
        return 'Listed(%s)' % sorted(self.items)


a, b = Listed([1, 2, 3]), Listed([3, 4])
print a & b, a | b, a - b, a ^ b, a & [1, 9], [3, 1] & a, set([1, 7]) | b, a - [1], [1, 8] - a, [9] ^ b
print a.isdisjoint(b), a.isdisjoint([9]), a <= b, a < a, a <= a, a >= Listed([1]), a > set([1, 2]), set([1]) < a, a == set([1, 2, 3]), a != b, a == [1, 2, 3]
attempt(lambda: a & 5)
attempt(lambda: a - 5)
attempt(lambda: hash(a))
print a._hash() == hash(frozenset([3, 2, 1])), Listed()._hash() == hash(frozenset())
attempt(a.remove, 9)
attempt(a.remove, 1)
print a.pop() in (2, 3), len(a)
a |= [5, 6]
a &= Listed([5, 7])
print a
a ^= [5, 8, 8]
print a
a -= [8]
attempt(a.pop)
b ^= b
print b
c = Listed('xyz')
c -= c
print c
c |= 'pq'
c.clear()
print c, len(c)

# ---- mappings


class Table(MutableMapping):
    def __init__(self, *args, **kwargs):
        self.rows = []
        self.update(*args, **kwargs)

    def __getitem__(self, key):
        for name, value in self.rows:
            if name == key:
                return value
        raise KeyError('no %s' % key)

    def __delitem__(self, key):
        self.rows.remove((key, self[key]))

    def __setitem__(self, key, value):
        if key in self:
            del self[key]
        self.rows.append((key, value))

    def __iter__(self):
        return (name for name, value in self.rows)

    def __len__(self):
        return len(self.rows)

    def __repr__(self):
        return 'Table(%s)' % self.rows


t = Table([('a', 1), ('b', 2)], c=3)
print t, t.keys(), t.values(), t.items(), list(t.iterkeys()), list(t.itervalues()), list(t.iteritems())
print t == {'a': 1, 'b': 2, 'c': 3}, t != {}, t == 5, 'a' in t, 'z' in t, t.get('z'), t.get('a', 0)
t.update({'d': 4})
t.update(Table(e=5))
attempt(t.update, 1, 2)
attempt(t.update, 7)
attempt(MutableMapping.update)
attempt(t.pop, 'z')
attempt(t.pop, 'z', None)
attempt(t.pop, 'a')
attempt(t.setdefault, 'b', 9)
attempt(t.setdefault, 'y')
attempt(t.popitem)
attempt(hash, t)
for view in KeysView(t), ItemsView(t), ValuesView(t):
    print repr(view), len(view), list(view), isinstance(view, Set)
print 'y' in KeysView(t), ('y', None) in ItemsView(t), ('q', 1) in ItemsView(t), ('y', 1) in ItemsView(t), 4 in ValuesView(t), 99 in ValuesView(t)
print sorted(KeysView(t) | ['zz']), KeysView(t) & ['y'], type(KeysView(t) - []).__name__, KeysView(t) == set(t)
t.clear()
attempt(t.popitem)

# ---- sequences


class Row(MutableSequence):
    def __init__(self, *items):
        self.items = list(items)

    def __getitem__(self, index):
        return self.items[index]

    def __setitem__(self, index, value):
        self.items[index] = value

    def __delitem__(self, index):
        del self.items[index]

    def __len__(self):
        return len(self.items)

    def insert(self, index, value):
        self.items.insert(index, value)


r = Row(1, 2, 3, 2)
print list(r), list(reversed(r)), 2 in r, 9 in r, r.index(2), r.count(2), r.count(9)
attempt(r.index, 9)
attempt(r.remove, 9)
r.append(4)
r.extend([5])
r += (6, 7)
r.reverse()
print r.items, r.pop(), r.pop(0), r.remove(2), r.items
Row().reverse()
attempt(Row().pop)
attempt(Sequence)
