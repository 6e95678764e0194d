"""A heap of variables, the most active on top."""


class ActivityHeap(object):
    """Knows where each variable is, so that it can rise."""

    def __init__(self, count):
        self.activity = [0.0] * count
        self.items = []
        self.places = [-1] * count
        self.increment = 1.0

    def is_before(self, a, b):
        """Ties go to the smaller number, so that runs are alike."""
        if self.activity[a] == self.activity[b]:
            return a < b
        return self.activity[a] > self.activity[b]

    def put(self, place, item):
        self.items[place] = item
        self.places[item] = place

    def rise(self, place):
        item = self.items[place]
        while place > 0:
            parent = (place - 1) >> 1
            if not self.is_before(item, self.items[parent]):
                break
            self.put(place, self.items[parent])
            place = parent
        self.put(place, item)

    def sink(self, place):
        item = self.items[place]
        while True:
            child = 2 * place + 1
            if child >= len(self.items):
                break
            if child + 1 < len(self.items) and self.is_before(
                    self.items[child + 1], self.items[child]):
                child += 1
            if not self.is_before(self.items[child], item):
                break
            self.put(place, self.items[child])
            place = child
        self.put(place, item)

    def add(self, item):
        if self.places[item] < 0:
            self.items.append(item)
            self.places[item] = len(self.items) - 1
            self.rise(len(self.items) - 1)

    def pop(self):
        """Takes the most active; IndexError if there is none."""
        top = self.items[0]
        last = self.items.pop()
        self.places[top] = -1
        if len(self.items) > 0:
            self.put(0, last)
            self.sink(0)
        return top

    def is_empty(self):
        return len(self.items) == 0

    def bump(self, item):
        """Makes a variable more active than it was."""
        self.activity[item] += self.increment
        if self.activity[item] > 1e100:
            for i in range(len(self.activity)):
                self.activity[i] *= 1e-100
            self.increment *= 1e-100
        if self.places[item] >= 0:
            self.rise(self.places[item])

    def decay(self):
        """What was bumped before counts less from now on."""
        self.increment *= 1.0526
