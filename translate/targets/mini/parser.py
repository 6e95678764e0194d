"""Tokens to a syntax tree, by recursive descent."""

from targets.mini.lexer import (DEDENT, END, INDENT, NAME, NEWLINE, NUMBER,
                                OPERATOR, STRING, Lexer, SyntaxProblem)
from targets.mini.nodes import (Assign, Attribute, Binary, Call, Class, For,
                                Function, If, Jump, ListDisplay, Logical,
                                Name, Number, Pass, Print, Return, Subscript,
                                Text, Unary, While)

KEYWORDS = ['and', 'break', 'class', 'continue', 'def', 'elif', 'else',
            'for', 'if', 'in', 'is', 'not', 'or', 'pass', 'print', 'return',
            'while']
COMPARISONS = ['<', '<=', '==', '!=', '>', '>=']


class Parser(object):
    def __init__(self, text):
        self.tokens = Lexer(text).run()
        self.at = 0

    # -- tokens ------------------------------------------------------------

    def peek(self):
        return self.tokens[self.at]

    def is_word(self, text):
        token = self.tokens[self.at]
        return token.text == text and (token.kind == NAME
                                       or token.kind == OPERATOR)

    def accept(self, text):
        if self.is_word(text):
            self.at += 1
            return True
        return False

    def accept_kind(self, kind):
        if self.tokens[self.at].kind == kind:
            self.at += 1
            return True
        return False

    def fail(self, wanted):
        token = self.peek()
        raise SyntaxProblem('expected %s, found %s' % (wanted, token.text),
                            token.line)

    def expect(self, text):
        if not self.accept(text):
            self.fail(text)

    def expect_kind(self, kind, wanted):
        if not self.accept_kind(kind):
            self.fail(wanted)

    def name(self):
        token = self.peek()
        if token.kind != NAME or token.text in KEYWORDS:
            self.fail('a name')
        self.at += 1
        return token.text

    # -- statements --------------------------------------------------------

    def program(self):
        body = []
        while not self.accept_kind(END):
            body.append(self.statement())
        return body

    def block(self):
        self.expect(':')
        body = []
        if not self.accept_kind(NEWLINE):
            body.append(self.statement())
            return body
        self.expect_kind(INDENT, 'an indented block')
        while not self.accept_kind(DEDENT):
            body.append(self.statement())
        return body

    def statement(self):
        line = self.peek().line
        if self.accept('if'):
            return self.if_statement(line)
        if self.accept('while'):
            test = self.expression()
            return While(test, self.block(), line)
        if self.accept('for'):
            target = self.postfix()
            self.expect('in')
            sequence = self.expression()
            return For(target, sequence, self.block(), line)
        if self.accept('def'):
            return self.function(line)
        if self.accept('class'):
            return self.class_statement(line)
        node = self.simple_statement(line)
        self.expect_kind(NEWLINE, 'end of line')
        return node

    def if_statement(self, line):
        test = self.expression()
        body = self.block()
        otherwise = []
        next_line = self.peek().line
        if self.accept('elif'):
            otherwise.append(self.if_statement(next_line))
        elif self.accept('else'):
            otherwise = self.block()
        return If(test, body, otherwise, line)

    def function(self, line):
        name = self.name()
        parameters = []
        self.expect('(')
        while not self.accept(')'):
            parameters.append(self.name())
            if not self.is_word(')'):
                self.expect(',')
        return Function(name, parameters, self.block(), line)

    def class_statement(self, line):
        name = self.name()
        base = ''
        if self.accept('('):
            base = self.name()
            self.expect(')')
        return Class(name, base, self.block(), line)

    def simple_statement(self, line):
        if self.accept('pass'):
            return Pass(line)
        if self.accept('break'):
            return Jump(True, line)
        if self.accept('continue'):
            return Jump(False, line)
        if self.accept('return'):
            if self.peek().kind == NEWLINE:
                return Return(None, line)
            return Return(self.expression(), line)
        if self.accept('print'):
            values = []
            while self.peek().kind != NEWLINE:
                values.append(self.expression())
                if not self.accept(','):
                    break
            return Print(values, line)
        target = self.expression()
        if self.accept('='):
            return Assign(target, self.expression(), line)
        for operator in ['+', '-', '*', '%']:
            if self.accept(operator + '='):
                value = Binary(operator, target, self.expression(), line)
                return Assign(target, value, line)
        return target

    # -- expressions -------------------------------------------------------

    def expression(self):
        node = self.and_test()
        while self.is_word('or'):
            line = self.peek().line
            self.at += 1
            node = Logical(False, node, self.and_test(), line)
        return node

    def and_test(self):
        node = self.not_test()
        while self.is_word('and'):
            line = self.peek().line
            self.at += 1
            node = Logical(True, node, self.not_test(), line)
        return node

    def not_test(self):
        line = self.peek().line
        if self.accept('not'):
            return Unary('not', self.not_test(), line)
        return self.comparison()

    def comparison(self):
        node = self.sum()
        token = self.peek()
        if token.kind == OPERATOR and token.text in COMPARISONS:
            self.at += 1
            return Binary(token.text, node, self.sum(), token.line)
        if self.accept('is'):
            if self.accept('not'):
                return Binary('is not', node, self.sum(), token.line)
            return Binary('is', node, self.sum(), token.line)
        return node

    def sum(self):
        node = self.term()
        while self.is_word('+') or self.is_word('-'):
            token = self.peek()
            self.at += 1
            node = Binary(token.text, node, self.term(), token.line)
        return node

    def term(self):
        node = self.factor()
        while self.is_word('*') or self.is_word('//') or self.is_word('%'):
            token = self.peek()
            self.at += 1
            node = Binary(token.text, node, self.factor(), token.line)
        return node

    def factor(self):
        line = self.peek().line
        if self.accept('-'):
            return Unary('-', self.factor(), line)
        return self.postfix()

    def postfix(self):
        node = self.atom()
        while True:
            line = self.peek().line
            if self.accept('('):
                node = Call(node, self.items(')'), line)
            elif self.accept('['):
                node = Subscript(node, self.expression(), line)
                self.expect(']')
            elif self.accept('.'):
                node = Attribute(node, self.name(), line)
            else:
                return node

    def items(self, closing):
        items = []
        while not self.accept(closing):
            items.append(self.expression())
            if not self.is_word(closing):
                self.expect(',')
        return items

    def atom(self):
        token = self.peek()
        if token.kind == NUMBER:
            self.at += 1
            return Number(int(token.text), token.line)
        if token.kind == STRING:
            self.at += 1
            return Text(token.text, token.line)
        if self.accept('('):
            node = self.expression()
            self.expect(')')
            return node
        if self.accept('['):
            return ListDisplay(self.items(']'), token.line)
        return Name(self.name(), token.line)
