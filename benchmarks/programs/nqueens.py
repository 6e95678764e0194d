"""All ways to place SIZE queens on a board of SIZE x SIZE squares."""

from driver import main, check

DEFAULT = 10
SMALL = 5
KNOWN = {4: 2, 5: 10, 6: 4, 7: 40, 8: 92, 9: 352, 10: 724}


def placements(size, queens, columns, rising, falling):
    """Yields the column of each row's queen, for each way to finish."""
    row = len(queens)
    if row == size:
        yield tuple(queens)
        return
    for column in range(size):
        if (column in columns or row + column in rising
                or row - column in falling):
            continue
        queens.append(column)
        columns.add(column)
        rising.add(row + column)
        falling.add(row - column)
        for placement in placements(size, queens, columns, rising, falling):
            yield placement
        queens.pop()
        columns.remove(column)
        rising.remove(row + column)
        falling.remove(row - column)


def permutations(values):
    """Yields the permutations of a list, smallest first."""
    if not values:
        yield ()
    for i, value in enumerate(values):
        for rest in permutations(values[:i] + values[i + 1:]):
            yield (value,) + rest


def run(size):
    found = 0
    checksum = 0
    for queens in placements(size, [], set(), set(), set()):
        found += 1
        for column in queens:
            checksum = (checksum * 13 + column) % 1000003
    # The same on a board two smaller, by trying every permutation.
    tried = 0
    smaller = max(size - 2, 1)
    for queens in permutations(range(smaller)):
        if (len(set([i + queens[i] for i in range(smaller)])) == smaller and
                len(set([i - queens[i] for i in range(smaller)])) == smaller):
            tried += 1
    check(KNOWN.get(size, found) == found, 'known number of ways')
    check(KNOWN.get(smaller, tried) == tried, 'both ways agree')
    return 'ways %d checksum %d smaller %d' % (found, checksum, tried)


if __name__ == '__main__':
    main(run, DEFAULT)
