"""The syntax tree to register code.

An instruction is four numbers: operation, a, b, c. A function's parameters
and local names are its first registers; temporaries follow.
"""

from targets.mini import nodes, objects
from targets.mini.lexer import SyntaxProblem
from targets.mini.objects import (FALSE, NONE, TRUE, W_Builtin, W_Int, W_Str)

CONSTANT, MOVE, GET_GLOBAL, SET_GLOBAL = range(4)
ADD, SUB, MUL, FLOORDIV, MOD = range(4, 9)
LESS, LESS_EQUAL, EQUAL, NOT_EQUAL, IS, IS_NOT = range(9, 15)
NEGATE, NOT, JUMP, JUMP_IF, JUMP_UNLESS = range(15, 20)
GET_ATTRIBUTE, SET_ATTRIBUTE, GET_ITEM, SET_ITEM = range(20, 24)
CALL, RETURN, PRINT, PRINT_END, NEW_LIST = range(24, 29)
ITERATE, NEXT, NEW_CLASS, LOOP, CALL_METHOD = range(29, 34)

BINARY = {'+': ADD, '-': SUB, '*': MUL, '//': FLOORDIV, '%': MOD,
          '<': LESS, '<=': LESS_EQUAL, '==': EQUAL, '!=': NOT_EQUAL,
          'is': IS, 'is not': IS_NOT}
BUILTINS = ['len', 'range', 'str', 'ord', 'chr']


class Code(object):
    def __init__(self, name, parameters):
        self.name = name
        self.parameters = parameters
        self.instructions = []
        self.constants = []
        self.names = []
        self.registers = 0


class Cell(object):
    """A global variable."""

    def __init__(self, name):
        self.name = name
        self.value = None


class Program(object):
    """The global variables; functions are constants of the code."""

    def __init__(self):
        self.cells = []
        self.index = {}
        self.functions = []
        for name in BUILTINS:
            self.cells[self.cell(name)].value = W_Builtin(name)
        self.cells[self.cell('None')].value = NONE
        self.cells[self.cell('True')].value = TRUE
        self.cells[self.cell('False')].value = FALSE
        # `object` as a base class means none.
        self.cells[self.cell('object')].value = NONE

    def cell(self, name):
        if name not in self.index:
            self.index[name] = len(self.cells)
            self.cells.append(Cell(name))
        return self.index[name]


class Loop(object):
    def __init__(self, start):
        self.start = start
        self.breaks = []


class Compiler(object):
    def __init__(self, program, name, parameters, is_module):
        self.program = program
        self.code = Code(name, parameters)
        self.is_module = is_module
        self.locals = {}
        self.free = 0
        self.loops = []
        for parameter in parameters:
            self.local(parameter)

    def problem(self, message, line):
        raise SyntaxProblem(message, line)

    # -- registers ---------------------------------------------------------

    def local(self, name):
        if name not in self.locals:
            self.locals[name] = self.temporary()
        return self.locals[name]

    def temporary(self):
        register = self.free
        self.free += 1
        if self.free > self.code.registers:
            self.code.registers = self.free
        return register

    def release(self, register):
        """Gives back this register and all after it."""
        self.free = register

    # -- emitting ----------------------------------------------------------

    def emit(self, operation, a, b, c):
        code = self.code.instructions
        place = len(code)
        code.append(operation)
        code.append(a)
        code.append(b)
        code.append(c)
        return place

    def here(self):
        return len(self.code.instructions)

    def patch(self, place, operand):
        """Makes the jump at that place come here."""
        self.code.instructions[place + operand] = self.here()

    def constant(self, value):
        self.code.constants.append(value)
        return len(self.code.constants) - 1

    def name(self, name):
        for i in range(len(self.code.names)):
            if self.code.names[i] == name:
                return i
        self.code.names.append(name)
        return len(self.code.names) - 1

    # -- bodies ------------------------------------------------------------

    def find_locals(self, body):
        """Assigned names of a function are its local registers."""
        for node in body:
            if isinstance(node, nodes.Assign):
                self.declare(node.target)
            elif isinstance(node, nodes.For):
                self.declare(node.target)
                self.find_locals(node.body)
            elif isinstance(node, nodes.While):
                self.find_locals(node.body)
            elif isinstance(node, nodes.If):
                self.find_locals(node.body)
                self.find_locals(node.otherwise)

    def declare(self, target):
        name = target.assigned_name()
        if name:
            self.local(name)

    def body(self, body):
        for node in body:
            node.execute(self)

    def finish(self):
        register = self.temporary()
        self.emit(CONSTANT, register, self.constant(NONE), 0)
        self.emit(RETURN, register, 0, 0)
        return self.code

    def operand(self, node):
        """The register of a value: a local one, or a new temporary."""
        if isinstance(node, nodes.Name) and node.name in self.locals:
            return self.locals[node.name]
        register = self.temporary()
        node.compile(self, register)
        return register


