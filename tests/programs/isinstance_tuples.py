"""isinstance with tuples of classes that are made anew each time, in loops that become hot."""


class A(object):
    pass


class B(A):
    pass


class Old:
    pass


class Meta(type):
    def __instancecheck__(cls, value):
        return value == 3


class Asked(object):
    __metaclass__ = Meta


FIXED = (int, str)


def count(values, rounds):
    found = [0] * 7
    for _ in xrange(rounds):
        for value in values:
            if isinstance(value, (int, float)):
                found[0] += 1
            if isinstance(value, (A, str, unicode)):
                found[1] += 1
            if isinstance(value, FIXED):
                found[2] += 1
            if isinstance(value, (B, Old)):
                found[3] += 1
            if isinstance(value, (str, Asked)):
                found[4] += 1
            if isinstance(value, (list, (tuple, (dict, type(value))))):
                found[5] += 1
            if isinstance(value, ()):
                found[6] += 1
    return found


VALUES = [1, 2.5, 'text', u'text', A(), B(), Old(), None, True, [], (), {}, 3L, 3, A, Old]
print count(VALUES, 300)
print count(VALUES[:4], 300)


def changing(kinds, rounds):
    """The tuple's items are not the same each time."""
    total = 0
    for i in xrange(rounds):
        kind = kinds[i % len(kinds)]
        if isinstance(i, (float, kind)):
            total += 1
    return total


print changing([int, str, long, bool, object], 2000)
try:
    isinstance(1, (str, 2))
except TypeError as error:
    print error
