"""Tables: rows by number, indexes, and a journal to take changes back."""

from targets.sql.btree import Key, Tree
from targets.sql.values import NULL, Integer, Real, SqlError, Text


class Index(object):
    """Rows in the order of some columns."""

    def __init__(self, name, table, places, is_unique):
        self.name = name
        self.table = table
        self.places = places
        self.is_unique = is_unique
        self.tree = Tree()

    def values_of(self, row):
        return [row[place] for place in self.places]

    def has(self, values):
        """Whether a row has these values; NULL equals nothing."""
        for value in values:
            if value.is_null():
                return False
        cursor = self.tree.first_after(values, True)
        key = cursor.next()
        if key is None:
            return False
        for i in range(len(values)):
            if key.values[i].key() != values[i].key():
                return False
        return True

    def check(self, row):
        if self.is_unique and self.has(self.values_of(row)):
            raise SqlError('%s must be unique' % ', '.join(
                [self.table.columns[place].name for place in self.places]))

    def add(self, number, row):
        self.tree.insert(Key(self.values_of(row), number))

    def remove(self, number, row):
        self.tree.delete(Key(self.values_of(row), number))


class Change(object):
    """What was done to a row: None before an insertion, or after a deletion."""

    def __init__(self, table, number, before, after):
        self.table = table
        self.number = number
        self.before = before
        self.after = after


class Table(object):
    def __init__(self, name, columns):
        self.name = name
        self.columns = columns
        # By number; None where a row was deleted.
        self.rows = []
        self.indexes = []

    def column_names(self):
        return [column.name for column in self.columns]

    def place_of(self, name):
        for place in range(len(self.columns)):
            if self.columns[place].name == name:
                return place
        raise SqlError('table %s has no column %s' % (self.name, name))

    def numbers(self):
        """The numbers of all rows, in the order of insertion."""
        return [number for number in range(len(self.rows))
                if self.rows[number] is not None]

    def row(self, number):
        row = self.rows[number]
        assert row is not None
        return row

    def converted(self, row):
        """A row as the types of the columns want it."""
        result = []
        for place in range(len(self.columns)):
            column = self.columns[place]
            value = row[place]
            if value.is_null():
                if column.is_required:
                    raise SqlError('%s must not be null' % column.name)
                result.append(NULL)
            elif column.kind == 'text':
                result.append(Text(value.text()))
            elif not value.is_number():
                raise SqlError('%s needs a number, not %s' % (column.name,
                                                              value.text()))
            elif column.kind == 'real':
                result.append(Real(value.real()))
            else:
                result.append(Integer(value.integer()))
        return result

    # -- changes -----------------------------------------------------------

    def put(self, number, row):
        for index in self.indexes:
            index.add(number, row)
        self.rows[number] = row

    def take(self, number):
        row = self.row(number)
        for index in self.indexes:
            index.remove(number, row)
        self.rows[number] = None
        return row

    def insert(self, row, journal):
        row = self.converted(row)
        for index in self.indexes:
            index.check(row)
        number = len(self.rows)
        self.rows.append(None)
        self.put(number, row)
        journal.append(Change(self, number, None, row))

    def delete(self, number, journal):
        journal.append(Change(self, number, self.take(number), None))

    def update(self, number, row, journal):
        row = self.converted(row)
        before = self.take(number)
        try:
            for index in self.indexes:
                index.check(row)
        except SqlError:
            self.put(number, before)
            raise
        self.put(number, row)
        journal.append(Change(self, number, before, row))

    def add_index(self, index):
        """Fills a new index; SqlError if what is there is not unique."""
        for number in self.numbers():
            index.check(self.row(number))
            index.add(number, self.row(number))
        self.indexes.append(index)


def take_back(journal, length):
    """Undoes changes until the journal is that short."""
    while len(journal) > length:
        change = journal.pop()
        if change.after is not None:
            change.table.take(change.number)
        before = change.before
        if before is not None:
            change.table.put(change.number, before)
