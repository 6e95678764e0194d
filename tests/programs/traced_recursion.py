"""Functions that call themselves: traces follow a few of the calls into each other."""

import sys


def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def hanoi(n, source, target, spare, moves):
    if n:
        hanoi(n - 1, source, spare, target, moves)
        moves.append((source, target))
        hanoi(n - 1, spare, target, source, moves)


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


class Tree(object):
    def __init__(self, depth):
        self.left = Tree(depth - 1) if depth else None
        self.right = Tree(depth - 1) if depth else None
        self.weight = depth * 0.5

    def total(self):
        if self.left is None:
            return 1
        return self.weight + self.left.total() + self.right.total()


def closure(n):
    """Each level makes a function of its own that refers to the level's variables."""
    def inner(k):
        return k + n if k == 0 else inner(k - 1) + closure(n - 1)(0) if n else k
    return inner


def failing(n, at):
    if n == at:
        raise ValueError(n)
    try:
        return failing(n - 1, at) + 1
    except ValueError as error:
        if n % 3 == 0:
            raise KeyError(n, error.args[0])
        raise
    except KeyError as error:
        if n % 5 == 0:
            return error.args[1]
        raise


def names(n):
    """Looks at the frames of its callers."""
    if n == 0:
        frame, found = sys._getframe(), []
        while frame.f_code.co_name == 'names':
            found.append(frame.f_locals['n'])
            frame = frame.f_back
        return found
    doubled = n * 2
    found = names(n - 1)
    found.append(doubled)
    return found


def limit(n):
    return limit(n + 1)


def limited(n, reached):
    reached[0] = n
    return limited(n + 1, reached) + 1


def leaf(n):
    return n


def calls_leaf(n, reached):
    reached[0] = leaf(n)
    return calls_leaf(n + 1, reached)


for i in range(4):
    print fibonacci(14), ackermann(2, 6), is_even(101), is_odd(101)
    moves = []
    hanoi(7, 'a', 'b', 'c', moves)
    print len(moves), moves[:3], moves[-1]
    print Tree(7).total(), closure(4)(3)
print fibonacci(8.0), fibonacci(3L)

for at in range(12):
    for i in range(20):
        try:
            result = failing(11, at)
        except (ValueError, KeyError) as error:
            result = type(error).__name__, error.args
    print result,
print

for i in range(60):
    found = names(5)
print found

sys.setrecursionlimit(120)
for function in (limited, calls_leaf):
    reached = [0]
    for i in range(40):
        try:
            function(0, reached)
        except RuntimeError as error:
            message = str(error)
    print message, reached
