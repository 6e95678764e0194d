# Dicts.
d = {1: 'one', 2: 'two', 3: 'three'}
print d, len(d), d[1], d.get(4), d.get(4, 'none'), d.get(1), 1 in d, 4 in d, d.has_key(2), d.has_key(5)
d[4] = 'four'
d[1] = 'ONE'
print d, d.keys(), d.values(), d.items()
print d.pop(2), d.pop(2, None), d.pop(99, 'default'), d
print d.setdefault(1, 'x'), d.setdefault(5), d.setdefault(6, 'six'), d
del d[5]
print d, sorted(d), list(d), list(d.iterkeys()), list(d.itervalues()), list(d.iteritems())
e = d.copy()
e[7] = 'seven'
print e, d, e == d, d == dict(d), d != e
d.clear()
print d, not d, len(d)
d.update({1: 2})
d.update([(3, 4), [5, 6], 'ab'])
d.update(x=1)
d.update({}, y=2)
print sorted(d.items())
print sorted(dict(a=1, b=2).items()), dict([(1, 2)]), dict({1: 2}), dict(), sorted(dict({'a': 1}, b=2).items()), dict(iter([(1, 2)]))
print dict.fromkeys([1, 2, 3]), dict.fromkeys((1, 2), 'v'), dict.fromkeys('a'), dict.fromkeys([])
print {}.popitem if False else sorted([{1: 2}.popitem()])

class Mapping(object):
    def keys(self):
        return iter(['k', 'l'])
    def __getitem__(self, key):
        return key * 2
print sorted(dict(Mapping()).items())

# Equal keys of several types.
m = {1: 'int'}
m[1.0] = 'float'
m[True] = 'bool'
m[1L] = 'long'
print m, m[1], len(m), {'a': 1}[u'a'], {u'a': 1}['a'], {0: 'zero'}[False], {0: 'zero'}[-0.0]

# Comparison.
print cmp({}, {}), cmp({1: 2}, {}), cmp({}, {1: 2}), cmp({1: 2}, {1: 3}), cmp({1: 3}, {1: 2}), cmp({1: 2}, {2: 1}), cmp({1: 2}, {1: 2})
print {1: 2} < {1: 3}, {1: 2} <= {1: 2}, {1: 2} > {}, {2: 1} >= {1: 2}, {1: 2} == {1: 2.0}, {1: 2} != {1: 3}, {1: 2} == 5
print cmp({1: 1, 2: 2, 3: 3}, {1: 1, 2: 5, 3: 0}), cmp({'a': [1]}, {'a': [2]}), {1: {2: 3}} == {1: {2: 3}}

# Keys with their own hash and comparison.
class Key(object):
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return self.n % 3
    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n
    def __repr__(self):
        return 'Key(%d)' % self.n
k = {}
for i in range(20):
    k[Key(i)] = i
for i in range(0, 20, 2):
    del k[Key(i)]
print len(k), [k.get(Key(i)) for i in range(20)], sorted(k.values())

# Subclasses.
class Default(dict):
    def __missing__(self, key):
        return 'missing %r' % (key,)
x = Default(a=1)
x.name = 'named'
print x['a'], x['b'], x, type(x.copy()).__name__, x.get('b'), 'b' in x, x.name, x == {'a': 1}
print Default.fromkeys([1]), type(Default.fromkeys([1])).__name__
class Noisy(dict):
    def __setitem__(self, key, value):
        print 'set', key
        dict.__setitem__(self, key, value)
    def __getitem__(self, key):
        return 'got ' + str(dict.__getitem__(self, key))
n = Noisy.fromkeys([1])
n[2] = 3
n.update({4: 5})
print n, n[2], n.get(2), dict(n), n.setdefault(9, 8)

# In itself.
r = {}
r[1] = r
print r, [r], {2: r}
r = {1: [r]}

# Many entries, insertions and deletions.
big = {}
for i in range(2000):
    big[i] = i * i
    if i % 3 == 2:
        del big[i - 1]
    if i % 7 == 0:
        big[str(i)] = i
print len(big), sum(v for v in big.values()), big[1999], 'x' in big, str(1995) in big
while big:
    big.popitem()
print big
for i in range(10):
    big[i] = i
    big.pop(i)
big['only'] = 1
print big
queue = {}
for i in range(3000):
    queue[i] = i
    if i >= 10:
        del queue[i - 10]
print queue.keys()
print sorted({}.fromkeys(range(100)).keys()) == range(100), len({i: str(i) for i in range(30)}), {k: v for k, v in [(1, 2)]}
print {}.__len__(), {1: 2}.__contains__(1), {1: 2}.__getitem__(1), dict.__hash__, {1: 2}.__eq__(3), {}.__lt__({}), {1: 2}.__cmp__({1: 2})