def compile_program(body):
    """The code of a whole program, and its global variables."""
    program = Program()
    compiler = Compiler(program, '<module>', [], True)
    compiler.body(body)
    return compiler.finish(), program


# -- expressions -----------------------------------------------------------

class __extend__(nodes.Number):
    def compile(self, compiler, target):
        compiler.emit(CONSTANT, target,
                      compiler.constant(W_Int(self.value)), 0)


class __extend__(nodes.Text):
    def compile(self, compiler, target):
        compiler.emit(CONSTANT, target,
                      compiler.constant(W_Str(self.value)), 0)


class __extend__(nodes.Name):
    def compile(self, compiler, target):
        if self.name in compiler.locals:
            compiler.emit(MOVE, target, compiler.locals[self.name], 0)
        else:
            compiler.emit(GET_GLOBAL, target,
                          compiler.program.cell(self.name), 0)

    def store(self, compiler, source):
        if compiler.is_module:
            compiler.emit(SET_GLOBAL, source,
                          compiler.program.cell(self.name), 0)
        else:
            compiler.emit(MOVE, compiler.local(self.name), source, 0)


class __extend__(nodes.Binary):
    def compile(self, compiler, target):
        saved = compiler.free
        operator = self.operator
        left = compiler.operand(self.left)
        right = compiler.operand(self.right)
        if operator == '>' or operator == '>=':
            operation = LESS if operator == '>' else LESS_EQUAL
            compiler.emit(operation, target, right, left)
        else:
            compiler.emit(BINARY[operator], target, left, right)
        compiler.release(saved)


class __extend__(nodes.Unary):
    def compile(self, compiler, target):
        saved = compiler.free
        operand = compiler.operand(self.operand)
        compiler.emit(NEGATE if self.operator == '-' else NOT, target,
                      operand, 0)
        compiler.release(saved)


class __extend__(nodes.Logical):
    def compile(self, compiler, target):
        saved = compiler.free
        value = compiler.temporary()
        self.left.compile(compiler, value)
        place = compiler.emit(JUMP_UNLESS if self.is_and else JUMP_IF,
                              value, 0, 0)
        self.right.compile(compiler, value)
        compiler.patch(place, 2)
        compiler.emit(MOVE, target, value, 0)
        compiler.release(saved)


class __extend__(nodes.Attribute):
    def compile(self, compiler, target):
        saved = compiler.free
        value = compiler.operand(self.value)
        compiler.emit(GET_ATTRIBUTE, target, value, compiler.name(self.name))
        compiler.release(saved)

    def store(self, compiler, source):
        saved = compiler.free
        value = compiler.operand(self.value)
        compiler.emit(SET_ATTRIBUTE, source, value, compiler.name(self.name))
        compiler.release(saved)


class __extend__(nodes.Subscript):
    def compile(self, compiler, target):
        saved = compiler.free
        value = compiler.operand(self.value)
        index = compiler.operand(self.index)
        compiler.emit(GET_ITEM, target, value, index)
        compiler.release(saved)

    def store(self, compiler, source):
        saved = compiler.free
        value = compiler.operand(self.value)
        index = compiler.operand(self.index)
        compiler.emit(SET_ITEM, source, value, index)
        compiler.release(saved)


class __extend__(nodes.Call):
    def compile(self, compiler, target):
        saved = compiler.free
        function = compiler.temporary()
        name = -1
        called = self.function
        if isinstance(called, nodes.Attribute):
            name = compiler.name(called.name)
            called.value.compile(compiler, function)
        else:
            called.compile(compiler, function)
        for argument in self.arguments:
            argument.compile(compiler, compiler.temporary())
        count = len(self.arguments)
        if name >= 0:
            compiler.emit(CALL_METHOD, target, function, name * 256 + count)
        else:
            compiler.emit(CALL, target, function, count)
        compiler.release(saved)


class __extend__(nodes.ListDisplay):
    def compile(self, compiler, target):
        saved = compiler.free
        for item in self.items:
            item.compile(compiler, compiler.temporary())
        compiler.emit(NEW_LIST, target, saved, len(self.items))
        compiler.release(saved)


# -- statements ------------------------------------------------------------

class __extend__(nodes.Assign):
    def execute(self, compiler):
        saved = compiler.free
        target = self.target
        if isinstance(target, nodes.Name) and target.name in compiler.locals:
            self.value.compile(compiler, compiler.locals[target.name])
        else:
            target.store(compiler, compiler.operand(self.value))
        compiler.release(saved)


