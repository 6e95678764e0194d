# Arrays of the module array: items, slices, conversions, errors.
from array import array, ArrayType
import copy, os, tempfile


def show(f, *arguments):
    try:
        print repr(f(*arguments))
    except Exception as e:
        print type(e).__name__, e


assert array is ArrayType
for code in 'cubBhHiIlLfd':
    a = array(code)
    print code, a.typecode, a.itemsize, len(a), a
    for v in (-2 ** 70, -1 - 2 ** 31, -1, 2 ** 70, 2 ** 32, 70000, 7, 7L, True, 'a', 'ab', u'x', 1.5, None):
        show(array, code, [v])

for f in (lambda: array(), lambda: array(1), lambda: array('x'), lambda: array('ii'), lambda: array('i', u'a'),
          lambda: array('i', 'abc'), lambda: array('i', 3), lambda: array('u', 'abc'), lambda: array('i', typecode=3),
          lambda: array('i', 1, 2), lambda: array('i', (1, 2)), lambda: array('h', xrange(5)), lambda: array('u', u'h\xe9\u20ac\U00010000')):
    show(f)

a = array('i', range(10))
print a[3], a[-1], a[2:5], a[::3], a[::-1], a[5:2], a[20:], 3 in a, 30 in a, 3.0 in a
a[0] = 100
a[1:3] = array('i', [7, 8, 9])
a[::5] = array('i', [1, 2, 3])
print a
del a[0], a[-1], a[2:4], a[::2]
print a, a + a, a * 2, 2 * a, a * 0
a += array('i', [5])
a *= 2
print a, a.count(5), a.index(5), a.buffer_info()[1]
a.append(1); a.insert(0, 2); a.insert(-1, 3); a.insert(100, 4); a.extend(x * x for x in range(3)); a.extend(a)
a.remove(5); a.reverse()
print a, a.pop(), a.pop(0), a.tolist()
print repr(array('h', [1, -2, 258]).tostring())
b = array('h', [1, 2]); b.byteswap(); print b
b.fromstring('ab'); b.fromlist([1, 2]); print b
show(b.fromlist, [5, 'x']); print b
show(b.extend, [5, 'x']); print b

for f in (lambda: a[99], lambda: a['x'], lambda: a.__setitem__(99, 1), lambda: a.__setitem__('x', 1), lambda: a.__delitem__(99),
          lambda: a.__setitem__(slice(0, 1), [1]), lambda: a.__setitem__(slice(0, 1), array('d')), lambda: a.__setitem__(slice(0, 4, 2), array('i', [1])),
          lambda: a + [1], lambda: a.__iadd__([1]), lambda: a + array('d'), lambda: array('i').pop(), lambda: a.pop(99), lambda: a.remove(99), lambda: a.index(99),
          lambda: a.extend(3), lambda: a.extend(array('d')), lambda: a.fromlist((1,)), lambda: a.fromstring('abc'), lambda: a.fromunicode(u'a'),
          lambda: array('u').fromunicode('a'), lambda: a.tounicode(), lambda: a.tofile(3), lambda: a.fromfile(3, 4), lambda: hash(a)):
    show(f)

print array('u', u'ab').tounicode(), array('c', 'abc').tostring(), ''.join(array('c', 'xyz'))
print array('i', [1, 2]) < array('i', [1, 3]), array('i', [1]) == array('d', [1.0]), array('i', [1]) == [1], cmp(array('i', [2]), array('i', [1]))
print array('i', [1, 2]).__reduce__(), copy.copy(array('d', [1.5])), copy.deepcopy(array('c', 'q'))
print list(array('B', 'abc')), max(array('d', [1, 3, 2])), sorted(array('i', [3, 1, 2])), str(buffer(array('c', 'abc')))


class Derived(array):
    def __init__(self, code, items=()):
        self.extra = 5


d = Derived('i', [1, 2])
print d, d.extra, type(d[:]).__name__, d.__reduce__()[2], len(d)

path = tempfile.gettempdir() + '/array-%d' % os.getpid()
f = open(path, 'wb'); array('i', range(5)).tofile(f); f.close()
f = open(path, 'rb'); a = array('i'); a.fromfile(f, 3); print a
show(a.fromfile, f, 5)
print a
f.close(); os.remove(path)


total = 0
numbers = array('l', range(1000))
for n in numbers:
    total += n
for i in xrange(len(numbers)):
    numbers[i] += i
print total, numbers[999]
