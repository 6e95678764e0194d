# stress: collect
"""Generators that resume generators of their own code: trees, permutations, pipelines, and what may go wrong on the way."""

import gc
import sys
import traceback


class Node(object):
    def __init__(self, key, left=None, right=None):
        self.key, self.left, self.right = key, left, right

    def __iter__(self):
        if self.left:
            for key in self.left:
                yield key
        yield self.key
        if self.right:
            for key in self.right:
                yield key


def build(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Node(middle, build(low, middle), build(middle + 1, high))


def walk(node, depth=0):
    if node is not None:
        for item in walk(node.left, depth + 1):
            yield item
        yield node.key, depth
        for item in walk(node.right, depth + 1):
            yield item


def permutations(values):
    if not values:
        yield ()
    for i, value in enumerate(values):
        for rest in permutations(values[:i] + values[i + 1:]):
            yield (value,) + rest


def trees_and_permutations():
    tree = build(0, 60)
    for _ in range(3):
        print sum(tree), len(list(walk(tree))), max(depth for _, depth in walk(tree))
        print list(tree) == range(60)
    print len(set(permutations('abcde'))), list(permutations([1, 2, 3]))
    print list(permutations([]))


def numbers():
    n = 2
    while True:
        yield n
        n += 1


def without_multiples(source, prime):
    for n in source:
        if n % prime:
            yield n


def primes():
    source = numbers()
    while True:
        prime = source.next()
        yield prime
        source = without_multiples(source, prime)


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(count, source):
    for i, value in enumerate(source):
        if i >= count:
            return
        yield value


def pipelines():
    print list(take(25, primes()))
    print sum(take(40, fibonacci()))
    print any(n > 50 for n in primes()), all(n < 50 for n in primes())
    print sorted(-n for n in take(10, primes())), max(take(30, fibonacci()))
    print ','.join(str(n) for n in take(12, fibonacci()))
    print dict((n, n * n) for n in take(4, primes())) == {2: 4, 3: 9, 5: 25, 7: 49}
    print [pair for pair in zip(take(3, primes()), take(5, fibonacci()))]


class Stopped(Exception):
    pass


def countdown(n, fail_at=None):
    """Recursive, with something to clean up on every level."""
    below = None
    try:
        if n == fail_at:
            raise Stopped(n)
        if n:
            yield n
            below = countdown(n - 1, fail_at)
            for m in below:
                yield m
        else:
            yield 0
    finally:
        if below is not None:
            below.close()
        LOG.append(n)


LOG = []


def exceptions():
    for round in range(40):
        del LOG[:]
        seen = []
        try:
            for n in countdown(6, 2):
                seen.append(n)
        except Stopped as stopped:
            seen.append(stopped.args)
    print seen, LOG
    # Closed in the middle: every level cleans up.
    for round in range(40):
        del LOG[:]
        generator = countdown(5)
        first = [generator.next() for _ in range(3)]
        generator.close()
    print first, LOG, list(generator)
    # Dropped in the middle.
    for round in range(40):
        generator = countdown(5)
        generator.next()
        generator.next()
        generator = None
    gc.collect()
    # Thrown into.
    for round in range(40):
        del LOG[:]
        generator = countdown(4)
        generator.next()
        generator.next()
        try:
            generator.throw(Stopped, 'from outside')
        except Stopped as stopped:
            caught = str(stopped)
    print caught, LOG


def handling(n):
    """Each level handles what the one below raises, and goes on."""
    try:
        if n == 0:
            yield 'bottom'
            raise ValueError(n)
        for item in handling(n - 1):
            yield item
    except ValueError as error:
        yield 'handled', n, error.args
        raise ValueError(n)


def handlers():
    for round in range(40):
        seen = []
        try:
            for item in handling(3):
                seen.append(item)
        except ValueError as error:
            seen.append(error.args)
    print seen


def inner(n):
    yield n
    if n == 0:
        1 / n
    for m in inner(n - 1):
        yield m


def tracebacks():
    for round in range(30):
        try:
            for n in inner(3):
                pass
        except ZeroDivisionError:
            entries = traceback.extract_tb(sys.exc_info()[2])
    for _, line, name, text in entries:
        print name, text


def deep(n):
    yield n
    for m in deep(n + 1):
        yield m


def too_deep():
    reached = 0
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(150)
    for round in range(3):
        try:
            for n in deep(0):
                reached = n
        except RuntimeError as error:
            print str(error).split(' while')[0], reached
    sys.setrecursionlimit(limit)
    limited = [n for n in take(120, deep(0))]
    print len(limited), limited[-1]


def accumulate():
    total = 0
    while True:
        value = yield total
        if value is None:
            return
        total += value


def relay(depth):
    """What is sent passes through every level."""
    below = relay(depth - 1) if depth else accumulate()
    result = below.next()
    while True:
        sent = yield result
        result = below.send(sent)


def sending():
    for round in range(20):
        top = relay(4)
        results = [top.next()]
        for i in range(30):
            results.append(top.send(i))
        try:
            top.send(None)
            print 'no end'
        except StopIteration:
            pass
    print results[-1], len(results), list(top)
    try:
        relay(1).send(3)
    except TypeError as error:
        print error


def reentrant():
    def again():
        for i in range(200):
            if i == 150:
                try:
                    generator.next()
                except ValueError as error:
                    yield str(error)
            yield i

    generator = again()
    print [item for item in generator][148:153]


def looking(n):
    """Somebody looks at the frames while they run."""
    names.append(sys._getframe().f_code.co_name + str(sys._getframe().f_locals['n']))
    yield n
    if n:
        for m in looking(n - 1):
            yield m


names = []


def frames():
    for round in range(30):
        del names[:]
        total = sum(looking(5))
    print total, names
    generator = looking(2)
    lines = []
    for n in generator:
        frame = generator.gi_frame
        lines.append((n, frame.f_lineno - frame.f_code.co_firstlineno, frame.f_locals.get('m')))
    print lines, generator.gi_frame, generator.gi_running


def shared_between():
    """Two consumers in turn, and one generator that is gone on with at several places."""
    source = fibonacci()
    odd, even = [], []
    for i in range(60):
        (odd if i % 2 else even).append(source.next())
    print odd[-1], even[-1]

    def pairs(source):
        for a in source:
            for b in source:
                yield a, b
                break

    print [a * b for a, b in take(50, pairs(iter(range(200))))][-1]


trees_and_permutations()
pipelines()
exceptions()
handlers()
tracebacks()
too_deep()
sending()
reentrant()
frames()
shared_between()
