"""Ten million generators, each resumed once and dropped. Prints resident kilobytes after a hundredth of them and after all."""

import sys


def resident():
    for line in open('/proc/self/status'):
        if line.startswith('VmRSS:'):
            return int(line.split()[1])


def numbers(first):
    yield first
    yield first + 1


def guarded(first, closed):
    try:
        yield first
        yield first + 1
    finally:
        closed[0] += 1


def drop(count):
    total = 0
    for i in xrange(count):
        total += numbers(i).next()
    return total


def drop_guarded(count, closed):
    for i in xrange(count):
        guarded(i, closed).next()


COUNT = int(sys.argv[1])
closed = [0]
if drop(COUNT // 100) != sum(xrange(COUNT // 100)):
    sys.exit('wrong sum')
drop_guarded(COUNT // 1000, closed)
first = resident()
if drop(COUNT) != sum(xrange(COUNT)):
    sys.exit('wrong sum')
# Those that wait inside try are closed when they are collected.
drop_guarded(COUNT // 10, closed)
print first, resident()
if closed[0] < COUNT // 20:
    sys.exit('only %d generators were closed' % closed[0])
