"""All bodies, and what happens to them in a step."""

from targets.physics.collide import collide
from targets.physics.pairs import Sweep
from targets.physics.solver import Constraint, ContactConstraint
from targets.physics.bodies import REST
from targets.physics.vector import Vector

ROUNDS = 12


class World(object):
    def __init__(self, gravity):
        self.gravity = Vector(0.0, -gravity)
        self.bodies = []
        self.joints = []
        self.sweep = Sweep()
        self.old = {}               # the last step's contacts, by key
        self.steps = 0
        self.tested = 0
        self.sleeps = True

    def add(self, body):
        body.number = len(self.bodies)
        self.bodies.append(body)
        self.sweep.add(body)
        return body

    def join(self, joint):
        self.joints.append(joint)

    def contacts(self):
        """All contacts; those that were there before keep their impulses."""
        found = []
        fresh = {}
        for pair in self.sweep.pairs():
            self.tested += 1
            contacts = collide(pair.first, pair.second)
            if len(contacts):
                self.rouse(pair.first, pair.second)
            for contact in contacts:
                key = (pair.first.number * 1000 + pair.second.number) \
                    * 65536 + contact.key
                if key in self.old:
                    contact.pushed = self.old[key].pushed
                    contact.rubbed = self.old[key].rubbed
                fresh[key] = contact
                found.append(contact)
        self.old = fresh
        return found

    def rouse(self, first, second):
        """What moves wakes what it touches."""
        if first.is_asleep and second.calm_time == 0.0 and \
                not second.is_fixed():
            first.wake()
        if second.is_asleep and first.calm_time == 0.0 and \
                not first.is_fixed():
            second.wake()

    def step(self, time):
        for body in self.bodies:
            body.accelerate(self.gravity, time)
        constraints = []
        for joint in self.joints:
            constraints.append(joint)
        contacts = self.contacts()
        for contact in contacts:
            constraints.append(as_constraint(contact))
        for constraint in constraints:
            constraint.prepare(time)
        for _ in range(ROUNDS):
            for constraint in constraints:
                constraint.solve()
        for body in self.bodies:
            body.move(time)
        if self.sleeps:
            self.put_to_sleep(time, constraints)
        self.steps += 1

    def put_to_sleep(self, time, constraints):
        """Only whole groups that touch sleep: one that moves keeps all."""
        for body in self.bodies:
            body.doze(time)
        restless = [body.calm_time < REST and not body.is_asleep
                    and not body.is_fixed() for body in self.bodies]
        changed = True
        while changed:
            changed = False
            for constraint in constraints:
                first = constraint.first
                second = constraint.second
                if first.is_fixed() or second.is_fixed():
                    continue
                if restless[first.number] != restless[second.number]:
                    restless[first.number] = True
                    restless[second.number] = True
                    changed = True
        for body in self.bodies:
            if not body.is_fixed() and not restless[body.number]:
                body.is_asleep = True
                body.velocity = Vector(0.0, 0.0)
                body.spin = 0.0

    def energy(self):
        total = 0.0
        for body in self.bodies:
            total += body.energy(self.gravity)
        return total

    def momentum(self):
        total = Vector(0.0, 0.0)
        for body in self.bodies:
            if not body.is_fixed():
                total = total.moved(body.velocity, body.mass)
        return total

    def awake(self):
        count = 0
        for body in self.bodies:
            if not body.is_fixed() and not body.is_asleep:
                count += 1
        return count


def as_constraint(contact):
    constraint = ContactConstraint(contact)
    assert isinstance(constraint, Constraint)
    return constraint
