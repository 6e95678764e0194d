# exec in a generator function: its variables are names of a namespace of the generator's own.
import sys

FACTOR = 3


def names():
    yield 1
    exec "added = 5"
    yield added
    exec "changed = len([1, 2])"
    yield changed * FACTOR


def arguments(a, b=2, *rest, **named):
    exec "total = a + b + len(rest)"
    yield total
    a = 10
    exec "total = a + b"
    yield total, sorted(named.items())
    yield sorted(locals())


def protected():
    try:
        yield 1
        raise ValueError("inside")
    except ValueError, error:
        exec "said = str(error)"
        yield said
    finally:
        exec "print 'finally'"


def missing():
    yield FACTOR
    exec "1" in {}
    yield absent


def received():
    got = None
    while got != "end":
        exec "result = (got, sys.version_info[0])"
        got = yield result


for round in xrange(20):
    found = list(names())
    assert found == [1, 5, 6], found
print found
for round in xrange(20):
    found = list(arguments(1, 2, 3, 4, key=5))
print found
print list(arguments(1))
print list(protected())
try:
    for item in missing():
        print item
except NameError, error:
    print error
generator = received()
print generator.next(), generator.send(4)
try:
    generator.send("end")
except StopIteration:
    print "ended"
thrown = names()
try:
    thrown.throw(KeyError("before the start"))
except KeyError, error:
    print error
