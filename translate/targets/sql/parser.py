"""Tokens to statements, by recursive descent."""

from targets.sql.expressions import (
    AGGREGATES, FUNCTIONS, Aggregate, Binary, Case, Column, Function, In,
    Like, Literal, Unary)
from targets.sql.lexer import END, NUMBER, SIGN, STRING, WORD, tokenize
from targets.sql.statements import (
    ColumnDefinition, CreateIndex, CreateTable, Delete, Drop, Insert,
    OrderItem, Select, SelectItem, Source, Subquery, Transaction, Update)
from targets.sql.values import NULL, Integer, Real, SqlError, Text

RESERVED = [
    'select', 'from', 'where', 'group', 'order', 'by', 'having', 'limit',
    'offset', 'join', 'left', 'inner', 'on', 'and', 'or', 'not', 'in', 'is',
    'null', 'like', 'between', 'as', 'union', 'values', 'set', 'case',
    'when', 'then', 'else', 'end', 'distinct', 'asc', 'desc', 'all']

COMPARISONS = ['=', '<>', '!=', '<', '<=', '>', '>=']


class Parser(object):
    def __init__(self, text):
        self.tokens = tokenize(text)
        self.at = 0
        self.query = Select()

    # -- tokens ------------------------------------------------------------

    def peek(self):
        return self.tokens[self.at]

    def advance(self):
        token = self.tokens[self.at]
        if token.kind != END:
            self.at += 1
        return token

    def is_at_end(self):
        return self.peek().kind == END

    def is_next(self, text):
        token = self.peek()
        return token.text == text and not token.is_quoted and (
            token.kind == WORD or token.kind == SIGN)

    def accept(self, text):
        if self.is_next(text):
            self.at += 1
            return True
        return False

    def fail(self, wanted):
        raise SqlError('expected %s, found %s' % (wanted, self.peek().text))

    def expect(self, text):
        if not self.accept(text):
            self.fail(text)

    def name(self):
        token = self.peek()
        if token.kind != WORD or (token.text in RESERVED
                                  and not token.is_quoted):
            self.fail('a name')
        return self.advance().text

    def names(self):
        """Names in parentheses."""
        self.expect('(')
        names = [self.name()]
        while self.accept(','):
            names.append(self.name())
        self.expect(')')
        return names

    # -- statements --------------------------------------------------------

    def statement(self):
        if self.accept('create'):
            return self.create()
        if self.accept('drop'):
            is_table = self.accept('table')
            if not is_table:
                self.expect('index')
            return Drop(is_table, self.name())
        if self.accept('insert'):
            return self.insert()
        if self.accept('update'):
            return self.update()
        if self.accept('delete'):
            self.expect('from')
            table = self.name()
            return Delete(table, self.optional('where'))
        for action in ['begin', 'commit', 'rollback']:
            if self.accept(action):
                return Transaction(action)
        is_explained = self.accept('explain')
        if not self.is_next('select'):
            self.fail('a statement')
        query = self.select()
        query.is_explained = is_explained
        return query

    def optional(self, word):
        """The expression after a word, if that is there."""
        if self.accept(word):
            return self.expression()
        return None

    def create(self):
        is_unique = self.accept('unique')
        if not is_unique and self.accept('table'):
            name = self.name()
            self.expect('(')
            columns = [self.column_definition()]
            while self.accept(','):
                columns.append(self.column_definition())
            self.expect(')')
            return CreateTable(name, columns)
        self.expect('index')
        name = self.name()
        self.expect('on')
        table = self.name()
        return CreateIndex(name, table, self.names(), is_unique)

    def column_definition(self):
        name = self.name()
        kind = self.name()
        if kind == 'int':
            kind = 'integer'
        if kind != 'integer' and kind != 'real' and kind != 'text':
            raise SqlError('no type ' + kind)
        column = ColumnDefinition(name, kind)
        while True:
            if self.accept('primary'):
                self.expect('key')
                column.is_key = True
                column.is_required = True
            elif self.accept('unique'):
                column.is_unique = True
            elif self.accept('not'):
                self.expect('null')
                column.is_required = True
            elif self.accept('default'):
                column.default = self.primary()
            else:
                return column

    def insert(self):
        self.expect('into')
        table = self.name()
        columns = []
        if self.is_next('('):
            columns = self.names()
        if self.is_next('select'):
            return Insert(table, columns, [], self.select())
        self.expect('values')
        rows = [self.row()]
        while self.accept(','):
            rows.append(self.row())
        return Insert(table, columns, rows, None)

    def row(self):
        self.expect('(')
        values = self.expressions()
        self.expect(')')
        return values

    def update(self):
        table = self.name()
        self.expect('set')
        columns = []
        values = []
        while True:
            columns.append(self.name())
            self.expect('=')
            values.append(self.expression())
            if not self.accept(','):
                return Update(table, columns, values, self.optional('where'))

    # -- queries -----------------------------------------------------------

    def select(self):
        """A query, and those that union adds; order and limit are of all."""
        outer = self.query
        query = self.simple_select()
        last = query
        while self.accept('union'):
            last.is_union_all = self.accept('all')
            following = self.simple_select()
            last.union = following
            last = following
        if self.accept('order'):
            self.expect('by')
            query.order.append(self.order_item())
            while self.accept(','):
                query.order.append(self.order_item())
        if self.accept('limit'):
            query.limit = self.count()
            if self.accept('offset'):
                query.offset = self.count()
        self.query = outer
        return query

    def simple_select(self):
        query = Select()
        self.query = query
        self.expect('select')
        query.is_distinct = self.accept('distinct')
        query.items.append(self.select_item())
        while self.accept(','):
            query.items.append(self.select_item())
        if self.accept('from'):
            self.sources(query)
        query.where = self.optional('where')
        if self.accept('group'):
            self.expect('by')
            query.group = self.expressions()
            query.having = self.optional('having')
        return query

    def count(self):
        if self.peek().kind != NUMBER:
            self.fail('a number')
        return int(self.advance().text)

    def select_item(self):
        if self.accept('*'):
            return SelectItem(None, '')
        if self.peek().kind == WORD and self.tokens[self.at + 1].text == \
                '.' and self.tokens[self.at + 2].text == '*':
            name = self.name()
            self.at += 2
            return SelectItem(None, name)
        expression = self.expression()
        name = expression.text()
        if isinstance(expression, Column):
            name = expression.name
        if self.accept('as') or (self.peek().kind == WORD and (
                self.peek().text not in RESERVED)):
            name = self.name()
        return SelectItem(expression, name)

    def source(self):
        table = self.name()
        alias = table
        if self.accept('as') or (self.peek().kind == WORD and (
                self.peek().text not in RESERVED)):
            alias = self.name()
        return Source(table, alias)

    def sources(self, query):
        query.sources.append(self.source())
        while True:
            if self.accept(','):
                query.sources.append(self.source())
                continue
            is_outer = self.accept('left')
            if not is_outer:
                self.accept('inner')
            if not self.is_next('join'):
                return
            self.expect('join')
            source = self.source()
            source.is_outer = is_outer
            source.condition = self.optional('on')
            query.sources.append(source)

    def order_item(self):
        expression = self.expression()
        is_descending = self.accept('desc')
        if not is_descending:
            self.accept('asc')
        return OrderItem(expression, is_descending)

    # -- expressions -------------------------------------------------------

    def expressions(self):
        values = [self.expression()]
        while self.accept(','):
            values.append(self.expression())
        return values

    def expression(self):
        left = self.conjunction()
        while self.accept('or'):
            left = Binary('or', left, self.conjunction())
        return left

    def conjunction(self):
        left = self.negation()
        while self.accept('and'):
            left = Binary('and', left, self.negation())
        return left

    def negation(self):
        if self.accept('not'):
            return Unary('not', self.negation())
        return self.comparison()

    def comparison(self):
        left = self.sum()
        token = self.peek()
        if token.kind == SIGN and token.text in COMPARISONS:
            self.at += 1
            operator = '<>' if token.text == '!=' else token.text
            return Binary(operator, left, self.sum())
        if self.accept('is'):
            is_not = self.accept('not')
            self.expect('null')
            return negated(Unary('is null', left), is_not)
        is_not = self.accept('not')
        if self.accept('like'):
            return negated(Like(left, self.sum()), is_not)
        if self.accept('between'):
            low = self.sum()
            self.expect('and')
            high = self.sum()
            return negated(Binary('and', Binary('>=', left, low),
                                  Binary('<=', left, high)), is_not)
        if self.accept('in'):
            return negated(self.choices(left), is_not)
        if is_not:
            self.fail('like, between or in')
        return left

    def choices(self, value):
        self.expect('(')
        if self.is_next('select'):
            result = In(value, [])
            self.query.subqueries.append(Subquery(result, self.select()))
        else:
            result = In(value, self.expressions())
        self.expect(')')
        return result

    def sum(self):
        left = self.product()
        while self.is_next('+') or self.is_next('-') or self.is_next('||'):
            operator = self.advance().text
            left = Binary(operator, left, self.product())
        return left

    def product(self):
        left = self.factor()
        while self.is_next('*') or self.is_next('/') or self.is_next('%'):
            operator = self.advance().text
            left = Binary(operator, left, self.factor())
        return left

    def factor(self):
        if self.accept('-'):
            return Unary('-', self.factor())
        return self.primary()

    def primary(self):
        token = self.peek()
        if token.kind == NUMBER:
            self.at += 1
            if token.text.find('.') >= 0:
                return Literal(Real(float(token.text)))
            return Literal(Integer(int(token.text)))
        if token.kind == STRING:
            self.at += 1
            return Literal(Text(token.text))
        if self.accept('null'):
            return Literal(NULL)
        if self.accept('('):
            inner = self.expression()
            self.expect(')')
            return inner
        if self.accept('case'):
            return self.case()
        name = self.name()
        if self.accept('('):
            return self.call(name)
        if self.accept('.'):
            return Column(name, self.name())
        return Column('', name)

    def case(self):
        tests = []
        results = []
        otherwise = Literal(NULL)
        while self.accept('when'):
            tests.append(self.expression())
            self.expect('then')
            results.append(self.expression())
        if self.accept('else'):
            otherwise = self.expression()
        self.expect('end')
        return Case(tests, results, otherwise)

    def call(self, name):
        """The arguments of a function, or of an aggregate."""
        if name in AGGREGATES:
            is_distinct = self.accept('distinct')
            argument = None
            if name != 'count' or not self.accept('*'):
                argument = self.expression()
            self.expect(')')
            return Aggregate(name, argument, is_distinct)
        if name not in FUNCTIONS:
            raise SqlError('no function ' + name)
        arguments = []
        if not self.is_next(')'):
            arguments = self.expressions()
        self.expect(')')
        least, most = FUNCTIONS[name]
        if not least <= len(arguments) <= most:
            raise SqlError('wrong number of arguments of ' + name)
        return Function(name, arguments)


def negated(expression, is_not):
    return Unary('not', expression) if is_not else expression
