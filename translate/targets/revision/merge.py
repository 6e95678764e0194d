"""Three-way merge: what two sides have made of a common base."""

from targets.revision.lines import Numbering, split_lines
from targets.revision.myers import Comparison


def partners(first, second):
    """For each item of the first sequence its match in the second, or -1."""
    found = [-1] * len(first)
    for match in Comparison(first, second).matches:
        for i in range(match.length):
            found[match.first + i] = match.second + i
    return found


class Merge(object):
    def __init__(self, base, ours, theirs):
        self.base = split_lines(base)
        self.ours = split_lines(ours)
        self.theirs = split_lines(theirs)
        numbering = Numbering()
        numbers = numbering.numbers(self.base)
        self.in_ours = partners(numbers, numbering.numbers(self.ours))
        self.in_theirs = partners(numbers, numbering.numbers(self.theirs))
        self.conflicts = 0
        self.out = []

    def run(self):
        """Goes from one place where all three agree to the next."""
        base = 0
        ours = 0
        theirs = 0
        while True:
            place = self.next_common(base)
            if place == len(self.base):
                break
            self.unstable(base, place, ours, self.in_ours[place], theirs,
                          self.in_theirs[place])
            ours = self.in_ours[place]
            theirs = self.in_theirs[place]
            while place < len(self.base) and self.in_ours[place] == ours \
                    and self.in_theirs[place] == theirs:
                self.out.append(self.base[place])
                place += 1
                ours += 1
                theirs += 1
            base = place
        self.unstable(base, len(self.base), ours, len(self.ours), theirs,
                      len(self.theirs))
        return ''.join(self.out)

    def next_common(self, place):
        """Where from a place on a line of the base is on both sides."""
        while place < len(self.base) and (self.in_ours[place] < 0
                                          or self.in_theirs[place] < 0):
            place += 1
        return place

    def unstable(self, base, base_end, ours, ours_end, theirs, theirs_end):
        """Takes the side that has changed; both: a conflict."""
        old = self.base[base:base_end]
        mine = self.ours[ours:ours_end]
        yours = self.theirs[theirs:theirs_end]
        if same(mine, yours) or same(yours, old):
            self.out.extend(mine)
        elif same(mine, old):
            self.out.extend(yours)
        else:
            self.conflict(mine, old, yours)

    def conflict(self, mine, old, yours):
        """What both sides share at the ends is no part of it."""
        start = 0
        while start < len(mine) and start < len(yours) and \
                mine[start] == yours[start]:
            start += 1
        end = 0
        while end < len(mine) - start and end < len(yours) - start and \
                mine[len(mine) - 1 - end] == yours[len(yours) - 1 - end]:
            end += 1
        self.conflicts += 1
        self.out.extend(mine[:start])
        self.marked('<<<<<<< ours', mine[start:len(mine) - end])
        self.marked('||||||| base', old)
        self.marked('=======', yours[start:len(yours) - end])
        self.out.append('>>>>>>> theirs\n')
        self.out.extend(mine[len(mine) - end:])

    def marked(self, mark, lines):
        self.out.append(mark + '\n')
        for line in lines:
            self.out.append(line)
        if len(lines) and lines[-1][len(lines[-1]) - 1] != '\n':
            self.out.append('\n')


def same(first, second):
    if len(first) != len(second):
        return False
    for i in range(len(first)):
        if first[i] != second[i]:
            return False
    return True
