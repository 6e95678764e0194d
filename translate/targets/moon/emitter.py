"""The code of a function while it is made: instructions and registers.

An instruction is four numbers: operation, a, b, c. Locals have registers of
their own; temporaries follow them.
"""

from targets.moon.values import NIL, Value

MOVE, CONSTANT, GET_GLOBAL, SET_GLOBAL, GET_UPVALUE, SET_UPVALUE = range(6)
NEW_CELL, GET_CELL, SET_CELL, GET_INDEX, SET_INDEX = range(6, 11)
GET_FIELD, SET_FIELD, NEW_TABLE, APPEND, SELF, CLOSURE = range(11, 17)
ADD, SUBTRACT, MULTIPLY, DIVIDE, FLOOR, MODULO, POWER = range(17, 24)
CONCAT, EQUAL, LESS, LESS_EQUAL, NEGATE, NOT, LENGTH = range(24, 31)
JUMP, JUMP_IF, JUMP_UNLESS, LOOP, CALL, CALL_OPEN, FIRST = range(31, 38)
UNPACK, RETURN, RETURN_OPEN, FOR_TEST, FOR_STEP, FOR_CALL = range(38, 44)


class Global(object):
    """A global variable; all code that names it shares this."""

    def __init__(self, name):
        self.name = name
        self.value = NIL


class Globals(object):
    def __init__(self):
        self.table = {}

    def find(self, name):
        if name not in self.table:
            self.table[name] = Global(name)
        return self.table[name]

    def set(self, name, value):
        assert isinstance(value, Value)
        self.find(name).value = value


class Prototype(object):
    """What closures of one function have in common."""

    def __init__(self, name, line):
        self.name = name
        self.line = line
        self.parameters = 0
        self.instructions = []
        self.lines = []
        self.constants = []
        self.globals = []
        self.prototypes = []
        self.registers = 0
        # Where a closure's cells come from: its maker's registers or cells.
        self.from_registers = []
        self.from_places = []


class Emitter(object):
    def __init__(self, prototype, variables):
        self.prototype = prototype
        self.variables = variables
        self.free = 0
        self.line = prototype.line
        self.breaks = []

    # -- registers ---------------------------------------------------------

    def temporary(self):
        register = self.free
        self.free += 1
        if self.free > self.prototype.registers:
            self.prototype.registers = self.free
        return register

    def release(self, register):
        """Gives back this register and all after it."""
        self.free = register

    # -- instructions ------------------------------------------------------

    def emit(self, operation, a, b, c):
        """Adds an instruction; gives its place."""
        code = self.prototype.instructions
        place = len(code)
        code.append(operation)
        code.append(a)
        code.append(b)
        code.append(c)
        self.prototype.lines.append(self.line)
        return place

    def here(self):
        return len(self.prototype.instructions)

    def patch(self, place, operand):
        """Makes that operand of a jump lead here."""
        self.prototype.instructions[place + operand] = self.here()

    def constant(self, value):
        """The number of a constant."""
        constants = self.prototype.constants
        for i in range(len(constants)):
            if constants[i].kind() == value.kind() and \
                    constants[i].text() == value.text():
                return i
        constants.append(value)
        return len(constants) - 1

    def load_constant(self, target, value):
        self.emit(CONSTANT, target, self.constant(value), 0)

    def global_number(self, name):
        known = self.prototype.globals
        for i in range(len(known)):
            if known[i].name == name:
                return i
        known.append(self.variables.find(name))
        return len(known) - 1

    # -- loops -------------------------------------------------------------

    def begin_loop(self):
        """Breaks are gathered from here on; gives those of outside."""
        outer = self.breaks
        self.breaks = []
        return outer

    def end_loop(self, start, outer):
        """Jumps back, and lets the breaks come here."""
        self.emit(LOOP, start, 0, 0)
        for place in self.breaks:
            self.patch(place, 1)
        self.breaks = outer
