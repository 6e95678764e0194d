"""Recursion: Fibonacci, Takeuchi, Ackermann, the towers of Hanoi and more.

SIZE is the argument of Fibonacci; the others follow it.
"""

from driver import main, check

DEFAULT = 26
SMALL = 10


def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def takeuchi(x, y, z):
    if y >= x:
        return z
    return takeuchi(takeuchi(x - 1, y, z), takeuchi(y - 1, z, x),
                    takeuchi(z - 1, x, y))


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def hanoi(height, source, target, spare):
    """Moves a tower and gives the number of moves."""
    if height == 0:
        return 0
    moves = hanoi(height - 1, source, spare, target)
    target.append(source.pop())
    return moves + 1 + hanoi(height - 1, spare, target, source)


def is_even(n):
    return n == 0 or is_odd(n - 1)


def is_odd(n):
    return n != 0 and is_even(n - 1)


def partitions(n, largest):
    """In how many ways n is a sum of numbers up to the largest."""
    if n == 0:
        return 1
    if n < 0 or largest == 0:
        return 0
    return partitions(n - largest, largest) + partitions(n, largest - 1)


def flatten(nested):
    if isinstance(nested, list):
        result = []
        for part in nested:
            result += flatten(part)
        return result
    return [nested]


def nest(depth):
    if depth == 0:
        return depth
    return [nest(depth - 1), depth, [nest(depth - 1)]]


def run(size):
    a, b = 0, 1
    for _ in range(size):
        a, b = b, a + b
    fib = fibonacci(size)
    check(fib == a, 'recursion and loop agree')
    height = size // 2 + 2
    target = []
    moves = hanoi(height, range(height, 0, -1), target, [])
    check(moves == 2 ** height - 1, 'moves of the tower')
    check(target == range(height, 0, -1), 'the tower is in order')
    ack = ackermann(2, size * 2)
    check(ack == 4 * size + 3, 'Ackermann of two')
    flat = flatten(nest(size // 2 - 1))
    check(len(flat) == 2 ** (size // 2) - 1, 'leaves of the nest')
    even = sum([is_even(n) for n in range(size * 10)])
    return 'fibonacci %d takeuchi %d ackermann %d moves %d partitions %d ' \
        'flat %d even %d' % (fib, takeuchi(size // 2 + 2, size // 3, 2), ack,
                             moves, partitions(size * 2, size), sum(flat),
                             even)


if __name__ == '__main__':
    main(run, DEFAULT)
