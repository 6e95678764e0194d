"""The Mandelbrot set on SIZE x SIZE points, one bit a point."""

from driver import main, check

DEFAULT = 300
SMALL = 12
LIMIT = 50


def inside(cr, ci):
    """Whether the point does not escape within LIMIT steps."""
    zr = zi = 0.0
    for _ in xrange(LIMIT):
        square_r, square_i = zr * zr, zi * zi
        if square_r + square_i > 4.0:
            return False
        zi = 2.0 * zr * zi + ci
        zr = square_r - square_i + cr
    return True


def rows(size):
    """Yields each row as a string of bytes, eight points a byte."""
    for y in xrange(size):
        ci = 2.0 * y / size - 1.0
        row = []
        bits = 0
        for x in xrange(size):
            bits = bits << 1 | inside(2.0 * x / size - 1.5, ci)
            if x & 7 == 7:
                row.append(chr(bits))
                bits = 0
        if size & 7:
            row.append(chr(bits << 8 - (size & 7)))
        yield ''.join(row)


def run(size):
    points = 0
    checksum = 0
    for row in rows(size):
        for character in row:
            byte = ord(character)
            checksum = (checksum * 31 + byte) % 1000003
            while byte:
                points += byte & 1
                byte >>= 1
    check(0 < points < size * size, 'some points are in, some are out')
    return 'points %d checksum %d' % (points, checksum)


if __name__ == '__main__':
    main(run, DEFAULT)
