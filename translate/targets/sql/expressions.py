"""Expressions: names are resolved to places in a row, then evaluated."""

from targets.sql.values import (
    NULL, Integer, Real, SqlError, Text, arithmetic, boolean, compare,
    is_like, row_key)


class Scope(object):
    """The columns of a row: of each its table and its name."""

    def __init__(self):
        self.tables = []
        self.names = []

    def add_table(self, alias, names):
        for name in names:
            self.tables.append(alias)
            self.names.append(name)

    def find(self, table, name):
        """The place of a column; -1 if there is none of that name."""
        found = -1
        for i in range(len(self.names)):
            if self.names[i] == name and (table == ''
                                          or self.tables[i] == table):
                if found >= 0:
                    raise SqlError('ambiguous column ' + name)
                found = i
        return found


class Expression(object):
    def children(self):
        return []

    def resolve(self, scope):
        """Finds the places of all columns."""
        for child in self.children():
            child.resolve(scope)

    def can_resolve(self, scope):
        """Whether all columns are in a scope."""
        for child in self.children():
            if not child.can_resolve(scope):
                return False
        return True

    def has_aggregate(self):
        for child in self.children():
            if child.has_aggregate():
                return True
        return False

    def collect(self, aggregates):
        """Gathers the aggregates in it, and gives each its number."""
        for child in self.children():
            child.collect(aggregates)

    def evaluate(self, row):
        raise NotImplementedError

    def text(self):
        raise NotImplementedError


class Literal(Expression):
    def __init__(self, value):
        self.value = value

    def evaluate(self, row):
        return self.value

    def text(self):
        if isinstance(self.value, Text):
            return "'%s'" % self.value.text()
        return self.value.text()


class Column(Expression):
    def __init__(self, table, name):
        self.table = table
        self.name = name
        self.place = -1

    def resolve(self, scope):
        self.place = scope.find(self.table, self.name)
        if self.place < 0:
            raise SqlError('no column ' + self.text())

    def can_resolve(self, scope):
        return scope.find(self.table, self.name) >= 0

    def evaluate(self, row):
        return row[self.place]

    def text(self):
        if self.table:
            return self.table + '.' + self.name
        return self.name


class Binary(Expression):
    """Arithmetic, comparisons, and the logic of three values."""

    def __init__(self, operator, left, right):
        self.operator = operator
        self.left = left
        self.right = right

    def children(self):
        return [self.left, self.right]

    def text(self):
        return '%s %s %s' % (self.left.text(), self.operator,
                             self.right.text())

    def is_comparison(self):
        return self.operator in ['=', '<>', '<', '>', '<=', '>=']

    def evaluate(self, row):
        if self.operator == 'and' or self.operator == 'or':
            return self.logic(row, self.operator == 'and')
        left = self.left.evaluate(row)
        right = self.right.evaluate(row)
        if not self.is_comparison():
            return arithmetic(self.operator, left, right)
        if left.is_null() or right.is_null():
            return NULL
        return boolean(self.holds(compare(left, right)))

    def holds(self, result):
        operator = self.operator
        if operator == '=':
            return result == 0
        if operator == '<>':
            return result != 0
        if operator == '<':
            return result < 0
        if operator == '<=':
            return result <= 0
        if operator == '>':
            return result > 0
        return result >= 0

    def logic(self, row, is_and):
        """NULL where the other side decides nothing."""
        left = self.left.evaluate(row)
        if not left.is_null() and left.truth() != is_and:
            return boolean(not is_and)
        right = self.right.evaluate(row)
        if not right.is_null() and right.truth() != is_and:
            return boolean(not is_and)
        if left.is_null() or right.is_null():
            return NULL
        return boolean(is_and)


class Unary(Expression):
    """not, - and `is null`."""

    def __init__(self, operator, value):
        self.operator = operator
        self.value = value

    def children(self):
        return [self.value]

    def text(self):
        if self.operator == 'is null':
            return self.value.text() + ' is null'
        return self.operator + ' ' + self.value.text()

    def evaluate(self, row):
        value = self.value.evaluate(row)
        if self.operator == 'is null':
            return boolean(value.is_null())
        if value.is_null():
            return NULL
        if self.operator == 'not':
            return boolean(not value.truth())
        return arithmetic('-', Integer(0), value)


class Like(Expression):
    def __init__(self, value, pattern):
        self.value = value
        self.pattern = pattern

    def children(self):
        return [self.value, self.pattern]

    def text(self):
        return '%s like %s' % (self.value.text(), self.pattern.text())

    def evaluate(self, row):
        value = self.value.evaluate(row)
        pattern = self.pattern.evaluate(row)
        if value.is_null() or pattern.is_null():
            return NULL
        return boolean(is_like(value.text().lower(), pattern.text().lower(),
                               0, 0))


