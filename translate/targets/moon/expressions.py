"""The expressions' nodes; each emits its own code."""

from targets.moon import emitter as ops
from targets.moon.values import FALSE, NIL, TRUE, String

BINARY = {'+': ops.ADD, '-': ops.SUBTRACT, '*': ops.MULTIPLY,
          '/': ops.DIVIDE, '//': ops.FLOOR, '%': ops.MODULO,
          '^': ops.POWER, '..': ops.CONCAT, '==': ops.EQUAL,
          '~=': ops.EQUAL, '<': ops.LESS, '>': ops.LESS,
          '<=': ops.LESS_EQUAL, '>=': ops.LESS_EQUAL}
UNARY = {'-': ops.NEGATE, 'not': ops.NOT, '#': ops.LENGTH}


class Expression(object):
    line = 0

    def load(self, emitter, target):
        """Leaves the value in a register."""
        raise NotImplementedError

    def load_open(self, emitter, target):
        """Leaves all values, if there may be several."""
        self.load(emitter, target)

    def operand(self, emitter):
        """The register of the value: a local's, or a temporary."""
        register = emitter.temporary()
        self.load(emitter, register)
        return register

    def is_open(self):
        """Whether it may give several values, or none."""
        return False

    def is_target(self):
        return False

    def prepare(self, emitter):
        """Evaluates the parts of an assignment's target."""

    def store(self, emitter, source):
        raise NotImplementedError


class Literal(Expression):
    def __init__(self, value):
        self.value = value

    def load(self, emitter, target):
        emitter.load_constant(target, self.value)


class LocalName(Expression):
    def __init__(self, local):
        self.local = local

    def load(self, emitter, target):
        operation = ops.GET_CELL if self.local.is_shared else ops.MOVE
        emitter.emit(operation, target, self.local.register, 0)

    def operand(self, emitter):
        if not self.local.is_shared:
            return self.local.register
        register = emitter.temporary()
        self.load(emitter, register)
        return register

    def is_target(self):
        return True

    def store(self, emitter, source):
        operation = ops.SET_CELL if self.local.is_shared else ops.MOVE
        emitter.emit(operation, self.local.register, source, 0)


class OuterName(Expression):
    """A variable of a function around this one."""

    def __init__(self, number):
        self.number = number

    def load(self, emitter, target):
        emitter.emit(ops.GET_UPVALUE, target, self.number, 0)

    def is_target(self):
        return True

    def store(self, emitter, source):
        emitter.emit(ops.SET_UPVALUE, self.number, source, 0)


class GlobalName(Expression):
    def __init__(self, name):
        self.name = name

    def load(self, emitter, target):
        emitter.emit(ops.GET_GLOBAL, target,
                     emitter.global_number(self.name), 0)

    def is_target(self):
        return True

    def store(self, emitter, source):
        emitter.emit(ops.SET_GLOBAL, emitter.global_number(self.name),
                     source, 0)


class Index(Expression):
    """table[key], or table.name when the key is a literal string."""

    def __init__(self, table, key, line):
        self.table = table
        self.key = key
        self.line = line
        self.table_register = -1
        self.key_register = -1

    def field(self):
        """The name, if the key is one known now, or None."""
        key = self.key
        if isinstance(key, Literal) and isinstance(key.value, String):
            return key.value
        return None

    def prepare(self, emitter):
        self.table_register = self.table.operand(emitter)
        name = self.field()
        if name is not None:
            self.key_register = emitter.constant(name)
        else:
            self.key_register = self.key.operand(emitter)

    def load(self, emitter, target):
        saved = emitter.free
        self.prepare(emitter)
        emitter.line = self.line
        operation = ops.GET_INDEX if self.field() is None else ops.GET_FIELD
        emitter.emit(operation, target, self.table_register,
                     self.key_register)
        emitter.release(saved)

    def is_target(self):
        return True

    def store(self, emitter, source):
        emitter.line = self.line
        operation = ops.SET_INDEX if self.field() is None else ops.SET_FIELD
        emitter.emit(operation, self.table_register, self.key_register,
                     source)


class Binary(Expression):
    def __init__(self, sign, left, right, line):
        self.sign = sign
        self.left = left
        self.right = right
        self.line = line

    def load(self, emitter, target):
        saved = emitter.free
        left = self.left.operand(emitter)
        right = self.right.operand(emitter)
        emitter.line = self.line
        if self.sign == '>' or self.sign == '>=':
            emitter.emit(BINARY[self.sign], target, right, left)
        else:
            emitter.emit(BINARY[self.sign], target, left, right)
        if self.sign == '~=':
            emitter.emit(ops.NOT, target, target, 0)
        emitter.release(saved)


