"""Plans: operators that give one row after the other."""

from targets.sql.expressions import Accumulator
from targets.sql.values import NULL, compare, row_key


class Plan(object):
    """start() before the first next(), which gives None at the end.

    `outer` is the row of the tables before, for what is inside a join.
    """

    def start(self, outer):
        raise NotImplementedError

    def next(self):
        raise NotImplementedError

    def explain(self, indent):
        raise NotImplementedError


def line(indent, text):
    return '  ' * indent + text + '\n'


class OneRow(Plan):
    """A query without tables."""

    def __init__(self):
        self.is_done = False

    def start(self, outer):
        self.is_done = False

    def next(self):
        if self.is_done:
            return None
        self.is_done = True
        return []

    def explain(self, indent):
        return line(indent, 'one row')


class Scan(Plan):
    """All rows of a table."""

    def __init__(self, table):
        self.table = table
        self.numbers = []
        self.at = 0

    def start(self, outer):
        self.numbers = self.table.numbers()
        self.at = 0

    def next(self):
        if self.at >= len(self.numbers):
            return None
        self.at += 1
        return self.table.row(self.numbers[self.at - 1])

    def explain(self, indent):
        return line(indent, 'scan ' + self.table.name)


class IndexScan(Plan):
    """The rows of an index between bounds, in its order.

    First some columns that are equal to what expressions give, then at most
    one that is within a range.
    """

    def __init__(self, table, index, equal):
        self.table = table
        self.index = index
        self.equal = equal
        self.low = None
        self.is_low_inclusive = True
        self.high = None
        self.is_high_inclusive = True
        self.cursor = index.tree.first_after([], True)
        self.prefix = []
        self.limit = NULL
        self.is_empty = False

    def start(self, outer):
        self.prefix = [value.evaluate(outer) for value in self.equal]
        bounds = self.prefix[:]
        is_inclusive = True
        low = self.low
        if low is not None:
            bounds.append(low.evaluate(outer))
            is_inclusive = self.is_low_inclusive
        high = self.high
        self.limit = NULL
        self.is_empty = False
        if high is not None:
            self.limit = high.evaluate(outer)
            if self.limit.is_null():
                self.is_empty = True
            elif low is None:
                # NULL is below all, but not in any range.
                bounds.append(NULL)
                is_inclusive = False
        for value in bounds[:len(self.prefix)]:
            if value.is_null():
                self.is_empty = True
        if low is not None and bounds[-1].is_null():
            self.is_empty = True
        self.cursor = self.index.tree.first_after(bounds, is_inclusive)

    def next(self):
        if self.is_empty:
            return None
        key = self.cursor.next()
        if key is None:
            return None
        for i in range(len(self.prefix)):
            if compare(key.values[i], self.prefix[i]) != 0:
                return None
        if self.high is not None:
            result = compare(key.values[len(self.prefix)], self.limit)
            if result > 0 or (result == 0 and not self.is_high_inclusive):
                return None
        return self.table.row(key.row)

    def explain(self, indent):
        text = 'search %s by %s' % (self.table.name, self.index.name)
        names = [self.table.columns[place].name
                 for place in self.index.places]
        for i in range(len(self.equal)):
            text += ', %s = %s' % (names[i], self.equal[i].text())
        if len(names) > len(self.equal):
            name = names[len(self.equal)]
            low = self.low
            if low is not None:
                text += ', %s %s %s' % (
                    name, '>=' if self.is_low_inclusive else '>', low.text())
            high = self.high
            if high is not None:
                text += ', %s %s %s' % (
                    name, '<=' if self.is_high_inclusive else '<',
                    high.text())
        return line(indent, text)


class Filter(Plan):
    def __init__(self, source, condition):
        self.source = source
        self.condition = condition

    def start(self, outer):
        self.source.start(outer)

    def next(self):
        while True:
            row = self.source.next()
            if row is None or self.condition.evaluate(row).truth():
                return row

    def explain(self, indent):
        return (line(indent, 'filter ' + self.condition.text())
                + self.source.explain(indent + 1))


