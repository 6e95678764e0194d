"""Circles and convex polygons, around their centres of mass."""

import math

from targets.physics.vector import Vector

FAR = 1e30


class Shape(object):
    """`radius` reaches around all of it."""
    radius = 0.0

    def area(self):
        raise NotImplementedError

    def inertia(self):
        """Of a mass of 1."""
        raise NotImplementedError


class Circle(Shape):
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return math.pi * self.radius * self.radius

    def inertia(self):
        return 0.5 * self.radius * self.radius


class Polygon(Shape):
    """Corners counterclockwise; normals[i] stands on the side from i on."""

    def __init__(self, corners):
        self.corners = centred(corners)
        self.normals = []
        self.radius = 0.0
        for i in range(len(self.corners)):
            side = following(self.corners, i).minus(self.corners[i])
            self.normals.append(side.left().times(-1.0).unit())
            self.radius = max(self.radius, self.corners[i].length())

    def area(self):
        return polygon_area(self.corners)

    def inertia(self):
        over = 0.0
        under = 0.0
        for i in range(len(self.corners)):
            a = self.corners[i]
            b = following(self.corners, i)
            cross = a.cross(b)
            over += cross * (a.dot(a) + a.dot(b) + b.dot(b))
            under += cross
        return over / (6.0 * under)


def following(items, i):
    return items[(i + 1) % len(items)]


def polygon_area(corners):
    area = 0.0
    for i in range(len(corners)):
        area += 0.5 * corners[i].cross(following(corners, i))
    return area


def centred(corners):
    """The corners around their centre of mass."""
    area = polygon_area(corners)
    x = 0.0
    y = 0.0
    for i in range(len(corners)):
        a = corners[i]
        b = following(corners, i)
        part = a.cross(b) / (6.0 * area)
        x += (a.x + b.x) * part
        y += (a.y + b.y) * part
    centre = Vector(x, y)
    return [corner.minus(centre) for corner in corners]


def box(width, height):
    x = width / 2.0
    y = height / 2.0
    return Polygon([Vector(-x, -y), Vector(x, -y), Vector(x, y),
                    Vector(-x, y)])


def regular(sides, radius):
    corners = []
    for i in range(sides):
        angle = 2.0 * math.pi * i / sides
        corners.append(Vector(radius * math.cos(angle),
                              radius * math.sin(angle)))
    return Polygon(corners)
