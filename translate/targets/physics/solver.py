"""Impulses that keep bodies apart and joints together.

All constraints are solved one after the other, over and over; what was
applied in the last step is a good start for the next one.
"""

import math

from targets.physics.vector import Vector

SLOP = 0.005
CORRECTION = 0.2
BOUNCE_FROM = 0.5


class Constraint(object):
    """Between two bodies; arms lead from their centres to where it acts."""

    def __init__(self, first, second):
        self.first = first
        self.second = second
        self.first_arm = Vector(0.0, 0.0)
        self.second_arm = Vector(0.0, 0.0)

    def relative(self):
        """The velocity of the second body's point, seen from the first's."""
        return self.second.velocity_at(self.second_arm).minus(
            self.first.velocity_at(self.first_arm))

    def weight(self, direction):
        """How much an impulse of 1 along a direction changes that."""
        a = self.first_arm.cross(direction)
        b = self.second_arm.cross(direction)
        return (self.first.lightness + self.second.lightness
                + self.first.ease * a * a + self.second.ease * b * b)

    def push(self, direction, amount):
        impulse = direction.times(amount)
        self.first.push(impulse.times(-1.0), self.first_arm)
        self.second.push(impulse, self.second_arm)

    def prepare(self, step):
        pass

    def solve(self):
        pass


class ContactConstraint(Constraint):
    """Bodies may part, but not enter each other; what touches rubs."""

    def __init__(self, contact):
        self.contact = contact
        self.first = contact.first
        self.second = contact.second
        self.first_arm = contact.point.minus(self.first.place)
        self.second_arm = contact.point.minus(self.second.place)
        self.normal = contact.normal
        self.tangent = contact.normal.left()
        self.friction = self.first.friction * self.second.friction
        self.bias = 0.0
        self.normal_weight = 1.0
        self.tangent_weight = 1.0

    def prepare(self, step):
        self.normal_weight = self.weight(self.normal)
        self.tangent_weight = self.weight(self.tangent)
        self.bias = CORRECTION / step * max(0.0, self.contact.depth - SLOP)
        closing = -self.relative().dot(self.normal)
        if closing > BOUNCE_FROM:
            bounce = max(self.first.bounce, self.second.bounce)
            self.bias = max(self.bias, bounce * closing)
        self.push(self.normal, self.contact.pushed)
        self.push(self.tangent, self.contact.rubbed)

    def solve(self):
        contact = self.contact
        speed = self.relative().dot(self.normal)
        pushed = max(0.0, contact.pushed
                     + (self.bias - speed) / self.normal_weight)
        self.push(self.normal, pushed - contact.pushed)
        contact.pushed = pushed
        sliding = self.relative().dot(self.tangent)
        most = self.friction * pushed
        rubbed = max(-most, min(most, contact.rubbed
                                - sliding / self.tangent_weight))
        self.push(self.tangent, rubbed - contact.rubbed)
        contact.rubbed = rubbed


class Rod(Constraint):
    """Keeps two points at a distance; a rope may become shorter."""

    def __init__(self, first, first_point, second, second_point, is_rope):
        self.first = first
        self.second = second
        self.first_point = first_point      # in the bodies' own frames
        self.second_point = second_point
        self.is_rope = is_rope
        self.first_arm = first_point
        self.second_arm = second_point
        self.length = self.between().length()
        self.direction = Vector(1.0, 0.0)
        self.bias = 0.0
        self.rod_weight = 1.0
        self.pulled = 0.0

    def between(self):
        return self.second.place.plus(self.second_arm).minus(
            self.first.place.plus(self.first_arm))

    def prepare(self, step):
        self.first_arm = in_world(self.first, self.first_point)
        self.second_arm = in_world(self.second, self.second_point)
        between = self.between()
        self.direction = between.unit()
        error = between.length() - self.length
        self.bias = -CORRECTION / step * error
        if self.is_rope and error < 0.0:
            # It is slack: it may close the gap within the step.
            self.bias = -error / step
        self.rod_weight = self.weight(self.direction)
        self.push(self.direction, self.pulled)

    def solve(self):
        speed = self.relative().dot(self.direction)
        pulled = self.pulled + (self.bias - speed) / self.rod_weight
        if self.is_rope:
            pulled = min(0.0, pulled)
        self.push(self.direction, pulled - self.pulled)
        self.pulled = pulled


class Spring(Constraint):
    """Pulls by its length, and damps."""

    def __init__(self, first, second, length, strength, damping):
        self.first = first
        self.second = second
        self.first_arm = Vector(0.0, 0.0)
        self.second_arm = Vector(0.0, 0.0)
        self.length = length
        self.strength = strength
        self.damping = damping

    def prepare(self, step):
        between = self.second.place.minus(self.first.place)
        direction = between.unit()
        speed = self.relative().dot(direction)
        force = (between.length() - self.length) * self.strength \
            + speed * self.damping
        self.push(direction, -force * step)


def in_world(body, point):
    cosine = math.cos(body.angle)
    sine = math.sin(body.angle)
    return point.turned(cosine, sine)
