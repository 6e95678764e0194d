"""Sets of small numbers, as the bits of words."""

BITS = 60


class Bits(object):
    def __init__(self, count):
        self.words = [0] * (count // BITS + 1)

    def has(self, number):
        return (self.words[number // BITS] >> (number % BITS)) & 1 == 1

    def add(self, number):
        self.words[number // BITS] |= 1 << (number % BITS)

    def remove(self, number):
        self.words[number // BITS] &= ~(1 << (number % BITS))

    def add_all(self, other):
        """Gives whether any was new."""
        changed = False
        for i in range(len(self.words)):
            joined = self.words[i] | other.words[i]
            if joined != self.words[i]:
                self.words[i] = joined
                changed = True
        return changed

    def copy(self):
        result = Bits(0)
        result.words = list(self.words)
        return result

    def numbers(self):
        """What is in the set, in order."""
        found = []
        for i in range(len(self.words)):
            word = self.words[i]
            for bit in range(BITS):
                if (word >> bit) & 1:
                    found.append(i * BITS + bit)
        return found
