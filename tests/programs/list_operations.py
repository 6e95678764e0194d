# Lists: construction, items, slices, methods.
a = [1, 2, 3]
a.append(4)
a.extend((5, 6))
a.extend(x * x for x in [7, 8])
a.insert(0, 'first')
a.insert(-1, 'last but one')
a.insert(100, 'end')
a.insert(-100, 'begin')
print a, len(a)
print a.pop(), a.pop(0), a.pop(-2), a
a.remove('first')
print a, a.index(4), a.count(4), a.index(4, 1), 4 in a, 'x' in a
a.reverse()
print a
print a[1], a[-1], a[1:3], a[:-2], a[::2], a[::-1], a[-1:0:-3], a[10:], a[2:1]
a[1:3] = ['x', 'y', 'z']
print a
a[::2] = range(len(a[::2]))
print a
a[1:1] = a
print a
a[::2] = []if not a[::2] else list('abcdefghijklmnopqrstuvw')[:len(a[::2])]
print a
del a[0]
print a
del a[-1], a[1:3]
print a
del a[::2]
print a
del a[:]
print a, not a
b = [0] * 3
b += [1, 2]
b *= 2
print b, 2 * [1, 2], [1] * 0, [1] * -1, [[]] * 2
b[len(b):] = [7]
b[:0] = 'ab'
print b
b[2:-2:3] = 'XYZ'
print b
del b[-1:0:-3]
print b

# Comparison.
print [1, 2] < [1, 3], [1, 2] < [1, 2, 0], [1, 2] == [1, 2], [1] != [1], [] < [0], [2] > [1, 5]
print [1, 2] == (1, 2), cmp([1, 2], [1, 2]), cmp([1], [2]), cmp([3], [2, 1])
print [1.0, True] == [1, 1], [[1], [2]] < [[1], [3]]

# Containers in themselves.
c = [1]
c.append(c)
print c, repr([c, c])
d = {'c': c}
c.append(d)
print c

# Longer ones, growing and shrinking.
e = []
for i in xrange(1000):
    e.append(i)
    if i % 3 == 0:
        e.insert(i // 2, -i)
print len(e), sum(e), e[500], e[333]
while len(e) > 10:
    e.pop(len(e) // 2)
print e
f = range(100)
for i in range(50):
    f.pop(0)
print f[:5], len(f)
f[10:40] = [0]
print f, len(f)
f[5:5] = range(1000)
print len(f), f[1000:1010]
f[3:1003] = []
print len(f), f
print list('abc'), list((1, 2)), list({1: 2}), list(xrange(4)), list(iter([1])), list()
print list(reversed([1, 2, 3])), sorted([3, 1, 2]), [x for x in [1, 2, 3] if x > 1]

class L(list):
    pass
l = L([1, 2])
l.name = 'named'
print l, type(l).__name__, type(l + [1]).__name__, type(l[:]).__name__, type(l * 2).__name__, l == [1, 2], l.name
l.append(3)
print l[-1], len(l), L.__mro__[1] is list

# A list that changes while it is used.
class Shrinking(object):
    def __init__(self, target):
        self.target = target
    def __eq__(self, other):
        del self.target[:]
        return False
g = [1, 2, 3]
print Shrinking(g) in g, g
h = []
h.extend([Shrinking(h), 1, 2])
print h == [1, 2, 3], h
i = [1, 2, 3]
for x in i:
    if len(i) < 8:
        i.append(x + 10)
print i
it = iter(i)
print it.next(), it.__length_hint__(), list(it), it.__length_hint__()
i.append(99)
print list(it)
r = reversed([1, 2, 3])
print r.__length_hint__(), r.next(), list(r), list(r)
print [1, 2].__len__(), [1, 2].__getitem__(1), [].__iadd__([1]), [1, 2, 3].__getslice__(1, 9), [1].__contains__(1)
print [3, 4].__reversed__().next(), list.__hash__, type([].__iter__()).__name__
