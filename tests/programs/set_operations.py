# Sets and frozensets.
def show(*sets):
    """Prints sets with sorted elements: their order is not CPython's."""
    for s in sets:
        print type(s).__name__, sorted(s),
    print
s = set([1, 2, 3])
print s, len(s), 1 in s, 5 in s, sorted(s), list(s), bool(s), bool(set()), set(), frozenset(), frozenset([1]), {1, 2}
s.add(4)
s.add(4)
s.discard(1)
s.discard(100)
s.remove(2)
show(s, s | set([9]), s & set([3]), s - set([3]), s ^ set([3, 5]), set([9]) | s)
t = s.copy()
t.update([5, 6], (7,), 'a')
print sorted(t, key=str), s, s < t, s <= t, t > s, t >= s, s == t, s != t, s == frozenset(s), s == [3, 4]
t.intersection_update([3, 4, 5, 6])
show(t)
t.difference_update([3], [4])
show(t)
t.symmetric_difference_update([5, 50])
show(t)
t |= set([1])
t &= frozenset([1, 50])
t -= set([50])
t ^= set([1, 2])
show(t)
show(s.union([1], [2]), s.intersection([3, 4], [4]), s.difference([3]), s.symmetric_difference([3, 7]), s.union(), s.difference(), s.intersection())
print s.issubset([3, 4, 5]), s.issuperset([3]), s.isdisjoint([1]), s.isdisjoint([3]), s.issubset('ab'), s.isdisjoint(set([3]))
print set('hello') == set('ohell'), sorted(set('mississippi')), sorted(frozenset({1: 2, 3: 4}))
print hash(frozenset()), hash(frozenset([1])), hash(frozenset([1, 2, 3])), hash(frozenset('abc')), hash(frozenset([1, 'a', (2, 3), 4.5]))
print hash(frozenset(range(1000))), hash(frozenset([frozenset([1]), frozenset()]))
print frozenset([1, 2]) == set([2, 1]), {frozenset([1]): 'x'}[frozenset([1])], set([frozenset([1])]) == set([frozenset([1])])
print set([1]) in set([frozenset([1])]), set([frozenset([1])]) - set([frozenset([1])])
u = set([frozenset([1]), 2])
u.discard(set([1]))
print u
u.add(frozenset([5]))
u.remove(set([5]))
print u
print type(set() | frozenset()).__name__, type(frozenset() | set()).__name__, type(frozenset([1]) - set()).__name__
print frozenset() is frozenset([]), frozenset(frozenset([1])) == frozenset([1]), frozenset([1]).copy()

class S(set):
    def __init__(self, items=(), name='none'):
        set.__init__(self, items)
        self.name = name
x = S([1, 2], name='named')
print x, x.name, type(x | set()).__name__, type(x.copy()).__name__, x == set([1, 2]), x.__reduce__()
class F(frozenset):
    pass
y = F([1, 2])
print y, type(y & [1] if False else y & set([1])).__name__, hash(y) == hash(frozenset([1, 2])), F(y) is y, y == set([1, 2])
print set([1]).__reduce__(), set([1]).__or__([2]), set([1]).__ior__([2]), set([1]).__rsub__(set([1, 2])), set([3]).__contains__(3)

class K(object):
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return 5
    def __eq__(self, other):
        return self.n == other.n
k = set([K(i % 4) for i in range(10)])
print len(k), K(2) in k, sorted(e.n for e in k), len(k - set([K(1)])), len(k | set([K(9)]))

def attempt(f):
    try:
        print f()
    except Exception as e:
        print type(e).__name__, e
attempt(lambda: set([[]]))
attempt(lambda: set([1]).remove(2))
attempt(lambda: set().pop())
attempt(lambda: set() | [1])
attempt(lambda: set(1))
attempt(lambda: set(1, 2))
attempt(lambda: set(a=1))
attempt(lambda: frozenset(a=1))
attempt(lambda: F(a=1))
attempt(lambda: hash(set()))
attempt(lambda: cmp(set(), set([1])))
attempt(lambda: cmp(set(), 1))
attempt(lambda: set() < 1)
attempt(lambda: set([1]) == 1)
attempt(lambda: [] in set())
attempt(lambda: set().update(1))
attempt(lambda: set()[0])
attempt(lambda: set.__cmp__(set(), 1))
attempt(lambda: frozenset().add)
attempt(lambda: set([1]).union(5))
attempt(lambda: set([1]).remove(set([2])))
p = set([7])
print p.pop(), p
r = set(range(500))
for i in range(0, 500, 2):
    r.remove(i)
print len(r), sum(r), r == set(range(1, 500, 2)), r.issubset(xrange(500))
while r:
    r.pop()
print r
it = iter(set([1, 2]))
print it.__length_hint__(), it.next(), it.__length_hint__(), type(it).__name__, len(list(it))
class Self(set):
    __hash__ = object.__hash__
me = Self()
me.add(me)
print me
print set([1, 2, 3]) <= set([1, 2, 3]), set([1]) < set([1]), set([1, 2]) > set([3]), set([2, 1]) >= set([1])
print sorted(set([1, 2]) & set([2, 3]) | set([5])), [e for e in frozenset([3])]
