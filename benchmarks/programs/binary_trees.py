"""Binary trees of depth up to SIZE, built and counted; one lives long."""

from driver import main, check

DEFAULT = 14
SMALL = 5


class Node(object):
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def count(self):
        if self.left is None:
            return 1
        return 1 + self.left.count() + self.right.count()


def build(depth):
    if depth == 0:
        return Node(None, None)
    return Node(build(depth - 1), build(depth - 1))


def run(size):
    lines = []
    stretch = build(size + 1).count()
    check(stretch == 2 ** (size + 2) - 1, 'nodes of the stretch tree')
    lines.append('stretch %d' % stretch)
    long_lived = build(size)
    for depth in range(4, size + 1, 4):
        number = 1 << (size - depth + 2)
        total = 0
        for _ in xrange(number):
            total += build(depth).count()
        check(total == number * (2 ** (depth + 1) - 1), 'nodes of the trees')
        lines.append('%d trees of depth %d: %d' % (number, depth, total))
    lines.append('long lived %d' % long_lived.count())
    return '\n'.join(lines)


if __name__ == '__main__':
    main(run, DEFAULT)
