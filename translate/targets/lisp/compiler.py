"""Data to code: lists of words, three to an instruction."""

from targets.lisp.objects import (EMPTY, UNSPECIFIED, Global, Number, Pair,
                                  SchemeError, Symbol, Text, items_of)

(CONSTANT, LOCAL, OUTER, SET_LOCAL, SET_OUTER, GLOBAL, SET_GLOBAL,
 DEFINE, JUMP, JUMP_UNLESS, LOOP, CALL, TAIL_CALL, RETURN, CLOSURE, POP,
 ADD, SUBTRACT, MULTIPLY, LESS, EQUAL, IS_EMPTY, HEAD, TAIL, CONS, IS_SAME,
 NOT) = range(27)

# Calls of these that nothing redefines are instructions.
INSTRUCTIONS = {
    '+': ADD, '-': SUBTRACT, '*': MULTIPLY, '<': LESS, '=': EQUAL,
    'null?': IS_EMPTY, 'car': HEAD, 'cdr': TAIL, 'cons': CONS, 'eq?': IS_SAME,
    'not': NOT,
}
ARGUMENTS = {
    '+': 2, '-': 2, '*': 2, '<': 2, '=': 2, 'null?': 1, 'car': 1, 'cdr': 1,
    'cons': 2, 'eq?': 2, 'not': 1,
}


class Code(object):
    """A compiled procedure."""

    def __init__(self, name):
        self.name = name
        self.words = []
        self.constants = []
        self.globals = []
        self.codes = []
        self.arity = 0
        self.takes_rest = False
        self.size = 0


class Scope(object):
    """The names of a procedure being compiled."""

    def __init__(self, names, outer):
        self.names = names
        self.outer = outer

    def find(self, name):
        i = len(self.names) - 1
        while i >= 0:
            if self.names[i] == name:
                return i
            i -= 1
        return -1


class Globals(object):
    """The variables of the top level."""

    def __init__(self):
        self.table = {}

    def get(self, name):
        if name not in self.table:
            self.table[name] = Global(name)
        return self.table[name]


