"""A rigid body: a shape with a place, a velocity, and a mass."""

import math

from targets.physics.shapes import Circle, Polygon
from targets.physics.vector import Vector, turning

CALM = 0.06
REST = 0.6


class Body(object):
    """A density of 0 makes a body that nothing moves."""

    def __init__(self, shape, x, y, density):
        self.number = 0
        self.shape = shape
        self.place = Vector(x, y)
        self.velocity = Vector(0.0, 0.0)
        self.angle = 0.0
        self.spin = 0.0
        self.friction = 0.4
        self.bounce = 0.0
        self.mass = shape.area() * density
        self.inertia = self.mass * shape.inertia()
        self.lightness = 0.0            # 1 / mass
        self.ease = 0.0                 # 1 / inertia
        if density > 0.0:
            self.lightness = 1.0 / self.mass
            self.ease = 1.0 / self.inertia
        self.calm_time = 0.0
        self.is_asleep = False
        self.corners = []               # in the world, of a polygon
        self.normals = []
        self.update()

    def turn(self, angle):
        self.angle = angle
        self.update()

    def update(self):
        """Computes where the corners are now."""
        shape = self.shape
        if isinstance(shape, Polygon):
            cosine = math.cos(self.angle)
            sine = math.sin(self.angle)
            self.corners = [self.place.plus(corner.turned(cosine, sine))
                            for corner in shape.corners]
            self.normals = [normal.turned(cosine, sine)
                            for normal in shape.normals]

    def is_fixed(self):
        return self.lightness == 0.0

    def velocity_at(self, arm):
        return self.velocity.plus(turning(self.spin, arm))

    def push(self, impulse, arm):
        self.velocity = self.velocity.moved(impulse, self.lightness)
        self.spin += arm.cross(impulse) * self.ease

    def accelerate(self, gravity, step):
        if not self.is_fixed() and not self.is_asleep:
            self.velocity = self.velocity.moved(gravity, step)

    def move(self, step):
        if self.is_fixed() or self.is_asleep:
            return
        self.place = self.place.moved(self.velocity, step)
        self.angle += self.spin * step
        self.update()

    def doze(self, step):
        """Falls asleep after it has hardly moved for a while."""
        if self.is_fixed():
            return
        motion = self.velocity.dot(self.velocity) + self.spin * self.spin
        if motion > CALM * CALM:
            self.calm_time = 0.0
        else:
            self.calm_time += step

    def wake(self):
        self.calm_time = 0.0
        self.is_asleep = False

    def energy(self, gravity):
        if self.is_fixed():
            return 0.0
        moving = 0.5 * self.mass * self.velocity.dot(self.velocity)
        turning_part = 0.5 * self.inertia * self.spin * self.spin
        return moving + turning_part - self.mass * gravity.dot(self.place)

    def covers(self, point):
        shape = self.shape
        if isinstance(shape, Circle):
            return point.minus(self.place).length() <= shape.radius
        for i in range(len(self.corners)):
            if point.minus(self.corners[i]).dot(self.normals[i]) > 0.0:
                return False
        return True
