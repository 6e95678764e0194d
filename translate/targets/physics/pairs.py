"""Which bodies may touch: a sweep over their intervals along x."""


class Pair(object):
    def __init__(self, first, second):
        self.first = first
        self.second = second


class Sweep(object):
    """The bodies stay nearly sorted from step to step."""

    def __init__(self):
        self.order = []

    def add(self, body):
        self.order.append(body)

    def sort(self):
        order = self.order
        for i in range(1, len(order)):
            body = order[i]
            start = left_of(body)
            j = i
            while j > 0 and left_of(order[j - 1]) > start:
                order[j] = order[j - 1]
                j -= 1
            order[j] = body

    def pairs(self):
        self.sort()
        found = []
        for i in range(len(self.order)):
            first = self.order[i]
            end = first.place.x + first.shape.radius
            j = i + 1
            while j < len(self.order) and left_of(self.order[j]) <= end:
                second = self.order[j]
                if may_touch(first, second):
                    # In the order of their numbers, always.
                    if first.number < second.number:
                        found.append(Pair(first, second))
                    else:
                        found.append(Pair(second, first))
                j += 1
        return found


def left_of(body):
    return body.place.x - body.shape.radius


def may_touch(first, second):
    if first.is_fixed() and second.is_fixed():
        return False
    if (first.is_fixed() or first.is_asleep) and \
            (second.is_fixed() or second.is_asleep):
        return False
    reach = first.shape.radius + second.shape.radius
    return abs(first.place.y - second.place.y) <= reach
