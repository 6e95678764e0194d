"""A ray tracer: spheres over a chequered floor, with shadow and reflection.

The argument is the picture's width; its height is three quarters of it.
Prints the mean of each colour and a checksum of all pixels. As in
benchmarks/programs, in the restricted language.
"""

import math

CHECKS = [(['8'], '8x6 mean 60 73 106 checksum 696169\n'),
          (['90'], '90x67 mean 64 77 110 checksum 799863\n')]

EPSILON = 1e-6
FAR = 1e30


class Vector(object):
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def plus(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def minus(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def times(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def normalized(self):
        return self.times(1.0 / math.sqrt(self.dot(self)))

    def reflected(self, normal):
        return self.minus(normal.times(2.0 * self.dot(normal)))


class Ray(object):
    def __init__(self, origin, direction):
        self.origin = origin
        self.direction = direction.normalized()

    def at(self, distance):
        return self.origin.plus(self.direction.times(distance))


class Thing(object):
    mirror = 0.0

    def intersection(self, ray):
        raise NotImplementedError

    def normal_at(self, point):
        raise NotImplementedError

    def colour_at(self, point):
        raise NotImplementedError


class Sphere(Thing):
    def __init__(self, centre, radius, colour, mirror):
        self.centre = centre
        self.radius = radius
        self.colour = colour
        self.mirror = mirror

    def intersection(self, ray):
        """The distance along the ray, or FAR."""
        to_centre = self.centre.minus(ray.origin)
        along = to_centre.dot(ray.direction)
        inside = (self.radius * self.radius - to_centre.dot(to_centre)
                  + along * along)
        if inside < 0.0:
            return FAR
        half = math.sqrt(inside)
        if along - half > EPSILON:
            return along - half
        if along + half > EPSILON:
            return along + half
        return FAR

    def normal_at(self, point):
        return point.minus(self.centre).normalized()

    def colour_at(self, point):
        return self.colour


class Floor(Thing):
    def __init__(self, height):
        self.height = height
        self.mirror = 0.1

    def intersection(self, ray):
        if abs(ray.direction.y) < EPSILON:
            return FAR
        distance = (self.height - ray.origin.y) / ray.direction.y
        return distance if distance > EPSILON else FAR

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
        nearest = FAR
        thing = None
        for candidate in self.things:
            distance = candidate.intersection(ray)
            if distance < nearest:
                nearest = distance
                thing = candidate
        return nearest, thing

    def colour(self, ray, depth):
        distance, thing = self.nearest(ray)
        if thing is None:
            height = 0.5 + 0.5 * ray.direction.y
            return (0.3 * height, 0.5 * height, 0.9 * height)
        point = ray.at(distance)
        normal = thing.normal_at(point)
        to_light = self.light.minus(point).normalized()
        brightness = 0.15
        above = point.plus(normal.times(1e-4))
        if self.nearest(Ray(above, to_light))[1] is None:
            brightness += 0.85 * max(0.0, normal.dot(to_light))
        red, green, blue = thing.colour_at(point)
        red *= brightness
        green *= brightness
        blue *= brightness
        if depth > 0 and thing.mirror > 0.0:
            mirrored = Ray(above, ray.direction.reflected(normal))
            r, g, b = self.colour(mirrored, depth - 1)
            share = thing.mirror
            red += (r - red) * share
            green += (g - green) * share
            blue += (b - blue) * share
        return (red, green, blue)


def byte_of(part):
    if part < 0.0:
        part = 0.0
    if part > 1.0:
        part = 1.0
    return int(part * 255.0 + 0.5)


def entry_point(argv):
    width = 90
    if len(argv) > 1:
        width = int(argv[1])
    height = width * 3 // 4
    scene = Scene()
    eye = Vector(0.0, 1.0, -2.0)
    sums = [0, 0, 0]
    checksum = 0
    for row in range(height):
        for column in range(width):
            direction = Vector((column + 0.5) / width - 0.5,
                               (0.5 - (row + 0.5) / height) * 0.75, 1.0)
            red, green, blue = scene.colour(Ray(eye, direction), 3)
            parts = [byte_of(red), byte_of(green), byte_of(blue)]
            for i in range(3):
                sums[i] += parts[i]
                checksum = (checksum * 31 + parts[i]) % 1000003
    pixels = width * height
    print '%dx%d mean %d %d %d checksum %d' % (
        width, height, sums[0] // pixels, sums[1] // pixels,
        sums[2] // pixels, checksum)
    return 0