class Unary(Expression):
    def __init__(self, sign, value, line):
        self.sign = sign
        self.value = value
        self.line = line

    def load(self, emitter, target):
        saved = emitter.free
        operand = self.value.operand(emitter)
        emitter.line = self.line
        emitter.emit(UNARY[self.sign], target, operand, 0)
        emitter.release(saved)


class Logical(Expression):
    """`and` and `or`: the right side only where the left does not tell."""

    def __init__(self, is_and, left, right):
        self.is_and = is_and
        self.left = left
        self.right = right

    def load(self, emitter, target):
        # The target may be a variable that the right side reads still.
        saved = emitter.free
        value = emitter.temporary()
        self.left.load(emitter, value)
        operation = ops.JUMP_UNLESS if self.is_and else ops.JUMP_IF
        place = emitter.emit(operation, value, 0, 0)
        self.right.load(emitter, value)
        emitter.patch(place, 2)
        emitter.emit(ops.MOVE, target, value, 0)
        emitter.release(saved)


class Parenthesis(Expression):
    """(call()) is one value."""

    def __init__(self, value):
        self.value = value

    def load(self, emitter, target):
        self.value.load(emitter, target)


class Call(Expression):
    """function(arguments), or object:name(arguments)."""

    def __init__(self, function, name, arguments, line):
        self.function = function
        self.name = name
        self.arguments = arguments
        self.line = line

    def is_open(self):
        return True

    def load(self, emitter, target):
        self.load_open(emitter, target)
        emitter.emit(ops.FIRST, target, 0, 0)

    def load_open(self, emitter, target):
        saved = emitter.free
        base = emitter.temporary()
        count = len(self.arguments)
        if self.name:
            receiver = emitter.temporary()
            self.function.load(emitter, receiver)
            emitter.line = self.line
            emitter.emit(ops.SELF, base, receiver,
                         emitter.constant(String(self.name)))
            count += 1
        else:
            self.function.load(emitter, base)
        is_open = load_all(emitter, self.arguments)
        emitter.line = self.line
        emitter.emit(ops.CALL_OPEN if is_open else ops.CALL, target, base,
                     count)
        emitter.release(saved)


def load_all(emitter, values):
    """Loads to temporaries in a row; gives whether the last is open."""
    for i in range(len(values)):
        register = emitter.temporary()
        if i == len(values) - 1:
            values[i].load_open(emitter, register)
            return values[i].is_open()
        values[i].load(emitter, register)
    return False


class TableEntry(object):
    """[key] = value; without a key it is the next of the list."""

    def __init__(self, key, value):
        self.key = key
        self.value = value


class TableDisplay(Expression):
    def __init__(self, entries):
        self.entries = entries

    def load(self, emitter, target):
        saved = emitter.free
        table = emitter.temporary()
        emitter.emit(ops.NEW_TABLE, table, 0, 0)
        for i in range(len(self.entries)):
            self.entry(emitter, table, self.entries[i],
                       i == len(self.entries) - 1)
        emitter.emit(ops.MOVE, target, table, 0)
        emitter.release(saved)

    def entry(self, emitter, table, entry, is_last):
        saved = emitter.free
        key = entry.key
        if key is None:
            register = emitter.temporary()
            if is_last:
                entry.value.load_open(emitter, register)
            else:
                entry.value.load(emitter, register)
            emitter.emit(ops.APPEND, table, register, 0)
        else:
            key_register = key.operand(emitter)
            emitter.emit(ops.SET_INDEX, table, key_register,
                         entry.value.operand(emitter))
        emitter.release(saved)


class FunctionBody(Expression):
    """A function's parameters and statements, with its scope's variables."""

    def __init__(self, name, parameters, captured, body, line):
        self.name = name
        self.parameters = parameters
        self.captured = captured
        self.body = body
        self.line = line

    def compile(self, variables):
        """The prototype of the function."""
        prototype = ops.Prototype(self.name, self.line)
        prototype.parameters = len(self.parameters)
        inner = ops.Emitter(prototype, variables)
        for parameter in self.parameters:
            parameter.register = inner.temporary()
        for parameter in self.parameters:
            if parameter.is_shared:
                inner.emit(ops.NEW_CELL, parameter.register,
                           parameter.register, 0)
        for captured in self.captured:
            local = captured.local
            prototype.from_registers.append(local is not None)
            if local is None:
                prototype.from_places.append(captured.number)
            else:
                prototype.from_places.append(local.register)
        self.body.make(inner)
        inner.emit(ops.RETURN_OPEN, 0, 0, 0)
        return prototype

    def load(self, emitter, target):
        emitter.prototype.prototypes.append(self.compile(emitter.variables))
        emitter.emit(ops.CLOSURE, target,
                     len(emitter.prototype.prototypes) - 1, 0)


def literal_name(name):
    """The expression of a constant that has a name."""
    if name == 'nil':
        return Literal(NIL)
    return Literal(TRUE if name == 'true' else FALSE)
