# Exceptions that leave compiled code: their tracebacks are whole, whoever looked at the frames meanwhile.

import sys


def places():
    trace, found = sys.exc_info()[2], []
    while trace is not None:
        found.append('%s:%d' % (trace.tb_frame.f_code.co_name, trace.tb_lineno))
        trace = trace.tb_next
    return ' '.join(found)


def look_back(depth):
    frame = sys._getframe(1)
    while depth and frame.f_back is not None:
        frame, depth = frame.f_back, depth - 1
    return frame.f_code.co_name


def remainder(value):
    return value % 1000003


def looked_at(value):
    look_back(2)
    return value


# A function that is called as a trace of its own, with the one that raises inlined.

def last(items):
    return {1: 2, 'x': items[-1]}


def compare(items):
    if 1 < remainder(last(items)['x']) < 5:
        return [item for item in items]


seen = {}
for turn in xrange(30):
    try:
        compare([3] if turn % 7 == 6 else [])
    except IndexError:
        seen[places()] = seen.get(places(), 0) + 1
print seen


# A generator's frame is left, and it was looked at.

def generator():
    for i in xrange(9):
        filler = i
    print dict((e, remainder(looked_at(None))) for e in map(lambda e: 2, [1, 2]))
    yield 1


seen = {}
for turn in xrange(12):
    try:
        for item in generator():
            print 'item', item
    except TypeError:
        seen[places()] = seen.get(places(), 0) + 1
print seen


# Objects that only the trace knows, read by a callee that raises now and then.

class Point(object):
    def __init__(self, x):
        self.x = x


def change(depth, value):
    frame = sys._getframe(depth)
    point = frame.f_locals['point']
    point.x += 100
    if value % 3 == 0:
        raise ValueError(value)
    return point


def points(count):
    total = 0
    for i in xrange(count):
        point = Point(i)
        try:
            same = change(1, i)
            point.y = 1
            total += same is point
        except ValueError:
            point.y = 2
        total += point.x * 10 + point.y
    return total


print points(60)


# exec assigns what it came to before it raised.

def executes(p):
    a, b = p, 5
    for i in xrange(6):
        exec 'a = a + 1'
        try:
            if a % 2 == 0:
                exec 'b = i * 10; raise ValueError(a)'
            b += 1
        except ValueError, error:
            print 'caught', error, b,
        print a, b
    exec 'q = 7' in globals(), locals()
    exec 'a = 100' in globals(), locals()
    return a, b, sorted(locals())


print executes(1)