class LoopJoin(Plan):
    """For each row on the left all those on the right that belong to it."""

    def __init__(self, left, right, width, condition, is_outer):
        self.left = left
        self.right = right
        self.width = width          # how many columns the right has
        self.condition = condition
        self.is_outer = is_outer
        self.row = None
        self.has_match = False

    def start(self, outer):
        self.left.start(outer)
        self.row = None

    def next(self):
        while True:
            row = self.row
            if row is None:
                row = self.left.next()
                if row is None:
                    return None
                self.row = row
                self.has_match = False
                self.right.start(row)
            found = self.right.next()
            if found is None:
                self.row = None
                if self.is_outer and not self.has_match:
                    return row + [NULL] * self.width
                continue
            joined = row + found
            condition = self.condition
            if condition is None or condition.evaluate(joined).truth():
                self.has_match = True
                return joined

    def explain(self, indent):
        text = 'outer loop' if self.is_outer else 'loop'
        condition = self.condition
        if condition is not None:
            text += ' on ' + condition.text()
        return (line(indent, text) + self.left.explain(indent + 1)
                + self.right.explain(indent + 1))


class HashJoin(Plan):
    """The right side in a dictionary by the values that must be equal."""

    def __init__(self, left, right, left_keys, right_keys):
        self.left = left
        self.right = right
        self.left_keys = left_keys
        self.right_keys = right_keys
        self.table = {}
        self.row = []
        self.matches = []
        self.at = 0

    def start(self, outer):
        self.left.start(outer)
        self.right.start(outer)
        self.table = {}
        self.matches = []
        self.at = 0
        while True:
            row = self.right.next()
            if row is None:
                return
            key = key_of(self.right_keys, row)
            if key is None:
                continue
            if key not in self.table:
                self.table[key] = []
            self.table[key].append(row)

    def next(self):
        while self.at >= len(self.matches):
            row = self.left.next()
            if row is None:
                return None
            key = key_of(self.left_keys, row)
            if key is not None and key in self.table:
                self.row = row
                self.matches = self.table[key]
                self.at = 0
        self.at += 1
        return self.row + self.matches[self.at - 1]

    def explain(self, indent):
        parts = []
        for i in range(len(self.left_keys)):
            parts.append('%s = %s' % (self.left_keys[i].text(),
                                      self.right_keys[i].text()))
        return (line(indent, 'hash on ' + ' and '.join(parts))
                + self.left.explain(indent + 1)
                + self.right.explain(indent + 1))


def key_of(expressions, row):
    """The key of a row's values; None if one is NULL."""
    values = []
    for expression in expressions:
        value = expression.evaluate(row)
        if value.is_null():
            return None
        values.append(value)
    return row_key(values)


class Group(object):
    """The first row of a group, and the states of the aggregates."""

    def __init__(self, row, aggregates):
        self.row = row
        self.accumulators = [Accumulator(aggregate)
                             for aggregate in aggregates]

    def add(self, row):
        for accumulator in self.accumulators:
            accumulator.add(row)

    def result(self):
        return self.row + [accumulator.result()
                           for accumulator in self.accumulators]


class Grouping(Plan):
    def __init__(self, source, keys, aggregates, width):
        self.source = source
        self.keys = keys
        self.aggregates = aggregates
        self.width = width
        self.groups = []
        self.at = 0

    def start(self, outer):
        self.source.start(outer)
        self.groups = []
        self.at = 0
        places = {}
        while True:
            row = self.source.next()
            if row is None:
                break
            key = row_key([value.evaluate(row) for value in self.keys])
            if key not in places:
                places[key] = len(self.groups)
                self.groups.append(Group(row, self.aggregates))
            self.groups[places[key]].add(row)
        if len(self.groups) == 0 and len(self.keys) == 0:
            self.groups.append(Group([NULL] * self.width, self.aggregates))

    def next(self):
        if self.at >= len(self.groups):
            return None
        self.at += 1
        return self.groups[self.at - 1].result()

    def explain(self, indent):
        text = 'group'
        if len(self.keys) > 0:
            text += ' by ' + ', '.join([key.text() for key in self.keys])
        return line(indent, text) + self.source.explain(indent + 1)


