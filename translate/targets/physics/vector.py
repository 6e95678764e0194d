"""Vectors of the plane."""

import math


class Vector(object):
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def plus(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def minus(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def times(self, factor):
        return Vector(self.x * factor, self.y * factor)

    def moved(self, other, factor):
        """The vector plus so much of another."""
        return Vector(self.x + other.x * factor, self.y + other.y * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y

    def cross(self, other):
        return self.x * other.y - self.y * other.x

    def length(self):
        return math.sqrt(self.x * self.x + self.y * self.y)

    def unit(self):
        length = self.length()
        if length < 1e-12:
            return Vector(1.0, 0.0)
        return Vector(self.x / length, self.y / length)

    def left(self):
        """Turned by a quarter, counterclockwise."""
        return Vector(-self.y, self.x)

    def turned(self, cosine, sine):
        return Vector(self.x * cosine - self.y * sine,
                      self.x * sine + self.y * cosine)


def turning(spin, arm):
    """The velocity of the end of an arm that turns."""
    return Vector(-spin * arm.y, spin * arm.x)
