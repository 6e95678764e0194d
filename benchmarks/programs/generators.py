"""Generators: pipelines, recursive walks, coroutines and expressions.

SIZE is the number of values that enter each of them.
"""

from driver import main, check

DEFAULT = 320000
SMALL = 500


def count_to(limit):
    number = 0
    while number < limit:
        yield number
        number += 1


def squares(source):
    for value in source:
        yield value * value


def only_odd(source):
    for value in source:
        if value & 1:
            yield value


def windows(source, length):
    window = []
    for value in source:
        window.append(value)
        if len(window) == length:
            yield tuple(window)
            window.pop(0)


class Tree(object):
    def __init__(self, value, left=None, right=None):
        self.value = value
        self.left = left
        self.right = right

    def __iter__(self):
        if self.left is not None:
            for value in self.left:
                yield value
        yield self.value
        if self.right is not None:
            for value in self.right:
                yield value


def balanced(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return Tree(middle, balanced(low, middle), balanced(middle + 1, high))


def averager():
    """A coroutine: takes values by send, yields their mean so far."""
    total = count = 0
    mean = None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total // count


def closing(log):
    try:
        for i in count_to(1000000):
            yield i
    finally:
        log.append('closed')


def merge(first, second):
    """Merges two ascending sources."""
    a, b = next(first, None), next(second, None)
    while a is not None or b is not None:
        if b is None or (a is not None and a <= b):
            yield a
            a = next(first, None)
        else:
            yield b
            b = next(second, None)


def run(size):
    pipeline = 0
    for value in only_odd(squares(count_to(size))):
        pipeline = (pipeline + value) % 1000003
    walked = 0
    last = -1
    for value in balanced(0, size // 4):
        check(value == last + 1, 'the walk is in order')
        last = value
        walked += value
    mean = averager()
    mean.next()
    means = 0
    for value in count_to(size // 2):
        means += mean.send(value * 3)
    log = []
    for _ in xrange(size // 100):
        source = closing(log)
        source.next()
        source.next()
        source.close()
    check(len(log) == size // 100, 'every generator is closed')
    sums = sum(a * c - b for a, b, c in windows(count_to(size // 4), 3))
    merged = 0
    before = 0
    for value in merge(squares(count_to(size // 8)), count_to(size // 4)):
        check(before <= value, 'merged in order')
        before = value
        merged += 1
    check(merged == size // 8 + size // 4, 'all is merged')
    return 'pipeline %d walked %d means %d windows %d merged %d' % (
        pipeline, walked, means, sums, merged)


if __name__ == '__main__':
    main(run, DEFAULT)