class SortKey(object):
    """A row with the values that it is sorted by."""

    def __init__(self, row, values):
        self.row = row
        self.values = values


class Sort(Plan):
    def __init__(self, source, items):
        self.source = source
        self.items = items
        self.sorted = []
        self.at = 0

    def start(self, outer):
        self.source.start(outer)
        self.at = 0
        rows = []
        while True:
            row = self.source.next()
            if row is None:
                break
            rows.append(SortKey(row, [item.expression.evaluate(row)
                                      for item in self.items]))
        self.sorted = self.merge_sort(rows)

    def comes_before(self, a, b):
        for i in range(len(self.items)):
            result = compare(a.values[i], b.values[i])
            if result != 0:
                return (result < 0) != self.items[i].is_descending
        return False

    def merge_sort(self, rows):
        """A sorted copy; equal rows keep their order."""
        if len(rows) < 2:
            return rows
        middle = len(rows) // 2
        left = self.merge_sort(rows[:middle])
        right = self.merge_sort(rows[middle:])
        merged = []
        i = 0
        j = 0
        while i < len(left) and j < len(right):
            if self.comes_before(right[j], left[i]):
                merged.append(right[j])
                j += 1
            else:
                merged.append(left[i])
                i += 1
        return merged + left[i:] + right[j:]

    def next(self):
        if self.at >= len(self.sorted):
            return None
        self.at += 1
        return self.sorted[self.at - 1].row

    def explain(self, indent):
        parts = []
        for item in self.items:
            parts.append(item.expression.text()
                         + (' desc' if item.is_descending else ''))
        return (line(indent, 'sort by ' + ', '.join(parts))
                + self.source.explain(indent + 1))


class Projection(Plan):
    def __init__(self, source, expressions):
        self.source = source
        self.expressions = expressions

    def start(self, outer):
        self.source.start(outer)

    def next(self):
        row = self.source.next()
        if row is None:
            return None
        return [expression.evaluate(row) for expression in self.expressions]

    def explain(self, indent):
        return self.source.explain(indent)


class Distinct(Plan):
    def __init__(self, source):
        self.source = source
        self.seen = {}

    def start(self, outer):
        self.source.start(outer)
        self.seen = {}

    def next(self):
        while True:
            row = self.source.next()
            if row is None:
                return None
            key = row_key(row)
            if key not in self.seen:
                self.seen[key] = 1
                return row

    def explain(self, indent):
        return line(indent, 'distinct') + self.source.explain(indent + 1)


class Concatenation(Plan):
    """The rows of one query, then those of another."""

    def __init__(self, first, second):
        self.first = first
        self.second = second
        self.is_second = False

    def start(self, outer):
        self.first.start(outer)
        self.second.start(outer)
        self.is_second = False

    def next(self):
        if not self.is_second:
            row = self.first.next()
            if row is not None:
                return row
            self.is_second = True
        return self.second.next()

    def explain(self, indent):
        return (line(indent, 'union') + self.first.explain(indent + 1)
                + self.second.explain(indent + 1))


class Limit(Plan):
    def __init__(self, source, count, offset):
        self.source = source
        self.count = count
        self.offset = offset
        self.left = 0

    def start(self, outer):
        self.source.start(outer)
        self.left = self.count
        for _ in range(self.offset):
            self.source.next()

    def next(self):
        if self.left == 0:
            return None
        self.left -= 1
        return self.source.next()

    def explain(self, indent):
        text = 'limit %d' % self.count
        if self.offset:
            text += ' offset %d' % self.offset
        return line(indent, text) + self.source.explain(indent + 1)
