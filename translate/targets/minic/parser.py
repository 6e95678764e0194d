"""Recursive descent: tokens to functions with typed trees."""

from targets.minic import check
from targets.minic.code import ALLOCATE, LETTER, PRINT, Routine
from targets.minic.lexer import (END, NAME, NUMBER, STRING, Lexer,
                                 SourceError)
from targets.minic.statements import (Block, Evaluate, Function, If, Leave,
                                      Loop, Return, Statement)
from targets.minic.tree import (Address, Call, Choice, Name, Negation, Not,
                                Number, Primitive, Variable)
from targets.minic.types import (CHAR, INT, VOID, Array, Pointer, Signature,
                                 Struct, decayed)

LEVELS = {
    '||': 1, '&&': 2, '|': 3, '^': 4, '&': 5, '==': 6, '!=': 6, '<': 7,
    '<=': 7, '>': 7, '>=': 7, '<<': 8, '>>': 8, '+': 9, '-': 9, '*': 10,
    '/': 10, '%': 10,
}
UPDATES = {'+=': '+', '-=': '-', '*=': '*', '/=': '/', '%=': '%', '&=': '&',
           '|=': '|', '^=': '^', '<<=': '<<', '>>=': '>>'}

PRIMITIVES = {'print': PRINT, 'putchar': LETTER, 'alloc': ALLOCATE}


