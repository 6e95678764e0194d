"""Native functions and methods called in loops long enough to be compiled, with arguments that change their types on the way."""


class Sized(object):
    def __len__(self):
        return 7

    def __getslice__(self, low, high):
        return (low, high)

    def __abs__(self):
        return 'absolute'


class Words(str):
    def upper(self):
        return 'mine'


class Stack(list):
    def append(self, v):
        list.append(self, (v, v))


class Claims(object):
    __class__ = property(lambda self: int)


def lengths():
    total = 0
    values = [[1, 2], (1, 2, 3), 'four', {1: 2}, set([1, 2]), frozenset([3]), xrange(9), u'\xe9a', Sized()]
    for i in xrange(900):
        total += len(values[i % 5 if i < 300 else i % 9])
    for v in (None, 3, 2.5):
        try:
            len(v)
        except TypeError as error:
            print error
    for i in xrange(60):
        try:
            total += len(xrange(2 ** 62)) % 1000
            total += len(xrange(-2 ** 63, 2 ** 63 - 1, 2)) % 1000
        except OverflowError as error:
            total += 1
    return total


def classes():
    found = []
    values = [1, 2.5, None, True, 'a', u'b', [], Sized(), Claims(), Words('w'), 10 ** 30, Sized]
    for i in xrange(600):
        v = values[i % 12]
        found.append((isinstance(v, int), isinstance(v, (str, list)), isinstance(v, object), isinstance(v, Sized),
                      isinstance(v, basestring), isinstance(v, type)))
    assert found[:12] == found[-12:]
    for i in xrange(100):
        try:
            isinstance(i, (int, 'x') if i % 2 else 3)
        except TypeError as error:
            found = found[:12] + [str(error)]
    return found


def numbers():
    import math
    out = []
    for i in xrange(-200, 200):
        out.append(abs(i) + abs(i * 0.5) + math.sqrt(abs(i)) + int(i * 0.7) + float(i) + int('%d' % i))
        out.append(int(i * 1e17) % 97)
        if i % 50 == 0:
            try:
                math.sqrt(i)
            except ValueError as error:
                out.append(str(error))
    for v in (-2 ** 62, 2 ** 62 - 1, -2 ** 63, 1e300, -0.0, Sized()):
        for i in xrange(20):
            r = abs(v)
        out.append(r)
    for i in xrange(40):
        try:
            int(float('inf') if i % 2 else float('nan'))
        except (OverflowError, ValueError) as error:
            out.append(str(error))
    print out[0], out[101], out[400], out[-48:-38], out[-1], out[-2]
    return sum([v for v in out if isinstance(v, (int, float))]) < 1e301


def lists():
    stacks = [[], Stack()]
    for i in xrange(300):
        stack = stacks[i % 10 == 9]
        stack.append(i)
        add = stack.append
        add(-i)
        if i % 3 == 0:
            stack.pop()
        if i % 7 == 0:
            stack.insert(0, 'front')
            stack.extend((i, 'x'))
            stack.extend('ab')
    plain, derived = stacks
    for i in xrange(900):
        try:
            plain.pop()
        except IndexError as error:
            last = str(error)
    try:
        [].append(1, 2)
    except TypeError as error:
        print error
    return len(plain), len(derived), derived[:4], last


def slices():
    values = range(20)
    text = 'abcdefghijklmnopqrst'
    total = []
    for i in xrange(200):
        k = i % 20
        total.append((values[:k][-1:], values[k:], values[k::-1][:2], text[k::-2], text[2:k], tuple(values)[::k + 1]))
        values[:k] = values[k - 1::-1] if k else []
        values[3:3] = (k,)
        values[5:6] = []
    for i in xrange(30):
        try:
            values[::i % 2]
        except ValueError as error:
            total.append(str(error))
    sized = Sized()
    for i in xrange(50):
        v = sized[i:] if i > 40 else text[i:]
    print v[0], len(total)
    return total[7], total[150], total[-1], values


