"""The chaos game along a spline: a fractal from random affine maps.

Three splines bend the plane; a point is moved by one of them, chosen at
random, SIZE times, and a grid remembers where it has been.
"""

import math

from driver import main, check

DEFAULT = 30000
SMALL = 200
GRID = 64


class Random(object):
    """A linear congruential generator; the same numbers everywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, limit):
        self.state = (self.state * 1103515245 + 12345) & 0x7fffffff
        return (self.state >> 8) % limit


class Point(object):
    __slots__ = ('x', 'y')

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Point(self.x - other.x, self.y - other.y)

    def distance(self, other):
        return math.hypot(self.x - other.x, self.y - other.y)

    def mix(self, other, share):
        """The point that far on the way to the other."""
        return Point(self.x + (other.x - self.x) * share,
                     self.y + (other.y - self.y) * share)


class Spline(object):
    """A Bezier curve, evaluated by repeated mixing (de Casteljau)."""

    def __init__(self, points):
        self.points = points

    def __call__(self, share):
        points = self.points
        while len(points) > 1:
            points = [a.mix(b, share) for a, b in zip(points, points[1:])]
        return points[0]

    def slope(self, share):
        step = 1.0 / 4096.0
        low, high = max(0.0, share - step), min(1.0, share + step)
        return self(high) - self(low)


class ChaosGame(object):
    def __init__(self, splines, thickness):
        self.splines = splines
        self.thickness = thickness
        self.weights = []
        for spline in splines:
            length = 0.0
            last = spline(0.0)
            for i in range(1, 65):
                here = spline(i / 64.0)
                length += here.distance(last)
                last = here
            self.weights.append(max(1, int(length * 100.0)))
        self.total = sum(self.weights)

    def choose(self, random):
        pick = random.below(self.total)
        for spline, weight in zip(self.splines, self.weights):
            if pick < weight:
                return spline
            pick -= weight
        return self.splines[-1]

    def move(self, point, random):
        spline = self.choose(random)
        base = spline(point.x)
        slope = spline.slope(point.x)
        length = math.sqrt(slope.x ** 2 + slope.y ** 2)
        if length == 0.0:
            return base
        offset = (point.y - 0.5) * self.thickness / length
        moved = base + Point(-slope.y * offset, slope.x * offset)
        moved.x = min(1.0, max(0.0, moved.x))
        moved.y = min(1.0, max(0.0, moved.y))
        return moved


def run(size):
    random = Random(1234)
    game = ChaosGame([
        Spline([Point(0.1, 0.2), Point(0.2, 0.9), Point(0.4, 0.8)]),
        Spline([Point(0.4, 0.8), Point(0.9, 0.9), Point(0.9, 0.1)]),
        Spline([Point(0.1, 0.5), Point(0.5, 0.1), Point(0.8, 0.4)]),
    ], 0.25)
    grid = [[0] * GRID for _ in range(GRID)]
    point = Point(0.5, 0.5)
    for _ in xrange(size):
        point = game.move(point, random)
        grid[int(point.y * (GRID - 1))][int(point.x * (GRID - 1))] += 1
    visits = sum([sum(row) for row in grid])
    check(visits == size, 'every move visits one cell')
    cells = sum([1 for row in grid for count in row if count])
    checksum = 0
    for row in grid:
        for count in row:
            checksum = (checksum * 17 + count) % 1000003
    return 'visits %d cells %d busiest %d checksum %d' % (
        visits, cells, max([max(row) for row in grid]), checksum)


if __name__ == '__main__':
    main(run, DEFAULT)