class Parser(object):
    def __init__(self, text):
        self.tokens = Lexer(text).tokens()
        self.at = 0
        self.structs = {}
        self.signatures = {}
        self.routines = {}
        self.order = []             # all routines, by number
        self.functions = []         # those that have been read
        self.scopes = []
        self.variables = []         # of the function being read
        self.result = INT
        self.memory = [0]           # 0 is no address
        self.texts = {}
        self.scopes.append({})

    # -- tokens

    def peek(self):
        return self.tokens[self.at]

    def fail(self, message):
        raise SourceError(message, self.peek().line)

    def is_word(self, text):
        token = self.peek()
        return token.text == text and token.kind != STRING and \
            token.kind != END

    def accept(self, text):
        if self.is_word(text):
            self.at += 1
            return True
        return False

    def expect(self, text):
        if not self.accept(text):
            self.fail('expected %s, found %s' % (text, self.peek().text))

    def name(self):
        token = self.peek()
        if token.kind != NAME:
            self.fail('expected a name, found ' + token.text)
        self.at += 1
        return token.text

    # -- declarations

    def is_type(self):
        return self.is_word('int') or self.is_word('char') or \
            self.is_word('void') or self.is_word('struct')

    def base_type(self):
        if self.accept('int'):
            return INT
        if self.accept('char'):
            return CHAR
        if self.accept('void'):
            return VOID
        self.expect('struct')
        return self.struct(self.name())

    def struct(self, tag):
        if tag not in self.structs:
            self.structs[tag] = Struct(tag)
        struct = self.structs[tag]
        if self.accept('{'):
            if struct.size:
                self.fail('struct %s is declared twice' % tag)
            while not self.accept('}'):
                base = self.base_type()
                while True:
                    name, type = self.declarator(base)
                    check.size_of(type, self.peek().line)
                    struct.add(name, type)
                    if not self.accept(','):
                        break
                self.expect(';')
        return struct

    def pointers(self, type):
        while self.accept('*'):
            type = Pointer(type)
        return type

    def declarator(self, base):
        """The name and type of one thing that is declared."""
        type = self.pointers(base)
        name = self.name()
        return name, self.array(type)

    def array(self, type):
        if not self.accept('['):
            return type
        token = self.peek()
        size = self.expression()
        if not isinstance(size, Number) or size.number < 1:
            raise SourceError('an array needs a constant size', token.line)
        self.expect(']')
        return Array(self.array(type), size.number)

    def program(self):
        while self.peek().kind != END:
            base = self.base_type()
            if self.accept(';'):
                continue
            type = self.pointers(base)
            name = self.name()
            if self.accept('('):
                self.function(type, name)
                continue
            self.global_variable(name, self.array(type))
            while self.accept(','):
                name, type = self.declarator(base)
                self.global_variable(name, type)
            self.expect(';')
        for routine in self.order:
            if not routine.is_defined:
                self.fail('function %s is missing' % routine.name)
        if 'main' not in self.routines:
            self.fail('function main is missing')

    def global_variable(self, name, type):
        variable = self.declare(name, type, True)
        variable.at = len(self.memory)
        for _ in range(type.size):
            self.memory.append(0)
        if self.accept('='):
            if self.accept('{'):
                at = variable.at
                while not self.accept('}'):
                    if at == variable.at + type.size:
                        self.fail('too many values')
                    self.initial(at)
                    at += 1
                    if not self.is_word('}'):
                        self.expect(',')
            else:
                self.initial(variable.at)

    def initial(self, at):
        value = self.choice()
        if isinstance(value, Number):
            self.memory[at] = value.number
        else:
            self.fail('a global needs a constant value')

    def declare(self, name, type, is_global):
        if name in self.scopes[-1]:
            self.fail('%s is declared twice' % name)
        check.size_of(type, self.peek().line)
        variable = Variable(name, type, is_global)
        self.scopes[-1][name] = variable
        if not is_global:
            self.variables.append(variable)
        return variable

    def function(self, result, name):
        self.variables = []
        self.scopes.append({})
        types = []
        while not self.accept(')'):
            if len(types):
                self.expect(',')
            parameter, type = self.declarator(self.base_type())
            type = decayed(type)
            if not type.is_scalar():
                self.fail('%s is passed' % type.name())
            types.append(type)
            self.declare(parameter, type, False)
        if name not in self.routines:
            self.signatures[name] = Signature(result, types)
            routine = Routine(name, len(self.order))
            self.routines[name] = routine
            self.order.append(routine)
        elif not same_types(self.signatures[name].parameters, types):
            self.fail('%s is declared in another way' % name)
        if not self.accept(';'):
            self.result = result
            parameters = list(self.variables)
            routine = self.routines[name]
            if routine.is_defined:
                self.fail('%s is defined twice' % name)
            routine.is_defined = True
            self.expect('{')
            body = self.block()
            self.functions.append(Function(routine, parameters,
                                           self.variables, body))
        self.scopes.pop()

    # -- statements

    def block(self):
        statements = []
        self.scopes.append({})
        while not self.accept('}'):
            statements.append(self.statement())
        self.scopes.pop()
        return Block(statements)

    def statement(self):
        line = self.peek().line
        if self.accept('{'):
            return self.block()
        if self.is_type():
            return self.local_variables()
        if self.accept('if'):
            test = self.test()
            body = self.statement()
            otherwise = None
            if self.accept('else'):
                otherwise = self.statement()
            return If(test, body, otherwise)
        if self.accept('while'):
            test = self.test()
            return Loop(test, None, self.statement(), False)
        if self.accept('do'):
            body = self.statement()
            self.expect('while')
            test = self.test()
            self.expect(';')
            return Loop(test, None, body, True)
        if self.accept('for'):
            return self.for_loop()
        if self.accept('return'):
            return self.leave(line)
        if self.accept('break'):
            self.expect(';')
            return Leave(True, line)
        if self.accept('continue'):
            self.expect(';')
            return Leave(False, line)
        if self.accept(';'):
            return Statement()
        return self.simple()

    def simple(self):
        statement = Evaluate(self.expression())
        self.expect(';')
        return statement

    def test(self):
        self.expect('(')
        test = check.loaded(self.expression())
        self.expect(')')
        return test

    def local_variables(self):
        base = self.base_type()
        statements = []
        while True:
            line = self.peek().line
            name, type = self.declarator(base)
            variable = self.declare(name, type, False)
            if self.accept('='):
                statements.append(Evaluate(check.assignment(
                    Name(variable, line), self.assigned(), line)))
            if not self.accept(','):
                break
        self.expect(';')
        return Block(statements)

    def for_loop(self):
        self.expect('(')
        self.scopes.append({})
        first = Statement()
        if self.is_type():
            first = self.local_variables()
        elif not self.accept(';'):
            first = self.simple()
        test = None
        if not self.accept(';'):
            test = check.loaded(self.expression())
            self.expect(';')
        step = None
        if not self.accept(')'):
            step = self.expression()
            self.expect(')')
        body = self.statement()
        self.scopes.pop()
        return Block([first, Loop(test, step, body, False)])

    def leave(self, line):
        if self.accept(';'):
            if self.result is not VOID:
                raise SourceError('a value is wanted', line)
            return Return(None)
        value = check.stored(self.result, self.expression(), line)
        self.expect(';')
        return Return(value)

    # -- expressions

    def expression(self):
        return self.assigned()

    def assigned(self):
        target = self.choice()
        line = self.peek().line
        if self.accept('='):
            return check.assignment(target, self.assigned(), line)
        text = self.peek().text
        if text in UPDATES and self.accept(text):
            return check.update(UPDATES[text], target, self.assigned(),
                                False, line)
        return target

    def choice(self):
        test = self.binary(1)
        line = self.peek().line
        if not self.accept('?'):
            return test
        first = check.loaded(self.expression())
        self.expect(':')
        second = check.stored(first.type, self.choice(), line)
        return Choice(check.loaded(test), first, second, line)

    def binary(self, least):
        left = self.unary()
        while True:
            token = self.peek()
            if token.kind == STRING or token.text not in LEVELS or \
                    LEVELS[token.text] < least:
                return left
            self.at += 1
            right = self.binary(LEVELS[token.text] + 1)
            left = check.binary(token.text, left, right, token.line)

    def unary(self):
        line = self.peek().line
        if self.accept('-'):
            operand = check.number(check.loaded(self.unary()))
            if isinstance(operand, Number):
                return Number(-operand.number, INT, line)
            return Negation(operand, False, line)
        if self.accept('~'):
            return Negation(check.number(check.loaded(self.unary())), True,
                            line)
        if self.accept('!'):
            return Not(check.loaded(self.unary()), line)
        if self.accept('*'):
            return check.content(self.unary(), line)
        if self.accept('&'):
            return Address(self.unary(), line)
        if self.accept('++'):
            return self.increment('+', self.unary(), False, line)
        if self.accept('--'):
            return self.increment('-', self.unary(), False, line)
        if self.accept('sizeof'):
            self.expect('(')
            if self.is_type():
                type = self.array(self.pointers(self.base_type()))
            else:
                type = self.expression().type
            self.expect(')')
            return check.size_of(type, line)
        return self.postfix()

    def increment(self, operator, target, is_after, line):
        return check.update(operator, target, Number(1, INT, line), is_after,
                            line)

    def postfix(self):
        value = self.primary()
        while True:
            line = self.peek().line
            if self.accept('['):
                index = self.expression()
                self.expect(']')
                value = check.content(check.binary('+', value, index, line),
                                      line)
            elif self.accept('.'):
                value = check.field(Address(value, line), self.name(), line)
            elif self.accept('->'):
                value = check.field(value, self.name(), line)
            elif self.accept('++'):
                value = self.increment('+', value, True, line)
            elif self.accept('--'):
                value = self.increment('-', value, True, line)
            else:
                return value

    def primary(self):
        token = self.peek()
        if token.kind == NUMBER:
            self.at += 1
            return Number(token.value, INT, token.line)
        if token.kind == STRING:
            self.at += 1
            return Number(self.text(token.text), Pointer(CHAR), token.line)
        if self.accept('('):
            inner = self.expression()
            self.expect(')')
            return inner
        name = self.name()
        if self.accept('('):
            return self.call(name, token.line)
        i = len(self.scopes) - 1
        while i >= 0:
            if name in self.scopes[i]:
                return Name(self.scopes[i][name], token.line)
            i -= 1
        raise SourceError('%s is not declared' % name, token.line)

    def text(self, text):
        """The address of a string; equal ones stand in memory once."""
        if text not in self.texts:
            self.texts[text] = len(self.memory)
            for char in text:
                self.memory.append(ord(char))
            self.memory.append(0)
        return self.texts[text]

    def call(self, name, line):
        arguments = []
        while not self.accept(')'):
            if len(arguments):
                self.expect(',')
            arguments.append(self.expression())
        types = []
        result = VOID
        if name in PRIMITIVES:
            types.append(INT)
            if name == 'alloc':
                result = Pointer(VOID)
        elif name in self.signatures:
            types = self.signatures[name].parameters
            result = self.signatures[name].result
        else:
            raise SourceError('%s is not declared' % name, line)
        if len(types) != len(arguments):
            raise SourceError('%s takes %d arguments, not %d' % (
                name, len(types), len(arguments)), line)
        values = []
        for i in range(len(types)):
            values.append(check.stored(types[i], arguments[i], line))
        if name in PRIMITIVES:
            return Primitive(PRIMITIVES[name], values[0], result, line)
        return Call(self.routines[name].number, values, result, line)


def same_types(first, second):
    if len(first) != len(second):
        return False
    for i in range(len(first)):
        if not first[i].equals(second[i]):
            return False
    return True
