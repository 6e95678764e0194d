"""Coercion, __cmp__, __getattr__, __setattr__, __getitem__ loops and truth of instances, in loops that change what they see."""


def text_of(f, *arguments):
    try:
        return repr(f(*arguments))
    except Exception as error:
        return '%s: %s' % (error.__class__.__name__, error)


class Number:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return 'Number(%r)' % (self.n,)

    def __coerce__(self, other):
        log.append('coerce')
        if isinstance(other, (int, long)):
            return self, Number(other)
        if isinstance(other, str):
            return len(other), self.n
        if isinstance(other, float):
            return NotImplemented
        if isinstance(other, list):
            return other
        return None

    def __add__(self, other):
        if isinstance(other, Number):
            return Number(self.n + other.n)
        return NotImplemented

    def __radd__(self, other):
        return Number(1000 + self.n)

    def __sub__(self, other):
        return Number(self.n - other.n)

    def __cmp__(self, other):
        if isinstance(other, Number):
            return cmp(self.n, other.n)
        if isinstance(other, Other):
            return NotImplemented
        return 'nothing'


class Other:
    def __radd__(self, other):
        return 'other after %r' % (other,)

    def __cmp__(self, other):
        return -1


class Plain:
    """Methods, but no coercion."""

    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return NotImplemented if other == 3 else self.n + 1

    def __iadd__(self, other):
        self.n += 1
        return self

    def __rmul__(self, other):
        return other, self.n


log = []


def arithmetic(values, count):
    results = []
    for i in xrange(count):
        number = Number(i)
        other = values[i % len(values)]
        for f in (lambda: number + other, lambda: other + number, lambda: number - other, lambda: other - number):
            results.append(text_of(f))
    return results


def added(number, count):
    for i in xrange(count):
        number = 1 + number
        number = number + i
        number += 2
    return number


def compared(values, count):
    counts = [0] * 6
    errors = 0
    for i in xrange(count):
        number, other = Number(i % 7), values[i % len(values)]
        try:
            if number < other:
                counts[0] += 1
            if number <= other:
                counts[1] += 1
            counts[2] += number == other
            counts[3] += number != other
            if other > number:
                counts[4] += 1
            counts[5] += other >= number
        except TypeError, error:
            errors += 1
            last = str(error)
    return counts, errors, errors and last


print added(Number(0), 200), len(log)
del log[:]
for values in ([1, 2L, 3], [4.5, 'text', 7], [Number(3), 2], [None, 5], [[], 1], [Other(), 3], [Plain(1), 1]):
    results = arithmetic(values, 60)
    print len(results), sorted(set(results))[:12], len(log)
    del log[:]
for values in ([1, 2, 3], [Number(3), 2], [Other(), 3], [[], 1], [2.5, 'text']):
    print compared(values, 90)
    print len(log)
    del log[:]


def plain(count):
    p = Plain(0)
    q = p
    failed = 0
    for i in xrange(count):
        q += i
        try:
            r = p + i % 5
        except TypeError, error:
            failed += 1
            text = str(error)
        s = 7 * p
    return q is p, p.n, r, s, failed, text


print plain(100)


class Cmp(object):
    def __init__(self, n):
        self.n = n

    def __cmp__(self, other):
        if isinstance(other, Cmp):
            return cmp(self.n, other.n)
        if other is None:
            return NotImplemented
        if other == 'long':
            return 1L << 70
        return self.n - other


class Subclass(Cmp):
    def __lt__(self, other):
        return 'less'


def cmp_objects(values, count):
    results = []
    for i in xrange(count):
        x = Cmp(i % 5)
        y = values[i % len(values)]
        try:
            if x < y:
                results.append('<')
            if x == y:
                results.append('=')
            results.append((x > y, x <= y))
        except OverflowError, error:
            results.append(str(error))
    return results


for values in ([Cmp(2)], [Cmp(1), 3], [Cmp(1), Subclass(3)], [Subclass(2)], [True, 1.5], ['long', 2]):
    results = cmp_objects(values, 70)
    print len(results), results.count('<'), results.count('='), results.count((True, False)), results[-4:]


class Items:
    def __init__(self, n):
        self.n = n

    def __getitem__(self, i):
        if i == 5 and self.n == 6:
            raise KeyError(i)
        if i >= self.n:
            raise IndexError(i)
        return i * self.n


class NewItems(object):
    def __getitem__(self, i):
        if i > 3:
            raise StopIteration
        return 'item%d' % i


