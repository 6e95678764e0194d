# Tuples.
t = (1, 'a', 2.5)
print t, (), (1,), ((),), len(t), t[0], t[-1], t[1:], t[:2], t[::-1], t[::2], t[5:], t + (4,), t * 2, 2 * (0,), () * 5
print t == (1, 'a', 2.5), t != (1,), (1, 2) < (1, 3), (1,) < (1, 0), (2,) > (1, 9), cmp((1, 2), (1, 3)), (1, 2) == [1, 2]
print 'a' in t, 'b' in t, t.count(1), t.index('a'), (1, 2, 1).index(1, 1), (1, 2, 3).index(3, -1)
print hash(()), hash((1,)), hash((1, 2)), hash((1, (2, 3))), hash(('a', 'b')), hash((None is None,)), hash((1.5, 2L))
print hash(tuple(range(50))), hash((-1, -2)), hash(('',)), {(1, 2): 3}[(1, 2)], {(1, 2): 3}[1, 2]
print tuple(), tuple([1, 2]), tuple('abc'), tuple(xrange(3)), tuple(iter([])), tuple(sequence=[1])
print t[:] is t, tuple(t) is t, (t * 1) is t, () is (), t[0:0] is ()
print t.__getnewargs__(), (1, 2).__getslice__(0, 1), (1, 2).__contains__(2), (3,).__add__((4,)), (1,).__mul__(3)

class T(tuple):
    def __new__(cls, *items):
        return tuple.__new__(cls, items)
u = T(1, 2, 3)
u.name = 'named'
print u, type(u).__name__, type(u[:]).__name__, type(u + ()).__name__, type(u * 1).__name__, u.name, u == (1, 2, 3)
print hash(u) == hash((1, 2, 3)), u.__getnewargs__(), type(tuple(u)).__name__, isinstance(u, tuple)
v = T(*range(40))
v.a = 1
v.b = 2
print v, v.a, v.b, len(v), v[39]

class E(tuple):
    pass
print E(), E([1]), E('ab'), len(E()), bool(E()), bool(E([0]))

a = []
x = (a,)
a.append(x)
print x, a
a, b, (c, d) = 1, 2, (3, 4)
a, b = b, a
print a, b, c, d
print sorted([(2, 1), (1, 2), (1, 1)]), max((1, 2), (1, 3)), min([(3,), (2, 9)])
class Named(object):
    def __eq__(self, other):
        print 'eq'
        return True
    def __lt__(self, other):
        print 'lt'
        return 'less'
    __hash__ = None
print (1, Named()) == (1, 2), (1, Named()) < (1, 3), (Named(), 1) < (5, 2)
try:
    hash((1, []))
except TypeError as e:
    print e
it = iter((1, 2, 3))
print it.next(), it.__length_hint__(), list(it), list(it), type(it).__name__
print ((1, 2), (3, 4))[1][0], (lambda *args: args)(1, 2), (lambda *args: args)()
n = ()
for i in range(200):
    n = (n,)
print len(repr(n)), hash(n) == hash(n), n == n
