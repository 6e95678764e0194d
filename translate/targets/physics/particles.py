"""Points held together by links: cloth and soft things, after Verlet.

A point has its place and the one before; links are made right again by
moving their ends, which changes the velocities by itself.
"""

from targets.physics.vector import Vector


class Point(object):
    def __init__(self, x, y, is_fixed):
        self.place = Vector(x, y)
        self.before = self.place
        self.is_fixed = is_fixed

    def move(self, gravity, time, drag):
        if self.is_fixed:
            return
        going = self.place.minus(self.before).times(1.0 - drag)
        self.before = self.place
        self.place = self.place.plus(going).moved(gravity, time * time)


class Link(object):
    def __init__(self, first, second, strength):
        self.first = first
        self.second = second
        self.length = second.place.minus(first.place).length()
        self.strength = strength
        self.is_torn = False

    def hold(self, stretch):
        """Pulls its ends together; tears if it is stretched too far."""
        between = self.second.place.minus(self.first.place)
        length = between.length()
        if length > self.length * stretch:
            self.is_torn = True
            return
        error = (length - self.length) * self.strength
        shift = between.unit().times(error)
        if self.first.is_fixed:
            if not self.second.is_fixed:
                self.second.place = self.second.place.moved(shift, -1.0)
        elif self.second.is_fixed:
            self.first.place = self.first.place.moved(shift, 1.0)
        else:
            self.first.place = self.first.place.moved(shift, 0.5)
            self.second.place = self.second.place.moved(shift, -0.5)


class Particles(object):
    def __init__(self, gravity):
        self.gravity = Vector(0.0, -gravity)
        self.points = []
        self.links = []
        self.drag = 0.01
        self.stretch = 4.0
        self.balls = []                 # bodies that keep points outside
        self.floor = -1000.0

    def point(self, x, y, is_fixed):
        self.points.append(Point(x, y, is_fixed))
        return self.points[-1]

    def link(self, first, second, strength):
        self.links.append(Link(first, second, strength))

    def step(self, time):
        for point in self.points:
            point.move(self.gravity, time, self.drag)
        for _ in range(6):
            for link in self.links:
                link.hold(self.stretch)
            for point in self.points:
                self.keep_outside(point)
        kept = [link for link in self.links if not link.is_torn]
        self.links = kept

    def keep_outside(self, point):
        if point.is_fixed:
            return
        if point.place.y < self.floor:
            # What touches the floor stays where it is.
            point.place = Vector(point.before.x, self.floor)
        for ball in self.balls:
            out = point.place.minus(ball.place)
            if out.length() < ball.shape.radius:
                point.place = ball.place.moved(out.unit(), ball.shape.radius)

    def lowest(self):
        lowest = self.points[0]
        for point in self.points:
            if point.place.y < lowest.place.y:
                lowest = point
        return lowest.place


def cloth(particles, columns, rows, size):
    """A net that hangs by its upper corners."""
    grid = []
    for row in range(rows):
        for column in range(columns):
            is_fixed = row == 0 and (column == 0 or column == columns - 1)
            grid.append(particles.point(column * size, -row * size,
                                        is_fixed))
    for row in range(rows):
        for column in range(columns):
            here = grid[row * columns + column]
            if column + 1 < columns:
                particles.link(here, grid[row * columns + column + 1], 1.0)
            if row + 1 < rows:
                particles.link(here, grid[(row + 1) * columns + column], 1.0)


def blob(particles, x, y, radius, count):
    """A ring with spokes to all its points."""
    ring = []
    centre = particles.point(x, y, False)
    cosine = 1.0
    sine = 0.0
    # Turned step by step: the angle's sine and cosine are known for 12.
    for _ in range(count):
        ring.append(particles.point(x + radius * cosine, y + radius * sine,
                                    False))
        turned = Vector(cosine, sine).turned(0.8660254037844387, 0.5)
        cosine = turned.x
        sine = turned.y
    for i in range(count):
        particles.link(ring[i], ring[(i + 1) % count], 0.8)
        particles.link(ring[i], ring[(i + 2) % count], 0.5)
        particles.link(ring[i], centre, 0.3)
