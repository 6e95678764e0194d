"""Sets of integers as few ranges; of mhlib."""


class IntSet:
    """A set of integers, kept as pairs of first and last: IntSet('1-3,5').

    The texts between ranges and within them can be others than , and -.
    """
    __module__ = 'mhlib'

    def __init__(self, data=None, sep=',', rng='-'):
        self.pairs = []
        self.sep, self.rng = sep, rng
        if data:
            self.fromstring(data)

    def reset(self):
        self.pairs = []

    def __cmp__(self, other):
        return cmp(self.pairs, other.pairs)

    def __hash__(self):
        # It changes.
        raise TypeError('unhashable instance')

    def __repr__(self):
        return 'IntSet(%r, %r, %r)' % (self.tostring(), self.sep, self.rng)

    def clone(self):
        copy = IntSet(None, self.sep, self.rng)
        copy.pairs = self.pairs[:]
        return copy

    def normalize(self):
        """Let the pairs be sorted, with something between each two."""
        pairs = []
        for low, high in sorted(self.pairs):
            if pairs and low <= pairs[-1][1] + 1:
                pairs[-1] = pairs[-1][0], max(high, pairs[-1][1])
            else:
                pairs.append((low, high))
        self.pairs = pairs

    def addpair(self, xlo, xhi):
        """Add all from one number to another, if the other is not less."""
        if xlo <= xhi:
            self.pairs.append((xlo, xhi))
            self.normalize()

    def append(self, x):
        self.addpair(x, x)

    def fromlist(self, list):
        """Add the numbers of a list."""
        self.pairs += [(number, number) for number in list]
        self.normalize()

    def fromstring(self, data):
        """Add what a text says. ValueError."""
        for part in data.split(self.sep):
            bounds = [int(bound.strip()) for bound in part.split(self.rng)]
            if len(bounds) > 2 or bounds[0] > bounds[-1]:
                raise ValueError('bad data passed to IntSet')
            self.pairs.append((bounds[0], bounds[-1]))
        self.normalize()

    def tolist(self):
        return [number for low, high in self.pairs for number in range(low, high + 1)]

    def tostring(self):
        return self.sep.join([str(low) if low == high else '%s%s%s' % (low, self.rng, high) for low, high in self.pairs])

    def contains(self, x):
        return any(low <= x <= high for low, high in self.pairs)

    def min(self):
        return self.pairs[0][0]

    def max(self):
        return self.pairs[-1][1]
