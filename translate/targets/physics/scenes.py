"""Experiments; each prints what can be checked against a law or by eye."""

import math

from targets.physics.bodies import Body
from targets.physics.particles import Particles, blob, cloth
from targets.physics.picture import Picture
from targets.physics.shapes import Circle, box, regular
from targets.physics.solver import Rod, Spring
from targets.physics.vector import Vector
from targets.physics.world import World

STEP = 1.0 / 120.0


def run(world, seconds):
    for _ in range(int(seconds / STEP + 0.5)):
        world.step(STEP)


def floor(world, width):
    return world.add(Body(box(width, 1.0), 0.0, -0.5, 0.0))


def draw(world, left, low, width, height, scale):
    picture = Picture(left, low, width, height, scale)
    for body in world.bodies:
        picture.body(body)
    picture.show()


def at(body):
    return '%.3f %.3f' % (body.place.x, body.place.y)


def fall():
    """A fall takes the square root of twice the height over gravity."""
    world = World(10.0)
    body = world.add(Body(Circle(0.5), 0.0, 20.5, 1.0))
    body.bounce = 0.5
    ground = floor(world, 10.0)
    ground.friction = 1.0
    highest = 0.0
    hit = 0.0
    time = 0.0
    while time < 4.5:
        world.step(STEP)
        time += STEP
        if hit == 0.0 and body.velocity.y > 0.0:
            hit = time
        if hit > 0.0:
            highest = max(highest, body.place.y - 0.5)
    print 'hits after %.2f s, bounces to %.1f' % (hit, highest)
    run(world, 12.0)
    print 'rests at', at(body), 'asleep' if body.is_asleep else 'awake'


def stack():
    """Boxes on boxes do not move."""
    world = World(10.0)
    floor(world, 20.0)
    for row in range(5):
        for i in range(5 - row):
            world.add(Body(box(1.0, 1.0), (i - (4 - row) / 2.0) * 1.1,
                           0.5 + row, 1.0))
    top = world.bodies[-1]
    run(world, 3.0)
    print 'top', at(top), '%d awake' % world.awake()
    draw(world, -4.0, -0.5, 48, 18, 6.0)
    ball = world.add(Body(Circle(0.6), -8.0, 2.5, 4.0))
    ball.velocity = Vector(14.0, 2.0)
    run(world, 2.5)
    print 'top after a hit', at(top), '%d awake' % world.awake()
    draw(world, -4.0, -0.5, 60, 18, 6.0)


def cradle():
    """The impulse goes through to the last ball, and comes back."""
    world = World(10.0)
    world.sleeps = False
    roof = world.add(Body(box(8.0, 0.5), 0.0, 5.0, 0.0))
    balls = []
    for i in range(5):
        x = (i - 2) * 1.002
        ball = world.add(Body(Circle(0.5), x, 1.0, 1.0))
        ball.bounce = 1.0
        ball.friction = 0.0
        balls.append(ball)
        world.join(Rod(roof, Vector(x, 0.0), ball, Vector(0.0, 0.0), False))
    balls[0].place = Vector(-2.004 - 4.0 * math.sin(0.5),
                            5.0 - 4.0 * math.cos(0.5))
    for half in range(4):
        left = 0.0
        right = 0.0
        for _ in range(int(2.0 / STEP)):
            world.step(STEP)
            left = max(left, -2.004 - balls[0].place.x)
            right = max(right, balls[4].place.x - 2.004)
        print 'swing %d: left %.2f, right %.2f' % (half, left, right)


def pendulum():
    """The period of small swings is 2 pi sqrt(length / gravity)."""
    world = World(9.81)
    hook = world.add(Body(Circle(0.1), 0.0, 0.0, 0.0))
    bob = world.add(Body(Circle(0.05), 0.1, -1.9975, 5.0))
    world.join(Rod(hook, Vector(0.0, 0.0), bob, Vector(0.0, 0.0), False))
    crossings = 0
    first = 0.0
    last = 0.0
    before = bob.place.x
    energy = world.energy()
    for i in range(2400):
        world.step(STEP / 2.0)
        if before < 0.0 and bob.place.x >= 0.0:
            last = i * STEP / 2.0
            if crossings == 0:
                first = last
            crossings += 1
        before = bob.place.x
    print 'period %.2f, by the law %.2f' % (
        (last - first) / (crossings - 1),
        2.0 * math.pi * math.sqrt(2.0 / 9.81))
    print 'energy %.3f, then %.3f' % (energy, world.energy())


