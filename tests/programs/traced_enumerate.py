"""enumerate over every kind of iterator, in loops that are left, entered again and change what they go through; zip; methods of types in C."""

import re
import collections


def numbers(n):
    for i in xrange(n):
        yield i * i


def raises(n):
    for i in xrange(n):
        if i == 3:
            raise KeyError(i)
        yield i


class Own(object):
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def next(self):
        if not self.n:
            raise StopIteration
        self.n -= 1
        return self.n


class Old:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError
        return 'item%d' % i


def through(make, rounds):
    total = []
    for r in xrange(rounds):
        for i, v in enumerate(make(r % 7)):
            total.append((i, v))
        total.append('end')
    return len(total), total[-12:]


for make in (numbers, Own, range, xrange, lambda n: tuple(range(n)), lambda n: 'text'[:n], lambda n: u'text'[:n], lambda n: Old(),
             lambda n: {n: 1}, lambda n: {n: 1}.iteritems(), lambda n: set([n]), lambda n: enumerate('ab'), lambda n: reversed([n, 2]),
             lambda n: iter(range(n)), lambda n: (x for x in [n]), lambda n: open(__file__).readlines()[:n % 2],
             lambda n: [numbers(2), [1, 2], Own(2), 'x'][n % 4]):
    print through(make, 60)


def partly(rounds):
    seen = []
    for r in xrange(rounds):
        e = enumerate(numbers(6))
        for i, v in e:
            if i == 2:
                break
        for pair in e:
            seen.append(pair)
            if pair[0] == 4:
                break
        seen.append(e.next())
        for pair in e:
            seen.append('never')
        seen.append(list(e))
    return seen[:5], len(seen)


def raising(rounds):
    seen = []
    for r in xrange(rounds):
        try:
            for i, v in enumerate(raises(r % 6)):
                seen.append(i + v)
        except KeyError, error:
            seen.append(str(error))
    return len(seen), seen.count('3')


def starts(rounds):
    seen = []
    for r in xrange(rounds):
        for start in (5, 2 ** 62 - 2, 2 ** 63 - 2, 2 ** 70, -1):
            for i, v in enumerate('abcd', start):
                seen.append((i, v, type(i).__name__))
            for i, v in enumerate(numbers(3), start=start):
                seen.append((i, v))
    return seen[:40]


def reentered(rounds):
    """The enumerate moves on while its own iterator runs."""
    seen = []
    for r in xrange(rounds):
        def source():
            yield 'a'
            seen.append(other.next())
            yield 'b'
        inner = iter('xyz')
        other = enumerate(inner)
        for pair in enumerate(source()):
            seen.append(pair)
    return seen[:4], len(seen)


def growing(rounds):
    total = 0
    for r in xrange(rounds):
        items = [1]
        for i, v in enumerate(items):
            total += i * v
            if i < 5:
                items.append(i)
        items = [1, 2, 3, 4]
        for i, v in enumerate(items):
            items.pop()
            total += v
    return total


class Derived(enumerate):
    def next(self):
        i, v = enumerate.next(self)
        return v, i


def derived(rounds):
    seen = []
    for r in xrange(rounds):
        for pair in Derived('ab'):
            seen.append(pair)
    return seen[-2:], len(seen)


def zips(rounds):
    total = []
    for r in xrange(rounds):
        a, b = range(r % 5), tuple(range(10, 13))
        total.append(len(zip(a, b)) + len(zip(a)) + len(zip(a, b, 'abc')) + len(zip(a, numbers(3))) + len(zip()))
        for x, y in zip(a, b):
            total.append(x * y)
        for i, (x, y) in enumerate(zip(b, a)):
            total.append(i + x + y)
    try:
        zip([1], 5)
    except TypeError, error:
        total.append(str(error))
    return total[-6:], len(total)


def matches(rounds):
    pattern = re.compile(r'(\w)(\d)?')
    queue = collections.deque(maxlen=5)
    total = 0
    for r in xrange(rounds):
        m = pattern.match('a%d' % r if r % 3 else 'b')
        queue.append(m.group(1))
        total += m.end() + len(m.group(0)) + (m.start(2) if m.group(2) else 0)
        if r % 4 == 0:
            queue.appendleft(m.span(1))
            queue.pop()
        f = m.group
        total += len(f())
    return total, list(queue), [text.group() for text in pattern.finditer(u'a1 b2 \xe9 c')]


print partly(50)
print raising(60)
for item in starts(12):
    print item,
print
print reentered(40)
print growing(60)
print derived(40)
print zips(60)
print matches(100)
try:
    enumerate()
except TypeError, error:
    print error
try:
    for x in enumerate(5):
        pass
except TypeError, error:
    print error