class Changing:
    """Has an __iter__ of its own half the time."""

    def __getitem__(self, i):
        return [1, 2, 3][i]


def loops(things, count):
    total = []
    for i in xrange(count):
        thing = things[i % len(things)]
        try:
            for item in thing:
                total.append(item)
            total.append('end')
        except KeyError, error:
            total.append('key %s' % error)
    return len(total), total[:30]


print loops([Items(3)], 50)
print loops([Items(3), Items(0), Items(6), Items(7)], 60)
print loops([NewItems(), Items(2), [5]], 60)
changing = Changing()
print loops([changing], 40)
changing.__iter__ = lambda: iter('own')
print loops([changing], 40)
del changing.__iter__
print loops([changing], 40)


def exhausted(count):
    """An iterator that has come to its end stays there."""
    items = Items(2)
    total = 0
    for i in xrange(count):
        iterator = iter(items)
        for item in iterator:
            total += item
        items.n = 3
        for item in iterator:
            total += 1000
        items.n = 2
    return total


print exhausted(50)


class Skipping:
    def __init__(self):
        self.iterator = None
        self.done = False

    def __getitem__(self, i):
        if i >= 6:
            raise IndexError
        if i == 2 and not self.done:
            self.done = True
            self.iterator.next()
        return i


def skipping(count):
    seen = []
    for i in xrange(count):
        s = Skipping()
        s.iterator = iter(s)
        for item in s.iterator:
            seen.append(item)
    return seen[-8:], len(seen)


print skipping(50)


class Asked:
    def __init__(self):
        self.__dict__['log'] = []

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        if name == 'missing':
            raise AttributeError('no ' + name)
        return name.upper

    def __setattr__(self, name, value):
        self.__dict__[name] = value
        self.log.append(name)


class NewAsked(object):
    set_count = 0

    def __getattr__(self, name):
        if name == 'missing':
            raise AttributeError('no ' + name)
        return lambda: name * 2

    def __setattr__(self, name, value):
        NewAsked.set_count += 1
        object.__setattr__(self, name, value)


def asked(thing, count):
    results = []
    for i in xrange(count):
        results.append(thing.call())
        f = thing.other
        results.append(f())
        try:
            thing.missing
        except AttributeError, error:
            results.append(str(error))
        thing.value = i
        results.append(thing.value)
        if i == count // 2:
            thing.call = lambda: 'own'
        if i == count * 3 // 4:
            del thing.call
    return len(results), results[:4], results[-4:], results.count('own')


a = Asked()
print asked(a, 80), len(a.log)
print asked(NewAsked(), 80), NewAsked.set_count


class Truth:
    def __init__(self, n):
        self.n = n

    def __nonzero__(self):
        return self.n


class Length:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Neither:
    pass


class NewTruth(object):
    def __init__(self, n):
        self.n = n

    def __nonzero__(self):
        return self.n


def truths(things, count):
    true = false = 0
    errors = set()
    for i in xrange(count):
        thing = things[i % len(things)]
        try:
            if thing:
                true += 1
            else:
                false += 1
        except (TypeError, ValueError), error:
            errors.add(str(error))
    return true, false, sorted(errors)


print truths([Truth(1), Truth(0), Truth(True), Truth(False)], 80)
print truths([Truth(1), Truth('x'), Truth(-1), Truth(3L)], 80)
print truths([NewTruth(1), NewTruth('x'), NewTruth(-1), NewTruth(False)], 80)
print truths([Length(0), Length(2), Neither(), Length(-1)], 80)


def removed(count):
    """The hooks come and go while the loop runs."""
    class Hooked:
        def __cmp__(self, other):
            return 0

        def __getitem__(self, i):
            if i > 1:
                raise IndexError
            return i

    h = Hooked()
    results = []
    for i in xrange(count):
        results.append((h == 5, bool(h)))
        if i == count // 3:
            Hooked.__coerce__ = lambda self, other: (1, 1)
        if i == count // 2:
            del Hooked.__coerce__
            Hooked.__eq__ = lambda self, other: 'equal'
        if i == count * 2 // 3:
            del Hooked.__eq__
            Hooked.__nonzero__ = lambda self: False
        for item in h:
            results.append(item)
        if i == count * 3 // 4:
            Hooked.__iter__ = lambda self: iter('x')
    return [results.count(v) for v in ((True, True), (True, False), ('equal', True), 0, 1, 'x')]


print removed(120)
