"""Float attributes of objects: SIZE points are made, scaled and joined."""

import math

from driver import main, check

DEFAULT = 180000
SMALL = 1000


class Particle(object):
    def __init__(self, number):
        self.x = x = math.sin(number)
        self.y = math.cos(number) * 3.0
        self.z = x * x / 2.0

    def normalize(self):
        length = math.sqrt(self.x ** 2 + self.y ** 2 + self.z ** 2)
        self.x /= length
        self.y /= length
        self.z /= length

    def largest(self, other):
        """Takes over each coordinate of the other that is larger."""
        if other.x > self.x:
            self.x = other.x
        if other.y > self.y:
            self.y = other.y
        if other.z > self.z:
            self.z = other.z
        return self


def run(size):
    particles = [Particle(i) for i in xrange(size)]
    for particle in particles:
        particle.normalize()
    length = 0.0
    for p in particles:
        length += p.x * p.x + p.y * p.y + p.z * p.z
    check(abs(length - size) < 1e-6 * size, 'each has length one')
    best = particles[0]
    for particle in particles:
        best = best.largest(particle)
    return '%.9f %.9f %.9f' % (best.x, best.y, best.z)


if __name__ == '__main__':
    main(run, DEFAULT)
