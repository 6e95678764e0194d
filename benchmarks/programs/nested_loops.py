"""Nested loops with inner lengths of 3, 10 and 100.

The outer loop changes what the inner loop takes for constant. SIZE is the
number of outer rounds.
"""

from driver import main, check

DEFAULT = 28000
SMALL = 40


def multiply(a, b):
    """The product of two square matrices."""
    size = len(a)
    result = []
    for i in range(size):
        row = []
        for j in range(size):
            total = 0
            for k in range(size):
                total += a[i][k] * b[k][j]
            row.append(total)
        result.append(row)
    return result


def rounds(outer, inner):
    """An invariant of the inner loop changes with each outer round."""
    total = 0
    factor = 1
    for i in xrange(outer):
        j = 0
        while j < inner:
            if j & 1:
                total += j * factor
            else:
                total -= j
            j += 1
        factor = factor % 7 + 1
        total %= 1000003
    return total


def triangle(size):
    total = 0
    for i in xrange(size):
        for j in xrange(i):
            for k in xrange(j, i):
                if (i ^ j ^ k) & 3 == 0:
                    break
                total += 1
    return total


def mixed(outer):
    """The inner loop's value changes between int and float."""
    total = 0.0
    for i in xrange(outer):
        step = 0.5 if i % 3 == 0 else 2
        value = 0
        for _ in xrange(10):
            value += step
        total += value
    return total


def sieve(limit):
    flags = [True] * limit
    count = 0
    for i in xrange(2, limit):
        if flags[i]:
            count += 1
            for j in xrange(i * i, limit, i):
                flags[j] = False
    return count


def run(size):
    three = rounds(size * 10, 3)
    ten = rounds(size * 4, 10)
    hundred = rounds(size // 2, 100)
    matrix = [[(i * 3 + j) % 11 for j in range(10)] for i in range(10)]
    identity = [[int(i == j) for j in range(10)] for i in range(10)]
    power = identity
    for _ in xrange(size // 60):
        power = [[value % 10007 for value in row]
                 for row in multiply(power, matrix)]
    check(multiply(matrix, identity) == matrix, 'times the identity')
    halves = mixed(size)
    check(halves * 2 == int(halves * 2), 'a whole number of halves')
    return 'three %d ten %d hundred %d matrix %d triangle %d mixed %.1f ' \
        'primes %d' % (three, ten, hundred, sum(map(sum, power)),
                       triangle(int(size ** 0.5)), halves, sieve(size * 10))


if __name__ == '__main__':
    main(run, DEFAULT)