class __extend__(nodes.Print):
    def execute(self, compiler):
        saved = compiler.free
        for i in range(len(self.values)):
            compiler.emit(PRINT, compiler.operand(self.values[i]), int(i > 0),
                          0)
        compiler.emit(PRINT_END, 0, 0, 0)
        compiler.release(saved)


class __extend__(nodes.Return):
    def execute(self, compiler):
        saved = compiler.free
        value = self.value
        if value is None:
            register = compiler.temporary()
            compiler.emit(CONSTANT, register, compiler.constant(NONE), 0)
        else:
            register = compiler.operand(value)
        compiler.emit(RETURN, register, 0, 0)
        compiler.release(saved)


class __extend__(nodes.Pass):
    def execute(self, compiler):
        pass


class __extend__(nodes.Jump):
    def execute(self, compiler):
        if len(compiler.loops) == 0:
            compiler.problem('not in a loop', self.line)
        loop = compiler.loops[-1]
        if self.is_break:
            loop.breaks.append(compiler.emit(JUMP, 0, 0, 0))
        else:
            compiler.emit(LOOP, loop.start, 0, 0)


class __extend__(nodes.If):
    def execute(self, compiler):
        saved = compiler.free
        test = compiler.operand(self.test)
        place = compiler.emit(JUMP_UNLESS, test, 0, 0)
        compiler.release(saved)
        compiler.body(self.body)
        if len(self.otherwise) > 0:
            end = compiler.emit(JUMP, 0, 0, 0)
            compiler.patch(place, 2)
            compiler.body(self.otherwise)
            compiler.patch(end, 1)
        else:
            compiler.patch(place, 2)


def end_loop(compiler, loop):
    compiler.emit(LOOP, loop.start, 0, 0)
    for place in loop.breaks:
        compiler.patch(place, 1)


class __extend__(nodes.While):
    def execute(self, compiler):
        loop = Loop(compiler.here())
        saved = compiler.free
        test = compiler.operand(self.test)
        place = compiler.emit(JUMP_UNLESS, test, 0, 0)
        compiler.release(saved)
        compiler.loops.append(loop)
        compiler.body(self.body)
        compiler.loops.pop()
        end_loop(compiler, loop)
        compiler.patch(place, 2)


class __extend__(nodes.For):
    def execute(self, compiler):
        saved = compiler.free
        iterator = compiler.temporary()
        value = compiler.temporary()
        self.sequence.compile(compiler, iterator)
        compiler.emit(ITERATE, iterator, iterator, 0)
        loop = Loop(compiler.here())
        place = compiler.emit(NEXT, value, iterator, 0)
        self.target.store(compiler, value)
        compiler.loops.append(loop)
        compiler.body(self.body)
        compiler.loops.pop()
        end_loop(compiler, loop)
        compiler.patch(place, 3)
        compiler.release(saved)


def compile_function(node, program):
    compiler = Compiler(program, node.name, node.parameters, False)
    compiler.find_locals(node.body)
    compiler.body(node.body)
    return compiler.finish()


class __extend__(nodes.Function):
    def execute(self, compiler):
        register = self.make(compiler)
        nodes.Name(self.name, self.line).store(compiler, register)
        compiler.release(register)

    def make(self, compiler):
        """The register of the new function."""
        from_code = make_function(compile_function(self, compiler.program))
        register = compiler.temporary()
        compiler.emit(CONSTANT, register, compiler.constant(from_code), 0)
        return register


def make_function(code):
    return objects.W_Function(code)


class __extend__(nodes.Class):
    def execute(self, compiler):
        saved = compiler.free
        register = compiler.temporary()
        base = -1
        if self.base and self.base != 'object':
            base = compiler.temporary()
            nodes.Name(self.base, self.line).compile(compiler, base)
        compiler.emit(NEW_CLASS, register, base, compiler.name(self.name))
        for node in self.body:
            if isinstance(node, nodes.Function):
                value = node.make(compiler)
                compiler.emit(SET_ATTRIBUTE, value, register,
                              compiler.name(node.name))
            elif isinstance(node, nodes.Assign):
                value = compiler.temporary()
                node.value.compile(compiler, value)
                compiler.emit(SET_ATTRIBUTE, value, register,
                              compiler.name(node.target.assigned_name()))
            elif not isinstance(node, nodes.Pass):
                compiler.problem('not in a class', node.line)
        nodes.Name(self.name, self.line).store(compiler, register)
        compiler.release(saved)
