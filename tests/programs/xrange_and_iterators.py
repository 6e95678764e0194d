# xrange, slices, enumerate, reversed, iter.
def attempt(f):
    try:
        print f()
    except Exception as e:
        print type(e).__name__, e
print xrange(5), xrange(1, 5), xrange(0, 10, 3), xrange(0, -10, -3), xrange(5, 1), xrange(-3)
print list(xrange(5)), list(xrange(2, 8, 2)), list(xrange(10, 0, -3)), list(xrange(0)), len(xrange(0, 10, 3)), len(xrange(10, 0, -3))
print xrange(5)[2], xrange(5)[-1], xrange(0, 10, 3)[3], 3 in xrange(5), 5 in xrange(5), 4 in xrange(0, 10, 2), 3.0 in xrange(5), 2L in xrange(3)
print list(reversed(xrange(5))), list(reversed(xrange(0, 10, 3))), list(reversed(xrange(0))), type(iter(xrange(2))).__name__
print xrange(3).__reduce__(), xrange(3) == xrange(3), bool(xrange(0)), bool(xrange(1)), type(xrange(1)).__name__
top = 9223372036854775807
print list(xrange(top - 2, top)), list(xrange(-top - 1, -top + 1)), list(reversed(xrange(top - 2, top))), xrange(top)[-1], len(xrange(top))
print list(xrange(-top, top, top)), list(xrange(top, -top - 1, -top)), list(xrange(4611686018427387902, 4611686018427387906))
for bad in [lambda: xrange(), lambda: xrange(1, 2, 0), lambda: xrange('a'), lambda: xrange(1.5), lambda: xrange(10 ** 30), lambda: xrange(5)[5],
            lambda: xrange(5)['a'], lambda: xrange(5)[0:2], lambda: xrange(1, 2, 3, 4), lambda: xrange(-top - 1, top), lambda: xrange(a=1), lambda: xrange(5)[10 ** 30]]:
    attempt(bad)
it = iter(xrange(3))
print it.__length_hint__(), it.next(), it.next(), it.__length_hint__(), it.next()
attempt(it.next)

s = slice(1, 10, 2)
print s, slice(5), slice(1, 2), s.start, s.stop, s.step, s.indices(6), slice(None).indices(4), slice(None, None, -1).indices(4), slice(-3, 100).indices(5)
print slice(1, 2) == slice(1, 2), slice(1) < slice(2), cmp(slice(1, 2, 3), slice(1, 2, 4)), slice(1) == 1, slice(1, 2, 3).__reduce__()
print range(10)[s], 'abcdefghij'[s], tuple(range(10))[s], range(10)[slice(None, None, -3)], range(10)[-100:100:4]
for bad in [lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(1, 2, 0).indices(3), lambda: slice('a').indices(3), lambda: hash(slice(1)),
            lambda: slice(1).indices('a'), lambda: [1]['a':], lambda: [1][::0], lambda: [1][1:2:'x'], lambda: (1,)['a'], lambda: [1]['a']]:
    attempt(bad)
class Index(object):
    def __init__(self, n):
        self.n = n
    def __index__(self):
        return self.n
print range(5)[Index(2)], range(5)[Index(1):Index(3)], (1, 2, 3)[Index(-1)], range(5)[::Index(2)], range(3) * Index(2), xrange(5)[Index(3)]
class Getter(object):
    def __getitem__(self, key):
        return key
    def __len__(self):
        return 7
g = Getter()
print g[1:2], g[1:2:3], g[:], g[1, 2:3], g[...], g[::], g['a':None], g[-1], g[-2:-1]
class Slicer(Getter):
    def __getslice__(self, i, j):
        return 'slice', i, j
    def __setslice__(self, i, j, v):
        print 'setslice', i, j, v
    def __delslice__(self, i, j):
        print 'delslice', i, j
    def __setitem__(self, key, v):
        print 'setitem', key, v
    def __delitem__(self, key):
        print 'delitem', key
h = Slicer()
print h[1:2], h[:], h[-1:], h[:-2], h[1:2:3], h[None:2], h[10 ** 30:], h[5]
h[1:2] = 3
h[-1:] = 4
h[::2] = 5
h[1] = 6
del h[1:2], h[:], h[::2], h[-1]

print list(enumerate('abc')), list(enumerate('abc', 5)), list(enumerate(['x'], start=-1)), list(enumerate([1, 2], 2 ** 63 - 1)), list(enumerate([], 3))
print enumerate([1]).next(), list(enumerate(sequence='a', start=1L)), list(enumerate('ab', 4611686018427387903))
print list(reversed('abc')), list(reversed((1, 2, 3))), list(reversed([1, 2])), list(reversed(u'ab')), type(reversed('a')).__name__, reversed('abc').__length_hint__()
class Rev(object):
    def __reversed__(self):
        return iter('custom')
print ''.join(reversed(Rev()))
class Seq(object):
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n
    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError
        return i * i
print list(Seq(4)), list(reversed(Seq(4))), 9 in Seq(4), 5 in Seq(4), list(iter(Seq(2))), tuple(Seq(3)), sum(Seq(4)), max(Seq(4))
a, b, c = Seq(3)
print a, b, c, iter(Seq(3)).__length_hint__(), type(iter(Seq(1))).__name__, type(iter('a')).__name__, list(iter('abc')), iter('abc').__length_hint__()
class Stops(object):
    def __getitem__(self, i):
        if i == 2:
            raise StopIteration
        return i
print list(Stops())
count = [0]
def counter():
    count[0] += 1
    return count[0]
print list(iter(counter, 5)), type(iter(counter, 1)).__name__
def stops():
    raise StopIteration
print list(iter(stops, 1))
for bad in [lambda: iter(1), lambda: iter(1, 2), lambda: reversed(1), lambda: reversed({}), lambda: reversed(set()), lambda: enumerate(), lambda: enumerate(1),
            lambda: enumerate([], 'a'), lambda: reversed(), lambda: reversed([1], 2), lambda: reversed(a=1), lambda: iter([]).next(), lambda: next(iter([])),
            lambda: next(iter([]), 'default'), lambda: list(iter(counter)), lambda: len(iter([]))]:
    attempt(bad)
class Enum(enumerate):
    pass
print list(Enum('ab')), type(Enum([])).__name__
it = iter([1, 2, 3])
print [x for x in it if x > 1], list(it), iter(it) is it