def mappings():
    counts, groups, seen = {}, {}, set()
    for i in xrange(500):
        key = 'key%d' % (i % 17) if i % 2 else i % 13
        counts[key] = counts.get(key, 0) + 1
        groups.setdefault(key, []).append(i)
        if key in seen:
            seen.remove(key)
        else:
            seen.add(key)
        seen.discard('absent')
        if i % 100 == 99:
            counts.pop(key)
    for i in xrange(60):
        try:
            seen.remove(-i - 1)
        except KeyError as error:
            missing = error.args
        try:
            counts.get([])
        except TypeError as error:
            unhashable = str(error)
        try:
            counts.pop('nowhere')
        except KeyError as error:
            pass
    return (sorted(counts.items(), key=str)[:4], sorted(map(str, seen))[:5], len(groups['key3']), missing, unhashable,
            sum([v for v in counts.itervalues()]), sorted([k for k in counts if k in groups], key=str)[-1])


def strings():
    out = []
    for i in xrange(300):
        s = 'Item %d;%s' % (i, 'xyz'[i % 3])
        if i % 50 == 49:
            s = Words(s)
        out.append(s.upper() + s.lower().replace('item', '').strip() + ','.join(s.split(';')))
        out.append(s + str(i) + `i` + str(2.5) + str(s)[1:3])
        out.append('%s-%5.2f-%r' % (s, i / 3.0, i) if i % 2 else '%(a)s' % {'a': i})
        out.append(s.find('m') + (s < 'Item 2') + (s == 'Item 7;y') + ord(s[0]) + (chr(65 + i % 26) in s))
        if s.startswith('Item 1') and s.endswith(('x', 'y')):
            out.append(s.isalpha())
    for i in xrange(40):
        try:
            out.append('%d %s' % (i,) if i % 2 else 'a' + i)
        except TypeError as error:
            out.append(str(error))
    return out[:4], out[600:604], out[-2:], sum([v for v in out if isinstance(v, int)])


def characters():
    counts = {}
    for i in xrange(30):
        for c in 'hello, world':
            counts[c] = counts.get(c, 0) + i
        for c in u'h\xe9':
            counts[c] = counts.get(c, 0) + 1
    return sorted(counts.items())


def changing_while_iterating():
    table = dict((i, i) for i in range(50))
    elements = set(range(50))
    for source in (table, elements):
        n = 0
        try:
            for k in source:
                n += 1
                if n == 30:
                    if source is table:
                        table['new'] = 1
                    else:
                        elements.add('new')
        except RuntimeError as error:
            print n, error


def generators():
    def echo():
        got = None
        while True:
            got = yield got
            if got == 'stop':
                return

    def counting(n):
        for i in xrange(n):
            yield i

    def failing(n):
        for i in xrange(n):
            yield i
        raise ValueError('failed at %d' % n)

    def inner(n):
        if n:
            for v in inner(n - 1):
                yield v
            yield n

    e = echo()
    out = [e.next()]
    for i in xrange(200):
        out.append(e.send(i))
    total = 0
    for i in xrange(50):
        g = counting(i % 5)
        try:
            while True:
                total += g.next()
        except StopIteration:
            total += 100
        total += next(g, 7)
        f = failing(i % 3)
        try:
            while 1:
                total += next(f)
        except ValueError as error:
            message = str(error)
    for i in xrange(30):
        try:
            e.send('stop' if i == 20 else i)
        except StopIteration:
            total += 1
    try:
        counting(3).send(1)
    except TypeError as error:
        print error
    me = []

    def own():
        yield me[0].next()
    me.append(own())
    try:
        me[0].next()
    except ValueError as error:
        print error
    return out[-3:], total, message, list(inner(30)) == range(1, 31)


print lengths()
for line in classes():
    print line
print numbers()
print lists()
for part in slices():
    print part
print mappings()
for part in strings():
    print part
print characters()
changing_while_iterating()
print generators()
