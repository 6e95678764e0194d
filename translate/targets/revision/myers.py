"""Myers's algorithm: the fewest deletions and insertions, in linear space.

The way from both ends is followed over diagonals until the two meet; that is
the middle of a best way, and what is before and after is solved alike.
"""


class Match(object):
    """So many items that are equal, from a place in each sequence on."""

    def __init__(self, first, second, length):
        self.first = first
        self.second = second
        self.length = length


class Middle(object):
    """A run on a best way: from x, y to u, v, which costs so many edits."""

    def __init__(self, edits, x, y, u, v):
        self.edits = edits
        self.x = x
        self.y = y
        self.u = u
        self.v = v


class Comparison(object):
    def __init__(self, first, second):
        self.first = first
        self.second = second
        self.matches = []
        size = len(first) + len(second) + 3
        self.forward = [0] * (2 * size + 1)
        self.backward = [0] * (2 * size + 1)
        self.zero = size
        self.solve(0, len(first), 0, len(second))

    def add(self, first, second, length):
        if length == 0:
            return
        if len(self.matches):
            last = self.matches[-1]
            if last.first + last.length == first and \
                    last.second + last.length == second:
                last.length += length
                return
        self.matches.append(Match(first, second, length))

    def solve(self, a, b, c, d):
        """Finds the matches of first[a:b] and second[c:d], in order."""
        start = a
        while a < b and c < d and self.first[a] == self.second[c]:
            a += 1
            c += 1
        self.add(start, c - (a - start), a - start)
        end = b
        while b > a and d > c and self.first[b - 1] == self.second[d - 1]:
            b -= 1
            d -= 1
        if a < b and c < d:
            middle = self.middle(a, b, c, d)
            if middle.edits > 1:
                self.solve(a, middle.x, c, middle.y)
                self.add(middle.x, middle.y, middle.u - middle.x)
                self.solve(middle.u, b, middle.v, d)
        self.add(b, d, end - b)

    def middle(self, a, b, c, d):
        n = b - a
        m = d - c
        delta = n - m
        zero = self.zero
        forward = self.forward
        backward = self.backward
        forward[zero + 1] = 0
        backward[zero + 1] = 0
        edits = 0
        while True:
            for k in range(-edits, edits + 1):
                if (k + edits) & 1:
                    continue
                if k == -edits or (k != edits and forward[zero + k - 1]
                                   < forward[zero + k + 1]):
                    x = forward[zero + k + 1]
                else:
                    x = forward[zero + k - 1] + 1
                y = x - k
                u = x
                v = y
                while u < n and v < m and \
                        self.first[a + u] == self.second[c + v]:
                    u += 1
                    v += 1
                forward[zero + k] = u
                other = delta - k
                if delta & 1 and abs(other) < edits and \
                        u + backward[zero + other] >= n:
                    return Middle(2 * edits - 1, a + x, c + y, a + u, c + v)
            for k in range(-edits, edits + 1):
                if (k + edits) & 1:
                    continue
                if k == -edits or (k != edits and backward[zero + k - 1]
                                   < backward[zero + k + 1]):
                    x = backward[zero + k + 1]
                else:
                    x = backward[zero + k - 1] + 1
                y = x - k
                u = x
                v = y
                while u < n and v < m and \
                        self.first[b - 1 - u] == self.second[d - 1 - v]:
                    u += 1
                    v += 1
                backward[zero + k] = u
                other = delta - k
                if not delta & 1 and abs(other) <= edits and \
                        u + forward[zero + other] >= n:
                    return Middle(2 * edits, b - u, d - v, b - x, d - y)
            edits += 1


class Change(object):
    """first[a:b] is replaced by second[c:d]."""

    def __init__(self, a, b, c, d):
        self.a = a
        self.b = b
        self.c = c
        self.d = d


def changes(first, second):
    """What is between the matches of two sequences of numbers."""
    found = []
    a = 0
    c = 0
    for match in Comparison(first, second).matches:
        if match.first > a or match.second > c:
            found.append(Change(a, match.first, c, match.second))
        a = match.first + match.length
        c = match.second + match.length
    if a < len(first) or c < len(second):
        found.append(Change(a, len(first), c, len(second)))
    return found
