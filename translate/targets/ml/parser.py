"""Recursive descent: tokens to declarations."""

from targets.ml.lexer import (CONSTRUCTOR, END, NAME, NUMBER, OPERATOR,
                              STRING, TYPE_NAME, Lexer, SourceError)
from targets.ml import types
from targets.ml.syntax import (Anything, Apply, Binding, Both, Case,
                               Construct, ConstructPattern, Declaration,
                               Function, If, Let, Match, Name, Number,
                               NumberPattern, Operate, Sequence, Text,
                               TextPattern, Tuple, Unary, Variant)

LEVELS = {'=': 3, '<>': 3, '<': 3, '<=': 3, '>': 3, '>=': 3, '^': 4, '@': 4,
          '::': 5, '+': 6, '-': 6, '*': 7, '/': 7, 'mod': 7}
TO_THE_RIGHT = ['^', '@', '::']
STARTERS = ['(', '[', '!', 'true', 'false', 'begin']


class Parser(object):
    def __init__(self, text):
        self.tokens = Lexer(text).run()
        self.at = 0
        self.variants = {}
        self.arities = {'int': 0, 'bool': 0, 'string': 0, 'unit': 0,
                        'list': 1, 'ref': 1}
        self.fresh = 0
        self.declare_lists()

    def declare_lists(self):
        item = types.Variable(-1, 0)
        items = types.list_of(item)
        empty = Variant('[]', 0, [], items, [-1])
        pair = Variant('::', 1, [], items, [-1])
        pair.types.append(item)
        pair.types.append(items)
        empty.siblings = [empty, pair]
        pair.siblings = empty.siblings
        self.variants['[]'] = empty
        self.variants['::'] = pair

    # -- tokens

    def peek(self):
        return self.tokens[self.at]

    def is_word(self, text):
        token = self.peek()
        return token.text == text and token.kind != STRING and \
            token.kind != END

    def accept(self, text):
        if self.is_word(text):
            self.at += 1
            return True
        return False

    def fail(self, wanted):
        raise SourceError('expected %s, found %s' % (
            wanted, self.peek().text), self.peek().line)

    def expect(self, text):
        if not self.accept(text):
            self.fail(text)

    def word(self, kind, wanted):
        token = self.peek()
        if token.kind != kind:
            self.fail(wanted)
        self.at += 1
        return token.text

    # -- declarations

    def program(self):
        declarations = []
        while self.peek().kind != END:
            line = self.peek().line
            if self.accept('type'):
                self.type_declaration()
            elif self.is_word('let'):
                declarations.append(self.top_let(line))
            else:
                declarations.append(Declaration(False, [], self.sequence(),
                                                line))
            self.expect(';;')
        return declarations

    def top_let(self, line):
        start = self.at
        self.expect('let')
        is_recursive = self.accept('rec')
        bindings = self.bindings()
        if self.is_word('in'):
            # It was the beginning of an expression.
            self.at = start
            return Declaration(False, [], self.sequence(), line)
        return Declaration(is_recursive, bindings, None, line)

    def bindings(self):
        found = []
        while True:
            line = self.peek().line
            if self.accept('('):
                self.expect(')')
                name = ''
            elif self.accept('_'):
                name = ''
            else:
                name = self.word(NAME, 'a name')
            parameters = self.parameters()
            self.expect('=')
            value = self.sequence()
            if len(parameters):
                value = Function(parameters, value, line)
            if isinstance(value, Function):
                value.name = name
            found.append(Binding(name, value, line))
            if not self.accept('and'):
                return found

    def parameters(self):
        names = []
        while True:
            if self.peek().kind == NAME:
                names.append(self.word(NAME, 'a name'))
            elif self.accept('_'):
                names.append('')
            elif self.is_word('(') and self.tokens[self.at + 1].text == ')':
                self.at += 2
                names.append('()')
            else:
                return names

    def type_declaration(self):
        variables = {}
        arguments = []
        if self.accept('('):
            while not self.accept(')'):
                if len(arguments):
                    self.expect(',')
                arguments.append(self.type_variable(variables, True))
        elif self.peek().kind == TYPE_NAME:
            arguments.append(self.type_variable(variables, True))
        name = self.word(NAME, 'a name')
        self.arities[name] = len(arguments)
        result = types.Constructed(name, arguments)
        self.expect('=')
        self.accept('|')
        siblings = []
        while True:
            constructor = self.word(CONSTRUCTOR, 'a constructor')
            fields = []
            if self.accept('of'):
                fields.append(self.type_atom(variables))
                while self.accept('*'):
                    fields.append(self.type_atom(variables))
            variant = Variant(constructor, len(siblings), fields, result,
                              [variables[key].number
                               for key in variables.keys()])
            variant.siblings = siblings
            siblings.append(variant)
            self.variants[constructor] = variant
            if not self.accept('|'):
                return

    def type_variable(self, variables, may_be_new):
        line = self.peek().line
        name = self.word(TYPE_NAME, 'a type variable')
        if name not in variables:
            if not may_be_new:
                raise SourceError('type %s is not known' % name, line)
            self.fresh += 1
            variables[name] = types.Variable(-1 - self.fresh, 0)
        return variables[name]

    def type_expression(self, variables):
        given = self.type_atom(variables)
        if self.is_word('*'):
            parts = [given]
            while self.accept('*'):
                parts.append(self.type_atom(variables))
            given = types.Constructed('*', parts)
        if self.accept('->'):
            return types.arrow(given, self.type_expression(variables))
        return given

    def type_atom(self, variables):
        arguments = []
        if self.peek().kind == TYPE_NAME:
            arguments.append(self.type_variable(variables, False))
        elif self.accept('('):
            arguments.append(self.type_expression(variables))
            while self.accept(','):
                arguments.append(self.type_expression(variables))
            self.expect(')')
        else:
            arguments.append(self.named_type([]))
        while self.peek().kind == NAME:
            arguments = [self.named_type(arguments)]
        if len(arguments) != 1:
            self.fail('a type')
        return arguments[0]

    def named_type(self, arguments):
        line = self.peek().line
        name = self.word(NAME, 'a type')
        if name not in self.arities:
            raise SourceError('type %s is not known' % name, line)
        if self.arities[name] != len(arguments):
            raise SourceError('type %s takes %d types, not %d' % (
                name, self.arities[name], len(arguments)), line)
        return types.Constructed(name, arguments)

    # -- expressions

    def sequence(self):
        first = self.expression()
        line = self.peek().line
        if self.accept(';'):
            return Sequence(first, self.sequence(), line)
        return first

    def expression(self):
        line = self.peek().line
        if self.accept('let'):
            is_recursive = self.accept('rec')
            bindings = self.bindings()
            self.expect('in')
            return Let(is_recursive, bindings, self.sequence(), line)
        if self.accept('fun'):
            parameters = self.parameters()
            if len(parameters) == 0:
                self.fail('a parameter')
            self.expect('->')
            return Function(parameters, self.sequence(), line)
        if self.accept('function'):
            return Function(['.'], self.cases(Name('.', line), line), line)
        if self.accept('match'):
            value = self.sequence()
            self.expect('with')
            return self.cases(value, line)
        if self.accept('if'):
            test = self.expression()
            self.expect('then')
            body = self.expression()
            if self.accept('else'):
                return If(test, body, self.expression(), line)
            return If(test, body, Number(0, types.UNIT, line), line)
        target = self.disjunction()
        if self.accept(':='):
            return Operate(':=', target, self.expression(), line)
        return target

    def cases(self, value, line):
        found = []
        self.accept('|')
        while True:
            at = self.peek().line
            pattern = self.pattern()
            guard = None
            if self.accept('when'):
                guard = self.expression()
            self.expect('->')
            found.append(Case(pattern, guard, self.sequence(), at))
            if not self.accept('|'):
                return Match(value, found, line)

    def disjunction(self):
        left = self.conjunction()
        line = self.peek().line
        if self.accept('||'):
            return Both(False, left, self.disjunction(), line)
        return left

    def conjunction(self):
        left = self.binary(3)
        line = self.peek().line
        if self.accept('&&'):
            return Both(True, left, self.conjunction(), line)
        return left

    def binary(self, least):
        left = self.unary()
        while True:
            token = self.peek()
            if token.kind == STRING or token.text not in LEVELS:
                return left
            level = LEVELS[token.text]
            if level < least:
                return left
            self.at += 1
            if token.text in TO_THE_RIGHT:
                right = self.binary(level)
            else:
                right = self.binary(level + 1)
            if token.text == '::':
                left = Construct('::', [left, right], token.line)
            else:
                left = Operate(token.text, left, right, token.line)

    def unary(self):
        line = self.peek().line
        if self.accept('-'):
            operand = self.unary()
            if isinstance(operand, Number):
                return Number(-operand.value, operand.type, line)
            return Unary('-', operand, line)
        return self.application()

    def starts_atom(self):
        token = self.peek()
        if token.kind == OPERATOR or token.text in STARTERS:
            return token.text in STARTERS
        return token.kind in (NAME, NUMBER, STRING, CONSTRUCTOR)

    def application(self):
        line = self.peek().line
        if self.peek().kind == CONSTRUCTOR:
            name = self.word(CONSTRUCTOR, 'a constructor')
            arguments = []
            if self.starts_atom():
                argument = self.atom()
                if isinstance(argument, Tuple):
                    arguments = argument.parts
                else:
                    arguments.append(argument)
            return Construct(name, arguments, line)
        function = self.atom()
        arguments = []
        while self.starts_atom():
            arguments.append(self.atom())
        if len(arguments) == 0:
            return function
        return Apply(function, arguments, line)

    def atom(self):
        token = self.peek()
        line = token.line
        self.at += 1
        if token.kind == NUMBER:
            if not token.text.isdigit():
                raise SourceError('no number: ' + token.text, line)
            return Number(int(token.text), types.INT, line)
        if token.kind == STRING:
            return Text(token.text, line)
        if token.kind == NAME:
            return Name(token.text, line)
        if token.kind == CONSTRUCTOR:
            return Construct(token.text, [], line)
        if token.text == 'true' or token.text == 'false':
            return Number(1 if token.text == 'true' else 0, types.BOOL, line)
        if token.text == '!':
            return Unary('!', self.atom(), line)
        if token.text == '[':
            return self.list(line)
        if token.text == 'begin':
            inner = self.sequence()
            self.expect('end')
            return inner
        if token.text != '(':
            self.at -= 1
            self.fail('an expression')
        if self.accept(')'):
            return Number(0, types.UNIT, line)
        parts = [self.sequence()]
        while self.accept(','):
            parts.append(self.sequence())
        self.expect(')')
        if len(parts) == 1:
            return parts[0]
        return Tuple(parts, line)

    def list(self, line):
        items = []
        while not self.accept(']'):
            items.append(self.expression())
            if not self.is_word(']'):
                self.expect(';')
        result = Construct('[]', [], line)
        while len(items):
            result = Construct('::', [items.pop(), result], line)
        return result

    # -- patterns

    def pattern(self):
        first = self.simple_pattern()
        line = self.peek().line
        if self.accept('::'):
            return ConstructPattern('::', [first, self.pattern()], line)
        return first

    def simple_pattern(self):
        if self.peek().kind != CONSTRUCTOR:
            return self.pattern_atom()
        line = self.peek().line
        name = self.word(CONSTRUCTOR, 'a constructor')
        arguments = []
        if self.peek().kind in (NAME, NUMBER, STRING, CONSTRUCTOR) or \
                self.is_word('(') or self.is_word('[') or self.is_word('_'):
            argument = self.pattern_atom()
            if isinstance(argument, ConstructPattern) and \
                    argument.name == '':
                arguments = argument.arguments
            else:
                arguments.append(argument)
        return ConstructPattern(name, arguments, line)

    def pattern_atom(self):
        token = self.peek()
        line = token.line
        self.at += 1
        if token.kind == NAME:
            return Anything(token.text, line)
        if token.kind == NUMBER and token.text.isdigit():
            return NumberPattern(int(token.text), types.INT, line)
        if token.kind == STRING:
            return TextPattern(token.text, line)
        if token.kind == CONSTRUCTOR:
            return ConstructPattern(token.text, [], line)
        if token.text == '_':
            return Anything('', line)
        if token.text == 'true' or token.text == 'false':
            return NumberPattern(1 if token.text == 'true' else 0,
                                 types.BOOL, line)
        if token.text == '-' and self.peek().kind == NUMBER:
            self.at += 1
            return NumberPattern(-int(self.tokens[self.at - 1].text),
                                 types.INT, line)
        if token.text == '[':
            return self.list_pattern(line)
        if token.text != '(':
            self.at -= 1
            self.fail('a pattern')
        if self.accept(')'):
            return NumberPattern(0, types.UNIT, line)
        parts = [self.pattern()]
        while self.accept(','):
            parts.append(self.pattern())
        self.expect(')')
        if len(parts) == 1:
            return parts[0]
        return ConstructPattern('', parts, line)

    def list_pattern(self, line):
        items = []
        while not self.accept(']'):
            items.append(self.pattern())
            if not self.is_word(']'):
                self.expect(';')
        result = ConstructPattern('[]', [], line)
        while len(items):
            result = ConstructPattern('::', [items.pop(), result], line)
        return result
