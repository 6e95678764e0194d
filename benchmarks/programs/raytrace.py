"""A ray tracer: spheres over a chequered floor, with shadow and reflection.

SIZE is the picture's width; its height is three quarters of it. Prints the
mean of each colour and a checksum of all pixels.
"""

import math

from driver import main, check

DEFAULT = 90
SMALL = 8
EPSILON = 1e-6


class Vector(object):
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def normalized(self):
        return self * (1.0 / math.sqrt(self.dot(self)))

    def reflected(self, normal):
        return self - normal * (2.0 * self.dot(normal))


class Ray(object):
    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction.normalized()

    def at(self, distance):
        return self.origin + self.direction * distance


class Sphere(object):
    def __init__(self, centre, radius, colour, mirror):
        self.centre = centre
        self.radius = radius
        self.colour = colour
        self.mirror = mirror

    def intersection(self, ray):
        """The distance along the ray, or None."""
        to_centre = self.centre - ray.origin
        along = to_centre.dot(ray.direction)
        inside = self.radius ** 2 - to_centre.dot(to_centre) + along * along
        if inside < 0.0:
            return None
        half = math.sqrt(inside)
        for distance in (along - half, along + half):
            if distance > EPSILON:
                return distance
        return None

    def normal_at(self, point):
        return (point - self.centre).normalized()

    def colour_at(self, point):
        return self.colour


class Floor(object):
    mirror = 0.1

    def __init__(self, height):
        self.height = height

    def intersection(self, ray):
        if abs(ray.direction.y) < EPSILON:
            return None
        distance = (self.height - ray.origin.y) / ray.direction.y
        return distance if distance > EPSILON else None

    def normal_at(self, point):
        return Vector(0.0, 1.0, 0.0)

    def colour_at(self, point):
        if (int(math.floor(point.x)) + int(math.floor(point.z))) % 2:
            return (0.9, 0.9, 0.9)
        return (0.2, 0.2, 0.2)


class Scene(object):
    def __init__(self):
        self.things = [Floor(-1.0)]
        self.light = Vector(5.0, 8.0, -6.0)
        for i in range(5):
            angle = i * 2.0 * math.pi / 5.0
            self.things.append(Sphere(
                Vector(2.0 * math.cos(angle), -0.2,
                       6.0 + 2.0 * math.sin(angle)),
                0.8, (0.4 + 0.1 * i, 0.9 - 0.15 * i, 0.5), 0.3))
        self.things.append(Sphere(Vector(0.0, 1.2, 6.0), 1.0,
                                  (1.0, 1.0, 1.0), 0.7))

    def nearest(self, ray):
        nearest, thing = None, None
        for candidate in self.things:
            distance = candidate.intersection(ray)
            if distance is not None and (nearest is None
                                         or distance < nearest):
                nearest, thing = distance, candidate
        return nearest, thing

    def colour(self, ray, depth):
        distance, thing = self.nearest(ray)
        if thing is None:
            height = 0.5 + 0.5 * ray.direction.y
            return (0.3 * height, 0.5 * height, 0.9 * height)
        point = ray.at(distance)
        normal = thing.normal_at(point)
        to_light = (self.light - point).normalized()
        brightness = 0.15
        if self.nearest(Ray(point + normal * 1e-4, to_light))[1] is None:
            brightness += 0.85 * max(0.0, normal.dot(to_light))
        red, green, blue = [part * brightness
                            for part in thing.colour_at(point)]
        if depth > 0 and thing.mirror > 0.0:
            mirrored = Ray(point + normal * 1e-4,
                           ray.direction.reflected(normal))
            r, g, b = self.colour(mirrored, depth - 1)
            share = thing.mirror
            red += (r - red) * share
            green += (g - green) * share
            blue += (b - blue) * share
        return (red, green, blue)


def run(size):
    width, height = size, max(1, size * 3 // 4)
    scene = Scene()
    eye = Vector(0.0, 1.0, -2.0)
    sums = [0, 0, 0]
    checksum = 0
    for row in range(height):
        for column in range(width):
            direction = Vector((column + 0.5) / width - 0.5,
                               (0.5 - (row + 0.5) / height) * 0.75, 1.0)
            colour = scene.colour(Ray(eye, direction), 3)
            for i, part in enumerate(colour):
                byte = int(max(0.0, min(1.0, part)) * 255.0 + 0.5)
                check(0 <= byte <= 255, 'a byte of colour')
                sums[i] += byte
                checksum = (checksum * 31 + byte) % 1000003
    pixels = width * height
    return '%dx%d mean %d %d %d checksum %d' % (
        width, height, sums[0] // pixels, sums[1] // pixels,
        sums[2] // pixels, checksum)


if __name__ == '__main__':
    main(run, DEFAULT)
