"""Tokens to a syntax tree, by recursive descent; names are resolved."""

from targets.moon.expressions import (
    Binary, Call, FunctionBody, GlobalName, Index, Literal,
    LocalName, Logical, OuterName, Parenthesis, TableDisplay, TableEntry,
    Unary, literal_name)
from targets.moon.lexer import (END, KEYWORD, NAME, NUMBER, SIGN, STRING,
                                Lexer, SyntaxProblem)
from targets.moon.scopes import FunctionScope
from targets.moon.statements import (
    Assignment, Block, Break, CallStatement, CountingFor, If, IteratingFor,
    LocalFunction, LocalStatement, Repeat, Return, While)
from targets.moon.values import Float, Integer, String

# How strongly an operator binds; `..` and `^` bind to the right.
LEFT = {'or': 1, 'and': 2, '<': 3, '>': 3, '<=': 3, '>=': 3, '~=': 3,
        '==': 3, '..': 6, '+': 7, '-': 7, '*': 8, '/': 8, '//': 8, '%': 8,
        '^': 11}
RIGHT = {'..': 5, '^': 10}
UNARY_PRIORITY = 9


class Parser(object):
    def __init__(self, text):
        self.tokens = Lexer(text).run()
        self.at = 0
        self.scope = FunctionScope(None)

    # -- tokens ------------------------------------------------------------

    def peek(self):
        return self.tokens[self.at]

    def advance(self):
        token = self.tokens[self.at]
        if token.kind != END:
            self.at += 1
        return token

    def fail(self, message):
        raise SyntaxProblem('%s near %s' % (message, self.peek().text),
                            self.peek().line)

    def is_next(self, text):
        token = self.peek()
        return token.text == text and (token.kind == SIGN
                                       or token.kind == KEYWORD)

    def accept(self, text):
        if self.is_next(text):
            self.at += 1
            return True
        return False

    def expect(self, text):
        if not self.accept(text):
            self.fail(text + ' expected')

    def name(self):
        if self.peek().kind != NAME:
            self.fail('name expected')
        return self.advance().text

    # -- blocks ------------------------------------------------------------

    def program(self):
        body = self.block()
        if self.peek().kind != END:
            self.fail('end of text expected')
        return FunctionBody('main', [], [], body, 1)

    def block(self):
        self.scope.open_block()
        statements = self.statements()
        self.scope.close_block()
        return Block(statements)

    def statements(self):
        statements = []
        while not self.ends_block():
            if self.accept(';'):
                continue
            if self.accept('return'):
                statements.append(self.return_statement())
                if not self.ends_block():
                    self.fail('end of block expected')
            else:
                statements.append(self.statement())
        return statements

    def ends_block(self):
        return self.peek().kind == END or self.is_next('end') or \
            self.is_next('else') or self.is_next('elseif') or \
            self.is_next('until')

    def return_statement(self):
        values = []
        if not self.ends_block() and not self.is_next(';'):
            values = self.expressions()
        self.accept(';')
        return Return(values)

    def statement(self):
        if self.accept('if'):
            return self.if_statement()
        if self.accept('while'):
            test = self.expression()
            self.expect('do')
            return While(test, self.loop_body())
        if self.accept('for'):
            return self.for_statement()
        if self.accept('repeat'):
            return self.repeat_statement()
        if self.accept('function'):
            return self.function_statement()
        if self.accept('local'):
            if self.accept('function'):
                local = self.scope.declare(self.name())
                return LocalFunction(local, self.function(local.name, False))
            return self.local_statement()
        if self.accept('do'):
            block = self.block()
            self.expect('end')
            return block
        if self.accept('break'):
            if self.scope.loops == 0:
                self.fail('break outside a loop')
            return Break()
        return self.expression_statement()

    def loop_body(self):
        self.scope.loops += 1
        body = self.block()
        self.scope.loops -= 1
        self.expect('end')
        return body

    def if_statement(self):
        test = self.expression()
        self.expect('then')
        body = self.block()
        otherwise = None
        if self.accept('elseif'):
            return If(test, body, Block([self.if_statement()]))
        if self.accept('else'):
            otherwise = self.block()
        self.expect('end')
        return If(test, body, otherwise)

    def for_statement(self):
        names = [self.name()]
        if self.accept('='):
            bounds = self.expressions()
            if len(bounds) == 2:
                bounds.append(Literal(Integer(1)))
            if len(bounds) != 3:
                self.fail('two or three bounds expected')
            self.expect('do')
            self.scope.open_block()
            local = self.scope.declare(names[0])
            body = self.loop_body()
            self.scope.close_block()
            return CountingFor(local, bounds, body)
        while self.accept(','):
            names.append(self.name())
        self.expect('in')
        values = self.expressions()
        self.expect('do')
        self.scope.open_block()
        locals = [self.scope.declare(name) for name in names]
        body = self.loop_body()
        self.scope.close_block()
        return IteratingFor(locals, values, body)

    def repeat_statement(self):
        self.scope.open_block()
        self.scope.loops += 1
        body = Block(self.statements())
        self.scope.loops -= 1
        self.expect('until')
        test = self.expression()
        self.scope.close_block()
        return Repeat(body, test)

    def function_statement(self):
        line = self.peek().line
        name = self.name()
        target = self.variable(name)
        is_method = False
        while self.is_next('.') or self.is_next(':'):
            is_method = self.advance().text == ':'
            part = self.name()
            name += '.' + part
            target = Index(target, Literal(String(part)), line)
            if is_method:
                break
        return Assignment([target], [self.function(name, is_method)])

    def local_statement(self):
        names = [self.name()]
        while self.accept(','):
            names.append(self.name())
        values = []
        if self.accept('='):
            values = self.expressions()
        # The values do not see the new names.
        return LocalStatement([self.scope.declare(name) for name in names],
                              values)

    def expression_statement(self):
        first = self.suffixed()
        if isinstance(first, Call):
            return CallStatement(first)
        targets = [first]
        while self.accept(','):
            targets.append(self.suffixed())
        self.expect('=')
        for target in targets:
            if not target.is_target():
                self.fail('cannot assign')
        return Assignment(targets, self.expressions())

    # -- expressions -------------------------------------------------------

    def expressions(self):
        values = [self.expression()]
        while self.accept(','):
            values.append(self.expression())
        return values

    def expression(self):
        return self.binary(0)

    def binary(self, limit):
        """An expression whose operators bind more strongly than that."""
        token = self.peek()
        if token.kind != STRING and (token.text == '-' or token.text == 'not'
                                     or token.text == '#'):
            self.at += 1
            left = unary(token.text, self.binary(UNARY_PRIORITY), token.line)
        else:
            left = self.simple()
        while True:
            token = self.peek()
            if token.kind != SIGN and token.kind != KEYWORD:
                return left
            priority = LEFT.get(token.text, 0)
            if priority <= limit:
                return left
            self.at += 1
            right = self.binary(RIGHT.get(token.text, priority))
            if token.text == 'and' or token.text == 'or':
                left = Logical(token.text == 'and', left, right)
            else:
                left = Binary(token.text, left, right, token.line)

    def simple(self):
        token = self.peek()
        if token.kind == NUMBER:
            self.at += 1
            return Literal(self.number(token.text))
        if token.kind == STRING:
            self.at += 1
            return Literal(String(token.text))
        if self.is_next('nil') or self.is_next('true') or \
                self.is_next('false'):
            self.at += 1
            return literal_name(token.text)
        if self.is_next('{'):
            return self.table()
        if self.accept('function'):
            return self.function('anonymous', False)
        return self.suffixed()

    def number(self, text):
        try:
            return number_of(text)
        except ValueError:
            self.fail('malformed number ' + text)
            return Integer(0)

    def suffixed(self):
        """A name or parenthesis, with calls and indexes after it."""
        if self.accept('('):
            node = Parenthesis(self.expression())
            self.expect(')')
        else:
            node = self.variable(self.name())
        while True:
            line = self.peek().line
            if self.accept('.'):
                node = Index(node, Literal(String(self.name())), line)
            elif self.accept('['):
                node = Index(node, self.expression(), line)
                self.expect(']')
            elif self.accept(':'):
                name = self.name()
                node = Call(node, name, self.arguments(), line)
            elif self.is_next('(') or self.is_next('{') or \
                    self.peek().kind == STRING:
                node = Call(node, '', self.arguments(), line)
            else:
                return node

    def arguments(self):
        if self.peek().kind == STRING:
            return [Literal(String(self.advance().text))]
        if self.is_next('{'):
            return [self.table()]
        self.expect('(')
        if self.accept(')'):
            return []
        values = self.expressions()
        self.expect(')')
        return values

    def variable(self, name):
        local = self.scope.find_local(name)
        if local is not None:
            return LocalName(local)
        number = self.scope.find_captured(name)
        if number >= 0:
            return OuterName(number)
        return GlobalName(name)

    def table(self):
        self.expect('{')
        entries = []
        while not self.accept('}'):
            key = None
            if self.accept('['):
                key = self.expression()
                self.expect(']')
                self.expect('=')
            elif self.peek().kind == NAME and \
                    self.tokens[self.at + 1].text == '=':
                key = Literal(String(self.name()))
                self.expect('=')
            entries.append(TableEntry(key, self.expression()))
            if not self.is_next('}') and not self.accept(';'):
                self.expect(',')
        return TableDisplay(entries)

    def function(self, name, is_method):
        """From the parameters to the end."""
        line = self.peek().line
        scope = FunctionScope(self.scope)
        self.scope = scope
        parameters = []
        if is_method:
            parameters.append(scope.declare('self'))
        self.expect('(')
        while not self.accept(')'):
            parameters.append(scope.declare(self.name()))
            if not self.is_next(')'):
                self.expect(',')
        body = self.block()
        self.expect('end')
        outer = scope.outer
        assert outer is not None
        self.scope = outer
        return FunctionBody(name, parameters, scope.captured, body, line)


def unary(sign, value, line):
    """Of a number that is written down, the negative one."""
    if sign == '-' and isinstance(value, Literal):
        number = value.value
        if isinstance(number, Integer):
            return Literal(Integer(-number.value))
        if isinstance(number, Float):
            return Literal(Float(-number.value))
    return Unary(sign, value, line)


def number_of(text):
    """The number that a text stands for; ValueError if none."""
    if text.startswith('0x') and len(text) > 2:
        value = 0
        for char in text[2:].lower():
            if char.isdigit():
                value = value * 16 + ord(char) - 48
            elif 'a' <= char <= 'f':
                value = value * 16 + ord(char) - 87
            else:
                raise ValueError
        return Integer(value)
    for char in text:
        if char == '.' or char == 'e' or char == 'E':
            return Float(float(text))
    return Integer(int(text))
