"""Where two bodies touch: by axes that separate them, and clipping."""

from targets.physics.shapes import FAR, Circle


class Contact(object):
    """A point; the normal leads from the first body into the second.

    `key` tells the same point of the next step from others.
    """

    def __init__(self, first, second, point, normal, depth, key):
        self.first = first
        self.second = second
        self.point = point
        self.normal = normal
        self.depth = depth
        self.key = key
        self.pushed = 0.0               # what the solver has applied
        self.rubbed = 0.0


def collide(first, second):
    """The contacts of two bodies."""
    a = first.shape
    b = second.shape
    if isinstance(a, Circle):
        if isinstance(b, Circle):
            return two_circles(first, second)
        return flipped(polygon_circle(second, first))
    if isinstance(b, Circle):
        return polygon_circle(first, second)
    return two_polygons(first, second)


def flipped(contacts):
    for contact in contacts:
        body = contact.first
        contact.first = contact.second
        contact.second = body
        contact.normal = contact.normal.times(-1.0)
    return contacts


def two_circles(first, second):
    between = second.place.minus(first.place)
    distance = between.length()
    depth = first.shape.radius + second.shape.radius - distance
    if depth < 0.0:
        return []
    normal = between.unit()
    point = first.place.moved(normal, first.shape.radius - depth / 2.0)
    return [Contact(first, second, point, normal, depth, 0)]


def polygon_circle(polygon, circle):
    radius = circle.shape.radius
    centre = circle.place
    best = 0
    distance = -FAR
    for i in range(len(polygon.corners)):
        apart = centre.minus(polygon.corners[i]).dot(polygon.normals[i])
        if apart > distance:
            distance = apart
            best = i
    if distance > radius:
        return []
    a = polygon.corners[best]
    b = polygon.corners[(best + 1) % len(polygon.corners)]
    normal = polygon.normals[best]
    if distance > 0.0:
        corner = a
        if centre.minus(b).dot(a.minus(b)) < 0.0:
            corner = b
        if centre.minus(a).dot(b.minus(a)) < 0.0 or corner is b:
            # Beyond an end of the side: the corner is what touches.
            between = centre.minus(corner)
            distance = between.length()
            if distance > radius:
                return []
            normal = between.unit()
    point = centre.moved(normal, -radius)
    return [Contact(polygon, circle, point, normal, radius - distance, best)]


class Axis(object):
    """A side of a polygon, and how far another is before it."""

    def __init__(self, side, distance):
        self.side = side
        self.distance = distance


def best_axis(first, second):
    best = Axis(0, -FAR)
    for i in range(len(first.corners)):
        normal = first.normals[i]
        nearest = FAR
        for corner in second.corners:
            nearest = min(nearest,
                          corner.minus(first.corners[i]).dot(normal))
        if nearest > best.distance:
            best = Axis(i, nearest)
    return best


def two_polygons(first, second):
    ours = best_axis(first, second)
    if ours.distance > 0.0:
        return []
    theirs = best_axis(second, first)
    if theirs.distance > 0.0:
        return []
    # Keeping the first one if both are alike keeps contacts the same.
    if theirs.distance > ours.distance + 0.001:
        return flipped(clipped(second, theirs.side, first, 16))
    return clipped(first, ours.side, second, 0)


def clipped(first, side, second, key):
    """The part of a side of the second that is behind the first's side."""
    count = len(first.corners)
    normal = first.normals[side]
    a = first.corners[side]
    b = first.corners[(side + 1) % count]
    other = 0
    least = FAR
    for i in range(len(second.normals)):
        facing = second.normals[i].dot(normal)
        if facing < least:
            least = facing
            other = i
    ends = [second.corners[other],
            second.corners[(other + 1) % len(second.corners)]]
    along = b.minus(a).unit()
    ends = cut(ends, along.times(-1.0), -along.dot(a))
    ends = cut(ends, along, along.dot(b))
    contacts = []
    for i in range(len(ends)):
        depth = a.minus(ends[i]).dot(normal)
        if depth >= 0.0:
            contacts.append(Contact(
                first, second, ends[i].moved(normal, depth / 2.0), normal,
                depth, key + side * 32 + other * 512 + i))
    return contacts


def cut(ends, normal, limit):
    """What of a line's piece is before a limit along a normal."""
    if len(ends) < 2:
        return ends
    first = normal.dot(ends[0]) - limit
    second = normal.dot(ends[1]) - limit
    kept = []
    if first <= 0.0:
        kept.append(ends[0])
    if second <= 0.0:
        kept.append(ends[1])
    if first * second < 0.0:
        share = first / (first - second)
        crossing = ends[0].moved(ends[1].minus(ends[0]), share)
        if first > 0.0:
            kept.insert(0, crossing)
        else:
            kept.append(crossing)
    return kept