class In(Expression):
    """A value in a list; a subquery has put its values there before."""

    def __init__(self, value, choices):
        self.value = value
        self.choices = choices
        self.known = {}
        self.has_null = False

    def children(self):
        return [self.value]

    def resolve(self, scope):
        self.value.resolve(scope)
        for choice in self.choices:
            choice.resolve(Scope())
            self.add(choice.evaluate([]))
        self.choices = []

    def add(self, value):
        if value.is_null():
            self.has_null = True
        else:
            self.known[row_key([value])] = 1

    def text(self):
        return '%s in (...)' % self.value.text()

    def evaluate(self, row):
        value = self.value.evaluate(row)
        if value.is_null():
            return NULL
        if row_key([value]) in self.known:
            return boolean(True)
        return NULL if self.has_null else boolean(False)


class Case(Expression):
    """case when ... then ... else ... end"""

    def __init__(self, tests, results, otherwise):
        self.tests = tests
        self.results = results
        self.otherwise = otherwise

    def children(self):
        return self.tests + self.results + [self.otherwise]

    def text(self):
        return 'case'

    def evaluate(self, row):
        for i in range(len(self.tests)):
            if self.tests[i].evaluate(row).truth():
                return self.results[i].evaluate(row)
        return self.otherwise.evaluate(row)


class Function(Expression):
    def __init__(self, name, arguments):
        self.name = name
        self.arguments = arguments

    def children(self):
        return self.arguments

    def text(self):
        return '%s(%s)' % (self.name, ', '.join(
            [argument.text() for argument in self.arguments]))

    def evaluate(self, row):
        values = [argument.evaluate(row) for argument in self.arguments]
        return call_function(self.name, values)


# Of each function how many arguments it takes, at least and at most.
FUNCTIONS = {'abs': (1, 1), 'length': (1, 1), 'upper': (1, 1),
             'lower': (1, 1), 'substr': (2, 3), 'round': (1, 2),
             'coalesce': (1, 9), 'nullif': (2, 2)}


def call_function(name, values):
    if name == 'coalesce':
        for value in values:
            if not value.is_null():
                return value
        return NULL
    first = values[0]
    if first.is_null():
        return NULL
    if name == 'nullif':
        return NULL if compare(first, values[1]) == 0 else first
    if name == 'abs':
        if isinstance(first, Real):
            return Real(abs(first.real()))
        return Integer(abs(first.integer()))
    if name == 'length':
        return Integer(len(first.text()))
    if name == 'upper':
        return Text(first.text().upper())
    if name == 'lower':
        return Text(first.text().lower())
    if name == 'substr':
        start = max(values[1].integer() - 1, 0)
        end = len(first.text())
        if len(values) > 2:
            end = start + max(values[2].integer(), 0)
        return Text(first.text()[start:end])
    scale = 1.0
    if len(values) > 1:
        for _ in range(values[1].integer()):
            scale *= 10.0
    value = first.real() * scale
    rounded = int(abs(value) + 0.5)
    return Real(float(-rounded if value < 0.0 else rounded) / scale)


AGGREGATES = ['count', 'sum', 'avg', 'min', 'max']


class Aggregate(Expression):
    """Over the rows of a group; afterwards it is a column more."""

    def __init__(self, name, argument, is_distinct):
        self.name = name
        self.argument = argument    # None for count(*)
        self.is_distinct = is_distinct
        self.place = -1

    def children(self):
        if self.argument is None:
            return []
        return [self.argument]

    def has_aggregate(self):
        return True

    def collect(self, aggregates):
        aggregates.append(self)

    def text(self):
        inner = '*'
        argument = self.argument
        if argument is not None:
            inner = argument.text()
        if self.is_distinct:
            inner = 'distinct ' + inner
        return '%s(%s)' % (self.name, inner)

    def evaluate(self, row):
        return row[self.place]


class Accumulator(object):
    """The state of an aggregate in one group."""

    def __init__(self, aggregate):
        self.aggregate = aggregate
        self.count = 0
        self.total = NULL
        self.best = NULL
        self.seen = {}

    def add(self, row):
        argument = self.aggregate.argument
        if argument is None:
            self.count += 1
            return
        value = argument.evaluate(row)
        if value.is_null():
            return
        if self.aggregate.is_distinct:
            key = row_key([value])
            if key in self.seen:
                return
            self.seen[key] = 1
        self.count += 1
        name = self.aggregate.name
        if name == 'sum' or name == 'avg':
            if self.count == 1:
                self.total = Integer(0)
            self.total = arithmetic('+', self.total, value)
        elif name != 'count':
            result = compare(value, self.best)
            if self.count == 1 or (result < 0 if name == 'min'
                                   else result > 0):
                self.best = value

    def result(self):
        name = self.aggregate.name
        if name == 'count':
            return Integer(self.count)
        if name == 'sum':
            return self.total
        if name == 'avg':
            if self.count == 0:
                return NULL
            return Real(self.total.real() / float(self.count))
        return self.best
