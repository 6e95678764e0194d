"""The spectral norm of an infinite matrix's upper left SIZE x SIZE corner.

The matrix is a(i, j) = 1 / ((i + j) (i + j + 1) / 2 + i + 1); ten rounds of
the power method on its product with its transpose.
"""

import math

from driver import main, check

DEFAULT = 190
SMALL = 15


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(vector):
    result = []
    for i in xrange(len(vector)):
        total = 0.0
        for j, value in enumerate(vector):
            total += element(i, j) * value
        result.append(total)
    return result


def times_transposed(vector):
    result = []
    for i in xrange(len(vector)):
        total = 0.0
        for j, value in enumerate(vector):
            total += element(j, i) * value
        result.append(total)
    return result


def run(size):
    u = [1.0] * size
    for _ in range(10):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    product = square = 0.0
    for a, b in zip(u, v):
        product += a * b
        square += b * b
    norm = math.sqrt(product / square)
    check(1.0 < norm < 1.2743, 'the norm of the corner')
    return '%.9f' % norm


if __name__ == '__main__':
    main(run, DEFAULT)
