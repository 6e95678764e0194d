"""The database: its tables, and what each statement does."""

from targets.sql.expressions import Scope
from targets.sql.parser import Parser
from targets.sql.planner import Planner
from targets.sql.statements import (
    CreateIndex, CreateTable, Delete, Drop, Insert, Select, Transaction,
    Update)
from targets.sql.tables import Index, Table, take_back
from targets.sql.values import NULL, SqlError


class Result(object):
    """The columns and rows of a query, or what a statement says."""

    def __init__(self, names, rows, message):
        self.names = names
        self.rows = rows
        self.message = message


def said(message):
    return Result([], [], message)


def counted(count, verb):
    return said('%d row%s %s' % (count, '' if count == 1 else 's', verb))


class Database(object):
    def __init__(self):
        self.tables = {}
        self.journal = []
        self.in_transaction = False

    def table(self, name):
        if name not in self.tables:
            raise SqlError('no table ' + name)
        return self.tables[name]

    def run(self, text):
        """Runs statements; gives a Result for each, an error as the last."""
        results = []
        try:
            parser = Parser(text)
            while not parser.is_at_end():
                if parser.accept(';'):
                    continue
                statement = parser.statement()
                if not parser.is_at_end():
                    parser.expect(';')
                results.append(self.guarded(statement))
        except SqlError as error:
            results.append(said('error: ' + error.message))
        return results

    def guarded(self, statement):
        """Runs a statement: it does all that it says, or nothing."""
        length = len(self.journal)
        try:
            result = self.execute(statement)
        except SqlError as error:
            take_back(self.journal, length)
            return said('error: ' + error.message)
        if not self.in_transaction:
            self.journal = []
        return result

    def execute(self, statement):
        if isinstance(statement, Select):
            return self.select(statement)
        if isinstance(statement, Insert):
            return self.insert(statement)
        if isinstance(statement, Update):
            return self.update(statement)
        if isinstance(statement, Delete):
            return self.delete(statement)
        if isinstance(statement, Transaction):
            return self.transaction(statement)
        if self.in_transaction:
            raise SqlError('not within a transaction')
        if isinstance(statement, CreateTable):
            return self.create_table(statement)
        if isinstance(statement, CreateIndex):
            return self.create_index(statement)
        assert isinstance(statement, Drop)
        return self.drop(statement)

    # -- definitions -------------------------------------------------------

    def create_table(self, statement):
        if statement.name in self.tables:
            raise SqlError('table %s exists' % statement.name)
        names = {}
        for column in statement.columns:
            if column.name in names:
                raise SqlError('column %s twice' % column.name)
            names[column.name] = 1
        table = Table(statement.name, statement.columns)
        for place in range(len(statement.columns)):
            column = statement.columns[place]
            if column.is_key or column.is_unique:
                name = '%s_%s' % (statement.name, column.name)
                table.add_index(Index(name, table, [place], True))
        self.tables[statement.name] = table
        return said('table %s' % statement.name)

    def find_index(self, name):
        for table in self.tables.values():
            for index in table.indexes:
                if index.name == name:
                    return index
        return None

    def create_index(self, statement):
        if self.find_index(statement.name) is not None:
            raise SqlError('index %s exists' % statement.name)
        table = self.table(statement.table)
        places = [table.place_of(name) for name in statement.columns]
        index = Index(statement.name, table, places, statement.is_unique)
        table.add_index(index)
        return said('index %s, %d deep' % (statement.name,
                                           index.tree.depth()))

    def drop(self, statement):
        if statement.is_table:
            self.table(statement.name)
            del self.tables[statement.name]
        else:
            index = self.find_index(statement.name)
            if index is None:
                raise SqlError('no index ' + statement.name)
            index.table.indexes.remove(index)
        return said('dropped %s' % statement.name)

    def transaction(self, statement):
        begins = statement.action == 'begin'
        if begins == self.in_transaction:
            raise SqlError('a transaction is open' if begins
                           else 'no transaction')
        self.in_transaction = begins
        if statement.action == 'rollback':
            take_back(self.journal, 0)
        return said(statement.action)

    # -- queries -----------------------------------------------------------

    def prepare(self, query):
        """Runs the subqueries of a query and of those united with it."""
        for subquery in query.subqueries:
            inner = subquery.query
            rows = self.rows_of(inner)
            if len(inner.items) != 1:
                raise SqlError('a subquery of one column is needed')
            for row in rows:
                subquery.target.add(row[0])
        union = query.union
        if union is not None:
            self.prepare(union)

    def rows_of(self, query):
        self.prepare(query)
        plan = Planner(self).plan(query)
        plan.start([])
        rows = []
        while True:
            row = plan.next()
            if row is None:
                return rows
            rows.append(row)

    def select(self, query):
        if query.is_explained:
            self.prepare(query)
            plan = Planner(self).plan(query)
            return said(plan.explain(0).strip())
        rows = self.rows_of(query)
        return Result([item.name for item in query.items], rows, '')

    # -- changes -----------------------------------------------------------

    def insert(self, statement):
        table = self.table(statement.table)
        places = []
        for name in statement.columns:
            places.append(table.place_of(name))
        if len(places) == 0:
            places = list(range(len(table.columns)))
        rows = []
        query = statement.query
        if query is not None:
            rows = self.rows_of(query)
        for expressions in statement.rows:
            row = []
            for expression in expressions:
                expression.resolve(Scope())
                row.append(expression.evaluate([]))
            rows.append(row)
        for row in rows:
            if len(row) != len(places):
                raise SqlError('%d values for %d columns' % (len(row),
                                                             len(places)))
            full = self.defaults(table)
            for i in range(len(places)):
                full[places[i]] = row[i]
            table.insert(full, self.journal)
        return counted(len(rows), 'inserted')

    def defaults(self, table):
        row = []
        for column in table.columns:
            default = column.default
            row.append(NULL if default is None else default.evaluate([]))
        return row

    def matching(self, table, where):
        """The numbers of the rows where a condition holds, in order."""
        scope = Scope()
        scope.add_table(table.name, table.column_names())
        if where is not None:
            where.resolve(scope)
        numbers = []
        for number in table.numbers():
            if where is None or where.evaluate(table.row(number)).truth():
                numbers.append(number)
        return numbers

    def update(self, statement):
        table = self.table(statement.table)
        scope = Scope()
        scope.add_table(table.name, table.column_names())
        places = [table.place_of(name) for name in statement.columns]
        for expression in statement.values:
            expression.resolve(scope)
        numbers = self.matching(table, statement.where)
        for number in numbers:
            old = table.row(number)
            row = old[:]
            for i in range(len(places)):
                row[places[i]] = statement.values[i].evaluate(old)
            table.update(number, row, self.journal)
        return counted(len(numbers), 'updated')

    def delete(self, statement):
        table = self.table(statement.table)
        numbers = self.matching(table, statement.where)
        for number in numbers:
            table.delete(number, self.journal)
        return counted(len(numbers), 'deleted')
