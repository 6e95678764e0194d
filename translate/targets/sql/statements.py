"""What the parser makes of each statement."""


class ColumnDefinition(object):
    def __init__(self, name, kind):
        self.name = name
        self.kind = kind            # 'integer', 'real' or 'text'
        self.is_key = False
        self.is_unique = False
        self.is_required = False
        self.default = None


class Statement(object):
    """The kinds are told apart by their classes."""


class CreateTable(Statement):
    def __init__(self, name, columns):
        self.name = name
        self.columns = columns


class CreateIndex(Statement):
    def __init__(self, name, table, columns, is_unique):
        self.name = name
        self.table = table
        self.columns = columns
        self.is_unique = is_unique


class Drop(Statement):
    def __init__(self, is_table, name):
        self.is_table = is_table
        self.name = name


class Insert(Statement):
    """Of lists of expressions, or of the rows of a query."""

    def __init__(self, table, columns, rows, query):
        self.table = table
        self.columns = columns
        self.rows = rows
        self.query = query


class Update(Statement):
    def __init__(self, table, columns, values, where):
        self.table = table
        self.columns = columns
        self.values = values
        self.where = where


class Delete(Statement):
    def __init__(self, table, where):
        self.table = table
        self.where = where


class Transaction(Statement):
    def __init__(self, action):
        self.action = action        # 'begin', 'commit' or 'rollback'


class Source(object):
    """A table in a FROM clause, and how it is joined to those before."""

    def __init__(self, table, alias):
        self.table = table
        self.alias = alias
        self.is_outer = False
        self.condition = None


class SelectItem(object):
    """An expression; None for all columns, of one table or of all."""

    def __init__(self, expression, name):
        self.expression = expression
        self.name = name


class OrderItem(object):
    def __init__(self, expression, is_descending):
        self.expression = expression
        self.is_descending = is_descending


class Subquery(object):
    """A query whose values an IN wants."""

    def __init__(self, target, query):
        self.target = target
        self.query = query


class Select(Statement):
    def __init__(self):
        self.items = []
        self.is_distinct = False
        self.sources = []
        self.where = None
        self.group = []
        self.having = None
        self.order = []
        self.limit = -1
        self.offset = 0
        self.is_explained = False
        self.subqueries = []
        # Another query whose rows follow, with or without those twice.
        self.union = None
        self.is_union_all = False