class Compiler(object):
    def __init__(self, name, variables, scope):
        self.code = Code(name)
        self.variables = variables
        self.scope = scope

    # -- instructions

    def emit(self, operation, first, second):
        words = self.code.words
        words.append(operation)
        words.append(first)
        words.append(second)
        return len(words) - 3

    def patch(self, place):
        self.code.words[place + 1] = len(self.code.words)

    def constant(self, value):
        self.code.constants.append(value)
        self.emit(CONSTANT, len(self.code.constants) - 1, 0)

    def global_number(self, name):
        variable = self.variables.get(name)
        known = self.code.globals
        for i in range(len(known)):
            if known[i] is variable:
                return i
        known.append(variable)
        return len(known) - 1

    # -- expressions; each leaves one value, is_tail: and returns it

    def expression(self, datum, is_tail):
        if isinstance(datum, Symbol):
            self.variable(datum.name)
        elif isinstance(datum, Pair):
            head = datum.head
            if isinstance(head, Symbol) and self.depth_of(head.name) < 0:
                if self.special(head.name, datum, is_tail):
                    return
            self.call(datum, is_tail)
            return
        elif datum is EMPTY:
            raise SchemeError('an empty list is no expression')
        else:
            self.constant(datum)
        if is_tail:
            self.emit(RETURN, 0, 0)

    def depth_of(self, name):
        """How many scopes outwards the name is bound; -1: it is global."""
        depth = 0
        scope = self.scope
        while scope is not None:
            if scope.find(name) >= 0:
                return depth
            scope = scope.outer
            depth += 1
        return -1

    def slot_of(self, name, depth):
        scope = self.scope
        while depth > 0:
            scope = scope.outer
            depth -= 1
        return scope.find(name)

    def variable(self, name):
        depth = self.depth_of(name)
        if depth < 0:
            self.emit(GLOBAL, self.global_number(name), 0)
        elif depth == 0:
            self.emit(LOCAL, self.slot_of(name, 0), 0)
        else:
            self.emit(OUTER, self.slot_of(name, depth), depth)

    def assign(self, name):
        depth = self.depth_of(name)
        if depth < 0:
            self.emit(SET_GLOBAL, self.global_number(name), 0)
        elif depth == 0:
            self.emit(SET_LOCAL, self.slot_of(name, 0), 0)
        else:
            self.emit(SET_OUTER, self.slot_of(name, depth), depth)

    def call(self, datum, is_tail):
        items = items_of(datum, 'call')
        head = items[0]
        count = len(items) - 1
        if isinstance(head, Symbol) and head.name in INSTRUCTIONS:
            name = head.name
            if self.depth_of(name) < 0 and ARGUMENTS[name] == count and \
                    self.variables.get(name).value is not None:
                for i in range(count):
                    self.expression(items[i + 1], False)
                self.emit(INSTRUCTIONS[name], 0, 0)
                if is_tail:
                    self.emit(RETURN, 0, 0)
                return
        for item in items:
            self.expression(item, False)
        self.emit(TAIL_CALL if is_tail else CALL, count, 0)

    def body(self, items, start, is_tail):
        if start >= len(items):
            raise SchemeError('a body is empty')
        for i in range(start, len(items) - 1):
            self.expression(items[i], False)
            self.emit(POP, 0, 0)
        self.expression(items[len(items) - 1], is_tail)

    # -- special forms

    def special(self, name, datum, is_tail):
        """Compiles a special form; gives whether it was one."""
        if name == 'quote':
            items = items_of(datum, name)
            self.constant(items[1])
        elif name == 'if':
            self.conditional(items_of(datum, name), is_tail)
            return True
        elif name == 'define':
            self.define(datum)
        elif name == 'set!':
            items = items_of(datum, name)
            target = items[1]
            if not isinstance(target, Symbol):
                raise SchemeError('set!: no name')
            self.expression(items[2], False)
            self.assign(target.name)
        elif name == 'lambda':
            items = items_of(datum, name)
            self.procedure('lambda', items[1], items, 2)
        elif name == 'begin':
            self.body(items_of(datum, name), 1, is_tail)
            return True
        elif name == 'let':
            self.let(items_of(datum, name), is_tail)
            return True
        elif name == 'cond':
            self.cond(items_of(datum, name), is_tail)
            return True
        elif name == 'and' or name == 'or':
            self.logical(items_of(datum, name), name == 'and')
        elif name == 'while':
            self.loop(items_of(datum, name))
        else:
            return False
        if is_tail:
            self.emit(RETURN, 0, 0)
        return True

    def conditional(self, items, is_tail):
        if len(items) < 3 or len(items) > 4:
            raise SchemeError('if: wrong number of parts')
        self.expression(items[1], False)
        other = self.emit(JUMP_UNLESS, 0, 0)
        self.expression(items[2], is_tail)
        end = self.emit(JUMP, 0, 0)
        self.patch(other)
        if len(items) == 4:
            self.expression(items[3], is_tail)
        else:
            self.constant(UNSPECIFIED)
            if is_tail:
                self.emit(RETURN, 0, 0)
        self.patch(end)

    def cond(self, items, is_tail):
        ends = []
        has_else = False
        for i in range(1, len(items)):
            clause = items_of(items[i], 'cond')
            test = clause[0]
            if isinstance(test, Symbol) and test.name == 'else':
                self.body(clause, 1, is_tail)
                has_else = True
                break
            self.expression(test, False)
            other = self.emit(JUMP_UNLESS, 0, 0)
            self.body(clause, 1, is_tail)
            ends.append(self.emit(JUMP, 0, 0))
            self.patch(other)
        if not has_else:
            self.constant(UNSPECIFIED)
            if is_tail:
                self.emit(RETURN, 0, 0)
        for end in ends:
            self.patch(end)

    def logical(self, items, is_and):
        """`and` gives #f or the last value, `or` #t or the last value."""
        ends = []
        for i in range(1, len(items) - 1):
            self.expression(items[i], False)
            if not is_and:
                self.emit(NOT, 0, 0)
            ends.append(self.emit(JUMP_UNLESS, 0, 0))
        if len(items) > 1:
            self.expression(items[len(items) - 1], False)
        else:
            self.truth_value(is_and)
        over = self.emit(JUMP, 0, 0)
        for end in ends:
            self.patch(end)
        if len(ends) > 0:
            self.truth_value(not is_and)
        self.patch(over)

    def truth_value(self, flag):
        self.constant(Number(0))
        if flag:
            self.constant(Number(0))
        else:
            self.constant(Number(1))
        self.emit(EQUAL, 0, 0)

    def loop(self, items):
        start = len(self.code.words)
        self.expression(items[1], False)
        end = self.emit(JUMP_UNLESS, 0, 0)
        self.body(items, 2, False)
        self.emit(POP, 0, 0)
        self.emit(LOOP, start, 0)
        self.patch(end)
        self.constant(UNSPECIFIED)

    def let(self, items, is_tail):
        """`let`, also with a name: a procedure that is called at once."""
        first = items[1]
        loop_name = ''
        start = 2
        if isinstance(first, Symbol):
            loop_name = first.name
            first = items[2]
            start = 3
        names = []
        values = []
        for binding in items_of(first, 'let'):
            parts = items_of(binding, 'let')
            names.append(parts[0])
            values.append(parts[1])
        if loop_name == '':
            self.procedure('let', names_list(names), items, start)
            for value in values:
                self.expression(value, False)
        else:
            # A scope that holds the loop's own name alone.
            outer = self.scope
            wrapper = Compiler(loop_name, self.variables,
                               Scope([loop_name], outer))
            wrapper.code.size = 1
            wrapper.procedure(loop_name, names_list(names), items, start)
            wrapper.emit(SET_LOCAL, 0, 0)
            wrapper.emit(POP, 0, 0)
            wrapper.emit(LOCAL, 0, 0)
            wrapper.emit(RETURN, 0, 0)
            self.add_closure(wrapper.code)
            self.emit(CALL, 0, 0)
            for value in values:
                self.expression(value, False)
        self.emit(TAIL_CALL if is_tail else CALL, len(values), 0)

    def procedure(self, name, parameters, items, start):
        """Leaves a closure."""
        names = []
        rest = parameters
        while isinstance(rest, Pair):
            head = rest.head
            if not isinstance(head, Symbol):
                raise SchemeError('a parameter must be a name')
            names.append(head.name)
            rest = rest.tail
        arity = len(names)
        if isinstance(rest, Symbol):
            names.append(rest.name)
        inner = Compiler(name, self.variables, Scope(names, self.scope))
        inner.code.arity = arity
        inner.code.takes_rest = isinstance(rest, Symbol)
        for i in range(start, len(items)):
            inner.collect_definition(items[i])
        inner.body(items, start, True)
        inner.code.size = len(names)
        self.add_closure(inner.code)

    def collect_definition(self, datum):
        """A definition in a body makes a local variable."""
        if isinstance(datum, Pair):
            head = datum.head
            if isinstance(head, Symbol) and head.name == 'define':
                items = items_of(datum, 'define')
                target = items[1]
                if isinstance(target, Pair):
                    target = target.head
                if isinstance(target, Symbol) and \
                        self.scope.find(target.name) < 0:
                    self.scope.names.append(target.name)

    def add_closure(self, code):
        self.code.codes.append(code)
        self.emit(CLOSURE, len(self.code.codes) - 1, 0)

    def define(self, datum):
        items = items_of(datum, 'define')
        target = items[1]
        if isinstance(target, Pair):
            head = target.head
            if not isinstance(head, Symbol):
                raise SchemeError('define: no name')
            name = head.name
            self.procedure(name, target.tail, items, 2)
        elif isinstance(target, Symbol):
            name = target.name
            self.expression(items[2], False)
        else:
            raise SchemeError('define: no name')
        if self.scope is None:
            self.emit(DEFINE, self.global_number(name), 0)
        else:
            self.assign(name)


def names_list(names):
    result = EMPTY_LIST
    i = len(names) - 1
    while i >= 0:
        result = Pair(names[i], result)
        i -= 1
    return result


EMPTY_LIST = EMPTY


def compile_top_level(datum, variables):
    compiler = Compiler('top level', variables, None)
    compiler.expression(datum, True)
    return compiler.code


def is_text(value):
    return isinstance(value, Text)
