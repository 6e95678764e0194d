"""The motion of the Sun and the four large planets, by a symplectic step.

SIZE is the number of steps of a hundredth of a year. Prints the total
energy before and after: it may hardly change.
"""

import math

from driver import main, check

DEFAULT = 32000
SMALL = 500

SOLAR_MASS = 4.0 * math.pi * math.pi
DAYS = 365.24


class Body(object):
    def __init__(self, position, velocity, mass):
        self.x, self.y, self.z = position
        vx, vy, vz = velocity
        self.vx, self.vy, self.vz = vx * DAYS, vy * DAYS, vz * DAYS
        self.mass = mass * SOLAR_MASS


def solar_system():
    """Places and speeds on an agreed day, in astronomical units."""
    return [
        Body((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0),
        Body((4.84143144246472090, -1.16032004402742839,
              -0.103622044471123109),
             (0.00166007664274403694, 0.00769901118419740425,
              -0.0000690460016972063023), 0.000954791938424326609),
        Body((8.34336671824457987, 4.12479856412430479,
              -0.403523417114321381),
             (-0.00276742510726411021, 0.00499852801234917238,
              0.0000230417297573763929), 0.000285885980666130812),
        Body((12.8943695621391310, -15.1111514016986312,
              -0.223307578892655734),
             (0.00296460137564761618, 0.00237847173959480950,
              -0.0000296589568540237556), 0.0000436624404335156298),
        Body((15.3796971148509165, -25.9193146099879641,
              0.179258772950371181),
             (0.00268067772490389322, 0.00162824170038242295,
              -0.0000951592254519715870), 0.0000515138902046611451),
    ]


def rest_momentum(bodies):
    """Gives the Sun the speed that makes the momentum of all zero."""
    px = py = pz = 0.0
    for body in bodies:
        px += body.vx * body.mass
        py += body.vy * body.mass
        pz += body.vz * body.mass
    sun = bodies[0]
    sun.vx, sun.vy, sun.vz = -px / sun.mass, -py / sun.mass, -pz / sun.mass


def energy(bodies):
    total = 0.0
    for i, body in enumerate(bodies):
        total += 0.5 * body.mass * (body.vx ** 2 + body.vy ** 2 + body.vz ** 2)
        for other in bodies[i + 1:]:
            dx, dy, dz = body.x - other.x, body.y - other.y, body.z - other.z
            distance = math.sqrt(dx * dx + dy * dy + dz * dz)
            total -= body.mass * other.mass / distance
    return total


def advance(bodies, pairs, steps, dt):
    for _ in xrange(steps):
        for a, b in pairs:
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            square = dx * dx + dy * dy + dz * dz
            magnitude = dt / (square * math.sqrt(square))
            mass = b.mass * magnitude
            a.vx -= dx * mass
            a.vy -= dy * mass
            a.vz -= dz * mass
            mass = a.mass * magnitude
            b.vx += dx * mass
            b.vy += dy * mass
            b.vz += dz * mass
        for body in bodies:
            body.x += dt * body.vx
            body.y += dt * body.vy
            body.z += dt * body.vz


def run(size):
    bodies = solar_system()
    rest_momentum(bodies)
    pairs = [(bodies[i], bodies[j])
             for i in range(len(bodies)) for j in range(i + 1, len(bodies))]
    before = energy(bodies)
    advance(bodies, pairs, size, 0.01)
    after = energy(bodies)
    check(abs(after - before) < 1e-3 * abs(before), 'energy is not kept')
    return '%.9f %.9f' % (before, after)


if __name__ == '__main__':
    main(run, DEFAULT)
