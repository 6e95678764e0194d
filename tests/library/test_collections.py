"""collections: what it prints and refuses."""

import collections
import copy
import pickle

Point = collections.namedtuple('Point', 'x y')
print collections.namedtuple('Shown', ['first', 'def', 'first', '_x'], rename=True)._fields
p = Point(1, y=2)
print p, p._asdict(), p._replace(y=5), Point._make([3, 4]), p.__dict__, p == (1, 2)
assert pickle.loads(pickle.dumps(p, 2)) == p and copy.deepcopy(p) == p
for args in [('class', 'x'), ('A', 'x x'), ('A', '_x'), ('A', '1x'), ('A', 'a-b'), ('9A', '')]:
    try:
        collections.namedtuple(*args)
    except ValueError as problem:
        print problem
for call in [lambda: Point(1), lambda: Point._make([1]), lambda: p._replace(z=1)]:
    try:
        call()
    except (TypeError, ValueError) as problem:
        print type(problem).__name__, problem

od = collections.OrderedDict([('b', 1), ('a', 2)])
od['c'] = 3
od['b'] = 4
print od, od.keys(), list(reversed(od)), od.popitem(), od.popitem(last=False), od
od.update(z=1)
print pickle.loads(pickle.dumps(od)) == od, od.copy(), od == {'a': 2, 'z': 1}
print collections.OrderedDict.fromkeys('ab', 0), repr(collections.OrderedDict())
od['self'] = od
print od

c = collections.Counter('abracadabra')
print c.most_common(2), c['z'], sorted(c.elements()), sum(c.values())
c.subtract('aab')
print sorted(c.items()), c + collections.Counter(a=-9, b=2) == \
    collections.Counter(b=3, r=2, c=1, d=1)
print sorted((c & collections.Counter('rrrr')).items()), repr(collections.Counter())
try:
    collections.Counter.fromkeys('a')
except NotImplementedError as problem:
    print problem

for cls in (collections.Mapping, collections.Sequence, collections.Set, collections.Hashable,
            collections.Callable, collections.Sized, collections.Iterator):
    print cls.__name__, [isinstance(obj, cls) for obj in
                         ({}, [], 'a', set(), frozenset(), iter([]), len, 1, xrange(2))]