def ramp():
    """A box slides if the slope is more than the friction."""
    for percent in (20, 30, 45, 60):
        world = World(10.0)
        angle = math.sin(percent / 100.0)       # the slope, not the angle
        slope = world.add(Body(box(40.0, 1.0), 0.0, 0.0, 0.0))
        slope.friction = 1.0
        slope.turn(angle)
        thing = world.add(Body(box(1.0, 1.0), 0.0, 0.0, 1.0))
        thing.place = Vector(-math.sin(angle), math.cos(angle))
        thing.turn(angle)
        run(world, 2.0)
        moved = thing.place.plus(Vector(math.sin(angle), -math.cos(angle)))
        grip = math.sin(angle) - 0.4 * math.cos(angle)
        print '%d: moved %.2f, by the law %.2f' % (
            percent, moved.length(), max(0.0, 0.5 * 10.0 * grip * 4.0))


def gas():
    """Balls in a box: impulses and energy are kept."""
    world = World(0.0)
    world.sleeps = False
    for i in range(2):
        side = world.add(Body(box(1.0, 12.0), 11.0 * i - 5.5, 0.0, 0.0))
        end = world.add(Body(box(12.0, 1.0), 0.0, 11.0 * i - 5.5, 0.0))
        side.bounce = 1.0
        end.bounce = 1.0
        side.friction = 0.0
        end.friction = 0.0
    seed = 7
    for i in range(36):
        ball = world.add(Body(Circle(0.2 + 0.05 * (i % 4)),
                              i % 6 * 1.6 - 4.0, i // 6 * 1.6 - 4.0, 1.0))
        ball.bounce = 1.0
        ball.friction = 0.0
        seed = seed * 1103515245 % 2147483647
        ball.velocity = Vector(seed % 601 / 100.0 - 3.0,
                               seed % 577 / 100.0 - 3.0)
    energy = world.energy()
    run(world, 5.0)
    print 'energy changed by %.1f percent' % (
        100.0 * abs(world.energy() / energy - 1.0))
    inside = 0
    for body in world.bodies:
        if not body.is_fixed() and abs(body.place.x) < 5.0 and \
                abs(body.place.y) < 5.0:
            inside += 1
    print '%d of 36 inside, fewer tests than all pairs: %s' % (
        inside, 'yes' if world.tested < world.steps * 36 * 35 // 4 else 'no')


def collision():
    """What two balls have after they met is known exactly."""
    world = World(0.0)
    world.sleeps = False
    light = world.add(Body(Circle(0.5), -3.0, 0.0, 1.0))
    heavy = world.add(Body(Circle(1.0), 3.0, 0.0, 1.0))
    for body in (light, heavy):
        body.bounce = 1.0
        body.friction = 0.0
    light.velocity = Vector(4.0, 0.0)
    heavy.velocity = Vector(-1.0, 0.0)
    run(world, 2.0)
    print 'light %.3f, heavy %.3f' % (light.velocity.x, heavy.velocity.x)
    print 'momentum %.3f, energy %.3f' % (
        world.momentum().x / math.pi, world.energy() / math.pi)
    # A push besides the centre turns as well.
    stick = World(0.0)
    stick.sleeps = False
    bar = stick.add(Body(box(0.5, 4.0), 0.0, 0.0, 1.0))
    bar.friction = 0.0
    ball = stick.add(Body(Circle(0.25), -2.0, 1.5, 2.0))
    ball.friction = 0.0
    ball.velocity = Vector(5.0, 0.0)
    run(stick, 0.6)
    print 'bar %.3f, spin %.3f, momentum %.3f of %.3f' % (
        bar.velocity.x, bar.spin, stick.momentum().x, ball.mass * 5.0)


def dominoes():
    world = World(10.0)
    floor(world, 40.0)
    for i in range(9):
        world.add(Body(box(0.3, 2.0), i * 1.2 - 5.0, 1.0, 1.0))
    first = world.bodies[1]
    last = world.bodies[-1]
    first.push(Vector(1.2, 0.0), Vector(0.0, 1.0))
    time = 0.0
    while last.angle > -0.5 and time < 20.0:
        world.step(STEP)
        time += STEP
    print 'the last falls after %.1f s' % time
    run(world, 2.0)
    draw(world, -6.0, -0.6, 70, 8, 5.0)


def shapes():
    """Polygons fall into a bowl."""
    world = World(10.0)
    left = world.add(Body(box(8.0, 0.4), -3.5, 1.6, 0.0))
    right = world.add(Body(box(8.0, 0.4), 3.5, 1.6, 0.0))
    left.turn(-0.5)
    right.turn(0.5)
    for i in range(12):
        shape = regular(3 + i % 5, 0.6)
        if i % 4 == 3:
            body = world.add(Body(Circle(0.5), 0.0, 0.0, 1.0))
        else:
            body = world.add(Body(shape, 0.0, 0.0, 1.0))
        body.place = Vector((i % 3 - 1) * 1.5, 3.0 + i * 0.9)
        body.turn(i * 0.7)
        body.bounce = 0.2
    run(world, 6.0)
    deepest = 0.0
    for contact in world.contacts():
        deepest = max(deepest, contact.depth)
    print 'lowest overlap is small: %s' % (
        'yes' if deepest < 0.03 else 'no')
    draw(world, -4.0, 0.0, 48, 12, 6.0)


def springs():
    """A weight on a spring swings about where forces are equal."""
    world = World(10.0)
    world.sleeps = False
    hook = world.add(Body(Circle(0.1), 0.0, 0.0, 0.0))
    weight = world.add(Body(box(1.0, 1.0), 0.0, -2.0, 1.0))
    ball = world.add(Body(Circle(0.2), 0.0, -3.5, 1.0))
    world.join(Spring(hook, weight, 2.0, 20.0, 0.8))
    world.join(Rod(weight, Vector(0.0, -0.5), ball, Vector(0.0, 0.0), True))
    lowest = 0.0
    for _ in range(240):
        world.step(STEP)
        lowest = min(lowest, weight.place.y)
    print 'lowest %.2f' % lowest
    run(world, 30.0)
    print 'rests at %.2f, by the law %.2f' % (
        weight.place.y, -2.0 - 10.0 * (weight.mass + ball.mass) / 20.0)


def net():
    particles = Particles(10.0)
    cloth(particles, 9, 7, 0.5)
    particles.balls.append(Body(Circle(0.8), 2.0, -3.4, 1.0))
    for _ in range(600):
        particles.step(STEP)
    low = particles.lowest()
    print 'lowest %.2f %.2f, %d links' % (low.x, low.y,
                                          len(particles.links))
    picture = Picture(-1.0, -5.0, 48, 16, 8.0)
    picture.body(particles.balls[0])
    for point in particles.points:
        picture.put(point.place, '+')
    picture.show()
    particles.stretch = 1.05
    particles.gravity = Vector(0.0, -400.0)
    for _ in range(60):
        particles.step(STEP)
    print 'torn' if len(particles.links) < 110 else 'whole'


def soft():
    particles = Particles(10.0)
    particles.floor = 0.0
    blob(particles, 0.0, 4.0, 1.0, 12)
    for _ in range(480):
        particles.step(STEP)
    centre = particles.points[0].place
    print 'centre %.2f %.2f' % (abs(centre.x), centre.y)
    lowest = particles.lowest()
    print 'lowest %.2f, %d links' % (lowest.y, len(particles.links))


SCENES = ['fall', 'stack', 'cradle', 'pendulum', 'ramp', 'gas', 'collision',
          'dominoes', 'shapes', 'springs', 'net', 'soft']


def show(name):
    if name == 'fall':
        fall()
    elif name == 'stack':
        stack()
    elif name == 'cradle':
        cradle()
    elif name == 'pendulum':
        pendulum()
    elif name == 'ramp':
        ramp()
    elif name == 'gas':
        gas()
    elif name == 'collision':
        collision()
    elif name == 'dominoes':
        dominoes()
    elif name == 'shapes':
        shapes()
    elif name == 'springs':
        springs()
    elif name == 'net':
        net()
    elif name == 'soft':
        soft()
    else:
        return False
    return True
