"""Keys of dicts and sets in loops: plain values, tuples, instances with and without methods in Python; large dicts with deletions;
attributes of functions; extend by iterators; numbers formatted."""


class Identity(object):
    def __init__(self, name):
        self.name = name


class Equal(object):
    compared = 0

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return hash(self.n)

    def __eq__(self, other):
        Equal.compared += 1
        return isinstance(other, Equal) and self.n == other.n


class OnlyCmp(object):
    def __cmp__(self, other):
        return 0

    def __hash__(self):
        return 7


class Old:
    pass


def count(keys, rounds):
    found = {}
    seen = set()
    missing = 0
    for i in xrange(rounds):
        key = keys[i % len(keys)]
        found[key] = found.get(key, 0) + 1
        if key not in seen:
            missing += 1
            seen.add(key)
        if i % 5 == 0:
            found.setdefault(key, 100)
        if i % 17 == 0:
            del found[key]
            seen.discard(key)
        if key in found:
            found[key] += 1
    return sorted(found.values()), missing, len(seen)


identity = [Identity(i) for i in range(6)]
print count(identity, 200)
print count([Equal(1), Equal(2), Equal(1), Equal(3)], 200), Equal.compared > 100
print count([OnlyCmp(), OnlyCmp(), 7, OnlyCmp()], 200)
print count([Old(), Old(), 'text', u'text'], 200)
print count([(1, 2), (1, 2.0), (1L, 2), ('a', None), ('a', u'b'), (u'a', 'b'), ()], 300)
print count([(1, identity[0]), (identity[0], 1), (1, identity[1]), (1, identity[0])], 200)
print count([(1, Equal(2)), (1, Equal(2)), (Equal(1), 2)], 200)
print count([(1, (2, 3)), (1, (2, 3)), (1, 2, 3, 4, 5)], 200)
print count([1, 1.0, True, 1L, 1 + 0j, u'1', '1', None, 0.0, -0.0, False], 400)


def becomes_equal(rounds):
    """A class gets its __eq__ and __hash__ while instances are keys."""
    class Late(object):
        pass
    first, second = Late(), Late()
    table = {first: 'first'}
    answers = []
    for i in xrange(rounds):
        answers.append((second in table, table.get(second), first in table))
        if i == rounds // 2:
            Late.__hash__ = lambda self: 5
            Late.__eq__ = lambda self, other: True
            table = {first: 'first'}
    return [answers.count(a) for a in ((False, None, True), (True, 'first', True))]


print becomes_equal(100)


def unhashable(rounds):
    errors = set()
    table = {}
    for i in xrange(rounds):
        for key in ([1], {}, (1, [2]), set()):
            try:
                table[key] = i
            except TypeError, error:
                errors.add(str(error))
            try:
                key in table
            except TypeError, error:
                errors.add(str(error))
    return sorted(errors), len(table)


print unhashable(60)


def large(size):
    """Many entries come and go; what remains is found, in the order of insertion where that is kept by keys of one run."""
    table = {}
    for i in xrange(size):
        table['k%d' % (i * 7919 % size)] = i
        table[i * 65536] = i
    for i in xrange(0, size, 3):
        del table['k%d' % i]
    for i in xrange(0, size, 2):
        del table[i * 65536]
    good = bad = 0
    for i in xrange(size):
        if ('k%d' % i in table) == (i % 3 != 0) and ((i * 65536) in table) == (i % 2 == 1):
            good += 1
        else:
            bad += 1
    for i in xrange(size):
        table['k%d' % i] = -i
    return good, bad, len(table), sum(table.values())


for size in (3, 8, 9, 40, 3000):
    print large(size)


def counted(rounds):
    def f(x):
        f.calls += 1
        f.last = x
        return x

    def g(x):
        return x
    f.calls = 0
    g.calls = 5
    total = 0
    errors = set()
    for i in xrange(rounds):
        h = (f, g)[i % 2]
        total += h(i) + h.calls
        try:
            h.unknown
        except AttributeError, error:
            errors.add(str(error))
        if i == rounds // 2:
            f.unknown = 1
        if i == rounds * 3 // 4:
            del f.unknown
            g.__dict__ = {'calls': 7}
            f.__name__ = 'renamed'
    f.func_defaults = (3,)
    return total, f.calls, f.last, sorted(errors), f(), f.__name__


print counted(120)


def extends(rounds):
    total = []
    for i in xrange(rounds):
        items = []
        source = [i, i + 1, i + 2]
        items.extend(reversed(source))
        items.extend(reversed(items))
        back = reversed(source)
        back.next()
        items.extend(back)
        items.extend(back)
        forward = iter(source)
        forward.next()
        items.extend(forward)
        items.extend(xrange(i % 3))
        items.extend('ab')
        items.extend({i: 1}.iterkeys())
        items.extend(iter((1, 2)))
        items.extend(set([i]))
        items.extend(x for x in source)
        try:
            items.extend(5)
        except TypeError, error:
            total.append(str(error))
        total.append(len(items))
    return sum(n for n in total if isinstance(n, int)), items, total[-2]


print extends(80)


def numbers(rounds):
    texts = []
    for i in xrange(rounds):
        n = (i - rounds // 2) * 12345678901
        texts.append('%d|%5d|%-5d|%05d|%+d|% d|%x|%#x|%08x|%u|%i|%X|%o|%.3d|%5s|%-3s|' % ((n,) * 12 + (i, i, i, i)))
        texts.append('%s %r %c %%' % ('text', 'text', 65 + i % 26))
        texts.append('%(a)d %(b)s' % {'a': i, 'b': i})
        texts.append(str(int('%d' % i, 7 + i % 3)) if i < 7 else '')
    return texts[0], texts[-4], hash(''.join(texts))


print numbers(60)
for n in (2 ** 62 - 1, -2 ** 62, 2 ** 62, 2 ** 63 - 1, -2 ** 63, 0, -1):
    print '%d %x %025d %+25d %-25x|' % (n, n, n, n, n)


def sorts(rounds):
    keys = [(i * 7 % 5, 'k%d' % (i * 3 % 7)) for i in range(40)]
    for i in xrange(rounds):
        forward = sorted(keys, key=lambda item: (-item[0], item[1]))
        back = sorted(keys, reverse=True)
    mixed = sorted(keys + [(1,), (1, 'k1', 3), (1.0, 'k2'), (1L, u'k2')])
    return forward[:4], back[:4], mixed[8:14], sorted([(2, 'b'), (1, 'c'), (2, 'a')]), sorted([(), (), ()])


print sorts(30)
