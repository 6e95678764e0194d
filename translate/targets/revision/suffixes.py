"""Suffix arrays: all ends of a text in order, and what they share.

Ranks by the first characters are doubled: the rank by twice as many is the
pair of the ranks here and so many further on, sorted by counting.
"""


class SuffixArray(object):
    """`order` are the places of the suffixes, the least first.

    `shared[i]` is how much the suffixes order[i - 1] and order[i] begin with
    alike.
    """

    def __init__(self, text):
        self.text = text
        size = len(text)
        self.order = list(range(size))
        self.ranks = [ord(char) + 1 for char in text]
        self.size = size
        self.sort()
        self.shared = [0] * size
        self.find_shared()

    def rank(self, place):
        return self.ranks[place] if place < self.size else 0

    def sort(self):
        most = 257
        self.count_by(0, most)
        width = 1
        while width < self.size:
            self.count_by(width, most)
            self.count_by(0, most)
            most = self.renumber(width) + 1
            if most > self.size:
                return
            width *= 2

    def count_by(self, offset, most):
        """Sorts by the rank so far behind; equal ones keep their order."""
        counts = [0] * (most + 1)
        for place in self.order:
            counts[self.rank(place + offset)] += 1
        total = 0
        for i in range(most + 1):
            count = counts[i]
            counts[i] = total
            total += count
        result = [0] * self.size
        for place in self.order:
            rank = self.rank(place + offset)
            result[counts[rank]] = place
            counts[rank] += 1
        self.order = result

    def renumber(self, width):
        """New ranks, from 1; gives the highest."""
        fresh = [0] * self.size
        rank = 0
        for i in range(self.size):
            place = self.order[i]
            if i == 0 or self.differ(self.order[i - 1], place, width):
                rank += 1
            fresh[place] = rank
        self.ranks = fresh
        return rank

    def differ(self, first, second, width):
        return self.rank(first) != self.rank(second) or \
            self.rank(first + width) != self.rank(second + width)

    def find_shared(self):
        """Kasai's way: the next place shares at most one less."""
        rank = [0] * self.size
        for i in range(self.size):
            rank[self.order[i]] = i
        length = 0
        for place in range(self.size):
            if rank[place] == 0:
                length = 0
                continue
            other = self.order[rank[place] - 1]
            while max(place, other) + length < self.size and \
                    self.text[place + length] == self.text[other + length]:
                length += 1
            self.shared[rank[place]] = length
            length = max(0, length - 1)

    # -- what it is good for

    def longest_repeat(self):
        """The longest text that occurs twice."""
        best = 0
        for i in range(self.size):
            if self.shared[i] > self.shared[best]:
                best = i
        if self.size == 0:
            return ''
        place = self.order[best]
        return self.text[place:place + self.shared[best]]

    def distinct(self):
        """How many different texts occur in it."""
        total = self.size * (self.size + 1) // 2
        for shared in self.shared:
            total -= shared
        return total

    def longest_match(self, other, start):
        """(place, length) of what other[start:] begins with."""
        low = 0
        high = self.size
        while low < high:
            middle = (low + high) // 2
            if self.is_less(self.order[middle], other, start):
                low = middle + 1
            else:
                high = middle
        best = 0
        length = 0
        for i in (low - 1, low):
            if 0 <= i < self.size:
                common = self.common(self.order[i], other, start)
                if common > length:
                    length = common
                    best = self.order[i]
        return best, length

    def common(self, place, other, start):
        length = 0
        while place + length < self.size and start + length < len(other) \
                and self.text[place + length] == other[start + length]:
            length += 1
        return length

    def is_less(self, place, other, start):
        length = self.common(place, other, start)
        if start + length >= len(other):
            return False
        if place + length >= self.size:
            return True
        return self.text[place + length] < other[start + length]
