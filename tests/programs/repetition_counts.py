# Sequences times counts of every type: small longs, bools, objects with __index__, counts that do not fit.


class Count(object):
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


class OldCount:
    def __index__(self):
        return 2L


def attempt(sequence, count):
    try:
        return sequence * count
    except (OverflowError, MemoryError, TypeError), error:
        return '%s %s' % (type(error).__name__, error)


sequences = ['ab', 'a', '', u'\xe9a', [1, 2], (3,), bytearray('xy')]
for sequence in sequences:
    for turn in xrange(12):
        found = [attempt(sequence, count) for count in (0L, 1L, 2L, 5L & turn, -3L, True, turn, Count(2), Count(3L),
                                                        OldCount())]
        assert [attempt(count, sequence) for count in (2L, turn, 5L & turn, True)] == [
            attempt(sequence, count) for count in (2L, turn, 5L & turn, True)]
    print repr(found)
    print attempt(sequence, 1 << 70), attempt(sequence, Count(1 << 70)), attempt(sequence, 2.0)
    print repr(attempt(sequence, -(1 << 62)))
